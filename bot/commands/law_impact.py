"""``muhlat law impact``: how many of those who are reminded a law would touch, and how; nobody is told."""

import asyncio
import json
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.commands.day import today
from bot.commands.environment import from_environment
from bot.commands.language import language_of
from bot.commands.outcome import Exit, WrongCall, say
from bot.commands.progress import Progress, progress_through
from bot.commands.the_law import law_in
from bot.dialog.model import Context
from bot.dialog.reminding.reviewing import Reviewed, reviewed
from bot.dialog.state import State, WrongState
from bot.reminders.difference import Difference
from bot.reminders.outlook import digest, mark_of
from bot.replies.words import Words, load_words
from bot.settings import Place, read_store

if TYPE_CHECKING:
    from bot.store import Store

_BATCH: Final = 200
_STEPS: Final = 16**4
"""Into how many parts the people are thought to be cut for the progress bar, by the first digits of their
keyed hashes, which are spread evenly."""


def run(call: Namespace) -> Exit:
    """Count what the law in the folder ``call.new`` would change for whom; nothing is sent or written.

    Raises:
        WrongCall: a setting is wrong, the law is none, or the database cannot be read.
    """
    words = load_words(language_of(call.lang))
    law = law_in(call.new)
    place, keys = from_environment(read_store)
    if isinstance(place, Path) and not place.exists():
        raise WrongCall(f"{place}: is not there yet; it is made by the first start of: muhlat run")
    context = Context(today(), law)
    totals = Totals(mark_of(law))
    with progress_through(_STEPS, "muhlat law impact") as progress:
        _count(place, keys, context, totals, progress)
    if call.format == "json":
        say(json.dumps(totals.data(), indent=2))
    else:
        say("\n".join(totals.text(words)))
    return Exit.DONE


@dataclass(slots=True)
class Totals:
    """What has been counted over all people; never who.

    ``told`` would be told of a change, ``planned`` only have other reminders, ``same`` have the same ones.
    ``apart`` cannot be compared: nothing was noted of what they were told last, or they are telling other
    facts, or the law has no answer. ``differences`` counts people by what differs and how.
    """

    law: str
    told: int = 0
    planned: int = 0
    same: int = 0
    apart: int = 0
    unreadable: int = 0
    differences: Counter[str] = field(default_factory=Counter)

    def add(self, state: State, found: Reviewed, law: str) -> None:
        """Count somebody who is reminded."""
        kept = state.reminders.outlook
        if found.change is not None and found.state is not state:
            self.told += 1
            self.differences.update({_name(each) for each in found.change.differences})
        elif kept is not None and kept.law == law:
            self.same += 1  # told already, or planned by this law from the beginning
        elif kept is None or kept.case != digest(state.facts.case):
            self.apart += 1
        elif found.remind is not None:
            self.planned += 1
        else:
            self.same += 1

    def not_read(self) -> None:
        """Count somebody of whom nothing can be read."""
        self.unreadable += 1

    @property
    def people(self) -> int:
        """All who are reminded."""
        return self.told + self.planned + self.same + self.apart + self.unreadable

    def data(self) -> dict[str, Any]:
        """Return the counts for JSON."""
        names = ("people", "told", "planned", "same", "apart", "unreadable")
        counts = {name: getattr(self, name) for name in names}
        return {"fingerprint": self.law, **counts, "differences": dict(sorted(self.differences.items()))}

    def text(self, words: Words) -> Iterator[str]:
        """Yield the counts as lines."""
        yield words("cli.law.fingerprint", mark=self.law)
        yield words("cli.impact.people", people=self.people, told=self.told, planned=self.planned)
        if self.apart or self.unreadable:
            yield words("cli.impact.apart", apart=self.apart, unreadable=self.unreadable)
        yield from (f"    {name} {number}" for name, number in self.differences.most_common())


def _name(difference: Difference) -> str:
    return f"{difference.what} {difference.how}"


def _count(place: Place, keys: tuple[str, ...], context: Context, totals: Totals, progress: Progress) -> None:
    """Go through everybody who is reminded.

    Raises:
        WrongCall: the database cannot be read; it says what to do.
    """
    from bot.store.errors import StoreError  # noqa: PLC0415 - a wrong setting is named before slow imports
    from bot.store.opening import open_to_read  # noqa: PLC0415 - as above

    async def count() -> None:
        async with await open_to_read(place, keys) as store:
            await count_in(store, context, totals, progress)

    try:
        asyncio.run(count())
    except StoreError as fault:
        raise WrongCall(str(fault)) from None


async def count_in(store: "Store", context: Context, totals: Totals, progress: Progress) -> None:
    """Count everybody in a store.

    Raises:
        StoreError: it cannot be read.
    """
    law, after, shown = mark_of(context.law), "", 0
    while people := await store.reminded(after, _BATCH, totals.not_read):
        for _, _, kept in people:
            try:
                state = State.from_data(kept.data)
            except WrongState:
                totals.not_read()
                continue
            if state.reminders.active:
                totals.add(state, reviewed(state, replace(context)), law)
        after = people[-1][0]
        come = int(after[:4], 16)
        progress.advance(come - shown)
        shown = come
    progress.advance(_STEPS - shown)
