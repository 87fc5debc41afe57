"""Names for the ISO 3166-2 codes of regions."""

from functools import cache

from pressfacts.tables import shipped


@cache
def regions() -> dict[str, str]:
    """Code → Russian name, the first of its names in the table."""
    table = shipped("regions.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines())
    return {row[0]: row[1] for row in rows if len(row) > 1 and not row[0].startswith("#")}
