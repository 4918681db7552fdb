"""Things joined into groups: disjoint sets with a leader each (Tarjan 1975)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable


class Partition:
    """Groups of things, each thing alone until it is joined to another."""

    def __init__(self) -> None:
        self._leader: dict[Hashable, Hashable] = {}

    def leader(self, thing: Hashable) -> Hashable:
        """The one thing that stands for the group of another."""
        leader = self._leader
        root = thing
        while leader.setdefault(root, root) != root:
            root = leader[root]
        while leader[thing] != root:
            leader[thing], thing = root, leader[thing]
        return root

    def join(self, things: Iterable[Hashable]) -> None:
        """Make one group of the groups of some things."""
        first = None
        for thing in things:
            root = self.leader(thing)
            if first is None:
                first = root
            elif root != first:
                self._leader[root] = first
