"""Bounds between time points: a simple temporal network with reasons.

A network of bounds `later - earlier <= minutes` is consistent if and only if it has no negative
cycle, and the tightest bounds that follow are shortest paths (Dechter, Meiri, Pearl 1991). Times
that obey all bounds make every weight positive, as Johnson (1977) has it, and Dijkstra's search
then finds the paths.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from trialcheck.times import Times

Point = Hashable
ORIGIN: Point = ("origin", 0)
"""The point that stands for minute 0."""


class Bound(NamedTuple):
    """`later - earlier <= minutes`, because of the claims named in `why`.

    `words` say which law asks for it, "" for what the claims say themselves.
    """

    earlier: Point
    later: Point
    minutes: int
    why: frozenset[str]
    words: str = ""


class ContradictoryError(Exception):
    """No times obey the bounds; `cycle` are bounds that cannot all hold, in a ring, each needed."""

    def __init__(self, cycle: list[Bound]) -> None:
        """Keep the ring of bounds."""
        super().__init__("the bounds cannot all hold")
        self.cycle = cycle


@dataclass(frozen=True, slots=True)
class Reach:
    """How far points can be from minute 0, in one direction, and by which bounds."""

    minutes: Mapping[Point, int]
    _came_by: Mapping[Point, tuple[Point, Bound]]

    def path(self, point: Point) -> list[Bound]:
        """The bounds that set how far a point can be, from minute 0 on; none without a bound."""
        return list(self.back_from(point))[::-1]

    def back_from(self, point: Point) -> Iterator[Bound]:
        """The same bounds, from the point back to minute 0."""
        while point in self._came_by:
            point, bound = self._came_by[point]
            yield bound


@dataclass(frozen=True, slots=True)
class Extremes:
    """The earliest and the latest time, in minutes, of each point that has one."""

    earliest: Reach
    latest: Reach


@dataclass(slots=True)
class Network:
    """Bounds between points, in the order in which they were added."""

    bounds: list[Bound] = field(default_factory=list)

    def add(self, earlier: Point, later: Point, minutes: int, why: Iterable[str]) -> None:
        """Demand `later - earlier <= minutes`."""
        self.bounds.append(Bound(earlier, later, minutes, frozenset(why)))

    def extremes(self) -> Extremes:
        """The earliest and the latest time of each point that has one.

        Raises ContradictoryError if no times obey the bounds.
        """
        times = self._times()
        latest = _reach(times, self.bounds, forward=True)
        earliest = _reach(times, self.bounds, forward=False)
        back = {point: -minutes for point, minutes in earliest.minutes.items()}
        return Extremes(replace(earliest, minutes=back), latest)

    def _times(self) -> dict[Point, int]:
        """Times that obey all bounds."""
        first = _first_times(self.bounds)
        number = {point: at for at, point in enumerate(first)}
        times = Times(list(first.values()))
        for label, bound in enumerate(self.bounds):
            clash = times.add(number[bound.earlier], number[bound.later], bound.minutes, label)
            if clash is not None:
                raise ContradictoryError([self.bounds[label] for label in clash.labels])
        return dict(zip(number, times.times, strict=True))


def _first_times(bounds: Sequence[Bound]) -> dict[Point, int]:
    """Times that each obey the bound by which their point is first met, from minute 0 on.

    Along a chain of ties little is then left to mend.
    """
    of: dict[Point, list[Bound]] = {ORIGIN: []}
    for bound in bounds:
        of.setdefault(bound.earlier, []).append(bound)
        of.setdefault(bound.later, []).append(bound)
    times: dict[Point, int] = {}
    for start in of:
        if start in times:
            continue
        times[start] = 0
        waiting = deque((start,))
        while waiting:
            point = waiting.popleft()
            for bound in of[point]:
                if bound.later not in times:
                    times[bound.later] = times[point] + bound.minutes
                    waiting.append(bound.later)
                elif bound.earlier not in times:
                    times[bound.earlier] = times[point] - bound.minutes
                    waiting.append(bound.earlier)
    return times


def _reach(times: Mapping[Point, int], bounds: Sequence[Bound], *, forward: bool) -> Reach:
    edges: dict[Point, list[tuple[Point, Bound]]] = {point: [] for point in times}
    for bound in bounds:
        tail, head = (bound.earlier, bound.later) if forward else (bound.later, bound.earlier)
        edges[tail].append((head, bound))
    sign = 1 if forward else -1
    distance: dict[Point, int] = {ORIGIN: 0}
    came_by: dict[Point, tuple[Point, Bound]] = {}
    order = {point: number for number, point in enumerate(times)}
    # Distances less what the times already make of them: these only grow along a path.
    heap = [(0, 0, ORIGIN)]
    done: set[Point] = set()
    while heap:
        _, _, tail = heapq.heappop(heap)
        if tail in done:
            continue
        done.add(tail)
        for head, bound in edges[tail]:
            longer = distance[tail] + bound.minutes
            if head not in done and (head not in distance or longer < distance[head]):
                distance[head] = longer
                came_by[head] = (tail, bound)
                beyond = longer - sign * (times[head] - times[ORIGIN])
                heapq.heappush(heap, (beyond, order[head], head))
    return Reach(distance, came_by)
