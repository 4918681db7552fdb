"""Ties between claims get the full names of the claims that they refer to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from trialcheck.casebook.model import Claim, Statement, Tie
from trialcheck.casebook.pending import Pending
from trialcheck.fields import Page
from trialcheck.source import suggest


@dataclass(frozen=True, slots=True)
class _Names:
    """The claims of a casebook: by full name, and the full names that end in a short one."""

    full: dict[str, Claim]
    by_id: dict[str, list[str]]
    by_statement: dict[str, list[str]]


def resolve_ties(statements: Sequence[Statement], pending: Pending) -> None:
    """Make each tie name its claim in full; one that names no single claim is noted and dropped."""
    if pending.ties:
        names = _names_of(statements)
        for page, claim in pending.ties:
            ties = tuple(
                replace(tie, other=found)
                for tie in claim.when.ties
                if (found := _resolve(page, claim, tie, names)) is not None
            )
            claim.when = replace(claim.when, ties=ties)


def _names_of(statements: Sequence[Statement]) -> _Names:
    names = _Names({}, defaultdict(list), defaultdict(list))
    for statement in statements:
        for place, claim in enumerate(statement.claims, start=1):
            names.full[claim.name] = claim
            # A claim with an id can be referred to by its place as well.
            names.full.setdefault(f"{statement.name}#{place}", claim)
            names.by_id[claim.name.rpartition("#")[2]].append(claim.name)
            names.by_statement[statement.name].append(claim.name)
    return names


def _resolve(page: Page, claim: Claim, tie: Tie, names: _Names) -> str | None:
    found = _candidates(claim, tie.other, names)
    if len(found) == 1 and found[0] != claim.name:
        return found[0]
    if len(found) > 1:
        message = f"'{tie.other}' may be any of: {', '.join(sorted(found)[:5])}"
        hint = "write the full name, speaker/statement#claim"
    elif found:
        message, hint = f"{claim.name} is tied to itself", "tie it to another claim"
    else:
        message = f"unknown claim '{tie.other}'"
        known = [
            name for name in (*names.full, *names.by_id) if not name.rpartition("#")[2].isdigit()
        ]
        hint = (
            suggest(tie.other, known)
            or "give the other claim an id: and write speaker/statement#id here"
        )
    page.problem_at(tie.written.line, tie.written.column, len(tie.other), message, hint)
    return None


def _candidates(claim: Claim, reference: str, names: _Names) -> list[str]:
    """The claims that a reference may mean: the nearest reading that means any."""
    statement, speaker = claim.statement.name, claim.statement.speaker
    if "#" in reference:
        for full in (reference, f"{speaker}/{reference}", f"{statement}{reference}"):
            if full in names.full:
                return [names.full[full].name]
        return []
    if "/" in reference:
        return names.by_statement.get(reference, [])
    own = f"{statement}#{reference}"
    if own in names.full:
        return [names.full[own].name]
    everywhere = names.by_id.get(reference, []) if not reference.isdigit() else []
    near = [name for name in everywhere if name.startswith(f"{speaker}/")]
    return near or everywhere or names.by_statement.get(f"{speaker}/{reference}", [])
