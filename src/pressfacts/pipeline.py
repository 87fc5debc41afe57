"""The order of the stages: what happens to a release, in one page."""

from msgspec import Struct

from pressfacts.amounts import find_amounts
from pressfacts.dates import find_dates
from pressfacts.entities import (
    Index,
    describe_entities,
    find_names,
    find_positions,
    find_titles,
    resolve_nouns,
    resolve_references,
)
from pressfacts.events import Reading, Scene, Templates, find_events, load_templates
from pressfacts.language import Language
from pressfacts.layout import split_blocks, title_of
from pressfacts.records import Document, Findings, Release


class Analysis(Struct, frozen=True):
    """A release with how it was read; `pressfacts explain` prints the second half."""

    release: Release
    scene: Scene
    reading: Reading


def extract(
    document: Document, language: Language, templates: Templates | None = None
) -> Release:
    """All facts of one release; without `templates`, by the shipped ones."""
    return analyse(document, language, templates or load_templates()).release


def analyse(document: Document, language: Language, templates: Templates) -> Analysis:
    """A release, stage by stage."""
    blocks = split_blocks(document)
    sentences = language.annotate(document.text, blocks)
    dates = find_dates(sentences, document.published)
    amounts = find_amounts(sentences)
    names = find_names(sentences, language)
    index = Index(sentences, names)
    nouns = resolve_nouns(sentences, describe_entities(sentences, names, index), index)
    index.add(nouns)
    titles = find_titles(sentences, index, language.morphology)
    positions = find_positions(sentences, titles, index, language.morphology)
    references = resolve_references(sentences, names, positions)
    findings = Findings(
        names.entities + dates.entities + amounts.entities,
        names.references + nouns + references + dates.references + amounts.references,
    )
    scene = Scene(document.text, blocks, sentences, findings, positions)
    reading = find_events(scene, templates)
    release = Release(
        schema="1",
        source=document.source,
        id=document.id,
        title=title_of(document, blocks),
        published=document.published,
        entities=findings.entities,
        positions=positions,
        events=reading.events,
    )
    return Analysis(release, scene, reading)
