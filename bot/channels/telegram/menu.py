"""The bot's menu of commands and its descriptions, in every language."""

import logging
from typing import Final

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot.dialog.model import COMMANDS
from bot.replies.words import DEFAULT_LANGUAGE, LANGUAGES, N_, Words, load_words

_log = logging.getLogger(__name__)

_LABELS: Final = {
    "start": N_("channels.menu.start"),
    "status": N_("channels.menu.status"),
    "trips": N_("channels.menu.trips"),
    "plan": N_("channels.menu.plan"),
    "picture": N_("channels.menu.picture"),
    "calendar": N_("channels.menu.calendar"),
    "reminders": N_("channels.menu.reminders"),
    "card": N_("channels.menu.card"),
    "contacts": N_("channels.menu.contacts"),
    "language": N_("channels.menu.language"),
    "privacy": N_("channels.menu.privacy"),
    "export": N_("channels.menu.export"),
    "delete": N_("channels.menu.delete"),
    "help": N_("channels.menu.help"),
}
_SCOPE: Final = BotCommandScopeAllPrivateChats()
_TWO_LETTERS: Final = 2


async def describe_bot(bot: Bot) -> None:
    """Set the menu and the descriptions where they differ; without them the bot works all the same."""
    # Telegram knows languages of two letters only; the default is for all others.
    languages: dict[str | None, str] = {None: DEFAULT_LANGUAGE}
    languages |= {code: code for code in LANGUAGES if len(code) == _TWO_LETTERS}
    try:
        for code, language in languages.items():
            words = load_words(language)
            await _set_menu(bot, code, words)
            await _set_descriptions(bot, code, words)
    except TelegramError as fault:
        _log.warning("the menu could not be set: %s", type(fault).__name__)


async def offer_menu(bot: Bot, chat_id: int, language: str | None) -> None:
    """Give one chat the menu in the language chosen there; None: again that of the device."""
    scope = BotCommandScopeChat(chat_id)
    try:
        if language is None:
            await bot.delete_my_commands(scope)
        else:
            await bot.set_my_commands(_menu(load_words(language)), scope)
    except TelegramError as fault:
        _log.info("outcome=no_menu %s", type(fault).__name__)


def _menu(words: Words) -> tuple[BotCommand, ...]:
    """Return the commands with what they do."""
    return tuple(BotCommand(command, words(_LABELS[command])) for command in COMMANDS)


async def _set_menu(bot: Bot, code: str | None, words: Words) -> None:
    """Set the commands for one language."""
    menu = _menu(words)
    if await bot.get_my_commands(_SCOPE, code) != menu:
        await bot.set_my_commands(menu, _SCOPE, code)


async def _set_descriptions(bot: Bot, code: str | None, words: Words) -> None:
    """Set what an empty chat and the profile show in one language."""
    long, short = words("channels.description"), words("channels.short_description")
    if (await bot.get_my_description(code)).description != long:
        await bot.set_my_description(long, code)
    if (await bot.get_my_short_description(code)).short_description != short:
        await bot.set_my_short_description(short, code)
