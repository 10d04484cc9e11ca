"""What if: leaving on another day, paying the patent to a day, coming for so many days.

Nothing asked here becomes a fact: a place holds the question, and its answer is worked out anew each
time it is shown. Only "this is my plan" adds a trip to the plans.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.dialog.answer import BRIEF, assessed, noted, tidy
from bot.dialog.asking import back_row, refused, replace_facts, unclear
from bot.dialog.calendar_keyboard import in_rows
from bot.dialog.questions.form import far
from bot.dialog.questions.plans import NOTED, PLANS
from bot.dialog.say import Say
from bot.dialog.state import Place
from bot.dialog.view import ANSWER, Move, Offer, Screen, View
from bot.reading import Unclear, read_date
from bot.reading.plain import plain
from bot.replies.what_if import came_text, fault_text, left_text, paid_text
from bot.replies.why import reasons, vague_days
from rules.facts import Case
from rules.law import LawError
from rules.plans.come_for import IfCame, come_for, lengths
from rules.plans.not_possible import NotPossible
from rules.plans.what_if import Found, IfLeft, IfPaid, leave_on, pay_until, payment_days
from rules.read import WrongCase, read_case
from rules.when import When

MENU: Final = "what_if"
ASK: Final = "what_if.ask"
TOLD: Final = "what_if.told"
WHY: Final = "what_if.why"

LEAVE: Final = "leave"
PAY: Final = "pay"
COME: Final = "come"
SINCE: Final = "since"

_MOST_REASONS: Final = 4
"""Reasons shown at a time."""
_A_ROW: Final = 2
_NUMBER: Final = re.compile(r"\D*(\d{1,4})\D*")
_SOON: Final = (timedelta(days=7), timedelta(days=30))
_DAY: Final = timedelta(days=1)
_MONTHS: Final = 12
_MONTHS_AHEAD: Final = 4


class _Kind(NamedTuple):
    """One of the questions: what is asked first, and what stands on the button for another answer."""

    ask: str
    other: str


_KINDS: Final[Mapping[str, _Kind]] = {
    LEAVE: _Kind("ask.what_if.leave", "button.other_day"),
    PAY: _Kind("ask.what_if.pay", "button.other_day"),
    COME: _Kind("ask.what_if.come", "button.other_length"),
    SINCE: _Kind("ask.what_if.since", "button.other_length"),
}


class _Question(NamedTuple):
    """A question with its answer so far: the day to leave, pay to or begin from, and the length."""

    kind: str
    day: date | None = None
    days: int = 0

    def told(self) -> str:
        """Return the question as the value of a place."""
        return " ".join((self.kind, str(self.days), "" if self.day is None else self.day.isoformat())).strip()

    @classmethod
    def read(cls, text: str) -> "_Question | None":
        """Return the question that :meth:`told` gave; None where it is none."""
        kind, _, rest = text.partition(" ")
        days, _, day = rest.partition(" ")
        try:
            return cls(kind, date.fromisoformat(day) if day else None, int(days)) if kind in _KINDS else None
        except ValueError:
            return None


# --- choosing a question ---------------------------------------------------------------------


def show_menu(view: View) -> Screen:
    """Offer the questions that make sense for this person."""
    words = view.words
    rows = tuple((Offer(words(f"button.what_if.{kind}"), kind),) for kind in _sensible(view))
    return Screen((words("what_if.menu"),), (*rows, *back_row(view)))


def _sensible(view: View) -> tuple[str, ...]:
    assessment, case = assessed(view), _case(view)
    if assessment is None or case is None:
        return ()
    inside = assessment.cautious.status in {"lawful", "overstay"}
    paying = inside and bool(payment_days(case, view.today, view.context.law))
    return (*((LEAVE,) if inside else ()), *((PAY,) if paying else ()), COME)


def act_menu(view: View, action: str) -> Move:
    """Ask for the day or the length."""
    return view.to(Place(ASK, value=_Question(action).told()))


# --- asking for a day or a length --------------------------------------------------------------


def show_ask(view: View) -> Screen:
    """Ask for the day, or for how long; the likely answers are on the buttons."""
    question, words = _Question.read(view.place.value), view.words
    if question is None:
        return Screen((words("answer.none"),), back_row(view))
    ahead = (day for day in _days(view, question) if day > view.today)
    text = words(_KINDS[question.kind].ask, example=f"{next(ahead, view.today):%d.%m.%Y}")
    return Screen((text,), (*in_rows(_likely(view, question), _A_ROW), *back_row(view)))


def _likely(view: View, question: _Question) -> list[Offer]:
    if question.kind == COME:
        days = lengths(view.today, view.context.law)
        return [Offer(view.words.days(each), f"days:{each}") for each in days]
    return [Offer(_label(view, day), f"day:{day}") for day in _days(view, question)]


def _days(view: View, question: _Question) -> list[date]:
    """Return the days that a question offers; none where it asks for how long."""
    days_of: Mapping[str, Callable[[View], list[date]]] = {
        LEAVE: _leaving_days,
        PAY: _paying_days,
        SINCE: _beginnings,
    }
    return days_of[question.kind](view) if question.kind in days_of else []


def _leaving_days(view: View) -> list[date]:
    """Return today, the last day and the day after it, and some days between and beyond."""
    assessment = assessed(view)
    last = None if assessment is None else assessment.cautious.last_day
    days = {view.today, *(view.today + step for step in _SOON)}
    if last is None:
        days.add(view.today + _DAY)
    else:
        days |= {last, last + _DAY}
    return sorted(days)


def _paying_days(view: View) -> list[date]:
    case = _case(view)
    return [] if case is None else list(payment_days(case, view.today, view.context.law))


def _beginnings(view: View) -> list[date]:
    """Return the first days of the next months."""
    month = view.today.year * _MONTHS + view.today.month
    return [date(each // _MONTHS, each % _MONTHS + 1, 1) for each in range(month, month + _MONTHS_AHEAD)]


def _label(view: View, day: date) -> str:
    assessment, figures = assessed(view), f"{day:%d.%m.%Y}"
    if day == view.today:
        return view.words("button.what_if.today", date=figures)
    if assessment is not None and day == assessment.cautious.last_day:
        return view.words("button.what_if.last_day", date=figures)
    return figures


def act_ask(view: View, action: str) -> Move:
    """Answer for the day or the length that was tapped."""
    question = _Question.read(view.place.value)
    verb, _, value = action.partition(":")
    if question is None:
        return view.to(Place(MENU))
    if verb == "days":
        return _to(view, question._replace(days=int(value)))
    return _with_day(view, question, date.fromisoformat(value))


def hear(view: View, text: str) -> Move:
    """Answer for a day or a length that was typed."""
    question = _Question.read(view.place.value)
    if question is None:
        return view.to(Place(MENU))
    if question.kind == COME:
        found = _NUMBER.fullmatch(plain(text[:40]))
        if found is None or not int(found[1]):
            return refused(view, Say("what_if.number", {"number": lengths(view.today, view.context.law)[-1]}))
        return _to(view, question._replace(days=int(found[1]), day=None))
    when = read_date(text, view.language, view.today, after=view.today)
    if isinstance(when, Unclear):
        return unclear(view, when)
    return _exact(view, question, when)


def _exact(view: View, question: _Question, when: When) -> Move:
    """Answer for a date that was typed, if it is one day that lies ahead."""
    if not when.exact or when.first is None:
        return refused(view, Say("what_if.one_day"))
    if when.first < view.today:
        return refused(view, Say("date.past", {"date": when}))
    last = far(view.today)
    if when.first > last:
        return refused(view, Say("date.too_late", {"date": when, "last": last}))
    return _with_day(view, question, when.first)


def _with_day(view: View, question: _Question, day: date) -> Move:
    kind = COME if question.kind == SINCE else question.kind
    return _to(view, question._replace(kind=kind, day=day))


def _to(view: View, question: _Question) -> Move:
    return view.to(Place(TOLD, value=question.told()))


# --- the answer ------------------------------------------------------------------------------


def show_told(view: View) -> Screen:
    """Show what follows, in at most two sentences, and where to go from here."""
    words, question = view.words, _Question.read(view.place.value)
    if question is None:
        return Screen((words("answer.none"),), back_row(view))
    found = _found(view, question)
    other = Offer(words(_KINDS[question.kind].other), "other")
    if isinstance(found, str):
        return Screen((found,), ((other,), *back_row(view)))
    first = [other, Offer(words("button.why"), "why")]
    second = [Offer(words("button.to_answer"), "answer")]
    if isinstance(found, IfCame):
        second.insert(0, Offer(words("button.what_if.since"), "since"))
        if found.cautious.first is not None:
            second.append(Offer(words("button.what_if.plan"), "plan"))
    return Screen((_text(view, found),), (tuple(first), *in_rows(second, _A_ROW), *back_row(view)))


def _text(view: View, found: Found) -> str:
    if isinstance(found, IfLeft):
        return left_text(found, view.words)
    if isinstance(found, IfPaid):
        return paid_text(found, view.words)
    return came_text(found, view.words, inside=view.known.inside)


def _found(view: View, question: _Question) -> Found | str:
    """Return what follows, or why there is no answer."""
    case, law = _case(view), view.context.law
    if case is None:
        return view.words("answer.none")
    day = question.day or view.today
    try:
        match question.kind:
            case "leave":
                return leave_on(case, view.today, day, law)
            case "pay":
                return pay_until(case, view.today, day, law)
            case _:
                # A day kept from yesterday is past today.
                return come_for(case, view.today, question.days, law, max(day, view.today))
    except NotPossible as wrong:
        return fault_text(wrong, view.words)
    except LawError:
        return view.words("answer.none")


def _case(view: View) -> Case | None:
    try:
        return read_case(tidy(view))
    except WrongCase:
        return None


def act_told(view: View, action: str) -> Move:
    """Ask for another day, show the reasons, or note the trip as a plan."""
    question = _Question.read(view.place.value)
    if question is None or action == "answer":
        return view.to(ANSWER)
    match action:
        case "why":
            return view.to(Place(WHY, value=question.told()))
        case "since":
            return view.to(Place(ASK, value=question._replace(kind=SINCE).told()))
        case "plan":
            return _planned(view, question)
        case _:
            return view.to(Place(ASK, value=_Question(question.kind).told()))


def _planned(view: View, question: _Question) -> Move:
    """Add the trip to the plans."""
    found = _found(view, question)
    if not isinstance(found, IfCame) or found.cautious.first is None:
        return view.move()
    first = found.cautious.first
    last = first + (question.days - 1) * _DAY
    plans, place = view.known.items(PLANS.name), noted(view)
    plans.insert(place, {"entry": first.isoformat(), "exit": last.isoformat()})
    facts = view.known.facts.put(planned=plans).tell(**{NOTED: str(place + 1)})
    move = replace_facts(view.to(replace(ANSWER, part=BRIEF)), facts)
    return replace(move, note=view.words("what_if.noted", first=first, last=last))


# --- why -------------------------------------------------------------------------------------


def show_why(view: View) -> Screen:
    """Show the reasons, a few at a time; the number of the place is how many were shown before."""
    question, words = _Question.read(view.place.value), view.words
    found = words("answer.none") if question is None else _found(view, question)
    case = _case(view)
    if isinstance(found, str) or case is None:
        return Screen((str(found),), back_row(view))
    told = reasons(found.answer, words, vague_days(case, found.answer.on))
    begin = view.place.item or 0
    rest = len(told) - begin - _MOST_REASONS
    onward = ((Offer(words("button.more_reasons", count=rest), "next"),),) if rest > 0 else ()
    return Screen(told[begin : begin + _MOST_REASONS] or told[-1:], (*onward, *back_row(view)))


def act_why(view: View, _action: str) -> Move:
    """Show the next reasons; Back leads to the answer, not through them again."""
    return view.move(place=replace(view.place, item=(view.place.item or 0) + _MOST_REASONS))
