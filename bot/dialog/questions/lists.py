"""The lists of a case that are asked for entry by entry: trips, papers, fines, removals, bans, plans."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

from bot.dialog.known import DAY, UNSURE, Known, replaced
from bot.dialog.questions.form import NO_END, Days, Form, Question, Taken, is_day
from bot.dialog.say import Say
from bot.dialog.state import Draft, Facts
from rules.when import When

MOST_TRIPS: Final = 60

Values = Mapping[str, str]
Kind: TypeAlias = Literal["entries", "one", "day"]
"""What stands in the case: a list of entries, one entry alone, or one day alone."""
Entry: TypeAlias = dict[str, Any] | None
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked about an entry; ``key`` is its name in the case.

    ``doubt`` is the choice under which it is kept that the person did not know, where no case can hold that.
    """

    id: str
    key: str
    ask: Callable[[Known], Say]
    form: Form
    check: Callable[[Known, str], Say | None] = lambda _known, _value: None
    asked: Callable[[Known], bool] = lambda _: True
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of the case: its name there, what is asked of an entry, how answers become an entry and back.

    Where the answers make no entry (None), the person is taken to have told ``nothing`` instead.
    """

    name: str
    fields: tuple[Field, ...]
    build: Callable[[Known, Values], Entry]
    read: Callable[[Known, Mapping[str, Any]], Values]
    most: int = MOST_TRIPS
    kind: Kind = "entries"
    nothing: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    def stored(self, items: list[dict[str, Any]]) -> object:
        """Return the entries as they stand in the case; None where there is none."""
        match self.kind:
            case "entries":
                return items or None
            case "one":
                return items[-1] if items else None
            case "day":
                return items[-1][DAY] if items else None


def start(known: Known, name: str, index: int | None = None) -> Facts:
    """Return the facts with an entry begun, or an entry there is opened to be changed.

    An entry that was begun and left goes on where it was.
    """
    return known.facts.opening(Draft(name, index))


def add(of: ListOf, known: Known) -> Facts:
    """Return the facts with a new entry begun; of what stands alone the one there is is opened."""
    return start(known, of.name, 0 if of.kind != "entries" and known.items(of.name) else None)


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
    if field.doubt is not None and (value == UNSURE or draft.index is not None):
        facts = facts.tell(**{field.doubt: UNSURE if value == UNSURE else None})
    after = replace(known, facts=facts)
    return facts if open_fields(of, after) else _commit(of, after)


def _without_later_nonsense(of: ListOf, changed: Field, values: Values) -> Values:
    """Return the values without a date that the changed one made impossible: it is asked again."""
    if not is_day(changed.form, values[changed.key]):
        return values
    dates = [field for field in of.fields if isinstance(field.form, Days)]
    later = {field.key: field for field in dates[dates.index(changed) + 1 :]}
    first = When.parse(values[changed.key]).first

    def possible(key: str, value: str) -> bool:
        if key not in later or first is None or not is_day(later[key].form, value):
            return True
        last = When.parse(value).last
        return last is None or last >= first

    return {key: value for key, value in values.items() if possible(key, value)}


def _commit(of: ListOf, known: Known) -> Facts:
    draft = known.draft
    if draft is None:
        return known.facts
    item = of.build(known, draft.values)
    if item is None:
        return known.facts.tell(**of.nothing).closing()
    items = replaced(known.items(of.name), draft.index, item)
    return known.facts.put(**{of.name: of.stored(items)}).closing()


def without(of: ListOf, known: Known, index: int) -> Facts:
    """Return the facts without an entry of a list."""
    items = known.items(of.name)
    facts = known.facts.put(**{of.name: of.stored([*items[:index], *items[index + 1 :]])})
    facts = facts.tell(**{field.doubt: None for field in of.fields if field.doubt is not None})
    # What was parked of this list counted with the entry that is gone.
    return replace(facts, draft=None, parked=tuple(each for each in facts.parked if each.list != of.name))


def kept(known: Known, begin: str, values: Values, *keys: str) -> dict[str, Any]:
    """Return what else is known of the entry being changed, as long as it began on the same day."""
    before = known.changing
    if str(before.get(begin)) != values[begin]:
        return {}
    return {key: before[key] for key in keys if key in before}


def optional(key: str, value: str | None) -> dict[str, str]:
    """Return the end of something for the case: nothing where there is none."""
    return {} if value in {None, NO_END} else {key: str(value)}


def unsure_as(cautious: str, value: str) -> str:
    """Return the choice that is worse for the person where they do not know."""
    return cautious if value == UNSURE else value
