"""What could be better, which date to find, and why: the doubts and the reasons of an answer."""

from datetime import date, timedelta

import pytest

from bot.replies.answer import answer_text
from bot.replies.better import better_lines
from bot.replies.chat import chat_messages
from bot.replies.why import why_text
from bot.replies.words import load_words
from rules.assessment import Account, Answer, Finding
from tests.bot.answer_people import ON, PEOPLE, answer, assessment, ban, outside

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
            "и разрешению; какой точный смысл у закона. Мы взяли строгий ответ."
        ),
    )


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
    assert why_text(given, RU).splitlines()[2:] == [
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
        in (why_text(assessment(_WORSE, trace=(finding,)), EN))
    )
