"""The channel, driven from outside: a real process, real HTTP, a conversation that only repeats."""

import re
import time
from collections.abc import Iterator

import pytest

from bot.dialog.model import COMMANDS
from bot.replies.words import LANGUAGES, load_words
from tests.fake_telegram import FakeTelegram, Person, Trouble
from tests.fake_telegram.people import KINDS
from tests.fake_telegram.process import BotProcess
from tests.fake_telegram.refusal import Refused, forbidden, too_many
from tests.fake_telegram.scene import Scene, wait_until
from tests.fake_telegram.world import FakeMessage

NOON = "--now=2026-11-21T12:00+03:00"


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """One bot for all tests here that do not stop it; at the end it has never sent anything wrong."""
    with (
        FakeTelegram() as telegram,
        BotProcess(
            telegram, tmp_path_factory.mktemp("bot"), "--parrot", "--now=2026-11-21T12:00+03:00"
        ) as bot,
    ):
        yield Scene(telegram, bot)
        assert bot.alive
        assert bot.stop() == 0
        assert telegram.world.refusals() == []
        assert telegram.world.faults == []


def menu(person: Person) -> FakeMessage:
    """Return the message with buttons that a person sees."""
    shown = person.menu()
    assert shown is not None
    return shown


def test_commands_know_the_day_in_moscow(scene: Scene) -> None:
    """A command arrives as one, and the conversation is told the day in Moscow."""
    person = scene.person()
    for text in ("/start", "/start@muhlat_test_bot", "/start deep-link", "/START"):
        person.writes(text)
        assert person.waits().text == "/start 2026-11-21"


def test_a_tap_at_the_bottom_edits(scene: Scene) -> None:
    """A tap under the last message changes that message: the chat stays short."""
    person = scene.person()
    person.writes("/start")
    first = person.waits()
    person.taps("Дальше")
    assert person.waits() is first
    person.taps("Назад")
    assert person.waits() is first
    assert person.screen() == ["/start", "tap 2.1"]
    assert scene.unanswered_taps(person) == 0


def test_a_tap_far_up_sends_anew(scene: Scene) -> None:
    """A tap on an old message is answered at the bottom, where the person looks next."""
    person = scene.person()
    person.writes("/start")
    old = person.waits()
    button = old.rows[0][0]
    person.writes("привет")
    assert person.waits().text == "2: привет"
    assert old.rows == ()  # its question is over
    person.taps_button(button, old)
    assert person.waits().text == "old button"
    assert old.text == "/start 2026-11-21"
    assert [bool(message.rows) for message in person.chat.messages.values()].count(True) == 1
    assert scene.unanswered_taps(person) == 0


def test_forged_taps_are_answered(scene: Scene) -> None:
    """Any data at all in a tap is acknowledged and answered."""
    person = scene.person()
    person.writes("/start")
    person.waits()
    for data in ("", "0.0", "999.1", "1.-1", "<b>", "'; drop table person; --", "д" * 32):
        person.taps_data(data)
        assert person.waits().text == "old button"
    person.taps_data("1.0", menu(person), inaccessible=True)
    assert person.waits().text == "old button"
    assert scene.unanswered_taps(person) == 0


def test_a_double_tap_counts_once(scene: Scene) -> None:
    """Two quick taps on one button are one answer, and both are acknowledged."""
    person = scene.person()
    person.writes("/start")
    shown = person.waits()
    button = shown.rows[0][0]
    person.taps_button(button, shown)
    person.taps_button(button, shown)
    assert person.waits().text == "tap 1.0"
    assert scene.unanswered_taps(person) == 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "news"])
def test_everything_else_is_declined(scene: Scene, kind: str) -> None:
    """A message without text is told to the conversation by its kind only."""
    person = scene.person()
    person.sends(kind, caption="моё имя")
    assert re.fullmatch("no [a-z]+", person.waits().text)


def test_an_update_that_the_library_cannot_read(scene: Scene) -> None:
    """What a later Bot API brings is declined too, and what came with it is answered."""
    other = scene.person()
    person = scene.person()
    person.sends("news")
    other.writes("рядом")
    assert person.waits().text == "no other"
    assert other.waits().text == "1: рядом"
    assert "outcome=unreadable TypeError" in scene.bot.log


def test_an_album_is_declined_once(scene: Scene) -> None:
    """Pictures sent together get one answer."""
    person = scene.person()
    for _ in range(3):
        person.sends("photo", media_group_id="1")
    person.waits()
    assert person.said() == ["no photo"]


def test_service_messages_need_no_answer(scene: Scene) -> None:
    """What Telegram itself writes into a chat is no question."""
    person = scene.person()
    person.writes("/start")
    person.waits()
    for service in ({"message_auto_delete_timer_changed": {"message_auto_delete_time": 5}}, {"text": "x"}):
        person.sends("dice", **{"dice": None, **service})
    person.waits()
    assert len(person.said()) == 2


def test_edited_messages_are_not_read(scene: Scene) -> None:
    """A changed old message is answered with a sentence, in the person's language."""
    for language in ("ru", "en"):
        person = scene.person(language)
        person.writes("2026")
        person.waits()
        person.edits("2025")
        assert person.waits().text == load_words(language)("channels.edited")


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
def test_groups_are_left(scene: Scene, kind: str) -> None:
    """In a group the bot says once that dates are private, and leaves."""
    person = scene.person()
    group = person.adds_bot(kind)
    wait_until(lambda: group.left)
    said = [message.text for message in group.messages.values() if message.by_bot]
    assert said == [load_words("ru")("channels.private_only", name="muhlat_test_bot")]


def test_several_replies_keep_their_order(scene: Scene) -> None:
    """Replies come in order, and only the last has buttons."""
    person = scene.person()
    person.writes("two")
    person.waits()
    assert person.said() == ["one", "two"]
    person.writes("long")
    person.waits()
    pieces = person.said()[2:]
    assert len(pieces) > 1
    assert sum(piece.count("строка") for piece in pieces) == 400
    assert menu(person) is person.last()


def test_files_are_sent(scene: Scene) -> None:
    """A file is sent with its text as caption, or after the text where that is too long."""
    person = scene.person()
    person.writes("file")
    sent = person.waits()
    assert sent.file is not None
    assert (sent.text, sent.file.name, sent.file.content) == ("your file", "case.json", b"{}")
    person.writes("file and more")
    sent = person.waits()
    assert sent.file is not None
    assert sent.text == ""


def test_a_picture_is_seen_at_once(scene: Scene) -> None:
    """A picture goes as a photo with its words below, between the texts, and the buttons stand at the end."""
    person = scene.person()
    person.writes("picture")
    last = person.waits()
    assert person.said() == ["before", "in words", "after"]
    assert [message.kind for message in person.chat.messages.values() if message.by_bot] == [
        "text",
        "photo",
        "text",
    ]
    assert menu(person) is last
    person.taps("Дальше")
    assert person.waits() is last  # the message with the buttons is at the bottom, and is changed


def test_words_stand_in_for_a_picture_that_cannot_be_drawn(scene: Scene) -> None:
    """Nothing of the answer is lost with a picture, and the log tells nothing of the person."""
    person = scene.person()
    person.writes("no picture")
    person.waits()
    assert person.said() == ["before", "in words", "after"]
    assert {message.kind for message in person.chat.messages.values()} == {"text"}
    assert menu(person) is person.last()
    assert "outcome=undrawn ParrotFault" in scene.bot.log
    assert "05.03.2026" not in scene.bot.log


def test_a_fault_is_a_kind_sentence(scene: Scene) -> None:
    """An error in the conversation stops nothing, loses nothing and shows nothing."""
    person = scene.person()
    person.writes("раз")
    person.waits()
    person.writes("crash")
    assert person.waits().text == load_words("ru")("channels.trouble")
    person.writes("два")
    assert person.waits().text == "2: два"
    assert "outcome=fault ParrotFault" in scene.bot.log
    assert "cannot read" not in scene.bot.log


def test_the_order_of_one_person_is_kept(scene: Scene) -> None:
    """What one person sends quickly is answered in order, each once."""
    people = [scene.person() for _ in range(5)]
    for number in range(10):
        for person in people:
            person.writes(f"номер {number}")
    for person in people:
        person.waits()
        assert person.said() == [f"{number + 1}: номер {number}" for number in range(10)]


def test_a_flood_is_not_followed(scene: Scene) -> None:
    """Who sends far too much at once is told so once, and the others are answered meanwhile."""
    flooder, other = scene.person(), scene.person()
    for number in range(90):
        flooder.writes(str(number))
    other.writes("и я")
    assert other.waits().text == "1: и я"
    flooder.waits()
    said = flooder.said()
    assert len(said) < 90
    assert said.count(load_words("ru")("channels.too_fast")) >= 1
    flooder.writes("теперь спокойно")
    assert flooder.waits().text.endswith("теперь спокойно")


def test_a_refusal_for_now_is_obeyed(scene: Scene) -> None:
    """After a 429 the bot waits as long as it is told, and the others do not wait with it."""
    slow, other = scene.person(), scene.person()
    scene.telegram.trouble(Trouble("sendMessage", "refuse", refusal=too_many(2), chat_id=slow.chat.id))
    began = time.monotonic()
    slow.writes("я подожду")
    other.writes("а я нет")
    wait_until(lambda: other.said() == ["1: а я нет"])
    assert time.monotonic() - began < 1.5
    assert slow.waits().text == "1: я подожду"
    assert 2.0 <= time.monotonic() - began < 6


@pytest.mark.parametrize("manner", ["drop", "half", "garbage", "slow", "refuse"])
def test_a_bad_network_loses_nothing(scene: Scene, manner: str) -> None:
    """Lost connections, answers cut short and faults of the server are tried again."""
    person = scene.person()
    mishap = Trouble("sendMessage", manner, times=3, seconds=0.2, chat_id=person.chat.id)  # type: ignore[arg-type]
    scene.telegram.trouble(mishap)
    person.writes("всё равно")
    assert person.waits().text == "1: всё равно"


def test_a_lost_answer_may_repeat_but_not_confuse(scene: Scene) -> None:
    """Where only the answer of a request is lost, the message may stand there twice; the dialog goes on."""
    person = scene.person()
    scene.telegram.trouble(Trouble("sendMessage", "half", done=True, chat_id=person.chat.id))
    person.writes("раз")
    person.waits()
    assert set(person.said()) == {"1: раз"}
    person.taps("Дальше")
    assert person.waits().text == "tap 1.0"


def test_who_has_blocked_the_bot_is_left_alone(scene: Scene) -> None:
    """A blocked bot tries once and no more, and the others notice nothing."""
    person = scene.person()
    person.writes("two")
    person.waits()
    refusal = forbidden("bot was blocked by the user")
    scene.telegram.trouble(Trouble("sendMessage", "refuse", refusal=refusal, chat_id=person.chat.id))
    tries = scene.calls(person, "sendMessage")
    person.writes("two")
    person.waits()
    assert scene.calls(person, "sendMessage") == tries + 1
    assert "outcome=blocked" in scene.bot.log
    scene.forgive(person)


def test_blocking_and_coming_back(scene: Scene) -> None:
    """Blocking is answered with silence; who comes back goes on where they were."""
    person = scene.person()
    person.writes("раз")
    person.waits()
    person.blocks()
    person.waits()
    person.writes("два")
    assert person.waits().text == "2: два"
    assert person.said() == ["1: раз", "2: два"]


def test_gone_chats(scene: Scene) -> None:
    """A chat that is no more is an outcome, not a fault."""
    person = scene.person()
    refusal = Refused(400, "Bad Request: chat not found")
    scene.telegram.trouble(Trouble("sendMessage", "refuse", refusal=refusal, chat_id=person.chat.id))
    person.writes("раз")
    wait_until(lambda: "outcome=gone" in scene.bot.log)
    scene.forgive(person)


def test_erasing_means_beginning_anew(scene: Scene) -> None:
    """After an erasure nothing is known of the person."""
    person = scene.person()
    for text in ("раз", "два"):
        person.writes(text)
    assert person.waits().text == "2: два"
    person.writes("/delete")
    assert person.waits().text == "forgotten"
    person.writes("три")
    assert person.waits().text == "1: три"


def test_the_menu_is_there_in_every_language(scene: Scene) -> None:
    """The commands stand in the menu in the device's language, and in Russian for all others.

    Telegram knows languages of two letters only: Uzbek there is the one in Latin script.
    """
    world = scene.telegram.world
    codes = {code for code in LANGUAGES if len(code) == 2}
    wait_until(lambda: len(world.descriptions) == 2 * len({"", *codes}))
    for_all = "all_private_chats"
    menus = {language: menu for (scope, language), menu in world.commands.items() if scope == for_all}
    assert set(menus) == {"", *codes} == {"", "tg", "uz", "ky", "ru", "en"}
    assert menus[""] == menus["ru"] != menus["en"]
    for code in codes:
        assert [command["command"] for command in menus[code]] == list(COMMANDS)
        assert load_words(code)("channels.menu.language") in {each["description"] for each in menus[code]}


def test_the_log_holds_nothing_personal(scene: Scene) -> None:
    """Nothing that says who somebody is, or what they said, is in the log; nor is the token."""
    person = scene.person()
    secrets = ["Секретное слово", "05.03.2026", "+79990001122", "crash"]
    for text in secrets:
        person.writes(text)
    person.sends("contact")
    person.taps_data("12.34")
    person.edits("другое слово")
    scene.telegram.trouble(Trouble("sendMessage", "garbage", times=2, chat_id=person.chat.id))
    person.writes("ещё слово")
    person.waits()
    log = scene.bot.log
    user = person.chat.user
    token = scene.telegram.token.partition(":")[2]
    values = [str(user[key]) for key in ("id", "first_name", "last_name", "username")]
    for secret in (*secrets, *values, "слово", "12.34", token, "Бахтиёр", "tap "):
        assert secret not in log
    assert not re.search(r"[1-9][0-9]{6,}", log)
