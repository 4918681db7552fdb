"""What a denial, or a claim that says `only`, surely covers: nothing that its date leaves open."""

from __future__ import annotations

from collections.abc import Mapping

from trialcheck.bounds import AFTERWARDS, FAR, Bounds
from trialcheck.casebook.model import Claim, Tie
from trialcheck.casebook.vocabulary import Kind
from trialcheck.when import Dating, Range


def sure_of(
    claim: Claim, kind: Kind, claims: Mapping[str, Claim], tied: Mapping[str, Bounds]
) -> tuple[tuple[int, int], ...]:
    """What a denial, or a claim that says `only`, surely covers."""
    if not are_ties_sure(claim, claims) or (kind.sort == "condition" and claim.is_of_some_while):
        return ()
    return _sure_by_ties(claim, tied) if claim.when.ties else sure_stretches(claim.when.dating)


def are_ties_sure(claim: Claim, claims: Mapping[str, Claim]) -> bool:
    """Whether all that a claim is tied to is plainly asserted: else nobody can tell when it is."""
    ties = claim.when.ties
    return not claim.when.has_lost_ties and all(claims[tie.other].is_firm for tie in ties)


def sure_stretches(dating: Dating | None) -> tuple[tuple[int, int], ...]:
    """What a denial of a date surely covers, in minutes, inclusive: without a date, all time."""
    if dating is None:
        return ((-FAR, FAR),)
    if dating.sure:
        return tuple(_stretch(piece) for piece in dating.sure)
    covered = dating.covers()
    return () if covered is None else (_stretch(covered),)


def _stretch(covered: Range) -> tuple[int, int]:
    return (-FAR if covered.lo is None else covered.lo, FAR if covered.hi is None else covered.hi)


def _sure_by_ties(claim: Claim, tied: Mapping[str, Bounds]) -> tuple[tuple[int, int], ...]:
    """What a denial surely covers by all that it is tied to, and by its own date if it has one."""
    lo, hi = -FAR, FAR
    for tie in claim.when.ties:
        other = tied[tie.other]
        if tie.relation == "after":
            lo = max(lo, other.latest_end + covered_after(tie))
            if tie.within is not None:
                hi = min(hi, other.earliest_end + tie.within.least)
        elif tie.relation == "before":
            hi = min(hi, other.earliest_start - covered_after(tie))
            if tie.within is not None:
                lo = max(lo, other.latest_start - tie.within.least)
        else:
            lo, hi = max(lo, other.latest_start), min(hi, other.earliest_end)
    pieces = [(max(lo, first), min(hi, last)) for first, last in sure_stretches(claim.when.dating)]
    return tuple((first, last) for first, last in pieces if first <= last)


def covered_after(tie: Tie) -> int:
    """Minutes after, or before, what a denial is tied to from which on it surely covers."""
    return max(AFTERWARDS, tie.at_least.most if tie.at_least is not None else 0)
