"""The whole reasoning as a tree: under each result the steps it came from, down to the dates and records.

A step says its law where neither the step above it nor the one before it has the same. One that has
been told with all that is under it is not told a second time.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from bot.replies.packing import MOST_WORDS, parts
from bot.replies.steps import ALL_SURE, VagueDays, law_line, step_line, steps_below
from bot.replies.why import opening, reason_above
from bot.replies.words import Words
from rules.assessment import Assessment, Finding

_MARKS: Final = ("•", "–", "·")
"""What stands before a line of a chat, by its depth: the letters of a phone are not of one width."""


class Line(NamedTuple):
    """One step under a result: how deep it lies, whether it is the last of its row, and what it says.

    ``last`` tells for each depth down to the own one whether nothing follows there.
    """

    last: tuple[bool, ...]
    text: str

    @property
    def depth(self) -> int:
        """How many steps stand above it, the result not counted."""
        return len(self.last) - 1


class Result(NamedTuple):
    """One result with its reason, as in the short form, and the lines of all that is under it."""

    reason: str
    lines: tuple[Line, ...]


def results(assessment: Assessment, words: Words, unsure: VagueDays = ALL_SURE) -> tuple[Result, ...]:
    """Return every result of the trace with all that it came from."""
    told: dict[int, int] = {}
    found: dict[Result, None] = {}
    for finding in assessment.trace:
        lines = tuple(_lines(finding, (), words, unsure, told))
        told.setdefault(id(finding), len(told))
        found.setdefault(Result(reason_above(finding, words, unsure), lines))
    return tuple(found)


def _lines(
    above: Finding, last: tuple[bool, ...], words: Words, unsure: VagueDays, told: dict[int, int]
) -> Iterator[Line]:
    below = tuple(steps_below(above, unsure))
    said = {_law(above)}
    for number, step in enumerate(below, 1):
        place = (*last, number == len(below))
        text = step_line(step, words, unsure)
        if step.because and id(step) in told:
            yield Line(place, words("step.see_above", line=text))
            continue
        if _law(step) not in said:
            text = words("step.with_law", line=text, law=law_line(step, words))
            said = {_law(above), _law(step)}
        yield Line(place, text)
        if step.because:
            told[id(step)] = len(told)
            yield from _lines(step, place, words, unsure, told)


def _law(step: Finding) -> tuple[str, date, str]:
    return step.law, step.version, step.certainty


def branches(lines: tuple[Line, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield each line for a terminal: what stands before it, before what it is broken into, and its text."""
    for line in lines:
        stem = "".join("  " if ended else "│ " for ended in line.last[:-1])
        yield (
            stem + ("└ " if line.last[-1] else "├ "),
            stem + ("  " if line.last[-1] else "│ "),
            line.text,
        )


def whole_messages(assessment: Assessment, words: Words, unsure: VagueDays = ALL_SURE) -> tuple[str, ...]:
    """Return the whole reasoning as messages of a chat, each as short as one may be."""
    messages = [opening(assessment, words)]
    for number, result in enumerate(results(assessment, words, unsure), 1):
        messages += _messages(number, result, words)
    return tuple(messages)


def _messages(number: int, result: Result, words: Words) -> Iterator[str]:
    """Put a result and its lines into messages; those after the first say which result they go on with."""
    again = words("step.because", number=number)
    lines = (f"{'  ' * line.depth}{_mark(line)} {line.text}" for line in result.lines)
    first, *others = parts((f"{number}) {result.reason}", *lines), MOST_WORDS)
    yield "\n".join(first)
    rest = (line for part in others for line in part)
    yield from ("\n".join((again, *part)) for part in parts(rest, MOST_WORDS - len(again.split())))


def _mark(line: Line) -> str:
    return _MARKS[min(line.depth, len(_MARKS) - 1)]
