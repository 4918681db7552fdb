"""Dates of numbers alone (`13/4/1933`): read where only one reading is possible."""

from __future__ import annotations

import re

from trialcheck.when.points import MONTHS, Point, check_day, day_point
from trialcheck.when.window import DateError

_DAY_AND_MONTH = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2}")
_YEAR_FIRST = re.compile(r"([0-9]{4})([/.])([0-9]{1,2})\2([0-9]{1,2})")


def read_numeric(text: str, calendar: str) -> Point | None:
    """Return the day that a date of three numbers names, or None if the text is no such date.

    Raises DateError where day and month can be taken either way, and for days that do not exist.
    """
    match = _DAY_AND_MONTH.fullmatch(text)
    if match:
        return _day(text, int(match[1]), int(match[3]), int(match[4]), calendar)
    if _SHORT_YEAR.fullmatch(text):
        raise DateError(
            "The year of this date has only two digits",
            "write year, month and day in full, such as 1933-04-03",
            0,
            len(text),
        )
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        year, month, day = match[1], int(match[3]), int(match[4])
        raise DateError(
            "A date that starts with the year is joined by hyphens",
            f"write {year}-{month:02d}-{day:02d} if {month} is the month and {day} the day",
            0,
            len(text),
        )
    return None


def _day(text: str, first: int, second: int, year: int, calendar: str) -> Point:
    """Return the day of a date whose year is known and whose order may be either."""
    readings = {(first, second), (second, first)}
    possible = sorted((day, month) for day, month in readings if 1 <= month <= 12 and day <= 31)
    if len(possible) == 2:
        earlier, later = (
            f"{day} {MONTHS[month - 1]} {year} ({year:04d}-{month:02d}-{day:02d})"
            for day, month in sorted(possible, key=lambda pair: pair[1])
        )
        raise DateError(
            f"{text} can be read in two ways: {earlier} or {later}",
            "write the one that is meant, with the month as a word or the year first",
            0,
            len(text),
        )
    if not possible:
        raise DateError(
            f"{text} has no month from 1 to 12",
            "write year, month and day, such as 1933-04-13",
            0,
            len(text),
        )
    day, month = possible[0]
    check_day(year, month, day, calendar, 0, len(text))
    return day_point(year, month, day, calendar)
