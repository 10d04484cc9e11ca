"""The log: what happened and where, never to whom, with what words, or under which token."""

import logging
import sys
import traceback
from pathlib import Path
from typing import Final

_OURS: Final = "bot."


class Withheld(logging.Filter):
    """Keeps of other programs' records only where they come from, and the kind of error.

    Their texts hold what nobody may read here: the client's hold addresses with the token, the
    library's hold whole updates, the database's hold parameters.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let a record through, without its text where it is not ours."""
        if not record.name.startswith(_OURS):
            kind = record.exc_info[0] if record.exc_info else None
            name = f" {kind.__name__}" if kind is not None else ""
            record.msg = f"(text withheld) {record.funcName}:{record.lineno}{name}"
            record.args = ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def start_log(level: int = logging.INFO) -> None:
    """Send the log of this program to standard error; of others only warnings and worse."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(Withheld())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("bot").setLevel(level)
    logging.captureWarnings(capture=True)


def place(fault: BaseException) -> str:
    """Return what failed and where, without anything that was typed: no message, no values."""
    frames = traceback.extract_tb(fault.__traceback__)
    if not frames:
        return type(fault).__name__
    last = frames[-1]
    ours = next((frame for frame in reversed(frames) if "/bot/" in frame.filename), last)
    places = dict.fromkeys(f"{Path(frame.filename).name}:{frame.lineno}" for frame in (ours, last))
    return f"{type(fault).__name__} at {' > '.join(places)}"
