"""Decides whether times exist that meet all demands, and if not, which statements forbid it.

The bounds form a simple temporal problem; with the either-ors it is a disjunctive one (Stergiou,
Koubarakis 2000). Times are kept that obey all bounds so far, and a choice is made only for an
either-or that those times do not meet. A dead end names the choices that led to it; the search
jumps back to the last of them (conflict-directed backjumping, Prosser 1993).
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field

from trialcheck.consistency.demands import ORIGIN, Bound, Demands, EitherOr, Point, Way, end_at
from trialcheck.measures import DAY
from trialcheck.times import Clash, Times
from trialcheck.when import WITHOUT_END, WITHOUT_START

TRIES = 60_000
"""How many ways are tried before a part of a record is left undecided."""

SPREAD = 2 * DAY
"""How far apart what has no date is put at first, in minutes: as far as most journeys take."""


@dataclass(slots=True)
class Tries:
    """How many ways may still be tried, by one search or by several that share; `within` bounds it.

    What is tried is counted, and not timed: so the verdict is the same on every machine.
    """

    left: int = TRIES
    within: Tries | None = None

    def spend(self) -> bool:
        """Whether one more may be tried; if so, it is taken off."""
        if self.left <= 0 or (self.within is not None and not self.within.spend()):
            return False
        self.left -= 1
        return True


@dataclass(frozen=True, slots=True)
class Dated:
    """Times, in minutes, that meet all demands."""

    times: Mapping[Point, int]


@dataclass(frozen=True, slots=True)
class Clashing:
    """Statements whose demands no times meet; not yet the fewest."""

    statements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Undecided:
    """The tries that were allowed were not enough."""


Verdict = Dated | Clashing | Undecided


def decide(demands: Demands, tries: Tries | None = None, *, about: int = 0) -> Verdict:
    """Find times that meet all demands, or statements that forbid any, in `TRIES` if not said.

    What nothing dates is put about the minute given. The verdict depends only on the demands, their
    order, and how many tries are left.
    """
    first = _first_times(demands, about)  # the search moves none that obey everything
    if meet(first, demands):
        del first[ORIGIN]
        return Dated(first)
    return _Search(demands, first, Tries() if tries is None else tries).run()


def meet(times: Mapping[Point, int], demands: Demands) -> bool:
    """Whether times for all points but minute 0 meet all demands."""
    times = {**times, ORIGIN: 0}
    return _are_met(demands.bounds, times) and all(
        any(_are_met(way, times) for way in choice.ways) for choice in demands.either_ors
    )


def _are_met(way: Way, times: Mapping[Point, int]) -> bool:
    return all(times[bound.later] - times[bound.earlier] <= bound.minutes for bound in way)


@dataclass(slots=True)
class _Frame:
    """A choice that was made: which either-or, the ways left, and why the others failed."""

    choice: int
    ways: list[int]
    trail: int
    blamed: set[int] = field(default_factory=set)
    statements: set[str] = field(default_factory=set)


def _first_times(demands: Demands, about: int) -> dict[Point, int]:
    """Each point as early as its own date allows, else as late; minute 0 first.

    What has no date begins before the last of the others, or before the minute given, each `SPREAD`
    before the one that came last: so little of it is in the way of other such things. Mending makes
    times earlier, and what begins much too early would put all that is dated off by as much.
    """
    earliest: dict[Point, int] = {}
    latest: dict[Point, int] = {}
    for bound in demands.bounds:
        if bound.later == ORIGIN and -bound.minutes > WITHOUT_START:
            known = earliest.get(bound.earlier, -bound.minutes)
            earliest[bound.earlier] = max(known, -bound.minutes)
        elif bound.earlier == ORIGIN and bound.minutes < WITHOUT_END:
            known = latest.get(bound.later, bound.minutes)
            latest[bound.later] = min(known, bound.minutes)
    dated = latest | earliest
    last = max((t for t in dated.values() if WITHOUT_START < t < WITHOUT_END), default=about)
    times: dict[Point, int] = {ORIGIN: 0}
    spread: dict[str, int] = {}
    for point in demands.points()[1:]:
        name, end = end_at(point)
        time = dated.get(point, dated.get((name, 1 - end)))
        if time is None:
            time = spread.setdefault(name, last - SPREAD * len(spread))
        times[point] = time
    return times


class _Search:
    def __init__(self, demands: Demands, first: Mapping[Point, int], tries: Tries) -> None:
        self._points = list(first)
        self._number = {point: number for number, point in enumerate(self._points)}
        self._demands = demands
        self._tries = tries
        self._times = Times(list(first.values()))
        self._labels: list[tuple[Bound, int]] = []
        self._trail: list[int] = []
        self._frames: list[_Frame] = []
        self._at: dict[int, int] = {}
        self._watchers: dict[int, list[int]] = {}
        self._ways = [
            [[self._edge(bound) for bound in way] for way in choice.ways]
            for choice in demands.either_ors
        ]
        self._unmet: list[int] = []
        self._queued: set[int] = set()

    def _edge(self, bound: Bound) -> tuple[int, int, int, Bound]:
        return self._number[bound.earlier], self._number[bound.later], bound.minutes, bound

    def run(self) -> Verdict:
        """Search."""
        for bound in self._demands.bounds:
            clash = self._add(bound, -1)
            if clash is not None:
                return Clashing(self._blame(clash)[1])
        self._watch()
        while True:
            choice = self._next_unmet()
            if choice is None:
                return Dated(self._dating())
            self._frames.append(_Frame(choice, self._ordered(choice), len(self._trail)))
            verdict = self._advance()
            if verdict is not None:
                return verdict

    def _watch(self) -> None:
        for number, ways in enumerate(self._ways):
            points = {point for way in ways for edge in way for point in edge[:2]}
            for point in sorted(points):
                self._watchers.setdefault(point, []).append(number)
            self._queue(number)
        self._times.moved.clear()

    def _queue(self, choice: int) -> None:
        if choice not in self._queued and choice not in self._at:
            self._queued.add(choice)
            heapq.heappush(self._unmet, choice)

    def _next_unmet(self) -> int | None:
        """The first either-or that the times do not meet."""
        for point in self._times.moved:
            for choice in self._watchers.get(point, ()):
                self._queue(choice)
        self._times.moved.clear()
        while self._unmet:
            choice = heapq.heappop(self._unmet)
            self._queued.discard(choice)
            if choice not in self._at and not self._is_met(choice):
                return choice
        return None

    def _is_met(self, choice: int) -> bool:
        times = self._times.times
        return any(
            all(times[later] - times[earlier] <= minutes for earlier, later, minutes, _ in way)
            for way in self._ways[choice]
        )

    def _ordered(self, choice: int) -> list[int]:
        """The ways of an either-or, the one that asks for the least change last, to be popped."""
        times = self._times.times

        def change(way: int) -> int:
            return sum(
                max(0, times[later] - times[earlier] - minutes)
                for earlier, later, minutes, _ in self._ways[choice][way]
            )

        return sorted(range(len(self._ways[choice])), key=lambda way: (-change(way), -way))

    def _advance(self) -> Verdict | None:
        """Take the next way of the last choice, going back as far as need be."""
        while True:
            frame = self._frames[-1]
            if not frame.ways:
                verdict = self._jump_back()
                if verdict is not None:
                    return verdict
                continue
            if not self._tries.spend():
                return Undecided()
            way = frame.ways.pop()
            clash = self._take(frame, way)
            if clash is None:
                return None
            blamed, statements = self._blame(clash)
            frame.blamed |= blamed - {frame.choice}
            frame.statements |= statements
            self._undo(frame.trail)

    def _take(self, frame: _Frame, way: int) -> Clash | None:
        self._at[frame.choice] = len(self._frames) - 1
        for _, _, _, bound in self._ways[frame.choice][way]:
            clash = self._add(bound, frame.choice)
            if clash is not None:
                return clash
        return None

    def _jump_back(self) -> Verdict | None:
        """Leave the last choice, whose ways have all failed, for the last one to blame."""
        failed = self._frames[-1]
        choice: EitherOr = self._demands.either_ors[failed.choice]
        statements = failed.statements | choice.why
        if not failed.blamed:
            return Clashing(frozenset(statements))
        back = max(self._at[blamed] for blamed in failed.blamed)
        while len(self._frames) - 1 > back:
            left = self._frames.pop()
            self._at.pop(left.choice, None)
            self._queue(left.choice)
        frame = self._frames[-1]
        frame.blamed |= failed.blamed - {frame.choice}
        frame.statements |= statements
        self._undo(frame.trail)
        return None

    def _add(self, bound: Bound, choice: int) -> Clash | None:
        earlier, later, minutes, _ = self._edge(bound)
        self._labels.append((bound, choice))
        clash = self._times.add(earlier, later, minutes, len(self._labels) - 1)
        if clash is None and earlier != later:
            self._trail.append(earlier)
        return clash

    def _undo(self, trail: int) -> None:
        while len(self._trail) > trail:
            self._times.take_back(self._trail.pop())

    def _blame(self, clash: Clash) -> tuple[set[int], frozenset[str]]:
        """The choices and the statements behind the bounds of a clash."""
        choices: set[int] = set()
        statements: set[str] = set()
        for label in clash.labels:
            bound, choice = self._labels[label]
            statements |= bound.why
            if choice >= 0:
                choices.add(choice)
                statements |= self._demands.either_ors[choice].why
        return choices, frozenset(statements)

    def _dating(self) -> dict[Point, int]:
        zero = self._times.times[self._number[ORIGIN]]
        return {
            point: time - zero
            for point, time in zip(self._points, self._times.times, strict=True)
            if point != ORIGIN
        }
