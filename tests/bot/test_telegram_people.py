"""Whole people over the whole bot: the real process, the real conversation, the fake Telegram."""

import json
import random
import re
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest

from tests.fake_telegram import FakeTelegram, Person
from tests.fake_telegram.process import BotProcess, start_and_fail
from tests.fake_telegram.trouble import Flood
from tests.fake_telegram.walker import JUNK, Walker
from tests.fake_telegram.world import Call

NOON: Final = "--now=2026-11-21T12:00+03:00"

# What somebody answers, by what the question says; the last answer but one is at the review.
BUILDER: Final[Mapping[str, str]] = {
    "Выберите язык": "Русский",
    "Стереть ваши ответы": "Помнить",
    "Паспорт какой страны": "Таджикистан",
    "Вы сейчас в России": "Да",
    "Когда вы въехали": "=6.10.2026",
    "(?i)верно\\?": "Да",
    "Какая цель": "Работа",
    "один из этих документов": "Ничего",
    "ещё раз в этом году": "Нет",
    "на миграционном учёте": "Нет",
    "Прошли ли вы": "Ничего",
    "что-то из этого": "Нет, ничего",
    "всё ли верно": "Всё верно",
}
_BEGINNING: Final = {
    key: BUILDER[key] for key in ("Выберите язык", "Стереть ваши ответы", "Вы сейчас в России")
}
_END: Final = {
    key: BUILDER[key] for key in ("(?i)верно\\?", "ещё раз в этом году", "что-то из этого", "всё ли верно")
}
HUSBAND: Final[Mapping[str, str]] = {
    **_BEGINNING,
    **_END,
    "Паспорт какой страны": "Узбекистан",
    "Когда вы въехали": "=1.05.2026",
    "Какая цель": "Частная",
    "сейчас один из этих документов": "Семья",
    "Из-за кого": "Гражданин России",
    "Кем вы приходитесь": "Муж или жена",
    "До какого дня вам продлили": "=1.05.2027",
    "ещё один из этих документов": "Нет, это всё",
    "на миграционном учёте": "Да",
    "До какого дня регистрация": "=1.05.2027",
    "Меняли ли вы адрес": "Да",
    "Когда вы переехали": "=16.11.2026",
    "Прошли ли вы": "И то и другое",
}
DISMISSED: Final[Mapping[str, str]] = {
    **_BEGINNING,
    **_END,
    "Паспорт какой страны": "Кыргызстан",
    "Когда вы въехали": "=15.07.2026",
    "Какая цель": "Работа",
    "сейчас один из этих документов": "Договор о работе",
    "Когда подписан": "=20.07.2026",
    "До какого дня действует договор": "=12.11.2026",
    "Как закончился": "Раньше срока",
    "ещё один из этих документов": "Заявление, жду",
    "О чём это заявление": "РВП",
    "Когда у вас приняли": "=10.11.2026",
    "Когда вынесли решение": "Решения ещё нет",
    "на миграционном учёте": "Нет",
    "Прошли ли вы": "Ничего",
}
Repeatable: TypeAlias = tuple[str, str]
"""A method, and the tap or the message that it is about."""
MOST_QUESTIONS: Final = 30
TURNS: Final = 50


def interview(person: Person, answers: Mapping[str, str], then: Mapping[str, str] | None = None) -> str:
    """Answer questions until none is known any more; return what the bot has said to the last answer.

    ``then``: what is answered to a question when it comes again.
    """
    answers = dict(answers)
    person.writes("/start")
    said = person.waits().text
    for _ in range(MOST_QUESTIONS):
        question = next((question for question in answers if re.search(question, said)), None)
        if question is None:
            return said
        answer = answers[question]
        answers[question] = (then or {}).get(question, answer)
        before = len(person.said())
        if answer.startswith("="):
            person.writes(answer[1:])
        else:
            person.taps(answer)
        person.waits()
        said = "\n".join(person.said()[before:] or person.said()[-1:])
    raise AssertionError(f"no end of questions: {said}")


def exported(person: Person) -> Any:  # noqa: ANN401 - JSON
    """Return the case as the person gets it."""
    person.writes("/export")
    person.waits()
    return json.loads(cases(person)[-1])


def cases(person: Person) -> list[bytes]:
    """Return the cases that the person was sent as files."""
    files = [message.file for message in person.chat.messages.values() if message.kind == "document"]
    return [file.content for file in files if file is not None]


def test_the_builder_from_tajikistan(tmp_path: Path) -> None:
    """He learns on Telegram that 43 days are left and that 3 January 2027 is the last; and is remembered."""
    with FakeTelegram() as telegram, BotProcess(telegram, tmp_path, NOON) as bot:
        person = telegram.person()
        interview(person, BUILDER)
        person.writes("/status")
        person.waits()
        said = "\n".join(person.said())
        assert "43" in said
        assert "3 января 2027" in said
        case = exported(person)
        assert case["citizenship"] == "TJ"
        assert [stay["entry"] for stay in case["stays"]] == ["2026-10-06"]
        bot.kill()
        bot.start()
        assert exported(person) == case
        person.writes("/delete")
        person.waits()
        person.taps("Да")
        person.waits()
        person.writes("/export")
        person.waits()
        assert len(cases(person)) == 2
        assert telegram.world.refusals() == []
        assert "outcome" not in bot.log


def test_the_husband_of_a_citizen(tmp_path: Path) -> None:
    """He is asked whose relative he is and whether he has moved; all of it is in his file."""
    with FakeTelegram() as telegram, BotProcess(telegram, tmp_path, NOON):
        person = telegram.person()
        interview(person, HUSBAND)
        assert "1 мая 2027" in "\n".join(person.said())
        case = exported(person)
        assert case["family"] == [{"relation": "spouse", "of": "citizen", "until": "2027-05-01"}]
        assert case["moves"] == ["2026-11-16"]
        assert telegram.world.refusals() == []


def test_the_dismissed_worker_with_an_application(tmp_path: Path) -> None:
    """He tells of his contract, then of his application, then that this was all."""
    with FakeTelegram() as telegram, BotProcess(telegram, tmp_path, NOON):
        person = telegram.person()
        interview(person, DISMISSED, then={"ещё один из этих документов": "Нет, это всё"})
        case = exported(person)
        assert case["contracts"] == [{"signed": "2026-07-20", "ended": "2026-11-12"}]
        assert case["applications"] == [{"kind": "temporary_residence", "filed": "2026-11-10"}]
        assert telegram.world.refusals() == []


def test_a_chat_by_taps_alone_stays_short(tmp_path: Path) -> None:
    """Who only taps has a chat of a few messages: questions take each other's place."""
    with FakeTelegram() as telegram, BotProcess(telegram, tmp_path, NOON):
        person = telegram.person()
        person.writes("/start")
        person.waits()
        for answer in ("Русский", "Стереть", "Таджикистан", "Да", "Октябрь", "6", "Работа"):
            person.taps(answer)
            person.waits()
        assert len(person.said()) == 1


def test_english_is_spoken(tmp_path: Path) -> None:
    """Who chooses English is answered in English, whatever the phone speaks."""
    with FakeTelegram() as telegram, BotProcess(telegram, tmp_path, NOON):
        person = telegram.person(language="ru")
        person.writes("/start")
        person.waits()
        person.taps("English")
        assert not re.search("[а-я]", person.waits().text)
        menu = telegram.world.commands[f"chat {person.chat.id}", ""]
        assert not re.search("[а-я]", str(menu))


@pytest.mark.parametrize(("seed", "crashes"), [(0, 0), (1, 3), (2, 3)])
def test_people_at_random(tmp_path: Path, seed: int, crashes: int) -> None:
    """Whatever people do, each is answered each time, nothing wrong is sent, and a crash loses nothing."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    with FakeTelegram() as telegram, BotProcess(telegram, tmp_path, NOON) as bot:
        walkers = [
            Walker(telegram.person(language=language), random.Random(f"{seed} {language}"))  # noqa: S311
            for language in ("ru", "en", "tg", "uz-Cyrl", None)
        ]
        for walker in walkers:
            walker.person.writes("/start")
            walker.person.waits()
        crash_turns = chance.sample(range(TURNS), crashes)
        repeatable: Counter[Repeatable] = Counter()
        for turn in range(TURNS):
            acts = [walker.acts() for walker in walkers]
            if turn in crash_turns:
                time.sleep(chance.random() * 0.1)
                bot.kill()
                repeatable += taps_in_hand(telegram)
                bot.start()
            for walker, act in zip(walkers, acts, strict=True):
                walker.person.waits()
                assert walker.was_answered(), (turn, act, walker.person.screen()[-3:])
                assert walker.all_taps_acknowledged(), (turn, act)
            assert bot.alive
        assert telegram.world.faults == []
        assert crashes or telegram.world.cut_off == []
        refused = [call for call in telegram.world.refusals() if not repeats(call, repeatable)]
        assert refused == []
        assert "outcome=fault" not in bot.log
        assert not any(len(junk) > 4 and junk in bot.log for junk in JUNK)


def taps_in_hand(telegram: FakeTelegram) -> Counter[Repeatable]:
    """Return what a crash at this moment may lead to once more, since nobody can know that it was done.

    Telegram delivers again what was not confirmed. Of a tap among that, the bot may have done two
    things that it cannot see: acknowledge it, and take the buttons from the message under which it was.
    """
    with telegram.world.lock:
        taps: list[Any] = [
            update["callback_query"] for update in telegram.world.updates if "callback_query" in update
        ]
    twice = {("answerCallbackQuery", tap["id"]) for tap in taps}
    twice |= {
        ("editMessageReplyMarkup", str(tap["message"]["message_id"])) for tap in taps if "message" in tap
    }
    return Counter(twice)


def repeats(call: Call, repeatable: Counter[Repeatable]) -> bool:
    """Return whether a refused call is the one repetition that a crash allows, and count it as used."""
    key = call.method, call.about
    repeatable[key] -= 1
    return repeatable[key] >= 0 and any(words in call.words for words in ("query is too old", "not modified"))


def test_the_real_limits_are_kept(tmp_path: Path) -> None:
    """With its real limits the bot is never told to slow down, however fast people write."""
    with FakeTelegram() as telegram, BotProcess(telegram, tmp_path, NOON, "--slow"):
        telegram.limit(Flood())
        people = [telegram.person() for _ in range(6)]
        for _ in range(12):
            for person in people:
                person.writes("привет")
        for person in people:
            person.waits(60)
        assert [call for call in telegram.world.calls if call.code != 200] == []


def test_a_wrong_token_is_named_at_the_start(tmp_path: Path) -> None:
    """A token that Telegram does not know ends ``muhlat run`` with 2, and is not repeated."""
    with FakeTelegram() as telegram:
        code, said = start_and_fail(telegram, tmp_path, BOT_TOKEN="1:wrong")  # noqa: S106 - opens nothing
    assert code == 2
    assert said.count("\n") == said.count("BOT_TOKEN: is refused") + said.count(" INFO ")
    assert "1:wrong" not in said


def test_an_unreachable_telegram_is_named_at_the_start(tmp_path: Path) -> None:
    """Where nobody listens, ``muhlat run`` ends with 2 and names the address."""
    with FakeTelegram() as telegram:
        code, said = start_and_fail(telegram, tmp_path, BOT_API_URL="http://127.0.0.1:9")
    assert code == 2
    assert "BOT_API_URL: http://127.0.0.1:9 cannot be reached" in said
    assert "Traceback" not in said


def test_a_damaged_database_is_named_at_the_start(tmp_path: Path) -> None:
    """A file that is no database ends ``muhlat run`` with 2, and stays as it is."""
    database = tmp_path / "muhlat.sqlite3"
    database.write_bytes(b"no database at all" * 100)
    with FakeTelegram() as telegram:
        code, said = start_and_fail(telegram, tmp_path)
    assert code == 2
    assert "Traceback" not in said
    assert database.read_bytes() == b"no database at all" * 100
