"""The boundary of a number: the last case within it, the first beyond it, and how an answer shows the side.

An edge makes a case from a version of the provision, a value and ``over``: with 0 the last day (or the last
count) that is still within the value, with 1 the first beyond it. ``within`` reads off the answer on which
side the case is.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple, TypeAlias

from bot.lawbook import load_law
from rules.hints.absence import READING
from rules.law import Provision
from tests.rules.edge_days import Asked, days

Data: TypeAlias = Mapping[str, Any]
WORKDAYS: Final = load_law().workdays


class Edge(NamedTuple):
    """How to come to the boundary of a value, and how an answer shows the side it is on."""

    case: Callable[[Provision, int, int], Asked]
    within: Callable[[Data], bool]
    step: int = 1
    """By how much the value is changed to see that the engine reads it: less may change nothing."""


def within_version(version: Provision, wanted: date) -> date:
    """Return the day, or where the version is not in force on it, one early in its term."""
    held = version.since <= wanted and (version.until is None or wanted <= version.until)
    return wanted if held else version.since + days(4)


def lawful(data: Data) -> bool:
    """Return whether the stay is lawful on the day."""
    return bool(data["status"] == "lawful")


def kindly_lawful(data: Data) -> bool:
    """Return whether the stay is lawful in the favourable view."""
    return bool((data["favourable"] or {}).get("status", data["status"]) == "lawful")


def on_ground(name: str) -> Callable[[Data], bool]:
    """Whether the day stands on this ground."""
    return lambda data: data["ground"] == name


def duty_is(name: str, *states: str) -> Callable[[Data], bool]:
    """Whether there is a duty of this name, and every one is in one of the states."""

    def within(data: Data) -> bool:
        found = [duty["state"] for duty in data["duties"] if duty["duty"] == name]
        return bool(found) and set(found) <= set(states)

    return within


def no_duty(name: str) -> Callable[[Data], bool]:
    """Whether there is no duty of this name."""
    return lambda data: all(duty["duty"] != name for duty in data["duties"])


def banned(name: str) -> Callable[[Data], bool]:
    """Whether there are grounds for this ban."""
    return lambda data: any(ban["ground"] == name for ban in data["bans"])


def not_banned(name: str) -> Callable[[Data], bool]:
    """Whether there are none for it."""
    return lambda data: not banned(name)(data)


def in_time(name: str) -> Callable[[Data], bool]:
    """Whether the duty was done, and not too late."""
    rule = f"duty.{name}"
    return lambda data: any(
        finding["rule"] == rule and finding["values"]["late"] is False for finding in data["trace"]
    )


def disputed(data: Data) -> bool:
    """Return whether the absence exceeds what is allowed by one way of counting only."""
    return READING in data["disputes"]


def hinted(name: str) -> Callable[[Data], bool]:
    """Whether the answer hints at this point."""
    return lambda data: name in data["not_checked"]
