"""Points that stand in the calendar: «3 марта 2024 года», «II квартал», «1990-е», «XIX век»."""

from collections.abc import Sequence

from msgspec.structs import replace

from pressfacts.dates.atoms import Atom
from pressfacts.dates.numerals import ordinal, suffixed
from pressfacts.dates.points import Point

Parsed = tuple[Point, int]  # what the words say, index of the atom after them

FIRST_YEAR, LAST_YEAR = 1900, 2100  # a bare number outside is no year


def numeric_date(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«01.02.2024», «01.02.24», «5/03/2024», «2024-03-05»."""
    a, sign, b, again, c = atoms[i : i + 5]
    if not (a.kind == b.kind == c.kind == "number" and sign.kind == again.kind and a.opens):
        return None
    if sign.kind == "dash" and (a.width, b.width, c.width) == (4, 2, 2):
        year, month, day = a.value, b.value, c.value
    elif sign.kind in ("dot", "slash") and a.width <= 2 and b.width <= 2 and c.width in (2, 4):
        year, month, day = full_year(c), b.value, a.value
        if c.width == 2 and b.width != 2:
            return None
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    j = year_word(atoms, i + 5) or i + 5
    return Point(year=year, month=month, day=day), j


def full_year(atom: Atom) -> int:
    """Two digits are a year of 1970 to 2069."""
    if atom.width != 2:
        return atom.value
    return atom.value + (1900 if atom.value >= 70 else 2000)


def day_and_month(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«3 марта», «третьего марта 2024 года», «1-е июня»."""
    day = day_number(atoms, i)
    if not day or atoms[day[1]].kind != "month":
        return None
    month = month_and_year(atoms, day[1])
    return (replace(month[0], day=day[0], loose=False), month[1]) if month else None


def day_number(atoms: Sequence[Atom], i: int) -> tuple[int, int] | None:
    """A number that can be a day of a month."""
    number = ordinal(atoms, i)
    if number is None and atoms[i].kind == "number" and atoms[i].width <= 2:
        number = atoms[i].value, i + 1
    return number if number and 1 <= number[0] <= 31 and atoms[i].kind != "roman" else None


def month_and_year(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«мае», «мае 2024 года», «мае прошлого года»; without a year a loose point."""
    if atoms[i].kind != "month":
        return None
    month = Point(month=atoms[i].value, loose=True)
    j = i + 2 if atoms[i + 1].kind == "dot" and not atoms[i + 1].opens else i + 1
    return with_year(atoms, month, j)


def with_year(atoms: Sequence[Atom], point: Point, i: int) -> Parsed:
    """The point with the year that follows it, if one does."""
    found = year(atoms, i) or (bare_year(atoms, i) if atoms[i].closes else None)
    if not found and atoms[i].kind == "comma":
        found = relative_year(atoms, i + 1)
    if not found:
        return point, i
    return replace(point.merged(found[0]), loose=False, bare=False), found[1]


def year(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«2024 год», «2024 г.», «2021-го», «прошлого года», «две тысячи третьего года», «с. г.»."""
    return relative_year(atoms, i) or _numbered_year(atoms, i) or _this_year_abbreviated(atoms, i)


def _numbered_year(atoms: Sequence[Atom], i: int) -> Parsed | None:
    atom = atoms[i]
    if atom.kind == "number":
        if atom.width != 4:
            return None
        number = suffixed(atoms, i)
        value, j = number or (atom.value, i + 1)
        if atoms[j - 1].name in ("х", "е", "ые", "ых"):
            return None  # «1990-х»: a decade
        after = year_word(atoms, j)
        if after:
            return Point(year=value), after
        return (Point(year=value), j) if number else None
    words = ordinal(atoms, i)
    if words and 1000 <= words[0] < 2200 and (after := year_word(atoms, words[1])):
        return Point(year=words[0]), after
    return None


def year_word(atoms: Sequence[Atom], i: int) -> int | None:
    """The index after «года», «г.», «гг.», «учебного года»."""
    if atoms[i].kind == "year-kind":
        i += 1
    atom = atoms[i]
    if atom.kind != "unit" or atom.name != "year":
        return None
    is_abbreviated = atom.end - atom.start <= 2
    return i + 2 if is_abbreviated and atoms[i + 1].kind == "dot" else i + 1


def bare_year(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """A year with no «год» after it: «3 ноября 2022»."""
    atom = atoms[i]
    if atom.kind != "number" or atom.width != 4 or not FIRST_YEAR <= atom.value < LAST_YEAR:
        return None
    if atoms[i + 1].kind == "multiplier":
        return None
    return Point(year=atom.value, loose=True, bare=True), i + 1


def relative_year(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«прошлого года», «прошлого, 2023 года», «того же года»."""
    atom, j = atoms[i], i + 1
    if atoms[j].kind == "particle":
        j += 1
    if atom.kind == "same" or (atom.kind == "turn" and atom.value == 0 and j == i + 2):
        after = year_word(atoms, j)
        return (Point(same_year=True), after) if j == i + 2 and after else None
    if atom.kind != "turn":
        return None
    if atoms[j].kind == "comma":
        j += 1
    numbered = _numbered_year(atoms, j)
    if numbered:
        return numbered
    after = year_word(atoms, i + 1)
    if not after or atoms[i + 1].value == 2 or atom.name == "near":
        return None
    return Point(year_shift=atom.value), after


def _this_year_abbreviated(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«с. г.», «т. г.»."""
    a, dot, g = atoms[i : i + 3]
    if a.end - a.start == 1 and a.name in ("с", "т") and dot.kind == "dot" and g.name == "year":
        after = year_word(atoms, i + 2)
        return (Point(year_shift=0), after) if after and g.end - g.start == 1 else None
    return None


def year_pair(atoms: Sequence[Atom], i: int) -> tuple[Point, Point, int] | None:
    """«2023/24 учебный год», «1996–98 гг.»: both years, and the index after them."""
    a, sign, b = atoms[i], atoms[i + 1], atoms[i + 2]
    if sign.kind == "slash" and a.width == b.width == 4 and b.value == a.value + 1:
        return Point(year=a.value), Point(year=b.value), year_word(atoms, i + 3) or i + 3
    if not (a.kind == b.kind == "number" and a.width == 4 and b.width == 2 and not b.opens):
        return None
    last = a.value - a.value % 100 + b.value
    last += 100 * (b.value == 0)
    is_next = last == a.value + 1
    if not (sign.kind == "slash" and is_next) and not (sign.kind == "dash" and last > a.value):
        return None
    after = year_word(atoms, i + 3)
    is_loose = after is None and sign.kind == "dash"
    return Point(year=a.value, loose=is_loose), Point(year=last), after or i + 3


def sub_year(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«III квартал 2024 года», «первое полугодие», «вторая половина 2022 года»."""
    number = ordinal(atoms, i)
    if number is None and atoms[i].kind == "number" and atoms[i].width == 1:
        number = atoms[i].value, i + 1
    if number is None:
        return None
    place, j = number
    base, count = SUB_YEAR.get(atoms[j].name, (0, 0))
    if not 1 <= place <= count or atoms[j].kind not in ("unit", "portion"):
        return None
    is_abbreviated = atoms[j].end - atoms[j].start == 2 and atoms[j + 1].kind == "dot"
    point, after = with_year(atoms, Point(part=base + place), j + 1 + is_abbreviated)
    if atoms[j].kind == "portion" and not point.has_year:
        return None
    return point, after


SUB_YEAR = {"quarter": (32, 4), "half": (39, 2)}


def season(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«весной», «весной прошлого года»."""
    if atoms[i].kind != "season":
        return None
    said = Point(part=atoms[i].value, loose=True)
    if said.part == WINTER and (winter := _winter_years(atoms, i + 1)):
        return replace(said, year=winter[0], loose=False), winter[1]
    return with_year(atoms, said, i + 1)


WINTER = 24


def _winter_years(atoms: Sequence[Atom], i: int) -> tuple[int, int] | None:
    """«(зимой) 2023/24 года», «(зимой) 2023–2024 годов»: the year in which it begins."""
    pair = year_pair(atoms, i)
    if pair:
        return pair[0].year or 0, pair[2]
    first, sign, second = atoms[i], atoms[i + 1], atoms[i + 2]
    is_pair = first.width == second.width == 4 and second.value == first.value + 1
    if not is_pair or sign.kind not in ("dash", "slash"):
        return None
    return first.value, year_word(atoms, i + 3) or i + 3


def decade(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«1990-е», «1990-х годов», «90-х годах», «девяностые годы»."""
    atom = atoms[i]
    number = ordinal(atoms, i)
    if not number or number[0] % 10 or atom.kind == "roman":
        return None
    value, j = number
    after = year_word(atoms, j)
    if atom.kind == "number":
        if atoms[j - 1].name not in ("е", "х", "ые", "ых", "м", "ми"):
            return None
        if atoms[j - 1].name in ("м", "ми") and not after:
            return None
    elif not after or atoms[after - 1].name != "year" or (value == 0 and after is None):
        return None
    if value < 100:
        value = DECADES.get(value, 0)
    if not 1000 <= value <= LAST_YEAR or (atom.kind != "number" and value == 2000):
        return None
    j = after or j
    century_after = century(atoms, j)
    if century_after and century_after[0].year is not None:
        value = century_after[0].year + value % 100
        j = century_after[1]
    return Point(year=value, blur=1), j


# «20-е годы» may be of either century, so they are not here.
DECADES = {10: 2010, 30: 1930, 40: 1940, 50: 1950, 60: 1960, 70: 1970, 80: 1980, 90: 1990}


def century(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«XIX век», «двадцатого столетия», «прошлого века»."""
    number = ordinal(atoms, i)
    if atoms[i].kind == "turn" and atoms[i + 1].name == "century":
        return Point(year_shift=100 * atoms[i].value, blur=2), i + 2
    if not number or not 1 <= number[0] <= 21 or atoms[number[1]].name != "century":
        return None
    j = number[1] + 1
    if atoms[j].kind == "dot" and atoms[j - 1].end - atoms[j - 1].start <= 2:
        j += 1
    return Point(year=100 * (number[0] - 1), blur=2), j


def ten_days(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«первая декада марта»."""
    number = ordinal(atoms, i)
    if not number or not 1 <= number[0] <= 3 or atoms[number[1]].name != "third":
        return None
    month = month_and_year(atoms, number[1] + 1)
    return (replace(month[0], third=number[0], loose=False), month[1]) if month else None
