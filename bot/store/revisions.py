"""Which tables a database has, told by its revision; read without writing, and without Alembic.

Alembic, which changes the tables, takes longer to load than the rest of the store, and a start in the
normal case has nothing to change.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, column, inspect, select, table

from bot.store.errors import DamagedStore, UnknownSchema

KNOWN: Final = ("0001", "0002", "0003", "0004")
"""Every revision of the tables, oldest first: the files of bot/store/migrations/versions."""
FIRST: Final = KNOWN[0]
NEWEST: Final = KNOWN[-1]

_OLDEST_TABLES: Final = frozenset({"store", "person"})
_SENDING_TABLES: Final = _OLDEST_TABLES | {"reminder", "send_budget"}
_TABLES: Final = {
    "0001": _OLDEST_TABLES,
    "0002": _SENDING_TABLES,
    "0003": _SENDING_TABLES | {"law_review"},
    "0004": _SENDING_TABLES | {"law_review"},
}
"""What each revision has."""
_REVISIONS: Final = table("alembic_version", column("version_num"))
_MARK: Final = table("store", column("schema_version"))
_BEFORE_REVISIONS: Final = 1
"""The number that versions of this program without revisions wrote beside the tables of the first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The tables of a database: their revision, None where there are none; and whether it says so itself."""

    revision: str | None
    says_so: bool = True

    def __str__(self) -> str:
        if self.revision is None:
            return "no tables yet"
        return f"tables of revision {self.revision}" if self.says_so else "tables from before revisions"

    @property
    def needs_nothing(self) -> bool:
        """Whether this program can work with them as they are."""
        return self.says_so and self.revision == NEWEST


def look(connection: Connection, place: object) -> Standing:
    """Tell the standing of a database.

    Raises:
        UnknownSchema: a newer program wrote it, or one from before revisions with tables of its own.
        DamagedStore: some of its tables are there, and not all.
    """
    names = set(inspect(connection).get_table_names())
    said = connection.scalars(select(_REVISIONS.c.version_num)).all() if _REVISIONS.name in names else ()
    if unknown := [revision for revision in said if revision not in KNOWN]:
        raise UnknownSchema(place, f"tables of revision {unknown[0]}, here revision {NEWEST}")
    if not (said or names & _TABLES[NEWEST]):
        return Standing(None)
    revision = said[0] if said else FIRST
    if not names >= _TABLES[revision]:
        raise DamagedStore(place, "its tables are missing")
    if said:
        return Standing(revision)
    number = connection.scalar(select(_MARK.c.schema_version))
    if number != _BEFORE_REVISIONS:
        raise UnknownSchema(place, f"tables {number}, here {_BEFORE_REVISIONS}")
    return Standing(FIRST, says_so=False)
