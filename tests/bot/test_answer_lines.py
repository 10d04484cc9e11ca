"""The single lines of an answer: duties, actions, bans, laws, trips, numbers."""

from datetime import date, timedelta

import pytest

from bot.replies.answer import (
    action_line,
    answer_text,
    ban_line,
    duty_line,
)
from bot.replies.lines import law_name, steps, trip_line
from bot.replies.numbers import numbers
from bot.replies.words import load_words
from rules.assessment import Account, Answer, Trip
from tests.bot.answer_people import ON, PEOPLE, answer, assessment, ban, duty, outside

RU, EN = load_words("ru"), load_words("en")
TOMORROW = ON + timedelta(days=1)


def test_duty_lines() -> None:
    """A duty says its last day, or that it is late, or done; one that nobody knows is a duty still."""
    due = date(2026, 12, 24)

    assert duty_line(duty("patent_payment", ON, due), RU) == (
        "Оплата патента: последний день — 24 декабря 2026 года"
    )
    assert duty_line(duty("register", ON, due, "missed"), EN) == (
        "Registration: not done in time, the last day was 24 December 2026"
    )
    assert duty_line(duty("medical", ON, due, "done"), RU) == "Медосмотр: сделано"
    assert duty_line(duty("something_new", ON, due, "done"), RU) == "Ещё одна обязанность по закону: сделано"


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("leave_by", "Выезжайте из России: последний день — 3 декабря 2026 года"),
        (
            "register_by",
            "Зарегистрируйтесь по месту, где живёте: последний день сегодня, 21 ноября 2026 года",
        ),
        ("pay_fine", "Оплатите штраф и сохраните чек: последний день был 1 ноября 2026 года"),
        ("do_medical", "Пройдите медосмотр"),
        ("check_ban", "Проверьте запрет на въезд на сайте МВД (мвд.рф)"),
        ("something_new", "Спросите юриста, что делать дальше"),
    ],
)
def test_action_lines(action: str, said: str) -> None:
    """An action has the day of its duty, which may be today or past; without one it is said plainly."""
    given = answer(
        ground="visa_free",
        last_day=date(2026, 12, 3),
        duties=(
            duty("fine_payment", ON, date(2026, 11, 1), "missed"),
            duty("register", date(2026, 11, 7), ON),
            duty("register", ON, date(2026, 10, 1), "done"),
            duty("leave", ON, date(2026, 12, 3)),
        ),
    )

    assert action_line(action, assessment(given), RU) == said


def test_leaving_without_a_duty() -> None:
    """Leaving takes the last lawful day where no duty names one; who can extend is told so."""
    trader = assessment(answer(ground="visa_free", last_day=TOMORROW))
    student = assessment(answer(ground="study", last_day=TOMORROW))
    late = assessment(answer("overstay", overstay_days=4))

    assert action_line("leave_by", trader, EN) == "Leave Russia: the last day is 22 November 2026"
    assert action_line("leave_by", student, EN) == (
        "Leave Russia, unless you extend the stay: the last day is 22 November 2026"
    )
    assert action_line("leave_now", late, EN) == "Leave Russia as soon as you can"


def test_planning_waits_for_the_day_entry_opens() -> None:
    """Who may not enter yet is told from when to plan."""
    closed = assessment(outside(may_enter_from=date(2027, 1, 1)))

    assert action_line("plan_entry", closed, RU) == (
        "Планируйте въезд не раньше 1 января 2027 года, билет берите после проверки запрета"
    )
    assert action_line("plan_entry", assessment(outside()), RU) == (
        "До покупки билета проверьте запрет на въезд на сайте МВД (мвд.рф)"
    )


def test_steps_are_in_order_of_haste() -> None:
    """First what decides everything, then by days, the late first, then what has no day."""
    told = steps(PEOPLE["lost_card"].assessment, RU)

    assert told == (
        "Найдите точную дату въезда: она на штампе в паспорте и на миграционной карте",
        "Выезжайте из России как можно скорее",
        "Покажите свои даты юристу, например, в организации, которая бесплатно помогает мигрантам",
        "Остальное делайте только после разговора с юристом: регистрация",
        "Проверьте запрет на въезд на сайте МВД (мвд.рф)",
    )


def test_overstayed_people_do_nothing_at_the_authorities_alone() -> None:
    """Who is over the time is not sent to register alone: a lawyer comes first; a fine can be paid."""
    given = answer(
        "overstay",
        overstay_days=5,
        duties=(
            duty("register", ON, date(2026, 8, 15), "missed"),
            duty("patent_payment", ON, date(2026, 9, 1), "missed"),
            duty("fine_payment", ON, date(2026, 12, 1)),
        ),
        actions=("register_now", "pay_patent", "pay_fine", "leave_now"),
    )

    assert steps(assessment(given), EN) == (
        "Leave Russia as soon as you can",
        "Do the rest only after talking to a lawyer: registration and payment for the patent",
        "Pay the fine and keep the receipt: the last day is 1 December 2026",
    )


def test_a_second_duty_of_the_same_name_is_a_step_of_its_own() -> None:
    """Two fines to pay are two steps."""
    given = answer(
        "outside",
        duties=(
            duty("fine_payment", ON, date(2026, 12, 9)),
            duty("fine_payment", ON, date(2026, 12, 1)),
        ),
        actions=("pay_fine",),
    )

    assert steps(assessment(given), EN) == (
        "Pay the fine and keep the receipt: the last day is 1 December 2026",
        "Pay the fine and keep the receipt: the last day is 9 December 2026",
    )


def test_nothing_to_do_is_said_too() -> None:
    """Who has nothing to do is told so, not left with an empty heading."""
    calm = assessment(answer(ground="treaty"))

    assert "По вашим датам сейчас делать ничего не нужно" in answer_text(calm, RU, why=False)


@pytest.mark.parametrize(
    ("ground", "first", "until", "said"),
    [
        (
            "limit_90",
            date(2026, 11, 21),
            date(2029, 11, 21),
            "Слишком много дней в России: 3 года, до 21 ноября 2029 года включительно",
        ),
        (
            "overstay_180",
            date(2024, 2, 29),
            date(2029, 2, 28),
            "Долгое превышение срока пребывания: 5 лет, до 28 февраля 2029 года включительно",
        ),
        (
            "decision",
            date(2024, 2, 1),
            date(2027, 3, 9),
            "Решение о запрете, о котором вам сообщили: до 9 марта 2027 года включительно",
        ),
        (
            "undesirable",
            None,
            date(2027, 3, 9),
            "Решение о нежелательности пребывания: до 9 марта 2027 года включительно",
        ),
        ("unpaid_fine", ON, None, "Неоплаченный штраф: пока он не оплачен полностью"),
        ("conviction", None, None, "Непогашенная судимость: последний день не известен"),
        ("something_new", ON, None, "Ещё одно основание из закона: последний день не известен"),
    ],
)
def test_ban_lines(ground: str, first: date | None, until: date | None, said: str) -> None:
    """A ground for a ban says for how long, and that its last day is still closed."""
    assert ban_line(ban(ground, first, until), RU) == said


@pytest.mark.parametrize(
    ("law", "russian", "english"),
    [
        ("114-FZ 27(13)", "закон 114-ФЗ, статья 27(13)", "law 114-FZ, article 27(13)"),
        ("KoAP 32.2", "КоАП, статья 32.2", "Code of Administrative Offences (KoAP), article 32.2"),
        ("TK 112", "Трудовой кодекс, статья 112", "Labour Code, article 112"),
        ("EAEU Treaty 97(9)", "Договор о ЕАЭС, статья 97(9)", "EAEU Treaty, article 97(9)"),
        ("decree 274", "указ или постановление № 274", "decree 274"),
        (
            "KZ agreement 2012",
            "соглашение 2012 года, страна: Казахстан",
            "agreement of 2012, country: Kazakhstan",
        ),
        ("115-FZ 5(5); 115-FZ 13.3(5)", "закон 115-ФЗ, статья 5(5); закон 115-ФЗ, статья 13.3(5)", None),
        ("D-31", "D-31", "D-31"),
    ],
)
def test_law_names(law: str, russian: str, english: str | None) -> None:
    """Articles are cited as the language cites them; an unknown form stays as it is."""
    assert law_name(law, RU) == russian
    assert english is None or law_name(law, EN) == english


def test_every_article_of_the_law_is_cited_in_words() -> None:
    """No record of the law shows its short form to a person."""
    from bot.lawbook import load_law  # noqa: PLC0415 - only here

    cited = {
        provision.article for provision in load_law().provisions if not provision.id.startswith("product.")
    }

    assert {article for article in cited if law_name(article, RU) == article} == set()


def test_trip_lines() -> None:
    """A planned trip says whether it can be made, and its last day."""
    entry, last = date(2026, 12, 10), date(2027, 3, 9)

    assert trip_line(Trip(entry, None, last, ok=True), EN) == (
        "Trip from 10 December 2026: possible by your dates, the last day is 9 March 2027"
    )
    assert (
        trip_line(Trip(entry, None, None, ok=True), EN)
        == "Trip from 10 December 2026: possible by your dates"
    )
    assert trip_line(Trip(entry, date(2027, 3, 10), last, ok=False), EN) == (
        "Trip from 10 December 2026: too long, the last day is 9 March 2027"
    )
    for closed in (Trip(entry, last, None, ok=False), Trip(entry, last, last, ok=False)):
        assert trip_line(closed, EN) == (
            "Trip from 10 December 2026: by your dates entry is closed on that day, do not buy a ticket"
        )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            answer(ground="patent", last_day=TOMORROW),
            (
                "Days left: 1",
                "Last day: 22 November 2026",
                "New count of days: not needed now, you are here on another ground, work patent",
            ),
        ),
        (
            answer(ground="treaty"),
            (
                "Days left: there is no last day now",
                "Last day: there is none now",
                (
                    "New count of days: not needed now, you are here on another ground, "
                    "a treaty between the countries"
                ),
            ),
        ),
        (
            answer(ground="visa_free", last_day=TOMORROW)._replace(
                days=Account(30, 60, 90, ON - timedelta(days=179), ON),
            ),
            (
                "Days left: 1 (used 30 of 90)",
                "Last day: 22 November 2026",
                "New count of days: days come back little by little",
            ),
        ),
        (
            answer("overstay", used=95, overstay_days=5),
            (
                "Days left: 0",
                "The last day was 16 November 2026",
                "New count of days: from 1 January 2027, but it does not undo the overstay",
            ),
        ),
        (
            answer("overstay", overstay_days=5),
            (
                "Days left: 0",
                "The last day was 16 November 2026",
                "New count of days: this cannot be counted",
            ),
        ),
        (
            answer("manual"),
            (
                "Days left: this cannot be counted",
                "Last day: this cannot be counted",
                "New count of days: this cannot be counted",
            ),
        ),
        (
            outside(may_enter_from=None, days=None),
            (
                "Days left: this cannot be counted",
                "Last day: you are not in Russia now",
                "Entry by your dates: the day is not known",
            ),
        ),
    ],
)
def test_three_numbers(given: Answer, said: tuple[str, str, str]) -> None:
    """Every answer has its three lines, also where a number cannot be given."""
    assert numbers(assessment(given), EN) == said


def test_a_last_day_that_nobody_named_is_not_told() -> None:
    """A fine of which no day is known is to be paid; the bound of the unknown day is not its last day."""
    late = duty("fine_payment", date(2002, 7, 25), date(2002, 9, 23), "missed")
    told = steps(assessment(answer(duties=(late,), actions=("pay_fine",), level="red")), EN)
    assert "Pay the fine and keep the receipt" in told
