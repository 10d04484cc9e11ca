"""What is due already and could not be sent yet: no new plan may lose it, nor hide that it is late."""

from datetime import date

from bot.delivery.law_change import assess_again
from bot.delivery.office import Pace
from bot.dialog.model import Context, Said
from bot.dialog.step import step
from bot.lawbook import load_law
from tests.bot.delivery.people import CHAT, DAY, FIRST, LATE, REGISTER, Scene


async def test_the_weekly_look_after_a_day_without_telegram(scene: Scene) -> None:
    """The reminder of yesterday still comes, though the look comes before it and plans from today on."""
    scene.clock.to(FIRST + DAY)
    await scene.store.outbox.look(CHAT, scene.clock() - 2 * DAY)
    scene.pace = Pace(rate=None, batch=1)
    assert len(await scene.sweep()) == 1


async def test_planned_anew_in_the_last_evening(scene: Scene) -> None:
    """What was held up until the evening of the last day is not put off until it is too late."""
    for day in (8, 13, 14):
        scene.clock.to(date(2026, 11, day))
        await scene.sweep()
    scene.clock.to(REGISTER, hour=18)
    kept = await scene.store.load(CHAT, scene.clock())
    assert kept is not None
    await assess_again(scene.office(), scene.store.name_of(CHAT), CHAT, kept, scene.clock())
    taken = step(await scene.state(CHAT), Said("?"), Context(REGISTER, load_law()))
    assert taken.state is not None
    await scene.save(CHAT, taken.state, taken.effects)
    assert len(await scene.sweep()) == 1


async def test_planning_does_not_hide_what_is_late(scene: Scene) -> None:
    """The alarm counts from when it was wanted first."""
    scene.clock.to(FIRST, hour=12)
    taken = step(await scene.state(CHAT), Said("?"), Context(FIRST, load_law()))
    assert taken.state is not None
    await scene.save(CHAT, taken.state, taken.effects)
    assert (await scene.store.outbox.figures(scene.clock(), late_after=LATE)).late == 1
