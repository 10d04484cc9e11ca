"""The glossary: what each term is called, and the forms that a text may use."""

import csv
import re
from collections.abc import Mapping
from typing import Final

from tests.locales.texts import DATA

_COLUMNS: Final = {"uz_Latn": "uz"}


def _read() -> Mapping[str, dict[str, str]]:
    with (DATA / "glossary.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            row["term_id"]: {_COLUMNS.get(name, name): value for name, value in row.items()} for row in rows
        }


GLOSSARY: Final = _read()
"""By the id of the term: its forms by language (the first is ours, those in brackets are understood)."""


def forms(term: str, language: str) -> tuple[str, ...]:
    """Return the forms of a term, ours first; what only explains one is none ("патент (на работу)")."""
    cell = re.sub(r"\{[^}]*\}\w*", " ", GLOSSARY[term][language]).split(":")[0]
    parts = (part.strip() for part in re.split(r"[(),;/]", cell))
    return tuple(part for part in parts if part and not part.startswith(("на ", "о ")))
