"""In what ways a claim can lie outside what a denial covers, by its date, length and ties."""

from __future__ import annotations

from itertools import permutations
from typing import NamedTuple

from trialcheck.bounds import AFTERWARDS, FAR
from trialcheck.casebook.model import Claim, Tie
from trialcheck.covers import are_ties_sure, covered_after, sure_stretches
from trialcheck.engine.conditions.denials import denied_length
from trialcheck.engine.demands import MINUTE_ZERO, Demand, End, Ways, demand, end_of, start_of
from trialcheck.engine.scene import Arguments, Scene
from trialcheck.facts import Fact

UNKNOWN = (-FAR, FAR)


def outside(scene: Scene, arguments: Arguments) -> list[Ways]:
    """The either-ors for a claim to lie outside what a denial surely covers."""
    start, end = start_of(scene, arguments["claim"]), end_of(scene, arguments["claim"])
    denial = scene.fact_of(arguments["denial"])
    length = denied_length(denial)
    if length is not None:
        # The last minute counts in a length.
        return [[[demand(scene, end, start, 2 - length.most)]]]
    if denial.covers_by_ties:
        return _outside_ties(scene, start, end, denial)
    return _outside_stretches(start, end, denial.sure)


def _outside_ties(scene: Scene, start: End, end: End, denial: Fact) -> list[Ways]:
    """Before or after what a denial covers by any of its ties, or by its own date."""
    assert denial.claim is not None  # noqa: S101  # only a claim is tied
    if denial.kind not in scene.world.occasions and denial.claim.is_of_some_while:
        return []
    when = denial.claim.when
    claims = {claim.name: claim for claim in denial.support}
    if not are_ties_sure(denial.claim, claims) or any(_is_empty(tie) for tie in when.ties):
        return []
    covers = [_cover_of(tie, claims[tie.other]) for tie in when.ties]
    ways = [way for cover in covers for way in _outside_cover(scene, start, end, cover)]
    ways += [way for pair in permutations(covers, 2) for way in _not_meeting(scene, *pair)]
    return [
        [
            *ways,
            *_outside_stretch(start, end, stretch),
            *(way for cover in covers for way in _missing(cover, stretch)),
        ]
        for stretch in sure_stretches(when.dating)
    ]


def _is_empty(tie: Tie) -> bool:
    """Whether there need be no time between the earliest and the latest that a tie allows."""
    return tie.within is not None and tie.within.least < covered_after(tie)


class _Moment(NamedTuple):
    """So many minutes after an end of a claim, or before it if they are negative."""

    end: End
    minutes: int


class _Cover(NamedTuple):
    """The first and the last moment that a denial covers by a tie; None if there is no such."""

    first: _Moment | None
    last: _Moment | None


def _cover_of(tie: Tie, other: Claim) -> _Cover:
    begins, ends = (End(UNKNOWN, (tie.other, part), other) for part in (0, 1))
    least, most = covered_after(tie), tie.within.least if tie.within is not None else None
    if tie.relation == "after":
        return _Cover(_Moment(ends, least), None if most is None else _Moment(ends, most))
    if tie.relation == "before":
        return _Cover(None if most is None else _Moment(begins, -most), _Moment(begins, -least))
    return _Cover(_Moment(begins, 0), _Moment(ends, 0))


def _outside_cover(scene: Scene, start: End, end: End, cover: _Cover) -> Ways:
    """To end before the first moment, or to start after the last."""
    ways: Ways = []
    if cover.first is not None:
        ways.append([_later(scene, _Moment(end, 0), cover.first)])
    if cover.last is not None:
        ways.append([_later(scene, cover.last, _Moment(start, 0))])
    return ways


def _not_meeting(scene: Scene, cover: _Cover, other: _Cover) -> Ways:
    """That one cover ends before the other starts: together they cover nothing."""
    if cover.last is None or other.first is None:
        return []
    return [[_later(scene, cover.last, other.first)]]


def _missing(cover: _Cover, stretch: tuple[int, int]) -> Ways:
    """That a cover has no minute in common with a stretch."""
    lo, hi = stretch
    ways: Ways = []
    if hi < FAR and cover.first is not None:
        ways.append([_from_minute_zero(cover.first.end, hi + 1 - cover.first.minutes)])
    if lo > -FAR and cover.last is not None:
        ways.append([_to_minute_zero(cover.last.end, cover.last.minutes + 1 - lo)])
    return ways


def _later(scene: Scene, earlier: _Moment, later: _Moment) -> Demand:
    """The demand that one moment is later than another."""
    minutes = AFTERWARDS + earlier.minutes - later.minutes
    return demand(scene, earlier.end, later.end, minutes)


def _outside_stretches(
    start: End, end: End, stretches: tuple[tuple[int, int], ...] | None
) -> list[Ways]:
    every = ((-FAR, FAR),) if stretches is None else stretches
    return [_outside_stretch(start, end, stretch) for stretch in every]


def _outside_stretch(start: End, end: End, stretch: tuple[int, int]) -> Ways:
    lo, hi = stretch
    ways: Ways = []
    if lo > -FAR:
        ways.append([_to_minute_zero(end, 1 - lo)])
    if hi < FAR:
        ways.append([_from_minute_zero(start, hi + 1)])
    return ways


def _from_minute_zero(later: End, minutes: int) -> Demand:
    return Demand((0, 0), later.times, minutes, MINUTE_ZERO, later.point, 0)


def _to_minute_zero(earlier: End, minutes: int) -> Demand:
    return Demand(earlier.times, (0, 0), minutes, earlier.point, MINUTE_ZERO, 0)
