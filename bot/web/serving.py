"""Serving the pages at LISTEN, in the event loop of the bot, from its start to its end."""

import asyncio
import errno
import logging
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from datetime import datetime
from typing import Final

import uvicorn
from starlette.applications import Starlette

from bot.logs import place
from bot.settings import Address
from bot.store import Store
from bot.web.app import application

_GRACE: Final = 1
"""Seconds that a page may go on being sent after the bot was told to stop."""
_NOT_HERE: Final = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
"""What a system without IPv6 says of an address that a name has there too."""

_log = logging.getLogger(__name__)


class CannotListen(Exception):
    """The pages cannot be served; the text names LISTEN and says what to do."""


def serving(listen: Address, store: Store, clock: Callable[[], datetime]) -> AbstractAsyncContextManager[int]:
    """Serve health and metrics of a store as long as the context lasts; as :func:`serve_at`."""
    return serve_at(listen, application(store, clock))


@asynccontextmanager
async def serve_at(listen: Address, pages: Starlette) -> AsyncIterator[int]:
    """Serve pages as long as the context lasts; give the port, which port 0 leaves to the system.

    Raises:
        CannotListen: the address is taken, or is none of this machine; nothing has been started.
    """
    sockets = await _listening(listen)
    # No message of the server is worth more than one of ours, and none holds an address of a visitor.
    config = uvicorn.Config(
        pages,
        access_log=False,
        interface="asgi3",
        lifespan="off",
        log_config=None,
        log_level=logging.ERROR,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
        ws="none",
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets))
    task.add_done_callback(_tell_end)
    port: int = sockets[0].getsockname()[1]
    _log.info("health and metrics at port %d", port)
    try:
        yield port
    finally:
        server.should_exit = True
        await asyncio.wait((task,))


class _Server(uvicorn.Server):
    """Leaves the signals to the bot, which stops this server with everything else."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def _tell_end(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (fault := task.exception()):
        _log.error("health and metrics are no longer served: %s", place(fault))


async def _listening(listen: Address) -> list[socket.socket]:
    """Listen at every address of the name.

    Raises:
        CannotListen: at none of them, or one is taken.
    """
    sockets: list[socket.socket] = []
    try:
        infos = await asyncio.get_running_loop().getaddrinfo(
            *listen, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        refused: OSError | None = None
        for family, _, _, _, address in dict.fromkeys(infos):
            try:
                sockets.append(socket.create_server(address, family=family))
            except OSError as fault:
                if fault.errno not in _NOT_HERE:
                    raise
                refused = fault
        if refused and not sockets:
            raise refused
    except OSError as fault:
        for each in sockets:
            each.close()
        raise CannotListen(f"LISTEN: {_why(listen, fault)}") from None
    return sockets


def _why(listen: Address, fault: OSError) -> str:
    host = f"[{listen.host}]" if ":" in listen.host else listen.host
    where = f"{host}:{listen.port}"
    if isinstance(fault, socket.gaierror):
        return f"{listen.host} is no name or address that is known here; set one of this machine"
    if fault.errno == errno.EADDRINUSE:
        return f"{where} is taken, perhaps by another muhlat run; stop that, or set another port"
    if fault.errno in _NOT_HERE:
        return f"{where} is no address of this machine; set one that it has, such as 127.0.0.1:{listen.port}"
    if fault.errno in {errno.EACCES, errno.EPERM}:
        return f"{where} is not for the user who runs this program; set a port from 1024 on"
    return f"{where} cannot be listened at ({errno.errorcode.get(fault.errno or 0, 'OSError')}); set another"
