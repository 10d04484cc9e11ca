"""Which contacts are for whom, and which of them nobody has looked at for long."""

from datetime import date, timedelta
from typing import Final

from bot.contacts.book import NEEDS, Contact, load_contacts

_YEAR: Final = timedelta(days=365)
"""After so long an address may have changed hands; the age at which a record of the law counts as old too."""


def contacts_for(
    citizenship: str | None,
    region: str | None,
    on: date,
    *,
    need: str | None = None,
    known: tuple[Contact, ...] | None = None,
) -> tuple[Contact, ...]:
    """Return the contacts for a person in the order of the needs, the nearest first, what is old last.

    Args:
        citizenship: an ISO 3166-1 code; None: only what is for everybody.
        region: an ISO 3166-2 code of where the person is; None: nothing of one region only.
        on: the day asked about.
        need: only what one may turn to for this, one of :data:`bot.contacts.book.NEEDS`; None: for anything.
        known: the rows to choose from; None: those of the program.
    """
    rows = load_contacts() if known is None else known
    chosen = (
        each
        for each in rows
        if (not each.citizenships or citizenship in each.citizenships)
        and (not each.regions or region in each.regions)
        and (need is None or need in each.needs)
    )
    return tuple(sorted(chosen, key=lambda each: _turn(each, on)))


def is_old(contact: Contact, on: date) -> bool:
    """Whether nobody has looked at the source of a contact for more than a year."""
    return on - contact.checked > _YEAR


def _turn(contact: Contact, on: date) -> tuple[bool, int, bool]:
    return is_old(contact, on), NEEDS.index(contact.needs[0]), not contact.regions
