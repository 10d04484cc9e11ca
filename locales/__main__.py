"""``python -m locales compile``, or ``update``, which also brings keys and catalogues together."""

import sys

from locales.catalogues import compile_catalogues, update_catalogues


def main(arguments: list[str]) -> int:
    """Do what the one argument says, and name the files that it changed."""
    if arguments not in (["compile"], ["update"]):
        sys.stderr.write("usage: python -m locales compile|update\n")
        return 2
    changed = update_catalogues() if arguments == ["update"] else []
    for path in changed + compile_catalogues():
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
