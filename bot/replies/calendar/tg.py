"""Tajik: dates, counted days, lists.

A month takes the izofat only before its year, and a noun stays the same after every number.
"""

from typing import Final

from bot.replies.calendar.table import Calendar


def _form(_number: int) -> int:
    return 0


TG: Final = Calendar(
    months=(
        "январ",
        "феврал",
        "март",
        "апрел",
        "май",
        "июн",
        "июл",
        "август",
        "сентябр",
        "октябр",
        "ноябр",
        "декабр",
    ),
    months_in_date=(
        "январи",
        "феврали",
        "марти",
        "апрели",
        "майи",
        "июни",
        "июли",
        "августи",
        "сентябри",
        "октябри",
        "ноябри",
        "декабри",
    ),
    weekdays=("душанбе", "сешанбе", "чоршанбе", "панҷшанбе", "ҷумъа", "шанбе", "якшанбе"),
    weekdays_short=("дш", "сш", "чш", "пш", "ҷм", "шб", "яш"),
    date="{day} {month} соли {year}",
    date_and_weekday="{weekday}, {date}",
    some_day_of_month="ягон рӯзи {month} соли {year}",
    some_day_of_year="ягон рӯзи соли {year}",
    some_day_between="ягон рӯз аз {first} то {last}",
    not_before="на пеш аз {date}",
    not_after="на дертар аз {date}",
    unknown="сана маълум нест",
    last_day="рӯзи охирин — {date}",
    counted={
        "day": ("{n} рӯз",),
        "month": ("{n} моҳ",),
        "year": ("{n} сол",),
        "trip": ("{n} сафар",),
        "working_day": ("{n} рӯзи корӣ",),
        "hour": ("{n} соат",),
        "day_left": ("{n} рӯз мондааст",),
        "day_ago": ("{n} рӯз пеш",),
        "late": ("муҳлати {n} кор гузаштааст",),
    },
    form=_form,
    comma=", ",
    last_and=" ва ",
    last_or=" ё ",
)
