"""`trialcheck analyze`: the main job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from trialcheck.cli.options import (
    COLOR,
    PATHS,
    NearChoice,
    analysis_options,
    fail,
    limits_from,
    limits_options,
    request_from,
    use_colour,
    width_of,
)
from trialcheck.cli.output import write_output
from trialcheck.cli.progress import progress
from trialcheck.engine.decision import STEPS
from trialcheck.findings import Report
from trialcheck.pipeline import analyze
from trialcheck.reports import FORMATS, Layout

MOST_FINDINGS = 1_000
"""How many findings of one casebook a report for readers lists unless told otherwise."""


@click.command("analyze")
@PATHS
@click.option(
    "--format",
    "format_name",
    type=NearChoice(list(FORMATS)),
    default="terminal",
    show_default=True,
    help="How the report is written.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report to a file.",
)
@analysis_options
@click.option(
    "--fail-on",
    type=NearChoice(["any", "new", "never"]),
    default="never",
    show_default=True,
    help="Exit with 1 if there are findings, or findings that accepted.yaml does not list.",
)
@click.option(
    "--max-findings",
    type=click.IntRange(min=1),
    default=MOST_FINDINGS,
    show_default=True,
    metavar="N",
    help="List so many findings of each casebook in the formats terminal, markdown and github.",
)
@COLOR
@click.option(
    "--max-steps", type=click.IntRange(min=1), default=STEPS, show_default=True, hidden=True
)
@limits_options
def command(
    paths: tuple[Path, ...],
    format_name: str,
    output: Path | None,
    rules: Path | None,
    color: str,
    fail_on: str,
    max_steps: int,
    **chosen: Any,
) -> int:
    """Find what cannot all be true in the casebooks below PATHS, and where a story has holes.

    \b
    trialcheck analyze                             all casebooks below testimonies/
    trialcheck analyze testimonies/smith-1857
    trialcheck analyze --set-aside smith           without Smith's word
    trialcheck analyze --format json -o report.json
    """
    limits = limits_from(chosen)
    most = chosen.pop("max_findings")
    dating = format_name in ("json", "jsonl")
    request = request_from(
        paths,
        rules,
        limits,
        steps=max_steps,
        dating=dating,
        in_full=format_name == "html",
        **chosen,
    )
    with progress() as step:
        outcome = analyze(request, step)
    if outcome.report is None:
        fail(outcome.problems, color)
        return 2
    to_terminal = output is None
    layout = Layout(
        width_of(sys.stdout) if to_terminal else 100,
        to_terminal and use_colour(color, sys.stdout),
        most,
    )
    write_output(FORMATS[format_name](outcome.report, layout), output, format_name)
    return _exit_code(outcome.report, fail_on)


def _exit_code(report: Report, fail_on: str) -> int:
    findings = [finding for case in report.cases for finding in case.findings]
    if fail_on == "any":
        return 1 if findings else 0
    if fail_on == "new":
        return 1 if any(not finding.accepted for finding in findings) else 0
    return 0
