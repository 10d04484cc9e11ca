"""The dated regimes of the countries whose citizens enter Russia without a visa.

Every other country is a visa country: its citizens are sent to a person.
"""

from datetime import date
from typing import NamedTuple


class Country(NamedTuple):
    """One visa-free country; each ``since`` is the first day of a regime, None where it never held.

    ``suspension_until`` is the confirmed last day of the suspension of 2020-2022, None where no
    source confirms one.
    """

    code: str
    visa_free_since: date
    sources: tuple[str, ...]
    certainty: str
    checked: date
    visa_free_work_since: date | None = None
    manual_since: date | None = None
    eaeu_since: date | None = None
    treaty_since: date | None = None
    patent_since: date | None = None
    suspension_until: date | None = None
    note: str = ""
    doubt: str = ""

    def manual(self, day: date, *, work: bool) -> bool:
        """Return whether an arrival of the day is too unsettled to be judged (D-9).

        ``work``: the person came to work, which the waiver of visas may leave out.
        """
        if self.manual_since is not None and day >= self.manual_since:
            return True
        starts = (self.visa_free_since, self.visa_free_work_since if work else None)
        return any(start is not None and day < start for start in starts)

    def eaeu(self, day: date) -> bool:
        """Return whether the country is a member of the Eurasian Economic Union on the day."""
        return self.eaeu_since is not None and day >= self.eaeu_since

    def treaty(self, day: date) -> bool:
        """Return whether a treaty of equal movement puts the stay outside the limits on the day."""
        return self.treaty_since is not None and day >= self.treaty_since

    def patent(self, day: date) -> bool:
        """Return whether its citizens work with a patent on the day."""
        return self.patent_since is not None and day >= self.patent_since
