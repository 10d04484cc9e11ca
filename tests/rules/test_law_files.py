"""The law files are read strictly: every kind of slip is refused, and named with its place."""

import pickle

import pytest

from bot.lawbook import law_files
from rules.law import BrokenLaw, LawFault, parse_law

FILES = law_files()
NO_DAY = "is not a date without a time"
NO_NUMBER = "is not a whole number above zero"
NO_SOURCES = "is not a list of at least one text, all different"


def broken(file: str, *changes: tuple[str, str], added: str = "") -> list[LawFault]:
    """Return the faults after texts of a file were changed, each once, and something was added to it."""
    text = FILES[file]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(BrokenLaw) as caught:
        parse_law({**FILES, file: text + added})
    return list(caught.value.faults)


def test_the_files_as_they_are_are_sound() -> None:
    """What follows breaks one thing at a time."""
    assert parse_law(FILES).provisions


PRODUCT = [
    # what is wrong in the one record of product.toml, the key, what the fault says
    ("article = 'D-31'", "artikle = 'D-31'", "artikle", "is unknown here"),
    ("article = 'D-31'", "artikle = 'D-31'", "article", "is missing"),
    ("article = 'D-31'", "article = ''", "article", "is not a text that is not empty"),
    ("article = 'D-31'", "article = 31", "article", "is not a text that is not empty"),
    ("certainty = 'high'\n", "", "certainty", "is missing"),
    ("certainty = 'high'", "certainty = 'sure'", "certainty", "is not one of high, medium, low"),
    ("['our own decision D-31']", "[]", "sources", NO_SOURCES),
    ("['our own decision D-31']", "['']", "sources", NO_SOURCES),
    ("['our own decision D-31']", "['a', 'a']", "sources", NO_SOURCES),
    ("['our own decision D-31']", "'a'", "sources", NO_SOURCES),
    ("since = 2002-07-25", "since = '2002-07-25'", "since", NO_DAY),
    ("since = 2002-07-25", "since = 2002-07-25T00:00:00", "since", NO_DAY),
    ("since = 2002-07-25", "since = 2002-07-25\nuntil = 2002-07-24", "until", "is before since 2002-07-25"),
    ("since = 2002-07-25", "since = 2002-07-25\nreading = 'x'", "reading", "x is no reading"),
    ("says = 'An answer is red", "sagt = 'An answer is red", "says", "is missing"),
    ("from {red_days} days", "from {red_day} days", "says", "{red_day} is no value of the record"),
    ("from {red_days} days", "from 3 days", "says", "holds a number: name a value in braces instead"),
    ("from {red_days} days", "from {red days} days", "says", "has a brace that closes no name of a value"),
    ("red_days = 3", "red_day = 3", "value.red_day", "is unknown here"),
    ("red_days = 3", "red_day = 3", "value.red_days", "is missing"),
    ("red_days = 3", "red_days = '3'", "value.red_days", NO_NUMBER),
    ("red_days = 3", "red_days = -3", "value.red_days", NO_NUMBER),
    ("red_days = 3", "red_days = true", "value.red_days", NO_NUMBER),
    ("red_days = 3", "red_days = { least = 3 }", "value", "is not a table of simple values"),
]


@pytest.mark.parametrize(("old", "new", "key", "what"), PRODUCT)
def test_a_broken_record_is_named(old: str, new: str, key: str, what: str) -> None:
    """File, record and key lead to the slip."""
    assert LawFault("product.toml", "product.level", key, what) in broken("product.toml", (old, new))


YEAR = "window = 'year'"
CONTRADICTION = "2025-01-01 contradicts the version since 2014-01-01, still in force then"
ELSEWHERE = [
    # file, old text, new text, record, key, what the fault says
    ("stay.toml", YEAR, "window = 'week'", "stay.visa_free", "value.window", "is not entry, rolling or year"),
    ("stay.toml", "until = 2024-12-31", "until = 2025-01-01", "stay.visa_free", "since", CONTRADICTION),
    ("stay.toml", "until = 2024-12-31\n", "", "stay.visa_free", "since", CONTRADICTION),
    (
        "stay.toml",
        "'115-FZ 31(1)'",
        "'116-FZ 31'",
        "stay.shortened",
        "article",
        "116-FZ 31 cites no act of acts.toml",
    ),
    ("stay.toml", "'stay.study'", "'stay.studies'", "stay.studies", "id", "names no provision of the engine"),
    (
        "bans.toml",
        "'discretionary'",
        "'maybe'",
        "ban.overstay_30",
        "value.kind",
        "is not mandatory or discretionary",
    ),
    ("readings.toml", "says = 'Do the day of entry", "sagt = 'Do", "first_day", "says", "is missing"),
    (
        "readings.toml",
        "['stay.treaty']",
        "['stay.x']",
        "belarus_limit",
        "provisions",
        "stay.x is no provision",
    ),
    ("countries.toml", "eaeu_since", "eaeu_sinse", "KZ", "eaeu_sinse", "is unknown here"),
    (
        "workdays.toml",
        "working_days = 249",
        "working_days = 250",
        "2010",
        "",
        "makes 249 working days, not 250",
    ),
    ("workdays.toml", "['01-01/01-08']", "['01-32']", "TK 112", "", "01-32 is no day of 2000"),
]


@pytest.mark.parametrize(("file", "old", "new", "record", "key", "what"), ELSEWHERE)
def test_every_file_is_read_strictly(  # noqa: PLR0913, PLR0917
    file: str, old: str, new: str, record: str, key: str, what: str
) -> None:
    """Each file has slips of its own."""
    assert LawFault(file, record, key, what) in broken(file, (old, new))


TWICE = "\n[[act]]\nkey = 'KoAP'\ntitle = 'again'\n"
ADDED = [
    # file, what is added at its end, record, key, what the fault says
    ("stay.toml", "\n[[provison]]\nid = 'x'\n", "", "provison", "is unknown here"),
    ("stay.toml", "\n[[country]]\ncode = 'X'\n", "", "country", "is unknown here"),
    ("countries.toml", "\n[[provision]]\nid = 'x'\n", "", "provision", "is unknown here"),
    ("acts.toml", TWICE, "KoAP", "key", "stands twice"),
    ("acts.toml", "\n[[edition]]\nchecked = 2026-05-10\n", "", "edition", "does not stand there once"),
]


@pytest.mark.parametrize(("file", "added", "record", "key", "what"), ADDED)
def test_what_does_not_belong_there_is_refused(
    file: str, added: str, record: str, key: str, what: str
) -> None:
    """Neither an unknown table nor one in the wrong file, nor anything twice, passes."""
    assert LawFault(file, record, key, what) in broken(file, added=added)


def test_a_key_twice_in_one_record_is_refused() -> None:
    """TOML itself forbids it; the file and the line are passed on."""
    faults = broken("stay.toml", added="\ncertainty = 'low'\n")

    assert [fault.file for fault in faults] == ["stay.toml"]
    assert "is not TOML: Cannot overwrite a value (at line" in faults[0].what


def test_the_same_record_twice_is_a_contradiction() -> None:
    """Even two records that say the same are in force on one day."""
    faults = broken("product.toml", added=FILES["product.toml"])

    assert ("product.level", "since") in [(fault.record, fault.key) for fault in faults]
    assert {fault.key for fault in faults} == {"since"}


def test_a_table_that_is_no_list_is_refused() -> None:
    """One pair of brackets instead of two would hide a record."""
    text = "[edition]\nchecked = 2026-05-09\n"

    with pytest.raises(BrokenLaw, match="is not written as"):
        parse_law({**FILES, "acts.toml": text})


def test_a_record_that_is_no_table_is_refused() -> None:
    """A list of anything else is no list of records."""
    with pytest.raises(BrokenLaw) as caught:
        parse_law({**FILES, "product.toml": "provision = [1]\n"})

    assert caught.value.faults == (LawFault("product.toml", "", "", "is not a table"),)


@pytest.mark.parametrize("file", ["acts.toml", "readings.toml", "countries.toml", "workdays.toml"])
def test_a_missing_file_is_named(file: str) -> None:
    """Nothing is taken for empty because it is not there."""
    with pytest.raises(BrokenLaw) as caught:
        parse_law({name: text for name, text in FILES.items() if name != file})

    assert LawFault(file, "", "", "is missing") in caught.value.faults


def test_a_provision_without_record_is_named() -> None:
    """What the engine asks for must be answered by the files."""
    with pytest.raises(BrokenLaw) as caught:
        parse_law({name: text for name, text in FILES.items() if name != "product.toml"})

    assert LawFault("", "product.level", "", "is recorded nowhere") in caught.value.faults
    assert {fault.what for fault in caught.value.faults} == {"is recorded nowhere"}


def test_all_faults_are_named_at_once() -> None:
    """Whoever edits the law sees every slip of a file in one go."""
    faults = broken(
        "stay.toml", ("window = 'year'", "window = 'week'"), ("certainty = 'medium'", "certainty = 'fair'")
    )

    assert [fault.key for fault in faults] == ["certainty", "value.window"]


def test_broken_law_says_where() -> None:
    """The message is one line for each fault, and survives a trip to another process."""
    error = BrokenLaw([LawFault("stay.toml", "stay.treaty", "since", "is missing")])

    assert str(error) == "stay.toml: stay.treaty: since: is missing"
    assert pickle.loads(pickle.dumps(error)).faults == error.faults  # noqa: S301
