"""Conditions on time: whether windows lie one after the other, meet, contain each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trialcheck.bounds import FAR, Bounds
from trialcheck.engine.scene import ALL, NONE, SOME, Arguments, Judge, Scene
from trialcheck.facts import DENIED, Fact
from trialcheck.measures import DAY
from trialcheck.rules.model import Argument, TimeOf


def _one_moment(scene: Scene, first: Argument, second: Argument) -> bool:
    """Whether two arguments are occasions of one event, which share their moment."""
    if (
        not (isinstance(first, TimeOf) and isinstance(second, TimeOf))
        or first.part == "said"
        or second.part == "said"
    ):
        return False
    one, other = scene.facts[first.pattern].claim, scene.facts[second.pattern].claim
    if one is None or other is None or not one.event:
        return False
    occasions = scene.world.occasions
    return one.event == other.event and one.kind in occasions and other.kind in occasions


def _before(scene: Scene, arguments: Arguments) -> int:
    if _one_moment(scene, arguments["first"], arguments["second"]):
        return NONE
    first, second = scene.time_of(arguments["first"]), scene.time_of(arguments["second"])
    if first.latest_end < second.earliest_start:
        return ALL
    return SOME if first.earliest_end < second.latest_start else NONE


@dataclass(frozen=True, slots=True)
class _Moment:
    """A start or an end: its least and greatest time, and the point of a claim that it is.

    `claim` is "" if it is of none.
    """

    least: int
    most: int
    claim: str
    part: int


def _ends(scene: Scene, argument: Argument) -> tuple[_Moment, _Moment]:
    bounds = scene.time_of(argument)
    start, end = ("", 0), ("", 1)
    if isinstance(argument, TimeOf) and argument.part != "said":
        fact = scene.facts[argument.pattern]
        start = fact.end if argument.part == "end" else fact.start
        end = fact.start if argument.part == "start" else fact.end
    return (
        _Moment(bounds.earliest_start, bounds.latest_start, *start),
        _Moment(bounds.earliest_end, bounds.latest_end, *end),
    )


def _no_later(first: _Moment, second: _Moment) -> int:
    """Whether one moment is no later than another; two ends of one claim are in order anyhow."""
    if first.claim and first.claim == second.claim and first.part <= second.part:
        return ALL
    if first.most <= second.least:
        return ALL
    return SOME if first.least <= second.most else NONE


def _overlap(scene: Scene, arguments: Arguments) -> int:
    start, end = _ends(scene, arguments["first"])
    other_start, other_end = _ends(scene, arguments["second"])
    return min(_no_later(start, other_end), _no_later(other_start, end))


def _during(scene: Scene, arguments: Arguments) -> int:
    start, end = _ends(scene, arguments["inner"])
    outer_start, outer_end = _ends(scene, arguments["outer"])
    verdict = min(_no_later(outer_start, start), _no_later(end, outer_end))
    if _is_one(scene, arguments["outer"]):  # then what lies in it is no longer than a moment
        return min(verdict, _no_later(end, start))
    return verdict


def _is_one(scene: Scene, argument: Argument) -> bool:
    """Whether what an argument names starts and ends at one moment."""
    if not isinstance(argument, TimeOf):
        return False
    fact = scene.facts[argument.pattern]
    return bool(argument.part) or fact.kind in scene.world.occasions


def _covers(scene: Scene, arguments: Arguments) -> int:
    outer = arguments["outer"]
    if isinstance(outer, TimeOf) and not outer.part:
        denial = scene.facts[outer.pattern]
        if denial.polarity == DENIED:
            return _is_denied_in(scene.time_of(arguments["inner"]), denial)
    return _during(scene, arguments)


def _is_denied_in(inner: Bounds, denial: Fact) -> int:
    """Whether what a denial surely covers contains something: always, if it denies for all time."""
    if denial.sure is None:
        return ALL
    if any(lo <= inner.earliest_start and inner.latest_end <= hi for lo, hi in denial.sure):
        return ALL
    near = any(lo <= inner.latest_start and inner.earliest_end <= hi for lo, hi in denial.sure)
    return SOME if near else NONE


def _gap(scene: Scene, arguments: Arguments) -> int:
    first, second = scene.time_of(arguments["from"]), scene.time_of(arguments["to"])
    least, most = _minutes_between(first, second)
    # Loose dates that may be in either order prove nothing, so the order must be certain; and an
    # unknown date is no gap.
    if least <= 0 or most >= FAR or _one_moment(scene, arguments["from"], arguments["to"]):
        return NONE
    verdict = ALL
    if "at-least" in arguments:
        threshold = scene.duration_of(arguments["at-least"]).most
        least, most = _comparable(first, second, threshold)
        verdict = ALL if least >= threshold else SOME if most >= threshold else NONE
    if "at-most" in arguments:
        threshold = scene.duration_of(arguments["at-most"]).least
        least, most = _comparable(first, second, threshold)
        verdict = min(verdict, ALL if most <= threshold else SOME if least <= threshold else NONE)
    return verdict


def _minutes_between(first: Bounds, second: Bounds) -> tuple[int, int]:
    """The least and the most minutes from the end of one to the start of the other."""
    return second.earliest_start - first.latest_end, second.latest_start - first.earliest_end


def days_between(first: Bounds, second: Bounds) -> tuple[int, int]:
    """The least and the most calendar days from the end of one to the start of the other."""
    return (
        second.earliest_start // DAY - first.latest_end // DAY,
        second.latest_start // DAY - first.earliest_end // DAY,
    )


def _comparable(first: Bounds, second: Bounds, threshold: int) -> tuple[int, int]:
    """The least and most minutes of a gap, as they compare with a threshold.

    A threshold of whole days is compared with calendar days: from 31 May to 1 July are 31 days,
    though not quite 31 times 24 hours lie between.
    """
    if threshold % DAY:
        return _minutes_between(first, second)
    least, most = days_between(first, second)
    return least * DAY, most * DAY


ON_TIMES: Mapping[str, Judge] = {
    "before": _before,
    "overlap": _overlap,
    "during": _during,
    "covers": _covers,
    "gap": _gap,
}
"""The conditions on time by name."""
