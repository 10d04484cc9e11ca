"""Cases as they are met, made up from a seed: ``python tests/bench/cases.py 100000 > cases.jsonl``.

No person stands behind any of them. The shares of countries and kinds of stay follow what is
asked about in public: most people come from Uzbekistan, Tajikistan and Kyrgyzstan to work, many
come and go, some have overstayed, paid no fine, or been expelled.

There are two mixes. ``wide`` spreads its stays over all years since 2013, to touch every era of the
law. ``realistic`` is the people who would ask on :data:`TODAY`: their shares stand beside it.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

Case = dict[str, Any]
Span = tuple[date, date | None]
"""The first and the last day of a stay; None where it goes on."""

TODAY: Final = date(2026, 11, 21)
"""The day the cases are asked about: stays lie before it, plans after it."""

_FIRST: Final = date(2013, 1, 1)
_PATENT: Final = ("UZ", "TJ", "AZ", "MD")
_TREATY: Final = ("KG", "KZ", "AM", "BY")
_COUNTRIES: Final = {
    "UZ": 34,
    "TJ": 28,
    "KG": 13,
    "KZ": 6,
    "AM": 5,
    "AZ": 4,
    "MD": 2,
    "BY": 2,
    "UA": 2,
    "IN": 2,
}
_LIVES: Final = {"visitor": 45, "worker": 36, "student": 5, "resident": 8, "relative": 6}
_REGIONS: Final = ("RU-MOW", "RU-SPE", "RU-MOS", "RU-TUL", "RU-SVE", "RU-KDA", "RU-TA")
_OFFENCES: Final = {"stay": 4, "work": 2, "public_order": 1, "traffic": 4, "other": 1}


class Mix(NamedTuple):
    """What people are made up of: the weights of their countries, and shares of 1 for the rest.

    ``life`` draws a kind of life and the stays that go with it; with ``orderly`` most of those who
    work have kept up what their stays rest on.
    """

    countries: dict[str, int]
    life: Callable[[random.Random], tuple[str, list[Span]]]
    offended: float
    removed: float
    banned: float
    orderly: bool


def cases(count: int, seed: int = 1, mix: str = "wide") -> Iterator[Case]:
    """Yield ``count`` valid cases in the case format; the same seed gives the same cases."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret is drawn
    for _ in range(count):
        yield _case(dice, MIXES[mix])


def lines(count: int, seed: int = 1, mix: str = "wide") -> Iterator[bytes]:
    """Yield the cases of :func:`cases` as JSON lines."""
    for case in cases(count, seed, mix):
        yield f"{json.dumps(case)}\n".encode()


def _case(dice: random.Random, mix: Mix) -> Case:
    country = _weighed(dice, mix.countries)
    case: Case = {"citizenship": country}
    if _happens(dice, 0.3):
        case["born"] = str(dice.randint(1955, 2019))
    if _happens(dice, 0.01):
        case["international_driver"] = True
    life, spans = mix.life(dice)
    case["stays"] = [_stay(first, last, life, dice) for first, last in spans]
    _LIFE[life](case, country, spans, dice)
    if mix.orderly and _happens(dice, 0.85):
        _keep_up(case, spans, dice)
    _present(case, spans[-1], dice)
    _troubles(case, spans, dice, mix)
    if _happens(dice, 0.12):
        case["planned"] = [_plan(dice)]
    if _happens(dice, 0.1):
        _forget_days(case["stays"], dice)
    return case


def _wide_life(dice: random.Random) -> tuple[str, list[Span]]:
    spans = _spans(dice)
    return _weighed(dice, _LIVES), spans


def _spans(dice: random.Random) -> list[Span]:
    """Return one to eight stays that follow each other; the last may still go on."""
    spans: list[Span] = []
    entry = _day(dice, _FIRST, TODAY - timedelta(days=3))
    for _ in range(dice.choice((1, 1, 2, 2, 3, 3, 4, 5, 6, 8))):
        usual = dice.choice((5, 20, 45, 80, 89, 90, 90, 110, 180, 350))
        leave = entry + timedelta(days=max(0, int(dice.gauss(usual, usual / 10))))
        if leave >= TODAY:
            return [*spans, (entry, None)]
        spans.append((entry, leave))
        entry = leave + timedelta(days=dice.choice((0, 1, 7, 30, 60, 90, 91, 120, 400)))
        if entry > TODAY:
            break
    if _happens(dice, 0.45):
        spans.append((_day(dice, max(spans[-1][1] or TODAY, TODAY - timedelta(days=160)), TODAY), None))
    return spans


def _recent_life(dice: random.Random) -> tuple[str, list[Span]]:
    """Draw a life and its one to six stays, laid backwards from today; most lie in the last two years."""
    life = _weighed(dice, _RECENT_LIVES)
    settled = life in {"worker", "student", "resident"}
    first = TODAY - timedelta(days=dice.randint(0, 300 if settled else 100))
    spans: list[Span] = [(first, None)]
    if not _happens(dice, _PRESENT):
        leave = TODAY - timedelta(days=dice.randint(1, 300))
        first = leave - timedelta(days=dice.randint(5, 300 if settled else 95))
        spans = [(first, leave)]
    for number in range(int(_weighed(dice, _STAYS)) - 1):
        away = dice.randint(400, 2000) if _happens(dice, 0.06) else dice.choice((1, 7, 20, 45, 91, 150, 250))
        leave = first - timedelta(days=away)
        days = (30, 60, 88, 180, 300) if settled and not number else (4, 10, 15, 30, 60, 88, 95)
        first = leave - timedelta(days=dice.choice(days))
        spans.insert(0, (first, leave))
    return life, spans


def _keep_up(case: Case, spans: list[Span], dice: random.Random) -> None:
    """Let each patent be paid, and each contract held, until about the end of its stay or about now."""
    for patent, (_, leave) in zip(case.get("patents", [])[::-1], spans[::-1], strict=False):
        end = leave or TODAY
        issued = min(date.fromisoformat(patent["issued"]), end)
        paid = max(issued, end + timedelta(days=dice.randint(-3, 60)))
        patent["issued"], patent["paid_until"] = issued.isoformat(), paid.isoformat()
        patent.pop("cancelled", None)
    for contract, (_, leave) in zip(case.get("contracts", [])[::-1], spans[::-1], strict=False):
        contract.pop("ended", None)
        if "until" in contract:
            end = max(date.fromisoformat(contract["signed"]), leave or TODAY)
            contract["until"] = (end + timedelta(days=dice.randint(1, 300))).isoformat()


def _stay(first: date, last: date | None, life: str, dice: random.Random) -> Case:
    stay: Case = {"entry": first.isoformat()}
    if last is not None:
        stay["exit"] = last.isoformat()
    purposes = {"worker": "work", "student": "study", "relative": "private"}
    if _happens(dice, 0.8):
        stay["purpose"] = purposes.get(life) or dice.choice(("work", "private", "tourism", "transit"))
    if _happens(dice, 0.01):
        stay["visa"] = True
    return stay


def _worker(case: Case, country: str, spans: list[Span], dice: random.Random) -> None:
    chosen = spans[-2:] if _happens(dice, 0.7) else spans
    if country in _TREATY:
        case["contracts"] = [_contract(first, dice) for first, _ in chosen]
    elif country in _PATENT:
        case["patents"] = [_patent(first, last, dice) for first, last in chosen]
        if _happens(dice, 0.5):
            case["contracts"] = [_contract(first + timedelta(days=40), dice) for first, _ in chosen[-1:]]


def _contract(first: date, dice: random.Random) -> Case:
    signed = first + timedelta(days=dice.randint(1, 40))
    contract: Case = {"signed": signed.isoformat()}
    if _happens(dice, 0.6):
        contract["until"] = (signed + timedelta(days=dice.choice((180, 364, 364, 730)))).isoformat()
    if _happens(dice, 0.3):
        contract["ended"] = (signed + timedelta(days=dice.randint(20, 170))).isoformat()
    return contract


def _patent(first: date, last: date | None, dice: random.Random) -> Case:
    issued = first + timedelta(days=dice.randint(10, 45))
    months = dice.randint(1, 12)
    patent: Case = {
        "issued": issued.isoformat(),
        "paid_until": (issued + timedelta(days=30 * months)).isoformat(),
        "region": dice.choice(_REGIONS),
    }
    if _happens(dice, 0.7):
        patent["contract_notified"] = (issued + timedelta(days=dice.randint(5, 80))).isoformat()
    if last is None and _happens(dice, 0.05):
        patent["cancelled"] = (issued + timedelta(days=dice.randint(0, 25))).isoformat()
    return patent


def _student(case: Case, _country: str, spans: list[Span], dice: random.Random) -> None:
    start = spans[-1][0] + timedelta(days=dice.randint(0, 30))
    study: Case = {
        "from": start.isoformat(),
        "until": date(start.year + dice.randint(1, 5), 6, 30).isoformat(),
    }
    if _happens(dice, 0.15):
        study["ended"] = (start + timedelta(days=dice.randint(60, 150))).isoformat()
    case["studies"] = [study]


def _resident(case: Case, _country: str, spans: list[Span], dice: random.Random) -> None:
    kind = dice.choice(("temporary_residence", "temporary_residence", "permanent_residence", "work_permit"))
    issued = spans[-1][0] + timedelta(days=dice.randint(30, 80))
    permit: Case = {"kind": kind, "issued": issued.isoformat()}
    if kind != "permanent_residence":
        permit["until"] = (issued + timedelta(days=1095)).isoformat()
        permit["notices"] = [(issued + timedelta(days=370 * year)).isoformat() for year in range(1, 3)]
    if _happens(dice, 0.05):
        permit["cancelled"] = (issued + timedelta(days=dice.randint(30, 300))).isoformat()
    case["permits"] = [permit]
    if kind == "temporary_residence" and _happens(dice, 0.5):
        case["applications"] = [{"kind": kind, "filed": (issued - timedelta(days=25)).isoformat()}]


def _relative(case: Case, _country: str, spans: list[Span], dice: random.Random) -> None:
    relative: Case = {
        "relation": dice.choice(("spouse", "child", "parent")),
        "of": dice.choice(("citizen", "permanent_resident", "patent_holder", "eaeu_worker")),
    }
    if _happens(dice, 0.7):
        relative["until"] = (spans[-1][0] + timedelta(days=dice.randint(90, 400))).isoformat()
    case["family"] = [relative]


def _visitor(_case: Case, _country: str, _spans: list[Span], _dice: random.Random) -> None:
    """Have nothing but the stays."""


_LIFE: Final[dict[str, Callable[[Case, str, list[Span], random.Random], None]]] = {
    "visitor": _visitor,
    "worker": _worker,
    "student": _student,
    "resident": _resident,
    "relative": _relative,
}


def _present(case: Case, span: Span, dice: random.Random) -> None:
    """Add what a person in Russia now has done: registration, moves, examination, statement."""
    first, last = span
    if last is not None:
        return
    if _happens(dice, 0.7):
        start = first + timedelta(days=dice.randint(0, 12))
        until = start + timedelta(days=dice.choice((30, 85, 180)))
        region = dice.choice(_REGIONS)
        case["registrations"] = [{"from": start.isoformat(), "until": until.isoformat(), "region": region}]
    if _happens(dice, 0.15):
        case["moves"] = [_day(dice, first, TODAY).isoformat()]
    if _happens(dice, 0.4):
        case["medical"] = [_day(dice, first, TODAY).isoformat()]
        case["fingerprinted"] = case["medical"][0]
    if _happens(dice, 0.2):
        case["entry_statement"] = (first - timedelta(days=4)).isoformat()


def _troubles(case: Case, spans: list[Span], dice: random.Random, mix: Mix) -> None:
    if _happens(dice, mix.offended):
        case["offences"] = [_offence(dice) for _ in range(dice.choice((1, 1, 2, 3)))]
    if _happens(dice, mix.removed) and spans[-1][1] is not None:
        kind = dice.choice(("expulsion", "deportation", "readmission"))
        case["removals"] = [{"on": spans[-1][1].isoformat(), "kind": kind}]
    if _happens(dice, 0.005):
        case["convictions"] = [{"spent": _happens(dice, 0.5)}]
    if _happens(dice, mix.banned):
        told = _day(dice, date(2020, 1, 1), TODAY)
        until = told + timedelta(days=dice.choice((1095, 1826)))
        case["decisions"] = [{"kind": "entry_ban", "on": told.isoformat(), "until": until.isoformat()}]
    if _happens(dice, 0.01):
        case["controlled_register"] = {"since": _day(dice, date(2025, 2, 5), TODAY).isoformat()}


def _offence(dice: random.Random) -> Case:
    ruled = _day(dice, date(2020, 1, 1), TODAY)
    offence: Case = {"in_force": ruled.isoformat(), "kind": _weighed(dice, _OFFENCES)}
    if _happens(dice, 0.5):
        offence["received"] = (ruled - timedelta(days=11)).isoformat()
    if _happens(dice, 0.6):
        offence["paid"] = (ruled + timedelta(days=dice.randint(0, 90))).isoformat()
    return offence


def _plan(dice: random.Random) -> Case:
    entry = _day(dice, TODAY + timedelta(days=3), date(2027, 10, 1))
    plan: Case = {"entry": entry.isoformat()}
    if _happens(dice, 0.8):
        plan["exit"] = (entry + timedelta(days=dice.choice((10, 30, 60, 89, 95)))).isoformat()
    return plan


def _forget_days(stays: list[Case], dice: random.Random) -> None:
    """Leave only the month of some dates, as a person who does not remember the day would."""
    for stay in stays:
        for key in ("entry", "exit"):
            if key in stay and _happens(dice, 0.5):
                stay[key] = stay[key][: len("2026-03")]


def _happens(dice: random.Random, share: float) -> bool:
    return dice.random() < share


def _weighed(dice: random.Random, weights: dict[str, int]) -> str:
    return dice.choices(tuple(weights), tuple(weights.values()))[0]


def _day(dice: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=dice.randint(0, max(0, (last - first).days)))


_STAYS: Final = {"1": 30, "2": 25, "3": 18, "4": 12, "5": 9, "6": 6}
_PRESENT: Final = 0.7
"""Seven of the ten people of our walks are in Russia on the day they ask."""
_RECENT_LIVES: Final = {"visitor": 38, "worker": 40, "student": 7, "resident": 8, "relative": 7}
_RECENT_COUNTRIES: Final = {
    "TJ": 32,
    "UZ": 32,
    "KG": 19,
    "KZ": 7,
    "AM": 4,
    "AZ": 2,
    "MD": 2,
    "BY": 1,
    "UA": 1,
}
"""After the ten people of our walks (three Tajik, three Uzbek, two Kyrgyz, a Kazakh, an Armenian) and
the published cases we know (Tajik before Uzbek, Kyrgyz and Kazakh). A judgment: nobody has counted."""

MIXES: Final = {
    "wide": Mix(_COUNTRIES, _wide_life, offended=0.12, removed=0.02, banned=0.02, orderly=False),
    "realistic": Mix(_RECENT_COUNTRIES, _recent_life, offended=0.15, removed=0.15, banned=0.05, orderly=True),
}
"""``removed`` is a share of those who are out of Russia: with it and the other troubles about one in four
has something on record, as two of our ten people have."""


def main() -> None:
    """Write as many cases as asked for to standard output."""
    parser = argparse.ArgumentParser(description="Make up cases as JSON lines.")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mix", choices=tuple(MIXES), default="wide")
    call = parser.parse_args()
    sys.stdout.buffer.writelines(lines(call.count, call.seed, call.mix))


if __name__ == "__main__":
    main()
