"""Facts looked up by kind, polarity and the values of their roles, and by when they can have been."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any

from trialcheck.facts import Fact

Key = tuple[str, ...]


class TimedBucket:
    """Facts sorted by when they can have been, so that those near a fact are found without asking all.

    Facts are kept in classes by how long they surely last, so that one long stay does not slow the search for the rest.
    """

    __slots__ = ("_classes",)

    def __init__(self, facts: Iterable[Fact]) -> None:
        classes: dict[int, list[Fact]] = defaultdict(list)
        for fact in facts:
            lasts = fact.bounds.earliest_end - fact.bounds.latest_start
            classes[max(lasts, 0).bit_length()].append(fact)
        self._classes = []
        for size, members in sorted(classes.items()):
            members.sort(key=lambda fact: (fact.bounds.latest_start, fact.number))
            starts = [fact.bounds.latest_start for fact in members]
            self._classes.append((1 << size, starts, members))

    def near(self, fact: Fact, apart: int) -> Iterator[Fact]:
        """The facts that might not fit before or after `fact` with `apart` minutes between."""
        bounds = fact.bounds
        for longest, starts, members in self._classes:
            first = bisect_left(starts, bounds.latest_start - apart - longest)
            last = bisect_left(starts, bounds.earliest_end + apart)
            for other in members[first:last]:
                if other.bounds.earliest_end + apart > bounds.latest_start:
                    yield other


class Index:
    """All facts of a casebook; look-ups by role are built when they are first needed."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._by_kind: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._by_roles: dict[tuple[str, str, Key], dict[Key, list[Fact]]] = {}
        self._split: dict[tuple[str, str, Key, str], dict[Key, dict[str, list[Fact]]]] = {}
        self._timed: dict[tuple[str, str, Key], dict[Key, TimedBucket]] = {}
        self.exclusive: list[Fact] = []
        """The claims that say of themselves `only`."""
        for fact in facts:
            self._keep(fact)

    def add(self, fact: Fact) -> None:
        """Add one fact; look-ups built so far are forgotten."""
        self._keep(fact)
        for kept in (self._by_roles, self._split, self._timed):
            _forget(kept, (fact.kind, fact.polarity))

    def _keep(self, fact: Fact) -> None:
        self._by_kind[fact.kind, fact.polarity].append(fact)
        if fact.claim is not None and fact.claim.only and not fact.implied:
            self.exclusive.append(fact)

    def kinds(self) -> list[str]:
        """The kinds of fact there are, sorted."""
        return sorted({kind for kind, _ in self._by_kind})

    def all_of(self, kind: str, polarity: str) -> list[Fact]:
        """The facts of a kind."""
        return self._by_kind.get((kind, polarity), [])

    def with_values(self, kind: str, polarity: str, roles: Key, values: Key) -> list[Fact]:
        """The facts of a kind whose roles hold the values, each among perhaps others."""
        if not roles:
            return self.all_of(kind, polarity)
        return self._grouped(kind, polarity, roles).get(values, [])

    def split_by(
        self, kind: str, polarity: str, roles: Key, values: Key, role: str
    ) -> dict[str, list[Fact]]:
        """The facts that `with_values` gives, by each value of one more role."""
        cache = self._split.setdefault((kind, polarity, roles, role), {})
        found = cache.get(values)
        if found is None:
            found = defaultdict(list)
            for fact in self.with_values(kind, polarity, roles, values):
                for value in fact.roles.get(role, ()):
                    found[value].append(fact)
            cache[values] = found
        return found

    def timed(self, kind: str, polarity: str, roles: Key, values: Key) -> TimedBucket:
        """The facts that `with_values` gives, to be looked up by time."""
        cache = self._timed.setdefault((kind, polarity, roles), {})
        found = cache.get(values)
        if found is None:
            found = cache[values] = TimedBucket(self.with_values(kind, polarity, roles, values))
        return found

    def _grouped(self, kind: str, polarity: str, roles: Key) -> dict[Key, list[Fact]]:
        found = self._by_roles.get((kind, polarity, roles))
        if found is None:
            grouped: dict[Key, list[Fact]] = defaultdict(list)
            for fact in self.all_of(kind, polarity):
                held = [fact.roles.get(role, ()) for role in roles]
                for key in product(*held):
                    grouped[key].append(fact)
            found = self._by_roles[kind, polarity, roles] = grouped
        return found


def _forget(kept: dict[Any, Any], kind: tuple[str, str]) -> None:
    for key in [key for key in kept if key[:2] == kind]:
        del kept[key]
