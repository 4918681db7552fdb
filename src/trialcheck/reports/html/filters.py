"""The form that narrows the page to what is looked for; shown by the script that it needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trialcheck.findings import KINDS
from trialcheck.reports import words
from trialcheck.reports.html.book import Book
from trialcheck.reports.html.elements import Markup, element


def filters(books: Sequence[Book]) -> Markup:
    """Return the form, hidden until the script shows it."""
    keys = books[0].keys
    kinds = [kind for kind in KINDS if any(kind in _kinds(book) for book in books)]
    return element(
        "form",
        _field(
            "search",
            "Search the words",
            element("input", type="search", id="search", autocomplete="off", spellcheck="false"),
        ),
        _choice("person", "Person", "anybody", ((key, name) for name, key in keys.people.items())),
        _choice("kind", "Kind", "any kind", ((kind, words.KIND_WORDS[kind].one) for kind in kinds)),
        _choice("side", "Side", "any side", ((key, name) for name, key in keys.sides.items())),
        _choice(
            "certainty",
            "Certainty",
            "either",
            (("certain", "● certain"), ("possible", "○ possible")),
        ),
        element("button", "Show all", type="reset"),
        element("output", "", id="shown", for_="search person kind side certainty"),
        id="filters",
        class_="filters",
        hidden=True,
        role="search",
        aria_label="Filter the findings and the statements",
    )


def _kinds(book: Book) -> set[str]:
    return {finding.kind for finding in book.case.findings}


def _choice(name: str, label: str, every: str, options: Iterable[tuple[str, str]]) -> Markup:
    chosen = (element("option", shown, value=value) for value, shown in options)
    return _field(
        name, label, element("select", element("option", every, value=""), chosen, id=name)
    )


def _field(name: str, label: str, control: Markup) -> Markup:
    return element("div", element("label", label, for_=name), control, class_=f"field {name}-field")
