"""Who belongs to a delegation: told once, and meant whenever the delegation is named again.

«Делегацию возглавил министр Иван Петров, в её состав вошли …»: from then on «делегация» in a role
stands for its words at their fullest and for the members whom the release names.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from pressfacts.events.arguments import arguments_at
from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found, fill
from pressfacts.events.governors import VERBAL
from pressfacts.events.grammar import function_words, ties
from pressfacts.events.groups import groups, member_prepositions
from pressfacts.events.patterns import Step, parse_pattern
from pressfacts.events.relations import Argument
from pressfacts.events.scene import Scene
from pressfacts.events.syntax import Syntax

OBJECT = parse_pattern("object").paths[0]
SUBJECT = parse_pattern("subject").paths[0]
EQUATED = parse_pattern("equated").paths[0]
DESCRIBING = frozenset({"amod", "nmod", "nummod", "nummod:gov", "appos", "acl", "acl:relcl"})
LISTED = frozenset({"parataxis", "appos"})
OPENING = frozenset((":", "(", "–", "—", "-"))
MEMBERS = frozenset({"person", "organization", "group"})


@cache
def _bodies() -> frozenset[str]:
    return groups().delegations | groups().guests


class Delegation(msgspec.Struct):
    """The fullest words for a delegation and its members, in the order of the text."""

    owner: str
    words: Found
    members: list[Found]


class Delegations:
    """The delegations of a release; a bare «делегация» is the one named last before it."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._at: dict[tuple[int, int], Delegation] = {}
        self._read()
        self._places = list(self._at)  # in the order of the text

    def expand(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts with each delegation among their fillers told in full."""
        return [self._expanded(draft) for draft in drafts] if self._at else list(drafts)

    def _expanded(self, draft: Draft) -> Draft:
        template = draft.rule.template
        roles = {
            name: self._in_full(found, again="previous" in template.roles[name].steps)
            for name, found in draft.roles.items()
        }
        return draft if roles == draft.roles else msgspec.structs.replace(draft, roles=roles)

    def _in_full(self, found: tuple[Found, ...], *, again: bool) -> tuple[Found, ...]:
        if not again and self._at.keys().isdisjoint([(f.sentence, f.head) for f in found]):
            return found
        return tuple(self._told(found, again=again))

    def _told(self, found: Sequence[Found], *, again: bool) -> Iterator[Found]:
        seen = {f.filler.entity for f in found if f.filler.entity}
        told: list[Delegation] = []
        for filler in found:
            delegation = self._at.get((filler.sentence, filler.head))
            if delegation is None and again:
                delegation = self._meant(filler)
            if delegation is None or filler.filler.entity:
                yield filler
                continue
            if any(delegation is other for other in told):
                continue
            told.append(delegation)
            words = delegation.words
            yield Found(words.filler, filler.rule, words.sentence, words.head)
            for member in delegation.members:
                who = member.filler.entity or member.filler.text
                if who not in seen:
                    seen.add(who)
                    yield Found(member.filler, "delegation", member.sentence, member.head)

    def _meant(self, found: Found) -> Delegation | None:
        """«вологжане», «специалисты»: a bare plural, behind a delegation, is that delegation."""
        syntax = self._scene.syntax(found.sentence)
        token = syntax.tokens[found.head]
        people = token.pos == "NOUN" and token.feats.get("Animacy") == "Anim"
        if found.filler.entity or not people or token.number != "Plur":
            return None
        if token.lemma in groups().counterparts:
            return None
        if any(syntax.tokens[c].rel in DESCRIBING for c in syntax.dependents[found.head]):
            return None
        before = bisect_left(self._places, (found.sentence, found.head))
        return self._at[self._places[before - 1]] if before else None

    # ------------------------------------------------------------------ reading

    def _read(self) -> None:
        last: Delegation | None = None
        owned: dict[str, Delegation] = {}
        for sentence, i in self._nouns():
            words = fill(self._scene, sentence, Argument(i, ""), {"group"})
            owner = self._owner(sentence, i)
            known = owned.get(owner)
            delegation = known or (None if owner else last)
            if delegation is None and words:
                delegation = Delegation(owner, words[0], [])
            if delegation is None:
                continue
            if words and len(words[0].filler.text) > len(delegation.words.filler.text):
                delegation.words = words[0]
            delegation.members += (
                m for m in self._members(sentence, i) if not self._is_body(m.sentence, m.head)
            )
            self._at[sentence, i] = last = delegation
            if owner:
                owned[owner] = delegation

    def _nouns(self) -> Iterator[tuple[int, int]]:
        lemmas = _bodies()
        for number, sentence in enumerate(self._scene.sentences):
            if lemmas.isdisjoint(self._scene.lemmas(number)):
                continue
            for i, token in enumerate(sentence.tokens):
                if token.lemma in lemmas and token.pos == "NOUN":
                    yield number, i

    def _is_body(self, sentence: int, i: int) -> bool:
        return self._scene.sentences[sentence].tokens[i].lemma in _bodies()

    def _owner(self, sentence: int, i: int) -> str:
        """Whose delegation: the entity in the genitive, or the adjective."""
        syntax = self._scene.syntax(sentence)
        for child in syntax.dependents[i]:
            references = self._scene.references(sentence, child)
            if references and syntax.tokens[child].case == "Gen":
                return references[0].entity
            adjective = syntax.tokens[child]
            if adjective.rel == "amod" and (child == 0 or adjective.text[:1].islower()):
                return adjective.lemma
        return ""

    def _members(self, sentence: int, i: int) -> Iterator[Found]:
        syntax = self._scene.syntax(sentence)
        yield from self._governed(sentence, i)
        governor = syntax.governor[i]
        if governor >= 0 and syntax.tokens[governor].lemma in groups().leading:
            yield from self._subjects(sentence, governor)
        if governor >= 0 and syntax.tokens[governor].lemma in groups().memberships:
            yield from self._belonging(sentence, governor)
        for child in syntax.dependents[i]:
            if syntax.tokens[child].lemma in groups().leading and syntax.is_participle(child):
                yield from self._subjects(sentence, child)  # «возглавляемая мэром»
            if syntax.tokens[child].rel in LISTED and self._set_off(syntax, child):
                yield from self._all(sentence, child)
        for child in self._enumerated(syntax, i):
            yield from self._all(sentence, child)
        yield from self._told_of(sentence)
        following = list(self._told_of(sentence + 1))
        yield from following
        if following:  # «Возглавляет её мэр. Вместе с ним прибыли …»
            yield from self._told_of(sentence + 2)

    def _enumerated(self, syntax: Syntax, i: int) -> list[int]:
        """«приехали гости: мэр и ректор»: a second subject, or object, behind a colon."""
        verb = syntax.governor[i]
        if verb < 0:
            return []
        return [
            c
            for c in syntax.dependents[verb]
            if c > i and syntax.tokens[c].rel == syntax.tokens[i].rel and self._set_off(syntax, c)
        ]

    def _governed(self, sentence: int, i: int) -> Iterator[Found]:
        """«во главе с мэром», «в составе мэра и ректора»: behind the noun, before any verb."""
        syntax = self._scene.syntax(sentence)
        for j in range(i + 1, len(syntax.tokens)):
            if syntax.tokens[j].feats.get("VerbForm") == "Fin":
                return
            if syntax.preposition[j] in member_prepositions():
                yield from self._all(sentence, j)

    def _belonging(self, sentence: int, noun: int) -> Iterator[Found]:
        """«глава делегации Анна Ли», «членами делегации стали …»."""
        syntax = self._scene.syntax(sentence)
        verb = syntax.governor[noun]
        if syntax.tokens[noun].case == "Ins" and verb >= 0 and syntax.is_verb(verb):
            yield from self._subjects(sentence, verb)
        else:
            heads = [noun, *(a.head for a in arguments_at(syntax, noun, EQUATED))]
            for head in heads:
                yield from fill(self._scene, sentence, Argument(head, "member"), {"person"})

    def _told_of(self, sentence: int) -> Iterator[Found]:
        """«в её состав вошли …», «которую возглавляет …», «среди гостей – …»."""
        if sentence >= len(self._scene.sentences):
            return
        syntax = self._scene.syntax(sentence)
        for i, token in enumerate(syntax.tokens):
            if (
                (token.lemma in groups().leading and self._about_it(syntax, i))
                or (token.lemma in groups().joining and self._into_it(syntax, i))
                or (syntax.preposition[i] is not None and self._among_it(syntax, i))
                or (token.pos in VERBAL and self._together(syntax, i))
            ):
                yield from self._subjects(sentence, i)

    def _about_it(self, syntax: Syntax, i: int) -> bool:
        objects = [a.head for a in arguments_at(syntax, i, OBJECT)]
        return any(
            syntax.tokens[c].lemma in function_words().anaphoric
            for c in (*objects, *syntax.dependents[i])
        )

    def _into_it(self, syntax: Syntax, i: int) -> bool:
        into = {
            syntax.tokens[c].lemma
            for c in syntax.dependents[i]
            if syntax.preposition[c] in ties().into
        }
        return bool(into & (function_words().anaphoric | groups().rosters | groups().delegations))

    def _among_it(self, syntax: Syntax, i: int) -> bool:
        """«в её составе – министр», «среди гостей – профессор»: a place, a subject, no verb."""
        lemma, preposition = syntax.tokens[i].lemma, syntax.preposition[i]
        if preposition in ties().into and lemma in groups().rosters:
            return True
        members = groups().guests | groups().delegations
        if lemma in function_words().relative:  # «делегация, среди которой …»
            return preposition in ties().among and any(
                token.lemma in members for token in syntax.tokens[:i]
            )
        return preposition in ties().among | member_prepositions() and lemma in members

    def _together(self, syntax: Syntax, i: int) -> bool:
        """«вместе с ним прибыли …»: the verb for those who come with the leader."""
        return any(
            syntax.tokens[c].lemma in function_words().anaphoric
            and syntax.preposition[c] in groups().together
            for c in syntax.dependents[i]
        )

    def _set_off(self, syntax: Syntax, i: int) -> bool:
        first = min(syntax.subtree(i))
        marks = {syntax.tokens[first].text, syntax.tokens[max(first - 1, 0)].text}
        return bool(marks & OPENING)

    def _all(self, sentence: int, head: int) -> Iterator[Found]:
        """«делегацию: мэра Анну Ли и ректора Петра Сидорова»: whom a list names."""
        for member in self._scene.syntax(sentence).conjuncts(head):
            yield from fill(self._scene, sentence, Argument(member, "list"), MEMBERS)

    def _subjects(self, sentence: int, verb: int) -> Iterator[Found]:
        yield from self._filled(sentence, verb, SUBJECT)

    def _filled(self, sentence: int, i: int, path: tuple[Step, ...]) -> Iterator[Found]:
        for argument in arguments_at(self._scene.syntax(sentence), i, path):
            yield from fill(self._scene, sentence, argument, MEMBERS)
