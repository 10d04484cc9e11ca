"""Russian: dates, counted days, lists."""

from typing import Final

from bot.replies.calendar.table import Calendar

_TENS: Final = 10
_HUNDREDS: Final = 100
_FEW: Final = range(2, 5)
_TEENS: Final = range(11, 15)


def _form(number: int) -> int:
    if number % _HUNDREDS in _TEENS:
        return 2
    last = number % _TENS
    if last == 1:
        return 0
    return 1 if last in _FEW else 2


RU: Final = Calendar(
    months=(
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ),
    months_in_date=(
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
    weekdays=("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    weekdays_short=("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    date="{day} {month} {year} года",
    date_and_weekday="{date}, {weekday}",
    some_day_of_month="какой-то день {month} {year} года",
    some_day_of_year="какой-то день {year} года",
    some_day_between="какой-то день с {first} по {last}",
    not_before="не раньше {date}",
    not_after="не позже {date}",
    unknown="дата неизвестна",
    last_day="последний день — {date}",
    counted={
        "day": ("{n} день", "{n} дня", "{n} дней"),
        "month": ("{n} месяц", "{n} месяца", "{n} месяцев"),
        "year": ("{n} год", "{n} года", "{n} лет"),
        "trip": ("{n} поездка", "{n} поездки", "{n} поездок"),
        "working_day": ("{n} рабочий день", "{n} рабочих дня", "{n} рабочих дней"),
        "hour": ("{n} час", "{n} часа", "{n} часов"),
        "day_left": ("остался {n} день", "осталось {n} дня", "осталось {n} дней"),
        "day_ago": ("{n} день назад", "{n} дня назад", "{n} дней назад"),
        "late": ("просрочено {n} дело", "просрочено {n} дела", "просрочено {n} дел"),
    },
    form=_form,
    comma=", ",
    last_and=" и ",
    last_or=" или ",
)
