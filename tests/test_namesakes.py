"""The look-ups of namesakes find everyone whom a comparison with all would find."""

from hypothesis import given
from hypothesis import strategies as st

from pressfacts.entities import organization_groups, person_groups
from pressfacts.entities.aliases import OrganizationMention
from pressfacts.entities.person_groups import UNLIKE
from pressfacts.entities.persons import FullReading, NameWord, PersonMention, spellings
from pressfacts.entities.phrase import OrganizationSpan
from pressfacts.entities.spans import NamedSpan

PARTS = (("last",), ("first", "last"), ("first", "middle", "last"), ("first",), ("first", "middle"))
TEXTS = ("Ан", "Анна", "Алла", "А", "И", "Ё", "Ева", "Иван", "Ким")


@st.composite
def people(draw: st.DrawFn) -> PersonMention:
    parts = draw(st.sampled_from(PARTS))
    reading = st.builds(
        FullReading,
        st.sampled_from((0.0, -1.0, -3.0)),
        st.sampled_from(("masc", "femn")),
        st.fixed_dictionaries({part: st.sampled_from(TEXTS) for part in parts}),
    )
    readings = draw(st.lists(reading, min_size=1, max_size=3))
    words = tuple(NameWord(draw(st.sampled_from(TEXTS)), False) for _ in parts)
    spelled = spellings([each.parts for each in readings])
    return PersonMention(NamedSpan("person", 0, 0, 1), words, parts, tuple(readings), spelled)


@given(known=st.lists(people(), max_size=6), mention=people())
def test_people(known: list[PersonMention], mention: PersonMention) -> None:
    namesakes = person_groups.Namesakes()
    for number, other in enumerate(known):
        namesakes.add(other, number)
    found = {number for number, _ in namesakes.of(mention)}
    close = {i for i, m in enumerate(known) if person_groups._closeness(mention, m) > UNLIKE}

    assert close <= found


WORDS = ("банк", "банк-союз", "и", "им", "имя", "москва", "мэрия", "союз")
NAMES = ("Банк", "БМ", "БСМ", "МэрМ", "«БМ» Москвы")
bodies = st.builds(
    OrganizationMention,
    st.just(0),
    st.just(OrganizationSpan(0, 1, 0)),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(WORDS), max_size=4).map(tuple),
    st.frozensets(st.sampled_from(("заря", "маяк", "")), max_size=1),
    st.sampled_from(("банк", "мэрия")),
)


def by_all(groups: list[list[OrganizationMention]], mention: OrganizationMention) -> int | None:
    short = organization_groups._abbreviation(mention)
    tests = (
        lambda other: mention.words == other.words != (),
        lambda other: not mention.cores.isdisjoint(other.cores),
        lambda other: organization_groups._part_of(mention, other),
        lambda other: short and organization_groups._abbreviates(short, mention, other),
    )
    for strength, test in enumerate(tests):
        fitting = [i for i, group in enumerate(groups) if any(map(test, group))]
        if fitting and (strength != 2 or len(fitting) == 1):
            return fitting[0]
    return None


@given(mentions=st.lists(bodies, max_size=8))
def test_organizations(mentions: list[OrganizationMention]) -> None:
    namesakes = organization_groups.Namesakes()
    groups: list[list[OrganizationMention]] = []
    for mention in mentions:
        number = namesakes.group_of(mention)
        assert number == by_all(groups, mention)
        if number is None:
            number = len(groups)
            groups.append([])
        groups[number].append(mention)
        namesakes.add(mention, number)
