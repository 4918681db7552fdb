"""Random demands on points in time, and z3's word on whether any times meet them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from itertools import combinations

import z3

from trialcheck.consistency.demands import ORIGIN, Bound, Demands, EitherOr, Point

Why = Callable[[], frozenset[str]]


def random_demands(
    chance: random.Random, points: int, bounds: int, choices: int, why: Why
) -> Demands:
    """Up to so many bounds and either-ors, each of one to three ways of one or two bounds."""
    known: list[Point] = [("point", number) for number in range(points)] + [ORIGIN]

    def bound(names: frozenset[str]) -> Bound:
        earlier, later = chance.sample(known, 2)
        return Bound(earlier, later, chance.randint(-6, 10), names)

    def choice() -> EitherOr:
        names = why()
        ways = tuple(
            tuple(bound(names) for _ in range(chance.randint(1, 2)))
            for _ in range(chance.randint(1, 3))
        )
        return EitherOr(ways, names)

    return Demands(
        tuple(bound(why()) for _ in range(chance.randint(bounds // 2, bounds))),
        tuple(choice() for _ in range(chance.randint(choices // 2, choices))),
    )


def one_statement_each() -> Why:
    """Every demand rests on a statement of its own."""
    numbers = iter(range(1_000))
    return lambda: frozenset({f"s{next(numbers)}"})


def shared_statements(chance: random.Random, number: int) -> Why:
    """Every demand rests on one or two of so many statements."""
    names = [f"s{each}" for each in range(number)]
    return lambda: frozenset(chance.sample(names, chance.randint(1, min(2, number))))


class Referee:
    """Says of any statements of some demands whether times exist that meet what rests on them."""

    def __init__(self, demands: Demands) -> None:
        """Put down each demand under the statements that it rests on."""
        self.statements = sorted(demands.statements())
        self._taken = {name: z3.Bool(name) for name in self.statements}
        self._points = {point: z3.Int(str(point)) for point in demands.points()}
        self._solver = z3.Solver()
        self._solver.add(self._points[ORIGIN] == 0)
        for bound in demands.bounds:
            self._demand(self._formula(bound), bound.why)
        for choice in demands.either_ors:
            ways = [z3.And([self._formula(bound) for bound in way]) for way in choice.ways]
            self._demand(z3.Or(ways), choice.why)

    def fits(self, statements: frozenset[str] | None = None) -> bool:
        """Whether what rests on these statements, or on all, can be met."""
        chosen = self.statements if statements is None else sorted(statements)
        return self._solver.check([self._taken[name] for name in chosen]) == z3.sat

    def conflicts(self) -> set[frozenset[str]]:
        """All minimal sets of statements that clash, by trying all sets from the smallest on."""
        found: set[frozenset[str]] = set()
        for size in range(len(self.statements) + 1):
            for chosen in map(frozenset, combinations(self.statements, size)):
                if not any(known <= chosen for known in found) and not self.fits(chosen):
                    found.add(chosen)
        return found

    def withdrawals(self) -> set[frozenset[str]]:
        """All sets of the least size without which the rest fits; none if all fits."""
        for size in range(len(self.statements) + 1):
            found = {
                chosen
                for chosen in map(frozenset, combinations(self.statements, size))
                if self.fits(frozenset(self.statements) - chosen)
            }
            if found:
                return found - {frozenset()}
        return set()

    def _formula(self, bound: Bound) -> z3.BoolRef:
        return self._points[bound.later] - self._points[bound.earlier] <= bound.minutes

    def _demand(self, formula: z3.BoolRef, why: frozenset[str]) -> None:
        self._solver.add(z3.Implies(z3.And([self._taken[name] for name in sorted(why)]), formula))


def met(bound: Bound, times: Mapping[Point, int]) -> bool:
    """Whether times meet a bound; minute 0 is at 0."""
    return times.get(bound.later, 0) - times.get(bound.earlier, 0) <= bound.minutes


def unmet(demands: Demands, times: Mapping[Point, int]) -> list[Bound | EitherOr]:
    """The demands that times do not meet; every point but minute 0 must have a time."""
    assert set(demands.points()) - {ORIGIN} <= set(times)
    return [
        *(bound for bound in demands.bounds if not met(bound, times)),
        *(
            choice
            for choice in demands.either_ors
            if not any(all(met(bound, times) for bound in way) for way in choice.ways)
        ),
    ]
