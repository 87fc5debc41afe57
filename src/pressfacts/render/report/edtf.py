"""Where an EDTF value lies on a time line."""

import datetime
import re
from typing import Literal

from msgspec import Struct

_EPOCH = datetime.date(1970, 1, 1).toordinal()
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d(:\d\d)?)?")
_PART = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"(\d{4})")
_DECADE = re.compile(r"(\d{3})X")
_CENTURY = re.compile(r"(\d{2})XX")

# EDTF part of a year → (first month, number of months)
_PARTS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)}
_PARTS |= {33 + quarter: (3 * quarter + 1, 3) for quarter in range(4)}
_PARTS |= {40: (1, 6), 41: (7, 6)}
_PARTS |= {month: (month, 1) for month in range(1, 13)}


class Extent(Struct, frozen=True, array_like=True):
    """First and last day, counted from 1970-01-01; None is an open end.

    `loose`: the date lies somewhere within (a month, a year); `interval`: it lasts throughout.
    """

    low: int | None
    high: int | None
    shape: Literal["day", "loose", "interval"]


def extent(value: str) -> Extent | None:
    """The days that an EDTF value covers; None where it has no place on a time line."""
    try:
        return _interval(value) if "/" in value else _point(value)
    except (ValueError, OverflowError):  # no such day, month or year
        return None


def _interval(value: str) -> Extent | None:
    first, _, last = value.partition("/")
    low = None if first in {"", ".."} else _point(first)
    high = None if last in {"", ".."} else _point(last)
    if (low is None and first not in {"", ".."}) or (high is None and last not in {"", ".."}):
        return None
    if low is None and high is None:
        return None
    return Extent(low.low if low else None, high.high if high else None, "interval")


def _point(value: str) -> Extent | None:
    if match := _DAY.fullmatch(value):
        day = datetime.date(int(match[1]), int(match[2]), int(match[3])).toordinal() - _EPOCH
        return Extent(day, day, "day")
    if match := _PART.fullmatch(value):
        if int(match[2]) not in _PARTS:
            return None
        month, months = _PARTS[int(match[2])]
        return _months(int(match[1]), month, months)
    for pattern, years in ((_YEAR, 1), (_DECADE, 10), (_CENTURY, 100)):
        if match := pattern.fullmatch(value):
            return _months(int(match[1]) * years, 1, 12 * years)
    return None


def _months(year: int, month: int, months: int) -> Extent:
    after = year * 12 + month - 1 + months
    first = datetime.date(year, month, 1).toordinal()
    end = datetime.date(after // 12, after % 12 + 1, 1).toordinal()
    return Extent(first - _EPOCH, end - 1 - _EPOCH, "loose")
