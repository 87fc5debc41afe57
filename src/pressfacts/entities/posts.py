"""The nouns that name a post, as `data/posts.toml` lists them."""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from pressfacts.entities.post_shapes import Shapes
from pressfacts.language.morphology import CASES, NUMBERS, Morphology, fold
from pressfacts.records import Token
from pressfacts.tables import read_shipped

Group = Literal["territorial", "corporate", "general", "trade", "open", "honour"]


class Government(Struct, frozen=True, forbid_unknown_fields=True):
    """Heads whose complement stands otherwise than in the genitive."""

    instrumental: frozenset[str]
    place: frozenset[str]
    envoys: frozenset[str]


class Predicates(Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs and nouns that give a post to their subject or object."""

    offices: frozenset[str]
    holding: frozenset[str]
    appointing: frozenset[str]
    rising: frozenset[str]
    nominal: frozenset[str]
    duties: frozenset[str]
    performing: frozenset[str]
    neighbours: frozenset[str]
    counterparts: frozenset[str]
    replacing: frozenset[str]
    instead: frozenset[str]
    places: frozenset[str]
    earlier: frozenset[str]
    joining: frozenset[str]
    entering: frozenset[str]
    remaining: frozenset[str]
    pointing: frozenset[str]
    entrusting: frozenset[str]
    taking: frozenset[str]
    leading: dict[str, str]
    standing: frozenset[str]
    heads: dict[str, str]


class Posts(Struct, frozen=True, eq=False, dict=True, forbid_unknown_fields=True):
    """The lists of `data/posts.toml`; lemmas, folded."""

    territorial: frozenset[str]
    municipal: frozenset[str]
    regional: frozenset[str]
    chairing: frozenset[str]
    acts: frozenset[str]
    deputies: frozenset[str]
    fielded: frozenset[str]
    chief: frozenset[str]
    corporate: frozenset[str]
    general: frozenset[str]
    trades: frozenset[str]
    no_posts: frozenset[str]
    honours: frozenset[str]
    degrees: frozenset[str]
    addresses: frozenset[str]
    services: frozenset[str]
    no_posts_with: dict[str, frozenset[str]]
    grades: frozenset[str]
    acting: frozenset[str]
    acting_verbs: frozenset[str]
    aside: frozenset[str]
    newcomers: frozenset[str]
    units: frozenset[str]
    organs: frozenset[str]
    doubled: frozenset[str]
    undertakings: frozenset[str]
    times: frozenset[str]
    bridges: frozenset[str]
    workplaces: dict[str, frozenset[str]]
    kept: frozenset[str]
    ordinals: frozenset[str]
    ordered: tuple[str, ...]
    prefixes: tuple[str, ...]
    irregular: tuple[str, ...]
    trade_endings: tuple[str, ...]
    government: Government
    predicates: Predicates

    def group_of(self, lemma: str) -> Group | None:
        """The list that has a noun, also under a prefix («зам») or as one half of a pair."""
        nouns = self.nouns
        if lemma in nouns:
            return nouns[lemma]
        for part in reversed(lemma.split("-")) if "-" in lemma else ():
            if part in nouns:
                return nouns[part]
        for prefix in self.prefixes if lemma.startswith(self.prefixes) else ():
            if lemma.startswith(prefix):
                listed = nouns.get(lemma.removeprefix(prefix))
                if listed not in (None, "honour"):
                    return listed
        return None

    def workplaces_of(self, lemma: str) -> frozenset[str]:
        """The kinds of organization that a post goes with, none for most posts."""
        parts = {lemma, *lemma.split("-")}
        return frozenset(kind for kind, nouns in self.workplaces.items() if parts & nouns)

    def listed(self, lemma: str) -> Group | None:
        """The list that has just this noun."""
        return self.nouns.get(lemma)

    @cached_property
    def nouns(self) -> dict[str, Group]:
        """The list of each noun; of two lists the later here."""
        lists: tuple[tuple[Group, frozenset[str]], ...] = (
            ("honour", self.no_posts),
            ("trade", self.trades),
            ("general", self.general),
            ("corporate", self.corporate),
            ("territorial", self.territorial),
        )
        return {noun: group for group, nouns in lists for noun in nouns}

    @cached_property
    def shapes(self) -> Shapes:
        """What tells that a form may be of one of the nouns, before the dictionary is asked."""
        return Shapes(self.nouns, self.irregular, self.prefixes, self.trade_endings)

    def may_list_adjective(self, form: str) -> bool:
        """It is listed, or begins like all forms of a listed adjective or participle."""
        return form.startswith(self._stems) or form in self.nouns

    @cached_property
    def _stems(self) -> tuple[str, ...]:
        return tuple(lemma[:-2] for lemma in self.nouns if lemma.endswith(("ый", "ий", "ой")))


@cache
def load_posts() -> Posts:
    """The lists, read once."""
    return read_shipped("posts.toml", Posts)


class PostNoun(NamedTuple):
    """A token read as a noun for a human being: its lemma, its list, its parse."""

    lemma: str
    group: Group
    parse: Any


def post_noun(token: Token, posts: Posts, morphology: Morphology) -> PostNoun | None:
    """How a token names a post, None where it does not.

    Substantivized participles («заведующий», «управляющий») count if they are listed; an unlisted
    noun for a human being gives the group `open`.
    """
    if token.pos in NEVER:
        return None
    found = post_nouns(token.text, posts, morphology)
    if not found or (token.pos == "X" and not is_half_latin(token)):
        return None
    best = _fitting(found, token, morphology)
    if len(best) > 1:
        best = _fitting(_ranked_nouns(token.text, posts, morphology), token, morphology)
    return best[0] if best else None


def _fitting(nouns: Sequence[PostNoun], token: Token, morphology: Morphology) -> Sequence[PostNoun]:
    """The readings that fit the tag of a token best."""
    if token.pos not in ("NOUN", "PROPN") and not _only_noun(token.text, morphology):
        nouns = [noun for noun in nouns if noun.group != "open"]
    if len(nouns) < 2:
        return nouns
    fits = [_fit(noun.parse, token) for noun in nouns]
    most = max(fits)
    return [noun for noun, fit in zip(nouns, fits, strict=True) if fit == most]


def is_half_latin(token: Token) -> bool:
    """«HR-директор» and «CEO» are foreign words to the model."""
    return token.pos == "X" and ("-" in token.text or token.text.lower() in load_posts().corporate)


def _only_noun(form: str, morphology: Morphology) -> bool:
    """The dictionary knows the form as a noun and as nothing else, whatever the model says."""
    return all(p.is_known and p.tag.POS == "NOUN" for p in morphology.unranked(form))


@lru_cache(maxsize=2_048)
def post_nouns(form: str, posts: Posts, morphology: Morphology) -> tuple[PostNoun, ...]:
    """The readings of a form as a post in no order, whatever the model takes it for."""
    if not form[:1].isalpha() or len(form) < 3 or not posts.shapes.may_decline(form):
        return ()
    return _read_all(form, morphology.unranked(form), posts)


@lru_cache(maxsize=256)
def _ranked_nouns(form: str, posts: Posts, morphology: Morphology) -> tuple[PostNoun, ...]:
    """The same, the most probable first: for the few forms of which two readings fit alike."""
    return _read_all(form, morphology.parses(form), posts)


def _read_all(form: str, parses: Iterable[Any], posts: Posts) -> tuple[PostNoun, ...]:
    nouns, listed = [], None
    for parse in parses:
        pos, noun = parse.tag.POS, None
        if pos == "NOUN":
            noun = _as_noun(parse, posts)
        elif pos in ADJECTIVAL:
            # To inflect every participle of a text would cost more than to read all its nouns.
            listed = posts.may_list_adjective(fold(form)) if listed is None else listed
            noun = _as_adjective(parse, posts) if listed else None
        elif pos is None:
            noun = _as_unknown(parse, posts)
        if noun is not None:
            nouns.append(noun)
    return tuple(nouns)


def _as_noun(parse: Any, posts: Posts) -> PostNoun | None:
    tag = parse.tag
    if not NAMES.isdisjoint(tag):
        return None
    lemma, group = _lemma_and_group(parse.normal_form, posts)
    if group is None and "anim" in tag and parse.is_known and lemma.endswith(posts.trade_endings):
        group = "open"  # the lists need not know every trade
    return None if group is None else PostNoun(lemma, group, parse)


@lru_cache(maxsize=1_024)
def _lemma_and_group(normal_form: str, posts: Posts) -> tuple[str, Group | None]:
    lemma = fold(normal_form).removeprefix(FORMER)
    return lemma, posts.group_of(lemma)


def _as_unknown(parse: Any, posts: Posts) -> PostNoun | None:
    lemma = fold(parse.word)
    return PostNoun(lemma, "corporate", parse) if lemma in posts.corporate else None


def _as_adjective(parse: Any, posts: Posts) -> PostNoun | None:
    tag = parse.tag
    if not tag.case:
        return None
    if tag.POS == "ADJF" and "Supr" not in tag:
        masculine = parse.normal_form
    else:
        form = parse.inflect(frozenset({"masc", "sing", "nomn"}))
        masculine = "" if form is None else form.word
    lemma = fold(masculine)
    group = posts.listed(lemma)
    return None if group is None else PostNoun(lemma, group, parse)


def _fit(parse: Any, token: Token) -> tuple[int, int]:
    cases = CASES.get(token.case or "", set())
    return (
        2 * (parse.tag.case in cases) + (parse.tag.number == NUMBERS.get(token.number or "")),
        "anim" in parse.tag,
    )


def case_and_number(
    noun: PostNoun, token: Token, morphology: Morphology
) -> tuple[str | None, str | None]:
    """What the model gives a post, or what the dictionary does if it cannot be that."""
    tag, case, number = noun.parse.tag, token.case, token.number
    if (
        tag.case in CASES.get(case or "", ())
        and tag.number == NUMBERS.get(number or "")
        and "Fixd" not in tag
    ):
        return case, number  # nine times of ten
    cases, numbers = _possible(token.text, noun.parse.normal_form, morphology)
    if "Fixd" in tag or tag.case is None:
        case = None
    elif cases.isdisjoint(CASES.get(case or "", ())):
        case = next(case for case, names in CASES.items() if tag.case in names)
    if NUMBERS.get(number or "") not in numbers and len(numbers) == 1:
        number = "Plur" if "plur" in numbers else "Sing"
    return case, number


@lru_cache(maxsize=256)
def _possible(
    form: str, normal_form: str, morphology: Morphology
) -> tuple[frozenset[str | None], frozenset[str | None]]:
    """The cases and the numbers that a form of a word may be."""
    tags = [p.tag for p in morphology.unranked(form) if p.normal_form == normal_form]
    return frozenset(tag.case for tag in tags), frozenset(tag.number for tag in tags)


def is_time(token: Token) -> bool:
    """A number, or a word of time that may stand between two posts of one person."""
    return token.text[0].isdigit() or token.lemma in load_posts().bridges


FORMER = "экс-"  # like «бывший», no part of a title
NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Init"})
ADJECTIVAL = frozenset({"ADJF", "PRTF"})
NEVER = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "PRON", "NUM", "SYM"})
