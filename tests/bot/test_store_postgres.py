"""What only a server can do: be away, refuse, break off, run out, take too long. Each has its own words."""

import asyncio
import logging
import traceback
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import _compare_clocks
from bot.settings import PostgresAddress, Settings
from bot.store import (
    DamagedStore,
    MissingKey,
    OldSchema,
    StoreBusy,
    StoreError,
    Unreachable,
    UnusablePlace,
    open_store,
)
from bot.store.postgres import Postgres
from tests.bot.databases import Server, behind, settings_for

NOW = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
CHAT = 7_700_123_456
PASSWORD = "s3cr3t-that-must-not-be-shown"  # noqa: S105 - made up


async def test_a_database_without_tables_is_refused(postgres: Server) -> None:
    """The message says what to run."""
    async with postgres.database(migrated=False) as place:
        with pytest.raises(OldSchema, match=r"no tables yet, here revision .*run: muhlat migrate"):
            await open_store(settings_for(place))
        assert await behind(place, "SELECT * FROM pg_tables WHERE schemaname = 'public'") == []


async def test_no_key_is_made_for_a_server(postgres: Server) -> None:
    """Also where the settings were made by hand."""
    async with postgres.database() as place:
        with pytest.raises(MissingKey):
            await open_store(Settings("1:a", database=place))


@pytest.mark.parametrize(
    "wrong",
    [
        {"host": "/nowhere"},
        {"host": "127.0.0.1", "port": 1},
        {"database": "not_there"},
        {"user": "nobody_known"},
    ],
    ids=str,
)
async def test_a_server_that_does_not_let_us_in(postgres: Server, wrong: dict[str, str]) -> None:
    """The message names the database and what to look at, never user and password."""
    async with postgres.database() as place:
        address = replace(place, user="postgres", password=PASSWORD)
        with pytest.raises(Unreachable) as refusal:
            await open_store(settings_for(replace(address, **wrong)))  # type: ignore[arg-type]
    text = "".join(traceback.format_exception(refusal.value))
    assert "DATABASE_URL" in str(refusal.value)
    assert [part for part in (PASSWORD, "nobody_known") if part in text] == []


async def test_connections_that_broke_meanwhile_are_made_anew(postgres: Server) -> None:
    """A restart of the server, or of a firewall, costs nobody an answer."""
    async with postgres.database() as place, await open_store(settings_for(place)) as store:
        kept = await store.save(CHAT, {"n": 1}, None, NOW, loaded=None)
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        assert await behind(place, f"SELECT pg_terminate_backend(pid) {others}")
        assert await store.load(CHAT, NOW) == kept


async def test_a_connection_that_breaks_while_it_is_used(postgres: Server) -> None:
    """The outcome is not known then, and the words say so; the next call finds a new connection."""
    async with postgres.database() as place, await open_store(settings_for(place)) as store:

        async def broken_off() -> None:
            async with store._connection() as connection:
                number = (await connection.exec_driver_sql("SELECT pg_backend_pid()")).scalar_one()
                await behind(place, "SELECT pg_terminate_backend(?)", number)
                await connection.exec_driver_sql("SELECT 1")

        with pytest.raises(Unreachable):
            await broken_off()
        assert await store.load(CHAT, NOW) is None


async def test_a_statement_that_takes_too_long(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is broken off by the server."""
    monkeypatch.setattr("bot.store.postgres.STATEMENT_SECONDS", 0.05)
    async with postgres.database() as place, await open_store(settings_for(place)) as store:
        with pytest.raises(StoreBusy):
            async with store._connection() as connection:
                await connection.exec_driver_sql("SELECT pg_sleep(5)")


async def test_many_at_once_share_few_connections(postgres: Server) -> None:
    """A burst waits in line; it does not open a connection for each person."""
    async with postgres.database() as place, await open_store(settings_for(place)) as store:
        await asyncio.gather(*(store.save(who, {"n": who}, None, NOW, loaded=None) for who in range(60)))
        ours = "datname = current_database() AND application_name = 'muhlat'"
        count = f"SELECT count(*) FROM pg_stat_activity WHERE {ours}"  # noqa: S608 - our own words
        assert await behind(place, count) in [[(number,)] for number in range(1, 9)]
        assert await behind(place, "SELECT count(*) FROM person") == [(60,)]


async def test_a_user_who_may_only_read_and_write_rows(postgres: Server) -> None:
    """The bot needs no right to change tables; its sweep then leaves the space to the server's own."""
    async with postgres.database() as place:
        await behind(place, "CREATE ROLE plain LOGIN")
        try:
            rights = "SELECT, INSERT, UPDATE, DELETE"
            await behind(place, f"GRANT {rights} ON ALL TABLES IN SCHEMA public TO plain")
            async with await open_store(settings_for(replace(place, user="plain"))) as store:
                await store.save(CHAT, {}, "day", NOW, loaded=None)
                assert await store.purge(NOW.replace(year=2028)) == 1
        finally:
            await behind(place, "DROP OWNED BY plain")
            await behind(place, "DROP ROLE plain")


async def test_a_sweep_that_cannot_be_finished_is_put_off(
    postgres: Server, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was to be erased is erased; only the space is not free yet."""
    async with postgres.database() as place, await open_store(settings_for(place)) as store:
        await store.save(CHAT, {}, "day", NOW, loaded=None)
        monkeypatch.setattr(
            "bot.store.postgres.SWEEP", "DO $$ BEGIN RAISE SQLSTATE '57014' USING MESSAGE = 'secret'; END $$"
        )
        assert await store.purge(NOW.replace(year=2028)) == 1
    assert "the space of deleted rows is not free yet" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("08006", Unreachable),  # connection_failure
        ("25006", UnusablePlace),  # read_only_sql_transaction
        ("28P01", Unreachable),  # invalid_password
        ("40001", StoreBusy),  # serialization_failure
        ("40P01", StoreBusy),  # deadlock_detected
        ("42501", Unreachable),  # insufficient_privilege
        ("42P01", DamagedStore),  # undefined_table
        ("53100", UnusablePlace),  # disk_full
        ("53300", StoreBusy),  # too_many_connections
        ("55P03", StoreBusy),  # lock_not_available
        ("57P01", Unreachable),  # admin_shutdown
        ("57P03", Unreachable),  # cannot_connect_now
        ("58030", UnusablePlace),  # io_error
        ("XX001", DamagedStore),  # data_corrupted
        ("22003", StoreError),  # numeric_value_out_of_range: no words of its own
        ("ZZ123", StoreError),  # one that nobody knows
    ],
)
async def test_every_error_of_a_server_has_its_words(
    postgres: Server, state: str, kind: type[StoreError], caplog: pytest.LogCaptureFixture
) -> None:
    """By its SQLSTATE, which is told; what the server says beside it may hold the values of rows."""
    caplog.set_level(logging.DEBUG)
    raising = (
        f"DO $$ BEGIN RAISE SQLSTATE '{state}' USING MESSAGE = '{PASSWORD}', DETAIL = '{PASSWORD}'; END $$"
    )
    address = PostgresAddress(postgres.host, "postgres", "postgres")
    database = Postgres(address)
    engine = database.connect("write")
    with pytest.raises(StoreError) as told:
        async with database.naming(), engine.connect() as connection:
            await connection.exec_driver_sql(raising)
    await engine.dispose()
    assert type(told.value) is kind
    assert state in str(told.value)
    assert PASSWORD not in "".join(traceback.format_exception(told.value))
    assert PASSWORD not in caplog.text


@pytest.mark.parametrize(
    ("off", "told"), [(timedelta(0), ""), (timedelta(minutes=-6), "-360 s"), (timedelta(hours=3), "+10800 s")]
)
async def test_a_clock_that_is_not_that_of_the_server_is_told(
    postgres: Server,
    off: timedelta,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Two machines whose clocks are apart would each take the other's leases to be over."""
    monkeypatch.setattr("bot.app.now", lambda: datetime.now(UTC) + off)
    async with postgres.database() as place, await open_store(settings_for(place)) as store:
        await _compare_clocks(store)
    assert [
        record.getMessage() for record in caplog.records if "the clock here is" in record.getMessage()
    ] == ([f"the clock here is {told} off that of the database: messages may come twice"] if told else [])
