"""Dates with one end: the pieces of time they name, and how an approximate one is widened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from trialcheck.measures import Duration, describe_minutes
from trialcheck.when.calendar import (
    DAY,
    FIRST_YEAR,
    HOUR,
    JULIAN,
    LAST_YEAR,
    day_start,
    days_in_month,
    is_leap,
    month_start,
    months_later,
)
from trialcheck.when.window import WITHOUT_END, WITHOUT_START, DateError, Range

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """By how much one date of a precision is widened: whole months, or minutes."""

    months: int
    minutes: int
    words: str


UNITS = MappingProxyType(
    {
        "minute": Unit(0, 30, "30 minutes"),
        "hour": Unit(0, 30, "30 minutes"),
        "day": Unit(0, DAY, "1 day"),
        "third of a month": Unit(0, 10 * DAY, "10 days"),
        "half of a month": Unit(0, 15 * DAY, "15 days"),
        "month": Unit(1, 0, "1 month"),
        "season": Unit(3, 0, "3 months"),
        "quarter": Unit(3, 0, "3 months"),
        "third of a year": Unit(4, 0, "4 months"),
        "half of a year": Unit(6, 0, "6 months"),
        "year": Unit(12, 0, "1 year"),
        "third of a decade": Unit(40, 0, "40 months"),
        "half of a decade": Unit(60, 0, "5 years"),
        "decade": Unit(120, 0, "10 years"),
        "century": Unit(1_200, 0, "100 years"),
        "millennium": Unit(12_000, 0, "1000 years"),
    }
)
"""Every precision from the finest to the coarsest, with its unit."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How the dates of a text are meant: their calendar, and what `about` widens by (or None)."""

    calendar: str
    widening: Duration | None

    def widened_by(self, precision: str) -> str:
        """Say by how much an approximate date of this precision is widened on each side."""
        if self.widening is not None:
            return describe_minutes(self.widening.most)
        return UNITS[precision].words


@dataclass(frozen=True, slots=True)
class Point:
    """A date with one end as it is written, before any widening.

    `pieces` are sorted and do not touch. `settled` is false where the date names several pieces
    and only one of them is meant, so that nothing is surely covered. `notation` is the equal EDTF
    text without marks, empty if there is none.
    """

    pieces: tuple[Range, ...]
    precision: str
    notation: str
    uncertain: bool = False
    approximate: bool = False
    settled: bool = True

    @property
    def hull(self) -> Range:
        """The smallest range that holds every piece."""
        return Range(self.pieces[0].lo, self.pieces[-1].hi)

    def at_most(self, frame: Frame) -> tuple[Range, ...]:
        """Return the pieces, widened on each side if the date is approximate."""
        if not self.approximate:
            return self.pieces
        return merged(_spread(piece, self.precision, frame, 1) for piece in self.pieces)

    def at_least(self, frame: Frame) -> tuple[Range, ...]:
        """Return what the date surely includes: the pieces, shrunk if it is approximate."""
        if not self.settled:
            return ()
        if not self.approximate:
            return self.pieces
        shrunk = (_spread(piece, self.precision, frame, -1) for piece in self.pieces)
        return tuple(piece for piece in shrunk if not is_empty(piece))


def is_empty(piece: Range) -> bool:
    """Tell whether a range ends before it starts."""
    return piece.lo is not None and piece.hi is not None and piece.hi < piece.lo


def merged(pieces: Iterable[Range]) -> tuple[Range, ...]:
    """Return the pieces in order, those that overlap or touch made one."""
    ordered = sorted(pieces, key=lambda piece: (piece.lo is not None, piece.lo or 0))
    result: list[Range] = []
    for piece in ordered:
        previous = result[-1] if result else None
        if previous is None or (
            previous.hi is not None and piece.lo is not None and piece.lo > previous.hi + 1
        ):
            result.append(piece)
        elif previous.hi is not None and (piece.hi is None or piece.hi > previous.hi):
            result[-1] = Range(previous.lo, piece.hi)
    return tuple(result)


def _spread(piece: Range, precision: str, frame: Frame, outward: int) -> Range:
    """Move both bounds outward (1) or inward (-1) by the unit of a precision."""
    lo = None if piece.lo is None else _shift(piece.lo, precision, frame, -outward)
    hi = None if piece.hi is None else _shift(piece.hi + 1, precision, frame, outward) - 1
    return Range(lo, hi)


def _shift(boundary: int, precision: str, frame: Frame, direction: int) -> int:
    """Move the boundary between two minutes, never past the ends of time."""
    unit = UNITS[precision]
    if frame.widening is not None:
        moved = boundary + direction * frame.widening.most
    elif unit.months:
        moved = months_later(boundary, direction * unit.months, frame.calendar)
    else:
        moved = boundary + direction * unit.minutes
    return max(WITHOUT_START, min(moved, WITHOUT_END + 1))


def year_text(year: int) -> str:
    """Write a year as EDTF does: four digits, with a minus sign before year 0."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def months_from(year: int, month: int, count: int, calendar: str) -> Range:
    """Return the range of so many whole months from one month on."""
    return Range(month_start(year, month, calendar), month_start(year, month + count, calendar) - 1)


def year_point(year: int, calendar: str) -> Point:
    """Return a whole year."""
    return Point((months_from(year, 1, 12, calendar),), "year", year_text(year))


def decade_point(year: int, calendar: str) -> Point:
    """Return the ten years that share all but the last digit of a year."""
    return Point((months_from(year, 1, 120, calendar),), "decade", f"{year // 10:03d}X")


def month_point(year: int, month: int, calendar: str) -> Point:
    """Return a whole month."""
    written = f"{year_text(year)}-{month:02d}"
    return Point((months_from(year, month, 1, calendar),), "month", written)


def day_point(year: int, month: int, day: int, calendar: str) -> Point:
    """Return a whole day."""
    start = day_start(year, month, day, calendar)
    written = f"{year_text(year)}-{month:02d}-{day:02d}"
    return Point((Range(start, start + DAY - 1),), "day", written)


def at_time(day: Point, hour: int, minute: int | None) -> Point:
    """Return a minute of a day, or a whole hour where the minute is None."""
    start = (day.pieces[0].lo or 0) + hour * HOUR
    if minute is None:
        return Point((Range(start, start + HOUR - 1),), "hour", f"{day.notation}T{hour:02d}")
    start += minute
    return Point((Range(start, start),), "minute", f"{day.notation}T{hour:02d}:{minute:02d}")


_CODED_PARTS = (
    ("season", 3, (21, 25), (3, 6, 9, 12)),
    ("season", 3, (29, 29), (9, 12, 3, 6)),
    ("quarter", 3, (33, 33), (1, 4, 7, 10)),
    ("third of a year", 4, (37, 37), (1, 5, 9)),
    ("half of a year", 6, (40, 40), (1, 7)),
)
CODES = MappingProxyType(
    {
        first + index: (precision, count, start)
        for precision, count, firsts, starts in _CODED_PARTS
        for first in sorted(set(firsts))
        for index, start in enumerate(starts)
    }
)
"""EDTF codes 21 to 41: precision, number of months, first month (northern where not said)."""


def part_point(year: int, code: int, calendar: str) -> Point:
    """Return a season, quarter, third or half of a year by its EDTF code (21 to 41).

    A season over the turn of the year leaves open which turn is meant: the whole season that
    starts in the year, or the months of the year that end the season before.
    """
    precision, count, start = CODES[code]
    written = f"{year_text(year)}-{code:02d}"
    season = months_from(year, start, count, calendar)
    if start + count <= 13:
        return Point((season,), precision, written)
    earlier = months_from(year, 1, start + count - 13, calendar)
    return Point((earlier, season), precision, written, settled=False)


def check_year(year: int, offset: int, length: int) -> None:
    """Raise DateError for a year that may not be written."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(
            f"The year {year} is out of reach",
            f"write a year from {FIRST_YEAR} (10000 BC) to {LAST_YEAR}",
            offset,
            length,
        )


def check_day(year: int, month: int, day: int, calendar: str, offset: int, length: int) -> None:
    """Raise DateError for a day that its month does not have."""
    longest = days_in_month(year, month, calendar)
    if 1 <= day <= longest:
        return
    name = MONTHS[month - 1]
    fix = f"write a day from 1 to {longest}"
    if month == 2:
        name = f"{name} of the year {year_text(year)}"
        if day == 29 and is_leap(year, JULIAN):
            fix += "; if the source counts by the Julian calendar, declare `calendar: julian`"
    raise DateError(f"{name} has {longest} days, so it has no day {day}", fix, offset, length)


def check_time(hour: int, minute: int, second: int, offset: int, length: int) -> None:
    """Raise DateError for a time that no day has."""
    if hour == 24 and minute == second == 0:
        raise DateError(
            "A day ends at 23:59, so it has no 24:00",
            "for midnight at the end of a day write 00:00 of the next day",
            offset,
            length,
        )
    if hour > 23 or minute > 59 or second > 59:
        raise DateError(
            "A day has no such time",
            "hours run from 00 to 23, minutes and seconds from 00 to 59",
            offset,
            length,
        )
