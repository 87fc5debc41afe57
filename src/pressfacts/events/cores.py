"""Subject and object where their forms are the same, and the parser took one for the other.

A nominative looks like an accusative in inanimate masculines, neuters and plurals: «фонд выделил
заём», «работу начал цех». Agreement and order settle what the parser could not.
"""

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from pressfacts.records import Sentence, Token


def with_mended_cores(sentence: Sentence) -> Sequence[Token]:
    """The tokens, with one subject and one object to a verb where the grammar tells them apart."""
    cores: dict[int, list[int]] = defaultdict(list)
    for i, token in enumerate(sentence.tokens):
        if token.rel in {"nsubj", "obj"} and token.head >= 0:
            cores[token.head].append(i)
    mended = list(sentence.tokens)
    for verb, arguments in cores.items():
        if len(arguments) > 1 and _finite(mended[verb]):
            _mend(sentence, mended, verb, arguments)
    return mended


def _finite(token: Token) -> bool:
    return token.pos == "VERB" and token.feats.get("VerbForm") in {"Fin", "Inf"}


def _mend(sentence: Sentence, mended: list[Token], verb: int, arguments: list[int]) -> None:
    subjects = [i for i in arguments if mended[i].rel == "nsubj"]
    objects = [i for i in arguments if mended[i].rel == "obj"]
    active = mended[verb].feats.get("Voice") == "Act"
    if len(objects) > 1:
        first, second = objects[:2]
        if mended[second].case == "Gen" and _adjoins(sentence, first, second):
            # «сдать очередь | завода»: a genitive right after a noun belongs to it
            mended[second] = replace(mended[second], rel="nmod", head=first)
        elif not subjects and active:
            _one_is_subject(mended, verb, objects)
    elif len(subjects) > 1 and not objects and active:
        _one_is_object(mended, subjects)


def _adjoins(sentence: Sentence, first: int, second: int) -> bool:
    """Does nothing but the second noun's own modifiers stand between the two?"""
    return first < second and all(
        sentence.tokens[i].head == second and sentence.tokens[i].rel != "case"
        for i in range(first + 1, second)
    )


def _one_is_subject(mended: list[Token], verb: int, objects: list[int]) -> None:
    """«начал работу новый цех»: the one that may be a nominative and agrees with the verb."""
    able = [i for i in objects if _either_case(mended[i]) and _agrees(mended[i], mended[verb])]
    if len(able) == 1:
        mended[able[0]] = replace(mended[able[0]], rel="nsubj", case="Nom")


def _one_is_object(mended: list[Token], subjects: list[int]) -> None:
    """«фонд выделил заём»: the one after the verb that may be an accusative."""
    able = [i for i in subjects[1:] if _either_case(mended[i])]
    if len(able) == 1:
        mended[able[0]] = replace(mended[able[0]], rel="obj", case="Acc")


def _either_case(token: Token) -> bool:
    """Are the word's nominative and accusative one form?"""
    return token.feats.get("Animacy") == "Inan" and (
        token.number == "Plur" or token.gender in {"Masc", "Neut"}
    )


def _agrees(noun: Token, verb: Token) -> bool:
    if noun.number != verb.number:
        return False
    return noun.number == "Plur" or not verb.gender or noun.gender == verb.gender
