"""Questions on the screen, and what is done and said to them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.dialog import calendar_keyboard as calendar
from bot.dialog.known import UNSURE
from bot.dialog.questions import BY_ID
from bot.dialog.questions.form import Choices, Days, Lands, Months, Option, Question, Span, is_day, month_of
from bot.dialog.questions.plans import PLANS
from bot.dialog.say import Month, Say, Value, figures
from bot.dialog.state import Facts, Place
from bot.dialog.view import PLANNED, Move, Offer, Rows, Screen, View
from bot.reading import (
    Period,
    Unclear,
    meant_option,
    read_country,
    read_date,
    read_period,
    read_yes_no,
)
from bot.reading.dates import TWO_DATES
from bot.reading.parts import UNCLEAR
from bot.reading.plain import plain
from bot.replies.words import Words
from rules.read import WrongCase, read_case
from rules.when import UNKNOWN, NotADate, When

OTHER_LAND: Final = "other"
CONFIRM: Final = "confirm"
RIGHT: Final = (Option("yes", "button.confirm"), Option("no", "button.change"))
"""What is said of something shown to be confirmed."""
_PARTS: Final = {"year": "months", "month": "days"}
"""The part of a calendar that a tap opens; the others bear the name of their action."""
_MEANT: Final = {"yes": frozenset({"another"}), "no": frozenset({"none", "neither", "all", "done"})}
_EXAMPLE_TRIP: Final = timedelta(days=30)
PLAN_QUESTIONS: Final = frozenset(field.id for field in PLANS.fields)


def back_row(view: View) -> Rows:
    """Return the row with Back, where there is anything to go back to."""
    if not view.state.back and not view.place.part:
        return ()
    return ((Offer(view.words("button.back"), "back"),),)


# --- on the screen ---------------------------------------------------------------------------


def screen(view: View) -> Screen:
    """Return the screen of the question at the place."""
    question = BY_ID[view.place.at]
    if view.place.part == CONFIRM:
        return _confirming(view, question)
    text, rows = _asking(view, question)
    return Screen((text,), (*rows, *back_row(view)))


def _asking(view: View, question: Question) -> tuple[str, Rows]:
    match question.form:
        case Choices() as form:
            return question.ask(view.known).text(view.words), _choices(view, question, form)
        case Lands() as form:
            return _lands(view, question, form)
        case Days() as form:
            return _days(view, question, form)


def _choices(view: View, question: Question, form: Choices) -> Rows:
    current = question.current(view.known)
    offers = [
        Offer(("✓ " if option.code == current else "") + view.words(option.label), f"choose:{option.code}")
        for option in form.options(view.known)
    ]
    return calendar.in_rows(offers, form.columns)


def _lands(view: View, question: Question, form: Lands) -> tuple[str, Rows]:
    words = view.words
    if view.place.part == OTHER_LAND:
        return words("ask.citizenship.other"), ()
    offers = [Offer(words.country(code), f"choose:{code}") for code in form.usual]
    other = (
        Offer(words("button.other_country"), "other"),
        Offer(words("button.unknown"), f"choose:{UNSURE}"),
    )
    rows = (*_keep_row(view, question), *calendar.in_rows(offers, 2), other)
    return _with_current(view, question, question.ask(view.known).text(words)), rows


def _days(view: View, question: Question, form: Days) -> tuple[str, Rows]:
    words, place, span, noted = view.words, view.place, form.span(view.known), _noted(view, question)
    told = place.value[:4]
    year = int(told) if told.isdecimal() else form.opening_year(span, view.today, noted)
    match place.part:
        case "days":
            first = date.fromisoformat(f"{place.value}-01")
            month = words.month(first.month).capitalize()
            return f"{month} {first.year}", calendar.day_rows(span, place.value, words)
        case "" if form.by_year:
            text = _with_current(view, question, question.ask(view.known).text(words))
            return text, (*_keep_row(view, question), *_years(view, form, span))
        case "years":
            return words("ask.year"), calendar.year_rows(span, rough=False)
        case "rough_years":
            rows = (*calendar.year_rows(span, rough=True), calendar.unsure_row(words))
            return words("ask.year"), rows
        case "rough":
            text, rows = _roughly(span, None if told else form.months(span, view.today, noted), year, words)
            return text, (*rows, calendar.unsure_row(words))
        case _:
            opened = form.months(span, view.today, noted)
            if opened is None or not _shows(opened, place):
                hint = words("hint.date", year=str(year), example=example(view))
                months = calendar.month_rows(span, year, words, rough=False)
            else:
                hint = words("hint.month", example=example(view))
                months = calendar.window_rows(span, opened, words, rough=False)
            text = f"{question.ask(view.known).text(words)}\n\n{hint}"
            unsure = () if form.sure else ((Offer(words("button.unknown"), "rough"),),)
            rows = (*_keep_row(view, question), *months, *_beside(view, form), *unsure)
            return _with_current(view, question, text), rows


def _roughly(span: Span, opened: Months | None, year: int, words: Words) -> tuple[str, Rows]:
    """Return the question for a month, with the months to open on or, where there are none, a year's."""
    if opened is None:
        return words("ask.rough", year=str(year)), calendar.month_rows(span, year, words, rough=True)
    return words("ask.rough.months"), calendar.window_rows(span, opened, words, rough=True)


def _shows(months: Months, place: Place) -> bool:
    """Whether the calendar stands at these months: at its beginning, or back from the days of one of them."""
    if not place.part:
        return True
    back = len(place.value) > len("2026")
    return back and months.first <= month_of(date.fromisoformat(f"{place.value}-01")) <= months.last


def _beside(view: View, form: Days) -> Rows:
    """Return the answers beside the dates."""
    return tuple((Offer(view.words(option.label), f"choose:{option.code}"),) for option in form.more)


def _years(view: View, form: Days, span: Span) -> Rows:
    """Return the years of something of which the year is enough, each an answer."""
    first = max(span.first.year, span.last.year - form.by_year + 1)
    years = [Offer(str(year), f"when:{year}") for year in range(span.last.year, first - 1, -1)]
    unsure = (Offer(view.words("button.unknown"), f"when:{UNSURE}"),)
    return (*calendar.in_rows(years, calendar.YEARS_A_ROW), *_beside(view, form), unsure)


def _with_current(view: View, question: Question, text: str) -> str:
    """Return the question with the answer given earlier, if it is a date or a country."""
    current = question.current(view.known)
    if current is None:
        return text
    return f"{text}\n{view.words('now', answer=shown(question, current, view.words))}"


def _keep_row(view: View, question: Question) -> Rows:
    if question.current(view.known) is None:
        return ()
    return ((Offer(view.words("button.keep"), "keep"),),)


def _confirming(view: View, question: Question) -> Screen:
    words = view.words
    text = words("confirm", answer=shown(question, view.place.value, words))
    rows = ((Offer(words("button.confirm"), "confirm"), Offer(words("button.change"), "back")),)
    return Screen((text,), rows)


def shown(question: Question, value: str, words: Words) -> str:
    """Return a date or a country in words."""
    if isinstance(question.form, Lands):
        return words.country(value)
    more = question.form.more if isinstance(question.form, Days) else ()
    option = next((each for each in more if each.code == value), None)
    if option is not None:
        return words(option.label)
    by_year = isinstance(question.form, Days) and question.form.by_year
    return figures(When.parse(value), words) if by_year else words.when(When.parse(value))


def example(view: View) -> str:
    """Return how an answer to the question may be typed: a date that may well be one."""
    question = BY_ID.get(view.place.at)
    if question is None or not isinstance(question.form, Days):
        return f"{view.today:%d.%m.%Y}"
    span, years = question.form.span(view.known), question.form.by_year
    if years:
        return str(span.last.year - years)
    return f"{question.form.likely(span, view.today, _noted(view, question)):%d.%m.%Y}"


def _noted(view: View, question: Question) -> date | None:
    """Return the last day of the date noted so far; None where there is none."""
    current = question.current(view.known)
    if current is None or not is_day(question.form, current):
        return None
    return When.parse(current).last


def _trip_example(view: View) -> dict[str, str]:
    """Return how a whole trip may be typed: one that is ahead where such are asked for, else a past one."""
    question = BY_ID.get(view.place.at)
    ahead = question is not None and isinstance(question.form, Days) and question.form.ahead
    days = sorted((view.today, view.today + (_EXAMPLE_TRIP if ahead else -_EXAMPLE_TRIP)))
    return {name: f"{day:%d.%m.%Y}" for name, day in zip(("entry", "exit"), days, strict=True)}


# --- tapped ----------------------------------------------------------------------------------


def act(view: View, action: str) -> Move:
    """Return what a tap on one of the question's buttons leads to."""
    question = BY_ID[view.place.at]
    verb, _, value = action.partition(":")
    if verb == "when":
        return _take_date(view, question, When.parse(value))
    answers = {"choose": value, "keep": question.current(view.known), "confirm": view.place.value}
    if verb in answers:
        return _take(view, question, answers[verb] or UNSURE)
    return view.part(_PARTS.get(verb, verb), value)


def _take_date(view: View, question: Question, when: When) -> Move:
    found = fitting(view, question, when)
    if isinstance(found, Say):
        return refused(view, found)
    return _take(view, question, str(found))


def _take(view: View, question: Question, value: str) -> Move:
    taken = question.take(view.known, value)
    if isinstance(taken, Say):
        return refused(view, taken)
    if not sound(taken):
        return refused(view, Say("list.contradiction"))
    return accept(view, taken)


def sound(facts: Facts) -> bool:
    """Whether the facts still make a case: the last watch against dates that contradict each other."""
    if not facts.case:
        return True
    try:
        read_case(dict(facts.case))
    except WrongCase:
        return False
    return True


def accept(view: View, facts: Facts) -> Move:
    """Return the move on with new facts; a plan that is complete is shown."""
    draft = facts.draft
    if view.place.at in PLAN_QUESTIONS and draft is None:
        return replace_facts(view.to(PLANNED), facts)
    return view.onward(facts)


def replace_facts(move: Move, facts: Facts) -> Move:
    """Return the move with other facts."""
    return move if move.state is None else replace(move, state=replace(move.state, facts=facts))


def refused(view: View, wrong: Say) -> Move:
    """Return to the place with a word about what is wrong; everything told before stays."""
    said = replace(wrong, values={"example": example(view), **_trip_example(view), **wrong.values})
    return view.move(said.text(view.words), place=view.place.whole())


# --- said ------------------------------------------------------------------------------------


def hear(view: View, text: str) -> Move:
    """Return what a typed text leads to."""
    question = BY_ID[view.place.at]
    if view.place.part == CONFIRM:
        answer = said_option(view, RIGHT, text)
        if answer is not None:
            return act(view, "confirm") if answer == "yes" else view.back()
    match question.form:
        case Choices() as form:
            return _hear_choice(view, question, form, text)
        case Lands():
            return _hear_land(view, question, text)
        case Days() as form:
            return _hear_date(view, question, form, text)


def _hear_choice(view: View, question: Question, form: Choices, text: str) -> Move:
    options = form.options(view.known)
    code = said_option(view, options, text) or _meant(view, options, text)
    return _take(view, question, code) if code is not None else view.move(view.words("note.choose"))


def _meant(view: View, options: tuple[Option, ...], text: str) -> str | None:
    """Return the option that a plain yes or no stands for where the options have names of their own."""
    codes = _MEANT.get(str(read_yes_no(text, view.language)), frozenset())
    found = [option.code for option in options if option.code in codes]
    return found[0] if len(found) == 1 else None


def said_option(view: View, options: tuple[Option, ...], text: str) -> str | None:
    """Return the option that a text names by its label, in other words, by its beginning, by yes and no."""
    said = plain(text[:100])
    labels = {option.code: plain(view.words(option.label)) for option in options}
    found = [code for code, label in labels.items() if said and _bare(said) == _bare(label)]
    if not found:
        answer = read_yes_no(text, view.language)
        found = [code for code in labels if code == answer]
    if not found:
        meant = meant_option(text, view.language, [option.label for option in options])
        found = [option.code for option in options if option.label in meant]
    if not found and len(said) > 2:  # noqa: PLR2004 - two letters begin too many words
        found = [code for code, label in labels.items() if _bare(label).startswith(_bare(said))]
        found = found or [code for code, label in labels.items() if _bare(said) in map(_bare, label.split())]
    return found[0] if len(found) == 1 else None


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _hear_land(view: View, question: Question, text: str) -> Move:
    if read_yes_no(text, view.language) == UNSURE:
        return _take(view, question, UNSURE)
    found = read_country(text, view.language)
    if isinstance(found, Unclear):
        return unclear(view, found)
    if plain(text[:100]) == plain(view.words.country(found)):
        return _take(view, question, found)
    return view.part(CONFIRM, found)


def _hear_date(view: View, question: Question, form: Days, text: str) -> Move:
    if view.place.part == "days" and (day := plain(text[:10])).isdecimal() and len(day) <= len("31"):
        text = f"{view.place.value}-{day}"
    elif read_yes_no(text, view.language) == UNSURE:
        # Whoever says it again, when asked only roughly, does not know at all.
        asked_roughly = form.by_year or view.place.part.startswith("rough")
        return _take_date(view, question, UNKNOWN) if asked_roughly else view.part("rough")
    elif (code := said_option(view, form.more, text)) is not None:
        return _take(view, question, code)
    after = form.after(form.span(view.known), view.today)
    found = read_date(text, view.language, view.today, after=after, full_year=form.by_year > 0)
    if isinstance(found, Unclear):
        if form.by_year and found.reason == UNCLEAR.reason:
            return refused(view, Say("date.unclear_year"))
        two = isinstance(read_period(text, view.language, view.today, after=after), Period)
        return unclear(view, TWO_DATES if two else found)
    there = fitting(view, question, found)
    if isinstance(there, Say):
        return refused(view, there)
    return view.part(CONFIRM, str(there))


def fitting(view: View, question: Question, when: When) -> When | Say:
    """Return the date as far as it can be true of this question, or what is wrong with it."""
    if not isinstance(question.form, Days):
        raise NotADate(str(when))
    span = question.form.span(view.known)
    inside = calendar.within(span, when)
    if inside is not None:
        return inside
    late = when.first is not None and when.first > span.last
    return Say(span.late if late else span.early, {"date": when, "first": span.first, "last": span.last})


def unclear(view: View, wrong: Unclear) -> Move:
    """Return to the place with a word about why a typed text was not understood."""
    return refused(view, problem(view, wrong))


def problem(view: View, wrong: Unclear) -> Say:
    """Return what to say of a text that was not understood."""
    values: dict[str, Value] = {name: str(value) for name, value in wrong.values.items()}
    values |= {name: Month(wrong.values[name]) for name in ("month", "other") if name in wrong.values}
    if "days" in wrong.values:
        values["days"] = view.words.days(wrong.values["days"])
    return Say(wrong.reason, values)
