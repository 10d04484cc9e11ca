"""The papers that a person stays on: patent, contract, permit, study, one list each."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.dialog.known import EARLIEST, UNSURE, Known
from bot.dialog.questions.form import (
    DONT_KNOW,
    NO_END,
    Choices,
    Days,
    Option,
    Span,
    far,
    first_day,
    fixed,
    from_day,
    past,
    saying,
)
from bot.dialog.questions.lists import Field, ListOf, Values, kept, optional, unsure_as
from rules.when import When

CANCELLED: Final = "cancelled"
_ENDED: Final = "ended"
_EARLY: Final = "early"
_MOST_DUTIES: Final = "temporary_residence"
"""The permit that asks most of a person, taken where they do not know which one they have."""
_NO_END: Final = Option(NO_END, "button.no_end")
_NOT_CANCELLED: Final = Option(NO_END, "button.not_cancelled")


def since(key: str) -> Callable[[Known], Span]:
    """Return the days from that on which the paper began."""

    def span(known: Known) -> Span:
        first = first_day(known.drafted(key))
        return from_day(first, far(known.today), "date.before_begin", "date.too_late")

    return span


def since_past(key: str) -> Callable[[Known], Span]:
    """Return the days from that on which the paper began to today."""

    def span(known: Known) -> Span:
        return from_day(first_day(known.drafted(key)), known.today, "date.before_begin", "date.future")

    return span


# --- patent ------------------------------------------------------------------------------------


def happened(what: str) -> Callable[[Known], bool]:
    """Whether something has happened to the paper: told of now, or before of the entry being changed."""
    return lambda known: known.drafted("happened") == what or what in known.changing


def within_paper(known: Known, begin: str, day: str) -> str:
    """Return the day of what befell a paper; one that nobody knows lies at least within its time."""
    return known.since(first_day(begin) or EARLIEST) if day == UNSURE else day


def _cancelled(known: Known, values: Values) -> dict[str, str]:
    day = values.get(CANCELLED)
    return optional(CANCELLED, None if day is None else within_paper(known, values["issued"], day))


def _build_patent(known: Known, values: Values) -> dict[str, Any]:
    return {
        "issued": values["issued"],
        "paid_until": values["paid_until"],
        **kept(known, "issued", values, "contract_notified", "region"),
        **_cancelled(known, values),
    }


def _read_patent(_known: Known, item: Mapping[str, Any]) -> Values:
    return {
        "issued": str(item["issued"]),
        "paid_until": str(item["paid_until"]),
        **optional(CANCELLED, item.get(CANCELLED)),
    }


PATENT: Final = ListOf(
    name="patents",
    fields=(
        Field("patent.issued", "issued", saying("ask.patent.issued"), Days(past)),
        Field("patent.paid", "paid_until", saying("ask.patent.paid"), Days(since("issued"), ahead=True)),
        Field(
            "patent.cancelled",
            CANCELLED,
            saying("ask.patent.cancelled"),
            Days(since_past("issued"), more=(_NOT_CANCELLED,)),
            asked=happened(CANCELLED),
        ),
    ),
    build=_build_patent,
    read=_read_patent,
)

# --- contract ----------------------------------------------------------------------------------


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
    end = _ENDED if values.get("how") == _EARLY else "until"
    return {"signed": values["signed"], **optional(end, values["until"])}


def _read_contract(_known: Known, item: Mapping[str, Any]) -> Values:
    early = {"how": _EARLY} if _ENDED in item else {}
    until = str(item.get(_ENDED, item.get("until", NO_END)))
    return {"signed": str(item["signed"]), "until": until, **early}


CONTRACT: Final = ListOf(
    name="contracts",
    fields=(
        Field("contract.signed", "signed", saying("ask.contract.signed"), Days(past)),
        Field(
            "contract.until",
            "until",
            saying("ask.contract.until"),
            Days(since("signed"), more=(_NO_END,), ahead=True),
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

# --- permit ------------------------------------------------------------------------------------


def _build_permit(known: Known, values: Values) -> dict[str, Any]:
    return {
        "kind": unsure_as(_MOST_DUTIES, values["kind"]),
        "issued": values["issued"],
        **optional("until", values["until"]),
        **kept(known, "issued", values, "notices"),
        **_cancelled(known, values),
    }


def _read_permit(_known: Known, item: Mapping[str, Any]) -> Values:
    return {
        "kind": str(item["kind"]),
        "issued": str(item["issued"]),
        "until": str(item.get("until", NO_END)),
        **optional(CANCELLED, item.get(CANCELLED)),
    }


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
            Days(since("issued"), more=(_NO_END,), ahead=True),
        ),
        Field(
            "permit.cancelled",
            CANCELLED,
            saying("ask.permit.cancelled"),
            Days(since_past("issued"), more=(_NOT_CANCELLED,)),
            asked=happened(CANCELLED),
        ),
    ),
    build=_build_permit,
    read=_read_permit,
)

# --- study -------------------------------------------------------------------------------------


def _build_study(known: Known, values: Values) -> dict[str, Any]:
    if values["until"] == _ENDED:
        return {"from": values["from"], _ENDED: within_paper(known, values["from"], values[_ENDED])}
    return {"from": values["from"], "until": values["until"]}


def _read_study(_known: Known, item: Mapping[str, Any]) -> Values:
    if _ENDED in item:
        return {"from": str(item["from"]), "until": _ENDED, _ENDED: str(item[_ENDED])}
    return {"from": str(item["from"]), "until": str(item.get("until", UNSURE))}


STUDY: Final = ListOf(
    name="studies",
    fields=(
        Field("study.from", "from", saying("ask.study.from"), Days(past)),
        Field(
            "study.until",
            "until",
            saying("ask.study.until"),
            Days(since("from"), more=(Option(_ENDED, "button.study_ended"),), ahead=True),
        ),
        Field(
            "study.ended",
            _ENDED,
            saying("ask.study.ended"),
            Days(since_past("from")),
            asked=lambda known: known.drafted("until") == _ENDED,
        ),
    ),
    build=_build_study,
    read=_read_study,
)
