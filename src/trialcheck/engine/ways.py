"""In what ways each condition of `must` can be obeyed, as demands on the ends of claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from trialcheck.casebook.model import Claim, Tie
from trialcheck.engine.conditions.denials import denied_length
from trialcheck.engine.demands import Demand, End, demand, either_way, end_of, start_of, within
from trialcheck.engine.scene import Arguments, Scene
from trialcheck.facts import Fact
from trialcheck.windows import AFTERWARDS, FAR, are_ties_sure, covered_after, sure_stretches

Ways = list[list[Demand]]
"""Demands that hold together, in each of several ways of which one must hold."""

UNKNOWN = (-FAR, FAR)
MINUTE_ZERO = ("origin", 0)
"""The point of a demand that stands for minute 0."""


def _before(scene: Scene, arguments: Arguments) -> list[Ways]:
    first, second = end_of(scene, arguments["first"]), start_of(scene, arguments["second"])
    return [[[demand(scene, first, second, AFTERWARDS)]]]


def _not_after(scene: Scene, arguments: Arguments) -> list[Ways]:
    first, second = start_of(scene, arguments["first"]), start_of(scene, arguments["second"])
    return [[[demand(scene, first, second, 0)]]]


def _within(scene: Scene, arguments: Arguments) -> list[Ways]:
    return [[within(scene, arguments["inner"], arguments["outer"])]]


def _outside(scene: Scene, arguments: Arguments) -> list[Ways]:
    start, end = start_of(scene, arguments["claim"]), end_of(scene, arguments["claim"])
    denial = scene.fact_of(arguments["denial"])
    length = denied_length(denial)
    if length is not None:
        return [[[demand(scene, end, start, 1 - length.most)]]]
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
    ways: Ways = []
    for tie in when.ties:
        least = covered_after(tie)
        begins, ends = (End(UNKNOWN, (tie.other, part), claims[tie.other]) for part in (0, 1))
        if tie.relation == "after":
            ways.append([demand(scene, end, ends, AFTERWARDS - least)])
            if tie.within is not None:
                ways.append([demand(scene, ends, start, tie.within.least + 1)])
        elif tie.relation == "before":
            ways.append([demand(scene, begins, start, AFTERWARDS - least)])
            if tie.within is not None:
                ways.append([demand(scene, end, begins, tie.within.least + 1)])
        else:
            ways += [
                [demand(scene, end, begins, AFTERWARDS)],
                [demand(scene, ends, start, AFTERWARDS)],
            ]
    found = []
    for stretch in sure_stretches(when.dating):
        missed = [way for tie in when.ties for way in _missing(tie, claims[tie.other], stretch)]
        found.append([*ways, *_outside_stretch(start, end, stretch), *missed])
    return found


def _is_empty(tie: Tie) -> bool:
    """Whether there need be no time between the earliest and the latest that a tie allows."""
    return tie.within is not None and tie.within.least < covered_after(tie)


def _missing(tie: Tie, other: Claim, stretch: tuple[int, int]) -> Ways:
    """The ways in which what a tie covers has no minute in common with a stretch."""
    lo, hi = stretch
    begins, ends = (End(UNKNOWN, (tie.other, part), other) for part in (0, 1))
    least, most = covered_after(tie), tie.within.least if tie.within is not None else FAR
    if tie.relation == "after":
        first, last = (ends, least), (ends, most)
    elif tie.relation == "before":
        first, last = (begins, -most), (begins, -least)
    else:
        first, last = (begins, 0), (ends, 0)
    ways: Ways = []
    if hi < FAR and first[1] > -FAR:
        ways.append([_from_minute_zero(first[0], hi + 1 - first[1])])
    if lo > -FAR and last[1] < FAR:
        ways.append([_to_minute_zero(last[0], last[1] + 1 - lo)])
    return ways


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


def _apart_in_time(scene: Scene, arguments: Arguments) -> list[Ways]:
    both = either_way(scene, arguments["first"], arguments["second"], AFTERWARDS)
    return [[[each] for each in both]]


def _journey(scene: Scene, arguments: Arguments) -> list[Ways]:
    here, there = scene.value_of(arguments["from"])[0], scene.value_of(arguments["to"])[0]
    if not scene.world.apart(here, there):
        return []
    kilometres = scene.world.distance(here, there) or 0.0
    minutes = scene.speed_of(arguments["speed"]).minutes_over(kilometres)
    both = either_way(scene, arguments["first"], arguments["second"], minutes)
    return [[[each] for each in both]]


def _of_no_time(_scene: Scene, _arguments: Arguments) -> list[Ways]:
    return []


WAYS: Mapping[str, Callable[[Scene, Arguments], list[Ways]]] = {
    "before": _before,
    "not-after": _not_after,
    "within": _within,
    "outside": _outside,
    "apart-in-time": _apart_in_time,
    "journey": _journey,
    # Claims of one event share a point anyhow.
    "same-moment": _of_no_time,
    "same": _of_no_time,
    "same-or-inside": _of_no_time,
    "never": _of_no_time,
}
"""For every condition of `must` the either-ors that it comes to; none if it is not about time."""
