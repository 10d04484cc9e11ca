"""What people call bans, removals, the register and border runs when they speak of them among themselves."""

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, TypeAlias

from bot.reading.dates import TOKEN
from bot.reading.plain import LONGEST, plain

Slang: TypeAlias = Literal["list", "removal", "register", "border_run"]
"""What may be meant: a black list (of two), a removal or a ban after it, the register, a border run."""

_WORDS: Final[Mapping[Slang, str]] = {
    # The first that is found counts: a removal by its own word is no list, the register by its own neither.
    "removal": "депорт* deport* выдворение выдворения выдворили выдворен выдворена выдвор* vydvorenie "
    "ихроҷ ихроҷи ихроч* chiqarib_yuborish чиқариб_юбориш чыгарып_жиберүү expelled expulsion",
    "register": "ркл rkl реестр* reestr* reyestr* зери_назорат таҳти_назорат nazoratdagi назоратдаги "
    "көзөмөл_реестри көзөмөлдөөчү_реестр register феҳрист* рӯйхати_шахсони_назоратшаванда",
    "border_run": "въезд-выезд выезд-въезд kirdi-chiqdi кирди-чиқди кирди-чыкты чыкты-кирди визаран "
    "border_run",
    "list": "запрет* zapret* чёрный_список чёрном_списке чёрному_списку чёрного_списка рӯйхати_сиёҳ "
    "рӯйхати_сиёҳи манъ манъи тақиқ* taqiq* qora_roʻyxat* қора_рўйхат* кара_тизме* тыюу* "
    "тобокел_тизме* black_list blacklist ban entry_ban",
}
"""``_`` stands for a space, ``*`` for any ending. All languages together: this is the talk of all of them."""


def read_slang(text: str) -> Slang | None:
    """Return what is spoken of in the words of the street; None where none of them is there."""
    if len(text) > LONGEST:
        return None
    said = " ".join(TOKEN.findall(plain(text)))
    return next((slang for slang, forms in _forms().items() if any(form(said) for form in forms)), None)


class _Form:
    """One expression, looked for as whole words."""

    def __init__(self, form: str) -> None:
        bare = " ".join(TOKEN.findall(plain(form.replace("_", " "))))
        self._wanted = f" {bare}" if form.endswith("*") else f" {bare} "

    def __call__(self, said: str) -> bool:
        return self._wanted in f" {said} "


@cache
def _forms() -> Mapping[Slang, tuple[_Form, ...]]:
    return {slang: tuple(map(_Form, forms.split())) for slang, forms in _WORDS.items()}
