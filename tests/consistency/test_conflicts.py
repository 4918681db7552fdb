"""All minimal conflicts and smallest withdrawals are those that trying every subset finds."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from tests.consistency.networks import Referee, random_demands, shared_statements

from trialcheck.consistency.conflicts import conflicts_of, shrunk
from trialcheck.consistency.demands import ORIGIN, Bound, Demands, EitherOr
from trialcheck.consistency.mending import smallest_withdrawals
from trialcheck.consistency.refutation import Cases, Ring, bounds_in, refutation_of
from trialcheck.consistency.solver import Clashing, decide

A, B = ("a", 0), ("b", 0)


def check_refutation(refutation, demands, supposed=()):
    """Assert that every ring closes and falls short, and that every case is refuted."""
    if isinstance(refutation, Cases):
        assert refutation.choice in demands.either_ors
        assert len(refutation.ways) == len(refutation.choice.ways)
        for way, why in zip(refutation.choice.ways, refutation.ways, strict=True):
            check_refutation(why, demands, (*supposed, *way))
        return
    bounds = refutation.bounds
    assert all(bound in demands.bounds or bound in supposed for bound in bounds)
    for bound, following in zip(bounds, (*bounds[1:], bounds[0]), strict=True):
        assert bound.later == following.earlier
    assert sum(bound.minutes for bound in bounds) == -refutation.short < 0


def networks(seed, number):
    """Random demands that rest on a few shared statements."""
    chance = random.Random(seed)
    for _ in range(number):
        why = shared_statements(chance, chance.randint(2, 7))
        yield random_demands(chance, chance.randint(2, 5), 10, 6, why)


@pytest.mark.parametrize("seed", range(4))
def test_conflicts_and_withdrawals_are_those_of_brute_force(seed):
    """No minimal conflict is missed, none is invented, and no withdrawal could be smaller."""
    number = 0
    for demands in networks(seed, 50):
        found, referee = conflicts_of(demands), Referee(demands)
        assert found.complete
        assert not found.undecided
        assert set(found.minimal) == referee.conflicts()
        assert set(found.withdrawals) == referee.withdrawals()
        assert list(found.minimal) == sorted(
            found.minimal, key=lambda each: (len(each), sorted(each))
        )
        assert len(set(found.minimal)) == len(found.minimal)
        number += len(found.minimal)
    assert number > 20


@pytest.mark.parametrize("seed", range(10, 13))
def test_refutations_are_proofs(seed):
    """Demands that clash have a refutation that can be checked ring by ring; others none."""
    rings = cases = 0
    for demands in networks(seed, 80):
        refutation = refutation_of(demands)
        if Referee(demands).fits():
            assert refutation is None
            continue
        assert refutation is not None
        check_refutation(refutation, demands)
        assert len(bounds_in(refutation)) > 0
        rings += isinstance(refutation, Ring)
        cases += isinstance(refutation, Cases)
    assert min(rings, cases) > 0


@pytest.mark.parametrize("seed", range(20, 22))
def test_statements_that_are_kept(seed):
    """Withdrawals leave alone what is to be kept, and are the smallest of those that do."""
    for demands in networks(seed, 30):
        referee = Referee(demands)
        kept = frozenset(sorted(demands.statements())[:1])
        found = conflicts_of(demands, keep=kept)
        for withdrawal in found.withdrawals:
            assert not withdrawal & kept
            assert referee.fits(demands.statements() - withdrawal)
        if found.minimal and not any(each <= kept for each in referee.conflicts()):
            assert found.withdrawals


@pytest.mark.parametrize("seed", range(40, 42))
def test_the_smallest_sets_that_hit_every_conflict(seed):
    """Of random conflicts all smallest sets of names are found that hold one of each."""
    chance = random.Random(seed)
    for _ in range(60):
        names = [f"s{number}" for number in range(chance.randint(2, 8))]
        conflicts = [
            frozenset(chance.sample(names, chance.randint(1, min(4, len(names)))))
            for _ in range(chance.randint(1, 7))
        ]
        kept = set(chance.sample(names, chance.randint(0, 2)))
        found = smallest_withdrawals(conflicts, kept, most=1_000)
        free = [name for name in names if name not in kept]
        sizes = [
            [set(c) for c in combinations(free, size) if all(set(c) & each for each in conflicts)]
            for size in range(len(free) + 1)
        ]
        least = next((each for each in sizes if each), [])
        assert sorted(map(sorted, found.smallest)) == sorted(map(sorted, least))
        assert (found.stuck is None) == bool(least)
        assert found.exact
        assert found.all_shown


def chain(number):
    """Points each after the one before, the last at the time of the first."""
    return Demands(
        tuple(
            Bound((f"p{(at + 1) % number}", 0), (f"p{at}", 0), -1, frozenset({f"s{at}"}))
            for at in range(number)
        ),
        (),
    )


def test_a_conflict_of_many_statements():
    """A ring of twelve is one conflict; any one withdrawal mends it."""
    demands = chain(12)
    found = conflicts_of(demands)
    assert found.minimal == (demands.statements(),)
    assert set(found.withdrawals) == {frozenset({name}) for name in demands.statements()}


def test_the_bound_on_conflicts():
    """Of more conflicts than are allowed some are given, and it is said that there are more."""
    fixed = [Bound(ORIGIN, A, 0, frozenset({f"early{at}"})) for at in range(4)]
    fixed += [Bound(A, ORIGIN, -1, frozenset({f"late{at}"})) for at in range(4)]
    demands = Demands(tuple(fixed), ())
    every = conflicts_of(demands)
    assert every.complete
    assert len(every.minimal) == 16
    assert set(every.withdrawals) == {
        frozenset(f"{word}{at}" for at in range(4)) for word in ("early", "late")
    }
    few = conflicts_of(demands, most=5)
    assert not few.complete
    assert len(few.minimal) == 5
    assert set(few.minimal) <= set(every.minimal)


def test_a_demand_without_statement_is_never_withdrawn():
    """What rests on no statement, such as the order of birth and death, always holds."""
    demands = Demands((Bound(A, B, 0, frozenset()), Bound(B, A, -1, frozenset({"a"}))), ())
    found = conflicts_of(demands)
    assert found.minimal == (frozenset({"a"}),)
    assert found.withdrawals == (frozenset({"a"}),)


def test_shrinking_keeps_a_clash():
    """What is left after shrinking clashes, and nothing of it can be spared."""
    for demands in networks(30, 60):
        referee = Referee(demands)
        if referee.fits():
            continue
        core = shrunk(demands.statements(), lambda chosen, d=demands: decide(d.within(chosen)))
        assert core in referee.conflicts()


def test_a_refutation_names_the_case_that_is_short():
    """Both orders of two things of ten minutes in fifteen are refuted, five minutes short each."""
    slots = tuple(
        each
        for point in (A, B)
        for each in (
            Bound(point, ORIGIN, 0, frozenset({str(point[0])})),
            Bound(ORIGIN, point, 5, frozenset({str(point[0])})),
        )
    )
    both = frozenset({"a", "b"})
    demands = Demands(
        slots, (EitherOr(((Bound(B, A, -10, both),), (Bound(A, B, -10, both),)), both),)
    )
    assert isinstance(decide(demands), Clashing)
    refutation = refutation_of(demands)
    assert isinstance(refutation, Cases)
    check_refutation(refutation, demands)
    assert [ring.short for ring in refutation.ways] == [5, 5]
