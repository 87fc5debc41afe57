"""Which forms may be of a listed noun, by their letters: five words of six need no dictionary."""

from collections.abc import Iterable
from itertools import chain
from operator import itemgetter

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
        return bool(self.declined((form,)))

    def declined(self, forms: Iterable[str]) -> list[str]:
        """Those of some forms that may be, in one loop: half of a text's forms come to it."""
        stems, tails, led = self._stems, self._tails, self._led
        found = []
        for form in forms:
            folded = form.lower().replace("ё", "е")
            opening = folded[:OPENING]
            if (
                (opening in stems and folded.startswith(stems[opening]))
                or (not tails.isdisjoint(_windows(folded)) and self._ends(folded))
                or (opening in led and self._opens_led(folded))
                or "-" in form
            ):
                found.append(form)
        return found

    def _opens_led(self, form: str) -> bool:
        """A listed noun stands after a prefix («замминистра»)."""
        rests = [form[len(lead) :] for lead in self._prefixes if form.startswith(lead)]
        return any(rest.startswith(self._stems.get(rest[:OPENING], ())) for rest in rests)

    def _ends(self, form: str) -> bool:
        """A listed ending stands last, or before a case ending of up to three letters."""
        endings = self._endings
        return form.endswith(endings) or any(form.endswith(endings, 0, -n) for n in (1, 2, 3))


# Where the tail of a stem may stand: last, or before a case ending of up to three letters.
_windows = itemgetter(slice(-3, None), slice(-4, -1), slice(-5, -2), slice(-6, -3))


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
