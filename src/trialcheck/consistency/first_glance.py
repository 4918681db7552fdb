"""Whether a record can be dated without any search: with each claim as early as its date allows.

Most records can, and of the others most parts. Where the early times break something, other times
may still obey it: that is for the search to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trialcheck.bounds import FAR, Bounds
from trialcheck.casebook.model import Claim
from trialcheck.claim_bounds import clock_gap, length_bounds
from trialcheck.clocks import Clocks
from trialcheck.consistency.demands import EitherOr
from trialcheck.consistency.points import End, Points
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
        if start < WITHOUT_START or end > WITHOUT_END:
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
    points: Points, windows: Windows, clocks: Clocks, registered: Mapping[str, Bounds]
) -> EarlyTimes:
    """The early times of a record; `registered` are the windows of what the registry dates.

    Each point is as early as its own date and ties allow; if these set no bound, as late, or else
    at minute 0. What the registry dates lasts as long as it can.
    """
    times: dict[Point, int] = {ORIGIN: 0}
    doubtful = []
    for name, claim in points.firm.items():
        start, end = points.ends(name)
        tied = windows.of[name].tied
        earliest = _early(tied.earliest_start, tied.latest_start)
        times[start] = max(earliest, times.get(start, earliest))
        if end != start:
            least = clock_gap(claim, windows.of[name].own, clocks)[0]
            times[end] = max(_early(tied.earliest_end, tied.latest_end), times[start] + least)
        if (
            times[end] > tied.latest_end
            or clocks.are_declared
            or _is_shared(claim, windows.of[name])
        ):
            doubtful.append(claim)
    for name, bounds in registered.items():
        times[name, 0], times[name, 1] = bounds.earliest_start, bounds.latest_end
    return EarlyTimes(points, windows, clocks, times, doubtful)


def _is_shared(claim: Claim, window: TiedWindow) -> bool:
    """Whether more than the plain window of a claim says when it can be."""
    is_plain = window.tied is window.own and not window.pieces and not claim.event
    when = claim.when
    return not is_plain or when.for_at_least is not None or when.for_at_most is not None


def _early(earliest: int, latest: int) -> int:
    return earliest if earliest > -FAR else latest if latest < FAR else 0
