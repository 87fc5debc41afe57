"""JSON records: the text, and what their maker says of it."""

import codecs
import datetime
import re
from typing import Any

import msgspec

from pressfacts.errors import InputError
from pressfacts.read.inputs import FIELDS, Input, ReadOptions
from pressfacts.records import Document

DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\b")

Fields = dict[str, msgspec.Raw]


def read_record(record: Input, options: ReadOptions) -> Document:
    """The release of one JSON object. Its `text` is taken as it is, newlines too.

    Raises InputError where it is no object, or has no text.
    """
    fields = _fields(_utf8(record.content, options.encoding))
    names = {field: options.columns.get(field, field) for field in FIELDS}
    text = _string(fields, names["text"])
    if text is None:
        raise InputError(f'no field "{names["text"]}"', "name it with --column text=NAME")
    if not text.strip():
        raise InputError(f'"{names["text"]}" is empty')
    given = _string(fields, names["published"])
    published = parse_day(given)
    doubt = f'"{names["published"]}" is no date: {given!r}'
    return Document(
        source=record.source,
        text=text,
        id=_string(fields, names["id"]),
        title=_string(fields, names["title"]),
        published=published or options.published,
        other_fields={name: value for name, value in fields.items() if name not in names.values()},
        warnings=(doubt,) if given and not published else (),
    )


def _utf8(content: bytes, encoding: str | None) -> bytes:
    """JSON is UTF-8, strictly, unless the user says otherwise."""
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode(encoding or "utf-8").encode()
    except LookupError as problem:
        raise InputError(f"no character set is called {encoding!r}") from problem
    except UnicodeError as problem:
        raise InputError(f"not JSON: not {encoding or 'UTF-8'} text") from problem


def _fields(content: bytes) -> Fields:
    try:
        return msgspec.json.decode(content, type=Fields)
    except msgspec.ValidationError as problem:
        raise InputError("not a JSON object") from problem
    except (msgspec.DecodeError, RecursionError) as problem:
        raise InputError(f"not JSON: {problem}") from problem


def _string(fields: Fields, name: str) -> str | None:
    """A field as a string; numbers are written out, blank is None."""
    if name not in fields:
        return None
    try:
        value: Any = msgspec.json.decode(fields[name], type=str | int | float | None)
    except msgspec.ValidationError as problem:
        raise InputError(f'"{name}" is not a string') from problem
    except msgspec.DecodeError as problem:
        raise InputError(f"not JSON: {problem}") from problem
    return None if value is None or value == "" else str(value)


def parse_day(words: str | None) -> datetime.date | None:
    """A date as records have it: «2024-05-17», also with a time behind it, or «17.05.2024»."""
    if not words:
        return None
    day_first = DAY_FIRST.match(words.strip())
    try:
        if day_first:
            day, month, year = map(int, day_first.groups())
            return datetime.date(year, month, day)
        return datetime.date.fromisoformat(words.strip()[:10])
    except ValueError:
        return None
