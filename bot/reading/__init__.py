"""What people type: dates, trips, countries, yes and no, other answers, slang, names of languages."""

from bot.reading.countries import read_country
from bot.reading.dates import read_date
from bot.reading.languages import read_language
from bot.reading.options import meant_option
from bot.reading.periods import Line, Period, read_lines, read_period
from bot.reading.slang import Slang, read_slang
from bot.reading.unclear import Unclear
from bot.reading.yes_no import YesNo, read_yes_no

__all__ = [
    "Line",
    "Period",
    "Slang",
    "Unclear",
    "YesNo",
    "meant_option",
    "read_country",
    "read_date",
    "read_language",
    "read_lines",
    "read_period",
    "read_slang",
    "read_yes_no",
]
