"""What a change of the facts may never do to the answer: generated people, held against themselves."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.lawbook import load_law
from rules.assess import assess
from rules.assessment import Answer, Assessment
from rules.facts import Case
from rules.read import WrongCase, read_case
from rules.vague import Place, settled
from rules.when import UNKNOWN, When
from rules.write import case_data
from tests.rules.answers import EVERY_KEY, worse
from tests.rules.lived import Asked, persons
from tests.rules.relations import BETTER, GROUNDS, NO_DUTIES, RELATIONS, SAME, Relation
from tests.rules.strategies import Data

DAY: Final = timedelta(days=1)
WEEK: Final = 7 * DAY
# Times in which no law changes that the two ends of a vague date could lie on either side of.
EVEN: Final = ((date(2016, 11, 1), date(2018, 6, 1)), (date(2026, 7, 15), date(2028, 9, 1)))

QUIET: Final = [HealthCheck.too_slow, HealthCheck.filter_too_much]
related = settings(max_examples=25, suppress_health_check=QUIET)


def _assessed(data: Data, on: date) -> Assessment:
    """Assess facts that may have become no case."""
    try:
        case = read_case(data)
    except WrongCase:
        assume(False)  # noqa: FBT003 - that is how hypothesis is told
        raise
    return assess(case, on, load_law())


def _views(got: Assessment, relation: Relation) -> list[Answer]:
    return [getattr(got, view) for view in relation.views]


@pytest.mark.parametrize("name", RELATIONS)
def test_a_change_of_the_facts_keeps_its_promise(name: str) -> None:
    """Each relation of the table holds for every person, in every view and key it is promised for."""
    relation = RELATIONS[name]

    @given(asked=persons(needs=relation.needs, apart_from=relation.without), draw=st.data())
    @related
    def held(asked: Asked, draw: st.DataObject) -> None:
        changed = relation.change(asked, draw)
        assume(changed is not None)
        assert changed is not None
        before, after = (_assessed(data, asked.on) for data in (asked.data, changed))
        for one, other in zip(_views(before, relation), _views(after, relation), strict=True):
            if relation.promise != BETTER:
                assert not worse(one, other, relation.keys), changed
            if relation.promise != "never better":
                assert not worse(other, one, relation.keys), changed
            if relation.promise == SAME and relation.keys == EVERY_KEY:
                assert one._replace(planned=(), actions=()) == other._replace(planned=(), actions=()), changed

    held()


@given(asked=persons())
@settings(max_examples=100, suppress_health_check=QUIET)
def test_the_cautious_answer_is_the_worse_one_in_every_key(asked: Asked) -> None:
    """Of no key is the cautious side better than the favourable one."""
    got = _assessed(asked.data, asked.on)
    assert not worse(got.favourable, got.cautious)


@given(
    asked=persons(era=(date(2016, 11, 1), date(2018, 1, 1)), apart_from=("born",)), weeks=st.integers(-30, 30)
)
@related
def test_a_life_some_weeks_later_is_the_same_life(asked: Asked, weeks: int) -> None:
    """Where no year's account begins, all facts moved by whole weeks move the answer by as much."""
    data = {key: value for key, value in asked.data.items() if key in {"citizenship", "stays"}}
    moved: Data = _moved(data, weeks * WEEK)
    one, other = _assessed(data, asked.on).cautious, _assessed(moved, asked.on + weeks * WEEK).cautious
    assert (one.status, one.ground, one.overstay_days) == (other.status, other.ground, other.overstay_days)
    assert one.days is not None
    assert other.days is not None
    assert (one.days.used, one.days.left) == (other.days.used, other.days.left)
    assert one.last_day is None or one.last_day + weeks * WEEK == other.last_day


def _moved(value: Any, by: timedelta) -> Any:  # noqa: ANN401 - any part of a case
    match value:
        case date():
            return value + by
        case Mapping():
            return {key: _moved(part, by) for key, part in value.items()}
        case list():
            return [_moved(part, by) for part in value]
        case _:
            return value


# --- a date less well known ----------------------------------------------------------------------


class Vague(NamedTuple):
    """Dates of one kind that are made vague, and for which keys and persons that is promised.

    ``forms``: the forms the date is given; ``apart_from``: what must not stand beside it.
    """

    path: str
    needs: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()
    keys: tuple[str, ...] = EVERY_KEY
    forms: tuple[str, ...] = ("interval", "month", "year", "unknown")
    views: tuple[str, ...] = ("cautious", "favourable")


NEAR: Final = ("interval", "month")
DATED: Final = (*NEAR, "year")
BANS: Final = ("bans", "may_enter_from", "status")

# D-15 weighs the case with all earliest days and the case with all latest ones. For these dates the
# worst and the best answers lie at the ends. They need not where a day between makes what neither
# end makes: an application or a family's extension that falls into the stay only there, a contract
# whose early end gives the term for a new one only there (D-12), a decision that shortens another
# stay. Those dates are left out here, and so are the duties of a stay whose entry nobody knows: the
# earliest day is then one before the law of these duties. A permit whose end nobody knows is not told
# to be renewed (D-29), a patent, a permit or a course whose end nobody knows can have ended before the
# stay and then takes nothing from it (D-11), a decision in force lifts other duties, and a card lost on a
# day nobody knows is taken for that of the last entry.
VAGUE: Final = (
    Vague("stays.entry", apart_from=GROUNDS, keys=NO_DUTIES),
    Vague("stays.entry", apart_from=GROUNDS, forms=NEAR),
    Vague("stays.exit", apart_from=GROUNDS),
    Vague("patents.paid_until", ("patents",), forms=DATED),
    Vague("patents.issued", ("patents",), keys=NO_DUTIES, views=("cautious",), forms=NEAR),
    Vague("patents.cancelled", ("patents",), keys=NO_DUTIES, forms=DATED),
    Vague("contracts.until", ("contracts",)),
    Vague("permits.until", ("permits",), views=("cautious",), forms=DATED),
    Vague("permits.cancelled", ("permits",), keys=NO_DUTIES, views=("cautious",), forms=DATED),
    Vague("studies.until", ("studies",), forms=DATED),
    Vague("studies.ended", ("studies",), forms=DATED),
    Vague("registrations.start", ("registrations",), forms=NEAR),
    Vague("born.None", ("born",), apart_from=("family",), forms=DATED),
    Vague("medical.None", ("medical",), forms=NEAR),
    Vague("fingerprinted.None", ("fingerprinted",), forms=NEAR),
    Vague("entry_statement.None", ("entry_statement",), forms=NEAR),
    Vague("migration_card_lost.None", ("migration_card_lost",), forms=DATED),
    Vague("offences.in_force", ("offences",)),
    Vague("offences.paid", ("offences",)),
    Vague("offences.received", ("offences",), keys=BANS),
    Vague("removals.on", ("removals",), apart_from=("offences",), keys=BANS),
    Vague("decisions.on", ("decisions",), keys=BANS),
    Vague("decisions.until", ("decisions",), keys=BANS),
)


@pytest.mark.parametrize("vague", VAGUE, ids=lambda each: f"{each.path} in {len(each.keys)} keys")
def test_knowing_a_date_less_well_never_helps(vague: Vague) -> None:
    """A date made an interval or unknown: cautiously never better, favourably never worse."""

    @given(
        asked=st.sampled_from(EVEN).flatmap(
            lambda era: persons(era=era, needs=vague.needs, apart_from=vague.apart_from)
        ),
        draw=st.data(),
    )
    @related
    def held(asked: Asked, draw: st.DataObject) -> None:
        case = read_case(asked.data)
        places = [(place, day) for place, day in _exact_dates(case) if _named(place) == vague.path]
        assume(places)
        place, day = draw.draw(st.sampled_from(places))
        assume(day <= asked.on or place.name in {"until", "paid_until"})
        when = _widened(day, draw.draw(st.sampled_from(vague.forms)), draw)
        others = [stay["entry"] for stay in asked.data["stays"]]
        assume(when == UNKNOWN or place.key == "stays" or not any(_holds(when, entry) for entry in others))
        exact, wide = (
            _assessed(asked.data, asked.on),
            _assessed(case_data(settled(case, place, when)), asked.on),
        )
        if "cautious" in vague.views:
            assert not worse(exact.cautious, wide.cautious, vague.keys), (place, when)
        if "favourable" in vague.views:
            assert not worse(wide.favourable, exact.favourable, vague.keys), (place, when)

    held()


def _widened(day: date, form: str, draw: st.DataObject) -> When:
    if form == "interval":
        before, after = draw.draw(st.tuples(st.integers(0, 60), st.integers(0, 60)))
        return When(day - before * DAY, day + after * DAY)
    return UNKNOWN if form == "unknown" else When.parse(f"{day:%Y-%m}" if form == "month" else f"{day:%Y}")


def _holds(when: When, day: date) -> bool:
    return when.first is not None and when.last is not None and when.first <= day <= when.last


def _named(place: Place) -> str:
    return f"{place.key}.{place.name}"


def _exact_dates(case: Case) -> list[tuple[Place, date]]:
    found: list[tuple[Place, date]] = []
    value: Any
    for key, value in zip(case._fields, case, strict=True):
        many = isinstance(value, tuple) and not hasattr(value, "_fields")
        for number, item in enumerate(value) if many else [(None, value)]:
            fields = getattr(item, "_fields", ()) if not isinstance(item, When) else ()
            dates = zip(fields, item, strict=True) if fields else [(None, item)]
            found += [
                (Place(key, number, name), each.first)
                for name, each in dates
                if isinstance(each, When) and each.exact and each.first is not None
            ]
    return found
