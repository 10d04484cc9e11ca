"""Building the installed package: catalogues are compiled first, since no compiled file is kept in git."""

import subprocess
import sys

from setuptools.command.build_py import build_py


class BuildWithCatalogues(build_py):
    """Copies the packages as usual, the compiled catalogues among their data."""

    def run(self) -> None:
        """Compile, then build.

        A program of its own compiles: while a package is built it cannot be imported, but the working folder
        is that of the sources.
        """
        subprocess.run([sys.executable, "-m", "locales", "compile"], check=True)
        super().run()
