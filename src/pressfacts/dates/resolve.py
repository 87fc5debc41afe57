"""From what the words say to EDTF values, against the day of the release."""

import datetime
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from pressfacts.dates.edtf import Interval, Moment, Value, days_of, exists, month_end
from pressfacts.dates.points import Expression, Form, Point, Shift
from pressfacts.dates.tense import Direction, direction
from pressfacts.dates.years import nearest, turned
from pressfacts.records import Sentence

ONE_DAY = datetime.timedelta(days=1)


class Anchor(Struct, frozen=True, gc=False):
    """The day to count from. One that is not `firm` settles years, but is nobody's «сегодня»."""

    day: datetime.date
    firm: bool


class Scene(Struct, frozen=True, gc=False):
    """What an expression is read against: it stands in `sentence`, and its topmost word is `head`.

    `form` is that of the expression.
    """

    anchor: Anchor | None
    sentence: Sentence
    head: int
    form: Form
    last: Moment | None  # the date that the text named last

    @property
    def direction(self) -> Direction:
        """What the tense says of it; «до 1 августа» with no tense to tell looks ahead."""
        told = direction(self.sentence, self.head)
        return "planned" if told == "open" and self.form == "until" else told

    @property
    def today(self) -> datetime.date | None:
        """The day that relative words count from."""
        return self.anchor.day if self.anchor and self.anchor.firm else None


def resolve(expression: Expression, scene: Scene) -> Value | None:
    """The value of an expression; None where nothing settles it."""
    if expression.form == "between":
        return between(expression.points[0], expression.points[-1], scene)
    point = expression.points[0]
    if point.new_year:
        return new_year(expression.form, scene)
    value = resolve_point(point, scene)
    if value is None or expression.form == "at":
        return value
    if expression.form == "since":
        return Interval(first_of(value), None)
    return Interval(None, last_of(value))


def new_year(form: str, scene: Scene) -> Value | None:
    """«до Нового года» ends with this year; «после Нового года» begins the next."""
    if not scene.anchor:
        return None
    year = scene.anchor.day.year
    if form == "until":
        return Interval(None, Moment(year))
    if form == "since":
        return Interval(Moment(year + 1), None)
    return Interval(Moment(year, 12, 31), Moment(year + 1, 1, 1))


def resolve_point(point: Point, scene: Scene) -> Value | None:
    """The value of one point."""
    value = untimed(point, scene)
    return timed(value, point) if isinstance(value, Moment) else value


def untimed(point: Point, scene: Scene) -> Value | None:
    """The value of a point but for its clock, its ten days and its offset."""
    if point.vague:
        return None
    if point.month or point.part:
        return in_the_year(point, scene)
    if point.has_year:
        return whole_year(point, scene)
    if point.day:
        return of_the_last_month(point, scene)
    if point.weekday is not None and not point.shift:
        return on_weekday(point, scene)
    return shifted(point.shift, scene) if point.shift else None


def timed(value: Moment, point: Point) -> Value | None:
    """A moment with its clock, ten days or offset; None where the calendar has no such day."""
    if not exists(value):
        return None
    if point.third and value.day is None:
        last = month_end(value.year or 2024, value.month or 1).day
        first_day = 10 * point.third - 9
        last_day = last if point.third == 3 else first_day + 9
        return Interval(replace(value, day=first_day), replace(value, day=last_day))
    if point.offset:
        days = days_of(value)
        value = Moment.of(days[0] + point.offset * ONE_DAY) if days else value
        return value if days else None
    return value if point.clock is None else replace(value, clock=point.clock)


def in_the_year(point: Point, scene: Scene) -> Moment | None:
    """A day, a month or a part of a year, with the year found where it is not told."""
    bare = Moment(None, point.month, point.day, point.part)
    if point.has_year:
        year = year_of(point, scene)
        if year is None:
            return None if point.part else bare
        return replace(bare, year=year)
    if not scene.anchor:
        return bare if point.month else None
    if point.turn is not None:
        return turned(bare, point.turn, scene.anchor.day)
    if point.shift and scene.today:
        near = first_of(shifted(point.shift, scene))
        if near and (days := days_of(near)):
            return nearest(bare, days[0], "open") or bare
    # Tense counts from the day of writing, which an anchor that is not firm may miss.
    tense = scene.direction if scene.anchor.firm else "open"
    found = nearest(bare, scene.anchor.day, tense, point.weekday)
    return found or bare


def first_of(value: Value | None) -> Moment | None:
    """The moment that a value begins with."""
    return value.start if isinstance(value, Interval) else value


def last_of(value: Value | None) -> Moment | None:
    """The moment that a value ends with."""
    return value.end if isinstance(value, Interval) else value


def year_of(point: Point, scene: Scene) -> int | None:
    """The year that the words name."""
    if point.year is not None:
        return point.year
    if point.same_year:
        if scene.last and scene.last.year:
            return scene.last.year
        return None
    if point.year_shift is not None and scene.anchor:
        return scene.anchor.day.year + point.year_shift
    return None


def whole_year(point: Point, scene: Scene) -> Moment | None:
    """A year, a decade or a century."""
    year = year_of(point, scene)
    if year is None:
        return None
    return Moment(year - year % 10**point.blur if point.blur else year, blur=point.blur)


def of_the_last_month(point: Point, scene: Scene) -> Moment | None:
    """«14-го»: in the month of the date named last, or the current one."""
    if scene.last and scene.last.month:
        return Moment(scene.last.year, scene.last.month, point.day)
    if not scene.today:
        return None
    return Moment(scene.today.year, scene.today.month, point.day)


def on_weekday(point: Point, scene: Scene) -> Moment | None:
    """The weekday nearest to today on the side of the tense; today itself counts."""
    if not scene.today or point.weekday is None:
        return None
    today = scene.today
    ahead = (point.weekday - today.weekday()) % 7
    back = (today.weekday() - point.weekday) % 7
    if point.turn == -1:
        return Moment.of(today - (back or 7) * ONE_DAY)
    if point.turn == 1:
        return Moment.of(today + (ahead or 7) * ONE_DAY)
    if point.turn == 0:
        return Moment.of(today + (point.weekday - today.weekday()) * ONE_DAY)
    tense = scene.direction
    if tense == "past":
        return Moment.of(today - back * ONE_DAY)
    if tense in ("future", "planned"):
        return Moment.of(today + ahead * ONE_DAY)
    return Moment.of(today - back * ONE_DAY if back <= ahead else today + ahead * ONE_DAY)


def shifted(shift: Shift, scene: Scene) -> Value | None:
    """So many units from today, or from the date named last, no finer than the unit."""
    base: datetime.date | None = scene.today
    if shift.base == "last":
        if scene.last is None or scene.last.year is None or scene.last.blur:
            return None
        if shift.unit == "year":
            return Moment(scene.last.year + shift.amount)
        days = days_of(scene.last)
        fine = scene.last.day if shift.unit in ("day", "week") else scene.last.month
        base = days[0] if days and fine else None
    return shifted_from(base, shift.unit, shift.amount) if base else None


def shifted_from(base: datetime.date, unit: str, amount: int) -> Value | None:
    """The unit that lies `amount` units from the one of a day."""
    if unit == "day":
        return Moment.of(base + amount * ONE_DAY)
    if unit in ("week", "weekend"):
        monday = base + (7 * amount - base.weekday()) * ONE_DAY
        first = monday + (5 * ONE_DAY if unit == "weekend" else 0 * ONE_DAY)
        return Interval(Moment.of(first), Moment.of(monday + 6 * ONE_DAY))
    if unit == "year":
        return Moment(base.year + amount)
    if unit == "decade":
        return Moment(base.year + 10 * amount)
    length = {"month": 1, "quarter": 3, "half": 6}.get(unit)
    if length is None:
        return None
    year, step = divmod(
        base.year * (12 // length) + (base.month - 1) // length + amount, 12 // length
    )
    if unit == "month":
        return Moment(year, step + 1)
    return Moment(year, part=(33 if unit == "quarter" else 40) + step)


def between(start: Point, end: Point, scene: Scene) -> Interval | None:
    """Both ends; the year that one of them tells holds for both, and the start comes first."""
    last = last_of(resolve_point(end, scene))
    if start.has_year and not end.has_year and end.is_absolute:
        first = first_of(resolve_point(start, scene))
        last = in_order(first, bare_of(end))
    elif not start.has_year and (start.month or start.part):
        first = before(start, last) if last else None
    else:
        first = first_of(resolve_point(start, scene))
    if first is None or last is None or not (exists(first) and exists(last)):
        return None
    return None if starts_after(first, last) else Interval(first, last)


def before(start: Point, last: Moment) -> Moment:
    """The start of an interval in the last year that puts it before the end."""
    same = replace(bare_of(start), year=last.year)
    if last.year is not None and starts_after(same, last):
        return replace(same, year=last.year - 1)
    return same


def resolve_list(points: Sequence[Point], scene: Scene) -> list[Value | None]:
    """The points of a list; they follow each other in time, and the last one settles the year."""
    values: list[Value | None] = [resolve_point(points[-1], scene)]
    for point in reversed(points[:-1]):
        later = values[0]
        said = point.month or point.part
        if said and not point.has_year and isinstance(later, Moment):
            moment = before(point, later)
            values.insert(0, moment if exists(moment) else None)
        else:
            values.insert(0, resolve_point(point, scene))
    return values


def bare_of(point: Point) -> Moment:
    """The point without a year."""
    return Moment(None, point.month, point.day, point.part, clock=point.clock)


def in_order(first: Moment | None, last: Moment) -> Moment | None:
    """The end of an interval in the first year that puts it after the start."""
    if first is None or first.year is None:
        return None
    same = replace(last, year=first.year)
    return replace(last, year=first.year + 1) if starts_after(first, same) else same


def starts_after(first: Moment, last: Moment) -> bool:
    """Whether the ends stand in the wrong order."""
    one, other = days_of(first), days_of(last)
    return bool(one and other and one[0] > other[1])


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def contradiction(point: Point, value: Value | None) -> str | None:
    """What is wrong with a weekday told beside a date; the date counts."""
    if point.weekday is None or not isinstance(value, Moment) or value.year is None:
        return None
    days = days_of(value)
    if not days or days[0].weekday() == point.weekday:
        return None
    return f"{days[0]} is a {WEEKDAYS[days[0].weekday()]}, not a {WEEKDAYS[point.weekday]}"
