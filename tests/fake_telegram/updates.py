"""``getUpdates``: the long poll."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from tests.fake_telegram.methods import Args
from tests.fake_telegram.refusal import Refused, bad_request
from tests.fake_telegram.world import World, parse_json

_LONGEST_POLL: Final = 50
_MOST_UPDATES: Final = 100


async def get_updates(
    world: World,
    args: Args,
    news: asyncio.Event,
    replaced: Callable[[], bool],
    stopping: Callable[[], bool],
) -> object:
    """Return the updates from ``offset`` on; wait up to ``timeout`` seconds for the first.

    Raises:
        Refused: a webhook is set, or another poll came while this one waited (409).
    """
    if world.webhook:
        words = "can't use getUpdates method while webhook is active"
        advice = "use deleteWebhook to delete the webhook first"
        raise Refused(HTTPStatus.CONFLICT, f"Conflict: {words}; {advice}")
    timeout = min(max(args.number("timeout", 0), 0), _LONGEST_POLL)
    most = min(max(args.number("limit", _MOST_UPDATES), 1), _MOST_UPDATES)
    with world.lock:
        _allow(world, args)
        world.confirm(args.number("offset", 0))
    end = asyncio.get_running_loop().time() + timeout
    while True:
        if replaced() and not stopping():
            words = "terminated by other getUpdates request; make sure that only one bot instance is running"
            raise Refused(HTTPStatus.CONFLICT, f"Conflict: {words}")
        with world.lock:
            waiting = list(world.updates)[:most]
        left = end - asyncio.get_running_loop().time()
        if waiting or left <= 0 or stopping():
            return waiting
        news.clear()
        try:
            await asyncio.wait_for(news.wait(), left)
        except TimeoutError:
            continue


def _allow(world: World, args: Args) -> None:
    """Note the kinds of updates that the bot wants; they stay until it names others."""
    kinds = parse_json(args.get("allowed_updates"), "can't parse allowed_updates JSON object")
    if kinds is None:
        return
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise bad_request("expected an Array of String as allowed_updates")
    world.allowed = kinds or None
