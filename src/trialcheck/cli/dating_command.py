"""`trialcheck dating`: one consistent dating of a record, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
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
from trialcheck.datings import CaseDating, DatedClaim, datings
from trialcheck.measures import DAY
from trialcheck.reports.words import count
from trialcheck.visible import visible
from trialcheck.when import day_number, describe_minute

FIRST, LAST = day_number(-9999, 1, 1) * DAY, day_number(9999, 12, 31) * DAY + DAY - 1
"""The first and the last minute that a date can name."""


@click.command("dating")
@PATHS
@click.option(
    "--set-aside",
    multiple=True,
    metavar="NAME",
    help="Date the record without this speaker, source, side or statement (repeatable).",
)
@RULES
@COLOR
@limits_options
def command(paths: tuple[Path, ...], rules: Path | None, color: str, **chosen: Any) -> int:
    """Print one choice of exact dates with which all that is asserted obeys every law, or say why
    there is none.

    It is one of many such choices, and no claim about what happened.

    \b
    trialcheck dating testimonies/smith-1857
    trialcheck dating --set-aside ann testimonies/smith-1857
    """
    limits = limits_from(chosen)
    found, problems = datings(request_from(paths, rules, limits, **chosen))
    if problems:
        fail(problems, color)
    for case in found:
        for line in _lines(case):
            click.echo(visible(line))
    return 0


def _lines(case: CaseDating) -> Iterator[str]:
    yield f"{case.path}: {case.title}"
    if case.broken:
        yield f"There is no such dating: {count(len(case.broken), 'finding')} of a broken law."
        for finding in case.broken:
            yield f"  {finding.id}: {finding.message}"
        yield "`trialcheck mend` names what could be set aside."
        return
    if case.undecided:
        yield f"Undecided: {count(case.undecided, 'part')} of the record took too long to date."
        return
    yield "One dating that obeys every law; there may be many others."
    for claim in case.claims:
        free = "" if claim.bound else " (no date of its own: put where it fits)"
        yield f"  {_when(claim)}  {claim.name}: {claim.text}{free}"
    if case.undated:
        yield f"{count(case.undated, 'claim')} without any date fit anywhere."


def _when(claim: DatedClaim) -> str:
    if claim.start == claim.end:
        return describe_minute(claim.start)
    # No date that can be written is so early or so late: it stands for no bound.
    start = "without beginning" if claim.start < FIRST else describe_minute(claim.start)
    return (
        f"{start}, without end" if claim.end > LAST else f"{start} to {describe_minute(claim.end)}"
    )
