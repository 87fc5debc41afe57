"""Who does what to whom: the subject, the object and the agent of a verb.

The tree names them where it is right; else order, case and agreement find them nearby.
"""

from pressfacts.events.grammar import function_words
from pressfacts.events.syntax import Syntax, remembered


def subjects(syntax: Syntax, i: int) -> list[int]:
    """Who does it: the nominative of an active verb, the instrumental of a passive one."""
    if not syntax.is_verb(i):
        return surface_subjects(syntax, i)  # «Петров – лауреат премии», «намерен»
    return agents(syntax, i) if _is_passive(syntax, i) else _nominative(syntax, i)


def objects(syntax: Syntax, i: int) -> list[int]:
    """Whom or what: the accusative of an active verb, the nominative of a passive one."""
    if _is_passive(syntax, i):
        return _passive_nominative(syntax, i)
    children = [c for c in syntax.below(i) if syntax.preposition[c] is None]
    direct = [c for c in children if syntax.tokens[c].rel == "obj"]
    if not direct:
        subject = surface_subjects(syntax, i)
        direct = [c for c in children if syntax.tokens[c].rel == "nsubj" and c not in subject]
    if not direct:
        direct = [
            c
            for c in children
            if syntax.tokens[c].rel in {"obl", "nmod", "iobj"} and syntax.cases(c) == {"Acc"}
        ]
    direct = direct or _slipped_object(syntax, i) or _raised_object(syntax, i)
    return [resolved(syntax, head) for head in direct]


def agents(syntax: Syntax, i: int) -> list[int]:
    """By whom: the bare instrumental of a passive."""
    return [
        c
        for c in syntax.below(i)
        if syntax.preposition[c] is None and syntax.tokens[c].case == "Ins"
    ]


@remembered
def surface_subjects(syntax: Syntax, i: int) -> list[int]:
    """The nominatives that the tree gives the verb."""
    found = [
        c
        for c in syntax.below(i)
        if syntax.tokens[c].rel.startswith("nsubj") and "Nom" in syntax.cases(c)
    ]
    # «гости посетили суд»: of two nominatives the one that may be an accusative is none
    found = [c for c in found if syntax.tokens[c].case != "Acc"] or found[:1]
    return [c for c in found if _agrees(syntax, c, i)] or found


def resolved(syntax: Syntax, i: int) -> int:
    """«который» as its antecedent."""
    if syntax.tokens[i].lemma in function_words().relative:
        antecedent = syntax.antecedent(i)
        return i if antecedent is None else antecedent
    return i


def _is_passive(syntax: Syntax, i: int) -> bool:
    token = syntax.tokens[i]
    return token.feats.get("Voice") == "Pass"


def _agrees(syntax: Syntax, noun: int, verb: int) -> bool:
    """«министерство возглавила Анна Ли»: the verb tells which of the two is the subject."""
    one, two = syntax.tokens[noun], syntax.tokens[verb]
    if one.number and two.number and one.number != two.number:
        return len(syntax.conjuncts(noun)) > 1
    return two.number == "Plur" or not (one.gender and two.gender) or one.gender == two.gender


def _nominative(syntax: Syntax, i: int) -> list[int]:
    """The nominative that the verb agrees with, also when the verb is not the finite one."""
    seen: set[int] = set()
    verb = i
    while i >= 0 and i not in seen:
        seen.add(i)
        own = surface_subjects(syntax, i)
        # «сообщил, что гости приедут, а также заявил»: whom the verb does not agree with is another
        if own and (i == verb or any(_agrees(syntax, head, verb) for head in own)):
            return [resolved(syntax, head) for head in own]
        token = syntax.tokens[i]
        head = syntax.governor[i]
        if syntax.is_participle(i):
            return [head] if head >= 0 and not syntax.is_verb(head) else _described(syntax, i)
        if token.rel == "acl:relcl" and head >= 0 and _tells_where(syntax, i):
            i = syntax.clause_root(head)
            continue
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


def _tells_where(syntax: Syntax, i: int) -> bool:
    """«посетил завод, где встретился с бригадой»: a clause about a place keeps the subject."""
    return any(syntax.tokens[c].lemma in function_words().places for c in syntax.dependents[i])


def _described(syntax: Syntax, i: int) -> list[int]:
    """«зал открыл завод, купивший экран»: what a participle behind a comma agrees with."""
    if i < 1 or syntax.tokens[i - 1].text != ",":
        return []
    for j in range(i - 2, -1, -1):
        if syntax.is_verb(j):
            return []
        if syntax.nominal(j) and syntax.tokens[j].case == syntax.tokens[i].case:
            return [j] if _agrees(syntax, j, i) else []
    return []


def _mistaken_object(syntax: Syntax, i: int) -> list[int]:
    """«пост занял И. Петров»: a person's nominative beside an object is no second object."""
    objects = [c for c in syntax.below(i) if syntax.tokens[c].rel == "obj"]
    names = [
        c
        for c in objects
        if syntax.tokens[c].pos == "PROPN"
        and syntax.tokens[c].case == "Nom"
        and syntax.tokens[c].feats.get("Animacy") == "Anim"
    ]
    return [c for c in names if _agrees(syntax, c, i)] if len(objects) > len(names) else []


def _controller(syntax: Syntax, i: int, head: int) -> int | None:
    """«поручил министру посетить»: the dative of the verb above an infinitive is its subject."""
    if head < 0:
        return None
    for child in syntax.below(head):
        token = syntax.tokens[child]
        animate = token.feats.get("Animacy") == "Anim" or token.pos in {"PROPN", "PRON"}
        if token.case == "Dat" and syntax.preposition[child] is None and animate and child < i:
            return child
    return None


def _slipped_subject(syntax: Syntax, i: int) -> int | None:
    """A nominative name before the verb that the parser attached elsewhere."""
    verb = syntax.tokens[i]
    finite = verb.feats.get("VerbForm") == "Fin" or verb.feats.get("Variant") == "Short"
    if not syntax.is_verb(i) or not finite:
        return None
    for j in range(i - 1, -1, -1):
        token = syntax.tokens[j]
        if syntax.is_verb(j) and token.feats.get("VerbForm") == "Fin":
            return None
        if token.rel.startswith("nsubj") or token.text in {";", ":"}:
            return None
        if token.pos != "PROPN" or token.case != "Nom" or syntax.preposition[j] is not None:
            continue
        # «указом главы Анны Ли Иван Петров назначен»: a name of its own, whatever it hangs on
        whole = (
            token.rel not in {"flat:name", "flat"} or syntax.tokens[token.head].case != token.case
        )
        if token.feats.get("Animacy") == "Anim" and whole:
            agrees = verb.gender is None or token.gender == verb.gender
            several = verb.number == "Plur" and len(syntax.conjuncts(j)) > 1
            if several or (agrees and (verb.number or "Sing") == (token.number or "Sing")):
                return j
    return None


def _raised_object(syntax: Syntax, i: int) -> list[int]:
    """«первую очередь рассчитывают сдать»: a thing before the verb that the infinitive hangs on."""
    head = syntax.governor[i]
    infinitive = syntax.tokens[i].feats.get("VerbForm") == "Inf"
    if not infinitive or head < 0 or syntax.tokens[i].rel not in {"xcomp", "csubj"} or head > i:
        return []
    return [
        c
        for c in syntax.below(head)
        if c < head
        and (syntax.tokens[c].rel == "obj" or not _agrees(syntax, c, head))
        and syntax.tokens[c].case in {"Acc", "Nom"}
        and syntax.preposition[c] is None
        and syntax.tokens[c].feats.get("Animacy") == "Inan"
    ]


def _slipped_object(syntax: Syntax, i: int) -> list[int]:
    """«избрала президентом Петра Ильина»: an accusative that hangs on a noun in another case."""
    for noun in syntax.below(i):
        if syntax.tokens[noun].case in {"Acc", "Nom", None}:
            continue
        for child in syntax.below(noun):
            if syntax.tokens[child].case == "Acc" and syntax.preposition[child] is None:
                return [child]
        people = (
            t
            for t in sorted(syntax.subtree(noun))
            if syntax.tokens[t].case == "Acc"
            and syntax.tokens[t].feats.get("Animacy") == "Anim"
            and syntax.preposition[t] is None
            and syntax.clause_root(t) == i
        )
        found = next(people, None)
        if found is not None:
            return [found]
    return []


def _passive_nominative(syntax: Syntax, i: int) -> list[int]:
    own = surface_subjects(syntax, i)
    if own:
        return [resolved(syntax, head) for head in own]
    token, head = syntax.tokens[i], syntax.governor[i]
    if syntax.is_participle(i):
        described = [head] if head >= 0 and not syntax.is_verb(head) else _described(syntax, i)
        if described:
            return described
    if head >= 0 and syntax.tokens[head].rel.startswith("nsubj") and not syntax.is_verb(head):
        return [head]  # «звание «…» присвоено Иванову»: subject and verb have changed places
    if token.rel == "parataxis" and head == i - 1 and syntax.nominal(head):
        return [head] if _agrees(syntax, head, i) else []  # «орден | вручён Иванову»
    if token.rel == "conj" and head >= 0:
        return _passive_nominative(syntax, head)
    if token.rel in {"xcomp", "csubj"} and head >= 0:
        # «сады должны быть открыты»
        return [resolved(syntax, c) for c in surface_subjects(syntax, head)]
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
        token = syntax.tokens[j]
        if token.pos == "PUNCT" or syntax.is_verb(j):
            break
        if token.case == "Nom" and syntax.nominal(j) and syntax.preposition[j] is None:
            return [j]
    return []
