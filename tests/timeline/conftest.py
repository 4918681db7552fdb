"""Makes timelines of casebooks that are written as text, and reads drawings back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from trialcheck.consistency.deciding import narrowing_of
from trialcheck.pipeline import Opened, Request, analyze_opened
from trialcheck.reports.layout import Layout
from trialcheck.reports.terminal import painted
from trialcheck.reports.timeline.text import timeline_lines
from trialcheck.timelines import Lane, Mark, Timeline, View, default_view, timeline_of

HEAD = """\
case: The ferry
stages:
  inquest: {side: prosecution, is: interrogation}
  hearing: {side: court}
sources:
  minutes: {title: Minutes of the hearing, side: court}
people:
  ida: {name: Ida Ames, also: [Miss Ames]}
  jon: {name: Jon Bell}
  kit: {name: Kit Cole}
  lee: {name: Lee Dunn}
groups:
  crew: {name: the crew, members: [jon, kit]}
places:
  quay: {name: the quay, at: [51.13, 1.31], radius: 1 km}
  jail: {name: the county jail, at: [52.63, 1.3], radius: 1 km}
  city: {name: the city, at: [51.5, -0.12], radius: 10 km}
things:
  chart: {name: the chart, states: [whole, torn]}
topics:
  route: {asks: which way, positions: [north, south]}
"""
MARGIN = 8
BLANKS = " ┊:"


@dataclass(frozen=True)
class Drawn:
    """A lane in characters: the cells of each row of marks, and the rows of narrower dates."""

    rows: tuple[str, ...]
    narrowed: tuple[str, ...]


@pytest.fixture(scope="session")
def head() -> str:
    """The `case.yaml` of an invented casebook."""
    return HEAD


@pytest.fixture(scope="session")
def timeline_text(open_book: Callable[..., Opened]) -> Callable[..., Timeline]:
    """Return a function that makes the timeline of the files of a casebook."""

    def make(files: str | Mapping[str, str | bytes]) -> Timeline:
        case = open_book(files)
        result, decision, troubles = analyze_opened(case, Request(()))
        assert troubles == []
        narrowed = narrowing_of(
            case.casebook, case.vocabulary, case.rules, decision, Request(()).steps
        )
        return timeline_of(
            case.casebook, case.vocabulary, decision.windows, result.findings, narrowed
        )

    return make


@pytest.fixture(scope="session")
def timeline(
    timeline_text: Callable[..., Timeline], story: Callable[..., str]
) -> Callable[..., Timeline]:
    """Return a function that makes the timeline of claims that Ida states, one a line."""

    def make(*claims: str, head: str = HEAD, **statements: str) -> Timeline:
        written = {"ida/account": [f"- {claim}" for claim in claims]}
        written |= {f"jon/{name}": f"- {claim}" for name, claim in statements.items()}
        return timeline_text(story(head, {name: each for name, each in written.items() if each}))

    return make


@pytest.fixture(scope="session")
def mark_of(timeline: Callable[..., Timeline]) -> Callable[..., Mark]:
    """Return a function that gives the mark of the first of some claims."""

    def make(*claims: str, **statements: str) -> Mark:
        marks = timeline(*claims, **statements).marks()
        return next(mark for mark in marks if mark.entry.claim.startswith("ida/account#"))

    return make


@pytest.fixture(scope="session")
def lane_of() -> Callable[[Timeline, str], Lane]:
    """Return a function that gives the lane of a person or a thing."""

    def find(timeline: Timeline, identifier: str) -> Lane:
        return next(lane for lane in timeline.lanes if lane.id == identifier)

    return find


@pytest.fixture(scope="session")
def written() -> Callable[..., str]:
    """Return a function that writes a timeline in characters."""

    def write(
        timeline: Timeline,
        view: View | None = None,
        width: int = 80,
        *,
        colour: bool = False,
        ascii_only: bool = False,
    ) -> str:
        view = view or default_view(timeline)
        lines = timeline_lines(timeline, view, Layout(width), ascii_only=ascii_only)
        return painted(lines, colour=colour)

    return write


@pytest.fixture(scope="session")
def read_lanes() -> Callable[[str], dict[str, Drawn]]:
    """Return a function that reads the rows of cells of each lane back from its characters."""
    heading = re.compile(r"── (.+?) ─+$")

    def read(text: str) -> dict[str, Drawn]:
        lanes: dict[str, Drawn] = {}
        lines = iter(text.split("\n"))
        name = ""
        for line in lines:
            found = heading.match(line)
            if found:
                name = found[1]
            if not line.strip().startswith("┬") and "─┬─" not in line:
                continue
            rows, narrowed = [], []
            for row in lines:
                if not row:
                    break
                (narrowed if "↳" in row[:MARGIN] else rows).append(row[MARGIN:])
            lanes[name] = Drawn(tuple(rows), tuple(narrowed))
        return lanes

    return read
