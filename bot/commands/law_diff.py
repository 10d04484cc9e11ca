"""``muhlat law diff``: what a change of the law changes, in its records and in the answers to cases."""

import json
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from bot.batch import Answered, WorkersLost, run_batch, usable_cores
from bot.case_files import Unreadable, read_case_file
from bot.commands.batch import open_cases
from bot.commands.day import day_asked
from bot.commands.language import language_of
from bot.commands.outcome import Exit, WrongCall, complain, say
from bot.commands.progress import progress_on
from bot.commands.the_law import files_in
from bot.lawbook import OUR_OWN
from bot.lawdiff.answers import REASONS, Compared, compare_lines, compared, law_of
from bot.lawdiff.records import VALUE, RecordChange, What, record_changes
from bot.replies.keys import N_
from bot.replies.words import Words, load_words
from rules.fingerprint import fingerprint
from rules.law import BrokenLaw
from rules.read import WrongCase

_SINGLE: Final = frozenset({".yaml", ".yml", ".json"})
"""Endings of files that hold one case, as ``muhlat assess`` reads them."""

_LONG: Final = 60
"""Characters of a value beyond which only its key is named in text."""

_FIRST_ASKED: Final = frozenset({"says", "article", "until", "certainty"})

_WHAT: Final[Mapping[What, str]] = {
    "added": N_("cli.diff.added"),
    "removed": N_("cli.diff.removed"),
    "changed": N_("cli.diff.changed"),
}


def run(call: Namespace) -> Exit:
    """Compare the laws in ``call.old`` and ``call.new``, and the answers to ``call.cases`` under both.

    Raises:
        WrongCall: a folder or the cases cannot be read, or a law is broken; every fault is named.
    """
    words = load_words(language_of(call.lang))
    old, new = files_in(call.old), files_in(call.new)
    _refuse_broken(call)
    changes = record_changes(old, new)
    prints = fingerprint(law_of(call.old)), fingerprint(law_of(call.new))
    if call.format == "json":
        say(json.dumps(_records_data(changes, prints), ensure_ascii=False))
    else:
        say("\n".join(_records_text(changes, prints, words)))
    if call.cases is None:
        return Exit.DONE
    totals = _Totals()
    if Path(call.cases).suffix.lower() in _SINGLE:
        _one(call, totals, words)
    else:
        _many(call, totals, words)
    if call.format == "json":
        say(json.dumps({"cases": totals.data()}))
    else:
        say("\n".join(totals.text(words)))
    return Exit.BAD_LINES if totals.bad else Exit.DONE


# --- the laws ------------------------------------------------------------------------------------


def _refuse_broken(call: Namespace) -> None:
    faults = []
    for folder in dict.fromkeys((call.old, call.new)):
        try:
            law_of(folder)
        except BrokenLaw as error:
            within = "" if folder == OUR_OWN else f"{folder}: "
            faults += [f"{within}{fault}" for fault in error.faults]
    if faults:
        raise WrongCall(*faults)


def _records_data(changes: list[RecordChange], prints: tuple[str, str]) -> dict[str, Any]:
    return {
        "fingerprint": {"old": prints[0], "new": prints[1]},
        "records": [
            {
                "what": change.what,
                "kind": change.kind,
                "id": change.id,
                "since": None if change.since is None else change.since.isoformat(),
                "keys": {
                    key: {"old": _plain(old), "new": _plain(new)} for key, (old, new) in change.keys.items()
                },
            }
            for change in changes
        ],
    }


def _records_text(changes: list[RecordChange], prints: tuple[str, str], words: Words) -> Iterator[str]:
    if not changes:
        yield words("cli.diff.same")
        return
    counts = Counter(change.what for change in changes)
    yield words("cli.diff.records", **{str(what): counts[what] for what in _WHAT})
    yield words("cli.diff.fingerprint", old=prints[0], new=prints[1])
    for change in changes:
        since = "" if change.since is None else f" {change.since}"
        yield f"\n{words(_WHAT[change.what])}: {change.id}{since}"
        yield from _changed_keys(change) if change.what == "changed" else _whole(change)


def _changed_keys(change: RecordChange) -> Iterator[str]:
    for key, (old, new) in change.keys.items():
        shown = f"{_shown(old)} → {_shown(new)}"
        yield f"    {key}: {shown}" if len(shown) <= _LONG or key.startswith(VALUE) else f"    {key}"


def _whole(change: RecordChange) -> Iterator[str]:
    """Yield what a lawyer asks first of a record that has come or gone: what it says, and its values."""
    for key, (old, new) in change.keys.items():
        if key in _FIRST_ASKED or key.startswith(VALUE):
            yield f"    {key}: {_shown(old if new is None else new)}"


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int | list) else str(value)


def _shown(value: object) -> str:
    if value is None:
        return "–"
    return ", ".join(map(_shown, value)) if isinstance(value, list) else str(value)


# --- the cases -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Totals:
    """What has been counted over all cases."""

    cases: int = 0
    bad: int = 0
    changed: int = 0
    reasons: int = 0
    keys: Counter[str] = field(default_factory=Counter)

    def add(self, found: Compared) -> None:
        self.cases += found.lines
        self.bad += found.bad
        self.changed += found.changed
        self.reasons += found.reasons
        self.keys.update(dict(found.keys))

    def data(self) -> dict[str, Any]:
        counts = {name: getattr(self, name) for name in ("cases", "changed", "reasons", "bad")}
        return counts | {"keys": dict(sorted(self.keys.items()))}

    def text(self, words: Words) -> Iterator[str]:
        yield ""
        yield words(
            "cli.diff.cases", cases=self.cases, changed=self.changed, reasons=self.reasons, bad=self.bad
        )
        if self.keys:
            yield f"    {', '.join(f'{key} {number}' for key, number in self.keys.most_common())}"


def _one(call: Namespace, totals: _Totals, words: Words) -> None:
    try:
        case = read_case_file(call.cases)
    except Unreadable as error:
        raise WrongCall(str(error)) from None
    except WrongCase as wrong:
        raise WrongCall(*map(str, wrong.faults)) from None
    found = compared([(1, case)], day_asked(call.on), old=call.old, new=call.new)
    _write(found, call, words)
    totals.add(found)


def _many(call: Namespace, totals: _Totals, words: Words) -> None:
    answer = partial(compare_lines, old=call.old, new=call.new)
    with ExitStack() as stack:
        source = open_cases(call.cases, stack)
        progress = stack.enter_context(progress_on(source, "muhlat law diff"))

        def write(answered: Answered) -> None:
            assert isinstance(answered, Compared)  # noqa: S101 - what the answerer given below returns
            with progress.paused():
                _write(answered, call, words)
            totals.add(answered)
            progress.advance(answered.size)

        try:
            run_batch(source, day_asked(call.on), write, usable_cores(), answer)
        except BrokenPipeError:
            raise
        except WorkersLost as error:
            raise WrongCall(f"stopped after {totals.cases} lines: {error}") from None
        except OSError as error:
            raise WrongCall(f"stopped after {totals.cases} lines: {error.strerror or error}") from None
    if totals.bad:
        complain([f"{totals.bad} of {totals.cases} lines are wrong; each says why in its place"])


def _write(found: Compared, call: Namespace, words: Words) -> None:
    text = found.text.decode()
    if not text:
        return
    if call.format == "json":
        say(text.rstrip("\n"))
    else:
        say("\n".join(line for each in text.splitlines() for line in _case_text(json.loads(each), words)))


def _case_text(told: Mapping[str, Any], words: Words) -> Iterator[str]:
    yield f"\n{words('cli.diff.line', number=told['line'])}"
    for fault in told.get("errors", ()):
        yield f"    {fault['path']}: {fault['message']}".replace("    : ", "    ")
    for key, pair in told.get("changed", {}).items():
        if key == REASONS:
            continue
        old, new = pair["old"], pair["new"]
        if isinstance(old, list) or isinstance(new, list):
            yield f"    {key}:"
            yield from (f"      − {_item(each)}" for each in old or () if each not in (new or ()))
            yield from (f"      + {_item(each)}" for each in new or () if each not in (old or ()))
        else:
            yield f"    {key}: {_shown(old)} → {_shown(new)}"


def _item(value: object) -> str:
    """Return an item of a list in an answer on one line."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_shown(part)}" for key, part in value.items())
    return _shown(value)
