"""The keys that the code uses and the texts that the catalogues hold, kept together.

A text is found by a symbolic key (``answer.days_left``), so every language, English too, has its own text.
A catalogue is a domain: a part of the bot whose words are kept in one file a language.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from locales.cyrillic import CYRILLIC, SOURCE, cyrillic_catalogue

FOLDER: Final = Path(__file__).parent
SOURCES: Final = FOLDER.parent / "bot"
REFERENCE: Final = "en"
"""The language whose catalogue decides which member keys a family of keys has."""

_SUBFOLDER: Final = "LC_MESSAGES"
_WIDTH: Final = 110
_HEADING: Final = r"""msgid ""
msgstr ""
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
_KEY: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[A-Za-z0-9_]+)+")
_HEAD: Final = re.compile(r"[a-z][a-z0-9_]*\.[A-Za-z0-9_.]*")
_CALLS: Final = frozenset({"words", "N_"})
"""What a key is given to: to be said now, or to be marked in a table and said later."""

_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "replies": ("replies", "contacts"),
    "dialog": ("dialog", "reading"),
    "channels": ("channels",),
    "cli": (".", "commands"),
}


@dataclass(frozen=True, slots=True)
class Uses:
    """What one part of the code asks of the catalogues.

    ``called`` are the keys given to ``words(...)`` or ``N_(...)``; ``named`` every text that has the form of
    a key, as in a table; ``families`` match the keys that are put together from parts.
    """

    called: frozenset[str]
    named: frozenset[str]
    families: tuple[re.Pattern[str], ...]

    def cover(self, key: str) -> bool:
        """Whether the code names the key or can put it together."""
        return key in self.called | self.named or any(family.fullmatch(key) for family in self.families)


def domains() -> tuple[str, ...]:
    """Return the names of all domains."""
    return tuple(_PARTS)


def languages() -> tuple[str, ...]:
    """Return the languages that have a folder of catalogues, in order of their codes."""
    return tuple(sorted(folder.parent.name for folder in FOLDER.glob(f"*/{_SUBFOLDER}")))


def catalogue_path(language: str, domain: str) -> Path:
    """Return where the texts of a domain stand in a language."""
    return FOLDER / language / _SUBFOLDER / f"{domain}.po"


def read_catalogue(path: Path, language: str, domain: str) -> Catalog:
    """Read a catalogue; raises PoFileError where it is damaged."""
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=domain, abort_invalid=True)


def keys(catalogue: Catalog) -> frozenset[str]:
    """Return the keys of a catalogue."""
    return frozenset(str(message.id) for message in catalogue if message.id)


def compile_catalogues() -> list[Path]:
    """Compile every catalogue that is newer than its compiled form; returns what was written.

    Each file appears whole or not at all, so that a program reading it beside us is never misled.
    """
    written = []
    for source in sorted(FOLDER.glob(f"*/{_SUBFOLDER}/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        catalogue = read_catalogue(source, source.parent.parent.name, source.stem)
        content = BytesIO()
        write_mo(content, catalogue)
        _replace(target, content.getvalue())
        written.append(target)
    return written


def uses(domain: str) -> Uses:
    """Return what the code of a domain asks of the catalogues."""
    called: set[str] = set()
    named: set[str] = set()
    families: set[str] = set()
    for node in _nodes(_sources(domain)):
        match node:
            case ast.Constant(value=str(text)) if _KEY.fullmatch(text):
                named.add(text)
            case ast.JoinedStr(values=[ast.Constant(value=str(head)), *_]) if _HEAD.fullmatch(head):
                families.add(_family(node))
            case ast.Call(func=function, args=[given, *_]) if _takes_key(function):
                called.update(_texts(given))
            case _:
                pass
    return Uses(frozenset(called), frozenset(named), tuple(re.compile(each) for each in sorted(families)))


def wanted(domain: str, existing: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the keys that a domain's catalogue should hold.

    Args:
        domain: the domain asked about.
        existing: the keys of the reference language by domain: a key stays where it is while any part of the
            code uses it, and a new one goes to the domain of the code that calls it.
    """
    everywhere = [uses(each) for each in _PARTS]
    kept = {key for key in existing[domain] if any(part.cover(key) for part in everywhere)}
    elsewhere = {key for each, present in existing.items() if each != domain for key in present}
    return frozenset(kept | (uses(domain).called - elsewhere))


def update_catalogues() -> list[Path]:
    """Add the missing keys, empty, to every catalogue and drop the unused; returns what was changed.

    The Cyrillic catalogues are made anew from those in Latin script.
    """
    changed = []
    existing = {domain: _reference_keys(domain) for domain in _PARTS}
    for domain in _PARTS:
        template = Catalog(domain=domain)
        for key in wanted(domain, existing):
            template.add(key)
        for language in languages():
            path = catalogue_path(language, domain)
            catalogue = read_catalogue(path, language, domain) if path.exists() else Catalog(language, domain)
            catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
            catalogue.obsolete.clear()
            if language != CYRILLIC and _put(path, written(catalogue)):
                changed.append(path)
        path = catalogue_path(CYRILLIC, domain)
        if catalogue_path(SOURCE, domain).exists() and _put(path, written(cyrillic_twin(domain))):
            changed.append(path)
    return changed


def cyrillic_twin(domain: str) -> Catalog:
    """Return the Uzbek texts of a domain as they are written in Cyrillic, made from those in Latin script."""
    return cyrillic_catalogue(read_catalogue(catalogue_path(SOURCE, domain), SOURCE, domain))


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as a file, in the one form that all have: by key, without days or places."""
    content = BytesIO()
    write_po(content, catalogue, width=_WIDTH, sort_output=True, no_location=True, omit_header=True)
    heading = _HEADING.format(language=catalogue.locale_identifier)
    return heading.encode() + content.getvalue().rstrip() + b"\n"


def _put(path: Path, content: bytes) -> bool:
    """Write a file unless it is as wanted already; returns whether it was written."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.write_bytes(content)
    return True


def _reference_keys(domain: str) -> frozenset[str]:
    path = catalogue_path(REFERENCE, domain)
    return keys(read_catalogue(path, REFERENCE, domain)) if path.exists() else frozenset()


def _sources(domain: str) -> Iterator[Path]:
    for part in _PARTS[domain]:
        yield from sorted((SOURCES / part).glob("*.py" if part == "." else "**/*.py"))


def _nodes(paths: Iterable[Path]) -> Iterator[ast.AST]:
    for path in paths:
        yield from ast.walk(ast.parse(path.read_text("utf-8"), str(path)))


def _family(text: ast.JoinedStr) -> str:
    parts = (
        re.escape(part.value) if isinstance(part, ast.Constant) and isinstance(part.value, str) else r"\S+"
        for part in text.values
    )
    return "".join(parts)


def _texts(given: ast.expr) -> Iterator[str]:
    match given:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=first, orelse=second):
            yield from _texts(first)
            yield from _texts(second)
        case _:
            pass


def _takes_key(function: ast.expr) -> bool:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in _CALLS
        case _:
            return False


def _replace(target: Path, content: bytes) -> None:
    fresh = target.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.replace(target)
