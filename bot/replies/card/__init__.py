"""The card: the answer on one sheet, in the person's language and in Russian, with the case as a code."""

from typing import Final

from bot.replies.card.content import content
from bot.replies.words import Words
from rules.assessment import Assessment
from rules.facts import Case

__all__ = ["MEDIA_TYPE", "NAME", "card"]

NAME: Final = "muhlat.pdf"
"""What the file is called: nothing about the person, nor what it is about."""

MEDIA_TYPE: Final = "application/pdf"


def card(assessment: Assessment, case: Case, words: Words, unsure: tuple[str, ...] = ()) -> bytes:
    """Return the card as a PDF of one page A4, the same bytes for the same answer.

    Args:
        assessment: the answer, for its day.
        case: what the answer is for; it goes whole into the code, and nothing else does.
        words: the person's language, set beside Russian.
        unsure: keys of the names of what the person did not know when asked.
    """
    from bot.replies.card.page import draw  # noqa: PLC0415 - it loads what draws a page

    return draw(content(assessment, case, words, unsure))
