"""Which facts laws can hold against some others: those that share a name, step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from trialcheck.consistency.points import Points
from trialcheck.facts import Fact
from trialcheck.network import ORIGIN, Point
from trialcheck.rules.model import Literal, Pattern, Rule, Variable

Key = tuple[str, str]
"""The id of a law, and a name that all facts which it holds together have in common."""


class Neighbourhood:
    """The facts that `rules` may be asked of, by their points and by the names they share.

    `groups` are points that something else connects.
    """

    def __init__(
        self,
        points: Points,
        rules: Iterable[Rule],
        facts: Iterable[Fact],
        groups: Iterable[Collection[Point]],
    ) -> None:
        self._points = points
        self._roles = _roles_by_kind(rules)
        self._at: dict[Point, list[Fact]] = defaultdict(list)
        self._sharing: dict[Key, list[Fact]] = defaultdict(list)
        self._groups: dict[Point, list[Collection[Point]]] = defaultdict(list)
        for fact in facts:
            for point in self._ends(fact):
                self._at[point].append(fact)
            for key in self._keys(fact):
                self._sharing[key].append(fact)
        for group in groups:
            for point in group:
                self._groups[point].append(group)

    def around(self, troubled: Iterable[Point]) -> list[Fact]:
        """The facts that any law or group connects with some points, at however many removes."""
        found: dict[int, Fact] = {}
        seen: set[Point | Key] = {ORIGIN}
        waiting: list[Point] = list(troubled)
        while waiting:
            point = waiting.pop()
            if point in seen:
                continue
            seen.add(point)
            for group in self._groups.get(point, ()):
                waiting.extend(group)
            for fact in self._at.get(point, ()):
                found[fact.number] = fact
                waiting.extend(self._ends(fact))
                for key in self._keys(fact):
                    if key not in seen:
                        seen.add(key)
                        for other in self._sharing[key]:
                            waiting.extend(self._ends(other))
        return [found[number] for number in sorted(found)]

    def _ends(self, fact: Fact) -> tuple[Point, ...]:
        start, end = self._points.beside(fact.start), self._points.beside(fact.end)
        return (start,) if start == end else (start, end)

    def _keys(self, fact: Fact) -> Iterator[Key]:
        for kind in (fact.kind, ""):
            for rule, role in self._roles.get(kind, ()):
                for value in fact.roles.get(role, ()) if role else ("",):
                    yield rule, value


def _roles_by_kind(rules: Iterable[Rule]) -> dict[str, set[tuple[str, str]]]:
    """The laws that hold facts of a kind ("" for any) against others, and the role they share.

    The role is "" where they need not share anything.
    """
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for rule in rules:
        if len(rule.find) > 1:
            for pattern, role in zip(rule.find, _shared_roles(rule.find), strict=True):
                kind = pattern.kind.text if isinstance(pattern.kind, Literal) else ""
                found[kind].add((rule.id, role))
    return found


def _shared_roles(patterns: Sequence[Pattern]) -> list[str]:
    """The role of each pattern that holds what all have in common, "" if that is nothing."""
    for variable in sorted(frozenset.intersection(*(each.variables() for each in patterns))):
        roles = [_role_of(pattern, Variable(variable)) for pattern in patterns]
        if all(roles):
            return roles
    return ["" for _ in patterns]


def _role_of(pattern: Pattern, variable: Variable) -> str:
    return next((role for role, terms in pattern.roles if variable in terms), "")
