"""Building the installed package: its catalogues are compiled then, since no compiled file is kept in git."""

from pathlib import Path

from setuptools.command.build_py import build_py

from locales.catalogues import FOLDER, compile_catalogues


class BuildWithCatalogues(build_py):
    """Copies the packages as usual and puts the compiled catalogues beside them."""

    def run(self) -> None:
        """Build; an editable install gets its catalogues compiled in place."""
        super().run()
        compile_catalogues(FOLDER if self.editable_mode else Path(self.build_lib) / "locales")
