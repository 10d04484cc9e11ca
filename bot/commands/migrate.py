"""``muhlat migrate``: the tables of the database, brought to those of this version of the program."""

import asyncio
from argparse import Namespace
from pathlib import Path

from bot.commands.environment import from_environment
from bot.commands.outcome import Exit, WrongCall, say
from bot.settings import read_place


def run(call: Namespace) -> Exit:
    """Migrate the database that DATABASE_URL names, or with ``--check`` say what would be done.

    Raises:
        WrongCall: the setting is wrong, or the database cannot be used; it says what to do.
    """
    place = from_environment(read_place)
    if isinstance(place, Path) and not place.exists():
        say(f"{place}: is not there yet, and is made by the first start. Nothing to do")
        return Exit.DONE
    from bot.store import StoreError  # noqa: PLC0415 - a wrong setting is named before slow imports
    from bot.store.migrating import migrate, standing  # noqa: PLC0415 - as above
    from bot.store.opening import database_at  # noqa: PLC0415 - as above
    from bot.store.revisions import NEWEST  # noqa: PLC0415 - as above

    database = database_at(place)
    try:
        found = asyncio.run(standing(database))
        if found.needs_nothing:
            say(f"{place}: is at revision {NEWEST}. Nothing to do")
            return Exit.DONE
        if call.check:
            say(f"{place}: {found}; this version needs revision {NEWEST}. Run: muhlat migrate")
            return Exit.BAD_LINES
        before = asyncio.run(migrate(database))
    except StoreError as fault:
        raise WrongCall(str(fault)) from None
    if before.needs_nothing:
        say(f"{place}: is at revision {NEWEST}, by another process meanwhile. Nothing to do")
    else:
        say(f"{place}: done, from {before} to revision {NEWEST}")
    return Exit.DONE
