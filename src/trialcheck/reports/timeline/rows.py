"""Marks of a timeline in characters: one row of cells for each way in which marks are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from trialcheck.reports.paragraph import Line, Look, Run
from trialcheck.reports.timeline.axis import Axis, Tick
from trialcheck.timelines import Mark, Stretch, View
from trialcheck.when.calendar import DAY


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters of a drawing, each one cell wide."""

    sure: str
    possible: str
    open: str
    custody: str
    possible_custody: str
    denied: str
    day: str
    short: str
    moment: str
    moment_starts: str
    moment_ends: str
    back: str
    on: str
    grid: str
    clash: str
    hedged: str
    narrowed: str
    line: str
    tick: str


DRAWN = Signs(*"█░┄▓▒□●○─├┤◀▶┊✗?↳─┬")
ASCII = Signs(*"=-.#+x@o_[]<>:!?^-+")

_ORDER = ("possible", "denied", "moment", "sure")


@dataclass(frozen=True, slots=True)
class Row:
    """Marks of one lane that are drawn alike, from the number `first` (counted from 1) on."""

    first: int
    marks: tuple[Mark, ...]

    @property
    def label(self) -> str:
        """The number of the mark, or those of the first and the last."""
        last = self.first + len(self.marks) - 1
        return str(self.first) if last == self.first else f"{self.first}-{last}"


def rows_of(marks: Sequence[Mark]) -> list[Row]:
    """The rows of a lane; marks that look alike share one."""
    rows = []
    number = 1
    for _, together in groupby(marks, key=lambda mark: mark.look):
        alike = tuple(together)
        rows.append(Row(number, alike))
        number += len(alike)
    return rows


@dataclass(frozen=True, slots=True)
class Canvas:
    """A stretch of time on so many cells; a minute fills every cell that it touches."""

    view: View
    cells: int
    signs: Signs

    def cell_at(self, minute: int) -> int:
        """The cell in which a minute begins."""
        span = self.view.last - self.view.first + 1
        return (minute - self.view.first) * self.cells // span

    def cells_of(self, first: int, last: int) -> tuple[int, int]:
        """The first and the last cell that the minutes from `first` to `last` touch."""
        span = self.view.last - self.view.first + 1
        end = -(-(last + 1 - self.view.first) * self.cells // span) - 1
        return self.cell_at(first), end

    def grid(self, axis: Axis) -> list[Run]:
        """An empty row: a faint sign where a tick is."""
        row = [Run(" ")] * self.cells
        for tick in axis.ticks:
            row[self.cell_at(tick.minute)] = Run(self.signs.grid, Look.QUIET)
        return row

    def row(self, stretches: Iterable[Stretch], mark: Mark, axis: Axis) -> Line:
        """One row of cells with stretches drawn over the grid."""
        row = self.grid(axis)
        for stretch in sorted(stretches, key=lambda each: _ORDER.index(each.part)):
            if stretch.touches(self.view.first, self.view.last):
                self._draw(row, stretch, mark)
        return tuple(row)

    def _draw(self, row: list[Run], stretch: Stretch, mark: Mark) -> None:
        first, last = self.view.first, self.view.last
        before = stretch.first is None or stretch.first < first
        beyond = stretch.last is None or stretch.last > last
        lo = first if stretch.first is None else max(stretch.first, first)
        hi = last if stretch.last is None else min(stretch.last, last)
        start, end = self.cells_of(lo, hi)
        look = _look(stretch, mark)
        for cell in range(start, end + 1):
            row[cell] = Run(self._filling(stretch, mark), look)
        if stretch.part == "moment":
            self._bracket(row, stretch, look, start, end)
        if before and start == 0:
            row[start] = Run(self.signs.back, look)
        if beyond and end == self.cells - 1:
            row[end] = Run(self.signs.on, look)

    def _bracket(self, row: list[Run], stretch: Stretch, look: Look, start: int, end: int) -> None:
        if start == end:
            day = within_a_day(stretch)
            row[start] = Run(self.signs.day if day else self.signs.short, look)
        else:
            row[start] = Run(self.signs.moment_starts, look)
            row[end] = Run(self.signs.moment_ends, look)

    def _filling(self, stretch: Stretch, mark: Mark) -> str:
        if stretch.part == "sure":
            return self.signs.custody if mark.custody else self.signs.sure
        if stretch.part == "denied":
            return self.signs.denied
        if stretch.part == "moment":
            return self.signs.moment
        if stretch.first is None or stretch.last is None:
            return self.signs.open
        return self.signs.possible_custody if mark.custody else self.signs.possible

    def axis_lines(self, axis: Axis) -> list[Line]:
        """The labels, the larger unit above them, and the line with the ticks."""
        ticks = {self.cell_at(tick.minute) for tick in axis.ticks}
        line = "".join(
            self.signs.tick if cell in ticks else self.signs.line for cell in range(self.cells)
        )
        labels = [self._labels(row) for row in (axis.above, axis.ticks) if row]
        return [*((Run(text, Look.QUIET),) for text in labels), (Run(line, Look.QUIET),)]

    def _labels(self, ticks: Sequence[Tick]) -> str:
        text = ""
        for tick in ticks:
            text = text.ljust(self.cell_at(tick.minute)) + tick.label
        return text.rstrip(" ")


def within_a_day(stretch: Stretch) -> bool:
    """Whether a stretch lies within one calendar day."""
    first, last = stretch.first, stretch.last
    return first is not None and last is not None and first // DAY == last // DAY


def _look(stretch: Stretch, mark: Mark) -> Look:
    if stretch.part == "denied":
        return Look.SIGN
    if stretch.part == "possible" or mark.entry.hedged:
        return Look.QUIET
    return Look.DATE if mark.custody else Look.NAME
