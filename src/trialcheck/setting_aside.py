"""A casebook without somebody's word."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from trialcheck.casebook.model import Casebook, Claim, Statement, When


def without(casebook: Casebook, names: Collection[str]) -> Casebook:
    """The casebook without the statements that are named.

    A name is that of a speaker, a source (of the words, or reported by it) or a side, or the full
    name of a statement. Ties to a claim that is set aside fall away with it; a denial that was tied
    to it then surely covers nothing.
    """
    kept = tuple(
        statement for statement in casebook.statements if not _is_named(casebook, statement, names)
    )
    present = {claim.name for statement in kept for claim in statement.claims}
    return replace(casebook, statements=tuple(_untied(statement, present) for statement in kept))


def _is_named(casebook: Casebook, statement: Statement, names: Collection[str]) -> bool:
    stage = casebook.registry.stages.get(statement.stage)
    side = stage.side if stage is not None else ""
    own = (statement.name, statement.speaker, statement.source, side, *statement.source_reports)
    return any(name in names for name in own if name)


def _untied(statement: Statement, present: Collection[str]) -> Statement:
    if all(tie.other in present for claim in statement.claims for tie in claim.when.ties):
        return statement
    copy = replace(statement)
    copy.claims = tuple(
        replace(claim, statement=copy, when=_kept_ties(claim, present))
        for claim in statement.claims
    )
    return copy


def _kept_ties(claim: Claim, present: Collection[str]) -> When:
    when = claim.when
    ties = tuple(tie for tie in when.ties if tie.other in present)
    return replace(when, ties=ties, has_lost_ties=len(ties) < len(when.ties))
