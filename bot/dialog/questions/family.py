"""What a stay can rest on besides papers of one's own: family, an application, the statement before entry."""

from collections.abc import Mapping
from typing import Any, Final

from bot.dialog.known import DAY, UNSURE, Known
from bot.dialog.questions.form import (
    DONT_KNOW,
    NO_END,
    Choices,
    Days,
    Option,
    Question,
    Span,
    Taken,
    far,
    fixed,
    from_day,
    past,
    saying,
)
from bot.dialog.questions.lists import Field, ListOf, Values, optional
from bot.dialog.questions.paper_lists import since_past
from rules.grounds.family import CHILD, TIES

_UNSURE_OF_PAPERS: Final = {"papers": UNSURE}
"""What is told where nobody knows of whom, or what for: such a tie and such an application carry nothing."""


def _extends(known: Known) -> bool:
    """Whether a stay can be extended for such a tie at all."""
    of, relation = known.drafted("of") or UNSURE, known.drafted("relation")
    return of in TIES and relation in TIES[of].relations


def _from_entry(known: Known) -> Span:
    return from_day(known.entry.first, far(known.today), "date.before_entry", "date.too_late")


def _build_relative(_known: Known, values: Values) -> dict[str, Any] | None:
    if UNSURE in {values["of"], values.get("relation")}:
        return None
    return {
        "relation": values["relation"],
        "of": values["of"],
        **optional("until", values.get("until")),
        **({"not_extended": True} if values.get("until") == NO_END else {}),
    }


def _read_relative(_known: Known, item: Mapping[str, Any]) -> Values:
    return {
        "of": str(item["of"]),
        "relation": str(item["relation"]),
        "until": str(item.get("until", NO_END)),
    }


FAMILY: Final = ListOf(
    name="family",
    fields=(
        Field(
            "family.of",
            "of",
            saying("ask.family.of"),
            Choices(
                fixed(
                    Option("citizen", "family.citizen"),
                    Option("permanent_resident", "family.permanent_resident"),
                    Option("eaeu_worker", "family.eaeu_worker"),
                    Option("patent_holder", "family.patent_holder"),
                    Option("highly_qualified", "family.highly_qualified"),
                    DONT_KNOW,
                )
            ),
        ),
        Field(
            "family.relation",
            "relation",
            saying("ask.family.relation"),
            Choices(
                fixed(
                    Option("spouse", "family.spouse"),
                    Option(CHILD, "family.child"),
                    Option("parent", "family.parent"),
                    Option("grandparent", "family.grandparent"),
                    Option("grandchild", "family.grandchild"),
                    DONT_KNOW,
                )
            ),
            asked=lambda known: known.drafted("of") != UNSURE,
        ),
        Field(
            "family.until",
            "until",
            saying("ask.family.until"),
            Days(_from_entry, more=(Option(NO_END, "button.not_extended"),), ahead=True),
            asked=_extends,
        ),
    ),
    build=_build_relative,
    read=_read_relative,
    nothing=_UNSURE_OF_PAPERS,
)


def _build_application(_known: Known, values: Values) -> dict[str, Any] | None:
    if values["kind"] == UNSURE:
        return None
    return {
        "kind": values["kind"],
        "filed": values["filed"],
        **optional("decided", values["decided"]),
    }


def _read_application(_known: Known, item: Mapping[str, Any]) -> Values:
    return {
        "kind": str(item["kind"]),
        "filed": str(item["filed"]),
        "decided": str(item.get("decided", NO_END)),
    }


def _knows_kind(known: Known) -> bool:
    return known.drafted("kind") != UNSURE


APPLICATION: Final = ListOf(
    name="applications",
    fields=(
        Field(
            "application.kind",
            "kind",
            saying("ask.application.kind"),
            Choices(
                fixed(
                    Option("temporary_residence", "application.temporary_residence"),
                    Option("permanent_residence", "application.permanent_residence"),
                    Option("citizenship", "application.citizenship"),
                    Option("asylum", "application.asylum"),
                    DONT_KNOW,
                )
            ),
        ),
        Field(
            "application.filed",
            "filed",
            saying("ask.application.filed"),
            Days(past),
            asked=_knows_kind,
        ),
        Field(
            "application.decided",
            "decided",
            saying("ask.application.decided"),
            Days(since_past("filed"), more=(Option(NO_END, "button.not_decided"),)),
            asked=_knows_kind,
        ),
    ),
    build=_build_application,
    read=_read_application,
    nothing=_UNSURE_OF_PAPERS,
)


def _up_to_entry(known: Known) -> Span:
    """Return the days up to the entry: a statement filed later is none for it."""
    first = past(known).first
    return from_day(first, max(first, known.entry.last or known.today), "date.too_early", "date.after_entry")


STATEMENT: Final = ListOf(
    name="entry_statement",
    fields=(Field("statement.on", DAY, saying("ask.statement.on"), Days(_up_to_entry)),),
    build=lambda _known, values: dict(values),
    read=lambda _known, item: {DAY: str(item[DAY])},
    most=1,
    kind="day",
)

LISTS: Final = (FAMILY, APPLICATION, STATEMENT)

# --- how old ---------------------------------------------------------------------------------------

_GROWN: Final = "grown"
_OLDEST: Final = 100
_YEARS_SHOWN: Final = 30


def _birth_matters(known: Known) -> bool:
    """Whether it counts if the person is still a child."""
    if not known.inside or not any(item["relation"] == CHILD for item in known.items("family")):
        return False
    born = (known.today.year, known.today.year - _YEARS_SHOWN)
    return known.matters(*({**known.case, "born": str(year)} for year in born))


def _a_life(known: Known) -> Span:
    first = known.today.replace(month=1, day=1, year=known.today.year - _OLDEST)
    return Span(first, known.today, "date.too_early", "date.future")


def _born(known: Known) -> str | None:
    born = known.case.get("born")
    return known.told("born") if born is None else str(born)


def _take_born(known: Known, value: str) -> Taken:
    if value == _GROWN:
        value = f"{_a_life(known).first}/{known.today.year - _YEARS_SHOWN}-12-31"
    unsure = value == UNSURE
    return known.facts.tell(born=UNSURE if unsure else None).put(born=None if unsure else value)


BORN: Final = Question(
    id="born",
    ask=saying("ask.born"),
    asked=_birth_matters,
    current=_born,
    form=Days(_a_life, more=(Option(_GROWN, "button.grown"),), by_year=_YEARS_SHOWN),
    take=_take_born,
)
