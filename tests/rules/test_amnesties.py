"""Amnesties and the regularisation of 2025: hints that a ban may have been lifted, never an end of one."""

from datetime import date
from typing import Final

import pytest

from bot.lawbook import law_files, load_law
from rules.assess import assess
from rules.assessment import Assessment
from rules.law import BrokenLaw, parse_law
from rules.read import read_case
from rules.report import assessment_data
from tests.rules.strategies import Data

ON: Final = date(2026, 11, 21)


def assessed(facts: Data, on: date) -> Assessment:
    """Assess plain facts."""
    return assess(read_case(facts), on, load_law())


def named(found: Assessment) -> list[str]:
    """Return the names of the amnesties that the trace tells."""
    return [each.rule.removeprefix("amnesty.") for each in found.trace if each.rule.startswith("amnesty.")]


def stayed(citizenship: str, entry: str, leave: str | None = None) -> Data:
    """Return the facts of one stay."""
    end = {} if leave is None else {"exit": leave}
    return {"citizenship": citizenship, "stays": [{"entry": entry, "purpose": "private", **end}]}


def fined(citizenship: str, *days: str) -> Data:
    """Return the facts of somebody with fines that were paid."""
    fines = [{"in_force": day, "kind": "stay", "paid": day} for day in days]
    return {"citizenship": citizenship, "offences": fines}


def expelled(citizenship: str, day: str) -> Data:
    """Return the facts of somebody who was expelled."""
    return {"citizenship": citizenship, "removals": [{"on": day, "kind": "expulsion"}]}


# 40 days over after the 90 of a stay that began on 1 May 2017.
KYRGYZ_2017: Final = stayed("KG", "2017-05-01", "2017-09-07")

CASES: Final[dict[str, tuple[Data, date, list[str]]]] = {
    "forty days over in 2017, asked in 2019 (E-32)": (KYRGYZ_2017, date(2019, 3, 1), ["kyrgyzstan_2018"]),
    "the same, asked before the amnesty": (KYRGYZ_2017, date(2018, 10, 15), []),
    "the same, asked on its first day": (KYRGYZ_2017, date(2018, 10, 16), ["kyrgyzstan_2018"]),
    "a citizen of another country": (stayed("UZ", "2017-05-01", "2017-09-07"), date(2019, 3, 1), []),
    "left on the last day of the Kyrgyz amnesty": (
        stayed("KG", "2018-08-01", "2018-12-10"),
        date(2019, 3, 1),
        ["kyrgyzstan_2018"],
    ),
    "left a day later": (stayed("KG", "2018-08-01", "2018-12-11"), date(2019, 3, 1), []),
    "an expulsion is not lifted": (expelled("KG", "2017-05-01"), date(2019, 3, 1), []),
    "a Tajik ban of 2016": (
        stayed("TJ", "2016-01-01", "2016-07-01"),
        date(2017, 5, 1),
        ["tajikistan_2017"],
    ),
    "repeated fines of a Tajik citizen in 2016": (
        fined("TJ", "2016-02-01", "2016-05-01"),
        date(2017, 3, 25),
        ["tajikistan_2017"],
    ),
    "ten years for an Uzbek citizen, from 2019": (
        stayed("UZ", "2018-01-01", "2019-06-01"),
        ON,
        ["uzbekistan_tajikistan_2021"],
    ),
    "the same from the day after the autumn of 2021": (
        stayed("UZ", "2018-01-01", "2021-12-01"),
        ON,
        [],
    ),
    "repeated fines of a Kyrgyz citizen in 2021": (
        fined("KG", "2021-02-01", "2021-05-01"),
        date(2023, 1, 10),
        ["kyrgyzstan_2022"],
    ),
    "in 2022 no overstay was lifted": (stayed("KG", "2021-01-01", "2022-02-01"), date(2022, 6, 1), []),
    "still here on the last day of the regularisation": (
        stayed("UZ", "2025-01-10"),
        date(2025, 9, 10),
        ["regularisation_2025"],
    ),
    "still here a day later": (stayed("UZ", "2025-01-10"), date(2025, 9, 11), []),
    "over by few days in it": (stayed("AM", "2025-03-01"), date(2025, 6, 1), ["regularisation_2025"]),
    "in time": (stayed("AM", "2025-03-01"), date(2025, 5, 1), []),
    "left in it, asked now": (stayed("UZ", "2025-01-10", "2025-09-10"), ON, ["regularisation_2025"]),
    "left a day later, asked now": (stayed("UZ", "2025-01-10", "2025-09-11"), ON, []),
    "left before it": (stayed("UZ", "2024-01-10", "2024-12-31"), ON, []),
}


@pytest.mark.parametrize("name", CASES)
def test_which_amnesty_a_ban_or_an_overstay_falls_into(name: str) -> None:
    """It is named in the trace with its days, and as something that was not checked."""
    facts, on, wanted = CASES[name]
    found = assessed(facts, on)

    assert named(found) == wanted
    assert ("amnesty" in found.not_checked) is bool(wanted)


@pytest.mark.parametrize("name", [name for name, (_, _, wanted) in CASES.items() if wanted])
def test_no_amnesty_cancels_anything(name: str) -> None:
    """The answer without any amnesty in the law is the same but for the hint (D-21)."""
    facts, on, _ = CASES[name]
    files = {file: text for file, text in law_files().items() if file != "amnesties.toml"}
    ended = law_files()["amnesties.toml"]
    for year in ("2017", "2018", "2021", "2022", "2025"):
        ended = ended.replace(f"since = {year}", "since = 1997").replace(f"until = {year}", "until = 1998")
    without = assess(read_case(facts), on, parse_law({**files, "amnesties.toml": ended}))
    found = assessed(facts, on)

    assert named(without) == []
    assert found.cautious == without.cautious
    assert found.favourable == without.favourable


def test_the_window_that_is_open_is_told_with_its_last_day() -> None:
    """Whoever is over in the regularisation is told until when it is open; whoever is in time is not."""
    over = assessment_data(assessed(stayed("UZ", "2025-01-10"), date(2025, 6, 1)))
    (told,) = (each for each in over["ahead"] if each["what"] == "amnesty_ends")

    assert told == {
        "on": "2025-09-11",
        "what": "amnesty_ends",
        "law": "decree 1126",
        "provision": "amnesty.regularisation_2025",
        "last": "2025-09-10",
    }
    in_time = assessment_data(assessed(stayed("UZ", "2025-04-10"), date(2025, 6, 1)))
    assert [each for each in in_time["ahead"] if each["what"] == "amnesty_ends"] == []


def test_an_amnesty_without_a_last_day_is_a_hint_without_an_end() -> None:
    """A window of which no end is known is named, and nothing is told of when it closes."""
    files = law_files()
    text = files["amnesties.toml"].replace("until = 2025-09-10\n", "")
    law = parse_law({**files, "amnesties.toml": text})
    for facts in (stayed("UZ", "2026-01-10"), stayed("UZ", "2026-01-10", "2026-11-01")):
        found = assess(read_case(facts), ON, law)

        assert named(found) == ["regularisation_2025"]
        assert [each for each in found.ahead if each.what == "amnesty_ends"] == []
        assert found.trace[-1].found["last"] == ON


def test_the_lifted_grounds_and_the_countries_are_known() -> None:
    """A record names grounds for bans that there are, and countries that have regimes."""
    law = load_law()
    records = [rule for rule in law.provisions if rule.id.startswith("amnesty.")]
    grounds = {rule.id.removeprefix("ban.") for rule in law.provisions if rule.id.startswith("ban.")}

    assert len(records) == 5
    for rule in records:
        lifts, countries = rule.value["lifts"], rule.value.get("countries", ())
        assert isinstance(lifts, tuple)
        assert set(lifts) <= grounds - {"removal", "repeat_removal", "conviction", "undesirable", "decision"}
        assert isinstance(countries, tuple)
        assert set(countries) <= set(law.countries)
        assert rule.until is not None


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("of = ['stays', 'bans']", "value.of: is not bans, stays or both"),
        ("of = ['exits']", "value.of: is not bans, stays or both"),
        ("of = ['stays'], who = 'all'", "value.who: is unknown here"),
    ],
)
def test_a_slip_in_a_record_is_refused(wrong: str, fault: str) -> None:
    """What an amnesty is of is one of few words, and nothing else stands beside it."""
    files = law_files()
    text = files["amnesties.toml"].replace("of = ['stays']", wrong)
    with pytest.raises(BrokenLaw, match=fault):
        parse_law({**files, "amnesties.toml": text})
