"""Events of a release."""

from collections.abc import Sequence

from pressfacts.records import Event, Findings, Position, Sentence


def find_events(
    sentences: Sequence[Sentence], findings: Findings, positions: Sequence[Position]
) -> tuple[Event, ...]:
    """Every event that the release tells of."""
    del sentences, findings, positions
    return ()
