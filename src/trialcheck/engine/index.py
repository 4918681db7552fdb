"""Facts looked up by kind, polarity, the values of their roles, and when they can have been."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from trialcheck.bounds import FAR
from trialcheck.engine.plan import EVENT
from trialcheck.facts import Fact

Key = tuple[str, ...]
SPEAKER = "@speaker"
"""Stands among roles for who makes the statement; no role can be called so."""


Span = Callable[[Fact], tuple[int, int]]
"""From when to when a fact is in the way of others; the end may lie before the start."""


def sure_span(fact: Fact) -> tuple[int, int]:
    """From when to when a fact surely holds."""
    return fact.bounds.latest_start, fact.bounds.earliest_end


@dataclass(frozen=True, slots=True)
class _Alike:
    """Facts of one span that have the same values in one role."""

    start: int
    end: int
    values: Key
    facts: list[Fact]


class TimedBucket:
    """Facts sorted by their spans: those near a fact are found without asking all.

    They are kept in classes by how long they last, so that one long stay does not slow the search
    for the rest; and those of one span with the same values of `role` are kept together, so that a
    crowd that says the same is passed over in one step.
    """

    __slots__ = ("_classes", "_span")

    def __init__(self, facts: Iterable[Fact], span: Span, role: str) -> None:
        alike: dict[tuple[int, int, Key], list[Fact]] = defaultdict(list)
        for fact in facts:
            alike[*span(fact), fact.roles.get(role, ()) if role else ()].append(fact)
        classes: dict[int, list[_Alike]] = defaultdict(list)
        for (start, end, values), members in alike.items():
            size = max(end - start, 0).bit_length()
            classes[size].append(_Alike(start, end, values, members))
        self._span = span
        self._classes = []
        for size, groups in sorted(classes.items()):
            groups.sort(key=lambda group: (group.start, group.facts[0].number))
            self._classes.append((1 << size, [group.start for group in groups], groups))

    def near(self, fact: Fact, apart: int, unlike: str = "") -> Iterator[Fact]:
        """The facts whose spans leave less than `apart` minutes before and after that of `fact`.

        Those whose only value of the bucket's role is `unlike` are left out.
        """
        start, end = self._span(fact)
        same = (unlike,) if unlike else None
        for longest, starts, groups in self._classes:
            first = bisect_left(starts, start - apart - longest)
            last = bisect_left(starts, end + apart)
            for group in groups[first:last]:
                if group.end + apart > start and group.values != same:
                    yield from group.facts


class Index:
    """All facts of a casebook; look-ups by role are built when they are first needed."""

    def __init__(self, facts: Sequence[Fact], span: Span = sure_span) -> None:
        self._span = span
        self._by_kind: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._by_roles: dict[tuple[str, str, Key], dict[Key, list[Fact]]] = {}
        self._split: dict[tuple[str, str, Key, str], dict[Key, dict[str, list[Fact]]]] = {}
        self._timed: dict[tuple[str, str, Key, str], dict[Key, TimedBucket]] = {}
        self._having: dict[tuple[str, str, str], list[Fact]] = {}
        self.exclusive: list[Fact] = []
        """The claims that say of themselves `only`."""
        for fact in facts:
            self._keep(fact)

    def add(self, fact: Fact) -> None:
        """Add one fact; look-ups built so far are forgotten."""
        self._keep(fact)
        for kept in (self._by_roles, self._split, self._timed, self._having):
            _forget(kept, (fact.kind, fact.polarity))

    def _keep(self, fact: Fact) -> None:
        self._by_kind[fact.kind, fact.polarity].append(fact)
        if fact.claim is not None and fact.claim.only and not fact.implied:
            self.exclusive.append(fact)

    def kinds(self) -> list[str]:
        """The kinds of fact there are, sorted."""
        return sorted({kind for kind, _ in self._by_kind})

    def having(self, kind: str, polarity: str, roles: Key) -> list[Fact]:
        """The facts of a kind, without those that have no value in the role that fewest fill."""
        facts = every = self.all_of(kind, polarity)
        for role in roles:
            found = self._having.get((kind, polarity, role))
            if found is None:
                if not every or _has(every[0], role):
                    continue  # most likely all have it: finding out would cost more than it saves
                found = self._having[kind, polarity, role] = [f for f in every if _has(f, role)]
            facts = min(facts, found, key=len)
        return facts

    def all_of(self, kind: str, polarity: str) -> list[Fact]:
        """The facts of a kind."""
        return self._by_kind.get((kind, polarity), [])

    def with_values(self, kind: str, polarity: str, roles: Key, values: Key) -> list[Fact]:
        """The facts of a kind whose roles hold the values, each among perhaps others."""
        if not roles:
            return self.all_of(kind, polarity)
        return self._grouped(kind, polarity, roles).get(values, [])

    def with_any(self, kind: str, polarity: str, role: str, values: Collection[str]) -> list[Fact]:
        """The facts of a kind whose role holds one of the values at least, in order."""
        found = {
            fact.number: fact
            for value in values
            for fact in self.with_values(kind, polarity, (role,), (value,))
        }
        return [found[number] for number in sorted(found)]

    def crowded(self, kind: str, polarity: str, roles: Key, role: str, apart: int) -> list[Fact]:
        """The facts near to which `timed` may find others of the same values but in `role`.

        They are in order.
        """
        found: dict[int, Fact] = {}
        for facts in self._grouped(kind, polarity, roles).values():
            spans = [(*self._span(fact), fact.number, fact) for fact in facts]
            found.update((fact.number, fact) for fact in _crowded(spans, role, apart))
        return [found[number] for number in sorted(found)]

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

    def timed(self, kind: str, polarity: str, roles: Key, values: Key, role: str) -> TimedBucket:
        """The facts that `with_values` gives, to be looked up by time, alike in a role or not."""
        cache = self._timed.setdefault((kind, polarity, roles, role), {})
        found = cache.get(values)
        if found is None:
            facts = self.with_values(kind, polarity, roles, values)
            found = cache[values] = TimedBucket(facts, self._span, role)
        return found

    def _grouped(self, kind: str, polarity: str, roles: Key) -> dict[Key, list[Fact]]:
        found = self._by_roles.get((kind, polarity, roles))
        if found is None:
            grouped: dict[Key, list[Fact]] = defaultdict(list)
            for fact in self.all_of(kind, polarity):
                held = [_held(fact, role) for role in roles]
                for key in product(*held):
                    grouped[key].append(fact)
            found = self._by_roles[kind, polarity, roles] = grouped
        return found


def _crowded(spans: list[tuple[int, int, int, Fact]], role: str, apart: int) -> Iterator[Fact]:
    """The facts whose spans leave less than `apart` minutes to one of another value in a role.

    A fact of several values may be such another to itself.
    """
    spans.sort()
    before = _Extremes(-FAR - apart)
    is_near = []
    for _, end, _, fact in spans:
        is_near.append(before.apart_from(fact.roles.get(role, ())))
        before.note(end, fact.roles.get(role, ()))
    after = _Extremes(-FAR - apart)
    for (start, end, _, fact), reached in zip(reversed(spans), reversed(is_near), strict=True):
        values = fact.roles.get(role, ())
        if len(values) > 1 or start < reached + apart or -after.apart_from(values) < end + apart:
            yield fact
        after.note(-start, values)


class _Extremes:
    """The greatest number noted, and the greatest noted with other values than that."""

    __slots__ = ("_first", "_second", "_values")

    def __init__(self, least: int) -> None:
        self._first = self._second = least
        self._values: Key | None = None

    def note(self, number: int, values: Key) -> None:
        if values == self._values:
            self._first = max(self._first, number)
        elif number > self._first:
            self._second, self._first, self._values = self._first, number, values
        else:
            self._second = max(self._second, number)

    def apart_from(self, values: Key) -> int:
        """The greatest number noted with other values."""
        return self._first if values != self._values else self._second


def _held(fact: Fact, role: str) -> tuple[str, ...]:
    if role != SPEAKER:
        return fact.roles.get(role, ())
    return (fact.statement.speaker,) if fact.statement is not None else ()


def _has(fact: Fact, role: str) -> bool:
    if role == EVENT:
        return fact.claim is not None and bool(fact.claim.event)
    return bool(fact.roles.get(role))


def _forget(kept: dict[Any, Any], kind: tuple[str, str]) -> None:
    for key in [key for key in kept if key[:2] == kind]:
        del kept[key]
