"""The HTTP side of the fake: an ASGI application under uvicorn, in a thread of its own."""

import asyncio
import email.parser
import email.policy
import json
import socket
import threading
import traceback
import urllib.parse
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from types import TracebackType
from typing import Any, Final, Self

import uvicorn

from tests.fake_telegram import menus, methods
from tests.fake_telegram.methods import Args
from tests.fake_telegram.people import Person
from tests.fake_telegram.refusal import Refused
from tests.fake_telegram.trouble import Flood, Trouble
from tests.fake_telegram.updates import get_updates
from tests.fake_telegram.world import Call, FakeFile, World

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
TOKEN: Final = "7000000001:test-token-that-opens-nothing-at-all"  # noqa: S105 - opens nothing

_METHODS: Final[dict[str, Callable[[World, Args], object]]] = {
    "getMe": menus.get_me,
    "setMyCommands": menus.set_my_commands,
    "getMyCommands": menus.get_my_commands,
    "deleteMyCommands": menus.delete_my_commands,
    "setMyDescription": menus.set_my_description,
    "getMyDescription": menus.get_my_description,
    "setMyShortDescription": menus.set_my_short_description,
    "getMyShortDescription": menus.get_my_short_description,
    "setWebhook": menus.set_webhook,
    "deleteWebhook": menus.delete_webhook,
    "getWebhookInfo": menus.get_webhook_info,
    "sendMessage": methods.send_message,
    "sendDocument": methods.send_document,
    "sendPhoto": methods.send_photo,
    "editMessageText": methods.edit_message_text,
    "editMessageReplyMarkup": methods.edit_message_reply_markup,
    "deleteMessage": methods.delete_message,
    "answerCallbackQuery": methods.answer_callback_query,
    "sendChatAction": methods.send_chat_action,
    "leaveChat": methods.leave_chat,
}
# Methods are found whatever the case of their letters, as Telegram does.
_BY_NAME: Final = {name.lower(): (name, method) for name, method in _METHODS.items()}


class FakeTelegram:
    """A Bot API server on a free port of the loopback, for use in a ``with`` statement.

    ``url`` is what a bot takes as the address of the Bot API, ``token`` the one token it knows. A bot that
    takes ``url`` with a name behind it (``/first``) is told from others by that name in its calls.
    """

    def __init__(self) -> None:
        self.world = World(TOKEN)
        self.token = TOKEN
        # With the protocol named, asyncio sends small packets at once (TCP_NODELAY).
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen()  # from now on nobody is turned away, only kept waiting
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            self._application,
            log_level="critical",
            access_log=False,
            interface="asgi3",
            lifespan="off",
            timeout_graceful_shutdown=1,
            ws="none",
            server_header=False,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._ready = threading.Event()
        self.polls = 0

    def __enter__(self) -> Self:
        """Start serving."""
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop serving."""
        self._server.should_exit = True
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._loop.call_soon_threadsafe(self._news.set)
        self._thread.join(10)
        self._socket.close()

    def person(self, name: str = "Рустам", language: str | None = "ru") -> Person:
        """Return somebody new, who has not written to the bot yet."""
        return Person.meets(self.world, name, language)

    def trouble(self, trouble: Trouble) -> None:
        """Let something go wrong from now on."""
        with self.world.lock:
            self.world.troubles.append(trouble)

    def limit(self, flood: Flood | None = None) -> None:
        """Hold the bot to Telegram's limits on sending from now on."""
        with self.world.lock:
            self.world.flood = flood or Flood()

    def _serve(self) -> None:
        """Run the server; the work of the thread."""
        asyncio.run(self._run())

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._stopping = asyncio.Event()
        self.world.wake = self._tell
        self._ready.set()
        await self._server.serve([self._socket])

    def _tell(self) -> None:
        """Wake the poll that waits; called from any thread."""
        self._loop.call_soon_threadsafe(self._news.set)

    async def _application(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request: the ASGI application."""
        by, token, name = _path(scope["path"])
        body = await _body(receive)
        if body is None:
            with self.world.lock:
                self.world.cut_off.append(name or "")
            return
        if name is None:
            await _answer(send, Refused(HTTPStatus.NOT_FOUND, "Not Found"))
            return
        try:
            if token != self.token:
                raise Refused(HTTPStatus.UNAUTHORIZED, "Unauthorized")  # noqa: TRY301 - as any refusal
            args = _args(scope, body)
            args.by = by
            result: object = await self._call(name, args, receive, send)
        except Refused as refusal:
            result = refusal
        except Exception:
            with self.world.lock:
                self.world.faults.append(traceback.format_exc())
            raise
        if result is not _ANSWERED:
            await _answer(send, result)

    async def _call(self, name: str, args: Args, receive: Receive, send: Send) -> object:
        """Carry out one method, with the mishap that is due for it, if any."""
        chat_id = _chat_id(args)
        with self.world.lock:
            trouble = self.world.trouble(name, chat_id)
        if trouble is not None and trouble.manner == "slow":
            await asyncio.sleep(trouble.seconds)
        elif trouble is not None and trouble.manner == "refuse":
            refusal = trouble.refusal or Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error")
            self._note(name, args, refusal)
            raise refusal
        elif trouble is not None:
            if trouble.done:
                await self._do(name, args, receive)
            await _fail(send, trouble.manner)
            return _ANSWERED
        return await self._do(name, args, receive)

    async def _do(self, name: str, args: Args, receive: Receive) -> object:
        """Carry out one method and note what became of it."""
        try:
            if name == "getUpdates":
                result = await self._get_updates(args, receive)
            else:
                with self.world.lock:
                    result = _METHODS[name](self.world, args)
        except Refused as refusal:
            self._note(name, args, refusal)
            raise
        self._note(name, args, None)
        return result

    def _note(self, name: str, args: Args, refusal: Refused | None) -> None:
        if name == "getUpdates" and refusal is None:
            return
        code, words = (refusal.code, refusal.description) if refusal else (HTTPStatus.OK.value, "")
        with self.world.lock:
            self.world.calls.append(Call(name, _chat_id(args), code, words, _about(args), args.by))

    async def _get_updates(self, args: Args, receive: Receive) -> object:
        """Answer the poll; a newer poll ends an older one."""
        self.polls += 1
        mine = self.polls
        self._news.set()
        await asyncio.sleep(0)
        gone = asyncio.ensure_future(receive())  # the next thing to come is the end of the connection
        gone.add_done_callback(lambda _: self._news.set())
        try:
            return await get_updates(
                self.world,
                args,
                self._news,
                lambda: mine != self.polls,
                lambda: self._stopping.is_set() or gone.done(),
            )
        finally:
            gone.cancel()


_ANSWERED: Final = object()


def _path(path: str) -> tuple[str, str, str | None]:
    """Return the name before it, the token and the method that a path names; None where it names none."""
    parts = path.strip("/").split("/")
    if not 2 <= len(parts) <= 3 or not parts[-2].startswith("bot"):
        return "", "", None
    *before, bot, method = parts
    name = "getUpdates" if method.lower() == "getupdates" else _BY_NAME.get(method.lower(), ("", None))[0]
    return "".join(before), bot.removeprefix("bot"), name or None


async def _body(receive: Receive) -> bytes | None:
    """Return the whole body of a request; None where the client has gone before all of it was here.

    A client sends head and body one after the other. One that is killed in between has asked for
    nothing: half a body must not be read as if it were a whole one without some parameters.
    """
    pieces = []
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        pieces.append(message.get("body", b""))
        more = bool(message.get("more_body"))
    return b"".join(pieces)


def _args(scope: Message, body: bytes) -> Args:
    """Return the parameters of a call: from the query, a form, JSON or a multipart form."""
    values = dict(urllib.parse.parse_qsl(scope["query_string"].decode(), keep_blank_values=True))
    kind = dict(scope["headers"]).get(b"content-type", b"").decode()
    if kind.startswith("multipart/form-data"):
        return _multipart(values, kind, body)
    if kind.startswith("application/json") and body:
        for name, value in json.loads(body).items():
            values[name] = value if isinstance(value, str) else json.dumps(value)
    else:
        values |= dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))
    return Args(values)


def _multipart(values: dict[str, str], kind: str, body: bytes) -> Args:
    """Read a multipart form; a part with a file name is a file."""
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    form = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    files: dict[str, FakeFile] = {}
    for part in form.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        if (filename := part.get_filename()) is None:
            values[name] = content.decode()
        else:
            files[name] = FakeFile(filename, part.get_content_type(), content)
    return Args(values, files)


def _chat_id(args: Args) -> int | None:
    """Return the chat that a call names, where it is a number."""
    value = args.get("chat_id")
    return int(value) if value is not None and value.lstrip("-").isdecimal() else None


def _about(args: Args) -> str:
    """Return the tap or the message that a call names."""
    return args.get("callback_query_id") or args.get("message_id") or ""


async def _answer(send: Send, result: object) -> None:
    """Send the answer of a method, or its refusal."""
    if isinstance(result, Refused):
        code, body = result.code, result.body()
    else:
        code, body = HTTPStatus.OK.value, {"ok": True, "result": result}
    await _send(send, int(code), json.dumps(body).encode())


async def _send(send: Send, code: int, content: bytes, length: int | None = None) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(content) if length is None else length).encode()),
    ]
    await send({"type": "http.response.start", "status": code, "headers": headers})
    await send({"type": "http.response.body", "body": content, "more_body": length is not None})


async def _fail(send: Send, manner: str) -> None:
    """Answer as a broken network or a broken proxy would."""
    if manner == "garbage":
        await _send(send, HTTPStatus.BAD_GATEWAY, b"<html>Bad Gateway</html>")
        return
    if manner == "half":
        await _send(send, HTTPStatus.OK, b'{"ok": tr', length=400)
    # ASGI knows no way to close a connection; the server's own one is reached through its method.
    cycle: Any = getattr(send, "__self__", None)
    cycle.transport.close() if manner == "half" else cycle.transport.abort()
