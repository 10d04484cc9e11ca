"""What changes by itself after the day of the answer: worse bans, a new account, a ban over, new law."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from bot.replies import vocabulary
from bot.replies.lines import law_name, within
from bot.replies.why import rule_name
from bot.replies.words import N_, Words
from rules.assessment import Assessment, Coming

_WORSE: Final = "ban_begins"
_OPEN: Final = "amnesty_ends"

OTHER: Final = N_("coming.other")
COMING: Final[Mapping[str, str]] = MappingProxyType(
    {
        "account_anew": N_("coming.account_anew"),
        "amnesty_ends": N_("coming.amnesty_ends"),
        "ban_begins": N_("coming.ban_begins"),
        "ban_ends": N_("coming.ban_ends"),
        "childhood_ends": N_("coming.childhood_ends"),
        "law_begins": N_("coming.law_begins"),
        "law_changes": N_("coming.law_changes"),
        "law_ends": N_("coming.law_ends"),
    }
)
_ACCOUNTS: Final[Mapping[str, str]] = MappingProxyType(
    {"prolongs_stay": N_("coming.account_anew.inside"), "heals_overstay": N_("coming.account_anew.over")}
)


def worse_line(assessment: Assessment, words: Words) -> str | None:
    """Return from which day leaving would be worse for somebody whose time is over; None for others."""
    if assessment.cautious.status != "overstay":
        return None
    worse = next((each for each in assessment.ahead if each.what == _WORSE), None)
    if worse is None:
        return None
    return words("coming.worse", date=worse.on, ban=_ban(worse, words), term=_term(worse, words))


def open_line(assessment: Assessment, words: Words) -> str | None:
    """Return until when an amnesty is open to somebody whose time is over; None where none is."""
    found = next((each for each in assessment.ahead if each.what == _OPEN), None)
    return None if found is None else words("coming.window", last=found.found["last"])


def coming_lines(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return everything that changes by itself within a year, a line each, the earliest first."""
    return tuple(dict.fromkeys(_line(each, words) for each in assessment.ahead))


def _line(coming: Coming, words: Words) -> str:
    found = coming.found
    key = COMING.get(coming.what, OTHER)
    key = next((_ACCOUNTS[name] for name in found if name in _ACCOUNTS), key)
    values: dict[str, object] = {"date": coming.on, "law": law_name(coming.law, words), **found}
    if "ban" in found:
        values["ban"] = _ban(coming, words)
        values["term"] = _term(coming, words)
    if "limit" in found:
        values["limit"] = words.days(int(str(found["limit"])))
    if "provision" in found:
        values["rule"] = within(rule_name(str(found["provision"]), words).rstrip("."))
    return words(key, **values)


def _ban(coming: Coming, words: Words) -> str:
    return words(vocabulary.BANS.get(str(coming.found["ban"]), vocabulary.OTHER_BAN))


def _term(coming: Coming, words: Words) -> str:
    """Return the years of a ban that would begin on the day."""
    until = coming.found.get("until")
    return words.count("year", until.year - coming.on.year) if isinstance(until, date) else ""


def coming_messages(assessment: Assessment, words: Words) -> Iterator[str]:
    """Yield the lines as messages of a chat, each a sentence."""
    return (f"{line}." for line in coming_lines(assessment, words))
