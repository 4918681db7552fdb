"""Why demands cannot be met, step by step: either-ors split into cases, each ending in a ring."""

from __future__ import annotations

from dataclasses import dataclass

from trialcheck.bounds import AFTERWARDS
from trialcheck.consistency.demands import ORIGIN, Bound, Demands, EitherOr
from trialcheck.times import Clash, Times
from trialcheck.when import WITHOUT_END, WITHOUT_START


@dataclass(frozen=True, slots=True)
class Ring:
    """Bounds that lead from a point back to itself, and add up to less than nothing."""

    bounds: tuple[Bound, ...]

    @property
    def short(self) -> int:
        """The minutes that are missing."""
        return -sum(bound.minutes for bound in self.bounds)

    @property
    def is_of_order(self) -> bool:
        """Whether it says only what comes after what, so that no time is there to measure."""
        points = {point for bound in self.bounds for point in (bound.earlier, bound.later)}
        return ORIGIN not in points and all(
            -AFTERWARDS <= bound.minutes <= 0 for bound in self.bounds
        )

    @property
    def is_endless(self) -> bool:
        """Whether something in it never ends or never began: then no time is there to measure."""
        return any(map(is_endless, self.bounds))


@dataclass(frozen=True, slots=True)
class Cases:
    """An either-or with, for each of its ways in order, why that way fails."""

    choice: EitherOr
    ways: tuple[Refutation, ...]


Refutation = Ring | Cases


def is_endless(bound: Bound) -> bool:
    """Whether a bound puts something after all dates, or before them."""
    if bound.later == ORIGIN:
        return -bound.minutes >= WITHOUT_END
    return bound.earlier == ORIGIN and bound.minutes <= WITHOUT_START


def refutation_of(demands: Demands, most: int = 5_000) -> Refutation | None:
    """Why some demands cannot be met; None if they can, or if it takes more than `most` cases."""
    return _Refuter(demands, most).run()


class _Refuter:
    def __init__(self, demands: Demands, most: int) -> None:
        points = demands.points()
        self._number = {point: number for number, point in enumerate(points)}
        self._choices = demands.either_ors
        self._bounds: list[Bound] = list(demands.bounds)
        self._left = most

    def run(self) -> Refutation | None:
        times = Times([0] * len(self._number))
        for label, bound in enumerate(self._bounds):
            clash = self._add(times, bound, label)
            if clash is not None:
                return self._ring(clash)
        return self._cases(times, frozenset(range(len(self._choices))))

    def _cases(self, times: Times, open_choices: frozenset[int]) -> Refutation | None:
        """The shortest split found: a choice whose every way ends in a ring, else the first."""
        self._left -= 1
        if self._left < 0 or not open_choices:
            return None
        numbers = sorted(open_choices, key=lambda number: (self._open_ways(times, number), number))
        first = numbers[0]
        ways = []
        for way in self._choices[first].ways:
            refutation = self._refuted_way(times, way, open_choices - {first})
            if refutation is None:
                return None
            ways.append(refutation)
        return _simplest(Cases(self._choices[first], tuple(ways)))

    def _refuted_way(
        self, times: Times, way: tuple[Bound, ...], left: frozenset[int]
    ) -> Refutation | None:
        added: list[int] = []
        before = len(self._bounds)
        try:
            for bound in way:
                self._bounds.append(bound)
                clash = self._add(times, bound, len(self._bounds) - 1)
                if clash is not None:
                    return self._ring(clash)
                if bound.earlier != bound.later:
                    added.append(self._number[bound.earlier])
            return self._cases(times, left)
        finally:
            for point in reversed(added):
                times.take_back(point)
            del self._bounds[before:]

    def _open_ways(self, times: Times, number: int) -> int:
        """How many ways of an either-or do not fail at once."""
        count = 0
        for way in self._choices[number].ways:
            added = []
            for bound in way:
                if self._add(times, bound, -1) is not None:
                    break
                if bound.earlier != bound.later:
                    added.append(self._number[bound.earlier])
            else:
                count += 1
            for point in reversed(added):
                times.take_back(point)
        return count

    def _add(self, times: Times, bound: Bound, label: int) -> Clash | None:
        return times.add(
            self._number[bound.earlier], self._number[bound.later], bound.minutes, label
        )

    def _ring(self, clash: Clash) -> Ring:
        return Ring(tuple(self._bounds[label] for label in clash.labels))


def _simplest(cases: Cases) -> Refutation:
    """The refutation of one way alone, if it does not need that way at all."""
    for way, refutation in zip(cases.choice.ways, cases.ways, strict=True):
        if not any(bound in way for bound in bounds_in(refutation)):
            return refutation
    return cases


def bounds_in(refutation: Refutation) -> list[Bound]:
    """All bounds of all rings."""
    if isinstance(refutation, Ring):
        return list(refutation.bounds)
    return [bound for way in refutation.ways for bound in bounds_in(way)]
