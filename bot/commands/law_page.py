"""``muhlat law page``: the law as a page for a lawyer."""

from argparse import Namespace

from bot.commands.outcome import Exit, WrongCall, say
from bot.commands.the_law import the_law
from bot.lawbook import law_files, left_out_file
from bot.lawpage.page import law_page
from rules.law import BrokenLaw
from rules.left_out import parse_left_out


def run(_call: Namespace) -> Exit:
    """Print the page, in Markdown.

    Raises:
        WrongCall: the law, or the list of what it leaves out, is broken.
    """
    law = the_law()
    try:
        left_out = parse_left_out(left_out_file())
    except BrokenLaw as error:
        raise WrongCall(*map(str, error.faults)) from None
    say(law_page(law, left_out, law_files()))
    return Exit.DONE
