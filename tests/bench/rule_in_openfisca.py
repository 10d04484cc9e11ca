"""The small rule of ``bench_engines`` as a tax and benefit system of OpenFisca.

Stays are its persons and travellers the groups they belong to, so that a formula counts the days of
every stay of every traveller at once. The limit is a dated parameter, inputs are eternal, results
hold for a day. Formulas are named as in every OpenFisca package: the class is the variable.
"""

# ruff: noqa: N801, D101 - a class is a variable here: its name is the variable's, its label tells what it is
# ruff: noqa: D102, ANN401, N805 - and its formula has the one shape that OpenFisca looks for, itself untyped

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from tests.bench.small_rule import LIMIT, SINCE, Answer, Asked

_NEVER: Final = date(2199, 12, 31)
_NONE: Final = date(1970, 1, 1)
_ETERNITY: Final = "ETERNITY"
_WANTED: Final = ("days_used", "days_left", "last_day")

Stay: Final = build_entity(key="stay", plural="stays", label="A stay in the country", is_person=True)
Traveller: Final = build_entity(
    key="traveller",
    plural="travellers",
    label="A person with all their stays",
    roles=[{"key": "stay", "plural": "stays", "label": "Stays"}],
)


class entry(Variable):  # type: ignore[misc]
    value_type = date
    entity = Stay
    definition_period = DateUnit.ETERNITY
    label = "First day of the stay"


class exit(Variable):  # type: ignore[misc]  # noqa: A001
    value_type = date
    default_value = _NEVER
    entity = Stay
    definition_period = DateUnit.ETERNITY
    label = "Last day of the stay, far off while it goes on"


class days_of_year(Variable):  # type: ignore[misc]
    value_type = int
    entity = Stay
    definition_period = DateUnit.DAY
    label = "Days of the stay in the calendar year, up to the day"

    def formula(stay: Any, period: Any) -> Any:
        on = np.datetime64(period.start.date)
        new_year = on.astype("datetime64[Y]").astype("datetime64[D]")
        first = np.maximum(stay("entry", period), new_year)
        last = np.minimum(stay("exit", period), on)
        return np.maximum((last - first).astype(int) + 1, 0)


class days_used(Variable):  # type: ignore[misc]
    value_type = int
    entity = Traveller
    definition_period = DateUnit.DAY
    label = "Days used of the calendar year"

    def formula(traveller: Any, period: Any) -> Any:
        return traveller.sum(traveller.members("days_of_year", period))


class days_left(Variable):  # type: ignore[misc]
    value_type = int
    entity = Traveller
    definition_period = DateUnit.DAY
    label = "Days left of the calendar year"

    def formula(traveller: Any, period: Any, parameters: Any) -> Any:
        return np.maximum(parameters(period).stay.limit - traveller("days_used", period), 0)


class is_present(Variable):  # type: ignore[misc]
    value_type = bool
    entity = Traveller
    definition_period = DateUnit.DAY
    label = "In the country on the day"

    def formula(traveller: Any, period: Any) -> Any:
        return traveller.any(traveller.members("exit", period) >= np.datetime64(period.start.date))


class last_day(Variable):  # type: ignore[misc]
    value_type = date
    default_value = _NONE
    entity = Traveller
    definition_period = DateUnit.DAY
    label = "Last lawful day of the present stay"

    def formula(traveller: Any, period: Any, parameters: Any) -> Any:
        within = traveller("days_used", period) <= parameters(period).stay.limit
        last = np.datetime64(period.start.date) + traveller("days_left", period)
        return np.where(traveller("is_present", period) * within, last, np.datetime64(_NONE))


def system() -> Any:
    """Return the system, made once."""
    limit = {"description": "Days of a calendar year", "values": {SINCE.isoformat(): {"value": LIMIT}}}
    made = TaxBenefitSystem([Stay, Traveller])
    made.parameters = ParameterNode("", data={"stay": {"limit": limit}})
    made.add_variables(entry, exit, days_of_year, days_used, days_left, is_present, last_day)
    return made


def request(asked: Asked) -> dict[str, Any]:
    """Return a case as the web API of OpenFisca takes it."""
    stays = {
        f"stay {number}": {"entry": {_ETERNITY: first.isoformat()}}
        | ({} if last is None else {"exit": {_ETERNITY: last.isoformat()}})
        for number, (first, last) in enumerate(asked.stays)
    }
    return {"stays": stays, "travellers": {"person": {"stays": list(stays)}}}


def from_entities(made: Any, data: dict[str, Any], on: str) -> list[Any]:
    """Return the wanted vectors of a simulation of one case, built as the web API builds it."""
    return calculate(SimulationBuilder().build_from_entities(made, data), on)


def from_arrays(made: Any, cases: Sequence[Asked]) -> Any:
    """Return one simulation of all cases, built as one from a survey is."""
    owners = [number for number, asked in enumerate(cases) for _ in asked.stays]
    builder = SimulationBuilder()
    builder.create_entities(made)
    builder.declare_person_entity("stay", range(len(owners)))
    travellers = builder.declare_entity("traveller", range(len(cases)))
    builder.join_with_persons(travellers, np.array(owners), np.array(["stay"] * len(owners)))
    simulation = builder.build(made)
    stays = [stay for asked in cases for stay in asked.stays]
    entries = np.array([first for first, _ in stays], "datetime64[D]")
    exits = np.array([last or _NEVER for _, last in stays], "datetime64[D]")
    simulation.set_input("entry", _ETERNITY, entries)
    simulation.set_input("exit", _ETERNITY, exits)
    return simulation


def calculate(simulation: Any, on: str) -> list[Any]:
    """Return the vectors of what is wanted."""
    return [simulation.calculate(name, on) for name in _WANTED]


def answers(vectors: Sequence[Any]) -> list[Answer]:
    """Return the answers that the vectors hold, one for each person."""
    rows = zip(*(vector.tolist() for vector in vectors), strict=True)
    return [Answer(used, left, None if last == _NONE else last) for used, left, last in rows]
