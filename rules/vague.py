"""The approximate dates of a case by their paths, and the case with one of them settled."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rules.facts import Case
from rules.when import UNKNOWN, When


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


def is_exact(case: Case) -> bool:
    """Return whether no date of the case is vague; a tie of family may leave its end open."""
    return not case.family and _all_exact(case)


def _all_exact(value: tuple[object, ...]) -> bool:
    for part in value:
        if isinstance(part, When):
            if not part.exact:
                return False
        elif isinstance(part, tuple) and part and not _all_exact(part):
            return False
    return True


def vague_dates(case: Case, *, born: bool = False) -> Iterator[tuple[Place, When]]:
    """Yield every date of the case that is not exact, with its place; of a birth only where it may decide.

    It may where there is family, and where a duty was found to hang on it: ``born``.

    A tie of family without the day to which the stay was extended is a date that is not known (D-13).
    """
    for key, value in zip(case._fields, case, strict=True):
        if value is None or value == () or (key == "born" and not (born or case.family)):
            continue
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            for number, item in enumerate(value):
                yield from _in_item(key, number, item)
        else:
            yield from _in_item(key, None, value)
    for number, relative in enumerate(case.family):
        if relative.until is None and not relative.not_extended:
            yield Place("family", number, "until"), UNKNOWN


def _in_item(key: str, number: int | None, item: object) -> Iterator[tuple[Place, When]]:
    if isinstance(item, When):
        if not item.exact:
            yield Place(key, number, None), item
    elif isinstance(item, tuple):
        for index, value in enumerate(item):
            if isinstance(value, When) and not value.exact:
                yield Place(key, number, _fields(item)[index]), value


def _fields(item: object) -> tuple[str, ...]:
    names: tuple[str, ...] = getattr(item, "_fields", ())
    return names


def settled(case: Case, place: Place, when: When) -> Case:
    """Return the case with the date at the place set."""
    value: Any = getattr(case, place.key)
    if place.number is None:
        settled_value = _set(value, place.name, when)
    else:
        items = list(value)
        items[place.number] = _set(items[place.number], place.name, when)
        settled_value = tuple(items)
    return case._replace(**{place.key: settled_value})


def _set(item: Any, name: str | None, when: When) -> Any:  # noqa: ANN401 - any of the shapes of a case
    return when if name is None else item._replace(**{name: when})
