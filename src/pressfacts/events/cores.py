"""Subjects and objects that the parser gave the wrong relation or the wrong verb.

A nominative looks like an accusative in inanimate masculines, neuters and plurals («фонд выделил
заём», «работу начал цех»), and a noun before one verb is easily hung on the verb before. Agreement,
order and the marks between settle what the parser could not.
"""

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from pressfacts.events.grammar import function_words
from pressfacts.events.groups import is_collective
from pressfacts.records import Sentence, Token

CORES = frozenset({"nsubj", "nsubj:pass", "obj"})
GOVERNED = CORES | {"obl", "iobj"}
STRONG_STOPS = frozenset({":", ";"})
STOPS = frozenset({":", ";", ","})


def with_mended_cores(sentence: Sentence) -> Sequence[Token]:
    """The tokens, with one subject and one object to a verb where the grammar tells them apart."""
    return _Cores(sentence).mended()


class _Cores:
    """The core arguments of a sentence's verbs while they are mended."""

    def __init__(self, sentence: Sentence) -> None:
        self.children = sentence.children
        self.tokens = list(sentence.tokens)
        self.bodies = [span for span in sentence.names if span.type == "ORG"]
        self.verbs = [
            i
            for i, token in enumerate(self.tokens)
            if "VerbForm" in token.feats and _predicate(token)
        ]

    def mended(self) -> Sequence[Token]:
        """The tokens after all repairs."""
        if self.verbs:
            self._free_names()
            self._adopt_orphans()
            self._keep_within_colons()
            self._pass_relative_clauses()
            self._move_to_their_verbs()
            self._bring_participles_home()
            self._bring_nearer()
            for verb, arguments in self._arguments().items():
                if len(arguments) > 1:
                    self._tell_apart(verb, arguments)
                elif not _agrees(self.tokens[arguments[0]], self.tokens[verb]):
                    self._find_subject(verb, arguments[0])
            for verb in self.verbs:
                self._find_passive_subject(verb)
                self._find_apposed_subject(verb)
                self._find_hidden_subject(verb)
        return self.tokens

    def _arguments(self) -> dict[int, list[int]]:
        cores: dict[int, list[int]] = defaultdict(list)
        for i, token in enumerate(self.tokens):
            if token.rel in CORES and token.head >= 0 and _predicate(self.tokens[token.head]):
                cores[token.head].append(i)
        return cores

    # ------------------------------------------------------------------ whose argument

    def _keep_within_colons(self) -> None:
        """«дела | примет Ли: приказ министр подписал»: what verbs govern stands on their side."""
        stops = [i for i, token in enumerate(self.tokens) if token.text in STRONG_STOPS]
        for stop in stops:
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
                    self.tokens[i] = replace(token, head=near)

    def _pass_relative_clauses(self) -> None:
        """«должность, которую занимал Ильин, | получила Ли»: the noun is the later verb's."""
        for i, token in enumerate(self.tokens):
            verb = token.head
            if token.lemma not in function_words().relative or not 0 <= i < verb:
                continue
            before = [c for c in self.children[verb] if c < i and self.tokens[c].rel in CORES]
            following = next((v for v in self.verbs if v > verb and self._is_main(v)), None)
            if len(before) != 1 or following is None:
                continue
            noun = before[0]
            if not any(
                self.tokens[c].rel == self.tokens[noun].rel for c in self.children[following]
            ):
                self.tokens[noun] = replace(self.tokens[noun], head=following)
                self.tokens[verb] = replace(self.tokens[verb], head=noun, rel="acl:relcl")

    def _bring_nearer(self) -> None:
        """«первую очередь | запустили в мае, вторую обещают»: not over a verb that lacks it."""
        if len(self.verbs) < 2:
            return
        cores = self._arguments()
        for verb, own in cores.items():
            for i in own:
                near = next((v for v in self.verbs if i < v < verb and self._is_main(v)), None)
                token = self.tokens[i]
                if near is None or _agrees(token, self.tokens[verb]) or cores.get(near):
                    continue
                if not any(self.tokens[j].text in STOPS for j in range(near, verb)):
                    continue
                rel = "nsubj" if _agrees(token, self.tokens[near]) else "obj"
                self.tokens[i] = replace(token, head=near, rel=rel)
        self._keep_beside()

    def _keep_beside(self) -> None:
        """«купило у группы | завод, а потом запустило»: what follows a verb at once is its own."""
        for i, token in enumerate(self.tokens):
            if token.rel != "obl" or token.head <= i:
                continue
            first = min((c for c in self.children[i] if c < i), default=i)
            beside = first - 1
            if beside in self.verbs and any(
                self.tokens[j].text in STOPS for j in range(i, token.head)
            ):
                self.tokens[i] = replace(token, head=beside)

    def _is_main(self, verb: int) -> bool:
        token = self.tokens[verb]
        finite = token.feats.get("VerbForm") != "Inf" and _predicate(token)
        return finite and token.rel in {"root", "conj", "parataxis"}

    def _bring_participles_home(self) -> None:
        """«ушедшая на пенсию Рогова, получила … ученица»: a participle modifies no noun so far."""
        for i, token in enumerate(self.tokens):
            if token.feats.get("VerbForm") != "Part" or token.case is None or token.head <= i:
                continue
            if not any(i < verb < token.head and self._is_main(verb) for verb in self.verbs):
                continue
            near = (
                j
                for j in range(i + 1, token.head)
                if self.tokens[j].pos in {"NOUN", "PROPN"}
                and self.tokens[j].case == token.case
                and _agrees(self.tokens[j], token)
                and not any(self.tokens[m].rel == "case" for m in self.children[j])
            )
            home = next(near, None)
            if home is not None:
                self.tokens[i] = replace(token, head=home)

    def _find_hidden_subject(self, verb: int) -> None:
        """«музей | директор назвала главным достижением»: no nominative hangs on an accusative."""
        token, children = self.tokens[verb], self.children[verb]
        if token.feats.get("VerbForm") != "Fin" or token.feats.get("Voice") == "Pass":
            return
        if any(self.tokens[i].rel == "nsubj" and self.tokens[i].head == verb for i in range(verb)):
            return
        able = [
            i
            for noun in children
            if noun < verb and self.tokens[noun].case in {"Acc", "Ins"}
            for i in self.children[noun]
            if noun < i < verb and is_hidden_subject(self.tokens[i], self.tokens[noun])
        ]
        if len(able) == 1 and _agrees(self.tokens[able[0]], token):
            self.tokens[able[0]] = replace(self.tokens[able[0]], rel="nsubj", head=verb)

    def _find_apposed_subject(self, verb: int) -> None:
        """«на его место заступит Анна Ли»: a finite verb has a subject, and no apposition."""
        token, children = self.tokens[verb], self.children[verb]
        if token.feats.get("VerbForm") != "Fin" or token.feats.get("Voice") == "Pass":
            return
        if any(self.tokens[c].rel in {"nsubj", "appos"} and c < verb for c in children):
            return
        able = [
            c
            for c in children
            if self.tokens[c].rel == "appos"
            and self.tokens[c].case == "Nom"
            and self.tokens[c].pos == "PROPN"
            and _agrees(self.tokens[c], token)
        ]
        if len(able) == 1 and not any(self.tokens[c].rel == "nsubj" for c in children):
            self.tokens[able[0]] = replace(self.tokens[able[0]], rel="nsubj")

    def _move_to_their_verbs(self) -> None:
        """«звание присвоено врачу, благодарность | объявлена учителю»."""
        if len(self.verbs) < 2:
            return
        arguments = self._arguments()
        for verb, own in arguments.items():
            for i in own:
                following = next((v for v in self.verbs if v > i), None)
                if following is None or not verb < i or not self._stop_between(verb, i):
                    continue
                rivals = {self.tokens[j].rel for j in own if j < i}
                taken = {self.tokens[j].rel for j in arguments.get(following, ())}
                if self._belongs_later(i, verb, following, rivals, taken):
                    self.tokens[i] = replace(self.tokens[i], head=following)

    def _free_names(self) -> None:
        """«рояль подарил музею | Иван Петров»: a nominative is no apposition of a dative."""
        for i, token in enumerate(self.tokens):
            if token.rel != "appos" or token.pos != "PROPN" or token.case != "Nom":
                continue
            noun = self.tokens[token.head]
            if not _animate(token) or noun.case in {None, "Nom"} or noun.head < 0:
                continue
            verb = noun.head
            acts = any(
                self.tokens[c].rel == "nsubj" and _animate(self.tokens[c])
                for c in self.children[verb]
            )
            free = verb < token.head < i and not acts and _predicate(self.tokens[verb])
            if free and _agrees(token, self.tokens[verb]):
                self.tokens[i] = replace(token, rel="nsubj", head=verb)

    def _adopt_orphans(self) -> None:
        """«получил от мэра – А. Ли – | знак»: a noun that hangs on nothing is what a verb lacks."""
        loose = [i for i, token in enumerate(self.tokens) if token.head < 0]
        if len(loose) < 2:
            return
        cores = self._arguments()
        for i in loose:
            noun = self._noun_of(i)
            if noun is None:
                continue
            for verb in self._verbs_beside(i):
                rel = self._lacking(verb, noun, {self.tokens[c].rel for c in cores.get(verb, ())})
                if rel is not None:
                    case = "Acc" if rel == "obj" else "Nom"
                    self.tokens[noun] = replace(self.tokens[noun], rel=rel, head=verb, case=case)
                    break

    def _noun_of(self, i: int) -> int | None:
        """The loose noun; or the one that the parser hung on its loose adjective."""
        below = [c for c in self.children[i] if self.tokens[c].rel == "obj"]
        noun = below[0] if self.tokens[i].pos == "ADJ" and len(below) == 1 else i
        token = self.tokens[noun]
        bare = not any(self.tokens[c].rel == "case" for c in self.children[noun])
        named = token.pos == "NOUN" and token.case in {"Nom", "Acc"}
        return noun if named and bare and not _animate(token) else None

    def _verbs_beside(self, i: int) -> list[int]:
        """The verb before a word, and then the one behind it."""
        before = [verb for verb in self.verbs if verb < i]
        return [*before[-1:], *(verb for verb in self.verbs if verb > i)][:2]

    def _lacking(self, verb: int, noun: int, cores: set[str]) -> str | None:
        """What the noun is to the verb: its object, or the subject of its passive."""
        token = self.tokens[verb]
        if token.feats.get("Voice") == "Pass":
            free = not cores and _agrees(self.tokens[noun], token)
            return "nsubj:pass" if free else None
        free = cores == {"nsubj"} and (
            self.tokens[noun].case == "Acc" or _either_case(self.tokens[noun])
        )
        return "obj" if free else None

    def _stop_between(self, verb: int, i: int) -> bool:
        return any(self.tokens[j].text in STOPS for j in range(verb + 1, i))

    def _belongs_later(
        self, i: int, verb: int, following: int, rivals: set[str], taken: set[str]
    ) -> bool:
        token = self.tokens[i]
        if token.rel in taken:
            return False
        if token.rel == "obj":
            return "obj" in rivals and self.tokens[following].feats.get("Voice") == "Act"
        return not _agrees(token, self.tokens[verb]) and _agrees(token, self.tokens[following])

    # ------------------------------------------------------------------ subject or object

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
            self._one_is_object(subjects)
        if len(arguments) == 2 and active:
            self._bodies_act(verb, sorted(arguments))

    def _bodies_act(self, verb: int, arguments: list[int]) -> None:
        """«рояль подарил фонд»: where forms do not tell, a body acts, and no thing."""
        first, second = arguments
        between = first < verb < second
        alike = all(
            _either_case(self.tokens[i]) and _agrees(self.tokens[i], self.tokens[verb])
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
            if _either_case(self.tokens[i]) and _agrees(self.tokens[i], self.tokens[verb])
        ]
        if len(able) == 1:
            self.tokens[able[0]] = replace(self.tokens[able[0]], rel="nsubj", case="Nom")

    def _find_subject(self, verb: int, wrong: int) -> None:
        """«проект закона о льготах | правительство не поддержало»: the one that agrees."""
        old = self.tokens[wrong]
        active = self.tokens[verb].feats.get("Voice") == "Act"
        if not (active and old.rel == "nsubj" and wrong < verb and _either_case(old)):
            return
        able = [
            i
            for i in range(wrong + 1, verb)
            if self.tokens[i].case == "Nom"
            and self.tokens[i].rel == "nmod"
            and not any(self.tokens[m].rel == "case" for m in self.children[i])
            and _agrees(self.tokens[i], self.tokens[verb])
        ]
        if len(able) == 1:
            self.tokens[able[0]] = replace(self.tokens[able[0]], rel="nsubj", head=verb)
            self.tokens[wrong] = replace(old, rel="obj", case="Acc")

    def _one_is_object(self, subjects: list[int]) -> None:
        """«фонд выделил заём»: the one after the first that may be an accusative."""
        first, *later = subjects
        able = [i for i in later if _either_case(self.tokens[i])]
        if not able and all(_animate(self.tokens[i]) for i in later):
            # «рояль подарил мэр», «мундир, который передал мэр»
            token = self.tokens[first]
            relative = token.lemma in function_words().relative and token.gender != "Fem"
            able = [first] if relative or _either_case(token) else []
        if len(able) == 1:
            self.tokens[able[0]] = replace(self.tokens[able[0]], rel="obj", case="Acc")

    def _find_passive_subject(self, verb: int) -> None:
        """«введён в строй новый центр»: what the participle agrees with is no attribute of it."""
        token = self.tokens[verb]
        if token.feats.get("Variant") != "Short" and token.case is not None:
            return
        if token.feats.get("Voice") != "Pass" or token.feats.get("VerbForm") != "Part":
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
            and _agrees(self.tokens[c], token)
        ]
        if len(able) == 1:
            self.tokens[able[0]] = replace(self.tokens[able[0]], rel="nsubj:pass", case="Nom")


def is_hidden_subject(token: Token, noun: Token) -> bool:
    """Is the word somebody in the nominative that was hung on a noun in another case?"""
    hung = token.rel in {"nmod", "nsubj", "appos"} and token.pos in {"NOUN", "PROPN"}
    return hung and token.case == "Nom" and noun.case in {"Acc", "Ins"} and _animate(token)


def _predicate(token: Token) -> bool:
    """A finite verb, an infinitive or a short participle, whatever the tagger calls it."""
    form = token.feats.get("VerbForm")
    return form in {"Fin", "Inf"} or (form == "Part" and token.case is None)


def _animate(token: Token) -> bool:
    return token.feats.get("Animacy") == "Anim"


def _either_case(token: Token) -> bool:
    """Are the word's nominative and accusative one form?"""
    return token.feats.get("Animacy") == "Inan" and (
        token.number == "Plur" or token.gender in {"Masc", "Neut"}
    )


def _agrees(noun: Token, verb: Token) -> bool:
    if verb.number is None or noun.number is None:
        return True
    if noun.number != verb.number:
        return False
    return noun.number == "Plur" or not (verb.gender and noun.gender) or noun.gender == verb.gender
