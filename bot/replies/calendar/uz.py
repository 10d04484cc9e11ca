"""Uzbek in Latin letters: dates, counted days, lists.

A noun does not change after a numeral, so there is one form of each.
"""

from typing import Final

from bot.replies.calendar.table import Calendar

_MONTHS: Final = (
    "yanvar",
    "fevral",
    "mart",
    "aprel",
    "may",
    "iyun",
    "iyul",
    "avgust",
    "sentabr",
    "oktabr",
    "noyabr",
    "dekabr",
)


def _form(_number: int) -> int:
    return 0


UZ: Final = Calendar(
    months=_MONTHS,
    months_in_date=_MONTHS,
    weekdays=("dushanba", "seshanba", "chorshanba", "payshanba", "juma", "shanba", "yakshanba"),
    weekdays_short=("Du", "Se", "Ch", "Pa", "Ju", "Sh", "Ya"),
    date="{year}-yil {day}-{month}",
    date_and_weekday="{date}, {weekday}",
    some_day_of_month="{year}-yil {month} oyining qaysidir kuni",
    some_day_of_year="{year}-yilning qaysidir kuni",
    some_day_between="{first} — {last} orasidagi qaysidir kun",
    not_before="{date} yoki undan keyin",
    not_after="{date} yoki undan oldin",
    unknown="sanasi nomaʼlum",
    last_day="oxirgi kun — {date}",
    counted={
        "day": ("{n} kun",),
        "month": ("{n} oy",),
        "year": ("{n} yil",),
        "trip": ("{n} ta safar",),
        "working_day": ("{n} ish kuni",),
        "hour": ("{n} soat",),
        "day_left": ("{n} kun qoldi",),
        "day_ago": ("{n} kun oldin",),
        "late": ("{n} ta ishning muddati oʻtgan",),
    },
    form=_form,
    comma=", ",
    last_and=" va ",
    last_or=" yoki ",
)
