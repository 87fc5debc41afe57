"""Lemmas and inflection: pymorphy3's dictionary, led by the tag that the model gave in context.

pymorphy3's own first parse is often the wrong one («Лаврова» as a genitive), so every question
here takes the Universal Dependencies tag and picks the parse that fits it best.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from pressfacts.language.analysis import Tag
from pressfacts.language.certain import GUESSED, REFLEXIVE, surer_tag
from pressfacts.language.grammemes import Grammemes
from pressfacts.language.paradigms import Entry, Reading

POS = {
    "NOUN": {"NOUN"},
    "PROPN": {"NOUN", "ADJF"},
    "ADJ": {"ADJF", "ADJS", "COMP", "PRTF"},
    "DET": {"ADJF", "NPRO"},
    "PRON": {"NPRO", "ADJF"},
    "NUM": {"NUMR", "ADJF"},
    "VERB": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
    "AUX": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
    "ADV": {"ADVB", "COMP", "PRED"},
    "ADP": {"PREP"},
    "CCONJ": {"CONJ"},
    "SCONJ": {"CONJ"},
    "PART": {"PRCL"},
    "INTJ": {"INTJ"},
}
VERB_FORMS = {
    "Fin": {"VERB"},
    "Inf": {"INFN"},
    "Part": {"PRTF", "PRTS"},
    "Conv": {"GRND"},
}
CASES = {
    "Nom": {"nomn", "voct"},
    "Gen": {"gent", "gen2", "gen1"},
    "Dat": {"datv"},
    "Acc": {"accs", "acc2"},
    "Ins": {"ablt"},
    "Loc": {"loct", "loc2", "loc1"},
}
PYMORPHY_CASE = {
    "Nom": "nomn",
    "Gen": "gent",
    "Dat": "datv",
    "Acc": "accs",
    "Ins": "ablt",
    "Loc": "loct",
}
NUMBERS = {"Sing": "sing", "Plur": "plur"}
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
# Kept in each cache: full after 200 releases of any archive, and memory is flat from there.
WORDS = 2_048  # the readings of a form, and other answers
TOKENS = 6_144  # a tag and a lemma
RANKED = 1_024  # readings in their order

FIRST = (0,)


@lru_cache(maxsize=WORDS)
def fold(word: str) -> str:
    """Lower case with «ё» as «е»: the form in which words are compared everywhere."""
    return word.lower().replace("ё", "е")


class Wish(dict[Grammemes, int]):
    """How well each tag of the dictionary fits a tag of the model; worked out once for each."""

    def __init__(
        self,
        pos: str,
        case: str | None,
        number: str | None,
        gender: str | None,
        verb_form: str | None,
    ) -> None:
        self._parts_of_speech = VERB_FORMS.get(verb_form or "") or POS.get(pos, set())
        self._cases = CASES.get(case or "", set())
        self._number = NUMBERS.get(number or "")
        self._gender = GENDERS.get(gender or "")

    def __missing__(self, tag: Grammemes) -> int:
        fit = self[tag] = (
            8 * (tag.POS in self._parts_of_speech)
            + 4 * (tag.case in self._cases)
            + 2 * (tag.number == self._number)
            + (tag.gender == self._gender)
        )
        return fit

    def best(self, readings: Sequence[Reading]) -> Reading:
        """The reading that fits best; the more probable one between equals."""
        if len(readings) == 1:
            return readings[0]
        return max(readings, key=lambda reading: self[reading.tag])

    def best_places(self, tags: Sequence[Grammemes]) -> Sequence[int]:
        """Where those stand that fit best."""
        if len(tags) == 1:
            return FIRST
        fits = [self[tag] for tag in tags]
        most = max(fits)
        return tuple([i for i, fit in enumerate(fits) if fit == most])


class Morphology:
    """The dictionary, which remembers words, behind a cache for each (form, tag).

    `unranked` gives the parses of a form in no order, half of what it costs to rank them.
    """

    def __init__(self) -> None:
        # 6 ms that --help and a failed input need not pay
        from pressfacts.language.analyzer import MappedAnalyzer  # noqa: PLC0415
        from pressfacts.language.dictionary import Lexicon  # noqa: PLC0415

        self._lexicon = Lexicon(MappedAnalyzer())
        self._find = self._lexicon.find
        self.parses = lru_cache(maxsize=RANKED)(self._parses)
        self.parse = lru_cache(maxsize=RANKED)(self._parse)
        self.grammar = lru_cache(maxsize=TOKENS)(self._grammar)
        self._fitting = lru_cache(maxsize=WORDS)(self._find_fitting)
        self._wish = cache(Wish)
        self._wish_of = cache(
            lambda tag: self._wish(tag.pos, tag.case, tag.number, tag.gender, tag.verb_form)
        )

    def unranked(self, form: str) -> tuple[Reading, ...]:
        """All readings in no order."""
        found = self._find(form.lower())
        if isinstance(found, Entry):
            return found.forms
        return found or self.parses(form)

    def tags(self, form: str) -> tuple[Grammemes, ...]:
        """Those of the readings in the order of `unranked`, without making the readings."""
        found = self._find(form.lower())
        if isinstance(found, Entry):
            return found.kind.tags
        return tuple([reading.tag for reading in found or self.parses(form)])

    def _parses(self, form: str) -> tuple[Reading, ...]:
        """All readings, the most probable first; capitals matter to those of odd words alone."""
        lower = form.lower()
        if lower != form and self._find(lower):
            return self.parses(lower)
        return self._lexicon.readings(form)

    def _parse(
        self,
        form: str,
        pos: str,
        case: str | None = None,
        number: str | None = None,
        gender: str | None = None,
        verb_form: str | None = None,
    ) -> Reading:
        """The parse that agrees best with the tag; the more probable one between equals."""
        return self._wish(pos, case, number, gender, verb_form).best(self.parses(form))

    def _grammar(self, form: str, tag: Tag, is_first: bool = False) -> tuple[Tag, str]:
        """The tag of a token, or the one that the dictionary is surer of, and its lemma.

        The lemma is the dictionary form, folded; participles and gerunds give their infinitive.
        Names are not corrected: capitals count, but for those of the first token of a sentence.
        """
        if form.isascii():  # numbers, signs, Latin letters: listed nowhere
            return tag, form.lower()
        lower = form.lower()
        is_guessed = tag.pos in GUESSED and (is_first or form.islower())
        is_reflexive = lower.endswith(REFLEXIVE) if is_guessed else None
        found = self._find(lower)
        if isinstance(found, Entry):
            kind, tags = found.kind, found.kind.tags
            tag, best = self._fitting(tags, tag, is_reflexive)
            lemmas = [kind.lemma_of(found.spelling, i) for i in best]
        elif found:
            tags = tuple([form.tag for form in found])
            tag, best = self._find_fitting(tags, tag, is_reflexive)
            lemmas = [found[i].normal_form for i in best]
        elif form[0].isalpha():
            lemmas = [self._wish_of(tag).best(self.parses(form)).normal_form]
        else:
            lemmas = [form]
        lemma = lemmas[0]
        if not form[0].isalpha():
            lemma = form  # «1-й» is listed
        elif lemmas.count(lemma) != len(lemmas):
            lemma = lemmas[self._lexicon.likeliest(lower, [tags[i] for i in best])]
        return tag, lemma.lower().replace("ё", "е")

    def _find_fitting(
        self, tags: tuple[Grammemes, ...], tag: Tag, is_reflexive: bool | None
    ) -> tuple[Tag, Sequence[int]]:
        """The surer tag, if it may be asked for, and the places of those that fit it best."""
        if is_reflexive is not None:
            tag = surer_tag(tag, tags, is_reflexive)
        return tag, self._wish_of(tag).best_places(tags)

    def inflect(self, parse: Reading, *grammemes: str) -> str | None:
        """The form of a parse with other grammemes (pymorphy3's names), None where it has none."""
        form = parse.inflect(frozenset(grammemes))
        return None if form is None else form.word
