"""Names for the ISO 3166-2 codes of regions."""

from functools import cache
from importlib.resources import files


@cache
def regions() -> dict[str, str]:
    """Code → Russian name, the usual one; empty where the table is not installed."""
    table = files("pressfacts").joinpath("data", "regions.tsv")
    if not table.is_file():
        return {}
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return {row[0]: row[1] for row in rows if len(row) > 1 and not row[0].startswith("#")}
