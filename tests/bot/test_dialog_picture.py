"""The picture in the conversation: with the whole answer, on /picture, and never in the way of the words."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from bot.dialog.model import Command, Reply
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import PEOPLE, Talker


def pictures(replies: tuple[Reply, ...] | list[Reply]) -> list[Reply]:
    """Return the replies that hold a picture."""
    return [reply for reply in replies if reply.document and reply.document.media_type == "image/png"]


@pytest.mark.parametrize("person", PEOPLE)
def test_answer_comes_with_its_picture(person: str) -> None:
    """The words come first, then the picture with what it shows, then the message with the buttons."""
    talker = Talker().start("ru").go(*PEOPLE[person])

    (shown,) = pictures(talker.replies)
    assert shown is talker.replies[-2]
    assert shown.beside
    assert not shown.rows
    assert shown.text.endswith(".")
    assert talker.replies[-1].rows
    assert shown.document is not None
    assert shown.document.name == "muhlat.png"


def test_picture_is_drawn_when_it_is_sent() -> None:
    """What is sent is a picture for a phone."""
    talker = Talker().start("tg").go(*PEOPLE["builder"])
    document = pictures(talker.replies)[0].document

    assert document is not None
    with Image.open(BytesIO(document.make())) as image:
        assert image.width == 720


def test_short_answer_has_no_picture() -> None:
    """Whoever comes back to the answer has seen it: only its first line is shown again."""
    talker = Talker().start("ru").go(*PEOPLE["builder"]).go("why", "back")

    assert talker.at == "answer"
    assert pictures(talker.replies) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_picture_on_command(language: str) -> None:
    """/picture sends it again, with its words in the person's language, and leads nowhere else."""
    talker = Talker().start(language).go(*PEOPLE["trader"])
    told = pictures(talker.replies)[0].text
    talker.do(Command("picture"))

    (shown,) = pictures(talker.replies)
    assert shown.text == told
    assert not shown.beside
    assert talker.at == "answer"
    assert load_words(language).date(date(2026, 12, 3)) in told


def test_picture_is_no_surer_than_the_person() -> None:
    """Nothing is drawn of answers that are not there yet."""
    talker = Talker().start("ru").do(Command("picture"))

    assert pictures(talker.replies) == []
