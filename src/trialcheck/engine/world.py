"""What conditions ask of the registry: distances, containment, traits and orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trialcheck.casebook.model import Casebook, Place, Registry
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.claim_bounds import clocks_of
from trialcheck.clocks import Clocks
from trialcheck.facts import Fact
from trialcheck.measures import Duration, Speed, distance_km

HALF_THE_EARTH = 20_016.0
"""Kilometres between two places that lie opposite each other."""

Amounts = Mapping[tuple[str, str], Duration | Speed | int]
"""Settings that the user has overridden, by rule id ("" for any rule) and name."""


@dataclass(slots=True)
class World:
    """The registry of one casebook, with what has been worked out from it kept.

    `members` are the people of each group, `staff` who is said to have worked there, `together` the
    kinds and roles whose people act together, `mutual` those that take two at least, `occasions`
    the kinds of claim that happen at one moment, `kinds` all kinds of claim, `clocks` what the
    places say of theirs.
    """

    registry: Registry
    members: Mapping[str, frozenset[str]]
    staff: Mapping[str, frozenset[str]]
    together: frozenset[tuple[str, str]]
    mutual: frozenset[tuple[str, str]]
    occasions: frozenset[str]
    kinds: frozenset[str]
    clocks: Clocks
    _widest: float | None = None
    _containers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _contents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _having_trait: dict[str, Sequence[str]] = field(default_factory=dict)
    _distances: dict[tuple[str, str], float | None] = field(default_factory=dict)

    def containers(self, place: str) -> tuple[str, ...]:
        """A place and all that contain it, from the inside out."""
        found = self._containers.get(place)
        if found is None:
            chain = []
            current = place
            while current in self.registry.places:
                chain.append(current)
                current = self.registry.places[current].within
            found = self._containers[place] = tuple(chain)
        return found

    def contents(self, place: str) -> tuple[str, ...]:
        """A place and all that lie in it."""
        found = self._contents.get(place)
        if found is None:
            inner = tuple(name for name in self.registry.places if self.inside(name, place))
            found = self._contents[place] = inner
        return found

    def inside(self, inner: str, outer: str) -> bool:
        """Whether a place is, or lies in, another."""
        return inner == outer or outer in self.containers(inner)

    def distance(self, here: str, there: str) -> float | None:
        """Kilometres that surely lie between two places, less both radii.

        None if that cannot be told.
        """
        key = (here, there) if here <= there else (there, here)
        if key not in self._distances:
            self._distances[key] = self._measured(*key)
        return self._distances[key]

    def widest(self) -> float:
        """Kilometres that no two places are further apart: twice the longest way from one of them.

        By the inequality of the triangle; nothing is further than half around the earth.
        """
        if self._widest is None:
            located = [place.at for place in self.registry.places.values() if place.at is not None]
            farthest = max((distance_km(located[0], at) for at in located), default=0.0)
            self._widest = min(2 * farthest, HALF_THE_EARTH)
        return self._widest

    def _measured(self, here: str, there: str) -> float | None:
        if self.inside(here, there) or self.inside(there, here):
            return 0.0
        first, second = self._located(here), self._located(there)
        if first is None or second is None:
            return None
        if self.inside(there, first.id) or self.inside(here, second.id):
            return 0.0  # what is somewhere in a town may be next door to what has a place in it
        assert first.at is not None and second.at is not None  # noqa: S101, PT018  # they are located
        return max(0.0, distance_km(first.at, second.at) - first.radius - second.radius)

    def _located(self, place: str) -> Place | None:
        """A place, or the nearest around it, that has coordinates."""
        around = (self.registry.places[name] for name in self.containers(place))
        return next((entry for entry in around if entry.at is not None), None)

    def apart(self, here: str, there: str) -> bool:
        """Whether a distance surely lies between two places."""
        distance = self.distance(here, there)
        return distance is not None and distance > 0

    def are_separate(self, one: str, other: str) -> bool:
        """Whether two names surely stand for nobody and nothing in common.

        A group stands for its people, a place for all that lie in it.
        """
        places = self.registry.places
        if one == other or (one in places and other in places):
            return not (self.inside(one, other) or self.inside(other, one))
        people, others = self._people_of(one), self._people_of(other)
        return bool(people) and bool(others) and people.isdisjoint(others)

    def _people_of(self, name: str) -> frozenset[str]:
        """The people of a group, as far as anybody names them; anything else is itself."""
        if name not in self.registry.groups:
            return frozenset((name,))
        return self.members.get(name, frozenset()) | self.staff.get(name, frozenset())

    def traits(self, person: str) -> tuple[str, ...]:
        """The traits of a person; nobody else has any."""
        entry = self.registry.people.get(person)
        return entry.traits if entry is not None else ()

    def having_trait(self, trait: str) -> Sequence[str]:
        """The people who have a trait."""
        found = self._having_trait.get(trait)
        if found is None:
            people = self.registry.people.values()
            found = self._having_trait[trait] = [p.id for p in people if trait in p.traits]
        return found

    def order(self, owner: str, list_name: str) -> tuple[str, ...]:
        """The states of a thing or the positions of a topic, in order."""
        if list_name == "states":
            thing = self.registry.things.get(owner)
            return thing.states if thing is not None else ()
        topic = self.registry.topics.get(owner)
        return topic.positions if topic is not None else ()


def world_of(casebook: Casebook, vocabulary: Vocabulary, facts: list[Fact]) -> World:
    """The world of a casebook.

    Whoever is asserted to have belonged to a group counts as a member of it.
    """
    members: dict[str, set[str]] = {
        key: set(group.members) for key, group in casebook.registry.groups.items()
    }
    staff: dict[str, set[str]] = {}
    for people, kind, role in ((members, "belonged-to", "what"), (staff, "worked-at", "where")):
        for fact in facts:
            if fact.kind == kind and fact.polarity == "asserted":
                for group in fact.roles.get(role, ()):
                    people.setdefault(group, set()).update(fact.roles["who"])
    return World(
        casebook.registry,
        {key: frozenset(value) for key, value in members.items()},
        {key: frozenset(value) for key, value in staff.items()},
        _roles(vocabulary, 1),
        _roles(vocabulary, 2),
        frozenset(kind.name for kind in vocabulary.kinds.values() if kind.sort == "occasion"),
        frozenset(vocabulary.kinds),
        clocks_of(casebook, (fact.own for fact in facts if fact.claim is not None)),
    )


def _roles(vocabulary: Vocabulary, at_least: int) -> frozenset[tuple[str, str]]:
    """The kinds and roles whose people act together, where they take so many values at least."""
    return frozenset(
        (kind.name, role.name)
        for kind in vocabulary.kinds.values()
        for role in kind.roles.values()
        if role.several == "together" and role.at_least >= at_least
    )
