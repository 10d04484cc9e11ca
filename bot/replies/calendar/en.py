"""English: dates, counted days, lists."""

from typing import Final

from bot.replies.calendar.table import Calendar

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _form(number: int) -> int:
    return 0 if number == 1 else 1


EN: Final = Calendar(
    months=_MONTHS,
    months_in_date=_MONTHS,
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    weekdays_short=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
    date="{day} {month} {year}",
    date_and_weekday="{date}, {weekday}",
    some_day_of_month="some day of {month} {year}",
    some_day_of_year="some day of {year}",
    some_day_between="some day from {first} to {last}",
    not_before="not before {date}",
    not_after="not after {date}",
    unknown="date not known",
    last_day="the last day is {date}",
    counted={
        "day": ("{n} day", "{n} days"),
        "month": ("{n} month", "{n} months"),
        "year": ("{n} year", "{n} years"),
        "trip": ("{n} trip", "{n} trips"),
        "working_day": ("{n} working day", "{n} working days"),
        "hour": ("{n} hour", "{n} hours"),
        "day_left": ("{n} day is left", "{n} days are left"),
        "day_ago": ("{n} day ago", "{n} days ago"),
        "late": ("{n} thing is late", "{n} things are late"),
    },
    form=_form,
    comma=", ",
    last_and=" and ",
    last_or=" or ",
)
