"""Intervals: two ends, and what the words of one say for the other."""

from collections.abc import Sequence

from msgspec.structs import replace

from pressfacts.dates.absolute import Parsed, bare_year, day_number, year_pair
from pressfacts.dates.atoms import Atom
from pressfacts.dates.licence import is_licensed
from pressfacts.dates.numerals import NUMERIC, ordinal, suffixed
from pressfacts.dates.phrases import clock, is_a_day, point
from pressfacts.dates.points import Expression, Point
from pressfacts.dates.vocabulary import vocabulary


def bounded(atoms: Sequence[Atom], i: int) -> Expression | None:
    """«с 12 по 14 марта», «от 5 до 7 мая», «между маем и июлем»."""
    joiners = vocabulary().joiners.get(atoms[i].name) if atoms[i].kind == "prep" else None
    if not joiners:
        return None
    for start, j in endpoints(atoms, i + 1, point(atoms, i + 1)):
        k = j + 1 if atoms[j].kind == "comma" else j
        if atoms[k].name in joiners and atoms[k].kind in ("prep", "and"):
            end = endpoint_after(atoms, k + 1, start)
            if end:
                return Expression("between", i, end[1], (fill(start, end[0]), end[0]))
    return None


def dashed(atoms: Sequence[Atom], i: int, starts: Sequence[Parsed]) -> Expression | None:
    """«9–10 марта», «май – июнь 2024 года», «2019–2022 годы», «3 марта, 10:00–12:00»."""
    for start, j in starts:
        if atoms[j].kind == "dash":
            end = endpoint_after(atoms, j + 1, start)
            if end and is_range(atoms, i, start, end[0]):
                return Expression("between", i, end[1], (fill(start, end[0]), end[0]))
        hours = hours_of_day(atoms, start, j)
        if hours:
            return Expression("between", i, hours[1], hours[0])
    return None


def is_range(atoms: Sequence[Atom], i: int, start: Point, end: Point) -> bool:
    """Whether a dash joins two ends, and not a date and the words after it."""
    if start.bare or start.month or start.part:
        return not start.loose or start.bare or is_licensed(atoms, i, start) or end.has_year
    return start.year is not None or (start.weekday is not None and is_licensed(atoms, i, start))


def hours_of_day(
    atoms: Sequence[Atom], day: Point, j: int
) -> tuple[tuple[Point, Point], int] | None:
    """«(3 марта) с 9:30 до 16:00», «(3 марта), 9:30–16:00»."""
    if not is_a_day(day) or day.bare:
        return None
    if day.clock is not None:
        until = clock(atoms, j + 1, hours=True) if atoms[j].kind == "dash" else None
        return ((day, replace(day, clock=until[0])), until[1]) if until else None
    k = j + 1 if atoms[j].kind == "comma" else j
    opened = atoms[k].kind == "prep" and atoms[k].name == "с"
    start = clock(atoms, k + opened, hours=False) or (opened and bare_hour(atoms, k + 1)) or None
    if not start:
        return None
    joined = atoms[start[1]].name in ("до", "по") if opened else atoms[start[1]].kind == "dash"
    end = clock(atoms, start[1] + 1, hours=opened) if joined else None
    if not end:
        return None
    return (replace(day, clock=start[0]), replace(day, clock=end[0])), end[1]


def bare_hour(atoms: Sequence[Atom], i: int) -> tuple[int, int] | None:
    """«(с) 9 (до 18 часов)»."""
    atom = atoms[i]
    return (atom.value * 60, i + 1) if atom.kind == "number" and atom.value <= 24 else None


def endpoints(atoms: Sequence[Atom], i: int, whole: Parsed | None) -> list[Parsed]:
    """What the start of an interval may be: the whole point that stands at `i`, or a number.

    A number is bare: it takes its meaning from what follows.
    """
    found = [whole] if whole else []
    if atoms[i].kind not in NUMERIC:
        return found
    year = bare_year(atoms, i)
    if year:
        found.append(year)
        number = suffixed(atoms, i)
        if number:
            found.append((year[0], number[1]))
    day = day_number(atoms, i)
    if day:
        found.append((Point(day=day[0], loose=True, bare=True), day[1]))
    number = ordinal(atoms, i)
    if number and 1 <= number[0] <= 21:
        found.append((Point(part=number[0], loose=True, bare=True), number[1]))
    time = clock(atoms, i, hours=True)
    if time:
        found.append((Point(clock=time[0], loose=True, bare=True), time[1]))
    return found


def endpoint_after(atoms: Sequence[Atom], i: int, start: Point) -> tuple[Point, int] | None:
    """The end of an interval that fits its start."""
    end = point(atoms, i)
    if end and is_fit(start, end[0]):
        return end
    if start.day and start.month is None and start.bare:
        return None
    if start.year and not start.month and (year := bare_year(atoms, i)):
        return year
    return None


def is_fit(start: Point, end: Point) -> bool:
    """Whether the two ends tell of the same kind of thing, so that one can complete the other."""
    if end.vague or start.vague:
        return False
    if not start.bare:
        return start.is_absolute == end.is_absolute and (
            start.is_absolute or grain(start) == grain(end)
        )
    if start.clock is not None:
        return end.clock is not None
    if start.day is not None:
        return end.day is not None and end.month is not None
    if start.part is not None:
        return (end.part is not None and end.part > 24) or end.blur == 2
    return end.year is not None and end.month is None and end.part is None and not end.blur


def grain(point: Point) -> str:
    """The finest unit that a point tells."""
    if is_a_day(point):
        return "day"
    for field in ("month", "part", "year", "year_shift"):
        if getattr(point, field) is not None:
            return field
    return "shift"


def fill(start: Point, end: Point) -> Point:
    """The start of an interval with what its end says for both."""
    if start.clock is not None and start.bare:
        return replace(end, clock=start.clock)
    if start.part is not None and start.bare:
        if end.blur:
            return replace(end, year=100 * (start.part - 1))
        base = 32 if (end.part or 0) < 40 else 39
        return replace(end, part=base + start.part)
    if start.day is not None and start.bare:
        month = end.month or 0
        if end.day is not None and start.day > end.day:
            month = month - 1 or 12
        return replace(end, day=start.day, month=month, clock=None, weekday=None)
    return start


def months_of_year(atoms: Sequence[Atom], i: int) -> Expression | None:
    """«девять месяцев 2024 года»: from January on."""
    number = atoms[i]
    if number.kind not in ("number", "cardinal") or not 1 < number.value < 12:
        return None
    if atoms[i + 1].name != "month" or not number.closes:
        return None
    whole = point(atoms, i + 2)
    if not whole or not whole[0].has_year or whole[0].month or whole[0].part or whole[0].blur:
        return None
    year = whole[0]
    return Expression(
        "between", i, whole[1], (replace(year, month=1), replace(year, month=number.value))
    )


def paired_years(atoms: Sequence[Atom], i: int) -> Expression | None:
    """«2023/24 учебный год», «1996–98 гг.»."""
    pair = year_pair(atoms, i)
    if not pair or (pair[0].loose and not is_licensed(atoms, i, pair[0], pair[2])):
        return None
    return Expression("between", i, pair[2], pair[:2])
