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

import datetime
import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from pressfacts.errors import TemplateError
from pressfacts.events.patterns import Pattern, expand, parse_pattern
from pressfacts.records import Status
from pressfacts.tables import decode_table, shipped

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


Lexical = tuple[tuple[Pattern, frozenset[str]], ...]  # patterns, and lemmas that stand there


class Rule(Struct, frozen=True):
    """A trigger ready for matching: its patterns parsed, its type at hand."""

    type: str
    number: int
    template: Template
    trigger: Trigger
    roles: dict[str, Role]  # as this trigger may fill them
    patterns: dict[str, tuple[Pattern, ...]]
    when: Lexical
    unless: Lexical


REFLEXIVE = ("ся", "сь")


class Templates(Struct, frozen=True):
    """All event types, indexed by the lemmas of their triggers."""

    templates: dict[str, Template]
    verbs: dict[str, tuple[Rule, ...]]
    nouns: dict[str, tuple[Rule, ...]]
    words: dict[str, tuple[Rule, ...]]
    lemmas: frozenset[str]  # all of them, verbs also as reflexives: most words of a text are none
    digest: str


def load_templates(paths: Iterable[Path] = ()) -> Templates:
    """The shipped templates; those of `paths` (files or folders) are added or take their place."""
    own = read_templates(paths)
    return _index({**_shipped(), **own}) if own else _shipped_index()


def read_templates(paths: Iterable[Path]) -> dict[str, Template]:
    """The templates of files and folders, by their types."""
    sources = [source for path in paths for source in toml_files(path)]
    found = (decode_template(_read(source), str(source)) for source in sources)
    return {template.type: template for template in found}


def decode_template(source: bytes, name: str) -> Template:
    """One TOML file as a template; TemplateError with the path of what is wrong."""
    try:
        template = decode_table(source, Template)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise TemplateError(f"{name}: {problem}") from problem
    _check(template, name)
    return template


def _check(template: Template, name: str) -> None:
    _check_roles(template, name)
    try:
        for rule in _rules(template):
            trigger = rule.trigger
            list(expand((*trigger.verbs, *trigger.nouns, *trigger.words), template.lists))
        for example in template.examples:
            datetime.date.fromisoformat(example.published or "2000-01-01")
    except ValueError as problem:
        raise TemplateError(f"{name}: {problem}") from problem
    for example in template.examples:
        for role in {role for event in example.expect for role in event}:
            if role not in template.roles and role not in {"status", "trigger"}:
                raise TemplateError(f"{name}: example {example.text!r}: no role {role!r}")


def _check_roles(template: Template, name: str) -> None:
    named = [(name, role) for role in (*template.merge, *template.listed, *template.habit_without)]
    for number, trigger in enumerate(template.triggers, 1):
        where = f"{name}: triggers[{number}]"
        if not (trigger.verbs or trigger.nouns or trigger.words):
            raise TemplateError(f"{where}: no verbs, nouns or words")
        required = (*trigger.requires, *trigger.requires_all, *trigger.requires_two)
        named += [
            (where, role) for role in (*trigger.roles, *required, *trigger.own, *trigger.named)
        ]
    for where, role in named:
        if role not in template.roles:
            raise TemplateError(f"{where}: no role {role!r}", f"[roles.{role}] is missing")


@cache
def _shipped_index() -> Templates:
    return _index(_shipped())


@cache
def _shipped() -> Mapping[str, Template]:
    sources = sorted(
        (s for s in shipped("events").iterdir() if s.name.endswith(".toml")), key=lambda s: s.name
    )
    # Not `decode_template`: their tests have checked them, and it costs 6 ms of every start.
    templates = (decode_table(source.read_bytes(), Template) for source in sources)
    return {template.type: template for template in templates}


def toml_files(path: Path) -> list[Path]:
    """A file of templates, or all in a folder."""
    if not path.exists():
        raise TemplateError(f"{path}: no such file or folder")
    if not path.is_dir():
        return [path]
    found = sorted(path.glob("*.toml"))
    if not found:
        raise TemplateError(f"{path}: no .toml file in this folder")
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise TemplateError(f"{path}: {problem.strerror}") from problem


def _rules(template: Template) -> list[Rule]:
    """The triggers of a template, ready for matching."""
    # The patterns and conditions come again with each trigger: read once, they save 10 ms.
    parse = cache(partial(parse_pattern, lists=template.lists))

    @cache
    def lemmas(words: tuple[str, ...]) -> frozenset[str]:
        return frozenset(expand(words, template.lists))

    def lexical(conditions: dict[str, tuple[str, ...]]) -> Lexical:
        return tuple((parse(pattern), lemmas(words)) for pattern, words in conditions.items())

    return [_rule(template, number, parse, lexical) for number in range(len(template.triggers))]


def _rule(
    template: Template,
    number: int,
    parse: Callable[[str], Pattern],
    lexical: Callable[[dict[str, tuple[str, ...]]], Lexical],
) -> Rule:
    trigger = template.triggers[number]
    return Rule(
        type=template.type,
        number=number,
        template=template,
        trigger=trigger,
        roles={
            name: _named(role) if name in trigger.named else role
            for name, role in template.roles.items()
        },
        patterns={
            name: tuple(map(parse, (*trigger.roles.get(name, ()), *role.patterns)))
            for name, role in template.roles.items()
        },
        when=lexical(trigger.when),
        unless=lexical(trigger.unless),
    )


def _named(role: Role) -> Role:
    """The role without common nouns and mere words."""
    fillers = tuple(kind for kind in role.fillers if kind not in {"group", "body", "text"})
    return msgspec.structs.replace(role, fillers=fillers)


@cache
def without_words(role: Role) -> Role:
    """The role without mere words, if it takes anything else."""
    fillers = tuple(kind for kind in role.fillers if kind != "text")
    return msgspec.structs.replace(role, fillers=fillers or role.fillers)


def _index(templates: Mapping[str, Template]) -> Templates:
    verbs: dict[str, list[Rule]] = {}
    nouns: dict[str, list[Rule]] = {}
    words: dict[str, list[Rule]] = {}
    for name in sorted(templates):
        template = templates[name]
        for rule in _rules(template):
            for table, lemmas in (
                (verbs, rule.trigger.verbs),
                (nouns, rule.trigger.nouns),
                (words, rule.trigger.words),
            ):
                for lemma in expand(lemmas, template.lists):
                    table.setdefault(lemma, []).append(rule)
    return Templates(
        templates=dict(templates),
        verbs=_frozen(verbs),
        nouns=_frozen(nouns),
        words=_frozen(words),
        lemmas=frozenset((*verbs, *nouns, *words))
        | {f"{verb}{ending}" for verb in verbs for ending in REFLEXIVE},
        digest=_digest(templates),
    )


def _frozen(table: dict[str, list[Rule]]) -> dict[str, tuple[Rule, ...]]:
    return {lemma: tuple(rules) for lemma, rules in table.items()}


def _digest(templates: Mapping[str, Template]) -> str:
    """A name for this very set of templates: the first half of the SHA-256 of their content."""
    ordered: list[Any] = [templates[name] for name in sorted(templates)]
    return hashlib.sha256(msgspec.json.encode(ordered, order="deterministic")).hexdigest()[:32]
