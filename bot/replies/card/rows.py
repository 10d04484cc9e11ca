"""The rows of the page: what the card says, cut down where the page has no room for all of it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from bot.replies.card.content import Content, Line, Section

_KEPT: Final = 2
"""Ranks by which the lines that a section is to keep outdo those that it is not."""


class Row(NamedTuple):
    """Texts that stand beside each other, one a language, or one under the other across the page.

    Attributes:
        texts: the same in each language.
        scale: the size of its letters, as a multiple of the size of the page.
        bold: whether the letters are heavy.
        gap: the white above it, as a multiple of the size of the page.
        mark: what stands before each text: a number, a dot.
        rule: whether a line is drawn above it.
    """

    texts: Line
    scale: float = 1.0
    bold: bool = False
    gap: float = 0.25
    mark: str = ""
    rule: bool = False


def whole(content: Content) -> tuple[Row, ...]:
    """Return the rows under the headline, nothing left out."""
    return tuple(_body(content, [0] * len(content.sections)))


def _body(content: Content, left_out: Sequence[int]) -> Iterator[Row]:
    for line in content.numbers:
        yield Row(line, 1.05, bold=True)
    for section, hidden in zip(content.sections, left_out, strict=True):
        if hidden < len(section.lines):
            yield from _section_rows(section, len(section.lines) - hidden)
    if any(left_out):
        yield Row(content.more(sum(left_out)), gap=0.5, rule=True)


def _section_rows(section: Section, shown: int) -> Iterator[Row]:
    yield Row(section.title, bold=True, gap=0.5, rule=True)
    yield from map(Row, section.head)
    for number, line in enumerate(section.lines[:shown], 1):
        yield Row(line, mark=_mark(section, number))
    if section.rest is not None and shown < len(section.lines):
        yield Row(section.rest(len(section.lines) - shown))
    yield from map(Row, section.tail)


def _mark(section: Section, number: int) -> str:
    if section.plain:
        return ""
    return f"{number}." if section.numbered else "•"


def fitting(content: Content, fits: Callable[[Sequence[Row]], bool]) -> tuple[Row, ...]:
    """Return the rows with as few lines left out as fit; the fewest rows where even they do not.

    The least important sections give up lines first, each from its end; one that is not vital vanishes before
    much more important ones lose what they need not keep. What then has room again comes back.
    """
    left_out = [0] * len(content.sections)
    while not fits(rows := tuple(_body(content, left_out))):
        number, beyond = _least_important(content.sections, left_out)
        if number is None:
            return rows
        left_out[number] = left_out[number] + 1 if beyond else len(content.sections[number].lines)
    for number in sorted(range(len(left_out)), key=lambda each: content.sections[each].rank):
        while left_out[number]:
            fuller = [*left_out[:number], left_out[number] - 1, *left_out[number + 1 :]]
            if not fits(tuple(_body(content, fuller))):
                break
            left_out = fuller
    return tuple(_body(content, left_out))


def _least_important(sections: Sequence[Section], left_out: Sequence[int]) -> tuple[int | None, bool]:
    """Return which section is to give up something, and whether it is a line it need not keep."""
    spare = [
        (section.rank + _KEPT * beyond, beyond, number)
        for number, section in enumerate(sections)
        for beyond in (len(section.lines) - left_out[number] > section.keep,)
        if len(section.lines) > left_out[number] and (beyond or not section.vital)
    ]
    if not spare:
        return None, False
    _, beyond, number = max(spare)
    return number, beyond
