"""What a shell offers after the Tab key: found without reading any record or rule."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class

from trialcheck.shipped import rules_folder

VARIABLE = "_TRIALCHECK_COMPLETE"
"""The variable by which a shell asks; its value names the shell and what is wanted."""

SHELLS = ("bash", "zsh", "fish")
_PROGRAM = "trialcheck"
_WHOLE_RECORD = "dates-conflict"  # the one rule that has no file
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def script_for(shell: str, command: click.Command) -> str:
    """The script that makes a shell ask; `shell` is one of SHELLS."""
    made = _completion(shell, command)
    # Not the method of bash's own class, which starts a shell only to learn its version.
    return ShellComplete.source(made)


def answer(command: click.Command, instruction: str) -> bool:
    """Answer a shell that asks by the variable; False if it asks for what there is not."""
    shell, _, wish = instruction.partition("_")
    if shell not in SHELLS or wish not in ("source", "complete"):
        return False
    made = _completion(shell, command)
    click.echo(ShellComplete.source(made) if wish == "source" else made.complete())
    return True


def rule_ids(
    context: click.Context,
    parameter: click.Parameter,  # noqa: ARG001 - click passes it
    incomplete: str,
) -> list[CompletionItem]:
    """The rules whose ids begin so, by the names of their files."""
    folder = _rules_folder(context.params.get("rules"))
    names = sorted({_WHOLE_RECORD, *_rule_names(folder)})
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def _completion(shell: str, command: click.Command) -> ShellComplete:
    made = get_completion_class(shell)
    assert made is not None  # noqa: S101  # click knows all of SHELLS
    return made(command, {}, _PROGRAM, VARIABLE)


def _rules_folder(chosen: object) -> Path:
    if isinstance(chosen, str | os.PathLike):
        return Path(chosen)
    local = Path("rules")
    return local if (local / "vocabulary.yaml").is_file() else rules_folder()


def _rule_names(folder: Path) -> Iterator[str]:
    """The ids of rules; a file name that is no id is left out, for the shell would run it."""
    try:
        files = list(folder.iterdir())
    except OSError:
        return
    for file in files:
        is_rule = file.suffix in (".yaml", ".yml") and file.stem != "vocabulary"
        if is_rule and _ID.fullmatch(file.stem):
            yield file.stem
