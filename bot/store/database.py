"""What every kind of database must do for the store; all in which they differ is behind this."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

Mode: TypeAlias = Literal["read", "write"]
Connecting: TypeAlias = Callable[[], AbstractAsyncContextManager[AsyncConnection]]
"""What gives a connection on which every statement is a transaction, and names what goes wrong there."""


class Database(Protocol):
    """One database of some kind: connecting, checking, sweeping clean, and naming what went wrong.

    The tables and the statements are the same for all of them.
    """

    @property
    def place(self) -> object:
        """Where it is; its text is for messages, and holds no secret."""
        ...

    @property
    def begins_empty(self) -> bool:
        """Whether one without our tables waits for them; else it is somebody else's."""
        ...

    async def prepare(
        self, keys: tuple[str, ...], fill: Callable[["Database"], Awaitable[None]]
    ) -> tuple[str, ...]:
        """See that there is a database, and return the data keys: those given, or those kept beside it.

        Where this program makes its own, ``fill`` puts the tables into a new one before it appears.

        Raises:
            StoreError: MissingKey, BrokenKey, DamagedStore or UnusablePlace; nothing was changed.
        """
        ...

    def connect(self, mode: Mode) -> AsyncEngine:
        """Make an engine, for reading only or for reading and writing.

        Every statement is a transaction by itself, and no engine shows the values of a statement.
        """
        ...

    def alone(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Give a connection in one transaction, for changing the tables; it is done whole or not at all.

        Nobody else is given one meanwhile, in this process or another; they wait.
        """
        ...

    async def check(self, engine: AsyncEngine) -> None:
        """Look for damage, without writing.

        Raises:
            DamagedStore: where there is some.
        """
        ...

    async def time(self, engine: AsyncEngine) -> datetime | None:
        """Return the time by the clock of a server that several machines may share; None: there is none."""
        ...

    async def scrub(self, engine: AsyncEngine) -> None:
        """Take what was just deleted or replaced from the disk, as far as that is quickly done."""
        ...

    async def tidy(self, engine: AsyncEngine) -> None:
        """The same after a sweep, where there is time for more."""
        ...

    def naming(self) -> AbstractAsyncContextManager[None]:
        """Turn what the database says into errors of the store: the same ones for every kind.

        Raises:
            StoreError: StoreBusy, DamagedStore, UnusablePlace or Unreachable.
        """
        ...
