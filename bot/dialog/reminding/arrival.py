"""A reminder that arrives, before its deadline or after it: its message, and what its buttons do.

It is no screen of the conversation: whoever sends it changes nothing that is kept, and the question that is
open stays as it is. Its buttons name its deadline by a number that the conversation gave it, so that they
mean the same however late they are tapped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.dialog.answer import BRIEF, assessed
from bot.dialog.asking import back_row, replace_facts
from bot.dialog.model import Button, Context, Reply
from bot.dialog.questions import BY_ID
from bot.dialog.ready import settled, to_answer
from bot.dialog.remembered import Deadline, Later, Reminders
from bot.dialog.reminding import done
from bot.dialog.reminding.planning import deadline_of, is_behind
from bot.dialog.state import Place, State
from bot.dialog.view import ANSWER, REVIEW, Move, Offer, Rows, Screen, View, upcoming
from bot.reminders.plan import Wanted
from bot.reminders.steps import GOES_ON, LEAVE
from bot.replies.lines import duty_line
from bot.replies.reminder import after_text, duty_name, reminder_text, several_text, stands_for_leaving
from rules.assessment import Assessment, Duty

PLACE: Final = "reminder"
MARK: Final = "r"
"""What the data of a button under a reminder begin with."""

_LATER: Final = "later"
NEWS: Final = "news"
"""The place where a change of the law is told, and the button that leads there."""
ACTIONS: Final = ("open", "done", _LATER, "dates", "stop", "keep", "erase", NEWS)
"""What buttons under messages that were sent do; the place of each is its index, so that none ever moves."""
_KEPT: Final = frozenset({"keep", "erase", NEWS})
"""Those that belong to no deadline."""
_WITHOUT: Final = _KEPT | {"dates"}
"""Those that can be under a message about no deadline; its number is then 0."""
_STEPS: Final = (1, 3)
"""In how many days it can come again."""
_NO_DEADLINE: Final = 0
"""The number of what belongs to no deadline."""


# --- sent --------------------------------------------------------------------------------------


def reminder_replies(
    state: State, kind: str, number: int, deadline: date, context: Context
) -> tuple[Reply, ...] | None:
    """Return a reminder in time as messages; None where it is not true or not wanted any more.

    Args:
        state: the conversation as it is kept now; it stays as it is.
        kind: the name of the duty.
        number: its place among the duties of its kind when it was planned.
        deadline: the last day in time.
        context: the day on which it is sent, by which everything is assessed again.
    """
    reply, _ = day_reply(state, (Wanted(kind, number, deadline, deadline),), context)
    return None if reply is None else (reply,)


def day_reply(
    state: State, items: Sequence[Wanted], context: Context
) -> tuple[Reply | None, tuple[bool, ...]]:
    """Return the one message of the reminders that come to one person together, and which of them it tells.

    Of several deadlines it has a button for each; where nothing shows in the reminder it names none of them.
    What lets a stay go on tells in the last days that the person leaves otherwise, and stands for both; so it
    does when both are missed.

    Args:
        state: the conversation as it is kept now; it stays as it is.
        items: the reminders; of their days only counts which side of the deadline they are on.
        context: the day on which they are sent, by which everything is assessed again.

    Returns:
        The message, None where nothing is told; and for each item in its order whether it is told: not where
        it is not true or not wanted any more.
    """
    view = View(state, context)
    assessment = assessed(view) if state.reminders.active else None
    found = [_to_tell(view, assessment, deadline_of(each), after=each.is_after) for each in items]
    told = tuple(each is not None for each in found)
    if assessment is None or not any(told):
        return None, told
    named = dict.fromkeys(_named(view, each, assessment) for each in found if each is not None)
    duties = sorted(named, key=lambda each: each.due)
    tell = _open if state.reminders.form == "open" else _neutral
    return tell(view, duties, assessment), told


def _to_tell(view: View, assessment: Assessment | None, due: Deadline, *, after: bool) -> Duty | None:
    """Return the duty that is to be told of; None where it is not true or not wanted any more."""
    kept = view.state.reminders
    if kept.is_off(due) or due in kept.done or is_behind(view, due):
        return None
    duty = done.undone_of(assessment, due)
    if duty is None or duty.state != ("missed" if after else "open"):
        return None
    put_off = not after and any(each.deadline == due and each.day > view.today for each in kept.later)
    return None if put_off or (after and due not in kept.deadlines) else duty


def _named(view: View, duty: Duty, assessment: Assessment) -> Duty:
    """Return the duty by which another is told of: of leaving what lets the stay go on, if it says so too."""
    if duty.duty != LEAVE:
        return duty
    after = duty.state == "missed"
    others = (_to_tell(view, assessment, Deadline(kind, duty.due), after=after) for kind in sorted(GOES_ON))
    told = (each for each in others if each is not None and stands_for_leaving(each, assessment))
    return next(told, duty)


def came_too_late(state: State, kind: str, deadline: date, context: Context) -> bool:
    """Whether a reminder could not be sent before its deadline, which nobody has met or wanted left out."""
    view, due, kept = View(state, context), Deadline(kind, deadline), state.reminders
    if not kept.active or deadline >= context.today or kept.is_off(due) or due in kept.done:
        return False
    return done.undone_of(assessed(view), due) is not None


def _name(view: View, duty: Duty) -> int:
    return view.state.reminders.number(Deadline(duty.duty, duty.due)) or 0


def _neutral(view: View, duties: Sequence[Duty], _assessment: Assessment) -> Reply:
    """Return what says only that there is something to look at, and whether it must be today."""
    words = view.words
    today = any(each.due == view.today for each in duties)
    if len(duties) == 1:
        text = words("remind.neutral_today" if today else "remind.neutral")
        return Reply(text, (sent_row(view, _name(view, duties[0]), "open"),))
    return Reply(words("remind.neutral_today" if today else "remind.neutral_several"), _looks(view, duties))


def _open(view: View, duties: Sequence[Duty], assessment: Assessment) -> Reply:
    """Return what says what is due by when: of one deadline with the next step, of several as a list."""
    if len(duties) > 1:
        rows = (*_looks(view, duties), sent_row(view, _NO_DEADLINE, "dates"))
        return Reply(several_text(duties, assessment, view.words), rows)
    (duty,) = duties
    name = _name(view, duty)
    offered = _rows(view, Deadline(duty.duty, duty.due))
    return Reply(
        _told(duty, assessment, view),
        tuple(tuple(sent_button(name, offer) for offer in row) for row in offered),
    )


def _told(duty: Duty, assessment: Assessment, view: View) -> str:
    tell = reminder_text if duty.state == "open" else after_text
    return tell(duty, assessment, view.words)


def _looks(view: View, duties: Iterable[Duty]) -> tuple[tuple[Button, ...], ...]:
    """Return a button for each deadline, numbered as they are listed."""
    label = "button.remind.open_number"
    return tuple(
        (sent_button(_name(view, each), Offer(view.words(label, number=number), "open")),)
        for number, each in enumerate(duties, 1)
    )


def sent_row(view: View, number: int, *actions: str) -> tuple[Button, ...]:
    """Return buttons under a message that is no screen."""
    return tuple(sent_button(number, Offer(view.words(f"button.remind.{each}"), each)) for each in actions)


def sent_button(number: int, offer: Offer) -> Button:
    """Return a button under a message that is no screen; its data are numbers alone."""
    return Button(offer.label, f"{MARK}{number}.{ACTIONS.index(offer.action)}")


def sent_action(state: State, data: str) -> str | None:
    """Return what a button under a reminder does; None where the data are of no reminder of this person."""
    if not data.startswith(MARK):
        return None
    number, _, place = data[len(MARK) :].partition(".")
    if not all(part.isascii() and part.isdecimal() for part in (number, place)):
        return None
    if data != f"{MARK}{int(number)}.{int(place)}" or int(place) >= len(ACTIONS):
        return None
    action = ACTIONS[int(place)]
    if action in _KEPT or number == "0":
        known = number == "0" and action in _WITHOUT and state.reminders.zone is not None
        return f"{action}:" if known else None
    return None if state.reminders.deadline(int(number)) is None else f"{action}:{number}"


def act_sent(view: View, action: str) -> Move:
    """Follow a button under a reminder, wherever the conversation stands: Back leads to where it stood."""
    verb, _, number = action.partition(":")
    match verb:
        case "keep":
            return view.move(view.words("remind.kept"))
        case "erase":
            forget = Place("forget")
            return view.move() if view.place == forget else view.to(forget)
        case "dates":
            return to_answer(view)
        case "news":
            return settled(view, Place(NEWS))
        case "open" | "later":
            there = Place(PLACE, int(number), part="" if verb == "open" else _LATER)
            return view.move(place=there) if view.place.at == PLACE else view.to(there)
        case _:
            due = view.state.reminders.deadline(int(number))
            return view.move() if due is None else _follow(view, due, verb)


# --- looked at ---------------------------------------------------------------------------------


def _deadline(view: View) -> Deadline | None:
    return _deadline_at(view, view.place)


def _deadline_at(view: View, place: Place) -> Deadline | None:
    return None if place.item is None else view.state.reminders.deadline(place.item)


def _text(view: View, due: Deadline) -> str:
    """Return what is to be done; that there is nothing any more, where it is over."""
    assessment = assessed(view)
    duty = done.undone_of(assessment, due)
    if assessment is None or duty is None:
        return view.words("remind.over")
    return _told(duty, assessment, view)


def _rows(view: View, due: Deadline) -> Rows:
    words = view.words
    later = (Offer(words("button.remind.later"), _LATER),) if _days(view, due) else ()
    return (
        (Offer(words("button.remind.done"), "done"), *later),
        (Offer(words("button.remind.dates"), "dates"),),
        (Offer(words("button.remind.stop_kind"), "stop"),),
    )


def _days(view: View, due: Deadline) -> tuple[int, ...]:
    """Return in how many days it can come again and be in time."""
    return tuple(days for days in _STEPS if view.today + timedelta(days) <= due.day)


def show(view: View) -> Screen:
    """Show a deadline with what can be done about it; or ask when it shall come again."""
    words, due = view.words, _deadline(view)
    dates: Rows = ((Offer(words("button.remind.dates"), "dates"),),)
    if due is None or due in view.state.reminders.done or done.undone(view, due) is None:
        return Screen((words("remind.over"),), (*dates, *back_row(view)))
    if view.place.part == _LATER and _days(view, due):
        offers = (Offer(_in_days(view, days), f"in:{days}") for days in _days(view, due))
        return Screen((words("ask.remind.later"),), (tuple(offers), *back_row(view)))
    return Screen((_text(view, due),), (*_rows(view, due), *back_row(view)))


def _in_days(view: View, days: int) -> str:
    if days == 1:
        return view.words("button.remind.tomorrow")
    return view.words("button.remind.in_days", days=view.words.days(days))


def act(view: View, action: str) -> Move:
    """Note that it is done, put it off, stop those of its kind, or show the answer."""
    due = _deadline(view)
    if action == "dates":
        return to_answer(view)
    return _home(view, view.words("remind.over")) if due is None else _follow(view, due, action)


def _follow(view: View, due: Deadline, action: str) -> Move:
    """Do what a button asks for, from the screen of the reminder or from any other."""
    verb, _, days = action.partition(":")
    kept = view.state.reminders
    match verb:
        case "done":
            return _done(view, due)
        case "later":
            return view.part(_LATER)
        case "in":
            day = view.today + timedelta(int(days))
            return _home(_with(view, kept.put_off(Later(due, day))), view.words("remind.put_off", date=day))
        case _:
            stopped = kept.switched(due.kind, on=False)
            note = view.words("remind.kind_stopped_of", duty=duty_name(due.kind, view.words))
            return _home(_with(view, stopped), note)


def _with(view: View, reminders: Reminders) -> View:
    return View(replace(view.state, reminders=reminders), view.context)


def _done(view: View, due: Deadline) -> Move:
    """Take that it is done: also of a deadline that is over, since it may have been done in time."""
    if done.undone(view, due) is None:
        return _home(view, view.words("remind.over"))
    found = done.told(view, due)
    if found is not None and found.ask is not None:
        return replace_facts(_at_reminder(view, due).to(found.ask), found.facts)
    after = view if found is None else View(replace(view.state, facts=found.facts), view.context)
    if done.undone(after, due) is not None:
        # No fact says so, or not that it was in time.
        after = _with(after, after.state.reminders.said_done(due))
    return _home(after, view.words("remind.noted"))


def _at_reminder(view: View, due: Deadline) -> View:
    """Return the view from the screen of a reminder, to which Back leads from the question it asks."""
    there = Place(PLACE, view.state.reminders.number(due))
    state = view.state if view.place == there else view.to(there).state
    return view if state is None else View(state, view.context)


def answered(view: View, move: Move) -> Move:
    """Lead whoever has answered all that a reminder asked for back to where it was opened from.

    That is the review of all answers for everybody else; here one fact alone was told.
    """
    state = move.state
    screens = (place for place in reversed(view.state.back) if place.at not in BY_ID)
    asked_by = next(screens, None)
    if state is None or view.place.at not in BY_ID or asked_by is None or asked_by.at != PLACE:
        return move
    if state.place == asked_by:
        # Back without an answer: a new entry that was begun is asked for no further.
        draft = state.facts.draft
        begun = draft is not None and draft.index is None
        return replace_facts(move, state.facts.opening(None)) if begun else move
    if state.place.whole() != view.place.whole() and (state.place == REVIEW or state.place.at in BY_ID):
        told = done.with_answer(View(state, view.context), view.place.whole(), _deadline_at(view, asked_by))
        if told.state.facts != state.facts:
            state = replace(told.state, place=upcoming(told.state, view.context))
            move = replace(move, state=state)
    if state.place != REVIEW:
        return move
    trail = view.state.back
    until = len(trail) - 1 - trail[::-1].index(asked_by)
    there = View(replace(state, place=asked_by, back=trail[:until]), view.context)
    return replace(_home(there, _note(there)), effects=move.effects)


def _note(view: View) -> str:
    """Return what is said to what was told: nobody is left in the belief that a deadline has moved."""
    due = _deadline(view)
    duty = None if due is None or is_behind(view, due) else done.undone(view, due)
    if duty is None:
        return view.words("remind.changed")
    if duty.state == "open":
        return view.words("remind.same", date=duty.due)
    return f"{view.words('remind.changed')} {duty_line(duty, view.words)}."


def _home(view: View, note: str) -> Move:
    """Return to where the reminder was opened from, of the answer only its first line; elsewhere stay.

    Whoever looked over all answers gets the answer, which is what has changed, and not all of them again.
    """
    if view.place.at != PLACE:
        return view.move(note)
    view = View(replace(view.state, place=view.place.whole()), view.context)
    if view.state.back:
        move = view.back()
    else:
        place = upcoming(view.state, view.context)
        move = settled(view, ANSWER if place == REVIEW else place)
    if move.state is not None and move.state.place == REVIEW:
        move = to_answer(View(move.state, view.context))
    if move.state is None:
        return move
    state = move.state
    if state.place.whole() == ANSWER:
        state = replace(state, place=replace(ANSWER, part=BRIEF))
    return replace(move, state=state, note=note)
