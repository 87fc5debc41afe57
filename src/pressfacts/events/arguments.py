"""Where the arguments of a trigger stand: a function for each relation of the pattern language."""

from collections.abc import Callable
from typing import NamedTuple

from pressfacts.events.grammar import function_words, ties
from pressfacts.events.patterns import Pattern, Step
from pressfacts.events.syntax import Syntax

SUBJECT = (Step("subject", "relation"),)
OBJECT = (Step("object", "relation"),)
QUOTES = {"«": "»", '"': '"', "“": "”", "„": "“"}
APPOSITION = frozenset({"appos", "flat", "flat:name", "flat:foreign"})


class Argument(NamedTuple):
    """A phrase: its head and, where it is a stretch of its own, its tokens `first` to `last`."""

    head: int
    pattern: str
    first: int | None = None
    last: int | None = None


def find_arguments(syntax: Syntax, trigger: int, pattern: Pattern) -> list[Argument]:
    """What stands at the first path of the pattern that leads anywhere."""
    return next(filter(None, (arguments_at(syntax, trigger, path) for path in pattern.paths)), [])


def arguments_at(syntax: Syntax, trigger: int, path: tuple[Step, ...]) -> list[Argument]:
    """What stands at the end of a path, with all that is coordinated with it."""
    name = ".".join(step.name for step in path)
    return [
        Argument(head, name, span.first, span.last)
        for span in follow(syntax, trigger, path)
        for head in ([span.head] if span.first is not None else syntax.conjuncts(span.head))
    ]


def follow(syntax: Syntax, start: int, path: tuple[Step, ...]) -> list[Argument]:
    """The phrases at the end of a path."""
    here = [Argument(start, "")]
    for step in path:
        here = [there for place in here for there in _step(syntax, place.head, step)]
    return list(dict.fromkeys(here))


def _step(syntax: Syntax, i: int, step: Step) -> list[Argument]:
    if step.kind == "relation":
        found = RELATIONS[step.name](syntax, i)
    else:
        found = _by_case(syntax, i, step)
    if not (step.only or step.never):
        return found
    return [a for a in found if _allowed(syntax.token(a.head).lemma, step)]


def _allowed(lemma: str, step: Step) -> bool:
    return lemma not in step.never and (not step.only or lemma in step.only)


def _by_case(syntax: Syntax, i: int, step: Step) -> list[Argument]:
    """Dependents in a case; a prepositional one may hang a little off, where the parser slipped."""
    for reach in _reaches(step):
        found = [
            Argument(child, "")
            for child in reach(syntax, i)
            if syntax.preposition[child] == step.preposition
            and syntax.in_case(child, step.case or "")
            and not (step.preposition is None and syntax.token(child).rel in APPOSITION)
            and not (step.preposition is None and syntax.token(child).rel.startswith("nsubj"))
            and not _inside_title(syntax, child, i)
        ]
        if found:
            return found
    return []


def _reaches(step: Step) -> tuple[Callable[[Syntax, int], list[int]], ...]:
    if step.preposition is None:
        return (_own,)
    if " " in step.preposition:  # «под председательством» can hardly belong to another word
        return _own, _governor_s, _object_s, _chain_s, _clause_s
    return _own, _governor_s, _object_s, _chain_s, _shared_s, _end_s


def _shared_s(syntax: Syntax, i: int) -> list[int]:
    """«В Твери он осмотрел цех и вручил медаль»: what opens the clause holds for all its verbs."""
    head = syntax.governor[i]
    if (
        head < 0
        or not syntax.is_verb(i)
        or syntax.token(i).rel != "conj"
        or not syntax.is_verb(head)
    ):
        return []
    subjects_before = _surface_subjects(syntax, head)
    return [c for c in syntax.below(head) if c < min([head, *subjects_before])]


def _chain_s(syntax: Syntax, i: int) -> list[int]:
    """«визит делегации института в Тверь»: what ends a chain of genitives may be its head's."""
    if syntax.is_verb(i):
        return []
    chain = [i]
    for noun in chain:
        chain += [
            c
            for c in syntax.below(noun)
            if syntax.preposition[c] is None and syntax.token(c).case == "Gen" and c not in chain
        ]
    return [
        c for noun in chain[1:] for c in syntax.below(noun) if syntax.preposition[c] is not None
    ]


def _end_s(syntax: Syntax, i: int) -> list[int]:
    """«встретился с послом Турции в Москве»: the last phrase of a clause may be the verb's own."""
    if not syntax.is_verb(i):
        return []
    clause = [t for t in _clause_s(syntax, i) if t > i and syntax.preposition[t] is not None]
    return clause[-1:]


def _clause_s(syntax: Syntax, i: int) -> list[int]:
    root = syntax.clause_root(i)
    return [
        t for t in range(len(syntax.tokens)) if syntax.nominal(t) and syntax.clause_root(t) == root
    ]


def _inside_title(syntax: Syntax, child: int, i: int) -> bool:
    """«медаль «За труд»»: the preposition is a word of the title."""
    marks = [c for c in syntax.sentence.children[child] if syntax.token(c).rel == "case"]
    return any(syntax.quotation(mark) not in (None, syntax.quotation(i)) for mark in marks)


def _own(syntax: Syntax, i: int) -> list[int]:
    return list(syntax.below(i))


def _governor_s(syntax: Syntax, i: int) -> list[int]:
    """«в Москве провёл переговоры»: what belongs to a noun may be attached to the verb above it."""
    head = syntax.governor[i]
    if syntax.is_verb(i) or head < 0 or syntax.preposition[i] not in {None, *ties().with_}:
        return []
    around = [child for child in syntax.below(head) if child != i]
    return sorted(around, key=lambda child: (child < i, child))


def _object_s(syntax: Syntax, i: int) -> list[int]:
    """«подписал меморандум с заводом»: what belongs to a verb may be attached to its object."""
    if not syntax.is_verb(i):
        return []
    nouns = [
        c
        for c in syntax.below(i)
        if syntax.preposition[c] is None and syntax.token(c).rel not in {"nsubj", "iobj"}
    ]
    return [child for noun in nouns for child in syntax.below(noun)]


def subjects(syntax: Syntax, verb: int) -> list[Argument]:
    """Who does it, with all that is coordinated with it; nothing where the verb has no subject."""
    return arguments_at(syntax, verb, SUBJECT)


# ---------------------------------------------------------------- relations


def _is_passive(syntax: Syntax, i: int) -> bool:
    token = syntax.token(i)
    return token.feats.get("Voice") == "Pass"


def _surface_subjects(syntax: Syntax, i: int) -> list[int]:
    found = [c for c in syntax.below(i) if syntax.token(c).rel.startswith("nsubj")]
    # «гости посетили суд»: of two nominatives the one that may be an accusative is none
    found = [c for c in found if syntax.token(c).case != "Acc"] or found[:1]
    return [c for c in found if _agrees(syntax, c, i)] or found


def _agrees(syntax: Syntax, noun: int, verb: int) -> bool:
    """«министерство возглавила Анна Ли»: the verb tells which of the two is the subject."""
    one, two = syntax.token(noun), syntax.token(verb)
    if one.number and two.number and one.number != two.number:
        return len(syntax.conjuncts(noun)) > 1
    return two.number == "Plur" or not (one.gender and two.gender) or one.gender == two.gender


def _subject(syntax: Syntax, i: int) -> list[Argument]:
    """Who does it: the nominative of an active verb, the instrumental of a passive one."""
    if not syntax.is_verb(i):
        return _predicate_subject(syntax, i)
    if _is_passive(syntax, i):
        return _agent(syntax, i)
    return [Argument(head, "") for head in _nominative(syntax, i)]


def _predicate_subject(syntax: Syntax, i: int) -> list[Argument]:
    """«Петров – лауреат премии», «намерен»: the subject of a predicate that is no verb."""
    own = _surface_subjects(syntax, i)
    if own:
        return [Argument(head, "") for head in own]
    return []


def _nominative(syntax: Syntax, i: int) -> list[int]:
    """The nominative that the verb agrees with, also when the verb is not the finite one."""
    seen: set[int] = set()
    while i >= 0 and i not in seen:
        seen.add(i)
        own = _surface_subjects(syntax, i)
        if own:
            return [_resolved(syntax, head) for head in own]
        token = syntax.token(i)
        head = syntax.governor[i]
        if syntax.is_participle(i):
            return [head] if head >= 0 and not syntax.is_verb(head) else []
        if token.rel == "acl:relcl" and head >= 0 and not syntax.is_verb(i):
            return []
        if token.feats.get("VerbForm") == "Inf":
            control = _controller(syntax, i, head)
            if control is not None:
                return [control]
        if head < 0 or token.rel not in {"conj", "xcomp", "advcl", "aux", "cop", "ccomp", "csubj"}:
            break
        if token.rel == "ccomp" and token.feats.get("VerbForm") == "Fin":
            break
        i = head
    fallback = _slipped_subject(syntax, i)
    return _mistaken_object(syntax, i) if fallback is None else [fallback]


def _mistaken_object(syntax: Syntax, i: int) -> list[int]:
    """«пост занял И. Петров»: a person's nominative beside an object is no second object."""
    objects = [c for c in syntax.below(i) if syntax.token(c).rel == "obj"]
    names = [
        c
        for c in objects
        if syntax.token(c).pos == "PROPN"
        and syntax.token(c).case == "Nom"
        and syntax.token(c).feats.get("Animacy") == "Anim"
    ]
    return [c for c in names if _agrees(syntax, c, i)] if len(objects) > len(names) else []


def _resolved(syntax: Syntax, i: int) -> int:
    """«который» as its antecedent."""
    if syntax.token(i).lemma in function_words().relative:
        antecedent = syntax.antecedent(i)
        return i if antecedent is None else antecedent
    return i


def _controller(syntax: Syntax, i: int, head: int) -> int | None:
    """«поручил министру посетить»: the dative of the verb above an infinitive is its subject."""
    if head < 0:
        return None
    for child in syntax.below(head):
        token = syntax.token(child)
        animate = token.feats.get("Animacy") == "Anim" or token.pos in {"PROPN", "PRON"}
        if token.case == "Dat" and syntax.preposition[child] is None and animate and child < i:
            return child
    return None


def _slipped_subject(syntax: Syntax, i: int) -> int | None:
    """A nominative name before the verb that the parser attached elsewhere."""
    verb = syntax.token(i)
    finite = verb.feats.get("VerbForm") == "Fin" or verb.feats.get("Variant") == "Short"
    if not syntax.is_verb(i) or not finite:
        return None
    for j in range(i - 1, -1, -1):
        token = syntax.token(j)
        if syntax.is_verb(j) and token.feats.get("VerbForm") == "Fin":
            return None
        if token.rel.startswith("nsubj") or token.text in {";", ":"}:
            return None
        if token.pos != "PROPN" or token.case != "Nom" or syntax.preposition[j] is not None:
            continue
        # «указом главы Анны Ли Иван Петров назначен»: a name of its own, whatever it hangs on
        whole = (
            token.rel not in {"flat:name", "flat"} or syntax.token(token.head).case != token.case
        )
        if token.feats.get("Animacy") == "Anim" and whole:
            agrees = verb.gender is None or token.gender == verb.gender
            if agrees and (verb.number or "Sing") == (token.number or "Sing"):
                return j
    return None


def _object(syntax: Syntax, i: int) -> list[Argument]:
    """Whom or what: the accusative of an active verb, the nominative of a passive one."""
    if _is_passive(syntax, i):
        return [Argument(head, "") for head in _passive_nominative(syntax, i)]
    children = [c for c in syntax.below(i) if syntax.preposition[c] is None]
    direct = [c for c in children if syntax.token(c).rel == "obj"]
    if not direct:
        subject = _surface_subjects(syntax, i)
        direct = [c for c in children if syntax.token(c).rel == "nsubj" and c not in subject]
    if not direct:
        direct = [
            c
            for c in children
            if syntax.token(c).rel in {"obl", "nmod", "iobj"} and syntax.cases(c) == {"Acc"}
        ]
    direct = direct or _slipped_object(syntax, i)
    return [Argument(_resolved(syntax, head), "") for head in direct]


def _slipped_object(syntax: Syntax, i: int) -> list[int]:
    """«избрала президентом Петра Ильина»: an accusative that hangs on a noun in another case."""
    for noun in syntax.below(i):
        if syntax.preposition[noun] is not None or syntax.token(noun).case in {"Acc", "Nom", None}:
            continue
        for child in syntax.below(noun):
            if syntax.token(child).case == "Acc" and syntax.preposition[child] is None:
                return [child]
    return []


def _passive_nominative(syntax: Syntax, i: int) -> list[int]:
    own = _surface_subjects(syntax, i)
    if own:
        return [_resolved(syntax, head) for head in own]
    token, head = syntax.token(i), syntax.governor[i]
    if syntax.is_participle(i) and head >= 0 and not syntax.is_verb(head):
        return [head]
    if head >= 0 and syntax.token(head).rel.startswith("nsubj") and not syntax.is_verb(head):
        return [head]  # «звание «…» присвоено Иванову»: subject and verb have changed places
    if token.rel == "conj" and head >= 0:
        return _passive_nominative(syntax, head)
    if token.rel in {"aux:pass", "cop"} or head < 0:
        # the parser sometimes makes the participle's noun a plain dependent
        nouns = [
            c for c in syntax.below(i) if syntax.preposition[c] is None and "Nom" in syntax.cases(c)
        ]
        slipped = _slipped_subject(syntax, i)
        return nouns[:1] or ([] if slipped is None else [slipped]) or _nominative_after(syntax, i)
    return _nominative_after(syntax, i) if token.rel in {"parataxis", "advcl"} else []


def _nominative_after(syntax: Syntax, i: int) -> list[int]:
    """«Освобождена от должности министр Анна Ли – теперь она …»: up to the next mark or verb."""
    for j in range(i + 1, len(syntax.tokens)):
        token = syntax.token(j)
        if token.pos == "PUNCT" or syntax.is_verb(j):
            break
        if token.case == "Nom" and syntax.nominal(j) and syntax.preposition[j] is None:
            return [j]
    return []


def _agent(syntax: Syntax, i: int) -> list[Argument]:
    """By whom: the bare instrumental of a passive."""
    return [
        Argument(c, "")
        for c in syntax.below(i)
        if syntax.preposition[c] is None and syntax.token(c).case == "Ins"
    ]


def _governor(syntax: Syntax, i: int) -> list[Argument]:
    """The verb that a noun depends on, over other nouns («подвёл итоги визита»)."""
    if syntax.preposition[i] in ties().loose:
        return []  # «по итогам встречи ведомства подписали»: who signed need not have met
    seen = {i}
    head = syntax.governor[i]
    while head >= 0 and head not in seen:
        if syntax.is_verb(head):
            return [Argument(head, "")]
        seen.add(head)
        if syntax.governor[head] < 0:
            return [Argument(head, "")]
        head = syntax.governor[head]
    return []


def _below(syntax: Syntax, i: int) -> list[Argument]:
    """«соглашение о поставке труб с заводом»: the nouns that a long phrase goes through."""
    found: list[int] = []
    stack = [i]
    while stack:
        for child in syntax.below(stack.pop(0)):
            if child not in found and child != i:
                found.append(child)
                stack.append(child)
    return [Argument(child, "") for child in found]


def _modified(syntax: Syntax, i: int) -> list[Argument]:
    head = syntax.governor[i]
    return [Argument(head, "")] if head >= 0 and syntax.nominal(head) else []


def _possessive(syntax: Syntax, i: int) -> list[Argument]:
    """«его визит»; «свой визит» is the subject's."""
    for child in syntax.dependents[i]:
        token = syntax.token(child)
        if token.lemma in function_words().possessive and token.rel in {"det", "nmod"}:
            return [Argument(child, "")]
        if token.lemma in function_words().reflexive:
            return [a for verb in _governor(syntax, i) for a in _subject(syntax, verb.head)]
    return []


def _adjective(syntax: Syntax, i: int) -> list[Argument]:
    """«круглый» of «круглый стол», «посвящённый» of «лекция, посвящённая …»."""
    return [
        Argument(c, "")
        for c in syntax.dependents[i]
        if syntax.token(c).rel == "amod"
        or (syntax.token(c).rel == "acl" and syntax.token(c).case is not None)
    ]


def _self(syntax: Syntax, i: int) -> list[Argument]:
    return [Argument(i, "", *phrase(syntax, i))]


def _title(syntax: Syntax, i: int) -> list[Argument]:
    """The words between the quotation marks that follow the noun's phrase."""
    _, last = phrase(syntax, i)
    for start in range(i + 1, min(last + 1, len(syntax.tokens))):
        if syntax.token(start).text in QUOTES:
            end = closing_quote(syntax, start)
            if end is not None and end > start + 1:
                return [Argument(start + 1, "", start + 1, end)]
    return []


def closing_quote(syntax: Syntax, start: int) -> int | None:
    """The token that closes the quotation mark at `start`."""
    opening = syntax.token(start).text
    closing, depth = QUOTES[opening], 0
    for i in range(start + 1, len(syntax.tokens)):
        text = syntax.token(i).text
        if text == closing:
            if depth == 0:
                return i
            depth -= 1
        elif text == opening:
            depth += 1
    return None


def _infinitive(syntax: Syntax, i: int) -> list[Argument]:
    """«чтобы проверить стройку», «обсудить планы»: the purpose told by an infinitive."""
    for child in syntax.dependents[i]:
        if syntax.token(child).feats.get("VerbForm") == "Inf" and child > i:
            inside = [c for c in syntax.subtree(child) if syntax.token(c).rel != "mark"]
            return [Argument(child, "", *_trimmed(syntax, child, set(inside)))]
    return []


def _clause(syntax: Syntax, i: int) -> list[Argument]:
    for child in syntax.dependents[i]:
        if syntax.token(child).rel in {"ccomp", "csubj"}:
            return [Argument(child, "", *_trimmed(syntax, child, syntax.subtree(child)))]
    return []


def _preposition(syntax: Syntax, i: int) -> list[Argument]:
    return [Argument(c, "") for c in syntax.sentence.children[i] if syntax.token(c).pos == "ADP"]


def _negation(syntax: Syntax, i: int) -> list[Argument]:
    return [
        Argument(c, "")
        for c in syntax.dependents[i]
        if syntax.token(c).lemma in function_words().negation
    ]


def _adverb(syntax: Syntax, i: int) -> list[Argument]:
    return [Argument(c, "") for c in syntax.dependents[i] if syntax.token(c).pos == "ADV"]


def _nothing(_syntax: Syntax, _i: int) -> list[Argument]:
    """Dates, sums and quotations are looked up in the scene, not in the tree."""
    return []


RELATIONS: dict[str, Callable[[Syntax, int], list[Argument]]] = {
    "subject": _subject,
    "object": _object,
    "agent": _agent,
    "possessive": _possessive,
    "title": _title,
    "self": _self,
    "infinitive": _infinitive,
    "clause": _clause,
    "governor": _governor,
    "modified": _modified,
    "below": _below,
    "adjective": _adjective,
    "preposition": _preposition,
    "negation": _negation,
    "adverb": _adverb,
    "quotation": _nothing,
    "rest": _nothing,
    "remainder": _nothing,
    "before": _nothing,
    "date": _nothing,
    "money": _nothing,
}


# ---------------------------------------------------------------- phrases

LONG_COMPLEMENT = 3  # tokens with the preposition: «о взаимопонимании», «о дружбе»
OUTSIDE = frozenset({"acl:relcl", "parataxis", "advcl", "conj:outer"})
NOT_OF_PHRASE = frozenset({"case", "cop", "aux", "nsubj", "nsubj:pass", "advmod", "mark"})


def phrase(
    syntax: Syntax, i: int, without: frozenset[int] = frozenset(), *, coordinated: bool = False
) -> tuple[int, int]:
    """First and last (half-open) token of the noun phrase, without what only comments on it.

    `without` are heads that other roles took: their prepositional phrases stay out.
    """
    inside = {i}
    stack = [i]
    while stack:
        here = stack.pop()
        below = [child for child in syntax.dependents[here] if child not in inside]
        if here == i:
            below = [child for child in below if _belongs_to_head(syntax, child, coordinated)]
        below = [child for child in below if _belongs(syntax, child, without)]
        inside.update(below)
        stack.extend(below)
    return _trimmed(syntax, i, inside)


def _belongs(syntax: Syntax, child: int, without: frozenset[int]) -> bool:
    """Is a word part of the phrase that its governor is in?"""
    rel, preposition = syntax.token(child).rel, syntax.preposition[child]
    if rel in OUTSIDE or preposition in ties().circumstance:
        return False
    if rel in APPOSITION and syntax.is_verb(child) and not syntax.is_participle(child):
        return False
    return child not in without or preposition is None


def _belongs_to_head(syntax: Syntax, child: int, coordinated: bool) -> bool:
    """Is what hangs on the head of the phrase in it, and no comment or function word?"""
    rel = syntax.token(child).rel
    if rel in NOT_OF_PHRASE or (rel == "conj" and not coordinated):
        return False
    return child not in syntax.function_words and not _introduces_comment(syntax, child)


def with_title(syntax: Syntax, first: int, last: int) -> tuple[int, int]:
    """The phrase to the end of the quoted title that closes it, wherever its words were hung."""
    at = last if last < len(syntax.tokens) and syntax.quotation(last) == last else last - 1
    mark = syntax.quotation(at)
    if mark is None or mark <= first:
        return first, last
    end = closing_quote(syntax, mark)
    return first, last if end is None else max(last, end + 1)


def core_phrase(syntax: Syntax, i: int, without: frozenset[int] = frozenset()) -> tuple[int, int]:
    """The noun phrase up to its first long prepositional or participial complement."""
    first, last = phrase(syntax, i, without)
    for child in sorted(syntax.dependents[i]):
        if child < i or child >= last:
            continue
        below = syntax.subtree(child)
        heavy = syntax.is_verb(child) or (
            syntax.preposition[child] is not None and len(below) > LONG_COMPLEMENT
        )
        if heavy and i < min(below) < last:
            return _trimmed(syntax, i, set(range(first, min(below))))
    return first, last


def _introduces_comment(syntax: Syntax, i: int) -> bool:
    """Is the dependent set off by a comma or a dash («корпус – первый в области»)?"""
    before = min(syntax.subtree(i)) - 1
    return before >= 0 and syntax.token(before).text in {",", "–", "—", "-", "("}


def _trimmed(syntax: Syntax, i: int, inside: set[int]) -> tuple[int, int]:
    """The unbroken run around the head; punctuation and conjunctions inside it do not break it."""
    first = last = i
    while first > 0 and (first - 1 in inside or _bridges(syntax, first - 1, inside, -1)):
        first -= 1
    while last + 1 < len(syntax.tokens) and (
        last + 1 in inside or _bridges(syntax, last + 1, inside, 1)
    ):
        last += 1
    while first < i and syntax.token(first).rel in {"punct", "cc", "case", "mark"}:
        if syntax.token(first).text in QUOTES:
            break
        first += 1
    while last > i and syntax.token(last).pos in {"PUNCT", "CCONJ", "ADP"}:
        if syntax.token(last).text in QUOTES.values():
            break
        last -= 1
    return first, last + 1


def _bridges(syntax: Syntax, i: int, inside: set[int], direction: int) -> bool:
    """Does the stretch of punctuation at i lead on to another token of the phrase?"""
    while 0 <= i < len(syntax.tokens) and syntax.token(i).pos == "PUNCT" and i not in inside:
        if syntax.token(i).text in {";", "."}:
            return False
        i += direction
    return i in inside
