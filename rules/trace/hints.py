"""What is told beside the results: the days that a hint or a coming duty names."""

from collections.abc import Iterator

from rules.assessment import Finding
from rules.duties.due import Scene
from rules.duties.patent import refused_until
from rules.evaluate import Draft
from rules.hints.open_points import statement_ahead
from rules.trace.step import day, step


def hint_steps(draft: Draft) -> Iterator[Finding]:
    """Yield until when a new patent is refused, and by when the statement of a planned entry is filed."""
    world, book = draft.world, draft.line.book
    if world.patents and draft.status != "manual":
        last = refused_until(Scene(world, draft.line, world.present, book, draft.view))
        if last is not None:
            cancelled = max(each.ended for each in world.patents if each.ended is not None)
            rule = book.at("patent.refused", cancelled)
            yield step(
                "patent.refused",
                rule,
                {"last": day(last)},
                (step("event.patent_cancelled", rule, {"on": day(cancelled)}),),
            )
    due = statement_ahead(draft)
    if due is not None:
        rule, entry = due.provision, next(trip.entry for trip in draft.planned if trip.ok)
        yield step(
            "duty.entry_statement",
            rule,
            {"entry": entry, "due": day(due.due), "state": "open"},
            (step("term.hours", rule, {"hours": rule.number("hours")}),),
        )
