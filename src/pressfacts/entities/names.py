"""Named people, organizations and places."""

from collections.abc import Sequence

from pressfacts.language import Language
from pressfacts.records import Findings, Sentence


def find_names(sentences: Sequence[Sentence], language: Language) -> Findings:
    """Every named person, organization and place with its mentions."""
    del sentences, language
    return Findings()
