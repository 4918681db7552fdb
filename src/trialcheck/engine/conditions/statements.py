"""Conditions on the statements and claims behind facts: by whom, at which stage, of which kind."""

from __future__ import annotations

from collections.abc import Mapping

from trialcheck.bounds import ANY_TIME, FAR
from trialcheck.casebook.model import Statement
from trialcheck.engine.scene import NONE, Arguments, Judge, Scene, said_bounds, verdict_of
from trialcheck.facts import Fact


def _two_facts(scene: Scene, arguments: Arguments) -> tuple[Fact, Fact]:
    return scene.fact_of(arguments["first"]), scene.fact_of(arguments["second"])


def _two_statements(scene: Scene, arguments: Arguments) -> tuple[Statement, Statement] | None:
    """The statements behind two facts, or None if one of them is a fact of the registry."""
    first, second = _two_facts(scene, arguments)
    if first.statement is None or second.statement is None:
        return None
    return first.statement, second.statement


def _other_statement(scene: Scene, arguments: Arguments) -> int:
    first, second = _two_facts(scene, arguments)
    return verdict_of(first.statement is not second.statement)


def _other_speaker(scene: Scene, arguments: Arguments) -> int:
    pair = _two_statements(scene, arguments)
    return verdict_of(pair is not None and pair[0].speaker != pair[1].speaker)


def _same_speaker(scene: Scene, arguments: Arguments) -> int:
    pair = _two_statements(scene, arguments)
    return verdict_of(pair is not None and pair[0].speaker == pair[1].speaker)


def _other_stage(scene: Scene, arguments: Arguments) -> int:
    pair = _two_statements(scene, arguments)
    return verdict_of(pair is not None and pair[0].stage != pair[1].stage)


def _stands_before(scene: Scene, arguments: Arguments) -> int:
    first, second = (_place_in_record(fact) for fact in _two_facts(scene, arguments))
    return verdict_of(first < second)


def _place_in_record(fact: Fact) -> tuple[int, int]:
    """When the statement behind a fact was made, if that is given, and its place in the files."""
    bounds = said_bounds(fact)
    return (FAR if bounds == ANY_TIME else bounds.earliest_start, fact.number)


def _same_source(scene: Scene, arguments: Arguments) -> int:
    pair = _two_statements(scene, arguments)
    return verdict_of(pair is not None and pair[0].source == pair[1].source)


def _other_claim(scene: Scene, arguments: Arguments) -> int:
    first, second = _two_facts(scene, arguments)
    return verdict_of(first.claim is None or first.claim is not second.claim)


def _stated_kind(fact: Fact) -> str:
    return fact.claim.kind if fact.claim is not None else fact.kind


def _kind_is(scene: Scene, arguments: Arguments) -> int:
    kind = _stated_kind(scene.fact_of(arguments["of"]))
    return verdict_of(kind in scene.words_of(arguments["kind"]))


def _not_kind(scene: Scene, arguments: Arguments) -> int:
    return verdict_of(_kind_is(scene, arguments) == NONE)


def _occasion(scene: Scene, arguments: Arguments) -> int:
    return verdict_of(scene.fact_of(arguments["claim"]).kind in scene.world.occasions)


def _pages_before(scene: Scene, arguments: Arguments) -> int:
    statement = scene.fact_of(arguments["of"]).statement
    least = scene.amount_of(arguments["at-least"])
    if statement is None or statement.pages_before is None or not isinstance(least, int):
        return NONE
    return verdict_of(statement.pages_before >= least)


ON_STATEMENTS: Mapping[str, Judge] = {
    "other-statement": _other_statement,
    "other-speaker": _other_speaker,
    "same-speaker": _same_speaker,
    "other-stage": _other_stage,
    "stands-before": _stands_before,
    "same-source": _same_source,
    "other-claim": _other_claim,
    "kind-is": _kind_is,
    "not-kind": _not_kind,
    "occasion": _occasion,
    "pages-before": _pages_before,
}
"""The conditions on statements and claims by name."""
