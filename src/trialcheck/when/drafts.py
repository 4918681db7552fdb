"""Reads the words of one English date into a draft, as far as it goes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trialcheck.when.clock import Clock, read_clock
from trialcheck.when.cursor import Cursor
from trialcheck.when.notation import read_point
from trialcheck.when.points import Frame, check_year
from trialcheck.when.window import DateError, UnreadableError
from trialcheck.when.words import (
    AFTER_CHRIST,
    APPROXIMATE,
    BEFORE_CHRIST,
    DASHES,
    MONTH_NUMBERS,
    ORDINALS,
    SEASON_CODES,
    THIRDS,
    UNCERTAIN,
    WEEKDAY_NUMBERS,
    Token,
)

_FILLERS = ("in", "on", "during", "the", "some", "time", "sometime", "year", "month", "of", "at")
JOINTS = ("to", "until", "till", "through", "and", "or", *DASHES)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a longer time: the `index`-th (from 0) of `count` equal parts."""

    index: int
    count: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What a date says so far; None is not said, and `offset` and `length` are its place.

    `bare` is a number of one or two digits that may be a day or a year. `second_year` is the
    later year of a winter.
    """

    offset: int
    length: int = 0
    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    decade: int | None = None
    bare: int | None = None
    second_year: int | None = None
    part: Part | None = None
    day_of_week: int | None = None
    clock: Clock | None = None
    uncertain: bool = False
    approximate: bool = False
    era: str = ""


def read_marks(cursor: Cursor) -> tuple[bool, bool]:
    """Take the words that make a date uncertain or approximate, and fillers between them."""
    uncertain = approximate = False
    while True:
        if cursor.next_in(UNCERTAIN):
            uncertain = True
        elif cursor.next_in(APPROXIMATE):
            approximate = True
        elif not cursor.next_in(_FILLERS):
            return uncertain, approximate
        cursor.take()


def read_draft(cursor: Cursor) -> Draft:
    """Take one date. Raises DateError."""
    offset = cursor.peek().offset
    uncertain, approximate = read_marks(cursor)
    draft = Draft(offset, clock=read_clock(cursor))
    if draft.clock is None or not (cursor.finished() or cursor.peek().word in JOINTS):
        if draft.clock is not None:
            cursor.skip(",")
            _skip_fillers(cursor)
        draft = _read_core(cursor, replace(draft, part=_read_part(cursor)))
    if draft.clock is None and draft.day is not None:
        draft = replace(draft, clock=_clock_after(cursor))
    if cursor.skip("?"):
        uncertain = True
    return replace(
        draft,
        uncertain=uncertain,
        approximate=approximate,
        length=cursor.length_from(offset),
    )


def _skip_fillers(cursor: Cursor) -> None:
    """Step over words that add nothing."""
    while cursor.next_in(_FILLERS):
        cursor.take()


def _clock_after(cursor: Cursor) -> Clock | None:
    """Take a time of day after its date, or nothing."""
    position = cursor.position
    cursor.skip(",")
    awaited = cursor.skip("at")
    clock = read_clock(cursor)
    if clock is None and awaited:
        raise cursor.error()
    if clock is None:
        cursor.position = position
    return clock


def _read_part(cursor: Cursor) -> Part | None:
    """Take `early`, `the end of`, `first half of`, `second quarter of` and the like."""
    if cursor.next_in(THIRDS):
        part = Part(THIRDS[cursor.take().word], 3)
    elif cursor.next_in(ORDINALS) and cursor.peek(1).word in ("half", "quarter"):
        part = Part(ORDINALS[cursor.peek().word] - 1, 2 if cursor.peek(1).word == "half" else 4)
        if part.index >= part.count:
            raise cursor.error()
        cursor.take()
        cursor.take()
    else:
        return None
    cursor.skip("-")
    _skip_fillers(cursor)
    return part


def _read_core(cursor: Cursor, draft: Draft) -> Draft:
    """Take the date proper, by its first word."""
    if cursor.peek().sort == "decade":
        return replace(draft, decade=_decade(cursor.take()))
    if cursor.next_in(SEASON_CODES):
        return _read_season(cursor, draft)
    return _read_day_or_longer(cursor, draft)


def _read_day_or_longer(cursor: Cursor, draft: Draft) -> Draft:
    """Take a day, a month or a year, with the weekday if it is said."""
    if cursor.next_in(WEEKDAY_NUMBERS):
        draft = replace(draft, day_of_week=WEEKDAY_NUMBERS[cursor.take().word])
        cursor.skip(",")
        _skip_fillers(cursor)
    if cursor.peek().sort == "iso":
        return _read_written(cursor, draft)
    if cursor.next_in(MONTH_NUMBERS):
        return _read_month_first(cursor, draft)
    if cursor.peek().sort in ("number", "ordinal"):
        if _month_follows(cursor):
            return _read_day_first(cursor, draft)
        return _read_number(cursor, draft)
    if cursor.next_in(AFTER_CHRIST):
        return _with_year(cursor, draft)
    raise cursor.error()


def _decade(token: Token) -> int:
    """Return the first year of a decade."""
    year = int(token.text[:4])
    if year % 100 == 0:
        raise DateError(
            f"“the {year}s” can be ten years or a hundred",
            f"write {year // 10:03d}X for the ten years, {year // 100:02d}XX for the hundred",
            token.offset,
            len(token.text),
        )
    return year


def _read_written(cursor: Cursor, draft: Draft) -> Draft:
    """Take an EDTF date that stands among words."""
    token = cursor.take()
    year, month = int(token.text[:4]), int(token.text[5:7])
    if month > 12:
        raise DateError(
            f"{token.text} among words can be two years or a part of one year",
            f"write {year}/{year + 1} for the years, or {token.text} alone for the part",
            token.offset,
            len(token.text),
        )
    read_point(token.text, Frame(cursor.calendar, None), token.offset)
    draft = replace(draft, year=year, month=month)
    if len(token.text) < 10:
        return draft
    draft = replace(draft, day=int(token.text[8:10]))
    if len(token.text) == 10:
        return draft
    if draft.clock is not None:
        raise DateError(
            "The time of day is said twice", "leave one out", token.offset, len(token.text)
        )
    minute = int(token.text[14:16]) if len(token.text) > 13 else None
    return replace(draft, clock=(int(token.text[11:13]), minute))


def _month_follows(cursor: Cursor) -> bool:
    """Tell whether a month stands after the next token."""
    after = cursor.peek(2) if cursor.peek(1).word == "of" else cursor.peek(1)
    return after.sort == "word" and after.word in MONTH_NUMBERS


def _read_day_first(cursor: Cursor, draft: Draft) -> Draft:
    """Take `5 August 1936` and `5th of August`."""
    token = cursor.take()
    cursor.skip("of")
    month = MONTH_NUMBERS[cursor.take().word]
    return _with_year(cursor, replace(draft, day=day_figures(token), month=month))


def _read_month_first(cursor: Cursor, draft: Draft) -> Draft:
    """Take `August 5, 1936`, `August 5` and `August 1936`."""
    draft = replace(draft, month=MONTH_NUMBERS[cursor.take().word])
    position = cursor.position
    cursor.skip("the")
    token = cursor.peek()
    short = token.sort == "ordinal" or (token.sort == "number" and len(token.text) <= 2)
    if short and not _era_follows(cursor):
        cursor.take()
        draft = replace(draft, day=day_figures(token))
    else:
        cursor.position = position
    return _with_year(cursor, draft)


def day_figures(token: Token) -> int:
    """Return the number of a token of one or two digits, with or without `st`, `nd` and so on."""
    return int(token.text[:-2] if token.sort == "ordinal" else token.text)


def _era_follows(cursor: Cursor) -> bool:
    """Tell whether the token after the next is an era."""
    return cursor.peek(1).word in BEFORE_CHRIST | AFTER_CHRIST


def _read_number(cursor: Cursor, draft: Draft) -> Draft:
    """Take a year, or a bare number that only a second date can explain."""
    token = cursor.peek()
    if (len(token.text) == 4 and token.sort == "number") or _era_follows(cursor):
        return _with_year(cursor, draft)
    if token.sort == "number" and len(token.text) > 2:
        raise _year_error(token)
    cursor.take()
    return _with_year(cursor, replace(draft, bare=day_figures(token)))


def _read_season(cursor: Cursor, draft: Draft) -> Draft:
    """Take `autumn 1931`, `the summer of 1934`, `winter 1932/33`."""
    word = cursor.take()
    draft = replace(draft, season=SEASON_CODES[word.word])
    _skip_fillers(cursor)
    token = cursor.peek()
    if token.sort == "iso" and len(token.text) == 7:
        cursor.take()
        draft = replace(draft, year=int(token.text[:4]))
        return _second_year(draft, token, token.text[5:])
    draft = _with_year(cursor, draft)
    joint, second = cursor.peek(), cursor.peek(1)
    if draft.year is not None and joint.text in ("/", *DASHES) and second.sort == "number":
        cursor.take()
        cursor.take()
        draft = _second_year(draft, second, second.text)
    return draft


def _second_year(draft: Draft, token: Token, figures: str) -> Draft:
    """Add the later year of a winter; only the next year will do."""
    later = (draft.year or 0) + 1
    if draft.season != 24 or figures not in (f"{later:04d}", f"{later % 100:02d}"):
        raise DateError(
            "Only a winter lies in two years, and in two that follow each other",
            "write such as winter 1932/33, or autumn 1931",
            token.offset,
            len(token.text),
        )
    return replace(draft, second_year=later)


def _with_year(cursor: Cursor, draft: Draft) -> Draft:
    """Take the year if one follows, with its era."""
    position = cursor.position
    if not cursor.skip(","):
        _skip_fillers(cursor)
    era = cursor.take().word if cursor.next_in(AFTER_CHRIST) else ""
    token = cursor.peek()
    if token.sort != "number" or (not era and cursor.peek(1).word in ("am", "pm")):
        if era:
            raise cursor.error()
        cursor.position = position
        return draft
    cursor.take()
    if not era and (cursor.next_in(BEFORE_CHRIST) or cursor.next_in(AFTER_CHRIST)):
        era = cursor.take().word
    return replace(draft, year=year_of(token, era), era=era)


def year_of(token: Token, era: str) -> int:
    """Return the astronomical year of a number and an era; raises DateError."""
    number = int(token.text)
    if not era and len(token.text) != 4:
        raise _year_error(token)
    if number == 0:
        raise DateError(
            "There is no year 0 in this count of years",
            "1 BC was followed by AD 1",
            token.offset,
            len(token.text),
        )
    year = 1 - number if era in BEFORE_CHRIST else number
    check_year(year, token.offset, len(token.text))
    return year


def _year_error(token: Token) -> DateError:
    """Return the error for a year that is not written in full."""
    number = token.text[:12]
    return UnreadableError(
        f"{number} is no year of four digits",
        f"write the year in full, such as 1933, or AD {number} or {number} BC",
        token.offset,
        len(token.text),
    )
