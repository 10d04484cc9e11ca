"""What holds whatever people do, found out with people who do anything."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialog.model import COMMANDS, LABEL_LIMIT, LOST, Command, Context, Event, Said, Tap, Unsupported
from bot.dialog.state import State, WrongState
from bot.dialog.step import step
from bot.lawbook import load_law
from bot.replies.words import LANGUAGES
from rules.read import read_case
from tests.bot.dialog_paths import PATHS
from tests.bot.dialog_person import PEOPLE, TODAY, Talker

SCRIPTS = {**PEOPLE, **{name: path.script for name, path in PATHS.items()}}

SAID = (
    *("да", "нет", "не знаю", "Узбекистан", "2026", "март 2026", "вчера", "31.02.2026", "x" * 5000),
    *("01.02 - 03.04", "05.05.2026-06.06.2026; 31.02-01.03", "1) 01.01 - 02.02\n" * 20, "1 - 1\n" * 500),
    *("кара тизме", "депорт", "реестр", "кирди-чыкты", "узбекча", "русский"),
)
TEXTS = st.one_of(
    st.text(max_size=40),
    st.dates(date(2022, 1, 1), date(2028, 12, 31)).map(lambda day: f"{day:%d.%m.%Y}"),
    st.sampled_from(SAID),
)
DOINGS = st.one_of(
    # Most of what people do is tapping; which of the buttons there are is chosen by a number.
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(0, 60),
    TEXTS.map(Said),
    st.sampled_from([*COMMANDS, LOST, "foo"]).map(Command),
    st.text(max_size=12).map(Tap),
    st.sampled_from(["photo", "contact", "location", "voice", "other"]).map(Unsupported),  # type: ignore[arg-type]
)


def event_of(doing: int | Event, state: State | None) -> Event:
    """Return what is done: a number taps the button of that number, counted round."""
    if not isinstance(doing, int):
        return doing
    if state is None or not state.offers:
        return Command("start")
    return Tap(f"{state.turn}.{doing % len(state.offers)}")


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(SCRIPTS)), st.integers(0, 12), st.lists(DOINGS, max_size=40), st.integers(0, 500)
)
def test_anything_gets_an_answer(person: str, begun: int, doings: list[int | Event], days: int) -> None:
    """Nothing raises, every event gets a reply, the state goes through JSON, and the case stays sound."""
    state = Talker().start().go(*SCRIPTS[person][:begun]).state
    for number, doing in enumerate(doings):
        today = TODAY + timedelta(days=days * number // 40)
        taken = step(state, event_of(doing, state), Context(today, load_law(), "ru"))
        assert taken.replies
        for reply in taken.replies:
            assert 0 < len(reply.text.strip()) <= 4096
            for button in (button for row in reply.rows for button in row):
                assert 0 < len(button.label) <= LABEL_LIMIT
                assert len(button.data.encode()) <= 64
        if taken.state is not None:
            state = State.from_data(json.loads(json.dumps(taken.state.to_data())))
            assert state == taken.state
            if state.facts.case:
                read_case(dict(state.facts.case))
            assert state.consent is not None or not (state.facts.case or state.facts.told)
        else:
            state = None


@settings(max_examples=40)
@given(st.sampled_from(sorted(SCRIPTS)), st.integers(1, 14), st.integers(1, 20))
def test_back_never_loses_answers(person: str, begun: int, steps: int) -> None:
    """Going back, however far, takes no fact away."""
    talker = Talker().start().go(*SCRIPTS[person][:begun])
    case = talker.case
    for _ in range(steps):
        assert talker.state is not None
        if "back" in talker.state.offers:
            talker.go("back")
    assert talker.case == case


@settings(max_examples=15)
@given(st.lists(st.integers(0, 60), max_size=40))
def test_every_language_says_everything(taps: list[int]) -> None:
    """Whatever is tapped, each language has words for it, and the same buttons."""
    states: dict[str, State | None] = {language: Talker().start(language).state for language in LANGUAGES}
    for tap in taps:
        for language, state in states.items():
            event = event_of(tap, state)
            states[language] = step(state, event, Context(TODAY, load_law(), language)).state
        places = {None if state is None else (state.place, state.offers) for state in states.values()}
        languages = {None if state is None else state.language for state in states.values()}
        if len(languages) < len(LANGUAGES):
            return
        assert len(places) == 1


WRONG: list[dict[str, object]] = [
    {"version": 0},
    {"more": 1},
    {"turn": -1},
    {"turn": True},
    {"language": 5},
    {"consent": "always"},
    {"place": ["a"]},
    {"back": "a"},
    {"back": [["a", "b", "c", "d"]]},
    {"offers": [1]},
    {"case": {"citizenship": "XX"}},
    {"case": []},
    {"told": {"a": 1}},
    {"draft": ["stays"]},
    {"parked": [["stays", None, {"entry": 1}]]},
]
BROKEN: list[object] = [
    None,
    [],
    {},
    {"version": 2},
    {"version": 1},
    *({**State(language="ru").to_data(), **wrong} for wrong in WRONG),
]


@pytest.mark.parametrize("data", BROKEN)
def test_foreign_states_are_refused(data: object) -> None:
    """What is no state of this version is refused with a clear error, so that the channel begins anew."""
    with pytest.raises(WrongState):
        State.from_data(data)
