"""Settings for a command: what is wrong with them ends the call, named line by line."""

import os
from collections.abc import Callable, Mapping
from typing import TypeVar

from bot.commands.outcome import WrongCall
from bot.settings import WrongSettings

T = TypeVar("T")


def from_environment(read: Callable[[Mapping[str, str]], T]) -> T:
    """Read settings from the environment of this process.

    Raises:
        WrongCall: some are wrong; every wrong one is named.
    """
    try:
        return read(os.environ)
    except WrongSettings as wrong:
        raise WrongCall(*str(wrong).splitlines()) from None
