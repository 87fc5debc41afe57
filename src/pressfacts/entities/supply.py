"""What a bare post is of: the territory or the organization that the release is about."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec
from msgspec import Struct

from pressfacts.entities.index import Index
from pressfacts.entities.kinds import Named, kinds_marked, kinds_meant, may_describe
from pressfacts.entities.places import table_key, territories
from pressfacts.entities.positions import Holding
from pressfacts.entities.posts import load_posts
from pressfacts.language import Morphology
from pressfacts.records import Token

UNIONS = frozenset({"association", "bank", "club", "company"})

Spot = tuple[int, int, str]  # sentence, token, entity


def supply_organizations(
    holdings: Sequence[Holding],
    named: dict[str, Named],
    index: Index,
    morphology: Morphology,
) -> tuple[Holding, ...]:
    """The holdings, those with a bare title given what the release makes plain."""
    known = [_known(holding) for holding in holdings]
    if None not in known:
        return tuple(filter(None, known))
    supplier = _Supplier(holdings, named, index, morphology)
    return tuple(
        told or supplier.supply(holding) for told, holding in zip(known, holdings, strict=True)
    )


def _known(holding: Holding) -> Holding | None:
    """A holding whose own words tell what it is of."""
    if holding.organization is None and holding.title.unlisted is not None:
        return msgspec.structs.replace(holding, unlisted=holding.title.unlisted)
    told = holding.title.closed and holding.title.bare is None
    return holding if holding.organization is not None or told else None


class _Fitting(Struct, frozen=True):
    """Where entities that a post may be of are named, by sentence, and the one that leads."""

    spots: Mapping[int, Sequence[Spot]]
    leading: str | None


class _Supplier:
    def __init__(
        self,
        holdings: Sequence[Holding],
        named: dict[str, Named],
        index: Index,
        morphology: Morphology,
    ) -> None:
        self.named = named
        self.index = index
        self.morphology = morphology
        self.posts = load_posts()
        self.fitting: dict[frozenset[str], _Fitting] = {}
        self.order: list[Spot] = [
            (reference.sentence, reference.first, reference.entity)
            for reference in index.references()
            if reference.entity in named
        ]
        self.count = Counter(entity for _, _, entity in self.order)
        self.told: dict[str, list[Holding]] = {}
        for holding in holdings:
            if holding.organization is not None:
                self.told.setdefault(holding.title.noun, []).append(holding)

    def supply(self, holding: Holding) -> Holding:
        """The holding with the entity that its bare title belongs to, or the territory's name."""
        group = holding.title.group
        if holding.title.bare is not None:
            entity = self._own_post(holding) or self._of_kind(holding, holding.title.bare)
            if entity is None and may_describe(holding.title.bare, "place"):
                return self._of_some_place(holding)
            return msgspec.structs.replace(holding, organization=entity)
        entity = self._own_post(holding) or self._workplace(holding)
        if entity is not None:
            return msgspec.structs.replace(holding, organization=entity)
        if group == "territorial":
            return self._in_territory(holding)
        if group == "corporate":
            entity = self._body(holding)
        elif group == "general" or holding.title.noun in self.posts.government.envoys:
            entity = self._same_post(holding) or self._union(holding)
        return msgspec.structs.replace(holding, organization=entity)

    def _of_some_place(self, holding: Holding) -> Holding:
        """«Глава района» where no district is named: what the head is of stays in the title."""
        title = holding.title
        place = self.index.sentences[title.sentence].tokens[title.last - 1]
        if place.lemma != title.bare or title.group not in ("general", "territorial"):
            return holding
        return msgspec.structs.replace(holding, title=title.with_words(place.text.lower()))

    def _in_territory(self, holding: Holding) -> Holding:
        noun = holding.title.noun
        if noun in self.posts.municipal:
            return msgspec.structs.replace(holding, organization=self._main("city"))
        entity = self._main("region")
        region = None if entity else self._region_in_bodies
        if region is not None:
            return msgspec.structs.replace(holding, unlisted=region)
        if noun not in self.posts.regional:
            entity = entity or self._main("country")
        return msgspec.structs.replace(holding, organization=entity)

    def _own_post(self, holding: Holding) -> str | None:
        """What the same post of the same person is of where the release names it in full."""
        title = holding.title
        own = {
            full.organization
            for full in self.told.get(title.noun, ())
            if full.person == holding.person and title.lemmas <= full.title.lemmas
        }
        return own.pop() if len(own) == 1 else None

    def _union(self, holding: Holding) -> str | None:
        """«Конференция федерации избрала президента»: what has presidents and is no state."""
        if holding.title.noun != "президент":
            return None
        return self._beside(holding, self._of_kinds(UNIONS).spots)

    def _same_post(self, holding: Holding) -> str | None:
        """What the same post of somebody else is of; an envoy serves the state of the others."""
        envoys = self.posts.government.envoys
        nouns = envoys if holding.title.noun in envoys else {holding.title.noun}
        same = {full.organization for noun in sorted(nouns) for full in self.told.get(noun, ())}
        return same.pop() if len(same) == 1 else None

    def _main(self, kind: str) -> str | None:
        """The place of a kind that the release names most, the first of equals."""
        fitting = [e for e in self.count if kind in self.named[e].kinds]
        fitting = [e for e in fitting if self.named[e].type == "place"]
        return max(fitting, key=lambda e: self.count[e]) if fitting else None

    @cached_property
    def _region_in_bodies(self) -> str | None:
        """The region in the name of a body, where no region is named by itself."""
        for number, first, entity in self.order:
            if self.named[entity].type != "organization":
                continue
            reference = self.index.at(number, first)
            tokens = self.index.sentences[number].tokens
            for i in range(first, (reference.last if reference else first) - 1):
                region = self._region(tokens[i], tokens[i + 1])
                if region is not None:
                    return region
        return None

    def _region(self, adjective: Token, noun: Token) -> str | None:
        """«Тверской области» in the nominative; of a republic only if the tables know it."""
        proper = adjective.pos == "ADJ" and adjective.text[:1].isupper()
        if not proper or "region" not in kinds_marked(noun.lemma):
            return None
        gender = "femn" if noun.gender == "Fem" else "masc"
        parse = self.morphology.parse(
            adjective.text, "ADJ", adjective.case, adjective.number, adjective.gender
        )
        form = self.morphology.inflect(parse, "nomn", "sing", gender)
        name = f"{form} {noun.lemma}".capitalize()
        known = table_key(name) in territories() or "country" not in kinds_marked(noun.lemma)
        return name if known else None

    def _workplace(self, holding: Holding) -> str | None:
        """The only organization of the kind that a post goes with, or the one in the sentence."""
        kinds = self.posts.workplaces_of(holding.title.noun)
        return self._nearest(holding, self._of_kinds(kinds)) if kinds else None

    def _leading(self, entities: Sequence[str]) -> str | None:
        """The only one of some entities, or the one that the release names twice as much."""
        ranked = sorted(dict.fromkeys(entities), key=lambda e: -self.count[e])
        if len(ranked) > 1 and self.count[ranked[0]] < 2 * self.count[ranked[1]]:
            return None
        return ranked[0] if ranked else None

    def _of_kind(self, holding: Holding, noun: str) -> str | None:
        """The entity that a common noun may mean: in the sentence, or if one leads by far."""
        return self._nearest(holding, self._of_kinds(kinds_meant(noun) | kinds_marked(noun)))

    def _nearest(self, holding: Holding, fitting: _Fitting) -> str | None:
        return self._beside(holding, fitting.spots) or fitting.leading

    def _of_kinds(self, kinds: frozenset[str]) -> _Fitting:
        """The entities of some kinds, looked up once."""
        fitting = self.fitting.get(kinds)
        if fitting is None:
            spots = [spot for spot in self.order if kinds & self.named[spot[2]].kinds]
            leading = self._leading([entity for _, _, entity in spots])
            fitting = self.fitting[kinds] = _Fitting(_by_sentence(spots), leading)
        return fitting

    def _beside(self, holding: Holding, spots: Mapping[int, Sequence[Spot]]) -> str | None:
        """The last of some mentions that stands before a title in its sentence."""
        title = holding.title
        beside = [spot for spot in spots.get(title.sentence, ()) if spot[1] < title.first]
        return next((spot[2] for spot in reversed(beside) if not self._acts(spot)), None)

    def _acts(self, spot: Spot) -> bool:
        """«Приказом министерства директором назначен …»."""
        tokens = self.index.sentences[spot[0]].tokens
        return spot[1] > 0 and tokens[spot[1] - 1].lemma in self.posts.acts

    def _body(self, holding: Holding) -> str | None:
        """The organization last named in the sentence, else the one that the release names most."""
        return self._nearest(holding, self._bodies)

    @cached_property
    def _bodies(self) -> _Fitting:
        bodies = [spot for spot in self.order if self.named[spot[2]].type == "organization"]
        most = max(bodies, key=lambda spot: self.count[spot[2]])[2] if bodies else None
        return _Fitting(_by_sentence(bodies), most)


def _by_sentence(spots: Sequence[Spot]) -> dict[int, list[Spot]]:
    rows: dict[int, list[Spot]] = {}
    for spot in spots:
        rows.setdefault(spot[0], []).append(spot)
    return rows
