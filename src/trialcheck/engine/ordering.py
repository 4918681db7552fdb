"""The two claims of a rule that asks the same either way round, in the order of their dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from trialcheck.bounds import FAR
from trialcheck.engine.matching import Match
from trialcheck.engine.mirroring import partners
from trialcheck.facts import Fact


def in_order_of_dates(match: Match) -> Match:
    """The same match with the earlier of two like claims first, and each under the other's names.

    Of two dates that begin together none is earlier: those keep their order.
    """
    if len(match.facts) != 2:
        return match
    (one, first), (other, second) = match.facts
    if _begins(first) <= _begins(second):
        return match
    names = partners(match.rule)
    if names is None:
        return match
    return replace(
        match, facts=((one, second), (other, first)), values=_exchanged(match.values, names)
    )


def _begins(fact: Fact) -> tuple[int, int]:
    """When the date of a fact begins, and when it ends."""
    bounds = fact.bounds
    start, end = bounds.earliest_start, bounds.latest_end
    if start <= -FAR:  # a single date, which a condition touches
        start = min(bounds.earliest_end, bounds.latest_start)
        start = start if start > -FAR else FAR
    return start, end


def _exchanged(values: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    return {name: values[names.get(f"${name}", f"${name}")[1:]] for name in values}
