"""The command line: what can be called, and how a call ends.

Only the called command is imported, and it imports only what it needs: a cold start counts.
"""

# ruff: noqa: PLC0415 - a command is imported when it is called

import os
import sys
from argparse import Action, ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from io import TextIOWrapper
from typing import Final, NoReturn, TypeAlias

from bot.commands import examples
from bot.commands.day import read_day
from bot.commands.outcome import Exit, WrongCall, complain, say

Command: TypeAlias = Callable[[Namespace], Exit]

_WIDTH: Final = 100

_YEAR: Final = 365
"""Days after which a record counts as old: working days, quotas and lists of countries change from
year to year, so a record not looked at for a year has missed at least one such change."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status (0, 1, 2; 130 after Ctrl-C).

    ``argv`` are the words after the name of the program; None: those of this process.
    """
    _speak_utf8()
    try:
        call = _parser().parse_args(_spelt_out(sys.argv[1:] if argv is None else argv))
        run: Command = call.run
        return run(call)
    except SystemExit as done:  # argparse has shown the help or named what is wrong
        return Exit.WRONG if done.code else Exit.DONE
    except WrongCall as wrong:
        complain(wrong.faults)
        return Exit.WRONG
    except BrokenPipeError:
        _let_go_of_output()
        return Exit.NOBODY_READS
    except KeyboardInterrupt:
        complain(["stopped"])
        return Exit.INTERRUPTED


class _Help(RawDescriptionHelpFormatter):
    """Help of one width; asking the terminal for its own would cost every call, not only those for help."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_WIDTH)


class _Parser(ArgumentParser):
    """A parser that says what to do, and says it through the same way out as everything else."""

    def error(self, message: str) -> NoReturn:
        """End the call as wrong, naming the help that shows the right one."""
        raise WrongCall(f"{self.prog}: {message}", f"'{self.prog} --help' shows what can be called")


def _parser() -> ArgumentParser:
    parser = _Parser(
        prog="muhlat",
        description="Tells a foreigner in Russia how many days are left, what must be done by when, and why.",
        epilog=examples.EXAMPLES,
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and stop")
    commands = parser.add_subparsers(
        title="commands",
        metavar="COMMAND",
        dest="command",
        required=True,
        parser_class=_Parser,
        prog="muhlat",
    )

    def command(name: str, run: Command, what: str, more: str = "") -> ArgumentParser:
        made = commands.add_parser(
            name,
            help=what,
            description=f"{what[0].upper()}{what[1:]}.",
            epilog=f"{more}\n\n{examples.STATUS}".strip(),
            formatter_class=_Help,
            allow_abbrev=False,
        )
        made.set_defaults(run=run)
        return made

    assess = command("assess", _later("assess"), "answer one case from a file", examples.ASSESS)
    assess.add_argument("file", metavar="FILE", help=_CASE)
    _add_day(assess)
    _add_format(assess)
    _add_language(assess)
    assess.add_argument(
        _WHY,
        nargs="?",
        choices=_REASONS,
        metavar="all",
        help="give the reasons too, with the articles of law; with all: every step that led to them",
    )

    plan = command("plan", _later("plan"), "check trips, and tell what would follow", examples.PLAN)
    plan.add_argument("file", metavar="FILE", help=_CASE)
    _add_day(plan)
    for option, what in (
        ("--leave", "what if the present stay ends on this day"),
        ("--pay-until", "what if the patent is paid up to this day"),
    ):
        plan.add_argument(option, metavar="DATE", type=_day, action="append", default=[], help=what)
    plan.add_argument(
        "--come-for", metavar="DAYS", type=_days, action="append", default=[], help="when to come for so long"
    )
    plan.add_argument(
        "--from", metavar="DATE", type=_day, dest="since", help="with --come-for: not before this day"
    )
    _add_format(plan)
    _add_language(plan)

    for name, (run, what, more) in _FILES.items():
        _add_file_maker(command(name, run, what, more))
    _add_form(commands.choices["picture"])

    batch = command("batch", _later("batch"), "answer many cases, one a line", examples.BATCH)
    batch.add_argument("file", metavar="FILE", help="the cases, JSON lines; - is standard input")
    _add_day(batch)

    contacts = command(
        "contacts",
        _later("contacts"),
        "tell where to turn, and when each address was checked",
        examples.WHERE,
    )
    contacts.add_argument("--citizenship", metavar="TJ", help="the country of the passport, in ISO 3166-1")
    contacts.add_argument("--region", metavar="RU-MOW", help="where the person is, in ISO 3166-2")
    contacts.add_argument(
        "--need", metavar="NEED", help="only what serves this, such as register, embassy, lawyer"
    )
    _add_day(contacts)
    _add_language(contacts)

    law = command("law", _later("law"), "show the law this program knows", examples.LAW)
    law.add_argument("name", metavar="NAME", nargs="?", help="a record, or the first words of its name")
    law.add_argument("--on", metavar="DATE", type=_day, help="only what is in force on this day")
    _add_format(law)
    _add_language(law)

    check = command(_CHECK, _later("law", "check"), "name the records of law that need a look")
    _add_day(check)
    check.add_argument(
        "--older-than",
        metavar="DAYS",
        type=_days,
        default=_YEAR,
        help=f"name what was last checked more than DAYS days ago (default {_YEAR}: "
        "what nobody looked at for a year has missed the changes that come every year)",
    )
    _add_language(check)

    command(_PAGE, _later("law_page"), "show the whole law as a page for a lawyer to review, in Markdown")

    diff = command(
        _LAW_DIFF,
        _later("law_diff"),
        "show what a change of the law changes, in records and answers",
        examples.DIFF,
    )
    _add_laws(diff)

    _add_one_law(
        command(
            _IMPACT,
            _later("law_impact"),
            "tell how many of those who are reminded a law would touch, and how",
            examples.IMPACT,
        )
    )

    _add_language(
        command("chat", _later("start", "chat"), "ask and answer in this terminal, as the bot does")
    )
    command("run", _later("start", "serve"), "run the bot; its settings come from the environment")
    _add_check(
        command(
            "migrate",
            _later("migrate"),
            "prepare the database for this version of the program",
            examples.MIGRATE,
        )
    )
    _add_format(
        command(
            _STATUS,
            _later("reminders_status"),
            "tell how many reminders are due, sent, late, failed",
            examples.REMINDERS,
        )
    )
    command(_SEND, _later("start", "send"), "only send what is due, beside a bot that runs", examples.SEND)
    command(
        _REPLACE,
        _later("bot_replace"),
        "say that another bot has come in the place of the one before",
        examples.REPLACE,
    )
    return parser


class _Version(Action):
    """Shows the version; looked up only here, since looking it up is slow."""

    def __call__(self, *_: object) -> NoReturn:
        from importlib.metadata import version

        say(f"muhlat {version('muhlat')}")
        raise SystemExit(0)


def _later(module: str, function: str = "run") -> Command:
    """Return a command that is imported when it is called."""

    def run(call: Namespace) -> Exit:
        from importlib import import_module

        command: Command = getattr(import_module(f".{module}", "bot.commands"), function)
        return command(call)

    return run


_FILES: Final[Mapping[str, tuple[Command, str, str]]] = {
    "picture": (_later("picture"), "draw the days of one case", examples.PICTURE),
    "calendar": (_later("calendar_out"), "write the dates of one case as a calendar file", examples.CALENDAR),
    "card": (_later("card"), "write the answer to one case on a page to print, a PDF", examples.CARD),
}
"""The commands that make a file of one case: how each is run, what it does, and its examples."""

_CASE: Final = "the case, in YAML or JSON, or the text in the code of a card; - is standard input"

_CHECK: Final = "law check"
_PAGE: Final = "law page"
_LAW_DIFF: Final = "law diff"
_IMPACT: Final = "law impact"
_STATUS: Final = "reminders status"
_SEND: Final = "reminders send"
_REPLACE: Final = "bot replace"
_TWO_WORDS: Final = frozenset({_CHECK, _PAGE, _LAW_DIFF, _IMPACT, _STATUS, _SEND, _REPLACE})

_WHY: Final = "--why"
_REASONS: Final = ("short", "all")
"""How much of the reasons is given: without a word of its own, the short form."""


def _spelt_out(words: Sequence[str]) -> list[str]:
    """Return the call as argparse can tell its words apart: ``--why`` takes no file for its value."""
    told = _joined(words)
    for place, word in enumerate(told):
        if word == _WHY:
            whole = told[place + 1 : place + 2] == [_REASONS[1]]
            told[place : place + 1 + whole] = [f"{_WHY}={_REASONS[whole]}"]
    return told


def _joined(words: Sequence[str]) -> list[str]:
    """Make ``law check`` one command: argparse has none that is also the first word of another."""
    joined = " ".join(words[:2])
    return [joined, *words[2:]] if joined in _TWO_WORDS else list(words)


def _add_day(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--on", metavar="DATE", type=_day, help="the day asked about, YYYY-MM-DD (default: today in Moscow)"
    )


def _add_format(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="for people or for programs (default: text)",
    )


def _add_file_maker(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_CASE)
    _add_day(parser)
    _add_language(parser)
    parser.add_argument(
        *("-o", "--output"), metavar="OUT", default="-", help="the file to write (default: standard output)"
    )


def _add_laws(parser: ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the folder of the older law; -: this program's")
    parser.add_argument(
        "new",
        metavar="NEW",
        nargs="?",
        default="-",
        help="that of the newer law (default: -, this program's)",
    )
    parser.add_argument(
        "cases",
        metavar="CASES",
        nargs="?",
        help="one case in a file .yaml or .json, or one a line in any other; - is standard input",
    )
    _add_day(parser)
    _add_format(parser)
    _add_language(parser)


def _add_one_law(parser: ArgumentParser) -> None:
    parser.add_argument(
        "new",
        metavar="LAW",
        nargs="?",
        default="-",
        help="the folder of that law (default: -, this program's)",
    )
    _add_format(parser)
    _add_language(parser)


def _add_check(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit status 1 where there is something to do"
    )


def _add_form(parser: ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--svg", action="store_true", help="as SVG, 360 wide")
    form.add_argument(
        "--png", action="store_true", help="as PNG, 720 pixels wide (default, unless OUT ends in .svg)"
    )


def _add_language(parser: ArgumentParser) -> None:
    parser.add_argument("--lang", metavar="L", help="the language of texts (default: that of the system)")


def _day(text: str) -> date:
    try:
        return read_day(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a day, such as 2026-11-21") from None


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len("99999")):
        raise ArgumentTypeError(f"{text} is not a number of days, such as 90")
    return int(text)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the system's habit is; what no text may hold is written escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go_of_output() -> None:
    """Keep Python from trying once more, at its end, to write to whoever has gone."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
