"""The nouns that name a post, as `data/posts.toml` lists them."""

from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from msgspec import Struct

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


class Posts(Struct, frozen=True, eq=False, forbid_unknown_fields=True):
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
    trade_endings: tuple[str, ...]
    government: Government
    predicates: Predicates

    def group_of(self, lemma: str) -> Group | None:
        """The list that has a noun, also under a prefix («зам») or as one half of a pair."""
        listed = self.listed(lemma)
        if listed is not None:
            return listed
        for part in reversed(lemma.split("-")) if "-" in lemma else ():
            listed = self.listed(part)
            if listed is not None:
                return listed
        for prefix in self.prefixes if lemma.startswith(self.prefixes) else ():
            if lemma.startswith(prefix):
                listed = self.listed(lemma.removeprefix(prefix))
                if listed not in (None, "honour"):
                    return listed
        return None

    def workplaces_of(self, lemma: str) -> frozenset[str]:
        """The kinds of organization that a post goes with, none for most posts."""
        parts = {lemma, *lemma.split("-")}
        return frozenset(kind for kind, nouns in self.workplaces.items() if parts & nouns)

    def listed(self, lemma: str) -> Group | None:
        """The list that has just this noun."""
        return _listed(self).get(lemma)


@cache
def load_posts() -> Posts:
    """The lists, read once."""
    return read_shipped("posts.toml", Posts)


@cache
def _listed(posts: Posts) -> dict[str, Group]:
    """The list of each noun; of two lists the later here."""
    lists: tuple[tuple[Group, frozenset[str]], ...] = (
        ("honour", posts.no_posts),
        ("trade", posts.trades),
        ("general", posts.general),
        ("corporate", posts.corporate),
        ("territorial", posts.territorial),
    )
    return {noun: group for group, nouns in lists for noun in nouns}


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
    if token.pos in NEVER and not is_half_latin(token):
        return None
    if not token.text[:1].isalpha() or len(token.text) < 3:
        return None
    found = _nouns(token.text, posts, morphology)
    if not found:
        return None
    if token.pos not in ("NOUN", "PROPN") and not _only_noun(token.text, morphology):
        found = tuple(noun for noun in found if noun.group != "open")
    return max(found, key=lambda noun: _fit(noun.parse, token)) if found else None


def is_half_latin(token: Token) -> bool:
    """«HR-директор» and «CEO» are foreign words to the model."""
    return token.pos == "X" and ("-" in token.text or token.text.lower() in load_posts().corporate)


def _only_noun(form: str, morphology: Morphology) -> bool:
    """The dictionary knows the form as a noun and as nothing else, whatever the model says."""
    return all(p.is_known and p.tag.POS == "NOUN" for p in morphology.unranked(form))


@lru_cache(maxsize=2_048)
def _nouns(form: str, posts: Posts, morphology: Morphology) -> tuple[PostNoun, ...]:
    # Every word of a release is asked for: few have a reading as a post, and hardly one has two,
    # which alone must be ranked.
    nouns = [noun for parse in morphology.unranked(form) if (noun := _read(parse, posts))]
    if len(nouns) > 1:
        nouns = [noun for parse in morphology.parses(form) if (noun := _read(parse, posts))]
    return tuple(nouns)


def _read(parse: Any, posts: Posts) -> PostNoun | None:
    tag = parse.tag
    if tag.POS == "NOUN":
        if not NAMES.isdisjoint(tag):
            return None
        lemma = fold(parse.normal_form).removeprefix(FORMER)
        group = posts.group_of(lemma)
        if (
            group is None
            and "anim" in tag
            and parse.is_known
            and lemma.endswith(posts.trade_endings)
        ):
            group = "open"  # the lists need not know every trade
        return None if group is None else PostNoun(lemma, group, parse)
    if tag.POS is None:
        lemma = fold(parse.word)
        return PostNoun(lemma, "corporate", parse) if lemma in posts.corporate else None
    if tag.POS in ("ADJF", "PRTF") and tag.case:
        if tag.POS == "ADJF" and "Supr" not in tag:
            masculine = parse.normal_form
        else:
            form = parse.inflect(frozenset({"masc", "sing", "nomn"}))
            masculine = "" if form is None else form.word
        lemma = fold(masculine)
        group = posts.listed(lemma)
        return None if group is None else PostNoun(lemma, group, parse)
    return None


def _fit(parse: Any, token: Token) -> tuple[int, int]:
    cases = CASES.get(token.case or "", set())
    return (
        2 * (parse.tag.case in cases) + (parse.tag.number == NUMBERS.get(token.number or "")),
        "anim" in parse.tag,
    )


def case_of(noun: PostNoun, token: Token, morphology: Morphology) -> str | None:
    """The case that the model gives a post, or the one of the dictionary if it cannot be that."""
    if "Fixd" in noun.parse.tag or noun.parse.tag.case is None:
        return None
    possible = {
        p.tag.case
        for p in morphology.unranked(token.text)
        if p.normal_form == noun.parse.normal_form
    }
    if possible.isdisjoint(CASES.get(token.case or "", ())):
        return next(case for case, names in CASES.items() if noun.parse.tag.case in names)
    return token.case


def number_of(noun: PostNoun, token: Token, morphology: Morphology) -> str | None:
    """The number of a post, likewise."""
    possible = {
        p.tag.number
        for p in morphology.unranked(token.text)
        if p.normal_form == noun.parse.normal_form
    }
    if NUMBERS.get(token.number or "") not in possible and len(possible) == 1:
        return "Plur" if "plur" in possible else "Sing"
    return token.number


def is_time(token: Token) -> bool:
    """A number, or a word of time that may stand between two posts of one person."""
    return token.text[0].isdigit() or token.lemma in load_posts().bridges


FORMER = "экс-"  # like «бывший», no part of a title
NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Init"})
NEVER = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "PRON", "NUM", "SYM", "X"})
