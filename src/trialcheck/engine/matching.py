"""Rules meet facts: patterns are joined name by name, through the index, as planned."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from math import prod

from trialcheck.engine.conditions import CONDITIONS, gap_between
from trialcheck.engine.index import Index
from trialcheck.engine.laws import LAWS, Breach, journey_minutes
from trialcheck.engine.plan import Apart, Exclusive, Like, Near, Step, pattern_of, plan
from trialcheck.engine.scene import ALL, NONE, SOME, Scene
from trialcheck.engine.world import World
from trialcheck.facts import ASSERTED, DENIED, FORGOTTEN, Fact
from trialcheck.measures import Duration, Speed
from trialcheck.rules.model import Condition, Literal, Pattern, Rule, Term, Variable
from trialcheck.windows import FAR

HALF_THE_EARTH = 20_016.0
"""Kilometres between two places that lie opposite each other: no journey is longer."""

MOST_CHOICES = 400
"""How many combinations of separate dates are tried; beyond, the stretch from first to last counts."""

_POLARITY = {
    "": ASSERTED,
    "asserts": ASSERTED,
    "believes": ASSERTED,
    "heard": ASSERTED,
    "denies": DENIED,
    "forgets": FORGOTTEN,
}


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
    fall short, `words` why; `gap` and `days` are the least and most minutes and calendar days of a
    gap; `support` says whether ties to further claims are needed; `amounts` the settings in force.
    """

    rule: Rule
    facts: tuple[tuple[str, Fact], ...]
    values: Mapping[str, str]
    certain: bool
    short: int | None
    words: tuple[str, ...]
    gap: tuple[int, int] | None
    days: tuple[int, int] | None
    support: bool
    amounts: Mapping[str, Duration | Speed | int]


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
        self.index = index
        self.world = world
        self.amounts = amounts
        self.steps = steps
        self.left = steps
        own, absent = _shared_out(rule)
        self._own = own
        self._steps = plan(rule.find, own, rule.must, frozenset(), self._count)
        bound = frozenset(
            [pattern.name for pattern in rule.find]
            + ["$" + name for pattern in rule.find for name in pattern.variables()]
        )
        self._context = {
            pattern.name: plan([pattern], absent[pattern.name], (), bound, self._count)
            for pattern in (*rule.given, *rule.unless)
        }

    def matches(self) -> Iterator[Match]:
        """Every match, in an order that depends only on the facts."""
        scene = Scene(self.world, self.rule, self.amounts)
        for certainty in self._join(scene, self._steps, 0, ALL):
            match = self._complete(scene, certainty)
            if match is not None:
                yield match

    def _count(self, pattern: Pattern) -> int:
        polarity = _POLARITY[pattern.stance]
        if any(
            condition.name == "says-only" and pattern_of(condition, "claim") == pattern.name
            for condition in self.rule.where
        ):
            return len(self.index.exclusive)
        if isinstance(pattern.kind, Literal):
            return len(self.index.all_of(pattern.kind.text, polarity))
        return sum(len(self.index.all_of(kind, polarity)) for kind in self.index.kinds())

    def _join(
        self, scene: Scene, steps: Sequence[Step], at: int, certainty: int
    ) -> Iterator[int]:
        """Match the steps from one on in every way; yields the certainty of each."""
        if at == len(steps):
            yield certainty
            return
        step = steps[at]
        name = step.pattern.name
        for fact in self._candidates(scene, step):
            self.left -= 1
            if self.left < 0:
                raise BudgetExceededError(self.rule.id, self.steps)
            for bound in self._bindings(scene, step, fact):
                scene.facts[name] = fact
                scene.values.update(bound)
                try:
                    so_far = _judged_all(scene, step.ready, certainty)
                    if so_far != NONE:
                        yield from self._join(scene, steps, at + 1, so_far)
                finally:  # whoever asks for one match only leaves the others untried
                    del scene.facts[name]
                    for variable in bound:
                        del scene.values[variable]

    def _candidates(self, scene: Scene, step: Step) -> Iterator[Fact]:
        pattern = step.pattern
        polarity = _POLARITY[pattern.stance]
        roles = tuple(role for role, _ in step.known)
        values = tuple(_value(scene, term) for _, term in step.known)
        for kind in self._kinds(scene, pattern):
            yield from self._found(scene, step, (kind, polarity), roles, values)

    def _found(
        self,
        scene: Scene,
        step: Step,
        sort: tuple[str, str],
        roles: tuple[str, ...],
        values: tuple[str, ...],
    ) -> Iterator[Fact]:
        look_up = step.look_up
        if isinstance(look_up, Exclusive):
            return (f for f in self.index.exclusive if (f.kind, f.polarity) == sort)
        if isinstance(look_up, Like):
            model = scene.facts[look_up.model]
            only = model.claim.only if look_up.only and model.claim is not None else ()
            return self._like(model, only, *sort)
        if isinstance(look_up, Near):
            near = self.index.timed(*sort, roles, values)
            return near.near(scene.facts[look_up.other], self._reach(scene, look_up.must))
        if isinstance(look_up, Apart):
            groups = self.index.split_by(*sort, roles, values, look_up.role)
            other = scene.values[look_up.other]
            return (fact for value, facts in groups.items() if value != other for fact in facts)
        return iter(self.index.with_values(*sort, roles, values))

    def _reach(self, scene: Scene, must: Condition) -> int:
        """Minutes within which two claims may be in each other's way."""
        if must.name != "journey":
            return 2
        speed = scene.amount_of(must.arguments["speed"])
        assert isinstance(speed, Speed)  # noqa: S101  # units are checked when rules are read
        # A day more for the difference of local times.
        return min(journey_minutes(HALF_THE_EARTH, speed) + 1440, FAR)

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
                    for fact in self.index.with_values(kind, polarity, (role,), (name,)):
                        found[fact.number] = fact
            if best is None or len(found) < len(best):
                best = list(found.values())
        yield from self.index.all_of(kind, polarity) if best is None else best

    def _places_in(self, value: str) -> Sequence[str]:
        if value not in self.world.registry.places:
            return (value,)
        return self.world.contents(value)

    def _kinds(self, scene: Scene, pattern: Pattern) -> Sequence[str]:
        if isinstance(pattern.kind, Literal):
            return (pattern.kind.text,)
        bound = scene.values.get(pattern.kind.name)
        if bound is not None:
            return (bound,)
        return [kind for kind in self.index.kinds() if kind in self.world.kinds]

    def _bindings(self, scene: Scene, step: Step, fact: Fact) -> Sequence[dict[str, str]]:
        """Every way in which a fact can match a pattern: the new values by variable name."""
        pattern = step.pattern
        if pattern.implied is not None and fact.implied != pattern.implied:
            return ()
        bound: dict[str, str] = {}
        if isinstance(pattern.kind, Variable) and pattern.kind.name not in scene.values:
            bound[pattern.kind.name] = fact.kind
        roles = fact.roles
        for role, term in step.known:
            if _value(scene, term) not in roles.get(role, ()):
                return ()
        if (step.qualities or pattern.not_stages or pattern.stance) and not self._qualifies(
            scene, step, fact, bound
        ):
            return ()
        ways = [bound]
        for role, variable in step.single:
            values = roles.get(role, ())
            if len(values) == 1:
                for way in ways:
                    way[variable] = values[0]
            else:
                ways = [{**way, variable: value} for way in ways for value in values]
        for role, terms in step.several:
            ways = [w for way in ways for w in _choices(scene, way, terms, roles.get(role, ()))]
        return ways

    def _qualifies(self, scene: Scene, step: Step, fact: Fact, bound: dict[str, str]) -> bool:
        pattern = step.pattern
        if pattern.not_stages and self._standard_stage(fact) in pattern.not_stages:
            return False
        if pattern.stance not in ("", "denies", "forgets"):
            stances = {s.value for s in fact.claim.stances} if fact.claim is not None else set()
            if bool(stances) if pattern.stance == "asserts" else pattern.stance not in stances:
                return False
        for word, term in step.qualities:
            value = self._quality(word, term, fact)
            if not value:
                return False
            if isinstance(term, Variable) and term.name not in scene.values:
                if bound.setdefault(term.name, value) != value:
                    return False
            elif value != _value(scene, term):
                return False
        return True

    def _standard_stage(self, fact: Fact) -> str:
        stages = self.world.registry.stages
        stage = fact.statement.stage if fact.statement is not None else ""
        return stages[stage].standard if stage in stages else ""

    def _quality(self, word: str, term: Term, fact: Fact) -> str:
        statement = fact.statement
        if statement is None:
            return ""
        if word == "by":
            return statement.speaker
        if word == "source":
            return statement.source
        if word == "event":
            return fact.claim.event if fact.claim is not None else ""
        if word == "side":
            stage = self.world.registry.stages.get(statement.stage)
            return stage.side if stage is not None else ""
        return self._standard_stage(fact) if isinstance(term, Literal) else statement.stage

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
        gap, days = self._gap(scene)
        return Match(
            rule=self.rule,
            facts=facts,
            values=dict(scene.values),
            certain=certainty == ALL and not hedged,
            short=max(shorts) if shorts else None,
            words=tuple(word for breach in breaches for word in breach.words),
            gap=gap,
            days=days,
            support=self._needs_support(scene),
            amounts=self.amounts,
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
        for pattern in self.rule.given:
            found = max(self._join(scene, self._context[pattern.name], 0, ALL), default=NONE)
            certainty = min(certainty, found)
            if certainty == NONE:
                return NONE
        for pattern in self.rule.unless:
            for found in self._join(scene, self._context[pattern.name], 0, ALL):
                if found == ALL:
                    return NONE
                certainty = SOME
        return certainty

    def _needs_support(self, scene: Scene) -> bool:
        """Whether the match stands only with the claims that its own claims are tied to."""
        if not any(fact.support for fact in scene.facts.values()):
            return False
        scene.use_own = True
        try:
            stands = _judged_all(scene, self._own, ALL) != NONE
            return not (stands and self._breaches(scene) is not None)
        finally:
            scene.use_own = False

    def _gap(self, scene: Scene) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        for condition in self._own:
            if condition.name == "gap":
                first = scene.time_of(condition.arguments["from"])
                second = scene.time_of(condition.arguments["to"])
                least = second.earliest_start // 1440 - first.latest_end // 1440
                most = second.latest_start // 1440 - first.earliest_end // 1440
                return gap_between(first, second), (least, most)
        return None, None


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


def _value(scene: Scene, term: Term) -> str:
    return term.text if isinstance(term, Literal) else scene.values[term.name]


def _choices(
    scene: Scene, way: dict[str, str], terms: Sequence[Term], values: Sequence[str]
) -> Iterator[dict[str, str]]:
    """The ways in which several terms can take different values of one role."""
    for choice in permutations(values, len(terms)):
        tried = dict(way)
        for term, value in zip(terms, choice, strict=True):
            if isinstance(term, Literal):
                known = term.text
            else:
                known = scene.values.get(term.name) or tried.setdefault(term.name, value)
            if known != value:
                break
        else:
            yield tried
