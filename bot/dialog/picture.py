"""The picture of the person's days in the conversation: drawn when it is sent, its words at once."""

from functools import partial
from typing import Final

from bot.dialog.model import Document
from bot.replies.picture import caption, png, sheet
from bot.replies.words import Words
from rules.assessment import Assessment
from rules.facts import Case
from rules.law import Law
from rules.strip import Days, strip

NAME: Final = "muhlat.png"
MEDIA_TYPE: Final = "image/png"


def pictured(case: Case, assessment: Assessment, law: Law, words: Words) -> tuple[str, Document]:
    """Return the picture of an answer in words, and the picture.

    Raises:
        LawNotInForce: the law is not recorded as far back as the day of the answer.
    """
    days = strip(case, assessment.on, law)
    told = caption(assessment, days, words)
    return told, Document(NAME, MEDIA_TYPE, partial(_drawn, assessment, days, words, told))


def _drawn(assessment: Assessment, days: tuple[Days, ...], words: Words, told: str) -> bytes:
    return png(sheet(assessment, days, words, told))
