"""The minimal sets of statements that no times reconcile, and the smallest withdrawals that help.

A conflict is minimal if without any one of its statements the rest can be dated. All of them, and
all smallest withdrawals, come from one tree of hitting sets (Reiter 1987; for the duality see
Liffiton, Previti, Malik, Marques-Silva 2016): a node is a set of statements left out; if the rest
still clashes, a conflict of the rest is found or known, and one of its statements must go too.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection
from dataclasses import dataclass

from trialcheck.consistency.demands import Demands
from trialcheck.consistency.solver import Clashing, Dated, Tries, Verdict, decide

MOST_CONFLICTS = 200
MOST_NODES = 3_000

Decide = Callable[[frozenset[str]], Verdict]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The minimal conflicts found, and the smallest withdrawals after which no conflict is left.

    `complete` tells whether these are all conflicts, `undecided` whether some part of the search
    ended without a verdict. `withdrawals` all have the least size there is.
    """

    minimal: tuple[frozenset[str], ...]
    withdrawals: tuple[frozenset[str], ...]
    complete: bool
    undecided: bool


def conflicts_of(
    demands: Demands,
    *,
    keep: Collection[str] = (),
    most: int = MOST_CONFLICTS,
    nodes: int = MOST_NODES,
    tries: Tries | None = None,
) -> Conflicts:
    """All minimal conflicts of some demands up to `most`, smallest withdrawals first.

    Statements in `keep` are never withdrawn. All searches share `tries`, `TRIES` if not said.
    """
    shared = Tries() if tries is None else tries

    def verdict(statements: frozenset[str]) -> Verdict:
        return decide(demands.within(statements), shared)

    return _Tree(demands.statements(), verdict, frozenset(keep)).grow(most, nodes)


def shrunk(statements: frozenset[str], verdict: Decide) -> frozenset[str]:
    """A minimal part of clashing statements that still clashes.

    Where the tries do not suffice to tell, a statement is kept.
    """
    core = statements
    for statement in sorted(statements):
        if statement not in core:
            continue
        found = verdict(core - {statement})
        if isinstance(found, Clashing):
            core = found.statements
    return core


class _Tree:
    """The tree of hitting sets, grown by size."""

    def __init__(self, everything: frozenset[str], verdict: Decide, keep: frozenset[str]) -> None:
        self._everything = everything
        self._verdict = verdict
        self._keep = keep
        self._minimal: dict[frozenset[str], None] = {}
        self._enough: list[frozenset[str]] = []
        self._undecided = False

    def grow(self, most: int, nodes: int) -> Conflicts:
        heap: list[tuple[int, tuple[str, ...]]] = [(0, ())]
        seen: set[frozenset[str]] = {frozenset()}
        complete = True
        while heap:
            nodes -= 1
            if nodes < 0 or len(self._minimal) >= most:
                complete = False
                break
            _, names = heapq.heappop(heap)
            left_out = frozenset(names)
            if any(enough <= left_out for enough in self._enough):
                continue
            conflict = self._conflict_without(left_out)
            if conflict is None:
                continue
            for statement in sorted(conflict - self._keep):
                child = left_out | {statement}
                if child not in seen:
                    seen.add(child)
                    heapq.heappush(heap, (len(child), tuple(sorted(child))))
        return self._result(complete)

    def _conflict_without(self, left_out: frozenset[str]) -> frozenset[str] | None:
        """A conflict among the statements that are left, or None if they can be dated."""
        for known in self._minimal:
            if not known & left_out:
                return known
        found = self._verdict(self._everything - left_out)
        if isinstance(found, Dated):
            self._enough.append(left_out)
            return None
        if not isinstance(found, Clashing):
            self._undecided = True
            return None
        conflict = shrunk(found.statements, self._verdict)
        self._minimal[conflict] = None
        return conflict

    def _result(self, complete: bool) -> Conflicts:
        ordered = sorted(self._minimal, key=lambda each: (len(each), sorted(each)))
        least = min((len(each) for each in self._enough), default=0)
        withdrawals = sorted((each for each in self._enough if len(each) == least), key=sorted)
        return Conflicts(
            tuple(ordered),
            tuple(withdrawals) if self._minimal else (),
            complete and not self._undecided,
            self._undecided,
        )
