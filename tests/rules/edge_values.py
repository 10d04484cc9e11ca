"""For every number of every provision the last case within it and the first beyond it.

An edge makes a case from a version of the provision, a value and ``over``: with 0 the last day (or the last
count) that is still within the value, with 1 the first beyond it. ``within`` reads off the answer on which
side the case is.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple, TypeAlias

from bot.lawbook import load_law
from rules.absence import READING
from rules.days import last_of_months, same_day_months_earlier
from rules.law import Provision
from tests.rules.edge_days import DAY, Asked, Facts, days, person, years_on

Data: TypeAlias = Mapping[str, Any]
WORKDAYS: Final = load_law().workdays


class Edge(NamedTuple):
    """How to come to the boundary of a value, and how an answer shows the side it is on."""

    case: Callable[[Provision, int, int], Asked]
    within: Callable[[Data], bool]
    step: int = 1
    """By how much the value is changed to see that the engine reads it: less may change nothing."""


# --- sides ---------------------------------------------------------------------------------------


def _lawful(data: Data) -> bool:
    return bool(data["status"] == "lawful")


def _kindly_lawful(data: Data) -> bool:
    return bool((data["favourable"] or {}).get("status", data["status"]) == "lawful")


def _on_ground(name: str) -> Callable[[Data], bool]:
    return lambda data: data["ground"] == name


def _duty(name: str, *states: str) -> Callable[[Data], bool]:
    """Whether there is a duty of this name, and every one is in one of the states."""

    def within(data: Data) -> bool:
        found = [duty["state"] for duty in data["duties"] if duty["duty"] == name]
        return bool(found) and set(found) <= set(states)

    return within


def _no_duty(name: str) -> Callable[[Data], bool]:
    return lambda data: all(duty["duty"] != name for duty in data["duties"])


def _banned(name: str) -> Callable[[Data], bool]:
    return lambda data: any(ban["ground"] == name for ban in data["bans"])


def _not_banned(name: str) -> Callable[[Data], bool]:
    return lambda data: not _banned(name)(data)


def _in_time(name: str) -> Callable[[Data], bool]:
    """Whether the duty was done, and not too late."""
    rule = f"duty.{name}"
    return lambda data: any(
        finding["rule"] == rule and finding["values"]["late"] is False for finding in data["trace"]
    )


def _open_point(data: Data) -> bool:
    return READING in data["disputes"] or "residence_absence" in data["not_checked"]


# --- cases ---------------------------------------------------------------------------------------


def within_version(version: Provision, wanted: date) -> date:
    """Return the day, or where the version is not in force on it, one early in its term."""
    held = version.since <= wanted and (version.until is None or wanted <= version.until)
    return wanted if held else version.since + days(4)


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


def _from_entry(code: str, **more: Any) -> Callable[[Provision, int, int], Asked]:  # noqa: ANN401
    """A term whose first day is the day of entry."""

    def case(version: Provision, term: int, over: int) -> Asked:
        entry = within_version(version, date(2023, 3, 6))
        return Asked(person(code, entry, **more), entry + days(term - 1 + over))

    return case


def _working_days_from_entry(version: Provision, term: int, over: int) -> Asked:
    entry = within_version(version, date(2023, 3, 6))
    return Asked(person("AZ", entry), WORKDAYS.nth(entry, term)[0] + days(over))


def _hqs(version: Provision, term: int, over: int) -> Asked:
    entry = within_version(version, date(2023, 3, 6))
    permit = {"kind": "highly_qualified", "issued": entry, "until": years_on(entry, 2)}
    return Asked(person("UZ", entry, permits=[permit]), entry + days(term - 1 + over))


def _short_stay(version: Provision, length: int, over: int) -> Asked:
    entry = within_version(version, date(2023, 3, 6))
    return Asked(person("AZ", entry, entry + days(length - 1 + over)), entry)


def _after_free_days(_: Provision, term: int, over: int) -> Asked:
    entry = date(2023, 3, 6)
    free = load_law().on("duty.register.UZ", entry).number("days")
    return Asked(person("UZ", entry), WORKDAYS.nth(entry + days(free), term)[0] + days(over))


def _kindly_due(data: Data) -> bool:
    """Whether the favourable day to register by is not over; its state spares one day more (D-24)."""
    duties = {**data, **(data["favourable"] or {})}["duties"]
    return any(duty["duty"] == "register" and duty["due"] >= data["on"] for duty in duties)


def _address(version: Provision, term: int, over: int) -> Asked:
    move = within_version(version, date(2026, 3, 2))
    registration = {"from": move - days(5), "region": "RU-MOW"}
    facts = person("UZ", move - days(9), purpose="work", registrations=[registration], moves=[move])
    return Asked(facts, WORKDAYS.nth(move, term)[0] + days(over))


def _statement(version: Provision, hours: int, over: int) -> Asked:
    """Filed by the last day, which is so many whole days before the entry."""
    entry = within_version(version, date(2026, 10, 5))
    filed = entry - days(hours // 24) + days(over)
    return Asked(person("UZ", entry, purpose="work", entry_statement=filed), entry)


def _card(version: Provision, term: int, over: int) -> Asked:
    lost = within_version(version, date(2023, 3, 6))
    return Asked(person("UZ", lost - days(9), migration_card_lost=lost), lost + days(term - 1 + over))


def _examined_stayer(version: Provision, term: int, over: int) -> Asked:
    """Somebody who came for something else, and whose studies carry the stay on."""
    entry = within_version(version, date(2023, 3, 6))
    study = {"from": entry, "until": years_on(entry, 2)}
    return Asked(person("UZ", entry, purpose="study", studies=[study]), entry + days(term - 1 + over))


def _contract_signed(late: int) -> Callable[[Provision, int, int], Asked]:
    """Somebody who came for something else and signed a contract so many days after the entry."""

    def case(version: Provision, term: int, over: int) -> Asked:
        entry = within_version(version, date(2023, 3, 6))
        signed = entry + days(late)
        contract = {"signed": signed, "until": years_on(signed, 1)}
        start = entry if late > 60 else signed
        return Asked(
            person("KZ", entry, purpose="private", contracts=[contract]), start + days(term - 1 + over)
        )

    return case


def _examined_before(version: Provision, years: int, over: int) -> Asked:
    entry = within_version(version, date(2023, 3, 6))
    return Asked(person("UZ", entry, purpose="work", medical=[years_on(entry, -years) - days(over)]), entry)


def _infant(version: Provision, age: int, over: int) -> Asked:
    """A child whose birthday is the day after the last one of the term, or that day itself."""
    entry = within_version(version, date(2023, 3, 6))
    due = entry + days(int(version.number("work")) - 1)
    return Asked(person("UZ", entry, purpose="work", born=years_on(due + DAY - days(over), -age)), entry)


def _minor_worker(version: Provision, age: int, over: int) -> Asked:
    """A worker whose birthday is the day after the last one to apply, or that day itself."""
    entry = within_version(version, date(2023, 3, 6))
    due = entry + days(version.number("days") - 1)
    return Asked(person("UZ", entry, purpose="work", born=years_on(due + DAY - days(over), -age)), entry)


def _minor_mover(version: Provision, age: int, over: int) -> Asked:
    asked = _address(version, version.number("working_days"), 0)
    move = asked.facts["moves"][0]
    return Asked({**asked.facts, "born": years_on(move + DAY - days(over), -age)}, move)


def _family_of_worker(version: Provision, term: int, over: int) -> Asked:
    entry = within_version(version, date(2023, 3, 6))
    tie = {"relation": "spouse", "of": "eaeu_worker", "until": years_on(entry, 1)}
    return Asked(person("AZ", entry, family=[tie]), entry + days(term - 1 + over))


def _issued_late(version: Provision, term: int, over: int) -> Asked:
    """The patent comes on the last day on which one applied for in time can come, or the day after."""
    entry = within_version(version, date(2023, 3, 6))
    due = entry + days(load_law().on("duty.patent_application", entry).number("days") - 1)
    issued = WORKDAYS.nth(due + DAY, term)[0] + days(over)
    patent = {"issued": issued, "paid_until": issued + days(20)}
    return Asked(person("UZ", entry, purpose="work", patents=[patent]), issued)


def _examined_once(entry: date, exam: date, on: date) -> Asked:
    contract = {"signed": entry, "until": years_on(entry, 5)}
    facts = person("KZ", entry, purpose="work", contracts=[contract], medical=[exam])
    return Asked(facts, on)


def _renewed_after(version: Provision, years: int, over: int) -> Asked:
    exam = within_version(version, date(2022, 3, 6))
    return _examined_once(exam - days(1), exam, years_on(exam, years) - DAY + days(over))


def _renewed_within(version: Provision, term: int, over: int) -> Asked:
    exam = within_version(version, date(2022, 3, 6))
    last = years_on(exam, version.number("after_years")) - DAY
    return _examined_once(exam - days(1), exam, last + days(term + over))


def _renewal(version: Provision, back: int, over: int) -> Asked:
    issued = within_version(version, date(2023, 3, 10))
    last = years_on(issued, 1) - DAY
    patent = {"issued": issued, "paid_until": last}
    return Asked(
        person("UZ", issued - days(9), purpose="work", patents=[patent]),
        WORKDAYS.before(last, back)[0] + days(over),
    )


def _notice(version: Provision, months: int, over: int) -> Asked:
    issued = within_version(version, date(2023, 3, 10))
    patent = {"issued": issued, "paid_until": years_on(issued, 1) - DAY}
    last = date.fromordinal(last_of_months(issued.toordinal(), months))
    return Asked(person("UZ", issued - days(9), purpose="work", patents=[patent]), last + days(over))


def _yearly_notice(_: Provision, months: int, over: int) -> Asked:
    issued = date(2023, 3, 10)
    permit = {"kind": "temporary_residence", "issued": issued, "until": years_on(issued, 3)}
    last = date.fromordinal(last_of_months(years_on(issued, 1).toordinal(), months))
    return Asked({"citizenship": "UZ", "permits": [permit]}, last + days(over))


def _end_of_permit(_: Provision, months: int, over: int) -> Asked:
    issued, until = date(2023, 3, 10), date(2026, 3, 9)
    permit = {"kind": "temporary_residence", "issued": issued, "until": until}
    last = date.fromordinal(same_day_months_earlier(until.toordinal(), months))
    return Asked(person("UZ", issued, permits=[permit]), last + days(over))


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
    ("stay.visa_free", "limit"): Edge(_limit, _lawful),
    ("stay.visa_free", "days"): Edge(_window, lambda data: not _lawful(data)),
    ("stay.unbroken", "limit"): Edge(_over_new_year, _lawful),
    ("stay.shortened", "days"): Edge(_after("stay_shortened"), _lawful),
    ("stay.permit_cancelled", "days"): Edge(_cancelled_permit, _lawful),
    ("stay.permit_expired", "days"): Edge(_expired_permit, _kindly_lawful),
    ("stay.patent_departure", "days"): Edge(_old_patent, _lawful),
    ("stay.patent", "months"): Edge(_whole_patent, _on_ground("patent")),
    ("stay.open_contract", "years"): Edge(_open_contract, _on_ground("contract")),
    ("stay.new_contract", "days"): Edge(_early_end(100), _on_ground("new_contract_term")),
    ("stay.new_contract", "after"): Edge(_early_end(None), lambda data: not _lawful(data)),
    ("stay.family", "years"): Edge(_relative, _kindly_lawful),
    ("stay.patent_children", "under"): Edge(_child, _on_ground("family")),
    **{
        (f"ban.overstay_{band}", "over"): Edge(_overstayed, _not_banned(f"overstay_{band}"))
        for band in (30, 180, 270)
    },
    **{
        (f"ban.overstay_{band}", "years"): Edge(_years_after_leaving(band + 9), _banned(f"overstay_{band}"))
        for band in (30, 180, 270)
    },
    ("ban.limit_90", "years"): Edge(_years_after_leaving(60), _banned("limit_90")),
    **{
        (f"ban.{name}", key): Edge(case, side(name))
        for name in ("offences_3y", "offences_1y")
        for key, case, side in (
            ("count", _number_of_rulings, _not_banned),
            ("within_years", _rulings_apart, _banned),
            ("years", _years_after_ruling, _banned),
        )
    },
    ("ban.removal", "years"): Edge(_years_after_removal(1), _banned("removal")),
    ("ban.repeat_removal", "count"): Edge(_number_of_removals, _not_banned("repeat_removal")),
    ("ban.repeat_removal", "years"): Edge(_years_after_removal(2), _banned("repeat_removal")),
    ("duty.register", "working_days"): Edge(_working_days_from_entry, _duty("register", "open")),
    **{
        (f"duty.register.{code}", "days"): Edge(_from_entry(code), _duty("register", "open"))
        for code in ("TJ", "UZ", "KZ", "AM", "KG", "BY")
    },
    ("duty.register.highly_qualified", "days"): Edge(_hqs, _duty("register", "open")),
    ("duty.register_short_stay", "days"): Edge(_short_stay, _no_duty("register")),
    ("duty.register_after_exemption", "working_days"): Edge(_after_free_days, _kindly_due),
    ("duty.address_notice", "working_days"): Edge(_address, _duty("address_notice", "open")),
    ("duty.migration_card", "days"): Edge(_card, _duty("migration_card", "open")),
    **{
        (f"duty.{duty}", key): Edge(case, _duty(duty, "open"))
        for duty in ("medical", "fingerprints")
        for key, case in (
            ("work", _from_entry("UZ", purpose="work")),
            ("other", _examined_stayer),
            ("contract", _contract_signed(5)),
            ("contract_most", _contract_signed(80)),
        )
    },
    ("duty.medical", "examined_within_years"): Edge(_examined_before, _no_duty("medical")),
    ("duty.medical", "from_age"): Edge(_infant, _no_duty("medical")),
    ("duty.fingerprints", "from_age"): Edge(_infant, _no_duty("fingerprints")),
    ("duty.medical_renewal", "after_years"): Edge(_renewed_after, _no_duty("medical_renewal")),
    ("duty.medical_renewal", "days"): Edge(_renewed_within, _duty("medical_renewal", "open")),
    ("duty.patent_application", "days"): Edge(
        _from_entry("UZ", purpose="work"), _duty("patent_application", "open")
    ),
    ("duty.patent_renewal", "working_days_before"): Edge(_renewal, _duty("patent_renewal", "open")),
    ("duty.contract_notice", "months"): Edge(_notice, _duty("contract_notice", "open")),
    ("duty.residence_notice", "months"): Edge(_yearly_notice, _duty("residence_notice", "open")),
    ("duty.permit_renewal", "months_before"): Edge(_end_of_permit, _duty("permit_renewal", "open")),
    ("duty.fine_payment", "days"): Edge(_fine(expelled=False), _duty("fine_payment", "open")),
    ("duty.fine_payment", "with_expulsion"): Edge(_fine(expelled=True), _duty("fine_payment", "open")),
    ("duty.expulsion_appeal", "days"): Edge(_appeal, _duty("expulsion_appeal", "open")),
    ("duty.entry_statement", "hours"): Edge(_statement, _in_time("entry_statement"), step=24),
    ("duty.address_notice", "from_age"): Edge(_minor_mover, _no_duty("address_notice")),
    ("duty.patent_application", "from_age"): Edge(_minor_worker, _no_duty("patent_application")),
    ("duty.register.eaeu_family", "days"): Edge(_family_of_worker, _duty("register", "open")),
    ("patent.decision", "working_days"): Edge(_issued_late, _in_time("patent_application")),
    ("residence.absence", "days"): Edge(_abroad, lambda data: not _open_point(data)),
    ("residence.absence", "favourable_days"): Edge(
        _abroad, lambda data: "residence_absence" not in data["not_checked"]
    ),
    ("product.level", "red_days"): Edge(_near, lambda data: data["level"] == "red"),
    ("product.level", "amber_days"): Edge(_near, lambda data: data["level"] != "green"),
}

TAKEN_FROM: Final[Mapping[str, str]] = {"duty.fingerprints": "duty.medical"}
"""Provisions whose numbers the engine reads in another record, which must hold the same ones."""

HELD_BY_SHAPE: Final[Mapping[tuple[str, str], str]] = {
    ("ban.offences_3y", "count"): "any pair of rulings counts (D-19)",
    ("ban.offences_1y", "count"): "any pair of rulings counts (D-19)",
}
"""Numbers that the engine does not read: its way of counting holds them. Both sides are tried."""

TOLD: Final = frozenset(
    {
        ("register.controlled", "report_days"),
        ("register.controlled", "cash"),
        ("register.app", "working_days"),
    }
)
"""Numbers on which nothing turns: the answer only tells them."""

UNREAD: Final[Mapping[tuple[str, str], str]] = {
    ("stay.patent", "least_months"): "the paid time of a patent is a fact of the case",
    ("duty.entry_statement", "valid_days"): "an older statement is taken for a new one",
    ("duty.entry_statement", "from_age"): "a child that filed is no harm",
}
"""Numbers that are on the page for a reader, and that no answer hangs on; each with the reason."""
