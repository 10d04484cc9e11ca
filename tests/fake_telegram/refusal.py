"""How the Bot API says no."""

from collections.abc import Mapping
from http import HTTPStatus


class Refused(Exception):
    """The Bot API refuses the call with this code and these words."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})

    def body(self) -> dict[str, object]:
        """Return the JSON body of the answer."""
        body: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(words: str) -> Refused:
    """Return the refusal of a call that is wrong in itself."""
    return Refused(HTTPStatus.BAD_REQUEST, f"Bad Request: {words}")


def forbidden(words: str) -> Refused:
    """Return the refusal of a call to somebody who does not want it."""
    return Refused(HTTPStatus.FORBIDDEN, f"Forbidden: {words}")


def too_many(seconds: int) -> Refused:
    """Return the refusal of a call that comes too soon; ``seconds`` is how long to wait."""
    words = f"Too Many Requests: retry after {seconds}"
    return Refused(HTTPStatus.TOO_MANY_REQUESTS, words, {"retry_after": seconds})
