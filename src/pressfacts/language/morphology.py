"""Lemmas and inflection: pymorphy3's dictionary, led by the tag that the model gave in context.

pymorphy3's own first parse is often the wrong one («Лаврова» as a genitive), so every question
here takes the Universal Dependencies tag and picks the parse that fits it best.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from pressfacts.language.analysis import Tag
from pressfacts.language.certain import only_noun, only_verb
from pressfacts.language.grammemes import Grammemes
from pressfacts.language.paradigms import Reading

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
# Kept in each cache: full after 200 releases of any archive, and memory is flat from there.
# Twice as many would spare 1 % of the time, for 20 MB.
WORDS = 4_096
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


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

    def all_best(self, readings: Sequence[Reading]) -> Sequence[Reading]:
        """All readings that fit as well as the best."""
        if len(readings) == 1:
            return readings
        fits = [self[reading.tag] for reading in readings]
        most = max(fits)
        return [reading for reading, fit in zip(readings, fits, strict=True) if fit == most]


class Morphology:
    """The dictionary behind a cache for each form, and for each (form, tag)."""

    def __init__(self) -> None:
        # 6 ms that --help and a failed input need not pay
        from pressfacts.language.analyzer import MappedAnalyzer  # noqa: PLC0415
        from pressfacts.language.dictionary import Lexicon  # noqa: PLC0415

        self._lexicon = Lexicon(MappedAnalyzer())
        self._unranked = lru_cache(maxsize=WORDS)(self._lexicon.unranked)
        self.parses = lru_cache(maxsize=WORDS)(self._parses)
        self.parse = lru_cache(maxsize=WORDS)(self._parse)
        self.lemma = lru_cache(maxsize=WORDS)(self._lemma)
        self.only_verb = lru_cache(maxsize=WORDS)(self._only_verb)
        self.only_noun = lru_cache(maxsize=WORDS)(self._only_noun)
        self._wish = cache(Wish)
        self._wish_of = cache(
            lambda tag: self._wish(tag.pos, tag.case, tag.number, tag.gender, tag.verb_form)
        )

    def _parses(self, form: str) -> tuple[Reading, ...]:
        """All readings, the most probable first; capitals matter to those of odd words alone."""
        lower = form.lower()
        forms = self._unranked(lower)
        if not forms:
            return self._lexicon.readings(form)
        return self._lexicon.ranked(lower, forms) if lower == form else self.parses(lower)

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

    def _lemma(self, form: str, tag: Tag) -> str:
        """The dictionary form, folded. Participles and gerunds give their infinitive."""
        if not form[:1].isalpha():
            return fold(form)
        wish = self._wish_of(tag)
        best = wish.all_best(self.unranked(form))
        lemma = best[0].normal_form
        if len(best) > 1 and any(reading.normal_form != lemma for reading in best):
            lemma = wish.best(self.parses(form)).normal_form
        return fold(lemma)

    def _only_verb(self, form: str) -> Tag | None:
        """The tag of a form that the dictionary knows as a verb and as nothing else."""
        form = form.lower()
        return only_verb(form, self._unranked(form))

    def _only_noun(self, form: str, case: str | None) -> Tag | None:
        """The tag of a form that the dictionary knows as a noun and as nothing else."""
        return only_noun(self._unranked(form.lower()), case)

    def unranked(self, form: str) -> tuple[Reading, ...]:
        """The parses of a form in no order: half of what it costs to rank them."""
        return self._unranked(form.lower()) or self.parses(form)

    def inflect(self, parse: Reading, *grammemes: str) -> str | None:
        """The form of a parse with other grammemes (pymorphy3's names), None where it has none."""
        form = parse.inflect(frozenset(grammemes))
        return None if form is None else form.word
