"""The conversation on Telegram: a thin shell on the dialog, by python-telegram-bot and long polling."""

import importlib.util
import os
import sys

# The library is about to give spans of time as timedelta; unless asked for it now, it warns at each.
os.environ.setdefault("PTB_TIMEDELTA", "1")

# The HTTP client looks for this module several times in each request; where it is not installed, every
# such search goes through all folders and costs more than the request itself.
if importlib.util.find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]
