"""Says in plain English what minutes, ranges and datings mean; the same in every locale."""

from __future__ import annotations

from trialcheck.when.calendar import (
    DAY,
    GREGORIAN,
    HOUR,
    JULIAN,
    civil_date,
    days_in_month,
)
from trialcheck.when.points import MONTHS
from trialcheck.when.window import WITHOUT_END, WITHOUT_START, Range

_DAYS_PER_MONTH = 365.2425 / 12
_DAYS_PER_YEAR = 365.2425
_MONTHS_SAID_FROM = 120
_YEARS_SAID_FROM = 1_096


def describe_year(year: int) -> str:
    """Say an astronomical year: `1936`, `AD 79`, `44 BC`."""
    if year <= 0:
        return f"{1 - year} BC"
    return f"AD {year}" if year < 1000 else str(year)


def describe_day(number: int, calendar: str = GREGORIAN) -> str:
    """Say a day number; of the Julian calendar in both styles."""
    year, month, day = civil_date(number)
    said = f"{day} {MONTHS[month - 1]} {describe_year(year)}"
    if calendar != JULIAN:
        return said
    old_year, old_month, old_day = civil_date(number, JULIAN)
    old = f"{old_day} {MONTHS[old_month - 1]}"
    if old_year != year:
        old += f" {describe_year(old_year)}"
    return f"{said} ({old}, Julian)"


def describe_minute(minute: int, calendar: str = GREGORIAN) -> str:
    """Say a minute: `5 August 1936, 14:30`."""
    return f"{describe_day(minute // DAY, calendar)}, {_time(minute)}"


def describe_range(stretch: Range, calendar: str = GREGORIAN) -> str:
    """Say a closed range of minutes, the shortest exact way.

    `1931`, `July 1931`, `5 August 1936`, `from 1 May 1931 to 31 July 1931`, `until ...`,
    `from ... on`, `at any time`.
    """
    lo, hi = stretch.lo, stretch.hi
    if lo is None or lo <= WITHOUT_START:
        return "at any time" if _endless(hi) else f"until {_end(hi or 0, calendar)}"
    if hi is None or hi >= WITHOUT_END:
        return f"from {_start(lo, calendar)} on"
    if lo == hi:
        return describe_minute(lo, calendar)
    if lo // DAY == hi // DAY:
        day = describe_day(lo // DAY, calendar)
        return day if hi - lo == DAY - 1 else f"{day}, {_time(lo)} to {_time(hi)}"
    whole = _whole(lo, hi) if calendar == GREGORIAN else None
    return whole or f"from {_start(lo, calendar)} to {_end(hi, calendar)}"


def _endless(hi: int | None) -> bool:
    """Tell whether a range has no bound at its end."""
    return hi is None or hi >= WITHOUT_END


def _time(minute: int) -> str:
    """Say the time of day."""
    hour, rest = divmod(minute % DAY, HOUR)
    return f"{hour:02d}:{rest:02d}"


def _start(minute: int, calendar: str) -> str:
    """Say where a range starts: a day if it starts with the day."""
    if minute % DAY:
        return describe_minute(minute, calendar)
    return describe_day(minute // DAY, calendar)


def _end(minute: int, calendar: str) -> str:
    """Say where a range ends: a day if it ends with the day."""
    if (minute + 1) % DAY:
        return describe_minute(minute, calendar)
    return describe_day(minute // DAY, calendar)


def _whole(lo: int, hi: int) -> str | None:
    """Say a range that is one whole month or year, or return None."""
    if lo % DAY or (hi + 1) % DAY:
        return None
    year, month, day = civil_date(lo // DAY)
    last_year, last_month, last_day = civil_date(hi // DAY)
    if year != last_year or day != 1 or last_day != days_in_month(year, last_month):
        return None
    if month == last_month:
        return f"{MONTHS[month - 1]} {describe_year(year)}"
    return describe_year(year) if (month, last_month) == (1, 12) else None


def describe_days(at_least: int | None, at_most: int | None) -> str:
    """Say a number of days, both bounds inclusive; long ones also in months or years."""
    if at_least is None and at_most is None:
        return "any number of days"
    if at_most is None:
        return f"at least {_days(at_least or 0)}" + _about(at_least, at_least)
    if at_least is None:
        return f"at most {_days(at_most)}" + _about(at_most, at_most)
    if at_least == at_most:
        return _days(at_most) + _about(at_least, at_most)
    return f"{at_least} to {_days(at_most)}" + _about(at_least, at_most)


def _days(days: int) -> str:
    """Say a number of days."""
    return "1 day" if days == 1 else f"{days} days"


def _about(at_least: int | None, at_most: int | None) -> str:
    """Add months or years to many days."""
    least, most = at_least or 0, at_most or 0
    if most < _MONTHS_SAID_FROM or least < 0:
        return ""
    if least >= 2 * _DAYS_PER_YEAR and most >= _YEARS_SAID_FROM:
        low, high, name = round(least / _DAYS_PER_YEAR), round(most / _DAYS_PER_YEAR), "years"
    else:
        low, high, name = round(least / _DAYS_PER_MONTH), round(most / _DAYS_PER_MONTH), "months"
    return f", about {high} {name}" if low == high else f", about {low} to {high} {name}"
