"""Opening the store: a new one is made whole or not at all, an old one is checked before it is touched."""

from pathlib import Path

from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import SQLModel, col, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.settings import Settings
from bot.store import files, sqlite
from bot.store.crypto import Safe
from bot.store.errors import DamagedStore, UnknownSchema, WrongKey
from bot.store.models import SCHEMA_VERSION, MarkRow, PersonRow
from bot.store.store import Store

_TABLES = [SQLModel.metadata.tables[name] for name in ("store", "person")]
_MARK = 1


async def open_store(settings: Settings) -> Store:
    """Open the store, and make it with its folder and key where there is none. Close it when done.

    Several processes may do so at the same time.

    Raises:
        StoreError: DamagedStore, UnknownSchema, WrongKey, MissingKey, BrokenKey, UnusablePlace or
            StoreBusy; each says what to do, and nothing that was there has been changed.
    """
    path = settings.database
    # First the database, then the key: who makes both makes the key first, so none is missed.
    there = files.has_database(path)
    safe = Safe(settings.data_keys or files.keys_beside(path, make=not there))
    async with sqlite.naming(path):
        if not there:
            await _make(path, safe)
        await _check(path, safe)
        files.make_private(path)
        engine = sqlite.connect(path, "rw")
        try:
            await _settle(engine, safe)
            await sqlite.scrub(engine)
        except BaseException:
            await engine.dispose()
            raise
    return Store(engine, path, safe)


async def _make(path: Path, safe: Safe) -> None:
    with files.new_file(path) as draft:
        engine = sqlite.connect(draft, "rwc")
        try:
            await sqlite.use_log(engine)
            async with engine.begin() as connection:
                await connection.run_sync(SQLModel.metadata.create_all, tables=_TABLES)
            async with AsyncSession(engine) as session:
                session.add(MarkRow(id=_MARK, schema_version=SCHEMA_VERSION, sealed_by=safe.names[0]))
                await session.commit()
        finally:
            await engine.dispose()


async def _check(path: Path, safe: Safe) -> None:
    """Look at the database without writing to it."""
    engine = sqlite.connect(path, "ro")
    try:
        await sqlite.check(engine, path)
        async with engine.connect() as connection:
            names = await connection.run_sync(_table_names)
        if not names.issuperset(table.name for table in _TABLES):
            raise DamagedStore(path, "its tables are missing")
        async with AsyncSession(engine) as session:
            mark = await session.get(MarkRow, _MARK)
            if mark is None:
                raise DamagedStore(path, "its mark is missing")
            if mark.schema_version != SCHEMA_VERSION:
                raise UnknownSchema(path, f"tables {mark.schema_version}, here {SCHEMA_VERSION}")
            others = col(PersonRow.sealed_by).not_in(safe.names)
            strange = (await session.exec(select(func.count()).select_from(PersonRow).where(others))).one()
            if strange or mark.sealed_by not in safe.names:
                raise WrongKey(path, f"{strange} people")
    finally:
        await engine.dispose()


async def _settle(engine: AsyncEngine, safe: Safe) -> None:
    """Note the sealing key, and so learn at the start whether the database can be written at all."""
    async with AsyncSession(engine) as session:
        await session.exec(update(MarkRow).where(col(MarkRow.id) == _MARK).values(sealed_by=safe.names[0]))
        await session.commit()


def _table_names(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())
