"""The timeline in characters: lanes with their marks drawn to scale, and each claim in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from trialcheck.reports.finding_words import path_below
from trialcheck.reports.layout import Layout
from trialcheck.reports.paragraph import (
    BLANK,
    Line,
    Look,
    Run,
    fold,
    separated,
    tidy,
    width_of,
)
from trialcheck.reports.timeline.axis import Axis, axis_of
from trialcheck.reports.timeline.rows import ASCII, DRAWN, Canvas, Signs, rows_of, within_a_day
from trialcheck.reports.words import count, listed
from trialcheck.timelines import Clash, Entry, Lane, Mark, Timeline, View
from trialcheck.visible import display_width, prose, visible

NARROWEST = 40
"""Below this width in cells the picture is no longer narrowed."""

_MARGIN = 8
"""Cells before the picture: the numbers of the claims, and the signs for clashes and doubts."""

_CLASHES_NAMED = 3

_NOTHING = "Nothing said here speaks of what was asked for, in the dates asked for."

_UNDRAWN = (
    ("undated", "claim without a date", "claims without a date"),
    ("never", "denial for all time", "denials for all time"),
    ("nowhere-sure", "denial of no sure time", "denials of no sure time"),
    ("forgotten", "claim not recalled", "claims not recalled"),
)


def timeline_lines(
    timeline: Timeline, view: View | None, layout: Layout, *, ascii_only: bool = False
) -> list[Line]:
    """Return the lines of a timeline; `view` is None if nothing in it is dated."""
    page = _Page(timeline, max(layout.width, NARROWEST), ASCII if ascii_only else DRAWN)
    return page.lines(view)


class _Page:
    """Writes one timeline, at most so many cells wide."""

    def __init__(self, timeline: Timeline, width: int, signs: Signs) -> None:
        self._timeline = timeline
        self._width = width
        self._signs = signs
        self._clashes = timeline.clashes_of()
        self._drawn = {mark.entry.claim for mark in timeline.marks()}

    def lines(self, view: View | None) -> list[Line]:
        timeline = self._timeline
        lines = self._bar(timeline.title, Look.TITLE, double=True)
        path = Run(visible(timeline.path), Look.NAME, whole=True)
        lines += fold([path, Run(f": {self._size()}")], self._width)
        if not timeline.lanes:
            lines += fold([Run(_NOTHING)], self._width)
        elif view is not None:
            canvas = Canvas(view, self._width - _MARGIN, self._signs)
            axis = axis_of(view, canvas.cells, display_width, 1)
            lines += self._legend()
            for lane in timeline.lanes:
                lines += [BLANK, *self._lane(lane, canvas, axis)]
        else:
            for lane in timeline.lanes:
                lines += [BLANK, *self._heading(lane), *self._undrawn(lane)]
        return [*lines, *self._clash_list()]

    def _size(self) -> str:
        timeline = self._timeline
        undrawn = {each.entry.claim for lane in timeline.lanes for each in lane.undrawn}
        sizes = [count(len(timeline.lanes), "lane"), count(len(self._drawn), "claim") + " drawn"]
        if timeline.outside:
            sizes.append(f"{timeline.outside} outside the dates asked for")
        if undrawn:
            sizes.append(f"{len(undrawn)} without a stretch to draw")
        return f"{listed(sizes)}."

    def _legend(self) -> list[Line]:
        """Return what the signs mean that are used."""
        signs, entries = self._signs, list(self._timeline.marks())
        parts = {(s.part, mark.custody) for mark in entries for s in mark.stretches}
        stretches = [s for mark in entries for s in (*mark.stretches, *mark.narrowed)]
        moments = [s for s in stretches if s.part == "moment"]
        is_open = any(s.first is None or s.last is None for s in stretches)
        bounded = {
            mark.custody
            for mark in entries
            for s in mark.stretches
            if s.part == "possible" and None not in (s.first, s.last)
        }
        meanings = (
            (signs.day, "on this day", any(within_a_day(s) for s in moments)),
            (
                signs.moment_starts + signs.moment + signs.moment_ends,
                "at some moment in here",
                bool(moments),
            ),
            (signs.short, "the same, shorter than a cell", bool(moments)),
            (signs.sure * 2, "surely, all this time", ("sure", False) in parts),
            (signs.possible * 2, "possibly", False in bounded),
            (signs.custody * 2, "in custody", ("sure", True) in parts),
            (signs.possible_custody * 2, "possibly in custody", True in bounded),
            (signs.denied * 2, "denied, all this time", ("denied", False) in parts),
            (signs.open + signs.on, "no bound is given", is_open),
            (signs.narrowed, "all that the rest of the record leaves of it", self._narrows()),
            (signs.clash, "breaks a law with another claim", bool(self._clashes)),
            (signs.hedged, "believed, heard or of doubtful date", self._hedges()),
        )
        shown = [
            [Run(sign, Look.STRONG, whole=True), Run(f" {meaning}", whole=True)]
            for sign, meaning, is_used in meanings
            if is_used
        ]
        return fold(separated(shown, ";"), self._width)

    def _narrows(self) -> bool:
        return any(mark.narrowed for mark in self._timeline.marks())

    def _hedges(self) -> bool:
        return any(mark.entry.hedged for mark in self._timeline.marks())

    def _bar(self, title: str, look: Look, *, double: bool = False) -> list[Line]:
        stroke = self._signs.line if not double or self._signs is ASCII else "═"
        start = Run(f"{stroke * 2} ", Look.QUIET)
        *above, last = fold([Run(prose(title), look)], self._width, (start,), (start,)) or [
            (start,)
        ]
        missing = self._width - width_of(last) - 1
        end = (Run(f" {stroke * missing}", Look.QUIET),) if missing > 0 else ()
        return [*above, (*last, *end)]

    def _heading(self, lane: Lane) -> list[Line]:
        return self._bar(lane.name, Look.TITLE)

    def _lane(self, lane: Lane, canvas: Canvas, axis: Axis) -> list[Line]:
        lines = self._heading(lane)
        rows = rows_of(lane.marks)
        if rows:
            lines += [tidy((Run(" " * _MARGIN), *line)) for line in canvas.axis_lines(axis)]
        for row in rows:
            mark = row.marks[0]
            clashing = any(each.entry.claim in self._clashes for each in row.marks)
            drawn = canvas.row(mark.stretches, mark, axis)
            lines.append(tidy((*self._margin(row.label, mark, clashing=clashing), *drawn)))
            if mark.narrowed:
                arrow = Run(f"{self._signs.narrowed:>{_MARGIN - 3}}   ", Look.QUIET)
                lines.append(tidy((arrow, *canvas.row(mark.narrowed, mark, axis))))
        lines += [BLANK] if rows else []
        for number, mark in enumerate(lane.marks, start=1):
            lines += self._claim(number, mark)
        return [*lines, *self._undrawn(lane)]

    def _margin(self, label: str, mark: Mark, *, clashing: bool) -> Line:
        clash = Run(self._signs.clash, Look.LAW) if clashing else Run(" ")
        hedged = Run(self._signs.hedged if mark.entry.hedged else " ", Look.QUIET)
        return (Run(f"{label:>{_MARGIN - 3}}", Look.STRONG), clash, hedged, Run(" "))

    def _claim(self, number: int, mark: Mark) -> list[Line]:
        entry = mark.entry
        clash = Run(self._signs.clash if entry.claim in self._clashes else " ", Look.LAW)
        first = (Run(f"{number:>{_MARGIN - 3}}", Look.STRONG), clash, Run("  "))
        runs = [*_dated(mark), *self._told(entry)]
        return fold(runs, self._width, first, (Run(" " * _MARGIN),))

    def _told(self, entry: Entry) -> list[Run]:
        """Return who says what, where it is written, and the laws that it breaks."""
        says = " says that " if entry.stance == "asserted" else " "
        file = f"{path_below(self._timeline.path, entry.path)}:{entry.line}"
        return [
            Run(f"{prose(entry.speaker_name)}{says}{prose(entry.sentence)} "),
            Run("[", Look.QUIET),
            Run(visible(entry.claim), Look.NAME, whole=True),
            Run(", ", Look.QUIET),
            Run(visible(file), Look.QUIET, whole=True),
            Run("]", Look.QUIET),
            *self._broken(self._clashes.get(entry.claim, ())),
        ]

    def _broken(self, clashes: Sequence[Clash]) -> Iterator[Run]:
        for clash in clashes[:_CLASHES_NAMED]:
            yield Run(" ")
            yield Run(f"{self._signs.clash} {visible(clash.finding)}", Look.LAW, whole=True)
        if len(clashes) > _CLASHES_NAMED:
            yield Run(f" and {len(clashes) - _CLASHES_NAMED} more", Look.LAW)

    def _undrawn(self, lane: Lane) -> list[Line]:
        lines: list[Line] = []
        for why, one, several in _UNDRAWN:
            entries = [each.entry for each in lane.undrawn if each.why == why]
            if entries:
                verb = "is" if len(entries) == 1 else "are"
                words = f"{count(len(entries), one, several)} {verb} not drawn:"
                lines += fold([Run(words, Look.QUIET)], self._width)
            for entry in entries:
                clash = Run(self._signs.clash if entry.claim in self._clashes else " ", Look.LAW)
                first = (Run(" " * (_MARGIN - 3)), clash, Run("  "))
                lines += fold(self._told(entry), self._width, first, (Run(" " * _MARGIN),))
        return lines

    def _clash_list(self) -> list[Line]:
        """Return the broken laws that speak of a claim drawn, each with its message."""
        shown = [clash for clash in self._timeline.clashes if self._is_drawn(clash.claims)]
        if not shown:
            return []
        lines = [BLANK, *self._bar(f"Clashes: {len(shown)}", Look.LAW)]
        for clash in shown:
            first = (Run(f"{self._signs.clash} ", Look.LAW),)
            heading = [Run(visible(clash.finding), Look.NAME, whole=True)]
            heading += [Run(f" ({clash.certainty})", Look.QUIET), Run(f" {prose(clash.message)}")]
            lines += fold(heading, self._width, first, (Run("  "),))
        left = len(self._timeline.clashes) - len(shown)
        if left:
            words = (
                f"{count(left, 'clash', 'clashes')} between claims that are not drawn: "
                "`trialcheck analyze` tells them."
            )
            lines += [BLANK, *fold([Run(words, Look.QUIET)], self._width)]
        return lines

    def _is_drawn(self, claims: Collection[str]) -> bool:
        return any(claim in self._drawn for claim in claims)


def _dated(mark: Mark) -> list[Run]:
    """Return the date of a claim in words, with what its ties and the rest of the record leave."""
    return [Run(f"{prose(mark.dated_in_words)}: ", Look.DATE)]
