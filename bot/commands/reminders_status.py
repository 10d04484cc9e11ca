"""``muhlat reminders status``: how many reminders wait, were sent, are late, failed; numbers only."""

import asyncio
import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.commands.environment import from_environment
from bot.commands.outcome import Exit, WrongCall, say
from bot.settings import Place, read_place
from bot.watch.figures import MEANINGS, Seen, see_in

if TYPE_CHECKING:
    from bot.store.review import Progress

_WIDTH: Final = 7
"""Digits that a number has room for before the table becomes uneven."""

_LATE: Final = (
    "  They are sent as soon as that is possible. See that 'muhlat run' runs and what its log says: "
    "'outcome=down' is trouble with Telegram or the way to it; a refused token ends it."
)
_FAILED: Final = (
    "  They are not tried again; those people were not told. Where the reason is an error of Telegram, "
    "look for 'outcome=undelivered' in its log; 'lease' is a worker that stopped half-way each time."
)
_LOOKS: Final = (
    "  Their dates are not gone through anew. See that 'muhlat run' runs and what its log says of faults."
)
_MORE: Final = "docs/operating.md tells more."


def run(call: Namespace) -> Exit:
    """Show the figures of the database that DATABASE_URL names; nothing in it is changed.

    Returns BAD_LINES where something is late or failed.

    Raises:
        WrongCall: the setting is wrong, or the database cannot be read; it says what to do.
    """
    place = from_environment(read_place)
    if isinstance(place, Path) and not place.exists():
        raise WrongCall(f"{place}: is not there yet; it is made by the first start of: muhlat run")
    now = datetime.now(UTC)
    seen = _seen(place, now)
    if call.format == "json":
        say(json.dumps(_data(seen, now), indent=2))
    else:
        say("\n".join(_text(seen, place, now)))
    return Exit.BAD_LINES if any(_alarms(seen)) else Exit.DONE


def _seen(place: Place, now: datetime) -> Seen:
    """Read the figures.

    Raises:
        WrongCall: the database cannot be read; it says what to do.
    """
    from bot.store.errors import StoreError  # noqa: PLC0415 - a wrong setting is named before slow imports
    from bot.store.opening import database_at  # noqa: PLC0415 - as above

    try:
        return asyncio.run(see_in(database_at(place), now))
    except StoreError as fault:
        raise WrongCall(str(fault)) from None


def _text(seen: Seen, place: Place, now: datetime) -> Iterator[str]:
    yield f"{place}, {now:%Y-%m-%d %H:%M} UTC"
    yield ""
    for each in MEANINGS:
        yield f"{getattr(seen.figures, each.figure):{_WIDTH}}  {each.says}"
    if seen.review is not None:
        yield ""
        yield _review(seen.review)
    alarms = list(_alarms(seen))
    yield ""
    yield from alarms or ["Nothing is late, and nothing has failed in the last 24 hours."]
    if alarms:
        yield _MORE


def _alarms(seen: Seen) -> Iterator[str]:
    """Give what is wrong and what to do, a text for each."""
    figures = seen.figures
    if figures.late:
        yield f"ALARM: {figures.late} late, the oldest by {_long(figures.oldest_late)}.\n{_LATE}"
    if figures.failed_day:
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(figures.failures.items()))
        yield (
            f"ALARM: {figures.failed_day} failed in the last 24 hours. "
            f"Of all that failed and are kept: {reasons}.\n{_FAILED}"
        )
    if figures.looks_late:
        yield f"ALARM: more than a day late with looking at dates: {figures.looks_late}.\n{_LOOKS}"


def _review(review: "Progress") -> str:
    if review.finished == review.started and not review.seen:
        return f"Law {review.fingerprint}, noted {review.started:%Y-%m-%d %H:%M} UTC; no change of it since."
    ended = f"finished {review.finished:%Y-%m-%d %H:%M}" if review.finished else "not finished yet"
    return (
        f"After the change of the law to {review.fingerprint}: {review.seen} people assessed again, "
        f"{review.changed} of them with other dates; began {review.started:%Y-%m-%d %H:%M} UTC, {ended}."
    )


def _long(late: timedelta | None) -> str:
    late = late or timedelta()
    hours, minutes = divmod(late.seconds // 60, 60)
    return f"{late.days} days {hours} h" if late.days else f"{hours} h {minutes} min"


def _data(seen: Seen, now: datetime) -> dict[str, Any]:
    figures, review = seen
    late = figures.oldest_late
    return {
        "at": now.isoformat(timespec="seconds"),
        "alarm": any(_alarms(seen)),
        **{each.figure: getattr(figures, each.figure) for each in MEANINGS},
        "oldest_late_seconds": None if late is None else round(late.total_seconds()),
        "failures": dict(sorted(figures.failures.items())),
        "law_review": review
        and {
            "fingerprint": review.fingerprint,
            "started": review.started.isoformat(),
            "finished": review.finished and review.finished.isoformat(),
            "seen": review.seen,
            "changed": review.changed,
        },
    }
