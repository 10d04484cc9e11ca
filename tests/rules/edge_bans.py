"""The boundaries of numbers in the grounds for a ban, and of the terms that run from a ruling."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from rules.law import Provision
from tests.rules.edge import Edge, banned, duty_is, not_banned, within_version
from tests.rules.edge_days import DAY, Asked, Facts, days, person, years_on


def _overstayed(version: Provision, most: int, over: int) -> Asked:
    leave = within_version(version, date(2018, 9, 1))
    return Asked(person("UZ", leave - days(89 + most + over), leave), leave + DAY)


def _years_after_leaving(number: int) -> Callable[[Provision, int, int], Asked]:
    """So many years after an exit with this number of days over."""

    def case(version: Provision, years: int, over: int) -> Asked:
        leave = within_version(version, date(2018, 9, 1))
        return Asked(person("UZ", leave - days(89 + number), leave), years_on(leave, years) + days(over))

    return case


def _rulings(*rulings: date, **more: object) -> Facts:
    offences = [{"in_force": day, "kind": "stay", "paid": day, **more} for day in rulings]
    return {"citizenship": "UZ", "offences": offences}


def _number_of_rulings(_: Provision, count: int, over: int) -> Asked:
    """One ruling less than the number gives no ban: the side is counted from below."""
    days_of_rulings = [date(2018, 3, 1) + days(7 * number) for number in range(count - 1 + over)]
    return Asked(_rulings(*days_of_rulings), date(2018, 9, 1))


def _rulings_apart(_: Provision, years: int, over: int) -> Asked:
    first = date(2016, 3, 1)
    second = years_on(first, years) + days(over)
    return Asked(_rulings(first, second), second)


def _years_after_ruling(_: Provision, years: int, over: int) -> Asked:
    last = date(2016, 3, 1)
    return Asked(_rulings(last - days(30), last), years_on(last, years) + days(over))


def _removals(*carried_out: date) -> Facts:
    return {
        "citizenship": "UZ",
        "removals": [{"on": day, "kind": "expulsion"} for day in carried_out],
    }


def _number_of_removals(_: Provision, count: int, over: int) -> Asked:
    carried_out = [date(2016, 3, 1) + days(90 * number) for number in range(count - 1 + over)]
    return Asked(_removals(*carried_out), date(2019, 3, 1))


def _years_after_removal(times: int) -> Callable[[Provision, int, int], Asked]:
    def case(_: Provision, years: int, over: int) -> Asked:
        carried_out = [date(2014, 3, 1), date(2016, 3, 1)][-times:]
        return Asked(_removals(*carried_out), years_on(carried_out[-1], years) + days(over))

    return case


def _fine(*, expelled: bool) -> Callable[[Provision, int, int], Asked]:
    def case(_: Provision, term: int, over: int) -> Asked:
        ruling = {"in_force": date(2019, 3, 4), "kind": "stay", "with_expulsion": expelled}
        return Asked({"citizenship": "UZ", "offences": [ruling]}, date(2019, 3, 4) + days(term + over))

    return case


def _appeal(_: Provision, term: int, over: int) -> Asked:
    day = date(2026, 3, 4)
    ruling = {"in_force": day, "received": day, "kind": "stay", "with_expulsion": True}
    return Asked({"citizenship": "UZ", "offences": [ruling]}, day + days(term + over))


EDGES: Final[Mapping[tuple[str, str], Edge]] = {
    **{
        (f"ban.overstay_{band}", "over"): Edge(_overstayed, not_banned(f"overstay_{band}"))
        for band in (30, 180, 270)
    },
    **{
        (f"ban.overstay_{band}", "years"): Edge(_years_after_leaving(band + 9), banned(f"overstay_{band}"))
        for band in (30, 180, 270)
    },
    ("ban.limit_90", "years"): Edge(_years_after_leaving(60), banned("limit_90")),
    **{
        (f"ban.{name}", key): Edge(case, side(name))
        for name in ("offences_3y", "offences_1y")
        for key, case, side in (
            ("count", _number_of_rulings, not_banned),
            ("within_years", _rulings_apart, banned),
            ("years", _years_after_ruling, banned),
        )
    },
    ("ban.removal", "years"): Edge(_years_after_removal(1), banned("removal")),
    ("ban.repeat_removal", "count"): Edge(_number_of_removals, not_banned("repeat_removal")),
    ("ban.repeat_removal", "years"): Edge(_years_after_removal(2), banned("repeat_removal")),
    ("duty.fine_payment", "days"): Edge(_fine(expelled=False), duty_is("fine_payment", "open")),
    ("duty.fine_payment", "with_expulsion"): Edge(_fine(expelled=True), duty_is("fine_payment", "open")),
    ("duty.expulsion_appeal", "days"): Edge(_appeal, duty_is("expulsion_appeal", "open")),
}
