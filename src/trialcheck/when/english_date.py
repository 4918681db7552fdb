"""Makes a point of the draft of an English date."""

from __future__ import annotations

from dataclasses import replace

from trialcheck.when.calendar import (
    CALENDARS,
    DAY,
    day_number,
    day_start,
    days_in_month,
    is_leap,
    weekday,
)
from trialcheck.when.drafts import Draft
from trialcheck.when.points import (
    CODES,
    MONTHS,
    Point,
    at_time,
    check_day,
    day_point,
    decade_point,
    month_point,
    months_from,
    part_point,
    year_point,
    year_text,
)
from trialcheck.when.window import DateError, Range, UnreadableError
from trialcheck.when.words import BEFORE_CHRIST, WEEKDAYS

_FIRST_CODES = {3: 37, 2: 40, 4: 33}


def completed(draft: Draft, other: Draft) -> Draft:
    """Return a draft with what is missing taken from the other date of the same phrase."""
    nothing_said = (draft.year, draft.month, draft.bare, draft.season, draft.decade)
    if draft.clock is not None and all(value is None for value in nothing_said):
        return replace(draft, year=other.year, month=other.month, day=other.day)
    if draft.bare is not None and other.month is not None:
        draft = replace(draft, day=draft.bare, bare=None, month=other.month)
    elif draft.bare is not None and other.era and draft.year is None:
        year = 1 - draft.bare if other.era in BEFORE_CHRIST else draft.bare
        return replace(draft, year=year, bare=None)
    if draft.year is None and draft.decade is None:
        draft = replace(draft, year=other.year)
    return draft


def point_of(draft: Draft, calendar: str, text: str) -> Point:
    """Return the point of a complete draft; raises DateError if something is missing."""
    point = _unmarked(draft, calendar, text)
    return replace(point, uncertain=draft.uncertain, approximate=draft.approximate)


def _unmarked(draft: Draft, calendar: str, text: str) -> Point:
    """Return the point of a draft without its marks."""
    if draft.bare is not None:
        number = draft.bare
        raise _incomplete(
            draft,
            f"The number {number} alone is no date",
            f"write a year with four digits, such as 19{number:02d}, or AD {number} or {number} BC",
        )
    if draft.decade is None and draft.year is None:
        raise _incomplete(draft, "The year is missing", f"write it in full: {text[:60]} 1936")
    if draft.day is None and (draft.clock is not None or draft.day_of_week is not None):
        raise _fault(
            draft, "A weekday or a time of day needs a day", "write such as 5 August 1936 at 14:30"
        )
    if draft.decade is not None:
        return _decade(draft, draft.decade, calendar)
    year = draft.year or 0
    if draft.season is not None:
        return _season(draft, draft.season, year, calendar)
    if draft.month is None:
        return _year(draft, year, calendar)
    if draft.day is None:
        return _month(draft, year, draft.month, calendar)
    return _day(draft, (year, draft.month, draft.day), calendar)


def _fault(draft: Draft, message: str, fix: str) -> DateError:
    """Return an error that points at a draft."""
    return DateError(message, fix, draft.offset, draft.length)


def _incomplete(draft: Draft, message: str, fix: str) -> UnreadableError:
    """Return an error for a draft that another way of reading may still complete."""
    return UnreadableError(message, fix, draft.offset, draft.length)


def _no_such_part(draft: Draft) -> DateError:
    """Return the error for a part of a time that is not divided so."""
    return _fault(
        draft,
        "This time is not divided into such parts",
        "write the first and the last day that are meant, such as 1931-05-01/1931-05-07",
    )


def _run(pieces: Range, first: str, last: str, precision: str) -> Point:
    """Return a run of dates that no single EDTF date names."""
    return Point((pieces,), precision, f"{{{first}..{last}}}")


def _decade(draft: Draft, year: int, calendar: str) -> Point:
    """Return a decade, or a third or half of one."""
    if draft.part is None:
        return decade_point(year, calendar)
    if draft.part.count == 4:
        raise _no_such_part(draft)
    months = 120 // draft.part.count
    start = draft.part.index * months
    name = "third" if draft.part.count == 3 else "half"
    first, last = divmod(start, 12), divmod(start + months - 1, 12)
    return _run(
        months_from(year, 1 + start, months, calendar),
        f"{year_text(year + first[0])}-{first[1] + 1:02d}",
        f"{year_text(year + last[0])}-{last[1] + 1:02d}",
        f"{name} of a decade",
    )


def _season(draft: Draft, code: int, year: int, calendar: str) -> Point:
    """Return a season, or one month of it."""
    _, count, start = CODES[code]
    if draft.part is None and draft.second_year is None:
        return part_point(year, code, calendar)
    if draft.part is None:
        return _run(
            months_from(year, start, count, calendar),
            f"{year_text(year)}-12",
            f"{year_text(year + 1)}-02",
            "season",
        )
    if draft.part.count != 3:
        raise _no_such_part(draft)
    if start == 12 and draft.second_year is None:
        raise _fault(
            draft,
            "A winter lies in two years",
            f"write winter {year_text(year)}/{(year + 1) % 100:02d}"
            f" or winter {year_text(year - 1)}/{year % 100:02d}",
        )
    carried, month = divmod(start - 1 + draft.part.index, 12)
    return month_point(year + carried, month + 1, calendar)


def _year(draft: Draft, year: int, calendar: str) -> Point:
    """Return a year, or a third, half or quarter of one."""
    if draft.part is None:
        return year_point(year, calendar)
    return part_point(year, _FIRST_CODES[draft.part.count] + draft.part.index, calendar)


def _month(draft: Draft, year: int, month: int, calendar: str) -> Point:
    """Return a month, or its days 1-10, 11-20 or 21-end, 1-15 or 16-end."""
    if draft.part is None:
        return month_point(year, month, calendar)
    if draft.part.count == 4:
        raise _no_such_part(draft)
    size, name = (10, "third") if draft.part.count == 3 else (15, "half")
    first = draft.part.index * size + 1
    final = draft.part.index == draft.part.count - 1
    last = days_in_month(year, month, calendar) if final else first + size - 1
    start = day_start(year, month, first, calendar)
    written = f"{year_text(year)}-{month:02d}"
    return _run(
        Range(start, start + (last - first + 1) * DAY - 1),
        f"{written}-{first:02d}",
        f"{written}-{last:02d}",
        f"{name} of a month",
    )


def _day(draft: Draft, date: tuple[int, int, int], calendar: str) -> Point:
    """Return a day or a time on it; its weekday, if said, must be right."""
    if draft.part is not None:
        raise _no_such_part(draft)
    check_day(*date, calendar, draft.offset, draft.length)
    if draft.day_of_week is not None:
        _check_weekday(draft, date, draft.day_of_week, calendar)
    point = day_point(*date, calendar)
    return point if draft.clock is None else at_time(point, *draft.clock)


def _check_weekday(draft: Draft, date: tuple[int, int, int], said: int, calendar: str) -> None:
    """Raise DateError if the day was another weekday."""
    real = weekday(day_number(*date, calendar))
    if real == said:
        return
    year, month, day = date
    other = next(name for name in CALENDARS if name != calendar)
    fix = "correct the weekday or the date, or leave the weekday out"
    exists = day < 29 or month != 2 or is_leap(year, other)
    if exists and weekday(day_number(*date, other)) == said:
        fix += f"; in the {other.capitalize()} calendar it was one: declare `calendar: {other}`"
    raise _fault(
        draft,
        f"{day} {MONTHS[month - 1]} {year_text(year)} was a {WEEKDAYS[real]},"
        f" not a {WEEKDAYS[said]}",
        fix,
    )
