"""The law, for commands that cannot go on without it."""

from bot.commands.outcome import WrongCall
from bot.lawbook import OUR_OWN, law_files, load_law
from rules.law import BrokenLaw, Law, parse_law


def the_law() -> Law:
    """Return the law that comes with the program.

    Raises:
        WrongCall: its files are broken; every fault is named.
    """
    try:
        return load_law()
    except BrokenLaw as error:
        raise WrongCall(*map(str, error.faults)) from None


def files_in(folder: str) -> dict[str, str]:
    """Return the texts of the law files of a folder, by file name.

    Raises:
        WrongCall: it cannot be read; it says why.
    """
    try:
        return law_files() if folder == OUR_OWN else law_files(folder)
    except FileNotFoundError:
        raise WrongCall(f"there is no folder {folder}") from None
    except NotADirectoryError:
        raise WrongCall(
            f"{folder} is a file; a law is a folder of files, and {OUR_OWN} is that of this program"
        ) from None
    except OSError as error:
        raise WrongCall(f"{folder} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise WrongCall(f"{folder}: a file of it is not text in UTF-8: {error.reason}") from None


def law_in(folder: str) -> Law:
    """Return the law in a folder.

    Raises:
        WrongCall: it cannot be read, or is no sound law; every fault is named.
    """
    if folder == OUR_OWN:
        return the_law()
    try:
        return parse_law(files_in(folder))
    except BrokenLaw as error:
        raise WrongCall(*(f"{folder}: {fault}" for fault in error.faults)) from None
