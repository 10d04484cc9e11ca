"""Values, days, articles and sources of a record in words."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from bot.lawpage.chapters import HEADINGS
from bot.replies.words import load_words
from rules.law import Act, Provision, act_of
from rules.provisions import placeholders

LANGUAGE: Final = "en"
"""The records are kept in this language, and so is the page."""

_LINK: Final = re.compile(r"https?://")
_MARKS: Final = re.compile(r"([*_`<>\[\]|])")

_CHOICES: Final[Mapping[str, Mapping[object, str]]] = {
    "window": {
        "entry": "from each entry",
        "rolling": "in the days that end on the day looked at",
        "year": "in the calendar year",
    },
    "kind": {
        "mandatory": "entry is closed (article 27)",
        "discretionary": "entry may be closed (article 26)",
    },
    "kinds": {"stay": "the rules of stay", "work": "the rules of work", "public_order": "public order"},
    "lifts": {name.removeprefix("ban."): f"“{heading}”" for name, heading in HEADINGS.items()},
}
"""What the words that stand as values in a record mean."""

_COUNTRIES: Final = "countries"
_KINDS: Final = "kinds"

_LABELS: Final[Mapping[str, str]] = {
    "window": "Counted",
    "kind": "Kind",
    "kinds": "Kinds",
    "count": "Number of decisions",
    "years": "Years",
    "days": "Days",
    "limit": "Days at most",
    "works_until": "Works without one until",
    "of": "It touched",
    "countries": "Citizens of",
    "lifts": "The grounds of which it spoke",
}


def day_text(day: date) -> str:
    """Return a day in words: 5 October 2026."""
    return load_words(LANGUAGE).date(day)


def term_text(since: date | None, until: date | None) -> str:
    """Return the term of a record, both days included: Since 1 January 2025."""
    if since is None:
        return "At any time" if until is None else f"Until {day_text(until)}"
    if until is None:
        return f"Since {day_text(since)}"
    return f"From {day_text(since)} to {day_text(until)}"


def value_text(key: str, value: object) -> str:
    """Return one value in words: a number, a day, a choice, or a list of choices."""
    known, words = _CHOICES.get(key, {}), load_words(LANGUAGE)
    if key == _COUNTRIES and isinstance(value, tuple):
        return words.listing([words.country(code) for code in value])
    if isinstance(value, tuple):
        return words.listing([known.get(each, each) for each in value], alternative=key == _KINDS)
    if isinstance(value, date):
        return day_text(value)
    return known.get(value, str(value))


def sentence(provision: Provision, mark: Callable[[str], str] = str) -> str:
    """Return what the version of the rule says, its values filled in; ``mark`` sets off each of them."""
    shown = {key: mark(value_text(key, value)) for key, value in provision.value.items()}
    return provision.says.format_map(shown)


def beside(provision: Provision) -> list[str]:
    """Return the values that the sentence does not speak of, each with its label."""
    told = placeholders(provision.says)
    return [
        f"{_LABELS.get(key, key.replace('_', ' ').capitalize())}: {value_text(key, value)}"
        for key, value in provision.value.items()
        if key not in told
    ]


def flow(text: str) -> str:
    """Return a paragraph written on several lines as one line."""
    return " ".join(text.split())


def bold(text: str) -> str:
    """Return the text in bold type."""
    return f"**{text}**"


def plain(text: str) -> str:
    """Return the text so that no sign of it is taken for markup."""
    return _MARKS.sub(r"\\\1", text)


def article_text(article: str, acts: Mapping[str, Act]) -> str:
    """Return an article as it is cited in prose: 115-FZ, article 5(1); a treaty goes by its title."""
    key = act_of(article, acts)
    if key is None:
        return f"our decision {article}"
    place = article.removeprefix(key).strip()
    name = key[0].upper() + key[1:] if acts[key].number else acts[key].title
    return f"{name}, article {place}" if place else name


def sources_text(sources: tuple[str, ...]) -> str:
    """Return the sources: links under the names of their sites, texts as they are."""
    seen: dict[str, int] = {}
    shown = []
    for source in sources:
        if not _LINK.match(source):
            shown.append(plain(source))
            continue
        site = (urlsplit(source).hostname or source).removeprefix("www.")
        seen[site] = seen.get(site, 0) + 1
        label = site if seen[site] == 1 else f"{site} ({seen[site]})"
        shown.append(f"[{plain(label)}](<{source}>)")
    return ", ".join(shown)


def anchor(heading: str) -> str:
    """Return the anchor that Markdown gives to a heading.

    >>> anchor("Fines, taxes and costs not paid")
    'fines-taxes-and-costs-not-paid'
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def link(heading: str) -> str:
    """Return a link to a heading of the page."""
    return f"[{heading}](#{anchor(heading)})"
