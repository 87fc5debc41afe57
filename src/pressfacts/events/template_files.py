"""Templates read from files, checked, and indexed by the lemmas of their triggers."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

import msgspec

from pressfacts.errors import TemplateError
from pressfacts.events.patterns import Pattern, expand, parse_pattern
from pressfacts.events.templates import REFLEXIVE, Candidates, Rule, Template, Templates
from pressfacts.tables import decode_table, read_shipped, shipped


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
            _ = rule.patterns, rule.when, rule.unless  # parsed only when asked for
        for trigger in template.triggers:
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
    names = sorted(source.name for source in shipped("events").glob("*.toml"))
    # Not `decode_template`: their tests have checked them, and it costs 6 ms of every start.
    templates = (read_shipped(f"events/{name}", Template) for name in names)
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
    # The patterns and conditions come again with each trigger.
    with_lists = cache(partial(parse_pattern, lists=template.lists))

    def parse(source: str) -> Pattern:
        return with_lists(source) if "@" in source else _parsed(source)

    @cache
    def lemmas(words: tuple[str, ...]) -> frozenset[str]:
        return frozenset(expand(words, template.lists))

    return [
        Rule(template.type, number, template, trigger, parse, lemmas)
        for number, trigger in enumerate(template.triggers)
    ]


@lru_cache(maxsize=1024)
def _parsed(source: str) -> Pattern:
    """A pattern that names no list: one for all templates, to be looked for once at a trigger."""
    return parse_pattern(source)


def _index(templates: Mapping[str, Template]) -> Templates:
    rules = [rule for name in sorted(templates) for rule in _rules(templates[name])]
    known: dict[tuple[int, ...], Candidates] = {}  # the lemmas of a trigger share their rules
    verbs = _by_lemma([(rule, rule.trigger.verbs) for rule in rules], known)
    nouns = _by_lemma([(rule, rule.trigger.nouns) for rule in rules], known)
    words = _by_lemma([(rule, rule.trigger.words) for rule in rules], known)
    reflexives = {f"{verb}{ending}": one for verb, one in verbs.items() for ending in REFLEXIVE}
    found = [each for table in (verbs, nouns, words, reflexives) for each in table.items()]
    speech = (rule for _, candidates in found for rule in candidates.speech)
    return Templates(
        templates=dict(templates),
        verbs=verbs,
        nouns=nouns,
        words=words,
        lemmas=frozenset([lemma for lemma, candidates in found if candidates.patterns]),
        sayings=frozenset([lemma for lemma, candidates in found if candidates.speech]),
        plain=next((rule for rule in speech if rule.takes("quotation")), None),
        digest=_digest(templates),
    )


def _by_lemma(
    triggers: Iterable[tuple[Rule, tuple[str, ...]]], known: dict[tuple[int, ...], Candidates]
) -> dict[str, Candidates]:
    """The rules of each lemma; `known` holds those that other lemmas have."""
    table: dict[str, list[Rule]] = {}
    for rule, lemmas in triggers:
        for lemma in expand(lemmas, rule.template.lists):
            table.setdefault(lemma, []).append(rule)
    candidates: dict[str, Candidates] = {}
    for lemma, rules in table.items():
        same = tuple(map(id, rules))
        if same not in known:
            known[same] = _candidates(rules)
        candidates[lemma] = known[same]
    return candidates


def _candidates(rules: Iterable[Rule]) -> Candidates:
    patterns = [rule for rule in rules if rule.template.reader == "patterns"]
    return Candidates(
        patterns=tuple(patterns),
        speech=tuple([rule for rule in rules if rule.template.reader == "speech"]),
        wanted=frozenset[str]().union(*[rule.wanted for rule in patterns]),
    )


def _digest(templates: Mapping[str, Template]) -> str:
    """A name for this very set of templates: the first half of the SHA-256 of their content."""
    ordered: list[Any] = [templates[name] for name in sorted(templates)]
    return hashlib.sha256(msgspec.json.encode(ordered, order="deterministic")).hexdigest()[:32]
