"""Conflicts become matches of the one rule that has no pattern, since any claims may conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from trialcheck.consistency.reasoning import reasoning_of
from trialcheck.consistency.reconciling import Conflict
from trialcheck.consistency.refutation import Ring
from trialcheck.engine.matching import Match
from trialcheck.facts import Fact
from trialcheck.rules.model import Rule

DATES_CONFLICT = Rule(
    id="dates-conflict",
    kind="impossibility",
    title="Several dates and ties leave no times that obey them all",
    why=(
        "What is said of dates, of what came before or after what, and of where people were must be "
        "so together for some choice of exact dates. Here there is none for these statements, though "
        "there is one as soon as any of them is left out. A true story can still explain it: one of "
        "the dates, or of the ties, is wrong."
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


def matches_of(conflicts: Iterable[Conflict], facts: Iterable[Fact]) -> list[Match]:
    """A match for each conflict."""
    stated = {
        fact.claim.name: fact for fact in facts if fact.claim is not None and not fact.implied
    }
    return [_match(conflict, stated) for conflict in conflicts]


def _match(conflict: Conflict, stated: Mapping[str, Fact]) -> Match:
    facts = tuple(
        (f"claim {number}", stated[name]) for number, name in enumerate(conflict.claims, start=1)
    )
    refutation = conflict.refutation
    words = ["Each order of what is said here was tried; none leaves dates for all of it."]
    if refutation is not None:
        words = [f"{step[:1].upper()}{step[1:].rstrip('.')}." for step in reasoning_of(refutation)]
    return Match(
        rule=DATES_CONFLICT,
        facts=facts,
        values={},
        certain=True,
        short=refutation.short if isinstance(refutation, Ring) else None,
        words=tuple(words),
        days=None,
        support=False,
        amounts={},
    )
