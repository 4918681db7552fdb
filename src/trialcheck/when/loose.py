"""Reads the English orders of a day that our own grammar does not know, through python-dateutil.

The one home of dateutil. It is asked only for texts that name one month by word, one year of four
digits and one day, so that nothing is left for it to fill in; its answer must use just these.
"""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType

from trialcheck.when.drafts import Draft, day_figures
from trialcheck.when.english_date import point_of
from trialcheck.when.points import Point
from trialcheck.when.words import (
    AFTERNOON,
    FORENOON,
    MONTH_NUMBERS,
    WEEKDAY_NUMBERS,
    Token,
    tokens,
)

_LONGEST = 60
_SORTS = MappingProxyType(
    dict.fromkeys(MONTH_NUMBERS, "month")
    | dict.fromkeys(WEEKDAY_NUMBERS, "weekday")
    | dict.fromkeys((FORENOON, AFTERNOON), "half")
    | dict.fromkeys(",-/", "mark")
)
_DEFAULTS = tuple(datetime.fromisoformat(day) for day in ("2004-01-01", "2008-12-31"))


def read_loosely(text: str, calendar: str) -> Point | None:
    """Return the day or minute that a text names in an unusual order, or None if it is not sure.

    Raises DateError if the weekday is wrong.
    """
    found = tokens(text)
    if len(text) > _LONGEST or not text.isascii() or not _is_complete(found):
        return None
    moment = _asked(text)
    if moment is None:
        return None
    numbers = {day_figures(token) for token in found if token.sort in ("number", "ordinal")}
    months = {MONTH_NUMBERS[token.word] for token in found if token.word in MONTH_NUMBERS}
    if numbers != {moment.year, moment.day} or months != {moment.month}:
        return None
    weekdays = [WEEKDAY_NUMBERS[token.word] for token in found if token.word in WEEKDAY_NUMBERS]
    timed = any(token.sort == "clock" for token in found)
    draft = Draft(
        0,
        len(text),
        year=moment.year,
        month=moment.month,
        day=moment.day,
        day_of_week=weekdays[0] if weekdays else None,
        clock=(moment.hour, moment.minute) if timed else None,
    )
    return point_of(draft, calendar, text)


def _is_complete(found: tuple[Token, ...]) -> bool:
    """Tell whether the tokens are a month, a year, a day, and perhaps a weekday and a time."""
    counts = {"month": 0, "weekday": 0, "half": 0, "year": 0, "day": 0, "clock": 0}
    for token in found:
        sort = _sort(token)
        if sort == "mark":
            continue
        if sort not in counts:
            return False
        counts[sort] += 1
    if counts["half"] > counts["clock"]:
        return False
    needed = counts["month"] == counts["year"] == counts["day"] == 1
    return needed and counts["weekday"] <= 1 and counts["clock"] <= 1


def _sort(token: Token) -> str:
    """Return what a token can be in a complete date."""
    if token.sort == "number":
        return {1: "day", 2: "day", 4: "year"}.get(len(token.text), "other")
    if token.sort == "ordinal":
        return "day"
    if token.sort == "clock" and ":" in token.text:
        return "clock"
    return _SORTS.get(token.word, "other")


def _asked(text: str) -> datetime | None:
    """Return dateutil's reading, or None if it has none or fills something in."""
    # Imported here, since most texts never need it and it is slow to load.
    from dateutil import parser

    try:
        readings = [parser.parse(text, default=default) for default in _DEFAULTS]
    except (ValueError, OverflowError):
        return None
    if readings[0] != readings[1] or readings[0].tzinfo is not None:
        return None
    moment: datetime = readings[0]
    return moment
