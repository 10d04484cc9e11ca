"""The answer, the reasons for it, and a planned trip."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final, NamedTuple

from bot.dialog.asking import back_row
from bot.dialog.known import UNSURE
from bot.dialog.leading import FIRST, answerable, leads, oldest_first, register_screen, to_first
from bot.dialog.left_open import NAMES, left_open
from bot.dialog.model import Context, Document
from bot.dialog.picture import pictured
from bot.dialog.questions.lists import start
from bot.dialog.questions.person import concerns
from bot.dialog.questions.plans import NOTED, PLANS
from bot.dialog.state import Facts, Place
from bot.dialog.view import REVIEW, Move, Offer, Rows, Screen, View
from bot.reminders.plan import wanted
from bot.replies.chat import chat_messages, more_messages
from bot.replies.headline import headline
from bot.replies.lines import sentence, too_long
from bot.replies.trips import broken
from rules.assess import assess
from rules.assessment import Assessment, Trip
from rules.facts import Case
from rules.law import LawError
from rules.plans.trips import BAN
from rules.read import WrongCase, read_case
from rules.when import When
from rules.word import on_their_word


class _Doubt(NamedTuple):
    """What a person was not sure of, and what to find out, as keys."""

    name: str
    note: str


_TRIPS: Final = _Doubt("doubt.trips", "note.unsure.earlier")
_PAPERS: Final = _Doubt("doubt.papers", "note.unsure.papers")
_DOUBTS: Final[Mapping[str, _Doubt]] = {
    "earlier": _TRIPS,
    "more": _TRIPS,
    "registered": _Doubt("doubt.registered", "note.unsure.registered"),
    "health": _Doubt("doubt.health", "note.unsure.health"),
    "trouble": _Doubt("doubt.trouble", "note.unsure.trouble"),
    "expulsion": _Doubt("doubt.expulsion", "note.unsure.expulsion"),
    "papers": _PAPERS,
    "papers.more": _PAPERS,
    "papers.before": _PAPERS,
    "born": _Doubt("doubt.born", "note.unsure.born"),
    "moved": _Doubt("doubt.moved", "note.unsure.moved"),
}
"""By the question that was answered with "I don't know"."""

_OTHER_PAPER: Final = "other"
_OTHER: Final = _Doubt("doubt.other_paper", "note.other_paper")

_MOST_SHOWN: Final = 10
"""Plans told at once of which each is answered: more messages nobody reads."""

_MOST_LOST: Final = 2
"""Trips named that the one asked about makes impossible: the first to come."""

REMIND: Final = "remind"
"""The button that leads to the questions of :mod:`bot.dialog.reminding.agree`."""

BRIEF: Final = "brief"
"""The part of the answer shown again after a remark: its first line, and not all the messages once more."""


def tidy(view: View) -> dict[str, Any]:
    """Return the case with its stays oldest first, and without plans that lie behind."""
    case = dict(view.known.case)
    if "stays" in case:
        case["stays"] = sorted(case["stays"], key=oldest_first)
    planned = [plan for plan in view.known.items("planned") if _ahead(plan, view)]
    return {
        **{key: part for key, part in case.items() if key != "planned"},
        **({"planned": planned} if planned else {}),
    }


def _ahead(plan: Mapping[str, Any], view: View) -> bool:
    last = When.parse(str(plan["entry"])).last
    return last is None or last >= view.today


def assessed(view: View) -> Assessment | None:
    """Return the assessment of what is known, on today; None where the law files do not reach so far.

    What the person said to be done under a reminder is taken as done, where no fact of the case can tell.
    """
    try:
        found = _assessed(read_case(tidy(view)), view.context)
        return answerable(view, on_their_word(found, view.state.reminders.done, view.context.law))
    except (WrongCase, LawError):
        return None


def _assessed(case: Case, context: Context) -> Assessment:
    """Return the assessment of a case, found only once in a context."""
    if case not in context.assessed:
        context.assessed[case] = assess(case, context.today, context.law)
    return context.assessed[case]


def show_answer(view: View) -> Screen:
    """Show the answer, one idea a message, and what can be done now."""
    words = view.words
    assessment = assessed(view)
    beside: Callable[[], tuple[str, Document]] | None = None
    if assessment is None:
        texts: tuple[str, ...] = (words("answer.none"),)
    elif view.place.part == BRIEF:
        left_today = has_left(view) and assessment.cautious.status != "outside"
        texts = (words("answer.left_today") if left_today else headline(assessment, words),)
    else:
        told = as_sure_as_told(view, assessment)
        opening, *others = chat_messages(told, words)
        texts = (opening, *_unsure(view), *others)
        beside = partial(picture, view, told)
    why = Offer(words("button.why"), "why")
    first = (why, Offer(words("button.more"), "details")) if _more(view, assessment) else (why,)
    leading = leads(view, assessment)
    rows = (
        first,
        *((leading,) if leading else ()),
        *((Offer(words(NAMES[question]), question),) for question in left_open(view)),
        (*_what_if(view, assessment), Offer(words("button.plan"), "plan")),
        *_take(view, assessment),
        *_remind(view, assessment),
        (Offer(words("button.change_dates"), "review"),),
        (Offer(words("button.again"), "again"), Offer(words("button.forget"), "forget")),
    )
    return Screen(texts, rows, beside)


def has_left(view: View) -> bool:
    """Whether the person told when they left: the day of leaving counts as one inside to its end."""
    stays = view.known.items("stays")
    return bool(stays) and all(stay.get("exit") is not None for stay in stays)


def picture(view: View, assessment: Assessment) -> tuple[str, Document]:
    """Return the picture of the person's days, and what it shows in words."""
    return pictured(read_case(tidy(view)), assessment, view.context.law, view.words)


def _take(view: View, assessment: Assessment | None) -> Rows:
    """Return the button for what can be taken along."""
    return () if assessment is None else ((Offer(view.words("button.take"), "take"),),)


def _remind(view: View, assessment: Assessment | None) -> Rows:
    """Return the button for reminders, where there is a deadline to come and none comes yet."""
    if assessment is None or view.state.reminders.active or not wanted(assessment):
        return ()
    return ((Offer(view.words("button.remind"), REMIND),),)


def _what_if(view: View, assessment: Assessment | None) -> tuple[Offer, ...]:
    """Return the button for what would follow, where the law is settled enough to tell."""
    if assessment is None or assessment.cautious.status == "manual":
        return ()
    return (Offer(view.words("button.what_if"), "what_if"),)


def _more(view: View, assessment: Assessment | None) -> tuple[str, ...]:
    """Return what the answer left out, and what the person was not sure of."""
    if assessment is None:
        return ()
    notes = _notes(view)
    return (*(notes if len(notes) > 1 else ()), *more_messages(assessment, view.words))


def as_sure_as_told(view: View, assessment: Assessment) -> Assessment:
    """Return the assessment, never under the green sign where the person was not sure of something."""
    answer = assessment.cautious
    if answer.level != "green" or not _doubts(view):
        return assessment
    return assessment._replace(cautious=answer._replace(level="amber"))


def _doubts(view: View) -> tuple[_Doubt, ...]:
    """Return what the person was not sure of, or has and cannot tell here."""
    known = view.known
    left = left_open(view)
    unsure = (
        each for each in _DOUBTS if each in left or (known.told(each) == UNSURE and concerns(known, each))
    )
    other = (_OTHER,) if known.told("papers") == _OTHER_PAPER and known.inside else ()
    return (*dict.fromkeys(_DOUBTS[question] for question in unsure), *other)


def unsure_of(view: View) -> tuple[str, ...]:
    """Return the names of all that the person was not sure of, as keys."""
    return tuple(doubt.name for doubt in _doubts(view))


def _notes(view: View) -> tuple[str, ...]:
    """Return what to find out of all that the person was not sure of."""
    return tuple(view.words(doubt.note) for doubt in _doubts(view))


def _unsure(view: View) -> tuple[str, ...]:
    """Return in one message what the person was not sure of; of several things only their names."""
    doubts, words = _doubts(view), view.words
    if len(doubts) < 2:  # noqa: PLR2004 - one is told in full
        return _notes(view)
    return (words("note.unsure.many", things=words.listing([words(doubt.name) for doubt in doubts])),)


def act_answer(view: View, action: str) -> Move:
    """Follow one of the buttons under the answer."""
    match action:
        case "plan":
            return plan(view)
        case "review":
            return view.to(REVIEW)
        case _ if action == FIRST:
            return to_first(view, assessed(view))
        case _:
            return view.to(Place(action))


def show_details(view: View) -> Screen:
    """Show what the answer left out so as to be short."""
    texts = _more(view, assessed(view)) or (view.words("answer.none"),)
    return Screen(texts, back_row(view))


def show_register(view: View) -> Screen:
    """Show what the register of controlled persons is, and from when the person may be in it."""
    return register_screen(view, assessed(view))


def plan(view: View) -> Move:
    """Ask for a planned trip; it replaces the one asked for before, and none that was noted by itself."""
    place = noted(view)
    move = view.to(Place("plan.entry", place))
    return _with_facts(move, start(view.known, PLANS.name, place))


def noted(view: View) -> int:
    """Return how many plans were noted as answers to "what if": they stand before the one asked for."""
    told = view.known.told(NOTED) or ""
    count = int(told) if told.isascii() and told.isdecimal() else 0
    return min(count, len(view.known.items(PLANS.name)))


def _with_facts(move: Move, facts: Facts) -> Move:
    return move if move.state is None else replace(move, state=replace(move.state, facts=facts))


def without_plan(facts: Facts) -> Facts:
    """Return the facts with no planned trip being asked for: it stands in the way of nothing else."""
    return facts.opening(None) if facts.draft is not None and facts.draft.list == PLANS.name else facts


def show_planned(view: View) -> Screen:
    """Show whether the planned trip can be made, and until when."""
    words = view.words
    rows = ((Offer(words("button.another_plan"), "plan"), Offer(words("button.to_answer"), "answer")),)
    last = noted(view)
    first = max(0, last + 1 - min(_plans_asked(view), _MOST_SHOWN))
    texts = tuple(_plan_text(view, place) for place in range(first, last + 1))
    return Screen(texts, (*rows, *back_row(view)))


def _plans_asked(view: View) -> int:
    """Return how many plans were told at once: the last of all."""
    return int(view.place.value) if view.place.value.isdecimal() else 1


def _plan_text(view: View, place: int) -> str:
    assessment, words = assessed(view), view.words
    if assessment is None or not assessment.cautious.planned:
        return words("answer.none")
    trip, *milder = (_asked_about(trips, view, place) for trips in _both(assessment))
    text = _trip_text(trip, view)
    if milder and milder[0].ok and not trip.ok:
        return f"{text}\n\n{words('planned.disputed')}"
    lost = [assessment.cautious.planned[number].entry for number in trip.breaks[:_MOST_LOST]]
    if lost:
        return f"{text}\n\n{words('planned.breaks', entries=words.listing(list(map(words.date, lost))))}"
    if trip.ok and trip.latest_exit is not None and trip.latest_exit != trip.last_day:
        text = f"{text}\n\n{sentence(words('trip.latest_exit', latest=trip.latest_exit))}."
    # Whoever is here now is taken to be out again in time, and is to know that.
    return f"{text}\n\n{words('planned.if_left')}" if trip.ok and view.known.inside else text


def _both(assessment: Assessment) -> Iterator[tuple[Trip, ...]]:
    """Yield the planned trips of the cautious answer, and of the favourable one where it has as many."""
    yield assessment.cautious.planned
    if len(assessment.favourable.planned) == len(assessment.cautious.planned):
        yield assessment.favourable.planned


def _asked_about(trips: tuple[Trip, ...], view: View, place: int) -> Trip:
    """Return the trip that was asked for, which is not always the first or the last of all."""
    plan_asked = view.known.items(PLANS.name)[place:] or view.known.items(PLANS.name)
    entry = When.parse(str(plan_asked[0]["entry"]))
    return next((trip for trip in trips if trip.entry in {entry.first, entry.last}), trips[-1])


def _trip_text(trip: Trip, view: View) -> str:
    words = view.words
    if not trip.ok and not too_long(trip):
        if trip.broken_by is not None and not trip.broken_by.startswith(BAN):
            return words("planned.broken", entry=trip.entry, why=broken(trip, words))
        return words("planned.closed", entry=trip.entry)
    if trip.last_day is None:
        return words("planned.open", entry=trip.entry)
    last = words.last_day(trip.last_day)
    return words("planned.ok" if trip.ok else "planned.too_long", entry=trip.entry, last=last)


def act_planned(view: View, action: str) -> Move:
    """Plan another trip, or go to the answer."""
    return plan(view) if action == "plan" else view.to(Place("answer"))
