"""`trialcheck dates`: how a date is understood."""

from __future__ import annotations

import click

from trialcheck.visible import visible
from trialcheck.when import DateError, describe_dating, read_date


@click.command("dates", context_settings={"ignore_unknown_options": True})
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--calendar",
    type=click.Choice(["gregorian", "julian"]),
    default="gregorian",
    show_default=True,
    help="The calendar in which the date is written.",
)
def command(text: tuple[str, ...], calendar: str) -> int:
    """Say how the date TEXT is understood, and what it leaves open.

    \b
    trialcheck dates autumn 1931
    trialcheck dates 1931-05/1931-07
    trialcheck dates --calendar julian 1700-02-29
    """
    written = " ".join(text)
    try:
        dating = read_date(written, calendar=calendar)
    except DateError as error:
        click.echo(visible(f"'{written}' is not understood: {error.message}"), err=True)
        if error.help:
            click.echo(visible(f"help: {error.help}"), err=True)
        return 2
    for line in describe_dating(dating):
        click.echo(visible(line))
    return 0
