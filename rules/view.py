"""The two views of a case: the cautious one, which a person acts on, and the favourable one.

A view is a choice of one side for each named reading of the law.
"""


class View:
    """A side for every reading, and which readings the case has asked for.

    ``favourable`` names the readings taken on their favourable side. ``asked`` collects the
    readings that the rules came to, so that only those are looked at when views differ. ``lenient``
    is the favourable side of ``first_day``, which every count of the past asks; ``apart`` that of
    ``patent_days``, which every span of such a ground asks; ``chains`` the cautious side of
    ``unbroken_reentry``, which every entry asks. ``mild``: of what may have happened only what is
    certain is held against the person.
    """

    __slots__ = ("_favourable", "apart", "asked", "blocks", "chains", "lenient", "mild")

    def __init__(self, favourable: frozenset[str], *, blocks: bool = False, mild: bool = False) -> None:
        """Make a view; ``blocks`` counts the 180 days in blocks from the first entry (D-4)."""
        self._favourable = favourable
        self.asked: set[str] = set()
        self.blocks = blocks
        self.mild = mild
        self.lenient = "first_day" in favourable
        self.apart = "patent_days" in favourable
        self.chains = "unbroken_reentry" not in favourable

    def takes(self, reading: str) -> bool:
        """Whether this view takes the favourable side of the reading."""
        self.asked.add(reading)
        return reading in self._favourable
