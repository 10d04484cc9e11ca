"""One case from a file with its answer, for the commands that make something of it."""

from argparse import Namespace
from typing import NamedTuple

from bot.case_files import Unreadable, no_law, read_case_file
from bot.commands.day import day_asked
from bot.commands.outcome import WrongCall
from bot.commands.the_law import the_law
from rules.assess import assess
from rules.assessment import Assessment
from rules.facts import Case
from rules.law import LawNotInForce
from rules.read import WrongCase


class Assessed(NamedTuple):
    """A case and the answer to it."""

    case: Case
    answer: Assessment


def assessed(call: Namespace) -> Assessed:
    """Answer the case in ``call.file`` for the day ``call.on``.

    Raises:
        WrongCall: the file, the case or the day is wrong.
    """
    try:
        case = read_case_file(call.file)
    except Unreadable as error:
        raise WrongCall(str(error)) from None
    except WrongCase as wrong:
        raise WrongCall(*map(str, wrong.faults)) from None
    try:
        return Assessed(case, assess(case, day_asked(call.on), the_law()))
    except LawNotInForce as error:
        raise WrongCall(no_law(error)) from None
