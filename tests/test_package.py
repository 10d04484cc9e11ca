"""What is installed with ``pip install .`` is all that is needed."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "locales", "rules")
IGNORED = shutil.ignore_patterns("__pycache__", "*.mo", "*.egg-info")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Build the package from a clean copy, as pip does, and return the names of its files."""
    source = tmp_path_factory.mktemp("source")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, source / name, ignore=IGNORED)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    done = subprocess.run([*pip, "--wheel-dir", source, source], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = source.glob("*.whl")
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_file_is_installed(installed: set[str]) -> None:
    """Modules, law and texts: whatever stands in a package is in what is built from it."""
    wanted = {
        path.relative_to(ROOT).as_posix()
        for name in PACKAGES
        for path in (ROOT / name).rglob("*")
        if path.is_file() and path.suffix not in {".pyc", ".mo", ".new"}
    }

    assert wanted - installed == set()


def test_catalogues_are_compiled(installed: set[str]) -> None:
    """Every text is there in the form that is read."""
    sources = {name for name in installed if name.endswith(".po")}

    assert sources
    assert {name.removesuffix(".po") + ".mo" for name in sources} <= installed
