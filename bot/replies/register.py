"""The register of controlled persons: from when, what it means, the ways out; never who is in it."""

from bot.replies.disputes import unfounded
from bot.replies.words import Words
from rules.assessment import Assessment, Controlled


def concerns_register(assessment: Assessment) -> bool:
    """Whether the register matters to the person now: the time is over or nearly so, or they were told."""
    register = assessment.controlled_register
    return register is not None and register.near


def register_short(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return the register in a few lines for an answer; empty where it does not matter now."""
    register = assessment.controlled_register
    if register is None or not register.near:
        return ()
    return (_since(register, assessment, words), words("register.means_short"), words("register.ways"))


def register_messages(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return what the register is, one idea a message; empty where no day is known."""
    register = assessment.controlled_register
    if register is None:
        return ()
    return (
        _since(register, assessment, words),
        words("register.means"),
        words("register.ways"),
        words("register.leaving"),
        words("register.check"),
    )


def register_details(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return what else an entry means, one idea a message; empty where no day is known."""
    register = assessment.controlled_register
    if register is None:
        return ()
    app = () if register.app_days is None else (words("register.app", days=register.app_days),)
    cash = f"{register.cash:,}".replace(",", "\N{NO-BREAK SPACE}")
    return (
        words("register.reports", days=words.days(register.report_days), cash=cash),
        words("register.children"),
        *app,
    )


def _since(register: Controlled, assessment: Assessment, words: Words) -> str:
    """Return from which day the person may be entered, as seen from the day of the answer."""
    if register.told_since is not None:
        return words("register.told", date=register.told_since)
    if unfounded(assessment):
        return words("register.unfounded")
    if register.first is not None and register.first > assessment.on:
        return words("register.from", date=register.first)
    return words("register.since", date=register.first or assessment.on)
