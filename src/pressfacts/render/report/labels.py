"""What the report calls types, roles and statuses, in English and in Russian."""

from functools import cache
from importlib.resources import files
from typing import Literal

from msgspec import Struct

from pressfacts.tables import decode_table

RoleKind = Literal["who", "where", "what"]
Words = tuple[str, str]


class RoleLabel(Struct, frozen=True, forbid_unknown_fields=True):
    """The words for a role, and the column of the event table in which its fillers stand."""

    words: Words
    kind: RoleKind


class Labels(Struct, frozen=True, forbid_unknown_fields=True):
    """All words of the page: English first, Russian second.

    `counts` give the forms that `Intl.PluralRules` asks for: one, other; one, few, many.
    """

    page: dict[str, Words]
    counts: dict[str, tuple[tuple[str, str], tuple[str, str, str]]]
    entities: dict[str, Words]
    statuses: dict[str, Words]
    types: dict[str, Words]
    roles: dict[str, RoleLabel]


@cache
def labels() -> Labels:
    """The labels that the report ships with."""
    source = files("pressfacts.render.report").joinpath("labels.toml").read_bytes()
    return decode_table(source, Labels)
