"""What the forms of a noun and of a verb allow: agreement, and cases of one form."""

from pressfacts.records import Token


def is_predicate(token: Token) -> bool:
    """A finite verb, an infinitive or a short participle, whatever the tagger calls it."""
    form = token.feats.get("VerbForm")
    return form in {"Fin", "Inf"} or (form == "Part" and token.case is None)


def is_animate(token: Token) -> bool:
    """Is the word somebody?"""
    return token.feats.get("Animacy") == "Anim"


def either_case(token: Token) -> bool:
    """Are the word's nominative and accusative one form?"""
    return token.feats.get("Animacy") == "Inan" and (
        token.number == "Plur" or token.gender in {"Masc", "Neut"}
    )


def agrees(noun: Token, verb: Token) -> bool:
    """Can the noun be the verb's subject, by number and gender as far as they are known?"""
    if verb.number is None or noun.number is None:
        return True
    if noun.number != verb.number:
        return False
    return noun.number == "Plur" or not (verb.gender and noun.gender) or noun.gender == verb.gender
