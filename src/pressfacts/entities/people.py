"""The people of a release, as those see them who look for whom a word means."""

from collections.abc import Sequence

from msgspec import Struct

from pressfacts.entities.focus import Focus
from pressfacts.entities.gender import Genders
from pressfacts.entities.index import Index
from pressfacts.entities.positions import Holding
from pressfacts.records import Sentence


class People(Struct, frozen=True):
    """Who is named, who holds which post, and who was spoken of last."""

    sentences: Sequence[Sentence]
    holdings: Sequence[Holding]
    index: Index
    focus: Focus
    genders: Genders
