"""Conditions on claims that exclude others: denials, and claims that say `only`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trialcheck.bounds import Bounds
from trialcheck.casebook.model import Claim
from trialcheck.engine.scene import ALL, NONE, Arguments, Judge, Scene, verdict_of
from trialcheck.engine.world import World
from trialcheck.facts import DENIED, Fact
from trialcheck.measures import Duration


def denies(world: World, denial: Fact, claim: Fact) -> bool:
    """Whether a denial speaks of a claim, whatever the dates: it matches every role denied.

    A denied region covers the places in it. People denied to have done something together are
    matched only by a claim that names all of them; people denied one by one, by a claim that names
    any of them. What is denied of one event or of some alone says nothing of others. How long the
    claim lasts is another question: see `is_as_long_as_denied`.
    """
    if denial.polarity != DENIED or denial.kind != claim.kind:
        return False
    if denial.claim is not None and not _is_of_what_is_denied(denial.claim, claim):
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


def _is_of_what_is_denied(denial: Claim, fact: Fact) -> bool:
    """Whether a claim has the event denied, and the denial is not only of some alone or of a while.

    Of a denial of a length with a date nothing is sure: part of the length may lie outside.
    """
    when = denial.when
    if denial.only or when.for_at_most is not None:
        return False
    if denial.event and (fact.claim is None or fact.claim.event != denial.event):
        return False
    return when.for_at_least is None or (
        when.dating is None and not when.ties and not when.has_lost_ties
    )


def denied_length(denial: Fact) -> Duration | None:
    """How long something was not, by a denial that it lasted so long or longer."""
    if denial.polarity != DENIED or denial.claim is None:
        return None
    return denial.claim.when.for_at_least


def is_as_long_as_denied(denial: Fact, fact: Fact, bounds: Bounds) -> bool:
    """Whether a claim of a window surely lasts as long as a denial says that nothing did."""
    length = denied_length(denial)
    return length is None or surely_lasts(fact, bounds) >= length.most


def surely_lasts(fact: Fact, bounds: Bounds) -> int:
    """The minutes for which a claim of a window surely lasts, its last minute among them."""
    dated = bounds.earliest_end - bounds.latest_start + 1
    least = fact.claim.when.for_at_least if fact.claim is not None and not fact.implied else None
    return max(dated, 0 if least is None else least.least)


def _denied_by(scene: Scene, arguments: Arguments) -> int:
    denial, claim = scene.fact_of(arguments["denial"]), scene.fact_of(arguments["claim"])
    if not denies(scene.world, denial, claim):
        return NONE
    # A law weighs itself how long something lasted.
    is_weighed = any(each.name == "outside" for each in scene.rule.must)
    return verdict_of(is_weighed or is_as_long_as_denied(denial, claim, scene.bounds(claim)))


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
            if (claim.kind, role) in scene.world.mutual and set(values).isdisjoint(others):
                return NONE  # who was with whom says nothing of others among themselves
            if all(_allows(scene.world, values, each) for each in others):
                return NONE
        elif not others and event:
            continue  # of one event, what one leaves out is as the other says
        elif not any(_covers(scene.world, values, each) for each in others):
            return NONE
    return ALL


def _covers(world: World, values: Sequence[str], other: str) -> bool:
    """Whether another value is one of some values, or a place in one of them."""
    places = world.registry.places
    return other in values or (
        other in places and any(world.inside(other, value) for value in values)
    )


def _allows(world: World, values: Sequence[str], other: str) -> bool:
    """Whether another value can be one of some values: it is, or is a place or group not apart."""
    places, members = world.registry.places, world.members
    return (
        other in values
        or (other in places and any(world.distance(value, other) == 0 for value in values))
        or any(
            other in members.get(value, ()) or value in members.get(other, ()) for value in values
        )
    )


ON_DENIALS: Mapping[str, Judge] = {"denied-by": _denied_by, "says-only": _says_only}
"""The conditions on claims that exclude others by name."""
