"""Every name of the published case format has words of its own, in every language."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, get_args

import pytest

from bot.replies import reasons, vocabulary
from bot.replies.steps import STEPS
from bot.replies.words import LANGUAGES, Words, load_words
from rules.assessment import BanKind, DutyState, Level, Status
from rules.facts import Case
from rules.grounds.span import ORDER
from rules.level import ACTIONS
from rules.read import read_case
from rules.vague import vague_dates

RULES: Final = Path(__file__).parents[2] / "rules"
BANS: Final = """
    overstay_30 overstay_180 overstay_270 limit_90 offences_3y offences_1y removal repeat_removal
    unpaid_fine  conviction undesirable decision
"""
DUTIES: Final = """
    register entry_statement medical fingerprints medical_renewal patent_application patent_payment
    patent_renewal  contract_notice new_contract residence_notice permit_renewal leave fine_payment
    expulsion_appeal migration_card  address_notice
"""
FREE_ACTIONS: Final = "find_entry_date check_ban do_not_travel ask_purpose ask_lawyer plan_entry"
NOT_CHECKED: Final = """
    controlled_register entry_ban_database ask_purpose entry_statement first_day limit_90_other_grounds
    suspension  visa_stay belarus_days driver_limit
"""
NEVER_ENDING: Final = {"visa_free", "new_contract_term", "departure_term"}

every_language = pytest.mark.parametrize("language", LANGUAGES)


def literals(file: str, pattern: str) -> set[str]:
    """Return the names that a module of the engine holds in a place of its text."""
    return set(re.findall(pattern, (RULES / file).read_text("utf-8")))


def test_levels_statuses_states_and_kinds() -> None:
    """The closed sets of the format are said whole, and nothing beside them."""
    assert set(vocabulary.LEVELS) == set(get_args(Level))
    assert set(vocabulary.STATUSES) == set(get_args(Status))
    assert set(vocabulary.DUTY_STATES) == set(get_args(DutyState))
    assert set(vocabulary.BAN_KINDS) == set(get_args(BanKind))


def test_grounds() -> None:
    """Every ground of stay has a name, and a condition unless it is itself a term."""
    assert set(vocabulary.GROUNDS) == set(ORDER)
    assert set(vocabulary.AS_LONG_AS) == set(ORDER) - NEVER_ENDING


def test_duties_and_bans() -> None:
    """Every duty and every ground for a ban has words."""
    assert set(vocabulary.DUTIES) == set(DUTIES.split())
    assert set(vocabulary.BANS) == set(BANS.split())


def test_actions() -> None:
    """Every action that the engine can ask for has words, of its duty or of its own."""
    of_duties = {action for pair in ACTIONS.values() for action in pair}
    asked = literals("level.py", r'yield "(\w+)"') | literals("hints/open_points.py", r'append\("(\w+)"\)')
    known = set(vocabulary.ACTION_OF_DUTY) | set(vocabulary.ACTIONS)

    assert (of_duties | asked | set(FREE_ACTIONS.split())) - known == set()
    assert set(vocabulary.ACTION_OF_DUTY.values()) == set(vocabulary.DUTIES)


def test_what_was_not_checked() -> None:
    """Whatever the engine can leave unchecked has a name: its own names and every key of a case."""
    named = (
        literals("hints/open_points.py", r'(?:yield |\()"(\w+)"(?:,\)|\n)')
        | literals("hints/duties.py", r'(?m)^    "(\w+)": _')
        | set(NOT_CHECKED.split())
        | set(Case._fields)
    )

    assert named - set(vocabulary.UNCHECKED) == set()


def test_rules_of_the_trace() -> None:
    """Every rule that stands at the top of a trace has a sentence."""
    rules = {"stay.none", "stay.account", "stay.unbroken", "entry.open", "plan.trip", "doubt.all"}
    rules |= {"patent.refused"}
    rules |= {f"stay.{ground}" for ground in ORDER}
    rules |= {f"ban.{ground}" for ground in vocabulary.BANS}
    rules |= {f"duty.{duty}" for duty in vocabulary.DUTIES}
    beside = {"amnesty", "register.controlled"}  # told beside the trace, by the names of their records

    assert set(reasons.RULES) - beside == rules


def test_steps_of_the_trace() -> None:
    """Every step that can stand under a result has a line of its own, and no line is left without a step."""
    named = set[str]()
    for file in (RULES / "trace").glob("*.py"):
        named |= set(
            re.findall(r'"((?:days|left_out|count|end|event|term|done|outcome)\.[a-z_]+)"', file.read_text())
        )
    named -= {"event.other", "done.on"}  # nothing has the one; the other is told by its result

    assert named - set(STEPS) == set()
    assert {name for name in STEPS if name.count(".") == 1 and not name.startswith("stay.")} <= (
        named | {"end.until", "end.cut", "term.over", "term.count", "term.within_years"}
    )


def test_readings() -> None:
    """Every point that is read in two ways has its question and both answers."""
    assert set(reasons.READINGS) == literals("law/readings.toml", r"(?m)^name = '(\w+)'")


def test_facts() -> None:
    """Every date of a case that can be vague has a name."""
    vague = "2026-08"
    case = read_case(
        {
            "citizenship": "UZ",
            "born": vague,
            "stays": [{"entry": vague, "exit": vague}],
            "registrations": [{"from": vague, "until": vague}],
            "moves": [vague],
            "patents": [
                {"issued": vague, "paid_until": vague, "cancelled": vague, "contract_notified": vague},
            ],
            "contracts": [{"signed": vague, "until": vague, "ended": vague}],
            "permits": [
                {
                    "kind": "temporary_residence",
                    "issued": vague,
                    "until": vague,
                    "cancelled": vague,
                    "notices": [vague],
                }
            ],
            "studies": [{"from": vague, "until": vague, "ended": vague}],
            "applications": [{"kind": "citizenship", "filed": vague, "decided": vague}],
            "family": [{"relation": "child", "of": "citizen", "until": vague}],
            "medical": [vague],
            "fingerprinted": vague,
            "entry_statement": vague,
            "migration_card_lost": vague,
            "offences": [{"in_force": vague, "received": vague, "kind": "stay", "paid": vague}],
            "removals": [{"on": vague, "kind": "expulsion"}],
            "stay_shortened": vague,
            "decisions": [{"kind": "entry_ban", "on": vague, "until": vague}],
            "controlled_register": {"since": vague, "until": vague},
            "planned": [{"entry": vague, "exit": vague}],
        }
    )
    paths = {re.sub(r"\[\d+\]", "", place.path) for place, _ in vague_dates(case)}

    assert paths - set(reasons.FACTS) == set()
    # No answer turns on the day of a notice; the purpose is no date, but may be what matters most.
    assert set(reasons.FACTS) - paths <= {"permits.notices", "stays.purpose"}


def keys() -> set[str]:
    """Return every key that the tables name."""
    tables: tuple[Mapping[str, str], ...] = (
        vocabulary.LEVELS,
        vocabulary.STATUSES,
        vocabulary.GROUNDS,
        vocabulary.AS_LONG_AS,
        vocabulary.DUTY_STATES,
        vocabulary.ACTIONS,
        vocabulary.BANS,
        vocabulary.BAN_KINDS,
        vocabulary.UNCHECKED,
        vocabulary.CERTAINTIES,
        reasons.RULES,
        reasons.FOUND,
    )
    found = {key for table in tables for key in table.values()}
    found |= {key for each in vocabulary.DUTIES.values() for key in (each.name, each.act, each.late)}
    found |= {
        key for each in reasons.READINGS.values() for key in (each.question, each.cautious, each.favourable)
    }
    found |= {key for each in reasons.FACTS.values() for key in (each.name, each.where) if key is not None}
    return found


@every_language
def test_every_key_has_a_text(language: str) -> None:
    """The tables name only texts that are there."""
    words = load_words(language)

    assert all(words(key) for key in keys())


@every_language
def test_names_are_told_apart(language: str) -> None:
    """Two names of one kind never read the same."""
    words = load_words(language)

    for table in (
        vocabulary.GROUNDS,
        vocabulary.BANS,
        vocabulary.UNCHECKED,
        vocabulary.ACTIONS,
        reasons.RULES,
    ):
        assert len(_said(table, words)) == len(table)


def _said(table: Mapping[str, str], words: Words) -> set[str]:
    return {words(key) for key in table.values()}
