"""The nominative of a noun phrase: its head and what agrees with it; the rest stays."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pressfacts.language import Morphology
from pressfacts.language.morphology import CASES, GENDERS, NUMBERS
from pressfacts.records import Sentence, Token

AGREEING = frozenset({"ADJ", "DET"})
ADJECTIVE_ENDINGS = {
    "masc": ("ого", "ому", "им", "ом"),
    "neut": ("ого", "ому", "им", "ом"),
    "femn": ("ой", "ую"),
}
DECLINABLE = frozenset({"NOUN", "ADJF", "PRTF"})
LINKS = ("-на-", "-над-", "-де-", "-ла-")
AGREES = 3  # what an agreeing adjective says for a parse of its noun
CASE_FITS = 4
NUMBER_FITS = 2
SCORE = 1  # what the frequency of a parse counts, at most


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The noun that carries the case of a phrase: the first one after its adjectives."""
    tokens = sentence.tokens
    words = [i for i in range(first, last) if tokens[i].text[0].isalnum()]
    for i in words:
        if tokens[i].pos not in AGREEING and tokens[i].text[0].isalpha():
            return i
    return words[-1] if words else first


def nominative(sentence: Sentence, first: int, last: int, morphology: Morphology) -> str:
    """The words of a phrase with its head, and what agrees with it, in the nominative."""
    head = head_of(sentence, first, last)
    return joined(sentence, first, nominative_words(sentence, first, last, head, morphology))


def nominative_words(
    sentence: Sentence, first: int, last: int, head: int, morphology: Morphology
) -> list[str]:
    """The words of a phrase, one for each token."""
    tokens = sentence.tokens
    words = [token.text for token in tokens[first:last]]
    noun = tokens[head]
    adjectives = [i for i in range(first, head) if tokens[i].text[0].isalpha()]
    forms = _in_nominative(
        noun.text,
        noun.case,
        noun.number,
        noun.gender,
        tuple([tokens[i].text for i in adjectives]),
        morphology,
    )
    for i, form in zip((*adjectives, head), forms, strict=False):
        words[i - first] = form
    return words


@lru_cache(maxsize=512)  # a release names its bodies and places again and again
def _in_nominative(
    text: str,
    case: str | None,
    number: str | None,
    gender: str | None,
    adjectives: tuple[str, ...],
    morphology: Morphology,
) -> tuple[str, ...]:
    """The nominatives of the adjectives and of their noun; none of what has no cases."""
    noun = _fitting_parse(text, case, number, gender, adjectives, morphology)
    if noun is None:
        return ()
    described = [_agreeing(adjective, noun, morphology) or adjective for adjective in adjectives]
    return (*described, in_nominative(text, noun))


def noun_parse(token: Token, morphology: Morphology) -> Any | None:
    """The parse of a noun that fits its tag best; None for what has no cases."""
    return _fitting_parse(token.text, token.case, token.number, token.gender, (), morphology)


def _fitting_parse(
    text: str,
    case: str | None,
    number: str | None,
    gender: str | None,
    adjectives: Sequence[str],
    morphology: Morphology,
) -> Any | None:
    """The parse of a noun that fits its tag and its adjectives best."""
    if sum(map(str.isupper, text)) > 1 + text.count("-"):
        return None  # «ООН», «СПбГУ»
    word = _declining(text)[0].lower()
    possible = _declinable(morphology.unranked(word))
    if len(possible) < 2:
        return possible[0] if possible else None
    cases = CASES.get(case or "", ())
    numbered, gendered = NUMBERS.get(number or ""), GENDERS.get(gender or "")
    described = [morphology.unranked(adjective.lower()) for adjective in adjectives]

    def fit(parse: Any) -> float:
        tag = parse.tag
        agreeing = sum([any(_agree(a, parse) for a in parses) for parses in described])
        return float(
            CASE_FITS * (tag.case in cases)
            + NUMBER_FITS * (tag.number == numbered)
            + (tag.gender == gendered)
            + AGREES * agreeing
            + 2 * (tag.POS == "NOUN")
        )

    fits = [fit(parse) for parse in possible]
    best = max(fits)
    if sum([each >= best - SCORE for each in fits]) == 1:
        return possible[fits.index(best)]
    return max(_declinable(morphology.parses(word)), key=lambda parse: fit(parse) + parse.score)


def _declinable(parses: Sequence[Any]) -> list[Any]:
    """The parses that have a case."""
    return [parse for parse in parses if parse.tag.case and parse.tag.POS in DECLINABLE]


def _declining(text: str) -> tuple[str, str]:
    """«Камне-на-Оби»: only the first piece declines."""
    for link in LINKS if "-" in text else ():
        at = text.lower().find(link)
        if at > 0:
            return text[:at], text[at:]
    return text, ""


def _agree(adjective: Any, noun: Any) -> bool:
    a, n = adjective.tag, noun.tag
    return (
        a.POS in ("ADJF", "PRTF")
        and a.case == n.case
        and a.number == n.number
        and (a.number == "plur" or a.gender == n.gender)
    )


def _agreeing(text: str, noun: Any, morphology: Morphology) -> str | None:
    lower = text.lower()
    agreeing = [each for each in morphology.unranked(lower) if _agree(each, noun)]
    if len(agreeing) > 1:
        agreeing = [each for each in morphology.parses(lower) if _agree(each, noun)]
    return in_nominative(text, agreeing[0]) if agreeing else _by_ending(text, noun)


def _by_ending(text: str, noun: Any) -> str | None:
    """An adjective that the dictionary takes for a surname only: «Каменского» → «Каменский»."""
    if noun.tag.number != "sing" or not text[0].isupper():
        return None
    for ending in ADJECTIVE_ENDINGS.get(str(noun.tag.gender), ()):
        stem = text.removesuffix(ending)
        if stem != text and stem.endswith(("ск", "цк")):
            return stem + {"masc": "ий", "femn": "ая", "neut": "ое"}[noun.tag.gender]
    return None


def in_nominative(text: str, parse: Any) -> str:
    """A word of the text in the nominative of one of its parses, capitals as in the text."""
    if parse.tag.case == "nomn":
        return text
    declining, rest = _declining(text)
    form = parse.inflect(frozenset({"nomn", parse.tag.number or "sing"}))
    return text if form is None else with_case_of(declining, form.word) + rest


@lru_cache(maxsize=512)
def nominatives(text: str, morphology: Morphology) -> tuple[tuple[str, Any], ...]:
    """Every nominative that a word can come from, with its parse, in no order."""
    return _nominatives(text, morphology.unranked(_declining(text)[0].lower()))


@lru_cache(maxsize=256)
def ranked_nominatives(text: str, morphology: Morphology) -> tuple[tuple[str, Any], ...]:
    """The same, that of the most probable parse first; seldom needed, and to rank takes long."""
    return _nominatives(text, morphology.parses(_declining(text)[0].lower()))


def _nominatives(text: str, parses: Sequence[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple([(in_nominative(text, parse), parse) for parse in _declinable(parses)])


def with_case_of(text: str, word: str) -> str:
    """A word with capitals where the text has them, piece by piece between hyphens."""
    if text.isupper() and len(text) > 1:
        return word.upper()
    if "-" not in word:
        return word[:1].upper() + word[1:] if text[:1].isupper() else word
    pieces, models = word.split("-"), text.split("-")
    models += models[-1:] * (len(pieces) - len(models))
    return "-".join(
        piece[:1].upper() + piece[1:] if model[:1].isupper() else piece
        for piece, model in zip(pieces, models, strict=False)
    )


def joined(sentence: Sentence, first: int, words: Sequence[str]) -> str:
    """Words with the gaps that stand between their tokens, as single blanks."""
    tokens = sentence.tokens[first : first + len(words)]
    text = words[0]
    for before, token, word in zip(tokens, tokens[1:], words[1:], strict=False):
        text += (" " if token.start > before.end else "") + word
    return text
