"""Trips planned and what would follow, as plain text for a terminal."""

from collections.abc import Iterable, Iterator
from textwrap import fill

from bot.replies.answer import WIDTH, dashed, footing
from bot.replies.trips import plan_lines
from bot.replies.what_if import came_text, late_text, left_text, paid_text
from bot.replies.words import Words
from rules.assessment import Assessment
from rules.plans.what_if import Found, IfLeft, IfPaid


def plan_text(answer: Assessment, found: Iterable[Found], words: Words) -> str:
    """Return what becomes of each planned trip, then what was asked about, wrapped."""
    blocks = [
        _block(words("answer.trips"), plan_lines(answer.cautious.planned, words)),
        _block(words("what_if.title"), (line for each in found for line in _told(each, answer, words))),
    ]
    told = [block for block in blocks if block] or [fill(words("what_if.manual"), WIDTH)]
    return "\n\n".join((*told, "\n".join(fill(line, WIDTH) for line in footing(answer, words))))


def _told(found: Found, answer: Assessment, words: Words) -> Iterator[str]:
    if isinstance(found, IfLeft):
        late = late_text(found.cautious, words)
        yield left_text(found, words) + ("" if late is None else f" {late}.")
    elif isinstance(found, IfPaid):
        yield paid_text(found, words)
    else:
        yield came_text(found, words, inside=answer.cautious.status != "outside")


def _block(title: str, lines: Iterable[str]) -> str:
    told = [fill(line, WIDTH, subsequent_indent="  ", break_on_hyphens=False) for line in dashed(lines)]
    return "\n".join((title, *told)) if told else ""
