"""After a change of the law everybody is assessed again: whoever it touches is told once, nobody else."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final

import pytest

from bot.delivery.law_change import Reviewer, assess_again
from bot.delivery.office import Office
from bot.lawbook import load_law
from bot.reminders.outlook import mark_of
from bot.store import Store
from rules.law import Law
from tests.bot.delivery.people import Scene, agreed
from tests.bot.reminders.laws import FEWER_DAYS, MORE_DAYS, law_with

TOUCHED: Final = (101, 102, 103, 104, 105)
UNTOUCHED: Final = (201, 202, 203)
TODAY: Final = date(2026, 11, 4)
SOONER: Final = (
    "Ваш последний день теперь 30 декабря 2026 года, раньше был 29 января 2027 года. "
    "Изменились правила, по которым я считаю."
)
FINED: Final = (
    "choose:KG", "choose:no", "choose:no", "choose:offences", "~20.10.2026", "choose:traffic", "choose:no",
    "choose:done", "answer",
)  # fmt: skip
"""Somebody out of Russia with a fine to be paid, whom the number of days does not touch."""


@dataclass
class Night(Scene):
    """The same scene, with a law that is changed."""

    law: Law = field(default_factory=load_law)

    def office(self, clock: object = None) -> Office:
        """Return what a worker of the present law works with."""
        del clock
        return replace(super().office(), law=self.law)

    async def review(self, batch: int = 2) -> None:
        """Let a new process go through everybody."""
        await Reviewer(self.office(), batch).run()

    async def change(self, law: Law) -> None:
        """Note the law as it is, and then another."""
        await self.review()
        self.law = law

    async def told(self) -> list[int]:
        """Return who gets what, when it is due."""
        return sorted(chat for chat, text in await self.sweep() if "правила" in text)


@pytest.fixture
async def night(kept_in: Store) -> Night:
    """Give people whom the change touches and whom not, at eleven in the evening in Moscow."""
    night = Night(kept_in)
    for chat in TOUCHED:
        await night.settle(chat, agreed())
    for chat in UNTOUCHED:
        await night.settle(chat, agreed(script=FINED))
    night.clock.to(date(2026, 11, 3), 20)
    return night


async def test_whom_it_touches_is_told_at_a_decent_hour(night: Night) -> None:
    """The heaviest difference with both dates; whom it does not touch hears nothing."""
    await night.change(law_with(FEWER_DAYS))
    await night.review()
    assert await night.told() == []

    night.clock.to(TODAY, 6)  # nine in Moscow
    messages = await night.sweep()

    assert sorted(messages) == [(chat, SOONER) for chat in TOUCHED]
    assert await night.sweep() == []


async def test_without_a_change_nothing_is_done(night: Night) -> None:
    """The first start notes the law; another start with the same law finds nothing to do."""
    before = [await night.state(chat) for chat in (*TOUCHED, *UNTOUCHED)]
    await night.review()
    await night.review()
    progress = await night.store.review.progress()

    assert progress is not None
    assert (progress.fingerprint, progress.seen) == (mark_of(load_law()), 0)
    assert [await night.state(chat) for chat in (*TOUCHED, *UNTOUCHED)] == before
    night.clock.to(TODAY)
    assert await night.told() == []


async def test_the_plan_is_that_of_the_new_law(night: Night) -> None:
    """The reminders of the old last day never come, those of the new one do."""
    await night.change(law_with(FEWER_DAYS))
    await night.review()
    night.clock.to(date(2026, 12, 30))
    assert {chat for chat, _ in await night.sweep()} >= set(TOUCHED)
    night.clock.to(date(2027, 1, 29))
    assert not set(TOUCHED) & {chat for chat, text in await night.sweep() if "29 января" in text}


async def test_nothing_is_written_of_whom_it_does_not_touch(night: Night) -> None:
    """What is kept of them stays as it is, to the revision."""
    before = [await night.store.load(chat, night.clock()) for chat in UNTOUCHED]
    await night.change(law_with(FEWER_DAYS))
    await night.review()
    after = [await night.store.load(chat, night.clock()) for chat in UNTOUCHED]
    assert [kept and kept.revision for kept in after] == [kept and kept.revision for kept in before]


async def test_being_told_is_no_sign_of_life(night: Night) -> None:
    """When somebody was heard last decides when they are asked whether to keep their dates."""
    before = await night.store.load(TOUCHED[0], night.clock())
    await night.change(law_with(FEWER_DAYS))
    await night.review()
    after = await night.store.load(TOUCHED[0], night.clock())
    assert before is not None
    assert after is not None
    assert after.revision != before.revision
    assert after.heard == before.heard


class _Killed(BaseException):
    """The process is gone."""


def die_after(monkeypatch: pytest.MonkeyPatch, store: Store, calls: int) -> None:
    """Let the process die after so many things were written."""
    left = iter(range(calls))

    def dying(write: Callable[..., Awaitable[object]]) -> Callable[..., Awaitable[object]]:
        async def written(*given: object, **named: object) -> object:
            if next(left, None) is None:
                raise _Killed
            return await write(*given, **named)

        return written

    for part, names in ((store, ["save"]), (store.outbox, ["replace", "put"]), (store.review, ["advance"])):
        for name in names:
            monkeypatch.setattr(part, name, dying(getattr(part, name)))


@pytest.mark.parametrize("calls", [0, 1, 2, 3, 4, 5, 8, 11, 14, 17])
async def test_killed_in_between(night: Night, calls: int) -> None:
    """Another goes on: nobody is left out and nobody told twice, whatever was stored of the last one."""
    await night.change(law_with(FEWER_DAYS))
    with pytest.MonkeyPatch.context() as monkeypatch:
        die_after(monkeypatch, night.store, calls)
        with pytest.raises(_Killed):
            await night.review(3)
    night.clock.to(TODAY)
    before = await night.told()
    await night.review(3)
    progress = await night.store.review.progress()

    assert sorted(before + await night.told()) == sorted(TOUCHED)
    assert progress is not None
    assert progress.finished is not None
    assert progress.changed == len(TOUCHED)
    assert await night.told() == []


async def test_stopped_and_gone_on_with(night: Night) -> None:
    """A stop ends after the person at hand; the next process begins with the next one."""
    await night.change(law_with(FEWER_DAYS))
    seen = []
    for _ in range(20):
        await stopped_after_one(Reviewer(night.office(), 1))
        progress = await night.store.review.progress()
        assert progress is not None
        seen.append(progress.seen)
        if progress.finished is not None:
            break
        night.clock.now += timedelta(minutes=10)
    assert seen == [1, 2, 3, 4, 5, 6, 7, 8, 8]


async def stopped_after_one(reviewer: Reviewer) -> None:
    """Run, and ask to stop as soon as somebody is noted as done."""
    review = reviewer.office.store.review
    advance = review.advance

    async def advanced(*given: Any) -> bool:  # noqa: ANN401 - what the method takes
        reviewer.stop()
        return await advance(*given)

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(review, "advance", advanced)
        await reviewer.run()


async def test_whoever_writes_meanwhile_is_taken_as_they_are_then(night: Night) -> None:
    """A Conflict leads to another look at the same person, by what they have told by now."""
    await night.change(law_with(FEWER_DAYS))
    chat = TOUCHED[0]
    (stale,) = [each for each in await night.store.reminded("", 100, pytest.fail) if each[1] == chat]
    talker = agreed(language="uz")
    talker.today = TODAY
    talker.go("/help")
    assert talker.state is not None
    await night.save(chat, talker.state, tuple(talker.effects))
    who, _, kept = stale

    assert await assess_again(night.office(), who, chat, kept, night.clock()) == "told"
    assert (await night.state(chat)).language == "uz"


async def test_two_changes_before_anybody_was_told(night: Night) -> None:
    """Of two laws in one night only the last is told, and once."""
    await night.change(law_with(FEWER_DAYS))
    await night.review()
    night.law = law_with(*MORE_DAYS)
    night.clock.now += timedelta(minutes=30)
    await night.review()
    night.clock.to(TODAY, 6)
    messages = [(chat, text) for chat, text in await night.sweep() if "правила" in text]
    assert sorted(chat for chat, _ in messages) == sorted(TOUCHED)


async def test_a_law_that_was_taken_back_and_comes_again(night: Night) -> None:
    """Each time it is news: whoever was told last of the old dates must hear of the new ones again."""
    await night.review()
    for days, law in enumerate((law_with(FEWER_DAYS), load_law(), law_with(FEWER_DAYS))):
        night.law = law
        night.clock.to(TODAY + timedelta(days), 6)
        await night.review()
        assert await night.told() == sorted(TOUCHED)


async def test_a_process_with_the_law_of_before_leaves_it_alone(night: Night) -> None:
    """While one after the other is brought up to date, the old ones do not take anything back."""
    old = Reviewer(night.office(), 2)
    await old.run()
    night.law = law_with(FEWER_DAYS)
    await night.review()
    await old.run()
    progress = await night.store.review.progress()
    assert progress is not None
    assert progress.fingerprint == mark_of(night.law)
    assert progress.finished is not None
    night.clock.to(TODAY, 6)
    assert await night.told() == sorted(TOUCHED)


async def test_facts_told_meanwhile_make_it_no_news(night: Night) -> None:
    """Whoever has told other facts since the news was put down is not told it."""
    await night.change(law_with(FEWER_DAYS))
    await night.review()
    state = await night.state(TOUCHED[0])
    case = {**state.facts.case, "born": "1990-05-05"}
    await night.save(TOUCHED[0], replace(state, facts=replace(state.facts, case=case)))
    night.clock.to(TODAY, 6)
    assert await night.told() == sorted(TOUCHED[1:])


async def test_whom_the_review_has_passed_over_is_told_at_the_next_look(night: Night) -> None:
    """Within a week, and once: whoever got another name with a new key stood behind the last one."""
    await night.change(law_with(FEWER_DAYS))
    review, now = night.store.review, night.clock()
    await review.begin(mark_of(night.law), now)
    assert await review.claim("ann", now, timedelta(minutes=5))
    assert await review.advance("ann", "~", 0, 0, now, timedelta(minutes=5))
    assert await review.finish("ann", now)
    told: list[int] = []
    for days in range(9):
        night.clock.to(TODAY + timedelta(days), 16)
        told += await night.told()
        night.clock.now += timedelta(minutes=2)
        told += await night.told()
        assert days < 7 or sorted(told) == sorted(TOUCHED)


async def test_progress_in_the_log(night: Night, caplog: pytest.LogCaptureFixture) -> None:
    """Numbers alone: nobody, and no date."""
    await night.change(law_with(FEWER_DAYS))
    with caplog.at_level("INFO"):
        await night.review()
    shown = [record.getMessage() for record in caplog.records if "law change" in record.getMessage()]
    assert shown[-1] == "law change: finished, 8 seen, 5 to be told, 0 left out"
    for message in shown:
        assert not any(str(chat) in message for chat in (*TOUCHED, *UNTOUCHED))


async def test_a_state_of_another_version_is_counted_and_left(night: Night) -> None:
    """What cannot be read as a conversation stops nothing."""
    kept = await night.store.load(TOUCHED[0], night.clock())
    assert kept is not None
    await night.store.save(TOUCHED[0], {"version": 99}, None, night.clock(), loaded=kept)
    await night.change(law_with(FEWER_DAYS))
    await night.review()
    night.clock.to(TODAY, 6)
    assert await night.told() == sorted(TOUCHED[1:])
