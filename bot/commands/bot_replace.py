"""``muhlat bot replace``: another bot has come in the place of the one that people have written to."""

import asyncio
from argparse import Namespace
from pathlib import Path

from bot.commands.environment import from_environment
from bot.commands.outcome import Exit, WrongCall, say
from bot.settings import Settings

_FOLLOWS = (
    "Nobody is forgotten by this. But Telegram lets the new bot write only to those who have written to it: "
    "whoever has not when a reminder falls due counts as unreachable, and all is planned anew when they "
    "press Start there. Who has been silent for a year by then is erased as anybody who cannot be reached. "
    "Tell people where the new bot is, soon."
)


def run(_call: Namespace) -> Exit:
    """Note the bot of BOT_TOKEN in the database that DATABASE_URL names; nothing else is changed.

    Raises:
        WrongCall: a setting is wrong, or the database cannot be used; it says what to do.
    """
    settings = from_environment(Settings.from_environment)
    place = settings.database
    if isinstance(place, Path) and not place.exists():
        raise WrongCall(f"{place}: is not there yet; it is made by the first start of: muhlat run")
    from bot.store import StoreError  # noqa: PLC0415 - a wrong setting is named before slow imports

    try:
        before = asyncio.run(_replace(settings))
    except StoreError as fault:
        raise WrongCall(str(fault)) from None
    now = f"the people there are those of bot {settings.bot_id}"
    if before == settings.bot_id:
        say(f"{place}: {now} already. Nothing to do")
    elif before is None:
        say(f"{place}: {now} from now on; none was noted before")
    else:
        say(f"{place}: {now} from now on, and no longer of bot {before}. {_FOLLOWS}")
    return Exit.DONE


async def _replace(settings: Settings) -> int | None:
    """Note the bot; return which one was noted before.

    Raises:
        StoreError: it could not be noted.
    """
    from bot.store import open_store  # noqa: PLC0415 - as above

    async with await open_store(settings) as store:
        return await store.owner.replace(settings.bot_id)
