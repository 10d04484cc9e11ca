"""What would follow, as plain data: its parts have the published form of those of an assessment."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

from rules.assessment import Assessment
from rules.plans.come_for import Closed, IfCame, Opening
from rules.plans.what_if import Departure, Found, IfLeft, IfPaid, Paid
from rules.report import key_data, trace_data

Data: TypeAlias = dict[str, Any]

_LIKE: Final[Mapping[str, str]] = {"missed": "duties", "lost": "planned"}
"""The keys that have the form of another key of an answer."""


def what_if_data(answer: Assessment, found: Iterable[Found]) -> Data:
    """Return the planned trips of an assessment and what else was asked, by the kind of the question."""
    data: Data = {
        "on": answer.on.isoformat(),
        "law_checked": answer.law_checked.isoformat(),
        "planned": key_data("planned", answer.cautious.planned),
        "leave": [],
        "pay_until": [],
        "come_for": [],
    }
    for each in found:
        if isinstance(each, IfLeft):
            data["leave"].append(left_data(each))
        elif isinstance(each, IfPaid):
            data["pay_until"].append(paid_data(each))
        else:
            data["come_for"].append(came_data(each))
    return data


def left_data(found: IfLeft) -> Data:
    """Return what follows from leaving, cautious, and favourable where it differs."""
    return {
        "day": found.day.isoformat(),
        **_views(found.cautious, found.favourable, _departure, found.answer),
    }


def paid_data(found: IfPaid) -> Data:
    """Return what follows from a payment, cautious, and favourable where it differs."""
    asked = {"asked": found.asked.isoformat(), "paid_until": found.until.isoformat()}
    return {**asked, **_views(found.cautious, found.favourable, _paid, found.answer)}


def came_data(found: IfCame) -> Data:
    """Return when a stay can begin, cautious, and favourable where it differs."""
    asked = {"days": found.days, "since": found.since.isoformat(), "longest": found.longest}
    return {**asked, **_views(found.cautious, found.favourable, _opening, found.answer)}


def _views(cautious: Any, favourable: Any, form: Callable[[Any], Data], answer: Assessment) -> Data:  # noqa: ANN401 - a view of any of the three
    careful, mild = form(cautious), form(favourable)
    return {
        **careful,
        "favourable": {key: value for key, value in mild.items() if value != careful[key]} or None,
        "disputes": list(answer.disputes),
        "trace": trace_data(answer.trace),
    }


def _departure(then: Departure) -> Data:
    return {name: key_data(_LIKE.get(name, name), value) for name, value in then._asdict().items()}


def _paid(paid: Paid) -> Data:
    return {
        "ground": paid.ground,
        "last_day": _day(paid.last_day),
        "duties": key_data("duties", tuple(each for each in (paid.payment, paid.renewal) if each)),
    }


def _opening(opening: Opening) -> Data:
    return {
        "first": _day(opening.first),
        "last_day": _day(opening.last_day),
        "closed": [_closed(each) for each in opening.closed],
        "never": opening.never,
    }


def _closed(closed: Closed) -> Data:
    return {"by": closed.by, "from": closed.first.isoformat(), "until": _day(closed.last)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
