"""In what ways each condition of `must` can be obeyed, as demands on the ends of claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from trialcheck.engine.demands import Demand, End, demand, either_way, end_of, start_of
from trialcheck.engine.scene import Arguments, Scene
from trialcheck.facts import Fact
from trialcheck.when import WITHOUT_END, WITHOUT_START
from trialcheck.windows import AFTERWARDS, FAR, sure_stretches

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
    inner, outer = arguments["inner"], arguments["outer"]
    bounds = scene.time_of(inner)
    demands = []
    if bounds.latest_start > WITHOUT_START:
        demands.append(demand(scene, start_of(scene, outer), start_of(scene, inner), 0))
    if bounds.earliest_end < WITHOUT_END:
        demands.append(demand(scene, end_of(scene, inner), end_of(scene, outer), 0))
    return [[demands]]


def _outside(scene: Scene, arguments: Arguments) -> list[Ways]:
    start, end = start_of(scene, arguments["claim"]), end_of(scene, arguments["claim"])
    denial = scene.fact_of(arguments["denial"])
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
    ways: Ways = []
    for tie in when.ties:
        begins, ends = (End(UNKNOWN, (tie.other, part), claims[tie.other]) for part in (0, 1))
        if tie.relation == "after":
            ways.append([demand(scene, end, ends, 0)])
            if tie.within is not None:
                ways.append([demand(scene, ends, start, tie.within.least + 1)])
        elif tie.relation == "before":
            ways.append([demand(scene, begins, start, 0)])
            if tie.within is not None:
                ways.append([demand(scene, end, begins, tie.within.least + 1)])
        else:
            ways += [
                [demand(scene, end, begins, AFTERWARDS)],
                [demand(scene, ends, start, AFTERWARDS)],
            ]
    own = _outside_stretches(start, end, sure_stretches(when.dating))
    return [ways + dated for dated in own]


def _outside_stretches(
    start: End, end: End, stretches: tuple[tuple[int, int], ...] | None
) -> list[Ways]:
    found: list[Ways] = []
    for lo, hi in ((-FAR, FAR),) if stretches is None else stretches:
        ways: Ways = []
        if lo > -FAR:
            ways.append([Demand(end.times, (0, 0), 1 - lo, end.point, MINUTE_ZERO, 0)])
        if hi < FAR:
            ways.append([Demand((0, 0), start.times, hi + 1, MINUTE_ZERO, start.point, 0)])
        found.append(ways)
    return found


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
