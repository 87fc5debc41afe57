"""Numbers among atoms: «12», «5-го», «двадцать пятое», «две тысячи третьего», «IV»."""

from collections.abc import Sequence

from pressfacts.dates.atoms import Atom
from pressfacts.dates.vocabulary import vocabulary

Number = tuple[int, int]  # value, index of the atom after it

NUMERIC = frozenset(("number", "cardinal", "multiplier", "ordinal", "roman"))


def cardinal(atoms: Sequence[Atom], i: int) -> Number | None:
    """A counting number in digits or words, below a thousand in words."""
    atom = atoms[i]
    if atom.kind == "number":
        return None if _is_glued(atoms[i + 1]) else (atom.value, i + 1)
    if atom.kind != "cardinal":
        return None
    total, j = atom.value, i + 1
    while atoms[j].kind == "cardinal" and 0 < atoms[j].value < _step(atoms[j - 1].value):
        total += atoms[j].value
        j += 1
    return total, j


def ordinal(atoms: Sequence[Atom], i: int) -> Number | None:
    """A number that tells the place: digits with an ending, words, or a Roman numeral."""
    atom = atoms[i]
    if atom.kind == "roman":
        return suffixed(atoms, i) or (atom.value, i + 1)
    if atom.kind == "number":
        return suffixed(atoms, i)
    return _ordinal_words(atoms, i)


def suffixed(atoms: Sequence[Atom], i: int) -> Number | None:
    """Digits with an ending joined by a hyphen: «5-го»."""
    dash, ending = atoms[i + 1], atoms[i + 2]
    is_joined = dash.kind == "dash" and not dash.opens and not ending.opens
    if is_joined and ending.name in vocabulary().suffixes:
        return atoms[i].value, i + 3
    return None


def _ordinal_words(atoms: Sequence[Atom], i: int) -> Number | None:
    total, j = 0, i
    while atoms[j].kind in ("cardinal", "multiplier"):
        if atoms[j].kind == "multiplier":
            total = max(total, 1) * atoms[j].value
        elif (
            j > i
            and atoms[j - 1].kind == "cardinal"
            and atoms[j].value >= _step(atoms[j - 1].value)
        ):
            return None
        else:
            total += atoms[j].value
        j += 1
    last = atoms[j]
    if last.kind != "ordinal" or (j > i and last.value >= 100):
        return None
    return total + last.value, j + 1


def _step(value: int) -> int:
    """What may follow a number word must be smaller than this."""
    return 100 if value >= 100 else 10 if value >= 20 else 0


def _is_glued(atom: Atom) -> bool:
    return not atom.opens
