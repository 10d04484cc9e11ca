"""The kinds of record in the law files: which keys each has, and which values each provision carries.

A provision that is not named here is unknown to the engine, so it is refused like any other slip.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rules.records import DAY, NUMBER, SOME_TEXTS, TABLE, TEXT, TEXTS, Form, LawFault, Record, Shape

CERTAINTIES: Final = ("high", "medium", "low")
CERTAINTY: Final = Form("one of " + ", ".join(CERTAINTIES), lambda value: value in CERTAINTIES)

_RECORDED: Final = {"sources": SOME_TEXTS, "certainty": CERTAINTY, "checked": DAY}

ACT: Final = Shape("key", {"key": TEXT, "title": TEXT}, {"adopted": DAY, "number": TEXT})
PROVISION: Final = Shape(
    "id",
    {"id": TEXT, "says": TEXT, "value": TABLE, "since": DAY, "article": TEXT, **_RECORDED},
    {"until": DAY, "reading": TEXT, "note": TEXT, "doubt": TEXT},
)
READING: Final = Shape(
    "name",
    {
        "name": TEXT,
        "says": TEXT,
        "cautious": TEXT,
        "favourable": TEXT,
        "provisions": SOME_TEXTS,
        "notes": TEXT,
        **_RECORDED,
    },
    {"since": DAY, "until": DAY},
)
COUNTRY: Final = Shape(
    "code",
    {"code": TEXT, "visa_free_since": DAY, **_RECORDED},
    {
        "visa_free_work_since": DAY,
        "manual_since": DAY,
        "eaeu_since": DAY,
        "treaty_since": DAY,
        "patent_since": DAY,
        "suspension_until": DAY,
        "note": TEXT,
        "doubt": TEXT,
    },
)
YEAR: Final = Shape(
    "year",
    {"year": NUMBER, "off": SOME_TEXTS, "work": TEXTS, "working_days": NUMBER, **_RECORDED},
    {"note": TEXT},
)
PATTERN: Final = Shape(
    "article", {"article": TEXT, "fixed": SOME_TEXTS, "moving": SOME_TEXTS, **_RECORDED}, {}
)
EDITION: Final = Shape("checked", {"checked": DAY}, {"note": TEXT})

SHAPES: Final[Mapping[str, Mapping[str, Shape]]] = {
    "acts.toml": {"edition": EDITION, "act": ACT},
    "readings.toml": {"reading": READING},
    "countries.toml": {"country": COUNTRY},
    "workdays.toml": {"year": YEAR, "pattern": PATTERN},
}
"""What the files with a name of their own hold; every other file holds provisions."""

_VALUE_FORMS: Final[Mapping[str, Form]] = {
    "window": Form("entry, rolling or year", lambda value: value in {"entry", "rolling", "year"}),
    "kind": Form("mandatory or discretionary", lambda value: value in {"mandatory", "discretionary"}),
    "kinds": SOME_TEXTS,
    "confirmed_until": DAY,
    "works_until": DAY,
    "of": Form("bans, stays or both", lambda value: value in (["bans"], ["stays"], ["bans", "stays"])),
    "extension": Form("by itself or on request", lambda value: value in {"by itself", "on request"}),
    "countries": SOME_TEXTS,
    "together": SOME_TEXTS,
    "lifts": SOME_TEXTS,
}

_VALUES: Final[Mapping[str, str]] = {
    "stay.visa_free": "limit window days?",
    "stay.unbroken": "limit",
    "stay.suspension": "confirmed_until",
    "stay.shortened": "days",
    "stay.permit_cancelled": "days",
    "stay.permit_expired": "days",
    "stay.permanent_without_end": "",
    "stay.patent_departure": "days",
    "stay.patent": "months least_months",
    "stay.contract": "",
    "stay.open_contract": "years",
    "stay.new_contract": "days after",
    "stay.study": "",
    "study.next_level": "days",
    "stay.family": "years",
    "stay.family_worker": "",
    "stay.patent_children": "under",
    "stay.permit": "",
    "stay.application": "extension",
    "stay.treaty": "",
    "ban.overstay_30": "over years kind",
    "ban.overstay_180": "over years kind",
    "ban.overstay_270": "over years kind",
    "ban.limit_90": "years kind",
    "ban.offences_3y": "count within_years years kind",
    "ban.offences_1y": "count within_years years kind kinds",
    "ban.removal": "years kind",
    "ban.repeat_removal": "count years kind",
    "ban.unpaid_fine": "kind",
    "ban.conviction": "kind",
    "ban.undesirable": "kind",
    "ban.decision": "kind",
    "duty.register": "working_days",
    "duty.register.TJ": "days",
    "duty.register.UZ": "days",
    "duty.register.KZ": "days",
    "duty.register.AM": "days",
    "duty.register.KG": "days",
    "duty.register.BY": "days",
    "duty.register.highly_qualified": "days",
    "duty.register.eaeu_family": "days",
    "duty.register_short_stay": "days",
    "duty.register_after_exemption": "working_days",
    "duty.fine_payment": "days with_expulsion",
    "duty.expulsion_appeal": "days",
    "duty.medical": "work other contract contract_most examined_within_years from_age",
    "duty.fingerprints": "work other contract contract_most from_age",
    "duty.medical_renewal": "after_years days",
    "duty.patent_application": "days from_age",
    "patent.decision": "working_days",
    "patent.renewal_once": "",
    "patent.refused": "years",
    "patent.regions": "together",
    "patent.waiver.MD": "works_until",
    "duty.patent_payment": "",
    "duty.patent_renewal": "working_days_before",
    "duty.contract_notice": "months",
    "duty.new_contract": "",
    "duty.migration_card": "days",
    "duty.residence_notice": "months",
    "duty.entry_statement": "hours valid_days from_age",
    "duty.leave": "",
    "duty.permit_renewal": "months_before",
    "duty.address_notice": "working_days from_age",
    "residence.absence": "days favourable_days",
    "register.controlled": "report_days cash",
    "register.app": "working_days",
    "amnesty.tajikistan_2017": "of countries lifts",
    "amnesty.kyrgyzstan_2018": "of countries lifts",
    "amnesty.uzbekistan_tajikistan_2021": "of countries lifts",
    "amnesty.kyrgyzstan_2022": "of countries lifts",
    "amnesty.regularisation_2025": "of countries? lifts",
    "product.level": "red_days amber_days",
    "product.hints": "near_days absence_days",
}


def value_faults(file: str, record: Record) -> Iterator[LawFault]:
    """Yield what is wrong in the id and the value of one provision of sound form."""
    name, value = record["id"], record["value"]
    spec = _VALUES.get(name)
    if spec is None:
        yield LawFault(file, name, "id", "names no provision of the engine")
        return
    known = {key.rstrip("?"): key.endswith("?") for key in spec.split()}
    for key in value.keys() - known.keys():
        yield LawFault(file, name, f"value.{key}", "is unknown here")
    for key, optional in known.items():
        form = _VALUE_FORMS.get(key, NUMBER)
        if key not in value and not optional:
            yield LawFault(file, name, f"value.{key}", "is missing")
        elif key in value and not form.fits(value[key]):
            yield LawFault(file, name, f"value.{key}", f"is not {form.words}")
    yield from _saying_faults(file, record)


_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")


def placeholders(says: str) -> list[str]:
    """Return the names of the values that a sentence of the law leaves room for, in their order."""
    return _PLACEHOLDER.findall(says)


def _saying_faults(file: str, record: Record) -> Iterator[LawFault]:
    """Yield room left for what is no value of the record, and numbers written out beside its values."""
    name, says = record["id"], record["says"]
    for key in placeholders(says):
        if key not in record["value"]:
            yield LawFault(file, name, "says", f"{{{key}}} is no value of the record")
    rest = _PLACEHOLDER.sub("", says)
    if "{" in rest or "}" in rest:
        yield LawFault(file, name, "says", "has a brace that closes no name of a value")
    if any(map(str.isdigit, rest)):
        yield LawFault(file, name, "says", "holds a number: name a value in braces instead")


def missing_provisions(names: Iterable[str]) -> Iterator[LawFault]:
    """Yield every provision of the engine that is not among the names recorded."""
    for name in _VALUES.keys() - set(names):
        yield LawFault("", name, "", "is recorded nowhere")
