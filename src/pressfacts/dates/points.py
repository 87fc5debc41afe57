"""What a calendar expression says, before anything is known about today."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import astuple, replace

Unit = Literal["day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"]


class Shift(Struct, frozen=True, gc=False):
    """So many units from today, or from the date that the text named last."""

    unit: str
    amount: int
    base: Literal["today", "last"] = "today"


class Point(Struct, frozen=True, gc=False):
    """One point of the calendar as far as the words say it; None is «not said».

    `part` is a sub-year code of EDTF (21–24 seasons, 33–36 quarters, 40–41 half-years); `blur` the
    number of unspecified digits at the end of the year (1 decade, 2 century); `turn` picks one of
    the things that recur («прошлой весной», «в следующий вторник»); `third` is the first, second
    or third ten days of a month; `clock` counts minutes after midnight. A `loose` point is a date
    only beside a preposition; a `bare` one is a number that takes its meaning from a neighbour.
    """

    year: int | None = None
    blur: int = 0
    year_shift: int | None = None
    same_year: bool = False
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: int | None = None
    third: int | None = None
    turn: int | None = None
    shift: Shift | None = None
    offset: int = 0
    clock: int | None = None
    new_year: bool = False
    vague: bool = False
    loose: bool = False
    bare: bool = False

    @property
    def has_year(self) -> bool:
        """Whether the words name the year, outright or from today."""
        return self.year is not None or self.year_shift is not None or self.same_year

    @property
    def is_absolute(self) -> bool:
        """Whether the words name a place in the calendar itself."""
        return self.has_year or self.month is not None or self.part is not None

    def merged(self, other: "Point") -> "Point":
        """Both points as one: where both speak, the other one's words count."""
        fields = zip(
            Point.__struct_fields__, astuple(other), Point.__struct_defaults__, strict=True
        )
        said = {field: value for field, value, silent in fields if value != silent}
        said["loose"], said["bare"] = self.loose and other.loose, self.bare and other.bare
        return replace(self, **said)


Form = Literal["at", "between", "since", "until", "several"]


class Expression(Struct, frozen=True, gc=False):
    """Atoms `first` to `last` (half-open) and what they say.

    A single point, the two ends of an interval, the one known end of an open interval, or the
    points of a list, whose own atoms are then in `spans`.
    """

    form: Form
    first: int
    last: int
    points: tuple[Point, ...]
    spans: tuple[tuple[int, int], ...] = ()
