"""The small pictures are true: what is drawn is as long as the windows of the claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from trialcheck.appendix import ClaimEntry
from trialcheck.dossiers import FullReport
from trialcheck.findings import Finding
from trialcheck.reports.html.axis import axis_of
from trialcheck.reports.html.dates_picture import LEFT, ROW, WIDTH
from trialcheck.when import WITHOUT_END, WITHOUT_START, day_number
from trialcheck.when.calendar import DAY, civil_date

HALF_A_UNIT = 0.006


def bars(svg: Any, row: int) -> list[tuple[str, float, float]]:
    """The bars in a row of a picture: look, start and end in units."""
    return [
        (
            each.attributes["class"],
            float(each.attributes["x"]),
            float(each.attributes["x"]) + float(each.attributes["width"]),
        )
        for each in svg.all("rect")
        if int(each.attributes["y"]) // ROW == row
    ]


def drawn_rows(report: FullReport, page: Any) -> Iterator[tuple[Finding, ClaimEntry, Any, int]]:
    """Each claim that a picture of a law's finding draws, with its picture and its row."""
    claims = {
        claim.name: claim
        for dossier in report.dossiers
        for statement in dossier.appendix.statements
        for claim in statement.claims
    }
    findings = {finding.id: finding for case in report.cases for finding in case.findings}
    for article in page.all("article", class_="law"):
        finding = next(findings[code.text] for code in article.all("code") if code.text in findings)
        for figure in article.all("figure", class_="dates"):
            (svg,) = figure.all("svg")
            letters = [text.text for text in svg.all("text", class_="letter")]
            for row, letter in enumerate(letters):
                item = finding.evidence[ord(letter) - ord("A")]
                yield finding, claims[item.claim], svg, row


def test_the_extent_of_every_claim_equals_its_window(
    shipped_report: FullReport, shipped_page: str, parsed: Callable[[str], Any]
) -> None:
    """From the first to the last minute of its window, or to the edge where it has no bound."""
    seen = 0
    for finding, claim, svg, row in drawn_rows(shipped_report, parsed(shipped_page)):
        first = int(svg.attributes["data-first"])
        last = int(svg.attributes["data-last"])

        def place(minute: int, first: int = first, last: int = last) -> float:
            return LEFT + WIDTH * (min(max(minute, first), last) - first) / (last - first)

        shapes = bars(svg, row)
        if claim.polarity == "denied":
            covered = claim.sure or ((WITHOUT_START, WITHOUT_END),)
            expected = [(place(lo), place(hi)) for lo, hi in covered]
            assert [look for look, _, _ in shapes] == ["denied"] * len(covered)
        else:
            bounds = claim.bounds
            expected = [(place(bounds.earliest_start), place(bounds.latest_end))]
            sure = [(start, end) for look, start, end in shapes if look == "sure"]
            if not claim.occasion and bounds.latest_start < bounds.earliest_end:
                solid = place(bounds.latest_start), place(bounds.earliest_end)
                assert sure == [pytest.approx(solid, abs=HALF_A_UNIT)], finding.id
            elif claim.occasion:
                assert sure == [], finding.id
            shapes = [("", min(s for _, s, _ in shapes), max(e for _, _, e in shapes))]
        for (_, start, end), wanted in zip(shapes, expected, strict=True):
            assert (start, end) == pytest.approx(wanted, abs=HALF_A_UNIT), finding.id
        seen += 1
    assert seen > 50


def test_ticks_stand_at_the_dates_that_they_name(
    shipped_page: str, parsed: Callable[[str], Any]
) -> None:
    """A year below the line stands where that year begins."""
    checked = 0
    for svg in parsed(shipped_page).all("figure", class_="dates"):
        (drawing,) = svg.all("svg")
        first = int(drawing.attributes["data-first"])
        last = int(drawing.attributes["data-last"])
        (axis,) = drawing.all("path", class_="axis")
        lines = [float(x) for x in re.findall(r"M([\d.]+) 0V", axis.attributes["d"])]
        labels = [each for each in drawing.all("text") if "class" not in each.attributes]
        for line, label in zip(lines, labels, strict=True):
            if re.fullmatch(r"\d{4}", label.text):
                start = day_number(int(label.text), 1, 1) * DAY
                at = LEFT + WIDTH * (start - first) / (last - first)
                assert line == pytest.approx(at, abs=0.06)
                checked += 1
    assert checked > 50


@pytest.mark.parametrize("minutes", [0, 10, 600, 5_000, 60_000, 900_000, 9_000_000, 900_000_000])
def test_an_axis_names_a_few_dates_at_every_scale(minutes: int) -> None:
    """Whatever the stretch, there are ticks, not more than asked, in order and inside."""
    start = day_number(1933, 3, 14) * DAY + 77
    axis = axis_of([start, start + minutes], LEFT, WIDTH)
    ticks = axis.ticks(6)
    assert 1 <= len(ticks) <= 6
    assert ticks == sorted(ticks, key=lambda tick: tick.minute)
    assert all(axis.first <= tick.minute <= axis.last for tick in ticks)
    assert len({tick.words for tick in ticks}) == len(ticks)
    assert civil_date(axis.first // DAY)[0] <= 1933


def test_a_date_that_leaves_a_choice_is_drawn_as_its_pieces(
    page_of: Callable[..., str],
    story: Callable[..., str],
    harbour: str,
    parsed: Callable[[str], Any],
) -> None:
    """Of two days one of which is meant, each is drawn, and nothing between them."""
    head = harbour.split("threads:", maxsplit=1)[0]
    book = story(
        head,
        {
            "ann/one-day": [
                "stage: hearing",
                'said: "1857-09-21"',
                "- met: {who: [ann, ben], where: inn, when: '[1857-03-01,1857-05-01]'}",
            ],
            "ben/never": [
                "stage: hearing",
                'said: "1857-09-22"',
                "- denies: {met: {who: [ann, ben], when: 1857}}",
            ],
        },
    )
    root = parsed(page_of(book))
    (svg,) = [
        each
        for each in root.all("svg")
        if "data-first" in each.attributes and each.attributes.get("role") == "img"
    ]
    shapes = bars(svg, 0)
    assert [look for look, _, _ in shapes] == ["moment", "moment"]
    assert shapes[0][2] < shapes[1][1]
