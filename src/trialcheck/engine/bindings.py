"""One fact meets one pattern: whether it qualifies, and what its values are then bound to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from trialcheck.engine.plan import Step
from trialcheck.engine.scene import Scene
from trialcheck.facts import Fact
from trialcheck.rules.model import Literal, Term, Variable


def bindings(scene: Scene, step: Step, fact: Fact) -> Sequence[dict[str, str]]:
    """Every way in which a fact can match a pattern: the new values by variable name."""
    pattern = step.pattern
    if pattern.implied is not None and fact.implied != pattern.implied:
        return ()
    bound: dict[str, str] = {}
    if isinstance(pattern.kind, Variable) and pattern.kind.name not in scene.values:
        bound[pattern.kind.name] = fact.kind
    roles = fact.roles
    for role, term in step.known:
        if value_of(scene, term) not in roles.get(role, ()):
            return ()
    if (step.qualities or pattern.not_stages or pattern.stance) and not _qualifies(
        scene, step, fact, bound
    ):
        return ()
    ways = [bound]
    for role, variable in step.single:
        values = roles.get(role, ())
        if len(values) == 1 and variable not in bound:
            for way in ways:
                way[variable] = values[0]
        else:
            ways = [
                {**way, variable: value}
                for way in ways
                for value in values
                if way.get(variable, value) == value
            ]
    for role, terms in step.several:
        ways = [w for way in ways for w in _choices(scene, way, terms, roles.get(role, ()))]
    return ways


def value_of(scene: Scene, term: Term) -> str:
    """The value of a term that is fixed or bound already."""
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


def _qualifies(scene: Scene, step: Step, fact: Fact, bound: dict[str, str]) -> bool:
    """Whether the statement behind a fact is as the pattern asks; adds to `bound` what it binds."""
    pattern = step.pattern
    if pattern.not_stages and _standard_stage(scene, fact) in pattern.not_stages:
        return False
    if pattern.stance not in ("", "denies", "forgets"):
        stances = {s.value for s in fact.claim.stances} if fact.claim is not None else set()
        if bool(stances) if pattern.stance == "asserts" else pattern.stance not in stances:
            return False
    for word, term in step.qualities:
        value = _quality(scene, word, term, fact)
        if not value:
            return False
        if isinstance(term, Variable) and term.name not in scene.values:
            if bound.setdefault(term.name, value) != value:
                return False
        elif value != value_of(scene, term):
            return False
    return True


def _standard_stage(scene: Scene, fact: Fact) -> str:
    stages = scene.world.registry.stages
    stage = fact.statement.stage if fact.statement is not None else ""
    return stages[stage].standard if stage in stages else ""


def _quality(scene: Scene, word: str, term: Term, fact: Fact) -> str:
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
        stage = scene.world.registry.stages.get(statement.stage)
        return stage.side if stage is not None else ""
    return _standard_stage(scene, fact) if isinstance(term, Literal) else statement.stage
