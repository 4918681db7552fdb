"""Reads a Markdown page: its blocks of code, the marks above them, and the commands in them.

A mark is a comment that a reader of the page does not see. Directly above a block it says what
the block is for; `setup` and `folder` stand by themselves.

    <!-- file: testimonies/mill/case.yaml -->   the block is this file
    <!-- append: testimonies/mill/case.yaml --> the block is added to the end of this file
    <!-- status: 2 -->                          the last command of the block ends with this status
    <!-- not run: it needs the network -->      the commands are not run, and why
    <!-- command: analyze -->                   the command is run by .ci/run
    <!-- setup: git init -q -->                 a command that is run and not shown
    <!-- folder: new -->                        what follows happens in another, empty folder
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SHELLS = ("console", "bash", "sh", "shell", "shell-session", "powershell")
ABOVE_A_BLOCK = ("file", "append", "status", "not run", "command")
ALONE = ("setup", "folder")
PROMPT = "$ "
LEFT_OUT = "..."

_FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,}|~{3,})(?P<language>[\w-]*)[^`\n]*$")
_MARK = re.compile(r"^ *<!-- (?P<name>[a-z][a-z ]*): (?P<value>.*?) -->$")


class PageError(Exception):
    """A page that cannot be read: an unknown mark, a block without an end; says where."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A comment that is meant for the tests, at a line from 1."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: its language, its text, the marks above it.

    `line` is that of the opening fence, from 1; the text stands in the lines `first` up to, not
    including, `last` of the page, counted from 0, each behind `indent`.
    """

    language: str
    text: str
    marks: tuple[Mark, ...]
    line: int
    first: int
    last: int
    indent: str

    def mark(self, name: str) -> str | None:
        """The value of a mark above the block, or None."""
        return next((mark.value for mark in self.marks if mark.name == name), None)

    @property
    def is_run(self) -> bool:
        """Whether its commands are run here."""
        ways_out = ("not run", "command", "file", "append")
        return self.language in SHELLS and not any(self.mark(name) for name in ways_out)


@dataclass(frozen=True, slots=True)
class Command:
    """A command as shown after the prompt, and the output shown below it."""

    text: str
    shown: str


def items_of(page: str) -> Iterator[Block | Mark]:
    """The blocks of a page, and the marks that stand alone, in order. Raises PageError."""
    lines = page.split("\n")
    waiting: list[Mark] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        mark = _mark(line, number + 1)
        fence = _FENCE.match(line)
        if fence is not None:
            last = _end_of_block(lines, number, fence["ticks"])
            yield _block(lines, number, last, fence, tuple(waiting))
            waiting, number = [], last
        elif waiting and mark is None:
            raise PageError(f"line {number + 1}: no block follows '{waiting[-1].name}'")
        elif mark is not None and mark.name in ALONE:
            yield mark
        elif mark is not None:
            waiting.append(mark)
        number += 1
    if waiting:
        raise PageError(f"line {waiting[-1].line}: no block follows '{waiting[-1].name}'")


def commands_of(block: Block) -> tuple[Command, ...]:
    r"""The commands of a block; a line that ends in `\` goes on in the next. Raises PageError."""
    commands: list[tuple[list[str], list[str]]] = []
    continued = False
    for line in block.text.split("\n")[:-1]:
        if continued:
            commands[-1][0].append(line)
        elif line.startswith(PROMPT):
            commands.append(([line.removeprefix(PROMPT)], []))
        elif not commands:
            raise PageError(f"line {block.line}: a command begins with '{PROMPT}'")
        else:
            commands[-1][1].append(line)
            continue
        continued = line.endswith("\\")
    return tuple(Command("\n".join(text), "\n".join(shown)) for text, shown in commands)


def fits(shown: str, printed: str) -> bool:
    """Whether what is shown is what was printed; a line `...` stands for any number of lines."""
    parts = [re.escape(part) for part in re.split(rf"(?m)^{re.escape(LEFT_OUT)}\n", shown + "\n")]
    return re.fullmatch("(?:.*\n)*?".join(parts), printed + "\n") is not None


def renewed(shown: str, printed: str) -> str:
    """What to show of an output: all of it, or, of one that is shown with its middle or its end
    left out, as many lines at each end as before. What fits stays.
    """
    if fits(shown, printed):
        return shown
    lines, new = shown.split("\n"), printed.split("\n")
    if lines.count(LEFT_OUT) != 1 or len(lines) > len(new):
        return printed
    before = lines.index(LEFT_OUT)
    after = len(lines) - before - 1
    return "\n".join([*new[:before], LEFT_OUT, *new[len(new) - after :]])


def with_outputs(page: str, printed: dict[Block, tuple[str, ...]]) -> str:
    """The page with the output of each command of these blocks replaced, unless it fits."""
    lines = page.split("\n")
    for block in sorted(printed, key=lambda each: each.first, reverse=True):
        new: list[str] = []
        for command, output in zip(commands_of(block), printed[block], strict=True):
            new += (PROMPT + command.text).split("\n")
            shown = renewed(command.shown, output)
            new += shown.split("\n") if shown else []
        lines[block.first : block.last] = [(block.indent + line).rstrip() for line in new]
    return "\n".join(lines)


def _mark(line: str, number: int) -> Mark | None:
    found = _MARK.match(line)
    if found is None:
        return None
    if found["name"] not in (*ABOVE_A_BLOCK, *ALONE):
        raise PageError(f"line {number}: unknown mark '{found['name']}'")
    return Mark(found["name"], found["value"], number)


def _end_of_block(lines: list[str], number: int, ticks: str) -> int:
    for last in range(number + 1, len(lines)):
        if lines[last].strip() == ticks:
            return last
    raise PageError(f"line {number + 1}: the block has no end")


def _block(
    lines: list[str], number: int, last: int, fence: re.Match[str], marks: tuple[Mark, ...]
) -> Block:
    text = "".join(line.removeprefix(fence["indent"]) + "\n" for line in lines[number + 1 : last])
    return Block(
        fence["language"], text, marks, number + 1, number + 1, last, fence["indent"]
    )  # fmt: skip
