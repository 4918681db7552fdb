"""The solver gives the verdict of z3 on any demands, and the times or the clash to prove it."""

from __future__ import annotations

import random

import pytest
from tests.consistency.networks import (
    Referee,
    one_statement_each,
    random_demands,
    shared_statements,
    unmet,
)

from trialcheck.consistency.demands import ORIGIN, Bound, Demands, EitherOr, components
from trialcheck.consistency.solver import Clashing, Dated, Tries, Undecided, decide

A, B, C = ("a", 0), ("b", 0), ("c", 0)


def bound(earlier, later, minutes, *why):
    """A bound, `later - earlier <= minutes`."""
    return Bound(earlier, later, minutes, frozenset(why))


def either(*ways, why):
    """An either-or of ways of one bound each."""
    return EitherOr(tuple((way,) for way in ways), frozenset({why}))


@pytest.mark.parametrize("seed", range(4))
def test_the_verdict_is_that_of_z3(seed):
    """Of demands that z3 can meet come times that meet all; of others, statements that clash."""
    chance = random.Random(seed)
    dated = clashing = 0
    for _ in range(150):
        demands = random_demands(chance, chance.randint(2, 7), 10, 8, one_statement_each())
        verdict = decide(demands)
        referee = Referee(demands)
        if referee.fits():
            assert isinstance(verdict, Dated)
            assert unmet(demands, verdict.times) == []
            dated += 1
        else:
            assert isinstance(verdict, Clashing)
            assert verdict.statements <= demands.statements()
            assert not referee.fits(verdict.statements)
            clashing += 1
    assert min(dated, clashing) > 30


@pytest.mark.parametrize("seed", range(2))
def test_choices_that_hang_together(seed):
    """Many either-ors on few points, where going back is needed, end in the verdict of z3."""
    chance = random.Random(100 + seed)
    dated = clashing = 0
    for _ in range(60):
        demands = random_demands(chance, 5, 4, 16, one_statement_each())
        verdict = decide(demands)
        if Referee(demands).fits():
            assert isinstance(verdict, Dated)
            assert unmet(demands, verdict.times) == []
            dated += 1
        else:
            assert isinstance(verdict, Clashing)
            assert not Referee(demands).fits(verdict.statements)
            clashing += 1
    assert min(dated, clashing) > 5


def test_people_who_cannot_all_be_first():
    """Visits of ten minutes in a room for one, as many as fit and then one more."""

    def visits(number, room):
        bounds, choices = [], []
        for at in range(number):
            point = ("visit", at)
            bounds.append(bound(point, ORIGIN, 0, f"s{at}"))
            bounds.append(bound(ORIGIN, point, room - 10, f"s{at}"))
            choices += [
                either(
                    bound(("visit", other), point, -10, f"s{at}", f"s{other}"),
                    bound(point, ("visit", other), -10, f"s{at}", f"s{other}"),
                    why=f"s{at}",
                )
                for other in range(at)
            ]
        return Demands(tuple(bounds), tuple(choices))

    assert isinstance(decide(visits(5, 50)), Dated)
    assert isinstance(decide(visits(5, 49)), Clashing)


def test_parts_that_share_no_point_are_decided_alone():
    """All parts can be met if and only if the whole can, and no demand is lost between them."""
    chance = random.Random(3)
    for _ in range(60):
        demands = random_demands(chance, 9, 6, 3, shared_statements(chance, 5))
        parts = components(demands)
        verdicts = [decide(part) for part in parts]
        whole = decide(demands)
        assert isinstance(whole, Dated) == all(isinstance(each, Dated) for each in verdicts)
        assert sum(len(part.bounds) for part in parts) == len(demands.bounds)
        assert sum(len(part.either_ors) for part in parts) == len(demands.either_ors)
        points = [set(part.points()) - {ORIGIN} for part in parts]
        assert sum(map(len, points)) == len(set().union(*points))


def test_nothing_demanded():
    """Where nothing is demanded, nothing clashes."""
    assert isinstance(decide(Demands((), ())), Dated)


def test_exactly_one_dating():
    """Demands that leave one time to each point get those times."""
    demands = Demands(
        (
            bound(ORIGIN, A, 5, "a"),
            bound(A, ORIGIN, -5, "a"),
            bound(A, B, 3, "b"),
            bound(B, A, -3, "b"),
        ),
        (
            either(bound(B, C, -4, "c"), bound(C, ORIGIN, -9, "c"), why="c"),
            either(bound(ORIGIN, C, 9, "d"), why="d"),
        ),
    )
    verdict = decide(demands)
    assert isinstance(verdict, Dated)
    assert (verdict.times[A], verdict.times[B]) == (5, 8)
    assert unmet(demands, verdict.times) == []


def test_a_way_without_bounds_asks_nothing():
    """An either-or with an empty way is always met; one without ways never is."""
    free = EitherOr(((bound(A, A, -1, "a"),), ()), frozenset({"a"}))
    assert isinstance(decide(Demands((), (free,))), Dated)
    hopeless = EitherOr((), frozenset({"a"}))
    assert decide(Demands((), (hopeless,))) == Clashing(frozenset({"a"}))


def test_a_point_before_itself():
    """A bound that wants a point before itself clashes alone."""
    verdict = decide(Demands((bound(A, B, 1, "b"), bound(A, A, -1, "a")), ()))
    assert verdict == Clashing(frozenset({"a"}))


def test_far_minutes():
    """Times of any size are whole numbers, never rounded."""
    far = 10**11
    loop = (bound(A, B, far, "a"), bound(B, C, far, "b"))
    assert isinstance(decide(Demands((*loop, bound(C, A, -2 * far, "c")), ())), Dated)
    assert isinstance(decide(Demands((*loop, bound(C, A, -2 * far - 1, "c")), ())), Clashing)


def test_too_few_tries():
    """What cannot be decided with the tries allowed is said to be undecided, not consistent."""
    demands = Demands(
        (bound(ORIGIN, A, 9, "a"), bound(ORIGIN, B, 9, "b")),
        tuple(
            either(bound(A, B, -1, str(at)), bound(B, A, -1, str(at)), why=str(at))
            for at in range(3)
        ),
    )
    assert decide(demands, Tries(0)) == Undecided()
    assert isinstance(decide(demands, Tries(10)), Dated)


def test_the_same_demands_have_the_same_verdict():
    """Two runs over the same demands give the same times, point by point."""
    chance = random.Random(5)
    for _ in range(20):
        demands = random_demands(chance, 6, 6, 6, one_statement_each())
        assert decide(demands) == decide(demands)
