"""The dates of a finding as a small picture: what each claim says of when, on one line of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trialcheck.appendix import ASSERTED, ClaimEntry
from trialcheck.appendix import DENIED as IS_DENIED
from trialcheck.bounds import ANY_TIME
from trialcheck.findings import Evidence, Finding
from trialcheck.reports.html.axis import Axis, axis_of
from trialcheck.reports.html.book import Book
from trialcheck.reports.html.elements import NOTHING, Markup, element
from trialcheck.timelines.stretches import (
    DENIED,
    MOMENT,
    POSSIBLE,
    Stretch,
    denied_stretches,
    stretches_of,
)

LEFT, WIDTH, ROW, FOOT = 22.0, 410.0, 15, 20
_FULL = LEFT + WIDTH + 8
_NARROW = 5.0
_TICKS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the picture: the letter of a claim, its date in words, its stretches."""

    letter: str
    words: str
    stretches: tuple[Stretch, ...]


def picture(book: Book, finding: Finding) -> Markup:
    """Return the picture; nothing if it would not show two claims, or no date at all."""
    rows = rows_of(book, finding)
    minutes = [minute for row in rows for minute in known_minutes(row.stretches)]
    if len(rows) < 2 or not minutes:
        return NOTHING
    axis = axis_of(minutes, LEFT, WIDTH)
    said = _is_of_saying(finding)
    height = len(rows) * ROW + FOOT
    words = "; ".join(f"{row.letter}: {row.words or 'never'}" for row in rows)
    drawn = element(
        "svg",
        _ticks(axis, len(rows) * ROW),
        (_row(axis, row, index * ROW) for index, row in enumerate(rows)),
        viewBox=f"0 0 {_FULL:g} {height}",
        role="img",
        aria_label=f"{'When it was said' if said else 'The dates on one line'}. {words}.",
        data_first=axis.first,
        data_last=axis.last,
    )
    caption = "When it was said" if said else "When it is said to have been"
    return element("figure", drawn, element("figcaption", caption), class_="dates")


def rows_of(book: Book, finding: Finding) -> list[Row]:
    """Return the rows of a finding, in the order of its claims; those without a date are left out.

    Of a shift it matters when a statement was made, of all else when the things are said to have
    been.
    """
    rows = []
    for letter, item in zip(letters(len(finding.evidence)), finding.evidence, strict=True):
        words, stretches = _said(book, item)
        if not _is_of_saying(finding) and item.claim in book.claims:
            claim = book.claims[item.claim]
            words, stretches = claim.when, stretches_of_claim(claim)
        if words and not any(known_minutes(stretches)):
            continue
        if stretches and (any(known_minutes(stretches)) or stretches[0].part == DENIED):
            rows.append(Row(letter, words, stretches))
    return rows


def letters(number: int) -> list[str]:
    """Return A, B, C ... for so many claims; after Z come AA, AB and so on."""
    names = [chr(ord("A") + index) for index in range(26)]
    return [names[i] if i < 26 else names[i // 26 - 1] + names[i % 26] for i in range(number)]


def stretches_of_claim(claim: ClaimEntry) -> tuple[Stretch, ...]:
    """Return the stretches of a claim by time; none if nothing is said of when.

    Of a denial it is what it surely covers; one without a date covers all time.
    """
    if claim.polarity == IS_DENIED and not claim.when:
        return (Stretch(DENIED, None, None),)
    if claim.polarity == IS_DENIED and claim.sure:
        return denied_stretches(claim.sure)
    if claim.polarity != ASSERTED or claim.bounds == ANY_TIME:
        return ()
    return stretches_of(claim.bounds, "occasion" if claim.occasion else "condition", claim.pieces)


def known_minutes(stretches: Iterable[Stretch]) -> Iterator[int]:
    """Yield the first and last minutes of stretches, without those that have no bound."""
    for stretch in stretches:
        yield from (minute for minute in (stretch.first, stretch.last) if minute is not None)


def _is_of_saying(finding: Finding) -> bool:
    return finding.kind == "shift"


def _said(book: Book, item: Evidence) -> tuple[str, tuple[Stretch, ...]]:
    entry = book.statements.get(item.statement)
    if entry is None or not entry.said:
        return "", ()
    return entry.said, stretches_of(entry.said_at, "occasion")


def _ticks(axis: Axis, height: int) -> Iterator[Markup]:
    yield element(
        "path",
        d="".join(f"M{axis.place(tick.minute):.1f} 0V{height + 3}" for tick in axis.ticks(_TICKS))
        + f"M{LEFT:g} {height}.5H{LEFT + WIDTH:g}",
        class_="axis",
    )
    for tick in axis.ticks(_TICKS):
        x = min(max(axis.place(tick.minute), LEFT + 18), _FULL - 26)
        yield element("text", tick.words, x=f"{x:.1f}", y=height + 14)


def _row(axis: Axis, row: Row, top: int) -> Iterator[Markup]:
    yield element("text", row.letter, x=8, y=top + 11, class_="letter")
    for stretch in row.stretches:
        yield from drawn(axis, stretch, top)


def drawn(axis: Axis, stretch: Stretch, top: int) -> Iterator[Markup]:
    """Yield a bar as long as the stretch, with a point where it goes on beyond the axis."""
    # Rounded before the width is taken, so that the end is as exact as the start.
    start = round(axis.left if stretch.first is None else axis.place(stretch.first), 2)
    end = round(axis.left + axis.width if stretch.last is None else axis.place(stretch.last), 2)
    thin = stretch.part == POSSIBLE
    yield element(
        "rect",
        x=f"{start:.2f}",
        y=top + (6 if thin else 3),
        width=f"{end - start:.2f}",
        height=2 if thin else 8,
        class_=stretch.part,
    )
    if stretch.part == MOMENT:  # stripes; a pattern would be printed as an image
        yield element("path", d=f"M{start:.2f} {top + 7}H{end:.2f}", class_="stripes")
    if end - start < _NARROW and not thin:
        middle = (start + end) / 2
        yield element("path", d=f"M{middle:.2f} {top + 1}l5 6-5 6-5-6z", class_="moment")
    if stretch.first is None:
        yield element("path", d=f"M{start:.2f} {top + 1}v12l-7-6z", class_="on")
    if stretch.last is None:
        yield element("path", d=f"M{end:.2f} {top + 1}v12l7-6z", class_="on")
