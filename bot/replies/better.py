"""What could be better than the cautious answer, and which date or document would show it."""

from collections.abc import Iterator

from bot.replies.disputes import find_line, is_entry, is_fact, question, that_matter
from bot.replies.lines import in_force
from bot.replies.packing import MOST_WORDS, parts
from bot.replies.words import Words
from rules.assessment import Answer, Assessment
from rules.level import must_leave

_ROOM = MOST_WORDS - 15
"""Words for the questions in one message, beside the rest of its two sentences."""


def better_lines(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return what the favourable answer is and what hangs on it; empty where the answer is firm.

    Nor is there anything better where a decision obliges to leave. Each line has at most two sentences.
    """
    if assessment.firm or must_leave(assessment.cautious):
        return ()
    best = " ".join((_best(assessment, words), words("better.act_on")))
    return (best, *dict.fromkeys(_causes(assessment, words)))


def _causes(assessment: Assessment, words: Words) -> Iterator[str]:
    """Return which dates to find, then which points of law are read in two ways.

    The date to find first is told before, and how to find a date of entry apart, as something to do.
    """
    told = "find_entry_date" in assessment.cautious.actions
    first = None if assessment.ask_first is None else assessment.ask_first.path
    questions = []
    for dispute in that_matter(assessment):
        if not is_fact(dispute):
            questions.append(question(dispute, words))
        elif dispute != first and not (told and is_entry(dispute)):
            yield find_line(dispute, words)
    for few in parts(dict.fromkeys(questions), _ROOM):
        yield words("better.reading", questions="; ".join(few))


def _best(assessment: Assessment, words: Words) -> str:
    """Return the one difference that matters most to the person."""
    worse, best = assessment.cautious, assessment.favourable
    differences = (_stay(worse, best, words), _bans(worse, best, words), _entry(assessment, words))
    told = next((difference for difference in differences if difference is not None), None)
    if told is not None:
        return told
    if best.days is not None and best.days != worse.days:
        return words("better.days", days=words.days(best.days.left))
    return words("better.details")


def _stay(worse: Answer, best: Answer, words: Words) -> str | None:
    if best.status == "overstay" and best.overstay_days != worse.overstay_days:
        return words("better.overstay", ago=words.count("day_ago", best.overstay_days))
    if best.status != "lawful" or (worse.status, worse.last_day) == (best.status, best.last_day):
        return None
    last = None if best.last_day is None else words.last_day(best.last_day)
    if worse.status == "lawful":
        return words("better.no_end") if last is None else words("better.last_day", last_day=last)
    return words("better.status") if last is None else words("better.status_until", last_day=last)


def _bans(worse: Answer, best: Answer, words: Words) -> str | None:
    bans = in_force(best)
    if bans == in_force(worse):
        return None
    if not bans:
        return words("better.no_ban")
    until = bans[0].until
    return None if until is None else words("better.ban", until=until)


def _entry(assessment: Assessment, words: Words) -> str | None:
    opens = assessment.favourable.may_enter_from
    if opens is None or opens == assessment.cautious.may_enter_from:
        return None
    return words("better.enter_now") if opens <= assessment.on else words("better.enter_from", date=opens)
