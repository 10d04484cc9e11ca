"""The answer in a few words, as it stands above the picture and opens its words."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from bot.replies.disputes import unfounded
from bot.replies.lines import days_left, in_force, sentence, too_long
from bot.replies.words import Words
from rules.assessment import Account, Assessment, Trip
from rules.level import must_leave


class Title(NamedTuple):
    """The answer, the day that goes with it, and what else weighs: each without a full stop."""

    answer: str
    day: str = ""


def title(assessment: Assessment, words: Words) -> Title:
    """Return the answer of an assessment in a few words."""
    match assessment.cautious.status:
        case "manual":
            return Title(words("picture.manual"), words("picture.lawyer"))
        case "overstay":
            return _over(assessment, words)
        case "outside":
            return _outside(assessment, words)
        case "lawful" if must_leave(assessment.cautious):
            return _decided(assessment, words)
        case "lawful":
            return _inside(assessment, words)


def besides(assessment: Assessment, words: Words) -> Iterator[str]:
    """Yield what else is urgent: things that are late, grounds for a ban; and where it is said what to do."""
    answer = assessment.cautious
    late = sum(duty.state == "missed" for duty in answer.duties)
    if late:
        yield words.count("late", late)
    if answer.status == "lawful" and in_force(answer):
        certain = any(ban.kind == "mandatory" for ban in in_force(answer))
        yield words("picture.ban" if certain else "picture.ban_possible")
    if answer.level != "green":
        yield words("picture.see")


def last_day(assessment: Assessment) -> date | None:
    """Return the last day that the picture marks: of the stay, or where it is over the one that was."""
    answer = assessment.cautious
    if answer.status == "overstay" and not unfounded(assessment):
        return assessment.on - timedelta(days=answer.overstay_days)
    if answer.status != "lawful":
        return None
    if must_leave(answer):
        return next((duty.due for duty in answer.duties if duty.duty == "leave"), None)
    return answer.last_day


def account_shown(assessment: Assessment) -> Account | None:
    """Return the visa-free account; None where there is none, or it would be no help.

    It is none beside a ban, nor where no known date bears it out.
    """
    answer = assessment.cautious
    banned = answer.status == "outside" and bool(in_force(answer))
    return None if banned or unfounded(assessment) else answer.days


def _inside(assessment: Assessment, words: Words) -> Title:
    last = assessment.cautious.last_day
    if last is None:
        return Title(words("number.last_none"))
    if last <= assessment.on:
        return Title(words("picture.last_today"), words.last_day(last))
    return Title(sentence(words.count("day_left", days_left(assessment) or 0)), words.last_day(last))


def _decided(assessment: Assessment, words: Words) -> Title:
    due = last_day(assessment)
    if due is None:
        return Title(words("picture.decided"), words("picture.lawyer"))
    key = "picture.last_was" if due < assessment.on else ""
    return Title(words("picture.decided"), words(key, date=due) if key else words.last_day(due))


def _over(assessment: Assessment, words: Words) -> Title:
    if unfounded(assessment):
        return Title(words("picture.maybe"))
    ago = words.count("day_ago", assessment.cautious.overstay_days)
    sure = assessment.favourable.status != "lawful"
    last = last_day(assessment)
    day = "" if last is None else words("picture.last_was", date=last)
    return Title(words("picture.over" if sure else "picture.maybe_over", ago=ago), day)


def _outside(assessment: Assessment, words: Words) -> Title:
    answer = assessment.cautious
    bans = in_force(answer)
    if bans:
        certain = [ban for ban in bans if ban.kind == "mandatory"]
        until = (certain or bans)[0].until
        key = "picture.ban" if certain else "picture.ban_possible"
        return Title(words(key), "" if until is None else words("picture.ban_until", date=until))
    if answer.planned:
        return _trip(answer.planned[0], words)
    if answer.may_enter_from is None:
        return Title(words("number.entry_unknown"))
    if answer.may_enter_from > assessment.on:
        return Title(words("number.entry_from", date=answer.may_enter_from))
    return Title(words("number.entry_now"))


def _trip(trip: Trip, words: Words) -> Title:
    last = "" if trip.last_day is None or not (trip.ok or too_long(trip)) else words.last_day(trip.last_day)
    return Title(words("picture.trip_ok" if trip.ok else "picture.trip_no"), last)
