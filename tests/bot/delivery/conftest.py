"""Somebody who is reminded, for every test of delivery."""

import pytest

from bot.store import Store
from tests.bot.delivery.people import CHAT, Scene, agreed


@pytest.fixture
async def scene(kept_in: Store) -> Scene:
    """Somebody who is reminded, on the day on which they agreed."""
    made = Scene(kept_in)
    await made.settle(CHAT, agreed())
    return made
