"""Health and metrics: numbers for whoever runs the bot. Nothing in them could lead to a person."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from importlib.metadata import version
from typing import Final, NamedTuple

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.lawbook import load_law
from bot.store import Store, StoreError
from bot.watch.figures import Seen, see
from bot.web.metrics import About, metrics_text
from rules.fingerprint import fingerprint

_FRESH: Final = 10.0
"""Seconds for which an answer of the store is given again: with a million rows counting takes about one."""
_PATIENCE: Final = 5.0
"""Seconds to wait for the store; whoever asks for health gives up sooner than the database does."""


def application(
    store: Store, clock: Callable[[], datetime], *, fresh: float = _FRESH, patience: float = _PATIENCE
) -> Starlette:
    """Return the ASGI application: ``/health`` for whoever restarts the bot, ``/metrics`` for Prometheus.

    ``fresh`` and ``patience``, in seconds, are for tests.
    """
    glances = _Glances(store, clock, fresh, patience)
    about = About(version("muhlat"), fingerprint(load_law()))

    async def health(_request: Request) -> Response:
        """Tell whether the bot lives and its store answers; lateness is told, and is no reason to restart."""
        glance = await glances.last()
        told = {"status": "ok" if glance.seen else "failing", "version": about.version, "law": about.law}
        if glance.seen is None:
            told["store"] = glance.wrong
            return JSONResponse(told, HTTPStatus.SERVICE_UNAVAILABLE, _NOT_KEPT)
        figures = glance.seen.figures
        oldest = figures.oldest_late
        more = {
            "late": figures.late,
            "oldest_late_seconds": None if oldest is None else round(oldest.total_seconds()),
            "looks_late": figures.looks_late,
        }
        return JSONResponse(told | more, headers=_NOT_KEPT)

    async def metrics(request: Request) -> Response:
        """Tell everything that is counted; where the store does not answer, that."""
        glance = await glances.last()
        text, content_type = metrics_text(glance.seen, about, request.headers.get("Accept", ""))
        return Response(text, headers=_NOT_KEPT | {"Content-Type": content_type})

    return Starlette(routes=[Route("/health", health), Route("/metrics", metrics)])


_NOT_KEPT: Final = {"Cache-Control": "no-store"}


class _Glance(NamedTuple):
    """What the store said; ``seen`` None: nothing, and ``wrong`` tells why, without a place or a name."""

    seen: Seen | None
    wrong: str = ""


class _Glances:
    """What the store last said, asked for anew when it has grown old, and once for all who wait for it."""

    def __init__(self, store: Store, clock: Callable[[], datetime], fresh: float, patience: float) -> None:
        self._store = store
        self._clock = clock
        self._fresh = fresh
        self._patience = patience
        self._asking: asyncio.Task[_Glance] | None = None
        self._old_at = 0.0

    async def last(self) -> _Glance:
        """Return what the store says, or that it does not answer in time."""
        now = asyncio.get_running_loop().time()
        if self._asking is None or (self._asking.done() and now >= self._old_at):
            self._old_at = now + self._fresh
            self._asking = asyncio.create_task(self._ask())
        # Not broken off with the request: others wait for the same answer.
        done, _ = await asyncio.wait((self._asking,), timeout=self._patience)
        return self._asking.result() if done else _Glance(None, "does not answer in time")

    async def _ask(self) -> _Glance:
        try:
            return _Glance(await see(self._store, self._clock()))
        except StoreError as fault:
            return _Glance(None, " ".join((type(fault).__doc__ or "").split()))
