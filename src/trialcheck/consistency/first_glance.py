"""Whether a record can be dated without any search: with each claim as early as its date allows.

Most records can, and of the others most parts. Where the early times break something, nothing is
said: other times may obey it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trialcheck.casebook.model import Claim
from trialcheck.consistency.demands import EitherOr, Way
from trialcheck.consistency.points import End, Points
from trialcheck.engine.demands import Demand
from trialcheck.engine.ways import Ways
from trialcheck.facts import Fact
from trialcheck.network import ORIGIN, Bound, Point
from trialcheck.windows import FAR, Bounds, Windows


@dataclass(frozen=True, slots=True)
class EarlyTimes:
    """A time in minutes for every point of a record."""

    points: Points
    windows: Windows
    times: Mapping[Point, int]

    def obey_dates(self) -> bool:
        """Whether the own dates and lengths of all claims allow them."""
        return all(self._obey(claim) for claim in self.points.firm.values())

    def meet(self, bounds: Iterable[Bound], either_ors: Iterable[EitherOr]) -> bool:
        """Whether they meet some demands."""
        return self._meet(bounds) and all(
            any(self._meet(way) for way in choice.ways) for choice in either_ors
        )

    def meet_ways(self, ways: Ways) -> bool:
        """Whether they meet what a law asks, in one of its ways."""
        return any(all(self._meets(demand) for demand in way) for way in ways)

    def span(self, fact: Fact) -> tuple[int, int]:
        """From when to when a fact holds by these times, or may hold if they do not date it."""
        start, end = self._at(fact.start), self._at(fact.end)
        if start is None or end is None:
            return fact.bounds.earliest_start, fact.bounds.latest_end
        return start, end

    def _meet(self, bounds: Iterable[Bound] | Way) -> bool:
        times = self.times
        for bound in bounds:
            earlier, later = times.get(bound.earlier), times.get(bound.later)
            if earlier is None or later is None or later - earlier > bound.minutes:
                return False
        return True

    def _meets(self, demand: Demand) -> bool:
        earlier, later = self._at(demand.earlier_point), self._at(demand.later_point)
        if earlier is None or later is None:
            return False
        return later - earlier >= demand.minutes + demand.more

    def _obey(self, claim: Claim) -> bool:
        first, last = self.points.ends(claim.name)
        start, end = self.times[first], self.times[last]
        window, when = self.windows.of[claim.name], claim.when
        if when.for_at_least is not None and end - start < when.for_at_least.least:
            return False
        if when.for_at_most is not None and end - start > when.for_at_most.most:
            return False
        return any(
            bounds.earliest_start <= start <= bounds.latest_start
            and bounds.earliest_end <= end <= bounds.latest_end
            for bounds in window.pieces or (window.own,)
        )

    def _at(self, end: End) -> int | None:
        found = self.times.get(self.points.of(end))
        if found is None:
            for word, part in (("before ", 0), ("after ", 1)):
                # What holds for some while before or after something can hold right beside it.
                if end[0].startswith(word):
                    return self.times.get(self.points.of((end[0].removeprefix(word), part)))
        return found


def early_times(points: Points, windows: Windows, registered: Mapping[str, Bounds]) -> EarlyTimes:
    """The early times of a record; `registered` are the windows of what the registry dates.

    Each point is as early as its own date and ties allow; if these set no bound, as late, or else
    at minute 0. What the registry dates lasts as long as it can.
    """
    times: dict[Point, int] = {ORIGIN: 0}
    for name in points.firm:
        start, end = points.ends(name)
        tied = windows.of[name].tied
        earliest = _early(tied.earliest_start, tied.latest_start)
        times[start] = max(earliest, times.get(start, earliest))
        if end != start:
            times[end] = max(_early(tied.earliest_end, tied.latest_end), times[start])
    for name, bounds in registered.items():
        times[name, 0], times[name, 1] = bounds.earliest_start, bounds.latest_end
    return EarlyTimes(points, windows, times)


def _early(earliest: int, latest: int) -> int:
    return earliest if earliest > -FAR else latest if latest < FAR else 0
