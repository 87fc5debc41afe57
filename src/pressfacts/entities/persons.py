"""People: the parts of their names, the nominative, and which mentions are one person."""

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from pressfacts.entities.declension import (
    FORMS,
    VOWELS,
    Declined,
    declined,
    east_asian_surnames,
    is_first_name,
    is_patronymic,
    unchanged,
)
from pressfacts.entities.quotes import ALL as QUOTE_MARKS
from pressfacts.entities.spans import NamedSpan
from pressfacts.language import Morphology
from pressfacts.language.morphology import fold
from pressfacts.records import Sentence, Token

NAME_MARKS = ("Name", "Surn", "Patr")
Part = Literal["first", "middle", "last"]
CASE_FITS = 1.5  # what the model's case is worth beside the weight of an ending
GENDER_FITS = 0.6
ALIKE = 0.8  # what the genitive is worth for a man's accusative
CONTEXT_FITS = 4.0  # what the case of the post before the name is worth
GENDER_OF = tuple([gender for gender, _ in FORMS])
SUBJECTS = frozenset([place for place, (_, case) in enumerate(FORMS) if case == "Nom"])


class NameWord(NamedTuple):
    """A word of a person's name; `initial` for «А.»."""

    text: str
    initial: bool


Spelled = frozenset[tuple[str, str]]


class FullReading(Struct, frozen=True, gc=False):
    """A reading of all the words of a mention together, by the case that fits it best."""

    score: float
    gender: str
    parts: dict[str, str]  # part of the name → its nominative, or the letter of an initial
    as_subject: float = -math.inf  # its score if the mention is in the nominative
    eastern: bool = False  # the surname stands first


class Understood(NamedTuple):
    """What the words of a name tell by themselves, wherever they stand.

    `names` are gender and parts; `weights` tell what speaks for which of them in each of FORMS.
    `spelled` are the parts, folded, as any of them spells them.
    """

    parts: tuple[Part, ...]
    eastern: bool
    names: tuple[tuple[str, dict[str, str]], ...]
    weights: tuple[tuple[int, float, int], ...]
    spelled: Spelled


class PersonMention(NamedTuple):
    """Words that name a person, with all ways to understand them, the best one first."""

    span: NamedSpan
    words: tuple[NameWord, ...]
    parts: tuple[Part, ...]
    readings: tuple[FullReading, ...]
    spelled: Spelled  # the parts, folded, as each reading spells them
    weak: bool = False  # a name only where a fuller one is in the text


def parse_person(
    span: NamedSpan, sentence: Sentence, morphology: Morphology
) -> PersonMention | None:
    """The parts of a person's name; None when the words are none."""
    tokens = sentence.tokens
    places = [i for i in range(span.first, span.last) if tokens[i].text[0].isalpha()]
    words = tuple([_word(tokens, i) for i in places])
    if span.alias:
        return PersonMention(span, words, (), (), frozenset())
    if all(word.initial for word in words):
        return None
    name = _understood(words, morphology)
    return PersonMention(
        span,
        words,
        name.parts,
        _full_readings(name, words, places, sentence, morphology),
        name.spelled,
        len(words) == 1 and _is_common_noun(sentence, places[0], morphology),
    )


def _is_common_noun(sentence: Sentence, i: int, morphology: Morphology) -> bool:
    """A word of the dictionary whose capital is owed to its place, or to a title."""
    word = sentence.tokens[i]
    if word.rel == "amod" or _describes_next(sentence, i):
        return True
    parses = morphology.unranked(word.text.lower())
    if any(m in p.tag for p in parses if p.is_known for m in NAME_MARKS):
        return False
    quoted = i > 0 and sentence.tokens[i - 1].text in QUOTE_MARKS
    opening = quoted or _opens_sentence(sentence, i)
    if not parses[0].is_known:
        return opening and word.text[1:].islower()
    # «Почётную грамоту»: no noun at all.
    return opening or not any(parse.tag.POS == "NOUN" for parse in parses)


def _opens_sentence(sentence: Sentence, i: int) -> bool:
    """Whether no word stands before a token."""
    return not any(token.text[0].isalpha() for token in sentence.tokens[:i])


def _describes_next(sentence: Sentence, i: int) -> bool:
    """«Лужковские чтения»: an adjective that agrees with the common noun after it."""
    token = sentence.tokens[i]
    after = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    return (
        token.pos == "ADJ"
        and after is not None
        and after.pos == "NOUN"
        and after.text.islower()
        and (after.case, after.number) == (token.case, token.number)
    )


def _word(tokens: Sequence[Token], i: int) -> NameWord:
    text = tokens[i].text
    if len(text) > 2:
        return NameWord(text, False)
    dotted = i + 1 < len(tokens) and tokens[i + 1].text == "."
    digraph = dotted and len(text) == 2 and VOWELS.isdisjoint(text.lower())  # «Дж.»
    return NameWord(text, len(text) == 1 or digraph)


@lru_cache(maxsize=256)  # a release names its people again and again
def _understood(words: tuple[NameWord, ...], morphology: Morphology) -> Understood:
    """The nominatives that the name can have in each gender and case, with their weights."""
    parts = _parts(words, morphology)
    still = len(words) - 1 if parts[0] == "last" and is_east_asian(words, morphology) else 0
    tables = [
        unchanged(word.text, 0.0)
        if word.initial or i < still
        else declined(word.text, part, morphology)
        for i, (word, part) in enumerate(zip(words, parts, strict=True))
    ]
    known: dict[tuple[str, tuple[str, ...]], int] = {}  # gender and words → place in `names`
    names: list[tuple[str, dict[str, str]]] = []
    weights: list[tuple[int, float, int]] = []
    for place, texts, weight in _nominatives(tables):
        named = GENDER_OF[place], texts
        which = known.get(named)
        if which is None:
            which = known[named] = len(names)
            names.append((GENDER_OF[place], _by_part(parts, texts)))
        weights.append((place, weight, which))
    spelled = spellings([of_name for _, of_name in names])
    return Understood(parts, still > 0, tuple(names), tuple(weights), spelled)


def spellings(names: Iterable[dict[str, str]]) -> Spelled:
    """The parts of a name, folded, as each way to understand it spells them."""
    spelled = {part_and_text for name in names for part_and_text in name.items()}
    return frozenset([(part, fold(text)) for part, text in spelled])


def _by_part(parts: Sequence[Part], texts: Sequence[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for part, text in zip(parts, texts, strict=True):
        names[part] = f"{names[part]} {text}" if part in names else text
    return names


def _parts(words: Sequence[NameWord], morphology: Morphology) -> tuple[Part, ...]:
    """Which part of the name each word is."""
    if len(words) == 1:
        return ("first",) if is_first_name(words[0].text, morphology) else ("last",)
    full = [i for i, word in enumerate(words) if not word.initial]
    parts: list[Part] = ["last"] * len(words)
    initials: tuple[Part, ...] = ("first", "middle")
    if len(full) < len(words):
        for i, part in zip((i for i in range(len(words)) if i not in full), initials, strict=False):
            parts[i] = part
        if len(full) == 2 and words[1].initial:
            parts[0], parts[1] = "first", "middle"
        return tuple(parts)
    middle = next((i for i in full if is_patronymic(words[i].text)), None)
    if middle is not None and middle > 0:
        parts[middle], parts[middle - 1] = "middle", "first"
        return tuple(parts)
    if is_east_asian(words, morphology):
        eastern: tuple[Part, ...] = ("last", "first", "first")
        return eastern[: len(words)]
    if (
        len(full) == 2
        and is_first_name(words[1].text, morphology)
        and not is_first_name(words[0].text, morphology)
        and words[1].text not in east_asian_surnames()
    ):
        return "last", "first"
    parts[0] = "first"
    for i in range(1, len(parts) - 1):
        if words[i].text[0].isupper() and words[i + 1].text[0].isupper():
            parts[i] = "middle"
    return tuple(parts)


def is_east_asian(words: Sequence[NameWord], morphology: Morphology) -> bool:
    """«Лю Вэньбо», «Ким Су Джин»: the surname first, then one or two short given names."""
    return (
        2 <= len(words) <= 3
        and words[0].text in east_asian_surnames()
        and not is_first_name(words[1].text, morphology)
        and not any(is_patronymic(word.text) for word in words)
    )


def _full_readings(
    name: Understood,
    words: Sequence[NameWord],
    places: Sequence[int],
    sentence: Sentence,
    morphology: Morphology,
) -> tuple[FullReading, ...]:
    tokens = sentence.tokens
    full = [tokens[i] for word, i in zip(words, places, strict=True) if not word.initial]
    seen = tuple([(token.case, token.gender) for token in full])
    fits = _fits(seen, expected_cases(sentence, places[0], morphology))
    best: dict[int, float] = {}  # in the order in which the readings reach their scores
    as_subject: dict[int, float] = {}
    for place, weight, which in name.weights:
        context, case, gender = fits[place]
        score = weight + context + case + gender
        if which not in best:
            best[which] = score
        elif score > best[which]:
            del best[which]
            best[which] = score
        if place in SUBJECTS:
            as_subject[which] = score
    return tuple(
        [
            FullReading(
                best[which], *name.names[which], as_subject.get(which, -math.inf), name.eastern
            )
            for which in sorted(best, key=best.__getitem__, reverse=True)
        ]
    )


@lru_cache(maxsize=256)
def _fits(
    seen: tuple[tuple[str | None, str | None], ...], expected: frozenset[str | None]
) -> list[tuple[float, float, float]]:
    """How well the context, and the model's cases and genders of the words, fit each of FORMS."""
    return [
        (
            CONTEXT_FITS * (case in expected),
            CASE_FITS * sum([_case_fit(each, gender, case) for each, _ in seen]) / len(seen),
            GENDER_FITS * sum([each == gender for _, each in seen]) / len(seen),
        )
        for gender, case in FORMS
    ]


def _case_fit(seen: str | None, gender: str, case: str) -> float:
    """1 for the case that the model sees; men's genitive and accusative look alike."""
    if seen == case:
        return 1.0
    return ALIKE if gender == "Masc" and {seen, case} == {"Gen", "Acc"} else 0.0


def _nominatives(words: Sequence[Declined]) -> Iterator[tuple[int, tuple[str, ...], float]]:
    """The words of the name in the nominative in each of FORMS, and what speaks for them.

    A surname can have two nominatives («Зимовца»: «Зимовец», «Зимовц»): each is given.
    """
    rivals = {
        place: (i, rival, weight - word.weights[place])
        for i, word in enumerate(words)
        for place, (rival, weight) in word.rivals.items()
    }
    nominatives = zip(*[word.nominatives for word in words], strict=True)
    weights = map(sum, zip(*[word.weights for word in words], strict=True))
    for place, (texts, weight) in enumerate(zip(nominatives, weights, strict=True)):
        yield place, texts, weight
        if place in rivals:
            i, rival, less = rivals[place]
            yield place, (*texts[:i], rival, *texts[i + 1 :]), weight + less


def expected_cases(sentence: Sentence, first: int, morphology: Morphology) -> frozenset[str | None]:
    """The cases of a name by what stands before: the post in apposition, or nothing at all.

    The model often tags a rare name wrongly, but seldom the common noun that it belongs to. In
    «помощник министра» the name can belong to either.
    """
    tokens = sentence.tokens
    if _opens_sentence(sentence, first):
        return frozenset({"Nom"})
    for i in range(first - 1, max(-1, first - 12), -1):
        token = tokens[i]
        if token.pos in ("VERB", "ADP", "AUX", "SCONJ") or token.text in (",", ";", "–", "—", ":"):
            return frozenset()
        if _is_post_noun(token, morphology):
            cases = {token.case}
            if token.case in ("Gen", "Acc") and token.gender == "Masc":
                cases |= {"Gen", "Acc"}
            governor = tokens[token.head] if 0 <= token.head < i else None
            if token.case == "Gen" and governor and _is_post_noun(governor, morphology):
                cases.add(governor.case)
            return frozenset(cases)
    return frozenset()


def _is_post_noun(token: Token, morphology: Morphology) -> bool:
    noun = token.pos in ("NOUN", "PROPN") and token.number == "Sing"
    return noun and _is_animate(token.text.lower(), morphology)


@lru_cache(maxsize=512)
def _is_animate(word: str, morphology: Morphology) -> bool:
    """A common noun for a living being, and nothing else."""
    parses = morphology.unranked(word)
    if not parses[0].is_known or any(m in p.tag for p in parses for m in NAME_MARKS):
        return False
    return any("anim" in parse.tag for parse in parses) and not any(
        "inan" in parse.tag for parse in parses
    )
