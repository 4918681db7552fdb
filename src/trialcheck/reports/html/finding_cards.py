"""The findings of a casebook by kind and by cause, each with its statements side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trialcheck.findings import Evidence, Finding
from trialcheck.reports import finding_words, words
from trialcheck.reports.html.book import Book
from trialcheck.reports.html.dates_picture import letters, picture
from trialcheck.reports.html.elements import NOTHING, Markup, element, fragment, linked
from trialcheck.telling import TIED

MARKS = {"certain": "●", "possible": "○"}
"""The mark before each certainty; the word always stands beside it."""

_PAIR = 2
_LONG = 420


def findings_section(book: Book) -> Markup:
    """Return all findings; of a casebook without any, what their absence does and does not say."""
    case = book.case
    if not case.findings:
        body: list[Markup] = [element("p", words.silence(book.rules, case), class_="silence")]
    else:
        body = [_kind(book, kind, found) for kind, found in words.by_kind(case)]
    return element(
        "section",
        element("h2", f"Findings: {len(case.findings)}"),
        body,
        class_="part findings",
        id=book.anchor("findings"),
    )


def _kind(book: Book, kind: str, findings: Sequence[Finding]) -> Markup:
    spoken = words.KIND_WORDS[kind]
    return element(
        "section",
        element("h3", f"{spoken.several.capitalize()}: {len(findings)}"),
        element("p", spoken.meaning, class_="meaning"),
        (_together(book, cause, together) for cause, together in words.by_cause(findings)),
        class_="kind",
        id=book.anchor("kind", kind),
    )


def _together(book: Book, cause: str, findings: Sequence[Finding]) -> Markup:
    others = words.findings_of_other_kinds(book.case, findings[0])
    if not cause:
        return _finding(book, findings[0], "h4", _shared_elsewhere(book, findings[0], others))
    return element(
        "section",
        _shared(book, cause, findings, others),
        (_finding(book, finding, "h5") for finding in findings),
        class_="cause",
    )


def _shared(book: Book, cause: str, findings: Sequence[Finding], others: int) -> Markup:
    """Return the statement that several findings share, with all that it says."""
    item = next(each for each in findings[0].evidence if each.statement == cause)
    also = f", and {words.count(others, 'finding')} of another kind" if others else ""
    title = f"These {len(findings)} findings{also} share one statement: "
    return element(
        "div",
        element("h4", title, book.statement_link(cause)),
        element(
            "p",
            element("b", book.speaker_of(item)),
            f", {_occasion(item)}: " if _occasion(item) else ": ",
            item.says or item.text,
        ),
        class_="shared",
    )


def _shared_elsewhere(book: Book, finding: Finding, others: int) -> Markup:
    if not others:
        return NOTHING
    several = words.count(others, "finding")
    return element(
        "p", "Shares ", book.statement_link(finding.cause), f" with {several} of another kind."
    )


def _finding(book: Book, finding: Finding, heading: str, more: Markup = NOTHING) -> Markup:
    keys = book.keys
    people = (keys.people.get(name) for name in book.people_of(finding))
    sides = (keys.sides.get(side) for side in finding.rests_on.sides)
    return element(
        "article",
        element(
            heading, element("span", book.numbers[finding.id], class_="number"), finding.message
        ),
        element("p", _tags(finding), class_="tags"),
        _statements(book, finding),
        element(
            "div",
            picture(book, finding),
            element(
                "div",
                _reasoning(finding),
                element("p", finding_words.rests_on(finding, book.titles), class_="word"),
                _measure(finding),
                _acceptance(finding),
                more,
                class_="why",
            ),
            class_="below long" if _is_long(finding) else "below",
        ),
        class_=f"finding {'law' if finding.is_law else 'sign'}",
        id=book.finding_anchor(finding.id),
        data_kind=finding.kind,
        data_certainty=finding.certainty,
        data_people=" ".join(filter(None, people)),
        data_sides=" ".join(filter(None, sides)),
    )


def _tags(finding: Finding) -> Iterator[Markup | str]:
    mark = MARKS.get(finding.certainty, "○")
    sort = "law" if finding.is_law else "sign"
    yield element("span", f"{mark} {finding.certainty} {finding.kind}", class_=sort)
    yield " "
    yield element("code", finding.id)
    if finding.accepted:
        yield " "
        yield element("span", "accepted", class_="accepted")


def _statements(book: Book, finding: Finding) -> Markup:
    """Return the cards of the claims, lettered as in the picture and joined by what parts them."""
    if not finding.evidence:
        return NOTHING
    cards = [
        _card(book, finding, letter, item)
        for letter, item in zip(letters(len(finding.evidence)), finding.evidence, strict=True)
    ]
    clashing = " clashing" if finding.is_law and len(cards) == _PAIR else ""
    return element("div", cards, class_=f"cards{clashing}")


def _card(book: Book, finding: Finding, letter: str, item: Evidence) -> Markup:
    when = item.when if item.when not in item.text else ""
    # What only dates another claim is no part of what clashes.
    plain = item.implied or item.part == TIED
    claim: list[Markup | str] = [item.text if plain else element("mark", item.text)]
    if when:
        claim.append(element("span", when, class_="when"))
    return element(
        "div",
        element(
            "p",
            element("span", letter, class_="letter"),
            element("b", book.speaker_of(item)),
            element("span", _occasion(item)) if _occasion(item) else NOTHING,
            element("span", item.side, class_="side") if item.side else NOTHING,
            class_="who",
        ),
        element("p", claim, class_="claim"),
        element("p", "It follows: ", element("mark", item.implied), class_="follows")
        if item.implied
        else NOTHING,
        element("p", _recorded(book, finding, item), class_="record"),
        class_="card",
    )


def _recorded(book: Book, finding: Finding, item: Evidence) -> Markup:
    place = finding_words.recorded_at(item)
    return fragment(
        linked(place),
        " · " if place else "",
        book.statement_link(item.statement),
        " · ",
        element("code", finding_words.file_and_line(finding.casebook, item)),
    )


def _occasion(item: Evidence) -> str:
    return ", ".join(words.each_once([item.stage.replace("-", " "), item.said]))


def _is_long(finding: Finding) -> bool:
    """Whether the reasoning needs the whole width, below the picture instead of beside it."""
    return sum(map(len, finding_words.further_steps(finding))) > _LONG


def _reasoning(finding: Finding) -> Markup:
    steps = finding_words.further_steps(finding)
    if not steps:
        return NOTHING
    return element("ol", (element("li", step) for step in steps), class_="reasoning")


def _acceptance(finding: Finding) -> Markup:
    accepted = finding_words.acceptance_of(finding)
    return element("p", accepted, class_="measure") if accepted else NOTHING


def _measure(finding: Finding) -> Markup:
    measure = finding_words.measure(finding)
    return element("p", measure, class_="measure") if measure else NOTHING
