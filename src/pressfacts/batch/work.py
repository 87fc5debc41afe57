"""The work on one input: read it, extract its facts, and never raise."""

import logging
from collections.abc import Callable

from msgspec import UNSET, Struct
from msgspec.structs import replace

from pressfacts.errors import InputError
from pressfacts.read import Input, ReadOptions, read_document
from pressfacts.records import Document, Failure, Release

Extractor = Callable[[Document], Release]
Load = Callable[[], Extractor]

logger = logging.getLogger(__name__)


class WorkOptions(Struct, frozen=True):
    """How an input is read, and what of it goes into the output beside the facts."""

    read: ReadOptions = ReadOptions()
    text: bool = False
    source_record: bool = False


class Outcome(Struct, frozen=True, tag="outcome"):
    """A release, and what is to be said about how it was read."""

    release: Release
    warnings: tuple[str, ...] = ()


def work(file: Input, options: WorkOptions, extract: Extractor) -> Outcome | Failure:
    """The facts of one input, or why there are none."""
    try:
        document = read_document(file, options.read)
    except InputError as problem:
        return Failure(file.source, "read", str(problem))
    try:
        release = extract(document)
    except Exception as problem:  # one release that trips the program must not cost the others
        logger.debug("%s", file.source, exc_info=True)
        words = f"{type(problem).__name__}: {problem}".splitlines()[0]
        return Failure(file.source, "extract", words)
    release = replace(
        release,
        text=document.text if options.text else UNSET,
        source_record=document.other_fields if options.source_record else UNSET,
    )
    return Outcome(release, document.warnings)
