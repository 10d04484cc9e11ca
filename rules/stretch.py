"""One stay as it stands on the line: its days in pieces, each on one ground or on none."""

from typing import NamedTuple

from rules.law import Provision
from rules.world import Visit


class Piece(NamedTuple):
    """Days of one stay that stand on the same ground; ``ground`` is None where there is none."""

    first: int
    last: int
    ground: str | None
    provision: Provision | None


class Stretch:
    """One stay on the line: its pieces in order, without a hole between them.

    ``bare`` tells whether any piece is without a ground; ``spared`` is 1 where the visa-free days run
    a day longer because the entry day is left out; ``free`` that it is visa-free from the first day to
    the last, with no other ground and no suspension in sight.
    """

    __slots__ = ("bare", "free", "pieces", "spared", "visit")

    def __init__(self, visit: Visit) -> None:
        """Begin the stay; its pieces are added in order."""
        self.visit = visit
        self.pieces: list[Piece] = []
        self.bare = False
        self.free = False
        self.spared = 0

    def at(self, day: int) -> int:
        """Return the index of the piece that holds the day."""
        for index, piece in enumerate(self.pieces):
            if piece.first <= day <= piece.last:
                return index
        raise LookupError(day)

    def overstay(self, day: int) -> int:
        """Return how many days without a ground end on the day: 0 on a lawful one (D-7)."""
        piece = self.pieces[self.at(day)]
        return day - piece.first + 1 if piece.ground is None else 0

    def last_lawful(self, day: int) -> int:
        """Return the last day of the unbroken chain of grounds that holds the day (D-5)."""
        index = self.at(day)
        while index + 1 < len(self.pieces) and self.pieces[index + 1].ground is not None:
            index += 1
        return self.pieces[index].last

    def add(self, first: int, last: int, ground: str | None, provision: Provision | None) -> None:
        """Append days; days on the same ground as the ones before them join them."""
        self.bare = self.bare or ground is None
        if self.pieces:
            before = self.pieces[-1]
            if before.ground == ground and before.provision is provision:
                self.pieces[-1] = Piece(before.first, last, ground, provision)
                return
        self.pieces.append(Piece(first, last, ground, provision))
