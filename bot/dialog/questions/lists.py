"""The lists of a case that are asked for entry by entry: trips, fines, removals, bans, plans."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.dialog.known import UNSURE, Known, replaced
from bot.dialog.questions.form import NO_END, Days, Form, Question, Taken
from bot.dialog.say import Say
from bot.dialog.state import Draft, Facts
from rules.when import When

MOST_TRIPS: Final = 60

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked about an entry; ``key`` is its name in the case."""

    id: str
    key: str
    ask: Callable[[Known], Say]
    form: Form
    check: Callable[[Known, str], Say | None] = lambda _known, _value: None
    asked: Callable[[Known], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of the case: its name there, what is asked of an entry, how answers become an entry and back."""

    name: str
    fields: tuple[Field, ...]
    build: Callable[[Known, Values], dict[str, Any]]
    read: Callable[[Known, Mapping[str, Any]], Values]
    most: int = MOST_TRIPS


def start(known: Known, name: str, index: int | None = None) -> Facts:
    """Return the facts with an entry begun, or an entry there is opened to be changed.

    An entry that was begun and left goes on where it was.
    """
    return known.facts.opening(Draft(name, index))


def reopened(of: ListOf, known: Known, index: int | None) -> Facts:
    """Return the facts with an entry open, its answers in it: what Back needs to come to one of them."""
    draft, items = known.draft, known.items(of.name)
    if draft is not None and (draft.list, draft.index) == (of.name, index):
        return known.facts
    values = {} if index is None or index >= len(items) else of.read(known, items[index])
    return known.facts.opening(Draft(of.name, index, values))


def questions(of: ListOf) -> tuple[Question, ...]:
    """Return the rows of the table for the entries of a list."""
    return tuple(_question(of, field) for field in of.fields)


def open_fields(of: ListOf, known: Known) -> tuple[Field, ...]:
    """Return the fields of the draft that have no answer yet."""
    draft = known.draft
    if draft is None or draft.list != of.name:
        return ()
    return tuple(field for field in of.fields if field.key not in draft.values and field.asked(known))


def _question(of: ListOf, field: Field) -> Question:
    return Question(
        id=field.id,
        ask=field.ask,
        asked=lambda known: known.draft is not None and known.draft.list == of.name and field.asked(known),
        current=lambda known: current(of, field, known),
        form=field.form,
        take=lambda known, value: _take(of, field, known, value),
    )


def current(of: ListOf, field: Field, known: Known) -> str | None:
    """Return the answer given in the draft, or that of the entry being changed."""
    draft = known.draft
    if draft is None or draft.list != of.name:
        return None
    if field.key in draft.values:
        return draft.values[field.key]
    items = known.items(of.name)
    if draft.index is None or draft.index >= len(items):
        return None
    return of.read(known, items[draft.index]).get(field.key)


def _take(of: ListOf, field: Field, known: Known, value: str) -> Taken:
    draft = known.draft or Draft(of.name)
    if draft.index is None and len(known.items(of.name)) >= of.most:
        return Say("list.full", {"most": of.most})
    wrong = field.check(known, value)
    if wrong is not None:
        return wrong
    values = _without_later_nonsense(of, field, {**draft.values, field.key: value})
    facts = replace(known.facts, draft=replace(draft, list=of.name, values=values))
    after = replace(known, facts=facts)
    return facts if open_fields(of, after) else _commit(of, after)


def _without_later_nonsense(of: ListOf, changed: Field, values: Values) -> Values:
    """Return the values without a date that the changed one made impossible: it is asked again."""
    dates = [field.key for field in of.fields if isinstance(field.form, Days)]
    if changed.key not in dates or values[changed.key] == NO_END:
        return values
    first = When.parse(values[changed.key]).first
    later = dates[dates.index(changed.key) + 1 :]

    def possible(key: str) -> bool:
        if key not in later or key not in values or values[key] == NO_END or first is None:
            return True
        last = When.parse(values[key]).last
        return last is None or last >= first

    return {key: value for key, value in values.items() if possible(key)}


def _commit(of: ListOf, known: Known) -> Facts:
    draft = known.draft
    if draft is None:
        return known.facts
    item = of.build(known, draft.values)
    return known.facts.put(**{of.name: replaced(known.items(of.name), draft.index, item)}).closing()


def without(known: Known, name: str, index: int) -> Facts:
    """Return the facts without an entry of a list."""
    items = known.items(name)
    facts = known.facts.put(**{name: [*items[:index], *items[index + 1 :]]})
    # What was parked of this list counted with the entry that is gone.
    return replace(facts, draft=None, parked=tuple(each for each in facts.parked if each.list != name))


def optional(key: str, value: str | None) -> dict[str, str]:
    """Return the end of something for the case: nothing where there is none."""
    return {} if value in {None, NO_END} else {key: str(value)}


def unsure_as(cautious: str, value: str) -> str:
    """Return the choice that is worse for the person where they do not know."""
    return cautious if value == UNSURE else value
