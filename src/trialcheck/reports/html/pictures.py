"""The big pictures of the page: the timeline, and the diagram of the threads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from trialcheck.contact_map import Contact
from trialcheck.reports.html.book import Book
from trialcheck.reports.html.elements import NOTHING, Markup, element, fragment
from trialcheck.reports.threads.svg import THREADS_STYLE, draw_threads
from trialcheck.reports.timeline.layout import laid_out
from trialcheck.reports.timeline.legend import LEGEND
from trialcheck.reports.timeline.style import timeline_style
from trialcheck.reports.timeline.svg import MOST, Links, draw_timeline
from trialcheck.timelines import Lane, Timeline, View, default_view

_WIDTH = 800
_SHEET = 1080
_LANE_AXIS = 40
_THREADS_WIDTH = 820
_ZOOMS = (1, 4)


def picture_style() -> str:
    """Return the style that the pictures of the page share."""
    return timeline_style(_WIDTH, _ZOOMS) + THREADS_STYLE


def timeline_section(book: Book) -> Markup:
    """Return the timeline of a casebook in its section; nothing if it has none."""
    drawn = _timeline(book)
    if drawn is NOTHING:
        return NOTHING
    return element(
        "section",
        element("h2", "Timeline"),
        element(
            "p",
            "When each claim can hold, person by person and thing by thing. Each mark leads to its "
            "statement, and each clash to its finding, where the same is said in words.",
            class_="meaning",
        ),
        element("p", LEGEND, class_="note"),
        drawn,
        class_="part timeline-part",
        id=book.anchor("timeline"),
    )


def has_timeline(book: Book) -> bool:
    """Whether anything of a casebook is dated, so that there is a timeline."""
    timeline = book.dossier.timeline
    return timeline is not None and any(lane.marks for lane in timeline.lanes)


def threads_diagram(book: Book) -> Markup:
    """Return the diagram of the threads; nothing if the report has none.

    Each line leads to the first of its threads in the table below.
    """
    contacts = book.dossier.contacts
    if contacts is None or not contacts.contacts:
        return NOTHING

    def link(contact: Contact) -> str:
        return f"#{book.anchor('thread', str(contact.threads[0]))}" if contact.threads else ""

    drawn = draw_threads(
        contacts,
        width=_THREADS_WIDTH,
        link=link,
        identifier_prefix=book.anchor("threads-diagram"),
        styled=False,
    )
    return element(
        "div",
        Markup(drawn),
        class_="scroll",
        tabindex=0,
        role="region",
        aria_label=f"Diagram of the threads of {book.case.case}",
    )


def _timeline(book: Book) -> Markup:
    timeline = book.dossier.timeline
    view = None if timeline is None else default_view(timeline)
    if timeline is None or view is None or not has_timeline(book):
        return NOTHING
    links = Links(
        claim=lambda entry: (
            f"#{book.statement_anchor(entry.statement)}"
            if entry.statement in book.statements
            else ""
        ),
        finding=lambda name: f"#{book.finding_anchor(name)}" if name in book.numbers else "",
    )
    prefix = book.anchor("timeline-picture")
    sheets = [
        Markup(
            draw_timeline(
                sheet,
                width=_WIDTH,
                identifier_prefix=f"{prefix}-{number}",
                view=view,
                links=links,
                zooms=_ZOOMS,
            )
        )
        for number, sheet in enumerate(_sheets(timeline, view), start=1)
    ]
    return _frame(sheets, prefix, f"Timeline of {timeline.title}, can be scrolled")


def _sheets(timeline: Timeline, view: View) -> Iterator[Timeline]:
    """Yield the timeline in parts that fit on a page, each of whole lanes as far as one can."""
    lanes: list[Lane] = []
    height = 0
    for placed in laid_out(timeline, view, _WIDTH, MOST).lanes:
        tall = placed.bottom - placed.top + _LANE_AXIS
        if lanes and height + tall > _SHEET:
            yield replace(timeline, lanes=tuple(lanes))
            lanes, height = [], 0
        lanes.append(placed.lane)
        height += tall
    yield replace(timeline, lanes=tuple(lanes))


def _frame(sheets: Sequence[Markup], prefix: str, name: str) -> Markup:
    """Return the drawings with buttons for each zoom that work without a script."""
    buttons = (
        fragment(
            element(
                "input",
                type="radio",
                name=f"{prefix}-zoom",
                id=f"{prefix}-zoom-{zoom}",
                class_=f"timeline-zoom timeline-zoom-{zoom}",
                checked=zoom == 1,
            ),
            element(
                "label", "whole" if zoom == 1 else f"{zoom} times", for_=f"{prefix}-zoom-{zoom}"
            ),
        )
        for zoom in _ZOOMS
    )
    return element(
        "div",
        element("span", "Zoom", class_="timeline-zoom-name"),
        buttons,
        element(
            "div", sheets, class_="timeline-scroll", tabindex=0, role="region", aria_label=name
        ),
        class_="timeline-frame",
    )
