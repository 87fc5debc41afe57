"""Plain text."""

from pressfacts.read.charset import decode
from pressfacts.read.inputs import Input, ReadOptions
from pressfacts.records import Document


def read_plain(file: Input, options: ReadOptions) -> Document:
    """The release of one text file."""
    return Document(
        source=file.source,
        text=decode(file.content, options.encoding),
        published=options.published,
    )
