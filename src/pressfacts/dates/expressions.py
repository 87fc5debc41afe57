"""Whole expressions: points with their prepositions, intervals, open ends and lists."""

from collections.abc import Iterator, Sequence

from pressfacts.dates.absolute import bare_year, day_number, year_pair
from pressfacts.dates.atoms import Atom
from pressfacts.dates.numerals import ordinal, suffixed
from pressfacts.dates.phrases import clock, is_a_day, point
from pressfacts.dates.points import Expression, Form, Point

LICENSING = frozenset(
    ("в", "на", "с", "до", "по", "к", "за", "от", "после", "из", "о", "под", "течение")
)
JOINERS = {"с": ("по", "до"), "от": ("до", "по"), "между": ("и",)}


def expressions(atoms: Sequence[Atom]) -> Iterator[Expression]:
    """Every calendar expression of a sentence, from left to right, the longest at each place."""
    i = 0
    while atoms[i].kind != "end":
        found = expression(atoms, i)
        if found and atoms[found.first].opens and atoms[found.last - 1].closes:
            yield found
            i = found.last
        else:
            i += 1


def expression(atoms: Sequence[Atom], i: int) -> Expression | None:
    """The expression that begins at `i`."""
    if not atoms[i].opens:
        return None
    return (
        bounded(atoms, i)
        or dashed(atoms, i)
        or months_of_year(atoms, i)
        or paired_years(atoms, i)
        or several(atoms, i)
        or limited(atoms, i)
        or single(atoms, i)
    )


def bounded(atoms: Sequence[Atom], i: int) -> Expression | None:
    """«с 12 по 14 марта», «от 5 до 7 мая», «между маем и июлем»."""
    joiners = JOINERS.get(atoms[i].name) if atoms[i].kind == "prep" else None
    if not joiners:
        return None
    for start, j in endpoints(atoms, i + 1):
        k = j + 1 if atoms[j].kind == "comma" else j
        if atoms[k].name in joiners and atoms[k].kind in ("prep", "and"):
            end = endpoint_after(atoms, k + 1, start)
            if end:
                return Expression("between", i, end[1], (fill(start, end[0]), end[0]))
    return None


def dashed(atoms: Sequence[Atom], i: int) -> Expression | None:
    """«9–10 марта», «май – июнь 2024 года», «2019–2022 годы», «3 марта, 10:00–12:00»."""
    if atoms[i].kind in ("word", "prep", "comma", "end"):
        return None
    for start, j in endpoints(atoms, i):
        if atoms[j].kind == "dash":
            end = endpoint_after(atoms, j + 1, start)
            if end and is_range(atoms, i, j, start, end[0]):
                return Expression("between", i, end[1], (fill(start, end[0]), end[0]))
        hours = hours_of_day(atoms, start, j)
        if hours:
            return Expression("between", i, hours[1], hours[0])
    return None


def is_range(atoms: Sequence[Atom], i: int, j: int, start: Point, end: Point) -> bool:
    """Whether a dash joins two ends, and not a date and the words after it."""
    if start.bare or start.month or start.part:
        return not start.loose or start.bare or is_licensed(atoms, i, start) or end.has_year
    return start.year is not None or (start.weekday is not None and is_licensed(atoms, i, start))


def hours_of_day(
    atoms: Sequence[Atom], day: Point, j: int
) -> tuple[tuple[Point, Point], int] | None:
    """«(21 июля) с 8:00 до 17:00», «(21 июля), 8:00–17:00»."""
    if not is_a_day(day) or day.bare:
        return None
    if day.clock is not None:
        until = clock(atoms, j + 1, hours=True) if atoms[j].kind == "dash" else None
        return ((day, day._replace(clock=until[0])), until[1]) if until else None
    k = j + 1 if atoms[j].kind == "comma" else j
    opened = atoms[k].kind == "prep" and atoms[k].name == "с"
    start = clock(atoms, k + opened, hours=False) or (opened and bare_hour(atoms, k + 1)) or None
    if not start:
        return None
    joined = atoms[start[1]].name in ("до", "по") if opened else atoms[start[1]].kind == "dash"
    end = clock(atoms, start[1] + 1, hours=opened) if joined else None
    if not end:
        return None
    return (day._replace(clock=start[0]), day._replace(clock=end[0])), end[1]


def bare_hour(atoms: Sequence[Atom], i: int) -> tuple[int, int] | None:
    """«(с) 9 (до 18 часов)»."""
    atom = atoms[i]
    return (atom.value * 60, i + 1) if atom.kind == "number" and atom.value <= 24 else None


def endpoints(atoms: Sequence[Atom], i: int) -> Iterator[tuple[Point, int]]:
    """What the start of an interval may be, the fullest reading first."""
    whole = point(atoms, i)
    if whole:
        yield whole
    year = bare_year(atoms, i)
    if year:
        yield year
        number = suffixed(atoms, i)
        if number:
            yield year[0], number[1]
    day = day_number(atoms, i)
    if day:
        yield Point(day=day[0], loose=True, bare=True), day[1]
    number = ordinal(atoms, i)
    if number and 1 <= number[0] <= 21:
        yield Point(part=number[0], loose=True, bare=True), number[1]
    time = clock(atoms, i, hours=True)
    if time:
        yield Point(clock=time[0], loose=True, bare=True), time[1]


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
        return end._replace(clock=start.clock)
    if start.part is not None and start.bare:
        if end.blur:
            return end._replace(year=100 * (start.part - 1))
        base = 32 if (end.part or 0) < 40 else 39
        return end._replace(part=base + start.part)
    if start.day is not None and start.bare:
        month = end.month or 0
        if end.day is not None and start.day > end.day:
            month = month - 1 or 12
        return end._replace(day=start.day, month=month, clock=None, weekday=None)
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
        "between", i, whole[1], (year._replace(month=1), year._replace(month=number.value))
    )


def paired_years(atoms: Sequence[Atom], i: int) -> Expression | None:
    """«2023/24 учебный год», «1996–98 гг.»."""
    pair = year_pair(atoms, i)
    if not pair or (pair[0].loose and not is_licensed(atoms, i, pair[0], pair[2])):
        return None
    return Expression("between", i, pair[2], pair[:2])


def several(atoms: Sequence[Atom], i: int) -> Expression | None:
    """«9, 10 и 12 марта», «2022 и 2023 годов», «в мае и июне», «I и II кварталы»."""
    for start, j in endpoints(atoms, i):
        if not start.loose or (not start.bare and not is_licensed(atoms, i, start)):
            continue
        listed, spans = [start], [(i, j)]
        while atoms[j].kind in ("comma", "and"):
            k = j + 1
            k += atoms[k].kind == "prep" and atoms[k].name in ("в", "на") and not start.bare
            following = point(atoms, k)
            if (
                following
                and is_fit(start, following[0])
                and grain(start) == grain_in(start, following[0])
            ):
                listed.append(following[0])
                spans.append((k, following[1]))
                return listing(listed, spans)
            bare = next((e for e in endpoints(atoms, k) if e[0].bare), None)
            if not bare or not start.bare or grain(bare[0]) != grain(start):
                break
            listed.append(bare[0])
            spans.append((k, bare[1]))
            j = bare[1]
    return None


def grain_in(start: Point, end: Point) -> str:
    """The grain of `end`, seen from a bare start that has only one field to complete."""
    if start.bare and start.clock is not None:
        return "none"
    return "part" if start.bare and start.part is not None else grain(end)


def listing(listed: list[Point], spans: list[tuple[int, int]]) -> Expression:
    """The points of a list, each completed by the last one."""
    end = listed[-1]
    points = []
    for listed_point in listed[:-1]:
        full = fill(listed_point, end)
        if not full.has_year and end.has_year:
            full = full._replace(year=end.year, year_shift=end.year_shift, same_year=end.same_year)
        points.append(full)
    return Expression("several", spans[0][0], spans[-1][1], (*points, end), tuple(spans))


LIMITS: dict[str, Form] = {
    "с": "since",
    "после": "since",
    "до": "until",
    "к": "until",
    "по": "until",
}


def limited(atoms: Sequence[Atom], i: int) -> Expression | None:
    """«до конца мая», «с 2015 года», «не позднее 1 июня», «более 15 лет назад»."""
    atom, j = atoms[i], i + 1
    form: Form | None = None
    if atom.kind == "prep":
        form = LIMITS.get(atom.name)
    elif atom.kind == "not" and atoms[j].kind == "after":
        form = "until" if atoms[j].value > 0 else "since"
        j += 1
    elif atom.kind == "over":
        form = "until"
        j += atoms[j].name == "чем"
    if form is None:
        return None
    whole = point(atoms, j) or loose_year(atoms, j)
    if not whole or (atom.name == "к" and is_holiday(atoms, j)):
        return None
    if atom.kind == "over" and not (whole[0].shift and atoms[whole[1] - 1].kind == "ago"):
        return None
    return Expression(form, i, whole[1], (whole[0],))


def is_holiday(atoms: Sequence[Atom], i: int) -> bool:
    """«ко Дню России» dedicates and sets no term; «к Новому году» does."""
    return atoms[i].kind == "holiday" and atoms[i].value < 1300


def single(atoms: Sequence[Atom], i: int) -> Expression | None:
    """A point that is a date where it stands."""
    whole = point(atoms, i) or loose_year(atoms, i) or loose_day(atoms, i)
    if not whole or (whole[0].loose and not is_licensed(atoms, i, whole[0])):
        return None
    return Expression("at", i, whole[1], (whole[0],))


def loose_year(atoms: Sequence[Atom], i: int) -> tuple[Point, int] | None:
    """«(в) 2018»."""
    found = bare_year(atoms, i)
    return (found[0]._replace(bare=False), found[1]) if found else None


def loose_day(atoms: Sequence[Atom], i: int) -> tuple[Point, int] | None:
    """«14-го»: of the month named last."""
    number = suffixed(atoms, i) if atoms[i].kind == "number" else None
    if not number or not 1 <= number[0] <= 31 or atoms[number[1] - 1].name != "го":
        return None
    if atoms[number[1]].kind not in ("comma", "dot", "end", "close"):
        return None
    return Point(day=number[0]), number[1]


def is_licensed(atoms: Sequence[Atom], i: int, said: Point, last: int | None = None) -> bool:
    """Whether a word that may be no date stands where a date stands: after a preposition, mostly."""
    before, after = (atoms[i - 1] if i else None), atoms[last or i + 1]
    if before and before.kind == "prep" and before.name in LICENSING:
        return not (before.name == "к" and is_holiday(atoms, i))
    if said.month is not None and before and atoms[i].kind == "month":
        return before.kind in ("word", "unit", "weekday") and atoms[i].case == "Gen"
    if said.part is not None and said.part <= 24:
        return atoms[i].name.endswith(ADVERBIAL)
    if said.year is not None:
        return (
            before is not None
            and {before.kind, after.kind} <= BRACKETED
            and (before.kind == "open" or after.kind == "close")
        )
    if said.weekday is not None and before and before.kind == "day-part":
        return True
    if said.weekday is not None:
        return before is None and after.kind == "end"
    return False


BRACKETED = frozenset(("open", "close", "comma", "dash"))  # «(«Название», 2003)»
ADVERBIAL = ("ой", "ою", "ом", "енью")  # «весной», «летом», «осенью»
