"""What a plan was made by: the day, the law, the facts, and what the person is told of.

After a change of the law it shows what the law has changed, and nothing else: the same facts are assessed
again as of the same day.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final, NamedTuple, Self

from rules.assessment import Assessment
from rules.fingerprint import fingerprint
from rules.law import Law

_LENGTH_OF_DIGEST: Final = 12
_LAWS: Final = 4
"""Laws whose fingerprint is remembered: there is one in a process, and one or two more in a comparison."""


class WrongOutlook(ValueError):
    """is no outlook"""


class DutyTold(NamedTuple):
    """A duty that is not done; ``due`` is the last day in time, ``since`` starts the term."""

    kind: str
    since: date
    due: date
    state: str


class BanTold(NamedTuple):
    """A ground for a ban; ``until`` is the last closed day, None where no end is fixed.

    ``hypothetical``: there would be one only if the person left on the day of the outlook.
    """

    ground: str
    kind: str
    first: date | None
    until: date | None
    hypothetical: bool


class Outlook(NamedTuple):
    """What the cautious answer told on a ``day``.

    ``law`` is the fingerprint of the law it stands on, ``case`` a digest of the facts: it tells whether they
    are the same, and nothing of what they are.
    """

    day: date
    law: str
    case: str
    status: str
    ground: str | None
    last_day: date | None
    duties: tuple[DutyTold, ...] = ()
    bans: tuple[BanTold, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """Return the same as data for JSON."""
        return {
            "day": self.day.isoformat(),
            "law": self.law,
            "case": self.case,
            "status": self.status,
            "ground": self.ground,
            "last_day": written(self.last_day),
            "duties": [
                [each.kind, written(each.since), written(each.due), each.state] for each in self.duties
            ],
            "bans": [
                [each.ground, each.kind, written(each.first), written(each.until), each.hypothetical]
                for each in self.bans
            ],
        }

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Return what :meth:`to_data` gave.

        Raises:
            ValueError: it is something else.
        """
        match data:
            case {
                "day": str(day),
                "law": str(law),
                "case": str(case),
                "status": str(status),
                "ground": None | str() as ground,
                "last_day": None | str() as last,
                "duties": list(duties),
                "bans": list(bans),
            }:
                return cls(
                    date.fromisoformat(day),
                    law,
                    case,
                    status,
                    ground,
                    day_of(last),
                    tuple(map(_duty, duties)),
                    tuple(map(_ban, bans)),
                )
            case _:
                raise WrongOutlook


def outlook_of(assessment: Assessment, case: Mapping[str, Any], law: Law) -> Outlook:
    """Return the outlook of an assessment; ``case`` are the facts as told, with plans that lie behind."""
    answer = assessment.cautious
    return Outlook(
        assessment.on,
        mark_of(law),
        digest(case),
        answer.status,
        answer.ground,
        answer.last_day,
        tuple(
            DutyTold(each.duty, each.since, each.due, each.state)
            for each in answer.duties
            if each.state != "done"
        ),
        tuple(
            BanTold(each.ground, each.kind, each.first, each.until, each.hypothetical) for each in answer.bans
        ),
    )


@lru_cache(_LAWS)
def mark_of(law: Law) -> str:
    """Return the fingerprint of a law, worked out once for each: it costs more than an assessment."""
    return fingerprint(law)


def digest(case: Mapping[str, Any]) -> str:
    """Return a few digits that are the same for the same facts."""
    told = json.dumps(case, sort_keys=True, separators=(",", ":"))
    return sha256(told.encode()).hexdigest()[:_LENGTH_OF_DIGEST]


def written(day: date | None) -> str | None:
    """Return a day as data for JSON."""
    return None if day is None else day.isoformat()


def day_of(text: str | None) -> date | None:
    """Return the day that :func:`written` gave.

    Raises:
        ValueError: it is none.
    """
    return None if text is None else date.fromisoformat(text)


def _duty(value: object) -> DutyTold:
    match value:
        case [str(kind), str(since), str(due), str(state)]:
            return DutyTold(kind, date.fromisoformat(since), date.fromisoformat(due), state)
        case _:
            raise WrongOutlook


def _ban(value: object) -> BanTold:
    match value:
        case [str(ground), str(kind), None | str() as first, None | str() as until, bool(hypothetical)]:
            return BanTold(ground, kind, day_of(first), day_of(until), hypothetical)
        case _:
            raise WrongOutlook
