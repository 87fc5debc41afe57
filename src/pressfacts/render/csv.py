"""CSV (RFC 4180, UTF-8): one row for each event, entity or position."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import BinaryIO

from pressfacts.records import Release
from pressfacts.render.rows import COLUMNS, EVENT_ROWS, RowOptions, rows_of

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write(releases: Iterable[Release], stream: BinaryIO, options: RowOptions = EVENT_ROWS) -> None:
    """The rows; before them the names of the columns, unless the stream is gone on with."""
    cells = StringIO(newline="")
    rows = csv.DictWriter(cells, COLUMNS[options.rows])
    if not (stream.seekable() and stream.tell()):
        stream.write(BYTE_ORDER_MARK if options.bom else b"")
        rows.writeheader()
    for release in releases:
        rows.writerows(rows_of(release, options.rows))
        _pass_on(cells, stream)
    _pass_on(cells, stream)


def _pass_on(cells: StringIO, stream: BinaryIO) -> None:
    stream.write(cells.getvalue().encode())
    stream.flush()
    cells.seek(0)
    cells.truncate()
