"""Which forms may be of a listed noun, by their letters: three words of four need no dictionary."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

OPENING = 5  # letters, or all of a shorter stem: hardly any noun changes them when it declines
SHORT = 8  # letters; the endings of longer nouns lie behind their opening
TAIL = 3  # letters at the end of a stem
DECLINED = "аеийоуыьюя"  # letters that a noun in the nominative may end in
FLEETING = "ео"  # «отец», «отца»
LEFT = ("", "ь", "й")  # in their place: «жильца», «бойца»
FORMS = 4_096


class Shapes:
    """The openings of nouns, the prefixes before them, and the ends of any noun's stem.

    `irregular` are the openings of forms that begin otherwise than their noun («люди»).
    """

    def __init__(
        self,
        nouns: Iterable[str],
        irregular: Iterable[str],
        prefixes: tuple[str, ...],
        endings: Iterable[str],
    ) -> None:
        self._openings = {opening for noun in nouns for opening in _openings(noun)}
        self._openings.update(irregular)
        self._prefixes = prefixes
        self._tails = {stem[-TAIL:] for ending in endings for stem in _stems(ending)}
        self.may_decline = lru_cache(maxsize=FORMS)(self._may_decline)

    def _may_decline(self, form: str) -> bool:
        """The form may be one of a noun that is listed or ends so; False is certain."""
        folded = form.lower().replace("ё", "е")
        if self._opens(folded) or self._ends(folded) or "-" in form:
            return True
        if folded.startswith(self._prefixes):
            for prefix in self._prefixes:
                if folded.startswith(prefix) and self._opens(folded[len(prefix) :]):
                    return True
        return False

    def _opens(self, form: str) -> bool:
        openings = self._openings
        return (
            form[:5] in openings
            or form[:4] in openings
            or form[:3] in openings
            or form[:2] in openings
        )

    def _ends(self, form: str) -> bool:
        """A listed tail stands at the end, or before a case ending of up to three letters."""
        tails = self._tails
        return (
            form[-3:] in tails
            or form[-4:-1] in tails
            or form[-5:-2] in tails
            or form[-6:-3] in tails
        )


def _openings(noun: str) -> Iterator[str]:
    if len(noun) >= SHORT:
        yield noun[:OPENING]
    elif "-" not in noun:
        for stem in _stems(noun):
            yield stem[:OPENING]


def _stems(noun: str) -> Iterator[str]:
    """What all forms of a noun begin with, a vowel that comes and goes both here and gone."""
    stem = noun.rstrip(DECLINED)
    if len(stem) < TAIL:
        stem = noun[:-1]  # «швея»
    yield stem
    if noun.endswith("ка"):
        yield stem[:-1]
    elif len(stem) > TAIL and stem[-2] in FLEETING:
        for left in LEFT:
            yield f"{stem[:-2]}{left}{stem[-1]}"
