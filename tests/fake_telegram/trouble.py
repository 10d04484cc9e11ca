"""What can go wrong between a bot and Telegram, by script or by Telegram's own limits."""

import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from tests.fake_telegram.refusal import Refused, too_many

Manner = Literal["refuse", "drop", "half", "slow", "garbage"]


@dataclass(slots=True)
class Trouble:
    """A scripted mishap for the next ``times`` calls of ``method`` (``*``: of any method).

    ``refuse`` answers with ``refusal``; ``drop`` closes the connection without an answer; ``half``
    closes it in the middle of the answer; ``slow`` waits ``seconds`` before the call is done;
    ``garbage`` answers with something that is no JSON. ``done`` says whether ``drop``, ``half``
    and ``garbage`` come after the call was carried out, as when only the answer is lost.
    """

    method: str
    manner: Manner
    times: int = 1
    refusal: Refused | None = None
    seconds: float = 0.0
    done: bool = False
    chat_id: int | None = None

    def fits(self, method: str, chat_id: int | None) -> bool:
        """Return whether this mishap is for such a call."""
        mine = self.method in ("*", method) and self.chat_id in (None, chat_id)
        return mine and self.times > 0


@dataclass(slots=True)
class Flood:
    """Telegram's limits on sending: so many messages in so many seconds, in a chat and overall."""

    in_a_chat: tuple[int, float] = (30, 20.0)
    overall: tuple[int, float] = (30, 1.0)
    clock: Callable[[], float] = time.monotonic
    _sent: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def count(self, chat_id: int) -> None:
        """Count one message to this chat.

        Raises:
            Refused: it is one too many now (429).
        """
        now = self.clock()
        everyone = 0
        for key, (most, span) in ((chat_id, self.in_a_chat), (everyone, self.overall)):
            sent = self._sent[key]
            while sent and sent[0] <= now - span:
                sent.popleft()
            if len(sent) >= most:
                raise too_many(max(1, round(sent[0] + span - now + 0.5)))
        for key in (chat_id, everyone):
            self._sent[key].append(now)
