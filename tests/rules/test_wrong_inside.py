"""What the engine refuses to go on with: a question or a record that makes no sense is an error."""

from datetime import date

import pytest

from bot.lawbook import load_law
from rules.assess import assess
from rules.read import read_case
from rules.stretch import Stretch
from rules.world import Visit
from tests.rules.law_changes import with_value


def test_a_day_outside_a_stay_is_none_of_its_days() -> None:
    """A stay asked about a day that it does not hold says so, and gives no neighbour's answer."""
    day = date(2026, 3, 1).toordinal()
    stretch = Stretch(Visit(day, day + 9, day + 9, None, visa=False))
    stretch.add(day, day + 9, "visa_free", None)
    assert stretch.at(day + 9) == 0
    for other in (day - 1, day + 10):
        with pytest.raises(LookupError):
            stretch.at(other)


def test_a_suspension_without_a_confirmed_day_is_an_error() -> None:
    """A record of the suspension whose confirmed end is no day is not taken for one."""
    law = load_law()
    record = next(each for each in law.provisions if each.id == "stay.suspension")
    case = read_case({"citizenship": "UZ", "stays": [{"entry": "2021-01-01", "exit": "2021-12-01"}]})
    with pytest.raises(TypeError):
        assess(case, date(2022, 1, 1), with_value(law, record, confirmed_until=1))
