"""Looking after people who are silent: new deadlines are found, and nobody's dates are kept for nothing."""

from collections import deque
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.delivery.effects import before_saving
from bot.delivery.outcomes import Gone, Outcome, Unknown
from bot.dialog.model import Command, Context, Remind, Tap
from bot.dialog.reminding.arrival import ACTIONS
from bot.dialog.step import step
from bot.lawbook import load_law
from bot.reminders.outlook import mark_of
from bot.replies.words import load_words
from bot.settings import Place
from bot.store import Store
from tests.bot.databases import behind
from tests.bot.delivery.people import BEGIN, CHAT, DAY, Scene, agreed
from tests.bot.dialog_person import COOK, Talker

LEFT = date(2027, 1, 29)
"""The last day of the stay, which is the last deadline."""
SILENT = LEFT + 7 * DAY
"""The last day on which they are asked whether they have left."""
RU = load_words("ru")


async def days_go_by(scene: Scene, first: date, last: date) -> list[tuple[date, str]]:
    """Sweep in the morning and in the evening of each day; return what came."""
    came, day = [], first
    while day <= last:
        for hour in (7, 16):
            scene.clock.to(day, hour)
            came += [(day, text) for _, text in await scene.sweep()]
        day += DAY
    return came


async def test_who_stays_silent_is_asked_and_then_erased_with_notice(scene: Scene) -> None:
    """After the last deadline and thirty quiet days; without an answer thirty days later."""
    await days_go_by(scene, BEGIN, SILENT)
    came = await days_go_by(scene, SILENT + DAY, LEFT + 100 * DAY)
    (asked, question), (erased, notice) = came
    assert asked - LEFT == timedelta(days=30)
    assert question == RU("ask.remind.end_over")
    assert erased - asked == timedelta(days=30)
    assert notice == RU("remind.erased")
    assert await scene.store.load(CHAT, scene.clock()) is None


async def test_an_answer_keeps_the_dates(scene: Scene) -> None:
    """Whoever writes is not erased; the question comes again after another silence."""
    await days_go_by(scene, BEGIN, SILENT)
    ((asked, _),) = await days_go_by(scene, SILENT + DAY, LEFT + 45 * DAY)
    taken = step(await scene.state(CHAT), Command("status"), Context(asked + 5 * DAY, load_law()))
    assert taken.state is not None
    scene.clock.to(asked + 5 * DAY)
    await scene.save(CHAT, taken.state, taken.effects)
    (again, question), *_ = await days_go_by(scene, asked + 6 * DAY, asked + 50 * DAY)
    assert question == RU("ask.remind.end_over")
    assert again >= asked + 35 * DAY


@pytest.mark.parametrize("hours", [0, 5, 24])
async def test_the_button_keeps_the_dates(scene: Scene, hours: int) -> None:
    """Whoever taps "Keep them", also at once, is not erased, and asked again only after another silence."""
    await days_go_by(scene, BEGIN, SILENT)
    day = LEFT + 30 * DAY
    ((asked, _),) = await days_go_by(scene, SILENT + DAY, day)
    assert asked == day
    scene.clock.now += timedelta(hours=hours)
    keep = Tap(f"r0.{ACTIONS.index('keep')}")
    taken = step(await scene.state(CHAT), keep, Context(scene.clock().date(), load_law()))
    assert taken.state is not None
    await scene.save(CHAT, taken.state, taken.effects)
    (again, question), *_ = await days_go_by(scene, day + 2 * DAY, day + 40 * DAY)
    assert question == RU("ask.remind.end_over")
    assert again >= day + 30 * DAY
    assert await scene.store.load(CHAT, scene.clock()) is not None


async def test_an_answer_of_the_same_day_counts_wherever_it_was_noted(scene: Scene) -> None:
    """An earlier version let the day of the question stand when somebody answered on it."""
    await days_go_by(scene, BEGIN, SILENT)
    day = LEFT + 30 * DAY
    ((asked, _),) = await days_go_by(scene, SILENT + DAY, day)
    scene.clock.now += timedelta(hours=1)
    state = await scene.state(CHAT)
    assert state.reminders.asked_on == asked == day
    await scene.save(CHAT, state)
    (again, question), *_ = await days_go_by(scene, day + DAY, day + 40 * DAY)
    assert question == RU("ask.remind.end_over")
    assert again >= day + 30 * DAY
    assert await scene.store.load(CHAT, scene.clock()) is not None


async def test_whom_a_review_has_passed_over_is_asked_once(scene: Scene) -> None:
    """What was assessed anew at the look is stored before they are asked, and the asking after it."""
    day, mark = LEFT + 30 * DAY, mark_of(load_law())
    await days_go_by(scene, BEGIN, day - DAY)
    await scene.store.review.begin(mark, scene.clock())  # the first law is noted as gone through
    kept, state = await scene.store.load(CHAT, scene.clock()), await scene.state(CHAT)
    outlook = state.reminders.outlook
    assert outlook is not None
    other = outlook._replace(law=mark[::-1], case=outlook.case[::-1])
    data = replace(state, reminders=replace(state.reminders, outlook=other)).to_data()
    await scene.store.save(CHAT, data, None, scene.clock(), loaded=kept, heard=False)
    ((asked, question),) = await days_go_by(scene, day, day + 29 * DAY)
    assert asked in {day, day + DAY}
    assert question == RU("ask.remind.end_over")


async def test_who_was_asked_is_erased_whatever_else_begins(scene: Scene) -> None:
    """A duty that begins while an answer is waited for, as that of another examination, keeps nobody."""
    talker = Talker(today=BEGIN).start("ru").go(*COOK)
    talker.effects.clear()
    talker.go("remind", "keep", "choose:Europe/Moscow", "choose:open")
    await scene.settle(CHAT, talker)
    heard = date(2027, 1, 25)
    await days_go_by(scene, BEGIN, heard)
    taken = step(await scene.state(CHAT), Command("status"), Context(heard, load_law()))
    assert taken.state is not None
    await scene.save(CHAT, taken.state, taken.effects)
    came = await days_go_by(scene, heard + DAY, heard + 100 * DAY)
    assert came == [
        (heard + 30 * DAY, RU("ask.remind.end_over")),
        (heard + 60 * DAY, RU("remind.erased")),
    ]


@pytest.mark.parametrize("outcome", [Gone("blocked"), Gone("gone")])
async def test_who_cannot_be_told_is_erased_all_the_same(scene: Scene, outcome: Outcome) -> None:
    """A chat that is gone keeps no dates."""
    await days_go_by(scene, BEGIN, SILENT)
    ((asked, _),) = await days_go_by(scene, SILENT + DAY, LEFT + 45 * DAY)
    scene.post.outcomes = deque([outcome])
    assert await days_go_by(scene, asked + DAY, asked + 40 * DAY) == []
    assert await scene.store.load(CHAT, scene.clock()) is None


async def test_a_question_that_did_not_arrive_is_asked_again(scene: Scene) -> None:
    """However often it fails."""
    await days_go_by(scene, BEGIN, SILENT)
    scene.post.outcomes = deque([Unknown("TimedOut")] * 7)
    came = await days_go_by(scene, SILENT + DAY, LEFT + 50 * DAY)
    assert [text for _, text in came] == [RU("ask.remind.end_over")]


async def test_nobody_is_disturbed_at_night(scene: Scene) -> None:
    """A worker that was down in the day asks the next morning."""
    for day in (LEFT - DAY, LEFT, LEFT + DAY, SILENT):
        scene.clock.to(day)
        await scene.sweep()
    scene.clock.to(LEFT + 45 * DAY, hour=22)
    assert await scene.sweep() == []
    scene.clock.to(LEFT + 46 * DAY, hour=5, minute=59)
    assert await scene.sweep() == []
    scene.clock.to(LEFT + 46 * DAY, hour=6, minute=0)
    assert [text for _, text in await scene.sweep()] == [RU("ask.remind.end_over")]


async def test_a_process_that_died_before_planning(kept_in: Store) -> None:
    """The person is kept, their rows were not written: they are found and planned within minutes."""
    scene = Scene(kept_in)
    talker = agreed()
    assert talker.state is not None
    await scene.save(CHAT, replace(talker.state, reminders=replace(talker.state.reminders, on=False)))
    (told,) = (effect for effect in talker.effects if isinstance(effect, Remind))
    now = scene.clock()
    kept = await kept_in.load(CHAT, now)
    await before_saving(kept_in, CHAT, [told], now)
    await kept_in.save(CHAT, talker.state.to_data(), "remember", now, loaded=kept, update_id=2)
    # Here it died.
    scene.clock.now += timedelta(minutes=3)
    assert await scene.sweep() == []
    scene.clock.to(date(2026, 11, 8))
    assert len(await scene.sweep()) == 1


async def test_a_look_keeps_what_was_told_last(scene: Scene) -> None:
    """It is no word of the person: their silence goes on."""
    before = await scene.store.load(CHAT, scene.clock())
    assert before is not None
    await days_go_by(scene, BEGIN, BEGIN + 20 * DAY)
    after = await scene.store.load(CHAT, scene.clock())
    assert after is not None
    assert after.heard == before.heard
    assert after.data != before.data


async def test_a_look_that_cannot_be_read_is_made_whole(scene: Scene, place: Place) -> None:
    """By the next word of the person, at the latest."""
    await behind(place, "UPDATE reminder SET content = 'x' WHERE task = 'look'")
    scene.clock.to(BEGIN + 8 * DAY)
    await scene.sweep()
    taken = step(await scene.state(CHAT), Command("status"), Context(scene.clock().date(), load_law()))
    assert taken.state is not None
    await scene.save(CHAT, taken.state, taken.effects)
    came = await days_go_by(scene, BEGIN + 9 * DAY, LEFT + 45 * DAY)
    assert came[-1][1] == RU("ask.remind.end_over")
