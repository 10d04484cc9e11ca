"""Where to turn: rows with a source and a day, chosen for a person, and honest where there is none."""

import re
from datetime import date
from typing import Any, Final

import pytest

from bot.contacts.book import NEEDS, BrokenContacts, Contact, load_contacts, read_contacts
from bot.contacts.choose import contacts_for, is_old
from bot.contacts.lines import NAMES, NONE_CONFIRMED, contact_lines
from bot.replies.countries import COUNTRIES
from bot.replies.words import LANGUAGES, load_words

ON: Final = date(2026, 11, 22)
ROW: Final = """\
[[contact]]
id = 'somewhere'
needs = ['embassy']
address = 'https://example.org/page'
exact = true
citizenships = ['KG']
regions = ['RU-MOW']
sources = ['a page']
checked = 2026-05-09
certainty = 'high'
"""

every_row = pytest.mark.parametrize("contact", load_contacts(), ids=lambda contact: contact.id)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def row(**changes: Any) -> Contact:  # noqa: ANN401 - whatever a field may be
    """Return a contact that is for everybody, but for the changes."""
    return read_contacts(ROW)[0]._replace(**{"citizenships": (), "regions": (), **changes})


# --- the data --------------------------------------------------------------------------------


@every_row
def test_row_can_be_checked(contact: Contact) -> None:
    """Every row says what shows it, and when that was last looked at, which is not yet to come."""
    assert contact.sources
    assert date(2020, 1, 1) < contact.checked <= ON
    assert contact.certainty in {"high", "medium"}


@every_row
def test_row_is_an_office_and_no_person(contact: Contact) -> None:
    """An address leads to an office: no mail box, no messenger account, no link that says who follows it."""
    assert not re.search(r"@|\?|#|t\.me|wa\.me|mailto", contact.address)


@every_row
def test_row_has_words(contact: Contact) -> None:
    """Every row is told in words of its own."""
    assert contact.id in NAMES


def test_no_words_without_a_row() -> None:
    """A row that is taken out takes its words along."""
    assert {contact.id for contact in load_contacts()} == set(NAMES)


def test_countries_are_known() -> None:
    """A citizenship in the data is one whose country has a name."""
    named = {country for contact in load_contacts() for country in contact.citizenships}

    assert named <= set(COUNTRIES)


@pytest.mark.parametrize(
    ("line", "instead", "fault"),
    [
        ("exact = true", "exact = true\nphone = '1'", "contacts.toml: somewhere: phone: is unknown here"),
        ("checked = 2026-05-09\n", "", "contacts.toml: somewhere: checked: is missing"),
        ("checked = 2026-05-09", "checked = '2026-05'", "checked: is not a date without a time"),
        ("sources = ['a page']", "sources = []", "sources: is not a list of at least one text"),
        ("certainty = 'high'", "certainty = 'low'", "certainty: is not high or medium"),
        ("'https://example.org/page'", "'http://example.org'", "address: is not a page that begins with"),
        ("'https://example.org/page'", "'https://example.org/?who=1'", "address: is not a page"),
        ("'https://example.org/page'", "'https://a@example.org'", "address: is not a page"),
        ("'https://example.org/page'", "'8 800 000'", "address: is not a page"),
        ("['embassy']", "['gossip']", "needs: is not a list of some of ban_check"),
        ("['KG']", "['Kyrgyzstan']", "citizenships: is not a list of countries"),
        ("['RU-MOW']", "['Moscow']", "regions: is not a list of regions"),
        ("[[contact]]", "[[person]]", "contacts.toml: person: is unknown here"),
        ("[[contact]]", "[[contact", "is not TOML"),
        (ROW, ROW + ROW, "somewhere is there twice"),
    ],
)
def test_wrong_file_is_refused(line: str, instead: str, fault: str) -> None:
    """What is unknown, missing, of the wrong form or there twice is a fault that is named."""
    with pytest.raises(BrokenContacts, match=re.escape(fault)):
        read_contacts(ROW.replace(line, instead))


def test_telephone_is_an_address() -> None:
    """A number in its full form may stand where a page does."""
    number = "+996312000000"

    assert read_contacts(ROW.replace("https://example.org/page", number))[0].address == number


# --- the choice ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("citizenship", "region", "ids"),
    [
        (None, None, ["mvd", "gosuslugi", "iom"]),
        ("UZ", None, ["mvd", "gosuslugi", "iom"]),
        ("UZ", "RU-MOW", ["mvd", "gosuslugi", "mvd_moscow", "iom"]),
        ("KG", None, ["mvd", "gosuslugi", "eaeu", "kg_embassy", "iom"]),
        ("TJ", None, ["mvd", "gosuslugi", "tj_migration", "tj_mfa", "iom"]),
        ("TJ", "RU-SPE", ["mvd", "gosuslugi", "tj_migration", "tj_consulate_petersburg", "tj_mfa", "iom"]),
        ("XX", "RU-XXX", ["mvd", "gosuslugi", "iom"]),
    ],
)
def test_choice(citizenship: str | None, region: str | None, ids: list[str]) -> None:
    """A person gets what is for everybody, what is for their citizenship, and what is in their region."""
    assert [contact.id for contact in contacts_for(citizenship, region, ON)] == ids


@pytest.mark.parametrize("need", NEEDS)
def test_choice_by_need(need: str) -> None:
    """Asked for one need, only what serves it is given."""
    chosen = contacts_for("KG", "RU-MOW", ON, need=need)

    assert all(need in contact.needs for contact in chosen)
    assert set(chosen) == {each for each in contacts_for("KG", "RU-MOW", ON) if need in each.needs}


def test_what_is_old_comes_last() -> None:
    """What nobody has looked at for a year stands behind what is fresh."""
    old, fresh = row(id="old", checked=date(2025, 1, 1)), row(id="fresh", needs=("lawyer",))

    assert contacts_for(None, None, ON, known=(old, fresh)) == (fresh, old)


@pytest.mark.parametrize(
    ("checked", "old"),
    [
        (date(2025, 11, 21), True),
        (date(2025, 11, 22), False),
        (date(2026, 11, 22), False),
        (date(2027, 1, 1), False),
    ],
)
def test_a_year_makes_old(checked: date, *, old: bool) -> None:
    """A row is old when its source was last looked at more than a year before the day asked about."""
    assert is_old(row(checked=checked), ON) is old


# --- the words -------------------------------------------------------------------------------


@every_language
@pytest.mark.parametrize("citizenship", [None, *COUNTRIES])
def test_every_line_can_be_said(language: str, citizenship: str | None) -> None:
    """Each contact has its line, the address alone on one, and each common need without any has another."""
    words, chosen = load_words(language), contacts_for(citizenship, "RU-MOW", ON)
    lines = contact_lines(chosen, words, ON)

    for contact, line in zip(chosen, lines, strict=False):
        what, address, checked = line.splitlines()
        assert address == contact.address
        assert words(NAMES[contact.id]) in what
        assert words.date(contact.checked) in checked
    served = {need for contact in chosen for need in contact.needs}
    assert list(lines[len(chosen) :]) == [
        words(key) for need, key in NONE_CONFIRMED.items() if need not in served
    ]


@every_language
def test_nothing_confirmed_is_said(language: str) -> None:
    """Where there is no contact at all, the answer says so for each need, and makes up no address."""
    words = load_words(language)
    lines = contact_lines((), words, ON)

    assert lines == tuple(words(key) for key in NONE_CONFIRMED.values())
    assert not re.search(r"https?:|www|\+[0-9]|[0-9]{3}", "\n".join(lines))


@every_language
def test_old_line_asks_for_a_look(language: str) -> None:
    """The line of an old row differs from that of a fresh one by more than its day."""
    words = load_words(language)
    old = contact_lines([row(checked=date(2024, 5, 9))], words, ON)[0]
    fresh = contact_lines([row(checked=date(2026, 5, 9))], words, ON)[0]

    assert old != fresh.replace(words.date(date(2026, 5, 9)), words.date(date(2024, 5, 9)))
    assert words.date(date(2024, 5, 9)) in old


def test_official_site_is_told_from_the_place_itself() -> None:
    """Whether the address is the place itself or a site to look on can be read."""
    words = load_words("ru")

    assert "нужный раздел ищите на нём" in contact_lines([row(exact=False)], words, ON)[0]
    assert "нужный раздел" not in contact_lines([row(exact=True)], words, ON)[0]
