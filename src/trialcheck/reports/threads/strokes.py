"""The lines of the diagram of threads, between boxes that have their places.

A line leaves its box level into the channel between the middle and a side, and arrives level in a
stub of its own at the other end. All numbers are made by sums, products and quotients alone and
rounded to a tenth of a pixel, hence the same on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trialcheck.contact_map import Contact
from trialcheck.reports.threads.plan import LEFT, MIDDLE, RIGHT, STUB, Box, Point, Stroke, other_of
from trialcheck.reports.threads.seating import Seating

PORT_GAP = 9
"""The room between two lines that leave a box of the middle beside each other."""

_CLEAR = 8
_BOW, _BOW_STEP = 14, 10


def strokes_between(
    boxes: Mapping[str, Box], seating: Seating, contacts: Sequence[Contact]
) -> tuple[Stroke, ...]:
    """Return the line of each contact."""
    draw = _Strokes(boxes, seating, contacts)
    return tuple(draw.stroke(contact) for contact in contacts)


def goes_around(contact: Contact, middle: Sequence[str]) -> bool:
    """Return whether a contact joins two of the middle who do not stand next to each other."""
    places = [middle.index(each) for each in contact.between if each in middle]
    return len(places) > 1 and abs(places[0] - places[1]) > 1


class _Strokes:
    """Draws the lines between boxes."""

    def __init__(
        self, boxes: Mapping[str, Box], seating: Seating, contacts: Sequence[Contact]
    ) -> None:
        self._boxes = boxes
        self._middle = seating.middle
        self._place = {
            each: place
            for column in (seating.left, seating.middle, seating.right)
            for place, each in enumerate(column)
        }
        self._contacts = contacts
        self._ports: dict[tuple[str, str], list[Contact]] = {}

    def stroke(self, contact: Contact) -> Stroke:
        """Return the line of one contact."""
        upper, lower = sorted(contact.between, key=self._place.__getitem__)
        columns = {self._boxes[each].column for each in contact.between}
        if columns == {MIDDLE}:
            if goes_around(contact, self._middle):
                return self._around(contact, upper, lower)
            return self._straight_down(contact, upper, lower)
        if MIDDLE in columns:
            return self._sideways(contact)
        return self._bow(contact, upper, lower)

    def _straight_down(self, contact: Contact, upper: str, lower: str) -> Stroke:
        above, below = self._boxes[upper], self._boxes[lower]
        start = _point(above.x + above.width / 2, above.y + above.height)
        return Stroke(contact, (start,) * 4, _point(start[0], below.y))

    def _sideways(self, contact: Contact) -> Stroke:
        """The line from the middle to somebody beside it."""
        one, other = (self._boxes[each] for each in contact.between)
        inner, outer = (one, other) if one.column == MIDDLE else (other, one)
        ports = self._ports_to(inner.person, outer.column)
        first = inner.left[1] - (len(ports) - 1) * PORT_GAP / 2
        start = _edge(inner, outer.column), first + ports.index(contact) * PORT_GAP
        return _curved(contact, start, (_inner_edge(outer), outer.port(contact)))

    def _around(self, contact: Contact, upper: str, lower: str) -> Stroke:
        """The line between two of the middle that bows out around those between them."""
        above, below = self._boxes[upper], self._boxes[lower]
        down = [
            each
            for each in self._contacts
            if upper in each.between
            and goes_around(each, self._middle)
            and self._place[other_of(each, upper)] > self._place[upper]
        ]
        down.sort(key=lambda each: self._place[other_of(each, upper)])
        port = above.y + above.height - PORT_GAP / 2 - down.index(contact) * PORT_GAP
        start, end = (above.right[0], port), (below.right[0], below.port(contact))
        far = self._place[lower] - self._place[upper]
        room = min(STUB + _BOW + _BOW_STEP * far, self._channel() - _CLEAR)
        return _bowed(contact, start, end, room)

    def _bow(self, contact: Contact, upper: str, lower: str) -> Stroke:
        """The line between two people on one side, bowed towards the middle."""
        above, below = self._boxes[upper], self._boxes[lower]
        start = _inner_edge(above), above.port(contact)
        end = _inner_edge(below), below.port(contact)
        far = self._place[lower] - self._place[upper]
        room = min(STUB + _BOW + _BOW_STEP * far, self._channel() - _CLEAR)
        return _bowed(contact, start, end, -room if above.column == RIGHT else room)

    def _ports_to(self, person: str, column: str) -> list[Contact]:
        """The contacts of somebody in the middle with those of a side, from top to bottom."""
        if (person, column) not in self._ports:
            own = [each for each in self._contacts if person in each.between]
            ports = {
                self._boxes[other_of(each, person)].port(each): each
                for each in own
                if self._boxes[other_of(each, person)].column == column
            }
            self._ports[person, column] = [ports[height] for height in sorted(ports)]
        return self._ports[person, column]

    def _channel(self) -> float:
        """The room between the middle and the nearest side."""
        middle = self._boxes[self._middle[0]]
        beside = [box for box in self._boxes.values() if box.column != MIDDLE]
        rooms = [abs(_inner_edge(box) - _edge(middle, box.column)) for box in beside]
        return min(rooms, default=STUB * 4.0)


def _edge(box: Box, side: str) -> float:
    return box.left[0] if side == LEFT else box.right[0]


def _inner_edge(box: Box) -> float:
    """The edge, towards the middle, of a box that stands beside it."""
    return _edge(box, RIGHT if box.column == LEFT else LEFT)


def _curved(contact: Contact, start: Point, end: Point) -> Stroke:
    """A line that leaves level, bends, and arrives level in its stub."""
    bend = end[0] + (STUB if start[0] > end[0] else -STUB)
    middle = (start[0] + bend) / 2
    curve = (
        _point(*start),
        _point(middle, start[1]),
        _point(middle, end[1]),
        _point(bend, end[1]),
    )
    return Stroke(contact, curve, _point(*end))


def _bowed(contact: Contact, start: Point, end: Point, room: float) -> Stroke:
    """A line that leaves level, turns back within `room` to one side, and arrives in its stub."""
    stub = STUB if room > 0 else -STUB
    # A curve reaches three quarters of the way to its control points.
    reach = stub + (room - stub) * 4 / 3
    curve = (
        _point(*start),
        _point(start[0] + reach, start[1]),
        _point(end[0] + reach, end[1]),
        _point(end[0] + stub, end[1]),
    )
    return Stroke(contact, curve, _point(*end))


def _point(x: float, y: float) -> Point:
    return round(x, 1), round(y, 1)
