"""Who and what is named where: the index of people and the index of sources."""

from __future__ import annotations

from collections.abc import Iterable

from trialcheck.reports.html.book import Book
from trialcheck.reports.html.elements import NOTHING, Markup, element


def index_of_people(book: Book) -> Markup:
    """Return each person with the statements made, and the findings in which the name stands."""
    spoken: dict[str, list[str]] = {}
    named: dict[str, dict[str, None]] = {}
    for statement in book.appendix.statements:
        spoken.setdefault(statement.speaker, []).append(statement.name)
    for number in book.case.findings:
        for item in number.evidence:
            people = [item.speaker]
            if item.claim in book.claims:
                people += book.claims[item.claim].people
            for person in people:
                named.setdefault(person, {})[number.id] = None
    people = sorted({*spoken, *named}, key=lambda each: (book.name_of(each), each))
    rows = [
        _row(book, book.name_of(person), spoken.get(person, ()), named.get(person, ()))
        for person in people
    ]
    return _index(book, "Index of people", "people", rows)


def index_of_sources(book: Book) -> Markup:
    """Return each source with the statements recorded in it and the findings that rest on it."""
    recorded: dict[str, list[str]] = {}
    for statement in book.appendix.statements:
        for source in (statement.source, *statement.reports):
            recorded.setdefault(source, []).append(statement.name)
    rests: dict[str, list[str]] = {}
    for finding in book.case.findings:
        for source in finding.rests_on.sources:
            rests.setdefault(source, []).append(finding.id)
    titles = {each.id: each.title or each.id for each in book.appendix.sources}
    sources = sorted({*recorded, *rests} - {""}, key=lambda each: (titles.get(each, each), each))
    rows = [
        _row(book, titles.get(each, each), recorded.get(each, ()), rests.get(each, ()))
        for each in sources
    ]
    return _index(book, "Index of sources", "sources", rows)


def _row(book: Book, name: str, statements: Iterable[str], findings: Iterable[str]) -> Markup:
    made, named = list(statements), list(findings)
    return element(
        "div",
        element("dt", name),
        element("dd", element("span", "Statements "), book.statement_links(made), class_="made")
        if made
        else NOTHING,
        element("dd", element("span", "Findings "), book.finding_links(named))
        if named
        else NOTHING,
        class_="entry",
    )


def _index(book: Book, title: str, place: str, rows: list[Markup]) -> Markup:
    if not rows or not book.appendix.statements:
        return NOTHING
    return element(
        "section",
        element("h2", title),
        element("dl", rows, class_="index"),
        class_="part index-part",
        id=book.anchor("index", place),
    )
