"""``python -m tests.locales.seen``: write down every screen in every language, to be read and reviewed.

The files lie in ``tests/locales/seen/``, one a language. A change of a text, or of which screens there are,
then shows in review as the people will see it.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from bot.replies.calendar import CALENDARS
from bot.replies.words import LANGUAGES
from tests.locales.screens import Shown, screens

FOLDER: Final = Path(__file__).parent / "seen"
_MOST: Final = 4
"""Numbers on buttons beside each other, as of a calendar, that need not be read one by one."""
_SENTENCE: Final = re.compile(r"\n+|(?<=[.!?:;]) ")


def seen_file(language: str) -> Path:
    """Return where the screens of a language are written down."""
    return FOLDER / f"{language}.txt"


def written(language: str) -> str:
    """Return the screens of a language as text, in the order in which people come to them.

    A screen stands here if it says something that none before it does, whatever its numbers and dates.
    """
    return "\n".join(_block(shown) for shown in _new(screens(language), language))


def _new(shown: Iterable[Shown], language: str) -> Iterator[Shown]:
    table = CALENDARS[language]
    changing = re.compile("|".join((r"\d+", *table.months_in_date, *table.months)), re.IGNORECASE)
    said: set[str] = set()
    for each in shown:
        parts = {changing.sub("#", part) for part in (*_SENTENCE.split(each.reply.text), *each.labels)}
        if not parts <= said:
            said |= parts
            yield each


def _block(shown: Shown) -> str:
    rows = (_row([button.label for button in row]) for row in shown.reply.rows)
    document = shown.reply.document
    file = () if document is None else (f"  <{document.name}>",)
    return "\n".join((f"=== {shown.at} ({shown.person})", shown.reply.text, *file, *rows, ""))


def _row(labels: list[str]) -> str:
    numbers = len(labels) > _MOST and all(label.isdecimal() for label in labels)
    return "  " + ("…" if numbers else "  ".join(f"[{label}]" for label in labels))


def main(languages: Sequence[str]) -> int:
    """Write the files anew, and name those that changed."""
    FOLDER.mkdir(exist_ok=True)
    for language in languages or LANGUAGES:
        path, text = seen_file(language), written(language)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
