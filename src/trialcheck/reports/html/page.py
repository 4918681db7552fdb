"""The page: one file that needs no other, in which nothing but our own style and script acts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from importlib import resources

from trialcheck.dossiers import FullReport
from trialcheck.findings import Report
from trialcheck.reports import words
from trialcheck.reports.html.anchors import Anchors
from trialcheck.reports.html.balance import briefs_section, stale_section, threads_section
from trialcheck.reports.html.book import Book, Keys, book_of
from trialcheck.reports.html.contents import contents
from trialcheck.reports.html.elements import NOTHING, Markup, element, fragment
from trialcheck.reports.html.filters import filters
from trialcheck.reports.html.finding_cards import findings_section
from trialcheck.reports.html.front import reading_section, rests_on_section, title_page
from trialcheck.reports.html.indexes import index_of_people, index_of_sources
from trialcheck.reports.html.pictures import picture_style, threads_diagram, timeline_section
from trialcheck.reports.html.rules import rules_section
from trialcheck.reports.html.statements import statements_section
from trialcheck.reports.layout import Layout


def render(report: Report, layout: Layout) -> str:
    """Return the page; the layout changes nothing."""
    del layout
    books = _books(report)
    style, script = picture_style() + _shipped("style.css"), _shipped("script.js")
    title = report.cases[0].case if len(report.cases) == 1 else "Report on testimony"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Markup(style)),
    )
    body = element("body", _body(report, books), element("script", Markup(script)))
    return "<!DOCTYPE html>\n" + element("html", head, body, lang="en").html + "\n"


def _shipped(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Return the policy that forbids all but our own style, our own script and drawn images."""
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _books(report: Report) -> list[Book]:
    anchors, keys = Anchors(), Keys()
    # What stands on every page; no casebook gets these ids.
    for name in ("reading", "contents", "contents-title", "main", "filters", "shown"):
        anchors.id_of(name)
    for name in ("search", "person", "kind", "side", "certainty", "filtered", "summary", "rules"):
        anchors.id_of(name)
    several = len(report.cases) > 1
    dossiers = report.dossiers if isinstance(report, FullReport) else ()
    books = [
        book_of(
            case,
            dossiers[number] if dossiers else None,
            report.rules,
            f"book-{number + 1}" if several else "",
            anchors,
            keys,
        )
        for number, case in enumerate(report.cases)
    ]
    people = {name for book in books for name in _people(book)}
    keys.people |= {name: f"p{number}" for number, name in enumerate(sorted(people))}
    sides = {side for book in books for side in _sides(book)}
    keys.sides |= {side: f"s{number}" for number, side in enumerate(sorted(sides))}
    return books


def _people(book: Book) -> Iterator[str]:
    for finding in book.case.findings:
        yield from book.people_of(finding)
    for statement in book.appendix.statements:
        yield from map(book.name_of, (statement.speaker, *statement.people))


def _sides(book: Book) -> Iterator[str]:
    for finding in book.case.findings:
        yield from finding.rests_on.sides
    yield from (each.side for each in book.appendix.statements if each.side)


def _body(report: Report, books: Sequence[Book]) -> Markup:
    return fragment(
        element("a", "Skip to the report", href="#main", class_="skip"),
        element(
            "div",
            [title_page(book) for book in books[:1]],
            contents(report, books) if books else NOTHING,
            element(
                "main",
                [rests_on_section(book) for book in books[:1]],
                reading_section(with_appendix=any(book.statements for book in books)),
                filters(books) if books else NOTHING,
                element("p", "", id="filtered", class_="filtered", hidden=True),
                [_casebook(book, first=book is books[0]) for book in books],
                rules_section(report),
                _summary(report),
                id="main",
                tabindex=-1,
            ),
            class_="page",
        ),
    )


def _casebook(book: Book, *, first: bool) -> Markup:
    case = book.case
    return element(
        "div",
        NOTHING if first else fragment(title_page(book), rests_on_section(book)),
        findings_section(book),
        stale_section(book),
        timeline_section(book),
        threads_section(book, threads_diagram(book)),
        [briefs_section(book, brief, at) for at, brief in enumerate(case.briefs, start=1)],
        index_of_people(book),
        index_of_sources(book),
        statements_section(book),
        class_="casebook",
    )


def _summary(report: Report) -> Markup:
    lines = (element("p", line) for line in words.summary(report))
    heading = element("h1" if not report.cases else "h2", "Summary")
    return element("section", heading, lines, class_="part summary", id="summary")
