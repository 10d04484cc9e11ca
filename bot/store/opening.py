"""Opening the store: a new one is made whole or not at all, an old one is checked before it is touched."""

import logging
from pathlib import Path
from typing import Final, TypeAlias

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlmodel import col, func, insert, select, update

from bot.settings import Place, Settings
from bot.store.crypto import Safe
from bot.store.database import Database
from bot.store.errors import DamagedStore, OldSchema, WrongKey
from bot.store.models import SCHEMA_VERSION, MarkRow, PersonRow, ReminderRow
from bot.store.revisions import NEWEST, look
from bot.store.store import Store

_log = logging.getLogger(__name__)

_MARK = 1
Sealed: TypeAlias = PersonRow | ReminderRow
_SEALED: Final[tuple[type[Sealed], ...]] = (PersonRow, ReminderRow)


def database_at(place: Place) -> Database:
    """Return the database of a place, which may not be there yet."""
    if isinstance(place, Path):
        from bot.store.sqlite import Sqlite  # noqa: PLC0415 - only the database in use is loaded

        return Sqlite(place)
    from bot.store.postgres import Postgres  # noqa: PLC0415 - as above

    return Postgres(place)


async def open_store(settings: Settings) -> Store:
    """Open the store. Where there is no SQLite file, make it with its folder and key. Close it when done.

    Several processes may do so at the same time.

    Raises:
        StoreError: DamagedStore, OldSchema, UnknownSchema, WrongKey, MissingKey, BrokenKey, UnusablePlace,
            Unreachable or StoreBusy; each says what to do, and nothing that was there has been changed.
    """
    database = database_at(settings.database)
    async with database.naming():
        safe = Safe(await database.prepare(settings.data_keys, _fill))
        await _check(database, safe)
        engine = database.connect("write")
        try:
            await _settle(engine, safe)
            await database.scrub(engine)
        except BaseException:
            await engine.dispose()
            raise
    return Store(engine, database, safe)


async def open_to_read(place: Place, keys: tuple[str, ...]) -> Store:
    """Open a store that is there, also beside a bot that runs; what would write to it fails.

    Args:
        place: where people are kept.
        keys: the data keys; none where they stand beside an SQLite file.

    Raises:
        StoreError: as :func:`open_store`.
    """
    database = database_at(place)
    async with database.naming():
        safe = Safe(await database.prepare(keys, _fill))
        await _check(database, safe)
    return Store(database.connect("read"), database, safe)


async def _fill(new: Database) -> None:
    from bot.store.migrating import fill  # noqa: PLC0415 - takes longer to load than to open what is there

    await fill(new)
    # Where there should have been one, the setting names another place, and nobody would be reminded.
    _log.info("a new database was made: nobody is known in it")


async def _check(database: Database, safe: Safe) -> None:
    """Look at the database without writing to it."""
    engine = database.connect("read")
    try:
        await database.check(engine)
        async with engine.connect() as connection:
            standing = await connection.run_sync(look, database.place)
            if standing.revision is None and not database.begins_empty:
                raise DamagedStore(database.place, "its tables are missing")
            if not standing.needs_nothing:
                raise OldSchema(database.place, f"{standing}, here revision {NEWEST}")
            await _check_keys(connection, database.place, safe)
    finally:
        await engine.dispose()


async def _check_keys(connection: AsyncConnection, place: object, safe: Safe) -> None:
    """See that every key in use is given.

    A store that nobody is in yet may be without the mark: the first start writes it.
    """
    mark = await connection.scalar(select(col(MarkRow.sealed_by)).where(col(MarkRow.id) == _MARK))
    used = [name for row in _SEALED for name in await _keys_in_use(connection, row)]
    if mark is None and used:
        raise DamagedStore(place, "its mark is missing")
    strange = {*used, mark or safe.names[0]}.difference(safe.names)
    if strange:
        counts = [await _count(connection, row, strange) for row in _SEALED]
        raise WrongKey(place, "{} people, {} reminders".format(*counts))


async def _keys_in_use(connection: AsyncConnection, row: type[Sealed]) -> list[str]:
    """Return the names of the keys of all rows; a look into the index for each, not at every row."""
    names: list[str] = []
    while True:
        sealed_by = col(row.sealed_by)
        following = select(func.min(sealed_by)).where(sealed_by > (names[-1] if names else ""))
        found: str | None = await connection.scalar(following)
        if found is None:
            return names
        names.append(found)


async def _count(connection: AsyncConnection, row: type[Sealed], names: set[str]) -> int:
    sealed = select(func.count()).select_from(row).where(col(row.sealed_by).in_(names))
    return await connection.scalar(sealed) or 0


async def _settle(engine: AsyncEngine, safe: Safe) -> None:
    """Note the sealing key, and so learn at the start whether the database can be written at all."""
    name = {"sealed_by": safe.names[0]}
    note = update(MarkRow).where(col(MarkRow.id) == _MARK).values(name)
    async with engine.connect() as connection:
        if (await connection.execute(note)).rowcount:
            return
        try:
            await connection.execute(insert(MarkRow).values(id=_MARK, schema_version=SCHEMA_VERSION, **name))
        except IntegrityError:  # another process has just made it
            await connection.execute(note)
