"""The whole page, from its title to the acts it cites."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from bot.lawpage.chapters import CHAPTERS
from bot.lawpage.doubts import counts, doubts_lines, left_out_lines
from bot.lawpage.records import chapter_lines, readings_lines
from bot.lawpage.tables import acts_lines, countries_lines, workdays_lines
from bot.lawpage.wording import day_text, flow, link
from rules.fingerprint import fingerprint
from rules.law import Law
from rules.left_out import LeftOut
from rules.provisions import SHAPES
from rules.records import Record, read_records


def law_page(law: Law, left_out: tuple[LeftOut, ...], files: Mapping[str, str]) -> str:
    """Return the page in Markdown, without a line end after its last line.

    ``files`` are the texts that the law was read from: what it stands on is not all kept in it.
    """
    parts = chain(
        _opening(law, left_out, _records(files, "acts.toml", "edition")),
        *(chapter_lines(chapter, law) for chapter in CHAPTERS),
        countries_lines(law),
        workdays_lines(law, _records(files, "workdays.toml", "year")),
        readings_lines(law),
        doubts_lines(law),
        left_out_lines(left_out),
        acts_lines(law),
    )
    return "\n".join(parts).rstrip("\n")


_FOR_WHOM: Final = """
This page is for a lawyer who reviews Muhlat, and for a counsellor who wants to know what an answer rests on.
It lists every provision the program applies: the rule in a sentence, with its values **in bold type**; from
which day to which; the article; the sources; how sure we are; and what is still open. The page is made from
the records that the program itself reads: a number, a day or an article that stands here is the one by which
people are answered. If one is wrong, so are the answers; please say so.
"""

_HOW_TO_READ: Final = (
    """
    **Days.** The first and the last day of a version both belong to it. Each stay, duty and ban is judged by
    the version of its own day, so the older ones stay on the page.
    """,
    """
    **Certainty.** *High*: the text of the act or of a court was read, or two independent serious sources
    agree. *Medium*: one good source or several weaker ones; used, and marked provisional. *Low*: decides
    nothing by itself, and only serves a point that is read in two ways.
    """,
    f"""
    **Two views.** Where a point is open, every case is answered twice: cautiously, which is what the person
    acts on, and favourably. {link("Points read in two ways")} gives both views of each.
    """,
    f"""
    **Open.** What nobody could confirm stands under its record, and all of it together in
    {link("Open doubts")}.
    """,
    """
    **Record.** The name by which the record is found: `muhlat law NAME` shows it, `rules/law/` holds it, and
    CONTRIBUTING tells how to correct it.
    """,
)


def _records(files: Mapping[str, str], file: str, kind: str) -> list[Record]:
    return read_records(file, files[file], SHAPES[file], [])[kind]


def _opening(law: Law, left_out: tuple[LeftOut, ...], editions: list[Record]) -> Iterator[str]:
    yield "# The law that Muhlat knows"
    yield ""
    yield "<!-- Made by `muhlat law page` from the files in rules/law. Change those, and run `make docs`. -->"
    yield ""
    yield flow(_FOR_WHOM)
    yield ""
    yield f"{counts(law)} {' '.join(each.get('note', '') for each in editions)}".rstrip()
    yield ""
    yield f"Fingerprint of the law: `{fingerprint(law)}`; it changes with every value, day or article below."
    yield ""
    yield "How to read it:"
    yield ""
    yield from (f"- {flow(each)}" for each in _HOW_TO_READ)
    yield ""
    yield "| Chapter | |"
    yield "| --- | --- |"
    for chapter in CHAPTERS:
        number = len(chapter.headings)
        yield f"| {link(chapter.title)} | {number} {'rule' if number == 1 else 'rules'} |"
    yield f"| {link('Countries')} | {len(law.countries)} countries |"
    years = sorted(law.workdays.years)
    yield f"| {link('Working days by year')} | {years[0]} to {years[-1]} |"
    yield f"| {link('Points read in two ways')} | {len(law.readings)} points |"
    yield f"| {link('Open doubts')} | all of them, in one place |"
    yield f"| {link('Left out, with the reason')} | {len(left_out)} rules of our notes |"
    yield f"| {link('Acts cited')} | {len(law.acts)} acts, read to {day_text(law.checked)} |"
    yield ""
