"""The timeline as a drawing (SVG): bars to scale, in fractions of the width, so that it can zoom.

Every place along the time is a percentage of the width and every other measure is in pixels: when
the drawing is made wider, bars grow and letters do not. The axis is drawn once for each zoom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from trialcheck.reports.lettering import width_of_text
from trialcheck.reports.timeline.axis import axis_of
from trialcheck.reports.timeline.layout import (
    BAR,
    LETTERS,
    Joint,
    Page,
    Placed,
    PlacedLane,
    Scale,
    laid_out,
)
from trialcheck.reports.timeline.legend import LEGEND, drawn_legend
from trialcheck.reports.timeline.rows import within_a_day
from trialcheck.reports.timeline.shapes import escaped, line, linked, percent, rect, text
from trialcheck.reports.timeline.style import timeline_style
from trialcheck.reports.words import count, listed
from trialcheck.timelines import Entry, Mark, Stretch, Timeline, View, default_view
from trialcheck.visible import prose

MOST = 1_000
"""Marks drawn in one picture; what is left out is counted in it."""

WIDTH = 960

_NARROW = 7
_NEXT_LABEL = 10
_AXIS_LINE = 13
_WHOLE = 'width="100%"'
_AT_END = ' text-anchor="end"'


@dataclass(frozen=True, slots=True)
class Links:
    """Where claims and findings are told: each gives an address such as `#finding-1`, or ""."""

    claim: Callable[[Entry], str] = lambda _: ""
    finding: Callable[[str], str] = lambda _: ""


NO_LINKS = Links()


def draw_timeline(
    timeline: Timeline,
    *,
    width: int = WIDTH,
    identifier_prefix: str = "timeline",
    view: View | None = None,
    links: Links = NO_LINKS,
    zooms: Sequence[int] = (1,),
    most: int = MOST,
) -> str:
    """Return a timeline as an SVG element, "" if nothing in it is dated.

    `width` is in pixels, at the first zoom; for each further one (a factor) an axis is drawn, which
    the style shows when the drawing is that much wider. `identifier_prefix` begins every id of the
    drawing. The page must hold `timeline_style(width, zooms)`.
    """
    view = view or default_view(timeline)
    if view is None or not any(lane.marks for lane in timeline.lanes):
        return ""
    drawing = _Drawing(timeline, view, width, identifier_prefix, links, most)
    return "".join(drawing.pieces(zooms, alone=False))


def timeline_file(timeline: Timeline, width: int = WIDTH, view: View | None = None) -> str:
    """Return a timeline as an SVG file with its own style, "" if nothing in it is dated."""
    view = view or default_view(timeline)
    if view is None or not any(lane.marks for lane in timeline.lanes):
        return ""
    drawing = _Drawing(timeline, view, width, "timeline", NO_LINKS, MOST)
    return "".join(drawing.pieces((1,), alone=True))


class _Drawing:
    """Draws one timeline."""

    def __init__(
        self,
        timeline: Timeline,
        view: View,
        width: int,
        prefix: str,
        links: Links,
        most: int,
    ) -> None:
        self._timeline = timeline
        self._scale = Scale(view)
        self._width = width
        self._prefix = escaped(prefix)
        self._links = links
        self._page: Page = laid_out(timeline, view, width, most)

    def pieces(self, zooms: Sequence[int], *, alone: bool) -> Iterator[str]:
        prefix = self._prefix
        samples, room = drawn_legend(prefix, self._page.height, self._width) if alone else ([], 0)
        height = self._page.height + room
        size = f'xmlns="http://www.w3.org/2000/svg" width="{self._width}"' if alone else _WHOLE
        title = escaped(f"Timeline of {self._timeline.title}")
        view = self._scale.view
        yield (
            f'<svg {size} height="{height}" class="timeline" role="group" '
            f'aria-labelledby="{prefix}-title {prefix}-description" '
            f'data-first="{view.first}" data-last="{view.last}">\n'
            f'<title id="{prefix}-title">{title}</title>\n'
            f'<desc id="{prefix}-description">{escaped(self._described())}</desc>\n'
        )
        if alone:
            yield f"<style>{timeline_style(self._width, zooms, alone=True)}</style>\n"
        yield self._definitions()
        lanes = self._page.lanes
        for lane in lanes:
            yield from self._custody(lane)
        names = (text(each.lane.name, "0%", each.top + 18, "timeline-name") for each in lanes)
        yield f'<g id="{prefix}-names">\n{"".join(names)}</g>\n'
        for number, zoom in enumerate(zooms):
            yield from self._axis(zoom, first=number == 0)
        for lane in self._page.lanes:
            yield from self._lane(lane)
        for joint in self._page.joints:
            yield self._joint(joint)
        if self._page.left_out:
            yield text(self._page.left_out, "0%", self._page.height - 4, "timeline-note")
        if alone:
            yield from samples
        yield "</svg>\n"

    def _described(self) -> str:
        timeline = self._timeline
        marks = list(timeline.marks())
        sizes = [count(len(timeline.lanes), "lane"), count(len(marks), "dated claim")]
        undrawn = {each.entry.claim for lane in timeline.lanes for each in lane.undrawn}
        if undrawn:
            sizes.append(f"{count(len(undrawn), 'claim')} without a stretch to draw")
        return f"{listed(sizes)}. Time runs from left to right. {LEGEND}"

    def _definitions(self) -> str:
        """Return the hatchings and the arrow heads."""
        patterns = "".join(
            f'<pattern id="{self._prefix}-{name}" class="timeline-{name}" width="5" height="5" '
            f'patternUnits="userSpaceOnUse"><path d="{path}"/></pattern>'
            for name, path in (
                ("hatch", "M-1 1l2-2M0 5l5-5M4 6l2-2"),
                ("custody-hatch", "M-1 4l2 2M0 0l5 5M4-1l2 2"),
            )
        )
        heads = (
            f'<path id="{self._prefix}-back" d="M8-8L0 0l8 8z"/>'
            f'<path id="{self._prefix}-on" d="M-8-8L0 0l-8 8z"/>'
        )
        return f"<defs>{patterns}{heads}</defs>\n"

    def _custody(self, lane: PlacedLane) -> Iterator[str]:
        """Shade a lane where its person is surely held."""
        held = sorted(
            self._scale.extent(stretch)
            for placed in lane.marks
            if placed.mark.custody
            for stretch in placed.mark.sure
            if self._is_seen(stretch)
        )
        merged: list[tuple[float, float]] = []
        for first, last in held:
            if merged and first <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        for first, last in merged:
            height = lane.bottom - lane.top - 6
            yield rect("timeline-held", first, last, lane.top + 4, height) + "\n"

    def _axis(self, zoom: int, *, first: bool) -> Iterator[str]:
        """Draw the lines of the ticks, and their labels at each place of an axis."""
        view = self._scale.view
        axis = axis_of(
            view, self._width * zoom, lambda text: width_of_text(text, LETTERS), _NEXT_LABEL
        )
        shown = "" if first else " timeline-later"
        yield f'<g class="timeline-axis timeline-axis-{zoom}{shown}">\n'
        for tick in axis.ticks:
            at = percent(self._scale.start(tick.minute))
            yield f'<line x1="{at}" x2="{at}" y1="{_AXIS_LINE}" y2="{self._page.height}"/>\n'
        name = f"{self._prefix}-axis-{zoom}"
        yield f'<g id="{name}">\n'
        for row, ticks in enumerate((axis.above, axis.ticks)):
            for tick in ticks:
                if tick.label:
                    at = percent(self._scale.start(tick.minute))
                    y = _AXIS_LINE * (row + 1)
                    yield f'<text x="{at}" dx="3" y="{y}">{escaped(tick.label)}</text>\n'
        yield "</g>\n"
        for lane in self._page.lanes:
            if lane.axis:
                yield f'<use href="#{name}" y="{lane.axis}" aria-hidden="true"/>\n'
        for part in range(1, zoom):
            # What is scrolled along still says whose lane it is.
            names = f'href="#{self._prefix}-names" x="{percent(part / zoom)}"'
            yield f'<use class="timeline-again" {names} aria-hidden="true"/>\n'
        yield "</g>\n"

    def _lane(self, placed: PlacedLane) -> Iterator[str]:
        lane = placed.lane
        yield f'<g class="timeline-lane timeline-{lane.sort}" data-lane="{escaped(lane.id)}">\n'
        line = placed.top + 2
        yield f'<line class="timeline-divider" x1="0%" x2="100%" y1="{line}" y2="{line}"/>\n'
        for mark in placed.marks:
            yield self._mark(mark)
        if placed.left_out:
            yield text(placed.left_out, "0%", placed.bottom - 10, "timeline-note")
        yield "</g>\n"

    def _mark(self, placed: Placed) -> str:
        mark = placed.mark
        classes = "timeline-mark"
        classes += " timeline-hedged" if mark.entry.hedged else ""
        classes += " timeline-clashing" if placed.clashes else ""
        shapes = [self._stretch(s, placed) for s in mark.stretches if self._is_seen(s)]
        for stretch in mark.narrowed:
            if self._is_seen(stretch):
                first, last = self._scale.extent(stretch)
                shapes.append(rect("timeline-narrowed", first, last, placed.y + BAR // 2 + 1, 3))
        label = placed.label
        words = (
            f'<text x="{percent(label.at)}" dx="{label.moved}" y="{label.y}"'
            f"{_AT_END if label.anchor == 'end' else ''}>{escaped(label.text)}</text>"
        )
        body = f"<title>{escaped(_told(placed))}</title>{''.join(shapes)}{words}"
        return linked(
            self._links.claim(mark.entry),
            f'class="{classes}" data-claim="{escaped(mark.entry.claim)}"',
            body,
        )

    def _is_seen(self, stretch: Stretch) -> bool:
        return stretch.touches(self._scale.view.first, self._scale.view.last)

    def _stretch(self, stretch: Stretch, placed: Placed) -> str:
        first, last = self._scale.extent(stretch)
        mark, y = placed.mark, placed.y
        custody = "custody-" if mark.custody else ""
        part = stretch.part
        if part == "possible" and (stretch.first is None or stretch.last is None):
            drawn = line("timeline-open", first, last, y)
        else:
            fill = ""
            if part in ("moment", "possible"):
                fill = f' fill="url(#{self._prefix}-{custody}hatch)"'
            drawn = rect(f"timeline-{custody}{part}", first, last, y - BAR // 2, BAR, fill)
        if part == "moment":
            drawn += self._point(stretch, first, last, y)
        if self._scale.goes_back(stretch):
            drawn += self._head("back", 0.0, y)
        if self._scale.goes_on(stretch):
            drawn += self._head("on", 1.0, y)
        return drawn

    def _point(self, stretch: Stretch, first: float, last: float, y: int) -> str:
        """Mark the ends of a stretch that holds one moment, or its place if it is very short."""
        if (last - first) * self._width < _NARROW:
            name = "timeline-day" if within_a_day(stretch) else "timeline-short"
            return f'<circle class="{name}" cx="{percent((first + last) / 2)}" cy="{y}" r="4"/>'
        ends = []
        if not self._scale.goes_back(stretch):
            ends.append(first)
        if not self._scale.goes_on(stretch):
            ends.append(last)
        return "".join(
            f'<line class="timeline-end" x1="{percent(end)}" x2="{percent(end)}" '
            f'y1="{y - BAR // 2 - 2}" y2="{y + BAR // 2 + 2}"/>'
            for end in ends
        )

    def _head(self, name: str, at: float, y: int) -> str:
        address = f"#{self._prefix}-{name}"
        return f'<use class="timeline-head" href="{address}" x="{percent(at)}" y="{y}"/>'

    def _joint(self, joint: Joint) -> str:
        (first, top), (last, bottom) = joint.first, joint.last
        possible = "" if joint.clash.certainty == "certain" else " timeline-possible-joint"
        ends = "".join(
            f'<circle cx="{percent(at)}" cy="{y}" r="3"/>' for at, y in (joint.first, joint.last)
        )
        line = f'<line x1="{percent(first)}" y1="{top}" x2="{percent(last)}" y2="{bottom}"/>{ends}'
        body = f"<title>{escaped(prose(joint.clash.message))}</title>{line}"
        return linked(
            self._links.finding(joint.clash.finding),
            f'class="timeline-joint{possible}" data-finding="{escaped(joint.clash.finding)}"',
            body,
        )


def _told(placed: Placed) -> str:
    """Return all that a mark says, for those who point at it or have it read to them."""
    mark: Mark = placed.mark
    entry = mark.entry
    says = " says that " if entry.stance == "asserted" else " "
    words = f"{mark.dated_in_words}: {entry.speaker_name}{says}{entry.sentence} [{entry.claim}]"
    if placed.clashes:
        named = listed([clash.finding for clash in placed.clashes[:3]])
        more = len(placed.clashes) - 3
        words += f". Breaks a law: {named}" + (f" and {more} more" if more > 0 else "")
    return prose(words)
