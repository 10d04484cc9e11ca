"""``muhlat calendar``: the dates of one case as a file for a calendar."""

from argparse import Namespace

from bot.commands.file_out import write_file
from bot.commands.language import language_of
from bot.commands.one_case import assessed
from bot.commands.outcome import Exit
from bot.replies.calendar_file.file import calendar_file
from bot.replies.words import load_words


def run(call: Namespace) -> Exit:
    """Write the calendar file of the case in ``call.file`` to ``call.output``.

    Raises:
        WrongCall: the file, the case, the day or the language is wrong; nothing has been written. Or what
            is made cannot be written.
    """
    words = load_words(language_of(call.lang))
    write_file(call.output, calendar_file(assessed(call).answer, words))
    return Exit.DONE
