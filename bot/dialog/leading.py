"""The way from the answer to the question whose fact matters most, and to the reply about the register."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from bot.dialog.asking import back_row
from bot.dialog.questions import BY_ID, LISTS
from bot.dialog.questions.lists import reopened
from bot.dialog.questions.person import concerns
from bot.dialog.state import Place
from bot.dialog.view import REVIEW, Move, Offer, Screen, View
from bot.replies.register import concerns_register, register_details, register_messages
from rules.assessment import Assessment
from rules.when import When

FIRST: Final = "first"
REGISTER: Final = "register"

_MORE: Final = "more"
_PATH: Final = re.compile(r"(\w+)(?:\[(\d+)\])?(?:\.(\w+))?")
_STAYS: Final = "stays"
_ALONE: Final[Mapping[str, str]] = {
    "born": "born",
    "registrations.until": "registered.until",
    "medical": "health",
    "fingerprinted": "health",
    "patents.contract_notified": "notified",
}
"""Facts of the case that have a question of their own, outside the lists."""
_ENDS: Final = frozenset({"ended", "cancelled"})
"""Ends that may be asked for as the last day."""


class _Aim(NamedTuple):
    """A question and the entry it is about; ``list`` is None where it is about none."""

    at: str
    list: str | None = None
    item: int | None = None


def leads(view: View, assessment: Assessment | None) -> tuple[Offer, ...]:
    """Return the buttons that lead to the fact to find first and to what the register is."""
    if assessment is None:
        return ()
    found = []
    aim = None if assessment.ask_first is None else _aim(view, assessment.ask_first.path)
    if aim is not None:
        key = "button.first.purpose" if aim.at == "purpose" else "button.first"
        found.append(Offer(view.words(key), FIRST))
    if concerns_register(assessment):
        found.append(Offer(view.words("button.register"), REGISTER))
    return tuple(found)


def answerable(view: View, assessment: Assessment) -> Assessment:
    """Return the assessment without a fact to find first that no question here takes."""
    if assessment.ask_first is None or _aim(view, assessment.ask_first.path) is not None:
        return assessment
    return assessment._replace(ask_first=None)


def to_first(view: View, assessment: Assessment | None) -> Move:
    """Return the move to the question about the fact to find first; to the review where there is none."""
    aim = None
    if assessment is not None and assessment.ask_first is not None:
        aim = _aim(view, assessment.ask_first.path)
    if aim is None:
        return view.to(REVIEW)
    move = view.to(Place(aim.at, aim.item))
    if aim.list is None or move.state is None:
        return move
    facts = reopened(LISTS[aim.list], view.known, aim.item)
    return replace(move, state=replace(move.state, facts=facts))


def _aim(view: View, path: str) -> _Aim | None:
    """Return the question that a path of the assessed case leads to; None where it has none here."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    key, number, name = match[1], match[2], match[3]
    item = None if number is None else int(number)
    if key == _STAYS and item is not None:
        return _of_stay(view, item, str(name))
    alone = _ALONE.get(key if name is None else f"{key}.{name}")
    if alone is not None:
        return _Aim(alone) if alone in BY_ID and concerns(view.known, alone) else None
    of = LISTS.get(key)
    if of is None:
        return None
    asked = [field.id for field in of.fields if field.key == name or (name in _ENDS and field.key == "until")]
    return _Aim(asked[0] if asked else of.fields[0].id, key, item if item is not None else 0)


def _of_stay(view: View, item: int, name: str) -> _Aim | None:
    """Return the question about a stay; the assessed case has them in the order of their entries."""
    stays = view.known.items(_STAYS)
    order = sorted(range(len(stays)), key=lambda index: oldest_first(stays[index]))
    if item >= len(order):
        return None
    if stays[order[item]].get("exit") is None:
        return _Aim(name) if name in BY_ID else None
    asked = next((field.id for field in LISTS[_STAYS].fields if field.key == name), None)
    return None if asked is None else _Aim(asked, _STAYS, order[item])


def oldest_first(stay: Mapping[str, Any]) -> tuple[bool, str]:
    """Return the key by which stays are put into order: the one that goes on is the last."""
    first = When.parse(str(stay["entry"])).first
    return stay.get("exit") is None, "" if first is None else first.isoformat()


def register_screen(view: View, assessment: Assessment | None) -> Screen:
    """Show what the register of controlled persons is, or what else an entry means."""
    words, more = view.words, view.place.part == _MORE
    tell = register_details if more else register_messages
    told = () if assessment is None else tell(assessment, words)
    rows = ((Offer(words("button.more"), _MORE),),) if told and not more else ()
    return Screen(told or (words("answer.none"),), (*rows, *back_row(view)))


def act_register(view: View, _action: str) -> Move:
    """Show what else an entry in the register means."""
    return view.part(_MORE)
