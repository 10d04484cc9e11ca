"""For every number of every provision the last case within it and the first beyond it, in one table."""

from collections.abc import Mapping
from typing import Final

from tests.rules import edge_bans, edge_duties, edge_stays
from tests.rules.edge import Edge

EDGES: Final[Mapping[tuple[str, str], Edge]] = {**edge_stays.EDGES, **edge_duties.EDGES, **edge_bans.EDGES}

HELD_BY_SHAPE: Final[Mapping[tuple[str, str], str]] = {
    ("ban.offences_3y", "count"): "any pair of rulings counts (D-19)",
    ("ban.offences_1y", "count"): "any pair of rulings counts (D-19)",
}
"""Numbers that the engine does not read: its way of counting holds them. Both sides are tried."""

TOLD: Final = frozenset(
    {
        ("register.controlled", "report_days"),
        ("register.controlled", "cash"),
        ("register.app", "working_days"),
    }
)
"""Numbers on which nothing turns: the answer only tells them."""

UNREAD: Final[Mapping[tuple[str, str], str]] = {
    ("stay.patent", "least_months"): "the paid time of a patent is a fact of the case",
}
"""Numbers that are on the page for a reader, and that no answer hangs on; each with the reason."""
