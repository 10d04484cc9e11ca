"""What people type: dates, countries, yes and no."""

from bot.reading.countries import read_country
from bot.reading.dates import read_date
from bot.reading.unclear import Unclear
from bot.reading.yes_no import YesNo, read_yes_no

__all__ = ["Unclear", "YesNo", "read_country", "read_date", "read_yes_no"]
