"""The first line of an answer: at most two short sentences that answer the person's question."""

from bot.replies.headline_inside import decided, inside
from bot.replies.headline_outside import outside
from bot.replies.headline_over import over
from bot.replies.words import Words
from rules.assessment import Assessment
from rules.level import must_leave


def headline(assessment: Assessment, words: Words) -> str:
    """Return the answer itself in at most two short sentences: the cautious answer, to be acted on."""
    match assessment.cautious.status:
        case "manual":
            return words("headline.manual")
        case "overstay":
            return over(assessment, words)
        case "outside":
            return outside(assessment, words)
        case "lawful" if must_leave(assessment.cautious):
            return decided(assessment, words)
        case "lawful":
            return inside(assessment, words)
