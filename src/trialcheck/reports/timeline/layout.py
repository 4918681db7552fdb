"""Where each mark of a drawn timeline stands: rows, labels and joints, in pixels and fractions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from trialcheck.reports.lettering import folded, width_of_text
from trialcheck.reports.words import count
from trialcheck.timelines import Clash, Lane, Mark, Stretch, Timeline, View
from trialcheck.visible import prose

LETTERS = 11
HEADING = 14
BAR = 9
_LINE = 15
_ROW = 17
_HEADING_HEIGHT = 26
_AXIS_HEIGHT = 34
_NEXT_AXIS = 480
_GAP = 7
_LEFT_OF_ALL = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """Minutes as fractions of the width; a minute lasts from its own to the next one's place."""

    view: View

    def start(self, minute: int) -> float:
        """Where a minute begins, from 0 to 1."""
        return (minute - self.view.first) / (self.view.last - self.view.first + 1)

    def extent(self, stretch: Stretch) -> tuple[float, float]:
        """From where to where a stretch reaches inside the view."""
        first = self.view.first if stretch.first is None else max(stretch.first, self.view.first)
        last = self.view.last if stretch.last is None else min(stretch.last, self.view.last)
        return self.start(first), self.start(last + 1)

    def goes_back(self, stretch: Stretch) -> bool:
        """Whether a stretch began before the view."""
        return stretch.first is None or stretch.first < self.view.first

    def goes_on(self, stretch: Stretch) -> bool:
        """Whether a stretch ends after the view."""
        return stretch.last is None or stretch.last > self.view.last


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a fraction of the width, moved by pixels; `y` is their base line."""

    text: str
    at: float
    moved: int
    anchor: str
    y: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark on the page: `y` is the middle of its bar, `clashes` are the laws that it breaks."""

    mark: Mark
    y: int
    first: float
    last: float
    label: Label
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A lane from `top` to `bottom`; `axis` is where its own axis stands, or None."""

    lane: Lane
    axis: int | None
    top: int
    bottom: int
    marks: tuple[Placed, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class Joint:
    """A line between two marks that cannot both be true."""

    clash: Clash
    first: tuple[float, int]
    last: tuple[float, int]


@dataclass(slots=True)
class Page:
    """A timeline laid out; `left_out` says what is not drawn."""

    height: int = 0
    lanes: list[PlacedLane] = field(default_factory=list)
    joints: list[Joint] = field(default_factory=list)
    left_out: str = ""


def laid_out(timeline: Timeline, view: View, width: int, most: int) -> Page:
    """Return a timeline laid out for a width in pixels, with at most so many marks and joints."""
    page = Page()
    scale = Scale(view)
    clashes = timeline.clashes_of()
    left, last_axis = most, -_NEXT_AXIS
    drawn = [lane for lane in timeline.lanes if lane.marks]
    for number, lane in enumerate(drawn):
        if not left:
            missing = sum(len(each.marks) for each in drawn[number:])
            lanes = count(len(drawn) - number, "lane")
            page.left_out = f"{lanes} with {count(missing, 'mark')} not drawn here."
            break
        axis = None
        if page.height - last_axis >= _NEXT_AXIS:
            axis = last_axis = page.height
            page.height += _AXIS_HEIGHT
        placed = _lane(lane, page.height, scale, width, left, clashes)
        placed = replace(placed, axis=axis)
        left -= len(placed.marks)
        page.lanes.append(placed)
        page.height = placed.bottom
    page.height += _LINE if page.left_out else 0
    page.joints = _joints(timeline.clashes, page.lanes, most)
    return page


def _lane(
    lane: Lane,
    top: int,
    scale: Scale,
    width: int,
    most: int,
    clashes: dict[str, tuple[Clash, ...]],
) -> PlacedLane:
    y = top + _HEADING_HEIGHT
    marks = []
    for mark in lane.marks[:most]:
        broken = clashes.get(mark.entry.claim, ())
        placed, height = _placed(mark, y, scale, width, broken)
        marks.append(placed)
        y += height
    missing = len(lane.marks) - len(marks)
    words = f"{count(missing, 'more mark')} of this lane not drawn here." if missing else ""
    return PlacedLane(lane, None, top, y + (_LINE if missing else 0) + _GAP, tuple(marks), words)


def _placed(
    mark: Mark, top: int, scale: Scale, width: int, clashes: tuple[Clash, ...]
) -> tuple[Placed, int]:
    """Return a mark with its label beside it, or above it where it finds no room."""
    extents = [
        scale.extent(stretch)
        for stretch in mark.stretches
        if stretch.touches(scale.view.first, scale.view.last)
    ]
    first, last = min(e[0] for e in extents), max(e[1] for e in extents)
    text = label_of(mark)
    if clashes:
        text = f"✗ {text}"
    needed = width_of_text(text, LETTERS)
    half = _ROW // 2
    if last * width + _GAP + needed <= width:
        label = Label(text, last, _GAP, "start", top + half + 4)
    elif first * width - _GAP >= needed:
        label = Label(text, first, -_GAP, "end", top + half + 4)
    else:
        (shown,) = folded(text, width - 2 * _LEFT_OF_ALL, LETTERS, most=1)
        # It stays within the drawing, and near its mark when the drawing is made wider.
        room = width - _LEFT_OF_ALL - width_of_text(shown, LETTERS)
        moved = min(_LEFT_OF_ALL, int(room - first * width))
        label = Label(shown, first, moved, "start", top + _LINE - 3)
        placed = Placed(mark, top + _LINE + BAR // 2 + 1, first, last, label, clashes)
        return placed, _LINE + BAR + 5
    return Placed(mark, top + half, first, last, label, clashes), _ROW


def label_of(mark: Mark) -> str:
    """Return a claim in a few words, and whose word it is."""
    entry = mark.entry
    if entry.stance == "asserted":
        return prose(f"{entry.sentence} ({entry.speaker_name})")
    return prose(f"{entry.speaker_name} {entry.sentence}")


def _joints(clashes: Iterable[Clash], lanes: Sequence[PlacedLane], most: int) -> list[Joint]:
    """Return a line between each two marks next to each other of a broken law, each law once."""
    by_claim: dict[str, list[tuple[int, Placed]]] = {}
    for number, lane in enumerate(lanes):
        for placed in lane.marks:
            by_claim.setdefault(placed.mark.entry.claim, []).append((number, placed))
    joints: list[Joint] = []
    for clash in clashes:
        places = [by_claim[claim] for claim in clash.claims if claim in by_claim]
        if len(places) < 2:
            continue
        home = _home(places)
        near = sorted(
            (min(each, key=lambda item: (abs(item[0] - home), item[0]))[1] for each in places),
            key=lambda placed: placed.y,
        )
        for one, other in pairwise(near):
            joints.append(_joint(clash, one, other))
    return joints[:most]


def _home(places: Sequence[Sequence[tuple[int, Placed]]]) -> int:
    """Return the lane that holds most of the claims of a law, the first of several."""
    held: dict[int, int] = {}
    for each in places:
        for lane, _ in each:
            held[lane] = held.get(lane, 0) + 1
    return min(held, key=lambda lane: (-held[lane], lane))


def _joint(clash: Clash, one: Placed, other: Placed) -> Joint:
    """Return the shortest line between two marks: upright where they share a time."""
    first, last = max(one.first, other.first), min(one.last, other.last)
    if first <= last:
        middle = (first + last) / 2
        return Joint(clash, (middle, one.y), (middle, other.y))
    if one.last < other.first:
        return Joint(clash, (one.last, one.y), (other.first, other.y))
    return Joint(clash, (one.first, one.y), (other.last, other.y))
