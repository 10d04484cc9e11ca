"""The trace: each result as a tree down to the person's own dates and the records of the law.

At the top stand the results: the ground of the stay and what ends it, the account, the bans, the
duties, the day of entry, the plans, what is read in two ways. Under each stand the steps it came
from, each with its rule, its article, the version of the law and how certain that is.
"""

from collections.abc import Iterator

from rules.assessment import Answer, Finding
from rules.bans.rulings import RulingBan
from rules.book import Book
from rules.evaluate import Draft
from rules.trace.ahead import entry_step, plan_steps
from rules.trace.bans import ruling_ban, stay_ban
from rules.trace.counted import counted
from rules.trace.doubts import doubts
from rules.trace.duties import due_step
from rules.trace.hints import hint_steps
from rules.trace.stays import Stays
from rules.trace.step import step


def trace(
    draft: Draft,
    rulings: list[RulingBan],
    disputes: tuple[str, ...],
    book: Book,
    sides: tuple[Answer, Answer],
) -> tuple[Finding, ...]:
    """Return the findings behind the answer that the draft gave.

    ``sides`` are the cautious and the favourable answer, told where ``disputes`` part them.
    """
    stays = Stays(draft)
    lenient = draft.view.lenient
    bans = {id(found.ban): stay_ban(found, stays) for found in draft.stay_bans}
    standing = {id(ban) for ban in draft.bans} if rulings else set[int]()
    bans |= {id(found.ban): ruling_ban(found, draft) for found in rulings if id(found.ban) in standing}
    return (
        *stays.last(),
        *_account(draft, book),
        *bans.values(),
        *(due_step(due, draft, stays, lenient=lenient) for due in draft.dues),
        *entry_step(draft, bans),
        *plan_steps(draft, bans),
        *hint_steps(draft),
        *(doubts(disputes, draft, book.law, sides) if disputes else ()),
    )


def _account(draft: Draft, book: Book) -> Iterator[Finding]:
    """Yield the account of the day with each stay that was counted."""
    account = draft.account
    if account is not None:
        law = book.at("stay.visa_free", draft.world.on)
        last = min(draft.world.on, account.last.toordinal())
        yield step(
            "stay.account",
            law,
            {
                "used": account.used,
                "left": account.left,
                "limit": account.limit,
                "first": account.first,
                "last": account.last,
            },
            counted(draft.line, law, account.first.toordinal(), last),
        )
