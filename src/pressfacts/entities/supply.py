"""What a bare post is of: the territory or the organization that the release is about."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from pressfacts.entities.index import Index
from pressfacts.entities.kinds import Named
from pressfacts.entities.posts import load_posts
from pressfacts.entities.positions import Holding


def supply_organizations(
    holdings: Sequence[Holding], named: dict[str, Named], index: Index
) -> tuple[Holding, ...]:
    """The holdings, those with a bare title given what the release makes plain."""
    supplier = _Supplier(named, index)
    return tuple(
        holding
        if holding.organization is not None or holding.title.closed
        else msgspec.structs.replace(holding, organization=supplier.supply(holding))
        for holding in holdings
    )


class _Supplier:
    def __init__(self, named: dict[str, Named], index: Index) -> None:
        self.named = named
        self.posts = load_posts()
        self.order: list[tuple[int, int, str]] = [
            (reference.sentence, reference.first, reference.entity)
            for reference in index.references()
            if reference.entity in named
        ]
        self.count = Counter(entity for _, _, entity in self.order)

    def supply(self, holding: Holding) -> str | None:
        """The entity that a bare title belongs to."""
        group = holding.title.group
        if group == "territorial":
            if holding.title.noun in self.posts.municipal:
                return self._main("place", "city")
            return self._main("place", "region") or self._main("place", "country")
        if group == "corporate":
            return self._near(holding)
        return None

    def _main(self, type_: str, kind: str) -> str | None:
        """The entity of a kind that the release names most, the first of equals."""
        fitting = [e for e in self.count if self.named[e].type == type_ and kind in self.named[e].kinds]
        return max(fitting, key=lambda e: self.count[e]) if fitting else None

    def _near(self, holding: Holding) -> str | None:

        mode = __import__("os").environ.get("MODE", "A")
        here = (holding.title.sentence, holding.title.first)
        before = [e for s, t, e in self.order if (s, t) < here and self.named[e].type == "organization"]
        every = [e for s, t, e in self.order if self.named[e].type == "organization"]
        if mode == "A":
            return before[-1] if before else None
        if mode == "B":
            return max(every, key=lambda e: self.count[e]) if every else None
        if mode == "C":
            return max(before, key=lambda e: self.count[e]) if before else None
        return None
