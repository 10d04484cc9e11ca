"""The tables. Nothing in them says who a person is or what they told, but to the holder of the key."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    TextClause,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

SCHEMA_VERSION = 2
"""What versions of this program from before revisions want to find: they refuse any other number.

Since then the revision of the tables (:mod:`bot.store.revisions`) is what counts. This number was 1 then;
with the table of reminders it became 2, since those versions would forget a person and not the reminders.
"""


_DUE = text("state = 'due'")
_CLAIMED = text("state = 'claimed'")
_SENT = text("state = 'sent'")
_MISSED = text("state IN ('skipped', 'cancelled', 'failed')")


class _Silent(SQLModel):
    """A row that shows none of its values: the keyed hash alone would tie log lines to a person."""

    def __repr_args__(self) -> list[tuple[str | None, Any]]:
        return []


def _partial(name: str, *columns: str, where: TextClause) -> Index:
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


class MarkRow(_Silent, table=True):
    """One row that says by which version, under which key and by which bot this database was written."""

    __tablename__: ClassVar[Any] = "store"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    schema_version: int
    sealed_by: str = Field(sa_type=String(16))
    bot: int | None = Field(default=None, sa_type=BigInteger)
    """The public number of the bot to which these people have written; no other may write to them."""


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
    sealed_by: str = Field(sa_type=String(16), index=True)
    """The name of the key of this row, so that a key still in use is missed at the start; that takes one
    look into the index for each key, however many people there are."""
    chat: str = Field(sa_type=Text)
    """Sealed: the chat id, for sending."""
    state: str = Field(sa_type=Text)
    """Sealed: the state of the dialog with language and case."""
    terms: str = Field(sa_type=Text)
    """Sealed: the choice about keeping, the moment of expiry, the updates last answered."""


class ReminderRow(_Silent, table=True):
    """One message that is to be sent to a person at a moment, and what became of it; or a look at a person.

    In the clear is what a sweep must read to claim what is due without opening anything: the task, the
    moments, the state, the lease. What it is about (which duty, which deadline) is sealed: the list of all
    fire dates would else tell who has a patent and who faces a ban. Of the deadline nothing stands in the
    clear but that it lies some days after the moment.

    Moments are whole seconds since 1970 (UTC) and not dates of the database: SQLite has no zones, and
    numbers are compared alike everywhere.
    """

    __tablename__: ClassVar[Any] = "reminder"
    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(
            ["who"], ["person.who"], name="fk_reminder_person", onupdate="CASCADE", ondelete="CASCADE"
        ),
        # Planning twice changes nothing, also where two workers plan at once.
        UniqueConstraint("who", "topic", name="uq_reminder"),
        # A sweep reads what is due and nothing else, however many were sent; who counts, no row at all.
        _partial("ix_reminder_due", "try_at", "who", "task", "fire_at", where=_DUE),
        # So does whoever looks for claims that nobody has finished,
        _partial("ix_reminder_leased", "lease_until", where=_CLAIMED),
        # and whoever counts what was sent lately and what was not, or tidies away what is long over.
        _partial("ix_reminder_sent", "sent_at", "task", where=_SENT),
        _partial("ix_reminder_missed", "fire_at", "state", "task", "reason", "who", where=_MISSED),
    )

    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    """A random number, for buttons and for marking; ``content`` is sealed for it, since ``who`` changes
    with the key. Random, so that it does not tell how many reminders there are or were. A row that is
    planned anew before it was sent gets another one."""
    who: str = Field(sa_type=String(64))
    """The person. Whoever is forgotten is forgotten with every reminder, in the same statement and whatever
    statement it is; whoever gets another hash with another key keeps them."""
    task: str = Field(sa_type=String(6))
    """``remind``: planned; ``once``: sent once, whatever is planned; ``look``: one row of each person who is
    reminded, for looking at them every now and then."""
    topic: str = Field(sa_type=String(64))
    """A keyed hash of person, task and what it is about: the same plan gives the same one, and two people
    with the same duty and deadline do not. For a look the word itself: it says no more than the task."""
    fire_at: int = Field(sa_type=BigInteger)
    """When it is to be sent; already inside the person's decent hours. It is late from then on."""
    try_at: int = Field(sa_type=BigInteger)
    """When it is tried next: at first the same, later where it had to be put off."""
    state: str = Field(sa_type=String(9))
    """``due``; ``claimed`` by a worker until ``lease_until``, then due again; at the end ``sent``,
    ``skipped`` (no longer true), ``cancelled`` (the chat is gone), or ``failed``."""
    attempts: int = 0
    """How often it was tried since it was planned: noted right before, so that no try is forgotten."""
    lease_until: int | None = Field(default=None, sa_type=BigInteger)
    claimed_by: str | None = Field(default=None, sa_type=String(32))
    """The random name of the worker, made at its start: only who has claimed may mark."""
    sent_at: int | None = Field(default=None, sa_type=BigInteger)
    """When it was sent, or given up."""
    reason: str | None = Field(default=None, sa_type=String(64))
    """Why it failed, was put off or was cancelled: the name of an error, never its text."""
    sealed_by: str = Field(sa_type=String(16), index=True)
    """The name of the key under which ``content`` is sealed and ``topic`` was made, or of an older one."""
    content: str = Field(sa_type=Text)
    """Sealed: what it is about, and the chat, which must be that of the person."""


class BudgetRow(_Silent, table=True):
    """One row that all workers share: how fast messages may be sent. The pace itself is a setting.

    Whoever wants to send n messages moves ``free_from`` on by n times the space between two, beginning now
    or where it stands, whichever is later, in one statement, and sends in the time so taken. So no second,
    wherever it begins, sees more than the pace, and a worker that dies wastes a moment and no more. Counting
    by the clock's seconds would let twice as many through around their turn.
    """

    __tablename__: ClassVar[Any] = "send_budget"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    free_from: int = Field(sa_type=BigInteger)
    """Microseconds since 1970 (UTC): up to then everything is taken."""
    paused_until: int = Field(sa_type=BigInteger)
    """The same; Telegram asked everybody to wait until then."""


class ReviewRow(_Silent, table=True):
    """One row on the last change of the law: how far those who are reminded were assessed again."""

    __tablename__: ClassVar[Any] = "law_review"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    fingerprint: str = Field(sa_type=String(64))
    """Of the law by which everybody is, or is to be, assessed."""
    started: int = Field(sa_type=BigInteger)
    """Seconds since 1970 (UTC), as all moments here."""
    finished: int | None = Field(default=None, sa_type=BigInteger)
    cursor: str = Field(sa_type=String(64))
    """The keyed hash of the last person who is done; they are gone through in this order."""
    seen: int = Field(sa_type=BigInteger)
    changed: int = Field(sa_type=BigInteger)
    lease_until: int | None = Field(default=None, sa_type=BigInteger)
    claimed_by: str | None = Field(default=None, sa_type=String(32))
