"""Where people and places are named: the model's spans, repaired and extended by grammar."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from pressfacts.entities.declension import (
    VOWELS,
    east_asian_surnames,
    is_first_name,
    is_patronymic,
)
from pressfacts.entities.nominative import nominatives
from pressfacts.entities.organizations import find_organizations
from pressfacts.entities.phrase import OrganizationSpan
from pressfacts.entities.place_spans import INTO, PlaceScan, PlaceSpan, place_words
from pressfacts.entities.places import cities, table_key, territories
from pressfacts.entities.posts import load_posts
from pressfacts.entities.quotes import Quote
from pressfacts.entities.vocabulary import person_words
from pressfacts.language import Morphology
from pressfacts.records import NameSpan, Sentence, Token

APART = frozenset(",;•|/")
BRACKETS = frozenset("()[]")
NOBODY = frozenset("VERB GRND INFN ADVB CONJ PRCL PREP PRED".split())  # noqa: SIM905
LONG = 5  # letters of a verb that is no short foreign name


class NamedSpan(NamedTuple):
    """Tokens `first` to `last` of a sentence that name something."""

    type: Literal["person", "place"]
    sentence: int
    first: int
    last: int
    kind: int | None = None  # of a place: the noun that a list shares
    alias: bool = False  # of a person: the Latin spelling in brackets after the name


class SentenceNames(NamedTuple):
    """All names of one sentence."""

    organizations: list[OrganizationSpan]
    titles: Sequence[Quote]
    others: list[NamedSpan]
    capitals: Sequence[int]  # the tokens that begin with one

    @property
    def taken(self) -> set[int]:
        """The tokens of all names."""
        taken = {i for span in self.organizations for i in range(span.first, span.last)}
        return taken | {i for span in self.others for i in range(span.first, span.last)}


def find_spans(number: int, sentence: Sentence, morphology: Morphology) -> SentenceNames:
    """The names of a sentence, none inside another."""
    capitals = [i for i, token in enumerate(sentence.tokens) if token.text[0].isupper()]
    organizations, titles = find_organizations(sentence, capitals, morphology)
    taken = {i for o in organizations for i in range(o.first, o.last)} if organizations else set()
    scan = PlaceScan(sentence, capitals, taken, morphology)
    places = scan.find_streets()
    people = [
        span
        for name in _joined_people(sentence, morphology)
        for span in _people(number, sentence, name, morphology)
        if scan.taken.isdisjoint(range(span.first, span.last))
    ]
    if people:
        scan.taken.update([i for span in people for i in range(span.first, span.last)])
    places += scan.find_others()
    if places:
        people += [_with_initial(number, sentence, span) for span in sorted(places)]
    if titles:
        people = [span for span in people if not _is_in_longer_title(span, titles)]
    return SentenceNames(organizations, titles, people, capitals)


def _with_initial(number: int, sentence: Sentence, span: PlaceSpan) -> NamedSpan:
    """A place; but «Дж. Коми» is somebody with the name of one."""
    tokens = sentence.tokens
    if span.first > 1 and tokens[span.first - 1].text == "." and span.kind is None:
        initial = tokens[span.first - 2].text
        vowels = VOWELS.isdisjoint(initial.lower()) if len(initial) > 1 else True
        if initial.isalpha() and initial[0].isupper() and len(initial) < 3 and vowels:
            return NamedSpan("person", number, span.first - 2, span.last)
    return NamedSpan("place", number, *span)


def _is_in_longer_title(span: NamedSpan, titles: Sequence[Quote]) -> bool:
    return any(
        title.first <= span.first
        and span.last <= title.last
        and title.last - title.first - 2 >= span.last - span.first
        for title in titles
    )


def _joined_people(sentence: Sentence, morphology: Morphology) -> list[NameSpan]:
    """The model's people; a surname and the given names right after it are one name."""
    found: list[NameSpan] = []
    for span in sentence.names:
        if span.type != "PER":
            continue
        before = found[-1] if found else None
        adjacent = before is not None and before.last == span.first
        cut = not adjacent and _lacks_given_name(sentence, span, morphology)
        name = NameSpan("PER", span.first - cut, span.last)
        if before and adjacent and _is_post_alone(sentence, before, morphology):
            found[-1] = name
        elif before and adjacent and _completes(sentence, before, name):
            found[-1] = NameSpan("PER", before.first, name.last)
        else:
            found.append(name)
    return found


def _lacks_given_name(sentence: Sentence, name: NameSpan, morphology: Morphology) -> bool:
    """The model has cut «Анна» off «Петровна Рябова», or «Анна» off «Рябова» in the same case."""
    if name.first == 0:
        return False
    given, word = sentence.tokens[name.first - 1].text, sentence.tokens[name.first].text
    if not (is_patronymic(word) and given[0].isupper() and given[1:].islower()):
        return False
    return len(given) >= LONG - 1 and not _is_post(given, morphology)


def _is_post_alone(sentence: Sentence, name: NameSpan, morphology: Morphology) -> bool:
    """«Вице-премьера» before «К. Л. Лужко»."""
    return name.last - name.first == 1 and _is_post(sentence.tokens[name.first].text, morphology)


def _completes(sentence: Sentence, before: NameSpan, name: NameSpan) -> bool:
    """«Абрамова» + «Анна Петровна», «Абрамов» + «А. П.»."""
    words = [t.text for t in sentence.tokens[name.first : name.last] if t.text[0].isalpha()]
    first, given = sentence.tokens[before.first], sentence.tokens[name.first]
    if before.last - before.first > 1 or len(words) != 2:
        return False
    if len(given.text) > 1 and first.case != given.case and not is_patronymic(words[0]):
        return False
    return any(map(is_patronymic, words)) or all(len(word) == 1 for word in words)


def _people(
    number: int, sentence: Sentence, name: NameSpan, morphology: Morphology
) -> Iterator[NamedSpan]:
    start = name.first
    for i in range(name.first, name.last + 1):
        if i == name.last or sentence.tokens[i].text in APART:
            piece = NameSpan("PER", start, i)
            first, last = _person_words(sentence, piece, morphology)
            if first < last - 1 and _is_twin_town(sentence.tokens[first]):
                yield NamedSpan("place", number, first + 1, last)
            elif first < last and (
                _is_settlement(sentence, first) or _is_town(sentence, first, last, morphology)
            ):
                yield NamedSpan("place", number, first, last)
            elif first < last and not _is_namesake(sentence, first, last, morphology):
                yield NamedSpan("person", number, first, last)
                end = _latin_spelling(sentence, last)
                if end > last:
                    yield NamedSpan("person", number, last + 1, end, alias=True)
            start = i + 1


def _latin_spelling(sentence: Sentence, at: int) -> int:
    """Where the Latin words end that stand in brackets from a token on; `at` if none do."""
    tokens = sentence.tokens
    if at >= len(tokens) or tokens[at].text != "(":
        return at
    end = at + 1
    while end < len(tokens) and tokens[end].text != ")":
        text = tokens[end].text
        if not (text.isascii() or text[0].isalpha()) or "а" <= text[0].lower() <= "я":
            return at
        end += 1
    latin = [token.text for token in tokens[at + 1 : end]]
    return end if 1 < len(latin) < 6 and all(word[0].isalpha() for word in latin[:1]) else at


def _is_settlement(sentence: Sentence, first: int) -> bool:
    """«в селе Иваново Поле»: the kind stands before the name."""
    before = sentence.tokens[first - 1] if first else None
    settled = before is not None and before.lemma in place_words().settlements
    return settled and before is not None and before.lemma != "город"


def _is_twin_town(token: Token) -> bool:
    """«Город-побратим Линц»: the model takes all of it for somebody."""
    kind, hyphen, _ = token.lemma.partition("-")
    return bool(hyphen) and kind in place_words().settlements


def _is_namesake(sentence: Sentence, first: int, last: int, morphology: Morphology) -> bool:
    """«братья Лужковы», «премия имени Лужкова», «кот Федот»: no one human being is meant."""
    tokens, words = sentence.tokens, person_words()
    if first > 1 and tokens[first - 1].text == "." and tokens[first - 2].text == "им":
        return True
    before, name = tokens[first - 1] if first else tokens[first], tokens[last - 1]
    if tokens[first].lemma in words.families:
        return True
    if before.lemma in words.families:
        return name.number == "Plur"
    if first == 0:
        return False
    if before.lemma in words.honours:
        return name.case == "Gen" or _may_be_genitive(name, morphology)
    if last - first == 1 and name.number == "Plur":
        owned = before.pos == "NOUN" and before.feats.get("Animacy") == "Inan"
        if name.case == "Loc" or (owned and name.case == "Gen"):
            return True
    return before.text.lower() == "имени" or before.lemma in words.animals


def _may_be_genitive(token: Token, morphology: Morphology) -> bool:
    return any(
        tag.case == "gent" and tag.number == "sing" for tag in morphology.tags(token.text.lower())
    )


def _is_town(sentence: Sentence, first: int, last: int, morphology: Morphology) -> bool:
    """A place of the tables: the only thing the words name, or one in a list or after «в»."""
    token = sentence.tokens[first]
    if table_key(" ".join(t.text for t in sentence.tokens[first:last])) in territories():
        return True
    if last - first > 1 or not token.text[0].isupper():
        return False
    if _names_places_only(token, morphology):
        return True
    if first == 0 or sentence.tokens[first - 1].text.lower() not in INTO:
        conjoined = token.rel == "conj" or any(
            sentence.tokens[i].rel == "conj" for i in sentence.children[first]
        )
        after = last + 1 < len(sentence.tokens) and sentence.tokens[last].text in (",", "и")
        if not conjoined and not after:
            return False
        places = {
            i for name in sentence.names if name.type == "LOC" for i in range(name.first, name.last)
        }
        listed = after and last + 1 in places
        if not listed and (
            not conjoined or places.isdisjoint((token.head, *sentence.children[first]))
        ):
            return False
    names = [table_key(name) for name, _ in nominatives(token.text, morphology)]
    return any(name in cities() or name in territories() for name in names)


def _names_places_only(token: Token, morphology: Morphology) -> bool:
    """A town or country that the dictionary knows for nothing else: «Муром»."""
    parses = morphology.unranked(token.text.lower())
    if not any("Geox" in parse.tag for parse in parses):
        return False
    best = morphology.parse(token.text.lower(), token.pos, token.case, token.number, token.gender)
    human = any(
        mark in parse.tag
        for parse in parses
        for mark in ("Name", "Surn", "Patr")
        if parse.tag.case == best.tag.case
    )
    return (
        "Geox" in best.tag
        and best.is_known
        and not human
        and any(
            table_key(name) in cities() or table_key(name) in territories()
            for name, _ in nominatives(token.text, morphology)
        )
    )


def _person_words(sentence: Sentence, name: NameSpan, morphology: Morphology) -> tuple[int, int]:
    """A person's name without the post before it, and without a spelling in brackets."""
    first, last = name.first, name.last
    tokens = sentence.tokens
    brackets = [i for i in range(first, last) if tokens[i].text in BRACKETS]
    if brackets and brackets[0] > first:
        last = brackets[0]
    while first < last and (
        (first < last - 1 and _is_post_before(tokens[first], tokens[first + 1], morphology))
        or tokens[first].text.lower() in person_words().addresses
        or (first in (0, last - 1) and _names_nobody(tokens[first].text, morphology))
    ):
        first += 1
    while first < last and not tokens[first].text[0].isalpha():
        first += 1
    while last > first and not tokens[last - 1].text[0].isalpha():
        last -= 1
    if first < last < len(tokens) and len(tokens[last - 1].text) == 1 and tokens[last].text == ".":
        last += 1  # «Абрамов А. П.»
    words = [token.text for token in tokens[first:last]]
    if any(word[0].isupper() for word in words) and not any(word[-1].isdigit() for word in words):
        return first, last
    return first, first


def _is_post_before(token: Token, after: Token, morphology: Morphology) -> bool:
    """«Министра» before «К.» or «Анны», «Президента» before anything, but not «Франк» «Ленц»."""
    if not _is_post(token.text, morphology):
        return False
    opens_name = len(after.text) == 1 or is_first_name(after.text, morphology)
    return opens_name or load_posts().group_of(token.lemma) in (
        "territorial",
        "corporate",
        "general",
    )


@lru_cache(maxsize=256)
def _names_nobody(word: str, morphology: Morphology) -> bool:
    """«Представляя», «Всё-таки» before «Абрамова»; a short verb may be a name («Лей Цзюнь»)."""
    if len(word) < LONG:
        return False
    parses = morphology.unranked(word.lower())
    return parses[0].is_known and all(p.tag.POS in NOBODY for p in parses)


@lru_cache(maxsize=256)
def _is_post(word: str, morphology: Morphology) -> bool:
    """A noun that the dictionary knows, and as no name: «Министра К. Ф. Лужко»."""
    if len(word) <= 3 or word in east_asian_surnames():
        return False
    parses = morphology.unranked(word.rpartition("-")[2].lower())
    if not parses[0].is_known or not any(parse.tag.animacy == "anim" for parse in parses):
        return False
    return not any(
        mark in parse.tag for parse in parses for mark in ("Name", "Surn", "Patr", "Geox")
    )
