"""What each word depends on, and by which preposition.

A preposition goes to its noun, a compound one («в рамках») hands its noun over to its own governor,
and arguments that the parser hung across a verb go to the nearest.
"""

from collections.abc import Sequence
from functools import cache

from pressfacts.events.grammar import function_words, plain_preposition, prepositions
from pressfacts.language.tree import rooted
from pressfacts.records import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X", "NUM", "SYM"})
VERBAL = frozenset({"VERB", "AUX"})
AUXILIARY = frozenset({"aux", "aux:pass", "cop"})
MARKING = frozenset({"case", "mark"})
MENDED = frozenset({"conj", "obj", "iobj", "obl", "nsubj"})
BREAKING = frozenset({"ADP", "CCONJ", "SCONJ"})


class Governors:
    """The governor and the preposition of each word; compound prepositions are function words.

    `verbs` are the predicates of the sentence, `tokens` its own where none was mended.
    """

    def __init__(self, sentence: Sentence, tokens: Sequence[Token], verbs: list[int]) -> None:
        self.sentence = sentence
        self.tokens = tokens
        heads = [token.head for token in tokens]
        self.governor = heads.copy()
        self.preposition: list[str | None] = [None] * len(tokens)
        self.function_words: set[int] = set()
        self._read_prepositions()
        self._mend_arguments(verbs)
        self._lift_compounds()
        self.governor = rooted(self.governor)  # a repair may close a ring
        self.moved = tokens is not sentence.tokens or self.governor != heads

    def _read_prepositions(self) -> None:
        """The first preposition that hangs on each word."""
        for mark, token in enumerate(self.tokens):
            if token.pos != "ADP" or token.rel not in MARKING:
                continue
            i = self._noun_of(mark, self.sentence.tokens[mark].head)
            if i >= 0 and self.preposition[i] is None and self.tokens[i].pos != "ADP":
                self.preposition[i] = self._spelled(mark)

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

    def _spelled(self, mark: int) -> str:
        """The preposition, with the words that are fixed to it."""
        text = self.tokens[mark].text.lower()
        fixed = [c for c in self.sentence.children[mark] if self.tokens[c].rel == "fixed"]
        if not fixed:
            return plain_preposition(text)
        return " ".join([text, *(self.tokens[c].text.lower() for c in fixed)])

    def _lift_compounds(self) -> None:
        """«в рамках визита»: «визита» takes the place of «рамках», under «в рамках»."""
        if _telling_words().isdisjoint([token.text for token in self.tokens]):
            return
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

    def _mend_arguments(self, verbs: list[int]) -> None:
        """Arguments that hang across a verb, or on a noun that has none, go to the nearest verb."""
        verbs = [
            i
            for i in verbs
            if self.tokens[i].feats["VerbForm"] == "Fin" and self.tokens[i].rel not in AUXILIARY
        ]
        loose = [v for v in verbs if self.governor[v] < 0]  # no repair here loosens another
        last_loose = loose[-1] if loose else -1
        for i, token in enumerate(self.tokens):
            rel = token.rel
            if rel not in MENDED or (head := self.governor[i]) < 0:
                continue
            if rel == "conj":
                if head > i and token.pos in NOMINAL:
                    self.governor[i] = self._coordinated(i)
            elif rel != "nsubj":
                if head < i and head < last_loose:
                    self._bring_to_loose_verb(i, head, loose)
            elif head < i and (nearer := self._verb_between(head, i, verbs)) is not None:
                self.governor[i] = nearer
            elif self.preposition[head] is not None:
                # «на форуме | директор выступил»: a noun under a preposition has no subject
                verb = next((v for v in verbs if v > i), None)
                if verb is not None and not self._has_subject(verb) and verb != head:
                    self.governor[i] = verb

    def _bring_to_loose_verb(self, i: int, head: int, loose: list[int]) -> None:
        # «осмотрели цех, где ректор прочитал | лекцию»: a second root stands in between
        between = [v for v in loose if head < v < i]
        after = [v for v in loose if v > i]
        if between:
            self.governor[i] = between[-1]
        elif after and any(self.tokens[t].text == ";" for t in range(head, i)):
            self.governor[i] = after[0]

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


@cache
def _telling_words() -> frozenset[str]:
    """The longest word of each compound, as it may be written: most sentences have none of them."""
    longest = [max(words, key=len) for words in _compounds()]
    return frozenset(form for word in longest for form in (word, word.capitalize(), word.upper()))


@cache
def preposition_words() -> frozenset[str]:
    """The words of which compound prepositions are made."""
    return frozenset(word for words in _compounds() for word in words)
