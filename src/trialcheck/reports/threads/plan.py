"""What the diagram of threads is made of: boxes of people, with rows of words, and lines."""

from __future__ import annotations

from dataclasses import dataclass

from trialcheck.contact_map import Contact
from trialcheck.reports import words

NAME_SIZE, WORDS_SIZE = 14, 12
"""The sizes of the letters of names and of other words, in pixels."""

NAME_LINE, WORDS_LINE = 18, 16
"""The heights of a line of a name and of other words."""

PADDING = 8
"""The room between a box and what stands in it."""

STUB = 26
"""The length of the level piece in which a line ends: there it is broken, if it is."""

MIDDLE, LEFT, RIGHT = "middle", "left", "right"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of a contact in somebody's box: its lines of text, from the height `y` on."""

    contact: Contact
    lines: tuple[str, ...]
    y: float

    @property
    def port(self) -> float:
        """The height at which the line of the contact ends."""
        return self.y + WORDS_LINE / 2


@dataclass(frozen=True, slots=True)
class Box:
    """Somebody's box: its corner, size, lines of the name from `name_y` on, and rows below."""

    person: str
    column: str
    x: float
    y: float
    width: float
    height: float
    name: tuple[str, ...]
    name_y: float
    rows: tuple[Row, ...]

    @property
    def left(self) -> Point:
        """The middle of the left edge."""
        return self.x, self.y + self.height / 2

    @property
    def right(self) -> Point:
        """The middle of the right edge."""
        return self.x + self.width, self.y + self.height / 2

    def port(self, contact: Contact) -> float:
        """The height of the row of a contact."""
        return next(row.port for row in self.rows if row.contact is contact)


@dataclass(frozen=True, slots=True)
class Stroke:
    """The line of a contact: a curve of four points, then a straight stub to `end`.

    The stub of a line straight down the middle is the whole line.
    """

    contact: Contact
    curve: tuple[Point, Point, Point, Point]
    end: Point

    @property
    def stub(self) -> tuple[Point, Point]:
        """The straight piece in which the line is broken, if it is."""
        return self.curve[3], self.end


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole diagram: its size, and what stands in it."""

    width: int
    height: float
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]


def said_of(contact: Contact) -> str:
    """Return what is said of a contact beside its line: its state, and the numbers of threads."""
    numbers = ", ".join(map(str, contact.threads))
    return f"{words.THREAD_WORDS.get(contact.verdict, contact.verdict)} ({numbers})"


def other_of(contact: Contact, person: str) -> str:
    """Return whom a contact joins somebody to."""
    one, other = contact.between
    return other if one == person else one
