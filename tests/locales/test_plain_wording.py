"""The rules of plain wording, held to every screen of the conversation in every language."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

import pytest

from bot.dialog.model import LABEL_LIMIT
from bot.replies.answer import what_next
from bot.replies.chat import chat_messages
from bot.replies.words import LANGUAGES, load_words
from tests.bot.answer_people import PEOPLE
from tests.locales.screens import Shown, screens
from tests.locales.texts import catalogue, table, texts

MOST_SENTENCES: Final = 2
MOST_WORDS: Final = 60
SHORT_LABEL: Final = 25
"""Longer labels are cut on the smallest phones with the largest letters, so each is in a list."""

SENTENCE_END: Final = re.compile(r"[.!?…]+(?=\s|$)")
QUOTED: Final = re.compile(r"\([^()]*\)|«[^»]*»|“[^”]*”")
ITEM: Final = re.compile(r"(?m)^(?:• |— |/\w+ |\d+[.)] ).*$")
"""A line of a list: the person's own answers, or a command with what it does."""

# Parts of a message that are no sentences of it, by the key of their text.
ASIDE: Final[Mapping[str, str]] = {
    "now": "what is noted already: a line of the person's own data",
    "help": "the list of commands, above the message that was there before",
    "hello": "the greeting, once, above the first question",
    "answer.law_date": "the day of the answer and of the law, under every answer",
    "answer.law_date_provisional": "the same",
    "answer.not_advice": "the same",
    "answer.not_checked_list": "the same",
}
# A remark on what was said just now stands above the question that is asked again.
REMARKS: Final = re.compile(
    r"note\.|date\.|country\.(?:unclear|too_long)|citizenship\.|inside\.unsure|trip\.(?:over|during)|list\.|"
    r"what_if\.(?:number|one_day|fault)|entry\.(?:gone|removed)|refuse\.|consent\..*done|planned\.|calendar\.nothing|"
    r"help\.|zone\.unclear|"
    r"remind\.(?:session|agreed|changed|nothing|test|stopped|kind_stopped|put_off|noted|over|kept|zone_taken)"
)
# Messages that are longer on purpose, by their place.
LONGER: Final[Mapping[str, str]] = {
    "privacy": "read by who asks for it: all that is kept, and for how long, in one place",
    "language": "one sentence in each language, of which a person reads one",
}

PROMISES: Final[Mapping[str, str]] = {
    "ru": r"вы легальн|вы (?:здесь )?законно|гаранти|вам запретят|вас не впустят|вы получите запрет",
    "en": r"you(?: a|')re (?:legal|safe)|your stay is legal|guarantee|you will be banned|you are banned",
    "tg": r"шумо қонунӣ|қонунӣ ҳастед|кафолат|шумо бехатар|ба шумо манъ мекунанд|шуморо роҳ намедиҳанд",
    "uz": r"siz qonuniy|qonuniysiz|kafolat|xavfsizsiz|sizga taqiq qoʻyiladi|sizni kiritishmaydi",
    "uz_Cyrl": r"сиз қонуний|қонунийсиз|кафолат|хавфсизсиз|сизга тақиқ қўйилади|сизни киритишмайди",
    "ky": r"сиз мыйзамдуу|мыйзамдуусуз|кепилдик|кепилдейт|коопсузсуз|сизге тыюу салынат|сизди киргизишпейт",
}
"""What no text may say: nobody is told that all is lawful, or that a ban will surely come."""

every_language = pytest.mark.parametrize("language", LANGUAGES)


def own_text(shown: Shown, language: str) -> str:
    """Return a message without lines of lists, and without the parts that are no sentences of it."""
    words = catalogue(language)
    text = shown.reply.text
    for key in (*ASIDE, *filter(REMARKS.match, words)):
        text = _pattern(words[key]).sub("", text)
    return QUOTED.sub("X", ITEM.sub("", text))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Match what a text with placeholders was filled to."""
    return re.compile(r"[^\n]+?".join(map(re.escape, re.split(r"\{[^}]*\}", text))) + r"(?=\s|$)")


@every_language
def test_two_sentences_and_sixty_words(language: str) -> None:
    """Every message is two sentences and sixty words at most."""
    found = {
        shown.reply.text: shown.at
        for shown in screens(language)
        if shown.at not in LONGER
        and (
            len(SENTENCE_END.findall(own_text(shown, language))) > MOST_SENTENCES
            or len(ITEM.sub("", shown.reply.text).split()) > MOST_WORDS
        )
    }

    assert found == {}


@every_language
def test_one_question_a_message(language: str) -> None:
    """Nobody is asked two things at once."""
    asked = {
        shown.reply.text: shown.at
        for shown in screens(language)
        if QUOTED.sub("X", shown.reply.text).count("?") > 1
    }

    assert asked == {}


@pytest.mark.parametrize("place", LONGER)
def test_longer_messages_are_still_there(place: str) -> None:
    """An exception goes when the message that needed it goes."""
    assert any(
        shown.at == place and len(SENTENCE_END.findall(shown.reply.text)) > MOST_SENTENCES
        for shown in screens("ru")
    )


@every_language
def test_nothing_is_promised(language: str) -> None:
    """No text tells a person that all is well, or that a ban will come."""
    forbidden = re.compile(PROMISES[language], re.IGNORECASE)

    assert {each.key: each.text for each in texts(language) if forbidden.search(each.text)} == {}


@every_language
def test_red_comes_with_a_next_step(language: str) -> None:
    """Who is shown red is told in the same breath what to do, and the first step is on the first screen."""
    words = load_words(language)
    red = [told.assessment for told in PEOPLE.values() if told.assessment.cautious.level == "red"]

    assert red
    for assessment in red:
        opening, *others = chat_messages(assessment, words)
        assert words("level.red") in opening
        assert what_next(assessment, words)
        assert any(what_next(assessment, words)[0] in message for message in (opening, *others))


@every_language
@pytest.mark.parametrize("level", ["green", "amber", "red"])
def test_traffic_light_is_a_sign_and_a_word(level: str, language: str) -> None:
    """The light is read by who does not see colours and by who does not read: a sign, a blank, a word."""
    sign, word = load_words(language)(f"level.{level}").split(" ", 1)
    signs = {load_words(language)(f"level.{each}").split()[0] for each in ("green", "amber", "red")}

    assert sign == load_words("ru")(f"level.{level}").split()[0]
    assert len(signs) == len(("green", "amber", "red"))
    assert re.match(r"[^\W\d_]{3}", word)


@every_language
def test_labels_fit(language: str) -> None:
    """No label is cut off, and those that a very small phone would cut are known."""
    labels = {label for shown in screens(language) for label in shown.labels}
    said = {re.sub(r"^✓ ", "", label) for label in labels} & set(catalogue(language).values())
    known = {label for of, label in table("long_labels.tsv") if of == language}

    assert {label for label in labels if len(label) > LABEL_LIMIT or label.endswith("…")} <= {
        catalogue(language)["button.what_if"],
        catalogue(language)["button.what_if.pay"],
    }
    assert {label for label in said if len(label) > SHORT_LABEL} - known == set()
