"""What can close the way back: fines, expulsions, bans that were told of, an old stay that was too long."""

from collections.abc import Mapping
from typing import Any, Final

from bot.dialog.known import EARLIEST, UNSURE, Known
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
    told,
)
from bot.dialog.questions.lists import Field, ListOf, Values, optional, questions, start, unsure_as
from bot.dialog.say import Say

DONE: Final = "done"
_STAYS: Final = "stays"
_STRICTEST_OFFENCE: Final = "stay"
_STRICTEST_REMOVAL: Final = "expulsion"
_STRICTEST_DECISION: Final = "entry_ban"
_NO_END: Final = Option(NO_END, "button.no_end")
_NOT_CARRIED_OUT: Final = Option(NO_END, "button.not_carried_out")


def _build_offence(known: Known, values: Values) -> dict[str, Any]:
    """Return the offence; of a fine that is paid the day matters little and is not asked."""
    item = {"in_force": values["in_force"], "kind": unsure_as(_STRICTEST_OFFENCE, values["kind"])}
    if values["paid"] == "yes":
        item["paid"] = known.since(first_day(values["in_force"]) or EARLIEST)
    return item


def _read_offence(_known: Known, item: Mapping[str, Any]) -> Values:
    return {
        "in_force": str(item["in_force"]),
        "kind": str(item["kind"]),
        "paid": "yes" if item.get("paid") else "no",
    }


FINES: Final = ListOf(
    name="offences",
    fields=(
        Field("fine.when", "in_force", saying("ask.fine.when"), Days(past)),
        Field(
            "fine.kind",
            "kind",
            saying("ask.fine.kind"),
            Choices(
                fixed(
                    Option("stay", "fine.stay"),
                    Option("work", "fine.work"),
                    Option("public_order", "fine.public_order"),
                    Option("traffic", "fine.traffic"),
                    Option("other", "fine.other"),
                    DONT_KNOW,
                )
            ),
        ),
        Field("fine.paid", "paid", saying("ask.fine.paid"), Choices(fixed(*YES_NO, DONT_KNOW), columns=2)),
    ),
    build=_build_offence,
    read=_read_offence,
)


def _build_removal(_known: Known, values: Values) -> dict[str, Any]:
    on = None if values["on"] == NO_END else values["on"]
    return {"on": on, "kind": unsure_as(_STRICTEST_REMOVAL, values["kind"])}


def _read_removal(_known: Known, item: Mapping[str, Any]) -> Values:
    return {"kind": str(item["kind"]), "on": NO_END if item.get("on") is None else str(item["on"])}


REMOVALS: Final = ListOf(
    name="removals",
    fields=(
        Field(
            "removal.kind",
            "kind",
            saying("ask.removal.kind"),
            Choices(
                fixed(
                    Option("expulsion", "removal.expulsion"),
                    Option("deportation", "removal.deportation"),
                    Option("readmission", "removal.readmission"),
                    DONT_KNOW,
                )
            ),
        ),
        Field("removal.on", "on", saying("ask.removal.on"), Days(past, more=(_NOT_CARRIED_OUT,))),
    ),
    build=_build_removal,
    read=_read_removal,
)


def _after_decision(known: Known) -> Span:
    first = first_day(known.drafted("on"))
    return from_day(
        first, far(known.today).replace(year=known.today.year + 60), "date.before_begin", "date.too_late"
    )


def _build_decision(known: Known, values: Values) -> dict[str, Any]:
    on = known.since(EARLIEST) if values["on"] == UNSURE else values["on"]
    kind = unsure_as(_STRICTEST_DECISION, values["kind"])
    until = NO_END if values["until"] == UNSURE else values["until"]
    return {"kind": kind, "on": on, **optional("until", until)}


def _read_decision(_known: Known, item: Mapping[str, Any]) -> Values:
    return {"kind": str(item["kind"]), "on": str(item["on"]), "until": str(item.get("until", NO_END))}


BANS: Final = ListOf(
    name="decisions",
    fields=(
        Field(
            "ban.kind",
            "kind",
            saying("ask.ban.kind"),
            Choices(
                fixed(
                    Option("entry_ban", "told.entry_ban"),
                    Option("undesirable", "told.undesirable"),
                    DONT_KNOW,
                )
            ),
        ),
        Field("ban.on", "on", saying("ask.ban.on"), Days(past)),
        Field(
            "ban.until", "until", saying("ask.ban.until"), Days(_after_decision, more=(_NO_END,), ahead=True)
        ),
    ),
    build=_build_decision,
    read=_read_decision,
)

LISTS: Final = (FINES, REMOVALS, BANS)

_KINDS: Final = (
    Option("offences", "trouble.fine"),
    Option("removals", "trouble.removal"),
    Option("decisions", "trouble.ban"),
    Option(_STAYS, "trouble.overstay"),
)


def _told_any(known: Known) -> bool:
    return any(known.items(of.name) for of in LISTS) or known.told("older") == "yes"


def _options(known: Known) -> tuple[Option, ...]:
    """Return the kinds of trouble; the first answer is the one that most people give."""
    if _told_any(known):
        return (*_KINDS, Option(DONE, "button.that_was_all"), DONT_KNOW)
    return (Option(DONE, "trouble.none"), *_KINDS, DONT_KNOW)


def _ask(known: Known) -> Say:
    return Say("ask.trouble.more" if _told_any(known) else "ask.trouble")


def _take(known: Known, choice: str) -> Taken:
    if choice in {DONE, UNSURE}:
        return known.facts.opening(None).tell(trouble=choice)
    facts = start(known, choice)
    return facts.tell(trouble=None, older="yes" if choice == _STAYS else known.told("older"))


QUESTIONS: Final = (
    Question(
        id="trouble",
        ask=_ask,
        asked=lambda _: True,
        current=told("trouble"),
        form=Choices(_options),
        take=_take,
    ),
    *(question for of in LISTS for question in questions(of)),
)
