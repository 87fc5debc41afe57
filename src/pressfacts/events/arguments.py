"""Where the arguments of a trigger stand: a function for each relation of the pattern language."""

from collections.abc import Callable, Sequence

from pressfacts.events.actants import surface_subjects
from pressfacts.events.grammar import ties
from pressfacts.events.groups import is_collective
from pressfacts.events.patterns import PEOPLE, THINGS, Pattern, Step
from pressfacts.events.phrases import APPOSITION
from pressfacts.events.relations import RELATIONS, STRETCHES, Argument
from pressfacts.events.syntax import Syntax, remembered

SUBJECT = (Step("subject", "relation"),)
OBJECT = (Step("object", "relation"),)


def find_arguments(syntax: Syntax, trigger: int, pattern: Pattern) -> list[Argument]:
    """What stands at the first path of the pattern that leads anywhere."""
    for path in pattern.paths_with(syntax.prepositions):
        found = arguments_at(syntax, trigger, path)
        if found:
            return found
    return []


def arguments_at(syntax: Syntax, trigger: int, path: tuple[Step, ...]) -> list[Argument]:
    """What stands at the end of a path, with all that is coordinated with it."""
    heads = follow(syntax, trigger, path)
    if not heads:  # as with most paths of most triggers
        return []
    name = path[0].name if len(path) == 1 else ".".join([step.name for step in path])
    stretch = STRETCHES.get(path[-1].name)
    if stretch is not None:
        return [Argument(head, name, *stretch(syntax, head)) for head in heads]
    return [Argument(joined, name) for head in heads for joined in syntax.conjuncts(head)]


def follow(syntax: Syntax, start: int, path: tuple[Step, ...]) -> list[int]:
    """The heads of the phrases at the end of a path."""
    here = _step(syntax, start, path[0])
    for step in path[1:]:
        if not here:
            return here
        here = [there for place in here for there in _step(syntax, place, step)]
    return list(dict.fromkeys(here)) if len(here) > 1 else here


def _step(syntax: Syntax, i: int, step: Step) -> list[int]:
    question = step.name, i
    found: list[int] | None = syntax.answers.get(question)
    if found is None:
        by_case = step.kind == "case"
        found = _by_case(syntax, i, step) if by_case else RELATIONS[step.name](syntax, i)
        syntax.answers[question] = found
    if step.never:
        found = [head for head in found if not is_among(syntax, head, step.never)]
    if step.only:
        found = [head for head in found if is_among(syntax, head, step.only)]
    return found


def is_among(syntax: Syntax, i: int, lemmas: frozenset[str]) -> bool:
    """Is the word one of these, or one for people (for things) where they are among them?"""
    token = syntax.tokens[i]
    if token.lemma in lemmas:
        return True
    if THINGS in lemmas and token.pos == "NOUN" and not is_collective(token.lemma):
        return token.feats.get("Animacy") == "Inan"
    return PEOPLE in lemmas and token.feats.get("Animacy") == "Anim"


def _by_case(syntax: Syntax, i: int, step: Step) -> list[int]:
    """Dependents in a case; a prepositional one may hang a little off, where the parser slipped."""
    case = step.case or ""
    if step.preposition is None:
        return [c for c in syntax.below(i) if _is_bare(syntax, c, i, case)]
    if step.preposition not in syntax.prepositions:
        return []
    able = syntax.under(step.preposition, case)
    if not able:
        return []
    # «под председательством» can hardly belong to another word
    for reach in COMPOUND_REACHES if " " in step.preposition else REACHES:
        near = reach(syntax, i)
        if near and (found := [c for c in near if c in able and not _inside_title(syntax, c, i)]):
            return found
    return []


def _is_bare(syntax: Syntax, child: int, i: int, case: str) -> bool:
    """Does a noun under a word stand in a case without a preposition, and for nothing else?"""
    return (
        syntax.preposition[child] is None
        and syntax.in_case(child, case)
        and syntax.tokens[child].rel not in APPOSITION
        and not _is_subject(syntax, child)
        and not _inside_title(syntax, child, i)
    )


@remembered
def _relative_s(syntax: Syntax, i: int) -> list[int]:
    """«форум, который проходит в Твери»: what a relative clause says of the noun."""
    return [child for verb in syntax.told_by(i) for child in syntax.below(verb)]


@remembered
def _shared_s(syntax: Syntax, i: int) -> list[int]:
    """«В Твери он осмотрел цех и вручил медаль»: what opens the clause holds for all its verbs."""
    head = syntax.governor[i]
    if (
        head < 0
        or not syntax.is_verb(i)
        or syntax.tokens[i].rel != "conj"
        or not syntax.is_verb(head)
    ):
        return []
    subjects_before = surface_subjects(syntax, head)
    first = min([head, *subjects_before])
    return [c for c in syntax.below(head) if c < first]


@remembered
def _chain_s(syntax: Syntax, i: int) -> list[int]:
    """«визит делегации института в Тверь»: what ends a chain of genitives may be its head's."""
    if syntax.is_verb(i):
        return []
    chain = [i]
    for noun in chain:
        chain += [
            c
            for c in syntax.below(noun)
            if syntax.preposition[c] is None and syntax.tokens[c].case == "Gen" and c not in chain
        ]
    return [
        c for noun in chain[1:] for c in syntax.below(noun) if syntax.preposition[c] is not None
    ]


@remembered
def _end_s(syntax: Syntax, i: int) -> list[int]:
    """«встретился с послом Турции в Москве»: the last phrase of a clause may be the verb's own."""
    if not syntax.is_verb(i):
        return []
    clause = [t for t in _clause_s(syntax, i) if t > i and syntax.preposition[t] is not None]
    return clause[-1:]


def _above_s(syntax: Syntax, i: int) -> list[int]:
    """«в Твери намерены открыть»: what is told of the verb above an infinitive is told of it."""
    head = syntax.governor[i]
    infinitive = syntax.tokens[i].feats.get("VerbForm") == "Inf"
    if head < 0 or not infinitive or syntax.tokens[i].rel not in {"xcomp", "csubj"}:
        return []
    return [child for child in syntax.below(head) if child != i]


def _clause_s(syntax: Syntax, i: int) -> Sequence[int]:
    return syntax.clause(syntax.clause_root(i))


def _is_subject(syntax: Syntax, i: int) -> bool:
    return syntax.tokens[i].rel.startswith("nsubj") and "Nom" in syntax.cases(i)


def _inside_title(syntax: Syntax, child: int, i: int) -> bool:
    """«медаль «За труд»»: the preposition is a word of the title."""
    for mark in syntax.sentence.children[child]:
        if syntax.tokens[mark].rel == "case":
            title = syntax.quotation(mark)
            if title is not None and title != syntax.quotation(i):
                return True
    return False


def _own(syntax: Syntax, i: int) -> Sequence[int]:
    return syntax.below(i)


@remembered
def _governor_s(syntax: Syntax, i: int) -> list[int]:
    """«в Москве провёл переговоры»: what belongs to a noun may be attached to the verb above it."""
    head = syntax.governor[i]
    if syntax.is_verb(i) or head < 0:
        return []
    preposition, around = syntax.preposition[i], syntax.below(head)
    if preposition is not None and preposition not in ties().with_:
        return []
    return [*(child for child in around if child > i), *(child for child in around if child < i)]


@remembered
def _object_s(syntax: Syntax, i: int) -> list[int]:
    """«подписал меморандум с заводом»: what belongs to a verb may be attached to its object."""
    if not syntax.is_verb(i):
        return []
    nouns = [
        c
        for c in syntax.below(i)
        if syntax.preposition[c] is None and syntax.tokens[c].rel not in {"nsubj", "iobj"}
    ]
    return [child for noun in nouns for child in syntax.below(noun)]


REACHES: tuple[Callable[[Syntax, int], Sequence[int]], ...] = (
    _own,
    _relative_s,
    _governor_s,
    _object_s,
    _chain_s,
    _shared_s,
    _end_s,
    _above_s,
)
COMPOUND_REACHES = (_own, _governor_s, _object_s, _chain_s, _clause_s)


def subjects(syntax: Syntax, verb: int) -> list[Argument]:
    """Who does it, with all that is coordinated with it; nothing where the verb has no subject."""
    return arguments_at(syntax, verb, SUBJECT)
