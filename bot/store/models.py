"""The tables. Nothing in them says who a person is or what they told, but to the holder of the key."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import BigInteger, String, Text
from sqlmodel import Field, SQLModel

SCHEMA_VERSION = 1
"""What versions of this program from before revisions want to find: they refuse any other number.

Since then the revision of the tables (:mod:`bot.store.revisions`) is what counts. A revision that such a
version must not write beside raises this number too.
"""


class _Silent(SQLModel):
    """A row that shows none of its values: the keyed hash alone would tie log lines to a person."""

    def __repr_args__(self) -> list[tuple[str | None, Any]]:
        return []


class MarkRow(_Silent, table=True):
    """One row that says by which version and under which key this database was written."""

    __tablename__: ClassVar[Any] = "store"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    schema_version: int
    sealed_by: str = Field(sa_type=String(16))


class PersonRow(_Silent, table=True):
    """One person. In the clear: a keyed hash, a random number, a key's name and the day of expiry."""

    __tablename__: ClassVar[Any] = "person"

    who: str = Field(primary_key=True, sa_type=String(64))
    """The keyed hash of the chat id, in hexadecimal digits."""
    revision: int = Field(sa_type=BigInteger)
    """Another random number with every save: a stale one is refused, also after a row was forgotten
    and made anew, and unlike a counter it does not tell how much a person wrote."""
    expires_on: date = Field(index=True)
    """The day (UTC) on which the row expires; the hour is inside ``terms``."""
    sealed_by: str = Field(sa_type=String(16))
    """The name of the key of this row, so that a key still in use is missed at the start."""
    chat: str = Field(sa_type=Text)
    """Sealed: the chat id, for sending."""
    state: str = Field(sa_type=Text)
    """Sealed: the state of the dialog with language and case."""
    terms: str = Field(sa_type=Text)
    """Sealed: the choice about keeping, the moment of expiry, the updates last answered."""
