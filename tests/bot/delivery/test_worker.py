"""What becomes of a row that is due: sent, skipped, tried again, given up, put back, cancelled."""

from collections import deque
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.delivery.office import Pace
from bot.delivery.outcomes import Down, Gone, Later, Outcome, Refused, Unknown
from bot.delivery.rows import content_of, wanted_of
from bot.delivery.worker import Worker
from bot.dialog.model import Command, Context, Said, Tap
from bot.dialog.remembered import Deadline
from bot.dialog.step import step
from bot.lawbook import load_law
from bot.reminders.plan import Wanted
from bot.settings import Place
from bot.store import Store
from tests.bot.databases import behind
from tests.bot.delivery.people import BEGIN, CHAT, DAY, FIRST, LATE, REGISTER, Scene, agreed
from tests.bot.dialog_person import Talker
from tests.bot.reminders.season_people import PATENT


async def test_it_comes_on_its_day(scene: Scene) -> None:
    """Not before its hour, and once, however often is swept."""
    assert await scene.sweep() == []
    scene.clock.to(FIRST, hour=6, minute=59)
    assert await scene.sweep() == []
    scene.clock.to(FIRST, hour=7)
    ((chat, text),) = await scene.sweep()
    assert (chat, "15 ноября" in text) == (CHAT, True)
    assert await scene.sweep() == []


async def test_a_year_of_silence(scene: Scene) -> None:
    """Every day that was planned brings its reminder, until there is nothing more to say."""
    came = []
    for days in range(100):
        scene.clock.to(BEGIN + days * DAY)
        came += [(str(BEGIN + days * DAY), text[:20]) for _, text in await scene.sweep()]
    assert [day for day, _ in came] == [
        *("2026-11-08", "2026-11-13", "2026-11-14", "2026-11-15", "2026-11-16"),
        *("2026-12-30", "2027-01-15", "2027-01-22", "2027-01-26", "2027-01-28", "2027-01-29"),
        *("2027-01-30", "2027-02-05"),
    ]


async def test_what_is_no_longer_true_is_skipped(scene: Scene) -> None:
    """The facts are assessed again when it is sent, also where nobody has told the store."""
    state = await scene.state(CHAT)
    done = state.reminders.said_done(Deadline("register", date(2026, 11, 15)))
    await scene.save(CHAT, replace(state, reminders=done))
    scene.clock.to(FIRST)
    assert await scene.sweep() == []
    figures = await scene.store.outbox.figures(scene.clock(), late_after=LATE)
    assert (figures.skipped, figures.due, figures.claimed) == (1, 0, 0)


async def test_whoever_stops_hears_nothing_more(scene: Scene) -> None:
    """Also of what was due already."""
    scene.clock.to(FIRST)
    state = await scene.state(CHAT)
    context = Context(FIRST, load_law())
    opened = step(state, Command("reminders"), context)
    assert opened.state is not None
    stop = opened.state.offers.index("stop")
    taken = step(opened.state, Tap(f"{opened.state.turn}.{stop}"), context)
    assert taken.state is not None
    await scene.save(CHAT, taken.state, taken.effects)
    assert await scene.sweep() == []
    assert (await scene.store.outbox.figures(scene.clock(), late_after=LATE)).waiting == 0


async def test_whoever_is_forgotten_hears_nothing_more(scene: Scene) -> None:
    """All rows go with the person."""
    scene.clock.to(FIRST)
    await scene.store.forget(CHAT)
    assert await scene.sweep() == []


@pytest.mark.parametrize("outcome", [Unknown("TimedOut"), Refused("BadRequest")])
async def test_five_tries(scene: Scene, outcome: Unknown | Refused) -> None:
    """Each later than the one before; then it has failed, and the row says why."""
    scene.clock.to(FIRST)
    scene.post.outcomes = deque([outcome] * 5)
    waits = []
    for _ in range(5):
        assert await scene.sweep() == []
        before = scene.clock()
        while scene.post.outcomes and not await _is_due(scene):
            scene.clock.now += timedelta(minutes=1)
        waits.append((scene.clock() - before) / timedelta(minutes=1))
    assert waits == [1, 5, 30, 120, 0]
    assert scene.post.tried[CHAT] == 5
    figures = await scene.store.outbox.figures(scene.clock(), late_after=LATE)
    assert (figures.failed, dict(figures.failures)) == (1, {outcome.reason: 1})


async def test_after_a_lost_answer_it_is_sent_again(scene: Scene) -> None:
    """A repetition does no harm, a loss may."""
    scene.clock.to(FIRST)
    scene.post.outcomes = deque([Unknown("TimedOut")])
    assert await scene.sweep() == []
    scene.clock.now += timedelta(minutes=1)
    assert len(await scene.sweep()) == 1


@pytest.mark.parametrize("alive", [True, False])
async def test_a_bad_hour_of_the_channel_costs_no_try(scene: Scene, *, alive: bool) -> None:
    """However long nobody can be reached, the reminder comes when somebody can."""
    scene.clock.to(FIRST)
    scene.post.alive = alive
    bad: Outcome = Down("NoConnection") if alive else Unknown("TimedOut")
    scene.post.outcomes = deque([bad] * 20)
    for _ in range(20):
        assert await scene.sweep() == []
        scene.clock.now += timedelta(seconds=30)
    assert len(await scene.sweep()) == 1


async def test_what_was_held_up_comes_in_the_morning(scene: Scene) -> None:
    """A channel that comes back at night wakes nobody."""
    scene.clock.to(FIRST, hour=18)
    assert await scene.sweep() == []
    scene.clock.to(FIRST + DAY, hour=5, minute=59)
    assert await scene.sweep() == []
    scene.clock.to(FIRST + DAY, hour=6, minute=0)
    assert len(await scene.sweep()) == 1


async def test_the_last_evening_is_better_than_never(scene: Scene) -> None:
    """On the last day it comes late, since in the morning it would be of no use."""
    for days in range(4):
        scene.clock.to(REGISTER - DAY * (7 - 2 * days))
        await scene.sweep()
    scene.clock.to(REGISTER, hour=18)
    assert len(await scene.sweep()) == 1


async def test_a_row_that_was_moved_to_somebody_else(scene: Scene, place: Place) -> None:
    """Nobody is told of another person's dates, whoever has changed the database."""
    await scene.settle(5, agreed())
    mine, other = scene.store.name_of(CHAT), scene.store.name_of(5)
    await behind(place, f"DELETE FROM reminder WHERE who = '{other}'")  # noqa: S608 - a hash of ours
    await behind(place, f"UPDATE reminder SET who = '{other}' WHERE who = '{mine}'")  # noqa: S608 - as above
    scene.clock.to(FIRST)
    assert await scene.sweep() == []
    figures = await scene.store.outbox.figures(scene.clock(), late_after=LATE)
    assert figures.failures["misplaced"] >= 1


async def test_whoever_is_cut_off_stops_nobody_else(scene: Scene) -> None:
    """A helper without a way to Telegram waits by itself; another one delivers meanwhile."""
    scene.clock.to(FIRST)
    scene.post.outcomes = deque([Down("NoConnection")])
    cut = Worker(scene.office())
    await cut.sweep()
    scene.clock.to(BEGIN)
    await scene.settle(5, agreed())
    scene.clock.to(FIRST)
    await cut.sweep()
    assert scene.post.sent == []
    assert [chat for chat, _ in await scene.sweep()] == [5]
    scene.clock.now += timedelta(seconds=30)
    await cut.sweep()
    assert [chat for chat, _ in scene.post.sent] == [5, CHAT]


async def test_one_message_settles_all_that_it_tells(kept_in: Store) -> None:
    """Several deadlines of a day are one message, also where one stands for another; until it arrives."""
    scene = Scene(kept_in)
    talker = Talker(today=date(2026, 2, 2)).start().go(*PATENT)
    talker.go("remind", "keep", "choose:Europe/Moscow", "choose:open")
    talker.today = date(2026, 3, 10)
    talker.effects.clear()
    talker.go("/status", "review", "change:papers", "choose:patents", "~09.03.2026", "~09.04.2026")
    talker.go("choose:done", "choose:no")
    scene.clock.to(talker.today)
    await scene.settle(CHAT, talker)
    scene.clock.to(date(2026, 4, 8))
    scene.post.outcomes = deque([Refused("BadRequest")])
    assert await scene.sweep() == []
    scene.clock.now += timedelta(minutes=1)
    ((_, text),) = await scene.sweep()
    assert len(text.splitlines()) == 3  # the payment, which stands for leaving too, and a notice
    assert await scene.sweep() == []
    figures = await scene.store.outbox.figures(scene.clock(), late_after=LATE)
    assert (figures.due, figures.claimed, figures.failed) == (0, 0, 0)


async def test_an_outage_until_the_deadline_is_over_is_an_alarm(scene: Scene) -> None:
    """What nobody was told in time is not taken for what was no longer true; it is asked about afterwards."""
    scene.clock.to(REGISTER + 2 * DAY)
    ((_, text),) = await scene.sweep()
    assert text.startswith("Регистрация: последний день был 15 ноября 2026 года.")
    figures = await scene.store.outbox.figures(scene.clock(), late_after=LATE)
    assert (figures.skipped, dict(figures.failures)) == (0, {"too late": 4})
    assert await _days_go_by(scene, REGISTER + 3 * DAY, 20) == []


async def _days_go_by(scene: Scene, first: date, days: int) -> list[str]:
    """Sweep in the morning and in the evening of each day; return what came."""
    came = []
    for day in range(days):
        for hour in (7, 16):
            scene.clock.to(first + day * DAY, hour)
            came += [text for _, text in await scene.sweep()]
    return came


async def test_after_a_deadline_nobody_is_woken(scene: Scene) -> None:
    """What comes after a deadline waits for the morning, however late it is: nothing is lost by that."""
    await _days_go_by(scene, BEGIN, (REGISTER - BEGIN).days + 1)
    for hour in (17, 22):
        scene.clock.to(REGISTER + 5 * DAY, hour)
        assert await scene.sweep() == []
    scene.clock.to(REGISTER + 6 * DAY, hour=6)
    assert len(await scene.sweep()) == 1


@pytest.mark.parametrize("days", [2, 7, 8])
async def test_a_late_look_still_asks_after_a_deadline(scene: Scene, place: Place, days: int) -> None:
    """Where the row was lost the next plan writes it anew, for a week; what was sent is not sent again."""
    await _days_go_by(scene, BEGIN, (REGISTER - BEGIN).days + 1)
    await behind(place, "DELETE FROM reminder WHERE state = 'due' AND task = 'remind'")
    scene.clock.to(REGISTER + days * DAY)
    await scene.store.outbox.look(CHAT, scene.clock())
    came = [text for _ in range(2) for _, text in await scene.sweep()]
    assert [text.split(":")[0] for text in came] == ["Регистрация"]
    assert await _days_go_by(scene, REGISTER + (days + 1) * DAY, 14) == []


async def test_long_after_a_deadline_nobody_is_asked(scene: Scene, place: Place) -> None:
    """What was over more than a week ago is not dug up by a new plan."""
    await _days_go_by(scene, BEGIN, (REGISTER - BEGIN).days + 1)
    await behind(place, "DELETE FROM reminder WHERE state = 'due' AND task = 'remind'")
    scene.clock.to(REGISTER + 9 * DAY)
    await scene.store.outbox.look(CHAT, scene.clock())
    assert await _days_go_by(scene, REGISTER + 9 * DAY, 14) == []


def test_rows_of_before_there_was_anything_after_a_deadline() -> None:
    """A row that says no day is of a reminder in time."""
    content = dict(content_of(Wanted("register", 1, REGISTER, FIRST)))
    assert wanted_of(content) == Wanted("register", 1, REGISTER, FIRST)
    del content["day"]
    assert not wanted_of(content).is_after


async def test_everybody_waits_when_told_to(scene: Scene) -> None:
    """One worker is told; another one waits as well, for as long and no longer."""
    scene.clock.to(FIRST)
    scene.post.outcomes = deque([Later(timedelta(seconds=90))])
    assert await scene.sweep() == []
    scene.clock.now += timedelta(seconds=89)
    assert await scene.sweep() == []
    assert scene.post.tried[CHAT] == 1
    scene.clock.now += timedelta(seconds=1)
    assert len(await scene.sweep()) == 1


@pytest.mark.parametrize("reason", ["blocked", "gone"])
async def test_whoever_cannot_be_reached(scene: Scene, reason: str) -> None:
    """Nothing more is tried; when they write again all is planned anew."""
    scene.clock.to(FIRST)
    scene.post.outcomes = deque([Gone("blocked" if reason == "blocked" else "gone")])
    assert await scene.sweep() == []
    for days in range(1, 4):
        scene.clock.to(FIRST + days * DAY)
        assert await scene.sweep() == []
    assert scene.post.tried[CHAT] == 1
    figures = await scene.store.outbox.figures(scene.clock(), late_after=LATE)
    assert (figures.unreachable, figures.waiting, figures.due) == (1, 0, 0)
    scene.clock.to(date(2026, 11, 12))
    taken = step(await scene.state(CHAT), Said("?"), Context(date(2026, 11, 12), load_law()))
    assert taken.state is not None
    await scene.save(CHAT, taken.state, taken.effects)
    scene.clock.to(date(2026, 11, 13))
    assert len(await scene.sweep()) == 1
    assert (await scene.store.outbox.figures(scene.clock(), late_after=LATE)).unreachable == 0


async def test_whoever_cannot_be_reached_is_kept_no_longer_for_it(scene: Scene) -> None:
    """A year after their last word, as they were told: nobody reminds them of anything any more."""
    spoke = scene.clock()
    scene.clock.to(date(2026, 12, 30))
    scene.post.outcomes = deque([Gone("blocked")])
    await scene.sweep()
    assert await scene.store.load(CHAT, spoke + 364 * DAY) is not None
    assert await scene.store.load(CHAT, spoke + 365 * DAY) is None


async def test_whoever_cannot_be_read_for_some_time(scene: Scene, place: Place) -> None:
    """A helper of an older version does not know what a newer one writes: it gives up nothing for good."""
    ((state,),) = await behind(place, "SELECT state FROM person")
    await behind(place, "UPDATE person SET state = ?", "of another version")
    scene.clock.to(FIRST)
    for _ in range(3):
        assert await scene.sweep() == []
        scene.clock.now += timedelta(minutes=10)
    await behind(place, "UPDATE person SET state = ?", state)
    scene.clock.now += timedelta(hours=2)
    assert len(await scene.sweep()) == 1
    scene.clock.to(FIRST + 5 * DAY)
    assert len(await scene.sweep()) == 1


async def test_asking_for_one_again_and_again(scene: Scene) -> None:
    """One a minute is enough: many in one chat, and Telegram tells everybody to wait."""
    for _ in range(20):
        taken = step(await scene.state(CHAT), Command("reminders", "test"), Context(BEGIN, load_law()))
        assert taken.state is not None
        await scene.save(CHAT, taken.state, taken.effects)
        await scene.sweep()
        scene.clock.now += timedelta(seconds=5)
    assert len(scene.post.sent) == 2


async def test_two_workers_side_by_side(scene: Scene) -> None:
    """Nobody gets a reminder twice."""
    for chat in range(1, 40):
        await scene.settle(chat, agreed())
    scene.clock.to(FIRST)
    workers = [Worker(scene.office()) for _ in range(4)]
    for _ in range(3):
        for worker in workers:
            await worker.sweep()
    assert sorted(chat for chat, _ in scene.post.sent) == [*range(1, 40), CHAT]


async def test_a_stop_puts_back_what_was_not_sent(scene: Scene) -> None:
    """Another worker sends it at once, without waiting for the lease."""
    scene.clock.to(FIRST)
    worker = Worker(scene.office())
    await worker.stop()
    await worker.sweep()
    assert scene.post.sent == []
    assert len(await scene.sweep()) == 1


async def test_a_dead_workers_rows_come_back(scene: Scene) -> None:
    """Once the lease is over."""
    scene.clock.to(FIRST)
    claims = await scene.store.outbox.claim("dead", scene.clock(), most=10, lease=Pace().lease)
    assert len(claims) >= 1
    assert await scene.sweep() == []
    scene.clock.now += Pace().lease
    assert len(await scene.sweep()) == 1


async def _is_due(scene: Scene) -> bool:
    """Tell whether something would be claimed now, and leave it as it was."""
    claims = await scene.store.outbox.claim("test", scene.clock(), most=10, lease=Pace().lease)
    for claim in claims:
        await scene.store.outbox.put_back("test", claim.id, scene.clock(), counted=True)
    return any(claim.task == "remind" for claim in claims)
