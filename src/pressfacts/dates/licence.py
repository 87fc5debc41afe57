"""Whether a word that may be no date stands where a date stands."""

from collections.abc import Sequence

from pressfacts.dates.atoms import Atom
from pressfacts.dates.points import Point
from pressfacts.dates.vocabulary import vocabulary

BRACKETED = frozenset(("open", "close", "comma", "dash"))  # «(«Название», 2003)»


def is_licensed(atoms: Sequence[Atom], i: int, said: Point, last: int | None = None) -> bool:
    """Whether a word that may be no date stands where one does: after a preposition, mostly."""
    before, after = (atoms[i - 1] if i else None), atoms[last or i + 1]
    if before and before.kind == "prep" and before.name in vocabulary().licensing:
        return not (before.name == "к" and is_holiday(atoms, i))
    if said.month is not None and before and atoms[i].kind == "month":
        return before.kind in ("word", "unit", "weekday") and atoms[i].case == "Gen"
    if said.part is not None and said.part <= 24:
        return atoms[i].name.endswith(vocabulary().adverbial)
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


def is_holiday(atoms: Sequence[Atom], i: int) -> bool:
    """«ко Дню России» dedicates and sets no term; «к Новому году» does."""
    return atoms[i].kind == "holiday" and atoms[i].value < 1300
