"""`trialcheck threads`: the contacts that a case relies on, as text or as a picture."""

from __future__ import annotations

import sys
from collections.abc import Sequence
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
    use_colour,
    width_of,
)
from trialcheck.cli.output import write_output
from trialcheck.contact_map import ContactMap, contact_map, known_people
from trialcheck.narrowings import ExplainedCase, explained_cases
from trialcheck.reports.layout import Layout
from trialcheck.source import Problem, suggest

_FILE_WIDTH = 100
_DRAWING_WIDTH = 900
_LEAST_WIDTH, _MOST_WIDTH = 320, 10_000
_SOME = 8


@click.command("threads")
@PATHS
@click.option(
    "--person", metavar="NAME", help="Show the threads of this person alone, by id or name."
)
@click.option(
    "--set-aside",
    multiple=True,
    metavar="NAME",
    help="Judge the record without this speaker, source, side or statement (repeatable).",
)
@click.option(
    "--width",
    type=click.IntRange(_LEAST_WIDTH, _MOST_WIDTH),
    default=_DRAWING_WIDTH,
    show_default=True,
    metavar="PIXELS",
    help="How wide to draw an SVG.",
)
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw text with ASCII strokes alone.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "dot", "mermaid", "svg", "json"]),
    default="text",
    show_default=True,
    help="Text to be read here, a diagram, or data.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the threads to a file.",
)
@RULES
@COLOR
@limits_options
def command(  # noqa: PLR0913 - one for each option
    paths: tuple[Path, ...],
    *,
    person: str | None,
    width: int,
    ascii_only: bool,
    format_name: str,
    output: Path | None,
    rules: Path | None,
    color: str,
    **asked: Any,
) -> int:
    """Show the contacts that the casebooks below PATHS rely on, as their case.yaml declares them:
    which hold, which are disputed, which are broken, and by what.

    \b
    trialcheck threads testimonies/smith-1857
    trialcheck threads --person smith
    trialcheck threads --format svg -o threads.svg testimonies/smith-1857
    """
    limits = limits_from(asked)
    cases, problems = explained_cases(request_from(paths, rules, limits, **asked))
    if problems:
        fail(problems, color)
    maps = _maps(cases, person or "", color)
    if format_name == "text":
        columns = width_of(sys.stdout) if output is None else _FILE_WIDTH
        layout = Layout(columns, output is None and use_colour(color, sys.stdout))
        text = _written(maps, layout, ascii_only=ascii_only)
    elif format_name == "json":
        from trialcheck.reports.threads.json_report import render_json

        text = render_json(maps)
    else:
        text = _drawn(_one(maps, format_name, color), format_name, width)
    write_output(text, output, format_name)
    return 0


def _maps(cases: Sequence[ExplainedCase], person: str, color: str) -> list[ContactMap]:
    """The maps of the casebooks, or of those alone in which a person has threads."""
    maps = [contact_map(case.result, case.casebook, case.decision.facts, person) for case in cases]
    shown = [each for each in maps if each.threads]
    if person and not shown:
        _nobody(person, cases, color)
    return shown if person else maps


def _nobody(person: str, cases: Sequence[ExplainedCase], color: str) -> None:
    known = known_people(case.result for case in cases)
    more = len(known) - _SOME
    some = ", ".join(known[:_SOME]) + (f" and {more} more" if more > 0 else "")
    hint = suggest(person, known) or (
        f"people of threads are: {some}" if known else "no case.yaml declares threads"
    )
    words = f"--person: no thread has to do with '{person}'"
    fail([Problem(words, cases[0].casebook.path, help=hint)], color)


def _written(maps: Sequence[ContactMap], layout: Layout, *, ascii_only: bool) -> str:
    from trialcheck.reports.terminal import painted
    from trialcheck.reports.threads.text import threads_lines

    return "\n".join(
        painted(threads_lines(each, layout, ascii_only=ascii_only), colour=layout.colour)
        for each in maps
    )


def _one(maps: Sequence[ContactMap], format_name: str, color: str) -> ContactMap:
    """The one map that can be drawn. Exits with 2 if there are several."""
    if len(maps) != 1:
        hint = f"name the one to draw: trialcheck threads --format {format_name} PATH"
        fail([Problem(f"there are {len(maps)} casebooks here", maps[0].path, help=hint)], color)
    return maps[0]


def _drawn(contacts: ContactMap, format_name: str, width: int) -> str:
    if format_name == "svg":
        from trialcheck.reports.threads.svg import draw_threads

        return draw_threads(contacts, width=width, listed=True)
    from trialcheck.reports.threads.graphs import render_dot, render_mermaid

    return render_dot(contacts) if format_name == "dot" else render_mermaid(contacts)
