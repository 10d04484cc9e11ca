"""The boundaries of numbers on which the stay itself turns, and the look of an answer."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from bot.lawbook import load_law
from rules.days import last_of_months
from rules.law import Provision
from tests.rules.edge import Edge, disputed, hinted, kindly_lawful, lawful, on_ground, within_version
from tests.rules.edge_days import DAY, Asked, Facts, days, person, years_on


def _limit(version: Provision, limit: int, over: int) -> Asked:
    """Ask on the last day of room: in one stay where each entry counts anew, else in two."""
    if version.value["window"] == "entry":
        entry = within_version(version, date(2012, 3, 1))
        return Asked(person("AZ", entry), entry + days(limit - 1 + over))
    first = within_version(version, date(2018, 2, 1))
    again = first + days(60)
    facts: Facts = {
        "citizenship": "AZ",
        "stays": [{"entry": first, "exit": first + days(49)}, {"entry": again}],
    }
    return Asked(facts, again + days(limit - 50 - 1 + over))


def _window(version: Provision, length: int, over: int) -> Asked:
    """Come back when the first of ninety days falls out of the window, or a day before."""
    first = within_version(version, date(2018, 2, 1))
    again = first + days(length - 1 + over)
    facts = {"citizenship": "AZ", "stays": [{"entry": first, "exit": first + days(89)}, {"entry": again}]}
    return Asked(facts, again)


def _over_new_year(_: Provision, limit: int, over: int) -> Asked:
    entry = date(2025, 10, 20)
    return Asked(person("AZ", entry), entry + days(limit - 1 + over))


def _after(key: str, *, code: str = "UZ") -> Callable[[Provision, int, int], Asked]:
    """So many days after something that happened in a stay."""

    def case(version: Provision, term: int, over: int) -> Asked:
        day = within_version(version, date(2019, 3, 4))
        return Asked(person(code, day - days(20), **{key: day}), day + days(term + over))

    return case


def _cancelled_permit(version: Provision, term: int, over: int) -> Asked:
    day = within_version(version, date(2019, 3, 4))
    permit = {"kind": "temporary_residence", "issued": day - days(300), "cancelled": day}
    return Asked(person("UZ", day - days(320), permits=[permit]), day + days(term + over))


def _expired_permit(_: Provision, term: int, over: int) -> Asked:
    """The days without a visa are all used before the permit, so that nothing else is left."""
    issued, until = date(2019, 3, 4), date(2019, 3, 30)
    permit = {"kind": "temporary_residence", "issued": issued, "until": until}
    facts = {
        "citizenship": "UZ",
        "stays": [{"entry": issued - days(92), "exit": issued - days(2)}, {"entry": issued}],
        "permits": [permit],
    }
    return Asked(facts, until + days(term + over))


def _old_patent(version: Provision, term: int, over: int) -> Asked:
    paid = within_version(version, date(2012, 6, 1))
    patent = {"issued": paid - days(60), "paid_until": paid}
    return Asked(person("UZ", paid - days(140), patents=[patent]), paid + days(term + over))


def _whole_patent(version: Provision, months: int, over: int) -> Asked:
    issued = within_version(version, date(2018, 3, 10))
    patent = {"issued": issued, "paid_until": years_on(issued, 3)}
    last = date.fromordinal(last_of_months(issued.toordinal(), months))
    return Asked(person("UZ", issued - days(5), patents=[patent]), last + days(over))


def _open_contract(version: Provision, years: int, over: int) -> Asked:
    entry = within_version(version, date(2017, 3, 10))
    contract = {"signed": entry}
    return Asked(person("KZ", entry, contracts=[contract]), years_on(entry, years) - DAY + days(over))


def _early_end(after: int | None) -> Callable[[Provision, int, int], Asked]:
    """The contract ends on a day of the stay: the number of it, or the term after it, is at the edge."""

    def case(version: Provision, value: int, over: int) -> Asked:
        entry = within_version(version, date(2018, 3, 1))
        ended = entry + days(value - 1 + over if after is None else after)
        contract = {"signed": entry, "until": years_on(entry, 2), "ended": ended}
        asked = ended + DAY if after is None else ended + days(value - 1 + over)
        return Asked(person("KZ", entry, contracts=[contract]), asked)

    return case


def _relative(version: Provision, years: int, over: int) -> Asked:
    entry = within_version(version, date(2023, 3, 10))
    tie = {"relation": "spouse", "of": "citizen", "until": "unknown"}
    return Asked(person("UZ", entry, family=[tie]), years_on(entry, years) - DAY + days(over))


def _child(version: Provision, age: int, over: int) -> Asked:
    day = within_version(version, date(2023, 6, 10))
    tie = {"relation": "child", "of": "patent_holder", "until": years_on(day, 1)}
    born = years_on(day + DAY - days(over), -age)
    return Asked(person("UZ", day - days(100), born=born, family=[tie]), day)


def _graduated(version: Provision, term: int, over: int) -> Asked:
    last = within_version(version, date(2023, 6, 30))
    study = {"from": last - days(600), "until": last}
    return Asked(person("UZ", last - days(600), studies=[study]), last + days(term + over))


def _left(_: Provision, left: int, over: int) -> Asked:
    """A day on which so many days of the year are left; the side is that of more days."""
    entry = date(2026, 2, 2)
    limit = load_law().on("stay.visa_free", entry).number("limit")
    return Asked(person("AZ", entry), entry + days(limit - left - over - 1))


def _abroad(_: Provision, most: int, over: int) -> Asked:
    """A resident who has been abroad since the year began."""
    permit = {"kind": "permanent_residence", "issued": date(2022, 6, 1)}
    facts = person("UZ", date(2022, 6, 1), date(2022, 12, 31), permits=[permit])
    return Asked(facts, date(2022, 12, 31) + days(most + over))


def _near(version: Provision, ahead: int, over: int) -> Asked:
    """A last lawful day so many days ahead, and nothing else to do."""
    on = within_version(version, date(2011, 3, 10))
    return Asked(person("UZ", on, studies=[{"from": on, "until": on + days(ahead + over)}]), on)


EDGES: Final[Mapping[tuple[str, str], Edge]] = {
    ("stay.visa_free", "limit"): Edge(_limit, lawful),
    ("stay.visa_free", "days"): Edge(_window, lambda data: not lawful(data)),
    ("stay.unbroken", "limit"): Edge(_over_new_year, lawful),
    ("stay.shortened", "days"): Edge(_after("stay_shortened"), lawful),
    ("stay.permit_cancelled", "days"): Edge(_cancelled_permit, lawful),
    ("stay.permit_expired", "days"): Edge(_expired_permit, kindly_lawful),
    ("stay.patent_departure", "days"): Edge(_old_patent, lawful),
    ("stay.patent", "months"): Edge(_whole_patent, on_ground("patent")),
    ("stay.open_contract", "years"): Edge(_open_contract, on_ground("contract")),
    ("stay.new_contract", "days"): Edge(_early_end(100), on_ground("new_contract_term")),
    ("stay.new_contract", "after"): Edge(_early_end(None), lambda data: not lawful(data)),
    ("stay.family", "years"): Edge(_relative, kindly_lawful),
    ("stay.patent_children", "under"): Edge(_child, on_ground("family")),
    ("study.next_level", "days"): Edge(_graduated, hinted("study_next_level")),
    ("residence.absence", "days"): Edge(_abroad, lambda data: not disputed(data)),
    ("residence.absence", "favourable_days"): Edge(_abroad, disputed),
    ("product.hints", "absence_days"): Edge(
        lambda version, most, over: _abroad(version, most - 1, over),
        lambda data: not hinted("residence_absence")(data),
    ),
    ("product.hints", "near_days"): Edge(_left, hinted("belarus_days")),
    ("product.level", "red_days"): Edge(_near, lambda data: data["level"] == "red"),
    ("product.level", "amber_days"): Edge(_near, lambda data: data["level"] != "green"),
}
