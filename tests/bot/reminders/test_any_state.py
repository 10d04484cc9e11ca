"""Whatever is kept of reminders and whatever is done: nothing raises, and nothing personal is in a button."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialog.model import (
    COMMANDS,
    Command,
    Context,
    Event,
    Forget,
    Keep,
    Remind,
    RemindNow,
    Reply,
    Said,
    Tap,
)
from bot.dialog.remembered import Deadline, Later, Reminders
from bot.dialog.reminding.arrival import day_reply
from bot.dialog.reminding.ending import erased_replies, keeping_is_due, keeping_replies
from bot.dialog.reminding.planning import replanned
from bot.dialog.state import State, WrongState
from bot.dialog.step import step
from bot.lawbook import load_law
from bot.reminders.steps import STILL_ASKED
from bot.reminders.zones import HOME, RUSSIAN
from rules.read import read_case
from tests.bot.dialog_paths import PATHS
from tests.bot.dialog_person import PEOPLE, TODAY, Talker
from tests.bot.reminders.kinds import KINDS

SCRIPTS: Final = {**PEOPLE, **{name: path.script for name, path in PATHS.items()}}
DATA: Final = re.compile(r"\d+\.\d+|r\d+\.\d")
days: Final = st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=400))
kinds: Final = st.sampled_from([*KINDS, "gone"])
deadlines: Final = st.builds(Deadline, kinds, days)
some: Final = st.lists(deadlines, max_size=6).map(tuple)
reminders: Final = st.builds(
    Reminders,
    on=st.booleans(),
    zone=st.none() | st.sampled_from([*RUSSIAN, *HOME.values()]),
    form=st.sampled_from(["neutral", "open", None]),
    off=st.lists(kinds, max_size=3).map(tuple),
    done=some,
    later=st.lists(st.builds(Later, deadlines, days), max_size=3).map(tuple),
    first=st.integers(1, 99),
    deadlines=some,
    planned_on=st.none() | days,
)
doings: Final = st.one_of(
    st.integers(0, 60),
    st.integers(0, 60),
    st.builds("r{}.{}".format, st.integers(0, 105), st.integers(0, 8)).map(Tap),
    st.builds("r{}.{}".format, st.integers(0, 105), st.integers(0, 8)).map(Tap),
    st.text(alphabet="r0123456789.", max_size=8).map(Tap),
    days.map(lambda day: Said(f"{day:%d.%m.%Y}")),
    st.sampled_from(["да", "Омск", "завтра", "не знаю"]).map(Said),
    st.sampled_from([("reminders", ""), ("reminders", "test"), *((name, "") for name in COMMANDS)]).map(
        lambda pair: Command(*pair)
    ),
)


def done(state: State | None, doing: int | Event, today: date) -> State | None:
    """Do something, look at all that comes of it, and return what is kept."""
    event: Event = doing if not isinstance(doing, int) else Command("reminders")
    if isinstance(doing, int) and state is not None and state.offers:
        event = Tap(f"{state.turn}.{doing % len(state.offers)}")
    taken = step(state, event, Context(today, load_law(), "ru"))
    assert taken.replies
    check(taken.replies)
    for effect in taken.effects:
        match effect:
            case Remind(wanted, zone):
                assert zone in {*RUSSIAN, *HOME.values()}
                assert len({(each.kind, each.deadline, each.day) for each in wanted}) == len(wanted)
                assert all(each.is_after or today <= each.day for each in wanted)
                assert all(today <= each.day + STILL_ASKED for each in wanted)
                if taken.state is None or not taken.state.reminders.active:
                    assert wanted == ()
            case RemindNow(wanted):
                assert wanted.day >= today
            case Keep() | Forget():
                pass
    if taken.state is None:
        return None
    read = State.from_data(json.loads(json.dumps(taken.state.to_data())))
    assert read == taken.state
    if read.facts.case:
        read_case(dict(read.facts.case))
    assert not read.reminders.active or read.consent == "remember"
    return read


def check(replies: tuple[Reply, ...]) -> None:
    """Look at messages: none empty, the data of each button numbers alone."""
    for reply in replies:
        assert 0 < len(reply.text.strip()) <= 4096
        assert all(DATA.fullmatch(each.data) for row in reply.rows for each in row)


@settings(max_examples=80)
@given(
    st.sampled_from(sorted(SCRIPTS)),
    st.integers(0, 14),
    reminders,
    st.lists(doings, max_size=20),
    st.integers(0, 300),
)
def test_nothing_raises(
    person: str, begun: int, kept: Reminders, todo: list[int | Event], later: int
) -> None:
    """Every event has an answer, in every state of reminders, on every day."""
    talker = Talker().start(consent="remember").go(*SCRIPTS[person][:begun])
    assert talker.state is not None
    state: State | None = replace(talker.state, reminders=kept)
    for number, doing in enumerate(todo):
        today = TODAY + timedelta(days=later * number // 20)
        state = done(state, doing, today)
        if state is None:
            return
        context = Context(today, load_law())
        again, told = replanned(state, context)
        assert (told is not None) <= state.reminders.active
        assert replanned(again, context) == (again, told)
        coming = () if told is None else told.wanted[:5]
        for each in coming:
            for together in ((each,), coming):
                sent, _ = day_reply(again, together, replace(context, today=max(today, each.day)))
                check(() if sent is None else (sent,))
        keeping_is_due(state, TODAY, context)
        check((*keeping_replies(state, context), *erased_replies(state, context)))


@settings(max_examples=60)
@given(reminders)
def test_kept_as_json(kept: Reminders) -> None:
    """What is kept is read back as it was; what is nothing is not written at all."""
    state = State(language="ru", reminders=kept)
    data = json.loads(json.dumps(state.to_data()))
    assert State.from_data(data) == state
    assert ("reminders" in data) == (kept != Reminders())


def test_states_of_before_are_read() -> None:
    """A state that knows nothing of reminders is one of somebody who has none."""
    data = State(language="tg", consent="day").to_data()
    assert "reminders" not in data
    assert State.from_data(data).reminders == Reminders()


WRONG: Final[list[Any]] = [
    None,
    [],
    {},
    {"on": 1},
    {"first": 0},
    {"first": True},
    {"form": "loud"},
    {"off": [1]},
    {"done": [["leave"]]},
    {"done": [["leave", "tomorrow"]]},
    {"later": [["leave", "2026-11-21"]]},
    {"deadlines": "leave"},
    {"planned_on": "today"},
    {"zone": 3},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_state_is_refused(wrong: Any) -> None:  # noqa: ANN401 - anything that JSON can hold
    """A damaged part is told of as one of the state."""
    part = {**Reminders(on=True).to_data(), **wrong} if wrong and isinstance(wrong, dict) else wrong
    with pytest.raises(WrongState, match="reminders"):
        State.from_data({**State().to_data(), "reminders": part})


@given(st.lists(deadlines, min_size=1, max_size=200))
def test_numbers_stay_what_they_are(found: list[Deadline]) -> None:
    """A number means one deadline for ever, until it is so old that it means none."""
    kept, given_out = Reminders(), dict[int, Deadline]()
    for each in found:
        kept = kept.numbering((each,))
        number = kept.number(each)
        assert number is not None
        assert given_out.setdefault(number, each) == each
    assert len(kept.deadlines) <= 60
    for number, each in given_out.items():
        assert kept.deadline(number) in {each, None}
