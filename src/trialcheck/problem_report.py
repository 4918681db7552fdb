"""Problems of the input become text: where, what, the line with a caret, and how to mend it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from trialcheck.source import Problem
from trialcheck.visible import (
    display_width,
    pieces_of_width,
    prose,
    visible,
    without_log_commands,
)

NARROWEST = 40
"""Below this width in cells nothing is shortened any more."""

_BOLD, _RED, _BLUE = "1", "1;31", "1;34"
_TAB = 4
_CUT = "…"


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes in colour, or not."""

    colour: bool

    def write(self, text: str, codes: str) -> str:
        return f"\x1b[{codes}m{text}\x1b[0m" if self.colour and text else text


def render_problems(problems: Sequence[Problem], *, colour: bool, width: int) -> str:
    """Return all problems in the order given and a line that counts them; "" if there are none."""
    if not problems:
        return ""
    pen = _Pen(colour)
    blocks = ["\n".join(_problem(problem, pen, max(width, NARROWEST))) for problem in problems]
    return without_log_commands("\n\n".join([*blocks, pen.write(_count(problems), _BOLD)])) + "\n"


def _count(problems: Sequence[Problem]) -> str:
    files = len({problem.path for problem in problems if problem.path})
    several = "problem" if len(problems) == 1 else "problems"
    where = f" in {files} {'file' if files == 1 else 'files'}" if files else ""
    return f"{len(problems)} {several}{where}; nothing was decided."


def _problem(problem: Problem, pen: _Pen, width: int) -> list[str]:
    place = visible(problem.path)
    if place and problem.line:
        place += f":{problem.line}" + (f":{problem.column}" if problem.column else "")
    head = f"{pen.write(f'{place}:', _BOLD)} " if place else ""
    lines = [head + prose(problem.message)]
    if problem.source_line and problem.line:
        lines += _excerpt(problem, pen, width)
    if problem.help:
        lines += _help(problem.help, pen, width)
    return lines


def _excerpt(problem: Problem, pen: _Pen, width: int) -> list[str]:
    """Return the source line under its number, cut to the width around the caret, and the caret."""
    number = str(problem.line)
    margin = pen.write(f" {' ' * len(number)} |", _BLUE)
    shown, start, length = _window(problem, width - len(number) - 4)
    lines = [margin, f"{pen.write(f' {number} |', _BLUE)} {shown}".rstrip(" ")]
    if problem.column:
        lines.append(f"{margin} {' ' * start}{pen.write('^' * length, _RED)}")
    return lines


def _window(problem: Problem, room: int) -> tuple[str, int, int]:
    """Return the source line, cut to fit, with the first cell and the length of its caret."""
    first = max(problem.column - 1, 0)
    last = first + max(problem.length, 1)
    before = _expanded(problem.source_line[:first], 0)
    start = display_width(before)
    marked = _expanded(problem.source_line[first:last], start)
    end = start + display_width(marked)
    rest = marked + _expanded(problem.source_line[last:], end)
    if start + display_width(rest) > room:
        # A third of the room stays before the caret, more where the line ends soon after it.
        before = _ending(before, max(room // 3, room - display_width(rest)))
        start = display_width(before)
        rest = _beginning(rest, room - start)
    return before + rest, start, max(min(display_width(marked), room - start), 1)


def _ending(text: str, width: int) -> str:
    """Return the end of a text that fits into so many cells, behind a sign where it is cut."""
    cells = display_width(text)
    if cells <= width:
        return text
    index = 0
    while cells > width - 1:
        cells -= display_width(text[index])
        index += 1
    return _CUT + text[index:]


def _beginning(text: str, width: int) -> str:
    """Return the beginning of a text that fits into so many cells, and a sign where it is cut."""
    if display_width(text) <= width:
        return text
    return pieces_of_width(text, width - 1)[0].rstrip(" ") + _CUT


def _expanded(text: str, start: int) -> str:
    """Return a part of a line that starts at a cell, with spaces for tabs, everything visible."""
    parts = text.split("\t")
    shown = visible(parts[0])
    for part in parts[1:]:
        used = start + display_width(shown)
        shown += " " * (_TAB - used % _TAB) + visible(part)
    return shown


def _help(text: str, pen: _Pen, width: int) -> list[str]:
    name = "help: "
    lines = textwrap.wrap(
        prose(text), max(width - 2 - len(name), 1), break_long_words=False, break_on_hyphens=False
    )
    start = f"  {pen.write(name.rstrip(), _BLUE)} "
    indent = " " * (2 + len(name))
    return [(indent if index else start) + line for index, line in enumerate(lines)]
