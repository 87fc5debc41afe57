"""Whole expressions: points with their prepositions, intervals, open ends and lists."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pressfacts.dates.absolute import Parsed, bare_year
from pressfacts.dates.atoms import Atom
from pressfacts.dates.intervals import (
    bounded,
    dashed,
    endpoints,
    fill,
    grain,
    is_fit,
    months_of_year,
    paired_years,
)
from pressfacts.dates.licence import is_holiday, is_licensed
from pressfacts.dates.numerals import suffixed
from pressfacts.dates.phrases import OPENERS, point
from pressfacts.dates.points import Expression, Form, Point
from pressfacts.dates.vocabulary import vocabulary


def expressions(atoms: Sequence[Atom]) -> Iterator[Expression]:
    """Every calendar expression of a sentence, from left to right, the longest at each place."""
    end = 0
    for i in beginnings(atoms):
        found = expression(atoms, i) if i >= end else None
        if found and atoms[found.first].opens and atoms[found.last - 1].closes:
            yield found
            end = found.last


def beginnings(atoms: Sequence[Atom]) -> list[int]:
    """Where an expression may begin, as far as two atoms tell; «в», «на» never open one."""
    places, opening = [], vocabulary().opening
    for i, atom in enumerate(atoms):
        if atom.kind in SECOND and atom.opens and (atom.kind != "prep" or atom.name in opening):
            second = SECOND[atom.kind]
            if second is None or atoms[i + 1].kind in second or atom.width == 4:
                places.append(i)
    return places


def expression(atoms: Sequence[Atom], i: int) -> Expression | None:
    """The expression that begins at `i`."""
    kind = atoms[i].kind
    if kind == "prep":
        return bounded(atoms, i) or limited(atoms, i) or single(atoms, i, point(atoms, i))
    if kind in ("not", "over"):
        return limited(atoms, i)
    whole = point(atoms, i)
    starts = endpoints(atoms, i, whole)
    return (
        dashed(atoms, i, starts)
        or months_of_year(atoms, i)
        or paired_years(atoms, i)
        or several(atoms, i, starts)
        or single(atoms, i, whole)
    )


COUNTING = frozenset(("number", "cardinal", "multiplier", "ordinal"))
PLACING = frozenset(("unit", "portion", "days", "year-kind", "dash", "comma", "and"))

# What an expression may begin with, by the kinds of two atoms; None: whatever stands second.
SECOND: dict[str, frozenset[str] | None] = {
    "number": PLACING | {"month", "day-part", "dot", "colon", "slash"},  # but for a year
    "ordinal": PLACING | {"month"},
    "roman": PLACING,
    "cardinal": COUNTING | {"unit", "dash"},
    "turn": COUNTING | {"unit", "year-kind", "weekday", "season", "month", "particle", "comma"},
    "same": frozenset(("particle",)),
    "unit": frozenset(("unit", "ago", "after")),
    "vague": frozenset(("unit",)),
    "after": frozenset(("unit", "vague", "number", "cardinal")),
    "prep": OPENERS | {"dot"},  # «с. г.»
    "edge": OPENERS,
    "final": frozenset(("unit", "days")),
    "not": frozenset(("after",)),
    "eve-of": OPENERS,
    **dict.fromkeys(("month", "season", "weekday", "day-word", "eve", "holiday", "over")),
}


def several(atoms: Sequence[Atom], i: int, starts: Sequence[Parsed]) -> Expression | None:
    """«9, 10 и 12 марта», «2022 и 2023 годов», «в мае и июне», «I и II кварталы»."""
    for start, j in starts:
        if atoms[j].kind not in ("comma", "and") or not start.loose:
            continue
        if not start.bare and not is_licensed(atoms, i, start):
            continue
        members = [(start, i, j), *others(atoms, j, start)]
        if len(members) > 1 and not members[-1][0].bare:
            return listing(members)
    return None


Member = tuple[Point, int, int]  # a point of a list, with its atoms


def others(atoms: Sequence[Atom], j: int, start: Point) -> Iterator[Member]:
    """The members of a list after its first one, up to one that completes the bare ones."""
    while atoms[j].kind in ("comma", "and"):
        k = j + 1
        k += atoms[k].kind == "prep" and atoms[k].name in ("в", "на") and not start.bare
        full = point(atoms, k)
        if full and is_fit(start, full[0]) and grain(start) == grain_in(start, full[0]):
            yield full[0], k, full[1]
            if start.bare or not full[0].loose:
                return
            j = full[1]
            continue
        bare = endpoints(atoms, k, None) if start.bare else []
        if not bare or grain(bare[0][0]) != grain(start):
            return
        number, j = bare[0]
        yield number, k, j


def grain_in(start: Point, end: Point) -> str:
    """The grain of `end`, seen from a bare start that has only one field to complete."""
    if start.bare and start.clock is not None:
        return "none"
    return "part" if start.bare and start.part is not None else grain(end)


def listing(members: Sequence[Member]) -> Expression:
    """The points of a list, each completed by the last one."""
    end = members[-1][0]
    points = []
    for member, _, _ in members[:-1]:
        full = fill(member, end)
        if not full.has_year and end.has_year:
            full = replace(full, year=end.year, year_shift=end.year_shift, same_year=end.same_year)
        points.append(full)
    spans = tuple((first, last) for _, first, last in members)
    return Expression("several", spans[0][0], spans[-1][1], (*points, end), spans)


def limited(atoms: Sequence[Atom], i: int) -> Expression | None:
    """«до конца мая», «с 2015 года», «не позднее 1 июня», «более 15 лет назад»."""
    atom, j = atoms[i], i + 1
    form: Form | None = None
    if atom.kind == "prep":
        form = vocabulary().limits.get(atom.name)
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


def single(atoms: Sequence[Atom], i: int, whole: Parsed | None) -> Expression | None:
    """A point that is a date where it stands."""
    whole = whole or loose_year(atoms, i) or loose_day(atoms, i)
    if not whole or (whole[0].loose and not is_licensed(atoms, i, whole[0])):
        return None
    return Expression("at", i, whole[1], (whole[0],))


def loose_year(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«(в) 2018»."""
    found = bare_year(atoms, i)
    return (replace(found[0], bare=False), found[1]) if found else None


def loose_day(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«14-го»: of the month named last."""
    number = suffixed(atoms, i) if atoms[i].kind == "number" else None
    if not number or not 1 <= number[0] <= 31 or atoms[number[1] - 1].name != "го":
        return None
    if atoms[number[1]].kind not in ("comma", "dot", "end", "close"):
        return None
    return Point(day=number[0]), number[1]
