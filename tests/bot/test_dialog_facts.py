"""Every question leads its answer into the case, exactly; who does not know something tells no lie."""

from typing import Any

import pytest

from bot.dialog.known import Known
from bot.dialog.questions import BY_ID, LISTS, next_question
from bot.dialog.questions.form import Choices
from bot.dialog.questions.plans import PLANS
from bot.dialog.questions.trips import GATE, MORE
from bot.dialog.state import Facts
from bot.lawbook import load_law
from bot.replies.words import LANGUAGES, load_words
from rules.read import read_case
from rules.write import case_data
from tests.bot.dialog_paths import MEMBER, PATHS, REGISTERED, UNTROUBLED, VISITOR
from tests.bot.dialog_person import PEOPLE, TODAY, Talker

LEADING = ("answer", "choose:done", "choose:all", "choose:none", "choose:no", "choose:neither", "rough")
MOST_WEIGHED = 8


def plain(case: dict[str, Any], key: str) -> object:
    """Return a key of the case as the export has it, without what is left to be understood."""
    return case_data(read_case(case)).get(key)


def same(case: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether the case holds what is wanted: both read and written, so that defaults are the same."""
    whole = {"citizenship": case["citizenship"], **wanted}
    return all(plain(case, key) == plain(whole, key) for key in wanted)


@pytest.mark.parametrize("name", PATHS)
def test_answer_is_in_the_case(name: str) -> None:
    """A path reaches the question, and what is answered stands in the case."""
    path = PATHS[name]
    talker, last = Talker().start(), ""
    for line in path.script:
        last = talker.at
        talker.go(line)

    assert last == path.question
    assert same(talker.case, path.case), talker.case
    assert talker.state is not None
    assert talker.state.facts.draft is None


def test_every_question_has_a_path() -> None:
    """No question of the table is without a path that was walked."""
    asked = {GATE.id, MORE.id}
    for script in (*PEOPLE.values(), *(path.script for path in PATHS.values())):
        talker = Talker().start()
        for line in script:
            asked.add(talker.at)
            talker.go(line)
    planned = {field.id for field in PLANS.fields}

    assert set(BY_ID) - asked == planned


# --- what was told can be seen, changed and taken back -------------------------------------------------


def told(name: str, language: str = "ru") -> Talker:
    """Return somebody who has gone a path to its end and looks at what is known."""
    talker = Talker().start(language).go(*PATHS[name].script)
    while talker.at != "review":
        assert talker.state is not None
        talker.go(next(each for each in LEADING if each in talker.state.offers))
        if talker.at == "answer":
            talker.go("review")
    return talker


def kept(talker: Talker) -> str:
    """Return the tap that leaves the answer as it is."""
    assert talker.state is not None
    known = Known(talker.state.facts, TODAY, load_law())
    question = BY_ID[talker.at]
    if "keep" in talker.state.offers:
        return "keep"
    assert isinstance(question.form, Choices)
    return f"choose:{question.current(known)}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PATHS)
def test_everything_told_is_shown_and_can_be_changed(name: str, language: str) -> None:
    """Each line of what is known leads to its question or its list, and Back leads from there again."""
    talker = told(name, language)
    assert talker.state is not None
    case, seen = talker.case, talker.text
    assert "—" not in seen
    for offer in [each for each in talker.state.offers if each.startswith("change:")]:
        talker.go(offer)
        assert talker.text.strip()
        assert talker.go("back").at == "review"
    assert (talker.case, talker.text) == (case, seen)


@pytest.mark.parametrize("name", PATHS)
def test_entries_can_be_kept_as_they_are(name: str) -> None:
    """Whoever goes through an entry and keeps each answer has changed nothing."""
    talker = told(name)
    assert talker.state is not None
    case = talker.case
    groups = {"change:papers", "change:papers.before", "change:trouble"} & set(talker.state.offers)
    for group in groups:
        talker.go(group)
        if talker.at != "entries":
            talker.go("back")
            continue
        for entry in [each for each in talker.state.offers if each.startswith("open:")]:
            talker.go(entry)
            assert "—" not in talker.text
            talker.go("change")
            fields = {field.id for field in LISTS[entry.split(":")[1]].fields}
            while talker.at in fields:
                talker.go(kept(talker))
            assert talker.case == case
            talker = told(name).go(group)
            assert talker.state is not None
        talker = told(name)
        assert talker.state is not None


@pytest.mark.parametrize("name", PATHS)
def test_entries_can_be_taken_out(name: str) -> None:
    """What is removed is in the case no more, and there is an answer without it."""
    for group, lists in (("papers", 7), ("troubles", 7)):
        talker = told(name)
        for _ in range(lists):
            assert talker.state is not None
            chapter = {"papers": ("change:papers", "change:papers.before"), "troubles": ("change:trouble",)}
            offers = [each for each in chapter[group] if each in talker.state.offers]
            if not offers or talker.go(offers[0]).at != "entries":
                break
            opened = next(each for each in talker.state.offers if each.startswith("open:"))
            before = len(Known(talker.state.facts, TODAY, load_law()).items(opened.split(":")[1]))
            talker.go(opened, "remove")
            assert len(Known(talker.state.facts, TODAY, load_law()).items(opened.split(":")[1])) == before - 1
            while talker.at != "review":
                talker.go(next(each for each in LEADING if each in talker.state.offers))
        if talker.at == "review":
            assert talker.go("answer").text


@pytest.mark.parametrize("name", PATHS)
def test_back_takes_nothing_away(name: str) -> None:
    """All the way back to the language, and the case and the choices are as they were."""
    talker = told(name)
    assert talker.state is not None
    case, choices = talker.case, dict(talker.state.facts.told)
    while "back" in talker.state.offers:
        talker.go("back")
    assert talker.at == "language"
    assert (talker.case, talker.state.facts.told) == (case, choices)
    talker.go("choose:ru")
    assert talker.at == "review"


# --- in words, and in time ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "said", "question"),
    [
        (VISITOR, "семья", "family.of"),
        (VISITOR, "внж", "permit.kind"),
        (VISITOR, "виза", "registered"),
        ((*VISITOR, "choose:family"), "Гражданин России", "family.relation"),
        ((*VISITOR, "choose:family", "choose:citizen"), "жена", "family.until"),
        ((*VISITOR, "choose:family", "choose:citizen", "choose:spouse"), "не продлевали", "papers.more"),
        ((*VISITOR, "choose:family", "choose:citizen", "choose:parent", "choose:none"), "нет", "earlier"),
        ((*VISITOR, "choose:applications", "choose:asylum", "~10.10.2026"), "решения ещё нет", "papers.more"),
        ((*VISITOR, *REGISTERED), "не менял", "trouble"),
        ((*VISITOR, *REGISTERED), "переезжала", "moved.on"),
        ((*MEMBER, *REGISTERED, "choose:yes", "~10.11.2026"), "область", "health"),
        ((*VISITOR, *UNTROUBLED), "потеря", "card.lost"),
        ((*VISITOR, *UNTROUBLED), "судимость", "conviction.spent"),
        ((*VISITOR, *UNTROUBLED), "РКЛ", "register.since"),
    ],
)
def test_new_answers_can_be_typed(script: tuple[str, ...], said: str, question: str) -> None:
    """What stands on a button is understood by a word of it."""
    talker = Talker().start().go(*script)
    assert talker.go(f"={said}").at == question


def test_birth_year_can_be_typed() -> None:
    """A year is a birth date, and so is a day; who does not know is asked no further."""
    path = PATHS["child of a patent holder"].script[:-1]
    assert Talker().start().go(*path, "~2012").case["born"] == "2012"
    assert Talker().start().go(*path, "~12.12.2008").case["born"] == "2008-12-12"
    assert "born" not in Talker().start().go(*path, "=не знаю").case


@pytest.mark.parametrize("name", [*PEOPLE, *PATHS])
def test_few_answers_are_weighed_in_a_step(name: str) -> None:
    """What is asked next is found by weighing a handful of versions of the case."""
    talker = Talker().start()
    for line in PEOPLE[name] if name in PEOPLE else PATHS[name].script:
        talker.go(line)
        assert talker.state is not None
        known = Known(talker.state.facts, TODAY, load_law())
        next_question(known)
        assert len(known.answered) <= MOST_WEIGHED


def test_doubts_are_told_and_keep_the_green_sign_away() -> None:
    """Who is not sure of a move, of an expulsion or of another paper hears what to find."""
    words = load_words("ru")
    ways = {
        "moved": (*VISITOR, *REGISTERED, "choose:unknown", "choose:done", "answer"),
        "expulsion": (*PATHS["expulsion not known"].script, "choose:done", "answer"),
        "papers": (
            *VISITOR, "choose:family", "choose:citizen", "choose:spouse", "~01.09.2027", "choose:unknown",
            "choose:no", "choose:no", "choose:neither", "choose:done", "answer",
        ),
    }  # fmt: skip
    for name, way in ways.items():
        talker = Talker().start().go(*way)
        assert talker.at == "answer"
        assert words(f"note.unsure.{name}") in talker.text, name
        assert words("level.green") not in talker.text


def test_statement_belongs_to_one_entry() -> None:
    """Who has left and come again is not held to have filed the statement of the entry before."""
    talker = told("statement").go("change:inside", "choose:no", "~21.11.2026")
    assert talker.case["entry_statement"] == "2026-09-20"
    while talker.at != "review":
        assert talker.state is not None
        talker.go(next(each for each in LEADING if each in talker.state.offers))
    talker.go("change:inside", "choose:yes")
    assert "entry_statement" not in talker.case


def test_a_changed_patent_keeps_its_notice_while_it_is_the_same() -> None:
    """To pay for longer is no other patent."""
    talker = told("patent cancelled").go("change:papers", "open:patents:0", "change", "keep", "~24.01.2027")
    assert talker.go("choose:none").case["patents"] == [
        {
            "issued": "2026-03-25",
            "paid_until": "2027-01-24",
            "contract_notified": "2026-03-25/2026-11-21",
        }
    ]


def test_nothing_is_known_of_an_empty_case() -> None:
    """The questions stand on nothing but what was told."""
    known = Known(Facts(), TODAY, load_law())
    assert next_question(known) == BY_ID["citizenship"]
    assert known.changing == {}
