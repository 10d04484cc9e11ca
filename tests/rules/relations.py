"""Relations between two cases: what is changed, and what that may never do.

Each relation changes the facts of a person and names the direction: the changed case is never worse
for the person (``BETTER``), never better (``WORSE``), or has the very same answer (``SAME``); and the keys of
the assessment for which that is promised. Where the decisions leave a key out, the relation says why.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

from hypothesis import strategies as st

from tests.rules.answers import EVERY_KEY
from tests.rules.lived import Asked
from tests.rules.strategies import Data

DAY: Final = timedelta(days=1)
MONTH: Final = 30 * DAY
SUSPENDED: Final = (date(2020, 3, 15), date(2022, 12, 31))

BETTER: Final = "never worse"
WORSE: Final = "never better"
SAME: Final = "the same"

BOTH: Final = ("cautious", "favourable")

Change: TypeAlias = Callable[[Asked, st.DataObject], Data | None]


class Relation(NamedTuple):
    """A change of the facts and its promise; ``needs`` are keys that the person must have.

    ``without`` are keys that must not stand beside them, ``views`` the views it is promised for. The
    change returns None where it does not apply.
    """

    change: Change
    promise: str
    needs: tuple[str, ...] = ()
    keys: tuple[str, ...] = EVERY_KEY
    without: tuple[str, ...] = ()
    views: tuple[str, ...] = BOTH


def _replaced(data: Data, key: str, number: int, **values: object) -> Data:
    items = list(data[key])
    items[number] = items[number] | values
    return data | {key: items}


def _added(data: Data, key: str, item: object) -> Data:
    return data | {key: [*data.get(key, ()), item]}


def _last(data: Data, key: str) -> Any:  # noqa: ANN401 - an item of any key
    return data[key][-1]


# --- what never makes it worse -------------------------------------------------------------------


def _month_more(asked: Asked, _: st.DataObject) -> Data | None:
    """The last patent is paid for a month more; it was paid for on the day of entry, or issued after it.

    Of a cancelled one nothing is promised: paid for longer it was cancelled while it ran, which takes the
    term to leave that a lapsed one had until 2014 (D-11).
    """
    data = asked.data
    patent = max(data["patents"], key=lambda each: each["issued"])
    if patent["paid_until"] < data["stays"][-1]["entry"] or "cancelled" in patent:
        return None
    number = data["patents"].index(patent)
    return _replaced(data, "patents", number, paid_until=patent["paid_until"] + MONTH)


def _fine_paid(asked: Asked, draw: st.DataObject) -> Data | None:
    """A fine not paid yet is paid on or before the day asked about."""
    for number, offence in enumerate(asked.data["offences"]):
        if "paid" not in offence and offence["in_force"] <= asked.on:
            late = draw.draw(st.integers(0, (asked.on - offence["in_force"]).days))
            return _replaced(asked.data, "offences", number, paid=offence["in_force"] + late * DAY)
    return None


def _left_a_day_earlier(asked: Asked, draw: st.DataObject) -> Data | None:
    """One of the stays, over before the day asked about, was a day shorter at its end."""
    number = draw.draw(st.integers(0, len(asked.data["stays"]) - 1))
    stay = asked.data["stays"][number]
    if stay["exit"] is None or stay["exit"] >= asked.on or stay["exit"] == stay["entry"]:
        return None
    return _replaced(asked.data, "stays", number, exit=stay["exit"] - DAY)


def _entered_a_day_later(asked: Asked, draw: st.DataObject) -> Data | None:
    """One of the stays began a day later, but not after the day asked about.

    What was done on the day of entry then lies before it, so nothing is promised of duties.
    """
    number = draw.draw(st.integers(0, len(asked.data["stays"]) - 1))
    stay = asked.data["stays"][number]
    if stay["entry"] >= min(stay["exit"] or date.max, asked.on):
        return None
    return _replaced(asked.data, "stays", number, entry=stay["entry"] + DAY)


def _registered(asked: Asked, _: st.DataObject) -> Data:
    """A registration from the day of entry on."""
    return _added(asked.data, "registrations", {"from": _last(asked.data, "stays")["entry"]})


def _printed(asked: Asked, _: st.DataObject) -> Data:
    """Fingerprints given on the day of entry."""
    return asked.data | {"fingerprinted": _last(asked.data, "stays")["entry"]}


def _conviction_spent(asked: Asked, _: st.DataObject) -> Data:
    """All convictions are spent."""
    return asked.data | {"convictions": [{"spent": True} for _ in asked.data["convictions"]]}


# --- what never makes it better ------------------------------------------------------------------


def _another_ruling(asked: Asked, draw: st.DataObject) -> Data:
    """One more ruling, its fine paid or not."""
    day = asked.on - draw.draw(st.integers(0, 1500)) * DAY
    item: Data = {"in_force": day, "kind": draw.draw(st.sampled_from(["stay", "work", "traffic"]))}
    return _added(asked.data, "offences", item | draw.draw(st.sampled_from([{}, {"paid": day}])))


def _another_removal(asked: Asked, draw: st.DataObject) -> Data:
    """One more removal; without rulings, since it could carry out one that only orders it (D-21)."""
    day = asked.on - draw.draw(st.integers(0, 4000)) * DAY
    kind = draw.draw(st.sampled_from(["expulsion", "deportation", "readmission"]))
    return _added(asked.data, "removals", {"on": day, "kind": kind})


def _removal_ordered(asked: Asked, _: st.DataObject) -> Data:
    """A removal ordered and not carried out."""
    return _added(asked.data, "removals", {"on": None, "kind": "deportation"})


def _convicted(asked: Asked, _: st.DataObject) -> Data:
    """A conviction that is not spent."""
    return _added(asked.data, "convictions", {"spent": False})


def _banned(asked: Asked, draw: st.DataObject) -> Data:
    """A ban that the person was told of."""
    day = asked.on - draw.draw(st.integers(0, 900)) * DAY
    until = draw.draw(st.none() | st.integers(0, 1800).map(lambda more: day + more * DAY))
    return _added(asked.data, "decisions", {"kind": "entry_ban", "on": day, "until": until})


def _a_stay_before(asked: Asked, draw: st.DataObject) -> Data | None:
    """One more stay before all others; favourably the blocks of 180 days would begin with it (D-4).

    One with days of the suspension may have to go to a person instead of getting an answer (D-10).
    """
    leave = asked.data["stays"][0]["entry"] - draw.draw(st.integers(0, 200)) * DAY
    if SUSPENDED[0] <= leave <= SUSPENDED[1] + 120 * DAY:
        return None
    stay = {"entry": leave - draw.draw(st.integers(0, 120)) * DAY, "exit": leave}
    return asked.data | {"stays": [stay, *asked.data["stays"]]}


# --- what changes nothing ------------------------------------------------------------------------


def _in_another_order(asked: Asked, draw: st.DataObject) -> Data:
    """Every list but that of the plans, which are named by their place, is shuffled."""
    lists = {
        key: draw.draw(st.permutations(value))
        for key, value in asked.data.items()
        if isinstance(value, list) and key != "planned"
    }
    return asked.data | lists


def _later(asked: Asked, draw: st.DataObject) -> Data:
    """Something that begins only after the day asked about (D-2)."""
    day = asked.on + draw.draw(st.integers(1, 300)) * DAY
    key, item = draw.draw(st.sampled_from(sorted(LATER.items())))
    return _added(asked.data, key, {name: day if value is None else value for name, value in item.items()})


LATER: Final[Mapping[str, Data]] = {
    # None stands for the day
    "registrations": {"from": None, "until": None},
    "patents": {"issued": None, "paid_until": None},
    "contracts": {"signed": None},
    "permits": {"kind": "temporary_residence", "issued": None},
    "studies": {"from": None},
    "applications": {"kind": "temporary_residence", "filed": None},
    "offences": {"in_force": None, "kind": "stay"},
    "removals": {"on": None, "kind": "expulsion"},
    "decisions": {"kind": "entry_ban", "on": None},
}


def _later_day(asked: Asked, draw: st.DataObject) -> Data:
    """A move or an examination only after the day asked about (D-2)."""
    day = asked.on + draw.draw(st.integers(1, 300)) * DAY
    return _added(asked.data, draw.draw(st.sampled_from(["moves", "medical"])), day)


def _beside_the_point(asked: Asked, draw: st.DataObject) -> Data:
    """A fact that nothing hangs on: a spent conviction, a tie that gives no ground, a trip planned."""
    day = asked.on + draw.draw(st.integers(1, 300)) * DAY
    return draw.draw(
        st.sampled_from(
            [
                _added(asked.data, "convictions", {"spent": True}),
                _added(asked.data, "family", {"relation": "grandparent", "of": "eaeu_worker", "until": day}),
                _added(asked.data, "planned", {"entry": day}),
            ]
        )
    )


def _in_two_parts(asked: Asked, draw: st.DataObject) -> Data | None:
    """An exit and an entry on one day inside one of the stays that are over; counts of days see nothing."""
    number = draw.draw(st.integers(0, len(asked.data["stays"]) - 1))
    stay = asked.data["stays"][number]
    if stay["exit"] is None or stay["exit"] >= asked.on:
        return None
    middle = stay["entry"] + draw.draw(st.integers(0, (stay["exit"] - stay["entry"]).days)) * DAY
    parts = [stay | {"exit": middle}, stay | {"entry": middle}]
    stays = asked.data["stays"]
    return asked.data | {"stays": [*stays[:number], *parts, *stays[number + 1 :]]}


GROUNDS: Final = ("patents", "contracts", "permits", "studies", "applications", "family", "stay_shortened")
"""The keys that make, or end, a ground other than the visa-free one."""

NO_DUTIES: Final = tuple(key for key in EVERY_KEY if key not in {"duties", "level"})
AGAINST: Final = ("status", "bans", "may_enter_from", "level")

RELATIONS: Final[Mapping[str, Relation]] = {
    "paying a month more": Relation(_month_more, BETTER, ("patents",)),
    "paying a fine": Relation(_fine_paid, BETTER, ("offences",)),
    "leaving a day earlier": Relation(
        _left_a_day_earlier, BETTER, keys=("status", "bans", "days", "last_day", "may_enter_from")
    ),
    "entering a day later": Relation(_entered_a_day_later, BETTER, keys=NO_DUTIES, without=GROUNDS),
    "registering at once": Relation(_registered, BETTER, keys=("duties", "status", "last_day", "bans")),
    "giving fingerprints at once": Relation(_printed, BETTER),
    "being convicted no longer": Relation(_conviction_spent, BETTER, ("convictions",)),
    "one more ruling": Relation(_another_ruling, WORSE),
    "one more removal": Relation(_another_removal, WORSE, without=("offences",), keys=AGAINST),
    "a removal ordered": Relation(_removal_ordered, WORSE, keys=AGAINST),
    "a conviction": Relation(_convicted, WORSE),
    "a ban told of": Relation(_banned, WORSE, keys=AGAINST),
    "a stay before the others": Relation(
        _a_stay_before, WORSE, keys=("status", "days", "last_day", "bans"), views=("cautious",)
    ),
    "another order": Relation(_in_another_order, SAME),
    "a fact of later": Relation(_later, SAME),
    "a day of later": Relation(_later_day, SAME),
    "a fact beside the point": Relation(_beside_the_point, SAME),
    "out and in again on one day": Relation(_in_two_parts, SAME, keys=("days",), without=GROUNDS),
}
