"""Stores to test, on every database that the program runs on."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.settings import Place
from bot.store import Store, open_store
from tests.bot.databases import Server, running_server, settings_for


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Give the PostgreSQL server of this process."""
    with running_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Place]:
    """Say where a new store is to be: an SQLite file that is not there yet, or an empty migrated database."""
    if request.param == "sqlite":
        yield tmp_path / "data" / "muhlat.sqlite3"
        return
    server: Server = request.getfixturevalue("postgres")
    async with server.database() as address:
        yield address


@pytest.fixture
async def kept_in(place: Place) -> AsyncIterator[Store]:
    """Give a new store."""
    async with await open_store(settings_for(place)) as opened:
        yield opened


@pytest.fixture
async def other(kept_in: Store, place: Place) -> AsyncIterator[Store]:
    """Give the same store, as another worker has it."""
    del kept_in  # asked for only so that the store is there
    async with await open_store(settings_for(place)) as opened:
        yield opened
