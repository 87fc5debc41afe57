"""Whole expressions: points with their prepositions, intervals, open ends and lists."""

from collections.abc import Iterator, Sequence

from pressfacts.dates.absolute import bare_year
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
from pressfacts.dates.phrases import READERS, point
from pressfacts.dates.points import Expression, Form, Point
from pressfacts.dates.vocabulary import vocabulary


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
    if not atoms[i].opens or atoms[i].kind not in OPENERS:
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


# The kinds of atoms that an expression may begin with.
OPENERS = frozenset(READERS) | {"edge", "final", "over", "not", "eve-of"}


def several(atoms: Sequence[Atom], i: int) -> Expression | None:
    """«9, 10 и 12 марта», «2022 и 2023 годов», «в мае и июне», «I и II кварталы»."""
    for start, j in endpoints(atoms, i):
        if not start.loose or (not start.bare and not is_licensed(atoms, i, start)):
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
        bare = next((end for end in endpoints(atoms, k) if end[0].bare), None)
        if not bare or not start.bare or grain(bare[0]) != grain(start):
            return
        yield bare[0], k, bare[1]
        j = bare[1]


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
            full = full._replace(year=end.year, year_shift=end.year_shift, same_year=end.same_year)
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
