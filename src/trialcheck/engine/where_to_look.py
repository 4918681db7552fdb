"""Where the facts that a pattern may match are looked for, as its rule's conditions suggest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trialcheck.rules.model import Condition, Pattern, TimeOf, ValueOf, Variable, Words


@dataclass(frozen=True, slots=True)
class Like:
    """Look among the claims that a bound claim may speak of.

    `only` tells a claim that says `only` from a denial.
    """

    model: str
    only: bool


@dataclass(frozen=True, slots=True)
class Apart:
    """Look among facts whose role has another value than the one bound to a variable."""

    role: str
    other: str


@dataclass(frozen=True, slots=True)
class Near:
    """Look near a bound claim in time; `must` is the condition that demands it."""

    other: str
    must: Condition
    apart: Apart | None


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Look among the claims that say `only`."""


@dataclass(frozen=True, slots=True)
class Crowded:
    """Look among facts near to which there is another: only these can be matched on by `near`.

    `roles` are those whose values the two have in common.
    """

    roles: tuple[str, ...]
    near: Near


@dataclass(frozen=True, slots=True)
class Described:
    """Look among the facts that name in a role somebody who has a trait."""

    role: str
    trait: str


LookUp = Like | Near | Apart | Exclusive | Crowded | Described | None


def look_up_of(
    pattern: Pattern, waiting: Sequence[Condition], must: Sequence[Condition], names: frozenset[str]
) -> LookUp:
    """Where the facts of a pattern are looked for, None if a look by its known roles is best.

    `waiting` are the conditions not judged yet, `names` what is bound by then.
    """
    for condition in waiting:
        if condition.name == "denied-by" and pattern_of(condition, "claim") == pattern.name:
            if (denial := pattern_of(condition, "denial")) in names:
                return Like(denial, only=False)
        elif condition.name == "says-only":
            if pattern_of(condition, "claim") == pattern.name:
                return Exclusive()
            only = pattern_of(condition, "claim")
            if pattern_of(condition, "other") == pattern.name and only in names:
                return Like(only, only=True)
    return (
        _near(pattern, waiting, must, names)
        or _apart(pattern, waiting, must, names)
        or _described(pattern, waiting, names)
    )


def _near(
    pattern: Pattern, waiting: Sequence[Condition], must: Sequence[Condition], names: frozenset[str]
) -> LookUp:
    if len(must) != 1 or must[0].name not in ("journey", "apart-in-time"):
        return None
    pair = pattern_of(must[0], "first"), pattern_of(must[0], "second")
    if pattern.name not in pair or pair[0] == pair[1]:
        return None
    other = pair[1] if pair[0] == pattern.name else pair[0]
    if other not in names:
        return None
    return Near(other, must[0], _apart(pattern, waiting, (), names))


def _apart(
    pattern: Pattern, waiting: Sequence[Condition], must: Sequence[Condition], names: frozenset[str]
) -> Apart | None:
    differing = [each for each in waiting if each.name in ("differ", "apart", "elsewhere")]
    differing += [each for each in must if each.name == "same" and len(must) == 1]
    for condition in differing:
        arguments = list(condition.arguments.values())
        for own, other in (arguments, arguments[::-1]):
            if not (isinstance(own, ValueOf) and isinstance(other, ValueOf)):
                continue
            role = _role_binding(pattern, own.variable)
            if role and "$" + other.variable in names and "$" + own.variable not in names:
                return Apart(role, other.variable)
    return None


def _described(
    pattern: Pattern, waiting: Sequence[Condition], names: frozenset[str]
) -> Described | None:
    if not names.isdisjoint("$" + name for name in pattern.variables()):
        return None  # the values that are known tell more
    for condition in waiting:
        if condition.name == "is":
            who, trait = condition.arguments["who"], condition.arguments["trait"]
            for role, terms in pattern.roles:
                named = [term.name for term in terms if isinstance(term, Variable)]
                if isinstance(who, ValueOf) and who.variable in named and isinstance(trait, Words):
                    return Described(role, trait.words[0])
    return None


def _role_binding(pattern: Pattern, variable: str) -> str:
    for role, terms in pattern.roles:
        if len(terms) == 1 and isinstance(terms[0], Variable) and terms[0].name == variable:
            return role
    return ""


def pattern_of(condition: Condition, key: str) -> str:
    """The pattern that an argument of a condition names, "" if it names none."""
    argument = condition.arguments[key]
    return argument.pattern if isinstance(argument, TimeOf) else ""
