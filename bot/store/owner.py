"""Whose people these are: of one bot. Telegram lets a bot write only to those who have written to it."""

from bot.store.database import Connecting
from bot.store.errors import OtherBot
from bot.store.statements import owner as statements


class Owner:
    """The bot that a database belongs to, by its public number. Reached as ``store.owner``.

    Under the token of another one every reminder would be refused, and be taken for one to somebody who has
    blocked the bot.
    """

    def __init__(self, connecting: Connecting, place: object) -> None:
        self._connection = connecting
        self._place = place

    async def check(self, bot: int) -> None:
        """See that no other bot than this is noted; nothing is written.

        Raises:
            OtherBot: another one is.
        """
        noted = await self._noted()
        if noted not in {None, bot}:
            raise OtherBot(self._place, f"it is that of bot {noted}, and BOT_TOKEN is of bot {bot}")

    async def take(self, bot: int) -> None:
        """Note this bot where none is noted yet, for good; of several who come at once one is noted.

        Raises:
            OtherBot: another one is noted.
        """
        async with self._connection() as connection:
            await connection.execute(statements.TAKE, {"number": bot})
        await self.check(bot)

    async def replace(self, bot: int) -> int | None:
        """Note this bot in the place of another; return which one was noted before, None where none was.

        People and what they are to be reminded of stay as they are. Whoever has not written to the new bot
        when something falls due counts as unreachable then, and is planned anew when they write; as anybody
        who cannot be reached they are kept no longer than from when they were heard last.
        """
        before = await self._noted()
        async with self._connection() as connection:
            await connection.execute(statements.REPLACE, {"number": bot})
        return before

    async def _noted(self) -> int | None:
        async with self._connection() as connection:
            number: int | None = (await connection.execute(statements.NOTED)).scalar_one_or_none()
        return number
