"""The first line for situations beside those of the ten people."""

from datetime import date, timedelta

import pytest

from bot.replies.headline import headline
from bot.replies.words import load_words
from rules.assessment import Answer, Trip
from tests.bot.answer_people import ON, answer, assessment, ban, duty, outside

RU, EN = load_words("ru"), load_words("en")
TOMORROW = ON + timedelta(days=1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            answer("manual", level="amber"),
            "Ваши дни посчитать нельзя: закон здесь неясен. Покажите свои даты юристу.",
        ),
        (
            answer("overstay", overstay_days=1, level="red"),
            "Срок закончился вчера. Каждый день делает хуже: ниже сказано, что сделать сегодня.",
        ),
        (
            answer(ground="visa_free", last_day=TOMORROW, level="red"),
            "Остался 1 день. Последний день — 22 ноября 2026 года.",
        ),
        (
            answer(ground="visa_free", last_day=ON, level="red"),
            "Сегодня последний день. Выезжайте из России сегодня или сделайте то, что сказано ниже.",
        ),
        (
            answer(ground="departure_term", last_day=TOMORROW, level="red"),
            "Остался 1 день, чтобы выехать из России. Последний день — 22 ноября 2026 года.",
        ),
        (
            answer(ground="treaty"),
            (
                "По вашим датам сейчас всё в порядке, пока действует договор между странами. "
                "Последнего дня сейчас нет."
            ),
        ),
        (
            answer(ground="visa_free", last_day=date(2026, 12, 3), duties=(duty("register", ON, TOMORROW),)),
            (
                "Осталось 12 дней: последний день — 3 декабря 2026 года. "
                "Зарегистрируйтесь по месту, где живёте: последний день — 22 ноября 2026 года."
            ),
        ),
        (
            answer(
                ground="visa_free",
                last_day=TOMORROW,
                duties=(duty("medical", ON, date(2026, 12, 9)),),
                level="red",
            ),
            "Остался 1 день. Последний день — 22 ноября 2026 года.",
        ),
        (
            answer(
                ground="visa_free",
                last_day=TOMORROW,
                bans=(ban("unpaid_fine", ON, None),),
                level="red",
            ),
            (
                "Остался 1 день: последний день — 22 ноября 2026 года. "
                "После выезда вас могут не впустить: сначала проверьте запрет на въезд."
            ),
        ),
        (
            answer(
                ground="visa_free", last_day=ON, duties=(duty("register", ON, ON, "missed"),), level="red"
            ),
            "Сегодня последний день срока пребывания. Просрочено 1 дело — регистрация.",
        ),
        (
            outside(bans=(ban("unpaid_fine", ON, None),), level="red"),
            (
                "Сначала оплатите штраф: неоплаченный штраф — основание для запрета на въезд. "
                "Билет покупайте после проверки."
            ),
        ),
        (
            outside(bans=(ban("conviction", None, None),), level="red"),
            (
                "Не покупайте билет: есть основания для запрета на въезд, и последний день не известен. "
                "Проверьте запрет: ниже сказано как."
            ),
        ),
        (
            outside(bans=(ban("offences_3y", ON, None, kind="discretionary"),), level="red"),
            "Запрет на въезд возможен. Проверьте его до покупки билета: ниже сказано как.",
        ),
        (outside(), "По вашим датам въезд открыт, если нет запрета. В запасе 90 дней."),
        (outside(days=None), "По вашим датам въезд открыт, если нет запрета."),
        (
            outside(may_enter_from=date(2027, 1, 1)),
            "Снова въехать можно с 1 января 2027 года, если нет запрета.",
        ),
        (
            outside(may_enter_from=None),
            "Когда можно въехать, по этим датам не посчитать. Покажите свои даты юристу.",
        ),
        (
            outside(planned=(Trip(date(2026, 12, 1), None, None, ok=True),)),
            "Да, по вашим датам можно въехать 1 декабря 2026 года.",
        ),
        (
            outside(planned=(Trip(date(2026, 12, 1), date(2027, 5, 1), date(2027, 2, 28), ok=False),)),
            (
                "Нет, эта поездка слишком длинная. "
                "Если въехать 1 декабря 2026 года, последний день — 28 февраля 2027 года."
            ),
        ),
        (
            outside(
                planned=(Trip(date(2026, 12, 1), None, None, ok=False),), may_enter_from=date(2027, 1, 1)
            ),
            "Нет, 1 декабря 2026 года въезжать нельзя. По вашим датам въезд откроется 1 января 2027 года.",
        ),
        (
            outside(planned=(Trip(date(2026, 12, 1), None, None, ok=False),)),
            "Нет, по вашим датам 1 декабря 2026 года въезжать нельзя. Выберите другие дни.",
        ),
    ],
)
def test_headlines(given: Answer, said: str) -> None:
    """Whatever the situation, the first line answers it."""
    assert headline(assessment(given), RU) == said


def test_headline_of_a_disputed_end() -> None:
    """Where two readings differ on whether the time is over, the person acts on the stricter one."""
    over = answer("overstay", overstay_days=1, level="red")
    running = answer(ground="visa_free", last_day=TOMORROW)

    assert headline(assessment(over, running, disputes=("first_day",)), RU) == (
        "Срок, возможно, закончился 1 день назад: закон здесь читают по-разному. "
        "Действуйте так, как будто он закончился."
    )
    open_end = assessment(over, answer(ground="treaty"), disputes=("contracts[0].ended",))
    assert headline(open_end, EN) == (
        "It hangs on one date, the day of the dismissal: find it today. "
        "At worst the time ran out 1 day ago, at best it is still running."
    )
