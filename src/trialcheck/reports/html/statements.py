"""The appendix: every statement in full, by speaker, with the findings that name it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from trialcheck.appendix import ClaimEntry, StatementEntry
from trialcheck.reports import words
from trialcheck.reports.finding_words import path_below
from trialcheck.reports.html.book import Book
from trialcheck.reports.html.elements import NOTHING, Markup, between, element, fragment, linked


def statements_section(book: Book) -> Markup:
    """Return the appendix, a heading for each speaker."""
    entries = book.appendix.statements
    if not entries:
        return NOTHING
    speakers = groupby(entries, key=lambda each: each.speaker)
    return element(
        "section",
        element("h2", f"Appendix: all {len(entries)} statements"),
        element(
            "p",
            "In the order of their names. The words are those of the people who wrote the casebook "
            "down; the claims are what the rules read.",
            class_="meaning",
        ),
        (_speaker(book, speaker, list(spoken)) for speaker, spoken in speakers),
        class_="part statements-part",
        id=book.anchor("statements"),
    )


def _speaker(book: Book, speaker: str, entries: list[StatementEntry]) -> Markup:
    return element(
        "section",
        element("h3", f"{book.name_of(speaker)}: {words.count(len(entries), 'statement')}"),
        (_statement(book, entry) for entry in entries),
        class_="speaker",
        id=book.anchor("speaker", speaker),
    )


def _statement(book: Book, entry: StatementEntry) -> Markup:
    occasion = ", ".join(words.each_once([entry.stage.replace("-", " "), entry.said]))
    people = words.each_once(map(book.name_of, (entry.speaker, *entry.people)))
    return element(
        "article",
        element("h4", element("code", entry.name)),
        element(
            "p",
            occasion or "at an unknown stage",
            element("span", entry.side, class_="side") if entry.side else NOTHING,
            class_="who",
        ),
        element("blockquote", element("p", entry.says)) if entry.says else NOTHING,
        element("ol", (_claim(claim) for claim in entry.claims), class_="claims"),
        element("p", "Note: ", linked(entry.note), class_="note") if entry.note else NOTHING,
        element("p", _recorded(book, entry), class_="record"),
        element("p", _named(book, entry), class_="named"),
        class_="statement",
        id=book.statement_anchor(entry.name),
        data_people=" ".join(filter(None, map(book.keys.people.get, people))),
        data_sides=book.keys.sides.get(entry.side, ""),
    )


def _claim(claim: ClaimEntry) -> Markup:
    when = claim.when if claim.when not in claim.text else ""
    return element(
        "li",
        claim.text,
        element("span", when, class_="when") if when else NOTHING,
        element("span", f" ({claim.note})", class_="note") if claim.note else NOTHING,
    )


def _recorded(book: Book, entry: StatementEntry) -> Markup:
    title = book.titles.get(entry.source, entry.source)
    place = ", ".join(words.each_once([title, entry.at]))
    reports = words.listed([book.titles.get(name, name) for name in entry.reports])
    return between(
        " · ",
        [
            part
            for part in (
                linked(place),
                f"which reports {reports}" if reports else "",
                element("code", f"{path_below(book.case.path, entry.path)}:{entry.line}"),
            )
            if part
        ],
    )


def _named(book: Book, entry: StatementEntry) -> Iterator[Markup]:
    findings = book.naming.get(entry.name, ())
    if not findings:
        yield fragment("No finding names it.")
        return
    yield fragment("Named in ", "finding " if len(findings) == 1 else "findings ")
    yield book.finding_links(finding.id for finding in findings)
    yield fragment(".")
