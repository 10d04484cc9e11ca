"""A change of the data key forgets nothing that is to be sent, and doubles nothing."""

from bot.settings import Place
from bot.store import open_store
from tests.bot.databases import settings_for
from tests.bot.outboxes import (
    CHAT,
    DAY,
    MINUTE,
    NOW,
    claimed,
    item,
    known,
    raw,
    rows,
    states,
)
from tests.bot.test_store import key


async def test_a_change_of_key_forgets_no_row(place: Place) -> None:
    """Rows named with the old key are found by the new one, also those of who has not been saved since.

    What was sent is known as sent, the rest is sealed anew; then the old key is needed no longer.
    """
    old, new = key(), key()
    async with await open_store(settings_for(place, old)) as before:
        kept = await known(before, CHAT, "sent", "stays", "goes")
        for claim in await claimed(before):
            if claim.content == {"key": "sent"}:
                await before.outbox.finish("ann", claim.id, "sent", NOW)
            else:
                await before.outbox.put_back("ann", claim.id, NOW, counted=False)
        await before.outbox.put(CHAT, item("once", task="once"), NOW)
        await before.outbox.look(CHAT, NOW)
    async with await open_store(settings_for(place, new, old)) as between:
        for _ in range(2):
            plan = [item("sent", 9), item("stays", 9), item("comes", 9)]
            await between.outbox.replace(kept.revision, CHAT, plan, NOW - MINUTE)
            await between.outbox.put(CHAT, item("once", task="once"), NOW)
            await between.outbox.look(CHAT, NOW)
            assert [(row.key, row.state, row.fire_at) for row in await rows(between)] == [
                ("", "due", 0),
                ("comes", "due", 9),
                ("once", "due", 0),
                ("sent", "sent", 0),
                ("stays", "due", 9),
            ]
            kept = await between.save(CHAT, {}, None, NOW, loaded=kept)
        look = next(claim for claim in await claimed(between) if claim.task == "look")
        assert await between.outbox.done_looking("ann", look, NOW + DAY) is True
        left = [row for row in await raw(between) if row.sealed_by != between._safe.names[0]]
        assert [row.state for row in left] == ["sent"]
        await between.outbox.tidy(NOW + DAY)
    async with await open_store(settings_for(place, new)) as after:
        await after.outbox.replace(kept.revision, CHAT, [item("stays", 9), item("comes", 9)], NOW)
        assert len(await rows(after)) == 4


async def test_workers_of_two_keys_leave_one_row(place: Place) -> None:
    """While the key is being changed a late worker may plan by the old one; who knows both puts it right."""
    old, new = key(), key()
    async with (
        await open_store(settings_for(place, old)) as late,
        await open_store(settings_for(place, new, old)) as early,
    ):
        kept = await known(late, CHAT, "a")
        await early.outbox.replace(kept.revision, CHAT, [item("a")], NOW - MINUTE)
        await late.outbox.replace(kept.revision, CHAT, [item("a"), item("b")], NOW - MINUTE)
        await early.outbox.replace(kept.revision, CHAT, [item("a"), item("b")], NOW - MINUTE)
        assert await states(early) == {"a": "due", "b": "due"}
        assert len(await raw(early)) == 2
