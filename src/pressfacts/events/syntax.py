"""A sentence as the event engine reads it: who depends on whom, by preposition and case.

The parser's tree is kept, with two repairs: a compound preposition hands its noun over to its own
governor, and «который» stands for its antecedent.
"""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from pressfacts.events.cores import with_mended_cores
from pressfacts.events.grammar import function_words, prepositions, ties
from pressfacts.records import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X", "NUM", "SYM"})
VERBAL = frozenset({"VERB", "AUX"})
CLAUSAL = frozenset(
    {"root", "acl", "acl:relcl", "advcl", "ccomp", "xcomp", "csubj", "parataxis", "csubj:pass"}
)
AUXILIARY = frozenset({"aux", "aux:pass", "cop"})
BREAKING = frozenset({"ADP", "CCONJ", "SCONJ"})
CLOSING = {"«": "»", '"': '"', "“": "”", "„": "“”"}
BESIDE = frozenset({"appos", "flat", "flat:name", "flat:foreign"})


@cache
def _compounds() -> frozenset[tuple[str, ...]]:
    return frozenset(
        tuple(preposition.split())
        for group in prepositions().compound.values()
        for preposition in group
    )


@cache
def _openers() -> frozenset[str]:
    return frozenset(words[0] for words in _compounds())


def plain_preposition(words: str) -> str:
    """«во» as «в», «обо» as «о»; anything else as it is, in lower case."""
    return prepositions().variants.get(words, words)


class Syntax:
    """Dependents, prepositions and cases of one sentence, after the repairs."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = with_mended_cores(sentence)
        self.governor = [token.head for token in self.tokens]
        self.preposition: list[str | None] = [None] * len(self.tokens)
        self.function_words: set[int] = set()
        self._read_prepositions()
        self._mend_arguments()
        self._lift_compounds()
        self._break_cycles()
        self.dependents: list[list[int]] = [[] for _ in self.tokens]
        for i, head in enumerate(self.governor):
            if head >= 0:
                self.dependents[head].append(i)
        # Asked for again and again, for every word and pattern: half the time of all matching.
        self.prepositions = frozenset(self.preposition)
        self._clause_roots = [-1] * len(self.tokens)
        self._cases: list[frozenset[str] | None] = [None] * len(self.tokens)
        self._nominal = list(map(self._can_head, range(len(self.tokens))))
        self._below = [[c for c in below if self._nominal[c]] for below in self.dependents]

    # ------------------------------------------------------------------ repairs

    def _read_prepositions(self) -> None:
        """The first preposition that hangs on each word."""
        for mark, token in enumerate(self.tokens):
            if token.pos != "ADP" or token.rel not in {"case", "mark"}:
                continue
            i = self._noun_of(mark, self.sentence.tokens[mark].head)
            if i >= 0 and self.preposition[i] is None and self.tokens[i].pos != "ADP":
                self.preposition[i] = self._spelled(self._fixed(mark))

    def _noun_of(self, mark: int, i: int) -> int:
        """«с должностью простился»: a finite verb has no preposition, the noun before it has."""
        if i <= mark or self.tokens[i].feats.get("VerbForm") != "Fin":
            return i
        between = (
            j
            for j in range(mark + 1, i)
            if self.tokens[j].head == i and self.tokens[j].pos in NOMINAL
        )
        return next(between, i)

    def _fixed(self, i: int) -> list[int]:
        return [i, *(c for c in self.sentence.children[i] if self.tokens[c].rel == "fixed")]

    def _spelled(self, words: list[int]) -> str:
        texts = [self.tokens[w].text.lower() for w in words]
        return plain_preposition(texts[0]) if len(texts) == 1 else " ".join(texts)

    def _lift_compounds(self) -> None:
        """«в рамках визита»: «визита» takes the place of «рамках», under «в рамках»."""
        compounds, openers = _compounds(), _openers()
        texts = [token.text.lower() for token in self.tokens]
        for i in range(len(texts) - 1):
            if texts[i] not in openers:
                continue
            for length in (4, 3, 2):
                if tuple(texts[i : i + length]) in compounds:
                    self._lift(i, i + length)
                    break

    def _lift(self, first: int, last: int) -> None:
        noun = self._governed_noun(first, last)
        if noun is None:
            return
        words = set(range(first, last))
        self.preposition[noun] = " ".join(self.tokens[w].text.lower() for w in range(first, last))
        head = self._outside(words, noun)
        if head is not None and not self._depends(head, noun):
            self.governor[noun] = head
        self.function_words |= words
        for other, head in enumerate(self.governor):
            # what hung on the preposition's noun («в рамках визита … посетил») moves up with it
            if head in words and other not in words and other != noun:
                # («на должность директора, которую покинул» tells of the noun, not of the verb)
                told_of = self.governor[noun] < 0 or self.tokens[other].rel == "acl:relcl"
                self.governor[other] = noun if told_of else self.governor[noun]
        for word in words:
            self.governor[word] = noun

    def _outside(self, words: set[int], noun: int) -> int | None:
        """What the phrase depends on: the preposition's head, the noun's, or what is near."""
        first = min(words)
        heads = [self.governor[w] for w in sorted(words) if self.governor[w] not in words]
        heads = [head for head in heads if head != noun]
        if not heads and self.governor[noun] >= 0 and self.governor[noun] not in words:
            heads = [self.governor[noun]]
        if not [head for head in heads if head >= 0]:
            nouns = [i for i in reversed(range(first)) if self.tokens[i].pos in NOMINAL]
            heads = nouns or heads
        return self._past_parenthesis(heads[0], first) if heads else None

    def _past_parenthesis(self, head: int, first: int) -> int:
        """«Как сообщает служба, в ходе визита … выступил»: a parenthesis ends at its comma."""
        marks = {self.tokens[c].lemma for c in self.sentence.children[head]} if head >= 0 else set()
        closed = first > 0 and self.tokens[first - 1].text == ","
        if not (closed and 0 <= head < first and marks & function_words().parenthesis):
            return head
        after = (
            i
            for i in range(first, len(self.tokens))
            if self.tokens[i].feats.get("VerbForm") == "Fin"
        )
        return next(after, head)

    def _depends(self, low: int, high: int) -> bool:
        seen = set()
        while low >= 0 and low not in seen:
            if low == high:
                return True
            seen.add(low)
            low = self.governor[low]
        return False

    def _governed_noun(self, first: int, last: int) -> int | None:
        if last < len(self.tokens) and self.tokens[last].pos in BREAKING:
            return None  # «ушёл с поста в мае»: the words stand for themselves
        after = range(last, min(last + 8, len(self.tokens)))
        direct = [
            i
            for i in after
            if first <= self.tokens[i].head < last and self.tokens[i].pos in NOMINAL
            if not self._is_somebody_done_to(i)
        ]
        if direct:
            return direct[0]
        for i in after:
            if self.tokens[i].pos in NOMINAL:
                # «освобождена от должности министр Анна Ли»: a subject is never governed
                apart = self.tokens[i].rel.startswith("nsubj") or self._is_somebody_done_to(i)
                return None if apart else i
            if self.tokens[i].pos in VERBAL and self.tokens[i].case is None:
                return None
        return None

    def _is_somebody_done_to(self, i: int) -> bool:
        """«освободила от должности главу района»: an object, and no part of the preposition."""
        return self.tokens[i].case == "Acc" and self.tokens[i].feats.get("Animacy") == "Anim"

    def _coordinated(self, i: int) -> int:
        """«мэр и | ректор осмотрели»: what «и» joins stands before it, in the same case."""
        marks = [c for c in self.sentence.children[i] if self.tokens[c].rel == "cc" and c < i]
        here = marks[0] - 1 if marks else -1
        found = self.governor[i]
        while 0 <= here < i and self.tokens[here].pos in NOMINAL:
            if self.tokens[here].case == self.tokens[i].case:
                found = here
            here = self.governor[here]
        return found

    def _mend_arguments(self) -> None:
        """Arguments that hang across a verb, or on a noun that has none, go to the nearest verb."""
        verbs = [
            i
            for i, t in enumerate(self.tokens)
            if t.feats.get("VerbForm") == "Fin" and t.rel not in AUXILIARY
        ]
        for i, token in enumerate(self.tokens):
            head = self.governor[i]
            if head < 0:
                continue
            if token.rel == "conj" and head > i and token.pos in NOMINAL:
                self.governor[i] = self._coordinated(i)
            elif token.rel in {"obj", "iobj", "obl"} and head < i:
                # «осмотрели цех, где ректор прочитал | лекцию»: a second root stands in between
                between = [v for v in verbs if head < v < i and self.governor[v] < 0]
                after = [v for v in verbs if v > i and self.governor[v] < 0]
                if between:
                    self.governor[i] = between[-1]
                elif after and any(self.tokens[t].text == ";" for t in range(head, i)):
                    self.governor[i] = after[0]
            elif (
                token.rel == "nsubj"
                and head < i
                and (verb := self._verb_between(head, i, verbs)) is not None
            ):
                self.governor[i] = verb
            elif token.rel == "nsubj" and self.preposition[head] is not None:
                # «на форуме | директор выступил»: a noun under a preposition has no subject
                verb = next((v for v in verbs if v > i), None)
                if verb is not None and not self._has_subject(verb) and verb != head:
                    self.governor[i] = verb

    def _verb_between(self, head: int, i: int, verbs: list[int]) -> int | None:
        """«Мы рады», – сказал | Иван Петров: a verb with no subject, nearer than the head."""
        noun = self.tokens[i]
        for verb in reversed([v for v in verbs if head < v < i]):
            token = self.tokens[verb]
            agrees = token.number == noun.number and token.gender in {None, noun.gender}
            return verb if agrees and not self._has_subject(verb) else None
        return None

    def _has_subject(self, verb: int) -> bool:
        children = self.sentence.children[verb]
        return any(self.tokens[child].rel.startswith("nsubj") for child in children)

    def _break_cycles(self) -> None:
        """Heads are decoded one by one, so that some sentences are no trees: they are made one."""
        governor = self.governor
        reached_from = [-1] * len(governor)
        for start in range(len(governor)):
            here = start
            while here >= 0 and reached_from[here] < 0:
                reached_from[here] = start
                here = governor[here]
            if here >= 0 and reached_from[here] == start:
                governor[here] = -1

    # ------------------------------------------------------------------ questions

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
        if self._is_name_in_dative(i):
            return frozenset({"Dat"})
        if token.rel.startswith("nsubj"):
            return frozenset({"Nom"})
        if any(self.tokens[c].rel == "nummod:gov" for c in self.sentence.children[i]):
            return frozenset({"Nom", "Acc", "Gen"})
        if token.case is None or self._is_abbreviation(i):
            return frozenset()
        if token.rel == "obj" and token.case == "Nom":
            return frozenset({"Acc"})
        return frozenset({token.case})

    def _is_name_in_dative(self, i: int) -> bool:
        """«Кармен Луговой, ученице школы, вручили …»: the words beside a name tell its case."""
        token = self.tokens[i]
        if token.pos != "PROPN" or token.case not in {"Gen", "Loc"}:
            return False
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

    def _can_head(self, i: int) -> bool:
        token = self.tokens[i]
        if i in self.function_words:
            return False
        if token.pos in NOMINAL:
            return True
        # «собравшиеся», «назначен исполняющим обязанности», «признан лучшим»
        return token.rel in _ARGUMENTS and (token.pos in {"ADJ", "DET"} or self.is_participle(i))

    def conjuncts(self, i: int) -> list[int]:
        """The token and all that is coordinated with it, or with the name beside it."""
        found = [i]
        for other in found:
            beside = [c for c in self.dependents[other] if self.tokens[c].rel in BESIDE]
            found += [
                c
                for word in (other, *beside)
                for c in self.dependents[word]
                if (self.tokens[c].rel == "conj" or self._is_next_person(other, c))
                and self.nominal(c)
                and not self.is_verb(c)
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
        seen = {i}
        while True:
            token = self.tokens[i]
            if self.is_verb(i) and token.rel not in {"amod", "aux", "aux:pass", "cop"}:
                return i
            head = self.governor[i]
            if head < 0 or token.rel in CLAUSAL or head in seen:
                return i
            seen.add(head)
            i = head

    def quotation(self, i: int) -> int | None:
        """The quotation mark that opens the innermost quoted stretch around the token."""
        return self._quotations[i]

    @cached_property
    def _quotations(self) -> list[int | None]:
        found: list[int | None] = []
        open_marks: list[int] = []
        for i, token in enumerate(self.tokens):
            if open_marks and token.text in CLOSING.get(self.tokens[open_marks[-1]].text, ()):
                open_marks.pop()
            elif token.text in CLOSING:
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

    def subtree(self, i: int) -> set[int]:
        """The token and everything below it."""
        found, stack = {i}, [i]
        while stack:
            for child in self.dependents[stack.pop()]:
                if child not in found:
                    found.add(child)
                    stack.append(child)
        return found

    def below(self, i: int) -> Sequence[int]:
        """Nominal dependents of the token, in their order."""
        return self._below[i]

    def clause(self, root: int) -> Sequence[int]:
        """Nominal tokens of the clause of a verb (or other root), in their order."""
        return self._clauses.get(root, ())

    @cached_property
    def _clauses(self) -> dict[int, list[int]]:
        clauses: dict[int, list[int]] = {}
        for i, nominal in enumerate(self._nominal):
            if nominal:
                clauses.setdefault(self.clause_root(i), []).append(i)
        return clauses

    def token(self, i: int) -> Token:
        """The token at an index."""
        return self.tokens[i]


_ARGUMENTS = frozenset(
    {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "root", "xcomp"}
)
