"""The conversation step by step: the beginning, bad input, Back, changes."""

import json
from datetime import date

import pytest

from bot.dialog.model import Command, Keep, Said
from bot.replies.words import LANGUAGES, load_words
from rules.read import read_case
from tests.bot.dialog_person import BUILDER, DRIVER, PEOPLE, TRADER, Talker, inside

RU = load_words("ru")


# --- the beginning ---------------------------------------------------------------------------


def test_language_is_asked_in_every_language() -> None:
    """Nobody knows yet which language is understood, so all are shown."""
    talker = Talker(device="en-GB")
    talker.do(Command("start"))
    assert all(load_words(code)("ask.language") in talker.text for code in LANGUAGES)
    assert {row[0].label for row in talker.replies[0].rows} == set(LANGUAGES.values())


def test_nothing_but_language_is_known_before_consent() -> None:
    """Whatever is said before the choice about keeping answers, none of it is in the state."""
    talker = Talker()
    talker.do(Said("Я из Узбекистана, въехал 02.03.2026"))
    talker.go("choose:ru", "=Узбекистан", "=02.03.2026", "/status", "/plan", "/trips", "/export", "/help")
    assert talker.state is not None
    data = talker.state.to_data()
    assert (data["case"], data["told"], data["draft"], data["parked"]) == ({}, {}, None, [])
    assert "2026" not in json.dumps(data)
    assert talker.at == "consent"


@pytest.mark.parametrize("choice", ["day", "remember"])
def test_consent_is_handed_on(choice: str) -> None:
    """The choice about keeping answers is an effect for the store, and can be changed later."""
    talker = Talker().start(consent=choice)
    assert talker.effects == [Keep(choice)]  # type: ignore[arg-type]
    talker.go("/privacy", "choose:day")
    assert talker.effects[-1] == Keep("day")
    assert talker.at == "citizenship"


def test_language_can_be_changed_in_the_middle() -> None:
    """Another language does not change where the person is."""
    talker = inside().go("/language", "choose:en")
    assert talker.at == "purpose"
    assert talker.text == load_words("en")("ask.purpose")


# --- bad input -------------------------------------------------------------------------------

BAD_ENTRIES = {
    "31.02.2026": "no_such_day",
    "25.12.2026": "future",
    "01.01.1990": "too_early",
    "x" * 5000: "too_long",
    "03/15/2026": "order",
    "\u202e\x00\x07": "unclear",
    "<b>15.03.2026</b>; DROP TABLE": "unclear",
    "15.03.2026, 17.03.2026": "two",
}


@pytest.mark.parametrize("text", BAD_ENTRIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_date_is_told_kindly(text: str, language: str) -> None:
    """A bad date gets a sentence with an example, the question again, and loses nothing."""
    talker = Talker().start(language).go("choose:UZ", "choose:yes")
    before = talker.case
    talker.do(Said(text))
    remark, _, question = talker.text.partition("\n\n")
    assert "22.10.2026" in remark
    assert question.startswith(load_words(language)("ask.entry"))
    assert talker.case == before
    assert talker.at == "entry"


def test_typed_date_is_repeated_before_it_counts() -> None:
    """A typed date is said in words; only a yes makes it count."""
    talker = Talker().start().go("choose:UZ", "choose:yes", "=٠٢.٠٣.٢٠٢٦")
    assert talker.text == RU("confirm", answer="2 марта 2026 года")
    assert "stays" not in talker.case
    talker.go("back", "=05.03.2026", "=да")
    assert talker.case["stays"] == [{"entry": "2026-03-05"}]


def test_confirming_takes_a_no_or_another_date() -> None:
    """Instead of yes people say no, or simply type the right date."""
    talker = Talker().start().go("choose:UZ", "choose:yes", "=02.03.2026", "=нет")
    assert talker.text.startswith(RU("ask.entry"))
    talker.go("=02.03.2026", "=03.03.2026", "confirm")
    assert talker.case["stays"] == [{"entry": "2026-03-03"}]


def test_exit_before_entry() -> None:
    """An exit before the entry is refused, and the entry stays."""
    talker = inside().go("choose:private", "choose:none", "choose:yes", "~01.03.2026", "=01.02.2026")
    assert "1 марта 2026 года" in talker.text.partition("\n\n")[0]
    assert talker.at == "trip.exit"
    assert talker.go("~17.03.2026").at == "more"


def test_overlapping_trips() -> None:
    """Trips may share a day and no more."""
    talker = inside().go("choose:private", "choose:none", "choose:yes", "~01.02.2026", "~17.03.2026")
    talker.go("choose:another", "=10.03.2026", "confirm")
    assert "17 марта 2026 года" in talker.text
    assert talker.at == "trip.entry"
    talker.go("~17.03.2026", "=25.10.2026", "confirm")
    assert "20 октября 2026 года" in talker.text
    assert talker.at == "trip.exit"
    talker.go("~20.10.2026")
    assert talker.at == "more"
    read_case(talker.case)


def test_present_stay_cannot_begin_before_an_earlier_trip_ended() -> None:
    """The entry cannot be changed to a day that lies in an earlier trip."""
    talker = Talker().start().go(*TRADER, "review", "change:entry", "=01.03.2026", "confirm")
    assert "17 марта 2026 года" in talker.text
    assert talker.at == "entry"


def test_at_most_sixty_trips() -> None:
    """The sixty-first trip is refused kindly, and the sixty before are kept."""
    talker = Talker(today=date(2026, 11, 21)).start().go("choose:KZ", "choose:no", "choose:yes")
    for number in range(60):
        day = date(2026, 1, 2).fromordinal(date(2026, 1, 2).toordinal() + 4 * number)
        talker.go(f"~{day}", f"~{day}")
        if number < 59:
            talker.go("choose:another")
    talker.go("choose:another", "=20.11.2026", "confirm")
    assert talker.text.startswith(RU("list.full", most="60"))
    assert len(talker.case["stays"]) == 60


def test_passport_of_russia_is_refused() -> None:
    """A Russian citizen has no days to count."""
    talker = Talker().start().go("=Россия")
    assert talker.text.startswith(RU("citizenship.russia"))
    assert talker.case == {}


def test_choices_can_be_typed() -> None:
    """What stands on a button can be typed too."""
    talker = (
        Talker()
        .start()
        .go("=Узбекистон", "confirm", "=да", "~вчера", "=Част", "=Ничего из этого", "=не знаю")
    )
    assert talker.case["stays"] == [{"entry": "2026-11-20", "purpose": "private"}]
    talker.go("=чепуха")
    assert talker.text.startswith(RU("note.choose"))


# --- dates by taps ---------------------------------------------------------------------------


def test_month_year_and_nothing_at_all() -> None:
    """Somebody who does not know the day gives the month, the year, or nothing."""
    assert inside("rough").go("when:2026-08").case["stays"] == [{"entry": "2026-08"}]
    assert inside("rough").go("when:2026").case["stays"] == [{"entry": "2026-01-01/2026-11-21"}]
    assert inside("rough").go("rough_years", "rough:2024", "when:2024-05").case["stays"] == [
        {"entry": "2024-05"}
    ]
    assert inside("rough").go("when:unknown").case["stays"] == [{"entry": "unknown"}]
    assert inside("month:2026-11").go("when:2026-11").case["stays"] == [{"entry": "2026-11-01/2026-11-21"}]


def test_calendar_goes_back_part_by_part() -> None:
    """In a calendar Back closes the month, then the year, then leaves the question."""
    talker = Talker().start().go("choose:UZ", "choose:yes", "years", "year:2024", "month:2024-05")
    assert "when:2024-05-31" in talker.state.offers if talker.state else False
    talker.go("back")
    assert talker.state is not None
    assert "month:2024-12" in talker.state.offers
    assert talker.go("back", "back").at == "inside"


def test_day_can_be_typed_into_an_open_month() -> None:
    """A bare number is the day of the month that is open."""
    talker = Talker().start().go("choose:UZ", "choose:yes", "month:2026-10", "=6", "confirm")
    assert talker.case["stays"] == [{"entry": "2026-10-06"}]


# --- back, review, changes -------------------------------------------------------------------


@pytest.mark.parametrize("person", PEOPLE)
def test_back_loses_no_answer(person: str) -> None:
    """All the way back to the language, and forward again by keeping every answer."""
    talker = Talker().start().go(*PEOPLE[person])
    case, told = talker.case, dict(talker.state.facts.told) if talker.state else {}
    talker.go("review")
    while talker.state is not None and "back" in talker.state.offers:
        talker.go("back")
    assert talker.at == "language"
    assert (talker.case, talker.state.facts.told if talker.state else {}) == (case, told)
    talker.go("choose:ru")
    assert talker.at == "review"
    assert talker.go("answer").at == "answer"


def test_answers_can_be_kept_on_the_way_back() -> None:
    """An earlier answer is shown, and one tap keeps it."""
    talker = Talker().start().go(*TRADER[:9])
    talker.go("back", "back")
    assert talker.at == "trip.exit"
    assert RU("now", answer="17 марта 2026 года") in talker.text
    before = talker.case
    talker.go("keep")
    assert talker.case == before
    assert talker.at == "registered"


def test_back_to_an_entry_changes_that_entry() -> None:
    """Going back to a trip and answering anew changes it instead of adding one."""
    talker = Talker().start().go(*TRADER[:8], "back", "~18.03.2026")
    assert [stay.get("exit") for stay in talker.case["stays"]] == [None, "2026-03-18"]
    talker.go("back", "back", "~20.03.2026")
    assert talker.at == "trip.exit"
    talker.go("~25.03.2026")
    assert talker.case["stays"][1] == {"entry": "2026-03-20", "exit": "2026-03-25"}


def test_review_changes_one_answer() -> None:
    """Each answer can be changed from the review, which then comes again."""
    talker = Talker().start().go(*BUILDER, "review", "change:entry", "~07.10.2026")
    assert talker.at == "review"
    assert "7 октября 2026 года" in talker.text
    assert talker.case["stays"] == [{"entry": "2026-10-07", "purpose": "work"}]


def test_trips_can_be_changed_and_removed() -> None:
    """/trips lists the trips; each can be changed from its first date on, or taken out."""
    talker = Talker().start().go(*TRADER, "/trips")
    assert talker.replies[0].rows[0][0].label == "01.02.2026 – 17.03.2026"
    talker.go("open:stays:1")
    assert "17 марта 2026 года" in talker.text
    talker.go("change", "keep", "~18.03.2026")
    assert talker.case["stays"][1] == {"entry": "2026-02-01", "exit": "2026-03-18"}
    talker.go("/trips", "open:stays:1", "remove")
    assert talker.text.startswith(RU("entry.removed"))
    assert talker.at == "earlier"
    assert len(talker.case["stays"]) == 1


def test_fines_can_be_changed() -> None:
    """Fines are listed from the review, shown whole, and changed question by question."""
    talker = Talker().start().go(*DRIVER, "review", "change:trouble", "open:offences:0")
    assert RU("fine.traffic") in talker.text
    talker.go("change", "keep", "choose:other", "choose:no", "choose:no")
    assert talker.case["offences"][0] == {"in_force": "2025-06-01", "kind": "other"}


def test_who_leaves_is_asked_when() -> None:
    """The stay of somebody who is no longer in Russia becomes a trip."""
    talker = Talker().start().go(*TRADER, "review", "change:inside", "choose:no")
    assert talker.at == "trip.exit"
    talker.go("~21.11.2026")
    assert talker.case["stays"][0] == {"entry": "2026-10-20", "exit": "2026-11-21", "purpose": "private"}
    assert talker.at == "review"
    talker.go("change:inside", "choose:yes")
    assert talker.at == "entry"


def test_unsure_answers_are_named_under_the_answer() -> None:
    """Who does not know hears what to find out, and gets the careful answer."""
    talker = Talker().start().go(
        "choose:KZ", "choose:yes", "~20.10.2026", "choose:private", "choose:unknown", "choose:unknown",
        "choose:unknown", "choose:unknown", "answer",
    )  # fmt: skip
    assert "Вы не уверены: другие поездки, регистрация, штрафы или запреты и документы." in talker.text
    talker.go("details")
    for question in ("earlier", "registered", "trouble", "papers"):
        assert RU(f"note.unsure.{question}") in talker.text


def test_what_nobody_can_guess_is_explained() -> None:
    """Who does not know the country or where they are hears how to find out, and goes on."""
    talker = Talker().start().go("choose:unknown")
    assert talker.text.startswith(RU("citizenship.unsure"))
    talker.go("=не знаю")
    assert talker.text.startswith(RU("citizenship.unsure"))
    talker.go("=Узбекистан", "choose:unknown")
    assert talker.text.startswith(RU("inside.unsure"))
    assert talker.at == "inside"
    assert talker.case == {"citizenship": "UZ"}


def test_doubts_keep_the_green_sign_away() -> None:
    """Who is not sure of other trips is not told that all is calm."""
    talker = Talker().start().go("=Узбекистан", "choose:no", "choose:yes", "~1.3.2026", "~20.3.2026")
    talker.go("choose:unknown", "choose:done", "answer")
    assert RU("note.unsure.earlier") in talker.text
    assert RU("level.green") not in talker.text
    assert RU("level.amber") in talker.text


def test_a_plain_no_is_understood() -> None:
    """Yes and no stand for the options that mean them."""
    talker = Talker().start().go("=Узбекистан", "=да", "~10.11.2026", "=частная", "=нет", "=да", "~1.3.2026")
    assert talker.state is not None
    assert talker.state.facts.told["papers"] == "none"
    talker.go("~20.3.2026", "=нет", "=нет", "=нет")
    assert talker.at == "review"


def test_reasons_come_a_few_at_a_time() -> None:
    """Why shows some reasons and the way to the next; Back leads to the answer."""
    talker = Talker().start().go(*TRADER, "why")
    first = talker.text
    assert len(talker.replies) <= 5
    pages = 1
    while talker.state is not None and "next" in talker.state.offers:
        talker.go("next")
        assert talker.text != first
        pages += 1
    assert 1 < pages < 5
    talker.go("back", "back")
    assert talker.at == "answer"


def test_answer_is_that_of_the_day() -> None:
    """Weeks later the same facts are counted anew."""
    talker = Talker().start().go(*TRADER)
    first = talker.text
    talker.today = date(2026, 12, 1)
    talker.go("/status")
    assert talker.at == "answer"
    assert talker.text != first


def test_new_year_asks_for_its_own_trips() -> None:
    """What was said of the trips of a year holds for that year only."""
    talker = Talker().start().go(*PEOPLE["planning"])
    talker.today = date(2027, 2, 1)
    talker.go("/status")
    assert talker.at == "earlier"
    talker.go("choose:no", "answer")
    assert talker.at == "answer"


def test_dates_without_a_year_fit_the_question() -> None:
    """An exit follows on its entry, an end lies ahead, and a calendar opens where the date most likely is."""
    talker = (
        Talker().start().go("choose:KZ", "choose:no", "choose:no", "choose:stays", "~20.12.2024", "=15.01")
    )
    assert talker.text == RU("confirm", answer="15 января 2025 года")
    talker.go("back")
    assert talker.state is not None
    assert "month:2024-12" in talker.state.offers
    talker = inside().go("choose:private", "choose:none", "choose:no", "choose:yes", "=17.01")
    assert talker.text == RU("confirm", answer="17 января 2027 года")
    talker = (
        Talker().start().go("choose:KZ", "choose:no", "choose:no", "choose:decisions", "choose:entry_ban")
    )
    talker.go("rough", "when:unknown")
    assert talker.state is not None
    assert "month:2026-12" in talker.state.offers


def test_changed_entry_asks_for_the_registration_anew() -> None:
    """A registration that ended before the changed entry was of another stay."""
    talker = inside("~01.09.2026").go("choose:private", "choose:none", "choose:no", "choose:yes")
    talker.go("~01.10.2026", "choose:no", "choose:done", "change:entry", "~20.10.2026")
    assert talker.at == "registered"
    assert "registrations" not in talker.case


def test_changed_patent_asks_for_its_notice_anew() -> None:
    """What was said of one patent is not taken for another."""
    talker = Talker().start().go(*PEOPLE["cook"], "review", "change:papers", "open:patents:0", "change")
    talker.go("~20.11.2026", "~24.12.2026")
    assert talker.at == "notified"
    read_case(talker.case)
