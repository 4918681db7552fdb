"""Reads EDTF (ISO 8601-2:2019): level 0, level 1, and of level 2 sets, digits and codes.

A mark (`?`, `~`, `%`) anywhere in a date counts for the whole date. Times of day are whole
minutes: seconds are cut off, and `T23` is the whole hour.
"""

from __future__ import annotations

import re

from trialcheck.when.assembly import Member, range_dating, set_dating, single_dating
from trialcheck.when.hints import malformed
from trialcheck.when.points import (
    CODES,
    Frame,
    Point,
    at_time,
    check_day,
    check_time,
    day_point,
    is_empty,
    month_point,
    part_point,
    year_point,
)
from trialcheck.when.unspecified import Pattern, unspecified_point
from trialcheck.when.window import DateError, Dating, Ending, Range

_MARK = "[?~%]?"
_POINT = re.compile(
    rf"(?P<m1>{_MARK})(?P<year>-?[0-9X]{{4}})(?P<m2>{_MARK})"
    rf"(?:-(?P<m3>{_MARK})(?P<month>[0-9X]{{2}})(?P<m4>{_MARK})"
    rf"(?:-(?P<m5>{_MARK})(?P<day>[0-9X]{{2}})(?P<m6>{_MARK})"
    rf"(?:T(?P<hour>[0-9]{{2}})(?::(?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}}))?)?"
    rf"(?P<m7>{_MARK}))?)?)?"
)
_ALPHABET = re.compile(r"[?~%./0-9XxuUTtYZESW:+,-]+")


def is_notation(text: str) -> bool:
    """Tell whether a text is meant as EDTF rather than as English."""
    if text[:1] in ("[", "{") or text[-1:] in ("]", "}"):
        return True
    if not _ALPHABET.fullmatch(text):
        return False
    return ".." in text or any(character in "0123456789X" for character in text)


def read_notation(text: str, frame: Frame) -> Dating:
    """Return the dating of an EDTF text; raises DateError."""
    if text[0] in "[{" or text[-1] in "]}":
        return _read_set(text, frame)
    sides = text.split("/")
    if len(sides) == 1:
        return single_dating(text, read_point(text, frame, 0), frame)
    if len(sides) > 2:
        raise malformed(text, text, 0)
    start = _read_side(text, sides[0], frame, 0)
    end = _read_side(text, sides[1], frame, len(sides[0]) + 1)
    if "unknown" in (start, end) and not (isinstance(start, Point) or isinstance(end, Point)):
        raise DateError(
            "A range needs a date at one end at least",
            "write 1931/1933, 1931/.. (without end), 1931/ (end unknown) or ../.. (always)",
            0,
            len(text),
        )
    return range_dating(text, start, end, frame)


def _read_side(text: str, side: str, frame: Frame, offset: int) -> Point | Ending:
    """Read one end of a range."""
    if side == "":
        return "unknown"
    if side == "..":
        return ".."
    try:
        return read_point(side, frame, offset)
    except DateError:
        if not _POINT.fullmatch(side):
            raise malformed(text, side, offset) from None
        raise


def read_point(text: str, frame: Frame, offset: int) -> Point:
    """Return the point of an EDTF date with one end; `offset` places its errors.

    Raises DateError.
    """
    match = _POINT.fullmatch(text)
    if match is None:
        raise malformed(text, text, offset)
    marks = "".join(match[f"m{place}"] or "" for place in range(1, 8))
    point = _read_value(match, frame, offset)
    if not marks:
        return point
    return Point(
        point.pieces,
        point.precision,
        point.notation,
        uncertain="?" in marks or "%" in marks,
        approximate="~" in marks or "%" in marks,
        settled=point.settled,
    )


def _read_value(match: re.Match[str], frame: Frame, offset: int) -> Point:
    """Return the point of a matched date, without its marks."""
    year, month, day = match["year"], match["month"] or "", match["day"] or ""
    length = match.end()
    if year == "-0000":
        raise DateError(
            "There is no year -0000", "1 BC is written 0000, and 2 BC -0001", offset, length
        )
    if "X" in year + month + day:
        if match["hour"]:
            raise DateError(
                "A day with unspecified digits can have no time of day",
                "leave the time out, or write the day in full",
                offset,
                length,
            )
        return unspecified_point(Pattern(year, month, day, offset, length), frame.calendar)
    if not month:
        return year_point(int(year), frame.calendar)
    _check_month(match, offset)
    if not day:
        if int(month) > 12:
            return part_point(int(year), int(month), frame.calendar)
        return month_point(int(year), int(month), frame.calendar)
    return _read_day(match, frame, offset)


def _check_month(match: re.Match[str], offset: int) -> None:
    """Raise DateError for a month, or a code in its place, that does not exist."""
    number = int(match["month"])
    if 1 <= number <= 12 or (number in CODES and not match["day"]):
        return
    message = f"There is no month {match['month']}"
    fix = "months run from 01 to 12; 21 to 41 are codes of seasons, quarters and halves of a year"
    if number in CODES:
        message = f"The code {match['month']} stands for a part of a year, so it can have no day"
        fix = "leave the day out, or write a month from 01 to 12"
    raise DateError(message, fix, offset + match.start("month"), 2)


def _read_day(match: re.Match[str], frame: Frame, offset: int) -> Point:
    """Return the point of a day, or of a time on it."""
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    check_day(year, month, day, frame.calendar, offset + match.start("day"), 2)
    point = day_point(year, month, day, frame.calendar)
    if match["hour"] is None:
        return point
    hour, minute, second = (match[name] for name in ("hour", "minute", "second"))
    at, length = match.start("hour"), len(match.string) - match.start("hour")
    check_time(int(hour), int(minute or 0), int(second or 0), offset + at, length)
    return at_time(point, int(hour), None if minute is None else int(minute))


def _read_set(text: str, frame: Frame) -> Dating:
    """Return the dating of a set: `[a,b]` is one of its dates, `{a,b}` all of them."""
    if text[0] + text[-1] not in ("[]", "{}") or len(text) < 3:
        raise DateError(
            "A set of dates is not complete",
            "write [1931,1933] for one of them or {1931,1933} for all of them",
            0,
            len(text),
        )
    members = []
    offset = 1
    parts = text[1:-1].split(",")
    for index, part in enumerate(parts):
        bare = part.strip()
        at = offset + len(part) - len(part.lstrip())
        members.append(_read_member(bare, frame, at, (index == 0, index == len(parts) - 1)))
        offset += len(part) + 1
    return set_dating(text, members, text[0] == "[", frame)


def _read_member(part: str, frame: Frame, offset: int, place: tuple[bool, bool]) -> Member:
    """Return one member of a set; `place` tells whether it is the first and the last one."""
    if ".." not in part:
        point = read_point(part, frame, offset)
        return Member(point, point)
    first, _, last = part.partition("..")
    if not (first or last) or (not first and not place[0]) or (not last and not place[1]):
        raise DateError(
            f"{part} is not bounded inside this set",
            "only the first date may start with .. and only the last may end with ..",
            offset,
            len(part),
        )
    start = read_point(first, frame, offset) if first else None
    end = read_point(last, frame, offset + len(first) + 2) if last else None
    if start and end and is_empty(Range(start.hull.lo, end.hull.hi)):
        raise DateError(
            "The second date of the run lies before the first",
            "write the earlier date first",
            offset,
            len(part),
        )
    return Member(start, end)
