"""The readable cases in ``tests/cases``: people, a day, and what must come out, with the reason.

Each ``[[case]]`` has ``name``, ``decisions`` and/or ``readings`` (what it cites), ``article``, ``on``,
``facts`` (a case in the published format), ``because`` (the arithmetic in one sentence), for a real
case ``source``, and either ``expect`` with, where it differs, ``favourable``, or ``faults`` (the
paths at which the facts are refused). ``waits`` gives the reason why the engine does not meet the
case yet; the case must then fail, so that the word goes when the engine has learnt it.
Only the keys that are named are compared. In expectations:

* ``"none"`` stands for null;
* ``days`` is compared by the keys named in it;
* ``bans`` means exactly these, ``bans_include`` at least these, ``no_bans`` none of these grounds;
* ``duties`` maps a name to what one duty of this name must be, to a list of exactly all duties of
  this name, to ``"absent"``, or to ``"not missed"``;
* ``planned`` lists every trip in order;
* ``actions_include``, ``disputes_include`` and ``not_checked_include`` are parts of those lists;
* ``ask_first`` is the fact to find first, ``ahead_include`` some of what lies ahead by the keys named,
  ``register_from`` the first day on which the person may be entered in the register of controlled persons;
* ``firm`` says whether ``favourable`` is null.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest

from bot.lawbook import load_law
from rules.assess import assess
from rules.read import WrongCase, read_case
from rules.report import assessment_data

Table: TypeAlias = Mapping[str, Any]

FOLDER: Final = Path(__file__).parents[1] / "cases"
TEXT_KEYS: Final = frozenset({"name", "article", "because", "source", "waits"})
CASE_KEYS: Final = TEXT_KEYS | {"decisions", "readings", "on", "facts", "expect", "favourable", "faults"}
PLAIN: Final = frozenset({"status", "ground", "last_day", "overstay_days", "may_enter_from", "level"})
VIEW_KEYS: Final = PLAIN | {"days", "bans", "bans_include", "no_bans", "duties", "planned", "actions_include"}
UNKNOWN_KEYS: Final = frozenset({"ask_first", "ahead_include", "register_from"})
EXPECT_KEYS: Final = VIEW_KEYS | UNKNOWN_KEYS | {"firm", "disputes_include", "not_checked_include"}
PART_KEYS: Final = {
    "days": frozenset({"used", "left", "limit", "from", "to"}),
    "bans": frozenset({"ground", "kind", "from", "until", "hypothetical", "law"}),
    "duties": frozenset({"due", "state", "law"}),
    "planned": frozenset({"entry", "exit", "last_day", "ok", "latest_exit", "broken_by", "breaks"}),
}
DUTIES: Final = frozenset(
    {
        *("register", "entry_statement", "migration_card", "address_notice", "leave"),
        *("medical", "fingerprints", "medical_renewal"),
        *("patent_application", "patent_payment", "patent_renewal", "contract_notice", "new_contract"),
        *("residence_notice", "permit_renewal", "fine_payment", "expulsion_appeal"),
    }
)
DECISIONS: Final = frozenset(f"D-{number}" for number in range(1, 32))
# Decisions and readings that no case can show, with the reason. Empty is the goal.
UNCITED: Final[Mapping[str, str]] = {}


def _case_files() -> Iterator[tuple[str, Table]]:
    for path in sorted(FOLDER.glob("*.toml")):
        book = tomllib.loads(path.read_text(encoding="utf-8"))
        assert book.keys() == {"case"}, f"{path.name}: {book.keys()}"
        for case in book["case"]:
            yield path.stem, case


CASES: Final = list(_case_files())
BY_ID: Final = [pytest.param(case, id=f"{chapter}: {case.get('name')}") for chapter, case in CASES]


def _plain(value: object) -> object:
    """Bring a TOML value to what JSON has: dates as text, ``"none"`` as null."""
    match value:
        case date():
            return value.isoformat()
        case "none":
            return None
        case Mapping():
            return {key: _plain(part) for key, part in value.items()}
        case list():
            return [_plain(part) for part in value]
        case _:
            return value


def _holds(wanted: Table, got: Table) -> bool:
    return all(key in got and got[key] == value for key, value in wanted.items())


def _match_bans(wanted: Table, got: Sequence[Table]) -> Iterator[str]:
    exact: list[Table] | None = wanted.get("bans")
    left = list(got)
    for ban in [*(exact or ()), *wanted.get("bans_include", ())]:
        found = next((other for other in left if _holds(ban, other)), None)
        if found is None:
            yield f"bans: expected {ban}, got {list(got)}"
        else:
            left.remove(found)
    if exact is not None and left:
        yield f"bans: not expected {left}"
    unwanted = [ban for ban in got if ban["ground"] in wanted.get("no_bans", ())]
    if unwanted:
        yield f"bans: not expected {unwanted}"


def _match_duties(wanted: Table, got: Sequence[Table]) -> Iterator[str]:
    for name, duty in wanted.items():
        same = [other for other in got if other["duty"] == name]
        match duty:
            case "absent":
                fits = not same
            case "not missed":
                fits = all(other["state"] != "missed" for other in same)
            case list():
                fits = len(same) == len(duty) and all(any(_holds(d, other) for other in same) for d in duty)
            case _:
                fits = any(_holds(duty, other) for other in same)
        if not fits:
            yield f"duties.{name}: expected {duty}, got {same}"


def _match_days(wanted: Table | None, got: Table | None) -> bool:
    return wanted == got if wanted is None or got is None else _holds(wanted, got)


def _match_trips(wanted: Sequence[Table], got: Sequence[Table]) -> bool:
    return len(wanted) == len(got) and all(_holds(*pair) for pair in zip(wanted, got, strict=True))


def _match_ahead(wanted: Table, got: Table) -> Iterator[str]:
    """Yield what does not fit of what lies ahead and of what to find first."""
    if "ask_first" in wanted and wanted["ask_first"] != got["ask_first"]:
        yield f"ask_first: expected {wanted['ask_first']}, got {got['ask_first']}"
    register = got["controlled_register"] and got["controlled_register"]["from"]
    if "register_from" in wanted and wanted["register_from"] != register:
        yield f"register_from: expected {wanted['register_from']}, got {register}"
    for coming in wanted.get("ahead_include", ()):
        if not any(_holds(coming, other) for other in got["ahead"]):
            yield f"ahead: expected {coming}, got {got['ahead']}"


def differences(wanted: Table, got: Table) -> Iterator[str]:
    """Yield a sentence for each expectation that the assessment (its published form) does not meet."""
    for key in sorted(PLAIN & wanted.keys()):
        if got[key] != wanted[key]:
            yield f"{key}: expected {wanted[key]!r}, got {got[key]!r}"
    for key, fits in (("days", _match_days), ("planned", _match_trips)):
        if key in wanted and not fits(wanted[key], got[key]):
            yield f"{key}: expected {wanted[key]}, got {got[key]}"
    yield from _match_bans(wanted, got["bans"])
    yield from _match_ahead(wanted, got)
    yield from _match_duties(wanted.get("duties", {}), got["duties"])
    for key in ("actions", "disputes", "not_checked"):
        missing = set(wanted.get(f"{key}_include", ())) - set(got[key])
        if missing:
            yield f"{key}: missing {sorted(missing)} in {got[key]}"


@pytest.mark.parametrize("case", BY_ID)
def test_case(case: Table, request: pytest.FixtureRequest) -> None:
    """The case comes out as written by hand from the decisions, in both views."""
    if "waits" in case:
        request.applymarker(pytest.mark.xfail(reason=case["waits"], strict=True))
    facts = _plain(case["facts"])
    if "faults" in case:
        with pytest.raises(WrongCase) as refusal:
            read_case(facts)
        assert [fault.path for fault in refusal.value.faults] == case["faults"], case["because"]
        return
    got = assessment_data(assess(read_case(facts), case["on"], load_law()))
    wanted: Any = _plain(case["expect"])
    found = list(differences(wanted, got))
    favourable = got["favourable"]
    if "firm" in wanted and wanted["firm"] != (favourable is None):
        found.append(f"favourable: expected {'null' if wanted['firm'] else 'a difference'}, got {favourable}")
    other: Any = _plain(case.get("favourable", {}))
    found += [f"favourable {line}" for line in differences(other, got | (favourable or {}))]
    because = f"{case['name']}\nbecause {case['because']}\n{case['article']}"
    assert not found, "\n".join([because, *found, f"disputes: {got['disputes']}"])


def _part_faults(key: str, value: object) -> Iterator[str]:
    parts: list[Table]
    match value:
        case Mapping() if key == "duties":
            unknown = value.keys() - DUTIES
            if unknown:
                yield f"duties: {unknown}"
            tables = [part if isinstance(part, list) else [part] for part in value.values()]
            parts = [part for table in tables for part in table if isinstance(part, Mapping)]
        case Mapping():
            parts = [value]
        case list():
            parts = value
        case _:
            parts = []
    for part in parts:
        unknown = part.keys() - PART_KEYS[key.removesuffix("_include")]
        if unknown:
            yield f"{key}: {unknown}"


@pytest.mark.parametrize("case", BY_ID)
def test_case_is_well_written(case: Table) -> None:
    """Every key of a case is a known one, and the case says why and what it rests on."""
    assert case.keys() <= CASE_KEYS
    assert case.keys() >= TEXT_KEYS - {"source", "waits"} | {"on", "facts"}
    assert ("expect" in case) != ("faults" in case)
    assert case.get("decisions", []) or case.get("readings", [])
    for view, keys in (("expect", EXPECT_KEYS), ("favourable", VIEW_KEYS)):
        table = case.get(view, {})
        assert table.keys() <= keys
        for key in table.keys() & {"days", "bans", "bans_include", "duties", "planned"}:
            assert not list(_part_faults(key, table[key]))
    if "favourable" in case:
        assert case["expect"].get("firm") is not True
    assert re.fullmatch(r"[^.]*[^.\s]", case["name"]), "the name is a sentence without its full stop"


def test_names_are_unique() -> None:
    """No two cases bear the same name, so that a failure points at one."""
    names = [case["name"] for _, case in CASES]
    assert len(names) == len(set(names))


def test_every_decision_and_reading_is_cited() -> None:
    """Every decision and every reading of the law is shown by a case, and none is cited that is not there."""
    readings = set(load_law().readings)
    cited = {mark for _, case in CASES for mark in case.get("decisions", []) + case.get("readings", [])}
    assert cited <= DECISIONS | readings
    assert (DECISIONS | readings) - cited == set(UNCITED)


def test_there_are_enough_cases() -> None:
    """Cases are only ever added."""
    assert len(CASES) >= 340
