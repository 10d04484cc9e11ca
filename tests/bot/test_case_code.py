"""The text in the code of a card: it gives back the very case, and whatever is wrong with it is said."""

import json
import re
import zlib
from base64 import b32decode, b32encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.case_code.coding import LARGEST_INSIDE, LONGEST_CODE, WrongCode, code_of, inside_code
from bot.case_files import case_from
from rules.read import WrongCase, read_case
from tests.rules.strategies import case_data
from tests.rules.test_cases import CASES, _plain

FACTS: Final[Mapping[str, Any]] = {
    "citizenship": "TJ",
    "stays": [{"entry": "2026-10-06", "purpose": "work"}],
    "offences": [{"in_force": "2026-03", "kind": "traffic", "article": "12.29"}],
}
CODE: Final = (
    "MUHLAT1:IFTEZ2JVZTAQVQRQBTDPC56JPGJ25QWAHWBGO3ZCKJRIEYOSSY2CE47M3WGYRV67S57VMQBRPFJW455JGDA6SCA5GRFUXA7J"
    "XQBGLU6FHGDDR5SD5DB6Q435NIWY3HC7IVT5QLQ5CRTMUSF7JDZJLCZC7W53B53ISZ6HGMCNZSBA4SKN6DYT2GXCFYPPZTPWAE"
)
"""The code of these facts, as it was first printed: it is to be read for good, so never write it anew."""


def code(facts: Mapping[str, Any] = FACTS) -> str:
    """Return the code of a case that is short enough for one."""
    made = code_of(read_case(facts))
    assert made is not None
    return made


def packed(inside: bytes) -> str:
    """Return a sound code of anything."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = zlib.crc32(inside).to_bytes(4, "big") + packer.compress(inside) + packer.flush()
    return "MUHLAT1:" + b32encode(raw).decode().rstrip("=")


def faults(text: str) -> str:
    """Return what is said of a text that is no good code."""
    with pytest.raises(WrongCase) as wrong:
        case_from(text.encode(), None)
    return "; ".join(map(str, wrong.value.faults))


# --- there and back ---------------------------------------------------------------------------------


@given(case_data())
def test_a_code_gives_back_the_case(data: dict[str, Any]) -> None:
    """Whatever a case holds, the code holds, and nothing else."""
    try:
        case = read_case(data)
    except WrongCase:
        return

    assert case_from(str(code_of(case)).encode()) == case


def test_every_case_for_lawyers_goes_into_a_code() -> None:
    """The codes of all cases in tests/cases give them back."""
    cases = [read_case(_plain(case["facts"])) for _, case in CASES if "faults" not in case]

    assert [case_from(str(code_of(case)).encode()) for case in cases] == cases


def test_a_code_of_this_version_is_read_for_good() -> None:
    """A card that was printed once is read by every later version."""
    assert case_from(CODE.encode()) == read_case(FACTS)


def test_any_program_can_read_a_code() -> None:
    """The few lines that docs/card.md gives for it give back the case."""
    page = (Path(__file__).parents[2] / "docs" / "card.md").read_text("utf-8")
    (lines,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {"text": CODE}
    exec(lines, names)  # noqa: S102 - our own page

    assert read_case(names["case"]) == read_case(FACTS)


def test_a_code_is_letters_and_digits_only() -> None:
    """Nothing in it is lost in a form, a message or a scanner that types."""
    head, letters = code().split(":")

    assert head == "MUHLAT1"
    assert set(letters) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


@pytest.mark.parametrize(
    "changed",
    [
        str.lower,
        lambda text: f"  {text}\r\n",
        lambda text: "\n".join(text[start : start + 30] for start in range(0, len(text), 30)),
        lambda text: f"\ufeff{text}",
        lambda text: text.replace(":", " : "),
        lambda text: f"{text}===",
    ],
    ids=["small letters", "space around", "lines", "byte order mark", "spaced", "filled up"],
)
def test_what_scanners_and_forms_do_to_a_code_does_no_harm(changed: Callable[[str], str]) -> None:
    """Small letters, line breaks and spaces are none of the code."""
    assert case_from(changed(code()).encode(), "yaml") == read_case(FACTS)


def test_a_case_too_long_for_a_code_has_none() -> None:
    """A life of hundreds of trips is handed over as a file."""
    stays = [
        {
            "entry": f"{year}-{month:02}-0{1 + (year * month) % 7}",
            "exit": f"{year}-{month:02}-{11 + month * year % 17}",
        }
        for year in range(1990, 2027)
        for month in range(1, 13)
    ]

    assert code_of(read_case({"citizenship": "UZ", "stays": stays[:12]})) is not None
    assert code_of(read_case({"citizenship": "UZ", "stays": stays})) is None


# --- what is no good code ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (code()[:-1], "damaged"),
        (code()[: len(code()) // 2], "without its end"),
        ("MUHLAT1:", "without its end"),
        ("MUHLAT1:AAAAAAA", "without its end"),
        (f"{code()}A", "damaged"),
        (f"{code()[:-16]}{'0189' * 4}", "damaged"),
        ("MUHLAT1:ПРИВЕТ", "damaged"),
        (code().replace("MUHLAT1", "MUHLAT2"), "version 2; this program reads version 1"),
        (code().replace("MUHLAT1", "MUHLAT"), "version ?"),
        ("muhlat", "a code begins with MUHLAT1:"),
        ("MUHLAT citizenship: UZ", "a code begins with MUHLAT1:"),
        ("MUHLAT1:" + "A" * (LONGEST_CODE + 1), "longer than any code"),
        (packed(b"\0" * (LARGEST_INSIDE + 1)), f"more than {LARGEST_INSIDE} bytes"),
        (packed(b"\0" * 1_000_000), f"more than {LARGEST_INSIDE} bytes"),
        (packed(b"\xff\xfe"), "holds no text"),
        (packed(b"[" * 50_000), "nested too deeply"),
        (packed(b"not json"), "is not JSON"),
        (packed(b""), "is not JSON"),
        (packed(b"[]"), ""),
        (packed(json.dumps({**FACTS, "name": "Rustam"}).encode()), "name"),
        (
            packed(json.dumps({"citizenship": "UZ", "stays": [{"entry": "2026-02-31"}]}).encode()),
            "stays[0].entry",
        ),
    ],
)
def test_a_code_that_is_no_good_says_why(text: str, said: str) -> None:
    """Cut off, changed, of another version, a bomb, or no case: each has its own sentence."""
    assert said in faults(text)


@given(st.integers(0, len(CODE) - 9), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_changed_letter_never_gives_another_case(place: int, letter: str) -> None:
    """A wrong letter is found, so that nobody is answered for the dates of another."""
    place += len("MUHLAT1:")
    changed = CODE[:place] + letter + CODE[place + 1 :]
    try:
        assert case_from(changed.encode()) == read_case(FACTS)
    except WrongCase:
        assert letter != CODE[place]


@given(st.one_of(st.text(), st.binary().map(lambda raw: b32encode(raw).decode())))
def test_any_text_after_the_beginning_is_read_or_refused(text: str) -> None:
    """Nothing that a scanner may bring is a fault of the program."""
    with suppress(WrongCode):
        inside_code(f"MUHLAT1:{text}")


def test_a_bomb_is_not_unpacked() -> None:
    """A short code of a huge text costs no more than a case can."""
    bomb = packed(b"\0" * 2_000_000)

    assert len(bomb) < LONGEST_CODE
    assert len(b32decode(bomb[8:] + "=" * (-len(bomb[8:]) % 8))) < 2_100
    assert "more than" in faults(bomb)
