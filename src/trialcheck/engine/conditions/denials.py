"""Conditions on claims that exclude others: denials, and claims that say `only`."""

from __future__ import annotations

from collections.abc import Mapping

from trialcheck.engine.scene import ALL, NONE, Arguments, Judge, Scene, verdict_of
from trialcheck.engine.world import World
from trialcheck.facts import DENIED, Fact


def denies(world: World, denial: Fact, claim: Fact) -> bool:
    """Whether a denial speaks of a claim, whatever the dates: it matches every role denied.

    A denied region covers the places in it. People denied to have done something together are
    matched only by a claim that names all of them; people denied one by one, by a claim that names
    any of them.
    """
    if denial.polarity != DENIED or denial.kind != claim.kind:
        return False
    inside, places = world.inside, world.registry.places
    for role, values in denial.roles.items():
        held = claim.roles.get(role)
        if not held:
            return False
        if (denial.kind, role) in world.together:
            if not set(values) <= set(held):
                return False
        elif not any(
            value == other or (other in places and inside(other, value))
            for value in values
            for other in held
        ):
            return False
    return True


def _denied_by(scene: Scene, arguments: Arguments) -> int:
    denial, claim = scene.fact_of(arguments["denial"]), scene.fact_of(arguments["claim"])
    return verdict_of(denies(scene.world, denial, claim))


def _says_only(scene: Scene, arguments: Arguments) -> int:
    claim, other = scene.fact_of(arguments["claim"]), scene.fact_of(arguments["other"])
    if claim.claim is None or not claim.claim.only or claim.implied or claim.kind != other.kind:
        return NONE
    event = claim.claim.event
    if event and (other.claim is None or other.claim.event != event):
        return NONE
    for role, values in claim.roles.items():
        others = other.roles.get(role, ())
        if role in claim.claim.only:
            if set(others) <= set(values):
                return NONE
        elif not others and event:
            continue  # of one event, what one leaves out is as the other says
        elif not others or set(values).isdisjoint(others):
            return NONE
    return ALL


ON_DENIALS: Mapping[str, Judge] = {"denied-by": _denied_by, "says-only": _says_only}
"""The conditions on claims that exclude others by name."""
