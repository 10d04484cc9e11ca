"""The making of a ban from a provision: how long it lasts, and whether it is over."""

from rules.assessment import Ban, BanKind
from rules.days import day_of, same_day_years_later
from rules.law import Provision
from rules.view import View

PREFIX = "ban."


def ban(provision: Provision, first: int, *, hypothetical: bool = False) -> Ban:
    """Return the ban that runs from ``first`` for the years of the provision.

    It ends on the same calendar day, that day still closed (D-22).
    """
    return Ban(
        ground=provision.id.removeprefix(PREFIX),
        kind=kind(provision),
        first=day_of(first),
        until=day_of(same_day_years_later(first, provision.number("years"))),
        hypothetical=hypothetical,
        law=provision.article,
    )


def runs(provision: Provision, first: int, on: int) -> bool:
    """Return whether the ban of the provision from ``first`` is not over; its last day is closed (D-22)."""
    return same_day_years_later(first, provision.number("years")) >= on


def kind(provision: Provision) -> BanKind:
    """Return whether the decision is bound (article 27) or free (article 26)."""
    return "mandatory" if provision.value["kind"] == "mandatory" else "discretionary"


def closes(ban: Ban, view: View) -> bool:
    """Return whether a ban closes entry in this view: a free decision only cautiously (D-23)."""
    return ban.kind == "mandatory" or not view.takes("discretionary_bans")
