"""`trialcheck check`: reading and validating alone."""

from __future__ import annotations

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
from trialcheck.cli.output import say
from trialcheck.pipeline import open_casebooks
from trialcheck.reports.words import count


@click.command("check")
@PATHS
@RULES
@COLOR
@limits_options
def command(paths: tuple[Path, ...], rules: Path | None, color: str, **chosen: Any) -> int:
    """Read the casebooks below PATHS and the rules, and say what is wrong with them: format, ids,
    dates.

    Nothing is decided about what the statements say.

    \b
    trialcheck check                               all casebooks below testimonies/
    trialcheck check testimonies/smith-1857
    """
    request = request_from(paths, rules, limits_from(chosen), examples=True)
    opened, problems = open_casebooks(request)
    if problems:
        fail(problems, color)
    for case in opened:
        book = case.casebook
        claims = sum(len(statement.claims) for statement in book.statements)
        counts = (
            count(len(book.speakers), "speaker"),
            count(len(book.statements), "statement"),
            count(claims, "claim"),
        )
        say(f"{book.path}: {', '.join(counts)}, no problems")
    rules_read = {rule.id for case in opened for rule in case.rules}
    click.echo(f"{count(len(rules_read), 'rule')}, no problems")
    return 0
