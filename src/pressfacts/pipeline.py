"""The order of the stages: what happens to a release, in one page."""

from pressfacts.amounts import find_amounts
from pressfacts.dates import find_dates
from pressfacts.entities import find_names, find_positions, resolve_references
from pressfacts.events import find_events
from pressfacts.language import Language
from pressfacts.layout import split_blocks, title_of
from pressfacts.records import Document, Findings, Release


def extract(document: Document, language: Language) -> Release:
    """All facts of one release."""
    blocks = split_blocks(document)
    sentences = language.annotate(document.text, blocks)
    dates = find_dates(sentences, document.published)
    amounts = find_amounts(sentences)
    names = find_names(sentences, language)
    positions = find_positions(sentences, names)
    references = resolve_references(sentences, names, positions)
    findings = Findings(
        names.entities + dates.entities + amounts.entities,
        names.references + references + dates.references + amounts.references,
    )
    events = find_events(sentences, findings, positions)
    return Release(
        schema="1",
        source=document.source,
        id=document.id,
        title=title_of(document, blocks),
        published=document.published,
        entities=findings.entities,
        positions=positions,
        events=events,
    )
