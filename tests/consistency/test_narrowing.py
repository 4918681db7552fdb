"""Narrowed dates are exactly what all datings of a record leave, by z3's word."""

from __future__ import annotations

import random

import pytest
import z3
from tests.consistency.networks import Referee, random_demands, shared_statements

from trialcheck.bounds import FAR
from trialcheck.consistency.demands import ORIGIN, Bound, Demands, EitherOr
from trialcheck.consistency.narrowing import narrowed_dates

DAY = 1440


def extreme_by_z3(demands, point, *, late):
    """The earliest or latest time of a point over all times that meet the demands."""
    numbers = {each: z3.Int(str(each)) for each in demands.points()}
    numbers[ORIGIN] = z3.IntVal(0)

    def formula(bound):
        return numbers[bound.later] - numbers[bound.earlier] <= bound.minutes

    judge = z3.Optimize()
    judge.add([formula(bound) for bound in demands.bounds])
    judge.add([z3.Or([z3.And([formula(b) for b in way]) for way in each.ways])
               for each in demands.either_ors])  # fmt: skip
    judge.add(numbers[point] <= FAR, numbers[point] >= -FAR)
    handle = judge.maximize(numbers[point]) if late else judge.minimize(numbers[point])
    assert judge.check() == z3.sat
    value = judge.upper(handle) if late else judge.lower(handle)
    return value.as_long()


@pytest.mark.parametrize("seed", range(3))
def test_the_extremes_are_those_of_z3(seed):
    """Whatever is said to be narrowed has exactly the extremes that z3 finds, for its reasons."""
    chance = random.Random(seed)
    compared = 0
    for _ in range(60):
        demands = random_demands(chance, 5, 8, 5, shared_statements(chance, 6))
        if not Referee(demands).fits():
            continue
        claims = sorted(demands.statements())
        points = [point for point in demands.points() if point != ORIGIN]
        ends = {name: (chance.choice(points), chance.choice(points)) for name in claims}
        found = narrowed_dates(demands, ends, {name: f"of {name}" for name in claims})
        for name, narrowed in found.items():
            start, end = ends[name]
            bounds = narrowed.bounds
            for point, late, told in (
                (start, False, bounds.earliest_start),
                (start, True, bounds.latest_start),
                (end, False, bounds.earliest_end),
                (end, True, bounds.latest_end),
            ):
                assert told == extreme_by_z3(demands, point, late=late)
                enough = {n.removeprefix("of ") for n in narrowed.statements} | {name}
                some = demands.within(frozenset(enough))
                if point in some.points():
                    assert told == extreme_by_z3(some, point, late=late)
                compared += 1
    assert compared > 100


def bound(earlier, later, minutes, *why):
    """A bound, `later - earlier <= minutes`."""
    return Bound(earlier, later, minutes, frozenset(why))


def test_an_either_or_narrows_from_one_side():
    """A visit of the first month that cannot be inside another's stay is after it or before it."""
    a, b = ("a", 0), ("b", 0)
    demands = Demands(
        (
            bound(ORIGIN, a, 30 * DAY, "a"),
            bound(a, ORIGIN, 0, "a"),
            bound(ORIGIN, b, 22 * DAY, "b"),
            bound(b, ORIGIN, -22 * DAY, "b"),
        ),
        (EitherOr(((bound(a, b, -DAY, "a", "b"),), (bound(b, a, -40 * DAY, "a", "b"),)),
                  frozenset({"a", "b"})),),
    )  # fmt: skip
    found = narrowed_dates(demands, {"a": (a, a), "b": (b, b)}, {"a": "x/a", "b": "y/b"})
    assert set(found) == {"a"}
    assert (found["a"].bounds.earliest_start, found["a"].bounds.latest_start) == (
        23 * DAY,
        30 * DAY,
    )
    assert found["a"].statements == ("y/b",)


def test_without_work_left_bounds_alone_narrow_and_nothing_false_is_told():
    """Out of budget the extremes are those of the bounds, which hold in every dating."""
    chance = random.Random(5)
    for _ in range(40):
        demands = random_demands(chance, 5, 8, 5, shared_statements(chance, 6))
        if not Referee(demands).fits():
            continue
        claims = sorted(demands.statements())
        points = [point for point in demands.points() if point != ORIGIN]
        ends = dict.fromkeys(claims, (points[0], points[-1]))
        for name, each in narrowed_dates(demands, ends, {n: n for n in claims}, work=0).items():
            start, end = ends[name]
            assert each.bounds.earliest_start <= extreme_by_z3(demands, start, late=False)
            assert each.bounds.latest_end >= extreme_by_z3(demands, end, late=True)
