"""What is kept about people: found by a keyed hash, sealed, erased when its time is over."""

from bot.store.errors import (
    BrokenKey,
    Conflict,
    DamagedRow,
    DamagedStore,
    MissingKey,
    OldSchema,
    OtherBot,
    StoreBusy,
    StoreError,
    UnknownSchema,
    Unreachable,
    UnusablePlace,
    WrongKey,
)
from bot.store.kept import LIFETIMES, Keep, Kept
from bot.store.opening import open_store
from bot.store.store import Store

__all__ = [
    "LIFETIMES",
    "BrokenKey",
    "Conflict",
    "DamagedRow",
    "DamagedStore",
    "Keep",
    "Kept",
    "MissingKey",
    "OldSchema",
    "OtherBot",
    "Store",
    "StoreBusy",
    "StoreError",
    "UnknownSchema",
    "Unreachable",
    "UnusablePlace",
    "WrongKey",
    "open_store",
]
