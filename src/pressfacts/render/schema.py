"""The JSON Schema of the output, read off the records."""

import msgspec

from pressfacts.records import Release


def output_schema() -> str:
    """JSON Schema (2020-12) of one printed object, indented, with a final newline."""
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "pressfacts: the facts of one release",
        **msgspec.json.schema(Release),
    }
    return msgspec.json.format(msgspec.json.encode(described), indent=2).decode() + "\n"
