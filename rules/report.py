"""The assessment as plain data: the published JSON form."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from rules.assessment import Account, Answer, Assessment, Ban, Coming, Controlled, Duty, Finding, Trip


def assessment_data(assessment: Assessment) -> dict[str, Any]:
    """Return the assessment in the published form: cautious, and favourable where it differs."""
    keys = {name: _answer_value(assessment.cautious, name) for name in _ANSWER}
    favourable = {name: _answer_value(assessment.favourable, name) for name in assessment.differs} or None
    return {
        "on": assessment.on.isoformat(),
        "law_checked": assessment.law_checked.isoformat(),
        **{name: value for name, value in keys.items() if name != "planned"},
        "not_checked": list(assessment.not_checked),
        "planned": keys["planned"],
        "disputes": list(assessment.disputes),
        "trace": trace_data(assessment.trace),
        "favourable": favourable,
        "ask_first": None if assessment.ask_first is None else assessment.ask_first.path,
        "ahead": [_coming(coming) for coming in assessment.ahead],
        "controlled_register": _controlled(assessment.controlled_register),
    }


def _answer_value(answer: Answer, name: str) -> object:
    return key_data(name, getattr(answer, name))


def key_data(name: str, value: object) -> object:
    """Return the value of a key of an answer in the published form."""
    form = _ANSWER[name]
    return value if form is None else form(value)


def trace_data(steps: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return the steps of the reasoning in the published form."""
    return [_finding(finding) for finding in steps]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _account(account: Account | None) -> dict[str, Any] | None:
    if account is None:
        return None
    return {
        "used": account.used,
        "left": account.left,
        "limit": account.limit,
        "from": account.first.isoformat(),
        "to": account.last.isoformat(),
    }


def _duties(duties: tuple[Duty, ...]) -> list[dict[str, Any]]:
    return [
        {
            "duty": duty.duty,
            "since": duty.since.isoformat(),
            "due": duty.due.isoformat(),
            "state": duty.state,
            "law": duty.law,
        }
        for duty in duties
    ]


def _bans(bans: tuple[Ban, ...]) -> list[dict[str, Any]]:
    return [
        {
            "ground": ban.ground,
            "kind": ban.kind,
            "from": _day(ban.first),
            "until": _day(ban.until),
            "hypothetical": ban.hypothetical,
            "law": ban.law,
        }
        for ban in bans
    ]


def _trips(trips: tuple[Trip, ...]) -> list[dict[str, Any]]:
    return [
        {
            "entry": trip.entry.isoformat(),
            "exit": _day(trip.exit),
            "last_day": _day(trip.last_day),
            "ok": trip.ok,
            "latest_exit": _day(trip.latest_exit),
            "broken_by": trip.broken_by,
            "breaks": list(trip.breaks),
        }
        for trip in trips
    ]


def _coming(coming: Coming) -> dict[str, Any]:
    found = {
        name: value.isoformat() if isinstance(value, date) else value for name, value in coming.found.items()
    }
    return {"on": coming.on.isoformat(), "what": coming.what, "law": coming.law, **found}


def _controlled(register: Controlled | None) -> dict[str, Any] | None:
    if register is None:
        return None
    return {
        "from": _day(register.first),
        "told_since": _day(register.told_since),
        "law": register.law,
        "certainty": register.certainty,
    }


_ANSWER: Final[Mapping[str, Callable[[Any], object] | None]] = {
    "status": None,
    "ground": None,
    "days": _account,
    "last_day": _day,
    "overstay_days": None,
    "may_enter_from": _day,
    "duties": _duties,
    "bans": _bans,
    "level": None,
    "actions": list,
    "planned": _trips,
}


def _finding(finding: Finding) -> dict[str, Any]:
    values: dict[str, str | int | bool | None] = {}
    words = []
    for name, value in finding.found.items():
        plain = value.isoformat() if isinstance(value, date) else value
        values[name] = plain
        words.append(f"{name} {plain if isinstance(plain, str) else _word(plain)}")
    return {
        "rule": finding.rule,
        "law": finding.law,
        "version": finding.version.isoformat(),
        "certainty": finding.certainty,
        "found": "; ".join(words),
        "values": values,
        "reading": finding.reading,
        "because": [_finding(each) for each in finding.because],
    }


def _word(value: bool | int | None) -> str:  # noqa: FBT001 - any value found that is no text
    if value is None:
        return "none"
    return str(value).lower() if isinstance(value, bool) else str(value)
