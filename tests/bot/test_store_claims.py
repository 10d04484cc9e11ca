"""However many claim at once, nobody gets what another has; and the work grows with what is due alone."""

import asyncio
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import insert

from bot.settings import Place
from bot.store import Store
from bot.store.models import PersonRow, ReminderRow
from bot.store.statements import figures, outbox
from tests.bot.databases import behind
from tests.bot.outboxes import CHAT, LEASE, NOW, SOME, claimed, item, known, states

PEOPLE = 40
AT = int(NOW.timestamp())


@pytest.mark.parametrize("most", [1, 7])
async def test_nobody_gets_what_another_has(kept_in: Store, other: Store, most: int) -> None:
    """Many claims at once, from two stores: each row goes to one of them, and all of them go."""
    for chat_id in range(PEOPLE):
        await known(kept_in, chat_id, f"{chat_id} a", f"{chat_id} b")
    won: list[int] = []

    async def worker(store: Store, name: str) -> None:
        while claims := await store.outbox.claim(name, NOW, most=most, lease=LEASE):
            assert len(claims) <= most
            won.extend(claim.id for claim in claims)

    await asyncio.gather(
        *(worker(store, f"{store is other} {n}") for store in (kept_in, other) for n in range(6))
    )
    # Whoever found all rows of the moment taken has stopped early; what is left is there for the next.
    won += [claim.id for claim in await claimed(kept_in)]
    assert len(won) == len(set(won)) == 2 * PEOPLE
    assert set((await states(kept_in)).values()) == {"claimed"}


async def test_plans_claims_and_ends_of_one_person_at_once(kept_in: Store, other: Store) -> None:
    """Planning, claiming, cancelling and forgetting wait for each other and fail for nobody."""
    keys = [f"{n}" for n in range(12)]
    for round_ in range(6):
        kept = await known(kept_in, CHAT, *keys)
        plan = [item(key) for key in (keys if round_ % 2 else reversed(keys))]
        claims = await claimed(other, most=6)
        who = claims[0].who
        work: list[Any] = [
            kept_in.outbox.replace(kept.revision, CHAT, plan[:8], NOW),
            other.outbox.replace(kept.revision, CHAT, plan[4:], NOW),
            kept_in.outbox.claim("bob", NOW, most=SOME, lease=LEASE),
            other.outbox.renew("ann", [claim.id for claim in claims], NOW + LEASE),
            kept_in.outbox.reap(NOW + 2 * LEASE, tries=5),
            other.outbox.cancel(who, "gone"),
            kept_in.outbox.look(CHAT, NOW),
            *(other.outbox.finish("ann", claim.id, "sent", NOW) for claim in claims),
        ]
        await asyncio.gather(*work, *([other.forget(CHAT)] if round_ % 3 else []))
        await kept_in.forget(CHAT)
        assert await states(kept_in) == {}


async def explained(store: Store, statement: Any, values: Mapping[str, object]) -> str:  # noqa: ANN401
    """Ask the database how it would find the rows of a statement."""
    async with store._connection() as connection:
        compiled = statement.compile(dialect=connection.dialect)
        given = compiled.construct_params(values)
        words = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
        inputs = tuple(given[name] for name in compiled.positiontup)
        rows = await connection.exec_driver_sql(f"{words} {compiled}", inputs)
        return str([tuple(row) for row in rows])


async def test_what_is_looked_for_is_found_by_an_index(kept_in: Store, place: Place) -> None:
    """A sweep does not read what was sent, nor does who counts or tidies read what is still to come."""
    name = kept_in._safe.names[0]
    person = {"revision": 1, "expires_on": date(2027, 1, 1), "sealed_by": name}
    person |= {"chat": "", "state": "", "terms": ""}
    ends = ("due", "claimed", "skipped") + ("sent",) * 97
    row = {"task": "remind", "fire_at": AT, "attempts": 0, "sealed_by": name, "content": "x" * 300}
    async with kept_in._connection() as connection:
        await connection.execute(insert(PersonRow), [person | {"who": f"{n}"} for n in range(200)])
        await connection.execute(
            insert(ReminderRow),
            [
                row
                | {"id": n, "who": f"{n % 200}", "topic": f"{n}", "try_at": AT + n, "state": ends[n % 100]}
                | {"lease_until": AT + n, "sent_at": AT + n, "fire_at": AT + n}
                for n in range(20_000)
            ],
        )
    await behind(place, "ANALYZE" if isinstance(place, Path) else "VACUUM ANALYZE reminder")
    claims = {"now": AT + 50, "most": 10, "worker": "ann", "until": AT}
    tidies = {"before": AT + 50, "most": 10}
    cancels = {"person": "7", "why": "gone", "loaded": 5, "whatever": False}
    open_rows = {"now": AT, "late": AT, "look_late": AT}
    for statement, values, index in (
        (outbox.CLAIM, claims, "ix_reminder_due"),
        (outbox.REAP, {"now": AT + 50, "ahead": AT + 99_999, "tries": 5}, "ix_reminder_leased"),
        (outbox.TIDY[0], tidies, "ix_reminder_sent"),
        (outbox.TIDY[1], tidies, "ix_reminder_missed"),
        (outbox.CANCEL, cancels, "uq_reminder|sqlite_autoindex_reminder"),
        (figures.DUE, open_rows, "ix_reminder_due"),
        (figures.CLAIMED, open_rows, "ix_reminder_leased"),
        (figures.SENT, {"hour": AT + 19_990, "day": AT + 19_900}, "ix_reminder_sent"),
        (figures.ENDED, {}, "ix_reminder_missed"),
        (figures.UNREACHABLE, {}, "ix_reminder_missed"),
    ):
        plan = await explained(kept_in, statement, values)
        assert any(part in plan for part in index.split("|")), plan
        assert "Seq Scan on reminder" not in plan
        assert "SCAN reminder'" not in plan
