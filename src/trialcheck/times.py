"""Times that obey a growing set of bounds, mended with each bound that is added.

A bound `later - earlier <= w` is an edge of weight w; times that obey all bounds exist if and only
if no cycle is negative (Dechter, Meiri, Pearl 1991). The times are mended by a search for shortest
paths with reduced weights, as in Cotton and Maler (2006): only points that must move are touched,
and taking bounds back needs no mending, since what obeyed more obeys less.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

Edge = tuple[int, int, int, int]
"""From, to, weight, and the label by which whoever added it knows it."""


@dataclass(frozen=True, slots=True)
class Clash:
    """The labels of the bounds on a negative cycle, and by how many minutes it is short."""

    labels: tuple[int, ...]
    short: int


class Times:
    """Times of numbered points; each added bound is obeyed, or refused with a clash."""

    __slots__ = ("_out", "moved", "times")

    def __init__(self, times: Sequence[int]) -> None:
        """Begin with any times and no bounds."""
        self.times = list(times)
        self.moved: list[int] = []
        self._out: list[list[Edge]] = [[] for _ in times]

    def add(self, earlier: int, later: int, minutes: int, label: int) -> Clash | None:
        """Demand `later - earlier <= minutes`; a refused bound leaves everything as it was.

        The points whose times change are appended to `moved`.
        """
        edge = (earlier, later, minutes, label)
        if earlier == later:
            return Clash((label,), -minutes) if minutes < 0 else None
        clash = self._mend(edge)
        if clash is None:
            self._out[earlier].append(edge)
        return clash

    def take_back(self, earlier: int) -> None:
        """Take back the last bound added from a point."""
        self._out[earlier].pop()

    def _mend(self, edge: Edge) -> Clash | None:
        earlier, later, minutes, _ = edge
        times = self.times
        short = times[earlier] + minutes - times[later]
        if short >= 0:
            return None
        came_by: dict[int, Edge] = {later: edge}
        gain: dict[int, int] = {later: short}
        final: dict[int, int] = {}
        heap = [(short, later)]
        while heap:
            less, point = heapq.heappop(heap)
            if point in final or gain[point] != less:
                continue
            if point == earlier:
                return self._clash(came_by, edge, less)
            final[point] = moved = times[point] + less
            for onward in self._out[point]:
                target = onward[1]
                if target in final:
                    continue
                change = moved + onward[2] - times[target]
                if change < 0 and change < gain.get(target, 0):
                    gain[target] = change
                    came_by[target] = onward
                    heapq.heappush(heap, (change, target))
        for point, time in final.items():
            times[point] = time
        self.moved.extend(final)
        return None

    def _clash(self, came_by: dict[int, Edge], edge: Edge, less: int) -> Clash:
        labels = []
        point = edge[0]
        while True:
            step = came_by[point]
            labels.append(step[3])
            if step is edge:
                return Clash(tuple(reversed(labels)), -less)
            point = step[0]
