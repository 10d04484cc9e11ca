"""The fake Bot API looks at pictures as strictly as Telegram does."""

from io import BytesIO

import httpx
import pytest
from PIL import Image

from tests.fake_telegram import FakeTelegram


def image(width: int, height: int) -> bytes:
    """Return a black picture."""
    written = BytesIO()
    Image.new("1", (width, height)).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(image(720, 1200), None, id="a picture for a phone"),
        pytest.param(image(1, 20), None, id="as slim as can be"),
        pytest.param(image(1, 21), "PHOTO_INVALID_DIMENSIONS", id="too slim"),
        pytest.param(image(6000, 4001), "PHOTO_INVALID_DIMENSIONS", id="too large to be seen"),
        pytest.param(b"{}", "IMAGE_PROCESS_FAILED", id="no picture"),
        pytest.param(b"", "file must be non-empty", id="nothing"),
        pytest.param(
            b"x" * (10 * 1024 * 1024 + 1),
            "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
            id="too many bytes",
        ),
    ],
)
def test_photos(content: bytes, words: str | None) -> None:
    """A picture is opened and looked at before it is shown."""
    with FakeTelegram() as telegram, httpx.Client() as http:
        person = telegram.person()
        person.writes("/start")
        sent = http.post(
            f"{telegram.url}/bot{telegram.token}/sendPhoto",
            data={"chat_id": str(person.chat.id), "photo": "attach://part"},
            files={"part": ("p.png", content, "image/png")},
        ).json()

    assert sent.get("description") == (words and f"Bad Request: {words}")
    assert sent["ok"] == (words is None)
