"""What is kept of one person, in the words of the program and as it is written down."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, Self

Keep = Literal["day", "remember"]

LIFETIMES: Mapping[Keep | None, timedelta] = {
    # Before the choice, and for who chose that nothing be kept: long enough to go on tomorrow morning.
    None: timedelta(days=1),
    "day": timedelta(days=1),
    # The longest round of duties that a person is reminded of comes once a year: forgotten earlier,
    # somebody who needs nothing in between would not hear of the next one.
    "remember": timedelta(days=365),
}
"""How long a person is kept after they were last written to or heard, by their choice."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was loaded of one person; hand it back when saving. It shows nothing of itself."""

    data: dict[str, Any] = field(repr=False)
    keep: Keep | None = field(repr=False)
    revision: int = field(repr=False)
    answered: tuple[int, ...] = field(repr=False)
    heard: datetime = field(repr=False)
    """When the person last did something."""

    def has_answered(self, update_id: int) -> bool:
        """Tell whether this update led to what is kept, so that its repetition needs no answer."""
        return update_id in self.answered


@dataclass(frozen=True, slots=True)
class Terms:
    """The choice about keeping, the moment of expiry, the updates last answered, and the last of them."""

    keep: Keep | None
    until: datetime
    answered: tuple[int, ...]
    heard: datetime

    @classmethod
    def read(cls, written: bytes) -> Self:
        """Read what :meth:`written` gave, now or in an earlier version, in which only people saved."""
        data = json.loads(written)
        until = datetime.fromisoformat(data["until"])
        heard = data.get("heard")
        return cls(
            data["keep"],
            until,
            tuple(data["answered"]),
            datetime.fromisoformat(heard) if heard else until - LIFETIMES[data["keep"]],
        )

    def written(self) -> bytes:
        """Return it as it is sealed."""
        data = {
            "keep": self.keep,
            "until": self.until.isoformat(),
            "answered": self.answered,
            "heard": self.heard.astimezone(UTC).isoformat(),
        }
        return json.dumps(data).encode()
