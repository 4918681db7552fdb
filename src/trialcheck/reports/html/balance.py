"""The balance of a casebook: its threads, and the answers to its briefs."""

from __future__ import annotations

from collections.abc import Iterable

from trialcheck.findings import Answer, BriefAnswer, ThreadState
from trialcheck.reports import finding_words, words
from trialcheck.reports.html.book import Book
from trialcheck.reports.html.elements import NOTHING, Markup, element, fragment, linked

THREAD_MARKS = {"holds": "──", "disputed": "- -", "broken": "─╳─", "unsupported": "· ·"}
"""How the stroke between two people is drawn; the word for it always stands beside it."""

ANSWER_MARKS = {"borne-out": "✓", "contested": "≈", "not-borne-out": "✗", "judgement": "·"}
"""The mark before each answer; the word always stands beside it."""


def stale_section(book: Book) -> Markup:
    """Return the acceptances whose finding is gone."""
    case = book.case
    if not case.stale_acceptances:
        return NOTHING
    rows = (
        element(
            "tr",
            element("th", element("code", each.finding), scope="row"),
            element("td", finding_words.accepted(each)),
            element("td", element("code", finding_words.place_of(case.path, each))),
        )
        for each in case.stale_acceptances
    )
    return element(
        "section",
        element("h2", f"Stale acceptances: {len(case.stale_acceptances)}"),
        element("p", words.STALE_ACCEPTANCES, class_="meaning"),
        _table(("finding", "acceptance", "where"), rows, "stale", "Stale acceptances"),
        class_="part",
        id=book.anchor("stale"),
    )


def threads_section(book: Book, diagram: Markup = NOTHING) -> Markup:
    """Return the threads as a table, below a diagram of them if there is one."""
    threads = book.case.threads
    if not threads:
        return NOTHING
    return element(
        "section",
        element("h2", f"Threads: {words.count_of_threads(threads)}"),
        element("p", "The contacts between people that the case relies on.", class_="meaning"),
        diagram,
        _table(
            ("between", "state", "on what it stands"),
            (_thread(book, each, number) for number, each in enumerate(threads, start=1)),
            "threads",
            "Threads",
        ),
        class_="part threads-part",
        id=book.anchor("threads"),
    )


def _thread(book: Book, thread: ThreadState, number: int) -> Markup:
    people = (thread.between_names[0], *thread.through_names, thread.between_names[1])
    mark = THREAD_MARKS.get(thread.verdict, "· ·")
    return element(
        "tr",
        element(
            "th",
            f"{number}. ",
            " – ".join(people),
            element("small", thread.note) if thread.note else NOTHING,
            scope="row",
        ),
        _verdict(mark, words.state_of_thread(thread), thread.verdict),
        element("td", _grounds(book, thread)),
        id=book.anchor("thread", str(number)),
    )


def _grounds(book: Book, thread: ThreadState) -> Markup:
    carried, findings = thread.carried_by, thread.findings
    return fragment(
        element("p", "Carried by ", book.statement_links(carried), ".") if carried else NOTHING,
        element("p", "See findings ", book.finding_links(findings), ".") if findings else NOTHING,
    )


def briefs_section(book: Book, brief: BriefAnswer, number: int) -> Markup:
    """Return the table of a brief: each argument with its answer, and on whose word."""
    author = brief.by_name or brief.by
    return element(
        "section",
        element("h2", f"Brief: {brief.title}"),
        element("p", f"By {author}: {words.count_of_answers([brief])}.", class_="meaning"),
        _table(
            ("argument", "answer", "rests on", "findings"),
            (_answer(book, each) for each in brief.answers),
            "brief",
            "Arguments of the brief",
        )
        if brief.answers
        else NOTHING,
        class_="part brief-part",
        id=book.anchor("brief", str(number)),
    )


def _answer(book: Book, answer: Answer) -> Markup:
    contested = (
        element("small", "Contested by ", book.statement_links(answer.contested_by), ".")
        if answer.contested_by
        else NOTHING
    )
    return element(
        "tr",
        element(
            "th",
            element("span", answer.id, class_="name"),
            " ",
            answer.says,
            element("small", linked(answer.at)) if answer.at else NOTHING,
            contested,
            element("small", answer.why) if answer.why else NOTHING,
            scope="row",
        ),
        _verdict(ANSWER_MARKS.get(answer.verdict, "·"), words.answered(answer), answer.verdict),
        element("td", words.basis(answer) or "–"),
        element("td", book.finding_links(answer.findings) if answer.findings else "–"),
    )


def _verdict(mark: str, said: str, verdict: str) -> Markup:
    known = verdict if verdict in {**THREAD_MARKS, **ANSWER_MARKS} else None
    shown = element("span", mark, aria_hidden="true", class_="mark")
    return element("td", shown, " ", said, class_=f"verdict {known or ''}".strip())


def _table(columns: Iterable[str], rows: Iterable[Markup], look: str, caption: str) -> Markup:
    heading = element("tr", (element("th", title, scope="col") for title in columns))
    return element(
        "table",
        element("caption", caption, class_="unseen"),
        fragment(element("thead", heading), element("tbody", list(rows))),
        class_=look,
    )
