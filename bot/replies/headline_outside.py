"""The headline of somebody who is not in Russia: may I come, and when."""

from datetime import date

from bot.replies.lines import in_force, too_long
from bot.replies.words import Words
from rules.assessment import Assessment, Ban, Trip


def outside(assessment: Assessment, words: Words) -> str:
    """Return whether entry is closed, whether the first planned trip can be made, or when entry opens."""
    answer, bans = assessment.cautious, in_force(assessment.cautious)
    binding = tuple(ban for ban in bans if ban.kind == "mandatory")
    if binding:
        return _closed(binding, words)
    if bans:
        return _possible(bans[0].until, words)
    if answer.planned:
        return _trip(answer.planned[0], answer.may_enter_from, words)
    return _entry(assessment, words)


def _closed(bans: tuple[Ban, ...], words: Words) -> str:
    if all(ban.ground == "unpaid_fine" for ban in bans):
        return words("headline.ban_fine")
    until = bans[0].until
    return words("headline.ban_open") if until is None else words("headline.ban_until", until=until)


def _possible(until: date | None, words: Words) -> str:
    return (
        words("headline.ban_possible_open") if until is None else words("headline.ban_possible", until=until)
    )


def _trip(trip: Trip, opens: date | None, words: Words) -> str:
    last = None if trip.last_day is None else words.last_day(trip.last_day)
    if trip.ok:
        if last is None:
            return words("headline.trip_ok_open", entry=trip.entry)
        return words("headline.trip_ok", entry=trip.entry, last_day=last)
    if too_long(trip):
        return words("headline.trip_too_long", entry=trip.entry, last_day=last)
    if opens is not None and opens > trip.entry:
        return words("headline.trip_too_early", entry=trip.entry, opens=opens)
    return words("headline.trip_closed", entry=trip.entry)


def _entry(assessment: Assessment, words: Words) -> str:
    opens, account = assessment.cautious.may_enter_from, assessment.cautious.days
    if opens is None:
        return words("headline.enter_unknown")
    if opens > assessment.on:
        return words("headline.enter_from", date=opens)
    if account is None:
        return words("headline.enter_now")
    store = words("headline.days_in_store", days=words.days(account.left))
    return f"{words('headline.enter_now')} {store}"
