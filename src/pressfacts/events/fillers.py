"""From the phrase at an argument's place to the filler of a role."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from pressfacts.events.actants import resolved
from pressfacts.events.grammar import function_words, ties
from pressfacts.events.groups import groups, is_collective, member_prepositions
from pressfacts.events.phrases import APPOSITION, core_phrase, phrase, with_title
from pressfacts.events.relations import Argument
from pressfacts.events.scene import Scene
from pressfacts.events.syntax import Syntax
from pressfacts.events.templates import Extent
from pressfacts.records import Date, Filler, Money, Reference

NOUNS = frozenset({"NOUN", "PROPN"})  # «Совет», «Президента»: with a capital, a name to the tagger
ENTITY_KINDS = frozenset({"person", "organization", "place"})
GROUP_KINDS = frozenset({"group", "body"})


class Found(Struct, frozen=True, gc=False):
    """A filler, the rule that found it, and where it stands."""

    filler: Filler
    rule: str
    sentence: int
    head: int


def fill(
    scene: Scene,
    sentence: int,
    argument: Argument,
    kinds: Iterable[str],
    extent: Extent = "phrase",
    without: frozenset[int] = frozenset(),
) -> list[Found]:
    """The fillers of a role that a phrase gives: entities before groups before words.

    Words leave out the phrases of the heads in `without`.
    """
    allowed = frozenset(kinds)
    rule, head = argument.pattern, argument.head
    names = allowed & scene.named(sentence)
    if names and argument.first is None:
        references = referents(scene, sentence, head, names)
        if references:
            return [Found(entity_filler(scene, r), rule, sentence, head) for r in references]
    words = None
    if not allowed.isdisjoint(GROUP_KINDS):
        words = _group(scene, sentence, argument, allowed)
    if words is None and "text" in allowed:
        words = _words(scene, sentence, argument, extent, without)
    return [] if words is None else [Found(words, rule, sentence, head)]


def entity_filler(scene: Scene, reference: Reference) -> Filler:
    """The filler that a reference gives, with the words that refer."""
    tokens = scene.sentences[reference.sentence].tokens
    start, end = tokens[reference.first].start, tokens[reference.last - 1].end
    entity, text = scene.entities[reference.entity], scene.text[start:end]
    # isinstance takes ten times as long to deny that something is a Struct of some type.
    if type(entity) is Date or type(entity) is Money:
        return Filler(entity.id, entity.name, start, end, text, entity.value)
    return Filler(entity.id, entity.name, start, end, text)


def words_filler(scene: Scene, sentence: int, first: int, last: int) -> Filler:
    """The words themselves."""
    tokens = scene.sentences[sentence].tokens
    start, end = tokens[first].start, tokens[last - 1].end
    text = scene.text[start:end]
    return Filler(None, text, start, end, text)


# ---------------------------------------------------------------- entities


def names_any(
    scene: Scene, sentence: int, arguments: Iterable[Argument], kinds: frozenset[str]
) -> bool:
    """Does one of the phrases stand for an entity of these kinds?"""
    names = kinds & scene.named(sentence)
    if names:
        for argument in arguments:
            if argument.first is None and referents(scene, sentence, argument.head, names):
                return True
    return False


def referents(scene: Scene, sentence: int, i: int, kinds: frozenset[str]) -> Sequence[Reference]:
    """The references that a noun phrase stands for, seen from its head."""
    question = sentence, i, kinds
    found = scene.referents.get(question)
    if found is None:
        found = scene.referents[question] = _find_referents(scene, sentence, i, kinds)
    return found


def _find_referents(
    scene: Scene, sentence: int, i: int, kinds: frozenset[str]
) -> Sequence[Reference]:
    own = scene.references(sentence, i)
    fitting = bool(own) and scene.kind(own[0]) in kinds
    together = _of_one_extent(own) if fitting else ()
    if together and own[0].form == "name":
        return together
    syntax = scene.syntax(sentence)
    apposed = _apposed(scene, sentence, i, kinds)
    names = [r for r in apposed if r.form == "name"]
    if own and own[0].form == "role":
        names = [r for r in names if r.entity == own[0].entity]
    # «судьям Иванову и Петрову»: role words know more names than the parser put beside them
    if len(together) > len(names):
        return together
    if names:
        return names if _is_several(syntax, i) else names[:1]
    if own:
        return []
    if apposed:  # «автор проекта, депутат Анна Ли»
        return apposed if _is_several(syntax, i) else apposed[:1]
    if syntax.tokens[i].lemma in function_words().relative:
        antecedent = syntax.antecedent(i)
        return [] if antecedent is None else referents(scene, sentence, antecedent, kinds)
    if syntax.tokens[i].lemma in groups().transparent and "organization" in kinds:
        return _body_behind(scene, sentence, i)
    return []


def _of_one_extent(references: Sequence[Reference]) -> Sequence[Reference]:
    """The first reference, with those to others by the same words."""
    if len(references) == 1:
        return references
    extent = _extent(references[0])
    return [r for r in references if _extent(r) == extent]


def _extent(reference: Reference) -> tuple[int, int, str]:
    return reference.first, reference.last, reference.form


def _apposed(scene: Scene, sentence: int, i: int, kinds: frozenset[str]) -> list[Reference]:
    """«губернатор Иван Петров», «в городе Твери»: the name beside a common noun."""
    syntax = scene.syntax(sentence)
    found = []
    for child in _beside(syntax, i):
        for reference in scene.references(sentence, child)[:1]:
            if scene.kind(reference) in kinds:
                found.append(reference)
            break
        else:
            found += _apposed(scene, sentence, child, kinds)
    return found or _name_after(scene, sentence, i, kinds)


def _beside(syntax: Syntax, i: int) -> list[int]:
    """Appositions; of a plural noun («мэры Иван Петров и Марко Росси») what they go on with too."""
    found = [c for c in syntax.dependents[i] if syntax.tokens[c].rel in APPOSITION]
    if _is_several(syntax, i):
        # «двум призёрам – Ивану Петрову и Марко Росси», «три участка: школу, клуб и музей»
        cases = syntax.cases(i)
        found += [
            c
            for c in syntax.dependents[i]
            if syntax.tokens[c].rel == "parataxis"
            and cases & {syntax.tokens[t].case for t in syntax.subtree(c)}
        ]
        found += [o for c in list(found) for o in syntax.conjuncts(c) if o not in found]
    return found


def _is_several(syntax: Syntax, i: int) -> bool:
    """A plural, or a noun that a number governs: «три участка»."""
    if syntax.tokens[i].number == "Plur":
        return True
    return any(syntax.tokens[c].rel == "nummod:gov" for c in syntax.dependents[i])


def _name_after(scene: Scene, sentence: int, i: int, kinds: frozenset[str]) -> list[Reference]:
    """The name that closes the noun's phrase, where the parser hung it on another word of it."""
    syntax = scene.syntax(sentence)
    if syntax.tokens[i].feats.get("Animacy") != "Anim" or "person" not in kinds:
        return []
    first, last = phrase(syntax, i)
    del first
    for token in range(i + 1, last):
        if syntax.tokens[token].text == ",":
            break
        for reference in scene.references(sentence, token)[:1]:
            same_case = syntax.tokens[reference.head].case in (None, syntax.tokens[i].case)
            if scene.kind(reference) == "person" and reference.form == "name" and same_case:
                return [reference]
    return []


def _body_behind(scene: Scene, sentence: int, i: int) -> Sequence[Reference]:
    syntax = scene.syntax(sentence)
    for child in syntax.below(i):
        references = scene.references(sentence, child)
        if references and scene.kind(references[0]) == "organization":
            return _of_one_extent(references)
        apposed = _apposed(scene, sentence, child, frozenset({"organization"}))
        if apposed:
            return apposed[:1]
    return []


# ---------------------------------------------------------------- groups and words


def _group(scene: Scene, sentence: int, argument: Argument, kinds: frozenset[str]) -> Filler | None:
    if argument.first is not None:
        return None
    syntax = scene.syntax(sentence)
    token = syntax.tokens[argument.head]
    # a common noun with a capital («Совет», «Президента») is sometimes taken for a proper one
    if token.pos not in NOUNS or scene.references(sentence, argument.head):
        return None
    counted = [argument.head]
    if token.lemma in groups().quantities:
        counted += [c for c in syntax.below(argument.head) if syntax.tokens[c].case == "Gen"]
    people = "group" in kinds and any(
        syntax.tokens[i].feats.get("Animacy") == "Anim" for i in counted
    )
    if not people and not is_collective(token.lemma):
        return None
    below = syntax.subtree(argument.head)
    members = {i for i in below if syntax.preposition[i] in member_prepositions()}
    topics = frozenset(i for i in below if syntax.preposition[i] in ties().topic)
    first, last = phrase(syntax, argument.head, topics | members)
    if members and last - first == 1:  # «делегация во главе с мэром»: nothing else tells whose
        first, last = phrase(syntax, argument.head, topics)
    return words_filler(scene, sentence, first, last)


def _words(
    scene: Scene,
    sentence: int,
    argument: Argument,
    extent: Extent,
    without: frozenset[int],
) -> Filler | None:
    if argument.first is not None and argument.last is not None:
        return words_filler(scene, sentence, argument.first, argument.last)
    syntax = scene.syntax(sentence)
    head = resolved(syntax, argument.head)
    if syntax.tokens[head].pos == "PRON" or _is_value(scene, sentence, head):
        return None
    cut = core_phrase if extent == "core" else phrase
    span = with_title(syntax, *cut(syntax, head, without))
    return words_filler(scene, sentence, *span)


def _is_value(scene: Scene, sentence: int, i: int) -> bool:
    """Is the word part of a date or a sum?"""
    references = scene.references(sentence, i)
    return bool(references) and scene.kind(references[0]) in {"date", "money"}
