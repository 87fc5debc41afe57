"""Names for the ISO 3166-2 codes of regions."""

from functools import cache


@cache
def regions() -> dict[str, str]:
    """Code → Russian name."""
    return {}
