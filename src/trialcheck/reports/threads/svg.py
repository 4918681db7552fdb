"""The threads as an SVG picture: solid where a contact holds, dashed, broken or dotted where not.

How a contact stands is told three times: by the shape of its line, by a word where the line ends,
and by colour. The picture has no script and fetches nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape as html_escape

from trialcheck.contact_map import Contact, ContactMap, NumberedThread, largest_part
from trialcheck.reports import words
from trialcheck.reports.lettering import folded
from trialcheck.reports.threads.layout import NARROWEST, lay_out
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
    Point,
    Row,
    Stroke,
)
from trialcheck.visible import markup_without_log_commands, prose

MOST_DRAWN = 60
"""The most people that are drawn; of more, the largest part is drawn and the rest is listed."""

THREADS_STYLE = """\
.threads-diagram { color: var(--threads-ink, #1b1b1b); }
.threads-diagram .holds { color: var(--threads-holds, #1b1b1b); }
.threads-diagram .disputed { color: var(--threads-disputed, #7a4f00); }
.threads-diagram .broken { color: var(--threads-broken, #b3261e); }
.threads-diagram .unsupported { color: var(--threads-unsupported, #62666d); }
.threads-diagram .quiet { color: var(--threads-quiet, #55595f); }
.threads-diagram a:hover .line, .threads-diagram a:focus-visible .line { stroke-width: 4; }
.threads-diagram a:hover text, .threads-diagram a:focus-visible text { text-decoration: underline; }
@media (prefers-color-scheme: dark) {
  .threads-diagram {
    --threads-ink: #e8e6e1; --threads-holds: #e8e6e1; --threads-disputed: #e5b567;
    --threads-broken: #ff8a80; --threads-unsupported: #a3a8b0; --threads-quiet: #b4b8be;
  }
}
"""
"""The colours of a diagram; a page may set the `--threads-...` properties to others."""

NOT_DECLARED = "case.yaml declares no threads: the contacts between people that the case relies on."
"""What is said of a casebook without threads."""

_BACKGROUND = """\
svg.threads-diagram { background: #ffffff; }
@media (prefers-color-scheme: dark) { svg.threads-diagram { background: #17191c; } }
"""
_DASHES = {"disputed": "9 6", "unsupported": "0.1 6"}
_MEANINGS = {
    "holds": "holds: it rests on a statement that no law speaks against, and nobody denies it",
    "disputed": "disputed: somebody denies it, or nothing else bears it out",
    "broken": "broken: all that it rests on is part of a contradiction or an impossibility",
    "unsupported": "no statement carries it",
}
_NUMBERS = (
    "In brackets: the threads that go this way, as case.yaml lists them. A thread stands as its "
    "weakest step does."
)
_GAP_HALF, _CROSS = 7.0, 5.0
_LINE, _BASE, _NAME_BASE, _TITLE_SIZE = 17, 12, 13, 18
_MARGIN, _PADDED = 2, 14
_SAMPLE = 46
_MOST_LISTED = 40


def no_link(contact: Contact) -> str:
    """Link no contact to anything."""
    del contact
    return ""


def draw_threads(
    contacts: ContactMap,
    *,
    width: int = 900,
    link: Callable[[Contact], str] = no_link,
    identifier_prefix: str = "threads",
    styled: bool = True,
    listed: bool = False,
) -> str:
    """Return the diagram of a map as one `<svg>` element, `width` pixels wide.

    `link` gives where the line of a contact leads to, or "" for nowhere; what would run a script
    leads nowhere. Every id begins with `identifier_prefix`. Unless `styled`, the page brings
    `THREADS_STYLE` itself. With `listed` all threads stand below the picture in words.
    """
    drawn, left_out = largest_part(contacts, MOST_DRAWN)
    inner = max(width - 2 * _PADDED * listed, NARROWEST)
    page = _Page(inner)
    lines = list(page.heading(contacts)) if listed else []
    if drawn.contacts:
        plan = lay_out(drawn, inner)
        lines.append(f'<g transform="translate(0 {_number(page.y)})">')
        for stroke in plan.strokes:
            lines += _contact(stroke, plan.boxes, link)
        for box in plan.boxes:
            lines += _box(box)
        lines.append("</g>")
        page.y += plan.height
    lines += page.below(contacts, left_out, listed=listed)
    linked = any(_harmless(link(contact)) for contact in drawn.contacts)
    around = _PADDED if listed else 0
    head = _head(contacts, (inner, page.y + 4, around), identifier_prefix, linked=linked)
    style = [f"<style>\n{THREADS_STYLE}{_BACKGROUND}</style>"] if styled else []
    text = "\n".join([*head, *style, *lines, "</svg>"]) + "\n"
    # A log of GitHub takes `##[` for an order, wherever it stands.
    return text.replace("##[", "#&#35;[")


def _head(
    contacts: ContactMap, size: tuple[int, float, int], prefix: str, *, linked: bool
) -> list[str]:
    """The start of the picture: its width, height and the room around it, title and description."""
    inner, high, around = size
    width, height = _number(inner + 2 * around), _number(high + 2 * around)
    name = escape(prefix)
    # To a screen reader an image has nothing in it to follow; a group has.
    role = "group" if linked else "img"
    return [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="threads-diagram" role="{role}" '
            f'width="{width}" height="{height}" '
            f'viewBox="{-around} {-around} {width} {height}" '
            f'aria-labelledby="{name}-title" aria-describedby="{name}-desc" fill="none" '
            'font-family="Helvetica, Arial, sans-serif">'
        ),
        f'<title id="{name}-title">{_text_of(_title(contacts))}</title>',
        f'<desc id="{name}-desc">{_text_of(described(contacts))}</desc>',
    ]


def _title(contacts: ContactMap) -> str:
    return f"{contacts.case}: the contacts that the case relies on"


def described(contacts: ContactMap) -> str:
    """Return what the diagram shows in words."""
    if not contacts.threads:
        return NOT_DECLARED
    states = words.count_of_threads([thread.state for thread in contacts.threads])
    threads = words.count(contacts.declared or len(contacts.threads), "thread")
    threads = f"{len(contacts.threads)} of {threads}" if contacts.declared else threads
    people = words.count(len(contacts.people), "person", "people")
    return f"{threads} between {people}: {states}. " + " ".join(
        f"{in_words(thread)}." for thread in contacts.threads
    )


def in_words(thread: NumberedThread) -> str:
    """Return a thread in words: its number, its people, its state."""
    people = " – ".join(map(prose, thread.names))
    return f"{thread.number}. {people}: {words.state_of_thread(thread.state)}"


def _contact(stroke: Stroke, boxes: Sequence[Box], link: Callable[[Contact], str]) -> Iterator[str]:
    contact = stroke.contact
    target = link(contact)
    label = escape(_label(contact))
    if _harmless(target):
        yield f'<a href="{escape(target)}" aria-label="{label}">'
    yield f'<g class="{escape(contact.verdict)}"><title>{label}</title>'
    yield from _line(stroke)
    for box in boxes:
        for row in box.rows:
            if row.contact is contact:
                yield from _row(box, row)
    yield "</g></a>" if _harmless(target) else "</g>"


def _label(contact: Contact) -> str:
    one, other = map(prose, contact.names)
    threads = "thread" if len(contact.threads) == 1 else "threads"
    numbers = words.listed([str(number) for number in contact.threads])
    state = words.THREAD_WORDS.get(contact.verdict, contact.verdict)
    label = f"{one} and {other}: {state} ({threads} {numbers})"
    if contact.findings:
        label += f"; {words.count(len(contact.findings), 'finding')}"
    return label


def _line(stroke: Stroke) -> Iterator[str]:
    verdict = stroke.contact.verdict
    start, *controls = stroke.curve
    curve = f"M{_pair(start)} C{' '.join(map(_pair, controls))} "
    whole = f"{curve}L{_pair(stroke.end)}"
    # The unseen broad line takes the pointer, which would miss the thin one.
    yield f'<path d="{whole}" stroke="currentColor" stroke-opacity="0" stroke-width="14"/>'
    if verdict == "broken":
        (sx, sy), (ex, ey) = stroke.stub
        length = abs(ex - sx) + abs(ey - sy)
        near, far = (length / 2 - _GAP_HALF) / length, (length / 2 + _GAP_HALF) / length
        one = sx + (ex - sx) * near, sy + (ey - sy) * near
        two = sx + (ex - sx) * far, sy + (ey - sy) * far
        yield _path(f"{curve}L{_pair(one)} M{_pair(two)} L{_pair(stroke.end)}", verdict)
        yield _cross((sx + ex) / 2, (sy + ey) / 2)
    else:
        yield _path(whole, verdict)


def _path(d: str, verdict: str) -> str:
    dashes = _DASHES.get(verdict)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    cap = ' stroke-linecap="round"' if verdict == "unsupported" else ""
    return f'<path class="line" d="{d}" stroke="currentColor" stroke-width="2"{dashed}{cap}/>'


def _cross(x: float, y: float) -> str:
    left, right, top, bottom = map(_number, (x - _CROSS, x + _CROSS, y - _CROSS, y + _CROSS))
    d = f"M{left} {top} L{right} {bottom} M{left} {bottom} L{right} {top}"
    return f'<path class="line" d="{d}" stroke="currentColor" stroke-width="2.5"/>'


def _row(box: Box, row: Row) -> Iterator[str]:
    """The words of a contact in a box, towards the line that they belong to."""
    for number, line in enumerate(row.lines):
        y = row.y + WORDS_LINE * number + _BASE
        yield _text(_inside(box), y, line, WORDS_SIZE, anchor=_anchor(box))


def _box(box: Box) -> Iterator[str]:
    strong = box.column == MIDDLE
    yield (
        f'<rect x="{_number(box.x)}" y="{_number(box.y)}" width="{_number(box.width)}" '
        f'height="{_number(box.height)}" rx="5" stroke="currentColor" '
        + ('stroke-width="2"/>' if strong else 'stroke-width="1" stroke-opacity="0.5"/>')
    )
    for number, line in enumerate(box.name):
        y = box.name_y + NAME_LINE * number + _NAME_BASE
        yield _text(_inside(box), y, line, NAME_SIZE, anchor=_anchor(box), bold=True)


def _inside(box: Box) -> float:
    ends = {LEFT: box.x + box.width - PADDING, RIGHT: box.x + PADDING}
    return ends.get(box.column, box.x + box.width / 2)


def _anchor(box: Box) -> str:
    return {LEFT: "end", RIGHT: "start"}.get(box.column, "middle")


class _Page:
    """What stands above and below the diagram, line by line, from the height `y` on."""

    def __init__(self, width: int) -> None:
        self._width = width
        self.y = 0.0

    def heading(self, contacts: ContactMap) -> Iterator[str]:
        """The title, and whose word is set aside."""
        for line in folded(prose(_title(contacts)), self._width, _TITLE_SIZE, bold=True):
            yield _text(_MARGIN, self.y + _TITLE_SIZE, line, _TITLE_SIZE, bold=True)
            self.y += _TITLE_SIZE + 6
        if contacts.set_aside:
            names = words.listed([prose(name) for name in contacts.set_aside])
            yield from self._words(f"Read without the word of {names}.", 0)
        self.y += 10

    def below(
        self, contacts: ContactMap, left_out: Sequence[Contact], *, listed: bool
    ) -> Iterator[str]:
        """The meaning of the lines, what is not drawn, and all threads in words."""
        if not contacts.threads:
            yield from self._words(NOT_DECLARED, 0)
            return
        yield from self._key([contact.verdict for contact in contacts.contacts])
        if left_out:
            yield from self._not_drawn(left_out)
        if listed:
            self.y += 8
            for thread in contacts.threads[:_MOST_LISTED]:
                yield from self._words(in_words(thread), 0, thread.state.verdict)
            yield from self._more(len(contacts.threads), "thread")

    def _key(self, verdicts: Sequence[str]) -> Iterator[str]:
        self.y += 14
        for verdict, meaning in _MEANINGS.items():
            if verdict in verdicts:
                y = self.y + _BASE - 4
                start, end = (2.0, y), (2.0 + _SAMPLE, y)
                contact = Contact(("", ""), ("", ""), verdict, (), (), ())
                sample = Stroke(contact, (start,) * 4, end)
                yield f'<g class="{verdict}">'
                yield from list(_line(sample))[1:]
                yield "</g>"
                yield from self._words(meaning, _SAMPLE + 12)
        yield from self._words(_NUMBERS, 0)

    def _not_drawn(self, left_out: Sequence[Contact]) -> Iterator[str]:
        self.y += 8
        several = words.count(len(left_out), "contact")
        yield from self._words(f"Too many to draw; {several} not in the picture:", 0)
        for contact in left_out[:_MOST_LISTED]:
            yield from self._words(_label(contact), 0, contact.verdict)
        yield from self._more(len(left_out), "contact")

    def _more(self, number: int, what: str) -> Iterator[str]:
        if number > _MOST_LISTED:
            more = words.count(number - _MOST_LISTED, what)
            yield from self._words(f"and {more} more: `trialcheck threads` lists them all.", 0)

    def _words(self, text: str, x: int, look: str = "quiet") -> Iterator[str]:
        room = self._width - x - 4
        for line in folded(text, room, WORDS_SIZE, most=6):
            yield f'<g class="{look}">{_text(x + 2, self.y + _BASE, line, WORDS_SIZE)}</g>'
            self.y += _LINE


def _text(
    x: float, y: float, text: str, size: int, *, anchor: str = "start", bold: bool = False
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{_number(x)}" y="{_number(y)}" font-size="{size}" fill="currentColor" '
        f'text-anchor="{anchor}"{weight}>{escape(text)}</text>'
    )


def escape(text: str) -> str:
    """Return text that only stands for itself, in an element, an attribute and a CI log."""
    return markup_without_log_commands(html_escape(text))


def _text_of(text: str) -> str:
    return escape(prose(text))


def _harmless(target: str) -> bool:
    """Whether a link stays in the page, leads to another file, or to an address of the web."""
    scheme, colon, _ = target.partition("#")[0].partition(":")
    return bool(target) and (not colon or scheme.lower() in ("http", "https"))


def _pair(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    return f"{round(value, 1):g}" if abs(value) < 100_000 else f"{round(value)}"
