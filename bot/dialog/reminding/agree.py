"""Agreeing to be reminded: that answers are kept, by which clock, how much a reminder shows; each once."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.dialog.answer import BRIEF
from bot.dialog.asking import back_row, said_option
from bot.dialog.calendar_keyboard import in_rows
from bot.dialog.model import Keep
from bot.dialog.questions.form import DONT_KNOW, Option
from bot.dialog.ready import settled
from bot.dialog.remembered import Form, Reminders
from bot.dialog.reminding.planning import coming, switched_on
from bot.dialog.state import Place
from bot.dialog.view import ANSWER, Move, Offer, Rows, Screen, View
from bot.reminders.zones import DEFAULT_ZONE, HOME, RUSSIAN

KEEP: Final = Place("remind.keep")
ZONE: Final = Place("remind.zone")
FORM: Final = Place("remind.form")

_SESSION: Final = "session"
_A_ROW: Final = 2
_FORMS: Final = (Option("neutral", "remind.form.neutral"), Option("open", "remind.form.open"))
_CHOICES: Final[dict[str, Form]] = {"neutral": "neutral", "open": "open"}


def begin(view: View) -> Move:
    """Ask what is still to be asked before the person can be reminded; that is at most three questions."""
    if view.state.consent == _SESSION:
        return view.move(view.words("remind.session"))
    return settled(view, KEEP) if view.state.consent != "remember" else _next(view)


def _next(view: View) -> Move:
    kept = view.state.reminders
    if kept.zone is None:
        return settled(view, ZONE)
    if kept.form is None:
        return settled(view, FORM)
    return _agreed(view)


def _agreed(view: View) -> Move:
    """Take it that the person is reminded from now on, and say of the first day."""
    agreed = _with(view, replace(view.state.reminders, on=True))
    days = [each.day for each in switched_on(coming(agreed) or (), agreed.state)]
    if not days:
        note = view.words("remind.agreed_later")
    elif days[0] <= view.today:
        note = view.words("remind.agreed_today")  # where it is evening there, none may come any more
    else:
        note = view.words("remind.agreed", date=days[0])
    move = agreed.to(ANSWER)
    place = replace(ANSWER, part=BRIEF)
    return move if move.state is None else replace(move, state=replace(move.state, place=place), note=note)


def _with(view: View, reminders: Reminders) -> View:
    return View(replace(view.state, reminders=reminders), view.context)


def _taken(view: View, reminders: Reminders) -> Move:
    """Go on with a choice: to the next question, or back to the list that it was changed from."""
    chosen = _with(view, reminders)
    if reminders.active:
        return replace(chosen.back(), note=view.words("remind.changed"))
    return _next(chosen)


# --- that answers are kept ---------------------------------------------------------------------


def show_keep(view: View) -> Screen:
    """Say that answers must be kept for it, and ask whether they may be."""
    rows = ((Offer(view.words("button.remind.remember"), "keep"),),)
    return Screen((view.words("ask.remind.keep"),), (*rows, *back_row(view)))


def act_keep(view: View, _action: str) -> Move:
    """Keep the answers, and go on."""
    kept = View(replace(view.state, consent="remember"), view.context)
    return replace(_next(kept), effects=(Keep("remember"),))


def hear_keep(view: View, text: str) -> Move:
    """Take a yes that was typed."""
    agreed = said_option(view, (Option("yes", "button.remind.remember"),), text)
    return act_keep(view, "keep") if agreed else view.move(view.words("note.choose"))


# --- by which clock ----------------------------------------------------------------------------


def city(zone: str) -> str:
    """Return the key of the name of the city that a zone is called after."""
    return f"zone.{zone.rpartition('/')[2]}"


def _zones(view: View) -> Iterator[str]:
    """Yield the zones: Russia's, and that of the home country, which comes first for whoever is there."""
    home = HOME.get(str(view.state.facts.case.get("citizenship")))
    if home is not None and not view.known.inside:
        yield home
    yield from RUSSIAN
    if home is not None and view.known.inside:
        yield home


def _zone_options(view: View) -> tuple[Option, ...]:
    return (*(Option(zone, city(zone)) for zone in _zones(view)), DONT_KNOW)


def show_zone(view: View) -> Screen:
    """Ask for a city whose clocks show the same."""
    rows = _offers(view, _zone_options(view), view.state.reminders.zone, _A_ROW)
    return Screen((view.words("ask.remind.zone"),), (*rows, *back_row(view)))


def act_zone(view: View, action: str) -> Move:
    """Take the zone; the time of Moscow where the person does not know."""
    code = action.partition(":")[2]
    return _taken(view, replace(view.state.reminders, zone=DEFAULT_ZONE if code == DONT_KNOW.code else code))


def hear_zone(view: View, text: str) -> Move:
    """Take a city that was typed."""
    code = said_option(view, _zone_options(view), text)
    return act_zone(view, f"choose:{code}") if code is not None else view.move(view.words("note.choose"))


# --- how much it shows -------------------------------------------------------------------------


def show_form(view: View) -> Screen:
    """Ask how much a reminder shows to whoever looks at the phone."""
    rows = _offers(view, _FORMS, view.state.reminders.form, 1)
    return Screen((view.words("ask.remind.form"),), (*rows, *back_row(view)))


def act_form(view: View, action: str) -> Move:
    """Take the choice."""
    return _taken(view, replace(view.state.reminders, form=_CHOICES[action.partition(":")[2]]))


def hear_form(view: View, text: str) -> Move:
    """Take a choice that was typed."""
    code = said_option(view, _FORMS, text)
    return act_form(view, f"choose:{code}") if code is not None else view.move(view.words("note.choose"))


def _offers(view: View, options: tuple[Option, ...], current: str | None, columns: int) -> Rows:
    """Return the buttons for some options, the one chosen before marked."""
    offers = [
        Offer(("✓ " if option.code == current else "") + view.words(option.label), f"choose:{option.code}")
        for option in options
    ]
    return in_rows(offers, columns)
