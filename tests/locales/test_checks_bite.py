"""A check that finds nothing has to show that it would: each names an error that is put before it."""

from collections.abc import Callable, Iterator

import pytest

from tests.locales import strings, test_form, test_letters, test_manners, test_terms, test_tongue
from tests.locales.strings import Miss
from tests.locales.test_form import other_form
from tests.locales.test_letters import mixed_scripts, strange_apostrophes, strange_letters
from tests.locales.test_manners import calques, familiar, one_of_us
from tests.locales.test_spelling import unknown_words
from tests.locales.test_terms import missing_terms
from tests.locales.test_tongue import other_tongues, same_as_russian
from tests.locales.texts import Text

Check = Callable[[str], Iterator[Miss]]


@pytest.mark.parametrize(
    ("check", "said", "wrong"),
    [
        (strange_letters, ("tg", "Шумо цадар рӯз доред", ""), "цадар"),
        (strange_letters, ("uz", "kuncha", ""), None),
        (strange_letters, ("uz", "cirk", ""), "cirk"),
        (strange_letters, ("uz", "maʻlumot", ""), "maʻlumot"),
        (strange_letters, ("ky", "қайда", ""), "қайда"),
        (strange_letters, ("uz", "ish («работа»), qaror (постановление)", ""), None),
        (strange_letters, ("uz", "ish — работа", ""), "работа"),
        (strange_apostrophes, ("uz", "bo'lish", ""), "bo'lish"),
        (mixed_scripts, ("ky", "кyн", ""), "кyн"),  # the y is Latin
        (other_tongues, ("ky", "Выезжайте из России как можно скорее", ""), "ru"),
        (other_tongues, ("tg", "Россиядан тезирээк чыгып кетиңиз", ""), "ky"),
        (other_tongues, ("uz_Cyrl", "Сиз Россияда 74 кундан бери турибсиз", ""), None),
        (same_as_russian, ("ky", "Сначала оплатите", "Сначала оплатите"), "Сначала оплатите"),
        (same_as_russian, ("ky", "{first} — {last}", "{first} — {last}"), None),
        (familiar, ("uz", "Sen qachon kelding?", ""), "Sen"),
        (familiar, ("tg", "Сана навис", ""), "навис"),
        (familiar, ("ky", "Кайсы күн экенин жазыңыз", ""), None),
        (one_of_us, ("tg", "Аз нав сар кунем?", ""), "кунем"),
        (one_of_us, ("ky", "Азырынча улантабыз", ""), "улантабыз"),
        (one_of_us, ("ru", "Этот бот считает дни", ""), "бот"),
        (calques, ("uz", "migratsiya hisobiga turing", ""), "migratsiya hisobi"),
        (other_form, ("tg", "Ҳа", "Да ✅"), "signs"),
        (other_form, ("tg", "То {day}", "До {date}"), "placeholders"),
        (other_form, ("tg", "Кай", "Когда?"), "last sign"),
        (missing_terms, ("uz", "Ijozatni oling", "Получите патент"), "patent"),
        (missing_terms, ("tg", "Ҷаримаро супоред", "Оплатите штраф"), None),
        (missing_terms, ("uz_Cyrl", "Солиқни тўланг", "Оплатите штраф"), "fine"),
        (unknown_words, ("ru", "Проверьте дату въезта", ""), "въезта"),
        (unknown_words, ("uz", "Patentni toʻlanggx", ""), "toʻlanggx"),
        (unknown_words, ("tg", "Санаи вурууд", ""), "вурууд"),
        (unknown_words, ("ky", "мөөнөтко чейин", ""), "мөөнөтко"),
        (unknown_words, ("ky", "мөөнөткө чейин элчиликке", ""), None),
    ],
)
def test_a_planted_error_is_found(
    check: Check, said: tuple[str, str, str], wrong: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check names what is wrong, and leaves alone what only looks so."""
    language, text, russian = said
    planted = (Text(language, "dialog", "ask.planted", text, russian),)
    for module in (strings, test_form, test_letters, test_manners, test_terms, test_tongue):
        monkeypatch.setattr(module, "texts", lambda _language: planted)

    assert [miss.problem for miss in check(language)] == ([] if wrong is None else [wrong])
