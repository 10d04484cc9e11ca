"""The command line: what can be called, and how a call ends.

Only the called command is imported, and it imports only what it needs: a cold start counts.
"""

# ruff: noqa: PLC0415 - a command is imported when it is called

import os
import sys
from argparse import Action, ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from io import TextIOWrapper
from typing import Final, NoReturn, TypeAlias

from bot.commands.day import read_day
from bot.commands.outcome import Exit, WrongCall, complain, say

Command: TypeAlias = Callable[[Namespace], Exit]

_STATUS: Final = "exit status: 0 done; 1 done, with bad lines or doubts; 2 the input or the call is wrong"

_EXAMPLES: Final = f"""\
examples:
  muhlat assess case.yaml                          the answer for today in Moscow
  muhlat assess case.yaml --on 2026-11-21 --why    for another day, with the reasons
  muhlat assess - --format json < case.json        for another program
  muhlat plan case.yaml --leave 2026-12-24         what follows from leaving on that day
  muhlat batch cases.jsonl > answers.jsonl         one case a line, one answer a line
  muhlat law stay --on 2026-11-21                  what the law says of stays on that day
  muhlat chat --lang en                            questions and answers in this terminal

{_STATUS}"""

_ASSESS: Final = """\
examples:
  muhlat assess case.yaml --on 2026-11-21 --lang ru --why
  muhlat assess case.yaml --why=all
  echo '{"citizenship": "UZ", "stays": [{"entry": "2026-10-05"}]}' | muhlat assess - --format json"""

_PLAN: Final = """\
Without a question: the trips planned in the case, leaving today or on the last day, and when to come
again for as long as can be. Each question may be asked several times.

examples:
  muhlat plan case.yaml --on 2026-11-21 --lang ru
  muhlat plan case.yaml --leave 2026-12-24 --leave 2027-01-10
  muhlat plan case.yaml --pay-until 2027-02-24
  muhlat plan case.yaml --come-for 60 --from 2027-03-01 --format json"""

_BATCH: Final = """\
Blank lines are skipped. A wrong line is answered in its place by
{"line": 7, "errors": [{"path": "stays[0].entry", "message": "2026-02-31 is not a date"}]}

examples:
  muhlat batch cases.jsonl --on 2026-11-21 > answers.jsonl
  zcat cases.jsonl.gz | muhlat batch - | grep '"level": "red"'"""

_LAW: Final = """\
examples:
  muhlat law                            everything
  muhlat law stay                       all records whose name begins with stay
  muhlat law --on 2024-12-31            what was in force on that day
  muhlat law check --older-than 90      what was last checked more than 90 days ago
  muhlat law page > law.md              all of it as a page for a lawyer
  muhlat law diff old/ - cases.jsonl    what has changed since, and in whose answers"""

_DIFF: Final = """\
OLD and NEW are folders of law files, as rules/law is; - is the law of this program. Answers that
differ only in their reasons are counted apart; the day on which the law was checked is not compared.
That there are differences is no fault: the exit status is 0.

examples:
  git archive v1.0 rules/law | tar -x -C /tmp       the law of an older version, in /tmp/rules/law
  muhlat law diff /tmp/rules/law                    which records have changed since
  muhlat law diff /tmp/rules/law - cases.jsonl      and which answers change with them
  muhlat law diff - draft/ person.yaml --on 2027-01-01   what a draft would do to one case"""

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
        epilog=_EXAMPLES,
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
            epilog=f"{more}\n\n{_STATUS}".strip(),
            formatter_class=_Help,
            allow_abbrev=False,
        )
        made.set_defaults(run=run)
        return made

    assess = command("assess", _assess, "answer one case from a file", _ASSESS)
    assess.add_argument("file", metavar="FILE", help="the case, in YAML or JSON; - is standard input")
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

    plan = command("plan", _plan, "check trips, and tell what would follow", _PLAN)
    plan.add_argument("file", metavar="FILE", help="the case, in YAML or JSON; - is standard input")
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

    batch = command("batch", _batch, "answer many cases, one a line", _BATCH)
    batch.add_argument("file", metavar="FILE", help="the cases, JSON lines; - is standard input")
    _add_day(batch)

    law = command("law", _law, "show the law this program knows", _LAW)
    law.add_argument("name", metavar="NAME", nargs="?", help="a record, or the first words of its name")
    law.add_argument("--on", metavar="DATE", type=_day, help="only what is in force on this day")
    _add_format(law)
    _add_language(law)

    check = command(_CHECK, _law_check, "name the records of law that need a look")
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

    command(_PAGE, _law_page, "show the whole law as a page for a lawyer to review, in Markdown")

    diff = command(
        _LAW_DIFF, _law_diff, "show what a change of the law changes, in records and answers", _DIFF
    )
    diff.add_argument("old", metavar="OLD", help="the folder of the older law; -: this program's")
    diff.add_argument(
        "new",
        metavar="NEW",
        nargs="?",
        default="-",
        help="that of the newer law (default: -, this program's)",
    )
    diff.add_argument(
        "cases",
        metavar="CASES",
        nargs="?",
        help="one case in a file .yaml or .json, or one a line in any other; - is standard input",
    )
    _add_day(diff)
    _add_format(diff)
    _add_language(diff)

    _add_language(command("chat", _chat, "ask and answer in this terminal, as the bot does"))
    command("run", _run, "run the bot; its settings come from the environment")
    return parser


class _Version(Action):
    """Shows the version; looked up only here, since looking it up is slow."""

    def __call__(self, *_: object) -> NoReturn:
        from importlib.metadata import version

        say(f"muhlat {version('muhlat')}")
        raise SystemExit(0)


def _assess(call: Namespace) -> Exit:
    from bot.commands import assess

    return assess.run(call)


def _plan(call: Namespace) -> Exit:
    from bot.commands import plan

    return plan.run(call)


def _batch(call: Namespace) -> Exit:
    from bot.commands import batch

    return batch.run(call)


def _law(call: Namespace) -> Exit:
    from bot.commands import law

    return law.run(call)


def _law_check(call: Namespace) -> Exit:
    from bot.commands import law

    return law.check(call)


def _law_page(call: Namespace) -> Exit:
    from bot.commands import law_page

    return law_page.run(call)


def _law_diff(call: Namespace) -> Exit:
    from bot.commands import law_diff

    return law_diff.run(call)


def _chat(call: Namespace) -> Exit:
    from bot.commands import start

    return start.chat(call)


def _run(_call: Namespace) -> Exit:
    from bot.commands import start

    return start.serve()


_CHECK: Final = "law check"
_PAGE: Final = "law page"
_LAW_DIFF: Final = "law diff"


_WHY: Final = "--why"
_REASONS: Final = ("short", "all")
"""How much of the reasons is given: without a word of its own, the short form."""


def _spelt_out(words: Sequence[str]) -> list[str]:
    """Return the call as argparse can tell its words apart: ``--why`` takes no file for its value."""
    told = _join_law(words)
    for place, word in enumerate(told):
        if word == _WHY:
            whole = told[place + 1 : place + 2] == [_REASONS[1]]
            told[place : place + 1 + whole] = [f"{_WHY}={_REASONS[whole]}"]
    return told


def _join_law(words: Sequence[str]) -> list[str]:
    """Make ``law check`` one command: argparse has none that is also the first word of another."""
    joined = " ".join(words[:2])
    return [joined, *words[2:]] if joined in {_CHECK, _PAGE, _LAW_DIFF} else list(words)


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
