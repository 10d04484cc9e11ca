"""What has happened: what can close the way back, and what cuts this stay short."""

from collections.abc import Callable
from typing import Final

from bot.dialog.known import UNSURE, Known
from bot.dialog.questions.form import DONT_KNOW, Choices, Option, Question, Taken, told
from bot.dialog.questions.lists import add, questions, start
from bot.dialog.questions.paper_lists import CANCELLED
from bot.dialog.questions.papers import BY_NAME as PAPERS
from bot.dialog.questions.papers import cancellable
from bot.dialog.questions.trouble_lists import LISTS
from bot.dialog.say import Say
from bot.dialog.state import Draft, Facts

DONE: Final = "done"
_STAYS: Final = "stays"
_BY_NAME: Final = {of.name: of for of in LISTS}


def _inside(known: Known) -> bool:
    return known.inside


def _anywhere(_known: Known) -> bool:
    return True


def _holds(name: str) -> Callable[[Known], bool]:
    """Whether there is a paper of that list that can have been cancelled."""
    return lambda known: cancellable(known, name) is not None


_CANCELLED: Final = {"patent_cancelled": "patents", "permit_cancelled": "permits"}
"""The troubles that befell a paper, and the list that it stands in."""

_KINDS: Final = (
    (Option("offences", "trouble.fine"), _anywhere),
    (Option("removals", "trouble.removal"), _anywhere),
    (Option("decisions", "trouble.ban"), _anywhere),
    (Option(_STAYS, "trouble.overstay"), _anywhere),
    (Option("patent_cancelled", "trouble.patent_cancelled"), _holds("patents")),
    (Option("permit_cancelled", "trouble.permit_cancelled"), _holds("permits")),
    (Option("stay_shortened", "trouble.shortened"), _inside),
    (Option("migration_card_lost", "trouble.card"), _inside),
    (Option("controlled_register", "trouble.register"), _anywhere),
    (Option("convictions", "trouble.conviction"), _anywhere),
)
"""The kinds of trouble, and who can have each."""


def _told_any(known: Known) -> bool:
    cut = any(CANCELLED in item for name in _CANCELLED.values() for item in known.items(name))
    return cut or any(known.items(of.name) for of in LISTS) or known.told("older") == "yes"


def _options(known: Known) -> tuple[Option, ...]:
    """Return the kinds of trouble; the first answer is the one that most people give."""
    kinds = tuple(option for option, concerns in _KINDS if concerns(known))
    label = "button.that_was_all" if _told_any(known) else "trouble.none"
    return (Option(DONE, label), *kinds, DONT_KNOW)


def _ask(known: Known) -> Say:
    return Say("ask.trouble.more" if _told_any(known) else "ask.trouble")


def _take(known: Known, choice: str) -> Taken:
    if choice in {DONE, UNSURE}:
        return known.facts.opening(None).tell(trouble=choice)
    if choice in _CANCELLED:
        return _cancelling(known, _CANCELLED[choice]).tell(trouble=None)
    facts = add(_BY_NAME[choice], known) if choice in _BY_NAME else start(known, choice)
    return facts.tell(trouble=None, older="yes" if choice == _STAYS else known.told("older"))


def _cancelling(known: Known, name: str) -> Facts:
    """Return the facts with the paper open for the one question of when it was cancelled."""
    index = cancellable(known, name)
    if index is None:
        return known.facts
    values = PAPERS[name].read(known, known.items(name)[index])
    return known.facts.opening(Draft(name, index, {**values, "happened": CANCELLED}))


QUESTIONS: Final = (
    Question(
        id="trouble",
        ask=_ask,
        asked=lambda _: True,
        current=told("trouble"),
        form=Choices(_options),
        take=_take,
    ),
    *(question for of in LISTS for question in questions(of)),
)
