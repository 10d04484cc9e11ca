"""A trip not made yet: when in, when out."""

from collections.abc import Mapping
from typing import Any, Final

from bot.dialog.known import UNSURE, Known
from bot.dialog.questions.form import NO_END, Days, Option, Span, far, first_day, from_day, saying
from bot.dialog.questions.lists import Field, ListOf, Values, optional, questions
from bot.dialog.say import Say
from rules.when import When


def _from_today(known: Known) -> Span:
    return Span(known.today, far(known.today), "date.past", "date.too_late")


def _from_entry(known: Known) -> Span:
    first = first_day(known.drafted("entry")) or known.today
    return from_day(first, far(known.today), "date.before_entry", "date.too_late")


def _ask_exit(known: Known) -> Say:
    return Say("ask.plan.exit", {"entry": When.parse(known.drafted("entry") or UNSURE)})


def _build(_known: Known, values: Values) -> dict[str, Any]:
    leave = NO_END if values["exit"] == UNSURE else values["exit"]
    return {"entry": values["entry"], **optional("exit", leave)}


def _read(_known: Known, item: Mapping[str, Any]) -> Values:
    return {"entry": str(item["entry"]), "exit": str(item.get("exit", NO_END))}


PLANS: Final = ListOf(
    name="planned",
    fields=(
        Field("plan.entry", "entry", saying("ask.plan.entry"), Days(_from_today, ahead=True)),
        Field(
            "plan.exit",
            "exit",
            _ask_exit,
            Days(
                _from_entry,
                more=(Option(NO_END, "button.no_exit_yet"),),
                ahead=True,
                following=True,
                sure=True,
            ),
        ),
    ),
    build=_build,
    read=_read,
)

NOTED: Final = "noted"
"""The choice that counts the plans noted by themselves: they stand before the one asked for."""

QUESTIONS: Final = questions(PLANS)
