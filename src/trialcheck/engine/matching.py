"""Rules meet facts: patterns are joined name by name, through the index, as planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Literal

from trialcheck.casebook.model import Claim
from trialcheck.engine.bindings import bindings
from trialcheck.engine.conditions import CONDITIONS
from trialcheck.engine.conditions.times import days_between
from trialcheck.engine.demands import Ways
from trialcheck.engine.index import Index
from trialcheck.engine.laws import LAWS, Breach
from trialcheck.engine.look_ups import LookUps
from trialcheck.engine.mirroring import mirrored
from trialcheck.engine.plan import Step, plan
from trialcheck.engine.scene import ALL, NONE, SOME, Scene
from trialcheck.engine.ways import WAYS
from trialcheck.engine.world import World
from trialcheck.facts import Fact
from trialcheck.measures import Duration, Speed
from trialcheck.rules.model import Condition, Pattern, Rule

MOST_CHOICES = 400
"""How many combinations of separate dates are tried.

Beyond, the stretch from the first date to the last counts.
"""


class BudgetExceededError(Exception):
    """A rule took more steps than a run allows."""

    def __init__(self, rule: str, steps: int) -> None:
        super().__init__(rule)
        self.rule = rule
        self.steps = steps


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a rule speaks: what it bound, and how it stands with the dates.

    `facts` are in the order of the rule's patterns. `short` is the minutes by which a law's dates
    fall short, `words` why; `days` are the least and most calendar days of a gap; `support` says
    whether ties to further claims are needed; `amounts` are the settings in force. `needed` are the
    further claims on which it rests, where that is known better than from its facts; `certificate`
    is the arithmetic of a conflict as plain data. `lack` says what `short` measures: time that is
    missing; dates that are off, since what a law keeps apart in time surely holds at once; or an
    order, where what comes after what is all that is said. `given` are the facts by which the
    record holds what else the rule asks of it; others may do as well.
    """

    rule: Rule
    facts: tuple[tuple[str, Fact], ...]
    values: Mapping[str, str]
    certain: bool
    short: int | None
    words: tuple[str, ...]
    days: tuple[int, int] | None
    support: bool
    amounts: Mapping[str, Duration | Speed | int]
    needed: tuple[Claim, ...] | None = None
    certificate: Mapping[str, Any] | None = None
    lack: Literal["time", "dates", "order"] = "time"
    given: tuple[Fact, ...] = ()

    @property
    def supporting(self) -> tuple[Claim, ...]:
        """The further claims on which it rests, besides those of its facts."""
        if self.needed is not None:
            return self.needed
        found = {
            claim.name: claim
            for _, fact in self.facts
            if fact.derived or self.support
            for claim in fact.support
        }
        return tuple(found.values())


class Matcher:
    """Matches one rule against the facts of one casebook, in at most `steps` steps."""

    def __init__(
        self,
        rule: Rule,
        index: Index,
        world: World,
        amounts: Mapping[str, Duration | Speed | int],
        steps: int,
    ) -> None:
        self.rule = rule
        self.world = world
        self.amounts = amounts
        self.steps = steps
        self.left = steps
        self._look_ups = LookUps(index, world)
        self._either_way = [each.name for each in rule.must] in (["journey"], ["apart-in-time"])
        self._own, absent = _shared_out(rule)
        self._steps = plan(
            rule.find,
            self._own,
            rule.must,
            frozenset(),
            self._count,
            is_mirrored=mirrored(rule),
        )
        bound = frozenset(
            [pattern.name for pattern in rule.find]
            + ["$" + name for pattern in rule.find for name in pattern.variables()]
        )
        self._context = {
            pattern.name: plan([pattern], absent[pattern.name], (), bound, self._count)
            for pattern in (*rule.given, *rule.unless)
        }

    def matches(self) -> Iterator[Match]:
        """Every match, in an order that depends only on the facts; raises BudgetExceededError."""
        scene = Scene(self.world, self.rule, self.amounts)
        for certainty in self._join(scene, self._steps, 0, ALL):
            match = self._complete(scene, certainty)
            if match is not None:
                yield match

    def demands(self) -> Iterator[tuple[tuple[Fact, ...], list[Ways]]]:
        """What a law asks of the facts that it surely applies to, beyond what any date breaks.

        What is only believed, heard or doubtfully dated asks nothing. Raises BudgetExceededError.
        """
        scene = Scene(self.world, self.rule, self.amounts)
        for certainty in self._join(scene, self._steps, 0, ALL):
            facts = tuple(scene.facts[pattern.name] for pattern in self.rule.find)
            if certainty != ALL or any(fact.hedged for fact in facts):
                continue
            asked = [
                ways
                for condition in self.rule.must
                for ways in WAYS[condition.name](scene, condition.arguments)
                if not any(all(each.is_sure for each in way) for way in ways)
            ]
            if asked and not self._is_breach(scene, asked) and self._in_context(scene, ALL) == ALL:
                yield facts, asked

    def _is_breach(self, scene: Scene, asked: list[Ways]) -> bool:
        """Whether what a law asks, beyond what every date obeys, cannot be obeyed as dated."""
        if self._either_way and any(each.is_met for way in asked[0] for each in way):
            return False  # told sooner than by the law itself
        return self._breaches(scene) is not None

    def _count(self, pattern: Pattern) -> int:
        return self._look_ups.count(pattern, self.rule.where)

    def _join(self, scene: Scene, steps: Sequence[Step], at: int, certainty: int) -> Iterator[int]:
        """Match the steps from one on in every way; yields the certainty of each."""
        step = steps[at]
        is_last = at + 1 == len(steps)
        name = step.pattern.name
        facts, values = scene.facts, scene.values
        first = facts[step.mirror].number if step.mirror else -1
        for fact in self._look_ups.candidates(scene, step):
            self.left -= 1
            if self.left < 0:
                raise BudgetExceededError(self.rule.id, self.steps)
            if fact.number < first:
                continue
            for bound in bindings(scene, step, fact):
                facts[name] = fact
                values.update(bound)
                try:
                    so_far = _judged_all(scene, step.ready, certainty)
                    if so_far == NONE:
                        continue
                    if is_last:
                        yield so_far
                    else:
                        yield from self._join(scene, steps, at + 1, so_far)
                finally:  # whoever asks for one match only leaves the others untried
                    del facts[name]
                    for variable in bound:
                        del values[variable]

    def _complete(self, scene: Scene, certainty: int) -> Match | None:
        breaches = self._breaches(scene)
        if breaches is None:
            return None
        certainty = self._in_context(scene, certainty)
        if certainty == NONE:
            return None
        facts = tuple((pattern.name, scene.facts[pattern.name]) for pattern in self.rule.find)
        hedged = any(fact.hedged for _, fact in facts)
        shorts = [breach.short for breach in breaches if breach.short is not None]
        return Match(
            rule=self.rule,
            facts=facts,
            values=dict(scene.values),
            certain=certainty == ALL and not hedged,
            short=max(shorts) if shorts else None,
            words=tuple(word for breach in breaches for word in breach.words),
            days=self._days(scene),
            support=self._needs_support(scene),
            amounts=self.amounts,
            lack="dates" if any(breach.overlapping for breach in breaches) else "time",
            given=tuple(scene.given),
        )

    def _breaches(self, scene: Scene) -> list[Breach] | None:
        """The demands of a law that cannot be met, or None if all can; a sign demands nothing."""
        if not self.rule.must:
            return []
        found = self._breaches_once(scene)
        if found is not None:
            return found
        choices = [fact for fact in dict.fromkeys(scene.facts.values()) if fact.pieces]
        if not choices or prod(len(fact.pieces) for fact in choices) > MOST_CHOICES:
            return None
        # Between separate dates lies none: the law is broken if it is with each of them.
        try:
            for chosen in product(*(fact.pieces for fact in choices)):
                numbers = (fact.number for fact in choices)
                scene.pieces = dict(zip(numbers, chosen, strict=True))
                found = self._breaches_once(scene)
                if found is None:
                    return None
        finally:
            scene.pieces = {}
        return found

    def _breaches_once(self, scene: Scene) -> list[Breach] | None:
        breaches = [
            breach
            for condition in self.rule.must
            if (breach := LAWS[condition.name](scene, condition.arguments)) is not None
        ]
        return breaches or None

    def _in_context(self, scene: Scene, certainty: int) -> int:
        """The certainty left after what must be in the record besides, and what must not."""
        if self.rule.given:
            certainty = self._with_given(scene, certainty)
        if certainty == NONE or not self.rule.unless:
            return certainty
        own = {id(scene.facts[pattern.name]) for pattern in self.rule.find}
        for pattern in self.rule.unless:
            for found in self._join(scene, self._context[pattern.name], 0, ALL):
                if self.rule.is_law and id(scene.facts[pattern.name]) in own:
                    continue  # what a law holds to account does not excuse itself
                if found == ALL:
                    return NONE
                certainty = SOME
        return certainty

    def _with_given(self, scene: Scene, certainty: int) -> int:
        """The certainty left after what must be in the record besides; the scene then holds it."""
        scene.given.clear()
        for pattern in self.rule.given:
            best = NONE
            for found in self._join(scene, self._context[pattern.name], 0, ALL):
                if found > best:
                    best, fact = found, scene.facts[pattern.name]
                if best == ALL:
                    break
            if best == NONE:
                return NONE
            scene.given.append(fact)
            certainty = min(certainty, best)
        return certainty

    def _needs_support(self, scene: Scene) -> bool:
        """Whether the match stands only with the claims that its own claims are tied to."""
        if not any(fact.support for fact in scene.facts.values()):
            return False
        if any(fact.is_tied_denial for fact in scene.facts.values()):
            return True
        scene.use_own = True
        try:
            stands = _judged_all(scene, self._own, ALL) != NONE
            return not (stands and self._breaches(scene) is not None)
        finally:
            scene.use_own = False

    def _days(self, scene: Scene) -> tuple[int, int] | None:
        """The days of the gap that the rule asks for, if it asks for one."""
        for condition in self._own:
            if condition.name == "gap":
                first = scene.time_of(condition.arguments["from"])
                return days_between(first, scene.time_of(condition.arguments["to"]))
        return None


def _shared_out(rule: Rule) -> tuple[list[Condition], dict[str, list[Condition]]]:
    """The conditions on what is found, and those that belong to each `given` or `unless` pattern.

    A condition belongs to such a pattern if it names it, or a variable that only it binds.
    """
    found = frozenset().union(*(pattern.variables() for pattern in rule.find))
    context = (*rule.unless, *rule.given)
    own: list[Condition] = []
    absent: dict[str, list[Condition]] = {pattern.name: [] for pattern in context}
    for condition in rule.where:
        needs = condition.needs()
        for pattern in context:
            bound_here = {"$" + name for name in pattern.variables() - found}
            if pattern.name in needs or bound_here & needs:
                absent[pattern.name].append(condition)
                break
        else:
            own.append(condition)
    return own, absent


def _judged_all(scene: Scene, conditions: Sequence[Condition], certainty: int) -> int:
    """The least of a certainty and of that of each condition."""
    for condition in conditions:
        verdict = CONDITIONS[condition.name](scene, condition.arguments)
        if verdict == NONE or (verdict == SOME and condition.certainly):
            return NONE
        certainty = min(certainty, verdict)
    return certainty
