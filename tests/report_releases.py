"""Releases for the tests of the report, written for them: every type of event once at least."""

from collections.abc import Sequence

from msgspec import UNSET
from msgspec.structs import replace

from pressfacts.records import (
    Date,
    Entity,
    Event,
    Filler,
    Link,
    Mention,
    Money,
    Organization,
    Person,
    Place,
    Position,
    Release,
)

FORUM = """Форум «Большая вода» собрал в Залесске гостей из Чили

Форум «Большая вода» прошёл в Залесске 12–14 мая 2031 года. Его устроил фонд «Исток».
13 мая делегация Чили посетила завод «Парус» и встретилась с директором Ольгой Синицей.
Завод «Парус» и фонд «Исток» подписали соглашение о набережной, фонд выделит 5 млн рублей.
Синица выступила с докладом о шлюзах. «Вода помнит всё», – сказала она.
Совет города утвердил карту берегов. Пётр Лосев вручил Синице знак «За труд».
Яна Крота назначили капитаном порта, прежний капитан ушёл 3 марта.
Причал откроют осенью 2031 года, гонка судов отменена."""


class _Text:
    """Finds words in a text: `words@2` is their second place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entities: dict[str, Entity] = {}

    def mention(self, words: str) -> Mention:
        words, _, place = words.partition("@")
        start = -1
        for _ in range(int(place or 1)):
            start = self.text.index(words, start + 1)
        return Mention(start, start + len(words), words)

    def mentions(self, words: Sequence[str]) -> tuple[Mention, ...]:
        return tuple(self.mention(each) for each in words)

    def filler(self, source: str) -> Filler:
        name, _, words = source.rpartition("=")
        mention = self.mention(words)
        entity = self.entities.get(name)
        value = entity.value if isinstance(entity, Date | Money) else UNSET
        return Filler(
            entity.id if entity else None,
            entity.name if entity else mention.text,
            mention.start,
            mention.end,
            mention.text,
            value,
        )

    def event(
        self, number: int, kind: str, status: str, trigger: str, **roles: Sequence[str]
    ) -> Event:
        found = self.mention(trigger)
        start = self.text.rfind("\n", 0, found.start) + 1
        end = self.text.find("\n", found.end)
        line = self.text[start : None if end < 0 else end]
        return Event(
            f"event-{number}",
            kind,
            status,  # type: ignore[arg-type]
            found,
            {role: tuple(map(self.filler, fillers)) for role, fillers in roles.items()},
            (Mention(start, start + len(line), line),),
        )


def forum_release(source: str = "forum.txt") -> Release:
    """One release with the twelve types, the four statuses, and dates of every shape."""
    text = _Text(FORUM)
    entities: tuple[Entity, ...] = (
        Organization(
            "organization-1", "завод «Парус»", text.mentions(["завод «Парус»", "Завод «Парус»"])
        ),
        Organization(
            "organization-2",
            "фонд «Исток»",
            text.mentions(["фонд «Исток»", "фонд «Исток»@2", "фонд@3"]),
        ),
        Person(
            "person-1",
            "Ольга Синица",
            "Ольга",
            None,
            "Синица",
            text.mentions(["Ольгой Синицей", "Синица", "Синице@2"]),
        ),
        Person("person-2", "Пётр Лосев", "Пётр", None, "Лосев", text.mentions(["Пётр Лосев"])),
        Person("person-3", "Ян Крот", "Ян", None, "Крот", text.mentions(["Яна Крота"])),
        Place("place-1", "Залесск", "RU", text.mentions(["Залесске", "Залесске@2"])),
        Place("place-2", "Чили", "CL", text.mentions(["Чили", "Чили@2"])),
        Date(
            "date-1",
            "12–14 мая 2031 года",
            "2031-05-12/2031-05-14",
            text.mentions(["12–14 мая 2031 года"]),
        ),
        Date("date-2", "13 мая", "2031-05-13", text.mentions(["13 мая"])),
        Date("date-3", "3 марта", "XXXX-03-03", text.mentions(["3 марта"])),
        Date("date-4", "осенью 2031 года", "2031-23", text.mentions(["осенью 2031 года"])),
        Money("money-1", "5 млн рублей", "5000000 RUB", None, text.mentions(["5 млн рублей"])),
    )
    text.entities = {entity.name: entity for entity in entities}
    plant, fund, head = "завод «Парус»", "фонд «Исток»", "Ольга Синица"
    events = (
        text.event(
            1,
            "gathering",
            "happened",
            "Форум@2",
            name=["Форум «Большая вода»@2"],
            organizer=[f"{fund}=фонд «Исток»"],
            place=["Залесск=Залесске@2"],
            date=["12–14 мая 2031 года=12–14 мая 2031 года"],
        ),
        text.event(
            2,
            "visit",
            "happened",
            "посетила",
            visitor=["делегация Чили"],
            place=[f"{plant}=завод «Парус»"],
            date=["13 мая=13 мая"],
        ),
        text.event(
            3,
            "meeting",
            "happened",
            "встретилась",
            participant=["делегация Чили", f"{head}=Ольгой Синицей"],
            date=["13 мая=13 мая"],
        ),
        text.event(
            4,
            "agreement",
            "happened",
            "подписали",
            party=[f"{plant}=Завод «Парус»", f"{fund}=фонд «Исток»@2"],
            document=["соглашение"],
            subject=["о набережной"],
        ),
        text.event(
            5,
            "transaction",
            "planned",
            "выделит",
            payer=[f"{fund}=фонд@3"],
            amount=["5 млн рублей=5 млн рублей"],
        ),
        text.event(
            6, "speech", "happened", "выступила", speaker=[f"{head}=Синица"], topic=["о шлюзах"]
        ),
        text.event(
            7,
            "statement",
            "happened",
            "сказала",
            speaker=[f"{head}=она"],
            content=["Вода помнит всё"],
        ),
        text.event(
            8,
            "decision",
            "happened",
            "утвердил",
            authority=["Совет города"],
            document=["карту берегов"],
        ),
        text.event(
            9,
            "award",
            "happened",
            "вручил",
            awarder=["Пётр Лосев=Пётр Лосев"],
            recipient=[f"{head}=Синице@2"],
            award=["знак «За труд»"],
        ),
        text.event(
            10,
            "appointment",
            "happened",
            "назначили",
            person=["Ян Крот=Яна Крота"],
            position=["капитаном порта"],
        ),
        text.event(
            11,
            "dismissal",
            "happened",
            "ушёл",
            position=["прежний капитан"],
            date=["3 марта=3 марта"],
        ),
        text.event(
            12,
            "opening",
            "planned",
            "откроют",
            object=["Причал"],
            date=["осенью 2031 года=осенью 2031 года"],
        ),
        text.event(13, "gathering", "denied", "отменена", name=["гонка судов"]),
    )
    return Release(
        schema="1",
        source=source,
        id=None,
        title="Форум «Большая вода» собрал в Залесске гостей из Чили",
        published=None,
        entities=entities,
        positions=(
            Position(
                Link("person-1", "Ольга Синица"),
                "директор",
                Link("organization-1", plant),
                text.mention("директором Ольгой Синицей"),
            ),
        ),
        events=events,
        text=FORUM,
    )


def without_text(release: Release) -> Release:
    """The release as it is printed without --text."""
    return replace(release, text=UNSET)


HOSTILE = [
    "</script><script>window.hacked = 1</script>",
    "<!--<script>",
    "<img src=x onerror='window.hacked = 2'>",
    "\u2028\u2029 & &amp; &lt;b&gt;",
    "{{ 7 * 7 }} ${alert(1)} %s {0}",
    "]]> \"quotes\" 'apostrophes' \\u003c",
    "<a href='https://example.org/'>сюда</a>",
    "\U0001f600 и ещё \U0001f4e3",
    "__proto__ constructor toString",
]


def hostile_release(words: str) -> Release:
    """The words stand wherever words can stand, behind a character beyond the first plane."""
    line = f"\U0001f30a {words}"
    start, end = 2, 2 + len(words)
    mention = Mention(start, end, words)
    return Release(
        schema="1",
        source=words,
        id=words,
        title=words,
        published=None,
        entities=(
            Person("person-1", words, words, None, None, (mention,)),
            Organization("organization-1", words, (mention,)),
            Place("place-1", words, words, ()),
            Date("date-1", words, words, ()),
        ),
        positions=(Position(Link("person-1", words), words, Link(None, words), mention),),
        events=(
            Event(
                "event-1",
                words,
                "happened",
                mention,
                {
                    words: (Filler(None, words, start, end, words),),
                    "speaker": (Filler("person-1", words, start, end, words),),
                    "place": (Filler("place-1", words, start, end, words),),
                    "date": (Filler("date-1", words, start, end, words, words),),
                },
                (Mention(0, len(line), line),),
            ),
        ),
        text=line,
    )
