"""Day numbers and minutes of civil dates, proleptic Gregorian and Julian.

Day 0 is 0001-01-01 Gregorian and minute 0 its first minute. Years are astronomical: year 0 is
1 BC, year -1 is 2 BC. The arithmetic works for every integer year; `FIRST_YEAR` and `LAST_YEAR`
bound what may be written. Method: counting leap years before a year by floor division, and cycles
of 400 years (Gregorian) or 4 years (Julian) on the way back.
"""

from __future__ import annotations

GREGORIAN = "gregorian"
JULIAN = "julian"
CALENDARS = (GREGORIAN, JULIAN)
FIRST_YEAR = -9999
LAST_YEAR = 9999
HOUR = 60
DAY = 1440

MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_JULIAN_EPOCH = -2  # 0001-01-01 Julian is 0000-12-30 Gregorian


def is_leap(year: int, calendar: str = GREGORIAN) -> bool:
    """Tell whether a year has a 29 February."""
    if calendar == JULIAN:
        return year % 4 == 0
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int, calendar: str = GREGORIAN) -> int:
    """Return how many days a month has."""
    if month == 2 and is_leap(year, calendar):
        return 29
    return MONTH_LENGTHS[month - 1]


def day_number(year: int, month: int, day: int, calendar: str = GREGORIAN) -> int:
    """Return the day number of a civil date; the date must exist in its calendar."""
    before = year - 1
    number = 365 * before + before // 4 + _DAYS_BEFORE_MONTH[month] + day - 1
    if month > 2 and is_leap(year, calendar):
        number += 1
    if calendar == JULIAN:
        return number + _JULIAN_EPOCH
    return number - before // 100 + before // 400


def civil_date(number: int, calendar: str = GREGORIAN) -> tuple[int, int, int]:
    """Return year, month and day of a day number."""
    year, day_of_year = _gregorian_year(number) if calendar == GREGORIAN else _julian_year(number)
    leap = is_leap(year, calendar)
    month = min(day_of_year // 29 + 1, 12)
    while day_of_year < _DAYS_BEFORE_MONTH[month] + (leap and month > 2):
        month -= 1
    return year, month, day_of_year - _DAYS_BEFORE_MONTH[month] - (leap and month > 2) + 1


def _gregorian_year(number: int) -> tuple[int, int]:
    """Return the Gregorian year of a day number, and the day of that year from 0."""
    cycles, rest = divmod(number, 146_097)
    centuries = min(rest // 36_524, 3)
    rest -= centuries * 36_524
    fours, rest = divmod(rest, 1_461)
    years = min(rest // 365, 3)
    return 400 * cycles + 100 * centuries + 4 * fours + years + 1, rest - 365 * years


def _julian_year(number: int) -> tuple[int, int]:
    """Return the Julian year of a day number, and the day of that year from 0."""
    fours, rest = divmod(number - _JULIAN_EPOCH, 1_461)
    years = min(rest // 365, 3)
    return 4 * fours + years + 1, rest - 365 * years


def weekday(number: int) -> int:
    """Return the weekday of a day number: 0 is Monday, 6 is Sunday."""
    return number % 7


def day_start(year: int, month: int, day: int, calendar: str = GREGORIAN) -> int:
    """Return the first minute of a day."""
    return day_number(year, month, day, calendar) * DAY


def month_start(year: int, month: int, calendar: str = GREGORIAN) -> int:
    """Return the first minute of a month; months beyond 1..12 run on into other years."""
    carried, month = divmod(month - 1, 12)
    return day_number(year + carried, month + 1, 1, calendar) * DAY


def months_later(minute: int, months: int, calendar: str = GREGORIAN) -> int:
    """Return the minute that lies some whole months after the first minute of a month.

    Within a month (not at its first minute) the distance from that first minute is kept.
    """
    year, month, day = civil_date(minute // DAY, calendar)
    into_month = (day - 1) * DAY + minute % DAY
    return month_start(year, month + months, calendar) + into_month


def days_between(earlier_minute: int, later_minute: int) -> int:
    """Return how many midnights lie between two minutes: the difference of their day numbers."""
    return later_minute // DAY - earlier_minute // DAY
