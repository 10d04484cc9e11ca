"""Commands, old buttons, what is declined, what is forgotten."""

import json
from datetime import date

import pytest

from bot.dialog.model import COMMANDS, LOST, Command, Forget, Kind, Said, Tap, Unsupported
from bot.dialog.state import State
from bot.replies.words import LANGUAGES, load_words
from rules.read import read_case
from tests.bot.dialog_person import PEOPLE, TRADER, Talker, inside

RU = load_words("ru")
KINDS: tuple[Kind, ...] = (
    "photo",
    "contact",
    "location",
    "sticker",
    "voice",
    "video",
    "document",
    "poll",
    "other",
)


@pytest.mark.parametrize(
    "data", ["", ".", "1", "1.", "0.0", "1.0", "-1.0", "99.0", "x.y", "1.0.0", "٣.٠", "9" * 60]
)
def test_old_and_forged_buttons(data: str) -> None:
    """A button of an earlier turn, or of nobody's, is answered with the present question."""
    talker = inside()
    before = talker.case
    talker.do(Tap(data))
    assert talker.text.startswith(RU("note.old_button"))
    assert RU("ask.purpose") in talker.text
    assert talker.case == before


def test_second_tap_on_the_same_button_changes_nothing() -> None:
    """An impatient finger does no harm."""
    talker = Talker().start()
    tap = Tap(talker.replies[-1].rows[0][0].data)
    talker.do(tap)
    talker.do(tap)
    assert talker.at == "inside"
    assert talker.case == {"citizenship": "TJ"}


@pytest.mark.parametrize("kind", KINDS)
def test_other_kinds_are_declined(kind: Kind) -> None:
    """Photos, contacts, places and the like are declined with the reason, and the question comes again."""
    talker = inside()
    before = talker.case
    talker.do(Unsupported(kind))
    assert talker.text == f"{RU(f'refuse.{kind}')}\n\n{RU('ask.purpose')}"
    assert talker.case == before


@pytest.mark.parametrize("name", [*COMMANDS, "foo", "", "СТАТУС", LOST])
@pytest.mark.parametrize("steps", [0, 1, 2, 5, 8, len(TRADER)])
def test_every_command_everywhere(name: str, steps: int) -> None:
    """Every command gets an answer wherever the person is, and loses no facts."""
    talker = Talker().start().go(*TRADER[:steps])
    before = talker.case
    talker.do(Command(name))
    assert talker.replies
    assert talker.case == before


@pytest.mark.parametrize("name", [*COMMANDS, "foo", LOST])
def test_every_command_of_a_stranger(name: str) -> None:
    """A command as the first message leads to a beginning, too."""
    talker = Talker(device="ru")
    talker.do(Command(name))
    assert talker.replies
    assert talker.at in {"language", "privacy", "forget", "contacts"}


def test_start_in_the_middle_offers_to_go_on() -> None:
    """Who comes back goes on, or begins again after one more question."""
    talker = inside().go("/start")
    assert talker.at == "resume"
    assert talker.go("back").at == "purpose"
    talker.go("/start", "again", "yes")
    assert talker.at == "citizenship"
    assert talker.case == {}
    assert talker.state is not None
    assert talker.state.consent == "day"


def test_export_is_a_case() -> None:
    """The export is a file in the published case format, its name tells nothing."""
    talker = Talker().start().go(*TRADER, "/export")
    document = talker.replies[0].document
    assert document is not None
    assert document.name == "muhlat.json"
    case = json.loads(document.make())
    read_case(case)
    assert [stay["entry"] for stay in case["stays"]] == ["2026-02-01", "2026-10-20"]
    assert talker.at == "answer"


@pytest.mark.parametrize("way", [("/delete",), ("forget",), ("/privacy", "forget")])
def test_forget_me(way: tuple[str, ...]) -> None:
    """Forgetting asks once, erases everything and says so."""
    talker = Talker().start().go(*TRADER, *way)
    assert talker.at == "forget"
    assert talker.go("back").state is not None
    talker.go("/delete", "yes")
    assert talker.state is None
    assert talker.effects[-1] == Forget()
    assert talker.text == RU("forgotten")


def test_unfinished_plan_stands_in_nobodys_way() -> None:
    """Who begins to plan and asks for the status gets it."""
    talker = Talker().start().go(*PEOPLE["planning"], "/plan", "~10.12.2026", "/status")
    assert talker.at == "answer"
    assert "planned" not in talker.case
    assert talker.go("plan").at == "plan.entry"


def test_half_told_entry_is_not_lost() -> None:
    """Who leaves a fine half told and comes back goes on with it."""
    talker = Talker().start().go("choose:KG", "choose:no", "choose:no", "choose:offences", "~01.06.2025")
    talker.go("back", "back", "choose:removals", "back", "choose:offences")
    assert talker.at == "fine.kind"
    talker.go("choose:traffic", "choose:yes", "choose:done")
    assert talker.case["offences"][0]["in_force"] == "2025-06-01"


def test_planned_trips_that_lie_behind_are_left_out() -> None:
    """A plan whose day has passed weighs no longer on the answer."""
    talker = Talker().start().go(*PEOPLE["planning"], "plan", "~10.12.2026", "choose:none", "answer")
    assert talker.case["planned"] == [{"entry": "2026-12-10"}]
    talker.today = date(2026, 12, 20)
    talker.go("/export")
    document = talker.replies[0].document
    assert document is not None
    assert "planned" not in json.loads(document.make())


def test_unknown_place_of_an_older_version() -> None:
    """A state from before an update goes on with its answers."""
    data = inside().state.to_data()  # type: ignore[union-attr]
    talker = Talker(state=State.from_data({**data, "place": ["gone", None, "", ""], "offers": ["gone"]}))
    talker.do(Said("что"))
    assert talker.at == "purpose"


def test_long_answer_is_not_repeated_for_a_remark() -> None:
    """After a remark, a file or Back only the first line of the answer comes again, with its buttons."""
    talker = Talker().start().go(*TRADER)
    assert len(talker.replies) > 2
    for doing in ("=спасибо", "/help", "/export"):
        talker.go(doing)
        assert len(talker.replies) <= 2
        assert talker.replies[-1].rows
    talker.go("why", "back")
    assert len(talker.replies) == 1
    assert len(talker.go("/status").replies) > 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_every_command(language: str) -> None:
    """Whoever asks for help is told of each command in a line of its own, in every language."""
    told = Talker().start(language).go("/help").text
    lines = {line.partition(" — ")[0] for line in told.splitlines()}
    assert {f"/{command}" for command in COMMANDS} - lines == {"/help"}
