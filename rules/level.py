"""The light of an answer, and what to do next, read off its other keys (D-31)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from rules.assessment import Answer, Level
from rules.book import Book

ACTIONS: Final[Mapping[str, tuple[str, str]]] = {
    # duty: (what to do while it is open, what to do once it is missed)
    "register": ("register_by", "register_now"),
    "entry_statement": ("file_statement", "file_statement"),
    "medical": ("do_medical", "do_medical"),
    "fingerprints": ("do_fingerprints", "do_fingerprints"),
    "medical_renewal": ("renew_medical", "renew_medical"),
    "patent_application": ("apply_patent", "apply_patent"),
    "patent_payment": ("pay_patent", "pay_patent"),
    "patent_renewal": ("renew_patent", "renew_patent"),
    "contract_notice": ("notify_contract", "notify_contract"),
    "new_contract": ("sign_contract", "sign_contract"),
    "residence_notice": ("residence_notice", "residence_notice"),
    "permit_renewal": ("renew_permit", "renew_permit"),
    "leave": ("leave_by", "leave_now"),
    "fine_payment": ("pay_fine", "pay_fine"),
    "expulsion_appeal": ("appeal_expulsion", "ask_lawyer"),
    "migration_card": ("replace_card", "replace_card"),
    "address_notice": ("report_address", "report_address"),
}


def finish(answer: Answer, on: date, book: Book, *, unsure: bool, asks: tuple[str, ...]) -> Answer:
    """Return the answer with its light and its actions.

    ``unsure``: the favourable answer differs in status or last day; ``asks``: what only the person
    can tell.
    """
    level = _level(answer, on, book, unsure=unsure)
    return answer._replace(level=level, actions=tuple(dict.fromkeys([*_actions(answer, on), *asks])))


def _level(answer: Answer, on: date, book: Book, *, unsure: bool) -> Level:
    limits = book.at("product.level", on.toordinal())
    red, amber = limits.number("red_days"), limits.number("amber_days")
    ahead = None if answer.last_day is None else (answer.last_day - on).days
    banned = any(not ban.hypothetical for ban in answer.bans)
    if answer.status == "overstay" or banned or (ahead is not None and ahead <= red):
        return "red"
    due = [(duty.due - on).days for duty in answer.duties if duty.state == "open"]
    pressing = any(days <= amber for days in due) or (ahead is not None and ahead <= amber)
    missed = any(duty.state == "missed" for duty in answer.duties)
    return "amber" if answer.status == "manual" or missed or pressing or unsure else "green"


def _actions(answer: Answer, on: date) -> Iterator[str]:
    """Yield what to do, the most pressing first: leaving, closed entry, what is late, what comes."""
    if answer.status == "manual":
        yield "ask_lawyer"
    if answer.status == "overstay":
        yield "leave_now"
        yield "ask_lawyer"
    if answer.status == "outside" and any(not ban.hypothetical for ban in answer.bans):
        yield "do_not_travel" if answer.may_enter_from is None or answer.may_enter_from > on else "check_ban"
    for state in ("missed", "open"):
        for duty in answer.duties:
            if duty.state == state:
                yield ACTIONS[duty.duty][state == "missed"]
    if answer.bans:
        yield "check_ban"
    if answer.status == "outside" and not answer.bans:
        yield "plan_entry"
