"""`trialcheck new`: a casebook to begin with."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from trialcheck.shipped import SAMPLE


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> int:
    """Start a casebook in a new FOLDER, with a short example in it that analyses cleanly.

    \b
    trialcheck new testimonies/smith-1857
    trialcheck analyze testimonies/smith-1857
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(f"{folder} exists already and is not empty; nothing was written")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in sorted(SAMPLE.glob("*.yaml")):
            shutil.copyfile(source, folder / source.name)
    except OSError as error:
        raise click.ClickException(
            f"the casebook cannot be written to {folder}: {error.strerror or error}"
        ) from error
    for path in sorted(folder.glob("*.yaml")):
        click.echo(f"wrote {path}")
    click.echo(f"Now edit these files, and run: trialcheck analyze {folder}")
    return 0
