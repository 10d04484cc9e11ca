"""The law, for commands that cannot go on without it."""

from bot.commands.outcome import WrongCall
from bot.lawbook import load_law
from rules.law import BrokenLaw, Law


def the_law() -> Law:
    """Return the law that comes with the program.

    Raises:
        WrongCall: its files are broken; every fault is named.
    """
    try:
        return load_law()
    except BrokenLaw as error:
        raise WrongCall(*map(str, error.faults)) from None
