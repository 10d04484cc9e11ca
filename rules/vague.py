"""The approximate dates of a case by their paths, and the case with one of them settled."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from rules.facts import Case
from rules.when import When

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Item = TypeVar("_Item", bound="DataclassInstance")


class Place(NamedTuple):
    """Where a date stands: the key of the case, the number in its list, the field of the item."""

    key: str
    number: int | None
    name: str | None

    @property
    def path(self) -> str:
        """The path as faults name it: ``stays[0].entry``."""
        number = "" if self.number is None else f"[{self.number}]"
        name = "" if self.name is None else f".{'from' if self.name == 'start' else self.name}"
        return f"{self.key}{number}{name}"


def vague_dates(case: Case) -> Iterator[tuple[Place, When]]:
    """Yield every date of the case that is not exact, with its place."""
    for field in fields(case):
        value = getattr(case, field.name)
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                yield from _in_item(field.name, number, item)
        else:
            yield from _in_item(field.name, None, value)


def _in_item(key: str, number: int | None, item: object) -> Iterator[tuple[Place, When]]:
    if isinstance(item, When):
        if not item.exact:
            yield Place(key, number, None), item
    elif is_dataclass(item):
        for field in fields(item):
            value = getattr(item, field.name)
            if isinstance(value, When) and not value.exact:
                yield Place(key, number, field.name), value


def settled(case: Case, place: Place, when: When) -> Case:
    """Return the case with the date at the place set."""
    value = getattr(case, place.key)
    if place.number is None:
        return _with(case, place.key, when if place.name is None else _with(value, place.name, when))
    items = list(value)
    items[place.number] = when if place.name is None else _with(items[place.number], place.name, when)
    return _with(case, place.key, tuple(items))


def _with(item: _Item, name: str, value: object) -> _Item:
    changes: dict[str, Any] = {name: value}
    return replace(item, **changes)
