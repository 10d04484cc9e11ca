"""``muhlat plan``: the trips of a case, and what would follow from leaving, paying, coming."""

import json
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from bot.case_files import Unreadable, no_law, read_case_file
from bot.commands.day import day_asked
from bot.commands.language import language_of
from bot.commands.outcome import Exit, WrongCall, say
from bot.commands.the_law import the_law
from rules.assess import assess
from rules.assessment import Assessment
from rules.facts import Case
from rules.law import Law, LawNotInForce
from rules.plans.come_for import come_for, lengths
from rules.plans.not_possible import NotPossible
from rules.plans.what_if import Found, leave_on, pay_until
from rules.read import LAST_YEAR, WrongCase

_WRONG: Final = {
    "outside": "nobody is in Russia on {on}",
    "before_entry": "that is before the entry on {day}",
    "past": "that is before {day}, the day asked about",
    "no_patent": "the case has no patent by {on}",
    "patent_over": "the patent is over by {on}, and a payment does not bring it back",
    "issue_unknown": "nothing is known of the day on which the patent was issued",
    "already_paid": "the patent is paid up to {day} already",
    "no_days": "a stay has at least one day",
}
"""What is wrong with an option, by the fault."""


class _Question(NamedTuple):
    """One option of the call, and how it is answered; ``begin`` is the option that tells from when."""

    option: str
    value: date | int
    answer: Callable[[], Found]
    begin: date | None = None


def run(call: Namespace) -> Exit:
    """Answer what the call asks of the case in ``call.file``; where it asks nothing, what is most useful.

    Raises:
        WrongCall: the file, the case, a day or the language is wrong; nothing has been written.
    """
    language = language_of(call.lang) if call.format == "text" or call.lang else None
    if call.since is not None and call.since.year > LAST_YEAR:
        raise WrongCall(f"--from {call.since}: the year is later than {LAST_YEAR}")
    if call.since is not None and not call.come_for:
        raise WrongCall("--from: it goes with --come-for DAYS")
    try:
        case = read_case_file(call.file)
    except Unreadable as error:
        raise WrongCall(str(error)) from None
    except WrongCase as wrong:
        raise WrongCall(*map(str, wrong.faults)) from None
    on, law = day_asked(call.on), the_law()
    try:
        answer = assess(case, on, law)
        found = _answered(list(_asked(call, case, on, law) or _useful(answer, case, law)), on)
    except LawNotInForce as error:
        raise WrongCall(no_law(error)) from None
    if language is None or call.format == "json":
        say(_json(answer, found))
    else:
        say(_text(answer, found, language))
    return Exit.DONE


def _asked(call: Namespace, case: Case, on: date, law: Law) -> list[_Question]:
    return [
        *(_Question("--leave", day, partial(leave_on, case, on, day, law)) for day in call.leave),
        *(_Question("--pay-until", day, partial(pay_until, case, on, day, law)) for day in call.pay_until),
        *(
            _Question("--come-for", days, partial(come_for, case, on, days, law, call.since), call.since)
            for days in call.come_for
        ),
    ]


def _useful(answer: Assessment, case: Case, law: Law) -> Iterator[_Question]:
    """Yield what everybody wants to know: leaving today or on the last day, coming for as long as can be."""
    on, last = answer.on, answer.cautious.last_day
    if answer.cautious.status == "manual":
        return
    if answer.cautious.status != "outside":
        for day in dict.fromkeys((on, last or on)):
            yield _Question("--leave", day, partial(leave_on, case, on, day, law))
    longest = lengths(on, law)[-1]
    yield _Question("--come-for", longest, partial(come_for, case, on, longest, law))


def _answered(questions: list[_Question], on: date) -> tuple[Found, ...]:
    """Answer every question, or name all that do not fit the case."""
    found, faults = list[Found](), list[str]()
    for question in questions:
        value = question.value
        if isinstance(value, date) and value.year > LAST_YEAR:
            faults.append(f"{question.option} {value}: the year is later than {LAST_YEAR}")
            continue
        try:
            found.append(question.answer())
        except NotPossible as wrong:
            told = _WRONG[wrong.fault].format(on=on, day=wrong.day)
            late = wrong.fault == "past" and question.begin is not None
            asked = f"--from {question.begin}" if late else f"{question.option} {value}"
            faults.append(f"{asked}: {told}")
    if faults:
        raise WrongCall(*faults)
    return tuple(found)


def _json(answer: Assessment, found: tuple[Found, ...]) -> str:
    from rules.plans.report import what_if_data  # noqa: PLC0415 - not needed for text

    data: dict[str, Any] = what_if_data(answer, found)
    return json.dumps(data, ensure_ascii=False, indent=2)


def _text(answer: Assessment, found: tuple[Found, ...], language: str) -> str:
    from bot.replies.plan_text import plan_text  # noqa: PLC0415 - JSON starts faster without words
    from bot.replies.words import load_words  # noqa: PLC0415

    return plan_text(answer, found, load_words(language))
