"""The tables are brought to those of the program without loss, by one at a time, whole or not at all."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlmodel import SQLModel

from bot.cli import main
from bot.settings import Place
from bot.store import DamagedStore, OldSchema, StoreBusy, StoreError, UnknownSchema, models, open_store
from bot.store.migrating import SCRIPTS, migrate, standing
from bot.store.opening import database_at
from bot.store.revisions import KNOWN, NEWEST, Standing
from tests.bot.databases import Server, behind, settings_for, url_of

NOW = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)
OLD = Path(__file__).parent / "stores" / "before_revisions.sqlite3"
"""A file, and its key, that the last version without revisions made (commit b1ea5e1), of five people."""
FIRST_CHAT = 7_700_123_456
PEOPLE = 5


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Give a copy of the file of an older version, with its key."""
    for name in (OLD.name, f"{OLD.name}.key"):
        shutil.copy(OLD.with_name(name), tmp_path)
    return tmp_path / OLD.name


@pytest.fixture(params=["sqlite", "postgres"])
async def behind_times(request: pytest.FixtureRequest, old: Path) -> AsyncIterator[Place]:
    """Give a database that must be migrated: an older file, and a server's that is still empty."""
    if request.param == "sqlite":
        yield old
        return
    server: Server = request.getfixturevalue("postgres")
    async with server.database(migrated=False) as address:
        yield address


def called(place: Place, *words: str) -> "subprocess.Popen[str]":
    """Call the command as a program of its own."""
    call = [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main(sys.argv[1:]))"]
    return subprocess.Popen(
        [*call, "migrate", *words],
        env={"DATABASE_URL": url_of(place), "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


async def test_tables_are_what_the_models_say(place: Place) -> None:
    """Whoever changes a model writes a revision; what is missing in it is listed here."""
    await (await open_store(settings_for(place))).close()

    def differences(connection: Connection) -> object:
        assert models.PersonRow.metadata is SQLModel.metadata
        return compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)

    async with database_at(place).alone() as connection:
        assert await connection.run_sync(differences) == []


def test_the_list_of_revisions_is_that_of_the_folder() -> None:
    """They follow each other in one line, and the last is the newest."""
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())
    assert tuple(script.revision for script in reversed(scripts)) == KNOWN
    assert [script.down_revision for script in scripts] == [*reversed(KNOWN[:-1]), None]


async def test_what_an_older_version_kept_is_taken_over(old: Path) -> None:
    """Everybody is found again, with state, choice, time and the updates answered; the start waits for it."""
    rows = await behind(old, "SELECT * FROM person ORDER BY who")
    with pytest.raises(OldSchema, match=r"tables from before revisions.*muhlat migrate"):
        await open_store(settings_for(old))
    assert await migrate(database_at(old)) == Standing(KNOWN[0], says_so=False)
    assert await behind(old, "SELECT * FROM person ORDER BY who") == rows
    async with await open_store(settings_for(old)) as store:
        for n in range(PEOPLE):
            kept = await store.load(FIRST_CHAT + n, NOW)
            assert kept is not None
            assert (kept.data, kept.keep) == ({"n": n, "language": "tg"}, "remember" if n % 2 else None)
            assert kept.has_answered(n)
            await store.save(FIRST_CHAT + n, {"n": -n}, None, NOW, loaded=kept)
        assert await store.forget(FIRST_CHAT) is True


@pytest.mark.parametrize("revision", KNOWN[:-1])
async def test_every_revision_is_taken_over(
    behind_times: Place, revision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People stay, from whatever revision; reminders of before they were ever sent are planned anew."""
    database = database_at(behind_times)
    monkeypatch.setattr("bot.store.migrating.NEWEST", revision)
    await migrate(database)
    monkeypatch.undo()
    assert await standing(database) == Standing(revision)
    person = "INSERT INTO person VALUES ('w', 1, '2027-11-22', 'k', 'c', 's', 't')"
    await behind(behind_times, person)
    if revision == "0002":
        row = "(5, 'w', 't', 9, 'due', 0, NULL, NULL, NULL, NULL, 'k', 'c')"
        await behind(behind_times, f"INSERT INTO reminder VALUES {row}")  # noqa: S608 - our own words
    people = await behind(behind_times, "SELECT * FROM person ORDER BY who")
    assert await migrate(database) == Standing(revision)
    assert await behind(behind_times, "SELECT * FROM person ORDER BY who") == people
    assert await behind(behind_times, "SELECT count(*) FROM reminder") == [(0,)]
    assert await behind(behind_times, "SELECT * FROM send_budget") == [(1, 0, 0)]
    columns = "id, who, task, topic, fire_at, try_at, state, attempts, sealed_by, content"
    row = "(6, 'w', 'remind', 't', 9, 9, 'due', 0, 'k', 'c')"
    await behind(behind_times, f"INSERT INTO reminder ({columns}) VALUES {row}")  # noqa: S608 - our own words


async def test_versions_without_revisions_keep_away(old: Path) -> None:
    """They looked for the number 1, and would forget a person but not the reminders."""
    await migrate(database_at(old))
    assert await behind(old, "SELECT schema_version FROM store") == [(2,)]


async def test_migrating_again_does_nothing(behind_times: Place) -> None:
    """The command may stand in a script that starts the bot."""
    database = database_at(behind_times)
    assert not (await migrate(database)).needs_nothing
    assert await migrate(database) == await standing(database) == Standing(NEWEST)


async def test_several_migrate_at_once(behind_times: Place) -> None:
    """One does it; the others wait for it, and find nothing to do."""
    found = await asyncio.gather(*(migrate(database_at(behind_times)) for _ in range(5)))
    assert sorted(each.needs_nothing for each in found) == [False, True, True, True, True]
    await (await open_store(settings_for(behind_times))).close()


def broken(*_: object) -> None:
    """Fail in the middle."""
    raise RuntimeError


async def test_a_migration_that_fails_has_done_nothing(
    behind_times: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where some of the tables were already changed."""
    before = await standing(database_at(behind_times))
    monkeypatch.setattr("alembic.runtime.migration.HeadMaintainer.update_to_step", broken)
    with pytest.raises(RuntimeError):
        await migrate(database_at(behind_times))
    monkeypatch.undo()
    assert await standing(database_at(behind_times)) == before
    await migrate(database_at(behind_times))
    await (await open_store(settings_for(behind_times))).close()


async def test_a_migration_waits_only_so_long(behind_times: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another program holds the database, the message says so."""
    monkeypatch.setattr("bot.store.sqlite.BUSY_SECONDS", 0.05)
    monkeypatch.setattr("bot.store.postgres.MIGRATION_SECONDS", 0.05)
    async with database_at(behind_times).alone():
        with pytest.raises(StoreBusy):
            await migrate(database_at(behind_times))


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", UnknownSchema),
        ("ALTER TABLE person RENAME TO gone", DamagedStore),
    ],
)
async def test_what_cannot_be_migrated_is_left_alone(
    place: Place, damage: str, kind: type[StoreError]
) -> None:
    """A newer database, and one that is not whole."""
    await (await open_store(settings_for(place))).close()
    await behind(place, damage)
    for attempt in (standing, migrate):
        with pytest.raises(kind):
            await attempt(database_at(place))


async def test_the_tables_of_another_program_are_left_alone(postgres: Server) -> None:
    """Where a table has the name of one of ours, nothing is put beside it."""
    async with postgres.database(migrated=False) as place:
        await behind(place, "CREATE TABLE person (id integer)")
        with pytest.raises(DamagedStore):
            await migrate(database_at(place))
        assert await behind(place, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == [
            ("person",)
        ]


async def test_the_command_says_what_it_does(behind_times: Place) -> None:
    """What is to do, what was done, and that nothing is left; two who call it at once are both right."""
    check = called(behind_times, "--check")
    told, _ = check.communicate()
    assert (check.returncode, told.endswith(f"needs revision {NEWEST}. Run: muhlat migrate\n")) == (1, True)
    both = [called(behind_times) for _ in range(2)]
    said = [call.communicate() for call in both]
    assert [call.returncode for call in both] == [0, 0]
    assert [errors for _, errors in said] == ["", ""]
    assert sum("done, from" in out for out, _ in said) == 1
    assert sum("Nothing to do" in out for out, _ in said) == 1
    assert all(out.startswith(str(behind_times)) for out, _ in said)


@pytest.mark.parametrize("words", [(), ("--check",)])
def test_the_command_leaves_a_first_start_its_work(
    words: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Where there is no file yet, none is made: without its key it could not be used."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.sqlite3")
    assert main(["migrate", *words]) == 0
    assert "is made by the first start. Nothing to do" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("postgres://muhlat:hidden@host/db", "DATABASE_URL: names PostgreSQL without the driver"),
        ("postgresql+asyncpg://muhlat:hidden@/db?host=/nowhere", "does not answer"),
        (f"sqlite:///{__file__}", "is damaged, or is no database of this program"),
    ],
)
def test_the_command_refuses_what_it_cannot_use(
    url: str, part: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With exit status 2 and a sentence that says what to do, without the password."""
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(["migrate"]) == 2
    said = capsys.readouterr()
    assert part in said.err
    assert "hidden" not in said.err
    assert said.out == ""


def test_a_start_with_an_older_file_is_refused(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bot says what to run, with exit status 2, before it asks Telegram anything."""
    monkeypatch.setenv("BOT_TOKEN", "1:a")
    monkeypatch.setenv("DATABASE_URL", url_of(old))
    monkeypatch.setattr("bot.app.start_log", lambda: None)  # the log of this process is the tests' own
    assert main(["run"]) == 2
    assert "run: muhlat migrate" in capsys.readouterr().err
