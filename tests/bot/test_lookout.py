"""The alarm in the log: late and failed reminders are told, and nothing else is."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import Store, StoreBusy
from bot.store.outbox import Figures
from bot.watch.lookout import Lookout
from tests.bot.watched import QUIET, Watched

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATE = QUIET._replace(late=7, oldest_late=timedelta(hours=3, seconds=59))
NOTHING: list[tuple[str, str]] = []


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Listen to the log of the bot."""
    caplog.set_level(logging.INFO, "bot")
    return caplog


async def look(lookout: Lookout, told: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    """Let it look once; return what it says and how loudly."""
    told.clear()
    await lookout.look_out()
    return [(record.levelname, record.getMessage()) for record in told.records]


def failed(**failures: int) -> Figures:
    """Return the figures of a day on which these failed."""
    return QUIET._replace(failed=sum(failures.values()), failures=failures)


async def test_silence_where_all_is_well(told: pytest.LogCaptureFixture) -> None:
    """What waits, is due, sent, skipped or cancelled is no news; an hour and a day count as late."""
    watched = Watched()
    lookout = Lookout(watched.store, lambda: NOW)
    assert [await look(lookout, told) for _ in range(3)] == [NOTHING] * 3
    assert set(watched.asked) == {(timedelta(hours=1), timedelta(days=1))}


async def test_late_reminders_are_an_alarm_until_they_are_sent(told: pytest.LogCaptureFixture) -> None:
    """One line at each look with how many and how late, one when it is over, then silence."""
    watched = Watched(LATE)
    lookout = Lookout(watched.store, lambda: NOW)
    for _ in range(2):
        assert await look(lookout, told) == [("ERROR", "late: 7 reminders, by up to 180 minutes; 0 looks")]
    watched.figures_now = QUIET
    assert await look(lookout, told) == [("INFO", "no longer late")]
    assert await look(lookout, told) == NOTHING


async def test_late_looks_are_an_alarm(told: pytest.LogCaptureFixture) -> None:
    """Whose dates nobody goes through is reminded of what is no longer so."""
    lookout = Lookout(Watched(QUIET._replace(looks_late=4)).store, lambda: NOW)
    assert await look(lookout, told) == [("ERROR", "late: 0 reminders, by up to 0 minutes; 4 looks")]


async def test_failed_reminders_are_told_once(told: pytest.LogCaptureFixture) -> None:
    """With the kinds of errors; what had failed before the bot was started has been told before."""
    watched = Watched(failed(lease=1))
    lookout = Lookout(watched.store, lambda: NOW)
    assert await look(lookout, told) == NOTHING
    watched.figures_now = failed(lease=2, TimedOut=3)
    warning = "failed since the last look: 4 reminders (TimedOut 3, lease 1)"
    assert await look(lookout, told) == [("WARNING", warning)]
    assert await look(lookout, told) == NOTHING


async def test_old_failures_do_not_hide_new_ones(told: pytest.LogCaptureFixture) -> None:
    """What is tidied away is not counted against what has failed since."""
    watched = Watched(failed(lease=5))
    lookout = Lookout(watched.store, lambda: NOW)
    await look(lookout, told)
    watched.figures_now = failed(TimedOut=1)
    assert await look(lookout, told) == [("WARNING", "failed since the last look: 1 reminders (TimedOut 1)")]


async def test_a_store_that_fails_is_told(told: pytest.LogCaptureFixture) -> None:
    """Not to know is not to be well; the alarm that was on is still on afterwards."""
    watched = Watched(LATE)
    lookout = Lookout(watched.store, lambda: NOW)
    await look(lookout, told)
    watched.wrong = StoreBusy("PostgreSQL database secret on db.example.org")
    assert await look(lookout, told) == [("ERROR", "the reminders cannot be looked at: StoreBusy")]
    watched.figures_now, watched.wrong = QUIET, None
    assert await look(lookout, told) == [("INFO", "no longer late")]


async def test_a_new_store_is_silent(kept_in: Store, told: pytest.LogCaptureFixture) -> None:
    """So it is on both databases."""
    assert await look(Lookout(kept_in, lambda: NOW), told) == NOTHING
