"""Cases from files: nothing is guessed, and a wrong file is refused with every reason."""

import json
from pathlib import Path

import pytest

from bot.case_files import LARGEST_CASE, Unreadable, case_from, read_case_file
from rules.facts import Case
from rules.read import WrongCase
from rules.when import When

ENTRY = '{"citizenship": "UZ", "stays": [{"entry": "2026-03-01"}]}'


def yaml_case(text: str) -> Case:
    """Read a case from YAML."""
    return case_from(text.encode(), "yaml")


def faults(raw: bytes | str, form: str | None) -> list[str]:
    """Return the faults of a text, one line each."""
    with pytest.raises(WrongCase) as caught:
        case_from(raw.encode() if isinstance(raw, str) else raw, form)
    return [str(fault) for fault in caught.value.faults]


# --- YAML is read as it is written ------------------------------------------------------------


def test_a_word_that_older_yaml_takes_for_a_truth_value_stays_a_word() -> None:
    """NO is Norway, not false."""
    assert yaml_case("citizenship: NO").citizenship == "NO"


def test_numbers_stay_the_text_that_was_written() -> None:
    """An article 12.10 is not 12.1, and a year of birth needs no quotes."""
    case = yaml_case(
        "citizenship: UZ\nborn: 1994\noffences: [{in_force: 2026-02, kind: traffic, article: 12.10}]"
    )
    assert case.born == When.parse("1994")
    assert case.offences[0].article == "12.10"
    assert case.offences[0].in_force == When.parse("2026-02")


@pytest.mark.parametrize("word", ["true", "false"])
def test_the_two_truth_values(word: str) -> None:
    """Only true and false are truth values."""
    assert yaml_case(f"citizenship: UZ\ninternational_driver: {word}").international_driver is (
        word == "true"
    )


@pytest.mark.parametrize("word", ["yes", "True", "on", "1", '"true"', "y", "null"])
def test_no_other_word_is_a_truth_value(word: str) -> None:
    """Anything else, quoted words too, is a fault at its place."""
    (fault,) = faults(f"citizenship: UZ\ninternational_driver: {word}", "yaml")
    assert fault.startswith("international_driver: ")


@pytest.mark.parametrize("word", ["null", "~", ""])
def test_the_words_for_nothing(word: str) -> None:
    """Null, ~ and nothing at all mean that there is none."""
    assert yaml_case(f"citizenship: UZ\nborn: {word}").born is None


def test_a_comment_a_mark_and_another_line_end_do_no_harm() -> None:
    """A file from any editor is read: byte order mark, CRLF, comments, document marker."""
    assert yaml_case("\ufeff--- # mine\r\ncitizenship: TJ # passport\r\n").citizenship == "TJ"


# --- JSON ---------------------------------------------------------------------------------------


def test_json_numbers_stay_the_text_that_was_written() -> None:
    """The same facts are read from JSON and from YAML."""
    offence = '{"in_force": "2026", "kind": "stay", "article": 12.10}'
    text = f'{{"citizenship": "UZ", "born": 1994, "offences": [{offence}]}}'
    assert case_from(text.encode()) == yaml_case(text)
    assert case_from(text.encode()).offences[0].article == "12.10"


def test_json_may_have_a_byte_order_mark() -> None:
    """Some editors write one."""
    assert case_from(b"\xef\xbb\xbf" + ENTRY.encode()).citizenship == "UZ"


# --- faults ---------------------------------------------------------------------------------------


def test_keys_that_stand_twice_are_all_named_with_the_other_faults() -> None:
    """A person who corrects what is named is done: nothing comes up only afterwards."""
    stay = '{"entry": "2026-02-31", "entry": "2026-02-30"}'
    text = f'{{"citizenship": "UZ", "citizenship": "TJ", "stays": [{stay}]}}'
    expected = [
        "citizenship: stands twice",
        "stays[0].entry: stands twice",
        "stays[0].entry: 2026-02-30 is not a date",
    ]
    assert faults(text, "json") == expected


def test_keys_that_stand_twice_in_yaml_are_named_with_their_line() -> None:
    """The line helps where a file is long."""
    text = "citizenship: UZ\nstays:\n  - entry: 2026-01-01\n    entry: 2026-01-02\ncitizenship: TJ\n"
    assert faults(text, "yaml") == [
        "stays[0].entry: stands twice (line 4)",
        "citizenship: stands twice (line 5)",
    ]


BOMB = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ncitizenship: UZ\n"

YAML_FAULTS = {
    BOMB: "anchors and aliases are not read in a case (line 1, column 4)",
    "citizenship: &x UZ": "anchors and aliases are not read",
    "citizenship: *x": "anchors and aliases are not read",
    "citizenship: !!python/object/apply:os.system [ls]": "tags are not read in a case",
    "!!map {citizenship: UZ}": "tags are not read in a case",
    "citizenship: ! UZ": "tags are not read in a case",
    "[" * 5000: "is nested too deeply",
    "citizenship: UZ\n---\ncitizenship: TJ\n": "is not YAML for a case",
    "citizenship: UZ: TJ": "(line 1, column 16)",
    "citizenship: UZ\n\tborn: 1994": "(line 2, column 1)",
    "citizenship: [UZ": "is not YAML for a case",
    "citizenship: \x07": "has a character that may not stand in a text file (line 1)",
    "# nothing but a comment": "is empty",
    "{[a, b]: UZ}": "a key is not a word (line 1)",
    "<<: {citizenship: UZ}\n": "<<: unknown key",
    "just words": "just words is not a group",
    "- citizenship: UZ": "is not a group",
}


@pytest.mark.parametrize("text", YAML_FAULTS, ids=range(len(YAML_FAULTS)))
def test_yaml_that_is_refused(text: str) -> None:
    """What acts, expands, repeats or breaks off is refused with its place."""
    assert YAML_FAULTS[text] in " / ".join(faults(text, "yaml"))


JSON_FAULTS = {
    '{"citizenship": "UZ",}': "is not JSON",
    '{"citizenship": "UZ"} x': "Extra data (line 1, column 23)",
    '{"citizenship": NaN}': "NaN is no value of it",
    '{"citizenship": -Infinity}': "-Infinity is no value of it",
    '{"born": 1e999, "citizenship": "UZ"}': "born: 1e999 is not a date",
    '{"born": ' + "9" * 6000 + ', "citizenship": "UZ"}': "is not a date",
    "[" * 100_000: "is nested too deeply",
    '{"citizenship": ' + "[" * 900 + "]" * 900 + "}": "citizenship: ",
    '{"citizenship": "\\ud800"}': "citizenship: ",
    '{"cit\\u0000izenship": "UZ"}': "unknown key",
    "[]": "is not a group",
    "null": "is not a group",
    '"UZ"': "is not a group",
}


@pytest.mark.parametrize("text", JSON_FAULTS, ids=range(len(JSON_FAULTS)))
def test_json_that_is_refused(text: str) -> None:
    """Hostile and broken JSON alike end in a fault, never in a trace of Python."""
    assert JSON_FAULTS[text] in " / ".join(faults(text, "json"))


BYTE_FAULTS = {
    b"": "is empty",
    b" \n\t": "is empty",
    b"citizenship: \xff": "is not text in UTF-8 (byte 14 of it)",
    "citizenship: UZ".encode("utf-16"): "is text in UTF-16",
    b"citizenship: UZ\0": "null bytes",
    b"\x89PNG\r\n\x1a\n": "is not text in UTF-8 (byte 1 of it)",
}


@pytest.mark.parametrize("form", ["json", "yaml", None])
@pytest.mark.parametrize("raw", BYTE_FAULTS, ids=range(len(BYTE_FAULTS)))
def test_bytes_that_are_no_text_are_refused(raw: bytes, form: str | None) -> None:
    """A picture, an empty file, a file in another encoding."""
    assert BYTE_FAULTS[raw] in " / ".join(faults(raw, form))


# --- which of the two ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [ENTRY, "{citizenship: UZ, stays: [{entry: 2026-03-01}]}", f"# mine\n{ENTRY}"]
)
def test_without_an_ending_the_text_tells_json_from_yaml(text: str) -> None:
    """From standard input both are read."""
    assert case_from(text.encode(), None).citizenship == "UZ"


def test_text_that_is_neither_is_named_as_json_where_it_begins_like_it() -> None:
    """The reason is the one the person can use."""
    assert faults('{"citizenship": "UZ"', None)[0].startswith("is not JSON")


def test_the_ending_of_the_name_decides(tmp_path: Path) -> None:
    """A file called .json is not read as YAML."""
    file = tmp_path / "case.JSON"
    file.write_text("{citizenship: UZ}")
    with pytest.raises(WrongCase):
        read_case_file(str(file))
    assert read_case_file(str(file.rename(tmp_path / "case.yml"))).citizenship == "UZ"


# --- files ----------------------------------------------------------------------------------------


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    """No case of one person is that long."""
    file = tmp_path / "large.json"
    file.write_text(json.dumps({"citizenship": "UZ", "x": "x" * LARGEST_CASE}))
    with pytest.raises(Unreadable, match="longer than"):
        read_case_file(str(file))


@pytest.mark.parametrize(
    ("name", "reason"), [("", "is a folder"), ("none.yaml", "there is no file"), ("a\0b", "cannot be read")]
)
def test_what_is_no_file_is_named(tmp_path: Path, name: str, reason: str) -> None:
    """A missing file, a folder, a name that no file can have."""
    with pytest.raises(Unreadable, match=reason):
        read_case_file(f"{tmp_path}/{name}")
