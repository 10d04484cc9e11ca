"""The conversation in a terminal: the same steps as in a chat, and nothing kept on the disk."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from textwrap import fill
from typing import Final, Protocol

from bot.dialog.model import Button, Command, Context, Document, Event, Reply, Said, Step, Tap
from bot.dialog.say import Say
from bot.dialog.state import State
from bot.dialog.step import step
from bot.dialog.view import first_language
from bot.reading import read_yes_no
from bot.reading.plain import plain
from bot.replies.words import LANGUAGES, Words, load_words
from rules.law import Law

BACK_WORDS: Final = frozenset({"0", "b"})
_PROMPT: Final = "> "
_GAP: Final = "   "
_NARROWEST: Final = 20
_WIDEST: Final = 76


class Lines(Protocol):
    """Where the answers come from: a file that is read line by line."""

    def readline(self) -> str:
        """Return the next line; an empty text at the end."""


class Screen(Protocol):
    """Where everything is written to."""

    def write(self, text: str, /) -> object:
        """Write a text."""

    def flush(self) -> object:
        """Show what was written."""


class _End(Exception):
    """The person has closed the conversation."""


def chat(  # noqa: PLR0913 - everything that a conversation in a terminal needs, and no clock of its own
    input: Lines,  # noqa: A002
    output: Screen,
    language: str | None,
    law: Law,
    today: date,
    *,
    width: int | None = None,
) -> int:
    """Lead the conversation until the person ends it (end of input, Ctrl-C) or asks to be forgotten.

    Args:
        input: where answers come from, a line each.
        output: where everything is written.
        language: the code of a language of ours; None: it is asked for first.
        law: the law to answer by.
        today: today in Moscow.
        width: columns of the terminal, between whose words lines are broken; None: lines stay whole.

    Returns:
        The exit status, always 0.
    """
    return _Chat(input, output, Context(today, law, language), width).run(language)


@dataclass(frozen=True, slots=True)
class _Menu:
    """The numbers of the buttons on the screen; ``back`` is the button that 0 stands for."""

    numbers: Mapping[str, Button]
    back: Button | None


_NO_MENU: Final = _Menu({}, None)


class _Chat:
    """One conversation."""

    def __init__(self, lines: Lines, output: Screen, context: Context, width: int | None) -> None:
        self._lines = lines
        self._output = output
        self._context = context
        self._width = None if width is None else max(_NARROWEST, min(width - 1, _WIDEST))
        self._state: State | None = None

    @property
    def _words(self) -> Words:
        chosen = None if self._state is None else self._state.language
        return load_words(chosen or first_language(self._context))

    def run(self, language: str | None) -> int:
        """Lead the conversation; returns the exit status."""
        chosen = language if language in LANGUAGES else None
        self._state = State(language=chosen, consent="session")
        self._write(self._words("terminal.welcome"))
        try:
            event: Event = Command("begin")
            while True:
                taken = step(self._state, event, replace(self._context))
                self._state = taken.state
                menu = self._show(taken)
                if self._state is None:
                    return 0
                event = self._read(menu)
        except (_End, KeyboardInterrupt):
            self._write("\n" + self._words("terminal.bye"))
            return 0

    def _show(self, taken: Step) -> _Menu:
        menu = _NO_MENU
        for reply in taken.replies:
            self._write("\n" + self._broken(reply.text))
            menu = self._show_buttons(reply)
            if reply.document is not None and not reply.beside:
                self._offer(reply.document)
        return menu

    def _broken(self, text: str) -> str:
        """Return the text with its lines broken between words."""
        if self._width is None:
            return text
        return "\n".join(fill(line, self._width, break_on_hyphens=False) for line in text.splitlines())

    def _show_buttons(self, reply: Reply) -> _Menu:
        """Number the buttons; those that bear a number keep it, Back is 0."""
        buttons = [button for row in reply.rows for button in row]
        back = next((button for button in buttons if button.label == self._words("button.back")), None)
        own = {button.label: button for button in buttons if _is_number(button.label)}
        free = (str(number) for number in count(1) if str(number) not in own)
        others = {next(free): button for button in buttons if button.label not in own and button is not back}
        for row in reply.rows:
            numbered = [button.label for button in row if button.label in own]
            if numbered:
                self._write("  " + _GAP.join(numbered))
        for number, button in others.items():
            self._write(f"  {number:>2}. {button.label}")
        if back is not None:
            self._write(f"   0. {back.label}")
        return _Menu({**own, **others}, back)

    def _read(self, menu: _Menu) -> Event:
        while True:
            line = self._ask()
            said = plain(line[:20])
            if line.startswith("/"):
                name, _, rest = line[1:].partition(" ")
                return Command(name, rest.strip())
            if said in menu.numbers:
                return Tap(menu.numbers[said].data)
            if said in BACK_WORDS and menu.back is not None:
                return Tap(menu.back.data)
            if line:
                return Said(line)

    def _ask(self) -> str:
        self._output.write(_PROMPT)
        self._output.flush()
        line = self._lines.readline()
        if not line:
            raise _End
        return line.strip()

    def _agreed(self, question: Say) -> bool:
        self._write(question.text(self._words))
        return read_yes_no(self._ask(), self._words.language) == "yes"

    def _offer(self, document: Document) -> None:
        """Offer to write a file into the working folder; a file that is there is replaced only if agreed."""
        path, name = Path(document.name), {"name": document.name}
        agreed = self._agreed(Say("terminal.write", name)) and (
            not path.exists() or self._agreed(Say("terminal.overwrite", name))
        )
        if not agreed:
            self._write(self._words("terminal.not_written"))
            return
        try:
            path.write_bytes(document.make())
        except OSError as error:
            self._write(self._words("terminal.cannot_write", name=document.name, why=error.strerror or ""))
            return
        self._write(self._words("terminal.written", name=document.name))

    def _write(self, text: str) -> None:
        self._output.write(text + "\n")
        self._output.flush()


def _is_number(label: str) -> bool:
    return label.isascii() and label.isdecimal()
