"""What would follow, in at most two sentences: first what it leads to, then what to know about it."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from bot.replies import vocabulary
from bot.replies.disputes import fact_of, is_deciding, unfounded
from bot.replies.headline_inside import decided
from bot.replies.numbers import comes_back
from bot.replies.words import N_, Words
from rules.assessment import Assessment, Ban
from rules.level import must_leave
from rules.plans.come_for import TOO_LONG, IfCame, Opening
from rules.plans.not_possible import NotPossible
from rules.plans.trips import BAN, MANUAL
from rules.plans.what_if import Departure, IfLeft, IfPaid

_DAY: Final = timedelta(days=1)
_UNPAID: Final = "unpaid_fine"

_CLOSED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "limit": N_("what_if.before.limit"),
        "unbroken": N_("what_if.before.unbroken"),
        "ground": N_("what_if.before.ground"),
        "overlap": N_("what_if.before.overlap"),
        MANUAL: N_("what_if.before.manual"),
    }
)
"""By what closes the days before the first open one; a ban is told by a key of its own."""

_FAULTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "outside": N_("what_if.fault.outside"),
        "before_entry": N_("what_if.fault.before_entry"),
        "past": N_("what_if.fault.past"),
        "no_patent": N_("what_if.fault.no_patent"),
        "patent_over": N_("what_if.fault.patent_over"),
        "issue_unknown": N_("what_if.fault.issue_unknown"),
        "already_paid": N_("what_if.fault.already_paid"),
        "no_days": N_("what_if.fault.no_days"),
    }
)


def fault_text(wrong: NotPossible, words: Words) -> str:
    """Return why a question cannot be answered, and what to give instead."""
    day = "" if wrong.day is None else words.date(wrong.day)
    return words(_FAULTS[wrong.fault], day=day)


def _unfounded(answer: Assessment, words: Words) -> str:
    """Return that a date is to be found first: any number of days would be an invention."""
    return words("headline.overstay_unfounded", what=fact_of(answer, words))


# --- leaving ---------------------------------------------------------------------------------


def left_text(found: IfLeft, words: Words) -> str:
    """Return what leaving on a day leads to: too long or in time, a ban, when one may come again."""
    then = found.cautious
    if then.status == MANUAL:
        return words("what_if.manual")
    if unfounded(found.answer):
        return _unfounded(found.answer, words)
    if not then.overstay_days and must_leave(found.answer.cautious):
        return decided(found.answer, words)
    until = _worst(then.bans)
    if not then.overstay_days:
        first = words("what_if.left", day=found.day)
        return f"{first} {_again(then, words) if until is None else _ban(found, until, words)}"
    over = words("what_if.left.over", day=found.day, over=words.days(then.overstay_days))
    if until is not None:
        return f"{over} {_ban(found, until, words)}"
    opens = then.may_enter_from
    return f"{over} {words('what_if.no_ban') if opens is None else _no_ban(opens, words)}"


def _ban(found: IfLeft, until: date, words: Words) -> str:
    """Return until when the exit would close entry; at least, where something else closes it for longer."""
    opens = found.cautious.may_enter_from
    if not found.favourable.bans:
        return words("what_if.ban_at_worst", until=until)
    longer = opens is None or opens > until + _DAY
    return words("what_if.ban_at_least" if longer else "what_if.ban", until=until)


def _no_ban(opens: date, words: Words) -> str:
    return words("what_if.no_ban_again", opens=opens)


def _worst(bans: tuple[Ban, ...]) -> date | None:
    return max((ban.until for ban in bans if ban.until is not None), default=None)


def _again(then: Departure, words: Words) -> str:
    """Return when one may come again; a trip that is not possible then comes first."""
    if then.lost:
        return words("what_if.trip_lost", entry=then.lost[0].entry)
    opens, account = then.may_enter_from, then.days
    if opens is None:
        return words("what_if.closed")
    if account is None or not account.left or comes_back(account) is None or opens > account.last:
        return words("what_if.again", opens=opens)
    left, year = words.days(account.left), str(account.last.year)
    return words("what_if.again_days", opens=opens, left=left, year=year)


def late_text(then: Departure, words: Words) -> str | None:
    """Return what would be late by that day; None where nothing is."""
    names = [words(vocabulary.DUTIES.get(duty.duty, vocabulary.OTHER_DUTY).name) for duty in then.missed]
    return words("what_if.late", duties=words.listing(list(dict.fromkeys(names)))) if names else None


# --- paying ----------------------------------------------------------------------------------


def paid_text(found: IfPaid, words: Words) -> str:
    """Return the last day with the patent paid to a day, and what comes next."""
    paid, until = found.cautious, found.until
    if paid.last_day is None:
        return words("what_if.paid.useless")
    if paid.last_day != until:
        return words("what_if.paid.other", until=until, last=paid.last_day)
    if paid.payment is not None:
        return words("what_if.paid", until=until)
    first = words("what_if.paid.capped" if found.asked > until else "what_if.paid.whole", until=until)
    if paid.renewal is None or paid.renewal.state != "open":
        return first
    return f"{first} {words('what_if.paid.renewal', due=paid.renewal.due)}"


# --- coming ----------------------------------------------------------------------------------


def came_text(found: IfCame, words: Words, *, inside: bool) -> str:
    """Return from when a stay of so many days is possible, and what closes the days before.

    ``inside``: the person is in Russia, and has to be out first.
    """
    opening, days = found.cautious, words.days(found.days)
    if unfounded(found.answer):
        return _unfounded(found.answer, words)
    if opening.first is None:
        return _never(found, words)
    last = opening.first + (found.days - 1) * _DAY
    text = words("what_if.came", days=days, first=opening.first, last=last)
    more = _milder(found, words) or _before(opening, words, inside=inside)
    if more is None and opening.last_day is not None and opening.last_day > last:
        more = words("what_if.came.longer", last=opening.last_day)
    return text if more is None else f"{text} {more}"


def _before(opening: Opening, words: Words, *, inside: bool) -> str | None:
    """Return what closes the days just before the first open one."""
    if not opening.closed:
        return None
    by = opening.closed[-1].by
    if by.startswith(BAN):
        return words("what_if.before.ban_left" if inside else "what_if.before.ban")
    if inside and by == "overlap" and len(opening.closed) == 1:
        return words("what_if.before.here")
    return words(_CLOSED[by])


def _milder(found: IfCame, words: Words) -> str | None:
    """Return from when it is possible in the best case, where that is earlier."""
    first = found.favourable.first
    if first is None or first == found.cautious.first:
        return None
    dates = any(map(is_deciding, found.answer.disputes))
    return words("what_if.milder_dates" if dates else "what_if.milder", first=first)


def _never(found: IfCame, words: Words) -> str:
    never = found.cautious.never
    if never == MANUAL:
        return words("what_if.manual")
    if never == TOO_LONG:
        first = words("what_if.never.too_long", days=words.days(found.days), most=words.days(found.longest))
        return f"{first} {_milder(found, words) or words('what_if.never.paper')}"
    if never == BAN + _UNPAID:
        return f"{words('what_if.never.fine')} {_milder(found, words) or words('what_if.never.pay')}"
    return f"{words('what_if.never.ban')} {_milder(found, words) or words('what_if.never.lawyer')}"
