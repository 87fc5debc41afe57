"""The words of web pages, from `data/layout.toml`."""

from collections.abc import Collection, Iterable
from functools import cache

import msgspec

from pressfacts.layout.lines import fold_words
from pressfacts.tables import read_shipped


class _Noise(msgspec.Struct, forbid_unknown_fields=True):
    phrases: list[str]
    joining: list[str]
    labels: list[str]
    prompts: list[str]
    inside: list[str]
    sections: list[str]
    endings: list[str]
    counted_endings: list[str]


class _Contacts(msgspec.Struct, forbid_unknown_fields=True):
    labels: list[str]
    sections: list[str]


class _Caption(msgspec.Struct, forbid_unknown_fields=True):
    credits: list[str]
    signatures: list[str]


class _Heading(msgspec.Struct, forbid_unknown_fields=True):
    phrases: list[str]


class _Dateline(msgspec.Struct, forbid_unknown_fields=True):
    months: list[str]
    beside: list[str]
    places: list[str]


class _Layout(msgspec.Struct, forbid_unknown_fields=True):
    noise: _Noise
    contacts: _Contacts
    caption: _Caption
    heading: _Heading
    dateline: _Dateline


class Phrases:
    """A set of phrases, found at any word of a line."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(map(fold_words, phrases), key=len, reverse=True):
            self._by_first.setdefault(phrase[0], []).append(phrase)
        self.firsts = frozenset(self._by_first)

    def length_at(self, words: tuple[str, ...], i: int) -> int:
        """How many words the longest phrase that begins at word i has, 0 if there is none."""
        for phrase in self._by_first.get(words[i], ()):
            if words[i : i + len(phrase)] == phrase:
                return len(phrase)
        return 0

    def begins(self, words: tuple[str, ...]) -> int:
        """How many words the phrase at the beginning has, 0 if there is none."""
        return self.length_at(words, 0) if words and words[0] in self.firsts else 0

    def equals(self, words: tuple[str, ...]) -> bool:
        """Whether the words are one phrase."""
        return 0 < len(words) == self.begins(words)

    def within(self, words: tuple[str, ...]) -> bool:
        """Whether any phrase stands among the words."""
        if self.firsts.isdisjoint(words):
            return False
        openings = [i for i, word in enumerate(words) if word in self.firsts]
        return any(self.length_at(words, i) for i in openings)

    def cover(self, words: tuple[str, ...], joining: Collection[str]) -> bool:
        """Whether the words are nothing but phrases, numbers, and words that join them."""
        i, seen = 0, False
        while i < len(words):
            length = self.length_at(words, i)
            if not length and words[i] not in joining and not words[i].strip("+.:/-").isdigit():
                return False
            seen = seen or length > 0
            i += length or 1
        return seen


class Vocabulary:
    """All phrases, and the words of a dateline."""

    def __init__(self, layout: _Layout) -> None:
        self.noise = Phrases(layout.noise.phrases)
        self.joining = frozenset(layout.noise.joining)
        self.labels = Phrases(layout.noise.labels)
        self.prompts = Phrases(layout.noise.prompts)
        self.inside = Phrases(layout.noise.inside)
        self.sections = Phrases(layout.noise.sections)
        self.endings = Phrases(layout.noise.endings)
        self.counted_endings = Phrases(layout.noise.counted_endings)
        self.contact_labels = Phrases(layout.contacts.labels)
        self.contact_sections = Phrases(layout.contacts.sections)
        self.credits = Phrases(layout.caption.credits)
        self.signatures = Phrases(layout.caption.signatures)
        self.headings = Phrases(layout.heading.phrases)
        self.months = frozenset(layout.dateline.months)
        self.beside_date = frozenset(
            word for words in layout.dateline.beside for word in words.split()
        )
        self.before_city = frozenset(layout.dateline.places)
        # The first words of whatever begins a line that is told by its first words.
        self.openings = self.joining.union(
            self.noise.firsts,
            self.labels.firsts,
            self.headings.firsts,
            self.contact_labels.firsts,
            self.credits.firsts,
            self.signatures.firsts,
        )
        self.section_openings = self.sections.firsts.union(
            self.contact_sections.firsts, self.endings.firsts, self.counted_endings.firsts
        )


@cache
def vocabulary() -> Vocabulary:
    """Read once."""
    return Vocabulary(read_shipped("layout.toml", _Layout))
