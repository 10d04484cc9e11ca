"""People made up by chance: exact trips for counting, and whole cases in the published format."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final, TypeAlias

from hypothesis import strategies as st

from rules.read import APPLICATIONS, DECISIONS, OFFENCES, PERMITS, PURPOSES, RELATIONS, RELATIVES, REMOVALS
from tests.rules.day_by_day import Trip

Data: TypeAlias = dict[str, Any]

DAY: Final = timedelta(days=1)
# No day of these years was suspended.
BEFORE_SUSPENSION: Final = (date(2013, 1, 1), date(2019, 12, 31))
AFTER_SUSPENSION: Final = (date(2023, 2, 1), date(2029, 12, 31))
SINCE_2025: Final = (date(2025, 1, 1), date(2029, 12, 31))
VISA_FREE: Final = ("TJ", "UZ", "KG", "KZ", "AM", "AZ", "MD")
COUNTRIES: Final = (*VISA_FREE, "BY", "GE", "UA", "IN", "RU", "TM")
REGIONS: Final = ("RU-MOW", "RU-MOS", "RU-SPE", "RU-TUL")


@st.composite
def trips(
    draw: st.DrawFn, *, era: tuple[date, date], most: int = 5, gap: int = 200, still_there: bool = False
) -> tuple[list[Trip], date]:
    """Trips within an era, oldest first, the last perhaps without an exit, and a day to ask about.

    Trips may share a day. Their lengths gather round the boundaries of the law, and they like to
    begin in autumn, so that New Year falls among them. ``still_there``: the
    last has no exit, and the day lies within ninety days of its entry.
    """
    first, last = era
    lengths = st.one_of(
        st.integers(0, 40), st.sampled_from([29, 59, 88, 89, 90, 91, 120, 269, 270, 359, 361])
    )
    gaps = st.one_of(st.integers(0, 3), st.integers(0, gap))
    autumn = st.integers(240, 360)
    day = first + draw(st.one_of(st.integers(0, 700), autumn)) * DAY
    found: list[Trip] = []
    for _ in range(draw(st.integers(1, most))):
        leave = day + draw(lengths) * DAY
        if leave > last:
            break
        found.append((day, leave))
        day = leave + draw(gaps) * DAY
    open_end = still_there or draw(st.booleans())
    if not found:
        found.append((first, None))
    elif open_end:
        found[-1] = (found[-1][0], None)
    if still_there:
        return found, found[-1][0] + draw(st.integers(0, 89)) * DAY
    end = max(leave or entry for entry, leave in found)
    return found, draw(st.one_of(st.dates(first + 730 * DAY, last), _near(end, last)))


def _near(day: date, last: date) -> st.SearchStrategy[date]:
    return st.integers(0, 400).map(lambda more: min(day + more * DAY, last))


def eras() -> st.SearchStrategy[tuple[date, date]]:
    """One of the eras of the law without a suspension."""
    return st.sampled_from([BEFORE_SUSPENSION, AFTER_SUSPENSION])


def stays_data(found: Sequence[Trip]) -> list[Data]:
    """Trips as the stays of a case."""
    return [{"entry": entry, "exit": leave} for entry, leave in found]


def vague(day: date) -> st.SearchStrategy[str]:
    """The text of a date that this day fits: itself, its month, its year, an interval, unknown."""
    return st.one_of(
        st.just(day.isoformat()),
        st.just(f"{day:%Y-%m}"),
        st.just(f"{day:%Y}"),
        st.tuples(st.integers(0, 40), st.integers(0, 40)).map(
            lambda ends: f"{day - ends[0] * DAY}/{day + ends[1] * DAY}"
        ),
        st.just("unknown"),
    )


DAYS: Final = st.dates(date(2011, 1, 1), date(2029, 12, 31))


def _some(*shapes: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.one_of(*shapes), max_size=most)


@st.composite
def _dated(draw: st.DrawFn, starts: str, ends: Sequence[str], *, exact: bool) -> Data:
    """An item with a start and some later ends, each end perhaps left out."""
    text = (lambda day: st.just(day.isoformat())) if exact else vague
    start = draw(DAYS)
    item = {starts: draw(text(start))}
    for end in ends:
        if draw(st.booleans()):
            item[end] = draw(text(start + draw(st.integers(0, 1200)) * DAY))
    return item


def _with(item: st.SearchStrategy[Data], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    return st.builds(lambda base, extra: base | extra, item, st.fixed_dictionaries({}, optional=more))


def _kind(item: st.SearchStrategy[Data], **more: Sequence[str]) -> st.SearchStrategy[Data]:
    named = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in more.items()})
    return st.builds(lambda base, extra: base | extra, item, named)


@st.composite
def _stays(draw: st.DrawFn, *, exact: bool) -> list[Data]:
    found, _ = draw(trips(era=(date(2011, 6, 1), date(2029, 12, 31)), most=6))
    text = (lambda day: st.just(day.isoformat())) if exact else vague
    stays = []
    for entry, leave in found:
        stay: Data = {"entry": draw(text(entry))}
        if leave is not None:
            stay["exit"] = draw(text(leave))
        if draw(st.booleans()):
            stay["purpose"] = draw(st.sampled_from(PURPOSES))
        if draw(st.integers(0, 20)) == 0:
            stay["visa"] = True
        stays.append(stay)
    return stays


def _lists(*, exact: bool) -> dict[str, st.SearchStrategy[Any]]:
    day = DAYS.map(date.isoformat) if exact else DAYS.flatmap(vague)
    region = st.sampled_from(REGIONS)
    return {
        "born": day,
        "international_driver": st.booleans(),
        "registrations": _some(_with(_dated("from", ["until"], exact=exact), region=region)),
        "moves": _some(day),
        "patents": _some(
            _with(
                _dated("issued", ["cancelled", "contract_notified"], exact=exact).flatmap(_paid),
                region=region,
            )
        ),
        "contracts": _some(_dated("signed", ["until", "ended"], exact=exact)),
        "permits": _some(
            _with(
                _kind(_dated("issued", ["until", "cancelled"], exact=exact), kind=PERMITS), notices=_some(day)
            )
        ),
        "studies": _some(_dated("from", ["until", "ended"], exact=exact), most=2),
        "applications": _some(_kind(_dated("filed", ["decided"], exact=exact), kind=APPLICATIONS), most=2),
        "family": _some(
            _with(_kind(st.just({}), relation=RELATIONS, of=RELATIVES), until=day),
            most=2,
        ),
        "medical": _some(day),
        "fingerprinted": day,
        "entry_statement": day,
        "migration_card_lost": day,
        "offences": _some(
            _with(
                _kind(_dated("in_force", ["paid"], exact=exact), kind=OFFENCES),
                received=day,
                with_expulsion=st.booleans(),
            )
        ),
        "removals": _some(_with(_kind(st.just({}), kind=REMOVALS), on=day), most=2),
        "stay_shortened": day,
        "convictions": _some(st.builds(lambda spent: {"spent": spent}, st.booleans()), most=2),
        "decisions": _some(_kind(_dated("on", ["until"], exact=exact), kind=DECISIONS), most=2),
        "controlled_register": _dated("since", ["until"], exact=exact),
        "planned": _some(_dated("entry", ["exit"], exact=exact), most=2),
    }


def _paid(patent: Data) -> st.SearchStrategy[Data]:
    """Add the paid time: unknown where the issue is not an exact day, else some months."""
    try:
        issued = date.fromisoformat(patent["issued"])
    except ValueError:
        return st.just(patent | {"paid_until": "unknown"})
    return st.integers(0, 400).map(lambda more: patent | {"paid_until": (issued + more * DAY).isoformat()})


@st.composite
def case_data(draw: st.DrawFn, *, exact: bool = False) -> Data:
    """A whole valid case as plain data: a few of the keys of the format, dates exact or vague."""
    data: Data = {"citizenship": draw(st.sampled_from(COUNTRIES)), "stays": draw(_stays(exact=exact))}
    lists = _lists(exact=exact)
    for key in draw(st.lists(st.sampled_from(sorted(lists)), max_size=6, unique=True)):
        data[key] = draw(lists[key])
    return data
