"""Windows, moments and shortfalls in words, for the reasons that the engine gives."""

from __future__ import annotations

from trialcheck.measures import DAY, describe_minutes
from trialcheck.when import WITHOUT_END, WITHOUT_START, Range, describe_range
from trialcheck.windows import AFTERWARDS, FAR, Bounds


def shortfall_in_words(minutes: int) -> str:
    """By how much dates fall short: from two days on in whole days, when hours mean nothing."""
    if minutes < 2 * DAY:
        return describe_minutes(minutes)
    return f"{-(-minutes // DAY):,} days"


def dates_of(bounds: Bounds) -> str:
    """A window in words: the range of a moment, or from when to when a condition lasts."""
    lo, hi = bounds.earliest_start, bounds.latest_end
    if (bounds.earliest_start, bounds.latest_start) != (bounds.earliest_end, bounds.latest_end):
        if (
            bounds.latest_start <= bounds.earliest_end
            and bounds.latest_start > -FAR
            and bounds.earliest_end < FAR
        ):
            lo, hi = bounds.latest_start, bounds.earliest_end
        elif bounds.earliest_start <= -FAR and bounds.latest_end >= FAR:
            # A condition of a single date touches it: its date lies between its two known bounds.
            lo, hi = bounds.earliest_end, bounds.latest_start
    return stretch_in_words(lo, hi)


def stretch_in_words(lo: int, hi: int) -> str:
    """A stretch of minutes, inclusive, in words; what reaches beyond all dates has no bound."""
    if hi - lo > DAY and lo % DAY == AFTERWARDS:
        lo -= AFTERWARDS  # after midnight: no reader counts that minute
    # What surely lasts from the last minute of a day to the first of another is told by its days.
    start = None if lo <= WITHOUT_START else lo - DAY + 1 if lo % DAY == DAY - 1 and lo < hi else lo
    end = None if hi >= WITHOUT_END else hi + DAY - 1 if hi % DAY == 0 and lo < hi else hi
    if start is None and end is None:
        return "at an unknown time"
    return describe_range(Range(start, end))
