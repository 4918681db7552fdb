"""In what ways each condition of `must` can be obeyed, as demands on the ends of claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from trialcheck.bounds import AFTERWARDS
from trialcheck.engine.demands import Ways, demand, either_way, end_of, start_of, within
from trialcheck.engine.outside import outside
from trialcheck.engine.scene import Arguments, Scene


def _before(scene: Scene, arguments: Arguments) -> list[Ways]:
    first, second = end_of(scene, arguments["first"]), start_of(scene, arguments["second"])
    return [[[demand(scene, first, second, AFTERWARDS)]]]


def _not_after(scene: Scene, arguments: Arguments) -> list[Ways]:
    first, second = start_of(scene, arguments["first"]), start_of(scene, arguments["second"])
    return [[[demand(scene, first, second, 0)]]]


def _within(scene: Scene, arguments: Arguments) -> list[Ways]:
    return [[within(scene, arguments["inner"], arguments["outer"])]]


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
    "outside": outside,
    "apart-in-time": _apart_in_time,
    "journey": _journey,
    # Claims of one event share a point anyhow.
    "same-moment": _of_no_time,
    "same": _of_no_time,
    "same-or-inside": _of_no_time,
    "never": _of_no_time,
}
"""For every condition of `must` the either-ors that it comes to; none if it is not about time."""
