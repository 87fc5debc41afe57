"""One of several bodies with a plural head, as it would stand in a sentence of its own."""

from typing import Any

from msgspec.structs import replace

from pressfacts.entities.nominative import with_case_of
from pressfacts.entities.phrase import OrganizationSpan, Share
from pressfacts.language import Morphology
from pressfacts.language.morphology import CASES
from pressfacts.records import Sentence, Token


def stand_alone(
    sentence: Sentence, share: Share, morphology: Morphology
) -> tuple[Sentence, OrganizationSpan]:
    """«министерство внутренних дел» out of «министерства обороны и внутренних дел».

    The sentence holds the words of this body only; what it shares with the others is in the
    singular, each word in its case. It has no tree.
    """
    tokens: list[Token] = []
    noun: Any = None
    for i in reversed(share.words):  # an adjective agrees with the noun that follows
        token = sentence.tokens[i]
        if i in share.plurals and token.number == "Plur":
            if token.pos == "ADJ":
                form = _agreeing(token, noun, morphology)
            else:
                noun = form = _singular(token, morphology)
            if form is not None:
                token = replace(token, text=with_case_of(token.text, form.word), number="Sing")
        tokens.append(token)
    tokens.reverse()
    lemmas = tuple([token.lemma for token in tokens])
    alone = replace(sentence, tokens=tuple(tokens), lemmas=lemmas, names=(), children=())
    return alone, OrganizationSpan(0, len(tokens), share.words.index(share.head))


def _singular(token: Token, morphology: Morphology) -> Any | None:
    """The parse of a noun's singular in the case that the plural has."""
    plurals = [
        parse
        for parse in morphology.parses(token.text.lower())
        if parse.tag.POS == "NOUN" and parse.tag.number == "plur"
    ]
    plurals.sort(key=lambda parse: parse.tag.case not in CASES.get(token.case or "", ()))
    forms = (parse.inflect(frozenset({"sing", str(parse.tag.case)})) for parse in plurals)
    return next((form for form in forms if form is not None), None)


def _agreeing(token: Token, noun: Any | None, morphology: Morphology) -> Any | None:
    if noun is None:
        return None
    wanted = frozenset({"sing", noun.tag.gender or "masc", noun.tag.case})
    forms = (
        parse.inflect(wanted)
        for parse in morphology.parses(token.text.lower())
        if parse.tag.POS in ("ADJF", "PRTF")
    )
    return next((form for form in forms if form is not None), None)
