"""The JSON Schema of the output, read off the records."""

import inspect
from typing import Any

import msgspec

from pressfacts.records import Release


def output_schema() -> str:
    """JSON Schema (2020-12) of one printed object, indented, with a final newline."""
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "pressfacts: the facts of one release",
        **_cleaned(msgspec.json.schema(Release)),
    }
    return msgspec.json.format(msgspec.json.encode(described), indent=2).decode() + "\n"


def _cleaned(part: Any) -> Any:
    """Descriptions without the indentation of docstrings, which Python 3.13 takes off by itself."""
    if isinstance(part, dict):
        return {
            key: inspect.cleandoc(value) if key == "description" else _cleaned(value)
            for key, value in part.items()
        }
    return [_cleaned(each) for each in part] if isinstance(part, list) else part
