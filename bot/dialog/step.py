"""One step of the conversation: an event comes in, the next state and the replies go out.

Nothing here reads a clock, a disk or a network, and no event makes it raise.
"""

from dataclasses import replace
from typing import Final

from bot.dialog.answer import BRIEF, without_plan
from bot.dialog.aside import aside
from bot.dialog.asking import PLAN_QUESTIONS
from bot.dialog.commands import command, fresh
from bot.dialog.helping import help_here
from bot.dialog.model import Button, Command, Context, Event, Kind, Reply, Said, Step, Tap, Unsupported
from bot.dialog.reminding import listing
from bot.dialog.reminding.arrival import act_sent, answered, sent_action
from bot.dialog.reminding.hearing import wants_none
from bot.dialog.reminding.planning import after_step
from bot.dialog.screens import SITES, Site, label
from bot.dialog.state import State
from bot.dialog.view import ANSWER, Move, View, upcoming
from bot.reading.help_words import asks_help
from bot.reading.yes_no import reads_back

BACK: Final = "back"
START: Final = "start"
"""The command that Telegram sends for whoever unblocks the bot."""
_LONGEST_DATA: Final = 20
_REFUSALS: Final[dict[Kind, str]] = {
    "photo": "refuse.photo",
    "contact": "refuse.contact",
    "location": "refuse.location",
    "sticker": "refuse.sticker",
    "voice": "refuse.voice",
    "video": "refuse.video",
    "document": "refuse.document",
    "poll": "refuse.poll",
    "other": "refuse.other",
}


def step(state: State | None, event: Event, context: Context) -> Step:
    """Take one event.

    Args:
        state: where the conversation stands; None for somebody of whom nothing is kept.
        event: what the person did.
        context: the day, the law, the language of the device.

    Returns:
        The next state (None: nothing is kept any more), at least one reply, and the effects to carry out.
    """
    view = View(fresh() if state is None else state, context)
    if view.place.at not in SITES:
        # A place of an older version of the conversation: the answers are good, the place is not.
        view = View(replace(view.state, place=upcoming(view.state, context)), context)
    action = _action(view, event) if isinstance(event, Tap) else None
    sent = sent_action(view.state, event.data[:_LONGEST_DATA]) if isinstance(event, Tap) else None
    move = act_sent(view, sent) if sent is not None else _moved(view, event, action, begun=state is not None)
    if not isinstance(event, Command):
        move = answered(view, move)
    if (
        move.state is not None
        and move.state.place.whole() == ANSWER
        and (action == BACK or _only_remarked(view, move))
    ):
        move = replace(move, state=replace(move.state, place=replace(ANSWER, part=BRIEF)))
    begins = isinstance(event, Command) and event.name == START
    after, told = after_step(view.state, move.state, context, anew=begins)
    move = replace(move, state=after, effects=(*told, *move.effects))
    return _presented(move, context, replaces=action is not None or sent is not None)


def _only_remarked(view: View, move: Move) -> bool:
    """Whether the person stays at the answer and only gets a remark or a file."""
    return view.place.at == ANSWER.at and bool(move.note or move.before)


def _moved(view: View, event: Event, action: str | None, *, begun: bool) -> Move:
    site = SITES[view.place.at]
    match event:
        case Command(name, rest):
            return listing.command(view, "") if wants_none(view, name) else command(view, name, rest)
        case Tap():
            if action is None:
                return view.move(view.words("note.old_button") if begun else "")
            return view.back() if action == BACK else site.act(view, action)
        case Said(text):
            if begun and reads_back(text, view.state.language or "") and BACK in _offered(view):
                return view.back()
            return _heard(view, site, text) if begun else view.move()
        case Unsupported(kind):
            return view.move(view.words(_REFUSALS.get(kind, _REFUSALS["other"])))


def _heard(view: View, site: Site, text: str) -> Move:
    """Return what a text leads to: as an answer to the open question, else as something said beside it."""
    if asks_help(text):
        return view.move(help_here(view))
    move = site.hear(view, text)
    if move.state is None or not move.note or _said_of(move.state) != _said_of(view.state):
        return move
    # A question has the word first: it may be an answer to it.
    return listing.command(view, "") if wants_none(view, text) else aside(view, text) or move


def _said_of(state: State) -> tuple[object, ...]:
    """Return what an answer changes."""
    return state.facts, state.place.whole(), state.reminders


def _offered(view: View) -> set[str]:
    """Return what the buttons of the present screen do."""
    return {offer.action for row in SITES[view.place.at].show(view).rows for offer in row}


def _action(view: View, tap: Tap) -> str | None:
    """Return what the tapped button does; None for a button of an earlier turn, or of no turn of ours.

    The meaning comes from the state, since the screen may look otherwise today, and is taken only where the
    screen still offers it, since the conversation may have been changed meanwhile.
    """
    turn, _, index = tap.data[:_LONGEST_DATA].partition(".")
    if not (index.isascii() and index.isdecimal()) or turn != str(view.state.turn):
        return None
    place, offers = int(index), view.state.offers
    if tap.data != f"{turn}.{place}" or place >= len(offers):
        return None
    offered = _offered(view)
    return offers[place] if offers[place] in offered else None


def _presented(move: Move, context: Context, *, replaces: bool) -> Step:
    """Show where the move leads to, with a new turn for its buttons."""
    if move.state is None:
        return Step(None, (*move.before, Reply(move.note, replaces=replaces)), move.effects)
    state = replace(move.state, turn=move.state.turn + 1)
    if state.place.at not in PLAN_QUESTIONS:
        state = replace(state, facts=without_plan(state.facts))
    screen = SITES[state.place.at].show(View(state, context))
    rows: list[tuple[Button, ...]] = []
    offers: list[str] = []
    for row in screen.rows:
        buttons = []
        for offer in row:
            buttons.append(Button(label(offer.label), f"{state.turn}.{len(offers)}"))
            offers.append(offer.action)
        rows.append(tuple(buttons))
    texts = list(screen.texts)
    if move.note:
        texts[0] = f"{move.note}\n\n{texts[0]}"
    replies = [Reply(text) for text in texts[:-1]]
    if screen.beside is not None:
        told, document = screen.beside()
        replies.append(Reply(told, document=document, beside=True))
    replies.append(Reply(texts[-1], tuple(rows)))
    if not move.before:
        replies[0] = replace(replies[0], replaces=replaces)
    return Step(replace(state, offers=tuple(offers)), (*move.before, *replies), move.effects)
