"""People: the parts of their names, the nominative, and which mentions are one person."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from pressfacts.entities.declension import ORDER, Reading, readings
from pressfacts.entities.spans import NamedSpan
from pressfacts.language import Morphology
from pressfacts.language.morphology import fold
from pressfacts.records import Sentence, Token

Part = Literal["first", "middle", "last"]
CASE_FITS = 0.8  # what the model's case is worth beside the weight of an ending
GENDER_FITS = 0.4
PLAUSIBLE = 1.0  # readings this much below the best one still count when mentions are compared


class NameWord(NamedTuple):
    """A word of a person's name; `initial` for «А.»."""

    token: int
    text: str
    initial: bool


class FullReading(NamedTuple):
    """A reading of all the words of a mention together."""

    score: float
    gender: str
    case: str
    parts: dict[str, str]  # part of the name → its nominative, or the letter of an initial


class PersonMention(NamedTuple):
    """Words that name a person, with all ways to understand them, the best one first."""

    span: NamedSpan
    words: tuple[NameWord, ...]
    parts: tuple[Part, ...]
    readings: tuple[FullReading, ...]

    @property
    def fullness(self) -> tuple[int, int]:
        """How much of the name is there: parts, then parts that are more than a letter."""
        return len(self.parts), sum(not word.initial for word in self.words)


class PersonGroup(NamedTuple):
    """The mentions of one person and the name that they agree on."""

    mentions: list[PersonMention]
    name: FullReading


def parse_person(
    span: NamedSpan, sentence: Sentence, morphology: Morphology
) -> PersonMention | None:
    """The parts of a person's name; None when the words are none."""
    words = tuple(_words(sentence, span))
    if not words or all(word.initial for word in words):
        return None
    parts = _parts(words, morphology)
    return PersonMention(
        span, words, parts, _full_readings(words, parts, sentence.tokens, morphology)
    )


def _words(sentence: Sentence, span: NamedSpan) -> Iterator[NameWord]:
    for i in range(span.first, span.last):
        text = sentence.tokens[i].text
        if not text[0].isalpha():
            continue
        dotted = i + 1 < len(sentence.tokens) and sentence.tokens[i + 1].text == "."
        yield NameWord(i, text, len(text) == 1 or (dotted and len(text) == 2 and text.istitle()))


def _parts(words: Sequence[NameWord], morphology: Morphology) -> tuple[Part, ...]:
    """Which part of the name each word is."""
    full = [i for i, word in enumerate(words) if not word.initial]
    parts: list[Part] = ["last"] * len(words)
    middle = next((i for i in full if _is_patronymic(words[i].text)), None)
    if len(full) < len(words):
        for i, part in zip(
            [i for i in range(len(words)) if i not in full], ("first", "middle"), strict=False
        ):
            parts[i] = part  # type: ignore[assignment]
        if len(full) == 2 and words[1].initial:
            parts[0], parts[1] = "first", "middle"
        return tuple(parts)
    if len(full) == 1:
        return ("first",) if _is_first_name(words[0].text, morphology) else ("last",)
    if middle is not None and middle > 0:
        parts[middle], parts[middle - 1] = "middle", "first"
        return tuple(parts)
    if (
        len(full) == 2
        and _is_first_name(words[1].text, morphology)
        and not _is_first_name(words[0].text, morphology)
    ):
        return "last", "first"
    parts[0] = "first"
    for i in range(1, len(parts) - 1):
        if words[i].text[0].isupper() and words[i + 1].text[0].isupper():
            parts[i] = "middle"
    return tuple(parts)


def _is_patronymic(word: str) -> bool:
    return any(r.weight >= 3 for r in _table_readings(word))


def _table_readings(word: str) -> tuple[Reading, ...]:
    from pressfacts.entities.declension import _by_table

    return tuple(r for r in _by_table(word, "middle") if r.weight >= 3)


def _is_first_name(word: str, morphology: Morphology) -> bool:
    return any(
        parse.is_known and "Name" in parse.tag and "Surn" not in parse.tag
        for parse in morphology.parses(word.lower())
    )


def _full_readings(
    words: Sequence[NameWord],
    parts: Sequence[Part],
    tokens: Sequence[Token],
    morphology: Morphology,
) -> tuple[FullReading, ...]:
    options = [
        () if word.initial else readings(word.text, part, morphology)
        for word, part in zip(words, parts, strict=True)
    ]
    found = []
    for gender in ("Masc", "Fem"):
        for case in ORDER:
            reading = _reading(words, parts, options, tokens, gender, case)
            if reading:
                found.append(reading)
    found.sort(key=lambda r: -r.score)
    return tuple(found)


def _reading(
    words: Sequence[NameWord],
    parts: Sequence[Part],
    options: Sequence[Sequence[Reading]],
    tokens: Sequence[Token],
    gender: str,
    case: str,
) -> FullReading | None:
    score = 0.0
    names: dict[str, str] = {}
    for word, part, possible in zip(words, parts, options, strict=True):
        text = word.text
        if not word.initial:
            fitting = [r for r in possible if r.gender == gender and r.case == case]
            if not fitting:
                return None
            best = max(fitting, key=lambda r: r.weight)
            token = tokens[word.token]
            score += best.weight + CASE_FITS * (token.case == case)
            score += GENDER_FITS * (token.gender == gender)
            text = best.nominative
        names[part] = f"{names[part]} {text}" if part in names else text
    return FullReading(score, gender, case, names)


def group_persons(mentions: Sequence[PersonMention]) -> list[PersonGroup]:
    """One group for each person, in the order of the text."""
    groups: list[list[PersonMention]] = []
    order = sorted(
        range(len(mentions)), key=lambda i: (*(-n for n in mentions[i].fullness), i)
    )
    for i in order:
        mention = mentions[i]
        fitting = [group for group in groups if any(_same(mention, other) for other in group)]
        if fitting:
            fitting[0].append(mention)
        else:
            groups.append([mention])
    for group in groups:
        group.sort(key=lambda m: (m.span.sentence, m.span.first))
    groups.sort(key=lambda g: (g[0].span.sentence, g[0].span.first))
    return [PersonGroup(group, _agreed(group)) for group in groups]


def _plausible(mention: PersonMention) -> Iterator[FullReading]:
    best = mention.readings[0].score
    return (r for r in mention.readings if r.score >= best - PLAUSIBLE * len(mention.words))


def _same(mention: PersonMention, other: PersonMention) -> bool:
    return any(
        a.gender == b.gender and _compatible(a.parts, b.parts)
        for a in _plausible(mention)
        for b in _plausible(other)
    )


def _compatible(a: dict[str, str], b: dict[str, str]) -> bool:
    shared = 0
    for part in ("first", "middle", "last"):
        if part in a and part in b:
            if not _agree(a[part], b[part]):
                return False
            shared += part == "last" or len(a[part]) > 2
    return shared > 0


def _agree(a: str, b: str) -> bool:
    a, b = fold(a), fold(b)
    return a == b or (min(len(a), len(b)) <= 2 and a[0] == b[0])


def _agreed(group: Sequence[PersonMention]) -> FullReading:
    """The reading of the fullest mention that the other mentions support best."""
    fullest = max(group, key=lambda m: m.fullness)

    def support(reading: FullReading) -> float:
        return reading.score + sum(
            max(
                (
                    r.score - other.readings[0].score + (r.case == "Nom")
                    for r in other.readings
                    if r.gender == reading.gender and _compatible(r.parts, reading.parts)
                ),
                default=-3.0,
            )
            for other in group
            if other is not fullest
        )

    best = max(fullest.readings, key=support)
    parts = dict(best.parts)
    for mention in group:
        for part, text in mention.readings[0].parts.items():
            if len(parts.get(part, "")) <= 1 and len(text) > len(parts.get(part, "")):
                parts[part] = text
    return best._replace(parts=parts)


def person_name(reading: FullReading) -> str:
    """«Имя Отчество Фамилия», with dots after initials."""
    texts = (reading.parts.get(part) for part in ("first", "middle", "last"))
    return " ".join(f"{text}." if len(text) == 1 else text for text in texts if text)
