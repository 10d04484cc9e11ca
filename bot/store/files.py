"""The files of the store: private, made whole or not at all, and never overwritten."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.fernet import Fernet

from bot.settings import read_keys
from bot.store.errors import BrokenKey, DamagedStore, MissingKey, UnusablePlace

_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700


def key_file(database: Path) -> Path:
    """Return the place of the key of an SQLite database when DATA_KEY is not set: beside it."""
    return database.with_name(f"{database.name}.key")


def has_database(database: Path) -> bool:
    """Tell whether a database stands there; makes its folder where there is none.

    Raises:
        DamagedStore: where something else stands there, or only the write-ahead log of a lost database,
            which SQLite would write into a new one.
        UnusablePlace: where the folder cannot be made or looked into.
    """
    with _naming(database):
        database.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        if database.exists():
            if not database.is_file():
                raise DamagedStore(database, "it is not a file")
            if database.stat().st_size == 0:
                raise DamagedStore(database, "the file is empty")
            return True
        log = database.with_name(f"{database.name}-wal")
        if log.exists():
            raise DamagedStore(database, f"the file is gone, but {log.name} is there")
    return False


def keys_beside(database: Path, *, make: bool) -> tuple[str, ...]:
    """Read the key file beside the database; ``make`` one where there is none.

    Raises:
        MissingKey: where there is none, and none may be made since a database is there.
        BrokenKey: where the file holds something else than keys.
        UnusablePlace: where it cannot be read or written.
    """
    path = key_file(database)
    with _naming(path):
        if not path.exists():
            if not make:
                raise MissingKey(database, f"{path.name} is looked for")
            _place_key(path)
        make_private(path)
        try:
            return read_keys(path.read_text("ascii").strip())
        except ValueError as wrong:
            detail = "" if isinstance(wrong, UnicodeError) else str(wrong)
            raise BrokenKey(path, detail) from None


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a draft beside ``path`` to write; it appears at ``path`` whole, when it is done.

    Where a file stands at ``path`` by then, that one stays: another process was quicker.

    Raises:
        UnusablePlace: where it cannot be written.
    """
    with _naming(path):
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
        try:
            draft = folder / path.name
            yield draft
            make_private(draft)
            _place(draft, path)
        finally:
            shutil.rmtree(folder)


def make_private(path: Path) -> None:
    """Let nobody but the owner read or write the file.

    Raises:
        UnusablePlace: where the file is somebody else's.
    """
    with _naming(path):
        if path.stat().st_mode & ~_PRIVATE_FILE & 0o777:
            path.chmod(_PRIVATE_FILE)


def _place_key(path: Path) -> None:
    with new_file(path) as draft:
        draft.touch(_PRIVATE_FILE)
        draft.write_bytes(Fernet.generate_key() + b"\n")


def _place(draft: Path, path: Path) -> None:
    """Link the draft into place; unlike a rename this refuses to replace what is there."""
    for place in (draft, draft.parent):
        _sync(place)
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    _sync(path.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnusablePlace(path, error.strerror or type(error).__name__) from error
