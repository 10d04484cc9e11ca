"""``muhlat law page``, and docs/law.md that it writes."""

import re
from pathlib import Path
from typing import Final

import pytest

from bot.cli import main
from bot.lawbook import law_files, left_out_file, load_law
from bot.lawpage.chapters import CHAPTERS, HEADINGS
from bot.lawpage.page import law_page
from bot.lawpage.wording import anchor, article_text, day_text, sentence
from rules.left_out import parse_left_out
from rules.records import BrokenLaw

LAW: Final = load_law()
PAGE: Final = law_page(LAW, parse_left_out(left_out_file()), law_files())
DOCS: Final = Path(__file__).parents[2] / "docs" / "law.md"


def test_the_page_is_the_one_in_the_repository(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever changes a record runs `make docs`, so that a reviewer reads the law as it is."""
    assert main(["law", "page"]) == 0
    assert DOCS.read_text("utf-8") == capsys.readouterr().out, "make docs"


def test_every_provision_has_a_heading() -> None:
    """A new provision gets a place in a chapter; a heading without a record would stand over nothing."""
    names = {each.id for each in LAW.provisions}

    assert names - set(HEADINGS) == set(), "give it a heading in a chapter of bot/lawpage/chapters.py"
    assert set(HEADINGS) - names == set()


@pytest.mark.parametrize("provision", LAW.provisions, ids=lambda each: f"{each.id}-{each.since}")
def test_every_version_is_on_the_page(provision: object) -> None:
    """With its sentence, its values, its days, its article, its certainty, its sources and what is open."""
    version = next(each for each in LAW.provisions if each is provision)
    start = PAGE.index(f"### {HEADINGS[version.id]}\n")
    section = PAGE[start : PAGE.find("\n##", start + 3)]

    assert day_text(version.since) in section
    assert version.until is None or day_text(version.until) in section
    assert sentence(version, lambda value: f"**{value}**") in section
    assert article_text(version.article, LAW.acts).replace("[", "") in section
    assert f"Certainty {version.certainty}; checked on {day_text(version.checked)}" in section
    assert all(f"(<{source}>)" in section or source in section for source in version.sources)
    assert f"`{version.id}` of {version.since}" in section
    for number in (value for value in version.value.values() if type(value) is int):
        assert str(number) in section


def test_everything_else_of_the_law_is_on_the_page() -> None:
    """Both views of each reading, each country, each year of working days, each act, each rule left out."""
    for reading in LAW.readings.values():
        assert f"### {reading.says}\n" in PAGE
        assert f"Cautiously: {reading.cautious}." in PAGE
        assert f"Favourably: {reading.favourable}." in PAGE
    assert all(act.title in PAGE for act in LAW.acts.values())
    assert all(f"| {year} |" in PAGE for year in LAW.workdays.years)
    assert all(country.doubt in PAGE and country.note in PAGE for country in LAW.countries.values())
    assert all(rule.says in PAGE for rule in parse_left_out(left_out_file()))


def test_doubts_are_gathered() -> None:
    """Every record that is not sure, or leaves a point open, is named once more under the doubts."""
    doubts = PAGE[PAGE.index("\n## Open doubts\n") : PAGE.index("\n## Left out")]

    for version in LAW.provisions:
        if version.certainty != "high" or version.doubt:
            assert f"[{HEADINGS[version.id]}](#{anchor(HEADINGS[version.id])})" in doubts
            assert version.doubt in doubts


def test_links_within_the_page_lead_to_headings() -> None:
    """No two headings share an anchor, and every link finds one."""
    headings = re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)
    anchors = [anchor(heading) for heading in headings]

    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= set(anchors)


def test_the_page_holds_no_raw_record() -> None:
    """A lawyer reads words: no braces of a placeholder, no name of a value, no name of a choice."""
    text = re.sub(r"`[^`]*`|<[^>]*>", "", PAGE)

    assert "{" not in text
    assert not re.search(r"\b[a-z]+_[a-z_]+\b", text)


def test_chapters_are_in_the_order_of_a_stay() -> None:
    """From how long one may stay to what closes entry."""
    titles = [chapter.title for chapter in CHAPTERS]

    assert titles[0] == "How long one may stay"
    assert titles.index("Registration") < titles.index("The patent") < titles.index("Rulings and fines")
    assert titles.index("Rulings and fines") < titles.index("Grounds for a re-entry ban")


LEFT_OUT: Final = """\
[[left_out]]
rule = 'X-1'
says = 'It rains.'
kind = 'not a matter of status'
reason = 'It dries.'
"""


def test_what_is_left_out_is_read() -> None:
    """A rule of the notes, what it says, and why it decides nothing."""
    (rule,) = parse_left_out(LEFT_OUT)

    assert rule == ("X-1", "It rains.", "not a matter of status", "It dries.")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (LEFT_OUT.replace("reason", "why"), "left_out.toml: X-1: reason: is missing"),
        (LEFT_OUT.replace("reason", "why"), "left_out.toml: X-1: why: is unknown here"),
        (LEFT_OUT.replace("not a matter of status", "dull"), "left_out.toml: X-1: kind: is not one of low"),
        (LEFT_OUT + LEFT_OUT, "left_out.toml: X-1: rule: stands twice"),
        (LEFT_OUT.replace("[[left_out]]", "[[out]]"), "left_out.toml: out: is unknown here"),
    ],
)
def test_what_is_left_out_is_read_strictly(text: str, fault: str) -> None:
    """A slip there is named like one in the law."""
    with pytest.raises(BrokenLaw) as caught:
        parse_left_out(text)
    assert fault in str(caught.value)


def test_a_broken_list_ends_the_call(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is not printed with a part of it missing."""
    monkeypatch.setattr("bot.commands.law_page.left_out_file", lambda: "[[left_out]]\nrule = 'X'\n")

    assert main(["law", "page"]) == 2
    assert capsys.readouterr().err.splitlines()[0] == "left_out.toml: X: kind: is missing"
