"""Which forms may be of a listed noun, by their letters: five words of six need no dictionary."""

from collections.abc import Iterable
from itertools import chain

OPENING = 3  # letters by which a stem is looked up: none has fewer
TAIL = 3  # letters at the end of a stem
LONG = 6  # letters; of a longer stem what changes may be left away
DECLINED = "аеийоуыьюя"  # letters that a noun in the nominative may end in
FLEETING = "ео"  # «отец», «отца»
CHANGING = f"{FLEETING}и"  # «горожанин», «горожане»
LEFT = ("", "ь", "й")  # in their place: «жильца», «бойца»


class Shapes:
    """The stems of nouns, the prefixes before them, and the ends of any noun's stem.

    `irregular` are the openings of forms that begin otherwise than their noun («люди»).
    """

    def __init__(
        self,
        nouns: Iterable[str],
        irregular: Iterable[str],
        prefixes: tuple[str, ...],
        endings: Iterable[str],
    ) -> None:
        self._stems: dict[str, tuple[str, ...]] = {}  # by their first letters
        for stem in chain(irregular, *map(_beginnings, nouns)):
            opening = stem[:OPENING]
            self._stems[opening] = (*self._stems.get(opening, ()), stem)
        self._prefixes = prefixes
        letters = {opening[0] for opening in self._stems}
        self._led = {f"{prefix}{letter}"[:OPENING] for prefix in prefixes for letter in letters}
        self._endings = tuple([stem for ending in endings for stem in _stems(_stem(ending))])
        self._tails = {stem[-TAIL:] for stem in self._endings}

    def may_decline(self, form: str) -> bool:
        """The form may be one of a noun that is listed or ends so; False is certain."""
        folded = form.lower().replace("ё", "е")
        return self._opens(folded) or self._ends(folded) or "-" in form or self._opens_led(folded)

    def _opens(self, form: str) -> bool:
        stems = self._stems.get(form[:OPENING])
        return stems is not None and form.startswith(stems)

    def _opens_led(self, form: str) -> bool:
        """A listed noun stands after a prefix («замминистра»)."""
        if form[:OPENING] not in self._led:
            return False
        leads = [prefix for prefix in self._prefixes if form.startswith(prefix)]
        return any(self._opens(form[len(lead) :]) for lead in leads)

    def _ends(self, form: str) -> bool:
        """A listed ending stands last, or before a case ending of up to three letters."""
        tails, endings = self._tails, self._endings
        return (
            (form[-3:] in tails and form.endswith(endings))
            or (form[-4:-1] in tails and form.endswith(endings, 0, -1))
            or (form[-5:-2] in tails and form.endswith(endings, 0, -2))
            or (form[-6:-3] in tails and form.endswith(endings, 0, -3))
        )


def _beginnings(noun: str) -> tuple[str, ...]:
    """What all forms of a noun begin with."""
    stem = _stem(noun)
    if len(stem) < OPENING:
        return tuple([f"{stem}{letter}" for letter in DECLINED])  # «бой», «боя»
    if noun.endswith("ка"):
        return (stem[:-1],)  # «артисток»
    if len(stem) > LONG:
        return (stem[:-2],) if stem[-2] in CHANGING else (stem,)
    return _stems(stem)


def _stem(noun: str) -> str:
    stem = noun.rstrip(DECLINED)
    return stem if len(stem) >= TAIL else noun[:-1]  # «швея»


def _stems(stem: str) -> tuple[str, ...]:
    """A stem, and without a vowel that may come and go."""
    if len(stem) > TAIL and stem[-2] in FLEETING:
        return (stem, *[f"{stem[:-2]}{left}{stem[-1]}" for left in LEFT])
    return (stem,)
