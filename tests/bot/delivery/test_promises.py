"""Whatever goes wrong, in whatever order: each reminder that is wanted arrives, and no row stays claimed.

Those in time arrive before their deadline; after it everybody is asked who has not said that it is done.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialog.remembered import Deadline
from bot.settings import Place
from bot.store import Store
from tests.bot.databases import behind
from tests.bot.delivery.frail import FAULTS, Fault, Frail, Fuse, Killed, Post
from tests.bot.delivery.people import BEGIN, DAY, REGISTER, VISITOR, Scene
from tests.bot.dialog_person import Talker

ZONES: Final = (
    "Asia/Kamchatka",
    "Asia/Vladivostok",
    "Asia/Irkutsk",
    "Asia/Yekaterinburg",
    "Europe/Moscow",
    "Europe/Kaliningrad",
)
PEOPLE: Final = {7_700_000_001 + number: zone for number, zone in enumerate(ZONES)}
FIRST: Final = datetime(2026, 11, 7, 22, tzinfo=UTC)
"""When the first reminder is wanted: ten in the morning in Kamchatka, a week before everybody's deadline. The
others follow in the next ten hours."""
AFTER: Final = datetime(2026, 11, 15, 22, tzinfo=UTC)
"""When the first of those after that deadline is wanted: ten in the morning of the next day in Kamchatka."""
_TROUBLE: Final = timedelta(hours=60)
"""How long all trouble lasts. The next are wanted two days later; those after the deadline in weeks."""
_PATIENCE: Final = timedelta(hours=30)
"""In this time workers to whom nothing happens have done everything, with a night in which nobody is told; it
is much less than until the deadline."""


@dataclass(frozen=True)
class Sweep:
    """One or two workers sweep, side by side.

    Something may happen to the first of them at one of its steps: it is killed, or it stands still for so
    many minutes in which another one goes on.
    """

    workers: int
    at: int | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class Jump:
    """The clock goes so many minutes on, or back."""

    minutes: int


@dataclass(frozen=True)
class Trouble:
    """So many of the next messages meet this; where they are told to wait, so many seconds."""

    fault: Fault
    times: int
    seconds: int


_WORKERS = st.integers(1, 2)
_AT = st.integers(1, 60)
_HAPPENINGS = st.one_of(
    st.builds(Sweep, workers=_WORKERS),
    st.builds(Sweep, workers=_WORKERS, at=_AT),
    st.builds(Sweep, workers=_WORKERS, at=_AT, minutes=st.integers(6, 180)),
    st.builds(Jump, minutes=st.integers(-50, -1)),
    st.builds(Jump, minutes=st.integers(1, 300)),
    st.builds(Jump, minutes=st.integers(300, 1200)),
    st.builds(Trouble, fault=st.sampled_from(FAULTS), times=st.integers(1, 3), seconds=st.integers(1, 3600)),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happenings=st.lists(_HAPPENINGS, min_size=4, max_size=20))
async def test_every_reminder_arrives_whatever_happens(
    kept_in: Store, place: Place, happenings: list[Sweep | Jump | Trouble]
) -> None:
    """Killed and halted workers, two at once, clocks that jump, a channel that fails: nothing is lost.

    Nobody is told twice, but where a sender could not know that a message had arrived, or that its claim had
    run out while it stood still.
    """
    scene = await _everybody_agrees(kept_in, place)
    scene.clock.now = FIRST
    post = await _through(happenings, scene, place, {"sent": len(PEOPLE)})
    assert {arrival.chat for arrival in post.arrivals} == set(PEOPLE), "everybody was told"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    happenings=st.lists(_HAPPENINGS, min_size=4, max_size=20),
    done=st.sets(st.sampled_from(sorted(PEOPLE)), max_size=3),
)
async def test_everybody_is_asked_after_a_deadline_unless_it_is_done(
    kept_in: Store, place: Place, happenings: list[Sweep | Jump | Trouble], done: set[int]
) -> None:
    """The same holds for what comes after a deadline; whoever said that it is done hears nothing."""
    scene = await _everybody_agrees(kept_in, place)
    for moment in (FIRST + day * DAY for day in (0, 5, 6, 7)):
        # At three in the afternoon in Kamchatka, and in Kaliningrad.
        for hours in (5, 15):
            scene.clock.now = moment + timedelta(hours=hours)
            await scene.sweep()
    for chat in done:
        state = await scene.state(chat)
        reminders = state.reminders.said_done(Deadline("register", REGISTER))
        await scene.save(chat, replace(state, reminders=reminders))
    scene.clock.now = AFTER
    wanted = {"sent": len(PEOPLE) - len(done)} | ({"skipped": len(done)} if done else {})
    post = await _through(happenings, scene, place, wanted)
    assert {arrival.chat for arrival in post.arrivals} == set(PEOPLE) - done, "everybody else was asked"


async def _through(
    happenings: list[Sweep | Jump | Trouble], scene: Scene, place: Place, end: dict[str, int]
) -> Post:
    """Let it happen, and then let workers to whom nothing happens go on until all rows are as in ``end``."""
    store, clock, since = scene.store, scene.clock, scene.clock.now
    post = Post(clock, {chat: ZoneInfo(zone) for chat, zone in PEOPLE.items()})
    for happening in happenings:
        await _happen(store, post, happening)
        if clock.now > since + _TROUBLE:
            break
    post.faults.clear()
    last = clock.now + _PATIENCE
    while clock.now < last and await _rows(place, since, clock.now) != end:
        await Frail(store, post).sweep()
        clock.now += timedelta(hours=1)
    assert await _rows(place, since, clock.now) == end
    for_sure = Counter(arrival.chat for arrival in post.arrivals if not arrival.doubtful)
    assert max(for_sure.values(), default=0) <= 1, "nobody was told twice without need"
    assert not any(arrival.at_night for arrival in post.arrivals)
    return post


async def _rows(place: Place, since: datetime, now: datetime) -> dict[str, object]:
    """Return how many rows there are in each state, of what was wanted between two moments, and of claims."""
    found = await behind(
        place,
        "SELECT state, COUNT(*) FROM reminder"
        " WHERE state = 'claimed' OR (task = 'remind' AND fire_at BETWEEN ? AND ?) GROUP BY state",
        int(since.timestamp()),
        int(now.timestamp()),
    )
    return {str(state): count for state, count in found}


async def _everybody_agrees(store: Store, place: Place) -> Scene:
    """Begin anew with people who are reminded."""
    await behind(place, "DELETE FROM person")
    await behind(place, "DELETE FROM reminder")
    await behind(place, "UPDATE send_budget SET free_from = 0, paused_until = 0")
    scene = Scene(store)
    for number, (chat, zone) in enumerate(PEOPLE.items()):
        talker = Talker(today=BEGIN).start("ru").go(*VISITOR)
        talker.effects.clear()
        talker.go("remind", "keep", f"choose:{zone}", f"choose:{'open' if number % 2 else 'neutral'}")
        await scene.settle(chat, talker)
    return scene


async def _happen(store: Store, post: Post, happening: Sweep | Jump | Trouble) -> None:
    match happening:
        case Jump(minutes):
            post.clock.now += timedelta(minutes=minutes)
        case Trouble(fault, times, seconds):
            post.faults.extend([(fault, seconds)] * times)
        case Sweep(workers, at, minutes):
            fuse = None if at is None else Fuse(at, _happening(store, post, minutes))
            several = [Frail(store, post, fuse), *(Frail(store, post) for _ in range(workers - 1))]
            ends = await asyncio.gather(*(each.sweep() for each in several), return_exceptions=True)
            assert all(end is None or isinstance(end, Killed) for end in ends), ends


def _happening(store: Store, post: Post, minutes: int | None) -> Callable[[Frail], Awaitable[None]]:
    """Return what kills a worker, or has it stand still for so many minutes."""

    async def kill(worker: Frail) -> None:
        if worker.die():
            raise Killed

    async def stall(worker: Frail) -> None:
        worker.stand_still()
        post.clock.now += timedelta(minutes=minutes or 0)
        await Frail(store, post).sweep()

    return kill if minutes is None else stall
