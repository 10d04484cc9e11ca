"""For every provision a case that turns on one day, so that the first and last day of its versions are tried.

A builder takes the day that the version must be in force on (of the entry, the exit, the ruling, the issue
...) and returns the facts and the day asked about. The tests ask whether the answer rests on the version in
force on that day, and on no other.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

from bot.lawbook import load_law
from rules.days import first_of_months

Facts: TypeAlias = dict[str, Any]
DAY: Final = timedelta(days=1)
BASE: Final = date(2002, 7, 25)
"""The first day of the record: no case is asked about a day before it."""


class Asked(NamedTuple):
    """A case and the day it is asked about."""

    facts: Facts
    on: date


Probe: TypeAlias = Callable[[date], Asked]


def days(number: int) -> timedelta:
    """Return a number of days."""
    return timedelta(days=number)


def years_on(day: date, years: int) -> date:
    """Return the same calendar day so many years later, of a leap day the day before."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def person(code: str, entry: date, leave: date | None = None, /, **more: Any) -> Facts:  # noqa: ANN401
    """Return the facts of somebody with one stay; ``purpose`` goes with the stay, the rest with the case."""
    stay = {"entry": entry, "exit": leave, "purpose": more.pop("purpose", None)}
    return {"citizenship": code, "stays": [{key: value for key, value in stay.items() if value}], **more}


def plain(value: object) -> object:
    """Return facts as JSON has them: dates as text."""
    match value:
        case date():
            return value.isoformat()
        case Mapping():
            return {key: plain(part) for key, part in value.items()}
        case list():
            return [plain(part) for part in value]
        case _:
            return value


# --- builders ------------------------------------------------------------------------------------


def _here(code: str = "AZ", **more: Any) -> Probe:  # noqa: ANN401
    """Somebody enters on the day, and asks on it."""
    return lambda day: Asked(person(code, day, **more), day)


def _outside(day: date) -> Asked:
    return Asked({"citizenship": "AZ"}, day)


def _with(key: str, item: Callable[[date], Facts], *, code: str = "UZ", purpose: str = "private") -> Probe:
    """Somebody who entered a little before has one item of a list, dated by the day."""
    return lambda day: Asked(
        person(code, max(day - days(10), BASE), purpose=purpose, **{key: [item(day)]}), day
    )


def _unbroken(day: date) -> Asked:
    return Asked(person("AZ", day - days(89)), day)


def _leaving(over: int) -> Probe:
    """Somebody leaves on the day after so many days too many."""
    return lambda day: Asked(person("UZ", max(day - days(89 + over), BASE), day), day + DAY)


def _offences(code: str = "UZ") -> Probe:
    """A second ruling takes force on the day: the ban begins."""

    def asked(day: date) -> Asked:
        rulings = [{"in_force": each, "kind": "stay", "paid": each} for each in (day - days(9), day)]
        return Asked({"citizenship": code, "offences": rulings}, day)

    return asked


def _removed(times: int) -> Probe:
    def asked(day: date) -> Asked:
        removals = [{"on": day - days(100 * back), "kind": "expulsion"} for back in reversed(range(times))]
        return Asked({"citizenship": "UZ", "removals": removals}, day)

    return asked


def _ended(day: date) -> Asked:
    """A contract in the Union is ended early on the day, more than 90 days after the entry."""
    contract = {"signed": day - days(60), "until": day + days(60), "ended": day}
    return Asked(person("KZ", day - days(95), contracts=[contract]), day + DAY)


def _patent(day: date) -> Facts:
    return {"issued": day, "paid_until": day + days(20)}


def _reissued(day: date) -> Asked:
    """A patent that was re-issued once, on the last day to apply for another re-issue."""
    last = load_law().workdays.nth(day + DAY, 10)[0].toordinal()
    issued = first_of_months(last, 12)
    patents = [
        {
            "issued": date.fromordinal(first_of_months(issued - 1, 12)),
            "paid_until": date.fromordinal(issued - 1),
        },
        {"issued": date.fromordinal(issued), "paid_until": date.fromordinal(last)},
    ]
    return Asked(person("UZ", patents[0]["issued"], purpose="work", patents=patents), day)


def _family(of: str, relation: str = "spouse") -> Probe:
    tie = lambda day: {"relation": relation, "of": of, "until": day}  # noqa: E731 - one line of a table
    return _with("family", tie)


def _moved(day: date) -> Asked:
    registration = {"from": day - days(5), "region": "RU-MOW"}
    return Asked(person("UZ", day - days(9), purpose="work", registrations=[registration], moves=[day]), day)


def _examined_a_year_ago(day: date) -> Asked:
    return Asked(person("UZ", day, purpose="work", medical=[years_on(day, -1)]), day)


def _too_long(code: str) -> Probe:
    """Somebody is still there on the day, long over the term."""
    return lambda day: Asked(person(code, day - days(150)), day)


def _lost(day: date) -> Asked:
    return Asked(person("UZ", day - days(3), migration_card_lost=day), day)


def _filed(day: date) -> Asked:
    return Asked(person("UZ", day, purpose="work", entry_statement=day - days(9)), day)


def _hqs(day: date) -> Asked:
    permit = {"kind": "highly_qualified", "issued": day, "until": day + days(300)}
    return Asked(person("UZ", day, permits=[permit]), day)


def _present_once(day: date) -> Asked:
    """One day in Russia, and whether it counted when asked two days later."""
    return Asked(person("UZ", day, day), day + days(2))


def _ran_out(day: date) -> Asked:
    permit = {"kind": "temporary_residence", "issued": day - days(9), "until": day}
    return Asked(person("UZ", day - days(9), permits=[permit]), day)


PROBES: Final[Mapping[str, Probe]] = {
    "stay.permit_expired": _ran_out,
    "duty.register_short_stay": lambda day: Asked(person("AZ", day, day + days(2)), day),
    "duty.register_after_exemption": _here("UZ"),
    "stay.suspension": _present_once,
    "stay.visa_free": _outside,
    "stay.unbroken": _unbroken,
    "stay.treaty": _here("BY"),
    "stay.patent": _with("patents", _patent),
    "stay.contract": lambda day: Asked(person("KZ", day, contracts=[{"signed": day, "until": day}]), day),
    "stay.open_contract": lambda day: Asked(person("KZ", day, contracts=[{"signed": day}]), day),
    "stay.family_worker": _family("eaeu_worker"),
    "stay.patent_children": _family("patent_holder", "child"),
    "stay.family": _family("citizen"),
    "stay.study": _with("studies", lambda day: {"from": day, "until": day}),
    "stay.permit": _with("permits", lambda day: {"kind": "work_permit", "issued": day, "until": day}),
    "stay.application": lambda day: Asked(
        person("UZ", max(day - days(89), BASE), applications=[{"kind": "temporary_residence", "filed": day}]),
        day + DAY if day > BASE else day,
    ),
    "stay.shortened": lambda day: Asked(person("UZ", day, stay_shortened=day), day),
    "stay.permit_cancelled": _with(
        "permits", lambda day: {"kind": "temporary_residence", "issued": day, "cancelled": day}
    ),
    "stay.patent_departure": lambda day: Asked(
        person("UZ", day - days(95), patents=[{"issued": day, "paid_until": day}]), day + DAY
    ),
    "stay.new_contract": _ended,
    "duty.new_contract": _ended,
    "duty.leave": _here(),
    "duty.register": _here(),
    "duty.register.highly_qualified": _hqs,
    "duty.entry_statement": _filed,
    "duty.migration_card": _lost,
    "duty.medical": _here("UZ", purpose="work"),
    "duty.fingerprints": _here("UZ", purpose="work"),
    "duty.medical_renewal": _examined_a_year_ago,
    "duty.patent_application": _here("UZ", purpose="work"),
    "duty.patent_payment": _with("patents", _patent),
    "duty.patent_renewal": _with("patents", _patent),
    "duty.contract_notice": _with("patents", _patent),
    "duty.residence_notice": lambda day: Asked(
        {"citizenship": "UZ", "permits": [{"kind": "temporary_residence", "issued": day}]},
        years_on(day, 1),
    ),
    "duty.permit_renewal": _with(
        "permits", lambda day: {"kind": "temporary_residence", "issued": day, "until": years_on(day, 3)}
    ),
    "duty.fine_payment": lambda day: Asked(
        {"citizenship": "UZ", "offences": [{"in_force": day, "kind": "stay"}]}, day
    ),
    "duty.expulsion_appeal": lambda day: Asked(
        {
            "citizenship": "UZ",
            "offences": [{"in_force": day, "received": day, "kind": "stay", "with_expulsion": True}],
        },
        day,
    ),
    "duty.address_notice": _moved,
    "residence.absence": lambda day: Asked(
        {"citizenship": "UZ", "permits": [{"kind": "permanent_residence", "issued": day - days(180)}]},
        day,
    ),
    "ban.overstay_30": _leaving(40),
    "ban.overstay_180": _leaving(200),
    "ban.overstay_270": _leaving(300),
    "ban.limit_90": _leaving(60),
    "ban.offences_3y": _offences(),
    "ban.offences_1y": _offences(),
    "ban.removal": _removed(1),
    "ban.repeat_removal": _removed(2),
    "ban.unpaid_fine": lambda day: Asked(
        {"citizenship": "UZ", "offences": [{"in_force": day, "kind": "stay"}]}, day + days(61)
    ),
    "ban.conviction": lambda day: Asked({"citizenship": "UZ", "convictions": [{"spent": False}]}, day),
    "ban.undesirable": lambda day: Asked(
        {"citizenship": "UZ", "decisions": [{"kind": "undesirable", "on": day}]}, day
    ),
    "ban.decision": lambda day: Asked(
        {"citizenship": "UZ", "decisions": [{"kind": "entry_ban", "on": day}]}, day
    ),
    "amnesty.tajikistan_2017": _too_long("TJ"),
    "amnesty.kyrgyzstan_2018": _too_long("KG"),
    "amnesty.regularisation_2025": _too_long("UZ"),
    "amnesty.uzbekistan_tajikistan_2021": _offences("TJ"),
    "amnesty.kyrgyzstan_2022": _offences("KG"),
    "register.controlled": _too_long("UZ"),
    "register.app": _too_long("UZ"),
    "product.hints": _outside,
    "patent.refused": lambda day: Asked(
        {
            "citizenship": "UZ",
            "patents": [{"issued": day - days(40), "paid_until": day + days(9), "cancelled": day}],
        },
        day + DAY,
    ),
    "patent.regions": lambda day: Asked(
        person(
            "UZ",
            day - days(30),
            patents=[{"issued": day - days(20), "paid_until": day + days(40), "region": "RU-MOW"}],
            contracts=[{"signed": day - days(20), "region": "RU-MOS"}],
        ),
        day,
    ),
    "study.next_level": _with("studies", lambda day: {"from": day - days(90), "until": day}, code="KZ"),
    "duty.register.eaeu_family": lambda day: Asked(
        person("AZ", day, family=[{"relation": "spouse", "of": "eaeu_worker", "until": day + days(90)}]), day
    ),
    "patent.waiver.MD": _here("MD", purpose="work"),
    "patent.renewal_once": _reissued,
    "patent.decision": _here("UZ", purpose="work"),
    "stay.permanent_without_end": lambda day: Asked(
        person(
            "UZ",
            day - days(200),
            permits=[{"kind": "permanent_residence", "issued": day - days(300), "until": day}],
        ),
        day + DAY,
    ),
    "product.level": lambda day: Asked(
        person("UZ", day, studies=[{"from": day, "until": day + days(14)}]), day
    ),
    **{f"duty.register.{code}": _here(code) for code in ("TJ", "UZ", "KZ", "AM", "KG", "BY")},
}

SEEN: Final[Mapping[str, Callable[[Mapping[str, Any]], bool]]] = {
    "stay.suspension": lambda data: data["status"] == "manual" or data["days"]["used"] == 0,
    "stay.permanent_without_end": lambda data: "old_residence_card" in data["not_checked"],
    "study.next_level": lambda data: "study_next_level" in data["not_checked"],
    "patent.regions": lambda data: "patent_region" not in data["not_checked"],
    "patent.waiver.MD": lambda data: all(duty["duty"] != "patent_application" for duty in data["duties"]),
    "patent.renewal_once": lambda data: all(duty["duty"] != "patent_renewal" for duty in data["duties"]),
}
"""Where an answer names neither the article nor a number of the provision: how it shows that it applied."""

UNSEEN: Final[Mapping[tuple[str, str], str]] = {
    ("stay.open_contract", "2002-07-25"): "there was no contract of the Union before 2015",
    ("duty.register_short_stay", "2011-07-01"): "there is no duty to register before 2013",
    ("duty.register_after_exemption", "2002-07-25"): "no treaty freed anybody so early",
    (
        "stay.permit_expired",
        "2002-07-25",
    ): "nothing of the time before the record is known, so no days are used up",
    ("product.hints", "2002-07-25"): "what the hints are for came only later",
    ("patent.renewal_once", "2014-12-31"): "no patent of the older law was re-issued at all",
    ("patent.renewal_once", "2015-01-01"): "no patent of this law had been re-issued yet",
    ("patent.decision", "2015-01-01"): "nobody has to have applied before the end of that January",
    ("register.controlled", "2025-02-04"): "on the day before it is told what begins on the next",
}
"""Days of a version on which nothing can show that it applies, or does not; each with the reason."""
