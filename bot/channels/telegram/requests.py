"""How calls reach the Bot API: over aiohttp, since the library's own httpx costs half of the bot's CPU.

To the library this is one more of its kinds of request; what it makes of answers and refusals stays
its own. An error carries only the name of what went wrong: the texts of the client's errors, and its
own traceback, hold addresses, and these hold the token.
"""

import ssl
import urllib.parse
import urllib.request
from typing import Final

import aiohttp
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_KEPT: Final = 4.0
"""Seconds for which an idle connection is kept: shorter than servers do, lest one closes it under a call."""
_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


class NoConnection(NetworkError):
    """No connection could be made, so that nothing was sent."""


class Requests(BaseRequest):
    """Makes calls over at most so many connections, with so many seconds for each step of a call."""

    __slots__ = ("_address", "_connections", "_session", "_timeout")

    def __init__(self, address: str, connections: int, timeout: float) -> None:
        self._address = address
        self._connections = connections
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for the next part of an answer where a call names none."""
        return self._timeout

    async def initialize(self) -> None:
        """Get ready for calls, also again after a shutdown."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections,
                    keepalive_timeout=_KEPT,
                    ssl=_trust(self._address),
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=_proxy(self._address),
            )

    async def shutdown(self) -> None:
        """Close all connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - as the library calls it
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make a call; return the status and the body of the answer.

        Raises:
            NoConnection: nobody could be reached; nothing was sent.
            TimedOut: no answer in time; what became of the call is not known.
            NetworkError: no connection, or it broke.
        """
        if self._session is None:
            raise RuntimeError("not initialized")
        timeout = self._times(read_timeout, write_timeout, connect_timeout, pool_timeout)
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                headers=None if request_data is None or request_data.contains_files else _FORM,
                timeout=timeout,
                allow_redirects=False,
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as fault:
            raise NoConnection(type(fault).__name__) from None
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as fault:
            raise NetworkError(type(fault).__name__) from None

    def _times(self, read: object, write: object, connect: object, pool: object) -> aiohttp.ClientTimeout:
        """Return the time for each step; writing, which has none of its own, is bounded by the sum."""
        steps = [
            step if step is None or isinstance(step, int | float) else self._timeout
            for step in (read, write, connect, pool)
        ]
        sock_read, _, sock_connect, free = steps
        return aiohttp.ClientTimeout(
            total=_sum(*steps),
            connect=_sum(sock_connect, free),
            sock_connect=sock_connect,
            sock_read=sock_read,
        )


def _sum(*steps: float | None) -> float | None:
    """Return how long steps may take in all; None where one of them may take for ever."""
    known = [step for step in steps if step is not None]
    return sum(known) if len(known) == len(steps) else None


def _body(data: RequestData | None) -> bytes | aiohttp.FormData | None:
    """Return the parameters of a call as a form, and the files with them if there are any."""
    if data is None:
        return None
    if not data.contains_files:
        return data.url_encoded_parameters().encode()
    form = aiohttp.FormData(quote_fields=False)  # Telegram takes the names of files as they are
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


def _trust(address: str) -> ssl.SSLContext | bool:
    """Return whom to trust: certifi's list, where the system has none of its own.

    Reading it takes a while, and whoever runs a Bot API of their own beside the bot needs none.
    """
    return httpx.create_ssl_context() if urllib.parse.urlsplit(address).scheme == "https" else True


def _proxy(address: str) -> str | None:
    """Return the proxy that the environment names for an address; asked once, not in each call."""
    parts = urllib.parse.urlsplit(address)
    if urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    found = urllib.request.getproxies()
    proxy = found.get(parts.scheme) or found.get("all")
    return proxy if proxy is None or "://" in proxy else f"http://{proxy}"


__all__ = ["NoConnection", "Requests"]
