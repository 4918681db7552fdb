"""Sets the help of every command as a Markdown reference and as a manual page.

One tree of commands, read from the command line itself; two ways to set it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

import click

from trialcheck.cli import EXIT_STATUSES, trialcheck

GENERATED = "<!-- Written by the tests from the program; edit the help of the commands instead. -->"
EVERYWHERE = ("--help", "--version")  # told once
_UNFOLDED = "\b"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a help text; `lines` has each line if they are to stay as they are."""

    text: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """An option: how it is written, and what it does."""

    written: str
    does: str


@dataclass(frozen=True, slots=True)
class CommandPage:
    """The page of a command: its full name, how it is called, its help and its options."""

    name: str
    usage: str
    paragraphs: tuple[Paragraph, ...]
    options: tuple[Option, ...]


def command_pages() -> tuple[CommandPage, ...]:
    """The pages of all commands in the order of `trialcheck --help`, that of the program first."""
    return tuple(_pages(trialcheck, "trialcheck"))


def commands_document() -> str:
    """The reference of all commands in Markdown."""
    program, *pages = command_pages()
    lines = [
        "# Commands",
        "",
        GENERATED,
        "",
        "Each section is what `trialcheck COMMAND --help` prints.",
        "",
    ]
    lines += _markdown_paragraphs(program)
    lines += ["", "| command | does |", "|---|---|"]
    lines += [
        f"| [`{page.name}`](#{page.name.replace(' ', '-')}) | {_first(page)} |" for page in pages
    ]
    lines += [
        "",
        "Every command has `--help`, and the program `--version`.",
        "",
        "## Exit status",
        "",
    ]
    lines += ["| status | means |", "|---|---|"]
    lines += [f"| {status} | {meaning} |" for status, meaning in EXIT_STATUSES.items()]
    for page in pages:
        lines += ["", f"## {page.name}", "", "```text", page.usage, "```", ""]
        lines += _markdown_paragraphs(page)
        if page.options:
            lines += ["", "| option | does |", "|---|---|"]
            lines += [f"| `{_cell(each.written)}` | {_cell(each.does)} |" for each in page.options]
    return "\n".join(lines) + "\n"


def manual_page() -> str:
    """The manual page of the program, for `man trialcheck`."""
    program, *pages = command_pages()
    lines = [
        '.\\" Written by the tests from the program; edit the help of the commands instead.',
        '.TH TRIALCHECK 1 "" "trialcheck" "User Commands"',
        ".SH NAME",
        "trialcheck \\- find contradictions in testimony",
        ".SH SYNOPSIS",
        *_roff_line(program.usage, bold=True),
        ".SH DESCRIPTION",
        *_roff_paragraphs(program),
        ".SH COMMANDS",
    ]
    for page in pages:
        lines += [".SS " + _roff(page.name), *_roff_line(page.usage, bold=True)]
        lines += _roff_paragraphs(page)
        for option in page.options:
            lines += [".TP", *_roff_line(option.written, bold=True), *_roff_line(option.does)]
    lines.append(".SH EXIT STATUS")
    for status, meaning in EXIT_STATUSES.items():
        lines += [".TP", *_roff_line(status, bold=True), *_roff_line(meaning.replace("`", ""))]
    lines += [".SH FILES", ".TP", *_roff_line("testimonies/", bold=True)]
    lines += _roff_line("The casebooks that are read unless others are named.")
    lines += [".TP", *_roff_line("rules/", bold=True)]
    lines += _roff_line("The rules, if the working folder has them; else those of the program.")
    lines += [".TP", *_roff_line("trialcheck.toml", bold=True)]
    lines += _roff_line("Settings of the rules, in the working folder.")
    return "\n".join(lines) + "\n"


def _pages(command: click.Command, name: str) -> Iterator[CommandPage]:
    context = click.Context(command, info_name=name)
    pieces = " ".join([name, *command.collect_usage_pieces(context)])
    yield CommandPage(name, pieces, tuple(_paragraphs(command)), tuple(_options(command, context)))
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None and not found.hidden:
                yield from _pages(found, f"{name} {inner}")


def _paragraphs(command: click.Command) -> Iterator[Paragraph]:
    for part in re.split(r"\n\s*\n", inspect.cleandoc(command.help or "")):
        if part.startswith(_UNFOLDED):
            kept = part.removeprefix(_UNFOLDED).strip("\n")
            yield Paragraph("", tuple(kept.split("\n")))
        elif part.strip():
            yield Paragraph(" ".join(part.split()), ())


def _options(command: click.Command, context: click.Context) -> Iterator[Option]:
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option) and not set(parameter.opts) & set(EVERYWHERE):
            record = parameter.get_help_record(context)
            if record is not None:  # hidden
                yield Option(record[0], " ".join(record[1].split()))


def _first(page: CommandPage) -> str:
    return next(_cell(part.text) for part in page.paragraphs if part.text)


def _markdown_paragraphs(page: CommandPage) -> Iterator[str]:
    for number, part in enumerate(page.paragraphs):
        if number:
            yield ""
        yield from ("```text", *part.lines, "```") if part.lines else (part.text,)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _roff_paragraphs(page: CommandPage) -> Iterator[str]:
    for part in page.paragraphs:
        if part.lines:
            yield from (
                ".PP",
                ".nf",
                *(line for each in part.lines for line in _roff_line(each)),
                ".fi",
            )
        else:
            yield from (".PP", *_roff_line(part.text.replace("`", "")))


def _roff_line(text: str, *, bold: bool = False) -> list[str]:
    return [f"\\fB{_roff(text)}\\fR" if bold else _roff(text)]


def _roff(text: str) -> str:
    """Text in which nothing acts in roff."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped
