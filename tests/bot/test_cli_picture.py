"""``muhlat picture``: the days of a case as a file, as standard output, and in words."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from bot.cli import main

BUILDER = "citizenship: TJ\nstays: [{entry: 2026-10-06, purpose: work}]\n"

Draw = Callable[..., tuple[int, bytes, str]]


@pytest.fixture(name="draw")
def _draw(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Draw:
    """Call ``muhlat picture`` with the builder's case; return its status, its output and its faults."""

    def call(*words: str, case: str = BUILDER) -> tuple[int, bytes, str]:
        file = tmp_path / "case.yaml"
        file.write_text(case)
        status = main(["picture", str(file), "--on", "2026-11-21", "--lang", "en", *words])
        shown = capsysbinary.readouterr()
        return status, shown.out, shown.err.decode()

    return call


def test_png_goes_to_standard_output(draw: Draw) -> None:
    """Without anything said it is a PNG for a phone, and nothing else."""
    status, out, faults = draw()

    assert (status, faults) == (0, "")
    with Image.open(BytesIO(out)) as image:
        assert (image.format, image.width) == ("PNG", 720)
    assert draw("--png")[1] == out


def test_svg_is_text_that_says_what_it_shows(draw: Draw) -> None:
    """The SVG is well formed, and its title is the picture in words."""
    status, out, _ = draw("--svg")

    assert status == 0
    (title,) = ET.fromstring(out).findall("{http://www.w3.org/2000/svg}title")  # noqa: S314 - our own
    assert title.text is not None
    assert title.text.startswith("Your days in Russia: 6 October 2026 — 21 November 2026")


def test_the_name_of_the_file_tells_the_kind(draw: Draw, tmp_path: Path) -> None:
    """Whoever names a file .svg gets no PNG in it, unless they ask for one."""
    drawing = tmp_path / "muhlat.svg"

    assert draw("-o", str(drawing))[0] == 0
    assert drawing.read_text().startswith("<svg")
    assert draw("--png", "-o", str(drawing))[0] == 0
    assert drawing.read_bytes().startswith(b"\x89PNG")


def test_words_are_told_beside_a_file(draw: Draw, tmp_path: Path) -> None:
    """Where the picture goes into a file, standard output has room for its words."""
    status, out, _ = draw("-o", str(tmp_path / "muhlat.png"))

    assert status == 0
    assert out.decode() == (
        "Your days in Russia: 6 October 2026 — 21 November 2026, days without a visa. Used without a visa: "
        "47 of 90, in reserve: 43; the last day is 3 January 2027.\n"
    )
    assert (tmp_path / "muhlat.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "case", "fault"),
    [
        (("--svg", "--png"), BUILDER, "not allowed with"),
        (("-o", "/nowhere/muhlat.png"), BUILDER, "cannot be written"),
        ((), "citizenship: XX\nstays: 5\n", "stays"),
    ],
)
def test_wrong_calls_draw_nothing(draw: Draw, words: tuple[str, ...], case: str, fault: str) -> None:
    """A call that cannot be carried out says why, and writes nothing."""
    status, out, faults = draw(*words, case=case)

    assert (status, out) == (2, b"")
    assert fault in faults


def test_png_is_nothing_for_a_terminal(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal would show garbage: the call says what to do instead."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    assert draw()[0] == 2
    assert draw("--svg")[0] == 0
