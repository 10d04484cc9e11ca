"""What goes into the conversation and what comes out: events, replies, effects.

A channel (terminal, Telegram) turns what a person does into an event, calls
:func:`bot.dialog.step.step`, shows the replies and carries out the effects. Nothing here knows one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from bot.dialog.known import Answers
    from bot.dialog.state import State
    from bot.reminders.plan import Wanted
    from rules.assessment import Assessment
    from rules.facts import Case
    from rules.law import Law

Consent: TypeAlias = Literal["day", "remember", "session"]
"""What the person chose about keeping answers; "session" where the channel can keep nothing at all."""

Kind: TypeAlias = Literal[
    "photo", "contact", "location", "sticker", "voice", "video", "document", "poll", "other"
]

COMMANDS: Final = (
    "start",
    "status",
    "trips",
    "plan",
    "picture",
    "calendar",
    "reminders",
    "card",
    "contacts",
    "language",
    "privacy",
    "export",
    "delete",
    "help",
)
"""The commands in the order of the menu."""

LOST: Final = "lost"
"""The command a channel gives, without a state, when what was kept cannot be read: begins anew politely."""

BEGIN: Final = "begin"
"""The command a channel gives to have the first open question shown, with a greeting."""

LABEL_LIMIT: Final = 30
"""Characters on a button: longer ones are cut off on small phones."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command without its slash, and what was written after it; anything unknown is answered too."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """A tapped button, by the data it was sent with: ``<turn>.<index>``, or garbage.

    Under a reminder, which is no screen of the conversation: ``r<number>.<index>``.
    """

    data: str


@dataclass(frozen=True, slots=True)
class Said:
    """A typed text."""

    text: str


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Something that is no text: declined, and nothing of it kept."""

    kind: Kind


Event: TypeAlias = Command | Tap | Said | Unsupported


@dataclass(frozen=True, slots=True)
class Context:
    """What a step may know beside the state: today in Moscow, the law, the language of the device.

    ``assessed`` and ``answered`` hold what was found for cases already, since one step asks several times.
    So each step and each person has a context of its own; one made by ``replace`` begins with nothing found.
    """

    today: date
    law: "Law"
    device_language: str | None = None
    assessed: dict["Case", "Assessment"] = field(default_factory=dict, init=False, compare=False, repr=False)
    answered: dict[str, "Answers | None"] = field(default_factory=dict, init=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Button:
    """A button; ``data`` is ``<turn>.<index>`` (see :class:`Tap`) and says nothing about the person."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file for the person; its name says nothing about them.

    ``make`` draws or writes it when a channel is ready to send it, so that the words never wait for it; it is
    pure. A ``media_type`` of ``image/...`` is shown as a picture where the channel can.
    """

    name: str
    media_type: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Reply:
    """One message.

    ``replaces``: may be shown by editing the bot's last message. ``beside``: nobody asked for the document,
    it only goes with the other messages; the text alone will do.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    document: Document | None = None
    replaces: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase everything kept of the person, now."""


@dataclass(frozen=True, slots=True)
class Keep:
    """The person chose how long answers are kept: erased a day after the last message, or remembered."""

    choice: Literal["day", "remember"]


@dataclass(frozen=True, slots=True)
class Remind:
    """All the reminders wanted from now on, by the clock of ``zone``; empty: none.

    It takes the place of the list before: what was not sent yet and is not in it is not wanted any more, and
    what was sent already (the same kind, deadline and day) is not sent again.
    """

    wanted: "tuple[Wanted, ...]"
    zone: str


@dataclass(frozen=True, slots=True)
class RemindNow:
    """The person asks to see a reminder: this one is to be sent at once, and still comes on its day."""

    wanted: "Wanted"


Effect: TypeAlias = Forget | Keep | Remind | RemindNow


@dataclass(frozen=True, slots=True)
class Step:
    """What a step leads to; ``state`` is None where nothing is kept any more."""

    state: "State | None"
    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...] = ()
