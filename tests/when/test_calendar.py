"""Day numbers and civil dates of both calendars."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialcheck.when.calendar import (
    CALENDARS,
    FIRST_YEAR,
    LAST_YEAR,
    civil_date,
    day_number,
    days_between,
    days_in_month,
    is_leap,
    month_start,
    months_later,
    weekday,
)

DAYS = st.integers(-3_660_000, 3_660_000)


def julian_day(year: int, month: int, day: int, gregorian: bool) -> int:
    """The Julian Day at noon by Meeus, Astronomical Algorithms, chapter 7 (integers throughout)."""
    if month < 3:
        year, month = year - 1, month + 12
    correction = 2 - year // 100 + year // 400 if gregorian else 0
    return (1461 * (year + 4716)) // 4 + (306001 * (month + 1)) // 10000 + day + correction - 1524


FIRST_DAY = julian_day(1, 1, 1, gregorian=True)


@given(st.dates())
def test_days_agree_with_the_standard_library(date: datetime.date) -> None:
    """The Gregorian day number is the ordinal of datetime, less one; so is the weekday."""
    number = day_number(date.year, date.month, date.day)
    assert number == date.toordinal() - 1
    assert civil_date(number) == (date.year, date.month, date.day)
    assert weekday(number) == date.weekday()


@given(DAYS, st.sampled_from(CALENDARS))
def test_civil_dates_go_there_and_back(number: int, calendar: str) -> None:
    """Every day number has one civil date in each calendar, and that has the same number."""
    year, month, day = civil_date(number, calendar)
    assert 1 <= month <= 12
    assert 1 <= day <= days_in_month(year, month, calendar)
    assert day_number(year, month, day, calendar) == number


@given(DAYS, st.sampled_from(CALENDARS))
def test_days_agree_with_an_independent_formula(number: int, calendar: str) -> None:
    """The civil date of a number has the Julian Day that Meeus gives."""
    year, month, day = civil_date(number, calendar)
    assert julian_day(year, month, day, calendar == "gregorian") - FIRST_DAY == number


@pytest.mark.parametrize("calendar", CALENDARS)
@pytest.mark.parametrize("year", [FIRST_YEAR, -400, -101, -100, -4, -1, 0, 1, 4, 100, LAST_YEAR])
def test_the_turn_of_every_year_is_one_day(year: int, calendar: str) -> None:
    """31 December and 1 January follow each other, also around the year 0."""
    last = day_number(year, 12, 31, calendar)
    assert day_number(year + 1, 1, 1, calendar) == last + 1
    assert civil_date(last, calendar) == (year, 12, 31)
    assert civil_date(last + 1, calendar) == (year + 1, 1, 1)


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((1582, 10, 5), (1582, 10, 15)),
        ((1752, 9, 3), (1752, 9, 14)),
        ((1700, 2, 29), (1700, 3, 11)),
        ((1917, 10, 25), (1917, 11, 7)),
        ((1, 1, 1), (0, 12, 30)),
        ((-43, 3, 15), (-43, 3, 13)),
        ((200, 3, 1), (200, 3, 1)),
    ],
)
def test_known_days_of_both_calendars(
    julian: tuple[int, int, int], gregorian: tuple[int, int, int]
) -> None:
    """Pairs of dates that the histories give for one day."""
    assert day_number(*julian, "julian") == day_number(*gregorian)


@pytest.mark.parametrize(
    ("year", "gregorian", "julian"),
    [(1900, False, True), (2000, True, True), (1904, True, True), (1931, False, False),
     (0, True, True), (-100, False, True), (-4, True, True)],
)  # fmt: skip
def test_leap_years(year: int, gregorian: bool, julian: bool) -> None:
    """Centuries are leap years by the Julian calendar alone, unless 400 divides them."""
    assert is_leap(year) is gregorian
    assert is_leap(year, "julian") is julian
    assert days_in_month(year, 2) == 28 + gregorian


def test_months_run_over_the_turn_of_the_year() -> None:
    """Month 13 is January of the next year, month 0 December of the year before."""
    assert month_start(1931, 13) == month_start(1932, 1)
    assert month_start(1931, 0) == month_start(1930, 12)
    assert months_later(month_start(1931, 11), 3) == month_start(1932, 2)
    assert months_later(month_start(1931, 1) + 1500, -1) == month_start(1930, 12) + 1500


def test_days_between_counts_midnights() -> None:
    """A minute before and after midnight lie one day apart, morning and evening none."""
    assert days_between(1439, 1440) == 1
    assert days_between(0, 1439) == 0
    assert days_between(1440, 1439) == -1
    assert days_between(-1, 0) == 1
