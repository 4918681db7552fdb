"""What a written date means: ranges of whole minutes, and windows for occasions and conditions.

Minute 0 is 0001-01-01T00:00 of the proleptic Gregorian calendar; minutes may be negative.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Ending = Literal["", "..", "unknown"]

WITHOUT_START = -5_260_019_040
"""First minute of the year -10000: stands for "since ever" where a start is without bound."""
WITHOUT_END = 5_259_491_999
"""Last minute of the year 10000: stands for "for ever" where an end is without bound."""


class DateError(ValueError):
    """A written date cannot be read; says what is wrong, how to mend it, and where."""

    def __init__(self, message: str, help: str = "", offset: int = 0, length: int = 0) -> None:
        """Keep the message, the fix, and the offset and length (in characters) of the fault."""
        super().__init__(message)
        self.message = message
        self.help = help
        self.offset = offset
        self.length = length


class UnreadableError(DateError):
    """A written date has no known form (as opposed to a known form with an impossible value)."""


@dataclass(frozen=True, slots=True)
class Range:
    """A closed range of whole minutes; None means that there is no bound on that side."""

    lo: int | None
    hi: int | None


@dataclass(frozen=True, slots=True)
class Window:
    """What a date means for one claim: four bounds in minutes, inclusive; None is no bound.

    A condition that goes on *without end* (`1933/..`) has WITHOUT_END as its earliest end, and
    one without a beginning WITHOUT_START as its latest start: so it surely outlasts every date
    that can be written. An unknown end (`1933/`) has no such bound.
    """

    earliest_start: int | None
    latest_start: int | None
    earliest_end: int | None
    latest_end: int | None


@dataclass(frozen=True, slots=True)
class Dating:
    """One reading of a written date, in minutes, already widened where it is approximate.

    `first` and `last` are A and B of `A/B`; a single date has no `last`. An open or unknown end
    is None and named in `open_start` or `open_end`. `alternatives` are the separate pieces of a
    set or of unspecified digits, empty when there is only one piece. `sure` are the stretches that
    a denial dated so surely covers (single dates only). `notation` is the equal EDTF text, empty
    where EDTF has none. `widened` says by how much an approximate date was widened on each side.
    """

    text: str
    first: Range | None
    last: Range | None
    open_start: Ending
    open_end: Ending
    uncertain: bool
    approximate: bool
    precision: str
    calendar: str
    alternatives: tuple[Range, ...] = ()
    sure: tuple[Range, ...] = ()
    notation: str = ""
    widened: str = ""

    @property
    def single(self) -> bool:
        """Whether this is one date A, not an `A/B` with two ends."""
        return self.last is None and not self.open_start and not self.open_end

    def occasion(self) -> Window:
        """Return the window of one moment t: start and end are the same, lo(A) <= t <= hi(B)."""
        earliest = self.first.lo if self.first else None
        until = self.first if self.single else self.last
        latest = until.hi if until else None
        return Window(earliest, latest, earliest, latest)

    def condition(self) -> Window:
        """Return the window of a state that lasts: s and e touch A, or s is in A and e in B."""
        first, last = self.first, self.last
        if first and self.single:
            return Window(None, first.hi, first.lo, None)
        if first:
            start = (first.lo, first.hi)
        elif self.open_start == "..":
            start = (None, WITHOUT_START)
        else:
            start = (None, last.hi if last else None)
        if last:
            end = (last.lo, last.hi)
        elif self.open_end == "..":
            end = (WITHOUT_END, None)
        else:
            end = (first.lo if first else None, None)
        return Window(*start, *end)

    def covers(self) -> Range | None:
        """Return the one stretch that a denial dated so surely covers, or None.

        From hi(A) to lo(B) of `A/B`, all of a single date A. None where nothing is sure (an
        unknown end, one of several dates) and where there are several stretches: see `sure`.
        """
        if self.single:
            return self.sure[0] if len(self.sure) == 1 else None
        if "unknown" in (self.open_start, self.open_end):
            return None
        lo = self.first.hi if self.first else None
        hi = self.last.lo if self.last else None
        if lo is not None and hi is not None and hi < lo:
            return None
        return Range(lo, hi)
