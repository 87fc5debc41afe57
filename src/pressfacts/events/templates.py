"""Event templates: the knowledge of one event type as a TOML file, decoded strictly.

    type = "visit"

    [roles.place]
    fillers = ["place", "organization"]        # what may fill the role
    patterns = ["в+acc", "на+acc"]             # where any trigger's filler may stand
    steps = ["paragraph"]                      # where to look when no pattern fills it

    [[triggers]]
    verbs = ["посетить"]                       # lemmas; every form of them is a trigger
    roles.visitor = ["subject"]                # where this trigger's fillers stand
    roles.place = ["object"]
    requires = ["place"]                       # no event unless one of these is filled

    [[examples]]
    text = "Губернатор Иван Петров посетил завод «Сатурн»."
    expect = [{ visitor = ["Иван Петров"], place = ["завод «Сатурн»"] }]

The pattern language is described in `pressfacts.events.patterns`.
"""

from collections.abc import Callable
from functools import cache, cached_property
from typing import Literal

import msgspec
from msgspec import Struct

from pressfacts.events.patterns import ANY, Pattern
from pressfacts.records import Status, Token

FillerKind = Literal["person", "organization", "place", "group", "body", "text", "date", "money"]
Extent = Literal["phrase", "core"]
StepName = Literal[
    "parent",
    "clause",
    "passage",
    "same_day",
    "counterparts",
    "sentence",
    "paragraph",
    "previous",
    "subject",
    "day",
    "lead",
    "speaker",
    "post",
    "act",
    "seat",
    "house",
    "sitting",
    "occasion",
    "host",
    "home",
]


class Role(Struct, frozen=True, forbid_unknown_fields=True):
    """What may fill a role, where it stands by any trigger, and where to look else."""

    fillers: tuple[FillerKind, ...]
    patterns: tuple[str, ...] = ()
    steps: tuple[StepName, ...] = ()
    many: bool = True
    binds: tuple[str, ...] = ()  # where one of these roles is filled, people bind their bodies too
    lasting: bool = True  # of a date: «с 17 мая» is a span, and not the day itself
    expects: int = 1  # with fewer fillers than this the steps are taken too
    extent: Extent = "phrase"  # of a text role: the whole phrase, or without its long complements


class Trigger(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that name an event, and where their arguments stand.

    `when` and `unless` hold lemmas that the argument at a pattern must, or must not, have as its
    head («*» is any). `status` overrides what the grammar says. `voice` restricts a verb. A trigger
    that does not stand `alone` only recalls an event of its type told elsewhere («на форуме»).
    """

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    roles: dict[str, tuple[str, ...]] = {}
    requires: tuple[str, ...] = ()
    requires_all: tuple[str, ...] = ()
    requires_two: tuple[str, ...] = ()  # roles that need two fillers at the least
    when: dict[str, tuple[str, ...]] = {}
    unless: dict[str, tuple[str, ...]] = {}
    own: tuple[str, ...] = ()  # roles that only the trigger's own words may fill
    named: tuple[str, ...] = ()  # roles that only names may fill, and no common nouns
    voice: Literal["active", "passive"] | None = None
    status: Status | None = None
    alone: bool = True
    adopts: str = ""  # the role of the body that adopts acts and fills posts at such an event


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """A text and the events of this type that must come out: the names of each role's fillers."""

    text: str
    expect: tuple[dict[str, tuple[str, ...] | str], ...]
    published: str | None = None


class Template(Struct, frozen=True, forbid_unknown_fields=True):
    """One event type."""

    type: str
    roles: dict[str, Role]
    triggers: tuple[Trigger, ...]
    lists: dict[str, tuple[str, ...]] = {}  # lemmas that triggers name as «@list»
    examples: tuple[Example, ...] = ()
    doc: str = ""
    punctual: bool = False  # never goes on: «покидает пост» tells of what is to come
    # in the present tense a habit and no event, unless one of these is told: «банк выдаёт кредиты»
    habit_without: tuple[str, ...] = ()
    reader: Literal["patterns", "speech"] = (
        "patterns"  # «speech»: by `pressfacts.events.statements`
    )
    gapped: tuple[str, ...] = ()  # two roles that a dash fills again: «секретарём – Анна Ли»
    listed: tuple[str, ...] = ()  # roles that the items of a list fill: the person, the title
    hosts: tuple[str, ...] = ()  # types of events at which this one takes place
    lends: dict[str, str] = {}  # who fills a role here fills that one of the host: speakers attend
    apart: tuple[tuple[str, ...], ...] = ()  # words that never name an event of other words
    alike: tuple[tuple[str, ...], ...] = ()  # words that in one paragraph name one event
    distinct: tuple[str, ...] = ()  # roles that, told with other fillers, make another event
    merge: tuple[str, ...] = ()  # roles of which one must agree for two mentions to be one event


UNCONDITIONAL = frozenset((ANY,))
Lexical = tuple[tuple[Pattern, frozenset[str]], ...]  # patterns, and lemmas that stand there


class Rule(Struct, frozen=True, dict=True):
    """A trigger with its type at hand; its patterns are parsed when a release has the trigger.

    Few of the triggers stand in any release: to parse all takes longer than to read the files.
    """

    type: str
    number: int
    template: Template
    trigger: Trigger
    parse: Callable[[str], Pattern]
    lemmas: Callable[[tuple[str, ...]], frozenset[str]]

    @cached_property
    def roles(self) -> dict[str, Role]:
        """The roles as this trigger may fill them."""
        named = self.trigger.named
        return {
            name: without_nouns(role) if name in named else role
            for name, role in self.template.roles.items()
        }

    @cached_property
    def patterns(self) -> dict[str, tuple[Pattern, ...]]:
        """Where the fillers of each role stand: those of the trigger, then those of the role."""
        own = self.trigger.roles
        return {
            name: tuple(map(self.parse, (*own.get(name, ()), *role.patterns)))
            for name, role in self.template.roles.items()
        }

    @cached_property
    def when(self) -> Lexical:
        """What must stand where."""
        return self._lexical(self.trigger.when)

    @cached_property
    def unless(self) -> Lexical:
        """What must not."""
        return self._lexical(self.trigger.unless)

    @property
    def wanted(self) -> frozenset[str]:
        """The lemmas that the first condition asks for: its pattern need not be parsed."""
        for words in self.trigger.when.values():
            return self.lemmas(words)
        return UNCONDITIONAL

    def takes(self, source: str) -> bool:
        """May the content of speech stand at the place?"""
        return any(pattern.source == source for pattern in self.patterns["content"])

    def _lexical(self, conditions: dict[str, tuple[str, ...]]) -> Lexical:
        return tuple(
            (self.parse(pattern), self.lemmas(words)) for pattern, words in conditions.items()
        )


REFLEXIVE = ("ся", "сь")


class Candidates(Struct, frozen=True):
    """The rules whose trigger a word may be, by the reader of their templates.

    `wanted` are lemmas: where a sentence has none of them, no rule of patterns applies.
    """

    patterns: tuple[Rule, ...]
    speech: tuple[Rule, ...]
    wanted: frozenset[str]


class Templates(Struct, frozen=True):
    """All event types, indexed by the lemmas of their triggers: most words of a text are none."""

    templates: dict[str, Template]
    verbs: dict[str, Candidates]
    nouns: dict[str, Candidates]
    words: dict[str, Candidates]
    lemmas: frozenset[str]  # that rules of patterns know, verbs also as reflexives
    sayings: frozenset[str]  # that rules of speech know, verbs also as reflexives
    plain: Rule | None  # for attributions by a mere name or by a verb that is in no template
    digest: str

    def candidates(self, token: Token) -> Candidates | None:
        """Every rule whose trigger the word may be."""
        lemma = token.lemma
        if token.pos in {"VERB", "AUX"} or token.feats.get("VerbForm") == "Part":
            return self.verbs.get(lemma) or self._without_reflexive(token)
        if token.pos in {"NOUN", "PROPN"}:
            return self.nouns.get(lemma)
        found = self.words.get(lemma)
        if found is None and token.pos == "ADJ" and lemma.endswith("ть"):
            return self.verbs.get(lemma)
        return found

    def _without_reflexive(self, token: Token) -> Candidates | None:
        """«подписывается» is «подписывать» in the passive."""
        if token.feats.get("Voice") == "Pass" and token.lemma.endswith(REFLEXIVE):
            return self.verbs.get(token.lemma[:-2])
        return None


@cache
def without_words(role: Role) -> Role:
    """The role without mere words, if it takes anything else."""
    fillers = tuple(kind for kind in role.fillers if kind != "text")
    return msgspec.structs.replace(role, fillers=fillers or role.fillers)


def without_nouns(role: Role) -> Role:
    """The role without common nouns and mere words."""
    fillers = tuple(kind for kind in role.fillers if kind not in {"group", "body", "text"})
    return msgspec.structs.replace(role, fillers=fillers)
