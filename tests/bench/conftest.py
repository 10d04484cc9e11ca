"""Leave out the modules of engines that are not installed here when examples in docstrings are looked for."""

from importlib.util import find_spec
from typing import Final

_NEEDS: Final = {"rule_in_openfisca.py": "openfisca_core", "rule_in_zen.py": "zen"}

collect_ignore = [file for file, package in _NEEDS.items() if find_spec(package) is None]
