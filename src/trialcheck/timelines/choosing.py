"""What of a timeline is shown: the lanes that are asked for, and a stretch of time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from trialcheck.timelines.building import bounds_drawn
from trialcheck.timelines.model import Lane, Mark, Timeline
from trialcheck.when import WITHOUT_END, WITHOUT_START
from trialcheck.when.calendar import (
    DAY,
    FIRST_YEAR,
    HOUR,
    LAST_YEAR,
    civil_date,
    day_start,
    month_start,
)

_NOTHING_KNOWN = 365 * DAY
"""Minutes shown after or before a date beyond which nothing begins or ends."""


@dataclass(frozen=True, slots=True)
class View:
    """The minutes that a picture spans, inclusive."""

    first: int
    last: int


def spoken_of(timeline: Timeline, sorts: Collection[str]) -> dict[str, str]:
    """The names by id of the people, groups or things that have a lane."""
    return {lane.id: lane.name for lane in timeline.lanes if lane.sort in sorts}


def chosen(
    timeline: Timeline,
    people: Collection[str] = (),
    things: Collection[str] = (),
    first: int | None = None,
    last: int | None = None,
) -> Timeline:
    """A timeline with the lanes of these people (or groups) and things alone, all if none is named.

    Claims that cannot hold from `first` to `last` are left out, and counted. Clashes are kept if
    they speak of a claim that is left.
    """
    lanes = [
        lane
        for lane in timeline.lanes
        if not (people or things) or lane.id in (things if lane.sort == "thing" else people)
    ]
    lo = WITHOUT_START if first is None else first
    hi = WITHOUT_END if last is None else last
    kept = [_within(lane, lo, hi) for lane in lanes]
    before = {mark.entry.claim for lane in lanes for mark in lane.marks}
    drawn = {mark.entry.claim for lane in kept for mark in lane.marks}
    left = drawn | {each.entry.claim for lane in kept for each in lane.undrawn}
    if first is not None or last is not None:
        kept = [lane for lane in kept if lane.marks]
        left = drawn
    return replace(
        timeline,
        lanes=tuple(kept),
        clashes=tuple(clash for clash in timeline.clashes if left & set(clash.claims)),
        outside=len(before - drawn),
    )


def _within(lane: Lane, first: int, last: int) -> Lane:
    marks = tuple(mark for mark in lane.marks if _touches(mark, first, last))
    return replace(lane, marks=marks)


def _touches(mark: Mark, first: int, last: int) -> bool:
    return any(stretch.touches(first, last) for stretch in mark.stretches)


def default_view(
    timeline: Timeline, first: int | None = None, last: int | None = None
) -> View | None:
    """The minutes from the first to the last that any mark knows, widened to whole units.

    A `first` or `last` that is given is kept. None if nothing is dated and no two ends are given.
    """
    known = [minute for mark in timeline.marks() for minute in bounds_drawn(mark)]
    inside = [m for m in known if (first is None or m >= first) and (last is None or m <= last)]
    ends = [minute for minute in (first, last) if minute is not None]
    if not inside and not ends:
        return None
    lo = min([*inside, *ends]) if first is None else first
    hi = max([*inside, *ends]) if last is None else last
    if not inside and len(ends) == 1:
        lo, hi = (lo, lo + _NOTHING_KNOWN) if last is None else (hi - _NOTHING_KNOWN, hi)
    start, end = _widened(lo, hi)
    return View(start if first is None else first, end if last is None else last)


def _widened(lo: int, hi: int) -> tuple[int, int]:
    """A stretch widened to whole hours, days, months or years, as its length asks for."""
    length = hi - lo
    if length < DAY:
        return lo // HOUR * HOUR, hi // HOUR * HOUR + HOUR - 1
    if length < 62 * DAY:
        return lo // DAY * DAY, hi // DAY * DAY + DAY - 1
    year, month, _ = civil_date(lo // DAY)
    last_year, last_month, _ = civil_date(hi // DAY)
    if length < 3 * 366 * DAY:
        return month_start(year, month), month_start(last_year, last_month + 1) - 1
    first, last = max(year, FIRST_YEAR), min(last_year, LAST_YEAR)
    return day_start(first, 1, 1), day_start(last + 1, 1, 1) - 1
