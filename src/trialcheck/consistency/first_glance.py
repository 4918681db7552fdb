"""Whether a record can be dated without any search: with each claim as early as its date allows.

Most records can, and of the others most parts. Where the early times break something, other times
may still obey it: that is for the search to say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trialcheck.bounds import FAR, Bounds
from trialcheck.casebook.model import Claim
from trialcheck.claim_bounds import clock_gap, length_bounds
from trialcheck.clocks import Clocks
from trialcheck.consistency.demands import EitherOr, End
from trialcheck.consistency.own_dates import MARGIN
from trialcheck.consistency.points import Points
from trialcheck.consistency.solver import SPREAD
from trialcheck.engine.demands import Demand, Ways
from trialcheck.facts import Fact
from trialcheck.network import ORIGIN, Bound, Point
from trialcheck.when import WITHOUT_END, WITHOUT_START
from trialcheck.windows import TiedWindow, Windows


@dataclass(frozen=True, slots=True)
class EarlyTimes:
    """A time in minutes for every point of a record.

    `doubtful` are the claims whose own date or length may not allow them.
    """

    points: Points
    windows: Windows
    clocks: Clocks
    times: Mapping[Point, int]
    doubtful: Sequence[Claim]

    def disobeying(self) -> Iterator[Point]:
        """The starts of the claims whose own date or length does not allow them."""
        for claim in self.doubtful:
            if not self._obey(claim):
                yield self.points.of((claim.name, 0))

    def unmet(self, bounds: Iterable[Bound], either_ors: Iterable[EitherOr]) -> Iterator[Point]:
        """The points of the demands that they do not meet."""
        for bound in bounds:
            if not self._meet(bound):
                yield bound.earlier
                yield bound.later
        for choice in either_ors:
            if not any(all(self._meet(bound) for bound in way) for way in choice.ways):
                yield from choice.points()

    def miss(self, ways: Ways) -> bool:
        """Whether they meet none of the ways to obey a law."""
        return not any(all(self._meets(demand) for demand in way) for way in ways)

    def unmet_ways(self, ways: Ways) -> Iterator[Point]:
        """The points of what a law asks, if they meet none of its ways."""
        if self.miss(ways):
            for demand in (demand for way in ways for demand in way):
                yield self.points.beside(demand.earlier_point)
                yield self.points.beside(demand.later_point)

    def span(self, fact: Fact) -> tuple[int, int]:
        """From when to when a fact holds by these times, or may hold if they do not date it."""
        start, end = self._at(fact.start), self._at(fact.end)
        if start is None or end is None:
            return fact.bounds.earliest_start, fact.bounds.latest_end
        return start, end

    def _meet(self, bound: Bound) -> bool:
        earlier, later = self.times.get(bound.earlier), self.times.get(bound.later)
        return earlier is not None and later is not None and later - earlier <= bound.minutes

    def _meets(self, demand: Demand) -> bool:
        earlier, later = self._at(demand.earlier_point), self._at(demand.later_point)
        if earlier is None or later is None:
            return False
        return later - earlier >= demand.minutes + demand.more

    def _obey(self, claim: Claim) -> bool:
        first, last = self.points.ends(claim.name)
        start, end = self.times[first], self.times[last]
        window = self.windows.of[claim.name]
        if start < WITHOUT_START + MARGIN and window.own.latest_start > WITHOUT_START:
            return False
        if end > WITHOUT_END - MARGIN and window.own.earliest_end < WITHOUT_END:
            return False
        if first != last and not all(
            self._meet(bound) for bound in length_bounds(claim, window.own, self.clocks)
        ):
            return False
        return any(
            bounds.earliest_start <= start <= bounds.latest_start
            and bounds.earliest_end <= end <= bounds.latest_end
            for bounds in window.pieces or (window.own,)
        )

    def _at(self, end: End) -> int | None:
        return self.times.get(self.points.beside(end))


def early_times(
    points: Points,
    windows: Windows,
    clocks: Clocks,
    registered: Mapping[str, Bounds],
    demands: Iterable[Demand],
) -> EarlyTimes:
    """The early times of a record; `registered` are the windows of what the registry dates.

    Each point is as early as its own date and ties allow; if these set no bound, as late. What has
    no date at all comes one after another behind all else, or before what the registry, by some
    `demands`, has it before. What the registry dates lasts as long as it can.
    """
    times: dict[Point, int] = {}
    for name in points.firm:
        start, end = points.ends(name)
        tied = windows.of[name].tied
        _put(times, start, _early(tied.earliest_start, tied.latest_start))
        _put(times, end, _early(tied.earliest_end, tied.latest_end))
    _date_the_rest(points, times, registered, _latest(registered, demands))
    doubtful = []
    for name, claim in points.firm.items():
        start, end = points.ends(name)
        if end != start:
            least = clock_gap(claim, windows.of[name].own, clocks)[0]
            times[end] = max(times[end], times[start] + least)
        if (
            times[end] > windows.of[name].tied.latest_end
            or clocks.are_declared
            or _is_shared(claim, windows.of[name])
        ):
            doubtful.append(claim)
    for name, bounds in registered.items():
        times[name, 0], times[name, 1] = bounds.earliest_start, bounds.latest_end
    times[ORIGIN] = 0
    return EarlyTimes(points, windows, clocks, times, doubtful)


def _put(times: dict[Point, int], point: Point, time: int | None) -> None:
    if time is not None:
        times[point] = max(time, times.get(point, time))


def _date_the_rest(
    points: Points,
    times: dict[Point, int],
    registered: Mapping[str, Bounds],
    latest: Mapping[str, int],
) -> None:
    """Date the ends that have no date, those of claims without any date one after another.

    They come behind all dates, those of the registry too. If something never ends, or the registry
    has them before something, they come before that, wherever no date is near.
    """
    ends = (time for each in registered.values() for time in (each.latest_start, each.earliest_end))
    known = sorted(t for t in (*times.values(), *ends) if WITHOUT_START < t < WITHOUT_END)
    last = known[-1] if known else 0
    is_endless = any(time >= WITHOUT_END for time in times.values())
    number = 0
    for name in points.firm:
        start, end = points.ends(name)
        if start in times and end in times:
            continue
        time = times.get(start, times.get(end))
        while time is None:
            number += 1
            if is_endless or name in latest:
                time = _free(latest.get(name, last) - SPREAD * number, known)
            else:
                time = last + SPREAD * number
        times.setdefault(start, time)
        times.setdefault(end, time)


def _free(time: int, known: Sequence[int]) -> int | None:
    """A time, unless it is near one that is known, in order."""
    at = bisect_left(known, time - SPREAD)
    return None if at < len(known) and known[at] < time + SPREAD else time


def _latest(registered: Mapping[str, Bounds], demands: Iterable[Demand]) -> dict[str, int]:
    """The latest time of each claim that the registry has before something, such as a death."""
    latest: dict[str, int] = {}
    for demand in demands:
        name, end = demand.later_point
        if name in registered:
            bounds = registered[name]
            time = (bounds.latest_end if end else bounds.latest_start) - demand.minutes
            claim = demand.earlier_point[0]
            latest[claim] = min(time, latest.get(claim, time))
    return {claim: time for claim, time in latest.items() if time < WITHOUT_END}


def _is_shared(claim: Claim, window: TiedWindow) -> bool:
    """Whether more than the plain window of a claim says when it can be."""
    is_plain = window.tied is window.own and not window.pieces and not claim.event
    when = claim.when
    return not is_plain or when.for_at_least is not None or when.for_at_most is not None


def _early(earliest: int, latest: int) -> int | None:
    """As early as may be; what has no beginning or no end lies well beyond all dates."""
    if earliest >= WITHOUT_END:
        return earliest + MARGIN
    if earliest > -FAR:
        return earliest
    if latest <= WITHOUT_START:
        return latest - MARGIN
    return latest if latest < FAR else None
