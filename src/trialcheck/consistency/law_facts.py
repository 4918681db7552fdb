"""Facts as the laws are asked of them, and on which claims it rests what a law asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from trialcheck.bounds import ANY_TIME, FAR, Bounds
from trialcheck.facts import BUILT_IN, Fact
from trialcheck.rules.model import Literal, Rule, TimeOf

_SIDE_BY_SIDE = ("journey", "apart-in-time")


def shortest(bounds: Bounds) -> Bounds:
    """The window of what nothing asks to last: it lasts no longer than its date says.

    What lasts for some unknown while about a date can as well last for a moment of it: that is in
    the way of less. What is said to last without end still does.
    """
    start, end = bounds.earliest_start, bounds.latest_end
    if start > -FAR and end < FAR:
        return bounds
    if start <= -FAR:
        start = min(bounds.earliest_end, bounds.latest_start)
    if end >= FAR:
        end = max(bounds.latest_start, bounds.earliest_end)
    return Bounds(start, bounds.latest_start, bounds.earliest_end, end)


def is_undated(fact: Fact) -> bool:
    """Whether neither a date nor an event says when a claim was."""
    return fact.bounds == ANY_TIME and fact.claim is not None and not fact.claim.event


def by_own_date(fact: Fact) -> Fact:
    """A fact with the window of its own date: what ties add is asked of the times themselves."""
    if fact.covers_by_ties:
        return replace(fact, bounds=fact.own, sure=())
    return fact if fact.bounds is fact.own else with_bounds(fact, fact.own)


def with_bounds(fact: Fact, bounds: Bounds) -> Fact:
    """A fact with a window, the same fact if it has it already."""
    return fact if fact.bounds is bounds or fact.bounds == bounds else fact.dated(bounds)


def whole_span(fact: Fact) -> tuple[int, int]:
    """From when to when a fact can at most hold, in minutes."""
    return fact.bounds.earliest_start, fact.bounds.latest_end


def asks_side_by_side(rule: Rule) -> bool:
    """Whether a law asks two claims to be apart in time, and nothing else."""
    return rule.is_law and len(rule.must) == 1 and rule.must[0].name in _SIDE_BY_SIDE


def asks_of_one_claim(rule: Rule) -> bool:
    """Whether a law holds a claim against the registry alone, such as somebody's years of life."""
    return any(
        isinstance(pattern.kind, Literal) and pattern.kind.text in BUILT_IN for pattern in rule.find
    )


def excluding_in(rule: Rule) -> frozenset[int]:
    """Which of the facts that a law holds together leave no room for another one of them."""
    names = {
        argument.pattern
        for condition in rule.must
        if isinstance(argument := condition.arguments.get("denial"), TimeOf)
    }
    return frozenset(at for at, pattern in enumerate(rule.find) if pattern.name in names)


def claims_behind(facts: Sequence[Fact], excluding: Collection[int]) -> frozenset[str]:
    """The names of the claims on which it rests what a law asks of facts; see `excluding_in`."""
    names = set()
    for at, fact in enumerate(facts):
        if fact.claim is not None:
            names.add(fact.claim.name)
        if fact.derived:
            names.update(claim.name for claim in fact.support)
        if at in excluding and fact.covers_by_ties and fact.claim is not None:
            names.update(tie.other for tie in fact.claim.when.ties)
    return frozenset(names)
