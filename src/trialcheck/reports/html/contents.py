"""The contents of the page: its parts in their order, each with the id of its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trialcheck.findings import Report
from trialcheck.reports import words
from trialcheck.reports.html.book import Book
from trialcheck.reports.html.elements import Markup, element
from trialcheck.reports.html.pictures import has_timeline
from trialcheck.reports.html.rules import has_rules


def contents(report: Report, books: Sequence[Book]) -> Markup:
    """Return the contents of all casebooks; of several, each stands below its title."""
    lists = []
    for book in books:
        if len(books) > 1:
            title = element("a", book.case.case, href=f"#{book.anchor('casebook')}")
            lists.append(element("p", title, class_="label"))
        lists.append(element("ul", _parts(book, first=book is books[0])))
    if has_rules(report):
        lists.append(element("ul", _entry("rules", "The rules that speak")))
    return element(
        "nav",
        element("h2", "Contents", id="contents-title"),
        lists,
        class_="contents",
        id="contents",
        aria_labelledby="contents-title",
    )


def _parts(book: Book, *, first: bool) -> Iterator[Markup]:
    case = book.case
    if book.appendix.statements:
        yield _entry(book.anchor("rests-on"), "What it rests on")
    if first:
        yield _entry("reading", "How to read this report")
    kinds = [
        _entry(
            book.anchor("kind", kind),
            words.KIND_WORDS[kind].several.capitalize(),
            len(findings),
        )
        for kind, findings in words.by_kind(case)
    ]
    yield _entry(book.anchor("findings"), "Findings", len(case.findings), kinds)
    if case.stale_acceptances:
        yield _entry(book.anchor("stale"), "Stale acceptances", len(case.stale_acceptances))
    if has_timeline(book):
        yield _entry(book.anchor("timeline"), "Timeline")
    if case.threads:
        yield _entry(book.anchor("threads"), "Threads", len(case.threads))
    for number, brief in enumerate(case.briefs, start=1):
        title = f"Brief: {brief.title}"
        yield _entry(book.anchor("brief", str(number)), title, len(brief.answers))
    if book.appendix.statements:
        yield _entry(book.anchor("index", "people"), "Index of people")
        yield _entry(book.anchor("index", "sources"), "Index of sources")
        number = len(book.appendix.statements)
        yield _entry(book.anchor("statements"), "Appendix: the statements", number)


def _entry(
    anchor: str, title: str, number: int | None = None, below: Sequence[Markup] = ()
) -> Markup:
    return element(
        "li",
        element("a", title, href=f"#{anchor}"),
        element("span", number, class_="n") if number is not None else None,
        element("ul", below) if below else None,
    )
