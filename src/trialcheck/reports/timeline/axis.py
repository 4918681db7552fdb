"""The axis of a timeline: the finest steps of the calendar whose labels do not collide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from trialcheck.timelines import View
from trialcheck.when import describe_day, describe_year
from trialcheck.when.calendar import DAY, HOUR, LAST_YEAR, civil_date, day_start, month_start
from trialcheck.when.points import MONTHS

_LETTERS_OF_MONTH = 3
_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Tick:
    """A minute on the axis with its label, which stands to its right; "" where it has no room."""

    minute: int
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The ticks, and above them the larger unit that they count in (a year over its months)."""

    ticks: tuple[Tick, ...] = ()
    above: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of the calendar: so many of a unit."""

    unit: str
    count: int

    @property
    def minutes(self) -> int:
        """About how long it is, never more."""
        return (
            self.count * {"minute": 1, "day": DAY, "month": 28 * DAY, "year": 365 * DAY}[self.unit]
        )


_STEPS = (
    *(_Step("minute", count) for count in (1, 5, 15, 30, 60, 180, 360, 720)),
    *(_Step("day", count) for count in (1, 2, 5, 10, 15)),
    *(_Step("month", count) for count in (1, 3, 6)),
    *(
        _Step("year", digit * power)
        for power in (1, 10, 100, 1_000)
        for digit in ((1, 2, 5) if power < 1_000 else (1, 2, 5, 10))
    ),
)


def axis_of(view: View, room: float, width_of: Callable[[str], float], gap: float) -> Axis:
    """The axis with the most ticks whose labels leave a gap between them.

    `room` is the width of the picture and `width_of` that of a label, in one unit with `gap`.
    """
    span = view.last - view.first + 1

    def at(minute: int) -> float:
        return (minute - view.first) * room / span

    def spaced(ticks: Sequence[Tick]) -> bool:
        return all(
            at(one.minute) + width_of(one.label) + gap <= at(next_one.minute)
            for one, next_one in pairwise(ticks)
        )

    def labelled(ticks: Sequence[Tick]) -> tuple[Tick, ...]:
        return tuple(
            tick if at(tick.minute) + width_of(tick.label) <= room else Tick(tick.minute, "")
            for tick in ticks
        )

    for step in _STEPS:
        if span / step.minutes * (1 + gap) > room + 1 + gap:
            continue  # no room for a label of one sign each
        ticks, above = tuple(_ticks(step, view)), _above(step, view)
        if len(above) > 1 and not spaced(above[:2]):
            above = above[1:]  # of the first one only the end is in view
        if ticks and spaced(ticks) and spaced(above):
            return Axis(labelled(ticks), labelled(above))
    return Axis()


def _ticks(step: _Step, view: View) -> Iterator[Tick]:
    if step.unit == "minute":
        for minute in range(-(-view.first // step.count) * step.count, view.last + 1, step.count):
            hour, rest = divmod(minute % DAY, HOUR)
            yield Tick(minute, f"{hour:02d}:{rest:02d}")
    elif step.unit == "day":
        yield from _days(view, step.count)
    elif step.unit == "month":
        for minute, month in _months(view, step.count):
            yield Tick(minute, MONTHS[month - 1][:_LETTERS_OF_MONTH])
    else:
        yield from _years(view, step.count)


def _days(view: View, count: int) -> Iterator[Tick]:
    """Every `count`-th day of each month, but none so near its end that labels would touch."""
    last = _LONGEST_MONTH if count == 1 else _LONGEST_MONTH - 1 - count // 2
    for day in range(-(-view.first // DAY), view.last // DAY + 1):
        of_month = civil_date(day)[2]
        if (of_month - 1) % count == 0 and of_month <= last:
            yield Tick(day * DAY, str(of_month))


def _years(view: View, count: int) -> Iterator[Tick]:
    year = civil_date(view.first // DAY)[0]
    for start in range(year // count * count, LAST_YEAR + 1, count):
        # There is no year 0: the steps before it are 100 BC and 200 BC, not 101 BC.
        shown = start + 1 if start <= 0 and count > 1 else start
        minute = day_start(shown, 1, 1)
        if view.first <= minute <= view.last:
            yield Tick(minute, describe_year(shown))


def _months(view: View, count: int) -> Iterator[tuple[int, int]]:
    """The first minute and the number of each month that begins in view, every `count`-th."""
    year, month, _ = civil_date(view.first // DAY)
    month -= (month - 1) % count
    while (minute := month_start(year, month)) <= view.last:
        if minute >= view.first:
            yield minute, civil_date(minute // DAY)[1]
        month += count


def _above(step: _Step, view: View) -> tuple[Tick, ...]:
    """The larger units that the ticks count in; the first begins where the view does."""
    if step.unit == "year":
        return ()
    starts = [view.first]
    if step.unit == "minute":
        starts += range((view.first // DAY + 1) * DAY, view.last + 1, DAY)
        return tuple(Tick(minute, describe_day(minute // DAY)) for minute in starts)
    starts += [
        minute
        for minute, month in _months(view, 1)
        if minute > view.first and (step.unit == "day" or month == 1)
    ]
    dates = [(minute, civil_date(minute // DAY)) for minute in starts]
    if step.unit == "month":
        return tuple(Tick(minute, describe_year(date[0])) for minute, date in dates)
    return tuple(
        Tick(minute, f"{MONTHS[date[1] - 1]} {describe_year(date[0])}") for minute, date in dates
    )
