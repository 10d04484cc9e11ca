"""Provisions and readings as paragraphs: the rule first, what it stands on below."""

from collections.abc import Iterator
from itertools import groupby

from bot.lawpage.chapters import Chapter, heading_of
from bot.lawpage.wording import (
    article_text,
    beside,
    bold,
    day_text,
    link,
    plain,
    sentence,
    sources_text,
    term_text,
)
from rules.law import Law, Provision, Reading


def chapter_lines(chapter: Chapter, law: Law) -> Iterator[str]:
    """Yield the lines of one chapter of provisions."""
    yield f"## {chapter.title}"
    yield ""
    yield chapter.lead
    yield ""
    place = {name: number for number, name in enumerate(chapter.headings)}
    records = [each for each in law.provisions if each.id in place]
    records.sort(key=lambda each: (place[each.id], -each.since.toordinal()))
    for name, versions in groupby(records, key=lambda each: each.id):
        yield f"### {chapter.headings[name]}"
        yield ""
        for version in versions:
            yield from _provision(version, law)
        readings = [link(each.says) for each in law.readings.values() if name in each.provisions]
        if readings:
            yield f"Read in two ways: {' '.join(readings)}"
            yield ""


def readings_lines(law: Law) -> Iterator[str]:
    """Yield the points that are read in two ways."""
    yield "## Points read in two ways"
    yield ""
    yield (
        "Where serious sources differ, or the text leaves a point open, both views are kept. The answer that "
        "a person acts on takes the first; the second is shown beside it, with the reason."
    )
    yield ""
    for reading in law.readings.values():
        yield f"### {reading.says}"
        yield ""
        yield f"- Cautiously: {plain(reading.cautious)}."
        yield f"- Favourably: {plain(reading.favourable)}."
        if reading.since is not None or reading.until is not None:
            yield f"- It matters: {_inner(term_text(reading.since, reading.until))}."
        yield f"- It touches: {', '.join(link(heading_of(name)) for name in reading.provisions)}."
        yield f"- {plain(reading.notes)}"
        yield f"- {_standing(reading)}"
        yield f"- Record: `{reading.name}`."
        yield ""


def _provision(version: Provision, law: Law) -> Iterator[str]:
    article = plain(article_text(version.article, law.acts))
    yield f"**{term_text(version.since, version.until)}** ({article}): {sentence(version, bold)}"
    yield ""
    yield from (f"- {line}." for line in beside(version))
    if version.note:
        yield f"- {plain(version.note)}"
    if version.doubt:
        yield f"- Open: {_lower_first(plain(version.doubt))}"
    yield f"- {_standing(version)}"
    yield f"- Record: `{version.id}` of {version.since}."
    yield ""


def _standing(record: Provision | Reading) -> str:
    """Return what a record stands on, in one line."""
    return (
        f"Certainty {record.certainty}; checked on {day_text(record.checked)}; "
        f"sources: {sources_text(record.sources)}."
    )


def _inner(text: str) -> str:
    return text[0].lower() + text[1:]


def _lower_first(text: str) -> str:
    """Return a sentence as it goes on after a colon; a name or a number keeps its first letter."""
    first = text.partition(" ")[0]
    return _inner(text) if first in _COMMON else text


_COMMON = frozenset({"The", "One", "No", "Whether", "How", "From", "In", "For", "Then", "That", "Nothing"})
