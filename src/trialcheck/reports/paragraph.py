"""Words become lines of a given width; what must stay whole is never broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from trialcheck.visible import display_width, pieces_of_width


class Look(Enum):
    """What a piece of text is for; the format decides how it looks."""

    PLAIN = "plain"
    TITLE = "title"
    LAW = "law"
    SIGN = "sign"
    GOOD = "good"
    NAME = "name"
    STRONG = "strong"
    DATE = "date"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Run:
    """Visible text with one look; a `whole` run (an id, a file and line) is never broken."""

    text: str
    look: Look = Look.PLAIN
    whole: bool = False


Line: TypeAlias = tuple[Run, ...]

BLANK: Line = ()

# No break after an initial or a "p.": a name such as "A. B. Smith" and "p. 41" stay together.
_SPACE = re.compile(r"(?<!^\w\.)(?<![\s(“]\w\.) ")


def width_of(line: Iterable[Run]) -> int:
    """Return how many terminal cells a line fills."""
    return sum(display_width(run.text) for run in line)


def fold(runs: Sequence[Run], width: int, first: Line = (), rest: Line = ()) -> list[Line]:
    """Return the runs as lines of at most `width` cells, unless a whole run is longer.

    `first` stands before the first line and `rest` before each other line, inside the width.
    """
    lines: list[Line] = []
    start, words = first, 0
    line: list[Run] = list(start)
    for word in _words(runs):
        for piece in _pieces(word, max(width - width_of(rest), 1)):
            if words and width_of(line) + 1 + width_of(piece) > width:
                lines.append(tidy(line))
                line, words = list(rest), 0
            if words:
                line.append(Run(" ", _shared_look(line[-1], piece[0])))
            line.extend(piece)
            words += 1
    return [*lines, tidy(line)] if words else lines


def beside(left: Sequence[Line], left_width: int, right: Sequence[Line]) -> list[Line]:
    """Return two columns side by side; the left one is filled up to `left_width` cells."""
    lines: list[Line] = []
    for index in range(max(len(left), len(right))):
        start = left[index] if index < len(left) else BLANK
        end = right[index] if index < len(right) else BLANK
        space = " " * max(left_width - width_of(start), 1)
        lines.append(tidy([*start, Run(space), *end] if end else start))
    return lines


def indented(lines: Iterable[Line], cells: int) -> list[Line]:
    """Return the lines moved to the right; empty ones stay empty."""
    return [(Run(" " * cells), *line) if line else line for line in lines]


def separated(items: Iterable[Sequence[Run]], separator: str, look: Look = Look.PLAIN) -> list[Run]:
    """Return the items in a row, each followed by the separator (glued to it) but the last."""
    row: list[Run] = []
    for item in items:
        if row:
            row.append(Run(f"{separator} ", look))
        row.extend(item)
    return row


def tidy(line: Sequence[Run]) -> Line:
    """Join neighbours of one look, and drop spaces at the end."""
    joined: list[Run] = []
    for run in line:
        if joined and joined[-1].look == run.look:
            joined[-1] = Run(joined[-1].text + run.text, run.look)
        elif run.text:
            joined.append(run)
    while joined and not joined[-1].text.strip(" "):
        joined.pop()
    return (*joined[:-1], Run(joined[-1].text.rstrip(" "), joined[-1].look)) if joined else BLANK


def _shared_look(one: Run, other: Run) -> Look:
    return one.look if one.look == other.look else Look.PLAIN


def _words(runs: Sequence[Run]) -> list[list[Run]]:
    """Split runs at spaces; what touches without a space between stays one word."""
    words: list[list[Run]] = [[]]
    for run in runs:
        parts = [run.text] if run.whole else _SPACE.split(run.text)
        for index, part in enumerate(parts):
            if index:
                words.append([])
            if part:
                words[-1].append(Run(part, run.look, run.whole))
    return [word for word in words if word]


def _pieces(word: list[Run], width: int) -> list[list[Run]]:
    """Cut a word that is wider than a line, if no part of it must stay whole.

    Initials part from their name before the name itself is cut.
    """
    if width_of(word) <= width or any(run.whole for run in word):
        return [word]
    parts = [Run(part, run.look) for run in word for part in run.text.split(" ")]
    return [[Run(piece, run.look)] for run in parts for piece in pieces_of_width(run.text, width)]
