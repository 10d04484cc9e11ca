"""The answers to cases under two states of the law, set against each other."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final, TypeAlias

from bot.batch import Answered, Faults, Line, answer_case, case_of_line
from bot.lawbook import OUR_OWN, law_files, load_law
from rules.facts import Case
from rules.law import Law, parse_law

REASONS: Final = "trace"

_APART: Final = frozenset({"law_checked"})
"""What differs with every edition and says nothing of the person."""

Pair: TypeAlias = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Compared(Answered):
    """Some lines compared; ``text`` has one JSON object for each that differs or is wrong.

    ``changed`` counts the lines whose answer differs, ``reasons`` those of which only the trace
    does, and ``keys`` how often each key differs.
    """

    changed: int = 0
    reasons: int = 0
    keys: tuple[tuple[str, int], ...] = ()


@cache
def law_of(folder: str) -> Law:
    """Return the law in a folder, read once by each process; ``-`` is that of this program.

    Raises:
        OSError: the folder or a file of it cannot be read.
        BrokenLaw: it is no sound law.
    """
    return load_law() if folder == OUR_OWN else parse_law(law_files(folder))


def compare_lines(lines: Sequence[Line], on: date, *, old: str, new: str) -> Compared:
    """Compare the answers to each line for the day ``on`` under the laws of two folders."""
    return compared([(number, case_of_line(raw)) for number, raw in lines], on, old=old, new=new)


def compared(cases: Sequence[tuple[int, Case | Faults]], on: date, *, old: str, new: str) -> Compared:
    """Compare the answers to each numbered case; one that cannot be read is named with its faults."""
    before, after = law_of(old), law_of(new)
    shown: list[dict[str, Any]] = []
    counted: dict[str, int] = {}
    bad = reasons = 0
    for number, case in cases:
        one = case if isinstance(case, list) else answer_case(case, on, before)
        other = case if isinstance(case, list) else answer_case(case, on, after)
        if isinstance(one, list) and isinstance(other, list):
            bad += 1
            shown.append({"line": number, "errors": one})
            continue
        changes = dict(differences(one, other))
        if changes.keys() == {REASONS}:
            reasons += 1
        elif changes:
            shown.append({"line": number, "changed": _told(changes)})
            for key in changes.keys() - {REASONS}:
                counted[key] = counted.get(key, 0) + 1
    text = "".join(f"{json.dumps(each)}\n" for each in shown)
    return Compared(
        text.encode(),
        len(cases),
        bad,
        changed=len(shown) - bad,
        reasons=reasons,
        keys=tuple(sorted(counted.items())),
    )


def differences(one: dict[str, Any] | Faults, other: dict[str, Any] | Faults) -> Iterator[tuple[str, Pair]]:
    """Yield each key in which two answers differ, with both values; None where a key is not there.

    Where one law gives no answer, the key is ``errors``.

    >>> list(differences({"days": {"used": 3, "left": 87}}, {"days": {"used": 3, "left": 57}}))
    [('days.left', (87, 57))]
    """
    before, after = _flat(one), _flat(other)
    for key in sorted(before.keys() | after.keys()):
        pair = before.get(key), after.get(key)
        if pair[0] != pair[1]:
            yield key, pair


def _flat(answer: dict[str, Any] | Faults) -> dict[str, Any]:
    if isinstance(answer, list):
        return {"errors": answer}
    flat: dict[str, Any] = {}
    for key, value in answer.items():
        if isinstance(value, Mapping):
            flat |= {f"{key}.{inner}": part for inner, part in _flat(dict(value)).items()}
        elif key not in _APART:
            flat[key] = value
    return flat


def _told(changes: Mapping[str, Pair]) -> dict[str, Any]:
    """Return the changes as they are shown; the reasons, too long to be set side by side, are only named."""
    return {key: None if key == REASONS else {"old": old, "new": new} for key, (old, new) in changes.items()}
