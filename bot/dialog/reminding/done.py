"""What "Done" leads to: facts that follow from it, the question that must be asked, or a mere note.

By the kind of deadline in a table; a kind that is not there has no fact in a case, so that it is noted.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from bot.dialog.answer import assessed
from bot.dialog.asking import sound
from bot.dialog.known import DAY, EARLIEST, replaced
from bot.dialog.questions import BY_ID, LISTS
from bot.dialog.questions.form import far, first_day
from bot.dialog.questions.lists import reopened, start
from bot.dialog.remembered import Deadline
from bot.dialog.state import Facts, Place
from bot.dialog.view import View
from bot.reminders.steps import LEAVE
from rules.assessment import Assessment, Duty
from rules.when import When

_BOTH: Final = "both"
_PAID: Final = "patent.paid"
_UNTIL: Final = Place("registered.until")


class Told(NamedTuple):
    """What follows at once from the word "done", and what is asked then; None where that is nothing.

    Where something is asked, nothing has followed yet that counts: whoever goes back has said nothing.
    """

    facts: Facts
    ask: Place | None = None


def told(view: View, deadline: Deadline) -> Told | None:
    """Return what follows from it that a deadline is met; None where no fact of the case can say so."""
    find = _OF_KIND.get(deadline.kind)
    found = None if find is None else find(view, deadline)
    return found if found is not None and sound(found.facts) else None


def with_answer(view: View, asked: Place, deadline: Deadline | None) -> View:
    """Return the view after the answer to what was asked, with what follows from its being of a reminder."""
    if asked == _UNTIL:
        # What was registered is the address where the person lives now.
        facts = BY_ID["moved"].take(view.known, "no")
        return _with(view, facts) if isinstance(facts, Facts) else view
    if asked.at == _PAID and asked.item is not None and deadline is not None:
        return _with(view, _paid_at_least(view, asked.item, deadline.day))
    return view


def _paid_at_least(view: View, place: int, day: date) -> Facts:
    """Return the facts where it is not known to the day until when a patent is paid now.

    That cannot be before the day until which it was paid when the person was reminded.
    """
    patents = view.known.items("patents")
    if place >= len(patents):
        return view.known.facts
    told = When.parse(str(patents[place]["paid_until"]))
    first, last = told.first or day, told.last or far(view.today)
    if told.exact or last < day:
        return view.known.facts
    until = str(When(max(first, day), last))
    return view.known.facts.put(patents=replaced(patents, place, {**patents[place], "paid_until": until}))


def undone(view: View, deadline: Deadline) -> Duty | None:
    """Return the duty of a deadline that is not met, late or not; None where there is nothing to do."""
    return undone_of(assessed(view), deadline)


def undone_of(assessment: Assessment | None, deadline: Deadline) -> Duty | None:
    """Return the same by an assessment that is there already; None where there is none."""
    duties = () if assessment is None else assessment.cautious.duties
    same = (duty for duty in duties if (duty.duty, duty.due) == deadline)
    return next((duty for duty in same if duty.state != "done"), None)


def _with(view: View, facts: Facts) -> View:
    return replace(view, state=replace(view.state, facts=facts))


# --- each kind ---------------------------------------------------------------------------------


def _paid_patent(view: View, deadline: Deadline) -> Told | None:
    """Ask until when the patent is paid now: of several, that which the deadline is of."""
    known, of = view.known, LISTS["patents"]
    patents = known.items(of.name)
    if not patents:
        return None
    places = [place for place, item in enumerate(patents) if _is_day(item.get("paid_until"), deadline.day)]
    place = places[-1] if places else len(patents) - 1
    return Told(reopened(of, known, place), Place(_PAID, place))


def _is_day(value: object, day: date) -> bool:
    return str(value) == day.isoformat()


def _paid_fine(view: View, deadline: Deadline) -> Told | None:
    """Note the fine as paid by today: that one without which the deadline is no more."""
    fines = view.known.items("offences")
    unpaid = [place for place, fine in enumerate(fines) if not fine.get("paid")]
    for place in unpaid:
        day = view.known.since(first_day(str(fines[place]["in_force"])) or EARLIEST)
        facts = view.known.facts.put(offences=replaced(fines, place, {**fines[place], "paid": day}))
        if undone(_with(view, facts), deadline) is None:
            return Told(facts)
    return None


def _registered(view: View, _deadline: Deadline) -> Told:
    """Ask until when the registration runs."""
    return Told(view.known.facts, _UNTIL)


def _left(view: View, _deadline: Deadline) -> Told:
    """Ask whether the person is in Russia: whoever is not is asked when they left."""
    return Told(view.known.facts, Place("inside"))


def _examined(view: View, _deadline: Deadline) -> Told:
    """Ask for the day of the examination; that of the fingerprints stays as it was told."""
    return Told(view.known.facts, Place("examined"))


def _fingerprinted(view: View, _deadline: Deadline) -> Told:
    """Note that the fingerprints were given on some day up to today."""
    known = view.known
    both = known.told("health") in {_BOTH, "medical"}
    facts = known.facts.tell(health=_BOTH if both else "fingerprints")
    return Told(facts.put(fingerprinted=known.since(known.entered)))


def _answered(question: str) -> Callable[[View, Deadline], Told | None]:
    """Return how to take a yes as the answer to a question."""

    def take(view: View, _deadline: Deadline) -> Told | None:
        facts = BY_ID[question].take(view.known, "yes")
        return Told(facts) if isinstance(facts, Facts) else None

    return take


def _notified(view: View, deadline: Deadline) -> Told | None:
    return _answered("notified")(view, deadline) if view.known.items("patents") else None


def _new_contract(view: View, _deadline: Deadline) -> Told:
    return Told(start(view.known, "contracts"), Place("contract.signed"))


def _stated(view: View, _deadline: Deadline) -> Told:
    """Ask for the day of the statement, of which a case has one alone."""
    known, of = view.known, LISTS["entry_statement"]
    there = [DAY for item in known.items(of.name) if DAY in item]
    place = 0 if there else None
    return Told(reopened(of, known, place), Place("statement.on", place))


_OF_KIND: Final[Mapping[str, Callable[[View, Deadline], Told | None]]] = {
    LEAVE: _left,
    "patent_payment": _paid_patent,
    "fine_payment": _paid_fine,
    "register": _registered,
    "medical": _examined,
    "medical_renewal": _examined,
    "fingerprints": _fingerprinted,
    "contract_notice": _notified,
    "residence_notice": _answered("noticed"),
    "new_contract": _new_contract,
    "entry_statement": _stated,
}
