"""Commands, and the screens that ask once more before something is lost."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from bot.dialog import where_to_turn
from bot.dialog.answer import plan, tidy
from bot.dialog.asking import back_row
from bot.dialog.handouts import HANDOUTS, hand_out
from bot.dialog.helping import asks, help_here
from bot.dialog.model import BEGIN, LOST, Document, Forget, Reply
from bot.dialog.ready import more_needed, ready, settled, to_answer
from bot.dialog.remembered import Reminders
from bot.dialog.reminding import listing
from bot.dialog.review import TRIPS
from bot.dialog.state import Facts, Place, State
from bot.dialog.view import LANGUAGE, Move, Offer, Screen, View, upcoming
from rules.read import read_case
from rules.write import case_data

EXPORT_NAME: Final = "muhlat.json"
REMINDERS_NAME: Final = "muhlat-reminders.json"


def command(view: View, name: str, rest: str = "") -> Move:
    """Return what a command leads to; an unknown one leads back to where the person was."""
    said = name.casefold().lstrip("/")
    if said == listing.PLACE:
        return listing.command(view, rest)
    known = _COMMANDS.get(said)
    return view.move(view.words("note.unknown_command")) if known is None else known(view)


def _start(view: View) -> Move:
    """Greet; whoever has begun goes on or begins again."""
    if view.state.consent is None or not view.state.facts.case:
        return view.move("" if view.state.language is None else view.words("hello"))
    return _overlay(view, "resume")


def _plan(view: View) -> Move:
    return ready(view, plan)


def _trips(view: View) -> Move:
    if view.state.consent is None or "citizenship" not in view.state.facts.case:
        return view.move(more_needed(view))
    return settled(view, Place("entries", value=TRIPS))


def _overlay(view: View, at: str) -> Move:
    return view.move() if view.place.at == at else view.to(Place(at))


def _export(view: View) -> Move:
    case = tidy(view)
    if "citizenship" not in case:
        return view.move(view.words("export.nothing"))
    files = [_file(view.words("export.here"), EXPORT_NAME, case_data(read_case(case)))]
    kept = view.state.reminders
    if kept != Reminders():
        # Not in the first file, which the commands that answer a case read.
        files.append(_file(view.words("export.reminders"), REMINDERS_NAME, kept.to_data()))
    return replace(view.move(), before=tuple(files))


def _file(text: str, name: str, data: object) -> Reply:
    content = json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n"
    return Reply(text, document=Document(name, "application/json", lambda: content))


def _hand_out(view: View, name: str) -> Move:
    return ready(view, lambda told: hand_out(told, name))


def _help(view: View) -> Move:
    commands = view.words("help")
    return view.move(f"{commands}\n\n{help_here(view)}" if asks(view) else commands)


def _begin(view: View) -> Move:
    note = "" if view.state.language is None else view.words("hello")
    return view.move(note, place=upcoming(view.state, view.context))


def _lost(view: View) -> Move:
    return view.move(view.words("note.lost"))


_COMMANDS: Final[Mapping[str, Callable[[View], Move]]] = {
    "start": _start,
    "status": to_answer,
    "trips": _trips,
    "plan": _plan,
    **{name: partial(_hand_out, name=name) for name in HANDOUTS},
    where_to_turn.PLACE: lambda view: _overlay(view, where_to_turn.PLACE),
    "language": lambda view: _overlay(view, "language"),
    "privacy": lambda view: _overlay(view, "privacy"),
    "export": _export,
    "delete": lambda view: _overlay(view, "forget"),
    "help": _help,
    LOST: _lost,
    BEGIN: _begin,
}


# --- asked once more -------------------------------------------------------------------------


def show_resume(view: View) -> Screen:
    """Ask somebody who comes back whether to go on."""
    words = view.words
    rows = ((Offer(words("button.go_on"), "back"),), (Offer(words("button.again"), "again"),))
    return Screen((words("resume"),), rows)


def act_resume(view: View, _action: str) -> Move:
    """Ask before the answers are thrown away."""
    return view.to(Place("again"))


def show_again(view: View) -> Screen:
    """Ask before the answers are thrown away."""
    words = view.words
    return Screen((words("ask.again"),), ((Offer(words("button.yes_again"), "yes"),), *back_row(view)))


def act_again(view: View, _action: str) -> Move:
    """Begin again; the language and the choice about keeping answers stay."""
    state = replace(view.state, facts=Facts(), back=())
    return Move(replace(state, place=upcoming(state, view.context)))


def show_forget(view: View) -> Screen:
    """Ask before everything is erased."""
    words = view.words
    return Screen((words("ask.forget"),), ((Offer(words("button.yes_forget"), "yes"),), *back_row(view)))


def act_forget(view: View, _action: str) -> Move:
    """Erase everything, and say that it is done."""
    words = view.words
    done = words("forgotten.session") if view.state.consent == "session" else words("forgotten")
    return Move(None, done, effects=(Forget(),))


def fresh(language: str | None = None) -> State:
    """Return the state of somebody of whom nothing is known."""
    return State(language=language, place=LANGUAGE)
