"""What could be better, which date to find, and why: the doubts and the reasons of an answer."""

from datetime import date, timedelta

import pytest

from bot.replies.answer import answer_text
from bot.replies.better import better_lines
from bot.replies.chat import chat_messages
from bot.replies.headline import headline
from bot.replies.why import reasons, vague_days
from bot.replies.words import load_words
from rules.assessment import Account, Answer, Finding, Value
from rules.read import read_case
from tests.bot.answer_people import ON, PEOPLE, answer, assessment, ban, duty, outside

RU, EN = load_words("ru"), load_words("en")
TOMORROW = ON + timedelta(days=1)

_WORSE = answer(ground="visa_free", used=80, last_day=TOMORROW)
_OVER = answer("overstay", overstay_days=9)
_BANNED = outside(bans=(ban("offences_3y", ON, date(2029, 11, 21)),), may_enter_from=None)


@pytest.mark.parametrize(
    ("worse", "best", "said"),
    [
        (_WORSE, answer(ground="treaty"), "At best there is no last day."),
        (
            _WORSE,
            answer(ground="visa_free", used=80, last_day=date(2026, 12, 3)),
            "At best the last day is 3 December 2026.",
        ),
        (_OVER, answer("overstay", overstay_days=8), "At best the time ran out 8 days ago."),
        (_OVER, answer(ground="treaty"), "At best the time is still running."),
        (_OVER, _WORSE, "At best the time is still running: the last day is 22 November 2026."),
        (_BANNED, outside(may_enter_from=ON), "At best there are no grounds for an entry ban."),
        (
            _BANNED,
            outside(bans=(ban("offences_3y", ON, date(2027, 1, 5)),)),
            "At best an entry ban is possible up to and including 5 January 2027.",
        ),
        (
            _BANNED._replace(bans=(ban("conviction", None, None), *_BANNED.bans)),
            _BANNED._replace(bans=(ban("conviction", None, None),)),
            "At best some of the terms are milder.",
        ),
        (_BANNED, _BANNED._replace(may_enter_from=ON), "At best entry is open already."),
        (
            _BANNED,
            _BANNED._replace(may_enter_from=date(2027, 1, 5)),
            "At best entry opens on 5 January 2027.",
        ),
        (
            outside(),
            outside()._replace(days=Account(10, 80, 90, ON, ON)),
            "At best there are more days: 80 days.",
        ),
        (outside(), outside(level="amber"), "At best some of the terms are milder."),
    ],
)
def test_what_could_be_better(worse: Answer, best: Answer, said: str) -> None:
    """The favourable answer tells the one difference that matters most, and which answer to act on."""
    lines = better_lines(assessment(worse, best), EN)

    assert lines == (f"{said} Act on the cautious answer above.",)


def test_what_to_find() -> None:
    """Each vague date says where it is found; the points of law come after, together."""
    disputes = (
        "first_day",
        "patents[1].paid_until",
        "planned[0].entry",
        "patent_days",
        "new[0].day",
        "new_reading",
    )
    lines = better_lines(assessment(_OVER, _WORSE, disputes=disputes), RU)

    assert lines[1:] == (
        "Что найти: последний оплаченный день патента № 2. Где посмотреть: чеки за патент.",
        "Что найти: день будущего въезда.",
        "Что найти: одна из ваших дат.",
        (
            "Закон читают по-разному: считать ли день въезда; тратят ли общий счёт дни по патенту, договору "
            "и разрешению; какой точный смысл у закона. Здесь взят строгий ответ."
        ),
    )


def test_dates_that_cannot_matter_are_not_to_be_found() -> None:
    """A day on which something was done, that is done in both answers, nobody need look for."""
    done = duty("register", ON, ON, "done")
    worse, best = _OVER._replace(duties=(done,)), _WORSE._replace(duties=(done,))
    disputes = ("registrations[0].from", "medical[0]", "patent_days")
    given = assessment(worse, best, disputes=disputes)

    assert not any("Что найти" in line for line in better_lines(given, RU))
    assert "регистрации" not in headline(given, RU)
    late = assessment(worse._replace(duties=(done._replace(state="missed"),)), best, disputes=disputes)
    assert "Что найти: начало регистрации" in "\n".join(better_lines(late, RU))


def test_no_days_are_invented_where_the_date_is_unknown() -> None:
    """Who knows nothing of the entry is told to find it, not that the time was over twenty years ago."""
    worse = answer("overstay", overstay_days=8797, level="red", actions=("find_entry_date", "leave_now"))
    given = assessment(worse, _WORSE, disputes=("stays[0].entry",))
    told = "\n".join(chat_messages(given, RU))

    assert headline(given, RU).startswith("Дни посчитать нельзя: не хватает одной даты, дата въезда.")
    assert "8797" not in told
    assert "2002" not in told
    assert "Если срок уже закончился, выезжайте" in told


def test_a_vague_day_is_not_told_as_the_day_of_doing() -> None:
    """Of what was done on some day the reasons say that it is done, not when."""
    case = read_case({"citizenship": "TJ", "medical": ["2026-03"], "fingerprinted": "2026-03-20"})
    found: dict[str, Value] = {"done": date(2026, 3, 1), "late": True, "state": "done"}
    finding = Finding("duty.medical", "115-FZ 5(18)", date(2021, 12, 29), "high", found)
    given = assessment(answer(ground="visa_free", last_day=TOMORROW), trace=(finding,))

    assert "сделано — 1 марта 2026 года" in reasons(given, RU)[1]
    told = reasons(given, RU, vague_days(case))[1]
    assert "1 марта" not in told
    assert "опозданием" not in told
    assert date(2026, 3, 20) not in vague_days(case)


def test_how_to_find_the_entry_date() -> None:
    """Who does not know the day of entry is told where it stands, once."""
    chat = "\n".join(chat_messages(PEOPLE["lost_card"].assessment, RU))

    assert chat.count("штамп") == 1
    assert "миграционной карте" in chat


def test_what_is_not_fully_confirmed_is_said_plainly() -> None:
    """A rule of medium certainty is marked in the answer and in its reason."""
    finding = Finding(
        "duty.register.TJ",
        "TJ agreement 2013",
        date(2014, 2, 1),
        "medium",
        {"due": ON, "late": True, "ok": False},
    )
    given = assessment(answer(ground="visa_free", last_day=TOMORROW), trace=(finding,))

    assert "часть правил подтверждена не полностью" in " ".join(answer_text(given, RU, why=False).split())
    assert reasons(given, RU)[1].splitlines() == [
        "1) Иностранца должны зарегистрировать по месту, где он живёт.",
        (
            "По вашим датам: последний день срока — 21 ноября 2026 года; сделано с опозданием; "
            "можно ли так поехать — нет"
        ),
        (
            "Основание: соглашение 2013 года, страна: Таджикистан, в редакции с 1 февраля 2014 года; "
            "правило подтверждено не полностью"
        ),
    ]


def test_a_provisional_date_makes_the_answer_provisional() -> None:
    """A day counted without a decree on working days is marked, though its rule is sure."""
    finding = Finding("duty.register", "109-FZ 20(3)", date(2014, 2, 1), "high", {"provisional": True})
    given = assessment(answer(ground="visa_free", last_day=TOMORROW), trace=(finding,))

    assert "часть правил подтверждена не полностью" in chat_messages(given, RU)[-1]


def test_a_reading_tells_both_answers() -> None:
    """A step that the law leaves open says the strict and the mild answer."""
    finding = Finding("reading.first_day", "115-FZ 5(1)", date(2026, 5, 9), "medium", {}, "first_day")

    assert (
        "Whether the day of entry counts: strictly, it counts; mildly, for what is past it does not count."
        in reasons(assessment(_WORSE, trace=(finding,)), EN)[1]
    )
