"""Resolution steps for who acts: the subject carried over, and the first person of quotations."""

from collections.abc import Sequence

from pressfacts.events.arguments import OBJECT, SUBJECT, arguments_at, subjects
from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found, fill
from pressfacts.events.grammar import function_words
from pressfacts.events.relations import Argument
from pressfacts.events.situation import Situation, fits
from pressfacts.events.syntax import Syntax
from pressfacts.events.templates import Role
from pressfacts.records import Token

MAIN = frozenset({"root", "conj", "parataxis"})


def carried_subject(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """«Он посетил завод. Затем провёл совещание»: a verb with no subject goes on with the last."""
    scene, draft = situation.scene, situation.draft
    syntax = scene.syntax(draft.sentence)
    verb = draft.token if syntax.is_verb(draft.token) else syntax.clause_root(draft.token)
    if _names_somebody(syntax, draft.token):
        return _subject_before(situation, role)
    if not syntax.is_verb(verb) or not _third_person(syntax, verb):
        return ()
    if verb == draft.token and not _wants_nominative(draft, name, syntax, verb):
        return ()
    if arguments_at(syntax, verb, OBJECT if _passive(syntax, verb) else SUBJECT):
        return ()
    block = scene.paragraphs[scene.sentences[draft.sentence].block]
    before = [s for s in reversed(block) if s < draft.sentence]
    for sentence in (draft.sentence, *before):
        if before and sentence < before[0] and _has_subject(scene.syntax(sentence + 1)):
            return ()  # somebody else was spoken of in between
        found = _subject_told(situation, sentence, verb, role)
        if not found and sentence < draft.sentence:
            found = _named_alone(situation, sentence, role, syntax.tokens[verb])
        if found:
            return found
    return ()


def _subject_told(situation: Situation, sentence: int, verb: int, role: Role) -> Sequence[Found]:
    """The last subject of a main verb before the verb, with which it agrees."""
    scene, draft = situation.scene, situation.draft
    syntax, other = scene.syntax(draft.sentence), scene.syntax(sentence)
    for root in _finite_verbs(other):
        if (sentence, root) >= (draft.sentence, verb) or not _agrees(syntax, verb, other, root):
            continue
        found = [
            f
            for argument in subjects(other, root)
            for f in fill(scene, sentence, argument, role.fillers)
        ]
        if found:
            return found
    return ()


def _names_somebody(syntax: Syntax, i: int) -> bool:
    """«Лауреат премии 2020 года.»: a noun for somebody that is all that its sentence says."""
    token = syntax.tokens[i]
    animate = token.feats.get("Animacy") == "Anim" and token.case == "Nom"
    return animate and not any(map(syntax.is_verb, range(i)))


def _subject_before(situation: Situation, role: Role) -> Sequence[Found]:
    """Of whom the sentences before in the paragraph told, the last one first."""
    scene, here = situation.scene, situation.draft.sentence
    for sentence in reversed(scene.paragraphs[scene.sentences[here].block]):
        syntax = scene.syntax(sentence)
        for root in _finite_verbs(syntax) if sentence < here else ():
            for argument in subjects(syntax, root):
                found = fill(scene, sentence, argument, role.fillers)
                if found:
                    return found
    return ()


def _named_alone(situation: Situation, sentence: int, role: Role, verb: Token) -> Sequence[Found]:
    """«Мазур Олег Львович. Родился в Туле»: a name that is a sentence is what the next tell of."""
    syntax = situation.scene.syntax(sentence)
    roots = [i for i, head in enumerate(syntax.governor) if head < 0 and syntax.nominal(i)]
    if not roots or syntax.is_verb(roots[0]) or _finite_verbs(syntax):
        return ()
    name = syntax.tokens[roots[0]]
    if name.case not in {"Nom", None} or name.pos != "PROPN":
        return ()
    if verb.gender and name.gender and verb.gender != name.gender:
        return ()
    return fill(situation.scene, sentence, Argument(roots[0], "subject"), role.fillers)


def _wants_nominative(draft: Draft, name: str, syntax: Syntax, verb: int) -> bool:
    """Is the role that of the nominative: who does it, or in the passive whom it is done to?"""
    nominative = OBJECT if _passive(syntax, verb) else SUBJECT
    return any(
        path[0].name == nominative[0].name
        for pattern in draft.rule.patterns[name]
        for path in pattern.paths
    )


def _passive(syntax: Syntax, verb: int) -> bool:
    return syntax.tokens[verb].feats.get("Voice") == "Pass"


def _has_subject(syntax: Syntax) -> bool:
    return any(subjects(syntax, verb) for verb in _finite_verbs(syntax))


def _finite_verbs(syntax: Syntax) -> list[int]:
    """Finite verbs of main clauses, the last first."""
    found = [
        i
        for i, token in enumerate(syntax.tokens)
        if token.rel in MAIN and token.feats.get("VerbForm") == "Fin"
    ]
    return found[::-1]


def _third_person(syntax: Syntax, verb: int) -> bool:
    token = syntax.tokens[verb]
    finite = token.feats.get("VerbForm") == "Fin" or token.feats.get("Variant") == "Short"
    return finite and token.feats.get("Person") in {None, "3"}


def _agrees(syntax: Syntax, verb: int, other: Syntax, root: int) -> bool:
    one, two = syntax.tokens[verb], other.tokens[root]
    return one.number == two.number and (
        not one.gender or not two.gender or one.gender == two.gender
    )


def first_person(situation: Situation, _name: str, role: Role) -> Sequence[Found]:
    """«Я приеду в ноябре»: the first person inside words that somebody said."""
    scene, draft = situation.scene, situation.draft
    syntax = scene.syntax(draft.sentence)
    verb = draft.token if syntax.is_verb(draft.token) else syntax.clause_root(draft.token)
    if not _first_person(syntax, verb):
        return ()
    at = syntax.tokens[draft.token].start
    for other in situation.story.drafts:
        said = other.roles.get("content", ())
        if any(f.filler.start <= at < f.filler.end for f in said):
            return [f for f in other.roles.get("speaker", ()) if fits(scene, f, role)]
    return ()


def _first_person(syntax: Syntax, verb: int) -> bool:
    pronouns = {syntax.tokens[a.head].lemma for a in subjects(syntax, verb)}
    if pronouns:
        return pronouns <= function_words().first_person
    return syntax.tokens[verb].feats.get("Person") == "1"
