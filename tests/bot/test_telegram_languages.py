"""The ten people on Telegram, from /start to /delete, in each language: no word of another one comes."""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest
import vobject  # type: ignore[import-untyped]
from PIL import Image
from pypdf import PdfReader

from bot.dialog import what_if
from bot.dialog.model import Command, Said, Tap
from bot.dialog.state import State
from bot.lawbook import load_law
from bot.replies.headline import headline
from bot.replies.words import LANGUAGES, load_words
from rules.assess import assess
from rules.read import read_case
from tests.bot.dialog_person import PEOPLE, TODAY, Talker
from tests.fake_telegram import FakeTelegram, Person
from tests.fake_telegram.process import BotProcess
from tests.fake_telegram.world import FakeFile, FakeMessage
from tests.locales.strings import own
from tests.locales.test_letters import ALPHABETS
from tests.locales.test_tongue import LEAST_WORDS, tongue
from tests.locales.texts import WORD, Text, table, texts

NOON: Final = "--now=2026-11-21T12:00+03:00"
LARGEST: Final = {"muhlat.png": 60_000, "muhlat.pdf": 200_000, "muhlat.ics": 20_000, "muhlat.json": 20_000}
"""The files that people get, and the most bytes of each; a name says nothing about who got it."""
LONGEST_DATA: Final = 64
LEAST_LETTERS: Final = 10
"""Shorter pieces of a text are words that several languages have."""

TYPED: Final[Mapping[str, tuple[str, str]]] = {
    "tg": ("{day} {month} {year}", "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр"),
    "uz": (
        "{day}-{month} {year}",
        "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    ),
    "uz_Cyrl": (
        "{year} йил {day} {month}",
        "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
    ),
    "ky": (
        "{year}-жылдын {day}-{month}",
        "январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры",
    ),
    "ru": (
        "{day} {month} {year}",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    ),
    "en": (
        "{day} {month} {year}",
        "January February March April May June July August September October November December",
    ),
}
"""How people write a date, and their months."""

WHO: Final[Mapping[str, tuple[str, ...]]] = {
    "tg": ("builder", "expelled", "planning"),
    "uz": ("cook", "lost", "mother"),
    "uz_Cyrl": ("mother", "cook", "expelled"),
    "ky": ("seamstress", "driver", "builder"),
    "ru": ("trader", "student", "planning"),
    "en": ("student", "trader", "seamstress"),
}
"""Who speaks what: each of the ten their own language, most another one too; all ten in all take minutes."""

TRIP: Final = (date(2027, 3, 12), date(2027, 3, 20))
"""What everybody plans."""


def typed(day: date, language: str) -> str:
    """Return a day as people who speak this language write it."""
    form, months = TYPED[language]
    return form.format(day=day.day, month=months.split()[day.month - 1], year=day.year)


# --- what is wrong with a text ----------------------------------------------------------------------


@cache
def pieces(language: str) -> frozenset[str]:
    """Return what the texts of a language consist of, parted where something is filled in."""
    parts = (part.strip() for each in texts(language) for part in re.split(r"\{[^}]*\}|\n", each.text))
    return frozenset(part for part in parts if sum(map(str.isalpha, part)) >= LEAST_LETTERS)


@cache
def foreign(language: str) -> frozenset[str]:
    """Return the pieces of other languages that are in no text of this one."""
    all_own = "\n".join(each.text for each in texts(language))
    others = frozenset[str]().union(*(pieces(other) for other in LANGUAGES if other != language))
    return frozenset(piece for piece in others if piece not in all_own)


@cache
def taken_for_others(language: str) -> tuple[str, ...]:
    """Return the texts of a language that are known to look like another one."""
    return tuple(each.text for each in texts(language) if (language, each.key) in table("tongue.tsv"))


def strange(text: str, language: str) -> list[str]:
    """Return what in a text is not of its language, but for the Russian words that stay Russian."""
    found = [piece for piece in foreign(language) if piece in text]
    for line in text.splitlines():
        said = own(Text(language, "", "", line, ""))
        words = WORD.findall(said)
        letters = set(ALPHABETS[language]) | {"-", "'"}
        found += [word for word in words if set(word.lower()) - letters]
        mistaken = any(piece in line for piece in taken_for_others(language))
        if len(words) >= LEAST_WORDS and not mistaken and tongue(said) != language.removesuffix("_Cyrl"):
            found.append(line)
    return found


# --- one person -------------------------------------------------------------------------------------


@dataclass
class Walk:
    """One person with a phone; a second conversation in memory tells which button does what."""

    name: str
    person: Person
    talker: Talker
    language: str
    """What is spoken now."""
    home: str
    """The language that they have chosen."""
    before: dict[int, tuple[str, int]] = field(default_factory=dict)
    shown: dict[str, set[str]] = field(default_factory=dict)
    """All that was read, by the language that was spoken."""
    files: list[tuple[str, FakeFile]] = field(default_factory=list)
    """What was sent, each with how it was sent."""
    opening: str = ""
    """The first message of the answer."""

    def steps(self) -> Iterator[None]:
        """Go the whole way; after each act comes the bot's turn."""
        yield from self._writes("/start")
        yield from self._taps(f"choose:{self.home}")
        yield from self._taps("choose:day")
        for line in PEOPLE[self.name]:
            if line.startswith("~"):
                yield from self._dates(line[1:])
            else:
                yield from self._taps(line)
        yield from self._taps("why")
        if "all" in self._offers():
            yield from self._taps("all")
        yield from self._writes("/status")
        if "what_if" in self._offers():
            yield from self._taps("what_if")
            while self.talker.at in {what_if.MENU, what_if.ASK}:
                yield from self._taps(self._offers()[0])
        yield from self._plans()
        for command in ("picture", "calendar", "card", "contacts", "trips", "export", "help", "privacy"):
            yield from self._writes(f"/{command}")
        other = [*LANGUAGES][([*LANGUAGES].index(self.home) + 1) % len(LANGUAGES)]
        for language in (other, self.home):
            yield from self._writes("/language")
            self.language = language
            yield from self._taps(f"choose:{language}")
            yield from self._writes("/status")
        yield from self._writes("/delete")
        yield from self._taps("yes")

    def _plans(self) -> Iterator[None]:
        yield from self._writes("/plan")
        yield from self._writes(" — ".join(typed(day, self.home) for day in TRIP))
        assert self._place() == f"{TRIP[0]} {TRIP[1]}"
        yield from self._taps("confirm")

    def _dates(self, text: str) -> Iterator[None]:
        """Type a date in words where it was given in full figures, else as it is, and confirm it."""
        figures = re.fullmatch(r"(\d\d)\.(\d\d)\.(\d{4})", text)
        day = None if figures is None else date(*map(int, reversed(figures.groups())))
        yield from self._writes(text if day is None else typed(day, self.home))
        assert day is None or self._place() == day.isoformat()
        yield from self._taps("confirm")

    def _state(self) -> State:
        assert self.talker.state is not None
        return self.talker.state

    def _offers(self) -> tuple[str, ...]:
        return self._state().offers

    def _place(self) -> str:
        return self._state().place.value

    def _writes(self, text: str) -> Iterator[None]:
        self._looks()
        self.person.writes(text)
        self.talker.do(Command(text[1:]) if text.startswith("/") else Said(text))
        yield

    def _taps(self, action: str) -> Iterator[None]:
        self._looks()
        data = f"{self._state().turn}.{self._offers().index(action)}"
        (button,) = [
            button
            for reply in self.talker.replies
            for row in reply.rows
            for button in row
            if button.data == data
        ]
        self.person.taps(button.label)
        self.talker.do(Tap(data))
        yield
        if action == "answer":
            self.opening = self._new()[0].text

    def _looks(self) -> None:
        self.before = {each.id: (each.text, each.edits) for each in self._messages()}

    def _messages(self) -> list[FakeMessage]:
        return [message for message in self.person.chat.messages.values() if message.by_bot]

    def _new(self) -> list[FakeMessage]:
        """Return what the bot has sent or changed since the last act."""
        return [each for each in self._messages() if self.before.get(each.id) != (each.text, each.edits)]

    def reads(self) -> None:
        """Read what has come, and keep it for the checks."""
        self.person.waits()
        new = self._new()
        assert new, (self.name, self.talker.at, "was not answered")
        self.files += [(message.kind, message.file) for message in new if message.file is not None]
        buttons = [button for message in new for row in message.rows for button in row]
        assert [button.data for button in buttons if len(button.data.encode()) > LONGEST_DATA] == []
        if self.talker.state is not None and self.talker.at == "language":
            return  # each language there is named in itself
        labels = [button.label for button in buttons]
        self.shown.setdefault(self.language, set()).update(message.text for message in new)
        self.shown[self.language].update(labels)


def whole_walks(telegram: FakeTelegram, language: str, people: Iterable[str]) -> list[Walk]:
    """Let people go their ways side by side; return what they have seen."""
    device = language.replace("_", "-")
    walks = [
        Walk(name, telegram.person(language=device), Talker(device=device), language, language)
        for name in people
    ]
    going = [(walk, walk.steps()) for walk in walks]
    while going:
        # A walk that has come to its end has nothing more to yield.
        going = [(walk, steps) for walk, steps in going if next(steps, walk) is None]
        for walk, _ in going:
            walk.reads()
    return walks


def test_everybody_speaks() -> None:
    """Each of the ten is there, and each language is spoken."""
    assert set(WHO) == set(LANGUAGES)
    assert {name for people in WHO.values() for name in people} == set(PEOPLE)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uz", "Siz Rossiyadasiz. Выезжайте из России сегодня."),
        ("ky", "Бугун ойланг, эртага келинг, йўлга чиқинг"),
        ("tg", "Сиз Россияда канча күн болдуңуз"),
        ("uz_Cyrl", "Когда вы въехали в Россию последний раз"),
        ("en", "When did you come? да"),
    ],
)
def test_another_language_would_be_found(language: str, text: str) -> None:
    """A sentence or a word of another language does not pass."""
    assert strange(text, language) != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_conversation(tmp_path: Path, language: str) -> None:
    """People tell, read, plan, take along, change the language and leave: all of it is in their language."""
    with FakeTelegram() as telegram, BotProcess(telegram, tmp_path, NOON) as bot:
        walks = whole_walks(telegram, language, WHO[language])
        assert telegram.world.refusals() == []
        assert telegram.world.faults == []
        assert "outcome=fault" not in bot.log
    seen: dict[str, set[str]] = {}
    for walk in walks:
        for spoken, shown in walk.shown.items():
            seen.setdefault(spoken, set()).update(shown)
        seen[language] |= look_at_files(walk)
    assert {text: bad for spoken in seen for text in seen[spoken] if (bad := strange(text, spoken))} == {}


def look_at_files(walk: Walk) -> set[str]:
    """Look at each file that somebody got; return the texts of those that are in one language."""
    sent = [(kind, file.name) for kind, file in walk.files]
    assert {name for _, name in sent} == set(LARGEST)
    assert ("photo", "muhlat.png") in sent
    for _, file in walk.files:
        assert len(file.content) <= LARGEST[file.name], (walk.name, file.name)
    last = {file.name: file.content for _, file in walk.files}
    with Image.open(io.BytesIO(last["muhlat.png"])) as image:
        image.load()
        assert image.format == "PNG"
    assert len(PdfReader(io.BytesIO(last["muhlat.pdf"])).pages) == 1
    case = json.loads(last["muhlat.json"])
    case.pop("planned", None)  # the answer came before the plan
    answer = assess(read_case(case), TODAY, load_law())
    assert walk.opening.startswith(headline(answer, load_words(walk.home)))
    calendar = vobject.readOne(last["muhlat.ics"].decode())
    return {text.value for event in calendar.vevent_list for text in (event.summary, event.description)}
