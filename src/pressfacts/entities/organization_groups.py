"""Which mentions of organizations are one organization."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pressfacts.entities.aliases import OrganizationMention
from pressfacts.language.morphology import fold

FUNCTION_WORDS = frozenset("и в по при на для из с о об от имени им".split())  # noqa: SIM905


def group_organizations(
    mentions: Sequence[OrganizationMention],
) -> list[list[OrganizationMention]]:
    """One group for each organization, in the order of the text; what is no name is left out."""
    groups: list[list[OrganizationMention]] = []
    known = Namesakes()
    place = {id(m): i for i, m in enumerate(mentions)}
    order = sorted(
        (m for m in mentions if not m.span.alias), key=lambda m: (m.span.bare, *_less_full(m))
    )
    for mention in order:
        number = known.group_of(mention)
        if number is not None:
            groups[number].append(mention)
        elif not mention.span.bare:
            number = len(groups)
            groups.append([mention])
        else:
            continue
        known.add(mention, number)
    _add_aliases(groups, mentions)
    for group in groups:
        group.sort(key=lambda m: place[id(m)])
    return sorted(groups, key=lambda group: place[id(group[0])])


def _less_full(mention: OrganizationMention) -> tuple[int, int]:
    words, length = mention.fullness
    return -words, -length


def _add_aliases(
    groups: list[list[OrganizationMention]], mentions: Sequence[OrganizationMention]
) -> None:
    """Join the names in brackets to what stands before, and the groups that bear these names."""
    owner = {id(m): group for group in groups for m in group}
    for before, mention in pairwise(mentions):
        if not mention.span.alias or id(before) not in owner:
            continue
        group = owner[id(before)]
        for other in [g for g in groups if g is not group and _bears(g, mention)]:
            group.extend(other)
            groups.remove(other)
            owner |= {id(m): group for m in other}
        group.append(mention)
        owner[id(mention)] = group


def _bears(group: Sequence[OrganizationMention], alias: OrganizationMention) -> bool:
    return any(m.cores & alias.cores or m.words == alias.words for m in group)


class Namesakes:
    """Groups by what a mention of theirs may have in common with another name.

    Each test asks those that can pass it, not all: with a list instead, a release with fifty times
    the organizations would take 2,500 times as long.
    """

    def __init__(self) -> None:
        self._by_words: dict[tuple[str, ...], int] = {}
        self._by_core: dict[str, int] = {}
        self._by_opening: dict[str, list[tuple[int, OrganizationMention]]] = defaultdict(list)
        self._by_head: dict[str, list[tuple[int, OrganizationMention]]] = defaultdict(list)
        self._by_letter: dict[str, list[tuple[int, OrganizationMention]]] = defaultdict(list)
        self._known: set[tuple[int, tuple[str, ...], str]] = set()

    def add(self, mention: OrganizationMention, group: int) -> None:
        """Remember that a mention belongs to a group."""
        self._by_words.setdefault(mention.words, group)
        for core in mention.cores:
            self._by_core[core] = min(group, self._by_core.get(core, group))
        if not mention.words or (group, mention.words, mention.head) in self._known:
            return  # one like it is asked already
        self._known.add((group, mention.words, mention.head))
        self._by_opening[mention.words[0]].append((group, mention))
        self._by_head[mention.head].append((group, mention))
        self._by_letter[next(_pieces(mention.words), "")[:1]].append((group, mention))

    def group_of(self, mention: OrganizationMention) -> int | None:
        """The group that a mention belongs to, by the strongest test that is passed."""
        if mention.words in self._by_words and mention.words:
            return self._by_words[mention.words]
        same_core = [self._by_core[core] for core in mention.cores if core in self._by_core]
        if same_core:
            return min(same_core)
        wholes = {group for group, whole in self._wholes(mention) if _part_of(mention, whole)}
        if len(wholes) == 1:
            return wholes.pop()
        short = _abbreviation(mention)
        if short is None:
            return None
        spelled = self._by_letter.get(short[:1], ())
        return min((g for g, other in spelled if _abbreviates(short, mention, other)), default=None)

    def _wholes(self, mention: OrganizationMention) -> Iterable[tuple[int, OrganizationMention]]:
        """The longer names that begin with the same word or have the same head."""
        if not mention.words:
            return ()
        opening = self._by_opening.get(mention.words[0], ())
        return (*opening, *self._by_head.get(mention.head, ()))


def _part_of(mention: OrganizationMention, other: OrganizationMention) -> bool:
    """The shorter name is the beginning of the longer one, or its kind and territory."""
    short, long = mention.words, other.words
    if not short or len(short) >= len(long):
        return False
    if long[: len(short)] == short:
        return True
    return mention.head == other.head and _is_subsequence(short, long)


def _is_subsequence(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


def _abbreviation(mention: OrganizationMention) -> str | None:
    """The folded first word of a name, if its letters tell that it stands for several."""
    short = mention.name.strip('«»"').split()
    if not short or sum(letter.isupper() for letter in short[0]) < 2:
        return None
    return fold(short[0])


def _abbreviates(short: str, mention: OrganizationMention, other: OrganizationMention) -> bool:
    """«БашГУ» for «Башкирский государственный университет», «СК России» with its territory."""
    rest = mention.words[1:]
    whole = other.words
    honour = next((i for i, word in enumerate(whole) if word in ("им", "имя")), len(whole))
    whole = whole[:honour]
    if not rest:
        while whole and whole[-1].isupper():  # a territory: «ТПП» for «… палата Приморья»
            whole = whole[:-1]
    words = whole[: len(whole) - len(rest)]
    if len(words) < 2 or whole[len(words) :] != rest:
        return False
    return _spells(short, list(_pieces(words)))


def _pieces(words: Iterable[str]) -> Iterator[str]:
    """The words between blanks and hyphens, of those that an abbreviation has letters of."""
    return (piece for word in words for piece in word.split("-") if piece not in FUNCTION_WORDS)


def _spells(short: str, words: Sequence[str]) -> bool:
    """Can an abbreviation be cut into beginnings of all these words, in their order?"""
    if not short or not words:
        return not short and not words
    word = words[0]
    return any(
        word.startswith(short[:size]) and _spells(short[size:], words[1:])
        for size in range(min(len(short), len(word)), 0, -1)
    )
