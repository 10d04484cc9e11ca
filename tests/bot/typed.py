"""Tables of what people type, as files that people who know no Python can read and extend."""

from pathlib import Path
from typing import Final, NamedTuple

from bot.reading import Unclear
from bot.replies.words import LANGUAGES
from rules.when import When

_FOLDER: Final = Path(__file__).parent
_EVERY: Final = "*"


class Typed(NamedTuple):
    """A text in a language and what must come of it, as it stands in the table."""

    language: str
    text: str
    expected: str


def typed(name: str) -> list[Typed]:
    r"""Return the rows of a table; one of ``*`` stands for each language. ``\\n`` is a new line."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    rows = [Typed(*line.split("\t")) for line in lines if line and not line.startswith("#")]
    return [
        Typed(language, row.text.replace("\\n", "\n"), row.expected)
        for row in rows
        for language in (LANGUAGES if row.language == _EVERY else (row.language,))
    ]


def told(found: When | Unclear) -> str:
    """Return what a reader found as it stands in a table: the date, or the reason."""
    return found.reason if isinstance(found, Unclear) else str(found)
