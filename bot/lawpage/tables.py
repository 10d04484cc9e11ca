"""The tables of the page: countries, working days, acts."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from bot.lawpage.wording import LANGUAGE, day_text, plain, sources_text
from bot.replies.words import load_words
from rules.law import Country, Law
from rules.records import Record
from rules.workdays import Year

_DAY: Final = timedelta(days=1)
_NONE: Final = "–"
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def countries_lines(law: Law) -> Iterator[str]:
    """Yield the countries whose citizens enter without a visa, with the days of their regimes."""
    begin = min(country.visa_free_since for country in law.countries.values())
    yield "## Countries"
    yield ""
    yield (
        "Their citizens enter without a visa; citizens of all others are sent to a person. "
        f"{day_text(begin)} is the beginning of the record, not of the waiver."
    )
    yield ""
    yield from _table(
        ("Country", "Without a visa since", "To work too since", "Patent since", "EAEU since"),
        [
            (
                _name(country),
                day_text(country.visa_free_since),
                _day(country.visa_free_work_since or country.visa_free_since),
                _day(country.patent_since),
                _day(country.eaeu_since),
            )
            for country in _sorted(law)
        ],
    )
    yield ""
    for country in _sorted(law):
        yield f"- {' '.join(_about(country))}"
    yield ""


def _about(country: Country) -> Iterator[str]:
    yield f"**{_name(country)}.**"
    if country.manual_since is not None:
        yield f"Since {day_text(country.manual_since)} every answer is left to a person."
    if country.treaty_since is not None:
        yield f"Equal movement by treaty since {day_text(country.treaty_since)}."
    if country.suspension_until is not None:
        yield f"Days of the epidemic do not count to {day_text(country.suspension_until)}."
    if country.note:
        yield plain(country.note)
    if country.doubt:
        yield f"Open: {plain(country.doubt)}"
    yield f"Certainty {country.certainty}; checked on {day_text(country.checked)};"
    yield f"sources: {sources_text(country.sources)}."


def workdays_lines(law: Law, records: Sequence[Record]) -> Iterator[str]:
    """Yield the working days of the years whose decree is recorded, and what each record stands on."""
    yield "## Working days by year"
    yield ""
    yield (
        "Weekdays that are off and weekend days that are worked, as the decrees move them; days off of "
        "single regions are left out, since with them a term could only end later. A year without a decree "
        "follows article 112 of the Labour Code, and a term that rests on it is called provisional."
    )
    yield ""
    yield from _table(
        ("Year", "Working days", "Weekdays off", "Weekend days worked"),
        [
            (str(year.year), str(_count(year)), _runs(year.off), _runs(year.work) or _NONE)
            for _, year in sorted(law.workdays.years.items())
        ],
    )
    yield ""
    for record in records:
        note = f" {plain(record['note'])}" if "note" in record else ""
        yield (
            f"- **{record['year']}.**{note} Certainty {record['certainty']}; "
            f"checked on {day_text(record['checked'])}; sources: {sources_text(tuple(record['sources']))}."
        )
    yield ""


def acts_lines(law: Law) -> Iterator[str]:
    """Yield the acts that the articles name."""
    yield "## Acts cited"
    yield ""
    for act in law.acts.values():
        adopted = "" if act.adopted is None else f", {day_text(act.adopted)}"
        number = "" if act.number in {None, act.key} else f", No. {act.number}"
        yield f"- **{plain(act.key)}**: {plain(act.title)}{adopted}{number}"
    yield ""


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---' for _ in heads)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _name(country: Country) -> str:
    return load_words(LANGUAGE).country(country.code)


def _sorted(law: Law) -> list[Country]:
    return sorted(law.countries.values(), key=_name)


def _day(day: date | None) -> str:
    return _NONE if day is None else day_text(day)


def _count(year: Year) -> int:
    first, after = date(year.year, 1, 1), date(year.year + 1, 1, 1)
    days = (first + number * _DAY for number in range((after - first).days))
    return sum(day in year.work if day.isoweekday() in {6, 7} else day not in year.off for day in days)


def _runs(days: Collection[date]) -> str:
    """Return days as short runs: 1–8 Jan, 23 Feb."""
    shown = []
    for start in sorted(day for day in days if day - _DAY not in days):
        last = start
        while last + _DAY in days:
            last += _DAY
        end = f"{last.day} {_MONTHS[last.month - 1]}"
        first = str(start.day) if start.month == last.month else f"{start.day} {_MONTHS[start.month - 1]}"
        shown.append(end if start == last else f"{first}–{end}")
    return ", ".join(shown)
