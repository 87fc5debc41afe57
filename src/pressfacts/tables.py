"""Tables of knowledge: TOML, decoded strictly; those of the program lie in `data/`."""

import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

# The parser of the standard library, compiled: 8 ms for all tables instead of 20. Where no wheel
# of it fits, it is the same parser in Python.
import tomli

DATES = (datetime.datetime, datetime.date, datetime.time)

Kind = TypeVar("Kind")


def shipped(name: str) -> Traversable:
    """A file or folder of `data/`."""
    return files("pressfacts") / "data" / name


def read_shipped(name: str, kind: type[Kind]) -> Kind:
    """A table that ships with the program."""
    return decode_table(shipped(name).read_bytes(), kind)


def decode_table(content: bytes, kind: type[Kind]) -> Kind:
    """A table of whatever source; msgspec.MsgspecError or UnicodeDecodeError where it is wrong."""
    try:
        table: dict[str, Any] = tomli.loads(content.decode())
    except tomli.TOMLDecodeError as problem:
        raise msgspec.DecodeError(str(problem)) from None
    return msgspec.convert(table, kind, builtin_types=DATES, str_keys=True)
