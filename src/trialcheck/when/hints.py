"""Says what is wrong with a date that has no known form, and how to write it instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from trialcheck.when.calendar import FIRST_YEAR, LAST_YEAR
from trialcheck.when.window import DateError, UnreadableError

EXAMPLES = (
    "write for example 1936-08-19, 1936-08, 1931/1933, 5 August 1936, August 1936 or autumn 1931"
)
LONGEST_TEXT = 200

_Hint = Callable[[re.Match[str]], tuple[str, str]]


def _offset_from_utc(match: re.Match[str]) -> tuple[str, str]:
    return (
        "A date has no offset from UTC here: local times are compared as written",
        f"leave {match[2]} out, and declare `tz` on the places if their clocks differ",
    )


def _fraction(match: re.Match[str]) -> tuple[str, str]:
    return "Times are whole minutes, without fractions", f"write {match[1]}"


def _unpadded(match: re.Match[str]) -> tuple[str, str]:
    padded = "-".join([match[1], *(f"{int(part):02d}" for part in match.group(2, 3) if part)])
    return "Months and days need two digits", f"write {padded}"


def _year_first(match: re.Match[str]) -> tuple[str, str]:
    year, month, day = match[1], int(match[2]), int(match[3])
    return (
        "A date of numbers alone is joined by hyphens: year, month, day",
        f"write {year}-{month:02d}-{day:02d} if {month} is the month",
    )


def _two_years(match: re.Match[str]) -> tuple[str, str]:
    return "Two years are joined by a slash", f"write {match[1]}/{match[2]}"


def _short_year(match: re.Match[str]) -> tuple[str, str]:
    number = int(match[0])
    return (
        "A year has four digits",
        f"write the century too (such as 19{number % 100:02d}), or AD {number} or {number} BC",
    )


def _short_year_before_zero(match: re.Match[str]) -> tuple[str, str]:
    number = int(match[1])
    return (
        "A year has four digits, also with a minus sign",
        f"write -{number:04d}, which is {number + 1} BC",
    )


def _long_year(match: re.Match[str]) -> tuple[str, str]:
    return (
        f"The year {match[0][:30]} is out of reach or in a form that is not read",
        f"write a year of four digits, from {FIRST_YEAR} (10000 BC) to {LAST_YEAR}",
    )


def _significant(match: re.Match[str]) -> tuple[str, str]:
    return (
        "Significant digits (`S`) are not read",
        f"write the range that is meant, such as {match[1][:-1]}X for ten years",
    )


def _compact(match: re.Match[str]) -> tuple[str, str]:
    return "Year, month and day are joined by hyphens", f"write {match[1]}-{match[2]}-{match[3]}"


def _lower_case(match: re.Match[str]) -> tuple[str, str]:
    written = match[0].upper().replace("U", "X")
    return "The letters T and X are capitals in this notation", f"write {written}"


def _week(match: re.Match[str]) -> tuple[str, str]:
    return (
        f"{shown(match[0])} counts weeks or days of the year, which is not read",
        "write the days: 1936-08-17/1936-08-23",
    )


_DATE = r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}"
_HINTS: tuple[tuple[re.Pattern[str], _Hint], ...] = tuple(
    (re.compile(pattern, re.ASCII), hint)
    for pattern, hint in (
        (rf"({_DATE}T[0-9:.]+)(Z|[+-][0-9]{{2}}(?::?[0-9]{{2}})?)", _offset_from_utc),
        (rf"({_DATE}T[0-9]{{2}}:[0-9]{{2}})(?::[0-9]{{2}})?[.,][0-9]+", _fraction),
        (r"(-?[0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?", _unpadded),
        (r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})", _year_first),
        (r"([0-9]{4})-([0-9]{4})", _two_years),
        (r"[0-9]{1,3}", _short_year),
        (r"-([0-9]{1,3})", _short_year_before_zero),
        (r"([0-9]{4})(0[1-9]|1[0-2])([0-3][0-9])", _compact),
        (r"(-?[0-9]{4})S[0-9]+", _significant),
        (r"-?[0-9]{4}-(?:W[0-9]{2}(?:-[1-7])?|[0-9]{3})", _week),
        (r"(?:Y-?[0-9]+|-?[0-9]{4,})(?:E[0-9]+)?(?:S[0-9]+)?", _long_year),
        (r"(?=.*[xuUt])-?[0-9xXuU]{4}(?:-[0-9xXuU]{2}){0,2}(?:[Tt][0-9:]+)?[?~%]?", _lower_case),
    )
)
_SHORT_ENDS = re.compile(
    r"(?:(-?[0-9]{4}-[0-9]{2}-[0-9]{2}T)[0-9:]+/([0-9]{2}:[0-9]{2})"
    r"|(-?[0-9]{4}-[0-9]{2}-)[0-9]{2}/([0-9]{2})"
    r"|(-?[0-9]{4}-)[0-9]{2}/([0-9]{2})"
    r"|([0-9]{2})[0-9]{2}/([0-9]{2}))",
    re.ASCII,
)


def malformed(text: str, part: str, offset: int) -> DateError:
    """Return the error for a part of a text that looks like EDTF but is not."""
    short = _SHORT_ENDS.fullmatch(text)
    if short:
        start, _, end = text.partition("/")
        kept = short[1] or short[3] or short[5] or short[7]
        return UnreadableError(
            "The second end of the range is not a whole date",
            f"write {start}/{kept}{end}",
            len(start) + 1,
            len(end),
        )
    for pattern, hint in _HINTS:
        match = pattern.fullmatch(part)
        if match:
            message, fix = hint(match)
            return UnreadableError(message, fix, offset, len(part))
    if "[" in part or "{" in part:
        message, fix = "Sets cannot be nested or stand in a range", "write [1931,1933] alone"
    elif part == "":
        message, fix = "A date is missing", EXAMPLES
    else:
        message, fix = f"{shown(part)} is not a date that can be read", EXAMPLES
    return UnreadableError(message, fix, offset, max(1, len(part)))


def shown(text: str) -> str:
    """Return a text in quotation marks, printable and short enough for a message."""
    printable = "".join(character if character.isprintable() else "?" for character in text)
    return f"“{printable if len(printable) <= 60 else printable[:57] + '...'}”"


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Return the known word that is most like a word of a text, or None."""
    if len(word) < 3 or len(word) > 20:
        return None
    return next(iter(get_close_matches(word.lower(), known, 1, 0.75)), None)
