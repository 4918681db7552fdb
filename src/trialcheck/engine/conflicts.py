"""Conflicts of dates: claims whose ties and dates leave no times that obey them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trialcheck.engine.laws import point_in_words, shortfall_in_words
from trialcheck.engine.matching import Match
from trialcheck.facts import ASSERTED, Fact
from trialcheck.measures import describe_minutes
from trialcheck.network import ORIGIN, Bound, Point
from trialcheck.rules.model import Rule
from trialcheck.when import describe_minute
from trialcheck.windows import AFTERWARDS

DATES_CONFLICT = Rule(
    id="dates-conflict",
    kind="impossibility",
    title="Several dates and ties leave no times that obey them all",
    why=(
        "What is said to come before, after or with something else must be so for some choice of "
        "exact dates. Here there is none, whatever other claims say. A true story can still "
        "explain it: one of the dates, or of the ties, is wrong."
    ),
    find=(),
    where=(),
    given=(),
    unless=(),
    must=(),
    settings={},
    message=(("these dates and ties cannot all be true together", False),),
    derive=None,
    as_of="",
    flagged=(),
    silent=(),
    path="",
)
"""The rule by which conflicts are reported; it has no pattern, since any claims may conflict."""


def conflict_matches(
    conflicts: Sequence[Sequence[Bound]], facts: Sequence[Fact]
) -> list[Match]:
    """A match for each ring of bounds that cannot all hold."""
    stated = {
        fact.claim.name: fact
        for fact in facts
        if fact.claim is not None and not fact.implied and fact.polarity == ASSERTED
    }
    return [_match(ring, stated) for ring in conflicts]


def _match(ring: Sequence[Bound], stated: Mapping[str, Fact]) -> Match:
    names = sorted({name for bound in ring for name in bound.why})
    facts = tuple((f"claim {number}", stated[name]) for number, name in enumerate(names, start=1))
    short = -sum(bound.minutes for bound in ring)
    words = [_step(bound) for bound in ring]
    words.append(f"Taken together, {shortfall_in_words(short)} are missing.")
    return Match(
        rule=DATES_CONFLICT,
        facts=facts,
        values={},
        certain=not any(fact.hedged for _, fact in facts),
        short=short,
        words=tuple(words),
        gap=None,
        days=None,
        support=False,
        amounts={},
    )


def _step(bound: Bound) -> str:
    if bound.earlier == ORIGIN:
        return f"{_named(bound.later)} is at the latest on {describe_minute(bound.minutes)}."
    if bound.later == ORIGIN:
        return f"{_named(bound.earlier)} is at the earliest on {describe_minute(-bound.minutes)}."
    earlier, later = point_in_words(bound.earlier), point_in_words(bound.later)
    if bound.minutes > 0:
        return f"{_named(bound.later)} is at most {describe_minutes(bound.minutes)} after {earlier}."
    if bound.minutes == 0:
        return f"{_named(bound.later)} is no later than {earlier}."
    if bound.minutes == -AFTERWARDS:
        return f"{_named(bound.earlier)} is after {later}."
    return f"{_named(bound.earlier)} is at least {describe_minutes(-bound.minutes)} after {later}."


def _named(point: Point) -> str:
    words = point_in_words(point)
    return words[:1].upper() + words[1:]
