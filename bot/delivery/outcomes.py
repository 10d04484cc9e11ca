"""What can become of one message, and who sends it: the only thing that delivery knows of a channel."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Protocol, TypeAlias

from bot.dialog.model import Reply


@dataclass(frozen=True, slots=True)
class Sent:
    """It has arrived."""


@dataclass(frozen=True, slots=True)
class Later:
    """It was not taken: nobody may send anything for so long."""

    wait: timedelta


@dataclass(frozen=True, slots=True)
class Gone:
    """This person cannot be reached any more: the bot is blocked, or the chat is there no longer."""

    reason: Literal["blocked", "gone"]


@dataclass(frozen=True, slots=True)
class Down:
    """The channel cannot be reached, and nothing was sent: it is not the message's fault."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """No answer came: it may have arrived. It is sent again: a repetition does no harm, a loss may."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The message itself was refused."""

    reason: str


Outcome: TypeAlias = Sent | Later | Gone | Down | Unknown | Refused
"""Each ``reason`` is the name of an error, never its text: it is written into the row and the log."""


class Post(Protocol):
    """A channel through which a message can be sent at any time."""

    async def send(self, chat_id: int, reply: Reply) -> Outcome:
        """Send one message, once; it never raises for what the channel does."""
        ...

    async def answers(self) -> bool:
        """Tell whether the channel answers at all, so that one bad message is told from a bad hour."""
        ...
