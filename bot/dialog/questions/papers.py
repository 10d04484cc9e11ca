"""What the person stays on beside the days that need no paper: patent, contract, permit, study."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.dialog.known import UNSURE, Known
from bot.dialog.questions.form import (
    DONT_KNOW,
    NO_END,
    YES_NO,
    Choices,
    Days,
    Option,
    Question,
    Span,
    Taken,
    far,
    first_day,
    fixed,
    from_day,
    past,
    saying,
)
from bot.dialog.questions.lists import Field, ListOf, Values, optional, questions, start, unsure_as
from rules.when import When

NONE: Final = "none"
OTHER: Final = "other"

_OPTIONS: Final = (
    Option("patents", "papers.patent"),
    Option("contracts", "papers.contract"),
    Option("permits", "papers.permit"),
    Option("studies", "papers.study"),
    Option(OTHER, "papers.other"),
    Option(NONE, "papers.none"),
    DONT_KNOW,
)
_MOST_DUTIES: Final = "temporary_residence"
"""The permit that asks most of a person, taken where they do not know which one they have."""
_NO_END: Final = Option(NO_END, "button.no_end")


def _options(known: Known) -> tuple[Option, ...]:
    """Return the papers that a citizen of the country can have."""
    country = known.country
    impossible = set()
    if country is None or not country.patent(known.today):
        impossible.add("patents")
    if country is None or not country.eaeu(known.today):
        impossible.add("contracts")
    return tuple(option for option in _OPTIONS if option.code not in impossible)


def _matters(known: Known) -> bool:
    """Whether a permit, the strongest paper, would change the answer."""
    if not known.inside:
        return False
    bare = {key: value for key, value in known.case.items() if key not in _names()}
    permit = {"kind": "permanent_residence", "issued": known.entered.isoformat()}
    return known.matters(bare, {**bare, "permits": [permit]})


def _names() -> frozenset[str]:
    return frozenset(of.name for of in LISTS)


def _take(known: Known, choice: str) -> Taken:
    others = {name: None for name in _names() if name != choice}
    facts = known.facts.tell(papers=choice, notified=None).put(**others)
    if choice not in _names():
        return facts.opening(None)
    return start(replace(known, facts=facts), choice, 0 if known.items(choice) else None)


def _current(known: Known) -> str | None:
    """Return the choice, unless it was a paper of which nothing is known."""
    choice = known.told("papers")
    nothing = choice is not None and choice in _names() and not known.items(choice)
    return None if nothing and (known.draft is None or known.draft.list != choice) else choice


def _since(key: str) -> Callable[[Known], Span]:
    """Return the days from that on which the paper began."""

    def span(known: Known) -> Span:
        first = first_day(known.drafted(key))
        return from_day(first, far(known.today), "date.before_begin", "date.too_late")

    return span


PATENT: Final = ListOf(
    name="patents",
    fields=(
        Field("patent.issued", "issued", saying("ask.patent.issued"), Days(past)),
        Field("patent.paid", "paid_until", saying("ask.patent.paid"), Days(_since("issued"), ahead=True)),
    ),
    build=lambda _known, values: dict(values),
    read=lambda _known, item: {"issued": str(item["issued"]), "paid_until": str(item["paid_until"])},
)

_EARLY: Final = "early"


def _is_over(known: Known) -> bool:
    until = known.drafted("until")
    if until is None or until == NO_END:
        return False
    last = When.parse(until).last
    return last is not None and last < known.today


def _build_contract(_known: Known, values: Values) -> dict[str, Any]:
    """Return the contract: ended early, or running to its agreed day.

    Only a contract that ended early can leave days to find other work, so in doubt it did not.
    """
    end = "ended" if values.get("how") == _EARLY else "until"
    return {"signed": values["signed"], **optional(end, values["until"])}


def _read_contract(_known: Known, item: Mapping[str, Any]) -> Values:
    early = {"how": _EARLY} if "ended" in item else {}
    until = str(item.get("ended", item.get("until", NO_END)))
    return {"signed": str(item["signed"]), "until": until, **early}


CONTRACT: Final = ListOf(
    name="contracts",
    fields=(
        Field("contract.signed", "signed", saying("ask.contract.signed"), Days(past)),
        Field(
            "contract.until",
            "until",
            saying("ask.contract.until"),
            Days(_since("signed"), more=(_NO_END,), ahead=True),
        ),
        Field(
            "contract.how",
            "how",
            saying("ask.contract.how"),
            Choices(
                fixed(
                    Option(_EARLY, "contract.early"),
                    Option("term", "contract.term"),
                    DONT_KNOW,
                )
            ),
            asked=_is_over,
        ),
    ),
    build=_build_contract,
    read=_read_contract,
)

PERMIT: Final = ListOf(
    name="permits",
    fields=(
        Field(
            "permit.kind",
            "kind",
            saying("ask.permit.kind"),
            Choices(
                fixed(
                    Option("temporary_residence", "permit.temporary_residence"),
                    Option("education_residence", "permit.education_residence"),
                    Option("permanent_residence", "permit.permanent_residence"),
                    Option("work_permit", "permit.work_permit"),
                    Option("highly_qualified", "permit.highly_qualified"),
                    DONT_KNOW,
                )
            ),
        ),
        Field("permit.issued", "issued", saying("ask.permit.issued"), Days(past)),
        Field(
            "permit.until",
            "until",
            saying("ask.permit.until"),
            Days(_since("issued"), more=(_NO_END,), ahead=True),
        ),
    ),
    build=lambda _known, values: {
        "kind": unsure_as(_MOST_DUTIES, values["kind"]),
        "issued": values["issued"],
        **optional("until", values["until"]),
    },
    read=lambda _known, item: {
        "kind": str(item["kind"]),
        "issued": str(item["issued"]),
        "until": str(item.get("until", NO_END)),
    },
)

STUDY: Final = ListOf(
    name="studies",
    fields=(
        Field("study.from", "from", saying("ask.study.from"), Days(past)),
        Field("study.until", "until", saying("ask.study.until"), Days(_since("from"), ahead=True)),
    ),
    build=lambda _known, values: dict(values),
    read=lambda _known, item: {"from": str(item["from"]), "until": str(item.get("until", UNSURE))},
)

LISTS: Final = (PATENT, CONTRACT, PERMIT, STUDY)


def _with_notice(known: Known, choice: str) -> list[dict[str, Any]]:
    """Return the patents, the notice of the contract given on some day up to today or not at all."""
    *earlier, last = known.items("patents")
    bare = {key: value for key, value in last.items() if key != "contract_notified"}
    since = When.parse(str(last["issued"])).first or date.min
    return [*earlier, {**bare, "contract_notified": known.since(since)} if choice == "yes" else bare]


def _notice_matters(known: Known) -> bool:
    if not known.inside or not known.items("patents") or known.draft is not None:
        return False
    return known.matters(
        *({**known.case, "patents": _with_notice(known, choice)} for choice in ("no", "yes"))
    )


def _notified(known: Known) -> str | None:
    """Return the choice, unless the patent it was made for has been changed since."""
    choice = known.told("notified")
    gone = choice == "yes" and not any("contract_notified" in patent for patent in known.items("patents"))
    return None if gone else choice


def _take_notice(known: Known, choice: str) -> Taken:
    return known.facts.tell(notified=choice).put(patents=_with_notice(known, choice))


QUESTIONS: Final = (
    Question(
        id="papers",
        ask=saying("ask.papers"),
        asked=_matters,
        current=_current,
        form=Choices(_options),
        take=_take,
    ),
    *(question for of in LISTS for question in questions(of)),
    Question(
        id="notified",
        ask=saying("ask.patent.notified"),
        asked=_notice_matters,
        current=_notified,
        form=Choices(fixed(*YES_NO, DONT_KNOW), columns=2),
        take=_take_notice,
    ),
)
