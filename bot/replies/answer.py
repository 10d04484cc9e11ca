"""The answer for people as one text for a terminal; its parts make the messages of a chat too.

The order is: the answer, the three numbers, what to do next, what could be better, what was not
checked. A ban is always grounds for one, never a fact; nobody is told that all is lawful, since much
cannot be seen from here.
"""

from collections.abc import Iterable, Iterator
from textwrap import fill

from bot.replies import vocabulary
from bot.replies.better import better_lines
from bot.replies.coming import coming_lines, open_line, worse_line
from bot.replies.first import first_line
from bot.replies.headline import headline
from bot.replies.lines import (
    action_line,
    ban_in_full,
    ban_line,
    duty_line,
    if_left,
    if_left_opening,
    in_force,
    steps,
)
from bot.replies.numbers import numbers
from bot.replies.register import register_short
from bot.replies.steps import ALL_SURE, VagueDays
from bot.replies.trips import plan_lines
from bot.replies.why import opening, provisional, reasons
from bot.replies.words import Words
from rules.assessment import Assessment

__all__ = [
    "action_line",
    "answer_text",
    "ban_line",
    "duty_line",
    "headline",
    "level_line",
]

WIDTH = 76
"""Columns of the text for a terminal."""

_BAN_ACTIONS = frozenset({"check_ban", "do_not_travel", "plan_entry"})


def level_line(assessment: Assessment, words: Words) -> str:
    """Return the sign of the level with its word."""
    return words(vocabulary.LEVELS[assessment.cautious.level])


def answer_text(
    assessment: Assessment,
    words: Words,
    *,
    why: bool,
    whole: bool = False,
    unsure: VagueDays = ALL_SURE,
) -> str:
    """Return the whole answer as plain text for a terminal, wrapped; with ``why`` the reasons at the end.

    ``whole``: with all that each reason came from, as a tree, down to the dates and the law.

    ``unsure`` are days that only bound a vague date: no reason tells them as days of something done.
    """
    blocks = [
        _wrapped((headline(assessment, words), level_line(assessment, words))),
        _wrapped(numbers(assessment, words)),
        _block(words("answer.what_next"), numbered(what_next(assessment, words))),
        _block(words("answer.trips"), dashed(trips(assessment, words))),
        _block(words("answer.bans"), _bans_in_full(assessment, words)),
        _block(words("answer.register"), register_short(assessment, words)),
        _block(words("answer.find_first"), _told(first_line(assessment, words))),
        _block(words("answer.better"), better_lines(assessment, words)),
        _block(words("answer.how"), _how_in_full(assessment, words)),
        _block(words("answer.not_checked"), dashed(unchecked(assessment, words))),
        _wrapped(footing(assessment, words)),
    ]
    if whole:
        blocks.append("\n".join((words("answer.why"), *_tree(assessment, words, unsure))))
    elif why:
        blocks.append(_block(words("answer.why"), reasons(assessment, words, unsure)))
    if why or whole:
        blocks.append(_block(words("answer.ahead"), dashed(coming_lines(assessment, words))))
    return "\n\n".join(block for block in blocks if block)


def unchecked(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return the names of everything that no answer took into account; never empty."""
    keys = dict.fromkeys((*vocabulary.ALWAYS_UNCHECKED, *assessment.not_checked))
    names = (words(vocabulary.UNCHECKED.get(key, vocabulary.OTHER_UNCHECKED)) for key in keys)
    return tuple(dict.fromkeys(names))


def what_next(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return what to do, the most urgent first; that there is nothing to do is said too."""
    return steps(assessment, words) or (words("answer.nothing_to_do"),)


def trips(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return a line for each trip not made yet."""
    return tuple(plan_lines(assessment.cautious.planned, words))


def how(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return more on how to do what was asked for: find the date of entry, check for a ban."""
    answer = assessment.cautious
    told: list[str] = []
    if "find_entry_date" in answer.actions:
        told.append(words("how.find_entry"))
    if in_force(answer) or _BAN_ACTIONS & set(answer.actions):
        told.append(words("how.check_ban"))
    return (*_told(open_line(assessment, words)), *told)


def _told(line: str | None) -> tuple[str, ...]:
    return () if line is None else (line,)


def _how_in_full(assessment: Assessment, words: Words) -> tuple[str, ...]:
    told = how(assessment, words)
    checking = words("how.check_ban")
    return (*told, words("how.check_ban_limits")) if checking in told else told


def _bans_in_full(assessment: Assessment, words: Words) -> tuple[str, ...]:
    answer = assessment.cautious
    lines: list[str] = []
    if standing := in_force(answer):
        lines += (words("ban.now"), *dashed(ban_in_full(ban, words) for ban in standing))
    if coming := if_left(answer):
        lines += (if_left_opening(assessment, words), *dashed(ban_in_full(ban, words) for ban in coming))
    if standing:
        lines += (words("ban.who_decides"), lifted(assessment, words))
    elif coming:
        lines += (words("ban.decides_short"), worse_line(assessment, words) or words("ban.longer"))
    return tuple(lines)


def lifted(assessment: Assessment, words: Words) -> str:
    """Return that an old ban may have been lifted, and by which amnesty where one is known."""
    hints = (each for each in assessment.trace if each.rule.startswith("amnesty."))
    hint = next(hints, None)
    return words("ban.lifted") if hint is None else words("ban.amnesty", year=hint.version.year)


def footing(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return which day and which law the answer is for, in at most two sentences."""
    values = {"on": assessment.on, "checked": assessment.law_checked}
    if provisional(assessment):
        return (words("answer.law_date_provisional", **values), words("answer.not_advice"))
    return (words("answer.law_date", **values), words("answer.not_advice"))


def numbered(lines: Iterable[str]) -> Iterator[str]:
    """Return the lines with a number each, from 1 on."""
    return (f"{number}) {line}" for number, line in enumerate(lines, 1))


def dashed(lines: Iterable[str]) -> Iterator[str]:
    """Return the lines with a dot each."""
    return (f"• {line}" for line in lines)


def _tree(assessment: Assessment, words: Words, unsure: VagueDays) -> Iterator[str]:
    from bot.replies.tree import branches, results  # noqa: PLC0415 - rarely asked for

    yield from _filled(opening(assessment, words))
    for number, result in enumerate(results(assessment, words, unsure), 1):
        yield from _filled(f"{number}) {result.reason}")
        for stem, after, text in branches(result.lines):
            yield fill(
                text,
                WIDTH,
                initial_indent=f"   {stem}",
                subsequent_indent=f"   {after}  ",
                break_on_hyphens=False,
            )


def _block(title: str, lines: Iterable[str]) -> str:
    body = _wrapped(lines)
    return f"{title}\n{body}" if body else ""


def _wrapped(lines: Iterable[str]) -> str:
    return "\n".join(part for line in lines for part in _filled(line))


def _filled(line: str) -> Iterator[str]:
    """Break a line to the width; its item number or dot stays in front of all that belongs to it."""
    indent = _indent(line)
    first, *rest = line.splitlines()
    yield fill(first, WIDTH, subsequent_indent=indent, break_on_hyphens=False)
    for part in rest:
        yield fill(part, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _indent(line: str) -> str:
    return "   " if line[:1].isdigit() and ")" in line[:3] else "  " if line.startswith("• ") else ""
