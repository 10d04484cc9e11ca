"""What stands in a row: written from what the conversation wants, read again when it is due."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.dialog.model import Remind, RemindNow
from bot.reminders.moments import moments_of
from bot.reminders.plan import Wanted
from bot.store.outbox import Item

NEWS: Final = "news"
"""The content of a row that tells of a change of the law; what has changed is kept with the person."""


class WrongContent(ValueError):
    """is not what a row holds"""


def content_of(wanted: Wanted) -> Mapping[str, Any]:
    """Return a reminder as data for JSON."""
    kind, number, deadline, day = wanted
    return {"kind": kind, "number": number, "deadline": deadline.isoformat(), "day": day.isoformat()}


def wanted_of(content: Mapping[str, Any] | None) -> Wanted:
    """Return what :func:`content_of` was given.

    Rows that were written before there were reminders after a deadline hold no day: they are in time.

    Raises:
        WrongContent: it is something else.
    """
    match content:
        case {"kind": str(kind), "number": int(number), "deadline": str(deadline), **more}:
            day = str(more.get("day", deadline))
            return Wanted(kind, number, date.fromisoformat(deadline), date.fromisoformat(day))
        case _:
            raise WrongContent


def items_of(remind: Remind, now: datetime) -> tuple[Item, ...]:
    """Return a row for each reminder that is wanted, at a decent hour there, all of one day together."""
    zone = ZoneInfo(remind.zone)
    moments = moments_of(remind.wanted, zone, now)
    return tuple(_item(each, fire_at) for each, fire_at in zip(remind.wanted, moments, strict=True))


def _item(wanted: Wanted, fire_at: datetime) -> Item:
    kind, _, deadline, day = wanted
    return Item("remind", f"{kind} {deadline} {day}", fire_at, content_of(wanted))


def item_now(remind: RemindNow, now: datetime) -> Item:
    """Return a row that is due at once, beside the one that comes on its day; the same within a minute.

    Whoever asks again and again would else have Telegram tell everybody to wait, in one chat alone.
    """
    kind, _, deadline, _ = remind.wanted
    key = f"test {kind} {deadline} {now.replace(second=0, microsecond=0).isoformat()}"
    return Item("once", key, now, content_of(remind.wanted))


def item_of_news(fingerprint: str, review: datetime, fire_at: datetime) -> Item:
    """Return a row that tells of a change of the law, once for each review of everybody.

    Args:
        fingerprint: of the law that counts now.
        review: when the review began. A law that was taken back and comes again is news again.
        fire_at: when it is to be sent.
    """
    key = f"{NEWS} {fingerprint} {review.isoformat()}"
    return Item("once", key, fire_at, {"what": NEWS, "law": fingerprint})


def law_of_news(content: Mapping[str, Any] | None) -> str | None:
    """Return the fingerprint of the law that a row of :func:`item_of_news` tells of; None of other rows.

    Two laws in one night make two rows: the first must not tell what the second one changed, or that would
    be told twice.
    """
    match content:
        case {"what": "news", "law": str(law)}:
            return law
        case _:
            return None


def look_at(day: date, zone: ZoneInfo, chat_id: int) -> datetime:
    """Return when to look after a person on a day: at a decent hour there, each at a time of their own.

    Thousands are looked after on one day, and the mornings belong to the reminders.
    """
    noon = datetime.combine(day, _NOON, zone).astimezone(UTC)
    return noon + timedelta(seconds=chat_id % _AFTERNOON)


_NOON: Final = time(12)
_AFTERNOON: Final = 7 * 3600
"""Seconds from noon on in which people are looked after; it ends before the evening does."""
