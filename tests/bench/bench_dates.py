"""How many typed dates of the table are read as they were meant, by language, with dateparser beside it.

The table is ``tests/bot/typed_dates.tsv``: what people type, and what must come of it, a date or a question
back. Rows for every language are counted for each. Ours must be right to the letter. dateparser knows no
months, years and parts of months as answers, so that any day within them counts as right for it; where the
person has to be asked back, any date is wrong. *Wrong dates* are answers that nobody would notice: a date
and not the one that was meant. dateparser is given the language and Russian and English after it, day before
month, the past preferred and the same today; *strict*, it must also find a day and a month. It has no Tajik.
"""

import argparse
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple, TypeAlias

from bot.reading import read_date
from bot.replies.words import LANGUAGES
from rules.when import When
from tests.bench.figures import machine, show_table
from tests.bot.typed import Typed, told, typed

TODAY: Final = date(2026, 11, 22)
_ASKED_BACK: Final = "date."
_CODES: Final = {"tg": (), "uz": ("uz",), "uz_Cyrl": ("uz-Cyrl", "uz"), "ky": ("ky",), "ru": (), "en": ()}
_BESIDE: Final = ("ru", "en")
_Found: TypeAlias = str | date | None
_Reader: TypeAlias = Callable[[Typed], _Found]


class Score(NamedTuple):
    """Rows read as they were meant, and rows read as another date."""

    right: int
    wrong: int


def main() -> int:
    """Measure and show; the status is 1 where our reader is not right on every row."""
    parser = argparse.ArgumentParser(description="Score the reading of typed dates.")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the timing (default 3)")
    call = parser.parse_args()
    warnings.simplefilter("ignore")
    rows = typed("typed_dates.tsv")
    readers: dict[str, _Reader] = {
        "ours": _ours,
        "dateparser": _dateparser({}),
        "dateparser, strict": _dateparser({"REQUIRE_PARTS": ["day", "month"]}),
    }
    found = {name: [reader(row) for row in rows] for name, reader in readers.items()}
    _show_by_language(rows, found)
    _show_by_kind(rows, found)
    _show_speed(rows, readers, call.rounds)
    return int(_score(rows, found["ours"]).right < len(rows))


# --- the readers -----------------------------------------------------------------------------


def _ours(row: Typed) -> str:
    return told(read_date(row.text, row.language, TODAY))


def _dateparser(settings: Mapping[str, Any]) -> _Reader:
    # Slow to load, and only measured here.
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]  # noqa: PLC0415

    common = {
        "DATE_ORDER": "DMY",
        "PREFER_DATES_FROM": "past",
        "RELATIVE_BASE": datetime.combine(TODAY, datetime.min.time()),
        **settings,
    }
    parsers = {
        language: DateDataParser(
            languages=list(dict.fromkeys((*codes, *_BESIDE))), use_given_order=True, settings=common
        )
        for language, codes in _CODES.items()
    }

    def read(row: Typed) -> date | None:
        found = parsers[row.language].get_date_data(row.text).date_obj
        return None if found is None else found.date()

    return read


# --- the score -------------------------------------------------------------------------------


def _score(rows: list[Typed], found: list[_Found]) -> Score:
    pairs = list(zip(rows, found, strict=True))
    return Score(
        sum(_right(row, each) for row, each in pairs),
        sum(_is_date(each) and not _right(row, each) for row, each in pairs),
    )


def _right(row: Typed, found: _Found) -> bool:
    if isinstance(found, str):
        return found == row.expected
    if row.expected.startswith(_ASKED_BACK):
        return found is None
    meant = When.parse(row.expected)
    return found is not None and (meant.first or date.min) <= found <= (meant.last or date.max)


def _is_date(found: _Found) -> bool:
    return isinstance(found, date) or (isinstance(found, str) and not found.startswith(_ASKED_BACK))


def _kind(row: Typed) -> str:
    if row.expected.startswith(_ASKED_BACK):
        return "asked back"
    return "a day" if When.parse(row.expected).exact else "a month, a year, a part of one"


def _show_by_language(rows: list[Typed], found: dict[str, list[_Found]]) -> None:
    _show("typed dates", list(LANGUAGES), [row.language for row in rows], rows, found)


def _show_by_kind(rows: list[Typed], found: dict[str, list[_Found]]) -> None:
    kinds = [_kind(row) for row in rows]
    _show("the same by what was meant", sorted(set(kinds)), kinds, rows, found)


def _show(
    title: str, groups: list[str], of: list[str], rows: list[Typed], found: dict[str, list[_Found]]
) -> None:
    shown = []
    for group in (*groups, "all"):
        chosen = [place for place, each in enumerate(of) if group in {each, "all"}]
        cells = [group, str(len(chosen))]
        for answers in found.values():
            score = _score([rows[place] for place in chosen], [answers[place] for place in chosen])
            cells += [f"{score.right} ({score.right / len(chosen):.0%})", str(score.wrong)]
        shown.append(cells)
    heads = ["", "rows", *(head for name in found for head in (name, "wrong dates"))]
    show_table(f"{len(rows)} {title}, read as they were meant. {machine()}", heads, shown)


# --- speed -----------------------------------------------------------------------------------


def _show_speed(rows: list[Typed], readers: dict[str, _Reader], rounds: int) -> None:
    """Show the time a text takes, all readers in turn in each round."""
    spent: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(rounds):
        for name, reader in readers.items():
            began = time.process_time()
            for row in rows:
                reader(row)
            spent[name].append((time.process_time() - began) / len(rows) * 1e6)
    middle = {name: statistics.median(times) for name, times in spent.items()}
    table = [[name, f"{each:,.0f}", f"{each / middle['ours']:,.1f}"] for name, each in middle.items()]
    show_table("time of one text, languages given", ["", "microseconds", "times ours"], table)


if __name__ == "__main__":
    sys.exit(main())
