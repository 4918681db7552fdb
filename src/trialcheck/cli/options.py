"""Options that several commands share, and what they mean together."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from trialcheck.cli.completing import rule_ids
from trialcheck.pipeline import Request
from trialcheck.problem_report import render_problems
from trialcheck.settings import read_settings
from trialcheck.source import MEBIBYTE, Limits, Problem, suggest
from trialcheck.visible import visible

_Command = TypeVar("_Command", bound=Callable[..., Any])
MOST_IN_A_FILE = 100
"""How many problems of one file are printed; the rest are counted."""

_NARROWEST, _WIDEST, _PIPED = 40, 120, 80


class NearChoice(click.Choice):  # type: ignore[type-arg]  # generic in new versions of click only
    """A choice among words that says which word was probably meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the word chosen; raises BadParameter, with a hint if one word is near."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            hint = suggest(str(value), map(str, self.choices))
            if not hint:
                raise
            self.fail(f"{error.message.rstrip('.')}; {hint}", param, ctx)


PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
RULES = click.option(
    "--rules",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of rules. [default: rules/ of the working folder, else the rules that come "
    "with the program]",
)
COLOR = click.option(
    "--color",
    type=NearChoice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the output.",
)


def analysis_options(command: _Command) -> _Command:
    """Add the options that say by which rules, and on whose word, a report is made."""
    for option in reversed(
        (
            RULES,
            click.option(
                "--select",
                multiple=True,
                metavar="RULE",
                shell_complete=rule_ids,
                help="Use this rule alone (repeatable).",
            ),
            click.option(
                "--ignore",
                multiple=True,
                metavar="RULE",
                shell_complete=rule_ids,
                help="Leave this rule out (repeatable).",
            ),
            click.option("--certain", is_flag=True, help="Hide what is only possible."),
            click.option(
                "--set-aside",
                multiple=True,
                metavar="NAME",
                help="Analyse the record without this speaker, source, side or statement "
                "(repeatable).",
            ),
        )
    ):
        command = option(command)
    return command


def limits_options(command: _Command) -> _Command:
    """Add the options that bound a run, which nothing in a file of a repository can loosen."""
    for name, default, words in (
        ("--max-file-size", 16, "Largest file read, in MiB."),
        ("--max-total-size", 64, "Most that is read in all, in MiB."),
        ("--max-files", 5_000, "Most files read."),
        ("--max-values", 1_000_000, "Most values in one file."),
    ):
        command = click.option(
            name,
            type=click.IntRange(min=1),
            default=default,
            show_default=True,
            help=words,
            hidden=True,
        )(command)
    return command


def limits_from(chosen: dict[str, Any]) -> Limits:
    """The bounds of a run; takes their options out of `chosen`."""
    return Limits(
        file_bytes=chosen.pop("max_file_size") * MEBIBYTE,
        total_bytes=chosen.pop("max_total_size") * MEBIBYTE,
        files=chosen.pop("max_files"),
        nodes=chosen.pop("max_values"),
    )


def request_from(
    paths: tuple[Path, ...], rules: Path | None, limits: Limits, **more: Any
) -> Request:
    """The request of a run, with the user's settings. Exits with 2 if they are wrong."""
    settings, problems = read_settings(Path.cwd(), limits)
    if problems:
        fail(problems, "auto")
    return Request(paths or (Path("testimonies"),), rules, settings=settings, limits=limits, **more)


def fail(problems: list[Problem] | tuple[Problem, ...], color: str) -> None:
    """Print problems to standard error and exit with 2."""
    shown, left = _first_of_each_file(problems)
    text = render_problems(shown, colour=use_colour(color, sys.stderr), width=width_of(sys.stderr))
    click.echo(text.rstrip("\n"), err=True, color=True)
    for path, count in left.items():
        click.echo(visible(f"{path} has {count:,} problems more."), err=True)
    raise click.exceptions.Exit(2)


def _first_of_each_file(problems: Sequence[Problem]) -> tuple[list[Problem], dict[str, int]]:
    seen = Counter[str]()
    shown = []
    for problem in problems:
        seen[problem.path] += 1
        if seen[problem.path] <= MOST_IN_A_FILE:
            shown.append(problem)
    left = {path: n - MOST_IN_A_FILE for path, n in seen.items() if n > MOST_IN_A_FILE}
    return shown, left


def use_colour(choice: str, stream: Any) -> bool:
    """Whether to colour: as chosen, else at a terminal that can, unless NO_COLOR is set."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(stream.isatty())


def width_of(stream: Any) -> int:
    """The columns to write for: those of a terminal within reason, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns[:6]) > 0:
        return max(_NARROWEST, min(int(columns[:6]), _WIDEST))
    if not stream.isatty():
        return _PIPED
    return max(_NARROWEST, min(shutil.get_terminal_size((_PIPED, 24)).columns, _WIDEST))
