"""``muhlat law`` and ``muhlat law check``: the law this program knows, and what of it needs a look."""

import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from itertools import groupby
from typing import Any, Final, TypeAlias

from bot.commands.day import today
from bot.commands.language import language_of
from bot.commands.outcome import Exit, WrongCall, say
from bot.commands.the_law import the_law
from bot.lawbook import load_law
from bot.lawpage.wording import sentence
from bot.replies.keys import N_
from bot.replies.words import Words, load_words
from rules.fingerprint import fingerprint, marks
from rules.law import BrokenLaw, Law, Provision, Reading, check_law

_Marks: TypeAlias = dict[tuple[str, date | None], str]
"""The mark of each record, by its id and first day."""

_CERTAINTY: Final = {
    "high": N_("cli.law.certainty.high"),
    "medium": N_("cli.law.certainty.medium"),
    "low": N_("cli.law.certainty.low"),
}
_DOUBTS: Final = {
    "broken": N_("cli.doubt.broken"),
    "contradictory": N_("cli.doubt.contradictory"),
    "uncited": N_("cli.doubt.uncited"),
    "old": N_("cli.doubt.old"),
    "idle": N_("cli.doubt.idle"),
    "no_decree": N_("cli.doubt.no_decree"),
}


def run(call: Namespace) -> Exit:
    """Show the provisions and readings that ``call.name`` and ``call.on`` choose.

    Raises:
        WrongCall: nothing has that name or was in force on that day, or the law is broken.
    """
    words = load_words(language_of(call.lang))
    law = the_law()
    provisions = [each for each in law.provisions if _chosen(each.id, each, call)]
    readings = [each for each in law.readings.values() if _chosen(each.name, each, call)]
    if not provisions and not readings:
        raise WrongCall(_nothing(law, call))
    provisions.sort(key=lambda each: (each.id, each.since))
    marked = {(each.id, each.since): each.mark for each in marks(law)}
    if call.format == "json":
        data = {
            "law_checked": law.checked.isoformat(),
            "fingerprint": fingerprint(law),
            "provisions": [_provision_data(each, marked) for each in provisions],
            "readings": [_reading_data(each, marked) for each in readings],
        }
        say(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        say(words("cli.law.title", day=law.checked))
        say(words("cli.law.fingerprint", mark=fingerprint(law)))
        say("\n".join(_text(provisions, readings, marked, words)))
    return Exit.DONE


def check(call: Namespace) -> Exit:
    """Name every record that is broken, contradictory, uncited or old, one a line.

    Raises:
        WrongCall: the language is not one that there is.
    """
    words = load_words(language_of(call.lang))
    day = call.on or today()
    try:
        law = load_law()
    except BrokenLaw as error:
        say("\n".join(map(str, error.faults)))
        return Exit.BAD_LINES
    doubts = check_law(law, day, call.older_than)
    for doubt in doubts:
        since = f" ({doubt.since})" if doubt.since else ""
        what = words(_DOUBTS[doubt.what], age=words.days(call.older_than), day=day)
        say(f"{doubt.id}{since}: {what}")
    if not doubts:
        say(words("cli.law.well", count=len(law.provisions), day=law.checked))
    return Exit.BAD_LINES if doubts else Exit.DONE


def _chosen(name: str, record: Provision | Reading, call: Namespace) -> bool:
    day: date | None = call.on
    in_force = day is None or (record.since or date.min) <= day <= (record.until or date.max)
    return in_force and _is_named(name, call.name)


def _is_named(name: str, asked: str | None) -> bool:
    return asked is None or name == asked or name.startswith(f"{asked}.")


def _nothing(law: Law, call: Namespace) -> str:
    names = sorted({each.id for each in law.provisions} | set(law.readings))
    if any(_is_named(name, call.name) for name in names):
        return f"nothing of that was in force on {call.on}; without --on all versions are shown"
    near = get_close_matches(call.name, names, n=3) or sorted({name.partition(".")[0] for name in names})
    return f"there is no record {call.name}; there are {', '.join(near)}"


# --- text ----------------------------------------------------------------------------------------


def _text(
    provisions: list[Provision], readings: list[Reading], marked: _Marks, words: Words
) -> Iterator[str]:
    for group, records in groupby(provisions, key=lambda each: each.id.partition(".")[0]):
        yield f"\n{group}\n{'─' * len(group)}"
        for name, versions in groupby(records, key=lambda each: each.id):
            yield name
            for version in versions:
                yield from _provision_text(version, marked, words)
    if readings:
        title = words("cli.law.readings")
        yield f"\n{title}\n{'─' * len(title)}"
        for reading in readings:
            yield from _reading_text(reading, marked, words)


def _provision_text(provision: Provision, marked: _Marks, words: Words) -> Iterator[str]:
    yield f"  {_term(provision.since, provision.until, words)}  {provision.article}"
    yield f"      {sentence(provision)}"
    if provision.value:
        yield f"      {', '.join(f'{key}: {_shown(value)}' for key, value in provision.value.items())}"
    yield from (f"      {text}" for text in (provision.note, provision.doubt) if text)
    yield from _footing(provision, marked[provision.id, provision.since], words)


def _reading_text(reading: Reading, marked: _Marks, words: Words) -> Iterator[str]:
    term = f"  {_term(reading.since, reading.until, words)}" if reading.since or reading.until else ""
    yield f"{reading.name}{term}"
    yield f"      {reading.says}"
    yield f"      {words('cli.law.cautious')}: {reading.cautious}"
    yield f"      {words('cli.law.favourable')}: {reading.favourable}"
    yield f"      {reading.notes}"
    yield from _footing(reading, marked[reading.name, None], words)


def _footing(record: Provision | Reading, mark: str, words: Words) -> Iterator[str]:
    certainty = words(_CERTAINTY[record.certainty])
    yield f"      {certainty}, {words('cli.law.checked', day=record.checked.isoformat())}, {mark}"
    yield from (f"      {source}" for source in record.sources)


def _term(since: date | None, until: date | None, words: Words) -> str:
    return f"{since or ''} … {until or words('cli.law.in_force')}".strip()


def _shown(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


# --- JSON ----------------------------------------------------------------------------------------


def _provision_data(provision: Provision, marked: _Marks) -> dict[str, Any]:
    return {
        "id": provision.id,
        "says": sentence(provision),
        "value": {key: _plain(value) for key, value in provision.value.items()},
        "since": _plain(provision.since),
        "until": _plain(provision.until),
        "article": provision.article,
        "sources": list(provision.sources),
        "certainty": provision.certainty,
        "checked": _plain(provision.checked),
        "note": provision.note,
        "doubt": provision.doubt,
        "reading": provision.reading,
        "mark": marked[provision.id, provision.since],
    }


def _reading_data(reading: Reading, marked: _Marks) -> dict[str, Any]:
    return {
        "name": reading.name,
        "says": reading.says,
        "cautious": reading.cautious,
        "favourable": reading.favourable,
        "provisions": list(reading.provisions),
        "since": _plain(reading.since),
        "until": _plain(reading.until),
        "notes": reading.notes,
        "sources": list(reading.sources),
        "certainty": reading.certainty,
        "checked": _plain(reading.checked),
        "mark": marked[reading.name, None],
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
