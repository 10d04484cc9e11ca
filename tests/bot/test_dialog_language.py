"""The choice of a language: offered first, in its own name and script, changeable at any time."""

import pytest

from bot.dialog.model import Command
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import PEOPLE, Talker, inside

RU = load_words("ru")


@pytest.mark.parametrize(
    ("device", "first"),
    [
        ("tg", ["tg", "uz", "uz_Cyrl"]),
        ("uz", ["uz", "uz_Cyrl", "tg"]),
        ("uz-Cyrl-UZ", ["uz_Cyrl", "uz", "tg"]),
        ("ky-KG", ["ky", "tg", "uz"]),
        ("ru", ["ru", "tg", "uz"]),
        ("EN-gb", ["en", "tg", "uz"]),
        ("de", ["tg", "uz", "uz_Cyrl"]),
        (None, ["tg", "uz", "uz_Cyrl"]),
    ],
)
def test_the_language_of_the_device_is_offered_first(device: str | None, first: list[str]) -> None:
    """The device only puts its language on top, of Uzbek both scripts, each in its own name."""
    talker = Talker(device=device)
    talker.do(Command("start"))
    labels = [row[0].label for row in talker.replies[0].rows]
    assert labels[:3] == [LANGUAGES[code] for code in first]
    assert sorted(labels) == sorted(LANGUAGES.values())


@pytest.mark.parametrize(
    ("way", "place"),
    [
        (("/status",), "answer"),
        (("why",), "why"),
        (("/trips",), "entries"),
        (("/plan",), "plan.entry"),
        (("/plan", "=12.03.2027 - 20.03.2027", "confirm"), "planned"),
    ],
)
def test_another_language_leads_back_to_where_one_was(way: tuple[str, ...], place: str) -> None:
    """Nobody loses their place, or the way back from it, by changing the language."""
    talker = Talker().start().go(*PEOPLE["planning"], *way)
    assert talker.state is not None
    before = talker.state
    talker.go("/language", "choose:ky")
    assert (talker.at, talker.state.back, talker.state.facts) == (place, before.back, before.facts)
    talker.go("/language", "choose:ru")
    assert talker.at == place


NAMED = {
    "Тоҷикӣ": "tg",
    "точики": "tg",
    "таджикский": "tg",
    "oʻzbekcha": "uz",
    "O'zbekcha": "uz",
    "uzbek": "uz",
    "ўзбекча": "uz_Cyrl",
    "узбекча": "uz_Cyrl",
    "узбекский": "uz_Cyrl",
    "кыргызча": "ky",
    "Киргизский": "ky",
    "kyrgyz": "ky",
    "English": "en",
    "английский": "en",
}


@pytest.mark.parametrize(("typed", "code"), NAMED.items())
def test_a_language_is_changed_by_its_name(typed: str, code: str) -> None:
    """The name of a language, in any script, changes it at any time, and the question stays open."""
    newcomer = Talker()
    newcomer.do(Command("start"))
    newcomer.go(f"={typed}")
    talker = inside().go(f"={typed}")
    for each in (newcomer, talker):
        assert each.state is not None
        assert each.state.language == code
    assert talker.at == "purpose"
    assert talker.text == load_words(code)("ask.purpose")
    assert talker.go("=русский").text == RU("ask.purpose")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("кыргызча", "ky"), ("узбекча", "uz_Cyrl"), ("oʻzbekcha", "uz"), ("тоҷикӣ", "tg"), ("english", "en")],
)
def test_a_language_where_a_country_is_asked(typed: str, code: str) -> None:
    """Close as it comes to the name of the country, a language is the language."""
    talker = Talker().start("en" if code != "en" else "ru").go(f"={typed}")
    assert talker.state is not None
    assert (talker.state.language, talker.at, talker.state.place.part) == (code, "citizenship", "")


def test_the_name_of_a_people_is_an_answer_where_a_country_is_asked() -> None:
    """Who says "узбек" when asked for a passport has not asked for another language."""
    talker = Talker().start().go("=узбек")
    assert talker.state is not None
    assert talker.state.language == "ru"
    assert talker.state.place.value == "UZ"
