"""Lemmas and inflection: pymorphy3's dictionary, led by the tag that the model gave in context.

pymorphy3's own first parse is often the wrong one («Лаврова» as a genitive), so every question
here takes the Universal Dependencies tag and picks the parse that fits it best.
"""

from functools import lru_cache
from typing import Any

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
# Kept in each cache. A parsed word takes 3 kB, and the names of the last thousand releases are not
# asked for again: with more, memory grows, but time does not shrink.
WORDS = 8_192
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


def fold(word: str) -> str:
    """Lower case with «ё» as «е»: the form in which words are compared everywhere."""
    return word.lower().replace("ё", "е")


class Morphology:
    """The dictionary behind a cache for each (form, tag)."""

    def __init__(self) -> None:
        # 6 ms that --help and a failed input need not pay
        from pressfacts.language.analyzer import MappedAnalyzer  # noqa: PLC0415
        from pressfacts.language.automaton import quicken  # noqa: PLC0415

        self._analyzer = MappedAnalyzer()
        quicken(self._analyzer)
        self.parses = lru_cache(maxsize=WORDS)(self._parses)
        self.parse = lru_cache(maxsize=WORDS)(self._parse)
        self.lemma = lru_cache(maxsize=WORDS)(self._lemma)

    def _parses(self, form: str) -> tuple[Any, ...]:
        return tuple(self._analyzer.parse(form))

    def _parse(
        self,
        form: str,
        pos: str,
        case: str | None = None,
        number: str | None = None,
        gender: str | None = None,
        verb_form: str | None = None,
    ) -> Any:
        """The parse that agrees best with the tag; the more probable one between equals."""
        parses = self.parses(form)
        if len(parses) == 1:
            return parses[0]
        wanted = VERB_FORMS.get(verb_form or "") or POS.get(pos, set())
        case_names = CASES.get(case or "", set())

        def fit(parse: Any) -> int:
            tag = parse.tag
            return int(
                8 * (tag.POS in wanted)
                + 4 * (tag.case in case_names)
                + 2 * (tag.number == NUMBERS.get(number or ""))
                + (tag.gender == GENDERS.get(gender or ""))
            )

        best: Any = max(parses, key=fit)
        return best

    def _lemma(
        self,
        form: str,
        pos: str,
        case: str | None = None,
        number: str | None = None,
        gender: str | None = None,
        verb_form: str | None = None,
    ) -> str:
        """The dictionary form, folded. Participles and gerunds give their infinitive."""
        if not form[:1].isalpha():
            return fold(form)
        return fold(self._parse(form, pos, case, number, gender, verb_form).normal_form)

    def inflect(self, parse: Any, *grammemes: str) -> str | None:
        """The form of a parse with other grammemes (pymorphy3's names), None where it has none."""
        form = parse.inflect(frozenset(grammemes))
        return None if form is None else str(form.word)
