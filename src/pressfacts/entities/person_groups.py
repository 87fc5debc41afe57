"""Which mentions are one person, and what is the person's name."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from pressfacts.entities.persons import FullReading, PersonMention, parse_person
from pressfacts.entities.spans import NamedSpan
from pressfacts.language import Morphology
from pressfacts.language.morphology import fold
from pressfacts.records import Sentence

OPENING = 4  # letters by which a surname is looked for
PLAUSIBLE = 2.0  # readings of a fuller name this much below its best one still count
INITIAL = 2  # letters and dot, at most
SUBJECT = 1.0  # what a reading of another mention in the nominative is worth
UNSUPPORTED = -3.0  # what another mention without such a reading costs
UNLIKE = -5.0  # the distance between readings from which two mentions are two people


class PersonGroup(NamedTuple):
    """The mentions of one person and the name that they agree on."""

    mentions: list[PersonMention]
    name: FullReading


class Namesakes:
    """People by the parts of their names: those of a mention's name, not all of the release.

    With a list instead, a release with fifty times the people would take 2,500 times as long.
    """

    def __init__(self) -> None:
        self._people: list[tuple[int, PersonMention]] = []
        self._by_part: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._surnames: dict[str, list[int]] = defaultdict(list)  # by their first letters
        self._initials: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._alike: dict[object, list[tuple[FullReading, ...]]] = defaultdict(list)

    def add(self, mention: PersonMention, person: int) -> None:
        """Remember a mention of a person, unless one that reads alike is known."""
        alike = self._alike[person, mention.parts, mention.words]
        if mention.readings in alike:
            return
        alike.append(mention.readings)
        here = len(self._people)
        self._people.append((person, mention))
        for spelling in mention.spelled:
            self._by_part[spelling].append(here)
            part, text = spelling
            if part == "last":
                self._surnames[text[:1]].append(here)
            if len(text) <= INITIAL:
                self._initials[part, text[:1]].append(here)

    def of(self, mention: PersonMention) -> list[tuple[int, PersonMention]]:
        """Who may be meant: the mentions with which a reading is `_compatible`, and some more."""
        places: set[int] = set()
        for spelling in mention.spelled:
            part, text = spelling
            if len(text) > INITIAL:
                places.update(self._by_part.get(spelling, ()))
                if self._initials:
                    places.update(self._initials.get((part, text[:1]), ()))
            elif part == "last":  # others may agree, but that alone makes nobody the same
                places.update(self._surnames.get(text[:1], ()))
        return [self._people[place] for place in sorted(places)]


def group_persons(found: Sequence[PersonMention]) -> list[PersonGroup]:
    """One group for each person, in the order of the text."""
    groups: list[list[PersonMention]] = []
    mentions = [mention for mention in found if mention.readings]
    known = Namesakes()
    for mention in sorted(mentions, key=_fullness, reverse=True):
        closeness: dict[int, float] = {}
        for number, other in known.of(mention):
            closeness[number] = max(closeness.get(number, UNLIKE), _closeness(mention, other))
        best = max(closeness.values(), default=UNLIKE)
        if best > UNLIKE:
            number = min(number for number, close in closeness.items() if close == best)
            groups[number].append(mention)
        elif not mention.weak:
            number = len(groups)
            groups.append([mention])
        else:
            continue
        known.add(mention, number)
    names = [_agreed(group) for group in groups]
    owner = {id(mention): group for group in groups for mention in group}
    for before, mention in pairwise(found):
        if mention.span.alias and id(before) in owner:
            owner[id(before)].append(mention)
    for group in groups:
        group.sort(key=lambda m: (m.span.sentence, m.span.first))
    people = [PersonGroup(group, name) for group, name in zip(groups, names, strict=True)]
    return sorted(people, key=lambda p: (p.mentions[0].span.sentence, p.mentions[0].span.first))


def _fullness(mention: PersonMention) -> tuple[int, int]:
    """How much of the name is there: parts, then parts that are more than a letter."""
    return len(mention.parts), len([word for word in mention.words if not word.initial])


def recalled(
    found: Sequence[PersonMention],
    sentences: Sequence[Sentence],
    capitals: Sequence[Sequence[int]],
    taken: Callable[[int], set[int]],
    morphology: Morphology,
) -> Iterator[PersonMention]:
    """Surnames of people named in full that the model has overlooked elsewhere.

    `capitals` are the tokens of each sentence that begin with one, `taken` tells which tokens of a
    sentence other names have.
    """
    full = [m for m in found if m.readings and len(m.words) > 1 and "last" in m.parts]
    openings = {m.readings[0].parts["last"][:OPENING].lower() for m in full}
    known: Namesakes | None = None  # until a word begins like one of them
    for number, sentence in enumerate(sentences):
        tokens = sentence.tokens
        alike = [i for i in capitals[number] if tokens[i].text[:OPENING].lower() in openings]
        others = taken(number) if alike else set()
        for i in alike:
            if i in others:
                continue
            known = known or _namesakes(full)
            for first in (i - 1, i):
                named = _named_at(number, sentence, first, i + 1, others, morphology)
                if named and any(
                    _closeness(named, other) > UNLIKE / 2 for _, other in known.of(named)
                ):
                    yield named
                    break


def _namesakes(mentions: Sequence[PersonMention]) -> Namesakes:
    known = Namesakes()
    for mention in mentions:
        known.add(mention, 0)
    return known


def _named_at(
    number: int,
    sentence: Sentence,
    first: int,
    last: int,
    taken: set[int],
    morphology: Morphology,
) -> PersonMention | None:
    """Words with capitals as a person's name, if no other name has them."""
    words = sentence.tokens[max(first, 0) : last]
    if first < 0 or first in taken or not all(word.text[0].isupper() for word in words):
        return None
    mention = parse_person(NamedSpan("person", number, first, last), sentence, morphology)
    return mention if mention and not mention.weak else None


def _closeness(mention: PersonMention, other: PersonMention) -> float:
    """How well a mention reads as a shorter name of another; UNLIKE where it does not."""
    if _begin_apart(mention, other):
        return UNLIKE
    closest = UNLIKE
    own, best = mention.readings[0].score, other.readings[0].score
    plausible = [reading for reading in other.readings if reading.score >= best - PLAUSIBLE]
    for a in mention.readings:
        for b in plausible:
            close = a.score - own + b.score - best
            if close > closest and a.gender == b.gender and _compatible(a.parts, b.parts):
                closest = close
    return closest


def _begin_apart(mention: PersonMention, other: PersonMention) -> bool:
    """Does a part that both have begin with another letter? Then no reading can agree."""
    return any(
        other.words[other.parts.index(part)].text[0] != word.text[0]
        for part, word in zip(mention.parts, mention.words, strict=True)
        if mention.parts.count(part) == other.parts.count(part) == 1
    )


def _compatible(a: dict[str, str], b: dict[str, str]) -> bool:
    shared = 0
    for part in ("first", "middle", "last"):
        if part in a and part in b:
            if not _agree(a[part], b[part]):
                return False
            shared += part == "last" or len(a[part]) > INITIAL
    return shared > 0


def _agree(a: str, b: str) -> bool:
    if a == b:
        return True
    a, b = fold(a), fold(b)
    return a == b or (min(len(a), len(b)) <= INITIAL and a[0] == b[0])


def _agreed(group: Sequence[PersonMention]) -> FullReading:
    """The reading of the fullest mention that the other mentions support best."""
    if len(group) == 1:
        return _without_idle_initial(group[0].readings[0])
    fullest = max(group, key=_fullness)
    others = [mention for mention in group if mention is not fullest]

    def support(reading: FullReading) -> float:
        return reading.score + sum([_support(reading, other) for other in others])

    best = max(fullest.readings, key=support)
    parts = dict(best.parts)
    for mention in group:
        for part, text in mention.readings[0].parts.items():
            if len(text) > 2 >= len(parts.get(part, "")):
                parts[part] = text
    return _without_idle_initial(replace(best, parts=parts))


def _without_idle_initial(name: FullReading) -> FullReading:
    """«Ольга Рябова», not «Ольга Ю. Рябова»."""
    parts = name.parts
    is_idle = "middle" in parts and len(parts.get("first", "")) > INITIAL >= len(parts["middle"])
    if not is_idle:
        return name
    return replace(name, parts={part: text for part, text in parts.items() if part != "middle"})


def _support(reading: FullReading, other: PersonMention) -> float:
    """How well another mention reads with the same name, best in the nominative."""
    best = other.readings[0].score
    fits = [
        max(each.score - best, each.as_subject - best + SUBJECT)
        for each in other.readings
        if each.gender == reading.gender and _compatible(each.parts, reading.parts)
    ]
    return max(fits, default=UNSUPPORTED)


def person_name(reading: FullReading) -> str:
    """«Имя Отчество Фамилия», with dots after initials."""
    order = ("last", "first") if reading.eastern else ("first", "middle", "last")
    texts = (reading.parts.get(part) for part in order)
    return " ".join(f"{text}." if len(text) == 1 else text for text in texts if text)
