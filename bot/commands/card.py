"""``muhlat card``: one case and its answer on a page to print."""

import sys
from argparse import Namespace

from bot.commands.file_out import STANDARD_OUTPUT, write_file
from bot.commands.language import language_of
from bot.commands.one_case import assessed
from bot.commands.outcome import Exit, WrongCall
from bot.replies.card import card
from bot.replies.words import load_words


def run(call: Namespace) -> Exit:
    """Write the card of the case in ``call.file`` to ``call.output``.

    Raises:
        WrongCall: the file, the case, the day or the language is wrong, or a page would go to a terminal;
            nothing has been written. Or what is made cannot be written.
    """
    if call.output == STANDARD_OUTPUT and sys.stdout is not None and sys.stdout.isatty():
        raise WrongCall("a page is nothing for a terminal: name a file, as in -o muhlat.pdf")
    words = load_words(language_of(call.lang))
    case, answer = assessed(call)
    write_file(call.output, card(answer, case, words))
    return Exit.DONE
