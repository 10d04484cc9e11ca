"""What Telegram accepts as buttons under a message."""

import json
from dataclasses import dataclass
from typing import Final

from tests.fake_telegram.refusal import bad_request

MOST_BUTTONS: Final = 100
MOST_IN_A_ROW: Final = 8
LONGEST_DATA: Final = 64
_KINDS: Final = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")


@dataclass(frozen=True, slots=True)
class FakeButton:
    """An inline button as it stands under a message."""

    label: str
    data: str


Rows = tuple[tuple[FakeButton, ...], ...]


def read_markup(markup: str | None) -> Rows:
    """Return the inline buttons of a ``reply_markup``; other keyboards give none.

    Raises:
        Refused: the markup is not one, or breaks a limit.
    """
    if markup is None or markup == "":
        return ()
    try:
        data = json.loads(markup)
    except ValueError as fault:
        raise bad_request("can't parse reply keyboard markup JSON object") from fault
    if not isinstance(data, dict):
        raise bad_request("object expected as reply markup")
    if not any(kind in data for kind in _KINDS):
        return ()
    rows = data.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array')
    read = tuple(tuple(_button(button) for button in row) for row in rows if row)
    if sum(map(len, read)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in read):
        raise bad_request("reply markup is too long")
    return read


def markup_data(rows: Rows) -> dict[str, object]:
    """Return the buttons as they stand in a message object."""
    return {
        "inline_keyboard": [
            [{"text": button.label, "callback_data": button.data} for button in row] for row in rows
        ],
    }


def _button(button: object) -> FakeButton:
    """Read one button; only the kind with callback data is known."""
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    label, data = button.get("text"), button.get("callback_data")
    if not isinstance(label, str) or not label.strip():
        raise bad_request("can't parse inline keyboard button: text is empty")
    if data is None:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return FakeButton(label, data)
