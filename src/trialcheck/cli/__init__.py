"""The command line: each command is a module, imported when it is called."""

from __future__ import annotations

import difflib
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from trialcheck import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_COMMANDS = {
    "analyze": "find what cannot all be true, and where a story has holes",
    "check": "read and validate, without deciding anything",
    "diff": "what an edit adds, removes or changes against a git revision",
    "explain": "the whole reasoning of one finding, or the page of one rule",
    "accept": "record a known finding, with the reason",
    "mend": "the smallest withdrawals that would leave a record consistent",
    "dating": "one consistent dating of a record, or why there is none",
    "report": "a report to be read and printed: one page of HTML, Markdown, or a PDF",
    "timeline": "who is said to be where and when, drawn in characters or as SVG",
    "threads": "the contacts that a case relies on: which hold, which are broken, by what",
    "rules": "list the rules, or run their own examples",
    "dates": "how a date is understood",
    "schema": "JSON Schemas of the formats, for editors",
    "new": "start a casebook that analyses cleanly",
    "completion": "let a shell complete commands, options and rules",
}
DONE, FOUND, WRONG, INTERRUPTED = 0, 1, 2, 130
EXIT_STATUSES = {
    "0": "done",
    "1": "there are findings that --fail-on counts",
    "2": "the input or the call is wrong, or nothing matched; nothing was decided",
    "130": "stopped with Ctrl-C",
}
"""What the exit status of every command means."""


class LazyGroup(click.Group):
    """Imports the module of a command only when the command is asked for."""

    def list_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click passes it
    ) -> list[str]:
        """The commands in the order of the manual."""
        return list(_COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click passes it
        cmd_name: str,
    ) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"trialcheck.cli.{cmd_name}_command").command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and options that begin so, without importing the modules of commands."""
        from click.shell_completion import CompletionItem

        commands = [
            CompletionItem(name, help=words)
            for name, words in _COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return commands + click.Command.shell_complete(self, ctx, incomplete)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; a misspelt one gets a suggestion."""
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            near = difflib.get_close_matches(name, _COMMANDS, 1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"No such command '{name}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click passes it
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without importing their modules, and what the exit status means."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))
        with formatter.section("Exit status"):
            formatter.write_dl(list(EXIT_STATUSES.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="trialcheck")
def trialcheck() -> None:
    """Find contradictions in testimony.

    Statements are written down in YAML, one file for each speaker, in a folder with a case.yaml: a
    casebook. By default all casebooks below the folder `testimonies` are read.

    \b
    trialcheck new testimonies/smith-1857     start a casebook
    trialcheck check                          is it written as it should be?
    trialcheck analyze                        which statements cannot all be true?
    trialcheck explain FINDING                why?
    """


def main() -> None:
    """Run the command line; every way out is a promised exit code, never a traceback."""
    _prepare_streams()
    if sys.stdout is None and not {"-o", "--output"} & set(sys.argv):
        _say("There is no standard output to write to; --output FILE writes a file.")
        sys.exit(WRONG)
    try:
        code = _run(sys.argv[1:])
        if sys.stdout is not None:
            sys.stdout.flush()
    except (click.exceptions.Abort, KeyboardInterrupt):
        _say("Interrupted.")
        code = INTERRUPTED
    except BrokenPipeError:
        code = _give_up_output()
    except click.ClickException as error:
        error.show()
        code = WRONG
    except MemoryError:
        _say("There is not enough memory for this input; nothing was decided.")
        code = WRONG
    except OSError as error:
        _give_up_output()
        _say(f"The report could not be written: {error.strerror or error}.")
        code = WRONG
    except Exception as error:  # the last guard: a fault of ours must not look like a finding
        _say(f"trialcheck failed, and nothing was decided: {type(error).__name__}: {error}")
        if os.environ.get("TRIALCHECK_TRACEBACK"):
            raise
        _say("This is a fault of the program. TRIALCHECK_TRACEBACK=1 shows where it happened.")
        code = WRONG
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    # A shell asks by a variable, and click answers it only in a `main` of its own.
    if instruction := os.environ.get("_TRIALCHECK_COMPLETE"):
        from trialcheck.cli.completing import answer

        return DONE if answer(trialcheck, instruction) else WRONG
    # Not click's own `main`: that turns a closed pipe into 1, the code for findings.
    try:
        with trialcheck.make_context("trialcheck", arguments) as context:
            code = trialcheck.invoke(context)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    return code if isinstance(code, int) else DONE


def _give_up_output() -> int:
    """Point standard output at nothing, lest Python complain when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _say(words: str) -> None:
    from trialcheck.visible import visible

    click.echo(visible(words), err=True)


def _prepare_streams() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
