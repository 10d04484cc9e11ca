"""One line for each thing of an answer: a duty, an action, a ban, a trip, a law."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from bot.replies import vocabulary
from bot.replies.disputes import unfounded
from bot.replies.first import DECIDING, first_step
from bot.replies.words import N_, Words
from rules.assessment import Answer, Assessment, Ban, Duty, Status, Trip
from rules.hints.grounds import HINTS
from rules.level import must_leave

_FEDERAL: Final = re.compile(r"(\d+)-FZ (.+)")
_ARTICLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "KoAP": N_("law.code"),
        "TK": N_("law.labour_code"),
        "EAEU Treaty": N_("law.treaty"),
    }
)
_DECREE: Final = re.compile(r"decree (\d+)")
_AGREEMENT: Final = re.compile(r"([A-Z]{2}) agreement (\d{4})")
_LEAP_DAY: Final = (2, 29)
_GO_ON_IN_OVERSTAY: Final = frozenset({"leave", "fine_payment", "expulsion_appeal"})

_FIRST_OF_ALL: Final[Mapping[Status, tuple[str, ...]]] = MappingProxyType(
    {
        "lawful": ("find_entry_date", "leave_now"),
        "overstay": ("find_entry_date", "leave_now", "ask_lawyer"),
        "outside": ("find_entry_date", "do_not_travel"),
        "manual": ("ask_lawyer", "find_entry_date"),
    }
)
"""What decides or stops everything else, the most urgent first."""

_MOST_HINTS: Final = 2
"""Hints named in one step."""

_ENDS_FOR_GOOD: Final = frozenset({"visa_free", "departure_term"})
"""The grounds that nothing extends."""

_DECIDED: Final = frozenset({"appeal_expulsion", "ask_lawyer", "leave_now"})
"""What comes before everything where a decision obliges to leave."""

_LONG_AGO: Final = timedelta(days=3653)
"""Ten years: nobody is asked what he had to do before."""

_FEW_DAYS: Final = timedelta(days=3)
"""As long before the last day nobody is told that some days earlier are better."""

_TOO_LONG: Final = frozenset({None, "limit", "unbroken", "ground"})
"""What breaks a trip that an earlier exit would mend."""


def duty_line(duty: Duty, words: Words) -> str:
    """Return a duty, its last day and whether it is late or done, as one line without a full stop."""
    name = words(vocabulary.DUTIES.get(duty.duty, vocabulary.OTHER_DUTY).name)
    match duty.state:
        case "open":
            return sentence(words("duty.line_open", duty=name, date=duty.due))
        case "missed":
            return sentence(words("duty.line_missed", duty=name, date=duty.due))
        case "done":
            return sentence(words("duty.line_done", duty=name))


def action_line(action: str, assessment: Assessment, words: Words) -> str:
    """Return what an action of the engine asks of the person, with its day where it has one."""
    answer = assessment.cautious
    duty = vocabulary.ACTION_OF_DUTY.get(action)
    if duty is None:
        opens = answer.may_enter_from
        if action == "plan_entry" and opens is not None and opens > assessment.on:
            return words("act.plan_entry_from", date=opens)
        return words(vocabulary.ACTIONS.get(action, vocabulary.OTHER_ACTION))
    if duty == "leave" and unfounded(assessment):
        return words("act.leave_if_over")
    record = _record(duty, answer)
    if record is not None:
        return duty_step(record, assessment, words)
    due = _day_of_action(action, answer) if duty == "leave" else _day_before_trip(duty, assessment)
    act = _act(duty, answer, words, late=action == "leave_now")
    return step_line(act, due, assessment.on, words)


def duty_step(duty: Duty, assessment: Assessment, words: Words) -> str:
    """Return what to do about an open or missed duty, with its last day."""
    act = duty_act(duty, assessment, words)
    return step_line(act, duty.due, assessment.on, words)


def duty_act(duty: Duty, assessment: Assessment, words: Words) -> str:
    """Return what to do about an open or missed duty, without a day.

    A registration whose term is the last day of the one before is to be renewed; nobody is told to pay some
    days earlier than by the end of days of which few are left.
    """
    if duty.duty == "register" and duty.since == duty.due:
        return words("act.register_again")
    if duty.duty == "patent_payment" and duty.state == "open" and duty.due - assessment.on <= _FEW_DAYS:
        return words("act.pay_patent_soon")
    return _act(duty.duty, assessment.cautious, words, late=duty.state == "missed")


def step_line(act: str, due: date | None, on: date, words: Words) -> str:
    """Return something to do with its last day, as seen from the day asked about.

    A last day that lies very long ago is the bound of a date that is not known, and is not told.
    """
    if due is None or on - due > _LONG_AGO:
        return act
    if due < on:
        return words("step.late", act=act, date=due)
    if due == on:
        return words("step.today", act=act, date=due)
    return words("step.due", act=act, date=due)


def steps(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return everything to be done, the most urgent first, each once.

    First what decides or stops everything, then what has a day, the late ones leading, then the rest.
    An answer under the red sign always has a step.
    """
    answer = assessment.cautious
    first = _first_of_all(answer)
    aside = _aside(answer)
    timed: list[tuple[date, str]] = []
    head = [action_line(action, assessment, words) for action in first if action in answer.actions]
    unknown = first_step(assessment, words)
    if unknown is not None and assessment.ask_first and assessment.ask_first.settles in DECIDING:
        head.insert(0, unknown)
    head = [*_may_run_on(assessment, words), *head]
    if aside:
        names = [words(vocabulary.DUTIES.get(duty, vocabulary.OTHER_DUTY).name) for duty in aside]
        head.append(words("act.ask_about", things=words.listing(names)))
    tail: list[str] = []
    covered = {vocabulary.ACTION_OF_DUTY.get(action) for action in answer.actions}
    for action in answer.actions:
        if action in first or (action == "check_ban" and "do_not_travel" in answer.actions):
            continue
        if vocabulary.ACTION_OF_DUTY.get(action) in aside:
            continue
        due = _day_of_action(action, answer)
        line = action_line(action, assessment, words)
        if due is None:
            tail.append(line)
        else:
            timed.append((due, line))
    timed += (
        (duty.due, duty_step(duty, assessment, words))
        for duty in duties_to_do(assessment)
        if duty.duty not in covered or duty is not _record(duty.duty, answer)
    )
    timed.sort(key=lambda pair: _turn(pair[0], assessment))
    ordered = [*head, *(line for _, line in timed), *tail]
    if unknown is not None:
        ordered.append(unknown)
    if not ordered and answer.level == "red":
        ordered.append(words(vocabulary.ACTIONS["ask_lawyer"]))
    return tuple(dict.fromkeys(ordered))


def duties_to_do(assessment: Assessment) -> tuple[Duty, ...]:
    """Return the duties not done that the person is told to do.

    None of those that somebody should settle only with a lawyer, or that cannot be done.
    """
    kept_back = {*_aside(assessment.cautious), *_vain(assessment)}
    return tuple(
        duty for duty in assessment.cautious.duties if duty.state != "done" and duty.duty not in kept_back
    )


def _may_run_on(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return what to find out first, since it may keep a stay running that seems to be over."""
    if assessment.cautious.status != "overstay":
        return ()
    hints = [words(vocabulary.UNCHECKED[name]) for name in HINTS if name in assessment.not_checked]
    return (words("act.find_out", things=words.listing(hints[:_MOST_HINTS])),) if hints else ()


def _turn(due: date, assessment: Assessment) -> tuple[date, bool]:
    """Return what a step takes its place by; where a stay is about to end, what is late comes after that."""
    answer = assessment.cautious
    ending = answer.level == "red" and answer.last_day is not None and not in_force(answer)
    if ending and answer.last_day is not None and due < assessment.on:
        return answer.last_day, True
    return due, False


def _first_of_all(answer: Answer) -> tuple[str, ...]:
    """Return the actions told first; where a decision obliges to leave, as the engine orders them."""
    usual = _FIRST_OF_ALL[answer.status]
    if not must_leave(answer):
        return usual
    return (*(action for action in answer.actions if action in _DECIDED), *usual)


def _vain(assessment: Assessment) -> tuple[str, ...]:
    """Return the duties that cannot be done: nobody applies for a patent that would be refused."""
    return ("patent_application",) if "patent_refused_year" in assessment.not_checked else ()


def _aside(answer: Answer) -> tuple[str, ...]:
    """Return the duties that somebody whose time is over should not settle alone.

    Whoever goes to the authorities for a registration in overstay may be held there: a lawyer comes first.
    """
    if answer.status != "overstay" and not must_leave(answer):
        return ()
    open_ones = (duty.duty for duty in answer.duties if duty.state != "done")
    return tuple(dict.fromkeys(duty for duty in open_ones if duty not in _GO_ON_IN_OVERSTAY))


def ban_line(ban: Ban, words: Words) -> str:
    """Return a ground for a ban and until when it would close entry, as one line without a full stop."""
    ground = words(vocabulary.BANS.get(ban.ground, vocabulary.OTHER_BAN))
    if ban.until is None:
        if ban.ground == "unpaid_fine":
            return sentence(words("ban.until_paid", ground=ground))
        return sentence(words("ban.open", ground=ground))
    years = _whole_years(ban)
    if years is None:
        return sentence(words("ban.until", ground=ground, until=ban.until))
    return sentence(words("ban.term", ground=ground, term=words.count("year", years), until=ban.until))


def ban_in_full(ban: Ban, words: Words) -> str:
    """Return the line of a ban with how far the agency is bound, and the law."""
    kind = words(vocabulary.BAN_KINDS[ban.kind])
    return words("ban.with_law", line=ban_line(ban, words), kind=kind, law=law_name(ban.law, words))


def trip_line(trip: Trip, words: Words) -> str:
    """Return whether a planned trip can be made, as one line without a full stop."""
    last = None if trip.last_day is None else words.last_day(trip.last_day)
    if not trip.ok and not too_long(trip):
        return words("trip.closed", entry=trip.entry)
    if last is None:
        return words("trip.ok_open", entry=trip.entry)
    return words("trip.ok" if trip.ok else "trip.too_long", entry=trip.entry, last_day=last)


def too_long(trip: Trip) -> bool:
    """Whether a trip only runs past its last lawful day, so that an earlier exit would mend it.

    Where entry is closed, or something else stands in the way, its length is not what to speak of.
    """
    if trip.ok or trip.last_day is None or trip.broken_by not in _TOO_LONG:
        return False
    return (trip.exit or trip.entry) > trip.last_day


def law_name(law: str, words: Words) -> str:
    """Return an article as it is cited in the language; a form that is not known stays as it is."""
    return "; ".join(_article(part.strip(), words) for part in law.split(";"))


def sentence(text: str) -> str:
    """Return the text with a capital letter in front."""
    return text[:1].upper() + text[1:]


def within(text: str) -> str:
    """Return the text as it goes on within a sentence: a small letter in front, but in an abbreviation.

    >>> within("Сдайте отпечатки"), within("РВП позволяет быть в России")
    ('сдайте отпечатки', 'РВП позволяет быть в России')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def in_force(answer: Answer) -> tuple[Ban, ...]:
    """Return the grounds for bans that exist already, the one that lasts longest first."""
    return tuple(sorted((ban for ban in answer.bans if not ban.hypothetical), key=_end, reverse=True))


def if_left(answer: Answer) -> tuple[Ban, ...]:
    """Return the grounds for bans that leaving on the day would make, the longest first."""
    return tuple(sorted((ban for ban in answer.bans if ban.hypothetical), key=_end, reverse=True))


def if_left_opening(assessment: Assessment, words: Words) -> str:
    """Return what the grounds for bans that leaving would make are told under."""
    return words("ban.if_left_worst" if unfounded(assessment) else "ban.if_left")


def _end(ban: Ban) -> date:
    return date.max if ban.until is None else ban.until


def days_left(assessment: Assessment) -> int | None:
    """Return the days from the day asked about to the last lawful day; None where there is no such day."""
    last = assessment.cautious.last_day
    return None if last is None else (last - assessment.on).days


def _record(duty: str, answer: Answer) -> Duty | None:
    """Return the duty of that name that is not done and due first."""
    undone = [record for record in answer.duties if record.duty == duty and record.state != "done"]
    return min(undone, key=lambda record: record.due, default=None)


def _day_of_action(action: str, answer: Answer) -> date | None:
    duty = vocabulary.ACTION_OF_DUTY.get(action)
    if duty is None:
        return None
    record = _record(duty, answer)
    if record is not None:
        return record.due
    return answer.last_day if duty == "leave" and not must_leave(answer) else None


def _day_before_trip(duty: str, assessment: Assessment) -> date | None:
    """Return the last day for what a planned trip asks for, which is no duty yet; None where nothing does."""
    found = (each.found for each in assessment.trace if each.rule == f"duty.{duty}")
    due = next((values.get("due") for values in found if "done" not in values), None)
    return due if isinstance(due, date) else None


def _act(duty: str, answer: Answer, words: Words, *, late: bool) -> str:
    if duty == "leave" and not late and answer.ground not in _ENDS_FOR_GOOD and not must_leave(answer):
        return words("act.leave_unless")
    known = vocabulary.DUTIES.get(duty, vocabulary.OTHER_DUTY)
    return words(known.late if late else known.act)


def _whole_years(ban: Ban) -> int | None:
    if ban.first is None or ban.until is None:
        return None
    first, until = (ban.first.month, ban.first.day), (ban.until.month, ban.until.day)
    same = first == until or (first == _LEAP_DAY and until == (2, 28))
    years = ban.until.year - ban.first.year
    return years if same and years > 0 else None


def _article(law: str, words: Words) -> str:
    if match := _FEDERAL.fullmatch(law):
        return words("law.federal", number=match[1], article=match[2])
    if match := _DECREE.fullmatch(law):
        return words("law.decree", number=match[1])
    if match := _AGREEMENT.fullmatch(law):
        return words("law.agreement", country=words.country(match[1]), year=match[2])
    act, _, article = law.rpartition(" ")
    key = _ARTICLES.get(act)
    return law if key is None else words(key, article=article)
