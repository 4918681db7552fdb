"""What stands before the findings: the title page, what all rests on, how to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from trialcheck.findings import KINDS
from trialcheck.reports import words
from trialcheck.reports.html.book import Book
from trialcheck.reports.html.elements import NOTHING, Markup, between, element, fragment, linked
from trialcheck.reports.html.legend import legend


def title_page(book: Book) -> Markup:
    """Return the title of a casebook, its counts, and whether all of it can be true."""
    case = book.case
    return element(
        "header",
        element("p", "Report on testimony", class_="label"),
        element("h1", case.case, id=book.anchor("casebook")),
        element("p", linked(case.about), class_="about") if case.about else NOTHING,
        _set_aside(book),
        element("p", words.state_of_case(case), class_="state"),
        element("dl", _counts(book), class_="counts"),
        _findings_by_kind(book),
        class_="title-page",
    )


def _set_aside(book: Book) -> Markup:
    names = book.case.set_aside
    if not names:
        return NOTHING
    listed = between(", ", (element("code", name) for name in names))
    return element("p", "Read without the word of ", listed, ".", class_="aside")


def _counts(book: Book) -> Iterator[Markup]:
    case = book.case
    counted = [
        ("speakers", case.speakers),
        ("statements", case.statements),
        ("claims", case.claims),
        ("rules run", book.rules),
        ("findings", len(case.findings)),
    ]
    for name, number in counted:
        yield element("div", element("dt", name), element("dd", f"{number:,}"))


def _findings_by_kind(book: Book) -> Markup:
    """Return how many findings of each kind are certain and how many possible, as a table."""
    found = Counter((each.kind, each.certainty) for each in book.case.findings)
    rows = []
    for kind, findings in words.by_kind(book.case):
        link = element(
            "a",
            words.KIND_WORDS[kind].several.capitalize(),
            href=f"#{book.anchor('kind', kind)}",
        )
        certain = found[kind, "certain"]
        numbers = (certain, len(findings) - certain, len(findings))
        cells = (element("td", number or "–", class_="n") for number in numbers)
        meaning = element("td", words.KIND_WORDS[kind].meaning, class_="wide-only")
        rows.append(element("tr", element("th", link, scope="row"), cells, meaning))
    if not rows:
        return element("p", words.silence(book.rules, book.case), class_="silence")
    table = element(
        "table",
        element("caption", "What was found"),
        _heading(("kind", ""), ("● certain", "n"), ("○ possible", "n"), ("in all", "n"), ("", "")),
        element("tbody", rows),
        class_="found",
    )
    hidden = words.hidden(book.case)
    return fragment(table, element("p", hidden)) if hidden else table


def rests_on_section(book: Book) -> Markup:
    """Return what all of it rests on: the sources, the sides, the speakers."""
    if not book.appendix.statements:
        return NOTHING
    return element(
        "section",
        element("h2", "What it rests on"),
        element(
            "p",
            "Nobody’s word is taken as the truth. Each finding says on whose word it rests; these "
            "are the records and the people whose words were written down, and how often.",
        ),
        _sources(book),
        _sides(book),
        _speakers(book),
        class_="part",
        id=book.anchor("rests-on"),
    )


def _sources(book: Book) -> Markup:
    recorded = Counter(each.source for each in book.appendix.statements)
    reported = Counter(name for each in book.appendix.statements for name in each.reports)
    rows = []
    for source in book.appendix.sources:
        particulars = ", ".join(filter(None, (source.author, source.year)))
        through = reported[source.id]
        rows.append(
            element(
                "tr",
                element(
                    "th",
                    linked(source.title or source.id),
                    element("small", particulars) if particulars else NOTHING,
                    scope="row",
                ),
                element("td", source.side or "–"),
                element("td", recorded[source.id] or "–", class_="n"),
                element("td", through or "–", class_="n"),
            )
        )
    heading = _heading(
        ("source", ""),
        ("side", ""),
        ("statements recorded in it", "n"),
        ("reported by others", "n"),
    )
    return element(
        "table", element("caption", "Sources"), heading, element("tbody", rows), class_="sources"
    )


def _sides(book: Book) -> Markup:
    sides = Counter(each.side for each in book.appendix.statements if each.side)
    parts = [
        f"the {side}, {words.count(number, 'statement')}" for side, number in sorted(sides.items())
    ]
    return element("p", f"Sides: {words.listed(parts)}.") if parts else NOTHING


def _speakers(book: Book) -> Markup:
    spoken = Counter(each.speaker for each in book.appendix.statements)
    traits = {each.id: ", ".join(each.traits) for each in book.appendix.people}
    items = [
        element(
            "li",
            element("a", book.name_of(speaker), href=f"#{book.anchor('speaker', speaker)}"),
            f" ({traits[speaker]})" if traits.get(speaker) else "",
            ": ",
            number,
        )
        for speaker, number in sorted(spoken.items(), key=lambda each: book.name_of(each[0]))
    ]
    return fragment(
        element("h3", "Speakers, and how many of their statements are on record"),
        element("ul", items, class_="columns"),
    )


def reading_section(*, with_appendix: bool) -> Markup:
    """Return how the report is to be read."""
    kinds = (
        fragment(
            element("dt", words.KIND_WORDS[kind].one.capitalize()),
            element("dd", words.KIND_WORDS[kind].meaning),
        )
        for kind in KINDS
    )
    return element(
        "section",
        element("h2", "How to read this report"),
        element(
            "p",
            "The report sets statements beside each other that cannot all be true as dated, and "
            "shows where an account has holes. It does not say which statement is right: that is "
            "for the reader to judge.",
        ),
        element("dl", kinds, class_="kinds"),
        element(
            "p",
            "The first two kinds break a law that every true story obeys; the others are signs: "
            "possible, but worth a question. ● certain: with whatever exact dates are meant; "
            "○ possible: with some of them. The words on which a finding turns are ",
            element("mark", "marked"),
            ". The letters A, B … of the statements are those of the picture beside them.",
        ),
        legend(),
        element(
            "p",
            "Findings are numbered in the order of the report; the name after the number, such as ",
            element("code", "rule-1f00c2aa"),
            ", stays the same from one report to the next.",
            " Every statement is printed once in full in the appendix, with the findings that name "
            "it."
            if with_appendix
            else "",
        ),
        class_="part reading",
        id="reading",
    )


def _heading(*columns: tuple[str, str]) -> Markup:
    cells = (
        element("th", title, scope="col", class_=look or None) if title else element("td")
        for title, look in columns
    )
    return element("thead", element("tr", cells))
