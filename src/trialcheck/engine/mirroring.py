"""Whether a rule asks the same of two claims either way round, so that one way is enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import replace

from trialcheck.rules.model import (
    Argument,
    Condition,
    ListOf,
    Pattern,
    RoleOf,
    Rule,
    StageOf,
    Term,
    TimeOf,
    ValueOf,
    Variable,
)

_EITHER_WAY = frozenset(
    {
        "differ",
        "same",
        "disjoint",
        "other-statement",
        "other-speaker",
        "same-speaker",
        "other-stage",
        "same-source",
        "other-claim",
        "apart",
        "elsewhere",
        "overlap",
        "apart-in-time",
        "same-moment",
    }
)
"""Conditions of two arguments that mean the same in either order."""


def mirrored(rule: Rule) -> bool:
    """Whether the two patterns of a rule can change places without changing what it asks."""
    return partners(rule) is not None


def partners(rule: Rule) -> dict[str, str] | None:
    """What each pattern and variable ("$name") turns into when the two patterns change places.

    None if that changes what the rule asks.
    """
    if len(rule.find) != 2 or rule.given or rule.unless or rule.derive or rule.as_of:
        return None
    first, second = rule.find
    names = _partners(first, second)
    if names is None:
        return None
    asked = Counter(_meaning(each) for each in (*rule.where, *rule.must))
    swapped = Counter(_meaning(_swapped(each, names)) for each in (*rule.where, *rule.must))
    return names if asked == swapped else None


def _partners(first: Pattern, second: Pattern) -> dict[str, str] | None:
    """What each pattern and variable turns into, None if the patterns are not alike."""
    names = {first.name: second.name, second.name: first.name}
    if [(role, len(terms)) for role, terms in first.roles] != [
        (role, len(terms)) for role, terms in second.roles
    ]:
        return None
    for one, other in zip(_terms(first), _terms(second), strict=True):
        if not (isinstance(one, Variable) and isinstance(other, Variable)):
            if one != other:
                return None
        elif (
            names.setdefault("$" + one.name, "$" + other.name) != "$" + other.name
            or names.setdefault("$" + other.name, "$" + one.name) != "$" + one.name
        ):
            return None
    return names if _manner(first) == _manner(second) else None


def _manner(pattern: Pattern) -> tuple[str, bool | None, tuple[str, ...]]:
    return pattern.stance, pattern.implied, pattern.not_stages


def _terms(pattern: Pattern) -> list[Term | None]:
    named = (pattern.kind, pattern.by, pattern.stage, pattern.side, pattern.source, pattern.event)
    return [*named, *(term for _, terms in pattern.roles for term in terms)]


def _swapped(condition: Condition, names: Mapping[str, str]) -> Condition:
    arguments = {key: _other(each, names) for key, each in condition.arguments.items()}
    return replace(condition, arguments=arguments)


def _other(argument: Argument, names: Mapping[str, str]) -> Argument:
    if isinstance(argument, ValueOf | StageOf | ListOf):
        name = "$" + argument.variable
        return replace(argument, variable=names.get(name, name)[1:])
    if isinstance(argument, RoleOf | TimeOf):
        return replace(argument, pattern=names.get(argument.pattern, argument.pattern))
    return argument


def _meaning(condition: Condition) -> Hashable:
    """What a condition asks, the same for both orders of those where the order is no matter."""
    arguments = dict(condition.arguments)
    if condition.name == "journey":
        ends = [(arguments.pop("first"), arguments.pop("from"))]
        ends.append((arguments.pop("second"), arguments.pop("to")))
        return condition.name, frozenset(ends), tuple(arguments.values()), condition.certainly
    if condition.name in _EITHER_WAY:
        return condition.name, frozenset(arguments.values()), condition.certainly
    return condition.name, tuple(arguments.items()), condition.certainly
