"""The fake Bot API refuses what Telegram refuses, with its codes and its words."""

import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import httpx
import pytest

from tests.fake_telegram import FakeTelegram, Person, Trouble
from tests.fake_telegram.refusal import Refused, too_many
from tests.fake_telegram.scene import wait_until
from tests.fake_telegram.trouble import Flood

NO_TLS: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # reading whom to trust takes longer than a test


@dataclass
class Api:
    """The fake, a plain HTTP client for it, and a person who has written to the bot."""

    telegram: FakeTelegram
    http: httpx.Client
    person: Person

    def call(self, method: str, **parameters: object) -> tuple[int, str, object]:
        """Call a method; return the code, the description of a refusal, the result."""
        url = f"{self.telegram.url}/bot{self.telegram.token}/{method}"
        answer = self.http.post(url, json=parameters)
        body = answer.json()
        assert body["ok"] == (answer.status_code == 200)
        return answer.status_code, body.get("description", ""), body.get("result")

    def send(self, text: str, **more: object) -> tuple[int, str, object]:
        """Send a text to the person."""
        return self.call("sendMessage", chat_id=self.person.chat.id, text=text, **more)

    def edit(self, text: str, **more: object) -> tuple[int, str, object]:
        """Change the last message of the bot."""
        last = self.person.last()
        assert last is not None
        which = {"chat_id": self.person.chat.id, "message_id": last.id}
        return self.call("editMessageText", text=text, **which, **more)


@pytest.fixture(scope="module")
def telegram() -> Iterator[FakeTelegram]:
    """One server for all tests here; each has a person of its own."""
    with FakeTelegram() as fake:
        yield fake


@pytest.fixture
def api(telegram: FakeTelegram) -> Iterator[Api]:
    """A client, and a person who has written to the bot."""
    person = telegram.person()
    person.writes("/start")
    with httpx.Client(trust_env=False, verify=NO_TLS) as http:
        yield Api(telegram, http, person)


def buttons(*rows: list[tuple[str, str]]) -> dict[str, object]:
    """Return inline buttons as the API takes them."""
    return {
        "inline_keyboard": [[{"text": text, "callback_data": data} for text, data in row] for row in rows]
    }


HTML = "can't parse entities: "
TEXTS = [
    # text, parameters, what it is refused with after "Bad Request: "
    ("", {}, "message text is empty"),
    (" \n\u200b\u202e ", {}, "message text is empty"),
    ("x" * 4097, {}, "message is too long"),
    ("😀" * 2049, {}, "message is too long"),
    ("<b>x", {"parse_mode": "HTML"}, HTML + 'Can\'t find end tag corresponding to start tag "b"'),
    (
        "<b>x</i>",
        {"parse_mode": "HTML"},
        HTML + 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    ),
    ("x</b>", {"parse_mode": "HTML"}, HTML + "Unexpected end tag at byte offset 1"),
    ("<h1>x</h1>", {"parse_mode": "HTML"}, HTML + 'Unsupported start tag "h1" at byte offset 0'),
    ("до 5 < 6", {"parse_mode": "HTML"}, HTML + "Unclosed start tag at byte offset 7"),
    ("x", {"parse_mode": "Rich"}, "unsupported parse_mode"),
    ("x", {"entities": "{"}, "can't parse entities JSON object"),
    ("x", {"entities": {"type": "bold"}}, "can't parse entities JSON object"),
    ("x", {"entities": [{"type": "bold", "offset": 0, "length": 2}]}, HTML + "entity lies beyond the text"),
    ("x", {"reply_markup": "no json"}, "can't parse reply keyboard markup JSON object"),
    ("x", {"reply_markup": [1]}, "object expected as reply markup"),
    ("x", {"reply_markup": {"inline_keyboard": 1}}, 'field "inline_keyboard" must be of type Array'),
    ("x", {"reply_markup": buttons([("a", "d" * 65)])}, "BUTTON_DATA_INVALID"),
    ("x", {"reply_markup": buttons([("a", "д" * 33)])}, "BUTTON_DATA_INVALID"),
    ("x", {"reply_markup": buttons([("a", "")])}, "BUTTON_DATA_INVALID"),
    ("x", {"reply_markup": buttons([("", "1")])}, "can't parse inline keyboard button: text is empty"),
    ("x", {"reply_markup": buttons(*[[("a", "1")]] * 101)}, "reply markup is too long"),
    ("x", {"reply_markup": buttons([("a", "1")] * 9)}, "reply markup is too long"),
    (
        "x",
        {"reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
]


@pytest.mark.parametrize(("text", "more", "words"), TEXTS)
def test_wrong_texts_are_refused(api: Api, text: str, more: dict[str, object], words: str) -> None:
    """A text or a keyboard that breaks a rule is refused whole."""
    assert api.send(text, **more)[:2] == (400, f"Bad Request: {words}")
    assert api.person.said() == []


def test_right_texts_are_shown(api: Api) -> None:
    """What is at the limit passes, and is shown as the person sees it."""
    assert api.send("😀" * 2048)[0] == 200
    assert api.send("<b>до</b> 5 &lt; 6", parse_mode="HTML")[0] == 200
    assert api.send(" край ", reply_markup=buttons(*[[("a", "д" * 32)] * 8] * 12))[0] == 200
    assert api.person.said()[1:] == ["до 5 < 6", "край"]


@pytest.mark.parametrize(
    ("chat_id", "words"),
    [("", "chat_id is empty"), (12, "chat not found"), ("@somebody", "chat not found")],
)
def test_unknown_chats(api: Api, chat_id: object, words: str) -> None:
    """A chat that is none is refused."""
    assert api.call("sendMessage", chat_id=chat_id, text="x")[:2] == (400, f"Bad Request: {words}")


def test_closed_chats(api: Api) -> None:
    """Who never wrote, has blocked the bot or is gone cannot be written to."""
    stranger = api.telegram.person()
    code = api.call("sendMessage", chat_id=stranger.chat.id, text="x")[:2]
    assert code == (403, "Forbidden: bot can't initiate conversation with a user")
    api.person.blocks()
    assert api.send("x")[:2] == (403, "Forbidden: bot was blocked by the user")
    api.person.unblocks()
    assert api.send("x")[0] == 200
    api.person.chat.deactivated = True
    assert api.send("x")[:2] == (403, "Forbidden: user is deactivated")


def test_edits(api: Api) -> None:
    """Only a message of the bot can be edited, and only into something else."""
    chat = api.person.chat.id
    same = "Bad Request: message is not modified"
    assert api.send("один", reply_markup=buttons([("a", "1")]))[0] == 200
    assert api.edit("один", reply_markup=buttons([("a", "1")]))[1].startswith(same)
    assert api.edit("один", reply_markup=buttons([("a", "2")]))[0] == 200
    assert api.edit("x" * 4097)[:2] == (400, "Bad Request: MESSAGE_TOO_LONG")
    assert api.edit("два")[0] == 200
    last = api.person.last()
    assert last is not None
    assert (last.text, last.rows, last.edits) == ("два", (), 2)
    assert api.call("editMessageReplyMarkup", chat_id=chat, message_id=last.id)[1].startswith(same)
    theirs = min(api.person.chat.messages)
    for message_id, words in [(theirs, "message can't be edited"), (9, "message to edit not found")]:
        refused = api.call("editMessageText", chat_id=chat, message_id=message_id, text="x")
        assert refused[:2] == (400, f"Bad Request: {words}")
    assert api.call("editMessageText", chat_id=chat, text="x")[1].endswith("identifier is not specified")
    assert api.call("editMessageText", chat_id=chat, text="x", message_id="y")[0] == 400


def test_deletions(api: Api) -> None:
    """A deleted message is gone, and cannot be deleted again."""
    assert api.send("x")[0] == 200
    last = api.person.last()
    assert last is not None
    wanted = {"chat_id": api.person.chat.id, "message_id": last.id}
    assert api.call("deleteMessage", **wanted)[0] == 200
    assert api.call("deleteMessage", **wanted)[1] == "Bad Request: message to delete not found"
    assert api.person.screen() == ["/start"]


def test_taps_are_acknowledged_once_and_in_time(api: Api) -> None:
    """A tap can be acknowledged once, and not long after it."""
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    api.send("x", reply_markup=buttons([("Да", "1")]))
    api.person.taps("Да")
    (query,) = [number for number, query in api.telegram.world.queries.items() if not query.answered]
    long = api.call("answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert long[:2] == (400, "Bad Request: MESSAGE_TOO_LONG")
    assert api.call("answerCallbackQuery", callback_query_id=query)[0] == 200
    assert api.call("answerCallbackQuery", callback_query_id=query)[:2] == (400, late)
    assert api.call("answerCallbackQuery", callback_query_id="1")[:2] == (400, late)
    api.person.taps("Да")
    newest = max(api.telegram.world.queries)
    api.telegram.world.queries[newest].asked_at -= 60
    assert api.call("answerCallbackQuery", callback_query_id=newest)[:2] == (400, late)
    api.telegram.world.queries[newest].answered = True


def test_files(api: Api) -> None:
    """A file arrives as it was sent; an empty one, or none, is refused."""
    url = f"{api.telegram.url}/bot{api.telegram.token}/sendDocument"
    chat = {"chat_id": str(api.person.chat.id), "document": "attach://part"}
    sent = api.http.post(url, data=chat, files={"part": ("случай.json", b"{}\r\n", "application/json")})
    assert sent.status_code == 200
    last = api.person.last()
    assert last is not None
    assert last.file is not None
    assert (last.file.name, last.file.content) == ("случай.json", b"{}\r\n")
    empty = api.http.post(url, data=chat, files={"part": ("a", b"")})
    assert empty.json()["description"] == "Bad Request: file must be non-empty"
    none = api.http.post(url, data=chat)
    assert none.status_code == 400
    captioned = api.http.post(url, data=chat | {"caption": "x" * 1025}, files={"part": ("a", b"b")})
    assert captioned.json()["description"] == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("commands", "more", "words"),
    [
        ([{"command": "Start", "description": "x"}], {}, "BOT_COMMAND_INVALID"),
        ([{"command": "s" * 33, "description": "x"}], {}, "BOT_COMMAND_INVALID"),
        ([{"command": "start", "description": ""}], {}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "start", "description": "x" * 257}], {}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "start", "description": "x"}] * 101, {}, "BOT_COMMANDS_TOO_MUCH"),
        ([], {"language_code": "uz_Cyrl"}, "invalid language code specified"),
        ([], {"scope": {"type": "moon"}}, "can't parse BotCommandScope: unsupported type specified"),
        ({}, {}, "expected an Array of BotCommand"),
    ],
)
def test_wrong_menus_are_refused(api: Api, commands: object, more: dict[str, object], words: str) -> None:
    """A menu that breaks a rule is refused."""
    assert api.call("setMyCommands", commands=commands, **more)[:2] == (400, f"Bad Request: {words}")


def test_menus_are_kept_by_scope_and_language(api: Api) -> None:
    """A menu is found again under its scope and language only."""
    menu = [{"command": "start", "description": "Начать"}]
    scope = {"type": "all_private_chats"}
    assert api.call("setMyCommands", commands=menu, scope=scope, language_code="ru")[0] == 200
    assert api.call("getMyCommands", scope=scope, language_code="ru")[2] == menu
    assert api.call("getMyCommands", scope=scope)[2] == []
    own = {"type": "chat", "chat_id": api.person.chat.id}
    assert api.call("setMyCommands", commands=menu, scope=own)[0] == 200
    assert api.call("getMyCommands", scope=own)[2] == menu
    assert api.call("deleteMyCommands", scope=own)[0] == 200
    assert api.call("getMyCommands", scope=own)[2] == []
    assert api.call("setMyCommands", commands=menu, scope={"type": "chat", "chat_id": 1})[0] == 400
    assert api.call("setMyDescription", description="x" * 513)[0] == 400
    assert api.call("setMyShortDescription", short_description="x" * 121)[0] == 400
    assert api.call("setMyDescription", description="Бот")[0] == 200
    assert api.call("getMyDescription")[2] == {"description": "Бот"}


def test_unknown_methods_and_tokens(api: Api) -> None:
    """A wrong token and a method that is none are refused."""
    assert api.call("sendPraise")[:2] == (404, "Not Found")
    answer = api.http.post(f"{api.telegram.url}/bot1:x/getMe")
    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")
    assert api.call("GETME")[0] == 200
    assert api.call("sendChatAction", chat_id=api.person.chat.id, action="sleeping")[0] == 400


@pytest.fixture
def own() -> Iterator[Api]:
    """A server of one's own, for tests that touch what all people share."""
    with FakeTelegram() as fake, httpx.Client(trust_env=False, verify=NO_TLS) as http:
        person = fake.person()
        person.writes("/start")
        yield Api(fake, http, person)


def test_updates_stay_until_they_are_confirmed(own: Api) -> None:
    """An update comes again and again until a poll asks for a later one."""
    first = own.person.sent[0]
    second = own.person.writes("привет")
    for _ in range(2):
        got = own.call("getUpdates", limit=1)[2]
        assert isinstance(got, list)
        assert [update["update_id"] for update in got] == [first]
    got = own.call("getUpdates", offset=first + 1)[2]
    assert isinstance(got, list)
    assert [update["message"]["text"] for update in got] == ["привет"]
    assert own.telegram.world.confirmed == first
    assert own.call("getUpdates", offset=second + 1)[2] == []
    assert own.call("getUpdates", offset="soon")[0] == 400


def test_only_the_wanted_kinds_come(own: Api) -> None:
    """Kinds of updates that the bot did not ask for are not delivered."""
    assert own.call("getUpdates", allowed_updates=["callback_query"])[0] == 200
    assert own.person.writes("x") == 0
    assert own.call("getUpdates", allowed_updates="message")[0] == 400


def test_a_second_poll_ends_the_first(own: Api) -> None:
    """Of two polls at a time the older one is refused (409)."""
    after = own.person.sent[0] + 1
    codes = []

    def poll() -> None:
        with httpx.Client(trust_env=False, verify=NO_TLS) as http:
            other = Api(own.telegram, http, own.person)
            codes.append(other.call("getUpdates", offset=after, timeout=10)[:2])

    thread = threading.Thread(target=poll)
    thread.start()
    while own.telegram.polls == 0:
        time.sleep(0.01)
    assert own.call("getUpdates", offset=after, timeout=0)[0] == 200
    thread.join(5)
    words = "terminated by other getUpdates request; make sure that only one bot instance is running"
    assert codes == [(409, f"Conflict: {words}")]


def test_no_poll_beside_a_webhook(own: Api) -> None:
    """While a webhook is set, a poll is refused (409)."""
    assert own.call("setWebhook", url="http://example.org")[0] == 400
    assert own.call("setWebhook", url="https://example.org")[0] == 200
    assert own.call("getUpdates")[0] == 409
    assert own.call("deleteWebhook")[0] == 200
    info = own.call("getWebhookInfo")[2]
    assert isinstance(info, dict)
    assert info["url"] == ""
    assert own.call("getUpdates")[0] == 200


def test_a_poll_waits_for_news(own: Api) -> None:
    """A long poll answers as soon as there is something."""
    after = own.person.sent[0] + 1
    timer = threading.Timer(0.2, own.person.writes, ["привет"])
    timer.start()
    began = time.monotonic()
    got = own.call("getUpdates", offset=after, timeout=5)[2]
    assert isinstance(got, list)
    assert len(got) == 1
    assert 0.1 < time.monotonic() - began < 4
    timer.join()


def test_limits_on_sending(own: Api) -> None:
    """Too many messages in a chat or in all are refused with the seconds to wait (429)."""
    moment = [100.0]
    own.telegram.limit(Flood(in_a_chat=(2, 10.0), overall=(3, 5.0), clock=lambda: moment[0]))
    other = own.telegram.person()
    other.writes("/start")
    assert [own.send("x")[0] for _ in range(2)] == [200, 200]
    assert own.send("x")[:2] == (429, "Too Many Requests: retry after 10")
    assert own.call("sendMessage", chat_id=other.chat.id, text="x")[0] == 200
    assert own.call("sendMessage", chat_id=other.chat.id, text="x")[0] == 429
    moment[0] += 11
    assert own.send("x")[0] == 200


def test_scripted_trouble(own: Api) -> None:
    """Refusals, broken connections and slow answers come as the test wants them, and then no more."""
    own.telegram.trouble(Trouble("sendMessage", "refuse", refusal=too_many(3)))
    assert own.send("x")[:2] == (429, "Too Many Requests: retry after 3")
    own.telegram.trouble(Trouble("*", "refuse", refusal=Refused(500, "Internal Server Error")))
    assert own.send("x")[:2] == (500, "Internal Server Error")
    own.telegram.trouble(Trouble("sendMessage", "drop"))
    own.telegram.trouble(Trouble("sendMessage", "half", done=True))
    for _ in range(2):
        with pytest.raises(httpx.RemoteProtocolError):
            own.send("потеряно")
    own.telegram.trouble(Trouble("sendMessage", "garbage"))
    with pytest.raises(json.JSONDecodeError):
        own.send("x")
    own.telegram.trouble(Trouble("sendMessage", "slow", seconds=0.3))
    began = time.monotonic()
    assert own.send("медленно")[0] == 200
    assert time.monotonic() - began > 0.25
    assert own.person.said() == ["потеряно", "медленно"]
    assert own.telegram.world.faults == []


def test_half_a_request_is_none(own: Api) -> None:
    """What a client that is killed has sent half of is not read as a whole request with less in it."""
    address = ("127.0.0.1", int(own.telegram.url.rpartition(":")[2]))
    body = f"text=x&chat_id={own.person.chat.id}".encode()
    head = f"POST /bot{own.telegram.token}/sendMessage HTTP/1.1\r\nHost: localhost\r\n"
    head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    for there in (0, 6, len(body) - 1):
        with socket.create_connection(address) as connection:
            connection.sendall(head.encode() + body[:there])
    wait_until(lambda: len(own.telegram.world.cut_off) == 3)
    assert own.telegram.world.cut_off == ["sendMessage"] * 3
    assert own.telegram.world.calls == []
    assert own.person.said() == []


def test_people_see_what_is_there(own: Api) -> None:
    """A person taps what is on the screen, or data that never was; a group can be left once."""
    own.send("?", reply_markup=buttons([("Да", "1"), ("Нет", "2")]))
    assert own.person.taps("Нет")
    with pytest.raises(AssertionError, match="no button"):
        own.person.taps("Может быть")
    group = own.person.adds_bot()
    assert own.person.writes_in(group, "/start@muhlat_test_bot")
    assert own.call("leaveChat", chat_id=group.id)[0] == 200
    assert own.call("leaveChat", chat_id=group.id)[0] == 403
    assert own.call("leaveChat", chat_id=own.person.chat.id)[0] == 400
