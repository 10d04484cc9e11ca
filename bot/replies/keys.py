"""The mark of a key of the catalogues that stands in a table instead of a call."""


def N_(key: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Return the key as it is; the extraction of keys finds it by this call."""
    return key
