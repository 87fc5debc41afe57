"""Every answer of a corpus as a case that was found or not, always in the same order.

A run is then one bit for each case, which can be kept and compared, and holds no word of a text.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpora import SHARED, Corpus

sys.path.insert(0, str(SHARED / "eval"))

from evalkit import brat, compare, factrueval, fre_facts, nerel_entities
from evalkit.events import match_events
from evalkit.records import Release, load_gold, load_predictions, pick, read_prediction


class Case(NamedTuple):
    """An answer, in words for the screen, and whether the run found it."""

    label: str
    found: bool


def cases(corpus: Corpus, predictions: Path) -> list[Case]:
    """All cases of a corpus."""
    records = load_predictions(predictions)
    if corpus.name.startswith(("gold", "own")):
        return list(_gold(corpus, records))
    if corpus.name.startswith("factRuEval"):
        return list(_factrueval(corpus, records))
    return list(_nerel(corpus, records))


def bits(found: list[Case]) -> str:
    """One bit for each case, as hexadecimal digits."""
    return f"{int('1' + ''.join('01'[case.found] for case in found), 2):x}"


def unpacked(digits: str) -> list[bool]:
    """The bits again."""
    return [bit == "1" for bit in f"{int(digits, 16):b}"[1:]]


def _gold(corpus: Corpus, records: dict[str, dict]) -> Iterator[Case]:
    releases = load_gold(corpus.folder)
    records = pick(records, [release.id for release in releases])
    for gold in releases:
        pred = read_prediction(records[gold.id], gold.id)
        for kind, wanted, pairs in _answers(gold, pred):
            found = {id(answer) for answer, _ in pairs}
            for answer in wanted:
                yield Case(f"{gold.id}: {kind} {_words(answer)}", id(answer) in found)


def _answers(gold: Release, pred: Release) -> Iterator[tuple[str, list, list]]:
    for kind in ("person", "organization", "place"):
        yield kind, gold.of(kind), compare.entities(gold, pred, kind).pairs
    values = {date.value for date in pred.dates}
    yield "date", gold.dates, [(date, date) for date in gold.dates if date.value in values]
    yield "position", gold.positions, compare.positions(gold, pred, organization=True).pairs
    events = [(agreement.gold, event) for agreement, event in match_events(gold, pred).pairs]
    yield "event", gold.events, events


def _words(answer: object) -> str:
    if hasattr(answer, "trigger"):
        return f"{answer.type} «{answer.trigger}»"
    if hasattr(answer, "titles"):
        return f"{answer.person.name}, {answer.titles[0]}"
    return str(getattr(answer, "name", answer))


def _factrueval(corpus: Corpus, records: dict[str, dict]) -> Iterator[Case]:
    documents = list(factrueval.load(corpus.folder))
    records = pick(records, [document.id for document in documents])
    for document in documents:
        release = read_prediction(records[document.id], document.id)
        predicted = fre_facts.predicted_facts(release)
        for fact in document.facts:
            if fact.hard or fact.kind not in fre_facts.KINDS:
                continue
            same = [one for one in predicted if one.kind == fact.kind]
            best = max((fre_facts.quality(fact, [one]) for one in same), default=0)
            names = ", ".join(value.names[0] for _, value in fact.arguments if value.names)
            yield Case(f"{document.id}: {fact.kind} {names}", best == 1)


def _nerel(corpus: Corpus, records: dict[str, dict]) -> Iterator[Case]:
    documents = list(brat.load(corpus.folder))
    records = pick(records, [document.id for document in documents])
    for document in documents:
        for kind in nerel_entities.TYPES:
            spans = set(nerel_entities.predicted(records[document.id], kind, document.text))
            for answer in nerel_entities.task(document, kind).items:
                start, end = answer.spans[0]
                words = json.dumps(document.text[start:end], ensure_ascii=False)
                yield Case(
                    f"{document.id}: {kind} {words} at {start}",
                    not spans.isdisjoint(answer.spans),
                )
