"""Where everything stands on the page; all lengths are in millimetres, sizes of letters in points."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from bot.replies.card.code import Code, code_squares
from bot.replies.card.content import Content, Line
from bot.replies.card.letters import POINT, Place, Text, height_of, set_evenly, set_text
from bot.replies.card.rows import Row, fitting, whole

WIDTH: Final = 210.0
HEIGHT: Final = 297.0
MARGIN: Final = 13.0
_GUTTER: Final = 6.0
_PAGE: Final = Place(MARGIN, WIDTH - 2 * MARGIN)

_SIZES: Final = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
"""The largest that fits is taken; only when none does, lines are left out."""

_EMERGENCY: Final = (8.0, 7.0, 6.0, 5.0)
"""For what may not be left out and does not fit: small letters are better than none."""

_SMALL: Final = 9.0
_SIGN: Final = 15.0
_BESIDE_SIGN: Final = Place(MARGIN + _SIGN + 4, _PAGE.width - _SIGN - 4)
_BETWEEN_LANGUAGES: Final = 1.5
_BELOW_HEAD: Final = 2.0
_INDENT: Final = 1.15
"""The room before a text for its number or dot, as a multiple of the size of its letters."""

_WHITE: Final = 2.0
"""The least white above the line that the foot begins with."""

_NOTE_LINE: Final = 8.0
_MOST_NOTE_LINES: Final = 6


class Rule(NamedTuple):
    """A line across the page; one to write on is dotted."""

    at: float
    dotted: bool = False


class Arranged(NamedTuple):
    """A page: texts, lines, sign and code, the size of its letters, where body ends and foot begins."""

    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    sign: Place
    sign_top: float
    code: Code | None
    size: float
    end: float
    foot: float


def arrange(content: Content) -> Arranged:
    """Set everything on one page: in the largest letters that fit, and only in small ones with less of it."""
    code = None if content.code is None else code_squares(content.code)
    foot, foot_texts = _foot(content, code)
    title = _beside(content.title, _columns(content, _PAGE.width), MARGIN, _SMALL)
    top = max(text.end for text in title) + 3
    rows, size = whole(content), _SIZES[0]
    for size in (*_SIZES, *_EMERGENCY):
        room = foot - _WHITE - _end_of_head(content, top, size)
        fits = partial(_fits, columns=_columns(content, _PAGE.width), size=size, room=room)
        rows = fitting(content, fits) if size <= _SIZES[-1] else whole(content)
        if fits(rows):
            break
    texts = [*title, *_head(content, top, size)]
    rules = [Rule(top - 2), Rule(foot)]
    end = _end_of_head(content, top, size)
    for row in rows:
        if row.rule:
            rules.append(Rule(end + row.gap * size * POINT / 2))
        texts += _row(row, _columns(content, _PAGE.width), end, size)
        end += _height(row, _columns(content, _PAGE.width), size)
    notes, lines = _notes(content.notes, end, foot)
    texts += [*notes, *foot_texts]
    rules += lines
    return Arranged(tuple(texts), tuple(rules), Place(MARGIN, _SIGN), top, code, size, end, foot)


def _columns(content: Content, width: float) -> tuple[Place, ...]:
    """Return a column for each language, beside each other in a width."""
    count = len(content.languages)
    each = (width - _GUTTER * (count - 1)) / count
    return tuple(Place(MARGIN + number * (each + _GUTTER), each) for number in range(count))


def _beside(line: Line, columns: Sequence[Place], top: float, size: float) -> tuple[Text, ...]:
    return tuple(set_text(text, place, top, size) for text, place in zip(line, columns, strict=True))


def _head(content: Content, top: float, size: float) -> Iterator[Text]:
    """Yield the word of the level and the headline in each language, one under the other."""
    at = top
    for number, (word, headline) in enumerate(zip(content.word, content.headline, strict=True)):
        own = number == 0
        for text, scale, bold in ((word, 1.1 if own else 1.0, True), (headline, 1.5 if own else 1.1, own)):
            done = set_evenly(text, _BESIDE_SIGN, at, size * scale, bold=bold)
            at = done.end
            yield done
        at += _BETWEEN_LANGUAGES


def _end_of_head(content: Content, top: float, size: float) -> float:
    return max(top + _SIGN, *(text.end for text in _head(content, top, size))) + _BELOW_HEAD


def _fits(rows: Sequence[Row], *, columns: Sequence[Place], size: float, room: float) -> bool:
    return sum(_height(row, columns, size) for row in rows) <= room


def _row(row: Row, columns: Sequence[Place], at: float, size: float) -> Iterator[Text]:
    top, letters = at + row.gap * size * POINT, size * row.scale
    indent = _indent(row, letters)
    for text, place in zip(row.texts, columns, strict=True):
        if row.mark and text:
            yield set_text(row.mark, place, top, letters, bold=row.bold)
        yield set_text(text, Place(place.left + indent, place.width - indent), top, letters, bold=row.bold)


def _height(row: Row, columns: Sequence[Place], size: float) -> float:
    return max(text.end for text in _row(row, columns, 0, size))


def _indent(row: Row, letters: float) -> float:
    return letters * _INDENT * POINT if row.mark else 0.0


def _notes(label: Line, top: float, bottom: float) -> tuple[tuple[Text, ...], tuple[Rule, ...]]:
    """Return lines to write on where there is room left between two heights."""
    count = min(_MOST_NOTE_LINES, int((bottom - top - 8) / _NOTE_LINE))
    if count < 1:
        return (), ()
    at = bottom - 4 - count * _NOTE_LINE
    rules = tuple(Rule(at + number * _NOTE_LINE, dotted=True) for number in range(1, count + 1))
    return (set_text(" / ".join(label), _PAGE, at - 2, _SMALL),), rules


def _foot(content: Content, code: Code | None) -> tuple[float, tuple[Text, ...]]:
    """Return where the foot begins, and what stands beside the code: what it holds, the day, the law."""
    room = 0.0 if code is None else code.side + max(code.quiet, _GUTTER)
    columns = _columns(content, _PAGE.width - room)
    lines = (*content.about_code, content.footing)
    heights = [max(height_of(text, columns[0].width, _SMALL) for text in line) for line in lines]
    texts = sum(heights) + len(lines) - 1
    top = HEIGHT - MARGIN - max(texts, 0.0 if code is None else code.side + code.quiet) - 2
    at, found = top + 2, list[Text]()
    for line, height in zip(lines, heights, strict=True):
        found += _beside(line, columns, at, _SMALL)
        at += height + 1
    return top, tuple(found)
