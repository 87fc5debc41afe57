"""Points counted from today or from the date named last: «вчера», «год назад», «прошлой весной»."""

from collections.abc import Sequence

from msgspec.structs import replace

from pressfacts.dates.absolute import Parsed, month_and_year, season
from pressfacts.dates.atoms import Atom
from pressfacts.dates.numerals import cardinal
from pressfacts.dates.points import Point, Shift

COUNTED = frozenset(("day", "week", "month", "year", "decade", "half-year"))


def day_word(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«сегодня», «вчера», «накануне» (but not «накануне саммита»)."""
    atom = atoms[i]
    if atom.kind in ("day-word", "eve"):
        return Point(shift=Shift("day", atom.value)), i + 1
    return None


def weekday(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«вторник», «минувший вторник»."""
    if atoms[i].kind == "weekday":
        return Point(weekday=atoms[i].value, loose=True), i + 1
    if atoms[i].kind == "turn" and atoms[i + 1].kind == "weekday":
        return Point(weekday=atoms[i + 1].value, turn=atoms[i].value), i + 2
    return None


def turned(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«прошлая неделя», «этот месяц», «следующая весна», «прошлый октябрь»."""
    if atoms[i].kind != "turn":
        return None
    turn, j = atoms[i].value, i + 1
    if atoms[j].kind == "unit" and atoms[j].value == 2:
        return None
    if atoms[j].kind == "unit" and atoms[j].name in TURNED:
        return _turned_unit(atoms, i, j)
    recurring = season(atoms, j) or month_and_year(atoms, j)
    if recurring and not recurring[0].has_year:
        return replace(recurring[0], turn=turn, loose=False), recurring[1]
    return None


TURNED = frozenset(("week", "month", "quarter", "half", "decade", "weekend", "day"))


def _turned_unit(atoms: Sequence[Atom], i: int, j: int) -> Parsed | None:
    unit, turn = atoms[j].name, atoms[i].value
    if atoms[i].name == "near":
        return (Point(shift=Shift(unit, 0)), j + 1) if unit == "weekend" else None
    if unit == "day":
        # «в прошлые дни», «в этот день» point at no day of their own; «на следующий день» does.
        return (Point(shift=Shift("day", 1, "last")), j + 1) if atoms[i].name == "next" else None
    return Point(shift=Shift(unit, turn)), j + 1


def current(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«(до конца) года», «(в начале) месяца»: the present one. Only the edge makes it a date."""
    if atoms[i].kind != "unit" or atoms[i].value == 2:
        return None
    name = atoms[i].name
    if name == "year" and atoms[i].end - atoms[i].start > 2:
        return Point(year_shift=0), i + 1
    if name in ("week", "month", "quarter", "half"):
        return Point(shift=Shift(name, 0)), i + 1
    return None


def counted(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """«год назад», «через два месяца», «спустя неделю», «годом позже», «три года спустя»."""
    opener = atoms[i]
    if opener.kind == "prep" and opener.name == "через":
        stretch = _stretch(atoms, i + 1)
        return (_shifted(stretch, 1, "today"), stretch[2]) if stretch else None
    if opener.kind == "after" and opener.value == 1:
        stretch = _stretch(atoms, i + 1)
        return (_shifted(stretch, 1, "last"), stretch[2]) if stretch else None
    stretch = _stretch(atoms, i)
    if not stretch:
        return None
    closer = atoms[stretch[2]]
    if closer.kind == "ago":
        return _shifted(stretch, -1, "today"), stretch[2] + 1
    if closer.kind == "after":
        if i and atoms[i - 1].name == "на":
            return None  # «на месяц раньше срока»
        return _shifted(stretch, closer.value, "last"), stretch[2] + 1
    return None


Stretch = tuple[int, str, int]  # how many (0: not told), of what, index after


def _stretch(atoms: Sequence[Atom], i: int) -> Stretch | None:
    count, j = 1, i
    if atoms[i].kind == "vague":
        count, j = 0, i + 1
    elif atoms[i].kind == "unit" and atoms[i].name == "18 months":
        j = i + 1
        return (18, "months", j + 1) if atoms[j].name == "year" else None
    elif number := cardinal(atoms, i):
        count, j = number
        if atoms[j].kind == "dash" and (upper := cardinal(atoms, j + 1)):
            count, j = 0, upper[1]  # «два-три года назад»
    if atoms[j].kind != "unit" or atoms[j].name not in COUNTED:
        return None
    if atoms[j].end - atoms[j].start <= 2:
        return None  # «г» is no counted year
    if atoms[j].name == "half-year":
        return (6, "month", j + 1) if j == i else None
    return count, atoms[j].name, j + 1


def _shifted(stretch: Stretch, sign: int, base: str) -> Point:
    count, unit, _ = stretch
    if not count:
        return Point(vague=True)
    if unit == "months":  # a year and a half: no finer than a year
        return Point(shift=Shift("year", sign * 3 // 2, base))  # type: ignore[arg-type]
    return Point(shift=Shift(unit, sign * count, base))  # type: ignore[arg-type]
