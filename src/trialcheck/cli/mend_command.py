"""`trialcheck mend`: the smallest withdrawals that would leave a record consistent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from trialcheck.cli.options import (
    COLOR,
    PATHS,
    RULES,
    fail,
    limits_from,
    limits_options,
    request_from,
)
from trialcheck.cli.progress import progress
from trialcheck.consistency.mending import MOST_SHOWN, Withdrawals, smallest_withdrawals
from trialcheck.findings import CaseResult, Finding
from trialcheck.mendings import opened_by
from trialcheck.pipeline import analyze, check_names, open_casebooks
from trialcheck.reports.words import count
from trialcheck.visible import visible

_Check = Callable[[frozenset[str]], Sequence[Finding]]
"""Says which laws are broken only once some statements or speakers are withdrawn."""


@click.command("mend")
@PATHS
@click.option(
    "--keep",
    multiple=True,
    metavar="NAME",
    help="Never withdraw this speaker, source, side or statement (repeatable).",
)
@RULES
@COLOR
@limits_options
def command(
    paths: tuple[Path, ...],
    keep: tuple[str, ...],
    rules: Path | None,
    color: str,
    **chosen: Any,
) -> int:
    """Say which are the smallest sets of statements, and of speakers, whose withdrawal would leave
    a record that breaks no law.

    That something can be withdrawn does not say that it is untrue.

    \b
    trialcheck mend testimonies/smith-1857
    trialcheck mend --keep ann testimonies/smith-1857     what if Ann is right?
    """
    request = request_from(paths, rules, limits_from(chosen))
    problems = check_names(request, "--keep", keep)
    if problems:
        fail(problems, color)
    with progress() as step:
        outcome = analyze(request, step)
    if outcome.report is None:
        fail(outcome.problems, color)
        return 2
    opened, _ = open_casebooks(request)
    for case, source in zip(outcome.report.cases, opened, strict=True):
        for line in _lines(case, keep, partial(opened_by, source, request)):
            click.echo(visible(line))
    return 0


def _lines(case: CaseResult, keep: tuple[str, ...], check: _Check) -> Iterator[str]:
    yield f"{case.path}: {case.case}"
    broken = [f for f in case.findings if f.is_law and f.certainty == "certain"]
    if not broken:
        yield "No law is broken: nothing needs to be withdrawn."
        return
    kept = {
        item.statement
        for finding in broken
        for item in finding.evidence
        if {item.statement, item.speaker, item.source, item.side, *item.reports} & set(keep)
    }
    conflicts = [frozenset(finding.statements) for finding in broken]
    yield f"{count(len(broken), 'finding')} of a broken law."
    yield from _withdrawals("statement", smallest_withdrawals(conflicts, kept), check)
    speaker_of = {i.statement: i.speaker for f in broken for i in f.evidence}
    kept_speakers = {speaker_of[name] for name in kept}
    by_speaker = [frozenset(speaker_of[name] for name in conflict) for conflict in conflicts]
    yield from _withdrawals("speaker", smallest_withdrawals(by_speaker, kept_speakers), check)
    if not case.all_conflicts:
        yield "Not all conflicts of dates could be listed: a withdrawal may leave some."


def _withdrawals(what: str, found: Withdrawals, check: _Check) -> Iterator[str]:
    if found.stuck is not None:
        all_kept = ", ".join(sorted(found.stuck))
        yield f"No withdrawal of {what}s helps: all of these are kept: {all_kept}"
        return
    size = len(found.smallest[0])
    broken = {names: check(names) for names in found.smallest}
    least = "The fewest" if found.exact else "Few (perhaps not the fewest)"
    yield f"{least} {what}s to withdraw: {size}."
    if all(broken.values()):
        yield "  None of these is enough: each takes away what excuses something else."
    common = frozenset.intersection(*found.smallest)
    if common:
        several = "Each way withdraws" if found.all_shown else "All ways shown here withdraw"
        where = several if len(found.smallest) > 1 else "Withdraw"
        yield f"  {where} {', '.join(sorted(common))}"
        if len(found.smallest) == 1:
            yield from _opened(broken[common])
    if len(found.smallest) > 1:
        for number, names in enumerate(found.smallest, start=1):
            also = "and " if common else ""
            yield f"  {number}. {also}{', '.join(sorted(names - common))}"
            yield from _opened(broken[names])
    if not found.all_shown:
        yield f"  There are more of this size; {MOST_SHOWN} are shown."


def _opened(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        yield f"     That is not enough: without it {finding.rule} is broken. {finding.message}"
