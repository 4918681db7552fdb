"""Bounds between time points: a simple temporal network with reasons.

A network of bounds `later - earlier <= minutes` is consistent if and only if it has no negative
cycle, and the tightest bounds that follow are shortest paths (Dechter, Meiri, Pearl 1991). Shortest
paths are found with a queue (Bellman-Ford).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable
from dataclasses import dataclass, field

Point = Hashable
ORIGIN: Point = ("origin",)
"""The point that stands for minute 0."""


@dataclass(frozen=True, slots=True)
class Bound:
    """`later - earlier <= minutes`, because of the claims named in `why`."""

    earlier: Point
    later: Point
    minutes: int
    why: tuple[str, ...]


class ContradictoryError(Exception):
    """No times obey the bounds; `cycle` are bounds that cannot all hold, in a ring, each needed."""

    def __init__(self, cycle: list[Bound]) -> None:
        """Keep the ring of bounds."""
        super().__init__("the bounds cannot all hold")
        self.cycle = cycle


@dataclass(slots=True)
class Network:
    """Bounds between points, in the order in which they were added."""

    bounds: list[Bound] = field(default_factory=list)

    def add(self, earlier: Point, later: Point, minutes: int, why: tuple[str, ...]) -> None:
        """Demand `later - earlier <= minutes`."""
        self.bounds.append(Bound(earlier, later, minutes, why))

    def latest(self) -> dict[Point, tuple[int, list[Bound]]]:
        """The latest time of each point that has one, in minutes, with the bounds that set it.

        Raises ContradictoryError if no times obey the bounds.
        """
        return self._shortest(forward=True)

    def earliest(self) -> dict[Point, tuple[int, list[Bound]]]:
        """The earliest time of each point that has one, in minutes, with the bounds that set it.

        Raises ContradictoryError if no times obey the bounds.
        """
        return {
            point: (-minutes, path)
            for point, (minutes, path) in self._shortest(forward=False).items()
        }

    def check(self) -> None:
        """Raise ContradictoryError if no times obey the bounds, whether or not any is dated."""
        points = dict.fromkeys(
            point for bound in self.bounds for point in (bound.earlier, bound.later)
        )
        anywhere = [Bound(ORIGIN, point, 0, ()) for point in points if point != ORIGIN]
        undated = [bound for bound in self.bounds if ORIGIN not in (bound.earlier, bound.later)]
        Network(anywhere + undated).latest()

    def _shortest(self, *, forward: bool) -> dict[Point, tuple[int, list[Bound]]]:
        edges: dict[Point, list[tuple[Point, Bound]]] = defaultdict(list)
        for bound in self.bounds:
            tail, head = (bound.earlier, bound.later) if forward else (bound.later, bound.earlier)
            edges[tail].append((head, bound))
        distance: dict[Point, int] = {ORIGIN: 0}
        came_by: dict[Point, tuple[Point, Bound]] = {}
        queue: deque[Point] = deque([ORIGIN])
        waiting = {ORIGIN}
        passes: dict[Point, int] = defaultdict(int)
        most = len({point for bound in self.bounds for point in (bound.earlier, bound.later)}) + 1
        while queue:
            tail = queue.popleft()
            waiting.discard(tail)
            for head, bound in edges[tail]:
                longer = distance[tail] + bound.minutes
                if head in distance and distance[head] <= longer:
                    continue
                distance[head] = longer
                came_by[head] = (tail, bound)
                if head not in waiting:
                    passes[head] += 1
                    if head == ORIGIN or passes[head] > most:
                        raise ContradictoryError(_cycle(came_by, head))
                    waiting.add(head)
                    queue.append(head)
        return {point: (minutes, _path(came_by, point)) for point, minutes in distance.items()}


def _path(came_by: dict[Point, tuple[Point, Bound]], point: Point) -> list[Bound]:
    path = []
    while point in came_by:
        point, bound = came_by[point]
        path.append(bound)
    return path[::-1]


def _cycle(came_by: dict[Point, tuple[Point, Bound]], point: Point) -> list[Bound]:
    seen = set()
    while point not in seen:
        seen.add(point)
        point = came_by[point][0]
    start, cycle = point, []
    while True:
        point, bound = came_by[point]
        cycle.append(bound)
        if point == start:
            return cycle[::-1]
