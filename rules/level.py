"""The light of an answer, and what to do next, read off its other keys (D-31)."""

from collections.abc import Collection, Iterator, Mapping
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

DECISIONS: Final = frozenset({"decision", "undesirable"})
"""The grounds for a ban that are decisions the person was told of."""


def finish(  # noqa: PLR0913 - all that an answer is finished with
    answer: Answer,
    on: date,
    book: Book,
    *,
    unsure: bool,
    asks: tuple[str, ...],
    pointless: frozenset[str] = frozenset(),
) -> Answer:
    """Return the answer with its light and its actions.

    ``unsure``: the favourable answer differs in status or last day; ``asks``: what only the person
    can tell; ``pointless``: what would cost money for nothing.
    """
    level = _level(answer, on, book, unsure=unsure)
    actions = dict.fromkeys(each for each in (*_actions(answer, on), *asks) if each not in pointless)
    return answer._replace(level=level, actions=tuple(actions))


def taken_as_done(
    answer: Answer, done: Collection[tuple[str, date]], on: date, book: Book, *, unsure: bool
) -> Answer:
    """Return the answer with some duties taken as done, its light and its actions with them.

    ``done`` names them by duty and last day; ``unsure`` is that of :func:`finish`.
    """
    duties = tuple(
        duty._replace(state="done") if (duty.duty, duty.due) in done else duty for duty in answer.duties
    )
    if duties == answer.duties:
        return answer
    after = answer._replace(duties=duties)
    gone = set(_actions(answer, on)) - set(_actions(after, on))
    actions = tuple(action for action in answer.actions if action not in gone)
    return after._replace(level=_level(after, on, book, unsure=unsure), actions=actions)


def must_leave(answer: Answer) -> bool:
    """Return whether a decision in force obliges somebody who is inside to leave (114-FZ 25.10).

    A removal without an end is one that was ordered and not carried out (D-21).
    """
    return answer.status != "outside" and any(
        ban.ground in DECISIONS or (ban.ground == "removal" and ban.until is None) for ban in answer.bans
    )


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
    yield from _to_leave(answer)
    if answer.status == "outside" and any(not ban.hypothetical for ban in answer.bans):
        yield "do_not_travel" if answer.may_enter_from is None or answer.may_enter_from > on else "check_ban"
    for state in ("missed", "open"):
        for duty in answer.duties:
            if duty.state == state:
                yield ACTIONS[duty.duty][state == "missed" or (duty.duty == "leave" and must_leave(answer))]
    if answer.bans:
        yield "check_ban"
    if answer.status == "outside" and not answer.bans:
        yield "plan_entry"


def _to_leave(answer: Answer) -> Iterator[str]:
    """Yield that the person must leave, or that only a person can tell; an open appeal comes before."""
    leaving = must_leave(answer)
    if leaving and any(duty.duty == "expulsion_appeal" and duty.state == "open" for duty in answer.duties):
        yield "appeal_expulsion"
        yield "ask_lawyer"
    if leaving or answer.status == "overstay":
        yield "leave_now"
        yield "ask_lawyer"
    if answer.status == "manual":
        yield "ask_lawyer"
