"""How the sending goes, in numbers."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.store.database import Connecting
from bot.store.moments import moment, seconds, utc
from bot.store.statements import figures as statements

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


class Figures(NamedTuple):
    """Counts for the operator, of no person: of reminders and of what is sent once, but ``looks_late``.

    What has ended is counted for as long as its row is kept.
    """

    waiting: int
    """To be tried later."""
    due: int
    """To be tried now."""
    claimed: int
    sent_hour: int
    """Sent within the last hour."""
    sent_day: int
    """Sent within the last 24 hours."""
    late: int
    """Wanted some time ago, and neither sent nor ended otherwise."""
    failed: int
    failed_day: int
    """Given up within the last 24 hours."""
    skipped: int
    cancelled: int
    unreachable: int
    """The people whose rows were cancelled since their chats are gone."""
    oldest_late: timedelta | None
    """How long ago the oldest of the late ones was wanted."""
    failures: Mapping[str, int]
    """The failed ones by reason."""
    looks_late: int
    """How many people should have been looked at some time ago."""


async def count(
    connecting: Connecting, now: datetime, late_after: timedelta, look_late_after: timedelta | None = None
) -> Figures:
    """Count; late is what was wanted so long before ``now``, or longer; for looks it may be another time."""
    look_late = seconds(now - (look_late_after or late_after))
    open_at = {"now": seconds(now), "late": seconds(now - late_after), "look_late": look_late}
    async with connecting() as connection:
        due = (await connection.execute(statements.DUE, open_at)).one()
        claimed = (await connection.execute(statements.CLAIMED, open_at)).one()
        since = {"hour": seconds(now - _HOUR), "day": seconds(now - _DAY)}
        sent = (await connection.execute(statements.SENT, since)).one()
        ended = (await connection.execute(statements.ENDED)).all()
        failed_day: int = (await connection.execute(statements.GIVEN_UP, since)).scalar_one()
        unreachable: int = (await connection.execute(statements.UNREACHABLE)).scalar_one()
    oldest = min((at for at in (due.oldest, claimed.oldest) if at is not None), default=None)
    failures = {row.reason or "": row.number for row in ended if row.state == "failed"}
    numbers = {
        state: sum(row.number for row in ended if row.state == state) for state in ("skipped", "cancelled")
    }
    return Figures(
        waiting=due.all - due.tried,
        due=due.tried,
        claimed=claimed.all,
        sent_hour=sent.hour,
        sent_day=sent.day,
        late=due.late + claimed.late,
        failed=sum(failures.values()),
        failed_day=failed_day,
        skipped=numbers["skipped"],
        cancelled=numbers["cancelled"],
        unreachable=unreachable,
        oldest_late=None if oldest is None else utc(now) - moment(oldest),
        failures=failures,
        looks_late=due.looks_late + claimed.looks_late,
    )
