"""A conversation for tests of the channel: repeats what it hears, and does odd things when told to."""

from dataclasses import replace
from io import BytesIO

from PIL import Image

from bot.dialog.model import (
    Button,
    Command,
    Context,
    Document,
    Event,
    Forget,
    Keep,
    Reply,
    Said,
    Step,
    Tap,
    Unsupported,
)
from bot.dialog.state import State

LONG = "строка, которая повторяется\n" * 400


class ParrotFault(ValueError):
    """A fault whose message holds what was typed, as careless faults do."""


def step(state: State | None, event: Event, context: Context) -> Step:
    """Answer an event with what it was; the turn goes up by one each time."""
    old = state or State(language=context.device_language)
    new = replace(old, turn=old.turn + 1)
    if isinstance(event, Said):
        return _said(event.text, new)
    if isinstance(event, Command) and event.name == "delete":
        return Step(None, (Reply("forgotten"),), (Forget(),))
    if isinstance(event, Command) and event.name == "keep":
        return Step(new, (_screen("kept", new),), (Keep("remember"),))
    if isinstance(event, Tap):
        right = event.data.partition(".")[0] == str(old.turn)
        return Step(new, (_screen(f"tap {event.data}" if right else "old button", new),))
    if isinstance(event, Unsupported):
        return Step(new, (_screen(f"no {event.kind}", new),))
    return Step(new, (_screen(f"/{event.name} {context.today}", new),))


def _dot() -> bytes:
    """Return a picture of one dot."""
    written = BytesIO()
    Image.new("RGB", (1, 1)).save(written, "PNG")
    return written.getvalue()


def _undrawn() -> bytes:
    raise ParrotFault("05.03.2026")


_PICTURES = {"picture": _dot, "no picture": _undrawn, "wrong picture": lambda: b"{}"}


def _said(text: str, state: State) -> Step:
    """Answer a text."""
    if text == "crash":
        raise ParrotFault(f"cannot read {text}")
    if text == "long":
        return Step(state, (Reply(LONG, _rows(state)),))
    if text == "two":
        return Step(state, (Reply("one"), _screen("two", state)))
    if text in ("file", "file and more"):
        words = "your file" if text == "file" else LONG
        return Step(state, (Reply(words, (), Document("case.json", "application/json", lambda: b"{}")),))
    if text in _PICTURES:
        shown = Reply("in words", document=Document("muhlat.png", "image/png", _PICTURES[text]), beside=True)
        return Step(state, (Reply("before"), shown, _screen("after", state)))
    return Step(state, (_screen(f"{state.turn}: {text[:40]}", state),))


def _screen(text: str, state: State) -> Reply:
    return Reply(text, _rows(state), replaces=True)


def _rows(state: State) -> tuple[tuple[Button, ...], ...]:
    return ((Button("Дальше", f"{state.turn}.0"), Button("Назад", f"{state.turn}.1")),)
