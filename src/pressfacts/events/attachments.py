"""Words that the parser hung on the wrong verb, or on none.

Order, agreement and the marks between tell whose argument a word is: a noun before one verb is
easily hung on the verb before, and what stands behind a colon on what stands before it.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict

from msgspec.structs import replace

from pressfacts.events.agreement import agrees, either_case, is_animate, is_predicate
from pressfacts.events.grammar import function_words
from pressfacts.records import Sentence, Token

CORES = frozenset({"nsubj", "nsubj:pass", "obj"})
GOVERNED = CORES | {"obl", "iobj"}
STRONG_STOPS = frozenset({":", ";"})
STOPS = STRONG_STOPS | {","}


class Attachments:
    """The words of a sentence while they are brought to their verbs; `tokens` are changed."""

    def __init__(self, sentence: Sentence, tokens: list[Token]) -> None:
        self.children = sentence.children
        self.lemmas = sentence.lemmas
        self.tokens = tokens
        forms = [i for i, token in enumerate(tokens) if "VerbForm" in token.feats]
        self.verbs = [i for i in forms if is_predicate(tokens[i])]  # also short participles
        self.participles = [  # full ones
            i for i in forms if tokens[i].case and tokens[i].feats["VerbForm"] == "Part"
        ]
        self._cores: dict[int, list[int]] | None = None

    def cores(self) -> dict[int, list[int]]:
        """The subjects and objects of each verb, as the words are attached by now."""
        if self._cores is None:
            self._cores = defaultdict(list)
            verbs = frozenset(self.verbs)
            for i, token in enumerate(self.tokens):
                if token.rel in CORES and token.head in verbs:
                    self._cores[token.head].append(i)
        return self._cores

    def _attach(self, i: int, **changes: str | int) -> None:
        self.tokens[i] = replace(self.tokens[i], **changes)
        self._cores = None

    def _sort(self) -> None:
        """What each repair looks for: most sentences have nothing to mend."""
        self.stops = [i for i, token in enumerate(self.tokens) if token.text in STOPS]
        self.loose = [i for i, token in enumerate(self.tokens) if token.head < 0]
        self.apposed = [i for i, token in enumerate(self.tokens) if token.rel == "appos"]
        relative = function_words().relative
        self.relatives: list[int] = []
        if not relative.isdisjoint(self.lemmas):
            self.relatives = [i for i, lemma in enumerate(self.lemmas) if lemma in relative]

    def mend(self) -> None:
        """Every word to the verb that it belongs to, in a sentence that has verbs."""
        self._sort()
        several = len(self.verbs) > 1 and bool(self.stops)
        self._free_names()
        if len(self.loose) > 1:
            self._adopt_orphans()
        if several:
            self._keep_within_colons()
        self._pass_relative_clauses()
        if several:
            self._move_to_their_verbs()
        self._bring_participles_home()
        if several:
            self._bring_nearer()
            self._keep_beside()

    def _is_main(self, verb: int) -> bool:
        token = self.tokens[verb]
        finite = token.feats.get("VerbForm") != "Inf" and is_predicate(token)
        return finite and token.rel in {"root", "conj", "parataxis"}

    def _stop_between(self, first: int, last: int) -> bool:
        at = bisect_left(self.stops, first)
        return at < len(self.stops) and self.stops[at] < last

    def _free_names(self) -> None:
        """«рояль подарил музею | Иван Петров»: a nominative is no apposition of a dative."""
        for i in self.apposed:
            token = self.tokens[i]
            if token.pos != "PROPN" or token.case != "Nom" or token.head < 0:
                continue
            noun = self.tokens[token.head]
            if not is_animate(token) or noun.case in {None, "Nom"} or noun.head < 0:
                continue
            verb = noun.head
            acts = any(
                self.tokens[c].rel == "nsubj" and is_animate(self.tokens[c])
                for c in self.children[verb]
            )
            free = verb < token.head < i and not acts and is_predicate(self.tokens[verb])
            if free and agrees(token, self.tokens[verb]):
                self._attach(i, rel="nsubj", head=verb)

    def _adopt_orphans(self) -> None:
        """«получил от мэра – А. Ли – | знак»: a noun that hangs on nothing is what a verb lacks."""
        cores = self.cores()
        for i in self.loose:
            noun = self._noun_of(i)
            if noun is None:
                continue
            for verb in self._verbs_beside(i):
                rel = self._lacking(verb, noun, {self.tokens[c].rel for c in cores.get(verb, ())})
                if rel is not None:
                    case = "Acc" if rel == "obj" else "Nom"
                    self._attach(noun, rel=rel, head=verb, case=case)
                    break

    def _noun_of(self, i: int) -> int | None:
        """The loose noun; or the one that the parser hung on its loose adjective."""
        below = [c for c in self.children[i] if self.tokens[c].rel == "obj"]
        noun = below[0] if self.tokens[i].pos == "ADJ" and len(below) == 1 else i
        token = self.tokens[noun]
        if token.pos != "NOUN" or token.case not in {"Nom", "Acc"} or is_animate(token):
            return None
        bare = not any(self.tokens[c].rel == "case" for c in self.children[noun])
        return noun if bare else None

    def _verbs_beside(self, i: int) -> list[int]:
        """The verb before a word, and then the one behind it."""
        before = [verb for verb in self.verbs if verb < i]
        return [*before[-1:], *(verb for verb in self.verbs if verb > i)][:2]

    def _lacking(self, verb: int, noun: int, cores: set[str]) -> str | None:
        """What the noun is to the verb: its object, or the subject of its passive."""
        token = self.tokens[verb]
        if token.feats.get("Voice") == "Pass":
            free = not cores and agrees(self.tokens[noun], token)
            return "nsubj:pass" if free else None
        free = cores == {"nsubj"} and (
            self.tokens[noun].case == "Acc" or either_case(self.tokens[noun])
        )
        return "obj" if free else None

    def _keep_within_colons(self) -> None:
        """«дела | примет Ли: приказ министр подписал»: what verbs govern stands on their side."""
        for stop in self.stops:
            if self.tokens[stop].text not in STRONG_STOPS:
                continue
            before = [v for v in self.verbs if v < stop and self._is_main(v)]
            behind = [v for v in self.verbs if v > stop and self._is_main(v)]
            if not before or not behind:
                continue
            for i, token in enumerate(self.tokens):
                if token.rel not in GOVERNED or not 0 <= min(i, token.head) < stop < max(
                    i, token.head
                ):
                    continue
                if self._is_main(token.head):
                    near = before[-1] if i < stop else behind[0]
                    self._attach(i, head=near)

    def _pass_relative_clauses(self) -> None:
        """«должность, которую занимал Ильин, | получила Ли»: the noun is the later verb's."""
        for i in self.relatives:
            verb = self.tokens[i].head
            if i >= verb:
                continue
            before = [c for c in self.children[verb] if c < i and self.tokens[c].rel in CORES]
            following = next((v for v in self.verbs if v > verb and self._is_main(v)), None)
            if len(before) != 1 or following is None:
                continue
            noun = before[0]
            if not any(
                self.tokens[c].rel == self.tokens[noun].rel for c in self.children[following]
            ):
                self._attach(noun, head=following)
                self._attach(verb, head=noun, rel="acl:relcl")

    def _move_to_their_verbs(self) -> None:
        """«звание присвоено врачу, благодарность | объявлена учителю»."""
        arguments = self.cores()
        for verb, own in arguments.items():
            for i in own:
                if i >= self.verbs[-1] or not self._stop_between(verb + 1, i):
                    continue
                following = self.verbs[bisect_right(self.verbs, i)]
                rivals = {self.tokens[j].rel for j in own if j < i}
                taken = {self.tokens[j].rel for j in arguments.get(following, ())}
                if self._belongs_later(i, verb, following, rivals, taken):
                    self._attach(i, head=following)

    def _belongs_later(
        self, i: int, verb: int, following: int, rivals: set[str], taken: set[str]
    ) -> bool:
        token = self.tokens[i]
        if token.rel in taken:
            return False
        if token.rel == "obj":
            return "obj" in rivals and self.tokens[following].feats.get("Voice") == "Act"
        return not agrees(token, self.tokens[verb]) and agrees(token, self.tokens[following])

    def _bring_participles_home(self) -> None:
        """«уехавшая в отпуск Вольская, заняла … коллега»: a participle modifies no noun so far."""
        for i in self.participles:
            token = self.tokens[i]
            if token.head <= i:
                continue
            if not any(i < verb < token.head and self._is_main(verb) for verb in self.verbs):
                continue
            near = (
                j
                for j in range(i + 1, token.head)
                if self.tokens[j].pos in {"NOUN", "PROPN"}
                and self.tokens[j].case == token.case
                and agrees(self.tokens[j], token)
                and not any(self.tokens[m].rel == "case" for m in self.children[j])
            )
            home = next(near, None)
            if home is not None:
                self._attach(i, head=home)

    def _bring_nearer(self) -> None:
        """«первую очередь | запустили в мае, вторую обещают»: not over a verb that lacks it."""
        cores = self.cores()
        for verb, own in cores.items():
            for i in own:
                if i > verb or not self._stop_between(i, verb):
                    continue
                near = next((v for v in self.verbs if i < v < verb and self._is_main(v)), None)
                token = self.tokens[i]
                if near is None or agrees(token, self.tokens[verb]) or cores.get(near):
                    continue
                if not self._stop_between(near, verb):
                    continue
                rel = "nsubj" if agrees(token, self.tokens[near]) else "obj"
                self._attach(i, head=near, rel=rel)

    def _keep_beside(self) -> None:
        """«купило у группы | завод, а потом запустило»: what follows a verb at once is its own."""
        for i, token in enumerate(self.tokens):
            if token.rel != "obl" or token.head <= i:
                continue
            first = min((c for c in self.children[i] if c < i), default=i)
            beside = first - 1
            if beside in self.verbs and self._stop_between(i, token.head):
                self._attach(i, head=beside)
