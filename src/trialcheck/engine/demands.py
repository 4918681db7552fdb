"""What a law demands of two moments, and by how much their dates fall short of it."""

from __future__ import annotations

from typing import NamedTuple

from trialcheck.bounds import FAR, Bounds
from trialcheck.casebook.model import Claim
from trialcheck.clocks import clock_difference, clock_differences, known_of
from trialcheck.engine.scene import Scene
from trialcheck.rules.model import Argument, TimeOf
from trialcheck.when import WITHOUT_END, WITHOUT_START


class Demand(NamedTuple):
    """`later - earlier >= minutes` between two moments, each given by its least and greatest time.

    Times are local; `minutes` already counts the `ahead` by which the later clock is ahead when the
    two are furthest apart. At other times it may ask for `fewer` or `more` minutes than that.
    """

    earlier: tuple[int, int]
    later: tuple[int, int]
    minutes: int
    earlier_point: tuple[str, int]
    later_point: tuple[str, int]
    ahead: int
    fewer: int = 0
    more: int = 0

    @property
    def short(self) -> int:
        """By how many minutes no choice of times can meet it; zero or less if some choice can."""
        return self.minutes - (self.later[1] - self.earlier[0])

    @property
    def is_met(self) -> bool:
        """Whether some choice of times meets it."""
        # Two ends of one claim that are one moment cannot be moved apart.
        if self.earlier_point == self.later_point:
            return self.minutes <= 0
        return self.short <= 0

    @property
    def is_sure(self) -> bool:
        """Whether every choice of times meets it."""
        if self.earlier_point == self.later_point:
            return self.minutes <= 0
        is_of_one_claim = self.earlier_point[0] == self.later_point[0]
        if is_of_one_claim and self.earlier_point < self.later_point and self.minutes <= self.ahead:
            return True  # from the start to the end of one claim
        return self.later[0] - self.earlier[1] >= self.minutes + self.more


Ways = list[list[Demand]]
"""Demands that hold together, in each of several ways of which one must hold."""

MINUTE_ZERO = ("origin", 0)
"""The point of a demand that stands for minute 0."""


class End(NamedTuple):
    """The start or the end of a fact: its least and greatest time, and its point of which claim."""

    times: tuple[int, int]
    point: tuple[str, int]
    claim: Claim | None


def start_of(scene: Scene, argument: Argument) -> End:
    """The moment at which what an argument names starts."""
    bounds, fact = scene.time_of(argument), scene.fact_of(argument)
    if isinstance(argument, TimeOf) and argument.part == "end":
        return End((bounds.earliest_end, bounds.latest_end), fact.end, fact.claim)
    return End((bounds.earliest_start, bounds.latest_start), fact.start, fact.claim)


def end_of(scene: Scene, argument: Argument) -> End:
    """The moment at which what an argument names ends."""
    bounds, fact = scene.time_of(argument), scene.fact_of(argument)
    if isinstance(argument, TimeOf) and argument.part == "start":
        return End((bounds.earliest_start, bounds.latest_start), fact.start, fact.claim)
    return End((bounds.earliest_end, bounds.latest_end), fact.end, fact.claim)


def demand(scene: Scene, earlier: End, later: End, minutes: int) -> Demand:
    """The demand of so many minutes at least from one end to another, by clocks that may differ."""
    points = earlier.point, later.point
    clocks = scene.world.clocks
    if not clocks.are_declared or earlier.claim is None or later.claim is None:
        return Demand(earlier.times, later.times, minutes, *points, 0)
    ahead = clock_difference(
        (earlier.claim, earlier.point[1], known_of(*earlier.times)),
        (later.claim, later.point[1], known_of(*reversed(later.times))),
        clocks,
    )
    least, most = clock_differences(
        (earlier.claim, earlier.point[1], earlier.times),
        (later.claim, later.point[1], later.times),
        clocks,
    )
    fewer, more = max(ahead - least, 0), max(most - ahead, 0)
    return Demand(earlier.times, later.times, minutes + ahead, *points, ahead, fewer, more)


def either_way(scene: Scene, first: Argument, second: Argument, minutes: int) -> list[Demand]:
    """The two demands of which one must be met: so long from one to the other, or back."""
    start, end = _both_ends(scene, first)
    other_start, other_end = _both_ends(scene, second)
    return [
        demand(scene, end, other_start, minutes),
        demand(scene, other_end, start, minutes),
    ]


def within(scene: Scene, inner: Argument, outer: Argument) -> list[Demand]:
    """The demands that must all be met for one thing to lie within the time of another.

    Those that are surely met are left out. An end without bound says that nobody named one, not
    that the thing lasts for ever: then it must only have begun before the other is over.
    """
    bounds, around = scene.time_of(inner), scene.time_of(outer)
    # What it is tied to may have no bound, and it one of its own.
    is_whole = isinstance(inner, TimeOf) and not inner.part
    own = scene.fact_of(inner).own if is_whole else bounds
    demands = []
    if not _is_begun(scene, bounds, around, outer):
        begins = start_of if own.latest_start > WITHOUT_START else end_of
        demands.append(demand(scene, start_of(scene, outer), begins(scene, inner), 0))
    if not _is_over(scene, bounds, around, outer):
        ends = end_of if own.earliest_end < WITHOUT_END else start_of
        demands.append(demand(scene, ends(scene, inner), end_of(scene, outer), 0))
    return demands


def _is_begun(scene: Scene, inner: Bounds, outer: Bounds, around: Argument) -> bool:
    """Whether nothing can keep one thing from beginning no earlier than another."""
    if inner.latest_end <= WITHOUT_START:
        return True
    # Nothing bounds what the registry leaves open.
    if outer.earliest_start <= -FAR and scene.fact_of(around).claim is None:
        return True
    return not scene.world.clocks.are_declared and inner.earliest_start >= outer.latest_start


def _is_over(scene: Scene, inner: Bounds, outer: Bounds, around: Argument) -> bool:
    """Whether nothing can keep one thing from ending no later than another."""
    if inner.earliest_start >= WITHOUT_END:
        return True
    if outer.latest_end >= FAR and scene.fact_of(around).claim is None:
        return True
    return not scene.world.clocks.are_declared and inner.latest_end <= outer.earliest_end


def _both_ends(scene: Scene, argument: Argument) -> tuple[End, End]:
    if not isinstance(argument, TimeOf) or argument.part:
        return start_of(scene, argument), end_of(scene, argument)
    fact = scene.facts[argument.pattern]
    bounds = scene.bounds(fact)
    start = End((bounds.earliest_start, bounds.latest_start), fact.start, fact.claim)
    return start, End((bounds.earliest_end, bounds.latest_end), fact.end, fact.claim)
