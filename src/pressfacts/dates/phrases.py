"""Points with all that hangs on them: parts, clock times and appositions."""

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from pressfacts.dates import absolute, relative
from pressfacts.dates.absolute import Parsed
from pressfacts.dates.atoms import Atom
from pressfacts.dates.holidays import holiday
from pressfacts.dates.numerals import ordinal
from pressfacts.dates.points import Point

Reader = Callable[[Sequence[Atom], int], Parsed | None]

# By the kind of the first atom; after digits, also by that of the second: it decides.
READERS: dict[str, tuple[Reader, ...]] = {
    "number month": (absolute.day_and_month,),
    "number dot": (absolute.numeric_date,),
    "number slash": (absolute.numeric_date,),
    "number unit": (absolute.sub_year, absolute.year, relative.counted),
    "number portion": (absolute.sub_year,),
    "number year-kind": (absolute.year,),
    "number dash": (
        absolute.numeric_date,
        absolute.day_and_month,
        absolute.sub_year,
        absolute.ten_days,
        absolute.year,
        absolute.decade,
        absolute.century,
        relative.counted,
    ),
    "ordinal": (
        absolute.day_and_month,
        absolute.sub_year,
        absolute.ten_days,
        absolute.decade,
        absolute.century,
        absolute.year,
    ),
    "cardinal": (absolute.day_and_month, absolute.year, relative.counted),
    "roman": (absolute.sub_year, absolute.century),
    "month": (absolute.month_and_year,),
    "season": (absolute.season,),
    "weekday": (relative.weekday,),
    "turn": (absolute.year, absolute.century, relative.weekday, relative.turned),
    "same": (absolute.year,),
    "day-word": (relative.day_word,),
    "eve": (relative.day_word,),
    "unit": (relative.counted,),
    "vague": (relative.counted,),
    "after": (relative.counted,),
    "prep": (absolute.year, relative.counted),
    "holiday": (holiday,),
}


def simple(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """The first reading of the words at `i` that holds."""
    return _first(READERS, atoms, i)


def _first(readers: Mapping[str, Sequence[Reader]], atoms: Sequence[Atom], i: int) -> Parsed | None:
    kind = atoms[i].kind
    if kind == "number":
        kind = f"number {atoms[i + 1].kind}"
    for read in readers.get(kind, ()):
        parsed = read(atoms, i)
        if parsed:
            return parsed
    return None


def part(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«начало марта», «конец прошлого года», «середина XX века», «вторая половина мая»."""
    j = i + 1 if atoms[i].kind == "edge" else days_or_half(atoms, i)
    if not j:
        return None
    whole = simple(atoms, j) or relative.current(atoms, j)
    if not whole or whole[0].day or whole[0].weekday is not None:
        return None
    if whole[0].shift and whole[0].shift.unit == "day":
        return None
    is_bare = whole[0] == Point(year_shift=0) and whole[1] == j + 1
    return replace(whole[0], loose=is_bare), whole[1]


def days_or_half(atoms: Sequence[Atom], i: int) -> int | None:
    """The index after «вторая половина», «первые числа», «последние дни»."""
    number = ordinal(atoms, i)
    j = number[1] if number else i + 1 if atoms[i].kind == "final" else None
    if j is None:
        return None
    named = atoms[j]
    is_half = named.kind == "portion" and named.name == "half" and number is not None
    is_days = named.kind == "days" or (named.kind == "unit" and named.name in ("day", "week"))
    return j + 1 if is_half or is_days else None


def point(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """A point with its clock time, before or after it, and its appositions."""
    parsed = _first(POINTS, atoms, i)
    if not parsed:
        return None
    said, j = parsed
    while more := apposed(atoms, said, j) or with_clock(atoms, said, j):
        said, j = more
    return said, j


def eve_of(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«накануне 9 мая»: the day before."""
    whole = simple(atoms, i + 1)
    if not whole or not whole[0].day or not whole[0].month:
        return None
    return replace(whole[0], offset=-1, loose=False), whole[1]


def apposed(atoms: Sequence[Atom], said: Point, i: int) -> Parsed | None:
    """«вчера, 17 мая», «в пятницу, 17 мая», «17 мая (пятница)», «год назад, в феврале»."""
    opens = atoms[i].kind == "open"
    j = i + (opens or atoms[i].kind in ("comma", "dash"))
    j += atoms[j].kind == "prep" and atoms[j].name in ("в", "на")
    other = (part(atoms, j) or simple(atoms, j)) if atoms[j].kind in OPENERS else None
    if not other or not complements(said, other[0]):
        return None
    if other[0].shift and atoms[i].kind not in ("comma", "open"):
        return None  # «Тверь, 14 мая 2024 г. Сегодня …»
    if opens and atoms[other[1]].kind != "close":
        return None
    return said.merged(other[0]), other[1] + opens


def complements(said: Point, other: Point) -> bool:
    """Whether two points side by side tell of one and the same time."""
    if said.clock is not None or other.vague or said.vague:
        return False
    if other.shift and other.shift.base == "today" and said.is_absolute:
        return not said.shift and is_within(other.shift.unit, said)
    if said.weekday is not None and said.month is None:
        return other.month is not None and other.day is not None
    if said.shift and not said.is_absolute:
        return is_within(said.shift.unit, other)
    return other.weekday is not None and said.day is not None and said.weekday is None


def is_within(unit: str, other: Point) -> bool:
    """Whether a point can tell more closely what a shift by some unit means."""
    if unit == "year":
        return other.is_absolute
    if unit == "day" and other.weekday is not None:
        return True
    return other.day is not None and other.month is not None


def with_clock(atoms: Sequence[Atom], said: Point, i: int) -> Parsed | None:
    """«17 мая в 14:30», «17 мая, 10:00», «завтра в 15 часов»."""
    if said.clock is not None or not is_a_day(said):
        return None
    j = i + 1 if atoms[i].kind in ("comma", "dash", "day-part") else i
    preposed = atoms[j].kind == "prep" and atoms[j].name == "в"
    time = clock(atoms, j + preposed, hours=preposed)
    return (replace(said, clock=time[0]), time[1]) if time else None


def is_a_day(said: Point) -> bool:
    """Whether a clock time may extend the point."""
    by_shift = said.shift is not None and said.shift.unit == "day"
    return said.day is not None or said.weekday is not None or by_shift


def clocked(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«22:00 14 июля», «15 часов 3 марта»."""
    time = clock(atoms, i, hours=True)
    if not time:
        return None
    day = simple(atoms, time[1])
    if not day or not is_a_day(day[0]):
        return None
    return replace(day[0], clock=time[0], loose=False), day[1]


# The readings of a point with what belongs to it.
POINTS: dict[str, tuple[Reader, ...]] = READERS | {
    "number dash": (*READERS["number dash"], part),
    "number dot": (*READERS["number dot"], clocked),
    "number unit": (*READERS["number unit"], clocked),
    "number colon": (clocked,),
    "number day-part": (clocked,),
    "ordinal": (*READERS["ordinal"], part),
    "cardinal": (*READERS["cardinal"], part),
    "multiplier": (part,),
    "roman": (*READERS["roman"], part),
    "edge": (part,),
    "final": (part,),
    "eve": (eve_of, *READERS["eve"]),
    "eve-of": (eve_of,),
}
OPENERS = frozenset(kinds.partition(" ")[0] for kinds in POINTS)  # what a point begins with


def clock(atoms: Sequence[Atom], i: int, *, hours: bool) -> tuple[int, int] | None:
    """Minutes after midnight: «10:30», «10.30», and with `hours` also «15 часов 30 минут»."""
    hour, sign = atoms[i : i + 2]
    if hour.kind != "number" or hour.value > 24 or hour.width > 2:
        return None
    if sign.kind in ("colon", "dot"):
        return hour_and_minute(atoms, i)
    return told_hour(atoms, i) if hours else None


def hour_and_minute(atoms: Sequence[Atom], i: int) -> tuple[int, int] | None:
    """«10:30»; «10.30.15» and «10:3» are something else."""
    hour, sign, minute = atoms[i : i + 3]
    goes_on = atoms[i + 3].kind == sign.kind and atoms[i + 4].kind == "number"
    if minute.kind != "number" or minute.width != 2 or minute.value > 59 or goes_on:
        return None
    return hour.value * 60 + minute.value, i + 3


def told_hour(atoms: Sequence[Atom], i: int) -> tuple[int, int] | None:
    """«15 часов», «15 часов 30 минут», «7 вечера», «7 часов вечера»."""
    hour = atoms[i].value
    is_hours = atoms[i + 1].kind == "unit" and atoms[i + 1].name == "hour"
    j = i + 1 + is_hours
    if atoms[j].kind == "day-part" and atoms[j].name == "hour":
        return (hour + atoms[j].value) % 24 * 60, j + 1
    if not is_hours:
        return None
    if atoms[j].kind == "number" and atoms[j + 1].name == "minute" and atoms[j].value < 60:
        return hour * 60 + atoms[j].value, j + 2
    return hour * 60, j
