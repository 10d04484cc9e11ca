"""The rows of the contacts as they stand in the file: read strictly, and every fault named."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pkgutil import get_data
from typing import Final, NamedTuple

from rules.records import DAY, SOME_TEXTS, TEXT, Form, LawFault, Record, Shape, read_records

FILE: Final = "contacts.toml"

NEEDS: Final = (
    *("ban_check", "register", "registration", "patent", "work", "entry"),
    *("embassy", "home", "iom", "lawyer"),
)
"""What somebody may turn to a place for, in the order in which the places are told."""

_CERTAINTIES: Final = frozenset({"high", "medium"})
"""What is less sure is not told: an address that has gone may belong to anybody by now."""

_PAGE: Final = re.compile(r"https://(?:[\w-]+\.)+\w{2,}(?:/[\w/.-]*)?")
_PHONE: Final = re.compile(r"\+[1-9][0-9]{7,14}")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
REGION: Final = re.compile(r"RU-[A-Z]{2,3}")
"""The form of a region of Russia in ISO 3166-2."""


class Contact(NamedTuple):
    """A place to turn to.

    Attributes:
        id: its name, under which the catalogues say what it is.
        needs: what one may turn there for, some of :data:`NEEDS`.
        address: a page (https) or a telephone number with its + and country.
        exact: whether the address is the place itself; if not, an official site to look on.
        citizenships: ISO 3166-1 codes of those it is for; empty: everybody.
        regions: ISO 3166-2 codes of where it is; empty: everywhere.
        sources: what shows that the address is right.
        checked: the day on which they were last looked at.
        certainty: high or medium.
    """

    id: str
    needs: tuple[str, ...]
    address: str
    exact: bool
    citizenships: tuple[str, ...]
    regions: tuple[str, ...]
    sources: tuple[str, ...]
    checked: date
    certainty: str


class BrokenContacts(ValueError):
    """the file of the contacts is broken"""

    def __init__(self, faults: tuple[LawFault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def _all_match(pattern: re.Pattern[str], words: str) -> Form:
    return Form(
        words,
        lambda value: (
            SOME_TEXTS.fits(value)
            and isinstance(value, list)
            and all(pattern.fullmatch(each) for each in value)
        ),
    )


_SHAPE: Final = Shape(
    "id",
    required={
        "id": Form(
            "a name in small letters",
            lambda value: isinstance(value, str) and re.fullmatch("[a-z_]+", value) is not None,
        ),
        "needs": Form(
            f"a list of some of {', '.join(NEEDS)}",
            lambda value: SOME_TEXTS.fits(value) and isinstance(value, list) and set(value) <= set(NEEDS),
        ),
        "address": Form(
            "a page that begins with https:// or a number that begins with +",
            lambda value: (
                TEXT.fits(value)
                and isinstance(value, str)
                and (_PAGE.fullmatch(value) or _PHONE.fullmatch(value)) is not None
            ),
        ),
        "exact": Form("true or false", lambda value: type(value) is bool),
        "sources": SOME_TEXTS,
        "checked": DAY,
        "certainty": Form("high or medium", lambda value: value in _CERTAINTIES),
    },
    optional={
        "citizenships": _all_match(_COUNTRY, "a list of countries as in ISO 3166-1"),
        "regions": _all_match(REGION, "a list of regions of Russia as in ISO 3166-2"),
    },
)


def read_contacts(text: str) -> tuple[Contact, ...]:
    """Return the rows of a file, in its order.

    Raises:
        BrokenContacts: something in it is unknown, missing, of the wrong form, or there twice.
    """
    faults: list[LawFault] = []
    records = read_records(FILE, text, {"contact": _SHAPE}, faults).get("contact", [])
    faults.extend(_twice(records))
    if faults:
        raise BrokenContacts(tuple(faults))
    return tuple(_contact(record) for record in records)


@cache
def load_contacts() -> tuple[Contact, ...]:
    """Return the rows that come with the program; the file is read on the first call only.

    Raises:
        BrokenContacts: the file is broken.
        FileNotFoundError: it is not there.
    """
    data = get_data(__package__, FILE)
    if data is None:
        raise FileNotFoundError(FILE)
    return read_contacts(data.decode())


def _twice(records: list[Record]) -> Iterator[LawFault]:
    for key in ("id", "address"):
        seen: set[str] = set()
        for record in records:
            if record[key] in seen:
                yield LawFault(FILE, record["id"], key, f"{record[key]} is there twice")
            seen.add(record[key])


def _contact(record: Record) -> Contact:
    return Contact(
        id=record["id"],
        needs=tuple(sorted(record["needs"], key=NEEDS.index)),
        address=record["address"],
        exact=record["exact"],
        citizenships=tuple(record.get("citizenships", ())),
        regions=tuple(record.get("regions", ())),
        sources=tuple(record["sources"]),
        checked=record["checked"],
        certainty=record["certainty"],
    )
