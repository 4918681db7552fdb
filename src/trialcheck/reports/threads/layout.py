"""Where everything stands in the diagram of threads: boxes of people, and lines between them.

The most connected people are stacked in the middle, the others in one column or two beside them
(`seating`). Between the columns lies a channel with nothing but lines in it, and a line
leaves its column at once: so no line can touch a box that is not its own, however many there are.
What is said of a contact stands in a box too, in the row in which its line ends: so no word can
meet a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trialcheck.contact_map import Contact, ContactMap
from trialcheck.reports.lettering import folded, widest
from trialcheck.reports.threads.plan import (
    LEFT,
    MIDDLE,
    NAME_LINE,
    NAME_SIZE,
    PADDING,
    RIGHT,
    WORDS_LINE,
    WORDS_SIZE,
    Box,
    Plan,
    Row,
    other_of,
    said_of,
)
from trialcheck.reports.threads.seating import Seating, seat
from trialcheck.reports.threads.strokes import PORT_GAP, goes_around, strokes_between
from trialcheck.visible import prose

NARROWEST = 320
"""The least width of a diagram in pixels."""

_TWO_SIDES = 600
_SHARES, _SHARES_ALONE = (22, 27), (33, 42)  # of the middle and of a side, in hundredths
_NARROWEST_BOX = 76
_GAP, _MIDDLE_GAP, _MARGIN, _ROW_GAP = 12, 54, 2, 2
_MOST_NAME_LINES, _MOST_WORD_LINES = 3, 4


def lay_out(contacts: ContactMap, width: int) -> Plan:
    """Return the plan of a map that is `width` pixels wide, at least `NARROWEST`."""
    width = max(width, NARROWEST)
    seating = seat(contacts, sides=2 if width >= _TWO_SIDES else 1)
    height, boxes = _Boxes(contacts, seating, width).placed()
    strokes = strokes_between(boxes, seating, contacts.contacts)
    return Plan(width, height, tuple(boxes.values()), strokes)


@dataclass(slots=True)
class _Draft:
    """A box whose place is not yet settled, with rows at heights below its top."""

    person: str
    column: str
    x: float
    width: float
    name: list[str]
    rows: list[tuple[Contact, list[str], float]]
    height: float
    y: float = 0
    name_y: float = PADDING

    def grow(self, height: float) -> None:
        """Make the box higher, with its words in the middle of it."""
        lower = (height - self.height) / 2
        self.height = height
        self.name_y += lower
        self.rows = [(contact, text, y + lower) for contact, text, y in self.rows]

    def port(self, contact: Contact) -> float:
        """The height of the row of a contact."""
        return next(self.y + y for at, _, y in self.rows if at is contact) + WORDS_LINE / 2

    def box(self) -> Box:
        """The box at its place."""
        rows = tuple(Row(contact, tuple(text), self.y + y) for contact, text, y in self.rows)
        return Box(
            person=self.person,
            column=self.column,
            x=self.x,
            y=self.y,
            width=self.width,
            height=self.height,
            name=tuple(self.name),
            name_y=self.y + self.name_y,
            rows=rows,
        )


class _Boxes:
    """Puts the people of a seating into boxes, and these where they belong."""

    def __init__(self, contacts: ContactMap, seating: Seating, width: int) -> None:
        self._seating = seating
        self._width = width
        self._names = {person.id: prose(person.name) for person in contacts.people}
        self._rank = {each: place for place, each in enumerate(seating.middle)}
        self._place = {
            each: place for side in (seating.left, seating.right) for place, each in enumerate(side)
        }
        self._of: dict[str, list[Contact]] = {person.id: [] for person in contacts.people}
        for contact in contacts.contacts:
            for each in contact.between:
                self._of[each].append(contact)
        self._drafts: dict[str, _Draft] = {}

    def placed(self) -> tuple[float, Mapping[str, Box]]:
        """The height of the diagram, and the boxes by person."""
        columns = self._columns()
        heights = [self._draft_side(side, *columns[side]) for side in (LEFT, RIGHT)]
        height = max([*heights, self._draft_middle(*columns[MIDDLE])])
        for side, own in zip((LEFT, RIGHT), heights, strict=True):
            for each in self._side_of(side):
                self._drafts[each].y += (height - own) / 2
        self._settle_middle(height)
        boxes = {each: draft.box() for each, draft in self._drafts.items()}
        return height + 2 * _MARGIN, boxes

    def _side_of(self, side: str) -> tuple[str, ...]:
        return self._seating.left if side == LEFT else self._seating.right

    def _columns(self) -> Mapping[str, tuple[float, float]]:
        """The left edge and the width of each column."""
        alone = not self._seating.left
        of_middle, of_side = _SHARES_ALONE if alone else _SHARES
        sides = max(self._wanted(self._side_of(side)) for side in (LEFT, RIGHT))
        side = min(sides, self._width * of_side // 100)
        middle = min(self._wanted(self._seating.middle), self._width * of_middle // 100)
        return {
            LEFT: (_MARGIN, side),
            MIDDLE: (_MARGIN if alone else (self._width - middle) / 2, middle),
            RIGHT: (self._width - _MARGIN - side, side),
        }

    def _wanted(self, people: Sequence[str]) -> int:
        """The width at which no name and nothing that is said of these people needs folding."""
        names = widest([self._names[each] for each in people], NAME_SIZE, bold=True)
        said = [said_of(contact) for each in people for contact in self._of[each]]
        return max(max(names, widest(said, WORDS_SIZE)) + 2 * PADDING, _NARROWEST_BOX)

    def _draft_side(self, side: str, x: float, width: float) -> float:
        """Draft the boxes of a side from top to bottom; return its height."""
        y = 0.0
        for each in self._side_of(side):
            own = sorted(self._of[each], key=lambda contact: self._row_order(each, contact))
            rows = [(contact, said_of(contact)) for contact in own]
            draft = self._draft(each, side, x, width, rows)
            draft.y = y + _MARGIN
            y += draft.height + _GAP
        return max(y - _GAP, 0)

    def _row_order(self, each: str, contact: Contact) -> tuple[int, int]:
        """An order of somebody's rows in which their lines do not cross each other."""
        other = other_of(contact, each)
        if other in self._rank:
            return 1, self._rank[other]
        # Upwards the nearest stands first, downwards the farthest: a bow encloses shorter ones.
        down = self._place[other] - self._place[each]
        return (2 if down > 0 else 0), -down

    def _draft(
        self, each: str, column: str, x: float, width: float, rows: Sequence[tuple[Contact, str]]
    ) -> _Draft:
        inner = int(width) - 2 * PADDING
        name = folded(self._names[each], inner, NAME_SIZE, most=_MOST_NAME_LINES, bold=True)
        y: float = PADDING + NAME_LINE * len(name)
        drafted: list[tuple[Contact, list[str], float]] = []
        for contact, said in rows:
            lines = folded(said, inner, WORDS_SIZE, most=_MOST_WORD_LINES)
            y += _ROW_GAP if drafted else 0
            drafted.append((contact, lines, y))
            y += WORDS_LINE * len(lines)
        draft = _Draft(each, column, x, width, name, drafted, y + PADDING)
        self._drafts[each] = draft
        return draft

    def _draft_middle(self, x: float, width: float) -> float:
        """Draft the boxes of the middle; return the height that they need."""
        needed = 0.0
        for each in self._seating.middle:
            draft = self._draft(each, MIDDLE, x, width, self._rows_of_middle(each))
            others = [other_of(contact, each) for contact in self._of[each]]
            ports = max(len(set(others) & set(self._side_of(side))) for side in (LEFT, RIGHT))
            # Lines that go around others leave from below those to the side.
            around = [c for c in self._of[each] if goes_around(c, self._seating.middle)]
            draft.grow(max(draft.height, (ports + 1 + 2 * len(around)) * PORT_GAP))
            needed += draft.height + _MIDDLE_GAP
        return max(needed - _MIDDLE_GAP, 0)

    def _rows_of_middle(self, each: str) -> list[tuple[Contact, str]]:
        """What is said, in the box of the lower of two people of the middle, of their contact."""
        above = {
            self._rank[other]: contact
            for contact in self._of[each]
            if self._rank.get(other := other_of(contact, each), len(self._rank)) < self._rank[each]
        }
        nearest_first = [above[rank] for rank in sorted(above, reverse=True)]
        return [
            (contact, f"{self._names[other_of(contact, each)]}: {said_of(contact)}")
            for contact in nearest_first
        ]

    def _settle_middle(self, height: float) -> None:
        """Put each box of the middle as near as can be to the rows that it is joined to."""
        drafts = [self._drafts[each] for each in self._seating.middle]
        below = float(_MARGIN)
        for draft in drafts:
            draft.y = max(self._wished(draft), below)
            below = draft.y + draft.height + _MIDDLE_GAP
        above = height + _MARGIN
        for draft in reversed(drafts):
            draft.y = min(draft.y, above - draft.height)
            above = draft.y - _MIDDLE_GAP

    def _wished(self, draft: _Draft) -> float:
        """Where the top of a box of the middle would be, were it there alone."""
        contacts = [(each, other_of(each, draft.person)) for each in self._of[draft.person]]
        beside = [(each, self._drafts[other]) for each, other in contacts if other in self._place]
        ports = [other.port(each) for each, other in beside]
        return sum(ports) / len(ports) - draft.height / 2 if ports else 0
