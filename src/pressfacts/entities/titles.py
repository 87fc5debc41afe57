"""Title phrases: «первого заместителя министра энергетики РФ» taken apart.

A title phrase is read forward from the noun that names the post: its modifiers stand before it, its
complement after it, and the first organization or place of the complement is what the post is of.
The rest is the title, given in the nominative.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

import msgspec
from msgspec import Struct

from pressfacts.entities.complement import ComplementReader
from pressfacts.entities.index import Index
from pressfacts.entities.kinds import load_kinds
from pressfacts.entities.modifiers import Modifiers
from pressfacts.entities.posts import (
    Group,
    PostNoun,
    Posts,
    case_and_number,
    load_posts,
    post_noun,
    post_nouns,
)
from pressfacts.entities.territory_adjectives import AdjectivePlaces
from pressfacts.entities.title_words import inflected, joined, words_of
from pressfacts.language.morphology import Morphology
from pressfacts.records import Sentence, Token

DASHES = frozenset({"-", "–", "—", "−"})
OFFICES = frozenset({"territorial", "corporate", "general"})
FORMS = 4_096  # remembered as no beginning of a title


class Title(Struct, frozen=True):
    """A title phrase: tokens `first` to `last`, its noun at `head`.

    `nominative` gives the post without the organization as it is told of a holder, whom two phrases
    of three have not; `genitive` gives the same in the genitive, for the few posts that another one
    goes on with; `noun` is its head's lemma, `lemmas` those of all its words. `organization` is the
    entity the phrase names, `closed` tells that it names some organization, known or not, so that
    none is to be supplied; `unlisted` is the name of one that is no entity of the release
    («французский посол», «директор «Маяка»»); `bare` is the common noun that names it («директор
    завода») and stands for none that we know. `case` is None where the form does not tell it.
    """

    sentence: int
    first: int
    last: int
    head: int
    nominative: Callable[[], str]
    genitive: Callable[[], str]
    noun: str
    lemmas: frozenset[str]
    group: Group
    case: str | None
    number: str | None
    organization: str | None
    closed: bool
    unlisted: str | None = None
    bare: str | None = None

    @property
    def title(self) -> str:
        """The post in the nominative."""
        return self.nominative()

    def with_words(self, words: str) -> "Title":
        """The title with more words at its end, which stay as they are."""
        return msgspec.structs.replace(
            self,
            nominative=lambda: f"{self.nominative()} {words}",
            genitive=lambda: f"{self.genitive()} {words}",
        )


def find_titles(
    sentences: Sequence[Sentence], index: Index, morphology: Morphology
) -> tuple[Title, ...]:
    """Every title phrase of a release, in the order of the text; none lies in another."""
    reader = _Reader(index, load_posts(), morphology)
    return tuple(reader.read(sentences))


class _Openings:
    """The forms that may begin a title; of the others most are remembered."""

    def __init__(self, posts: Posts, morphology: Morphology) -> None:
        self.posts = posts
        self.morphology = morphology
        # «Врио», «и. о.» and «временно исполняющий обязанности» begin so.
        self.acting = posts.acting | {"и.о", "и", "временно"}
        self._others: set[str] = set()

    def among(self, forms: set[str]) -> set[str]:
        """Those of the forms of a release: one of twelve."""
        new = forms - self._others
        found = {form for form in new if form.lower() in self.acting}
        declined = self.posts.shapes.declined(new)
        found.update([f for f in declined if post_nouns(f, self.posts, self.morphology)])
        self._others |= new - found
        if len(self._others) > FORMS:
            self._others.clear()
        return found


@cache
def _openings(posts: Posts, morphology: Morphology) -> _Openings:
    return _Openings(posts, morphology)


class _Reader:
    def __init__(self, index: Index, posts: Posts, morphology: Morphology) -> None:
        self.index = index
        self.posts = posts
        self.morphology = morphology
        self.kinds = load_kinds()
        self.openings = _openings(posts, morphology)
        self.complements = ComplementReader(index, posts, morphology)
        self.modifiers = Modifiers(index, posts, morphology)
        self.adjectives = AdjectivePlaces(index)

    def read(self, sentences: Sequence[Sentence]) -> Iterator[Title]:
        """The titles of a release; half of its sentences have no word that may begin one."""
        rows = [self._outside_names(number, each) for number, each in enumerate(sentences)]
        opening = self.openings.among(set[str]().union(*rows))
        for number, i in self.index.spots(self.posts.acting_verbs):
            opening.add(rows[number][i])
        opening.discard("")
        for number, words in enumerate(rows):
            if not opening.isdisjoint(words):
                spots = [i for i, word in enumerate(words) if word in opening]
                yield from self._read(number, sentences[number], spots)

    def _outside_names(self, number: int, sentence: Sentence) -> list[str]:
        """The forms of a sentence, nothing in the place of those that stand in a name."""
        words = [token.text for token in sentence.tokens]
        for i, reference in self.index.row(number).items():
            if reference.form == "name":
                words[i] = ""
        return words

    def _read(self, number: int, sentence: Sentence, spots: Sequence[int]) -> Iterator[Title]:
        end = 0
        for i in spots:
            title = self._title(number, sentence, i) if i >= end else None
            if title is not None:
                yield title
                end = title.last

    def _named(self, number: int, i: int) -> bool:
        reference = self.index.at(number, i)
        return reference is not None and reference.form == "name"

    def _title(self, number: int, sentence: Sentence, i: int) -> Title | None:
        head, acting = self._acting(sentence, i)
        tokens = sentence.tokens
        if head >= len(tokens) or self._named(number, head):
            return None
        noun = post_noun(tokens[head], self.posts, self.morphology)
        if noun is None or self.modifiers.precedes_noun(number, tokens, head):
            return None
        first = i if acting else self.modifiers.begin(number, sentence, head)
        modifiers = [j for j in range(first, head) if not self.modifiers.is_aside(tokens[j], noun)]
        wanted = "Ins" if noun.lemma in self.posts.government.instrumental else "Gen"
        complement = self.complements.read(number, sentence, head, wanted, noun.lemma)
        if self._is_bare_unit(noun, tokens, complement.words):
            complement.words.clear()
        in_case = partial(self._in_case, tokens, modifiers, head, noun, complement.words)
        nominative = partial(in_case, "nomn")
        if acting:
            nominative = partial(self._acting_title, tokens, i, head, complement.words)
            case = self._acting_case(tokens[i:head])
            grammatical_number: str | None = "Sing"
        else:
            case, grammatical_number = case_and_number(noun, tokens[head], self.morphology)
        group = self._group(noun, tokens, range(first, head), complement.words)
        organization, unlisted = complement.organization, None
        if organization is None and (group in ("corporate", "general") or complement.described):
            unlisted = complement.unlisted
        if not complement.closed and self._of_territory(group, noun.lemma):
            organization = self.adjectives.entity(tokens[first:head])
            unlisted = self.adjectives.territory(tokens[first:head])
        return Title(
            sentence=number,
            first=first,
            last=complement.end,
            head=head,
            nominative=nominative,
            genitive=partial(in_case, "gent"),
            noun=noun.lemma,
            lemmas=frozenset(
                [noun.lemma, *[tokens[j].lemma for j in (*modifiers, *complement.words)]]
            ),
            group=group,
            case=case,
            number=grammatical_number,
            organization=organization,
            closed=complement.closed or organization is not None,
            unlisted=unlisted if organization is None else None,
            bare=complement.bare if organization is None else None,
        )

    def _in_case(
        self,
        tokens: Sequence[Token],
        modifiers: Sequence[int],
        head: int,
        noun: PostNoun,
        complement: Sequence[int],
        case: str,
    ) -> str:
        words = inflected(tokens, modifiers, head, noun.parse, case, self.morphology)
        return joined([*words, *words_of(tokens, complement)])

    def _acting_title(
        self, tokens: Sequence[Token], i: int, head: int, complement: Sequence[int]
    ) -> str:
        words = [*self._acting_words(tokens, i, head), tokens[head].text.lower()]
        return joined([*words, *words_of(tokens, complement)])

    def _is_bare_unit(
        self, noun: PostNoun, tokens: Sequence[Token], complement: Sequence[int]
    ) -> bool:
        """«медсестра отделения»: where, and not what."""
        if noun.group != "trade" or len(complement) != 1:
            return False
        lemma = tokens[complement[0]].lemma
        return lemma in self.posts.units or lemma in self.kinds.collegial

    def _group(
        self,
        noun: PostNoun,
        tokens: Sequence[Token],
        modifiers: Sequence[int],
        complement: Sequence[int],
    ) -> Group:
        """«Народный артист» is an honour, a chief of a trade sits in a body, and a minister's
        deputy serves the territory too."""
        posts, lemma, group = self.posts, noun.lemma, noun.group
        job = lemma in posts.government.envoys or group in OFFICES
        if not job and not posts.honours.isdisjoint(
            [self.modifiers.adjective(tokens[j]) for j in modifiers]
        ):
            return "honour"
        told = [tokens[j].lemma for j in complement]
        unlike = posts.no_posts_with.get(lemma)
        if unlike is not None and not unlike.isdisjoint(told):
            return "honour"
        if lemma in posts.degrees and not posts.services.isdisjoint(told):
            return "honour"
        if group == "trade" and not posts.chief.isdisjoint([tokens[j].lemma for j in modifiers]):
            return "corporate"
        if group == "corporate" and "territorial" in map(posts.listed, told):
            return "territorial"
        return group

    # ------------------------------------------------------------ before the head

    def _acting(self, sentence: Sentence, i: int) -> tuple[int, bool]:
        """Where the post stands if «врио», «и. о.» or «исполняющий обязанности» begins at i."""
        tokens = sentence.tokens
        first = tokens[i].text.lower()
        if first not in self.openings.acting and tokens[i].lemma not in self.posts.acting_verbs:
            return i, False
        letters = [first, *(token.text.lower() for token in tokens[i + 1 : i + 4])]
        if first in self.posts.acting:
            return i + 1, True
        if letters[:2] == ["и.о", "."]:
            return i + 2, True
        if letters == ["и", ".", "о", "."]:
            return i + 4, True
        j = i + (first == "временно")
        performing = j + 1 < len(tokens) and tokens[j].lemma in self.posts.acting_verbs
        if performing and tokens[j + 1].lemma == "обязанность":
            finite = tokens[j].pos == "VERB" and tokens[j].feats.get("VerbForm") != "Part"
            if not finite:
                return j + 2, True
        return i, False

    def _acting_words(self, tokens: Sequence[Token], i: int, head: int) -> list[str]:
        words = [token.text.lower() for token in tokens[i:head]]
        if len(words) >= 2 and words[-1] == "обязанности":
            words[-2] = "исполняющий"
        elif not words[0].startswith("в"):
            words = ["и. о."]
        return words

    def _acting_case(self, acting: Sequence[Token]) -> str | None:
        """The case of «исполняющий»; «врио» tells none."""
        verbs = self.posts.acting_verbs
        performing = next((token for token in acting if token.lemma in verbs), acting[0])
        return performing.case if performing.pos == "VERB" else None

    def _of_territory(self, group: Group, noun: str) -> bool:
        """Posts that an adjective gives to a territory; a «московский мэр» may be anybody's."""
        envoy = noun in self.posts.government.envoys or noun in self.posts.predicates.counterparts
        return envoy or (group in ("territorial", "general") and noun not in self.posts.municipal)
