"""A change of the law: what it changes for somebody, who is told of it, and what the plan becomes."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialog.model import Command, Context
from bot.dialog.reminding.law_change import changed
from bot.dialog.reminding.planning import replanned
from bot.dialog.reminding.reviewing import reviewed
from bot.dialog.state import Facts, State, WrongState
from bot.dialog.step import step
from bot.lawbook import load_law
from bot.reminders.difference import Change, differences
from bot.reminders.outlook import BanTold, DutyTold, Outlook, mark_of
from rules.read import read_case
from tests.bench.cases import lines
from tests.bot.reminders.kinds import KINDS
from tests.bot.reminders.laws import (
    CHANGES,
    FEWER_DAYS,
    MORE_DAYS,
    NOTE,
    context_of,
    law_with,
    planned,
    told_before,
)

DAY: Final = timedelta(days=1)

every_change = pytest.mark.parametrize("name", CHANGES)


def told(change: Change | None) -> list[tuple[str, str, str, str | None, str | None]]:
    """Return what a change tells, without its articles."""
    assert change is not None
    return [(each.what, each.how, each.name, each.old, each.new) for each in change.differences]


# --- what differs ------------------------------------------------------------------------------


@every_change
def test_what_a_change_tells(name: str) -> None:
    """The heaviest first, each with what was before and what is now."""
    assert tuple(told(changed(told_before(name), context_of(name)))) == CHANGES[name].told


@every_change
def test_every_new_number_has_its_article(name: str) -> None:
    """Of what is gone there is none; all others name the article, and since when that version counts."""
    change = changed(told_before(name), context_of(name))
    assert change is not None
    law = context_of(name).law
    for each in change.differences:
        assert bool(each.law) == (each.how != "gone")
        for article in each.law:
            assert (article.law, article.version) in {(one.article, one.since) for one in law.provisions}


def test_a_last_day_stands_on_the_provision_that_was_changed() -> None:
    """The limit of days in a year, not the general duty to leave."""
    change = changed(told_before("time over"), context_of("time over"))
    assert change is not None
    first = change.differences[0].law[0]
    assert (first.law, first.version.isoformat()) == ("115-FZ 5(1)", "2025-01-01")


@pytest.mark.parametrize("days", [0, 1, 30, 200])
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_law_changes_nothing(kind: str, days: int) -> None:
    """Whatever the day: what differs then is the doing of the day."""
    on = date.fromisoformat(KINDS[kind].on)
    state = planned(KINDS[kind].case, on)
    context = Context(on + days * DAY, load_law())
    assert changed(state, context) is None
    assert reviewed(state, context).change is None


@pytest.mark.parametrize("days", [0, 1, 30, 200])
@pytest.mark.parametrize("kind", KINDS)
def test_a_law_that_says_the_same_changes_nothing(kind: str, days: int) -> None:
    """Also where another fingerprint says that it is another law."""
    on = date.fromisoformat(KINDS[kind].on)
    state = planned(KINDS[kind].case, on)
    outlook = state.reminders.outlook
    assert outlook is not None
    older = replace(state, reminders=replace(state.reminders, outlook=outlook._replace(law="another")))
    context = Context(on + days * DAY, load_law())
    assert changed(older, context) is None
    assert reviewed(older, context).change is None


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(0, 120))
def test_made_up_people_are_told_nothing_by_the_same_law(seed: int, days: int) -> None:
    """Of all kinds of facts, with dates known only roughly too."""
    case = json.loads(next(iter(lines(1, seed, "realistic"))))
    read_case(case)
    on = date(2026, 11, 21)
    state = planned(case, on)
    outlook = state.reminders.outlook
    if outlook is None:
        return
    older = replace(state, reminders=replace(state.reminders, outlook=outlook._replace(law="another")))
    assert changed(older, Context(on + days * DAY, load_law())) is None


def test_a_note_is_no_change() -> None:
    """What only readers of the law see changes no fingerprint."""
    assert mark_of(law_with(NOTE)) == mark_of(load_law())
    state = told_before("last day earlier")
    assert changed(state, Context(date(2026, 4, 20), law_with(NOTE))) is None


@every_change
def test_other_facts_are_not_compared(name: str) -> None:
    """Nobody could tell the doing of the law from that of the facts."""
    state = told_before(name)
    case = {**state.facts.case, "born": "1990-05-05"}
    other = replace(state, facts=Facts(case, state.facts.told))
    assert changed(other, context_of(name)) is None
    assert reviewed(other, context_of(name)).change is None


def test_what_is_over_is_not_told() -> None:
    """A deadline that was over before the law was changed, on both days."""
    state, context = told_before("deadline earlier"), context_of("deadline earlier")
    assert changed(state, replace(context, today=date(2026, 4, 9))) is not None
    assert changed(state, replace(context, today=date(2026, 4, 10))) is None


def test_a_missing_date_is_no_news() -> None:
    """Where the answer is to find a date, the days are bounds and no dates."""
    case = {"citizenship": "AZ", "stays": [{"entry": "unknown", "purpose": "private"}]}
    state = planned(case, date(2026, 11, 21))
    assert changed(state, Context(date(2026, 11, 21), law_with(FEWER_DAYS))) is None


def test_a_day_that_the_law_does_not_reach() -> None:
    """No answer, no news, and the plan stays."""
    gone = ("stay.toml", "since = 2025-01-01\narticle", "since = 2025-01-01\nuntil = 2026-01-01\narticle")
    state = told_before("last day earlier")
    assert reviewed(state, Context(date(2026, 4, 20), law_with(gone))) == (state, None, None)


def outlook(
    status: str, ground: str | None, last: str | None, *duties: DutyTold, bans: tuple[BanTold, ...] = ()
) -> Outlook:
    """Return what somebody was told on a day."""
    day = None if last is None else date.fromisoformat(last)
    return Outlook(date(2026, 4, 20), "law", "case", status, ground, day, duties, bans)


LEAVE: Final = DutyTold("leave", date(2026, 4, 1), date(2026, 6, 29), "missed")
FINE: Final = DutyTold("fine_payment", date(2026, 4, 1), date(2026, 5, 10), "open")
BAN: Final = BanTold("removal", "mandatory", date(2026, 1, 1), date(2031, 1, 1), hypothetical=False)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            outlook("lawful", "visa_free", "2026-06-29"),
            outlook("lawful", "permanent_residence", None),
            [("last_day", "gone"), ("ground", "other")],
        ),
        (
            outlook("lawful", "permanent_residence", None),
            outlook("lawful", "visa_free", "2026-06-29"),
            [("last_day", "new"), ("ground", "other")],
        ),
        (outlook("lawful", "visa_free", "2026-06-29"), outlook("manual", None, None), [("status", "other")]),
        (outlook("manual", None, None), outlook("lawful", "visa_free", "2026-06-29"), [("status", "other")]),
        (
            outlook("lawful", "visa_free", "2026-06-29"),
            outlook("overstay", None, None, LEAVE),
            [("status", "other")],
        ),
        (
            outlook("lawful", "visa_free", "2026-07-29"),
            outlook("overstay", None, None, LEAVE),
            [("last_day", "earlier")],
        ),
        (outlook("outside", None, None), outlook("outside", None, None, FINE), [("duty", "new")]),
        (outlook("outside", None, None, FINE), outlook("outside", None, None), [("duty", "gone")]),
        (
            outlook(
                "outside", None, None, FINE, FINE._replace(since=date(2026, 4, 3), due=date(2026, 5, 12))
            ),
            outlook("outside", None, None, FINE._replace(since=date(2026, 4, 3), due=date(2026, 6, 1)), FINE),
            [("duty", "later")],
        ),
        (
            outlook("outside", None, None, bans=(BAN,)),
            outlook("outside", None, None, bans=(BAN._replace(until=None),)),
            [("ban", "later")],
        ),
        (
            outlook("outside", None, None, bans=(BAN, BAN._replace(ground="limit_90"))),
            outlook("outside", None, None, bans=(BAN._replace(ground="unpaid_fine", until=None),)),
            [("ban", "new"), ("ban", "gone"), ("ban", "gone")],
        ),
        (
            outlook("outside", None, None, bans=(BAN,)),
            outlook("outside", None, None, bans=(BAN._replace(kind="discretionary"),)),
            [],
        ),
        (
            outlook("outside", None, None, FINE),
            outlook("outside", None, None, FINE._replace(since=date(2026, 4, 2))),
            [],
        ),
    ],
)
def test_differences(old: Outlook, new: Outlook, found: list[tuple[str, str]]) -> None:
    """By what people were told on the same day, the heaviest first."""
    assert [(each.what, each.how) for each in differences(old, new)] == found


# --- what becomes of the person -------------------------------------------------------------------


@every_change
def test_after_it_the_plan_is_that_of_the_new_law(name: str) -> None:
    """The list is stored anew, the news is kept, and the outlook is that of today."""
    state, context = told_before(name), context_of(name)
    after, remind, change = reviewed(state, context)
    again, fresh = replanned(replace(state, reminders=replace(state.reminders, outlook=None)), context)
    assert remind == fresh
    assert after.reminders.outlook == again.reminders.outlook
    assert after.reminders.news == change
    assert State.from_data(json.loads(json.dumps(after.to_data()))) == after


@every_change
def test_looked_at_twice_the_same_comes_out(name: str) -> None:
    """Whoever was killed before it was stored does it again, and nothing else than that."""
    first = reviewed(told_before(name), context_of(name))
    again = reviewed(first.state, context_of(name))
    assert again.state is first.state
    assert again.remind == first.remind
    assert again.change == first.change


def test_whom_it_does_not_touch_stays_as_they_are() -> None:
    """Nothing is to be stored of them, and the old fingerprint in what is kept does not matter."""
    state = planned(KINDS["residence_notice"].case, date(2026, 11, 10))
    context = Context(date(2026, 11, 12), law_with(FEWER_DAYS))
    assert reviewed(state, context) == (state, None, None)
    assert reviewed(state, context).state is state


def test_untouched_by_one_law_and_touched_by_the_next() -> None:
    """What was told by the law before the last is compared: in between nothing has changed."""
    one = law_with(("bans.toml", "{ over = 180, years = 5,", "{ over = 180, years = 7,"))
    state, day = told_before("last day earlier"), date(2026, 4, 20)
    assert reviewed(state, Context(day, one)).state is state
    change = reviewed(state, Context(day, law_with(FEWER_DAYS))).change
    assert tuple(told(change)) == CHANGES["last day earlier"].told


def test_other_dates_that_nobody_is_told_of_are_planned_without_a_word() -> None:
    """The first day of a term is no news; the days of the reminders may hang on it."""
    state, context = told_before("last day earlier"), Context(date(2026, 4, 20), law_with(*MORE_DAYS))
    kept = state.reminders.outlook
    assert kept is not None
    same = planned(state.facts.case, date(2026, 4, 20), context.law).reminders.outlook
    assert same is not None
    moved = tuple(each._replace(since=each.since - DAY) for each in same.duties)
    older = same._replace(law=kept.law, duties=moved)
    after, remind, change = reviewed(
        replace(state, reminders=replace(state.reminders, outlook=older)), context
    )
    assert change is None
    assert remind is not None
    assert after.reminders.outlook == same


def test_whoever_is_not_reminded_is_told_nothing() -> None:
    """Stopped is stopped."""
    state = told_before("last day earlier")
    stopped = replace(state, reminders=replace(state.reminders, on=False))
    assert reviewed(stopped, context_of("last day earlier")) == (stopped, None, None)


def test_kept_from_before_there_were_outlooks() -> None:
    """It is planned by the new law, with an outlook for the next change; there is nothing to tell."""
    state, context = told_before("last day earlier"), context_of("last day earlier")
    data = state.to_data()
    for name in ("outlook", "news"):
        del data["reminders"][name]
    before = State.from_data(json.loads(json.dumps(data)))
    assert before.reminders.outlook is None
    after, remind, change = reviewed(before, context)
    assert (remind is not None, change) == (True, None)
    assert after.reminders.outlook is not None
    assert after.reminders.outlook.law == mark_of(context.law)


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [
        ("outlook", "day", "yesterday"),
        ("outlook", "status", None),
        ("outlook", "last_day", "2026-02-30"),
        ("outlook", "duties", [["register", "2026-04-01"]]),
        ("outlook", "bans", [["removal", "mandatory", None, "2031-01-01", "no"]]),
        ("news", "law", None),
        ("news", "differences", []),
        ("news", "differences", [["last_day", "earlier", "", "2026-06-29", "soon", None, []]]),
        ("news", "differences", [["colour", "earlier", "", None, None, None, []]]),
        ("news", "differences", [["ban", "later", "removal", None, None, ["now", "then"], []]]),
        ("news", "differences", [["ban", "later", "removal", None, None, None, [["114-FZ", 2013, "high"]]]]),
    ],
)
def test_what_is_no_outlook_is_refused(part: str, key: str, value: object) -> None:
    """Damage is noticed where it is read, and not in the middle of a message."""
    state = reviewed(told_before("last day earlier"), context_of("last day earlier")).state
    data = json.loads(json.dumps(state.to_data()))
    assert State.from_data(data) == state
    data["reminders"][part][key] = value
    with pytest.raises(WrongState):
        State.from_data(data)


def test_half_told_facts_change_no_plan() -> None:
    """Somebody who is just telling anew is planned when all is told, as after every step."""
    state, context = told_before("last day earlier"), context_of("last day earlier")
    told_half = {key: value for key, value in state.facts.told.items() if key != "trouble"}
    half = replace(state, facts=Facts({"citizenship": "AZ"}, told_half))
    assert reviewed(half, context) == (half, None, None)


# --- a step in between ------------------------------------------------------------------------------


def test_a_tap_between_the_change_and_its_news_hides_nothing() -> None:
    """Whoever only taps something is planned by the new law, and still told what has changed."""
    state, context = told_before("last day earlier"), context_of("last day earlier")
    later = replace(context, today=context.today + DAY)
    taken = step(state, Command("help"), later).state
    assert taken is not None
    assert taken.reminders.planned_on == later.today
    assert taken.reminders.outlook == state.reminders.outlook
    assert tuple(told(reviewed(taken, later).change)) == CHANGES["last day earlier"].told


def test_a_tap_of_somebody_untouched_takes_a_new_outlook() -> None:
    """So that the next change is compared with what was told last, and not a year ago."""
    state = planned(KINDS["residence_notice"].case, date(2026, 11, 10))
    context = Context(date(2026, 11, 12), law_with(FEWER_DAYS))
    taken = step(state, Command("help"), context).state
    assert taken is not None
    outlook = taken.reminders.outlook
    assert outlook is not None
    assert (outlook.day, outlook.law) == (context.today, mark_of(context.law))
