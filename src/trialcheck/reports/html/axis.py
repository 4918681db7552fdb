"""Minutes become places on a line, with dates written below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trialcheck.when.calendar import DAY, HOUR, civil_date, day_start
from trialcheck.when.describe import describe_year
from trialcheck.when.points import MONTHS

_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_MONTH_STEPS = (1, 3, 6)
_DAY_STEPS = (1, 2, 7, 14)
_HOUR_STEPS = (1, 3, 6, 12)
_LEAST = 6 * HOUR


@dataclass(frozen=True, slots=True)
class Tick:
    """A minute with the words below it."""

    minute: int
    words: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The minutes from `first` to `last`, laid out from `left` over `width` units."""

    first: int
    last: int
    left: float
    width: float

    def place(self, minute: int) -> float:
        """Return where a minute lies, in units; one outside lies at the nearer end."""
        inside = min(max(minute, self.first), self.last)
        return self.left + self.width * (inside - self.first) / (self.last - self.first)

    def ticks(self, most: int) -> list[Tick]:
        """Return at most so many ticks, of the finest even steps that do not take more."""
        found: list[Tick] = []
        for ticks in self._steps():
            found = ticks
            if len(ticks) <= most:
                break
        return found[:most]

    def _steps(self) -> Iterator[list[Tick]]:
        days = (self.last - self.first) // DAY
        if days <= 4:
            yield from (self._hours(step) for step in _HOUR_STEPS)
        if days <= 120:
            yield from (self._days(step) for step in _DAY_STEPS)
        if days <= 366 * 6:
            yield from (self._months(step) for step in _MONTH_STEPS)
        yield from (self._years(step) for step in _YEARS)

    def _hours(self, step: int) -> list[Tick]:
        minutes = range(-(-self.first // (step * HOUR)) * step * HOUR, self.last + 1, step * HOUR)
        return [
            Tick(minute, f"{minute % DAY // HOUR:02d}:00" if minute % DAY else _day(minute))
            for minute in minutes
        ]

    def _days(self, step: int) -> list[Tick]:
        minutes = range(-(-self.first // (step * DAY)) * step * DAY, self.last + 1, step * DAY)
        return [Tick(minute, _day(minute)) for minute in minutes]

    def _months(self, step: int) -> list[Tick]:
        year, last_year = self._years_inside()
        ticks = [
            Tick(day_start(each, month, 1), f"{MONTHS[month - 1][:3]} {describe_year(each)}")
            for each in range(year, last_year + 1)
            for month in range(1, 13, step)
        ]
        return [tick for tick in ticks if self.first <= tick.minute <= self.last]

    def _years(self, step: int) -> list[Tick]:
        year, last_year = self._years_inside()
        ticks = [
            Tick(day_start(each, 1, 1), describe_year(each))
            for each in range(-(-year // step) * step, last_year + 1, step)
        ]
        return [tick for tick in ticks if self.first <= tick.minute <= self.last]

    def _years_inside(self) -> tuple[int, int]:
        return civil_date(self.first // DAY)[0], civil_date(self.last // DAY)[0]


def axis_of(minutes: Sequence[int], left: float, width: float) -> Axis:
    """Return an axis that holds all of the minutes, with a margin on both sides."""
    first, last = min(minutes), max(minutes)
    margin = max((last - first) // 14, _LEAST)
    return Axis(first - margin, last + margin, left, width)


def _day(minute: int) -> str:
    year, month, day = civil_date(minute // DAY)
    return f"{day} {MONTHS[month - 1][:3]} {describe_year(year)}"
