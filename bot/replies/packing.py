"""Putting lines into messages of a chat that are short enough to be read."""

from collections.abc import Iterable, Iterator
from typing import Final

MOST_WORDS: Final = 60
"""Words in one message of a chat."""


def packed(opening: str, lines: Iterable[str], later: str, closing: str = "") -> Iterator[str]:
    """Put lines under an opening into as few messages as the words allow.

    ``later`` opens the messages after the first, ``closing`` closes each. Whichever of them is the longer,
    no message has too many words:

    >>> [len(message.split()) for message in packed("Trips:", ["one " * 30] * 2, "And after that:")]
    [31, 33]
    """
    room = MOST_WORDS - max(len(opening.split()), len(later.split())) - len(closing.split())
    for part in parts(lines, room):
        text = "\n".join((opening, *part))
        yield f"{text}\n\n{closing}" if closing else text
        opening = later


def parts(lines: Iterable[str], room: int) -> Iterator[tuple[str, ...]]:
    """Cut lines into parts of at most ``room`` words; a longer line is a part of its own."""
    part: list[str] = []
    for line in lines:
        if part and sum(len(each.split()) for each in (*part, line)) > room:
            yield tuple(part)
            part = []
        part.append(line)
    if part:
        yield tuple(part)
