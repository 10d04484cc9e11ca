"""A file that a command makes: to where the call says, or to standard output."""

import sys
from typing import Final

from bot.commands.outcome import WrongCall

STANDARD_OUTPUT: Final = "-"


def write_file(name: str, content: bytes) -> None:
    """Write ``content`` to the file ``name``, which is replaced where it is there; ``-`` is standard output.

    Raises:
        WrongCall: it cannot be written; what was there before may be gone.
        BrokenPipeError: whoever was reading standard output has gone.
    """
    try:
        if name == STANDARD_OUTPUT:
            if sys.stdout is None:
                raise WrongCall("standard output is closed")
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            return
        with open(name, "wb") as file:  # noqa: PTH123 - pathlib is slow to load
            file.write(content)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:  # a name with a null byte is a ValueError
        why = error.strerror if isinstance(error, OSError) else "there can be no such file"
        where = "standard output" if name == STANDARD_OUTPUT else name
        raise WrongCall(f"{where} cannot be written: {why}") from None
