"""`trialcheck timeline`: who is said to be where and when, drawn in characters or as SVG."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from trialcheck.casebook.model import Registry
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
from trialcheck.consistency.deciding import narrowing_of
from trialcheck.consistency.narrowing import Narrowed
from trialcheck.engine.matching import BudgetExceededError
from trialcheck.narrowings import ExplainedCase, explained_cases
from trialcheck.reports.layout import Layout
from trialcheck.source import Problem, suggest
from trialcheck.timelines import Timeline, View, chosen, default_view, timeline_of
from trialcheck.when import DateError, read_date

_FILE_WIDTH = 100
_DRAWING_WIDTH = 960
_NAMED = 8
_LEAST_WIDTH, _MOST_WIDTH = 40, 400


@dataclass(frozen=True, slots=True)
class _Choice:
    """What is asked for: ids of people and groups, of things, and the first and last minute."""

    people: tuple[str, ...]
    things: tuple[str, ...]
    first: int | None
    last: int | None


@click.command("timeline")
@PATHS
@click.option(
    "--person",
    "people",
    multiple=True,
    metavar="NAME",
    help="Show this person or group alone, by id or name (repeatable).",
)
@click.option(
    "--thing",
    "things",
    multiple=True,
    metavar="NAME",
    help="Show this thing alone, by id or name (repeatable).",
)
@click.option("--from", "first", metavar="DATE", help="Show nothing before this date.")
@click.option("--to", "last", metavar="DATE", help="Show nothing after this date.")
@click.option(
    "--set-aside",
    multiple=True,
    metavar="NAME",
    help="Leave out this speaker, source, side or statement (repeatable).",
)
@click.option(
    "--width",
    metavar="COLUMNS",
    default="auto",
    show_default=True,
    help="How wide to draw: columns of text, or pixels of a drawing.",
)
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw with ASCII characters alone.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "svg"]),
    default="text",
    show_default=True,
    help="Text to be read here, or a drawing.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the timeline to a file.",
)
@RULES
@COLOR
@limits_options
def command(  # noqa: PLR0913  # one for each option
    paths: tuple[Path, ...],
    *,
    people: tuple[str, ...],
    things: tuple[str, ...],
    first: str | None,
    last: str | None,
    width: str,
    ascii_only: bool,
    format_name: str,
    output: Path | None,
    rules: Path | None,
    color: str,
    **asked: Any,
) -> int:
    """Draw when each claim of the casebooks below PATHS can hold: a lane for each person, group and
    thing, and what breaks a law marked.

    \b
    trialcheck timeline --person smith testimonies/smith-1857
    trialcheck timeline --from 1856 --to "March 1857"
    trialcheck timeline --format svg -o timeline.svg testimonies/smith-1857
    """
    limits = limits_from(asked)
    first_minute, last_minute = _minutes(first, last, color)
    columns = _columns(width, format_name, output, color)
    cases, problems = explained_cases(request_from(paths, rules, limits, **asked))
    if problems:
        fail(problems, color)
    choice = _Choice(
        _named("--person", people, cases, color),
        _named("--thing", things, cases, color),
        first_minute,
        last_minute,
    )
    every = [_timeline(case, choice) for case in cases]
    timelines = [timeline for timeline in every if timeline.lanes] or every[:1]
    if format_name == "svg":
        text = _drawn(timelines, choice, columns, color)
    else:
        layout = Layout(columns, output is None and use_colour(color, sys.stdout))
        text = _written(timelines, choice, layout, ascii_only=ascii_only)
    write_output(text, output, format_name)
    return 0


def _timeline(case: ExplainedCase, choice: _Choice) -> Timeline:
    timeline = timeline_of(
        case.casebook,
        case.vocabulary,
        case.decision.windows,
        case.result.findings,
        _narrowed(case),
    )
    return chosen(timeline, choice.people, choice.things, choice.first, choice.last)


def _narrowed(case: ExplainedCase) -> dict[str, Narrowed]:
    try:
        return narrowing_of(case.casebook, case.vocabulary, case.rules, case.decision, case.steps)
    except BudgetExceededError:
        return {}  # a window that is not narrowed is no less true


def _view(timeline: Timeline, choice: _Choice) -> View | None:
    return default_view(timeline, choice.first, choice.last)


def _written(
    timelines: Sequence[Timeline], choice: _Choice, layout: Layout, *, ascii_only: bool
) -> str:
    from trialcheck.reports.terminal import painted
    from trialcheck.reports.timeline.text import timeline_lines

    return "\n".join(
        painted(
            timeline_lines(timeline, _view(timeline, choice), layout, ascii_only=ascii_only),
            colour=layout.colour,
        )
        for timeline in timelines
    )


def _drawn(timelines: Sequence[Timeline], choice: _Choice, width: int, color: str) -> str:
    from trialcheck.reports.timeline.svg import timeline_file

    if len(timelines) != 1:
        hint = "name the one to draw: trialcheck timeline --format svg PATH"
        fail([Problem(f"there are {len(timelines)} casebooks here", "", help=hint)], color)
    (timeline,) = timelines
    drawing = timeline_file(timeline, width, _view(timeline, choice))
    if not drawing:
        hint = "`trialcheck timeline` lists the claims that have no date"
        fail([Problem("there is nothing dated to draw", timeline.path, help=hint)], color)
    return drawing


def _columns(width: str, format_name: str, output: Path | None, color: str) -> int:
    """The width asked for. Exits with 2 if it is no width."""
    drawing = format_name == "svg"
    if width == "auto":
        if drawing:
            return _DRAWING_WIDTH
        return width_of(sys.stdout) if output is None else _FILE_WIDTH
    least, most = (200, 10_000) if drawing else (_LEAST_WIDTH, _MOST_WIDTH)
    if not (width.isascii() and width.isdigit() and least <= int(width[:6]) <= most):
        hint = f"write a number from {least} to {most}, or auto"
        fail([Problem(f"--width: '{width}' is no width", "", help=hint)], color)
    return int(width)


def _minutes(first: str | None, last: str | None, color: str) -> tuple[int | None, int | None]:
    """The first minute of one date and the last of another. Exits with 2 if they are wrong."""
    problems: list[Problem] = []
    minutes: list[int | None] = []
    for option, text, is_last in (("--from", first, False), ("--to", last, True)):
        minute = None
        if text is not None:
            try:
                window = read_date(text).occasion()
            except DateError as error:
                words = f"{option}: '{text}' is not understood: {error.message}"
                problems.append(Problem(words, "", help=error.help))
            else:
                minute = window.latest_end if is_last else window.earliest_start
        minutes.append(minute)
    start, end = minutes
    if start is not None and end is not None and start > end:
        words = f"--from {first} lies after --to {last}"
        problems.append(Problem(words, "", help="change the two dates round"))
    if problems:
        fail(problems, color)
    return start, end


def _named(
    option: str, names: Sequence[str], cases: Sequence[ExplainedCase], color: str
) -> tuple[str, ...]:
    """The ids of what is named by id or name. Exits with 2 if something is called by neither."""
    ids: dict[str, set[str]] = {}
    known: list[str] = []
    for case in cases:
        for identifier, called in _called(option, case.casebook.registry):
            known += (identifier, *called)
            for name in (identifier, *called):
                ids.setdefault(name.casefold(), set()).add(identifier)
    nobody = "nobody" if option == "--person" else "nothing"
    problems = [
        Problem(
            f"{option}: {nobody} is called '{name}'",
            cases[0].casebook.path,
            help=suggest(name, known) or f"known are {_some(ids)}",
        )
        for name in names
        if name.casefold() not in ids
    ]
    if problems:
        fail(problems, color)
    return tuple(sorted({identifier for name in names for identifier in ids[name.casefold()]}))


def _called(option: str, registry: Registry) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The ids that an option may name, each with its names."""
    if option == "--thing":
        yield from ((thing.id, (thing.name,)) for thing in registry.things.values())
        return
    yield from ((each.id, (each.name, *each.also)) for each in registry.people.values())
    yield from ((group.id, (group.name,)) for group in registry.groups.values())


def _some(ids: dict[str, set[str]]) -> str:
    known = sorted({identifier for found in ids.values() for identifier in found})
    more = len(known) - _NAMED
    return ", ".join(known[:_NAMED]) + (f" and {more} more" if more > 0 else "")
