"""What a record demands of the times of its claims, in the form that the solver decides."""

from __future__ import annotations

from dataclasses import dataclass

from trialcheck.network import ORIGIN, Bound, Point

__all__ = ["ORIGIN", "Bound", "Demands", "EitherOr", "Point", "Way", "components"]

Way = tuple[Bound, ...]
"""Bounds that hold together: one way to meet an either-or."""


@dataclass(frozen=True, slots=True)
class EitherOr:
    """At least one of `ways` holds, as the statements in `why` have it."""

    ways: tuple[Way, ...]
    why: frozenset[str]


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


def components(demands: Demands) -> list[Demands]:
    """The demands in parts that share no point but minute 0, each to be decided alone."""
    leader: dict[Point, Point] = {}

    def find(point: Point) -> Point:
        root = point
        while leader.setdefault(root, root) != root:
            root = leader[root]
        while leader[point] != root:
            leader[point], point = root, leader[point]
        return root

    def join(points: list[Point]) -> None:
        for point in points[1:]:
            leader[find(point)] = find(points[0])

    for bound in demands.bounds:
        join([p for p in (bound.earlier, bound.later) if p != ORIGIN])
    for choice in demands.either_ors:
        join(_points_of(choice))
    return _shared_out(demands, find)


def _points_of(choice: EitherOr) -> list[Point]:
    found = {
        point: None
        for way in choice.ways
        for bound in way
        for point in (bound.earlier, bound.later)
        if point != ORIGIN
    }
    return list(found)


def _shared_out(demands: Demands, find: object) -> list[Demands]:
    assert callable(find)  # noqa: S101  # the finder of `components`
    bounds: dict[Point, list[Bound]] = {}
    choices: dict[Point, list[EitherOr]] = {}
    order: dict[Point, None] = {}
    for bound in demands.bounds:
        point = bound.later if bound.earlier == ORIGIN else bound.earlier
        key = find(point)
        order[key] = None
        bounds.setdefault(key, []).append(bound)
    for choice in demands.either_ors:
        points = _points_of(choice)
        key = find(points[0]) if points else ORIGIN
        order[key] = None
        choices.setdefault(key, []).append(choice)
    return [Demands(tuple(bounds.get(key, ())), tuple(choices.get(key, ()))) for key in order]
