"""From a case back to plain data in the published case format."""

from collections.abc import Hashable
from dataclasses import Field, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from rules.facts import Case
from rules.when import When

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def case_data(case: Case) -> dict[str, Any]:
    """Return the case as plain data that :func:`rules.read.read_case` reads back; defaults are left out."""
    return _plain(case)


@cache
def _layout(shape: Hashable) -> tuple[Field[Any], ...]:
    return fields(cast("type[DataclassInstance]", shape))


def _plain(item: object) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for field in _layout(cast("Hashable", type(item))):
        value = getattr(item, field.name)
        if value not in (field.default, ()):
            data["from" if field.name == "start" else field.name] = _plain_value(value)
    return data


def _plain_value(value: object) -> object:
    if isinstance(value, When):
        return str(value)
    if isinstance(value, tuple):
        return [_plain_value(part) for part in value]
    return _plain(value) if is_dataclass(value) else value
