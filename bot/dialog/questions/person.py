"""Who asks: the passport, and whether they are in Russia."""

from typing import Final

from bot.dialog.known import UNSURE, Known
from bot.dialog.questions.form import DONT_KNOW, YES_NO, Choices, Lands, Question, Taken, fixed, saying, told
from bot.dialog.say import Say
from bot.dialog.state import Draft

USUAL: Final = ("TJ", "UZ", "KG", "KZ", "AM", "BY", "AZ", "MD", "GE", "UA")
_RUSSIA: Final = "RU"
OF_THE_STAY: Final = (
    "purpose",
    "papers",
    "papers.more",
    "notified",
    "noticed",
    "registered",
    "registered.until",
    "moved",
    "moved.on",
    "moved.where",
    "health",
    "examined",
)
"""The questions that belong to one stay and are asked anew for the next."""


def concerns(known: Known, question: str) -> bool:
    """Whether a question is about the person as they are: of a stay only those inside have one."""
    return known.inside or question not in {"entry", *OF_THE_STAY}


def _take_citizenship(known: Known, code: str) -> Taken:
    if code == UNSURE:
        return Say("citizenship.unsure")
    if code == _RUSSIA:
        return Say("citizenship.russia")
    return known.facts.put(citizenship=code)


def _take_inside(known: Known, choice: str) -> Taken:
    """Take where the person is; whoever was in Russia and is no longer has left, and is asked when."""
    if choice == UNSURE:
        return Say("inside.unsure")
    facts = known.facts.tell(inside=choice).opening(None)
    if known.present is None:
        # The statement was filed for one entry as well.
        here = choice == "yes"
        return facts.tell(**dict.fromkeys(OF_THE_STAY)).put(entry_statement=None) if here else facts
    if choice == "yes":
        return facts
    index = known.items("stays").index(known.present)
    return facts.opening(Draft("stays", index, {"entry": known.present["entry"]}))


def _citizenship(known: Known) -> str | None:
    code = known.case.get("citizenship")
    return None if code is None else str(code)


QUESTIONS: Final = (
    Question(
        id="citizenship",
        ask=saying("ask.citizenship"),
        asked=lambda _: True,
        current=_citizenship,
        form=Lands(USUAL),
        take=_take_citizenship,
    ),
    Question(
        id="inside",
        ask=saying("ask.inside"),
        asked=lambda _: True,
        current=told("inside"),
        form=Choices(fixed(*YES_NO, DONT_KNOW), columns=2),
        take=_take_inside,
    ),
)
