"""`trialcheck schema`: JSON Schemas of the formats, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from trialcheck.cli.options import COLOR, RULES, NearChoice, fail, limits_from, limits_options
from trialcheck.cli.output import write_output
from trialcheck.cli.schema_files import open_names, schema_texts
from trialcheck.pipeline import load_rules
from trialcheck.schemas.formats import FORMATS, schema_of
from trialcheck.schemas.parts import rendered
from trialcheck.source import Budget
from trialcheck.visible import visible

_ALL = "all"


@click.command("schema")
@click.argument("format_name", metavar="FORMAT", type=NearChoice([*FORMATS, _ALL]))
@click.option(
    "--for",
    "book",
    type=click.Path(path_type=Path),
    metavar="CASEBOOK",
    help="Know the ids of this casebook: its people, places, statements and its own kinds.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the schema to a file; of `all`, to a folder.",
)
@RULES
@COLOR
@limits_options
def command(
    format_name: str,
    book: Path | None,
    output: Path | None,
    rules: Path | None,
    color: str,
    **chosen: Any,
) -> int:
    """Print the JSON Schema of a FORMAT, by which an editor completes and checks what you write:
    casebook (case.yaml), speaker, brief, accepted, rule or vocabulary; or write all of them.

    \b
    trialcheck schema speaker
    trialcheck schema speaker --for testimonies/smith-1857
    trialcheck schema all --for testimonies/smith-1857 -o testimonies/smith-1857/.schemas
    """
    if format_name == _ALL and output is None:
        raise click.UsageError("`schema all` needs a folder: --output DIR")
    limits, budget = limits_from(chosen), Budget()
    _, vocabulary, problems = load_rules(rules, limits, budget, examples=False)
    names = None
    if book is not None and not problems:
        vocabulary, names, problems = open_names(book, vocabulary, limits, budget)
    if problems:
        fail(problems, color)
    if format_name != _ALL or output is None:
        write_output(rendered(schema_of(format_name, vocabulary, names)), output)
        return 0
    _make(output)
    for name, text in schema_texts(vocabulary, names):
        write_output(text, output / name)
        click.echo(visible(f"wrote {output / name}"))
    return 0


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(
            f"the schemas cannot be written to {folder}: {error.strerror or error}"
        ) from error
