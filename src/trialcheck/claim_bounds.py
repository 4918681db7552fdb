"""What ties, lengths and clocks demand between the ends of claims.

A point is (claim name, 0 for its start or 1 for its end).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from trialcheck.bounds import AFTERWARDS, Bounds
from trialcheck.casebook.model import Casebook, Claim, Tie
from trialcheck.clocks import Clocks, clock_differences, era_of
from trialcheck.measures import describe_minutes
from trialcheck.network import Bound

_OTHER_CLOCKS = "by the clocks of its two places"


def tie_bounds(claim: Claim, tie: Tie) -> list[Bound]:
    """What a tie demands between the ends of two claims."""
    why = frozenset((claim.name, tie.other))
    start, end = (claim.name, 0), (claim.name, 1)
    other_start, other_end = (tie.other, 0), (tie.other, 1)
    if tie.relation == "same-time-as":
        return [
            Bound(start, other_start, 0, why),
            Bound(other_start, start, 0, why),
            Bound(end, other_end, 0, why),
            Bound(other_end, end, 0, why),
        ]
    if tie.relation == "during":
        return [Bound(start, other_start, 0, why), Bound(other_end, end, 0, why)]
    earlier, later = (other_end, start) if tie.relation == "after" else (end, other_start)
    least = max(AFTERWARDS, tie.at_least.least if tie.at_least else 0)
    bounds = [Bound(later, earlier, -least, why)]
    if tie.within is not None:
        bounds.append(Bound(earlier, later, tie.within.most, why))
    return bounds


def tie_bounds_by_one_clock(
    claim: Claim,
    claims: Mapping[str, Claim],
    own: Mapping[str, Bounds],
    clocks: Clocks,
) -> list[Bound]:
    """What all ties of a claim demand, with clocks that differ allowed for.

    That a plain claim is tied to one that is denied or doubted says nothing of its time.
    """
    return [
        _by_one_clock(bound, claims, own, clocks)
        for tie in claim.when.ties
        if claims[tie.other].is_firm or not claim.is_firm
        for bound in tie_bounds(claim, tie)
    ]


def _by_one_clock(
    bound: Bound,
    claims: Mapping[str, Claim],
    own: Mapping[str, Bounds],
    clocks: Clocks,
) -> Bound:
    """A tie between two places whose clocks differ, as their local times stand to each other."""
    if not clocks.are_declared:
        return bound
    ends = []
    for point in (bound.earlier, bound.later):
        assert isinstance(point, tuple)  # noqa: S101  # a tie is between ends of claims
        bounds = own[point[0]]
        times = (
            (bounds.earliest_end, bounds.latest_end)
            if point[1]
            else (bounds.earliest_start, bounds.latest_start)
        )
        ends.append((claims[point[0]], point[1], times))
    _, ahead = clock_differences(ends[0], ends[1], clocks)
    return bound._replace(minutes=bound.minutes + ahead) if ahead else bound


def length_bounds(claim: Claim, bounds: Bounds, clocks: Clocks) -> list[Bound]:
    """What its length demands between the start and the end of a claim, by clocks that may differ.

    What lasts to the end of a day lasts through its last minute: a length of so many minutes at
    least is reached with one minute less between the two.
    """
    why, when = frozenset((claim.name,)), claim.when
    start, end = (claim.name, 0), (claim.name, 1)
    least, most = clock_gap(claim, bounds, clocks)
    found = [Bound(end, start, -least, why, _OTHER_CLOCKS if least else "")]
    if when.for_at_least is not None:
        length = when.for_at_least.least
        words = f"for at least {describe_minutes(length)}, the last minute counted"
        found.append(Bound(end, start, 1 - length - least, why, words))
    if when.for_at_most is not None:
        found.append(Bound(start, end, when.for_at_most.most + most, why))
    return found


def clock_gap(claim: Claim, bounds: Bounds, clocks: Clocks) -> tuple[int, int]:
    """The least and most minutes that the clocks at its end are ahead of those at its start."""
    if not clocks.are_declared:
        return 0, 0
    begins = (claim, 0, (bounds.earliest_start, bounds.latest_start))
    ends = (claim, 1, (bounds.earliest_end, bounds.latest_end))
    return clock_differences(begins, ends, clocks)


def clocks_of(casebook: Casebook, windows: Iterable[Bounds]) -> Clocks:
    """The clocks of a casebook whose claims have some windows of their own."""
    places = casebook.registry.places
    if not any(place.zone for place in places.values()):
        return Clocks(places)
    dates = (minute for each in windows for minute in (each.latest_start, each.earliest_end))
    return Clocks(places, True, era_of(dates))
