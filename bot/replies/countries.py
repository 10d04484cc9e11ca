"""The countries whose people mostly ask, under the names they use; every other name is Babel's."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.replies.keys import N_

COUNTRIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AM": N_("country.AM"),
        "AZ": N_("country.AZ"),
        "BY": N_("country.BY"),
        "GE": N_("country.GE"),
        "KG": N_("country.KG"),
        "KZ": N_("country.KZ"),
        "MD": N_("country.MD"),
        "RU": N_("country.RU"),
        "TJ": N_("country.TJ"),
        "TM": N_("country.TM"),
        "UA": N_("country.UA"),
        "UZ": N_("country.UZ"),
    }
)
