"""The answer as short messages of a chat: the most pressing first, everything else when asked for."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from bot.replies.answer import dashed, footing, how, level_line, numbered, trips, unchecked, what_next
from bot.replies.better import better_lines
from bot.replies.coming import worse_line
from bot.replies.disputes import unfounded
from bot.replies.first import first_line
from bot.replies.headline import headline
from bot.replies.lines import ban_line, if_left, if_left_opening, in_force
from bot.replies.numbers import numbers
from bot.replies.packing import MOST_WORDS, packed, parts
from bot.replies.words import Words
from rules.assessment import Assessment
from rules.level import DECISIONS

_MOST_STEPS: Final = 2
"""Messages with things to do that a person gets at once."""


def chat_messages(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return the answer as few short messages: two sentences and 60 words each, the last one three.

    They are the answer with its numbers, what to do, the trips, the worst ban, and what was not checked.
    """
    return (
        *_opening(assessment, words),
        *islice(_steps(assessment, words), _MOST_STEPS),
        *islice(_trips(assessment, words), 1),
        *islice(_bans(assessment, words), _bans_at_once(assessment)),
        *closing_messages(assessment, words),
    )


def more_messages(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return what the messages of the answer left out; empty where they told everything."""
    return (
        *_left_out(_steps(assessment, words), _MOST_STEPS),
        *_left_out(_trips(assessment, words), 1),
        *_left_out(_bans(assessment, words), _bans_at_once(assessment)),
        *(line for line in (first_line(assessment, words),) if line is not None),
        *better_lines(assessment, words),
        *how(assessment, words),
    )


def _bans_at_once(assessment: Assessment) -> int:
    """Return how many messages with bans come at once: none that would frighten without any known date."""
    return 0 if unfounded(assessment) else 1


def _left_out(messages: Iterable[str], told: int) -> Iterator[str]:
    return islice(messages, told, None)


def _opening(assessment: Assessment, words: Words) -> Iterator[str]:
    """Return the answer with its level and numbers: one message, or two where it would be too long."""
    told = f"{headline(assessment, words)}\n\n{level_line(assessment, words)}"
    figures = "\n".join(numbers(assessment, words))
    return _joined((told, figures))


def _steps(assessment: Assessment, words: Words) -> Iterator[str]:
    lines = numbered(what_next(assessment, words))
    return packed(f"{words('answer.what_next')}:", lines, words("answer.then"))


def _trips(assessment: Assessment, words: Words) -> Iterator[str]:
    return packed(f"{words('answer.trips')}:", dashed(trips(assessment, words)), words("answer.then"))


def _bans(assessment: Assessment, words: Words) -> Iterator[str]:
    answer = assessment.cautious
    worse = worse_line(assessment, words)
    for opening, bans, more in (
        (words("ban.now"), in_force(answer), None),
        (if_left_opening(assessment, words), if_left(answer), worse),
    ):
        lines = [*dashed(ban_line(ban, words) for ban in bans)]
        # Whoever was told of a decision is not to read that there may be none.
        decides = "" if any(ban.ground in DECISIONS for ban in bans) else words("ban.decides_short")
        if lines and more is not None and _fit((opening, *lines, more, decides)):
            lines[-1] = f"{lines[-1]}\n{more}"
        yield from packed(opening, lines, opening, decides)


def _fit(texts: Iterable[str]) -> bool:
    """Whether texts are short enough to be one message together."""
    return sum(len(text.split()) for text in texts) <= MOST_WORDS


def closing_messages(assessment: Assessment, words: Words) -> Iterator[str]:
    """Yield what was not checked, and which day and law the answer is for."""
    last_words = " ".join(footing(assessment, words))
    around = f"{words('answer.not_checked_list', things=words.listing(('', '')))} {last_words}"
    few = parts(unchecked(assessment, words), MOST_WORDS - len(around.split()))
    *before, last = [words("answer.not_checked_list", things=words.listing(part)) for part in few]
    yield from before  # one sentence each: only the last stands with the footing
    yield from _joined((last, last_words))


def _joined(texts: Iterable[str]) -> Iterator[str]:
    """Put texts together into messages as long as one may be."""
    return ("\n\n".join(part) for part in parts(texts, MOST_WORDS))
