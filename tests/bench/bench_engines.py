"""One small rule in Muhlat, zen-engine and OpenFisca: cases a second of each, in one run, on the same people.

What is asked is the account of visa-free days (``small_rule.py``). Before anything is measured every
engine must give the answers of a count day by day. Each starts from plain data in its own form and
ends with the three answers; one process, one case at a time, as for a request, save where the table
says otherwise.

Muhlat stands there twice. Its *full assessment* is what a user of the package calls; it answers the
rule along with duties, bans, both views and the trace, which the other two are not asked for. Its
*account alone* is the line of days under it: the same work as theirs, but no call that is documented.
zen-engine and OpenFisca stand there in several ways in which they are used. The ratios are taken over
the fastest that does one case at a time.
"""

import argparse
import gc
import importlib.util
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from bot.lawbook import load_law
from rules.assess import assess
from rules.book import compiled
from rules.days import day_of
from rules.line import Line
from rules.read import read_case
from rules.view import View
from rules.world import EARLIEST, make_world
from tests.bench.figures import HEADS, machine, show_table, spread
from tests.bench.small_rule import ON, Answer, Asked, counted, people

_AIMS: Final = {"zen-engine": 10, "OpenFisca": 25}
_PACKAGES: Final = ("zen", "openfisca_core")
_FULL: Final = "Muhlat, full assessment"
_ACCOUNT: Final = "Muhlat, account alone"


class Way(NamedTuple):
    """One way to get the answers: ``run`` takes every request and is timed, ``read`` is not.

    ``single`` tells whether it takes one case at a time; only such a way is compared.
    """

    name: str
    engine: str
    requests: Sequence[Any]
    run: Callable[[Sequence[Any]], Any]
    read: Callable[[Any], list[Answer]]
    single: bool = True


def main() -> int:
    """Measure and show; the status is 1 where an aim is missed, 2 where an engine is not installed."""
    parser = argparse.ArgumentParser(description="Measure one small rule in three engines.")
    parser.add_argument("--rounds", type=int, default=9, help="rounds, all engines in each (default 9)")
    parser.add_argument("--cases", type=int, default=1000, help="people (default 1000)")
    parser.add_argument("--crowd", type=int, default=20_000, help="people in one simulation (default 20000)")
    parser.add_argument("--seed", type=int, default=1)
    call = parser.parse_args()
    missing = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        sys.stderr.write(f"not installed here: {', '.join(missing)}; `make bench` sets them up\n")
        return 2
    ways = _ways(people(call.cases, call.seed), people(call.crowd, call.seed))
    return _measure(ways, call.rounds)


def _measure(ways: list[Way], rounds: int) -> int:
    rates: dict[str, list[float]] = {way.name: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            gc.collect()
            start = time.perf_counter()
            way.run(way.requests)
            rates[way.name].append(len(way.requests) / (time.perf_counter() - start))
    title = f"One small rule in three engines, {rounds} rounds. {machine()}"
    rows = [[way.name, f"{len(way.requests):,}", *spread(rates[way.name], ",.0f")] for way in ways]
    show_table(title, ["", "cases", *(f"{head} cases/s" for head in HEADS)], rows)
    rows, missed = [], False
    for engine, aim in _AIMS.items():
        rivals = [way.name for way in ways if way.engine == engine and way.single]
        fastest = max(rivals, key=lambda name: statistics.median(rates[name]))
        for ours in (_FULL, _ACCOUNT):
            for rival in rivals:
                ratios = [one / other for one, other in zip(rates[ours], rates[rival], strict=True)]
                met = statistics.median(ratios) >= aim
                verdict = ("met" if met else "MISSED") if rival == fastest else ""
                missed = missed or verdict == "MISSED"
                rows.append([f"{ours} / {rival}", *spread(ratios, ".2f"), str(aim), verdict])
    show_table("Ratios round by round; an aim is held against the fastest way", ["", *HEADS, "aim", ""], rows)
    return int(missed)


def _ways(few: list[Asked], many: list[Asked]) -> list[Way]:
    """Return every way, once each has given the right answers."""
    expected = [counted(asked) for asked in few]
    ways = [*_muhlat(few), *_zen(few), *_openfisca(few, many)]
    for way in ways:
        right = expected if way.single else [counted(asked) for asked in many]
        given = way.read(way.run(way.requests))
        wrong = [number for number, pair in enumerate(zip(given, right, strict=True)) if pair[0] != pair[1]]
        if wrong:
            case = few[wrong[0]] if way.single else many[wrong[0]]
            sys.exit(f"{way.name} answers {given[wrong[0]]} to {case}, and {len(wrong)} more differ")
    shares = f"{sum(answer.last_day is not None for answer in expected)} lawfully in the country"
    over = sum(
        asked.stays[-1][1] is None and a.last_day is None for asked, a in zip(few, expected, strict=True)
    )
    sys.stdout.write(f"All ways agree on all {len(few)} people: {shares}, {over} over the limit.\n\n")
    return ways


def _muhlat(cases: list[Asked]) -> list[Way]:
    law = load_law()
    book = compiled(law)

    def full(request: dict[str, Any]) -> Answer:
        answer = assess(read_case(request), ON, law).cautious
        assert answer.days is not None
        return Answer(answer.days.used, answer.days.left, answer.last_day)

    def account(request: dict[str, Any]) -> Answer:
        world = make_world(read_case(request), ON.toordinal(), EARLIEST, book)
        line = Line(world, book, View(frozenset()), None)
        visit = world.present
        first, _ = line.account.window(world.on, world.on if visit is None else visit.entry)
        used = line.account.used(first, world.on, lenient=False)
        limit = line.account.era(world.on).limit
        stretch = line.stretches[-1]
        lawful = visit is not None and not stretch.overstay(world.on)
        last = day_of(stretch.last_lawful(world.on)) if lawful else None
        return Answer(used, max(0, limit - used), last)

    requests = [
        {
            "citizenship": asked.citizenship,
            "stays": [
                {"entry": entry.isoformat(), "exit": leave and leave.isoformat(), "purpose": "private"}
                for entry, leave in asked.stays
            ],
        }
        for asked in cases
    ]
    return [
        Way(_FULL, "Muhlat", requests, _each(full), list),
        Way(_ACCOUNT, "Muhlat", requests, _each(account), list),
    ]


def _zen(cases: list[Asked]) -> list[Way]:
    from tests.bench import rule_in_zen as rule  # noqa: PLC0415 - not installed everywhere

    def way(name: str, call: Callable[[Any], Any]) -> Way:
        return Way(
            f"zen-engine, {name}",
            "zen-engine",
            [rule.request(asked) for asked in cases],
            _each(call),
            lambda responses: [rule.answer(response) for response in responses],
        )

    return [
        way("expressions, loader", rule.loaded(rule.EXPRESSION_GRAPH)),
        way("expressions, create_decision", rule.created(rule.EXPRESSION_GRAPH)),
        way("function node, loader", rule.loaded(rule.FUNCTION_GRAPH)),
    ]


def _openfisca(cases: list[Asked], crowd: list[Asked]) -> list[Way]:
    from tests.bench import rule_in_openfisca as rule  # noqa: PLC0415 - not installed everywhere

    system, on = rule.system(), ON.isoformat()

    def alone(vectors: Sequence[Any]) -> list[Answer]:
        return [answer for each in vectors for answer in rule.answers(each)]

    def crowded(people_in_it: Sequence[Asked]) -> list[Any]:
        return rule.calculate(rule.from_arrays(system, people_in_it), on)

    return [
        Way(
            "OpenFisca, build_from_entities",
            "OpenFisca",
            [rule.request(asked) for asked in cases],
            _each(lambda request: rule.from_entities(system, request, on)),
            alone,
        ),
        Way("OpenFisca, set_input", "OpenFisca", cases, _each(lambda asked: crowded([asked])), alone),
        Way("OpenFisca, all in one simulation", "OpenFisca", crowd, crowded, rule.answers, single=False),
    ]


def _each(call: Callable[[Any], Any]) -> Callable[[Sequence[Any]], list[Any]]:
    """Return what asks for one case after the other."""
    return lambda requests: [call(request) for request in requests]


if __name__ == "__main__":
    sys.exit(main())
