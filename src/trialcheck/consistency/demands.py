"""What a record demands of the times of its claims, in the form that the solver decides."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from trialcheck.consistency.partition import Partition
from trialcheck.network import ORIGIN, Bound, Point

__all__ = ["ORIGIN", "Bound", "Demands", "EitherOr", "Point", "Way", "components"]

End = tuple[str, int]
"""The start (0) or the end (1) of a claim, or of something else that has a name."""

Way = tuple[Bound, ...]
"""Bounds that hold together: one way to meet an either-or."""


@dataclass(frozen=True, slots=True)
class EitherOr:
    """At least one of `ways` holds, as the statements in `why` have it."""

    ways: tuple[Way, ...]
    why: frozenset[str]

    def points(self) -> list[Point]:
        """All points that its ways speak of, in a fixed order, without minute 0."""
        found = {
            point: None
            for way in self.ways
            for bound in way
            for point in (bound.earlier, bound.later)
            if point != ORIGIN
        }
        return list(found)


@dataclass(frozen=True, slots=True)
class Demands:
    """Bounds that all hold, and either-ors of which each holds in some way."""

    bounds: tuple[Bound, ...]
    either_ors: tuple[EitherOr, ...]

    def within(self, statements: frozenset[str]) -> Demands:
        """Only what rests on no other statements than these."""
        return Demands(
            tuple(bound for bound in self.bounds if bound.why <= statements),
            tuple(choice for choice in self.either_ors if choice.why <= statements),
        )

    def __add__(self, other: Demands) -> Demands:
        """These demands and others."""
        return Demands(self.bounds + other.bounds, self.either_ors + other.either_ors)

    def statements(self) -> frozenset[str]:
        """All statements that any demand rests on."""
        found: set[str] = set()
        for bound in self.bounds:
            found |= bound.why
        for choice in self.either_ors:
            found |= choice.why
        return frozenset(found)

    def points(self) -> list[Point]:
        """All points, in a fixed order; minute 0 first."""
        found: dict[Point, None] = {ORIGIN: None}
        ways = (bound for choice in self.either_ors for way in choice.ways for bound in way)
        for bound in (*self.bounds, *ways):
            found[bound.earlier] = None
            found[bound.later] = None
        return list(found)


def end_at(point: Point) -> End:
    """The end that a point of a demand stands for."""
    assert isinstance(point, tuple)  # noqa: S101  # points are names with an end
    return point


def components(demands: Demands) -> list[Demands]:
    """The demands in parts that share no point but minute 0, each to be decided alone."""
    groups = Partition()
    for bound in demands.bounds:
        groups.join(point for point in (bound.earlier, bound.later) if point != ORIGIN)
    for choice in demands.either_ors:
        groups.join(choice.points())
    return _shared_out(demands, groups)


def _shared_out(demands: Demands, groups: Partition) -> list[Demands]:
    bounds: dict[Hashable, list[Bound]] = {}
    choices: dict[Hashable, list[EitherOr]] = {}
    order: dict[Hashable, None] = {}
    for bound in demands.bounds:
        point = bound.later if bound.earlier == ORIGIN else bound.earlier
        key = groups.leader(point)
        order[key] = None
        bounds.setdefault(key, []).append(bound)
    for choice in demands.either_ors:
        points = choice.points()
        key = groups.leader(points[0]) if points else ORIGIN
        order[key] = None
        choices.setdefault(key, []).append(choice)
    return [Demands(tuple(bounds.get(key, ())), tuple(choices.get(key, ()))) for key in order]
