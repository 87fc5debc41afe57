"""A sentence as the event engine reads it: who depends on whom, by preposition and case.

The parser's tree is kept but for what `attachments`, `cores` and `governors` mend, and «который»
stands for its antecedent.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from functools import wraps
from typing import Any, TypeVar

from pressfacts.events.cores import with_mended_cores
from pressfacts.events.governors import NOMINAL, VERBAL, Governors
from pressfacts.events.grammar import function_words, ties
from pressfacts.events.patterns import CASES, WILDCARDS
from pressfacts.language.tree import children_of
from pressfacts.records import Sentence, Token

T = TypeVar("T")

CLAUSAL = frozenset(
    {"root", "acl", "acl:relcl", "advcl", "ccomp", "xcomp", "csubj", "parataxis", "csubj:pass"}
)
DEPENDENT = frozenset({"amod", "aux", "aux:pass", "cop"})  # verbs that head no clause
ADJECTIVAL = frozenset({"ADJ", "DET"})
CLOSING = {"«": "»", '"': '"', "“": "”", "„": "“”"}
ALONE = {case: frozenset({case}) for case in CASES.values()}
COUNTED = frozenset({"Nom", "Acc", "Gen"})
UNTOLD: frozenset[str] = frozenset()
SLIPPED = frozenset({"Gen", "Loc"})  # what the tagger sees in a dative of the same form
BESIDE = frozenset({"appos", "flat", "flat:name", "flat:foreign"})
LINKED = BESIDE | {"conj"}


def lemmas_of(sentence: Sentence) -> frozenset[str]:
    """The lemmas of a sentence, with all that patterns may ask for instead of them."""
    return WILDCARDS.union(sentence.lemmas)


def remembered(find: Callable[["Syntax", int], T]) -> Callable[["Syntax", int], T]:
    """Answer a question about a word once: rules and patterns ask the same again and again."""

    @wraps(find)
    def answer(syntax: "Syntax", i: int) -> T:
        question = find, i
        found: T | None = syntax.answers.get(question)
        if found is None:
            found = syntax.answers[question] = find(syntax, i)
        return found

    return answer


class Syntax:
    """Dependents, prepositions and cases of one sentence, after the repairs."""

    def __init__(self, sentence: Sentence, lemmas: frozenset[str] | None = None) -> None:
        self.sentence = sentence
        self.lemmas = lemmas or lemmas_of(sentence)
        self.answers: dict[tuple[object, int], Any] = {}  # by the question and the word
        self.tokens, verbs = with_mended_cores(sentence)
        governors = Governors(sentence, self.tokens, verbs)
        self.governor = governors.governor
        self.preposition = governors.preposition
        self.function_words = governors.function_words
        # Asked for again and again, for every word and pattern: half the time of all matching.
        self.prepositions = frozenset(self.preposition)
        self._under: dict[tuple[str, str], list[int]] = {}
        self._quotations: list[int | None] | None = None
        self._clauses: dict[int, list[int]] | None = None
        self._clause_roots = [-1] * len(self.tokens)
        self._cases: list[frozenset[str] | None] = [None] * len(self.tokens)
        # «собравшиеся», «назначен исполняющим обязанности», «признан лучшим» head phrases too
        self._nominal = [
            token.pos in NOMINAL
            or (
                token.rel in _ARGUMENTS
                and (token.pos in ADJECTIVAL or (token.case is not None and self.is_participle(i)))
            )
            for i, token in enumerate(self.tokens)
        ]
        for i in self.function_words:
            self._nominal[i] = False
        self.dependents = children_of(self.governor) if governors.moved else sentence.children
        self._below: list[list[int] | None] = [None] * len(self.tokens)

    def is_verb(self, i: int) -> bool:
        """Is the token a verb, in any of its forms?"""
        return self.tokens[i].pos in VERBAL

    def is_participle(self, i: int) -> bool:
        """Is the token a full participle, which agrees with a noun?"""
        token = self.tokens[i]
        return (
            token.feats.get("VerbForm") == "Part"
            and token.feats.get("Variant") != "Short"
            and token.case is not None
        )

    def cases(self, i: int) -> frozenset[str]:
        """The cases that the token's phrase may stand in; empty when nothing tells."""
        cases = self._cases[i]
        if cases is None:
            cases = self._cases[i] = self._find_cases(i)
        return cases

    def _find_cases(self, i: int) -> frozenset[str]:
        token = self.tokens[i]
        if token.pos == "PROPN" and token.case in SLIPPED and self._is_name_in_dative(i):
            return ALONE["Dat"]
        if token.rel.startswith("nsubj"):
            return ALONE["Nom"]
        for child in self.sentence.children[i]:
            if self.tokens[child].rel == "nummod:gov":
                return COUNTED
        if token.case is None or self._is_abbreviation(i):
            return UNTOLD
        if token.rel == "obj" and token.case == "Nom":
            return ALONE["Acc"]
        return ALONE.get(token.case) or frozenset({token.case})

    def _is_name_in_dative(self, i: int) -> bool:
        """«Кармен Луговой, ученице школы, вручили …»: the words beside a name tell its case."""
        beside = [c for c in self.sentence.children[i] if self.tokens[c].rel in BESIDE]
        return any(self.tokens[c].case == "Dat" for c in beside)

    def _is_abbreviation(self, i: int) -> bool:
        """«договор с ООО»: the tag of what does not decline tells no case."""
        text = self.tokens[i].text
        return self.preposition[i] in ties().with_ and len(text) > 1 and text.isupper()

    def in_case(self, i: int, case: str) -> bool:
        """May the token's phrase stand in a case? Words that do not decline may in any."""
        cases = self.cases(i)
        return not cases or case in cases

    def nominal(self, i: int) -> bool:
        """Can the token head a noun phrase?"""
        return self._nominal[i]

    @remembered
    def conjuncts(self, i: int) -> list[int]:
        """The token and all that is coordinated with it, or with the name beside it."""
        found = [i]
        for other in found:
            linked = [c for c in self.dependents[other] if self.tokens[c].rel in LINKED]
            beside = [c for c in linked if self.tokens[c].rel in BESIDE] if linked else ()
            for word in beside:
                linked += [c for c in self.dependents[word] if self.tokens[c].rel in LINKED]
            found += [
                c
                for c in linked
                if self._nominal[c]
                and (self.tokens[c].rel == "conj" or self._is_next_person(other, c))
                and self.tokens[c].pos not in VERBAL
                and c not in found
            ]
        return found

    def _is_next_person(self, i: int, apposed: int) -> bool:
        """«мэр Анна Ли, директор Пётр Сидоров»: with a name of its own it is somebody else."""
        token = self.tokens[apposed]
        if token.rel not in BESIDE or token.pos != "NOUN" or token.feats.get("Animacy") != "Anim":
            return False
        named = self.tokens[i].pos == "PROPN" or self._name_beside(i)
        return named and self._name_beside(apposed)

    def _name_beside(self, i: int) -> bool:
        return any(
            self.tokens[c].rel in BESIDE
            and self.tokens[c].pos == "PROPN"
            and self.tokens[c].feats.get("Animacy") == "Anim"
            for c in self.dependents[i]
        )

    def clause_root(self, i: int) -> int:
        """The verb (or other root) of the clause that the token stands in."""
        if self._clause_roots[i] < 0:
            self._clause_roots[i] = self._find_clause_root(i)
        return self._clause_roots[i]

    def _find_clause_root(self, i: int) -> int:
        tokens, governor = self.tokens, self.governor
        while True:  # no tree goes round
            token = tokens[i]
            if token.pos in VERBAL and token.rel not in DEPENDENT:
                return i
            head = governor[i]
            if head < 0 or token.rel in CLAUSAL:
                return i
            i = head

    def quotation(self, i: int) -> int | None:
        """The quotation mark that opens the innermost quoted stretch around the token."""
        if self._quotations is None:
            self._quotations = self._find_quotations()
        return self._quotations[i]

    def _find_quotations(self) -> list[int | None]:
        texts = [token.text for token in self.tokens]
        if CLOSING.keys().isdisjoint(texts):
            return [None] * len(texts)
        found: list[int | None] = []
        open_marks: list[int] = []
        for i, text in enumerate(texts):
            if open_marks and text in CLOSING.get(texts[open_marks[-1]], ()):
                open_marks.pop()
            elif text in CLOSING:
                open_marks.append(i)
            found.append(open_marks[-1] if open_marks else None)
        return found

    def antecedent(self, i: int) -> int | None:
        """The noun that «который» stands for."""
        root = i
        seen = set()
        while root >= 0 and root not in seen:
            seen.add(root)
            if self.tokens[root].rel == "acl:relcl":
                return self.governor[root] if self.governor[root] >= 0 else None
            root = self.governor[root]
        return None

    def told_by(self, i: int) -> Iterator[int]:
        """The verbs of relative clauses whose subject the noun is, and of its participles."""
        for child in self.dependents[i]:
            rel = self.tokens[child].rel
            if rel == "acl:relcl":
                subjects = [c for c in self.dependents[child] if self._is_subject(c)]
                if any(self.tokens[c].lemma in function_words().relative for c in subjects):
                    yield child
            elif rel == "acl" and self.is_participle(child):
                yield child

    def _is_subject(self, i: int) -> bool:
        return self.tokens[i].rel.startswith("nsubj")

    @remembered
    def subtree(self, i: int) -> Set[int]:
        """The token and everything below it."""
        found = [i]
        for word in found:  # a list that grows, and no tree goes round
            found += self.dependents[word]
        return set(found)

    def under(self, preposition: str, case: str) -> list[int]:
        """The nominal tokens that stand under a preposition in a case, in their order."""
        place = preposition, case
        if place not in self._under:
            self._under[place] = [
                i
                for i, own in enumerate(self.preposition)
                if own == preposition and self._nominal[i] and self.in_case(i, case)
            ]
        return self._under[place]

    def below(self, i: int) -> Sequence[int]:
        """Nominal dependents of the token, in their order."""
        below = self._below[i]
        if below is None:
            below = self._below[i] = [c for c in self.dependents[i] if self._nominal[c]]
        return below

    def clause(self, root: int) -> Sequence[int]:
        """Nominal tokens of the clause of a verb (or other root), in their order."""
        if self._clauses is None:
            self._clauses = {}
            for i, nominal in enumerate(self._nominal):
                if nominal:
                    self._clauses.setdefault(self.clause_root(i), []).append(i)
        return self._clauses.get(root, ())

    def token(self, i: int) -> Token:
        """The token at an index."""
        return self.tokens[i]


_ARGUMENTS = frozenset(
    {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "root", "xcomp"}
)
