"""Cases from files: read strictly, and refused with every reason at once.

JSON and YAML are both read so that nothing is guessed: what looks like a number stays the text
that was written (``article: 12.29`` is not 12.3, ``2026`` is a year), a key that stands twice is
a fault, and only ``true`` and ``false`` are truth values. The text that a scanner reads from the
code of a card is a case too: it holds one in JSON.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple, NoReturn

from bot.case_code import is_code
from rules.facts import Case
from rules.law import LawNotInForce
from rules.read import Fault, WrongCase, read_case

LARGEST_CASE: Final = 1_000_000
"""Bytes. A long life of journeys takes some tens of thousands; more is another kind of file."""

STANDARD_INPUT: Final = "-"
_FORMS: Final = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
_FOREIGN_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


class Unreadable(Exception):
    """A file cannot be read at all; the text of the error says why, in one line."""


class WrongSyntax(ValueError):
    """The text is neither good JSON nor good YAML nor a whole code; the error says where and why."""


class Parsed(NamedTuple):
    """Plain data, and the faults that the data itself can no longer show (keys that stood twice)."""

    data: object
    faults: tuple[Fault, ...] = ()


class _KeyTwice(Exception):
    """A key stands twice in one object."""


class _Doubled(dict[str, object]):
    """A JSON object in which the keys of ``twice`` stood more than once."""

    twice: tuple[str, ...] = ()


def read_case_file(name: str) -> Case:
    """Read the case in the file ``name``; ``-`` is standard input.

    The ending of the name tells JSON from YAML; without one of the known endings the text does.

    Raises:
        Unreadable: there is no such file, it is a folder, it may not be read, or it is too large.
        WrongCase: the text or the case is wrong; all faults are in it.
    """
    raw = _read(name)
    return case_from(raw, _FORMS.get(os.path.splitext(name)[1].lower()))  # noqa: PTH122 - see _read


def case_from(raw: bytes, form: str | None = "json") -> Case:
    """Read a case from the bytes of a file in UTF-8.

    ``form`` is ``json``, ``yaml``, or None where it is to be told from the text; the text of the code
    of a card is known by its beginning, whatever the form.

    Raises:
        WrongCase: anything at all is wrong; the faults of the text and of the case are in it.
    """
    try:
        parsed = _parse(decode(raw), form)
    except WrongSyntax as wrong:
        raise WrongCase((Fault("", str(wrong)),)) from None
    except RecursionError:
        raise WrongCase((Fault("", "is nested too deeply"),)) from None
    try:
        case = read_case(parsed.data)
    except WrongCase as wrong:
        raise WrongCase(parsed.faults + wrong.faults) from None
    if parsed.faults:
        raise WrongCase(parsed.faults)
    return case


def decode(raw: bytes) -> str:
    """Return the text of bytes in UTF-8, with or without a byte order mark.

    Raises:
        WrongSyntax: the bytes are not text in UTF-8, or there is nothing in them.
    """
    if raw.startswith(_FOREIGN_MARKS):
        raise WrongSyntax("is text in UTF-16; save it as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongSyntax(f"is not text in UTF-8 (byte {error.start + 1} of it)") from None
    if "\0" in text:
        raise WrongSyntax("is not text: there are null bytes in it")
    if not text.strip():
        raise WrongSyntax("is empty")
    return text


def parse_json(text: str) -> Parsed:
    """Read JSON; every number stays the text that was written.

    Raises:
        WrongSyntax: the text is not JSON.
        RecursionError: the text is nested too deeply.
    """
    try:
        return Parsed(_decoded(_DECODER, text))
    except _KeyTwice:
        data = _decoded(_TOLERANT_DECODER, text)
        return Parsed(data, tuple(_doubled(data, "")))


def _read(name: str) -> bytes:
    try:
        if name == STANDARD_INPUT:
            raw = sys.stdin.buffer.read(LARGEST_CASE + 1)
        else:
            # pathlib would be the heaviest import of a cold start.
            with open(name, "rb") as file:  # noqa: PTH123
                raw = file.read(LARGEST_CASE + 1)
    except (OSError, ValueError) as error:
        raise Unreadable(why_unreadable(name, error)) from None
    if len(raw) > LARGEST_CASE:
        raise Unreadable(f"{name} is longer than {LARGEST_CASE} bytes: no case of one person is")
    return raw


def why_unreadable(name: str, error: Exception) -> str:
    """Return one sentence on why the file ``name`` could not be opened or read."""
    if isinstance(error, FileNotFoundError):
        return f"there is no file {name}"
    if isinstance(error, IsADirectoryError):
        return f"{name} is a folder, not a file"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{name} cannot be read: {reason}"


def no_law(error: LawNotInForce) -> str:
    """Return one sentence on a day that the law this program knows does not reach."""
    return f"the law this program knows does not reach so far: {error}"


def _parse(text: str, form: str | None) -> Parsed:
    if is_code(text):
        return _parse_code(text)
    if form == "json":
        return parse_json(text)
    if form is None and text.lstrip().startswith("{"):
        try:
            return parse_json(text)
        except WrongSyntax as wrong:
            # A group in braces without quotes is good YAML; where it is not even that, the
            # reason that JSON gives is the one a person can use.
            try:
                return _parse_yaml(text)
            except WrongSyntax:
                raise wrong from None
    return _parse_yaml(text)


def _parse_code(text: str) -> Parsed:
    from bot.case_code.coding import WrongCode, inside_code  # noqa: PLC0415 - other cases start faster

    try:
        return parse_json(inside_code(text))
    except WrongCode as wrong:
        raise WrongSyntax(str(wrong)) from None


def _parse_yaml(text: str) -> Parsed:
    from bot.case_yaml import parse_yaml  # noqa: PLC0415 - a case in JSON starts faster without it

    return parse_yaml(text)


def _decoded(decoder: json.JSONDecoder, text: str) -> object:
    try:
        return decoder.decode(text)
    except json.JSONDecodeError as error:
        raise WrongSyntax(f"is not JSON: {error.msg} (line {error.lineno}, column {error.colno})") from None


def _group(pairs: list[tuple[str, object]]) -> dict[str, object]:
    group = dict(pairs)
    if len(group) != len(pairs):
        raise _KeyTwice
    return group


def _tolerant_group(pairs: list[tuple[str, object]]) -> dict[str, object]:
    group = _Doubled(pairs)
    group.twice = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return group


def _refuse_constant(name: str) -> NoReturn:
    raise WrongSyntax(f"is not JSON: {name} is no value of it")


def _doubled(data: object, path: str) -> Iterator[Fault]:
    if isinstance(data, _Doubled):
        for key in data.twice:
            yield Fault(inner_path(path, key), "stands twice")
        for key, value in data.items():
            yield from _doubled(value, inner_path(path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _doubled(value, f"{path}[{number}]")


def inner_path(path: str, key: str) -> str:
    """Return the path of ``key`` within the group at ``path``."""
    return f"{path}.{key}" if path else key


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_group, parse_float=str, parse_int=str, parse_constant=_refuse_constant
)
_TOLERANT_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_tolerant_group, parse_float=str, parse_int=str, parse_constant=_refuse_constant
)
