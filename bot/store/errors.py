"""What can go wrong in the store. The docstring of an error is its message; none holds personal data."""

from typing import ClassVar


class StoreError(Exception):
    """the store failed"""

    remedy: ClassVar[str] = ""

    def __init__(self, where: object = "the store", detail: str = "") -> None:
        said = " ".join((type(self).__doc__ or "").split())
        parts = (
            f"{where}: {said}",
            f" ({detail})" if detail else "",
            f". {self.remedy}" if self.remedy else "",
        )
        super().__init__("".join(parts))


class DamagedStore(StoreError):
    """is damaged, or is no database of this program; nothing was changed in it"""

    remedy = "Put a backup in its place, or move it away to begin with an empty store"


class UnknownSchema(StoreError):
    """was written by another version of this program; nothing was changed in it"""

    remedy = "Start the version that wrote it, or a newer one; or move it away to begin with an empty store"


class OldSchema(StoreError):
    """has not been prepared for this version of the program; nothing was changed in it"""

    remedy = "Make a backup, then run: muhlat migrate"


class WrongKey(StoreError):
    """holds data sealed with a key that is not given; nothing was changed in it"""

    remedy = "Add that key to the others, comma-separated, in DATA_KEY or in the key file beside the database"


class MissingKey(StoreError):
    """is there, but its key is not: DATA_KEY is not set, nor is there a key file; nothing was changed"""

    remedy = "Put the key file back, or set DATA_KEY; without its key the data cannot be read by anybody"


class BrokenKey(StoreError):
    """is no key file; nothing was changed in it"""

    remedy = "Put back the file that was written beside the database"


class OtherBot(StoreError):
    """holds the people of another bot; nothing was changed in it"""

    remedy = (
        "Set BOT_TOKEN to a token of that bot, or DATABASE_URL to another database. If that bot was replaced "
        "for good, run: muhlat bot replace; the new bot may write only to those who have written to it once"
    )


class UnusablePlace(StoreError):
    """cannot be read or written"""

    remedy = "Let the user who runs this program write there, see to free space, or set DATABASE_URL"


class Unreachable(StoreError):
    """does not answer, or does not let this program in"""

    remedy = "See that the server runs, and that DATABASE_URL has its host, database, user and password right"


class StoreBusy(StoreError):
    """is held by others for too long"""

    remedy = "Try again; stop the other program if this goes on"


class DamagedRow(StoreError):
    """cannot be read for this person; nothing was changed in it"""

    remedy = "Forgetting the person removes it"


class Conflict(StoreError):
    """holds something newer about this person than what was loaded; nothing was saved"""

    remedy = "Load again and repeat the step"
