"""EDTF dates with unspecified digits (`193X`, `1931-XX`, `1931-05-3X`, `19X3-12`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trialcheck.when.calendar import day_start, days_in_month, month_start
from trialcheck.when.points import Point, merged
from trialcheck.when.window import DateError, Range

MOST_PIECES = 400
"""So many separate pieces are listed one by one; of more, only the hull is kept."""

_YEAR_SPANS = {0: "year", 1: "decade", 2: "century", 3: "millennium", 4: "millennium"}
_ANY = "XX"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Year, month and day as written; month and day may be empty. `offset` places errors."""

    year: str
    month: str
    day: str
    offset: int
    length: int

    @property
    def notation(self) -> str:
        """The EDTF text of the pattern."""
        return "-".join(part for part in (self.year, self.month, self.day) if part)


def unspecified_point(pattern: Pattern, calendar: str) -> Point:
    """Return the dates that fit a pattern: one piece where they are contiguous.

    Trailing unspecified parts are the whole they belong to: `1931-XX-XX` is the year 1931, and
    `193X` the ten years from 1930. Raises DateError if no date fits.
    """
    whole = _without_trailing(pattern)
    candidates = _candidates(whole)
    first = next(_pieces(candidates, whole, calendar, backwards=False), None)
    if first is None:
        raise DateError(
            f"No date fits {pattern.notation}",
            "X stands for one digit: 193X is the 1930s, 1931-XX some month of 1931",
            pattern.offset,
            pattern.length,
        )
    if candidates.count <= MOST_PIECES:
        pieces = merged(_pieces(candidates, whole, calendar, backwards=False))
        settled = len(pieces) == 1
    else:
        last = next(_pieces(candidates, whole, calendar, backwards=True), first)
        pieces, settled = (Range(first.lo, last.hi),), False
    return Point(pieces, _precision(whole), pattern.notation, settled=settled)


def _without_trailing(pattern: Pattern) -> Pattern:
    """Return the pattern without the wholly unspecified parts at its end."""
    month, day = pattern.month, pattern.day
    if day == _ANY:
        day = ""
    if month == _ANY and not day:
        month = ""
    return Pattern(pattern.year, month, day, pattern.offset, pattern.length)


def _precision(pattern: Pattern) -> str:
    """Return the unit of one piece."""
    if pattern.day:
        return "day"
    if pattern.month:
        return "month"
    return _YEAR_SPANS[_trailing(pattern.year)]


def _trailing(year: str) -> int:
    """Count the unspecified digits at the end of a year."""
    return len(year) - len(year.rstrip("X"))


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The years (each the first of `span` years), months and days that fit, ascending."""

    years: tuple[int, ...]
    span: int
    months: tuple[int, ...]
    days: tuple[int, ...]

    @property
    def count(self) -> int:
        """At most so many pieces."""
        return len(self.years) * len(self.months) * len(self.days)


def _candidates(pattern: Pattern) -> _Candidates:
    """Return the values that fit each part of a pattern (a missing part fits 1)."""
    span = 1 if pattern.month else 10 ** _trailing(pattern.year)
    return _Candidates(
        tuple(_years(pattern.year, span)),
        span,
        tuple(_fitting(pattern.month, 12)) if pattern.month else (1,),
        tuple(_fitting(pattern.day, 31)) if pattern.day else (1,),
    )


def _years(written: str, span: int) -> Iterator[int]:
    """Yield the first year of each run of `span` years that fits, ascending."""
    before_zero = written.startswith("-")
    digits = written.removeprefix("-")
    fits = _matcher(digits)
    starts = (start for start in range(0, 10_000, span) if fits(f"{start:04d}"))
    if not before_zero:
        yield from starts
        return
    for start in sorted(starts, reverse=True):
        last = start + span - 1
        if last > 0:
            yield -last


def _fitting(written: str, highest: int) -> Iterator[int]:
    """Yield the numbers from 1 that fit two digits, ascending."""
    fits = _matcher(written)
    return (number for number in range(1, highest + 1) if fits(f"{number:02d}"))


def _matcher(written: str) -> Callable[[str], bool]:
    """Return a test whether digits fit a pattern of the same length."""
    known = tuple((index, digit) for index, digit in enumerate(written) if digit != "X")
    return lambda digits: all(digits[index] == digit for index, digit in known)


def _pieces(
    candidates: _Candidates, pattern: Pattern, calendar: str, *, backwards: bool
) -> Iterator[Range]:
    """Yield the pieces that fit, ascending or backwards."""
    step = -1 if backwards else 1
    for year in candidates.years[::step]:
        for month in candidates.months[::step]:
            for day in candidates.days[::step]:
                piece = _piece(year, month, day, candidates.span, pattern, calendar)
                if piece is not None:
                    yield piece


def _piece(
    year: int, month: int, day: int, span: int, pattern: Pattern, calendar: str
) -> Range | None:
    """Return one piece, or None if the month has no such day."""
    if pattern.day:
        if day > days_in_month(year, month, calendar):
            return None
        start = day_start(year, month, day, calendar)
        return Range(start, start + 1439)
    if span > 1 and year + span == 1:
        span -= 1  # -000X ends at the year -1: the year 0 is written without a minus sign
    count = 1 if pattern.month else 12 * span
    first = month_start(year, month, calendar)
    return Range(first, month_start(year, month + count, calendar) - 1)
