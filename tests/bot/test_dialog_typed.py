"""What is typed in the conversation: whole trips at once, several in lines, answers in other words, slang."""

from datetime import date

import pytest

from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import NOT_IN_TROUBLE, PLANNING, SHOW, Talker, inside

RU = load_words("ru")
HERE = inside("~20.10.2026").go("choose:work", "choose:none")
assert HERE.at == "earlier"


def somebody(*script: str) -> Talker:
    """Return somebody who is asked whether there were other trips this year, and what they do then."""
    return Talker(state=HERE.state, replies=HERE.replies).go(*script)


def stays(talker: Talker) -> list[tuple[str, str]]:
    """Return the trips that are over, as they stand in the case."""
    return [(stay["entry"], stay["exit"]) for stay in talker.case["stays"] if "exit" in stay]


# --- one trip at once ------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["=", "choose:yes|=", "choose:yes|~01.02.2026|="])
@pytest.mark.parametrize("text", ["12.03 - 15.05", "с 12 марта по 15 мая", "12.03.2026 15.05.2026"])
def test_both_dates_at_once(at: str, text: str) -> None:
    """Whoever writes both dates has answered both questions, wherever in them they were, and confirms."""
    talker = somebody(*f"{at}{text}".split("|"))
    assert (talker.at.partition(".")[0], stays(talker)) == ("trip", [])
    entry, leave = RU.date(date(2026, 3, 12)), RU.date(date(2026, 5, 15))
    assert talker.text == RU("confirm.trip", entry=entry, exit=leave)
    talker.tap("confirm")
    assert (talker.at, stays(talker)) == ("more", [("2026-03-12", "2026-05-15")])


def test_the_example_of_a_trip_has_two_days() -> None:
    """Whoever must write two dates is shown two: of a trip that is over, or of one to come."""
    talker = somebody("choose:yes", "=01-02-03-04")
    assert "22.10.2026 – 21.11.2026" in talker.text
    talker = Talker().start().go(*PLANNING, "/plan", "=01-02-03-04")
    assert "21.11.2026 – 21.12.2026" in talker.text


def test_a_second_trip_where_it_is_asked_whether_there_was_one() -> None:
    """At "were there more?" a trip says yes and what it was; and "да" confirms it."""
    talker = somebody("=12.03 - 15.05", "=да", "=01.06-10.06")
    assert stays(talker) == [("2026-03-12", "2026-05-15")]
    talker.go("=Да, верно")
    assert stays(talker) == [("2026-03-12", "2026-05-15"), ("2026-06-01", "2026-06-10")]


def test_not_right_after_all() -> None:
    """A trip that was not meant so is not taken, and the question is asked."""
    talker = somebody("=12.03 - 15.05", "=нет")
    assert (talker.at, stays(talker)) == ("trip.entry", [])
    assert talker.text.startswith(RU("ask.trip.entry"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("15.05.2026 - 12.03.2026", "date.before_entry"),
        ("12.03.2026 - 15.12.2026", "date.future"),
        ("12.03.1999 - 15.12.1999", "date.too_early"),
        ("01.10.2026 - 25.10.2026", "trip.during_this_stay"),
        ("31.02 - 05.03", "date.no_such_day"),
        ("01-02-03-04", "date.two_ways"),
    ],
)
def test_a_trip_is_held_to_the_checks_of_its_dates(text: str, told: str) -> None:
    """Order, range and overlap are told of as of dates answered one by one, and nothing is taken."""
    talker = somebody("choose:yes", f"={text}")
    assert (talker.at, stays(talker)) == ("trip.entry", [])
    opening = RU._text(told).partition("{")[0]  # type: ignore[union-attr]
    assert talker.text.startswith(opening)


@pytest.mark.parametrize("text", ["12.03 - 15.05", "с 12 марта по 15 мая", "12.03.2026 15.05.2026"])
def test_two_dates_where_one_is_asked(text: str) -> None:
    """Where one date is asked two are too many, and that is said."""
    talker = Talker().start().go("choose:TJ", "choose:yes", f"={text}")
    assert talker.text.startswith(RU("date.two", example="22.10.2026"))


def test_a_trip_that_is_changed() -> None:
    """Both dates of a trip there is are changed at once; several trips are not taken in its place."""
    talker = somebody("=12.03 - 15.05", "confirm", "/trips", "open:stays:1", "change")
    talker.go("=01.01 - 02.01; 03.01 - 04.01")
    assert talker.text.startswith(RU("trips.one_here"))
    talker.go("=13.03 - 14.05", "confirm")
    assert stays(talker) == [("2026-03-13", "2026-05-14")]


# --- several trips ---------------------------------------------------------------------------


LINES = "1) 01.01 - 10.01\n2) 20.01-03.02\n3) 31.02 - 05.03\n4) 15.01 - 25.01\n5) 05.02\n6) с 1 по 9 апреля"


def test_trips_in_lines() -> None:
    """All that can be read are shown in words and taken at once; the others are named with what is wrong."""
    talker = somebody(f"={LINES}")
    for number, key in ((3, "date.no_such_day"), (4, "trip.overlaps"), (5, "trips.one_date")):
        opening = RU("trips.line", number=str(number), wrong="")
        wrong = RU._text(key).partition("{")[0]  # type: ignore[union-attr]
        assert f"{opening}{wrong}" in talker.text
    shown = talker.text.partition(RU("confirm.trips"))[2].strip().splitlines()
    assert [line.partition(")")[0] for line in shown] == ["1", "2", "3"]
    assert RU.date(date(2026, 4, 9)) in shown[2]
    talker.tap("confirm")
    assert talker.at == "more"
    assert stays(talker) == [
        ("2026-01-01", "2026-01-10"),
        ("2026-01-20", "2026-02-03"),
        ("2026-04-01", "2026-04-09"),
    ]


@pytest.mark.parametrize(
    "text", ["01.01 - 10.01, 20.01 - 03.02", "с 1 по 10 января и с 20 января по 3 февраля"]
)
@pytest.mark.parametrize("before", [(), ("choose:yes",)])
def test_trips_in_one_line(text: str, before: tuple[str, ...]) -> None:
    """Two trips in one line are both taken, at the question whether there were any and at that when."""
    talker = somebody(*before, f"={text}", "confirm")
    assert talker.at == "more"
    assert stays(talker) == [("2026-01-01", "2026-01-10"), ("2026-01-20", "2026-02-03")]


def test_lines_of_which_none_can_be_read() -> None:
    """Each is named, and the question stays."""
    talker = somebody("choose:yes", "=31.02 - 05.03\n30.10.2026 - 31.10.2026")
    assert talker.text.startswith(RU("trips.unread"))
    assert (talker.at, stays(talker)) == ("trip.entry", [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_list_fits_into_a_message(language: str) -> None:
    """As many lines as are taken at once, all of them wrong or all right, are told of in one message."""
    before = somebody(
        "/language", f"choose:{language}", "=12.03.2026 - 15.05.2026", "confirm", "choose:another"
    )
    wrong = Talker(state=before.state).go("=" + "13.03.2026 - 14.05.2026\n" * 20)
    assert len(wrong.text) <= 4096
    right = "\n".join(f"{day:02}.09.2025 - {day:02}.09.2025" for day in range(1, 21))
    assert len(Talker(state=before.state).go(f"={right}").text) <= 4096


def test_more_lines_than_are_taken_at_once() -> None:
    """Of more lines it is said how many can be sent, and nothing is taken."""
    talker = somebody("choose:yes", "=" + "12.03.2026 - 15.05.2026\n" * 21)
    assert talker.text.startswith(RU("trips.too_many", most=20))
    assert (talker.at, stays(talker)) == ("trip.entry", [])


def test_entry_and_exit_in_two_lines() -> None:
    """Two lines with a date each are one trip."""
    talker = somebody("choose:yes", "=12.03.2026\n15.05.2026", "confirm")
    assert stays(talker) == [("2026-03-12", "2026-05-15")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tg", "аз 12 март то 15 май"),
        ("uz", "12-martdan 15-maygacha"),
        ("uz_Cyrl", "12 мартдан 15 майгача"),
        ("ky", "12-марттан 15-майга чейин"),
        ("en", "from 12 March to 15 May"),
    ],
)
def test_a_trip_in_each_language(language: str, text: str) -> None:
    """In each language as its people write it, and shown in its words."""
    words = load_words(language)
    talker = somebody("/language", f"choose:{language}", f"={text}")
    assert words.date(date(2026, 3, 12)) in talker.text
    assert words.date(date(2026, 5, 15)) in talker.text
    talker.tap("confirm")
    assert stays(talker) == [("2026-03-12", "2026-05-15")]


# --- plans -----------------------------------------------------------------------------------


def test_a_plan_at_once() -> None:
    """A plan is taken with both its dates, and what it leads to is shown."""
    talker = Talker().start().go(*PLANNING, "plan", "=10.12 - 20.12", "confirm")
    assert talker.at == "planned"
    assert talker.case["planned"] == [{"entry": "2026-12-10", "exit": "2026-12-20"}]


def test_plans_in_lines() -> None:
    """Several plans are all kept and all answered; the next one asked for replaces none but the last."""
    talker = Talker().start().go(*PLANNING, "plan", "=10.12 - 20.12\n10.02.2027 - 01.03.2027", "confirm")
    assert talker.at == "planned"
    assert len(talker.replies) == 2
    talker.go("plan", "=01.04.2027 - 10.04.2027", "confirm")
    assert [plan["entry"] for plan in talker.case["planned"]] == ["2026-12-10", "2027-04-01"]
    assert len(talker.replies) == 1


def test_a_plan_before_another_one() -> None:
    """Who plans two trips hears by when to leave on the first, so that the second stays possible."""
    at_home = Talker().start().go("choose:KG", "choose:no", "choose:no", NOT_IN_TROUBLE, SHOW)
    at_home.go("/plan", "=12.03.2027 - 15.05.2027; 01.07.2027 - 20.07.2027", "confirm")
    first, second = (reply.text for reply in at_home.replies)
    assert "последний день — 9 июня 2027" in first
    assert first.endswith("Чтобы остались возможны другие поездки, выехать нужно не позже 20 мая 2027 года.")
    assert "Чтобы остались" not in second


# --- answers in other words ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "purpose"),
    [
        ("ru", "в гости", "private"),
        ("ru", "работать", "work"),
        ("tg", "ба мехмони", "private"),
        ("tg", "кор", "work"),
        ("uz", "ish", "work"),
        ("uz_Cyrl", "мехмонга", "private"),
        ("ky", "жумуш", "work"),
        ("ky", "в гости", "private"),
    ],
)
def test_a_purpose_in_other_words(language: str, text: str, purpose: str) -> None:
    """Nobody needs the word on the button."""
    talker = inside().go("/language", f"choose:{language}", f"={text}")
    assert talker.state is not None
    assert talker.state.facts.told["purpose"] == purpose


# --- slang -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "which"),
    [("кара тизме", "list"), ("депорт", "removal"), ("РКЛ", "register"), ("въезд-выезд", "border_run")],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_slang_is_asked_about(language: str, text: str, which: str) -> None:
    """The words of the street are understood in every language, and it is asked what was meant."""
    talker = somebody("/language", f"choose:{language}", f"={text}")
    assert talker.text == load_words(language)(f"slang.{which}")
    asked_again = talker.go("back")
    assert asked_again.at == "earlier"


def test_what_comes_later_is_said_to() -> None:
    """Before its turn a ban is not asked about; the open question is asked again."""
    talker = somebody("=я в чёрном списке", "choose:decisions")
    assert talker.text.startswith(RU("slang.later"))
    assert talker.at == "earlier"


@pytest.mark.parametrize(
    ("text", "choice", "at"),
    [
        ("депорт", "choose:removals", "removal.kind"),
        ("депорт", "choose:decisions", "ban.kind"),
        ("кора руйхат", "choose:decisions", "ban.kind"),
    ],
)
@pytest.mark.parametrize("told", [(), (NOT_IN_TROUBLE, SHOW)], ids=["asked now", "all told"])
def test_slang_leads_to_its_question(text: str, choice: str, at: str, told: tuple[str, ...]) -> None:
    """Where troubles are asked, or all is told, the button leads to the questions about that one."""
    script = PLANNING[: PLANNING.index(NOT_IN_TROUBLE)]
    talker = Talker().start().go(*script, *told, f"={text}", choice)
    assert talker.at == at
    assert talker.go("back").at == "trouble"


def test_the_register_is_told_apart_from_a_ban() -> None:
    """A black list may be the register: it is told what that is, and an entry in it can be told."""
    told = Talker().start().go(*PLANNING, "=кара тизме", "choose:register")
    assert told.text == RU("slang.register")
    assert RU("register.means") in told.go("choose:about").text
    entered = Talker().start().go(*PLANNING, "=РКЛ", "choose:controlled_register")
    assert entered.at == "register.since"


def test_unsure_what_it_is() -> None:
    """Whoever does not know is told where to look, and goes on with the open question."""
    talker = somebody("=запрет", "choose:unknown")
    assert talker.text.startswith(RU("slang.unsure"))
    assert talker.at == "earlier"


def test_a_border_run_leads_to_a_plan() -> None:
    """Days are counted on after a short trip out: the plan can be checked where all is told."""
    assert Talker().start().go(*PLANNING, "=кирди-чыкты", "choose:plan").at == "plan.entry"
    early = somebody("=кирди-чыкты", "choose:plan")
    assert (early.at, early.text.startswith(RU("slang.later"))) == ("earlier", True)


def test_slang_that_answers_the_question_is_an_answer() -> None:
    """Among the troubles "запрет" is the one on the button, and nothing is asked of it."""
    script = PLANNING[: PLANNING.index(NOT_IN_TROUBLE)]
    assert Talker().start().go(*script, "=запрет").at == "ban.kind"


def test_nothing_is_heard_before_consent() -> None:
    """Before the choice about keeping answers no slang is heard: nothing of it would be in the state."""
    talker = Talker()
    talker.go("/start", "choose:ru", "=депорт")
    assert talker.at == "consent"
