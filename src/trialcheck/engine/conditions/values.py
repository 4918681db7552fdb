"""Conditions on the values of roles: what they are, whom they describe, where they lie."""

from __future__ import annotations

from collections.abc import Mapping

from trialcheck.engine.scene import NONE, Arguments, Judge, Scene, verdict_of


def _differ(scene: Scene, arguments: Arguments) -> int:
    return verdict_of(scene.value_of(arguments["first"]) != scene.value_of(arguments["second"]))


def _same(scene: Scene, arguments: Arguments) -> int:
    return verdict_of(scene.value_of(arguments["first"]) == scene.value_of(arguments["second"]))


def _same_or_unsaid(scene: Scene, arguments: Arguments) -> int:
    first, second = scene.value_of(arguments["first"]), scene.value_of(arguments["second"])
    return verdict_of(not first or not second or not set(first).isdisjoint(second))


def _disjoint(scene: Scene, arguments: Arguments) -> int:
    first, second = scene.value_of(arguments["first"]), scene.value_of(arguments["second"])
    separate = scene.world.are_separate
    return verdict_of(
        bool(first) and bool(second) and all(separate(a, b) for a in first for b in second)
    )


def _unsaid(scene: Scene, arguments: Arguments) -> int:
    return verdict_of(not scene.value_of(arguments["value"]))


def _stated(scene: Scene, arguments: Arguments) -> int:
    return verdict_of(bool(scene.value_of(arguments["value"])))


def _one_of(scene: Scene, arguments: Arguments) -> int:
    words = scene.words_of(arguments["words"])
    return verdict_of(any(value in words for value in scene.value_of(arguments["value"])))


def _ranks_below(scene: Scene, arguments: Arguments) -> int:
    order = scene.words_of(arguments["order"])
    low, high = scene.value_of(arguments["low"]), scene.value_of(arguments["high"])
    if not low or not high or low[0] not in order or high[0] not in order:
        return NONE
    return verdict_of(order.index(low[0]) < order.index(high[0]))


def _is(scene: Scene, arguments: Arguments) -> int:
    trait = scene.words_of(arguments["trait"])[0]
    values = scene.value_of(arguments["who"])
    return verdict_of(any(trait in scene.world.traits(value) for value in values))


def _is_not(scene: Scene, arguments: Arguments) -> int:
    return verdict_of(_is(scene, arguments) == NONE)


def _in_group(scene: Scene, arguments: Arguments) -> int:
    (group,) = scene.value_of(arguments["group"])[:1] or ("",)
    members = scene.world.members.get(group, frozenset())
    return verdict_of(any(person in members for person in scene.value_of(arguments["person"])))


def _not_in_group(scene: Scene, arguments: Arguments) -> int:
    return verdict_of(_in_group(scene, arguments) == NONE)


def _apart(scene: Scene, arguments: Arguments) -> int:
    here, there = scene.value_of(arguments["here"]), scene.value_of(arguments["there"])
    apart = scene.world.apart
    return verdict_of(bool(here) and bool(there) and all(apart(a, b) for a in here for b in there))


def _inside(scene: Scene, arguments: Arguments) -> int:
    inner, outer = scene.value_of(arguments["inner"]), scene.value_of(arguments["outer"])
    return verdict_of(any(scene.world.inside(a, b) for a in inner for b in outer))


ON_VALUES: Mapping[str, Judge] = {
    "differ": _differ,
    "same": _same,
    "same-or-unsaid": _same_or_unsaid,
    "disjoint": _disjoint,
    "unsaid": _unsaid,
    "stated": _stated,
    "one-of": _one_of,
    "ranks-below": _ranks_below,
    "is": _is,
    "is-not": _is_not,
    "in-group": _in_group,
    "not-in-group": _not_in_group,
    "apart": _apart,
    "inside": _inside,
}
"""The conditions on values by name."""
