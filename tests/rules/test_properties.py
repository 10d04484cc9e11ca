"""What holds for everybody: the engine against a slow count, and laws that no case may break."""

import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from bot.lawbook import load_law
from rules.assess import assess
from rules.assessment import Answer, Assessment
from rules.facts import Case, Patent, Stay
from rules.read import read_case
from rules.report import assessment_data
from rules.vague import vague_dates
from rules.when import When
from rules.write import case_data as to_data
from tests.rules.day_by_day import SlowCount, Trip, years_on
from tests.rules.strategies import (
    AFTER_SUSPENSION,
    SINCE_2025,
    VISA_FREE,
    Data,
    case_data,
    eras,
    stays_data,
    trips,
)

DAY: Final = timedelta(days=1)
LEAP: Final = date(2024, 2, 29)
FIRST_ROLLING: Final = date(2014, 1, 1)

visa_free = st.sampled_from(VISA_FREE)
walks = eras().flatmap(lambda era: trips(era=era))
slow = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def _visit(country: str, found: Sequence[Trip], on: date) -> Assessment:
    return assess(read_case({"citizenship": country, "stays": stays_data(found)}), on, load_law())


@given(country=visa_free, walk=walks)
@settings(max_examples=300)
def test_the_count_is_that_of_the_days_themselves(country: str, walk: tuple[list[Trip], date]) -> None:
    """Days used, last day, overstay and bans of visa-free people agree with a count of sets of days."""
    found, on = walk
    assume(on >= FIRST_ROLLING)
    wanted = SlowCount(found, on).counted()
    got = _visit(country, found, on).cautious
    assert got.days is not None
    assert got.days.used == wanted.used
    assert got.days.left == max(0, 90 - wanted.used)
    assert got.overstay_days == wanted.overstay
    assert got.last_day == wanted.last_day
    over = "overstay" if wanted.overstay else "lawful"
    assert got.status == (over if wanted.inside else "outside")
    assert {(ban.ground, ban.until) for ban in got.bans} == wanted.bans


@given(country=visa_free, walk=trips(era=SINCE_2025, gap=40))
@settings(max_examples=300)
def test_the_favourable_count_leaves_out_the_days_of_entry(
    country: str, walk: tuple[list[Trip], date]
) -> None:
    """Favourably overstay and bans agree with a count of sets of days without those of entry (D-24)."""
    found, on = walk
    wanted = SlowCount(found, on, favourably=True).counted()
    got = _visit(country, found, on).favourable
    assert got.overstay_days == wanted.overstay
    assert {(ban.ground, ban.until) for ban in got.bans} == wanted.bans


@given(country=visa_free, walk=walks, seed=st.integers(0, 99))
@slow
def test_the_order_of_stays_does_not_matter(country: str, walk: tuple[list[Trip], date], seed: int) -> None:
    """A shuffled history has the same answers."""
    found, on = walk
    case = read_case({"citizenship": country, "stays": stays_data(found)})
    shuffled = list(case.stays)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    first, second = (assess(one, on, load_law()) for one in (case, case._replace(stays=tuple(shuffled))))
    assert (first.cautious, first.favourable) == (second.cautious, second.favourable)


@given(country=visa_free, walk=walks, left_out=st.integers(0, 4))
@slow
def test_a_stay_more_never_lowers_the_days_used(
    country: str, walk: tuple[list[Trip], date], left_out: int
) -> None:
    """Leaving out one stay never raises the count, in neither view."""
    found, on = walk
    assume(left_out < len(found))
    whole = _visit(country, found, on)
    fewer = _visit(country, [trip for number, trip in enumerate(found) if number != left_out], on)
    for more, less in ((whole.cautious, fewer.cautious), (whole.favourable, fewer.favourable)):
        assert more.days is not None
        assert less.days is not None
        assert more.days.used >= less.days.used


@given(country=visa_free, walk=trips(era=AFTER_SUSPENSION), cut=st.integers(0, 400))
@slow
def test_a_shared_day_counts_once(country: str, walk: tuple[list[Trip], date], cut: int) -> None:
    """Going out and in again on one day changes no count of days."""
    found, on = walk
    assume(found)
    entry, leave = found[0]
    middle = entry + min(cut, ((leave or on) - entry).days) * DAY
    assume(middle >= entry)
    parted = [(entry, middle), (middle, leave), *found[1:]]
    one, two = _visit(country, found, on).cautious, _visit(country, parted, on).cautious
    assert one.days == two.days


@given(country=visa_free, walk=eras().flatmap(lambda era: trips(era=era, still_there=True)))
@slow
def test_the_last_lawful_day_is_lawful_and_the_next_is_not(
    country: str, walk: tuple[list[Trip], date]
) -> None:
    """Asked again on the last day, with the stay still open, the stay is lawful; a day later it is over."""
    found, on = walk
    last_day = _visit(country, found, on).cautious.last_day
    assume(last_day is not None)
    assert last_day is not None
    begun = [trip for trip in found if trip[0] <= on]
    begun[-1] = (begun[-1][0], None)
    at_last = _visit(country, begun, last_day).cautious
    assert (at_last.status, at_last.last_day, at_last.overstay_days) == ("lawful", last_day, 0)
    after = _visit(country, begun, last_day + DAY).cautious
    assert (after.status, after.last_day, after.overstay_days) == ("overstay", None, 1)


@given(country=visa_free, entry=st.dates(*AFTER_SUSPENSION), over=st.integers(1, 400))
@slow
def test_a_ban_ends_on_the_same_calendar_day(country: str, entry: date, over: int) -> None:
    """Each ban of one long stay runs from its exit and ends on that calendar day some years later."""
    leave = entry + (89 + over) * DAY
    on = leave + DAY
    answer = _visit(country, [(entry, leave)], on).cautious
    assert answer.overstay_days == over
    years = {"overstay_30": 3, "overstay_180": 5, "overstay_270": 10, "limit_90": 3}
    for ban in answer.bans:
        assert (ban.first, ban.until) == (leave, years_on(leave, years[ban.ground]))
    bands = {ban.ground for ban in answer.bans} - {"limit_90"}
    band = next((name for more, name in ((270, "270"), (180, "180"), (30, "30")) if over > more), None)
    assert bands == (set() if band is None else {f"overstay_{band}"})
    ends = [ban.until for ban in answer.bans if ban.until is not None]
    if ends:
        assert answer.may_enter_from == max(ends) + DAY


@given(data=case_data() | case_data(exact=True), on=st.dates(date(2012, 1, 1), date(2030, 12, 31)))
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@example(data={"citizenship": "TJ", "stays": [{"entry": LEAP}], "fingerprinted": LEAP}, on=LEAP)
@example(data={"citizenship": "TJ", "stays": [{"entry": "unknown"}]}, on=LEAP)
def test_every_valid_case_is_assessed(data: Data, on: date) -> None:
    """No valid case raises; the answer is whole, and its published form is plain JSON."""
    case = read_case(data)
    assert read_case(to_data(case)) == case
    got = assess(case, on, load_law())
    form = assessment_data(got)
    assert json.loads(json.dumps(form)) == form
    assert (form["favourable"] is None) == got.firm
    if not any(vague_dates(case)):
        _is_whole(got.cautious, on)
        _is_whole(got.favourable, on)


def _is_whole(answer: Answer, on: date) -> None:
    """Hold the keys of an answer against each other, as D-6 to D-9 and D-22 say."""
    if answer.status != "lawful":
        assert answer.last_day is None
        assert answer.ground is None
    else:
        assert answer.ground is not None
        assert answer.last_day is None or answer.last_day >= on
        assert answer.overstay_days == 0
    if answer.status != "outside":
        assert answer.may_enter_from is None
    elif answer.may_enter_from is not None:
        assert answer.may_enter_from >= on
    if answer.status == "overstay":
        assert answer.overstay_days > 0
        assert answer.level == "red"
    if answer.status == "manual":
        assert answer.days is None
    if answer.days is not None:
        assert answer.days.left == max(0, answer.days.limit - answer.days.used)
    assert all(ban.until is None or ban.until >= on for ban in answer.bans)
    for duty in answer.duties:
        assert (duty.state == "missed") <= (duty.due < on)


@given(data=case_data(), on=st.dates(date(2014, 1, 1), date(2030, 12, 31)))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_the_favourable_answer_is_never_the_worse_one(data: Data, on: date) -> None:
    """Status, overstay, days used, last day and first day of entry are at least as good favourably."""
    got = assess(read_case(data), on, load_law())
    _no_worse(got.favourable, got.cautious)


def _no_worse(better: Answer, worse: Answer) -> None:
    assert (better.status, worse.status) != ("overstay", "lawful")
    if better.status == worse.status:
        assert better.overstay_days <= worse.overstay_days
        if better.days is not None and worse.days is not None and better.status != "manual":
            assert better.days.used <= worse.days.used
    if better.status == worse.status == "lawful" and better.last_day is not None:
        assert worse.last_day is not None
        assert better.last_day >= worse.last_day
    if better.status == worse.status == "outside" and worse.may_enter_from is not None:
        assert better.may_enter_from is not None
        assert better.may_enter_from <= worse.may_enter_from


@given(
    country=visa_free,
    walk=trips(era=AFTER_SUSPENSION, most=3),
    which=st.integers(0, 5),
    before=st.integers(0, 20),
    after=st.integers(0, 20),
)
@settings(max_examples=100)
def test_a_wider_date_never_makes_the_cautious_answer_better(
    country: str, walk: tuple[list[Trip], date], which: int, before: int, after: int
) -> None:
    """An interval round a date is never better cautiously nor worse favourably than the date itself."""
    found, on = walk
    assume(found)
    data = stays_data(found)
    number, key = which // 2 % len(data), ("entry", "exit")[which % 2]
    day = data[number][key]
    assume(day is not None)
    exact = assess(read_case({"citizenship": country, "stays": data}), on, load_law())
    data[number][key] = f"{day - before * DAY}/{day + after * DAY}"
    wide = assess(read_case({"citizenship": country, "stays": data}), on, load_law())
    _no_worse(exact.cautious, wide.cautious)
    _no_worse(wide.favourable, exact.favourable)


@given(
    lead=st.integers(0, 89),
    paid=st.integers(1, 300),
    more=st.integers(1, 60),
    entry=st.dates(date(2023, 1, 1), date(2028, 1, 1)),
    ahead=st.integers(0, 500),
)
@slow
def test_a_longer_paid_patent_never_shortens_the_stay(
    lead: int, paid: int, more: int, entry: date, ahead: int
) -> None:
    """Paying longer never brings the last lawful day nearer, in neither view."""
    issued = entry + lead * DAY
    on = issued + ahead * DAY

    def patent(days: int) -> Assessment:
        case = Case(
            "UZ",
            stays=(Stay(When.on(entry), None, "work"),),
            patents=(Patent(When.on(issued), When.on(issued + days * DAY)),),
        )
        return assess(case, on, load_law())

    short, long = patent(paid), patent(min(paid + more, 364))
    assume(paid + more <= 364)
    _no_worse(long.cautious, short.cautious)
    _no_worse(long.favourable, short.favourable)


@given(country=visa_free, walk=trips(era=AFTER_SUSPENSION), ahead=st.integers(1, 400))
@slow
def test_a_plan_is_a_stay_not_made_yet(country: str, walk: tuple[list[Trip], date], ahead: int) -> None:
    """The last day of a planned trip is that of the trip itself, asked about on its first day."""
    found, on = walk
    outside = [(entry, leave) for entry, leave in found if leave is not None and leave < on]
    entry = on + ahead * DAY
    data = {"citizenship": country, "stays": stays_data(outside)}
    plan = assess(read_case(data | {"planned": [{"entry": entry}]}), on, load_law()).cautious.planned[0]
    made = _visit(country, [*outside, (entry, None)], entry).cautious
    assert plan.ok == (made.status == "lawful" and not made.bans)
    if made.status == "lawful":
        assert plan.last_day == made.last_day


@given(country=visa_free, walk=trips(era=AFTER_SUSPENSION))
@slow
def test_entry_opens_on_the_first_lawful_day(country: str, walk: tuple[list[Trip], date]) -> None:
    """An entry on the day told is lawful and under no ban; on any of the days before it is not."""
    found, on = walk
    outside = [(entry, leave) for entry, leave in found if leave is not None and leave < on]
    opens = _visit(country, outside, on).cautious.may_enter_from
    assert opens is not None
    for day in {opens, max(on, opens - DAY), on}:
        made = _visit(country, [*outside, (day, None)], day).cautious
        assert (made.status == "lawful" and not made.bans) == (day == opens)


@st.composite
def _rulings(draw: st.DrawFn) -> list[Data]:
    day = draw(st.dates(date(2012, 1, 1), date(2026, 1, 1)))
    found: list[Data] = []
    for _ in range(draw(st.integers(1, 4))):
        paid = draw(st.one_of(st.none(), st.integers(0, 90)))
        item: Data = {"in_force": day, "kind": draw(st.sampled_from(["stay", "work", "traffic", "other"]))}
        found.append(item if paid is None else item | {"paid": day + paid * DAY})
        day = (
            draw(st.sampled_from([years_on(day, 1), years_on(day, 3), day])) + draw(st.integers(-1, 1)) * DAY
        )
        day = max(day, found[-1]["in_force"])
    return found


@given(rulings=_rulings(), later=st.integers(0, 1500))
@settings(max_examples=200)
def test_rulings_pair_by_the_calendar(rulings: list[Data], later: int) -> None:
    """Bans from offences agree with a look at every pair (D-19), unpaid fines with their day (D-20)."""
    on = rulings[0]["in_force"] + later * DAY
    got = assess(read_case({"citizenship": "KZ", "offences": rulings}), on, load_law()).cautious
    known = [ruling for ruling in rulings if ruling["in_force"] <= on]
    of_stay_or_work = [ruling for ruling in known if ruling["kind"] in {"stay", "work"}]
    wanted = {
        (name, years_on(last, ban))
        for name, among, within, ban in (("offences_3y", known, 3, 3), ("offences_1y", of_stay_or_work, 1, 5))
        if (last := _last_of_a_pair(among, within)) is not None
        and last >= date(2013, 8, 1)
        and years_on(last, ban) >= on
    }
    assert {(ban.ground, ban.until) for ban in got.bans if ban.ground != "unpaid_fine"} == wanted
    unpaid = any(
        on > ruling["in_force"] + 60 * DAY and not ("paid" in ruling and ruling["paid"] <= on)
        for ruling in known
    )
    assert any(ban.ground == "unpaid_fine" for ban in got.bans) == unpaid


def _last_of_a_pair(rulings: list[Data], years: int) -> date | None:
    days = [ruling["in_force"] for ruling in rulings]
    pairs = [(first, last) for number, last in enumerate(days) for first in days[:number]]
    return max((last for first, last in pairs if last <= years_on(first, years)), default=None)


@pytest.mark.parametrize("country", VISA_FREE)
def test_a_visa_free_year_ends_with_the_ninetieth_day(country: str) -> None:
    """The simplest person of every country: ninety days from the entry, the entry included."""
    answer = _visit(country, [(date(2026, 3, 2), None)], date(2026, 3, 2)).cautious
    assert answer.last_day == date(2026, 5, 30)
