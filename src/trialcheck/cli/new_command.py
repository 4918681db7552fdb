"""`trialcheck new`: a casebook to begin with."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.cli.schema_files import RECORD_FORMATS, SCHEMA_FOLDER, schema_texts
from trialcheck.pipeline import load_rules
from trialcheck.shipped import SAMPLE, rules_folder
from trialcheck.source import Budget, Limits


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> int:
    """Start a casebook in a new FOLDER, with a short example in it that analyses cleanly.

    Its hidden folder .schemas is for your editor, which completes and checks what you write.

    \b
    trialcheck new testimonies/smith-1857
    trialcheck analyze testimonies/smith-1857
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(f"{folder} exists already and is not empty; nothing was written")
    schemas = dict(schema_texts(_vocabulary(), formats=RECORD_FORMATS))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in sorted(SAMPLE.glob("*.yaml")):
            shutil.copyfile(source, folder / source.name)
        (folder / SCHEMA_FOLDER).mkdir()
        for name, text in schemas.items():
            (folder / SCHEMA_FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(
            f"the casebook cannot be written to {folder}: {error.strerror or error}"
        ) from error
    for path in sorted(folder.glob("*.yaml")):
        click.echo(f"wrote {path}")
    click.echo(f"wrote {folder / SCHEMA_FOLDER} for your editor")
    click.echo(f"Now edit these files, and run: trialcheck analyze {folder}")
    return 0


def _vocabulary() -> Vocabulary:
    """The kinds of claim of the rules in use; if these are wrong, of those that are shipped."""
    _, vocabulary, problems = load_rules(None, Limits(), Budget(), examples=False)
    if problems:
        _, vocabulary, _ = load_rules(rules_folder(), Limits(), Budget(), examples=False)
    return vocabulary
