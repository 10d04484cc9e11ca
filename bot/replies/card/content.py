"""What stands on the card, each line in every language of it: the person's own, then Russian."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import zip_longest
from typing import Final, NamedTuple, TypeAlias

from bot.case_code.coding import code_of
from bot.contacts.book import Contact
from bot.contacts.choose import contacts_for, is_old
from bot.contacts.lines import NAMES, contact_lines
from bot.contacts.lines import OTHER as OTHER_CONTACT
from bot.replies import vocabulary
from bot.replies.answer import footing, how, level_line, trips, unchecked, what_next
from bot.replies.coming import worse_line
from bot.replies.disputes import unfounded
from bot.replies.first import first_line
from bot.replies.headline import headline
from bot.replies.lines import ban_line, duty_line, duty_step, if_left, if_left_opening, in_force, sentence
from bot.replies.numbers import numbers
from bot.replies.register import register_short
from bot.replies.words import DEFAULT_LANGUAGE, Words, load_words
from rules.assessment import Assessment, Ban, Duty, Level
from rules.facts import Case
from rules.level import DECISIONS

Line: TypeAlias = tuple[str, ...]
"""The same text in each language of the card."""

_FEWEST_STEPS: Final = 3
_MOST_CONTACTS: Final = 4


class Section(NamedTuple):
    """A part of the card under a title.

    Attributes:
        title: what it is about.
        lines: its lines, the most important first; those after the first ``keep`` may be left out for room.
        rank: sections of a higher rank give up lines first.
        vital: whether it may not vanish altogether.
        numbered: whether the lines stand in an order to be kept to.
        plain: whether they are sentences and no list.
        head: what opens the section and always stands there.
        tail: what closes it and always stands there.
        rest: what tells how many of its lines were left out, where a reader would take the others for all.
    """

    title: Line
    lines: tuple[Line, ...]
    keep: int
    rank: int
    vital: bool = False
    numbered: bool = False
    plain: bool = False
    head: tuple[Line, ...] = ()
    tail: tuple[Line, ...] = ()
    rest: Callable[[int], Line] | None = None


class Content(NamedTuple):
    """Everything on the card; ``code`` is the text of its code, None where the case is too long."""

    on: date
    languages: tuple[str, ...]
    title: Line
    level: Level
    word: Line
    headline: Line
    numbers: tuple[Line, ...]
    sections: tuple[Section, ...]
    more: Callable[[int], Line]
    notes: Line
    about_code: tuple[Line, ...]
    footing: Line
    code: str | None


def content(assessment: Assessment, case: Case, words: Words, unsure: tuple[str, ...] = ()) -> Content:
    """Return what stands on the card of an answer; ``unsure`` are keys of what the person did not know."""
    russian = load_words(DEFAULT_LANGUAGE)
    both = _Both((words,) if words.language == DEFAULT_LANGUAGE else (words, russian), assessment)
    steps = set(both.lines(what_next))
    undone = tuple(each for each in assessment.cautious.duties if each.state != "done")
    code = code_of(case)
    contacts = contacts_for(case.citizenship, None, assessment.on)
    sections = (
        _steps(both, tuple(each for each in undone if both.step(each) in steps)),
        _dates(both, (each for each in undone if both.step(each) not in steps)),
        Section(both.key("answer.how"), both.lines(how), keep=1, rank=4, plain=True),
        *_bans(both),
        Section(both.key("answer.trips"), both.lines(trips), keep=1, rank=4),
        Section(both.key("answer.register"), both.lines(register_short), keep=1, rank=7),
        Section(both.key("answer.find_first"), both.lines(_first), keep=1, rank=5),
        _not_checked(both, unsure),
        _where(contacts, both),
    )
    return Content(
        on=assessment.on,
        languages=tuple(each.language for each in both.tongues),
        title=both.key("card.title", on=assessment.on),
        level=assessment.cautious.level,
        word=both.line(_word),
        headline=both.line(headline),
        numbers=both.lines(numbers),
        sections=tuple(each for each in sections if each.lines),
        more=lambda number: both.key("card.more", number=number),
        notes=both.key("card.notes"),
        about_code=both.keys("card.no_code") if code is None else both.keys("card.code", "card.code_use"),
        footing=both.line(lambda *of: " ".join(footing(*of))),
        code=code,
    )


class _Both(NamedTuple):
    """The languages of the card, and the answer that each of them tells."""

    tongues: tuple[Words, ...]
    assessment: Assessment

    def line(self, tell: Callable[[Assessment, Words], str]) -> Line:
        return tuple(tell(self.assessment, words) for words in self.tongues)

    def lines(self, tell: Callable[[Assessment, Words], Iterable[str]]) -> tuple[Line, ...]:
        told = (tell(self.assessment, words) for words in self.tongues)
        return tuple(zip_longest(*told, fillvalue=""))

    def step(self, duty: Duty) -> Line:
        return self.line(lambda assessment, words: duty_step(duty, assessment, words))

    def key(self, key: str, **values: object) -> Line:
        return tuple(words(key, **values) for words in self.tongues)

    def keys(self, *keys: str) -> tuple[Line, ...]:
        return tuple(map(self.key, keys))


def _word(assessment: Assessment, words: Words) -> str:
    """Return the word of the level: its sign is drawn, since no font for paper has it."""
    return level_line(assessment, words).partition(" ")[2]


def _first(assessment: Assessment, words: Words) -> tuple[str, ...]:
    line = first_line(assessment, words)
    return () if line is None else (line,)


def _steps(both: _Both, told: tuple[Duty, ...]) -> Section:
    """Return what to do, ``told`` being the duties among it; those that are late are never left out."""
    lines = both.lines(what_next)
    late = {both.step(duty) for duty in told if duty.state == "missed"}
    last = max((number for number, line in enumerate(lines, 1) if line in late), default=0)
    return Section(
        both.key("card.steps"),
        lines,
        keep=max(last, _FEWEST_STEPS),
        rank=1,
        vital=True,
        numbered=len(lines) > 1,
        tail=both.lines(_done),
    )


def _done(assessment: Assessment, words: Words) -> tuple[str, ...]:
    done = dict.fromkeys(duty.duty for duty in assessment.cautious.duties if duty.state == "done")
    names = (words(vocabulary.DUTIES.get(duty, vocabulary.OTHER_DUTY).name) for duty in done)
    return (words("card.done", things=words.listing(tuple(names))),) if done else ()


def _dates(both: _Both, duties: Iterable[Duty]) -> Section:
    """Return duties that no step tells, the late ones first; these are never left out."""
    ordered = sorted(duties, key=lambda duty: (duty.state != "missed", duty.due))
    late = sum(duty.state == "missed" for duty in ordered)
    lines = tuple(dict.fromkeys(tuple(duty_line(each, words) for words in both.tongues) for each in ordered))
    return Section(both.key("card.dates"), lines, keep=max(late, 1), rank=2, vital=late > 0)


def _bans(both: _Both) -> tuple[Section, ...]:
    """Return the grounds for bans there are, and those that leaving on the day would make."""
    answer = both.assessment.cautious
    worse = both.lines(lambda assessment, words: filter(None, (worse_line(assessment, words),)))
    return (
        _ban_section(both, in_force(answer), both.keys("ban.now")),
        _ban_section(both, if_left(answer), both.lines(lambda *of: (if_left_opening(*of),)), worse),
    )


def _ban_section(
    both: _Both, bans: tuple[Ban, ...], opening: tuple[Line, ...], worse: tuple[Line, ...] = ()
) -> Section:
    # Whoever was told of a decision is not to read that there may be none.
    decides = () if any(ban.ground in DECISIONS for ban in bans) else both.keys("ban.decides_short")
    shown = bans[:1] if unfounded(both.assessment) else bans
    lines = both.lines(lambda _, words: (ban_line(ban, words) for ban in shown))
    return Section(
        both.key("answer.bans"),
        lines,
        keep=1,
        rank=2,
        vital=True,
        head=opening,
        tail=(*worse, *decides),
        rest=lambda number: both.key("card.more_grounds", number=number),
    )


def _not_checked(both: _Both, unsure: tuple[str, ...]) -> Section:
    """Return what no answer took into account, and what the person did not know: never left out."""

    def things(assessment: Assessment, words: Words) -> str:
        return f"{sentence(words.listing(unchecked(assessment, words)))}."

    def unknown(_: Assessment, words: Words) -> str:
        return words("card.unsure", things=words.listing(tuple(map(words, unsure))))

    lines = (*((both.line(unknown),) if unsure else ()), both.line(things))
    return Section(both.key("answer.not_checked"), lines, keep=len(lines), rank=0, vital=True, plain=True)


def _where(contacts: tuple[Contact, ...], both: _Both) -> Section:
    """Return where to turn, and where no address is confirmed; what nobody looked at for long is left out."""
    on = both.assessment.on
    fresh = tuple(each for each in contacts if not is_old(each, on))

    def lines(_: Assessment, words: Words) -> tuple[str, ...]:
        told = (
            words(
                "card.contact",
                what=words(NAMES.get(each.id, OTHER_CONTACT)),
                address=each.address.removeprefix("https://"),
            )
            for each in fresh
        )
        return (*told, *map(sentence, contact_lines(fresh, words, on)[len(fresh) :]))[:_MOST_CONTACTS]

    checked = min((each.checked for each in fresh), default=None)
    tail = () if checked is None else (both.key("card.contacts_checked", date=checked),)
    return Section(both.key("card.where"), both.lines(lines), keep=1, rank=3, tail=tail)
