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
from trialcheck.pipeline import open_casebooks
from trialcheck.visible import visible


@click.command("check")
@PATHS
@RULES
@COLOR
@limits_options
def command(paths: tuple[Path, ...], rules: Path | None, color: str, **chosen: Any) -> int:
    """Read the casebooks below PATHS and the rules, and say what is wrong with them: format, ids,
    dates.

    Nothing is decided about what the statements say.
    """
    request = request_from(paths, rules, limits_from(chosen), examples=True)
    opened, problems = open_casebooks(request)
    if problems:
        fail(problems, color)
    for case in opened:
        book = case.casebook
        claims = sum(len(statement.claims) for statement in book.statements)
        counts = (
            f"{len(book.speakers)} speakers, {len(book.statements)} statements, {claims} claims"
        )
        click.echo(visible(f"{book.path}: {counts}, no problems"))
    rules_read = {rule.id for case in opened for rule in case.rules}
    click.echo(f"{len(rules_read)} rules, no problems")
    return 0
