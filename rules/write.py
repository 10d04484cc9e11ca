"""From a case back to plain data in the published case format."""

from typing import Any

from rules.facts import Case
from rules.when import When


def case_data(case: Case) -> dict[str, Any]:
    """Return the case as plain data that :func:`rules.read.read_case` reads back; defaults are left out."""
    return _plain(case)


def _plain(item: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the shapes of a case
    data: dict[str, Any] = {}
    defaults = item._field_defaults
    for name, value in zip(item._fields, item, strict=True):
        if value != () and (name not in defaults or value != defaults[name]):
            data["from" if name == "start" else name] = _plain_value(value)
    return data


def _plain_value(value: object) -> object:
    if isinstance(value, When):
        return str(value)
    if hasattr(value, "_fields"):
        return _plain(value)
    return [_plain_value(part) for part in value] if isinstance(value, tuple) else value
