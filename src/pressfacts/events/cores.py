"""Subjects and objects that the parser took for one another.

A nominative looks like an accusative in inanimate masculines, neuters and plurals («фонд выделил
заём», «работу начал цех»). Once each word is at its verb, agreement and what may act settle what
the parser could not.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from pressfacts.events.agreement import agrees, either_case, is_animate
from pressfacts.events.attachments import Attachments
from pressfacts.events.grammar import function_words
from pressfacts.events.groups import is_collective
from pressfacts.records import Sentence, Token


def with_mended_cores(sentence: Sentence) -> tuple[Sequence[Token], list[int]]:
    """The tokens, with one subject and one object to a verb where the grammar tells them apart.

    They are the sentence's own where nothing was to mend, as mostly. With them its predicates.
    """
    tokens = list(sentence.tokens)
    attachments = Attachments(sentence, tokens)
    if not attachments.verbs:
        return sentence.tokens, attachments.verbs
    attachments.mend()
    _Cores(sentence, tokens).mend(attachments)
    mended = tuple(tokens)
    return (sentence.tokens if mended == sentence.tokens else mended), attachments.verbs


def is_hidden_subject(token: Token, noun: Token) -> bool:
    """Is the word somebody in the nominative that was hung on a noun in another case?"""
    hung = token.rel in {"nmod", "nsubj", "appos"} and token.pos in {"NOUN", "PROPN"}
    return hung and token.case == "Nom" and noun.case in {"Acc", "Ins"} and is_animate(token)


class _Cores:
    """The subjects and objects of a sentence while they are told apart; `tokens` are changed."""

    def __init__(self, sentence: Sentence, tokens: list[Token]) -> None:
        self.children = sentence.children
        self.tokens = tokens
        self.bodies = [span for span in sentence.names if span.type == "ORG"]

    def mend(self, attachments: Attachments) -> None:
        """The subject and the object of each verb."""
        for verb, arguments in attachments.cores().items():
            if len(arguments) > 1:
                self._tell_apart(verb, arguments)
            elif not agrees(self.tokens[arguments[0]], self.tokens[verb]):
                self._find_subject(verb, arguments[0])
        for verb in attachments.verbs:
            feats = self.tokens[verb].feats
            if feats.get("VerbForm") == "Part":
                self._find_passive_subject(verb)
            elif feats.get("VerbForm") == "Fin" and feats.get("Voice") != "Pass":
                self._find_apposed_subject(verb)
                self._find_hidden_subject(verb)

    def _tell_apart(self, verb: int, arguments: list[int]) -> None:
        subjects = [i for i in arguments if self.tokens[i].rel == "nsubj"]
        objects = [i for i in arguments if self.tokens[i].rel == "obj"]
        active = self.tokens[verb].feats.get("Voice") == "Act"
        if len(objects) > 1:
            first, second = objects[:2]
            if self.tokens[second].case == "Gen" and self._adjoins(first, second):
                # «сдать очередь | завода»: a genitive right after a noun belongs to it
                self.tokens[second] = replace(self.tokens[second], rel="nmod", head=first)
            elif not subjects and active and self.tokens[verb].feats.get("VerbForm") == "Fin":
                self._one_is_subject(verb, objects)
        elif len(subjects) > 1 and not objects and active:
            self._one_is_object(verb, subjects)
        if len(arguments) == 2 and active:
            self._bodies_act(verb, sorted(arguments))

    def _bodies_act(self, verb: int, arguments: list[int]) -> None:
        """«рояль подарил фонд»: where forms do not tell, a body acts, and no thing."""
        first, second = arguments
        between = first < verb < second
        alike = all(
            either_case(self.tokens[i]) and agrees(self.tokens[i], self.tokens[verb])
            for i in arguments
        )
        if between and alike and self._is_body(second) and not self._is_body(first):
            self.tokens[first] = replace(self.tokens[first], rel="obj", case="Acc")
            self.tokens[second] = replace(self.tokens[second], rel="nsubj", case="Nom")

    def _is_body(self, i: int) -> bool:
        named = any(span.first <= i < span.last for span in self.bodies)
        return named or is_collective(self.tokens[i].lemma)

    def _adjoins(self, first: int, second: int) -> bool:
        """Does nothing but the second noun's own modifiers stand between the two?"""
        return first < second and all(
            self.tokens[i].head == second and self.tokens[i].rel != "case"
            for i in range(first + 1, second)
        )

    def _one_is_subject(self, verb: int, objects: list[int]) -> None:
        """«начал работу новый цех»: the one that may be a nominative and agrees with the verb."""
        able = [
            i
            for i in objects
            if either_case(self.tokens[i]) and agrees(self.tokens[i], self.tokens[verb])
        ]
        if len(able) == 1:
            self.tokens[able[0]] = replace(self.tokens[able[0]], rel="nsubj", case="Nom")

    def _find_subject(self, verb: int, wrong: int) -> None:
        """«проект закона о льготах | правительство не поддержало»: the one that agrees."""
        old = self.tokens[wrong]
        active = self.tokens[verb].feats.get("Voice") == "Act"
        if not (active and old.rel == "nsubj" and wrong < verb and either_case(old)):
            return
        able = [
            i
            for i in range(wrong + 1, verb)
            if self.tokens[i].case == "Nom"
            and self.tokens[i].rel == "nmod"
            and not any(self.tokens[m].rel == "case" for m in self.children[i])
            and agrees(self.tokens[i], self.tokens[verb])
        ]
        if len(able) == 1:
            self.tokens[able[0]] = replace(self.tokens[able[0]], rel="nsubj", head=verb)
            self.tokens[wrong] = replace(old, rel="obj", case="Acc")

    def _one_is_object(self, verb: int, subjects: list[int]) -> None:
        """«фонд выделил заём»: the one after the first that may be an accusative."""
        first, *later = subjects
        able = [i for i in later if either_case(self.tokens[i])]
        if self._disagrees(first, verb) and any(not self._disagrees(i, verb) for i in later):
            able = [first]  # «договор подписали министерства»
        if not able and all(is_animate(self.tokens[i]) for i in later):
            # «рояль подарил мэр», «мундир, который передал мэр»
            token = self.tokens[first]
            relative = token.lemma in function_words().relative and token.gender != "Fem"
            able = [first] if relative or either_case(token) else []
        if len(able) == 1:
            self.tokens[able[0]] = replace(self.tokens[able[0]], rel="obj", case="Acc")

    def _disagrees(self, i: int, verb: int) -> bool:
        """A single thing, joined with no other, beside a verb in the plural; or the reverse."""
        joined = any(self.tokens[c].rel == "conj" for c in self.children[i])
        alike = agrees(self.tokens[i], self.tokens[verb])
        return either_case(self.tokens[i]) and not joined and not alike

    def _find_passive_subject(self, verb: int) -> None:
        """«введён в строй новый центр»: what the participle agrees with is no attribute of it."""
        token = self.tokens[verb]
        if token.feats.get("Variant") != "Short" and token.case is not None:
            return
        if token.feats.get("Voice") != "Pass":
            return
        children = self.children[verb]
        if any(self.tokens[c].rel.startswith("nsubj") for c in children):
            return
        able = [
            c
            for c in children
            if self.tokens[c].rel in {"nmod", "obj"}
            and self.tokens[c].case in {"Nom", "Acc"}
            and not any(self.tokens[m].rel == "case" for m in self.children[c])
            and agrees(self.tokens[c], token)
        ]
        if len(able) == 1:
            self.tokens[able[0]] = replace(self.tokens[able[0]], rel="nsubj:pass", case="Nom")

    def _find_apposed_subject(self, verb: int) -> None:
        """«на его место заступит Анна Ли»: a finite verb has a subject, and no apposition."""
        token, children = self.tokens[verb], self.children[verb]
        for child in children:
            if child < verb and self.tokens[child].rel in {"nsubj", "appos"}:
                return
        able = [
            c
            for c in children
            if self.tokens[c].rel == "appos"
            and self.tokens[c].case == "Nom"
            and self.tokens[c].pos == "PROPN"
            and agrees(self.tokens[c], token)
        ]
        if len(able) == 1 and not any(self.tokens[c].rel == "nsubj" for c in children):
            self.tokens[able[0]] = replace(self.tokens[able[0]], rel="nsubj")

    def _find_hidden_subject(self, verb: int) -> None:
        """«музей | директор назвала главным достижением»: no nominative hangs on an accusative."""
        able = [
            i
            for noun in self.children[verb]
            if noun < verb and self.tokens[noun].case in {"Acc", "Ins"}
            for i in self.children[noun]
            if noun < i < verb and is_hidden_subject(self.tokens[i], self.tokens[noun])
        ]
        if len(able) != 1 or not agrees(self.tokens[able[0]], self.tokens[verb]):
            return
        if any(self.tokens[i].rel == "nsubj" and self.tokens[i].head == verb for i in range(verb)):
            return
        self.tokens[able[0]] = replace(self.tokens[able[0]], rel="nsubj", head=verb)
