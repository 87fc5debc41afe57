"""The nominative of a noun phrase: its head and what agrees with it; the rest stays."""

from pressfacts.language import Morphology
from pressfacts.language.morphology import PYMORPHY_CASE
from pressfacts.records import Sentence, Token

QUOTES = frozenset("«»\"“”„")
AGREEING = frozenset({"ADJ", "DET"})


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The noun that carries the case of a phrase: the first one after its adjectives."""
    tokens = sentence.tokens
    words = [i for i in range(first, last) if tokens[i].text[0].isalpha()]
    return next((i for i in words if tokens[i].pos not in AGREEING), words[0] if words else first)


def nominative(sentence: Sentence, first: int, last: int, morphology: Morphology) -> str:
    """The words of a phrase with its head, and the adjectives before it, in the nominative."""
    head = head_of(sentence, first, last)
    words = []
    for i in range(first, last):
        token = sentence.tokens[i]
        words.append(_inflected(token, morphology) if i <= head else token.text)
    return joined(sentence, first, words)


def _inflected(token: Token, morphology: Morphology) -> str:
    if token.case in (None, "Nom") or not token.text[0].isalpha() or token.text.isupper():
        return token.text
    parse = morphology.parse(token.text.lower(), token.pos, token.case, token.number, token.gender)
    form = morphology.inflect(parse, "nomn") if parse.tag.case else None
    if form is None or parse.tag.case == PYMORPHY_CASE["Nom"]:
        return token.text
    return form.capitalize() if token.text[0].isupper() else form


def joined(sentence: Sentence, first: int, words: list[str]) -> str:
    """Words with the gaps that stand between their tokens, as single blanks."""
    tokens = sentence.tokens[first : first + len(words)]
    text = words[0]
    for before, token, word in zip(tokens, tokens[1:], words[1:], strict=False):
        text += (" " if token.start > before.end else "") + word
    return text
