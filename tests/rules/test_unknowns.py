"""Which unknown matters most: the fact to find first, and what it would settle."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.lawbook import load_law
from rules.assess import assess
from rules.assessment import Account, Answer, Assessment, Ban, Duty
from rules.read import read_case
from rules.report import assessment_data
from rules.unknowns import NOTHING, Unknown, Weight, ask_first, in_order, spread, weight
from rules.vague import vague_dates
from tests.rules.strategies import DAYS, Data, case_data

ON: Final = date(2026, 11, 21)
slow = settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])


def assessed(facts: Data, on: date = ON) -> Assessment:
    """Assess plain facts."""
    return assess(read_case(facts), on, load_law())


def inside(entry: str, purpose: str = "private", before: Sequence[Data] = (), **facts: object) -> Data:
    """Return the facts of an Uzbek citizen who came on a day to visit and is registered."""
    stay = {"entry": entry, "purpose": purpose}
    registered = {"registrations": [{"from": "2026-10-02"}]}
    return {"citizenship": "UZ", "stays": [*before, stay], **registered, **facts}


PATENT: Final = {"issued": "2026-03-25", "contract_notified": "2026-04-10"}
HEALTHY: Final[Data] = {"medical": ["2026-03-20"], "fingerprinted": "2026-03-20"}
WORKER: Final = inside("2026-03-02", purpose="work", registrations=[{"from": "2026-03-10"}], **HEALTHY)
ABROAD: Final = {"citizenship": "TJ"}

FIRST: Final[dict[str, tuple[Data, str | None, str | None]]] = {
    # what is known: the path to ask for, and what it settles
    "all is known": (inside("2026-10-01"), None, None),
    "the month of entry decides over the stay": (inside("2026-08"), "stays[0].entry", "status"),
    "the days of entry move the last day": (
        inside("2026-10-01/2026-10-05"),
        "stays[0].entry",
        "last_day",
    ),
    "the paid time of the patent": (
        {**WORKER, "patents": [{**PATENT, "paid_until": "2026-11/2026-12"}]},
        "patents[0].paid_until",
        "status",
    ),
    "the paid time of the patent was not told at all": (
        {**WORKER, "patents": [PATENT]},
        "patents[0].paid_until",
        "status",
    ),
    "a trip of this year whose exit is a month": (
        {"citizenship": "UZ", "stays": [{"entry": "2026-03-01", "exit": "2026-05"}]},
        "stays[0].exit",
        "ban",
    ),
    "a trip of another year matters to nothing": (
        {"citizenship": "UZ", "stays": [{"entry": "2025-02", "exit": "2025-03"}]},
        None,
        None,
    ),
    "the day of the expulsion moves the ban": (
        {**ABROAD, "removals": [{"on": "2023", "kind": "expulsion"}]},
        "removals[0].on",
        "ban",
    ),
    "the day a fine took force was not told": (
        {
            **ABROAD,
            "offences": [
                {"in_force": "2026-02-15", "kind": "stay", "paid": "2026-03-01"},
                {"kind": "stay", "in_force": "unknown", "paid": "2026-03-01"},
            ],
        },
        "offences[1].in_force",
        "ban",
    ),
    "the day of the decision on entry": (
        {**ABROAD, "decisions": [{"kind": "entry_ban", "on": "2025-01-10", "until": "2027"}]},
        "decisions[0].until",
        "ban",
    ),
    "the end of the studies": (
        inside("2026-09-01", purpose="study", studies=[{"from": "2026-09-01", "until": "2027-06"}]),
        "studies[0].until",
        "last_day",
    ),
    "to which day the stay was extended for the wife": (
        inside("2026-06-01", family=[{"relation": "spouse", "of": "citizen"}]),
        "family[0].until",
        "status",
    ),
    "an extension for the family matters to nobody who is at home": (
        {
            **ABROAD,
            "family": [{"relation": "spouse", "of": "citizen"}],
            "removals": [{"on": "2023", "kind": "expulsion"}],
        },
        "removals[0].on",
        "ban",
    ),
    "the age of the child of a patent holder": (
        inside("2026-06-01", family=[{"relation": "child", "of": "patent_holder", "until": "2027-03-01"}]),
        "born",
        "status",
    ),
    "the purpose decides over duties": (
        {"citizenship": "TJ", "stays": [{"entry": "2026-10-20"}], "registrations": [{"from": "2026-10-22"}]},
        "stays[0].purpose",
        "duty",
    ),
    "the purpose decides whether work was free of a visa": (
        {"citizenship": "GE", "stays": [{"entry": "2023-06-01"}]},
        "stays[0].purpose",
        "status",
    ),
    "when an expulsion was handed over, while it can be appealed": (
        inside(
            "2026-10-01",
            offences=[{"in_force": "2026-11-18", "kind": "stay", "with_expulsion": True}],
        ),
        "offences[0].received",
        "duty",
    ),
    "an appeal that is long over is not asked about": (
        {
            **ABROAD,
            "offences": [
                {"in_force": "2023-11-18", "kind": "stay", "with_expulsion": True, "paid": "2023-11-20"}
            ],
            "removals": [{"on": "2023-12-01", "kind": "expulsion"}],
        },
        None,
        None,
    ),
    "the start of the registration decides whether it was late, which is done either way": (
        inside("2026-10-01", registrations=[{"from": "2026-10-02/2026-11-01"}]),
        None,
        None,
    ),
    "the examination from which the next one is counted": (
        {**WORKER, "patents": [{**PATENT, "paid_until": "2026-12-24"}], "medical": ["2026-03"]},
        "medical[0]",
        "duty",
    ),
    "the day of the shortening": (
        inside("2026-10-01", stay_shortened="2026-11-10/2026-11-20"),
        "stay_shortened",
        "status",
    ),
    "a planned trip known by its month": (
        {
            **ABROAD,
            "stays": [{"entry": "2026-07-01", "exit": "2026-09-10"}],
            "planned": [{"entry": "2026-12-01", "exit": "2026-12"}],
        },
        "planned[0].exit",
        "rest",
    ),
}


@pytest.mark.parametrize("name", FIRST)
def test_the_fact_to_find_first(name: str) -> None:
    """Of what is not known, the fact that matters most is named with what it settles; else none is."""
    facts, path, settles = FIRST[name]
    on = date(2023, 6, 20) if facts["citizenship"] == "GE" else ON
    found = assessed(facts, on)

    assert (found.ask_first and found.ask_first.path) == path
    assert (found.ask_first and found.ask_first.settles) == settles
    assert assessment_data(found)["ask_first"] == path


def test_several_unknowns_are_told_by_weight() -> None:
    """Six vague dates: the entry decides over the stay, the others over less or nothing."""
    facts = inside(
        "2026-08",
        before=[{"entry": "2025-02", "exit": "2025-03"}, {"entry": "2026-01", "exit": "2026-01-20"}],
        registrations=[{"from": "2026-09-10/2026-11-21"}],
        medical=["2026-09/2026-11"],
    )
    found = assessed(facts)
    paths = [name for name in found.disputes if "[" in name]

    assert paths == ["stays[2].entry", "stays[1].entry"]
    assert set(found.disputes) - set(paths) <= {"first_day", "register_after_exemption"}
    assert found.ask_first is not None
    assert found.ask_first.path == "stays[2].entry"


def test_dates_that_only_together_matter_are_all_named() -> None:
    """Two fines of which either, if unpaid in time, closes entry: neither day alone opens it."""
    fine = {"kind": "traffic", "article": "12.9", "paid": "unknown"}
    facts = {
        **ABROAD,
        "offences": [{**fine, "in_force": "2018-01-10"}, {**fine, "in_force": "2022-01-10"}],
    }
    found = assessed(facts)

    assert not found.firm
    assert set(found.disputes) == {"offences[0].paid", "offences[1].paid"}


BARE: Final = Answer(
    status="lawful",
    ground="visa_free",
    days=Account(10, 80, 90, date(2026, 1, 1), date(2026, 12, 31)),
    last_day=date(2026, 12, 24),
    overstay_days=0,
    may_enter_from=None,
    duties=(Duty("register", ON, date(2026, 11, 30), "open", "109-FZ 20(3)"),),
    bans=(),
    level="green",
    actions=(),
    planned=(),
)
BAN: Final = Ban("limit_90", "mandatory", ON, date(2029, 11, 21), hypothetical=True, law="114-FZ 27(12)")
LATE: Final = (BARE.duties[0]._replace(state="missed"),)
SOONER: Final = (BARE.duties[0]._replace(due=date(2026, 11, 25)),)
OVER: Final = BARE._replace(status="overstay", last_day=None, overstay_days=3)
ABSENT: Final = BARE._replace(status="outside", last_day=None, may_enter_from=ON)

WEIGHTS: Final = [
    (BARE, BARE, NOTHING),
    (BARE, BARE._replace(ground="patent"), Weight(rest=True)),
    (BARE, BARE._replace(duties=SOONER), Weight(due=5)),
    (BARE, BARE._replace(duties=LATE), Weight(states=1)),
    (BARE, BARE._replace(duties=()), Weight(states=1)),
    (BARE, BARE._replace(last_day=date(2026, 12, 20)), Weight(days=4)),
    (OVER, OVER._replace(overstay_days=13), Weight(days=10)),
    (ABSENT, ABSENT._replace(may_enter_from=date(2026, 11, 28)), Weight(days=7)),
    (BARE, BARE._replace(bans=(BAN,)), Weight(bans=True)),
    (OVER, OVER._replace(overstay_days=0, status="manual"), Weight(status=True, days=3)),
]


@pytest.mark.parametrize(("one", "other", "size"), WEIGHTS)
def test_weight_of_a_difference(one: Answer, other: Answer, size: Weight) -> None:
    """What differs is weighed, the same both ways round."""
    assert weight(one, other) == weight(other, one) == size


def test_what_matters_more_weighs_more() -> None:
    """The stay before a ban, a ban before the last day, that before a duty, a duty before the rest."""
    sizes = [size for _, _, size in WEIGHTS]

    assert [max(size) if size.days or size.due else 1 for size in sizes[1:3]] == [1, 5]
    assert sorted(sizes) == sizes[:5] + sorted(sizes[5:])
    assert sizes[0] < sizes[1] < sizes[2] < sizes[3] < sizes[5] < sizes[6] < sizes[8] < sizes[9]
    assert spread([BARE, *(other for one, other, _ in WEIGHTS[:3])]) == Weight(due=5, rest=True)
    assert spread([BARE]) == NOTHING


def test_a_fact_comes_before_a_reading_of_the_same_weight() -> None:
    """A person can find a date, but not what a clause of the law means."""
    same = Weight(days=1)
    found = in_order(
        [
            Unknown("first_day", same, is_fact=False),
            Unknown("moves[0]", NOTHING, is_fact=True),
            Unknown("stays[0].entry", same, is_fact=True),
        ]
    )

    assert [each.name for each in found] == ["stays[0].entry", "first_day", "moves[0]"]
    assert ask_first([Unknown("first_day", same, is_fact=False)]) is None


@given(facts=case_data(), on=DAYS)
@slow
def test_what_is_asked_first_is_unknown(facts: Data, on: date) -> None:
    """Only a date that is vague or a fact that was not told is ever asked for; an exact case asks little."""
    case = read_case(facts)
    found = assess(case, on, load_law())
    vague = {place.path for place, _ in vague_dates(case)}
    not_told = ("born", ".purpose", ".received")
    paths = [name for name in found.disputes if name not in load_law().readings]

    assert set(paths) <= vague
    if found.ask_first is not None:
        assert found.ask_first.path in vague or found.ask_first.path.endswith(not_told)
    if not found.firm:
        assert found.disputes


@given(facts=case_data(exact=True), on=DAYS, data=st.data())
@slow
def test_knowing_what_was_asked_first_leaves_it_behind(facts: Data, on: date, data: st.DataObject) -> None:
    """A fact that has been found is not asked for again."""
    stays = facts["stays"]
    number = data.draw(st.integers(0, len(stays) - 1))
    known = stays[number]["entry"]
    stays[number]["entry"] = known[:7]
    before = assess(read_case(facts), on, load_law())
    stays[number]["entry"] = known
    after = assess(read_case(facts), on, load_law())
    path = f"stays[{number}].entry"

    assert after.ask_first is None or after.ask_first.path != path
    assert path not in after.disputes
    assert before.ask_first is None or before.ask_first.path
