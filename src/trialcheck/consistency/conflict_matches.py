"""Conflicts become matches of the one rule that has no pattern, since any claims may conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from trialcheck.consistency.certificate import certificate_of
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
        "What is said of dates, of what came before or after what, and of where people were must "
        "be so together for some choice of exact dates. Here there is none for these statements, "
        "though there is one as soon as any of them is left out. A true story can still explain "
        "it: one of the dates, or of the ties, is wrong."
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


def matches_of(
    conflicts: Iterable[Conflict], facts: Iterable[Fact], candidates: Sequence[Match]
) -> list[Match]:
    """A match for each conflict: that of a law among the candidates, if it is one of a law."""
    stated = {
        fact.claim.name: fact for fact in facts if fact.claim is not None and not fact.implied
    }
    return [_of_a_law(each, candidates, stated) or _match(each, stated) for each in conflicts]


def certified(matches: Iterable[Match], told: Iterable[Conflict]) -> list[Match]:
    """The same matches, those that are conflicts with their arithmetic."""
    certificates = {frozenset(each.claims): _certificate(each) for each in told}
    found = []
    for match in matches:
        names = {fact.claim.name for _, fact in match.facts if fact.claim is not None}
        names |= {claim.name for claim in match.supporting}
        certificate = certificates.get(frozenset(names)) if match.rule.is_law else None
        found.append(match if certificate is None else replace(match, certificate=certificate))
    return found


def _of_a_law(
    conflict: Conflict, candidates: Sequence[Match], stated: Mapping[str, Fact]
) -> Match | None:
    """The match of a law whose claims all belong to a conflict, with those of it that it needs."""
    for match in candidates:
        names = {fact.claim.name for _, fact in match.facts if fact.claim is not None}
        if names <= set(conflict.claims):
            claims = [stated[name].claim for name in conflict.claims if name not in names]
            return replace(
                match,
                needed=tuple(claim for claim in claims if claim is not None),
                certificate=_certificate(conflict),
            )
    return None


def _match(conflict: Conflict, stated: Mapping[str, Fact]) -> Match:
    facts = tuple(
        (f"claim {number}", stated[name]) for number, name in enumerate(conflict.claims, start=1)
    )
    refutation = conflict.refutation
    words = ["Each order of what is said here was tried; none leaves dates for all of it."]
    if refutation is not None:
        words = [f"{step.rstrip('.')}." for step in reasoning_of(refutation)]
    ring = refutation if isinstance(refutation, Ring) and not refutation.is_endless else None
    return Match(
        rule=DATES_CONFLICT,
        facts=facts,
        values={},
        certain=True,
        short=None if ring is None else ring.short,
        words=tuple(words),
        days=None,
        support=False,
        amounts={},
        certificate=_certificate(conflict),
        lack="order" if ring is not None and ring.is_of_order else "time",
    )


def _certificate(conflict: Conflict) -> Mapping[str, object] | None:
    return None if conflict.refutation is None else certificate_of(conflict.refutation)
