"""The marks of records and the fingerprint of the law: they change with what answers rest on, not else."""

import pytest

from bot.lawbook import law_files, load_law
from rules.fingerprint import Mark, fingerprint, marks
from rules.law import Law, parse_law

FILES = law_files()
LAW = load_law()


def changed(file: str, old: str, new: str) -> Law:
    """Return the law with one text changed."""
    assert old in FILES[file]
    return parse_law({**FILES, file: FILES[file].replace(old, new, 1)})


def test_every_record_has_a_mark() -> None:
    """Provisions by their first day, readings, countries, and the working days as one."""
    found = {(each.id, each.since) for each in marks(LAW)}

    assert found >= {(each.id, each.since) for each in LAW.provisions}
    assert found >= {(name, None) for name in (*LAW.readings, *LAW.countries, "workdays")}
    assert len(found) == len(marks(LAW))


@pytest.mark.parametrize(
    ("file", "old", "new", "record"),
    [
        ("stay.toml", "limit = 90, window = 'year'", "limit = 60, window = 'year'", "stay.visa_free"),
        ("stay.toml", "'115-FZ 31(1)'", "'115-FZ 31(3)'", "stay.shortened"),
        ("stay.toml", "until = 2022-12-31", "until = 2022-12-30", "stay.suspension"),
        ("bans.toml", "certainty = 'high'", "certainty = 'medium'", "ban.overstay_30"),
        ("countries.toml", "eaeu_since = 2015-09-01", "eaeu_since = 2015-08-12", "KG"),
        ("readings.toml", "since = 2016-01-10", "since = 2016-01-11", "unbroken_reentry"),
        ("workdays.toml", "work = ['02-27', '11-13']", "work = ['02-27', '11-20']", "workdays"),
    ],
)
def test_a_change_that_matters_changes_one_mark(file: str, old: str, new: str, record: str) -> None:
    """The mark of the record itself, and with it the fingerprint of the whole."""
    other = changed(file, old, new)
    differ = set(marks(other)) ^ set(marks(LAW))

    assert {each.id for each in differ} == {record}
    assert fingerprint(other) != fingerprint(LAW)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("stay.toml", "says = 'Whoever comes", "says = 'Who comes"),
        ("stay.toml", "checked = 2026-05-09", "checked = 2026-05-08"),
        ("bans.toml", "'http://gorod54.ru/index.php?newsid=25830', ", ""),
        ("readings.toml", "notes = '", "notes = 'Well. "),
        ("stay.toml", "doubt = '", "doubt = 'Well. "),
        ("acts.toml", "title = 'Federal law on", "title = 'A federal law on"),
    ],
)
def test_what_only_readers_see_changes_nothing(file: str, old: str, new: str) -> None:
    """Words, sources, notes, doubts and days of checking decide no answer."""
    other = changed(file, old, new)

    assert marks(other) == marks(LAW)
    assert fingerprint(other) == fingerprint(LAW)


def test_the_order_of_records_does_not_matter() -> None:
    """A record moved to another place of its file is the same record."""
    head, *records = FILES["bans.toml"].split("[[provision]]\n")
    turned = "[[provision]]\n".join([head, *(f"{each.rstrip()}\n\n" for each in reversed(records))])

    assert fingerprint(parse_law({**FILES, "bans.toml": turned})) == fingerprint(LAW)


def test_marks_are_stable_and_short() -> None:
    """The same on every machine and in every run: this one was written down once."""
    law = parse_law(FILES)
    made = {(each.id, each.since): each for each in marks(law)}

    assert made["TJ", None] == Mark("TJ", None, "1ae4e1")
    assert all(len(each.mark) == 6 for each in marks(law))
    assert len(fingerprint(law)) == 16
