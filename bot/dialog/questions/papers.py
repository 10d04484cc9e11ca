"""What the person stays on beside the days that need no paper: one paper, or several."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.dialog.known import DAY, EARLIEST, Answers, Known
from bot.dialog.questions import family
from bot.dialog.questions.form import (
    DONT_KNOW,
    YES_NO,
    Choices,
    Option,
    Question,
    Taken,
    far,
    first_day,
    fixed,
    saying,
    told,
)
from bot.dialog.questions.lists import ListOf, add, questions, start
from bot.dialog.questions.paper_lists import CANCELLED, CONTRACT, PATENT, PERMIT, STUDY
from bot.dialog.questions.stay import with_present
from bot.dialog.say import Say
from rules.assessment import Duty
from rules.grounds.permits import HOME
from rules.when import When

NONE: Final = "none"
OTHER: Final = "other"
DONE: Final = "done"
VISA: Final = "visa"

LISTS: Final[tuple[ListOf, ...]] = (PATENT, CONTRACT, PERMIT, STUDY, *family.LISTS)
BY_NAME: Final[Mapping[str, ListOf]] = {of.name: of for of in LISTS}

_PAPERS: Final = (
    Option("patents", "papers.patent"),
    Option("contracts", "papers.contract"),
    Option("permits", "papers.permit"),
    Option("studies", "papers.study"),
    Option("family", "papers.family"),
    Option("applications", "papers.application"),
    Option("entry_statement", "papers.statement"),
)
_OPTIONS: Final = (
    *_PAPERS,
    Option(VISA, "papers.visa"),
    Option(OTHER, "papers.other"),
    Option(NONE, "papers.none"),
    DONT_KNOW,
)
_MORE: Final = (Option(DONE, "button.no_more_papers"), *_PAPERS, DONT_KNOW)

_STRONGEST: Final[Mapping[str, Callable[[Known], dict[str, Any]]]] = {
    "patents": lambda known: {"issued": _text(known.today), "paid_until": _text(far(known.today))},
    "contracts": lambda known: {"signed": _text(known.entered)},
    "permits": lambda known: {"kind": "permanent_residence", "issued": _text(known.entered)},
    "studies": lambda known: {"from": _text(known.entered), "until": _text(far(known.today))},
    "family": lambda known: {"relation": "spouse", "of": "citizen", "until": _text(far(known.today))},
    "applications": lambda known: {"kind": "permanent_residence", "filed": _text(known.today)},
    "entry_statement": lambda known: {DAY: _text(known.entered)},
}
"""By the name of a list: the paper of that kind that could change most."""


def _text(day: date) -> str:
    return day.isoformat()


def _with(known: Known, name: str) -> dict[str, Any]:
    """Return the case with one more paper of a kind, as strong as can be."""
    items = [*known.items(name), _STRONGEST[name](known)]
    return {**known.case, name: BY_NAME[name].stored(items)}


def _possible(known: Known, code: str) -> bool:
    """Whether a citizen of the country can have such a paper, and it could be told here."""
    country = known.country
    match code:
        case "patents":
            return country is not None and country.patent(known.today)
        case "contracts":
            return country is not None and country.eaeu(known.today)
        case "entry_statement":
            # A question of its own for everyone would cost a tap that for most leads to nothing.
            bare = replace(known, facts=known.facts.put(entry_statement=None))
            return known.matters(bare.case, _with(bare, code))
        case "visa":
            return country is not None
        case _:
            return True


def _offered(*options: Option) -> Callable[[Known], tuple[Option, ...]]:
    return lambda known: tuple(option for option in options if _possible(known, option.code))


def _have(known: Known) -> bool:
    """Whether any paper is told of."""
    return any(known.items(name) for name in BY_NAME)


# --- the first ---------------------------------------------------------------------------------


def _matters(known: Known) -> bool:
    """Whether a permit, the strongest paper, would change the answer."""
    if not known.inside:
        return False
    bare = {key: value for key, value in known.case.items() if key not in BY_NAME}
    return known.matters(bare, {**bare, "permits": [_STRONGEST["permits"](known)]})


def _take(known: Known, choice: str) -> Taken:
    """Take the first paper; another than before stands for all that were told."""
    facts = known.facts
    if choice != known.told("papers"):
        facts = facts.tell(notified=None, noticed=None, **{"papers.more": None})
        facts = facts.put(**{name: None for name in BY_NAME if name != choice})
    if known.present is not None:
        facts = facts.put(stays=with_present(known, visa=True if choice == VISA else None))
    facts = facts.tell(papers=choice)
    if choice not in BY_NAME:
        return facts.opening(None)
    return start(replace(known, facts=facts), choice, 0 if known.items(choice) else None)


def _current(known: Known) -> str | None:
    """Return the choice, unless it was a paper of which nothing is known."""
    choice = known.told("papers")
    nothing = choice is not None and choice in BY_NAME and not _have(known)
    return None if nothing and (known.draft is None or known.draft.list != choice) else choice


# --- others beside it --------------------------------------------------------------------------


def _more_matters(known: Known) -> bool:
    """Whether any other paper could change the answer."""
    if not known.inside or known.draft is not None or not _have(known):
        return False
    others = [of.name for of in LISTS if of is not family.STATEMENT and _possible(known, of.name)]
    return known.matters(known.case, *(_with(known, name) for name in others))


def _take_more(known: Known, choice: str) -> Taken:
    facts = known.facts.tell(**{"papers.more": None if choice in BY_NAME else choice})
    if choice not in BY_NAME:
        return facts.opening(None)
    return add(BY_NAME[choice], replace(known, facts=facts))


# --- those of earlier stays, and the way back --------------------------------------------------


def _way_back(answers: Answers | None) -> object:
    """Return what papers of earlier stays decide: the bans there are grounds for, and when entry is open."""
    if answers is None:
        return None
    bans = [tuple(ban for ban in each.bans if not ban.hypothetical) for each in answers]
    return bans, answers.cautious.may_enter_from


def _before_matters(known: Known) -> bool:
    """Whether a paper held in an earlier stay, or good for the next, would change the way back."""
    of_trips = known.told("more") if known.told("earlier") == "yes" else known.told("earlier")
    if known.draft is not None or (of_trips is None and known.told("older") != "yes"):
        return False
    permit = {**_STRONGEST["permits"](known), "issued": _text(EARLIEST)}
    held = {**known.case, "permits": [*known.items("permits"), permit]}
    return _way_back(known.answers_to(known.case)) != _way_back(known.answers_to(held))


def _options_before(known: Known) -> tuple[Option, ...]:
    done = Option(DONE, "button.no_more_papers" if _have(known) else "papers.none")
    kinds = (option for option in _PAPERS if option.code != family.STATEMENT.name)
    return (done, *(option for option in kinds if _possible(known, option.code)), DONT_KNOW)


def _take_before(known: Known, choice: str) -> Taken:
    facts = known.facts.tell(**{"papers.before": None if choice in BY_NAME else choice})
    if choice not in BY_NAME:
        return facts.opening(None)
    # What stands beside the papers of this stay has been told.
    facts = facts.tell(**{"papers.more": known.told("papers.more") or DONE})
    return add(BY_NAME[choice], replace(known, facts=facts))


BEFORE: Final = Question(
    id="papers.before",
    ask=saying("ask.papers.before"),
    asked=_before_matters,
    current=told("papers.before"),
    form=Choices(_options_before),
    take=_take_before,
)


# --- notices -----------------------------------------------------------------------------------


def _with_notice(known: Known, choice: str) -> list[dict[str, Any]]:
    """Return the patents, the notice of the contract given on some day up to today or not at all."""
    *earlier, last = known.items("patents")
    bare = {key: value for key, value in last.items() if key != "contract_notified"}
    since = When.parse(str(last["issued"])).first or date.min
    return [*earlier, {**bare, "contract_notified": known.since(since)} if choice == "yes" else bare]


def _notice_matters(known: Known) -> bool:
    if not known.inside or not known.items("patents") or known.draft is not None:
        return False
    return known.matters(
        *({**known.case, "patents": _with_notice(known, choice)} for choice in ("no", "yes"))
    )


def _notified(known: Known) -> str | None:
    """Return the choice, unless the patent it was made for has been changed since."""
    choice = known.told("notified")
    gone = choice == "yes" and not any("contract_notified" in patent for patent in known.items("patents"))
    return None if gone else choice


def _take_notice(known: Known, choice: str) -> Taken:
    return known.facts.tell(notified=choice).put(patents=_with_notice(known, choice))


def _residence_notice(known: Known) -> Duty | None:
    """Return the yearly notice that has fallen due by what is known without any notice."""
    if not known.inside or known.draft is not None or not known.items("permits"):
        return None
    found = known.answers_to({**known.case, "permits": _without_notices(known)})
    duties = () if found is None else found.cautious.duties
    return next((duty for duty in duties if duty.duty == "residence_notice"), None)


def _without_notices(known: Known) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in permit.items() if key != "notices"} for permit in known.items("permits")
    ]


def _ask_noticed(known: Known) -> Say:
    duty = _residence_notice(known)
    return Say("ask.permit.noticed", {"due": known.today if duty is None else duty.due})


def _noticed(known: Known) -> str | None:
    """Return the choice, unless it was made for another year or for a permit that is no more."""
    duty = _residence_notice(known)
    choice = known.told("noticed")
    if duty is None or choice != "yes":
        return choice
    days = [first_day(str(day)) for permit in known.items("permits") for day in permit.get("notices", ())]
    return choice if any(day is not None and day >= duty.since for day in days) else None


def _take_noticed(known: Known, choice: str) -> Taken:
    """Take whether the notice was given: on some day since the year was over."""
    permits, duty = _without_notices(known), _residence_notice(known)
    if choice == "yes" and duty is not None:
        notices = {"notices": [known.since(duty.since)]}
        permits = [{**permit, **notices} if permit["kind"] in HOME else permit for permit in permits]
    return known.facts.tell(noticed=choice).put(permits=permits)


QUESTIONS: Final = (
    Question(
        id="papers",
        ask=saying("ask.papers"),
        asked=_matters,
        current=_current,
        form=Choices(_offered(*_OPTIONS)),
        take=_take,
    ),
    *(question for of in LISTS for question in questions(of)),
    Question(
        id="papers.more",
        ask=saying("ask.papers.more"),
        asked=_more_matters,
        current=told("papers.more"),
        form=Choices(_offered(*_MORE)),
        take=_take_more,
    ),
    family.BORN,
    Question(
        id="notified",
        ask=saying("ask.patent.notified"),
        asked=_notice_matters,
        current=_notified,
        form=Choices(fixed(*YES_NO, DONT_KNOW), columns=2),
        take=_take_notice,
    ),
    Question(
        id="noticed",
        ask=_ask_noticed,
        asked=lambda known: _residence_notice(known) is not None,
        current=_noticed,
        form=Choices(fixed(*YES_NO, DONT_KNOW), columns=2),
        take=_take_noticed,
    ),
)


def cancellable(known: Known, name: str) -> int | None:
    """Return the place of the paper of a list that can have been cancelled: the last that was not yet."""
    places = [place for place, item in enumerate(known.items(name)) if CANCELLED not in item]
    return places[-1] if places else None
