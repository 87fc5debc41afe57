"""Which year a date without one is of."""

import datetime
from collections.abc import Iterable
from operator import itemgetter

from msgspec.structs import replace

from pressfacts.dates.edtf import Days, Moment, days_of
from pressfacts.dates.tense import Direction

AGAINST, BESIDE = 5, 1.5  # how much farther the side lies that the tense speaks against


def nearest(
    bare: Moment, today: datetime.date, direction: Direction, weekday: int | None = None
) -> Moment | None:
    """The year that tense and nearness choose for a date without one.

    A weekday told beside the date overrules the tense, where one of the years has it.
    """
    found = dated(bare, range(today.year - 1, today.year + 2))
    agreeing = [(moment, days) for moment, days in found if days[0].weekday() == weekday]
    scored = [(distance(days, today, direction), moment) for moment, days in agreeing or found]
    return min(scored, key=itemgetter(0))[1] if scored else None


def dated(bare: Moment, years: Iterable[int]) -> list[tuple[Moment, Days]]:
    """The moment in each of the years that have it, with its days."""
    moments = (replace(bare, year=year) for year in years)
    return [(moment, days) for moment in moments if (days := days_of(moment))]


def distance(days: Days, today: datetime.date, direction: Direction) -> float:
    """How far the days lie from today, by a longer measure where the tense speaks against it.

    Few writers leave the year out for more than half a year, so tense decides between two years
    that are about as near as each other, and not against a single day that is close at hand.
    """
    is_day = days[0] == days[1]
    if days[1] < today:
        measure = AGAINST if direction == "future" else BESIDE if direction == "planned" else 1
        return (today - days[1]).days * (measure if is_day else measure**2)
    if days[0] > today:
        measure = AGAINST if direction == "past" else 1
        return (days[0] - today).days * (measure if is_day else measure**2)
    return 0


def turned(bare: Moment, turn: int, today: datetime.date) -> Moment | None:
    """«прошлой весной», «этой зимой», «в следующем октябре»."""
    if turn == 0:
        return nearest(bare, today, "open")
    found = dated(bare, range(today.year - 2, today.year + 3))
    if turn > 0:
        return next((moment for moment, days in found if days[0] > today), None)
    return next((moment for moment, days in reversed(found) if days[1] < today), None)
