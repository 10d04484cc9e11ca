"""The contacts in words: what each is for, the address, the day of the last look, and what is not known."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from bot.contacts.book import Contact
from bot.contacts.choose import is_old
from bot.replies.keys import N_
from bot.replies.words import Words

OTHER: Final = N_("contacts.other")
NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "mvd": N_("contacts.mvd"),
        "mvd_moscow": N_("contacts.mvd_moscow"),
        "gosuslugi": N_("contacts.gosuslugi"),
        "eaeu": N_("contacts.eaeu"),
        "kg_embassy": N_("contacts.kg_embassy"),
        "tj_migration": N_("contacts.tj_migration"),
        "tj_mfa": N_("contacts.tj_mfa"),
        "tj_consulate_petersburg": N_("contacts.tj_consulate_petersburg"),
        "iom": N_("contacts.iom"),
    }
)
"""What each row is and what one may turn there for."""

OTHER_NONE: Final = N_("contacts.none.other")
NONE_CONFIRMED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ban_check": N_("contacts.none.ban_check"),
        "register": N_("contacts.none.register"),
        "registration": N_("contacts.none.registration"),
        "patent": N_("contacts.none.patent"),
        "embassy": N_("contacts.none.embassy"),
        "iom": N_("contacts.none.iom"),
        "lawyer": N_("contacts.none.lawyer"),
    }
)
"""What is said where no row is for something that anybody may need."""


def contact_lines(
    contacts: Sequence[Contact], words: Words, on: date, *, need: str | None = None
) -> tuple[str, ...]:
    """Return a line for each contact, then one for each common need that none of them serves.

    Args:
        contacts: those chosen for a person, by :func:`bot.contacts.choose.contacts_for`.
        words: the language.
        on: the day asked about; what was last looked at more than a year before asks for another look.
        need: the need they were chosen for; None: any.

    Returns:
        Lines without a full stop. The address stands alone after a line break, so that it can be
        tapped, copied and set on a line of its own.
    """
    served = {need for each in contacts for need in each.needs}
    asked = NONE_CONFIRMED if need is None else {need: NONE_CONFIRMED.get(need, OTHER_NONE)}
    missing = (key for each, key in asked.items() if each not in served)
    return (*(_line(each, words, on) for each in contacts), *map(words, missing))


def _line(contact: Contact, words: Words, on: date) -> str:
    values = {
        "what": words(NAMES.get(contact.id, OTHER)),
        "address": contact.address,
        "date": contact.checked,
    }
    if is_old(contact, on):
        return words("contacts.line_old", **values)
    return words("contacts.line" if contact.exact else "contacts.line_look", **values)
