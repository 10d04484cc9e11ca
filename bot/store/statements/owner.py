"""Statements about the bot whose people these are; its number stands in the one row of the mark."""

from sqlalchemy import bindparam, select, update
from sqlmodel import col

from bot.store.models import MarkRow

_THE_ROW = col(MarkRow.id) == 1
_bot = col(MarkRow.bot)

NOTED = select(_bot).where(_THE_ROW)
"""The number; null where none was noted yet."""

TAKE = update(MarkRow).where(_THE_ROW, _bot.is_(None)).values(bot=bindparam("number"))
"""The first bot that comes, and no other after it."""

REPLACE = update(MarkRow).where(_THE_ROW).values(bot=bindparam("number"))
"""Another bot in the place of whichever there was."""
