"""A bare python-telegram-bot echo bot, as in the library's own guide, to hold ours beside."""

import logging
import os

from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters


async def _echo(update: Update, _context: CallbackContext) -> None:  # type: ignore[type-arg]
    """Send a text back."""
    assert update.message is not None
    assert update.message.text is not None
    await update.message.reply_text(update.message.text)


def main() -> None:
    """Run until stopped."""
    logging.basicConfig(level=logging.ERROR)
    builder = (
        Application.builder().token(os.environ["BOT_TOKEN"]).base_url(f"{os.environ['BOT_API_URL']}/bot")
    )
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.run_polling()


if __name__ == "__main__":
    main()
