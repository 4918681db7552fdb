"""`trialcheck diff`: what an edit adds, removes or changes."""

from __future__ import annotations

import sys
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import click

from trialcheck.cli.options import (
    COLOR,
    RULES,
    fail,
    limits_from,
    limits_options,
    use_colour,
    width_of,
)
from trialcheck.cli.output import write_output
from trialcheck.cli.progress import progress
from trialcheck.comparing import Comparison
from trialcheck.comparison_reports import FORMATS
from trialcheck.differences import Against, Outcome, difference
from trialcheck.pipeline import Request
from trialcheck.reports import Layout
from trialcheck.revision import Revision, open_revision
from trialcheck.source import Problem


@click.command("diff")
@click.argument("rev", metavar="REV")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    default="terminal",
    show_default=True,
    help="How the comparison is written.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report to a file.",
)
@click.option(
    "--merge-base",
    is_flag=True,
    help="Compare with the commit at which the edit left REV; the rules are still those of REV.",
)
@click.option(
    "--judged-by",
    type=click.Choice(["base", "edit"]),
    default="base",
    show_default=True,
    help="Whose rules, kinds of claim, settings and accepted findings judge both sides: those of "
    "REV, or those of the working folder.",
)
@RULES
@click.option("--certain", is_flag=True, help="Hide what is only possible.")
@click.option(
    "--set-aside",
    multiple=True,
    metavar="NAME",
    help="Compare without this speaker, source, side or statement (repeatable).",
)
@click.option(
    "--fail-on",
    type=click.Choice(["any", "new", "never"]),
    default="never",
    show_default=True,
    help="Exit with 1 if the edit adds findings that accepted.yaml of REV does not list (new); or "
    "if it adds or changes any finding, deletes a casebook, or touches rules, kinds of claim, "
    "settings or accepted findings (any).",
)
@COLOR
@limits_options
def command(
    rev: str,
    paths: tuple[Path, ...],
    format_name: str,
    output: Path | None,
    color: str,
    fail_on: str,
    **chosen: Any,
) -> int:
    """Say which findings the files below PATHS add, remove or change against the git revision REV.

    \b
    trialcheck diff HEAD                           what is not committed yet
    trialcheck diff origin/main --merge-base       what this branch does
    trialcheck diff v1.2 testimonies/smith-1857
    trialcheck diff main --format markdown -o comment.md

    Both sides are judged by the rules of REV, so that no edit can loosen what judges it; what it
    changes of them is listed. Nothing is checked out, and nothing is fetched.
    """
    merge_base, judged_by = chosen.pop("merge_base"), chosen.pop("judged_by")
    request = Request(paths or (Path("testimonies"),), limits=limits_from(chosen), **chosen)
    with ExitStack() as opened:
        judge = _open(rev, opened, color)
        record = _open(rev, opened, color, merge_base=True) if merge_base else judge
        with progress() as step:
            step("Comparing")
            outcome = difference(request, Against(record, judge, judged_by == "edit"))
    if outcome.comparison is None:
        _fail(outcome, color)
        return 2
    to_terminal = output is None
    width = width_of(sys.stdout) if to_terminal else 100
    layout = Layout(width, to_terminal and use_colour(color, sys.stdout))
    write_output(FORMATS[format_name](outcome.comparison, layout), output, format_name)
    return _exit_code(outcome.comparison, fail_on)


def _open(name: str, opened: ExitStack, color: str, *, merge_base: bool = False) -> Revision:
    revision = open_revision(name, Path.cwd(), merge_base=merge_base)
    if isinstance(revision, Problem):
        fail([revision], color)
        raise click.exceptions.Exit(2)
    opened.enter_context(closing(revision))
    return revision


def _fail(outcome: Outcome, color: str) -> None:
    """Print the problems, after a word about which of them are the edit's."""
    added, before = outcome.added, outcome.before
    if added and before:
        click.echo(f"The edit adds the first {added:,}; the others were there before.\n", err=True)
    elif added:
        click.echo("The edit adds:\n", err=True)
    elif before:
        click.echo("The edit adds no problem; these were there before.\n", err=True)
    fail(outcome.problems, color)


def _exit_code(comparison: Comparison, fail_on: str) -> int:
    if fail_on == "any":
        return int(comparison.needs_a_look)
    return int(fail_on == "new" and comparison.adds_new)
