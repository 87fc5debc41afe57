"""Places: their names in the nominative, their ISO codes, and which mentions are one place."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pressfacts.entities.nominative import (
    SCORE,
    head_of,
    in_nominative,
    joined,
    nominative_words,
    nominatives,
    noun_parse,
    ranked_nominatives,
    with_case_of,
)
from pressfacts.entities.sorted_table import SortedTable
from pressfacts.language import Morphology
from pressfacts.language.morphology import CASES, GENDERS, NUMBERS, fold
from pressfacts.records import Sentence, Token
from pressfacts.tables import read_shipped, shipped

OPENING = 3  # letters that no case of a name changes
SECOND_OPENING = 2  # the same, of the words after the first
GEOGRAPHIC = "Geox"
SIGNS = str.maketrans("-()'’.,", "       ")  # in the names of the tables
REGION_NOUNS = frozenset(("область", "край", "республика", "регион"))


class PlaceName(NamedTuple):
    """What a mention of a place says: `key` is equal for all names of one place."""

    name: str
    key: str
    code: str | None


class Territory(NamedTuple):
    """A country or region that «области» or an abbreviation stands for."""

    code: str
    genitive: str | None  # «Тверской области»; None where the words of the text may stay


class ReleaseTerritories:
    """The countries and regions that a release names, to tell which one «области» means."""

    def __init__(self, codes: Sequence[str], morphology: Morphology) -> None:
        counts = Counter(code for code in codes if names_of(code))
        self._codes = sorted(counts, key=lambda code: -counts[code])
        self._morphology = morphology

    def resolve(self, token: Token) -> Territory | None:
        """What a common noun in the genitive or an abbreviation means here."""
        if token.text.isupper() and 1 < len(token.text) < 5:
            return next(
                (Territory(c, None) for c in self._codes if abbreviates(token.text, names_of(c))),
                None,
            )
        if token.lemma not in REGION_NOUNS or token.text[0].isupper():
            return None
        fitting = [
            code
            for code in self._codes
            if code[:3] in ("RU-", "UA-")
            and (token.lemma == "регион" or token.lemma in fold(names_of(code)[0]).split())
        ]
        if len(fitting) != 1:
            return None
        return Territory(fitting[0], self._genitive(names_of(fitting[0])[0]))

    def _genitive(self, name: str) -> str:
        words = name.split()
        declining = words if words[-1][0].islower() else words[:1]
        return " ".join([*map(self._in_genitive, declining), *words[len(declining) :]])

    def _in_genitive(self, word: str) -> str:
        for parse in self._morphology.parses(word.lower()):
            if parse.tag.case == "nomn" and parse.tag.number == "sing":
                form = parse.inflect(frozenset({"gent"}))
                return with_case_of(word, form.word) if form else word
        return word


def place_name(
    sentence: Sentence, first: int, last: int, morphology: Morphology, kind: int | None = None
) -> PlaceName:
    """The name of the place that tokens `first` to `last` mention.

    `kind` is the token of a noun that a list shares.
    """
    unknown = []
    for name in _candidates(sentence, first, last, kind, morphology):
        code = code_of(name)
        if code:
            return PlaceName(name, key_of(name), code)
        unknown.append(name)
    return PlaceName(unknown[0], key_of(unknown[0]), None)


def code_of(name: str) -> str | None:
    """The ISO 3166 code of a country, region or city."""
    key = table_key(name)
    return territories().get(key) or cities().get(key)


def key_of(name: str) -> str:
    """The code for countries and regions, whose names are many; the folded name for the rest."""
    return territories().get(table_key(name)) or table_key(name)


@lru_cache(maxsize=2_048)
def table_key(name: str) -> str:
    """A name as the tables hold it: folded, with one kind of dash and blank."""
    return " ".join(_same_signs(name).split())


@cache
def territories() -> dict[str, str]:
    """Folded names of countries and regions → ISO code."""
    found = {table_key(name): code for code, names in _named_territories() for name in names}
    for key, code in list(found.items()):
        own, _, kind = key.rpartition(" ")
        if code.startswith("RU-") and kind in ("область", "край"):  # «Тверской регион»
            found.setdefault(f"{own[:-2]}ий регион", code)
            found.setdefault(f"{own[:-2]}ой регион", code)
    return found


@cache
def territory_openings() -> dict[str, set[str]]:
    """How the names of countries and regions begin, in whatever case they stand.

    For each opening those of the words that follow.
    """
    openings: dict[str, set[str]] = defaultdict(set)
    for key in territories():
        following = key.translate(SIGNS).split()[1:]
        openings[key[:OPENING]].update([word[:SECOND_OPENING] for word in following])
    return dict(openings)


def names_of(code: str) -> tuple[str, ...]:
    """All names of a country or region."""
    return _names_by_code().get(code, ())


def region_names() -> tuple[str, ...]:
    """The names of the regions of Russia, the usual one of each first."""
    return tuple(
        name for code, names in _named_territories() if code.startswith("RU-") for name in names
    )


@cache
def _names_by_code() -> dict[str, tuple[str, ...]]:
    return dict(reversed(_named_territories()))  # of two rows with one code the first counts


@cache
def _named_territories() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = [*_rows("countries.tsv"), *_rows("regions.tsv")]
    return tuple((row[0], (row[1], *(row[2].split("|") if len(row) > 2 else ()))) for row in rows)


@cache
def cities() -> SortedTable:
    """Folded names of cities → ISO code of the region or country."""
    return SortedTable(shipped("cities.tsv").read_bytes())


def _same_signs(text: str) -> str:
    return fold(text).replace("–", "-").replace("—", "-").replace(" - ", "-")


def _rows(name: str) -> list[list[str]]:
    text = shipped(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def _candidates(
    sentence: Sentence, first: int, last: int, kind: int | None, morphology: Morphology
) -> Iterator[str]:
    """Possible nominatives, the one that grammar prefers first, which nearly always is a name."""
    tokens = sentence.tokens
    if kind is not None:
        yield _with_kind(sentence, first, last, kind, morphology)
        return
    if last - first == 1:
        token = tokens[first]
        yield from _single_names(token.text, token.case, token.number, token.gender, morphology)
        return
    if tokens[first].lemma in place_kinds():
        yield _of_kind(sentence, first, last, morphology)
        return
    shared = tokens[last - 1]
    if shared.number == "Plur" and shared.text.islower() and tokens[first].number == "Sing":
        # «Тверской и Псковской областях»: the last of a list.
        yield _with_kind(sentence, first, last - 1, last - 1, morphology)
        return
    head = head_of(sentence, first, last)
    words = nominative_words(sentence, first, last, head, morphology)
    yield joined(sentence, first, words)
    for i in range(head + 1, last):
        if tokens[i].text[0].isalpha() and tokens[i].text[0].isupper():
            forms = [form for form, _ in ranked_nominatives(tokens[i].text, morphology)]
            words[i - first] = next(
                (form for form in forms if form != tokens[i].text), tokens[i].text
            )
    yield joined(sentence, first, words)
    yield joined(sentence, first, [token.text for token in tokens[first:last]])


def _with_kind(sentence: Sentence, first: int, last: int, kind: int, morphology: Morphology) -> str:
    """«Заречном … районах» → «Заречный район», «улицам … Мира» → «улица Мира»."""
    tokens = sentence.tokens
    noun = morphology.parses(tokens[kind].lemma)[0]
    words = [_adjective_for(token, noun, morphology) or token.text for token in tokens[first:last]]
    own = joined(sentence, first, words)
    return f"{own} {noun.word}" if first < kind else f"{noun.word} {own}"


def _of_kind(sentence: Sentence, first: int, last: int, morphology: Morphology) -> str:
    """A kind before its name: only the kind declines, unless an adjective follows."""
    tokens = sentence.tokens
    street = _street(sentence, first, last, morphology)
    if street:
        return street
    if tokens[first].number == "Plur":
        return _with_kind_before(sentence, first, last, morphology)
    words = [token.text for token in tokens[first:last]]
    noun = noun_parse(tokens[first], morphology)
    if noun is not None:
        words[0] = in_nominative(words[0], noun)
    return joined(sentence, first, words)


def _with_kind_before(sentence: Sentence, first: int, last: int, morphology: Morphology) -> str:
    noun = morphology.parses(sentence.tokens[first].lemma)[0]
    words = [
        _adjective_for(token, noun, morphology) or token.text
        for token in sentence.tokens[first + 1 : last]
    ]
    return f"{noun.word} {joined(sentence, first + 1, words)}"


@cache
def place_kinds() -> frozenset[str]:
    """Nouns that stand before the name of a street, or of a natural feature in the genitive."""
    words = read_shipped("places.toml", dict[str, str])
    return frozenset(f"{words['streets']} {words['features']}".split())


def _adjective_for(token: Token, noun: Any, morphology: Morphology) -> str | None:
    """A word as an adjective that agrees with a noun in the nominative, if it can be one."""
    for parse in morphology.parses(token.text.lower()):
        if parse.tag.POS == "ADJF" and parse.tag.case != "nomn":
            form = parse.inflect(frozenset({"nomn", "sing", noun.tag.gender or "masc"}))
            if form:
                return with_case_of(token.text, form.word)
    return None


def _street(sentence: Sentence, first: int, last: int, morphology: Morphology) -> str | None:
    """«улице Ново-Садовой» → «улица Ново-Садовая»: an adjective after its noun."""
    kind = sentence.tokens[first]
    if last - first < 2 or not kind.text[0].islower() or kind.number == "Plur":
        return None
    after = sentence.tokens[last - 1]
    noun = noun_parse(kind, morphology)
    if noun is None or last - first != 2:
        return None
    for parse in morphology.parses(after.text.lower()):
        agrees = parse.tag.case == noun.tag.case and parse.tag.gender == noun.tag.gender
        if parse.tag.POS == "ADJF" and agrees:
            form = parse.inflect(frozenset({"nomn"}))
            if form:
                return f"{in_nominative(kind.text, noun)} {with_case_of(after.text, form.word)}"
    return None


@lru_cache(maxsize=512)  # a release names its places again and again
def _single_names(
    text: str, case: str | None, number: str | None, gender: str | None, morphology: Morphology
) -> tuple[str, ...]:
    if text.isupper() and len(text) > 1:
        return (text,)

    cases = CASES.get(case or "", ())
    numbered, gendered = NUMBERS.get(number or ""), GENDERS.get(gender or "")

    def fit(option: tuple[str, Any]) -> int:
        name, parse = option
        tag = parse.tag
        return int(
            3 * (tag.case in cases)
            + 3 * (tag.POS == "NOUN")
            + 2 * (GEOGRAPHIC in tag)
            + (tag.number == numbered)
            + (tag.gender == gendered)
            + 4 * (name in coded)
        )

    options = nominatives(text, morphology)
    coded = {name for name in {name for name, _ in options} if code_of(name)}
    fits = [fit(option) for option in options]
    best = max(fits, default=0)
    fittest = {name for (name, _), its in zip(options, fits, strict=True) if its >= best - SCORE}
    if len(fittest) == 1 and (not coded or fittest <= coded):
        return (*fittest, text)
    ranked = ranked_nominatives(text, morphology)
    best_first = sorted(ranked, key=lambda option: fit(option) + option[1].score, reverse=True)
    return (*dict.fromkeys([name for name, _ in best_first]), text)


def abbreviates(short: str, names: Sequence[str]) -> bool:
    """Is a word in capitals made of the initials of one of the names («КР»)?"""
    return any(
        short == "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
        for name in names
    )
