"""Where a conversation stands, as plain data: it survives weeks, restarts and another worker."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, Self, TypeVar

from bot.dialog.model import Consent
from bot.dialog.remembered import Reminders, WrongReminders
from rules.read import WrongCase, read_case

VERSION: Final = 1
DEEPEST: Final = 400
"""Steps that Back can go: 60 trips with both their dates, and some."""

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
_CONSENTS: Final[Mapping[str, Consent]] = {"day": "day", "remember": "remember", "session": "session"}

T = TypeVar("T")


class WrongState(ValueError):
    """is not a state of this version of the conversation"""


@dataclass(frozen=True, slots=True)
class Place:
    """What is shown: a question or a screen ``at``, about which ``item`` of a list, in which ``part`` of it.

    ``value`` belongs to the part: the year or month opened in a calendar, the date to be confirmed.
    """

    at: str
    item: int | None = None
    part: str = ""
    value: str = ""

    def whole(self) -> "Place":
        """Return the place without its part; which list a screen is about is no part of it."""
        return replace(self, part="", value="") if self.part else self


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry of a list while it is asked for; ``index`` is None where it is a new one."""

    list: str
    index: int | None = None
    values: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the person told: the case in the published format, the choices that are no fact of it, a draft.

    ``told`` says of a question what was chosen ("no", "unknown"), so that it is not asked again.
    ``parked`` are entries that were begun and left: they go on where they were.
    """

    case: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    told: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    draft: Draft | None = None
    parked: tuple[Draft, ...] = ()

    def tell(self, **choices: str | None) -> Self:
        """Return the facts with choices set; None forgets one."""
        told = {**self.told, **choices}
        return replace(self, told={name: choice for name, choice in told.items() if choice is not None})

    def opening(self, draft: Draft | None) -> Self:
        """Return the facts with another entry being asked for, or none; what was begun is not lost."""
        here = self.draft
        begun = () if here is None or not here.values else (here,)
        parked = (*(each for each in self.parked if not _same(each, here)), *begun)
        found = next(
            (each for each in parked if draft is not None and not draft.values and _same(each, draft)), draft
        )
        return replace(self, draft=found, parked=tuple(each for each in parked if not _same(each, draft)))

    def closing(self) -> Self:
        """Return the facts without the entry being asked for: it is done."""
        return replace(self, draft=None)

    def put(self, **parts: object) -> Self:
        """Return the facts with keys of the case set; None and empty lists leave the case."""
        case = {**self.case, **parts}
        return replace(
            self, case={key: part for key, part in case.items() if part is not None and part != []}
        )


def _same(one: Draft, other: Draft | None) -> bool:
    return other is not None and (one.list, one.index) == (other.list, other.index)


@dataclass(frozen=True, slots=True)
class State:
    """A conversation.

    ``turn`` counts the screens shown; ``offers`` is what the buttons of the last one do, so that they mean
    the same after midnight and after an update; ``back`` are the places that Back leads to, the last first.
    """

    language: str | None = None
    consent: Consent | None = None
    turn: int = 0
    place: Place = field(default_factory=lambda: Place("language"))
    back: tuple[Place, ...] = ()
    offers: tuple[str, ...] = ()
    facts: Facts = field(default_factory=Facts)
    reminders: Reminders = field(default_factory=Reminders)

    def to_data(self) -> dict[str, Any]:
        """Return the state as data for JSON."""
        # Whoever was never asked about reminders has nothing of them, as every state of before.
        kept = {} if self.reminders == Reminders() else {_REMINDERS: self.reminders.to_data()}
        return {
            "version": VERSION,
            "language": self.language,
            "consent": self.consent,
            "turn": self.turn,
            "place": _place_data(self.place),
            "back": [_place_data(place) for place in self.back],
            "offers": list(self.offers),
            "case": dict(self.facts.case),
            "told": dict(self.facts.told),
            "draft": None if self.facts.draft is None else _draft_data(self.facts.draft),
            "parked": [_draft_data(draft) for draft in self.facts.parked],
            **kept,
        }

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Return the state that :meth:`to_data` gave.

        Raises:
            WrongState: the data are of another version, or no state at all.
        """
        if not isinstance(data, Mapping) or data.get("version") != VERSION:
            raise WrongState("the version")
        wrong = (set(data) - {_REMINDERS}) ^ _KEYS
        if wrong:
            raise WrongState(", ".join(sorted(map(str, wrong))))
        consent = _read(data, "consent", _optional(_text))
        if consent is not None and consent not in _CONSENTS:
            raise WrongState("consent")
        return cls(
            language=_read(data, "language", _optional(_text)),
            consent=None if consent is None else _CONSENTS[consent],
            turn=_read(data, "turn", _number),
            place=_read(data, "place", _place),
            back=_read(data, "back", _each(_place)),
            offers=_read(data, "offers", _each(_text)),
            facts=Facts(
                case=_read(data, "case", _case),
                told=_read(data, "told", _texts),
                draft=_read(data, "draft", _optional(_draft)),
                parked=_read(data, "parked", _each(_draft)),
            ),
            reminders=_read(data, _REMINDERS, _reminders) if _REMINDERS in data else Reminders(),
        )


_REMINDERS: Final = "reminders"
_KEYS: Final = frozenset(
    ("version", "language", "consent", "turn", "place", "back", "offers", "case", "told", "draft", "parked")
)


class _WrongValue(Exception):
    """A value is not of its kind."""


def _place_data(place: Place) -> list[str | int | None]:
    return [place.at, place.item, place.part, place.value]


def _draft_data(draft: Draft) -> list[str | int | dict[str, str] | None]:
    return [draft.list, draft.index, dict(draft.values)]


def _read(data: Mapping[str, object], key: str, reader: Callable[[object], T]) -> T:
    try:
        return reader(data[key])
    except _WrongValue:
        raise WrongState(key) from None


def _optional(reader: Callable[[object], T]) -> Callable[[object], T | None]:
    return lambda value: None if value is None else reader(value)


def _each(reader: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise _WrongValue
        return tuple(reader(part) for part in value)

    return read


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _WrongValue
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _WrongValue
    return value


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise _WrongValue
    return value


def _case(value: object) -> Mapping[str, Any]:
    case = _mapping(value)
    try:
        if case:
            read_case(case)
    except WrongCase as wrong:
        raise _WrongValue from wrong
    return case


def _texts(value: object) -> Mapping[str, str]:
    return {key: _text(part) for key, part in _mapping(value).items()}


def _place(value: object) -> Place:
    match value:
        case [str(at), None | int() as item, str(part), str(opened)]:
            return Place(at, item, part, opened)
        case _:
            raise _WrongValue


def _draft(value: object) -> Draft:
    match value:
        case [str(name), None | int() as index, dict() as values]:
            return Draft(name, index, _texts(values))
        case _:
            raise _WrongValue


def _reminders(value: object) -> Reminders:
    try:
        return Reminders.from_data(value)
    except WrongReminders as wrong:
        raise _WrongValue from wrong
