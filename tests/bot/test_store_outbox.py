"""What is planned is there once and no older plan wins; what is claimed is sent by one, or tried again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.settings import Place
from bot.store import Store
from tests.bot.databases import behind
from tests.bot.outboxes import (
    CHAT,
    DAY,
    HOUR,
    LEASE,
    MINUTE,
    NOW,
    claimed,
    item,
    known,
    one,
    raw,
    rows,
    states,
    tried,
)


async def test_planning_twice_changes_nothing(kept_in: Store, other: Store) -> None:
    """The same keys are the same rows, whoever plans."""
    kept = await known(kept_in, CHAT, "a", "b")
    before = [row[:-1] for row in await rows(kept_in)]
    await other.outbox.replace(kept.revision, CHAT, [item("b"), item("a")], NOW + MINUTE)
    assert [row[:-1] for row in await rows(kept_in)] == before


async def test_a_plan_takes_the_place_of_the_one_before(kept_in: Store) -> None:
    """What is new comes, what moved moves, what is gone goes; of two with one key the last counts."""
    kept = await known(kept_in, CHAT, "moves", "goes")
    plan = [item("moves", 3), item("comes", 4), item("twice", 1), item("twice", 2)]
    await kept_in.outbox.replace(kept.revision, CHAT, plan, NOW - MINUTE)
    assert [(row.key, row.fire_at, row.try_at) for row in await rows(kept_in)] == [
        ("comes", 4, 4),
        ("moves", 3, 3),
        ("twice", 2, 2),
    ]


async def test_what_is_overdue_is_not_put_off(kept_in: Store) -> None:
    """Its moment, its tries and its wait stay: in the next morning it may be too late, and it counts as late.

    But a wait of days was set by a clock that had jumped, and is over with the next plan.
    """
    kept = await known(kept_in, CHAT, "late", "lost")
    for wait in (13 * HOUR, 400 * DAY):
        (claim,) = await claimed(kept_in, most=1)
        await kept_in.outbox.renew("ann", [claim.id], NOW + LEASE)
        await kept_in.outbox.put_back("ann", claim.id, NOW + wait, counted=True, reason="Down")
    before = {row.key: row for row in await rows(kept_in)}
    long = next(key for key, row in before.items() if row.try_at > DAY / MINUTE)
    await kept_in.outbox.replace(kept.revision, CHAT, [item("late", 9), item("lost", 9)], NOW)
    after = {row.key: row for row in await rows(kept_in)}
    assert [key for key in after if after[key] != before[key]] == [long]
    assert after[long][3:7] == (9, 9, 0, None)


async def test_a_look_is_never_given_up(kept_in: Store) -> None:
    """However often a worker has died over it: nobody would look at the person any more."""
    await known(kept_in)
    await kept_in.outbox.look(CHAT, NOW)
    for tries in range(9):
        now = NOW + tries * HOUR
        (claim,) = await claimed(kept_in, now=now)
        await kept_in.outbox.renew("ann", [claim.id], now + LEASE)
        assert await kept_in.outbox.reap(now + LEASE, tries=5) == (1, 0)


async def test_what_a_clock_that_jumped_has_put_off(kept_in: Store) -> None:
    """It is due again with the hourly sweep, or when it was wanted; what waits for the morning stays."""
    kept = await known(kept_in)
    plan = [item("jumped"), item("morning"), item("later", 99_999)]
    await kept_in.outbox.replace(kept.revision, CHAT, plan, NOW)
    for wait in (13 * HOUR, 400 * DAY):
        (claim,) = await claimed(kept_in, most=1)
        await kept_in.outbox.put_back("ann", claim.id, NOW + wait, counted=True)
    for claim in await claimed(kept_in, now=NOW + 99_999 * MINUTE):
        wait = 100 * DAY if claim.content == {"key": "later"} else 13 * HOUR
        await kept_in.outbox.put_back("ann", claim.id, NOW + wait, counted=True)
    await kept_in.save(5, {}, "remember", NOW, loaded=None)
    await kept_in.outbox.look(5, NOW + 400 * DAY)
    await kept_in.outbox.look(CHAT, NOW + 31 * DAY)
    before = {row.number: row for row in await rows(kept_in)}
    assert await kept_in.outbox.unstick(NOW) == 3
    changed = [row for row in await rows(kept_in) if row != before[row.number]]
    assert {(row.task, row.fire_at, row.try_at) for row in changed} == {
        ("remind", 0, 0),
        ("remind", 99_999, 99_999),
        ("look", 0, 0),
    }
    await kept_in.purge(NOW)
    assert await kept_in.outbox.unstick(NOW) == 0


async def test_an_empty_plan_leaves_nothing_to_send(kept_in: Store) -> None:
    """Who wants no reminders gets none; what others get stays."""
    kept = await known(kept_in, CHAT, "a", "b")
    await known(kept_in, 1, "c")
    await kept_in.outbox.replace(kept.revision, CHAT, [], NOW - MINUTE)
    assert await states(kept_in) == {"c": "due"}


async def test_an_older_plan_never_wins(kept_in: Store, other: Store) -> None:
    """Who planned by what was kept before does nothing, neither adds nor drops."""
    old = await known(kept_in, CHAT, "old")
    new = await other.save(CHAT, {}, None, NOW, loaded=old)
    await other.outbox.replace(new.revision, CHAT, [item("new")], NOW - MINUTE)
    await kept_in.outbox.replace(old.revision, CHAT, [item("older")], NOW)
    assert await states(kept_in) == {"new": "due"}


async def test_nothing_is_planned_for_who_is_not_there(kept_in: Store) -> None:
    """A person who was forgotten meanwhile gets no row, of no task, and nothing fails."""
    kept = await known(kept_in)
    await kept_in.forget(CHAT)
    await kept_in.outbox.replace(kept.revision, CHAT, [item("a")], NOW)
    await kept_in.outbox.put(CHAT, item("b", task="once"), NOW)
    await kept_in.outbox.look(CHAT, NOW)
    assert await raw(kept_in) == []


@pytest.mark.parametrize(
    ("end", "now_there"),
    [
        # how the row stands        what a plan with it makes of it, and one without it
        ("due", ("due", "due")),
        ("claimed", ("claimed", None)),
        ("sent", ("sent", "sent")),
        ("skipped", ("due", "skipped")),
        ("failed", ("due", "failed")),
        ("cancelled", ("due", None)),
    ],
)
@pytest.mark.parametrize("again", [True, False])
async def test_what_a_plan_does_to_rows(
    kept_in: Store, end: str, now_there: tuple[str | None, str | None], *, again: bool
) -> None:
    """What was sent is not sent again, what is being sent goes on; all else becomes due anew, or is dropped.

    What is overdue stays as it is. What has ended by itself stays as history until it is tidied away.
    """
    kept = await known(kept_in, CHAT, "a")
    claim = await tried(kept_in)
    match end:
        case "due":
            await kept_in.outbox.put_back("ann", claim.id, NOW + HOUR, counted=True, reason="Down")
        case "sent" | "skipped" | "failed":
            await kept_in.outbox.finish("ann", claim.id, end, NOW, "why")
        case "cancelled":
            await kept_in.outbox.cancel(claim.who, "blocked")
        case _:
            assert end == "claimed"
    before = await rows(kept_in)
    await kept_in.outbox.replace(kept.revision, CHAT, [item("a", 9)] if again else [], NOW)
    assert (await states(kept_in)).get("a") == now_there[0 if again else 1]
    for row in await rows(kept_in):
        if row.state == "due" and end != "due":
            assert row[3:7] == (9, 9, 0, None), "its moment, and no attempts"
        else:
            assert [row] == before, "as it was"


async def test_a_claim_whose_row_was_dropped_is_nobodys(kept_in: Store) -> None:
    """The worker that is about to send it is told so; but it goes on where nothing has made it untrue."""
    kept = await known(kept_in, CHAT, "a")
    claim = await one(kept_in)
    await kept_in.outbox.replace(kept.revision, CHAT, [], NOW, same_facts=True)
    assert await kept_in.outbox.renew("ann", [claim.id], NOW + LEASE) == {claim.id}
    await kept_in.outbox.replace(kept.revision, CHAT, [], NOW)
    assert await kept_in.outbox.renew("ann", [claim.id], NOW + LEASE) == frozenset()
    assert await kept_in.outbox.finish("ann", claim.id, "sent", NOW) is False


async def test_tasks_do_not_meet(kept_in: Store) -> None:
    """What is sent once, and the look, are nothing to a plan; the same key in another task is another row."""
    kept = await known(kept_in, CHAT, "a")
    await kept_in.outbox.put(CHAT, item("a", 1, "once"), NOW)
    await kept_in.outbox.look(CHAT, NOW)
    await kept_in.outbox.replace(kept.revision, CHAT, [], NOW - MINUTE)
    assert [(row.task, row.key) for row in await rows(kept_in)] == [("look", ""), ("once", "a")]


async def test_what_is_sent_once_is_put_in_once(kept_in: Store) -> None:
    """And is due anew where it failed, but not where it was sent."""
    await known(kept_in)
    for end, then in (("failed", "due"), ("sent", "sent")):
        await kept_in.outbox.put(CHAT, item("a", task="once"), NOW)
        claim = await one(kept_in)
        await kept_in.outbox.finish("ann", claim.id, end, NOW)  # type: ignore[arg-type]
        await kept_in.outbox.put(CHAT, item("a", task="once"), NOW)
        assert await states(kept_in) == {"a": then}


async def test_each_task_comes_in_its_own_way(kept_in: Store) -> None:
    """What no plan would ever drop, and what the next plan would, is refused."""
    kept = await known(kept_in)
    for wrong in ("once", "look"):
        with pytest.raises(ValueError, match="made of reminders"):
            await kept_in.outbox.replace(kept.revision, CHAT, [item("a", task=wrong)], NOW)
    for wrong in ("remind", "look"):
        with pytest.raises(ValueError, match="sent once"):
            await kept_in.outbox.put(CHAT, item("a", task=wrong), NOW)


async def test_what_is_due_is_claimed_in_turn(kept_in: Store) -> None:
    """What waits longest comes first, no more than was asked for, and nothing before its moment."""
    kept = await known(kept_in)
    plan = [item("c", -1), item("b", -2), item("a", -3), item("later", 0.1)]
    await kept_in.outbox.replace(kept.revision, CHAT, plan, NOW)
    await kept_in.outbox.put(CHAT, item("d", 0, "once"), NOW)
    first = await claimed(kept_in, most=3)
    assert [claim.content for claim in first] == [{"key": key} for key in "abc"]
    assert [claim.content for claim in await claimed(kept_in)] == [{"key": "d"}]
    assert await claimed(kept_in) == []


async def test_a_claim_says_all_that_a_worker_needs(kept_in: Store) -> None:
    """Whom it is for, of what task, when it was wanted, how often it was tried, and what it is about."""
    await known(kept_in, CHAT, "a")
    claim = await one(kept_in)
    assert (claim.task, claim.fire_at, claim.attempts) == ("remind", NOW, 0)
    assert (claim.content, claim.chat_id) == ({"key": "a"}, CHAT)
    loaded = await kept_in.load_by(claim.who, NOW)
    assert loaded is not None
    assert loaded == (CHAT, await kept_in.load(CHAT, NOW))
    shown = f"{replace(claim, id=1)!r}{item('a')!r}"
    assert [told for told in (claim.who, str(CHAT), "key", "2026", "22") if told in shown] == []


async def test_what_cannot_be_read_is_claimed_all_the_same(kept_in: Store, place: Place) -> None:
    """It would else be due for ever, and nobody would know."""
    await known(kept_in, CHAT, "a")
    await behind(place, "UPDATE reminder SET content = 'x'")
    claim = await one(kept_in)
    assert (claim.content, claim.chat_id) == (None, None)
    assert await kept_in.outbox.finish("ann", claim.id, "failed", NOW, "unreadable") is True


async def test_only_who_has_claimed_may_mark(kept_in: Store, other: Store) -> None:
    """Nobody finishes, puts back or keeps what another works on, nor what has ended."""
    await known(kept_in, CHAT, "a")
    claim = await one(kept_in)
    for worker, ours in (("bob", False), ("ann", True), ("ann", False)):
        found = await other.outbox.renew(worker, [claim.id, 5], NOW + LEASE)
        assert found == (frozenset([claim.id]) if ours else frozenset())
        if not ours:
            assert await other.outbox.put_back(worker, claim.id, NOW, counted=True) is False
            assert await other.outbox.done_looking(worker, claim, NOW) is False
        assert await other.outbox.finish(worker, claim.id, "skipped", NOW) is ours
    assert await states(kept_in) == {"a": "skipped"}
    assert await kept_in.outbox.renew("ann", [], NOW) == frozenset()


@pytest.mark.parametrize(
    ("now", "tries", "becomes"),
    [
        (NOW + LEASE - timedelta(seconds=1), 1, "claimed"),
        (NOW + LEASE, 2, "due"),
        (NOW + LEASE, 1, "failed"),
        (NOW - HOUR + LEASE, 1, "claimed"),  # the clock was put right by less than an hour
        (NOW - 40 * DAY, 2, "due"),  # it had jumped when this was claimed
        (NOW + 400 * DAY, 2, "due"),
    ],
)
async def test_a_claim_ends_with_its_lease(kept_in: Store, now: object, tries: int, becomes: str) -> None:
    """A worker that died holds nothing up, and what was tried five times is not tried a sixth time."""
    await known(kept_in, CHAT, "a")
    await tried(kept_in)
    expected = (int(becomes == "due"), int(becomes == "failed"))
    assert await kept_in.outbox.reap(now, tries=tries) == expected  # type: ignore[arg-type]
    (row,) = await rows(kept_in)
    assert (row.state, row.reason) == (becomes, "lease" if becomes == "failed" else None)


async def test_a_claim_that_was_not_tried_wears_nothing_out(kept_in: Store) -> None:
    """However often a worker is stopped before it has sent anything, the row stays due."""
    await known(kept_in, CHAT, "a")
    for leases in range(6):
        assert (await one(kept_in, now=NOW + leases * LEASE)).attempts == 0
        assert await kept_in.outbox.reap(NOW + (leases + 1) * LEASE, tries=1) == (1, 0)


async def test_a_lease_that_is_renewed_goes_on(kept_in: Store) -> None:
    """A slow worker keeps what it works on; one whose claim was taken over does not get it back."""
    await known(kept_in, CHAT, "a")
    claim = await one(kept_in)
    assert await kept_in.outbox.renew("ann", [claim.id], NOW + 2 * LEASE) == {claim.id}
    assert await kept_in.outbox.reap(NOW + LEASE, tries=5) == (0, 0)
    assert await kept_in.outbox.reap(NOW + 2 * LEASE, tries=5) == (1, 0)
    again = await one(kept_in, "bob", NOW + 2 * LEASE)
    assert (again.id, again.attempts) == (claim.id, 1)
    assert await kept_in.outbox.renew("ann", [claim.id], NOW + 9 * LEASE) == frozenset()
    assert await kept_in.outbox.finish("ann", claim.id, "sent", NOW) is False
    assert await kept_in.outbox.finish("bob", claim.id, "sent", NOW) is True


@pytest.mark.parametrize(("counted", "attempts"), [(True, 1), (False, 0)])
async def test_what_is_put_back_is_tried_later(kept_in: Store, attempts: int, *, counted: bool) -> None:
    """Its moment stays, from which lateness is counted; where it was no attempt, none is noted."""
    await known(kept_in, CHAT, "a")
    claim = await tried(kept_in)
    why = "TimedOut" * 20
    await kept_in.outbox.put_back("ann", claim.id, NOW + 2 * MINUTE, counted=counted, reason=why)
    (row,) = await rows(kept_in)
    assert row[2:7] == ("due", 0, 2, attempts, why[:64])
    assert await claimed(kept_in, now=NOW + MINUTE) == []
    assert (await one(kept_in, now=NOW + 2 * MINUTE)).attempts == attempts
    await kept_in.outbox.put_back("ann", claim.id, NOW, counted=False)
    assert (await rows(kept_in))[0].attempts == 0, "less than none is none"


async def test_whoever_is_gone_is_sent_nothing_more(kept_in: Store) -> None:
    """All that is due or being sent is cancelled, of every task, and nothing of anybody else."""
    await known(kept_in, CHAT, "sent", "claimed")
    claims = await claimed(kept_in)
    sent = next(claim for claim in claims if claim.content == {"key": "sent"})
    await kept_in.outbox.finish("ann", sent.id, "sent", NOW)
    await kept_in.outbox.put(CHAT, item("once", task="once"), NOW)
    await kept_in.outbox.look(CHAT, NOW)
    await known(kept_in, 1, "another's")
    assert await kept_in.outbox.cancel(sent.who, "blocked") == 3
    assert await states(kept_in) == {
        "sent": "sent",
        "claimed": "cancelled",
        "once": "cancelled",
        "": "cancelled",
        "another's": "due",
    }
    assert await kept_in.outbox.cancel(sent.who, "blocked") == 0


async def test_everybody_is_looked_at_once_at_a_time(kept_in: Store) -> None:
    """There is one look; asking again moves it, or only brings it forward."""
    await known(kept_in)
    for minutes, sooner_only, stands in ((5, True, 5), (7, True, 5), (7, False, 7), (3, True, 3)):
        await kept_in.outbox.look(CHAT, NOW + minutes * MINUTE, sooner_only=sooner_only)
        ((*_, fire_at, try_at, attempts, _reason, _number),) = await rows(kept_in)
        assert (fire_at, try_at, attempts) == (stands, stands, 0)


@pytest.mark.parametrize(("asked", "stands"), [(None, 60), (20, 20), (90, 90)])
async def test_after_a_look_comes_the_next(kept_in: Store, asked: int | None, stands: int) -> None:
    """At the moment that the worker says, or at the one that was asked for while it was looking."""
    await known(kept_in)
    await kept_in.outbox.look(CHAT, NOW)
    claim = await one(kept_in)
    if asked is not None:
        await kept_in.outbox.look(CHAT, NOW + asked * MINUTE)
        assert (await rows(kept_in))[0].state == "claimed"
    assert await kept_in.outbox.done_looking("ann", claim, NOW + HOUR) is True
    (row,) = await rows(kept_in)
    assert row[1:7] == ("look", "due", stands, stands, 0, None)
    assert row.number == claim.id


@pytest.mark.parametrize("sooner_only", [True, False])
async def test_who_comes_back_is_looked_at_again(kept_in: Store, *, sooner_only: bool) -> None:
    """A look that was cancelled, or had failed, is there again, whenever the last one was."""
    await known(kept_in)
    await kept_in.outbox.look(CHAT, NOW)
    claim = await one(kept_in)
    await kept_in.outbox.cancel(claim.who, "blocked")
    await kept_in.outbox.look(CHAT, NOW + DAY, sooner_only=sooner_only)
    (row,) = await rows(kept_in)
    assert row[2:7] == ("due", 1440, 1440, 0, None)


async def test_what_has_ended_is_tidied_away(kept_in: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a month, in batches; what is still to be sent stays, however late it is."""
    monkeypatch.setattr("bot.store.outbox._BATCH", 2)
    await known(kept_in, CHAT, *"abcdefg")
    claims = await claimed(kept_in, most=6)
    for claim, end in zip(claims, ["sent", "sent", "sent", "skipped", "failed"], strict=False):
        await kept_in.outbox.finish("ann", claim.id, end, NOW)  # type: ignore[arg-type]
    assert await kept_in.outbox.tidy(NOW) == 0
    assert await kept_in.purge(NOW + 30 * DAY) == 0
    assert len(await rows(kept_in)) == 7
    await kept_in.purge(NOW + 30 * DAY + MINUTE)
    assert sorted((await states(kept_in)).values()) == ["claimed", "due"]
    await kept_in.outbox.cancel(claims[0].who, "gone")
    assert await kept_in.outbox.tidy(NOW + MINUTE) == 2
