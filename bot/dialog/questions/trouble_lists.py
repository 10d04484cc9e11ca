"""What can close the way back, entry by entry: fines, expulsions, bans, convictions, the register."""

from collections.abc import Mapping
from typing import Any, Final

from bot.dialog.known import DAY, EARLIEST, UNSURE, Known
from bot.dialog.questions.form import (
    DONT_KNOW,
    NO_END,
    YES_NO,
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
from bot.dialog.questions.lists import Field, ListOf, Values, optional, unsure_as
from rules.when import When

_STRICTEST_OFFENCE: Final = "stay"
_STRICTEST_REMOVAL: Final = "expulsion"
_STRICTEST_DECISION: Final = "entry_ban"
_NO_END: Final = Option(NO_END, "button.no_end")
_NOT_CARRIED_OUT: Final = Option(NO_END, "button.not_carried_out")
_WITHOUT_EXPULSION: Final = "traffic"
"""The kind of offence for which nobody is expelled."""


def _build_offence(known: Known, values: Values) -> dict[str, Any]:
    """Return the offence; of a fine that is paid the day matters little and is not asked."""
    kind = unsure_as(_STRICTEST_OFFENCE, values["kind"])
    item: dict[str, Any] = {"in_force": values["in_force"], "kind": kind}
    if values.get("paid") == "yes":
        item["paid"] = known.since(first_day(values["in_force"]) or EARLIEST)
    if values.get("expulsion") == "yes":
        item["with_expulsion"] = True
    # Of a receipt on some day or other nothing follows; that it is missing is said in the answer.
    received = values.get("received")
    return {**item, **optional("received", None if received == UNSURE else received)}


def _read_offence(_known: Known, item: Mapping[str, Any]) -> Values:
    return {
        "in_force": str(item["in_force"]),
        "kind": str(item["kind"]),
        "paid": "yes" if item.get("paid") else "no",
        "expulsion": "yes" if item.get("with_expulsion") else "no",
        **optional("received", item.get("received")),
    }


def _with_offence(known: Known, **values: str) -> dict[str, Any]:
    """Return the case with the offence as far as it is told of."""
    draft = known.draft
    told = {} if draft is None else draft.values
    item = _build_offence(known, {**told, **values})
    others = [each for each in known.items("offences") if each != known.changing]
    return {**known.case, "offences": [*others, item]}


def _expulsion_matters(known: Known) -> bool:
    if known.drafted("in_force") is None or known.drafted("kind") in {None, _WITHOUT_EXPULSION}:
        return False
    return known.matters(*(_with_offence(known, expulsion=each) for each in ("no", "yes")))


def _appeal_is_open(known: Known) -> bool:
    """Whether the ruling can have been handed over so late that an appeal is still in time."""
    if known.drafted("expulsion") != "yes":
        return False
    last = min(When.parse(known.drafted("in_force") or UNSURE).last or known.today, known.today)
    found = known.answers_to(_with_offence(known, received=last.isoformat()))
    duties = () if found is None else found.cautious.duties
    return any(duty.duty == "expulsion_appeal" and duty.state == "open" for duty in duties)


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
        Field(
            "fine.expulsion",
            "expulsion",
            saying("ask.fine.expulsion"),
            Choices(fixed(*YES_NO, DONT_KNOW), columns=2),
            asked=_expulsion_matters,
            doubt="expulsion",
        ),
        Field(
            "fine.received",
            "received",
            saying("ask.fine.received"),
            Days(past),
            asked=_appeal_is_open,
        ),
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

CONVICTIONS: Final = ListOf(
    name="convictions",
    fields=(
        Field(
            "conviction.spent",
            "spent",
            saying("ask.conviction.spent"),
            Choices(fixed(*YES_NO, DONT_KNOW), columns=2),
        ),
    ),
    build=lambda _known, values: {"spent": values["spent"] == "yes"},
    read=lambda _known, item: {"spent": "yes" if item.get("spent") else "no"},
)


def _since_entered(known: Known) -> Span:
    return from_day(first_day(known.drafted("since")), far(known.today), "date.before_begin", "date.too_late")


REGISTER: Final = ListOf(
    name="controlled_register",
    fields=(
        Field("register.since", "since", saying("ask.register.since"), Days(past)),
        Field(
            "register.until",
            "until",
            saying("ask.register.until"),
            Days(_since_entered, more=(Option(NO_END, "button.still_in_register"),)),
        ),
    ),
    build=lambda _known, values: {"since": values["since"], **optional("until", values["until"])},
    read=lambda _known, item: {"since": str(item["since"]), "until": str(item.get("until", NO_END))},
    most=1,
    kind="one",
)


def _this_stay(known: Known) -> Span:
    return from_day(known.entry.first, known.today, "date.before_entry", "date.future")


def _build_day(known: Known, values: Values) -> dict[str, Any]:
    """Return the day; one that nobody knows lies at least within the stay."""
    return {DAY: known.since(known.entered) if values[DAY] == UNSURE else values[DAY]}


def _a_day(name: str, id_: str, ask: str) -> ListOf:
    """Return something that has happened once in this stay, of which only the day is asked."""
    return ListOf(
        name=name,
        fields=(Field(id_, DAY, saying(ask), Days(_this_stay)),),
        build=_build_day,
        read=lambda _known, item: {DAY: str(item[DAY])},
        most=1,
        kind="day",
    )


LOST_CARD: Final = _a_day("migration_card_lost", "card.lost", "ask.card.lost")
SHORTENED: Final = _a_day("stay_shortened", "stay.shortened", "ask.stay.shortened")

LISTS: Final = (FINES, REMOVALS, BANS, CONVICTIONS, REGISTER, LOST_CARD, SHORTENED)
