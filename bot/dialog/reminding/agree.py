"""Agreeing to be reminded: that answers are kept, by which clock, how much a reminder shows; each once."""

from dataclasses import replace
from typing import Final

from bot.dialog.answer import BRIEF
from bot.dialog.asking import RIGHT, back_row, said_option
from bot.dialog.calendar_keyboard import in_rows
from bot.dialog.model import Keep
from bot.dialog.questions.form import DONT_KNOW, Option
from bot.dialog.ready import settled
from bot.dialog.remembered import Form, Reminders
from bot.dialog.reminding import clocks
from bot.dialog.reminding.planning import coming, switched_on
from bot.dialog.state import Place
from bot.dialog.view import ANSWER, Move, Offer, Rows, Screen, View
from bot.reminders.zones import DEFAULT_ZONE

KEEP: Final = Place("remind.keep")
ZONE: Final = Place("remind.zone")
FORM: Final = Place("remind.form")

_SESSION: Final = "session"
_A_ROW: Final = 2
_WHICH: Final = "which"
"""The part of the question about the zone that asks which was meant; its value holds those that can be."""
_BETWEEN: Final = ";"
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


def show_zone(view: View) -> Screen:
    """Ask for a city whose clocks show the same; or which of some was meant."""
    if view.place.part == _WHICH:
        zones = view.place.value.split(_BETWEEN)
        question = view.words("ask.remind.zone_which" if len(zones) > 1 else "ask.remind.zone_same")
        which = tuple((_zone_offer(view, zone),) for zone in zones)
        return Screen((question,), (*which, *back_row(view)))
    offers = [_zone_offer(view, zone) for zone in clocks.offered(view)]
    unknown = Offer(view.words(DONT_KNOW.label), f"choose:{DONT_KNOW.code}")
    # Where most people are stands alone.
    alone = offers[: 1 + len(offers[1:]) % _A_ROW] if not view.known.inside else offers[:1]
    others = in_rows(offers[len(alone) :], _A_ROW)
    rows = (*((offer,) for offer in alone), *others, (unknown,), *back_row(view))
    return Screen((view.words("ask.remind.zone_or_city"),), rows)


def _zone_offer(view: View, zone: str) -> Offer:
    chosen = "✓ " if zone == view.state.reminders.zone else ""
    return Offer(chosen + clocks.label(zone, view.today, view.words), f"choose:{zone}")


def act_zone(view: View, action: str) -> Move:
    """Take the zone; the time of Moscow where the person does not know, which is said."""
    code = action.partition(":")[2]
    view = View(replace(view.state, place=view.place.whole()), view.context)
    if code == DONT_KNOW.code:
        return _zone_told(view, DEFAULT_ZONE)
    return _taken(view, replace(view.state.reminders, zone=code))


def _zone_told(view: View, zone: str) -> Move:
    """Take a zone that the person has not named, and say which."""
    told = view.words("remind.zone_taken", clock=clocks.label(zone, view.today, view.words))
    move = act_zone(view, f"choose:{zone}")
    return replace(move, note="\n\n".join(filter(None, (told, move.note))))


def hear_zone(view: View, text: str) -> Move:
    """Take a town, a region or a difference from Moscow that was typed: the clock alone is kept."""
    answer = said_option(view, RIGHT, text) if view.place.part == _WHICH else None
    if answer == "no":
        return view.back()
    if answer == "yes" and _BETWEEN not in view.place.value:
        return act_zone(view, f"choose:{view.place.value}")
    if said_option(view, (DONT_KNOW,), text) is not None:
        return act_zone(view, f"choose:{DONT_KNOW.code}")
    zones, sure = clocks.meant(view, text)
    if not zones:
        return view.move(view.words("zone.unclear"), place=view.place.whole())
    if len(zones) > 1 or not sure:
        return view.part(_WHICH, _BETWEEN.join(zones))
    return _zone_told(view, zones[0])


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
