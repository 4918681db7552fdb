"""In what order a rule's patterns are tried, how facts are found, when conditions are judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from trialcheck.engine.where_to_look import Crowded, LookUp, Near, look_up_of
from trialcheck.rules.model import Condition, Literal, Pattern, Term, Variable

Count = Callable[[Pattern], int]
EVENT = "@event"
"""Stands among roles for the event of a claim; no role can be called so."""


@dataclass(frozen=True, slots=True)
class Step:
    """One pattern to match, with what is bound before it.

    `known` are the roles, each with a term, whose value is known by then; `single` the other roles
    of one term each, `several` those of more; `ready` the conditions that can be judged afterwards,
    `speaker` who must make the statement, if that is known by then. `mirror` is the pattern matched
    before that this one could as well stand for: of each two facts only one order is tried. `roles`
    are those that are known.
    """

    pattern: Pattern
    known: tuple[tuple[str, Term], ...]
    single: tuple[tuple[str, str], ...]
    several: tuple[tuple[str, tuple[Term, ...]], ...]
    qualities: tuple[tuple[str, Term], ...]
    look_up: LookUp
    ready: tuple[Condition, ...]
    speaker: Term | None = None
    mirror: str = ""
    roles: tuple[str, ...] = ()

    def required(self) -> tuple[str, ...]:
        """The roles, and the event, that a fact must have to match."""
        asked = [role for role, _ in (*self.single, *self.several)]
        asked += [EVENT for word, _ in self.qualities if word == "event"]
        return tuple(asked)


def plan(
    patterns: Sequence[Pattern],
    conditions: Sequence[Condition],
    must: Sequence[Condition],
    bound: frozenset[str],
    count: Count,
    *,
    is_mirrored: bool = False,
) -> tuple[Step, ...]:
    """The steps that match all patterns.

    `bound` are the names of patterns, and of variables with a dollar sign, bound beforehand. A
    pattern that shares a name with those before it comes before one that does not, and of those
    the one with the fewest facts by `count`. `is_mirrored` says that two patterns can change
    places.
    """
    steps: list[Step] = []
    left, waiting, names = list(patterns), list(conditions), set(bound)
    while left:
        pattern = min(left, key=lambda each: (not _is_linked(each, names), count(each)))
        left.remove(pattern)
        look_up = look_up_of(pattern, waiting, must, frozenset(names))
        known, single, several = _split_roles(pattern, names)
        speaker = pattern.by if pattern.by is not None and _is_known(pattern.by, names) else None
        names.add(pattern.name)
        names.update("$" + name for name in pattern.variables())
        ready = tuple(condition for condition in waiting if condition.needs() <= names)
        waiting = [condition for condition in waiting if condition not in ready]
        qualities = _qualities(pattern)
        mirror = steps[0].pattern.name if is_mirrored and steps else ""
        steps.append(
            Step(
                pattern,
                known,
                single,
                several,
                qualities,
                look_up,
                ready,
                speaker,
                mirror,
                tuple(role for role, _ in known),
            )
        )
    return _crowded_first(steps) if is_mirrored else tuple(steps)


def _crowded_first(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps of two patterns alike: what has nothing near it need not be tried as the first."""
    first, *others = steps
    near = others[0].look_up if others else None
    if (
        isinstance(near, Near)
        and near.apart is not None
        and first.look_up is None
        and not first.known
        and isinstance(first.pattern.kind, Literal)
    ):
        first = replace(first, look_up=Crowded(others[0].roles, near))
    return first, *others


def _is_linked(pattern: Pattern, names: set[str]) -> bool:
    if not names:
        return True
    if isinstance(pattern.kind, Variable) and "$" + pattern.kind.name not in names:
        return False
    return not pattern.roles or any("$" + name in names for name in pattern.variables())


def _split_roles(
    pattern: Pattern, names: set[str]
) -> tuple[
    tuple[tuple[str, Term], ...],
    tuple[tuple[str, str], ...],
    tuple[tuple[str, tuple[Term, ...]], ...],
]:
    known: list[tuple[str, Term]] = []
    single: list[tuple[str, str]] = []
    several: list[tuple[str, tuple[Term, ...]]] = []
    seen = set(names)
    for role, terms in pattern.roles:
        first = next((term for term in terms if _is_known(term, names)), None)
        if first is not None:
            known.append((role, first))
        term = terms[0]
        repeated = isinstance(term, Variable) and first is None and "$" + term.name in seen
        if len(terms) > 1 or repeated:
            several.append((role, terms))
        elif first is None and isinstance(term, Variable):
            single.append((role, term.name))
        seen.update("$" + each.name for each in terms if isinstance(each, Variable))
    return tuple(known), tuple(single), tuple(several)


def _is_known(term: Term, names: set[str]) -> bool:
    return isinstance(term, Literal) or "$" + term.name in names


def _qualities(pattern: Pattern) -> tuple[tuple[str, Term], ...]:
    words = ("by", "stage", "side", "source", "event")
    return tuple((word, term) for word in words if (term := getattr(pattern, word)) is not None)
