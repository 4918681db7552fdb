"""Reads a written date, in EDTF or plain English; the plain forms by a short way, and cached."""

from __future__ import annotations

import re
from functools import lru_cache

from trialcheck.measures import Duration
from trialcheck.when.assembly import single_dating
from trialcheck.when.calendar import CALENDARS, DAY, day_number, days_in_month
from trialcheck.when.hints import EXAMPLES, LONGEST_TEXT
from trialcheck.when.notation import is_notation, read_notation
from trialcheck.when.numeric import read_numeric
from trialcheck.when.points import Frame
from trialcheck.when.window import DateError, Dating, Range

_PLAIN = re.compile(
    r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?"
    r"(?:/([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?)?"
)
_REMEMBERED = 32_768


def read_date(
    text: str, *, calendar: str = "gregorian", widening: Duration | None = None
) -> Dating:
    """Return what a written date means: EDTF, or plain English in English order.

    `calendar` is `gregorian` or `julian`. An approximate date is widened on each side by
    `widening` (its `most`), or by one unit of its own precision. Raises DateError for everything
    that cannot be read for certain.
    """
    if len(text) > LONGEST_TEXT:
        raise DateError(
            f"A date of {len(text)} characters is too long",
            f"write it in at most {LONGEST_TEXT} characters",
            0,
            len(text),
        )
    return _read(text, calendar, widening)


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str, calendar: str, widening: Duration | None) -> Dating:
    """Read a date that has not been read lately."""
    if calendar not in CALENDARS:
        raise DateError(
            "There are two calendars here, gregorian and julian",
            "write `calendar: gregorian` or `calendar: julian`",
            0,
            len(text),
        )
    match = _PLAIN.fullmatch(text)
    dating = _read_plain(match, calendar) if match else None
    return dating or _read_any(text, Frame(calendar, widening))


def _read_plain(match: re.Match[str], calendar: str) -> Dating | None:
    """Return the dating of a plain day, month or year, or of `A/B` of them; None for any fault."""
    year, month, day, last_year, last_month, last_day = match.groups()
    first = _plain_range(year, month, day, calendar)
    if first is None:
        return None
    precision = "day" if day else "month" if month else "year"
    text = match.string
    if last_year is None:
        return Dating(
            text, first, None, "", "", False, False, precision, calendar, (), (first,), text
        )
    last = _plain_range(last_year, last_month, last_day, calendar)
    if last is None or last.hi < first.lo:  # type: ignore[operator]  # both ends are bounded
        return None
    return Dating(text, first, last, "", "", False, False, precision, calendar, (), (), text)


def _plain_range(year: str, month: str | None, day: str | None, calendar: str) -> Range | None:
    """Return the range of a plain date, or None if there is no such day."""
    in_year = int(year)
    if month is None:
        start = day_number(in_year, 1, 1, calendar)
        end = day_number(in_year + 1, 1, 1, calendar)
    else:
        in_month = int(month)
        start = day_number(in_year, in_month, 1, calendar)
        length = days_in_month(in_year, in_month, calendar)
        if day is None:
            end = start + length
        else:
            on_day = int(day)
            if not 1 <= on_day <= length:
                return None
            start += on_day - 1
            end = start + 1
    return Range(start * DAY, end * DAY - 1)


def _read_any(text: str, frame: Frame) -> Dating:
    """Read a date of any form; errors point into the text as it was given."""
    bare = text.strip()
    if not bare:
        raise DateError("The date is empty", EXAMPLES, 0, len(text))
    try:
        dating = _read_bare(bare, frame)
    except DateError as error:
        error.offset += len(text) - len(text.lstrip())
        raise
    return dating


def _read_bare(text: str, frame: Frame) -> Dating:
    """Read a date without spaces around it."""
    point = read_numeric(text, frame.calendar)
    if point is not None:
        return single_dating(text, point, frame)
    if is_notation(text):
        return read_notation(text, frame)
    # Imported here, since most casebooks write EDTF alone and never need it.
    from trialcheck.when.english import read_english

    return read_english(text, frame)
