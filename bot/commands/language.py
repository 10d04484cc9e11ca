"""The language of what is written for people."""

import os
from typing import Final

from bot.commands.outcome import WrongCall

_FALLBACK: Final = "en"
_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(asked: str | None) -> str:
    """Return the code of the language asked for, or that of the environment, or English.

    Raises:
        WrongCall: the language asked for is not one that there is.
    """
    from bot.replies.words import LANGUAGES  # noqa: PLC0415 - JSON starts faster without words

    if asked is None:
        return next((code for code in _environment() if code in LANGUAGES), _FALLBACK)
    if asked not in LANGUAGES:
        raise WrongCall(f"--lang {asked}: there is no such language; there are {', '.join(LANGUAGES)}")
    return asked


def _environment() -> list[str]:
    """Return the language codes that the first set variable names: ru_RU.UTF-8 is ru."""
    value = next((os.environ[name] for name in _VARIABLES if os.environ.get(name)), "")
    territory, _, script = value.partition("@")
    code = territory.partition(".")[0].partition("_")[0]
    return [f"{code}_{script[:4].title()}", code] if script else [code]
