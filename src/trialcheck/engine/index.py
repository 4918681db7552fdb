"""Facts looked up by kind, polarity, the values of their roles, and when they can have been."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Any

from trialcheck.facts import Fact

Key = tuple[str, ...]


Span = Callable[[Fact], tuple[int, int]]
"""From when to when a fact is in the way of others; the end may lie before the start."""


def sure_span(fact: Fact) -> tuple[int, int]:
    """From when to when a fact surely holds."""
    return fact.bounds.latest_start, fact.bounds.earliest_end


class TimedBucket:
    """Facts sorted by their spans: those near a fact are found without asking all.

    They are kept in classes by how long they last, so that one long stay does not slow the search
    for the rest.
    """

    __slots__ = ("_classes", "_span")

    def __init__(self, facts: Iterable[Fact], span: Span) -> None:
        classes: dict[int, list[tuple[int, int, int, Fact]]] = defaultdict(list)
        for fact in facts:
            start, end = span(fact)
            classes[max(end - start, 0).bit_length()].append((start, fact.number, end, fact))
        self._span = span
        self._classes = []
        for size, members in sorted(classes.items()):
            members.sort(key=lambda member: member[:2])
            self._classes.append((1 << size, [member[0] for member in members], members))

    def near(self, fact: Fact, apart: int) -> Iterator[Fact]:
        """The facts whose spans leave less than `apart` minutes before and after that of `fact`."""
        start, end = self._span(fact)
        for longest, starts, members in self._classes:
            first = bisect_left(starts, start - apart - longest)
            last = bisect_left(starts, end + apart)
            for _, _, until, other in members[first:last]:
                if until + apart > start:
                    yield other


class Index:
    """All facts of a casebook; look-ups by role are built when they are first needed."""

    def __init__(self, facts: Sequence[Fact], span: Span = sure_span) -> None:
        self._span = span
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
            found = cache[values] = TimedBucket(
                self.with_values(kind, polarity, roles, values), self._span
            )
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
