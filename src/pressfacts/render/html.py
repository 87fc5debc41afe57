"""The HTML report as a format of output: releases are left on the stream as they come."""

from collections.abc import Iterable
from typing import BinaryIO

from pressfacts import __version__
from pressfacts.records import Release
from pressfacts.render.report.labels import labels
from pressfacts.render.report.overview import Index
from pressfacts.render.report.page import facts, head, tail
from pressfacts.render.report.regions import regions


def write(releases: Iterable[Release], stream: BinaryIO) -> None:
    """Write one page with all the releases; give them with their text, if possible."""
    words = labels()
    index = Index({role: label.kind for role, label in words.roles.items()})
    stream.write(head().encode())
    stream.writelines(facts(f"release-{index.add(r)}", r).encode() for r in releases)
    overview = index.overview(regions=regions(), version=__version__)
    stream.write(facts("overview", overview).encode())
    stream.write(facts("labels", words).encode())
    stream.write(tail().encode())
