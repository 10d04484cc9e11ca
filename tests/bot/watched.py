"""A store to watch, whose figures a test sets; and the figures of a quiet day."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from bot.store import Store, StoreError
from bot.store.outbox import Figures
from bot.store.review import Progress

QUIET = Figures(
    waiting=40,
    due=2,
    claimed=1,
    sent_hour=3,
    sent_day=30,
    late=0,
    failed=0,
    failed_day=0,
    skipped=5,
    cancelled=4,
    unreachable=1,
    oldest_late=None,
    failures={},
    looks_late=0,
)


@dataclass
class Watched:
    """Stands in for the outbox and the review of a store."""

    figures_now: Figures = QUIET
    review_now: Progress | None = None
    wrong: StoreError | None = None
    """What it raises instead of answering."""
    silent: bool = False
    """Whether it never answers."""
    asked: list[tuple[timedelta, timedelta]] = field(default_factory=list)
    """What counted as late, of reminders and of looks, each time it was asked."""

    @property
    def store(self) -> Store:
        """It, as the store that it stands in for."""
        return cast("Store", self)

    @property
    def outbox(self) -> "Watched":
        """It."""
        return self

    @property
    def budget(self) -> "Watched":
        """It."""
        return self

    @property
    def review(self) -> "Watched":
        """It."""
        return self

    async def figures(self, now: datetime, *, late_after: timedelta, look_late_after: timedelta) -> Figures:
        """Answer as it was set to."""
        assert now.tzinfo is not None
        self.asked.append((late_after, look_late_after))
        if self.silent:
            await asyncio.Event().wait()
        if self.wrong is not None:
            raise self.wrong
        return self.figures_now

    async def try_writing(self) -> None:
        """Do nothing: what is wrong is told by :meth:`figures`."""

    async def progress(self) -> Progress | None:
        """Answer as it was set to."""
        return self.review_now
