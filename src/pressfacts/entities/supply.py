"""What a bare post is of: the territory or the organization that the release is about."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from pressfacts.entities.index import Index
from pressfacts.entities.kinds import Named
from pressfacts.entities.positions import Holding
from pressfacts.entities.posts import load_posts


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
            return self._body(holding)
        return None

    def _main(self, type_: str, kind: str) -> str | None:
        """The entity of a kind that the release names most, the first of equals."""
        fitting = [e for e in self.count if self.named[e].type == type_ and kind in self.named[e].kinds]
        return max(fitting, key=lambda e: self.count[e]) if fitting else None

    def _body(self, holding: Holding) -> str | None:
        """The organization last named in the sentence, else the one that the release names most."""
        bodies = [spot for spot in self.order if self.named[spot[2]].type == "organization"]
        here = (holding.title.sentence, holding.title.first)
        beside = [spot for spot in bodies if spot[0] == here[0] and spot[:2] < here]
        if beside:
            return beside[-1][2]
        return max(bodies, key=lambda spot: self.count[spot[2]])[2] if bodies else None
