"""Windows, moments and shortfalls in words, for the reasons that the engine gives."""

from __future__ import annotations

from trialcheck.bounds import AFTERWARDS, FAR, Bounds
from trialcheck.measures import DAY, describe_minutes
from trialcheck.when import WITHOUT_END, WITHOUT_START, Range, describe_range

FEW = 5
"""Minutes that ties of `after` add up to, one by one, and that no reader counts."""

LESS_THAN_A_DAY = "less than a day"


def shortfall_in_words(minutes: int, *, by_the_day: bool = False) -> str:
    """By how much dates fall short: from two days on in whole days, when hours mean nothing.

    Of dates that name no time of day, minutes mean nothing either: one day after another is less
    than a day too late.
    """
    if by_the_day and minutes % DAY <= FEW and minutes <= DAY + FEW:
        return LESS_THAN_A_DAY if minutes <= DAY else "2 days"
    if minutes < 2 * DAY:
        return describe_minutes(minutes)
    return f"{-(-minutes // DAY):,} days"


def off_in_words(minutes: int, *, by_the_day: bool = False) -> str:
    """By how much a date would have to be wrong, at the least, for all to be true."""
    off = shortfall_in_words(minutes, by_the_day=by_the_day)
    return f"one of the dates would have to be {'a day' if off == LESS_THAN_A_DAY else off} off"


def is_by_the_day(bounds: Bounds) -> bool:
    """Whether each known end of a window lies where a day begins or ends: no time was named."""
    starts, ends = (
        (bounds.earliest_start, bounds.earliest_end),
        (bounds.latest_start, bounds.latest_end),
    )
    return all(
        lo <= WITHOUT_START or lo % DAY <= FEW or lo >= WITHOUT_END for lo in starts
    ) and all(hi >= WITHOUT_END or hi % DAY >= DAY - 1 - FEW or hi <= WITHOUT_START for hi in ends)


def to_whole_days(bounds: Bounds) -> Bounds:
    """A window that ties set, where it lasts a day or more: without the minutes of `after`."""
    if bounds.latest_end - bounds.earliest_start < DAY - 2 * FEW:
        return bounds
    return Bounds(
        _day_start(bounds.earliest_start),
        _day_end(bounds.latest_start),
        _day_start(bounds.earliest_end),
        _day_end(bounds.latest_end),
    )


def _day_start(minute: int) -> int:
    return minute - minute % DAY if minute > -FAR and minute % DAY <= FEW else minute


def _day_end(minute: int) -> int:
    left = DAY - 1 - minute % DAY
    return minute + left if minute < FAR and left <= FEW else minute


def life_in_words(bounds: Bounds) -> str:
    """When somebody was born and died, as far as either is known."""
    words = [
        f"{word} {range_in_words(lo, hi)}"
        for word, lo, hi in (
            ("born", bounds.earliest_start, bounds.latest_start),
            ("died", bounds.earliest_end, bounds.latest_end),
        )
        if lo > -FAR and hi < FAR
    ]
    return ", ".join(words)


def range_in_words(lo: int, hi: int, calendar: str = "gregorian") -> str:
    """A range of minutes, inclusive, exactly as it is; FAR, or -FAR, is no bound."""
    start = None if lo <= WITHOUT_START else lo
    return describe_range(Range(start, None if hi >= WITHOUT_END else hi), calendar)


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
