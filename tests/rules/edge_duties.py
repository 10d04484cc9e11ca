"""The boundaries of numbers in what must be done, and by when."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from bot.lawbook import load_law
from rules.days import last_of_months, same_day_months_earlier
from rules.law import Provision
from tests.rules.edge import WORKDAYS, Data, Edge, duty_is, hinted, in_time, no_duty, within_version
from tests.rules.edge_days import DAY, Asked, days, person, years_on


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


def _old_statement(version: Provision, valid: int, over: int) -> Asked:
    entry = within_version(version, date(2026, 12, 5))
    return Asked(person("UZ", entry, purpose="work", entry_statement=entry - days(valid - 1 + over)), entry)


def _infant_with_statement(version: Provision, age: int, over: int) -> Asked:
    entry = within_version(version, date(2026, 12, 5))
    born = years_on(entry + DAY - days(over), -age)
    return Asked(person("UZ", entry, purpose="work", born=born, entry_statement=entry - days(9)), entry)


def _annulled(version: Provision, years: int, over: int) -> Asked:
    day = within_version(version, date(2023, 3, 6))
    patent = {"issued": day - days(60), "paid_until": day + days(20), "cancelled": day}
    return Asked({"citizenship": "UZ", "patents": [patent]}, years_on(day, years) + days(over))


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


EDGES: Final[Mapping[tuple[str, str], Edge]] = {
    ("duty.register", "working_days"): Edge(_working_days_from_entry, duty_is("register", "open")),
    **{
        (f"duty.register.{code}", "days"): Edge(_from_entry(code), duty_is("register", "open"))
        for code in ("TJ", "UZ", "KZ", "AM", "KG", "BY")
    },
    ("duty.register.highly_qualified", "days"): Edge(_hqs, duty_is("register", "open")),
    ("duty.register_short_stay", "days"): Edge(_short_stay, no_duty("register")),
    ("duty.register_after_exemption", "working_days"): Edge(_after_free_days, _kindly_due),
    ("duty.address_notice", "working_days"): Edge(_address, duty_is("address_notice", "open")),
    ("duty.migration_card", "days"): Edge(_card, duty_is("migration_card", "open")),
    **{
        (f"duty.{duty}", key): Edge(case, duty_is(duty, "open"))
        for duty in ("medical", "fingerprints")
        for key, case in (
            ("work", _from_entry("UZ", purpose="work")),
            ("other", _examined_stayer),
            ("contract", _contract_signed(5)),
            ("contract_most", _contract_signed(80)),
        )
    },
    ("duty.medical", "examined_within_years"): Edge(_examined_before, no_duty("medical")),
    ("duty.medical", "from_age"): Edge(_infant, no_duty("medical")),
    ("duty.fingerprints", "from_age"): Edge(_infant, no_duty("fingerprints")),
    ("duty.medical_renewal", "after_years"): Edge(_renewed_after, no_duty("medical_renewal")),
    ("duty.medical_renewal", "days"): Edge(_renewed_within, duty_is("medical_renewal", "open")),
    ("duty.patent_application", "days"): Edge(
        _from_entry("UZ", purpose="work"), duty_is("patent_application", "open")
    ),
    ("duty.patent_renewal", "working_days_before"): Edge(_renewal, duty_is("patent_renewal", "open")),
    ("duty.contract_notice", "months"): Edge(_notice, duty_is("contract_notice", "open")),
    ("duty.residence_notice", "months"): Edge(_yearly_notice, duty_is("residence_notice", "open")),
    ("duty.permit_renewal", "months_before"): Edge(_end_of_permit, duty_is("permit_renewal", "open")),
    ("duty.entry_statement", "hours"): Edge(_statement, in_time("entry_statement"), step=24),
    ("duty.address_notice", "from_age"): Edge(_minor_mover, no_duty("address_notice")),
    ("duty.patent_application", "from_age"): Edge(_minor_worker, no_duty("patent_application")),
    ("duty.register.eaeu_family", "days"): Edge(_family_of_worker, duty_is("register", "open")),
    ("patent.decision", "working_days"): Edge(_issued_late, in_time("patent_application")),
    ("duty.entry_statement", "valid_days"): Edge(_old_statement, duty_is("entry_statement", "done")),
    ("duty.entry_statement", "from_age"): Edge(_infant_with_statement, no_duty("entry_statement")),
    ("patent.refused", "years"): Edge(_annulled, hinted("patent_refused_year")),
}
