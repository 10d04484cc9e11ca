"""The log: what happened and where, never to whom, with what words, or under which token."""

import logging
import sys
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
