"""``muhlat picture``: the line of days of one case as a picture, and in words."""

import sys
from argparse import Namespace

from bot.commands.file_out import STANDARD_OUTPUT, write_file
from bot.commands.language import language_of
from bot.commands.one_case import assessed
from bot.commands.outcome import Exit, WrongCall, say
from bot.commands.the_law import the_law
from bot.replies.picture import caption, png, sheet
from bot.replies.words import load_words
from rules.strip import strip


def run(call: Namespace) -> Exit:
    """Draw the case in ``call.file`` into ``call.output``, and say what the picture shows.

    Into standard output goes the picture alone, so that another program can take it. Where the call does not
    say which kind it shall be, the name of the file does.

    Raises:
        WrongCall: the file, the case, the day or the language is wrong, or a PNG would go to a terminal;
            nothing has been written. Or what is made cannot be written.
    """
    to_output = call.output == STANDARD_OUTPUT
    as_svg = call.svg or (not call.png and call.output.lower().endswith(".svg"))
    if to_output and not as_svg and sys.stdout is not None and sys.stdout.isatty():
        raise WrongCall("a picture is nothing for a terminal: name a file, as in -o muhlat.png")
    words = load_words(language_of(call.lang))
    case, answer = assessed(call)
    days = strip(case, answer.on, the_law())
    told = caption(answer, days, words)
    svg = sheet(answer, days, words, told)
    write_file(call.output, svg.encode() if as_svg else png(svg))
    if not to_output:
        say(told)
    return Exit.DONE
