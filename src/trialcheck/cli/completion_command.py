"""`trialcheck completion`: the script that completes commands in a shell."""

from __future__ import annotations

import click

from trialcheck.cli.completing import SHELLS, script_for


@click.command("completion")
@click.argument("shell", metavar="SHELL", type=click.Choice(SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print the script that lets a SHELL (bash, zsh or fish) complete commands, options and rules.

    \b
    eval "$(trialcheck completion bash)"                     in ~/.bashrc
    eval "$(trialcheck completion zsh)"                      in ~/.zshrc
    trialcheck completion fish > ~/.config/fish/completions/trialcheck.fish
    """
    click.echo(script_for(shell, context.find_root().command))
    return 0
