"""The order of the stages: what happens to a release, in one page."""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from pressfacts.amounts import find_amounts
from pressfacts.dates import find_dates
from pressfacts.entities import find_names, read_discourse
from pressfacts.events import Reading, Scene, Templates, find_events, load_templates
from pressfacts.language import Language
from pressfacts.layout import split_blocks, title_of
from pressfacts.records import Document, Findings, Release

log = logging.getLogger(__name__)


class Analysis(Struct, frozen=True, gc=False):
    """A release with how it was read; `pressfacts explain` prints the second half."""

    release: Release
    scene: Scene
    reading: Reading


def extract(document: Document, language: Language, templates: Templates | None = None) -> Release:
    """All facts of one release; without `templates`, by the shipped ones."""
    with _collector_paused():
        # What leads to the facts is gone when the collector looks again.
        return analyse(document, language, templates or load_templates()).release


def analyse(document: Document, language: Language, templates: Templates) -> Analysis:
    """A release, stage by stage."""
    blocks = split_blocks(document)
    sentences = language.annotate(document.text, blocks)
    dates = find_dates(sentences, document.published)
    _tell(document, dates)
    amounts = find_amounts(sentences)
    names = find_names(sentences, language)
    discourse = read_discourse(sentences, names, language)
    findings = Findings(
        names.entities + dates.entities + amounts.entities,
        names.references
        + names.shared
        + discourse.references
        + dates.references
        + amounts.references,
    )
    scene = Scene(
        document.text, blocks, sentences, findings, discourse.positions, document.published
    )
    reading = find_events(scene, templates)
    release = Release(
        schema="1",
        source=document.source,
        id=document.id,
        title=title_of(document, blocks),
        published=document.published,
        entities=findings.entities,
        positions=discourse.positions,
        events=reading.events,
    )
    return Analysis(release, scene, reading)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No search for cycles among the thousands of records of a release, which make none.

    Python would look them all over a dozen times before they go: 8 % of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _tell(document: Document, dates: Findings) -> None:
    """What the input or the text is at odds with itself about; the first costs the user more."""
    for warning in document.warnings:
        log.warning("%s: %s", document.source, warning)
    for warning in dates.warnings:
        log.info("%s: %s", document.source, warning)
