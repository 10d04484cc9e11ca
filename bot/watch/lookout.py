"""The alarm in the log: reminders that are late or that failed; silence where all is well."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Final

from bot.store import Store, StoreError
from bot.store.outbox import Figures
from bot.watch.figures import see

MINUTES: Final = 5
"""How often to look: often enough that of the hour after which a reminder is late nothing more is lost."""

_log = logging.getLogger(__name__)


class Lookout:
    """Looks at the reminders now and then, and tells the log what an operator must know."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._alarm = False
        self._failures: Counter[str] | None = None

    async def look_out(self) -> None:
        """Log an error where reminders or looks are late, and when that is over; a warning where some failed.

        Nothing where all is well. What had failed before the first look is not told. It never raises
        for what the store does.
        """
        try:
            figures = (await see(self._store, self._clock())).figures
        except StoreError as fault:
            _log.error("the reminders cannot be looked at: %s", type(fault).__name__)
            return
        self._tell_late(figures)
        self._tell_failed(figures)

    def _tell_late(self, figures: Figures) -> None:
        late = bool(figures.late or figures.looks_late)
        if late:
            minutes = int(figures.oldest_late.total_seconds() // 60) if figures.oldest_late else 0
            told = (figures.late, minutes, figures.looks_late)
            _log.error("late: %d reminders, by up to %d minutes; %d looks", *told)
        elif self._alarm:
            _log.info("no longer late")
        self._alarm = late

    def _tell_failed(self, figures: Figures) -> None:
        failures = Counter(figures.failures)
        if self._failures is not None and (more := failures - self._failures):
            reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(more.items()))
            _log.warning("failed since the last look: %d reminders (%s)", more.total(), reasons)
        self._failures = failures
