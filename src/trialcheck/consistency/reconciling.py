"""Whether a record can be dated as a whole: a dating, or its minimal conflicts with the reasons."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from trialcheck.consistency.conflicts import MOST_CONFLICTS, conflicts_of, shrunk
from trialcheck.consistency.demands import Bound, Demands, Point, components
from trialcheck.consistency.refutation import Refutation, refutation_of
from trialcheck.consistency.solver import (
    TRIES,
    Clashing,
    Dated,
    Tries,
    Verdict,
    decide,
)

TRIES_IN_ALL = 150_000
"""How many ways are tried for one record in all, and once more to tell why it cannot be dated."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that no times reconcile, though any of them left out lets the rest be dated.

    `claims` are those of their claims that are needed, `refutation` why they clash (None if that
    takes too many cases to tell).
    """

    statements: tuple[str, ...]
    claims: tuple[str, ...]
    refutation: Refutation | None
    demands: Demands


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What came of dating a record as a whole.

    `dating` gives a time in minutes to each point of the parts that can be dated. `complete` says
    that there are no other conflicts, `undecided` counts the parts that were left without verdict.
    `told` are conflicts that findings of single laws report already.
    """

    conflicts: tuple[Conflict, ...]
    dating: Mapping[Point, int]
    complete: bool
    undecided: int
    told: tuple[Conflict, ...] = ()


def reconciled(
    demands: Demands,
    statement_of: Mapping[str, str],
    known: Collection[frozenset[str]] = (),
    *,
    era: int = 0,
    most: int = MOST_CONFLICTS,
    tries: int = TRIES_IN_ALL,
) -> Reconciliation:
    """Date a record, part by part; `demands` rest on claims, whose statements are given.

    `known` are sets of statements that are reported as clashing already; a conflict that holds
    such a set is told. `era` is some minute of the record: what nothing dates is put about there.
    """
    conflicts: list[Conflict] = []
    told: list[Conflict] = []
    dating: dict[Point, int] = {}
    complete, undecided = True, 0
    searching, explaining = Tries(tries), Tries(tries)
    for part in components(demands):
        verdict = decide(part, Tries(TRIES, searching), about=era)
        if isinstance(verdict, Dated):
            dating.update(verdict.times)
        elif isinstance(verdict, Clashing):
            room = most - len(conflicts)
            minimal = conflicts_of(
                renamed(part, statement_of), most=max(room, 1), tries=Tries(TRIES, searching)
            )
            found = [_explained(part, each, statement_of, explaining) for each in minimal.minimal]
            for conflict in found:
                (told if _is_known(conflict, known) else conflicts).append(conflict)
            complete = complete and minimal.complete
        else:
            undecided += 1
    conflicts.sort(key=lambda conflict: (len(conflict.statements), conflict.statements))
    return Reconciliation(
        tuple(conflicts), dating, complete and not undecided, undecided, tuple(told)
    )


def _is_known(conflict: Conflict, known: Collection[frozenset[str]]) -> bool:
    return any(each <= set(conflict.statements) for each in known)


def _explained(
    part: Demands, statements: frozenset[str], statement_of: Mapping[str, str], tries: Tries
) -> Conflict:
    """A conflict with the fewest claims of its statements that clash, and why."""
    claims = frozenset(c for c in part.statements() if statement_of[c] in statements)

    def verdict(chosen: frozenset[str]) -> Verdict:
        return decide(part.within(chosen), Tries(TRIES, tries))

    needed = verdict(claims)
    if isinstance(needed, Clashing):
        claims = shrunk(needed.statements, verdict)
    demands = part.within(claims)
    return Conflict(
        tuple(sorted(statements)), tuple(sorted(claims)), refutation_of(demands), demands
    )


def renamed(demands: Demands, names: Mapping[str, str]) -> Demands:
    """The same demands resting on other names: on statements or speakers in place of claims."""

    def renamed_bounds(bounds: Sequence[Bound]) -> tuple[Bound, ...]:
        return tuple(
            bound._replace(why=frozenset(names[name] for name in bound.why)) for bound in bounds
        )

    return Demands(
        renamed_bounds(demands.bounds),
        tuple(
            replace(
                choice,
                ways=tuple(renamed_bounds(way) for way in choice.ways),
                why=frozenset(names[name] for name in choice.why),
            )
            for choice in demands.either_ors
        ),
    )
