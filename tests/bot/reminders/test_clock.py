"""By whose clock to remind: cities to choose from, any town typed, and of it only the clock kept."""

from dataclasses import replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.dialog.reminding import clocks
from bot.dialog.state import Place, State
from bot.reading.clocks import Places, read_clock
from bot.reminders.zones import HOME, RUSSIAN
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import COOK, PLANNING, TRADER, Talker

RU: Final = load_words("ru")
SIDE_BY_SIDE: Final = 25
"""Characters on a button that has another beside it."""
every_language = pytest.mark.parametrize("language", LANGUAGES)


def asked(
    script: tuple[str, ...] = COOK,
    language: str = "ru",
    today: date = date(2026, 11, 21),
) -> Talker:
    """Return somebody who is asked by whose clock to remind."""
    talker = Talker(today=today).start(language, "remember").go(*script)
    talker.state = replace(state_of(talker), place=Place("remind.zone"))
    return talker.go("/help")


def state_of(talker: Talker) -> State:
    """Return the state, which is there."""
    assert talker.state is not None
    return talker.state


def zone_of(talker: Talker) -> str | None:
    """Return the zone that is kept."""
    return state_of(talker).reminders.zone


def labels(talker: Talker) -> list[list[str]]:
    """Return what stands on the buttons, row by row."""
    return [[button.label for button in row] for row in talker.replies[-1].rows]


def test_zones_of_somebody_inside() -> None:
    """Moscow, where most are, comes first and by itself, then the others from west to east, then home."""
    assert labels(asked(TRADER)) == [
        ["Москва, МСК"],
        ["Калининград, МСК−1", "Самара, МСК+1"],
        ["Екатеринбург, МСК+2", "Омск, МСК+3"],
        ["Красноярск, МСК+4", "Иркутск, МСК+5"],
        ["Якутск, МСК+6", "Владивосток, МСК+7"],
        ["Магадан, МСК+8", "Камчатка, МСК+9"],
        ["Алматы, МСК+2"],
        ["Не знаю"],
        ["← Назад"],
    ]


def test_zones_of_somebody_at_home() -> None:
    """Whoever is outside finds the home country first, then Moscow."""
    talker = asked(PLANNING)
    assert [row[0] for row in labels(talker)[:2]] == ["Душанбе, МСК+2", "Москва, МСК"]


@pytest.mark.parametrize(
    ("citizenship", "day", "shown"),
    [
        ("UA", date(2026, 11, 21), "Киев, МСК−1"),
        ("UA", date(2026, 6, 21), "Киев, МСК"),
        ("MD", date(2026, 1, 21), "Кишинёв, МСК−1"),
        ("BY", date(2026, 6, 21), "Минск, МСК"),
        ("AM", date(2026, 11, 21), "Ереван, МСК+1"),
    ],
)
def test_difference_is_that_of_the_day(citizenship: str, day: date, shown: str) -> None:
    """Where clocks are put forward in spring, the difference is that of the day of the question."""
    talker = Talker(today=day).start("ru", "remember").go(f"choose:{citizenship}", "choose:no")
    talker.state = replace(state_of(talker), place=Place("remind.zone"))
    talker.go("/help")
    assert [shown] in labels(talker)


@every_language
def test_labels_are_short(language: str) -> None:
    """Two beside each other fit on a small phone, the one chosen too; no difference is missing."""
    talker = asked(language=language).go("=екб", "back")
    rows = labels(talker)
    assert max(len(label) for row in rows if len(row) > 1 for label in row) <= SIDE_BY_SIDE
    assert sum(label.startswith("✓ ") for row in rows for label in row) == 1
    assert [label for row in rows for label in row if label.endswith("+9")]


@every_language
@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("moskva", "Europe/Moscow"),
        ("питер", "Europe/Moscow"),
        ("Пермь", "Asia/Yekaterinburg"),
        ("Chelyabinsk", "Asia/Yekaterinburg"),
        ("Новосибирск", "Asia/Krasnoyarsk"),
        ("Саратов", "Europe/Samara"),
        ("Чита", "Asia/Yakutsk"),
        ("Южно-Сахалинск", "Asia/Magadan"),
        ("мск+7", "Asia/Vladivostok"),
        ("+10", "Asia/Vladivostok"),
        ("UTC+2", "Europe/Kaliningrad"),
    ],
)
def test_typed(said: str, zone: str, language: str) -> None:
    """A town or a difference is typed in any language; what was understood is said, and the way goes on."""
    talker = asked(language=language).go(f"={said}")
    words = load_words(language)
    assert zone_of(talker) == zone
    assert talker.at == "remind.form"
    note = words("remind.zone_taken", clock="|").partition("|")[0]
    assert talker.text.startswith(note + words(f"zone.{zone.partition('/')[2]}"))


@pytest.mark.parametrize(
    ("said", "zone"),
    [("Самарканд", "Asia/Tashkent"), ("+5", "Asia/Irkutsk"), ("utc+5", "Asia/Yekaterinburg")],
)
def test_home_stands_for_its_clock(said: str, zone: str) -> None:
    """A town at home is the home country's zone; a difference without a name is one from Moscow."""
    assert zone_of(asked().go(f"={said}")) == zone


def test_one_at_home_who_says_their_own_difference() -> None:
    """Whoever is at home means the clock there; where they may mean Moscow's as well they are asked."""
    assert zone_of(asked(PLANNING).go("=utc+5")) == "Asia/Dushanbe"
    assert zone_of(asked(PLANNING).go("=мск+2")) == "Asia/Dushanbe"
    assert zone_of(asked(PLANNING).go("=+2")) == "Asia/Dushanbe"
    talker = asked(PLANNING).go("=+5")
    assert state_of(talker).offers == ("choose:Asia/Dushanbe", "choose:Asia/Irkutsk", "back")


@pytest.mark.parametrize(
    ("said", "zones"),
    [
        ("Троицк", ["Europe/Moscow", "Asia/Yekaterinburg"]),
        ("Якутия", ["Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan"]),
        ("Екатиринбург", ["Asia/Yekaterinburg"]),
        ("Таджикистан", ["Asia/Dushanbe"]),
        ("Oʻzbekiston", ["Asia/Tashkent"]),
    ],
)
@every_language
def test_what_can_be_read_in_more_than_one_way_is_asked(said: str, zones: list[str], language: str) -> None:
    """One name with several clocks, a slip, and a home country lead to a question with those clocks alone.

    Of one clock it is asked whether it shows the same, not whether the person lives in its city.
    """
    words = load_words(language)
    talker = asked(language=language).go(f"={said}")
    assert zone_of(talker) is None
    assert talker.text == words(f"ask.remind.zone_{'which' if len(zones) > 1 else 'same'}")
    assert state_of(talker).offers == (*(f"choose:{zone}" for zone in zones), "back")
    talker.go("back")
    assert talker.text == words("ask.remind.zone_or_city")
    talker.go(f"={said}", f"choose:{zones[-1]}")
    assert (zone_of(talker), talker.at) == (zones[-1], "remind.form")
    assert talker.go("back").text == words("ask.remind.zone_or_city")


@pytest.mark.parametrize(
    ("said", "zone", "at"),
    [
        ("да", "Asia/Yekaterinburg", "remind.form"),
        ("нет", None, "remind.zone"),
        ("Самара", "Europe/Samara", "remind.form"),
        ("foo", None, "remind.zone"),
    ],
)
def test_said_to_a_guess(said: str, zone: str | None, at: str) -> None:
    """A guess is taken by a yes; anything else is heard as an answer to the question itself."""
    talker = asked().go("=Екатиринбург", f"={said}")
    assert (zone_of(talker), talker.at) == (zone, at)


def test_who_does_not_know_later() -> None:
    """From the list as well, before the word that it was changed."""
    talker = Talker().start("ru", "remember").go(*COOK, "remind", "choose:Asia/Omsk", "choose:neutral")
    talker.go("/reminders", "zone", "choose:unknown")
    assert talker.text.startswith(f"{RU('remind.zone_taken', clock='Москва, МСК')}\n\n{RU('remind.changed')}")


def test_changed_later() -> None:
    """Whoever is reminded already and types another town comes back to the list, and hears what was taken."""
    talker = Talker().start("ru", "remember").go(*COOK, "remind", "choose:Europe/Moscow", "choose:neutral")
    talker.go("/reminders", "zone", "=Уфа")
    assert (zone_of(talker), talker.at) == ("Asia/Yekaterinburg", "reminders")
    assert "МСК+2" in talker.text
    assert RU("remind.changed") in talker.text


@every_language
def test_not_understood(language: str) -> None:
    """What is no place says how to answer, and the question comes again."""
    words = load_words(language)
    talker = asked(language=language).go("=Париж")
    assert zone_of(talker) is None
    assert talker.text == f"{words('zone.unclear')}\n\n{words('ask.remind.zone_or_city')}"


@every_language
def test_who_does_not_know(language: str) -> None:
    """Whoever does not know has the time of Moscow, tapped or typed, and is told so."""
    words = load_words(language)
    note = words("remind.zone_taken", clock=clocks.label("Europe/Moscow", date(2026, 11, 21), words))
    for said in ("choose:unknown", f"={words('button.unknown')}"):
        talker = asked(language=language).go(said)
        assert (zone_of(talker), talker.at) == ("Europe/Moscow", "remind.form")
        assert talker.text.startswith(note)


@pytest.mark.parametrize("said", ["Пермь", "Троицк", "Худжанд", "Екатиринбург", "Южно-Сахалинск"])
def test_place_is_not_kept(said: str) -> None:
    """Of a town that is typed the clock alone is kept: one of those that anybody can choose."""
    talker = asked().go(f"={said}")
    assert said.casefold() not in str(state_of(talker).to_data()).casefold()
    assert zone_of(talker) in {None, *RUSSIAN, *HOME.values()}


@every_language
@pytest.mark.parametrize("zone", [*RUSSIAN, *HOME.values()])
def test_typed_back(zone: str, language: str) -> None:
    """What stands on a button can be typed in its language, with the hours or without: the same clock."""
    words = load_words(language)
    for typed in (words(clocks.city(zone)), clocks.label(zone, date(2026, 11, 21), words)):
        found = read_clock(typed)
        assert isinstance(found, Places)
        assert zone in found.zones
        assert not found.guessed


@pytest.mark.parametrize("zone", [*RUSSIAN, *HOME.values()])
def test_name_leads_to_its_clock(zone: str) -> None:
    """The city of a button that is typed, also one that is not among those offered."""
    name = RU(f"zone.{zone.rpartition('/')[2]}")
    kept = zone_of(asked().go(f"={name}"))
    assert kept is not None
    noon = datetime(2026, 11, 21, 12)  # noqa: DTZ001 - by the clocks of each zone
    assert noon.replace(tzinfo=ZoneInfo(kept)).utcoffset() == noon.replace(tzinfo=ZoneInfo(zone)).utcoffset()
