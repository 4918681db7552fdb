"""Reads an English time of day (`14:30`, `2.30 p.m.`, `noon`)."""

from __future__ import annotations

from trialcheck.when.cursor import Cursor
from trialcheck.when.points import check_time
from trialcheck.when.window import DateError
from trialcheck.when.words import AFTERNOON, FORENOON

Clock = tuple[int, int | None]
"""Hour and minute; a minute of None is the whole hour."""


def read_clock(cursor: Cursor) -> Clock | None:
    """Take a time of day, or return None and take nothing. Raises DateError."""
    first, second = cursor.peek(), cursor.peek(1)
    if cursor.at("12") and second.word in ("noon", "midnight"):
        cursor.take()
        first = second
    if cursor.skip("noon", "midday"):
        return 12, 0
    if cursor.at("midnight"):
        raise DateError(
            "“midnight” can be the beginning or the end of the day",
            "write 00:00 for the beginning, 23:59 for the end of the day",
            first.offset,
            len(first.text),
        )
    halved = second.word in (FORENOON, AFTERNOON)
    if first.sort == "clock" and (":" in first.text or halved):
        return _read_figures(cursor, first.text.replace(".", ":"), halved)
    if first.sort == "number" and halved and len(first.text) <= 2:
        return _read_figures(cursor, f"{first.text}:00", halved)
    return None


def _read_figures(cursor: Cursor, figures: str, halved: bool) -> Clock:
    """Take the figures, and `a.m.` or `p.m.` if that follows; seconds are cut off."""
    start = cursor.take()
    parts = [int(part) for part in figures.split(":")]
    hour, minute = parts[0], parts[1]
    length = len(start.text)
    if halved:
        half = cursor.take()
        length = half.end - start.offset
        hour = _on_the_day(hour, minute, half.word, start.offset, length)
    check_time(hour, minute, parts[2] if len(parts) > 2 else 0, start.offset, length)
    return hour, minute


def _on_the_day(hour: int, minute: int, half: str, offset: int, length: int) -> int:
    """Return the hour from 0 to 23 of an hour of a half day."""
    if hour == 12 and minute == 0:
        raise DateError(
            "12 a.m. and 12 p.m. can be noon or midnight",
            "write 12:00 for noon, 00:00 for the beginning of the day",
            offset,
            length,
        )
    if not 1 <= hour <= 12:
        raise DateError(
            "With a.m. and p.m. hours run from 1 to 12",
            "write the hour from 1 to 12, or leave a.m. and p.m. out and write 00:00 to 23:59",
            offset,
            length,
        )
    return hour % 12 + (12 if half == AFTERNOON else 0)
