"""Kyrgyz: dates, counted days, lists.

After a year the month takes the possessive; a noun never changes after a number.
"""

from typing import Final

from bot.replies.calendar.table import Calendar


def _form(_number: int) -> int:
    return 0


KY: Final = Calendar(
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
        "январы",
        "февралы",
        "марты",
        "апрели",
        "майы",
        "июну",
        "июлу",
        "августу",
        "сентябры",
        "октябры",
        "ноябры",
        "декабры",
    ),
    weekdays=("дүйшөмбү", "шейшемби", "шаршемби", "бейшемби", "жума", "ишемби", "жекшемби"),
    weekdays_short=("дш", "шш", "шр", "бш", "жм", "иш", "жк"),
    date="{year}-жылдын {day}-{month}",
    date_and_weekday="{date}, {weekday}",
    some_day_of_month="{year}-жылдын {month} (күнү так эмес)",
    some_day_of_year="{year}-жыл (күнү так эмес)",
    some_day_between="{first} — {last} (күнү так эмес)",
    not_before="{date} же андан кийин",
    not_after="{date} же андан мурун",
    unknown="күнү белгисиз",
    last_day="акыркы күн — {date}",
    counted={
        "day": ("{n} күн",),
        "month": ("{n} ай",),
        "year": ("{n} жыл",),
        "trip": ("{n} сапар",),
        "working_day": ("{n} жумуш күнү",),
        "hour": ("{n} саат",),
        "day_left": ("{n} күн калды",),
        "day_ago": ("{n} күн мурун",),
        "late": ("{n} иштин мөөнөтү өттү",),
    },
    form=_form,
    comma=", ",
    last_and=" жана ",
    last_or=" же ",
)
