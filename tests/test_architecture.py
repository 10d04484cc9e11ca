"""The directions of the house: who may import whom, who may touch the world, and how big a file may grow."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_FILE = 400
NO_NAME = frozenset({"utils", "util", "helpers", "helper", "common", "misc"})

CLOCK = frozenset({"now", "utcnow", "today", "localtime", "monotonic", "perf_counter"})
FILES = frozenset(
    {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "get_data"}
)
SPEECH = frozenset({"print", "input"})
WORLD = frozenset(
    {"asyncio", "gettext", "locale", "logging", "os", "pathlib", "random", "socket", "subprocess", "time"}
    | {"zoneinfo"}
)
SHELL = frozenset(
    {"bot.app", "bot.batch", "bot.channels", "bot.cli", "bot.delivery", "bot.desk", "bot.settings"}
    | {"bot.store", "bot.watch", "bot.web"}
    | {"aiosqlite", "alembic", "apscheduler", "asyncpg", "httpx", "prometheus_client", "sqlalchemy"}
    | {"sqlmodel", "starlette", "telegram", "uvicorn"}
)


@dataclass(frozen=True)
class Direction:
    """What the modules under a path may not import, and which calls they may not make."""

    path: str
    imports: frozenset[str]
    calls: frozenset[str]


DIRECTIONS = (
    # The heart: no clock, no file, no text for people, nothing of the shell.
    Direction("rules", WORLD | SHELL | {"bot", "locales", "babel", "yaml"}, CLOCK | FILES | SPEECH),
    # The conversation and its words: pure, told the day by whoever calls them.
    Direction("bot/dialog", WORLD | SHELL, CLOCK | FILES | SPEECH),
    Direction("bot/reading", WORLD | SHELL, CLOCK | FILES | SPEECH),
    Direction("bot/replies", (WORLD | SHELL) - {"gettext"}, CLOCK | FILES | SPEECH),
    # Which reminders are wanted and when: pure too, with the clocks of the world as data.
    Direction("bot/reminders", (WORLD | SHELL) - {"zoneinfo"}, CLOCK | FILES | SPEECH),
    # Delivery knows a channel only as something that sends.
    Direction("bot/delivery", frozenset({"telegram", "bot.channels", "bot.desk", "bot.web"}), FILES | SPEECH),
    # The store keeps what it is given, and knows neither who speaks nor what is said.
    Direction("bot/store", frozenset({"bot.channels", "bot.desk", "bot.dialog", "telegram"}), SPEECH),
    # Whoever runs the bot is told numbers: what counts and shows them knows neither words nor channels.
    Direction(
        "bot/watch", frozenset({"bot.channels", "bot.dialog", "bot.replies", "telegram"}), CLOCK | SPEECH
    ),
    Direction("bot/web", frozenset({"bot.channels", "telegram"}), CLOCK | SPEECH),
    # Channels are replaceable: none knows another.
    Direction("bot/channels/terminal.py", frozenset({"telegram", "bot.store", "bot.desk"}), frozenset()),
)
# Where law is applied: what is not of the calendar comes from the law's own records.
APPLIED = (
    *("rules/account.py", "rules/evaluate.py", "rules/level.py", "rules/line.py", "rules/plans/trips.py"),
    *("rules/regimes.py", "rules/view.py", "rules/world.py"),
    *("rules/bans", "rules/duties", "rules/grounds"),
)
NUMBERS = frozenset({0, 1, 2, 12, 24, 367})
"""Few enough to be no term of law; the months of a year, the hours of a day, a leap year and a day."""

EXCUSED = {
    ("bot/replies/words.py", "get_data"): "the one place where the compiled catalogues are read",
    ("bot/replies/fonts/__init__.py", "get_data"): "the one place where the fonts are read",
}


def modules(*paths: str) -> list[Path]:
    """Return the Python files under the paths, which may be files or folders, or not there yet."""
    found: list[Path] = []
    for path in paths:
        place = ROOT / path
        found.extend([place] if place.is_file() else sorted(place.rglob("*.py")))
    return found


def short(path: Path) -> str:
    """Return the path of a file as it is written in this repository."""
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield every module that is imported, and every name imported from one, with its dots."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def called(tree: ast.AST) -> Iterator[str]:
    """Yield the bare name of everything that is called."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
                yield name
            case _:
                pass


def below(module: str, forbidden: frozenset[str]) -> bool:
    """Whether a module is one of the forbidden ones or stands under one."""
    return any(module == each or module.startswith(f"{each}.") for each in forbidden)


@pytest.mark.parametrize("direction", DIRECTIONS, ids=lambda direction: direction.path)
def test_direction(direction: Direction) -> None:
    """Nothing imports or calls what its place in the house forbids."""
    faults = []
    for path in modules(direction.path):
        tree = ast.parse(path.read_text("utf-8"))
        faults += [
            f"{short(path)} imports {each}" for each in imported(tree) if below(each, direction.imports)
        ]
        faults += [
            f"{short(path)} calls {each}"
            for each in called(tree)
            if each in direction.calls and (short(path), each) not in EXCUSED
        ]

    assert faults == []


def test_rules_need_nothing_installed() -> None:
    """The rules run on the standard library alone."""
    allowed = sys.stdlib_module_names | {"rules", "_typeshed"}  # the last is known to type checkers only
    faults = [
        f"{short(path)} imports {each}"
        for path in modules("rules")
        for each in imported(ast.parse(path.read_text("utf-8")))
        if each.partition(".")[0] not in allowed
    ]

    assert modules("rules")
    assert faults == []


def test_no_number_of_the_law_in_code() -> None:
    """A term, a limit or a year of the law stands in rules/law, where it has a first day and a source."""
    faults = [
        f"{short(path)}:{node.lineno}: {node.value}"
        for path in modules(*APPLIED)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value not in NUMBERS
    ]

    assert all((ROOT / path).exists() for path in APPLIED)
    assert faults == []


@pytest.mark.parametrize(("path", "name"), EXCUSED)
def test_excuse_is_needed(path: str, name: str) -> None:
    """No excuse outlives what it excused."""
    assert name in called(ast.parse((ROOT / path).read_text("utf-8")))


def test_files_stay_short() -> None:
    """A file that cannot be read in one go is split."""
    lengths = {
        short(path): path.read_text("utf-8").count("\n")
        for path in modules("bot", "locales", "rules", "tests")
    }

    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_modules_are_named_for_what_they_hold() -> None:
    """A module called utils holds whatever nobody placed."""
    assert [short(path) for path in modules("bot", "locales", "rules", "tests") if path.stem in NO_NAME] == []


def test_an_assessment_starts_light(tmp_path: Path) -> None:
    """Assessing a case from the command line loads neither Telegram nor a database nor a web server."""
    case = tmp_path / "case.json"
    case.write_text('{"citizenship": "UZ", "stays": [{"entry": "2026-10-01"}]}', "utf-8")
    program = (
        "import sys\n"
        "from bot.cli import main\n"
        f"status = main(['assess', {str(case)!r}, '--on', '2026-11-01', '--format', 'json'])\n"
        "heavy = {'telegram', 'sqlmodel', 'sqlalchemy', 'pydantic', 'babel', 'starlette', 'asyncio'}\n"
        "sys.exit(f'{status} {sorted(heavy & set(sys.modules))}')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert done.stderr.strip() == "0 []"
