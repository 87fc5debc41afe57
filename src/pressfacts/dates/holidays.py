"""Holidays: «День России», «Новый год»."""

from collections.abc import Sequence

from msgspec.structs import replace

from pressfacts.dates.absolute import Parsed, year
from pressfacts.dates.atoms import Atom
from pressfacts.dates.points import Point
from pressfacts.dates.vocabulary import vocabulary
from pressfacts.records import Sentence

LONGEST = 4
NEW_YEAR = 13  # the day that «Новый год» stands on: between two years


def mark_holidays(atoms: list[Atom], sentence: Sentence) -> list[Atom]:
    """The atoms with each holiday's name as one atom, whose value is month * 100 + day."""
    if not _opens_holiday(sentence):
        return atoms
    marked: list[Atom] = []
    i = 0
    while i < len(atoms):
        length, day = _holiday_at(atoms, sentence, i)
        if length:
            first, last = atoms[i], atoms[i + length - 1]
            value = day[0] * 100 + day[1]
            marked.append(replace(first, kind="holiday", value=value, name="", end=last.end))
        else:
            marked.append(atoms[i])
        i += length or 1
    return marked


def _opens_holiday(sentence: Sentence) -> bool:
    """Whether a capital letter opens a word that a holiday may begin with."""
    starts = vocabulary().holiday_starts
    if starts.isdisjoint(sentence.lemmas):
        return False
    opening = [token.text for token in sentence.tokens if token.lemma in starts]
    return any(word[0].isupper() for word in opening)


def _holiday_at(atoms: Sequence[Atom], sentence: Sentence, i: int) -> tuple[int, tuple[int, int]]:
    names, starts = vocabulary().holidays, vocabulary().holiday_starts
    token, lemmas = atoms[i].token, sentence.lemmas
    if token < 0 or lemmas[token] not in starts or not sentence.tokens[token].text[0].isupper():
        return 0, (0, 0)
    said = [lemmas[a.token] for a in atoms[i : i + LONGEST] if a.token >= 0]
    for length in range(len(said), 0, -1):
        day = names.get(tuple(said[:length]))
        if day:
            return length, day
    return 0, (0, 0)


def holiday(atoms: Sequence[Atom], i: int) -> Parsed | None:
    """A holiday with a fixed day, with the year that follows it."""
    month, day = divmod(atoms[i].value, 100)
    if (month, day) == (NEW_YEAR, 1):
        return Point(new_year=True, loose=True), i + 1
    said = Point(month=month, day=day, loose=True)
    after = year(atoms, i + 1)
    return (replace(said.merged(after[0]), loose=True), after[1]) if after else (said, i + 1)
