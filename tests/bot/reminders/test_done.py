"""What "done" under a reminder leads to: a question, a fact, or a note; one table each."""

from datetime import date, timedelta
from typing import Any, Final, NamedTuple

import pytest

from bot.dialog.answer import assessed
from bot.dialog.model import Context, Tap
from bot.dialog.remembered import Deadline
from bot.dialog.view import REVIEW, View
from bot.lawbook import load_law
from bot.replies.words import LANGUAGES, load_words
from rules.when import When
from tests.bot.dialog_person import COOK, TODAY, TRADER
from tests.bot.reminders.kinds import KINDS, somebody, wanted_of
from tests.bot.reminders.test_agreeing import at_answer, reminded, state_of, told
from tests.bot.reminders.test_arrival import again, button, open_reminder

RU: Final = load_words("ru")
every_language = pytest.mark.parametrize("language", LANGUAGES)


class After(NamedTuple):
    """Where "done" leads to, what is answered there, and what the case holds then."""

    at: str
    script: tuple[str, ...]
    case: dict[str, Any]


ASKED: Final = {
    "patent_payment": After("patent.paid", ("~24.01.2027",), {
        "patents": [
            {"issued": "2025-02-01", "paid_until": "2026-01-31"},
            {"issued": "2026-03-25", "paid_until": "2027-01-24"},
        ],
    }),
    "register": After("registered.until", ("~31.12.2026",), {
        "registrations": [{"from": "2026-10-06/2026-10-10", "until": "2026-12-31"}],
    }),
    "leave": After("inside", ("choose:no", "~21.11.2026"), {
        "stays": [{"entry": "2026-10-20", "purpose": "private", "exit": "2026-11-21"}],
    }),
    "medical": After("examined", ("~09.10.2026",), {"medical": ["2026-10-09"]}),
    "medical_renewal": After("examined", ("~08.11.2026",), {"medical": ["2026-11-08"]}),
    "new_contract": After("contract.signed", ("~31.08.2026", "~31.12.2026"), {
        "contracts": [
            {"signed": "2026-06-10", "ended": "2026-08-30"},
            {"signed": "2026-08-31", "until": "2026-12-31"},
        ],
    }),
}  # fmt: skip
NOTED: Final[dict[str, dict[str, Any]]] = {
    "fingerprints": {"fingerprinted": "2026-10-06/2026-10-10"},
    "contract_notice": {"patents": [
        {"issued": "2026-03-25", "paid_until": "2026-12-24", "contract_notified": "2026-03-25/2026-05-01"}
    ]},
    "residence_notice": {"permits": [
        {"kind": "temporary_residence", "issued": "2025-09-25", "until": "2028-09-24",
         "notices": ["2026-09-25/2026-11-10"]},
    ]},
    "fine_payment": {"offences": [
        {"in_force": "2026-09-30", "kind": "traffic", "paid": "2026-09-30/2026-11-21"},
        {"in_force": "2026-10-20", "kind": "traffic"},
    ]},
}  # fmt: skip
NO_FACT: Final = (
    "patent_application",
    "patent_renewal",
    "permit_renewal",
    "expulsion_appeal",
    "migration_card",
    "address_notice",
)


def test_done_is_tested_for_every_kind() -> None:
    """Each kind stands in one of the tables."""
    assert sorted((*ASKED, *NOTED, *NO_FACT)) == sorted(KINDS)


@pytest.mark.parametrize("kind", ASKED)
def test_done_asks_for_the_fact(kind: str) -> None:
    """The question that exists is asked, its answer goes into the case, and the reminders follow."""
    expected = ASKED[kind]
    before = somebody(kind)
    deadline = wanted_of(before, kind).deadline
    talker = open_reminder(kind, "done")
    assert talker.at == expected.at
    talker.effects.clear()
    talker.go(*expected.script)
    assert {key: talker.case[key] for key in expected.case} == expected.case
    assert state_of(talker).reminders.done == ()
    remind = told(talker)[-1]
    # Whoever leaves today is inside for the rest of the day.
    assert kind == "leave" or (kind, deadline) not in {(each.kind, each.deadline) for each in remind.wanted}
    assert not again(talker, kind, deadline, later=1)


@pytest.mark.parametrize("kind", ASKED)
def test_back_takes_done_back(kind: str) -> None:
    """Whoever has tapped it by mistake has said nothing: the deadline is there, and is reminded of."""
    before = somebody(kind)
    deadline = wanted_of(before, kind).deadline
    talker = open_reminder(kind, "done").go("back")
    assert talker.at == "reminder"
    was, now = state_of(before).facts, state_of(talker).facts
    assert (now.case, now.told, now.parked) == (was.case, was.told, was.parked)
    assert talker.go("/status").at == before.go("/status").at
    assert again(talker, kind, deadline)


@pytest.mark.parametrize("kind", ["medical", "medical_renewal", "register"])
def test_done_left_without_an_answer(kind: str) -> None:
    """Whoever goes elsewhere, or nowhere, has said nothing either."""
    before = somebody(kind)
    deadline = wanted_of(before, kind).deadline
    talker = open_reminder(kind, "done")
    assert again(talker, kind, deadline)
    assert talker.go("/status").at == before.go("/status").at
    assert state_of(talker).facts == state_of(before).facts
    assert again(talker, kind, deadline)


@pytest.mark.parametrize("kind", NOTED)
def test_done_says_enough(kind: str) -> None:
    """Where nothing more is to be known the fact is noted at once, and the person stays where they are."""
    deadline = wanted_of(somebody(kind), kind).deadline
    talker = open_reminder(kind, "done")
    assert talker.at == "answer"
    assert talker.text.startswith(RU("remind.noted"))
    assert {key: talker.case[key] for key in NOTED[kind]} == NOTED[kind]
    assert state_of(talker).reminders.done == ()
    assert not again(talker, kind, deadline)


@pytest.mark.parametrize("kind", NO_FACT)
def test_done_without_a_fact(kind: str) -> None:
    """What no case can tell is noted beside it; nothing of it comes any more."""
    before = somebody(kind)
    deadline = wanted_of(before, kind).deadline
    talker = open_reminder(kind, "done")
    assert talker.case == before.case
    assert state_of(talker).reminders.done == (Deadline(kind, deadline),)
    assert talker.text.startswith(RU("remind.noted"))
    # On the last day, and when it is over, the answer asks for it no more.
    for today in (deadline, deadline + timedelta(1)):
        talker.today = today
        assessment = assessed(View(state_of(talker), Context(today, load_law())))
        assert assessment is not None
        assert (kind, deadline, "done") in {
            (duty.duty, duty.due, duty.state) for duty in assessment.cautious.duties
        } or (kind, deadline) not in {(duty.duty, duty.due) for duty in assessment.cautious.duties}
    assert kind not in {each.kind for each in told(talker)[-1].wanted}
    assert not again(talker, kind, deadline)


@pytest.mark.parametrize("form", ["open", "neutral"])
def test_back_to_where_it_was_opened_from(form: str) -> None:
    """Whoever has answered what "done" asked for is not led through all of the answers again."""
    talker = reminded(form=form)
    action = "done" if form == "open" else "open"
    talker.do(Tap(button(talker, "patent_payment", action)))
    if form == "neutral":
        talker.go("done")
    assert talker.at == "patent.paid"
    talker.go("~24.01.2027")
    assert talker.at == "answer"
    assert talker.text.startswith(RU("remind.changed"))
    assert RU.date(date(2026, 12, 24)) in talker.text or RU.date(date(2027, 1, 24)) in talker.text


@every_language
def test_from_the_review_to_the_answer(language: str) -> None:
    """Whoever looked over all answers gets the first line of the answer, and not all of them again."""
    words = load_words(language)
    talker = reminded(form="open", language=language).go("review")
    talker.do(Tap(button(talker, "patent_payment", "done")))
    assert talker.at == "patent.paid"
    talker.go("~24.01.2027")
    assert (talker.at, state_of(talker).place.part) == ("answer", "brief")
    assert talker.text.startswith(words("remind.changed"))
    assert words.date(date(2026, 12, 24)) in talker.text
    assert state_of(talker.go("review")).place == REVIEW


@pytest.mark.parametrize("way", [("in:1",), ("stop",)])
def test_from_the_review_without_an_answer(way: tuple[str, ...]) -> None:
    """What is put off or stopped there leads to the answer as well."""
    talker = reminded(form="open").go("review")
    talker.do(Tap(button(talker, "patent_payment", "later" if way != ("stop",) else "open")))
    talker.go(*way)
    assert (talker.at, state_of(talker).place.part) == ("answer", "brief")


def test_back_to_the_reminder() -> None:
    """Back from the question leads to the reminder that it was asked by, and no fact is lost."""
    talker = reminded(form="open")
    case = talker.case
    talker.do(Tap(button(talker, "patent_payment", "done")))
    talker.go("back")
    assert talker.at == "reminder"
    assert talker.case == case


def test_whoever_left_is_not_told_to_leave() -> None:
    """The day of leaving counts to its end, but whoever told that they left hears no more of it."""
    talker = reminded(TRADER, "open")
    talker.do(Tap(button(talker, "leave", "done")))
    assert again(talker, "leave", date(2026, 12, 3))
    talker.go("choose:no", f"~{TODAY:%d.%m.%Y}")
    assert talker.text == f"{RU('remind.changed')}\n\n{RU('answer.left_today')}"
    assert "leave" not in {each.kind for each in told(talker)[-1].wanted}
    assert not again(talker, "leave", date(2026, 12, 3))


def test_whoever_says_no_and_no_more_is_still_told_to_leave() -> None:
    """That somebody is not in Russia, without the day on which they left, stops nothing."""
    talker = reminded(TRADER, "open")
    talker.do(Tap(button(talker, "leave", "done")))
    talker.go("choose:no")
    assert again(talker, "leave", date(2026, 12, 3))


def test_registered_after_a_move() -> None:
    """The new registration is that of the new address, and the move is behind it."""
    talker = at_answer(
        ("choose:TJ", "choose:yes", "~06.10.2026", "choose:work", "choose:none", "choose:no", "choose:yes",
         "~31.12.2026", "choose:yes", "~17.11.2026", "choose:elsewhere", "choose:neither", "choose:done",
         "answer")
    ).go("remind", "choose:unknown", "choose:open")  # fmt: skip
    due = wanted_of(talker, "register").deadline
    talker.do(Tap(button(talker, "register", "done")))
    talker.go("~31.12.2026")
    assert "moves" not in talker.case
    assert not again(talker, "register", due)


@pytest.mark.parametrize(
    ("person", "kind", "answer"), [(COOK, "patent_payment", "keep"), (TRADER, "leave", "choose:yes")]
)
def test_nobody_believes_that_a_deadline_moved(person: tuple[str, ...], kind: str, answer: str) -> None:
    """Whoever taps "Done" and then tells what was known before is told that the deadline is the same."""
    talker = reminded(person, "open")
    due = wanted_of(talker, kind).deadline
    talker.do(Tap(button(talker, kind, "done")))
    talker.go(answer)
    assert talker.text.startswith(RU("remind.same", date=due))


def test_nobody_believes_that_what_was_missed_is_in_order() -> None:
    """Whoever taps "Done" after the deadline, and tells what was known before, hears that it was missed."""
    talker = reminded(COOK, "open")
    due = wanted_of(talker, "patent_payment").deadline
    tapped = Tap(button(talker, "patent_payment", "done"))
    talker.today = due + timedelta(1)
    talker.do(tapped)
    talker.go("keep", "choose:no")
    assert talker.text.startswith(RU("remind.changed"))
    assert RU("duty.line_missed", duty="", date=due).lstrip(": ") in talker.text


@pytest.mark.parametrize("told_as", ["when:unknown", "when:2026"])
def test_paid_nobody_knows_until_when(told_as: str) -> None:
    """What was paid before is not forgotten: till then at least the patent is paid, and reminded of."""
    talker = reminded(COOK, "open")
    due = wanted_of(talker, "patent_payment").deadline
    talker.do(Tap(button(talker, "patent_payment", "done")))
    talker.go("rough", told_as)
    assert talker.text.startswith(RU("remind.same", date=due))
    (patent,) = talker.case["patents"]
    assert When.parse(patent["paid_until"]).first == due
    assert again(talker, "patent_payment", due)
