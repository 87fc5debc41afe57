"""Values as EDTF (ISO 8601-2, levels 0 to 2) writes them, and the days that they cover."""

import datetime
from calendar import monthrange

from msgspec import Struct
from msgspec.structs import replace

Days = tuple[datetime.date, datetime.date]  # first and last


class Moment(Struct, frozen=True, gc=False):
    """A year, and what is known below it. `year` is None for a day of an unknown year.

    `part` is a sub-year code, `blur` the number of unspecified last digits of the year, `clock`
    minutes after midnight.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    part: int | None = None
    blur: int = 0
    clock: int | None = None

    def __str__(self) -> str:
        """The EDTF value."""
        year = "XXXX" if self.year is None else f"{self.year:04}"
        if self.blur:
            return year[: -self.blur] + "X" * self.blur
        month, day = self.part or self.month, self.day
        date = f"{year}-{month:02}" if month else year
        date = f"{date}-{day:02}" if day else date
        return (
            date if self.clock is None else "{}T{:02}:{:02}".format(date, *divmod(self.clock, 60))
        )

    @classmethod
    def of(cls, day: datetime.date) -> "Moment":
        """A whole day."""
        return cls(day.year, day.month, day.day)


class Interval(Struct, frozen=True, gc=False):
    """From `start` to `end`, both included; None leaves that side open."""

    start: Moment | None
    end: Moment | None

    def __str__(self) -> str:
        """The EDTF value."""
        return f"{self.start or '..'}/{self.end or '..'}"


Value = Moment | Interval

FIRST_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7}
MONTHS = {40: 6, 41: 6}  # how many there are in a part; three in all the others


def days_of(moment: Moment) -> Days | None:
    """The first and the last day of a moment; None where the calendar has no such day."""
    year = moment.year
    if year is None or not 1 <= year <= 9000:
        return None
    if moment.blur:
        return datetime.date(year, 1, 1), datetime.date(year + 10**moment.blur - 1, 12, 31)
    if moment.part:
        first = FIRST_MONTHS[moment.part]
        last = first + MONTHS.get(moment.part, 3) - 1
        return datetime.date(year, first, 1), month_end(year + (last > 12), (last - 1) % 12 + 1)
    if moment.month is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if moment.day is None:
        return datetime.date(year, moment.month, 1), month_end(year, moment.month)
    if moment.day > monthrange(year, moment.month)[1]:
        return None
    day = datetime.date(year, moment.month, moment.day)
    return day, day


def month_end(year: int, month: int) -> datetime.date:
    """The last day of a month."""
    return datetime.date(year, month, monthrange(year, month)[1])


def exists(moment: Moment) -> bool:
    """Whether the calendar has the day, in the year told or, with none, in any year."""
    if moment.clock is not None and moment.clock > 24 * 60:
        return False
    if moment.year is None:
        moment = replace(moment, year=2024)  # a leap year, for 29 February
    return days_of(moment) is not None


def follows(later: Moment, earlier: Moment) -> bool:
    """Whether one moment comes right after the other: the next day, month, quarter or year."""
    first, second = days_of(earlier), days_of(later)
    if earlier.clock is not None or later.clock is not None or not first or not second:
        return False
    same_grain = (earlier.day is None) == (later.day is None)
    return same_grain and second[0] == first[1] + datetime.timedelta(days=1)
