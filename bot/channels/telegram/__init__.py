"""The conversation on Telegram: a thin shell on the dialog, by python-telegram-bot and long polling."""

import os

# The library is about to give spans of time as timedelta; unless asked for it now, it warns at each.
os.environ.setdefault("PTB_TIMEDELTA", "1")
