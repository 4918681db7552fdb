"""The smallest withdrawals after which no law is broken.

A withdrawal helps if it takes at least one member out of every conflict: it is a hitting set of the
conflicts. The smallest are found by depth-first search, part by part, with a bound from conflicts
that share no member.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

MOST_SHOWN = 20
MOST_NODES = 300_000

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """The smallest withdrawals, all of one size, in order; none if nothing needs mending.

    `stuck` is a conflict whose members are all kept, so that nothing mends it. `all_shown` says
    that there are no others of this size, `exact` that there are surely no smaller ones.
    """

    smallest: tuple[Names, ...]
    stuck: Names | None
    all_shown: bool
    exact: bool


def smallest_withdrawals(
    conflicts: Iterable[Names], keep: Collection[str] = (), most: int = MOST_SHOWN
) -> Withdrawals:
    """The smallest sets of names, none in `keep`, of which each conflict holds at least one."""
    kept = frozenset(keep)
    needed = _minimal({frozenset(conflict) for conflict in conflicts})
    for conflict in needed:
        if conflict <= kept:
            return Withdrawals((), conflict, all_shown=True, exact=True)
    parts = [_Part(part, most) for part in _parts([c - kept for c in needed])]
    choices = [part.smallest() for part in parts]
    every = (frozenset().union(*chosen) for chosen in product(*choices))
    shown = list(islice(every, most + 1))
    return Withdrawals(
        tuple(sorted(shown[:most], key=sorted)) if parts else (),
        None,
        all_shown=len(shown) <= most and all(part.all_found for part in parts),
        exact=all(part.exact for part in parts),
    )


def _minimal(conflicts: Collection[Names]) -> list[Names]:
    ordered = sorted(conflicts, key=lambda each: (len(each), sorted(each)))
    found: list[Names] = []
    for conflict in ordered:
        if not any(each <= conflict for each in found):
            found.append(conflict)
    return found


def _parts(conflicts: Sequence[Names]) -> list[list[Names]]:
    """The conflicts in parts that share no member."""
    parts: list[tuple[set[str], list[Names]]] = []
    for conflict in conflicts:
        joined: tuple[set[str], list[Names]] = (set(conflict), [conflict])
        apart = []
        for part in parts:
            if part[0].isdisjoint(conflict):
                apart.append(part)
            else:
                joined = (joined[0] | part[0], part[1] + joined[1])
        parts = [*apart, joined]
    return [part[1] for part in parts]


class _Part:
    """Conflicts that hang together; their hitting sets are searched for size by size."""

    def __init__(self, conflicts: Sequence[Names], most: int) -> None:
        self._conflicts = sorted(conflicts, key=lambda each: (len(each), sorted(each)))
        self._most = most
        self._nodes = MOST_NODES
        self.exact = True
        self.all_found = True

    def smallest(self) -> list[Names]:
        """The smallest hitting sets, at most one more than are shown."""
        size = _apart(self._conflicts, frozenset())
        while True:
            found = list(islice(self._of_size(frozenset(), frozenset(), size), self._most + 1))
            if self._nodes < 0:
                self.exact = self.all_found = False
                return found or [self._greedy()]
            if found:
                self.all_found = len(found) <= self._most
                return found
            size += 1

    def _of_size(self, chosen: Names, refused: Names, left: int) -> Iterator[Names]:
        self._nodes -= 1
        if self._nodes < 0:
            return
        open_conflicts = [each - refused for each in self._conflicts if each.isdisjoint(chosen)]
        if not open_conflicts:
            yield chosen
            return
        if left == 0 or not all(open_conflicts) or _apart(open_conflicts, frozenset()) > left:
            return
        first = min(open_conflicts, key=lambda each: (len(each), sorted(each)))
        for name in sorted(first):
            yield from self._of_size(chosen | {name}, refused, left - 1)
            refused |= {name}

    def _greedy(self) -> Names:
        chosen: set[str] = set()
        while open_conflicts := [each for each in self._conflicts if each.isdisjoint(chosen)]:
            names = sorted({name for each in open_conflicts for name in each})
            chosen.add(max(names, key=lambda name: sum(name in each for each in open_conflicts)))
        return frozenset(chosen)


def _apart(conflicts: Iterable[Names], taken: Names) -> int:
    """How many of the conflicts share no member: so many must be withdrawn at the least."""
    count = 0
    for conflict in sorted(conflicts, key=lambda each: (len(each), sorted(each))):
        if taken.isdisjoint(conflict):
            taken |= conflict
            count += 1
    return count
