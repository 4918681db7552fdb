"""`trialcheck report`: the report to be read, handed out and printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from trialcheck.cli.browser import VARIABLE, find_browser, printed
from trialcheck.cli.options import (
    COLOR,
    PATHS,
    analysis_options,
    fail,
    limits_from,
    limits_options,
    request_from,
)
from trialcheck.cli.output import write_file
from trialcheck.cli.progress import progress
from trialcheck.engine.decision import STEPS
from trialcheck.pipeline import analyze
from trialcheck.reports import PRINTED, Format, Layout
from trialcheck.visible import visible


@click.command("report")
@PATHS
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    required=True,
    help="The file to write: .html, .md or .pdf.",
)
@analysis_options
@click.option(
    "--browser",
    metavar="PROGRAM",
    help=f"The browser that prints a PDF. [default: {VARIABLE}, else Chromium, Chrome or Edge]",
)
@COLOR
@click.option(
    "--max-steps", type=click.IntRange(min=1), default=STEPS, show_default=True, hidden=True
)
@limits_options
def command(
    paths: tuple[Path, ...],
    *,
    output: Path,
    rules: Path | None,
    browser: str | None,
    color: str,
    max_steps: int,
    **chosen: Any,
) -> int:
    """Write a report to be read, handed out and printed: findings, pictures, every statement.

    The page (.html) is one file that needs no network; a PDF is that page, printed by a browser
    that is installed on this machine.

    \b
    trialcheck report -o report.html
    trialcheck report -o report.pdf testimonies/smith-1857
    trialcheck report -o report.md --certain
    """
    render = _format_of(output)
    printer = find_browser(browser) if output.suffix.lower() == ".pdf" else ""
    limits = limits_from(chosen)
    request = request_from(paths, rules, limits, steps=max_steps, in_full=True, **chosen)
    with progress() as step:
        outcome = analyze(request, step)
        if outcome.report is not None:
            step("Writing")
            text: str | bytes = render(outcome.report, Layout(100))
            if printer:
                step("Printing")
                text = printed(str(text), printer)
    if outcome.report is None:
        fail(outcome.problems, color)
        return 2
    write_file(text, output)
    return 0


def _format_of(output: Path) -> Format:
    render = PRINTED.get(output.suffix.lower())
    if render is None:
        found = f"'{visible(output.name)}'"
        if str(output) == "-":
            found = "'-'; `trialcheck analyze --format html` writes to standard output"
        raise click.BadParameter(
            f"the report is written as .html, .md or .pdf, by the end of its name; found {found}",
            param_hint="'-o'",
        )
    return render
