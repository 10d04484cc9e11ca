"""How one state is looked at and moved: what the screens and the steps share."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.dialog.known import Known
from bot.dialog.model import Context, Document, Effect, Reply
from bot.dialog.questions import BY_ID, LISTS, next_question
from bot.dialog.questions.lists import reopened
from bot.dialog.state import DEEPEST, Facts, Place, State
from bot.replies.words import DEFAULT_LANGUAGE, LANGUAGES, Words, load_words

LANGUAGE: Final = Place("language")
CONSENT: Final = Place("consent")
REVIEW: Final = Place("review")
ANSWER: Final = Place("answer")
PLANNED: Final = Place("planned")


@dataclass(frozen=True, slots=True)
class Offer:
    """A button to be: what stands on it and what it does."""

    label: str
    action: str


Rows = tuple[tuple[Offer, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown at a place: one or more messages, the buttons under the last.

    ``beside`` makes a document with its words, to be shown just before the last message.
    """

    texts: tuple[str, ...]
    rows: Rows = ()
    beside: Callable[[], tuple[str, Document]] | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """What an event leads to, before it is shown: the next state, a remark, earlier replies, effects."""

    state: State | None
    note: str = ""
    before: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A state in its context."""

    state: State
    context: Context

    @property
    def place(self) -> Place:
        """Where the conversation stands."""
        return self.state.place

    @property
    def today(self) -> date:
        """The day of the question."""
        return self.context.today

    @property
    def known(self) -> Known:
        """What is known so far."""
        return Known(self.state.facts, self.context.today, self.context.law, self.context.answered)

    @property
    def language(self) -> str:
        """The language chosen, or the one to begin in."""
        return self.state.language or first_language(self.context)

    @property
    def words(self) -> Words:
        """The words of the language."""
        return load_words(self.language)

    def move(self, note: str = "", **changes: object) -> Move:
        """Return the move to this state with some of its fields changed."""
        return Move(replace(self.state, **changes), note)  # type: ignore[arg-type]

    def part(self, part: str, value: str = "") -> Move:
        """Return the move to another part of the same place."""
        return self.move(place=replace(self.place, part=part, value=value))

    def to(self, place: Place) -> Move:
        """Return the move to another place, from which Back leads here."""
        return self.move(place=place, back=self._trail(place))

    def onward(self, facts: Facts) -> Move:
        """Return the move to what is asked next with these facts, or to the review."""
        state = replace(self.state, facts=facts)
        place = upcoming(state, self.context)
        trail = self._trail(place)
        draft = self.state.facts.draft
        if draft is not None and draft.index is None and facts.draft is None:
            before, items = self.known.items(draft.list), replace(self.known, facts=facts).items(draft.list)
            grown = len(items) > len(before)
            trail = _numbered(trail, draft.list, len(before) if grown else None)
        return Move(replace(state, place=place, back=trail))

    def back(self) -> Move:
        """Return the move to where the person came from, the answers given there kept."""
        if self.place.part == "days":
            return self.part("months", self.place.value)
        if self.place.part:
            return self.part("")
        if not self.state.back:
            return self.move()
        place = self.state.back[-1]
        facts = self.state.facts
        of = next((each for each in LISTS.values() if place.at in {field.id for field in each.fields}), None)
        if of is not None:
            facts = reopened(of, self.known, place.item)
        return self.move(place=place, back=self.state.back[:-1], facts=facts)

    def _trail(self, target: Place) -> tuple[Place, ...]:
        """Return the places that Back leads to from ``target``; coming to a screen again makes no circle."""
        trail = self.state.back
        # Everybody's way begins at the language; to choose another one later is no way back to there.
        if target.at not in BY_ID and target in trail and target != LANGUAGE:
            return trail[: trail.index(target)]
        place = self.place.whole()
        return trail if place in trail[-1:] else (*trail, place)[-DEEPEST:]


def _numbered(trail: tuple[Place, ...], name: str, index: int | None) -> tuple[Place, ...]:
    """Return the trail with the questions about a new entry leading to it, now that it has a number.

    None: the answers made no entry, so that there is nothing to go back to.
    """
    fields = {field.id for field in LISTS[name].fields}
    new = [place.at in fields and place.item is None for place in trail]
    if index is None:
        return tuple(place for place, is_new in zip(trail, new, strict=True) if not is_new)
    return tuple(
        replace(place, item=index) if is_new else place for place, is_new in zip(trail, new, strict=True)
    )


def upcoming(state: State, context: Context) -> Place:
    """Return the place of what has not been answered yet; the review when all is told."""
    if state.language is None:
        return LANGUAGE
    if state.consent is None:
        return CONSENT
    question = next_question(Known(state.facts, context.today, context.law, context.answered))
    if question is None:
        return REVIEW
    draft = state.facts.draft
    listed = draft is not None and question.id in {field.id for field in LISTS[draft.list].fields}
    return Place(question.id, draft.index if draft is not None and listed else None)


def first_language(context: Context) -> str:
    """Return the language of the device if it is one of ours, else the default."""
    return device_language(context) or DEFAULT_LANGUAGE


def device_language(context: Context) -> str | None:
    """Return the language of the device, None where it is none of ours; a script or country may follow."""
    parts = (context.device_language or "").replace("_", "-").split("-")
    tried = (
        "_".join((parts[0].lower(), *map(str.title, parts[1:count]))) for count in range(len(parts), 0, -1)
    )
    return next((code for code in tried if code in LANGUAGES), None)
