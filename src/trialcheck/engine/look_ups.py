"""The facts that a planned step looks at: as few as the index can tell apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from trialcheck.bounds import AFTERWARDS, FAR
from trialcheck.engine.bindings import value_of
from trialcheck.engine.index import SPEAKER, Index
from trialcheck.engine.plan import Step
from trialcheck.engine.scene import Scene
from trialcheck.engine.where_to_look import (
    Apart,
    Crowded,
    Described,
    Exclusive,
    Like,
    Near,
    pattern_of,
)
from trialcheck.engine.world import World
from trialcheck.facts import ASSERTED, DENIED, FORGOTTEN, Fact
from trialcheck.measures import DAY
from trialcheck.rules.model import Condition, Literal, Pattern, Variable

_NEXT_TO_EACH_OTHER = 2 * AFTERWARDS
"""Minutes that are enough to find what must lie one after the other."""
_POLARITY = {
    "": ASSERTED,
    "asserts": ASSERTED,
    "believes": ASSERTED,
    "heard": ASSERTED,
    "denies": DENIED,
    "forgets": FORGOTTEN,
}


class LookUps:
    """Finds the facts of one casebook that the steps of one rule may match."""

    def __init__(self, index: Index, world: World) -> None:
        self._index = index
        self._world = world
        self._reach = -1  # the same for all claims of a rule, which has one such condition

    def count(self, pattern: Pattern, conditions: Sequence[Condition]) -> int:
        """How many facts a pattern would look at, if nothing were known of its roles."""
        if any(
            condition.name == "says-only" and pattern_of(condition, "claim") == pattern.name
            for condition in conditions
        ):
            return len(self._index.exclusive)
        polarity = _POLARITY[pattern.stance]
        if isinstance(pattern.kind, Literal):
            return len(self._index.all_of(pattern.kind.text, polarity))
        return sum(len(self._index.all_of(kind, polarity)) for kind in self._index.kinds())

    def candidates(self, scene: Scene, step: Step) -> Iterator[Fact]:
        """The facts that may match a step, given what the scene has bound so far."""
        pattern = step.pattern
        polarity = _POLARITY[pattern.stance]
        roles = step.roles
        values = tuple(value_of(scene, term) for _, term in step.known)
        if step.speaker is not None:
            roles, values = (*roles, SPEAKER), (*values, value_of(scene, step.speaker))
        if isinstance(pattern.kind, Literal):
            return self._found(scene, step, (pattern.kind.text, polarity), roles, values)
        kinds = self._kinds(scene, pattern.kind)
        found = [self._found(scene, step, (kind, polarity), roles, values) for kind in kinds]
        return chain.from_iterable(found)

    def _found(
        self,
        scene: Scene,
        step: Step,
        sort: tuple[str, str],
        roles: tuple[str, ...],
        values: tuple[str, ...],
    ) -> Iterator[Fact]:
        look_up = step.look_up
        if isinstance(look_up, Near | Crowded):
            return self._near(scene, look_up, sort, roles, values)
        if isinstance(look_up, Exclusive):
            return (f for f in self._index.exclusive if (f.kind, f.polarity) == sort)
        if isinstance(look_up, Like):
            return self._spoken_of(scene, look_up, sort)
        if isinstance(look_up, Described):
            people = self._world.having_trait(look_up.trait)
            return iter(self._index.with_any(*sort, look_up.role, people))
        if isinstance(look_up, Apart):
            groups = self._index.split_by(*sort, roles, values, look_up.role)
            other = scene.values[look_up.other]
            return (fact for value, facts in groups.items() if value != other for fact in facts)
        if not roles:
            return iter(self._index.having(*sort, step.required()))
        return iter(self._index.with_values(*sort, roles, values))

    def _spoken_of(self, scene: Scene, look_up: Like, sort: tuple[str, str]) -> Iterator[Fact]:
        model = scene.facts[look_up.model]
        if not look_up.only or model.claim is None:
            return self._like(model, (), *sort)
        if model.claim.event:  # a claim of the same event may leave out what they would share
            return iter(self._index.with_values(*sort, (), ()))
        return self._like(model, model.claim.only, *sort)

    def _near(
        self,
        scene: Scene,
        look_up: Near | Crowded,
        sort: tuple[str, str],
        roles: tuple[str, ...],
        values: tuple[str, ...],
    ) -> Iterator[Fact]:
        near = look_up.near if isinstance(look_up, Crowded) else look_up
        role = near.apart.role if near.apart is not None else ""
        reach = self._reach_of(scene, near)
        if isinstance(look_up, Crowded):
            return iter(self._index.crowded(*sort, look_up.roles, role, reach))
        unlike = scene.values[near.apart.other] if near.apart is not None else ""
        bucket = self._index.timed(*sort, roles, values, role)
        return bucket.near(scene.facts[near.other], reach, unlike)

    def _reach_of(self, scene: Scene, near: Near) -> int:
        if self._reach < 0:
            self._reach = _reach(scene, near.must)
        return self._reach

    def _like(
        self, model: Fact, apart_from: Collection[str], kind: str, polarity: str
    ) -> Iterator[Fact]:
        """The claims that a denial or an `only` may speak of: those that share its rarest value."""
        if kind != model.kind:
            return
        best: list[Fact] | None = None
        for role, values in model.roles.items():
            if role in apart_from:
                continue
            found: dict[int, Fact] = {}
            for value in values:
                for name in self._places_in(value):
                    for fact in self._index.with_values(kind, polarity, (role,), (name,)):
                        found[fact.number] = fact
            if best is None or len(found) < len(best):
                best = list(found.values())
        yield from self._index.all_of(kind, polarity) if best is None else best

    def _places_in(self, value: str) -> Sequence[str]:
        if value not in self._world.registry.places:
            return (value,)
        return self._world.contents(value)

    def _kinds(self, scene: Scene, kind: Variable) -> Sequence[str]:
        bound = scene.values.get(kind.name)
        if bound is not None:
            return (bound,)
        return [kind for kind in self._index.kinds() if kind in self._world.kinds]


def _reach(scene: Scene, must: Condition) -> int:
    """Minutes within which two claims may be in each other's way."""
    # Local times can be more than a day apart. A minute is for the fraction left out.
    clocks = 2 * DAY if scene.world.clocks.are_declared else 0
    if must.name != "journey":
        return _NEXT_TO_EACH_OTHER + clocks
    speed = scene.speed_of(must.arguments["speed"])
    return min(speed.minutes_over(scene.world.widest()) + clocks + 1, FAR)
