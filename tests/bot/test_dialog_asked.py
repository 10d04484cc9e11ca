"""Who is asked what, and never what; that every way of tapping ends in the answer of the command line."""

import io
import json
import tempfile
import tomllib
from contextlib import redirect_stdout
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli import main
from bot.dialog.answer import assessed
from bot.dialog.commands import EXPORT_NAME
from bot.dialog.known import Known
from bot.dialog.model import Context
from bot.dialog.questions import BY_ID
from bot.dialog.questions.form import Choices
from bot.dialog.state import Facts
from bot.dialog.view import View
from bot.lawbook import load_law
from bot.replies.words import load_words
from rules.report import assessment_data
from tests.bot.dialog_paths import PATHS
from tests.bot.dialog_person import PEOPLE, TODAY, Talker

_LAW: Final = tomllib.loads(
    (Path(__file__).parents[2] / "rules" / "law" / "countries.toml").read_text("utf-8")
)
COUNTRIES: Final = {country["code"]: country for country in _LAW["country"]}
UNION: Final = {code for code, country in COUNTRIES.items() if "eaeu_since" in country}
PATENTS: Final = {code for code, country in COUNTRIES.items() if "patent_since" in country}
PURPOSES: Final = ("work", "private", "study", "tourism", "business", "transit", "other", "driver", "unknown")
ENDING: Final = (
    "answer",
    "choose:done",
    "choose:all",
    "choose:none",
    "choose:no",
    "choose:neither",
    "confirm",
)
"""What leads on to the answer, the shortest way first."""
MOST_TAPS: Final = 400

every_country = pytest.mark.parametrize("country", sorted(COUNTRIES))


class Walk:
    """Somebody who taps at random until there is an answer; ``asked`` are the questions shown."""

    def __init__(self, *begun: str, seed: int) -> None:
        self.talker = Talker().start().go(*begun)
        self.asked: list[str] = []
        self._chance = Random(seed)  # noqa: S311 - no secret

    def to_the_end(self) -> None:
        """Tap until the answer is there: at random first, then whatever leads there."""
        for taps in range(MOST_TAPS):
            if self.talker.at == "answer":
                return
            self.asked.append(self.talker.at)
            self.talker.tap(self._next(hurry=taps > MOST_TAPS // 8))
        raise AssertionError(self.talker.state)

    def _next(self, *, hurry: bool) -> str:
        state = self.talker.state
        assert state is not None
        offers = [offer for offer in state.offers if offer != "back"]
        if self.talker.at == "review":
            return "answer" if hurry or self._chance.random() < 0.6 else self._chance.choice(offers)
        leading = [offer for offer in ENDING if offer in offers]
        if hurry and leading:
            return leading[0]
        if self.talker.at in {"entries", "entry_of"} and hurry:
            return "back"
        return self._chance.choice(offers or ["back"])


# --- who is asked what -------------------------------------------------------------------------------


def offered(question: str, country: str, **told: str) -> set[str]:
    """Return the options of a question for somebody of the country who came this month."""
    form = BY_ID[question].form
    assert isinstance(form, Choices)
    facts = Facts({"citizenship": country, "stays": [{"entry": "2026-11-10"}]}, {"inside": "yes", **told})
    return {option.code for option in form.options(Known(facts, TODAY, load_law()))}


def test_the_law_knows_both_kinds() -> None:
    """There are countries of the Union and countries whose citizens need a patent, and none of both."""
    assert not UNION & PATENTS
    assert {"KG", "KZ", "AM", "BY"} == UNION
    assert {"TJ", "UZ", "AZ", "MD"} <= PATENTS


@every_country
@pytest.mark.parametrize("question", ["papers", "papers.more"])
def test_papers_offered(country: str, question: str) -> None:
    """A patent is offered to those who work with one, a contract to those of the Union, nobody both."""
    options = offered(question, country)
    assert ("patents" in options) == (country in PATENTS)
    assert ("contracts" in options) == (country in UNION)
    assert {"permits", "studies", "family", "applications"} <= options


@every_country
@pytest.mark.parametrize("purpose", PURPOSES)
def test_never_asked(country: str, purpose: str) -> None:
    """Whatever is tapped: who needs no patent never hears of one, nor of a contract who is not of the Union.

    A birth year is asked of children alone, an address of the registered, a notice of those with a permit.
    """
    walk = Walk(f"choose:{country}", "choose:yes", "~10.08.2026", seed=PURPOSES.index(purpose))
    if walk.talker.at == "purpose":
        walk.talker.go(f"choose:{purpose}")
    walk.to_the_end()
    asked = set(walk.asked)
    kinds = {question.partition(".")[0] for question in asked}
    if country not in PATENTS:
        assert not {"patent", "notified"} & kinds
    if country not in UNION:
        assert "contract" not in kinds
    assert "born" not in asked or "family" in kinds
    assert "moved" not in asked or "registered.until" in asked
    assert "noticed" not in asked or "permit" in kinds


def questions_of(script: tuple[str, ...]) -> list[str]:
    """Return the questions that somebody is asked on a way, in order."""
    talker = Talker().start()
    asked: list[str] = []
    for line in script:
        if talker.at in BY_ID and talker.at not in asked[-1:]:
            asked.append(talker.at)
        talker.go(line)
    return asked


TOURIST: Final = ["citizenship", "inside", "entry", "purpose", "papers", "earlier", "registered", "trouble"]


@pytest.mark.parametrize("purpose", ["private", "tourism", "business", "transit", "other"])
@pytest.mark.parametrize("country", ["TJ", "UZ", "KG", "KZ", "AM", "AZ", "MD", "GE"])
def test_visitor_is_asked_eight_things(country: str, purpose: str) -> None:
    """A visitor with nothing but a passport is asked about nothing else."""
    script = (
        f"choose:{country}", "choose:yes", "~10.11.2026", f"choose:{purpose}", "choose:none", "choose:no",
        "choose:no", "choose:done", "answer",
    )  # fmt: skip
    assert questions_of(script) == TOURIST


@pytest.mark.parametrize("country", ["TJ", "UZ", "KG", "KZ", "AM", "AZ", "MD"])
def test_worker_is_asked_one_thing_more(country: str) -> None:
    """Whoever came to work is asked about the examination as well."""
    script = (
        f"choose:{country}", "choose:yes", "~10.10.2026", "choose:work", "choose:none", "choose:no",
        "choose:no", "choose:neither", "choose:done", "answer",
    )  # fmt: skip
    assert questions_of(script) == [*TOURIST[:-1], "health", "trouble"]


FROM_BELARUS: Final = ("choose:BY", "choose:yes", "~10.11.2026")


def test_citizen_of_belarus_is_asked_least() -> None:
    """By treaty neither the purpose nor other trips matter."""
    script = (*FROM_BELARUS, "choose:none", "choose:no", "choose:done", "answer")
    assert questions_of(script) == ["citizenship", "inside", "entry", "papers", "registered", "trouble"]


# --- taps --------------------------------------------------------------------------------------------

MOST: Final = {
    # People who type their dates: a typed date and its confirmation are one tap and one message.
    "builder": 13, "cook": 16, "seamstress": 18, "trader": 16, "mother": 12, "expelled": 10, "driver": 16,
    "student": 17, "lost": 15, "planning": 10,
}  # fmt: skip


@pytest.mark.parametrize("person", PEOPLE)
def test_taps(person: str) -> None:
    """Each of the ten is at the answer after so many taps."""
    talker = Talker().start().go(*PEOPLE[person])
    assert talker.at == "answer"
    assert talker.taps <= MOST[person]


# --- any way ends in the answer of the command line --------------------------------------------------


def export(talker: Talker) -> str:
    """Return what the person gets as a file."""
    talker.go("/export")
    documents = [reply.document for reply in talker.replies if reply.document is not None]
    assert [document.name for document in documents] == [EXPORT_NAME]
    return documents[0].make().decode()


def answer_of_the_command_line(case: str) -> Any:  # noqa: ANN401 - JSON
    """Return what ``muhlat assess`` says."""
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()) as out:
        file = Path(folder) / "case.json"
        file.write_text(case, "utf-8")
        assert main(("assess", str(file), "--on", TODAY.isoformat(), "--format", "json")) == 0
    return json.loads(out.getvalue())


def answer_of_the_conversation(talker: Talker) -> Any:  # noqa: ANN401 - JSON
    """Return what the conversation goes by."""
    assert talker.state is not None
    found = assessed(View(talker.state, Context(TODAY, load_law())))
    assert found is not None
    return json.loads(json.dumps(assessment_data(found)))


def assert_the_same_answer(talker: Talker) -> None:
    """The command line answers the export as the conversation does, in every key.

    A fact to find first that the conversation has no question for is not named there.
    """
    answer = answer_of_the_conversation(talker)
    found = answer_of_the_command_line(export(talker))
    if answer["ask_first"] is None:
        found["ask_first"] = None
    assert found == answer


@settings(max_examples=40)
@given(st.sampled_from(sorted(COUNTRIES)), st.integers(0, 10**6))
def test_any_way_of_tapping_ends_in_the_same_answer(country: str, seed: int) -> None:
    """Whatever is tapped, there is an answer in the end, and the export of it is answered the same."""
    walk = Walk(f"choose:{country}", seed=seed)
    walk.to_the_end()
    assert_the_same_answer(walk.talker)


@pytest.mark.parametrize("name", PATHS)
def test_every_path_ends_in_the_same_answer(name: str) -> None:
    """From every path on there is a way to the answer, and it is that of the command line."""
    walk = Walk(*PATHS[name].script, seed=1)
    walk.to_the_end()
    assert_the_same_answer(walk.talker)


# --- examples of what may be typed -----------------------------------------------------------


def test_a_year_that_is_not_understood() -> None:
    """Who is asked for the year of birth is shown a year, not a date."""
    talker = Talker().start().go(*PATHS["child of a patent holder"].script[:-1])
    assert talker.go("=xyz").at == "born"
    assert talker.text.startswith(load_words("ru")("date.unclear_year", example="1996"))


def test_the_example_of_an_exit_lies_not_before_the_entry() -> None:
    """A planned exit has one answer beside the dates, and an example that could be true."""
    talker = Talker().start().go(*PEOPLE["planning"], "plan", "~10.12.2026")
    assert talker.at == "plan.exit"
    assert "09.01.2027" in talker.text
    labels = [button.label for row in talker.replies[-1].rows for button in row]
    words = load_words("ru")
    assert words("button.no_exit_yet") in labels
    assert words("button.unknown") not in labels
