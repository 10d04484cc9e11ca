"""Uzbek in Cyrillic letters: dates, counted days, lists.

A noun does not change after a numeral, so there is one form of each.
"""

from typing import Final

from bot.replies.calendar.table import Calendar

_MONTHS: Final = (
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
)


def _form(_number: int) -> int:
    return 0


UZ_CYRL: Final = Calendar(
    months=_MONTHS,
    months_in_date=_MONTHS,
    weekdays=("душанба", "сешанба", "чоршанба", "пайшанба", "жума", "шанба", "якшанба"),
    weekdays_short=("Ду", "Се", "Ч", "Па", "Жу", "Ш", "Я"),
    date="{year} йил {day} {month}",
    date_and_weekday="{date}, {weekday}",
    some_day_of_month="{year} йил {month} ойининг қайсидир куни",
    some_day_of_year="{year} йилнинг қайсидир куни",
    some_day_between="{first} — {last} орасидаги қайсидир кун",
    not_before="{date} ёки ундан кейин",
    not_after="{date} ёки ундан олдин",
    unknown="санаси номаълум",
    last_day="охирги кун — {date}",
    counted={
        "day": ("{n} кун",),
        "month": ("{n} ой",),
        "year": ("{n} йил",),
        "trip": ("{n} та сафар",),
        "working_day": ("{n} иш куни",),
        "hour": ("{n} соат",),
        "day_left": ("{n} кун қолди",),
        "day_ago": ("{n} кун олдин",),
        "late": ("{n} та ишнинг муддати ўтган",),
    },
    form=_form,
    comma=", ",
    last_and=" ва ",
    last_or=" ёки ",
)
