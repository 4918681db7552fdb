"""The timeline as a drawing: every bar stands where its window is, and nothing in it acts."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trialcheck.consistency.deciding import narrowing_of
from trialcheck.pipeline import Request, analyze_opened, open_casebooks
from trialcheck.reports.lettering import width_of_text
from trialcheck.reports.timeline.style import timeline_style
from trialcheck.reports.timeline.svg import Links, draw_timeline, timeline_file
from trialcheck.timelines import Stretch, Timeline, View, default_view, timeline_of

PARTS = re.compile(r"timeline-(?:custody-)?(sure|possible|moment|denied|open)$")
LINKS = Links(lambda entry: f"#statement-{entry.statement}", lambda finding: f"#{finding}")
POINTS = st.one_of(
    st.builds("{}-{:02d}".format, st.integers(1898, 1904), st.integers(1, 12)),
    st.integers(1890, 1910).map(str),
    st.builds("190{}-05-{:02d}T{:02d}:30".format, st.integers(0, 9), *[st.integers(1, 23)] * 2),
)


@st.composite
def _claims(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(["was-at: {who: kit, where: quay", "met: {who: [kit, lee]"]))
    first, last = sorted((draw(POINTS), draw(POINTS)))
    interval = f"{first}/{last}" if first[:4] != last[:4] else first
    date = draw(st.sampled_from([first, interval, f"{first}/..", f"/{last}"]))
    claim = f"{kind}, when: '{date}'}}"
    return draw(st.sampled_from(["{}", "denies: {{{}}}"])).format(claim)


def _fraction(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name, "").removesuffix("%")) / 100


def _parsed(drawing: str) -> ElementTree.Element:
    """The root of a drawing, without name spaces."""
    bare = drawing.replace(' xmlns="http://www.w3.org/2000/svg"', "")
    return ElementTree.fromstring(bare)  # noqa: S314  # it reads what we drew ourselves


def _extents(mark: ElementTree.Element) -> list[tuple[str, float, float]]:
    """The part and the two ends, in fractions of the width, of each bar of a mark."""
    found = []
    for shape in mark:
        part = PARTS.match(shape.get("class", ""))
        if part is None:
            continue
        name = "possible" if part[1] == "open" else part[1]
        if shape.tag == "rect":
            first = _fraction(shape, "x")
            found.append((name, first, first + _fraction(shape, "width")))
        else:
            found.append((name, _fraction(shape, "x1"), _fraction(shape, "x2")))
    return found


def _check(timeline: Timeline, drawing: str, view: View) -> int:
    """Assert that each bar, read back into minutes, is the stretch of its claim."""
    root = _parsed(drawing)
    span = view.last - view.first + 1
    assert (root.get("data-first"), root.get("data-last")) == (str(view.first), str(view.last))
    checked = 0
    marks = {
        (lane.get("data-lane"), mark.get("data-claim")): mark
        for lane in root.iter("g")
        if lane.get("data-lane")
        for mark in lane
        if mark.get("data-claim")
    }
    for lane in timeline.lanes:
        for mark in lane.marks:
            seen = [s for s in mark.stretches if s.touches(view.first, view.last)]
            drawn = _extents(marks[lane.id, mark.entry.claim])
            assert [part for part, _, _ in drawn] == [stretch.part for stretch in seen]
            for (_, first, last), stretch in zip(drawn, seen, strict=True):
                expected = _clipped(stretch, view)
                minutes = (first * span + view.first, last * span + view.first - 1)
                assert minutes == pytest.approx(expected, abs=span * 2e-7)
                checked += 1
    return checked


def _clipped(stretch: Stretch, view: View) -> tuple[int, int]:
    first = view.first if stretch.first is None else max(stretch.first, view.first)
    last = view.last if stretch.last is None else min(stretch.last, view.last)
    return first, last


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(claims=st.lists(_claims(), min_size=1, max_size=5), width=st.integers(300, 2_000))
def test_the_drawn_extent_is_the_window(claims, width, timeline):
    """Of any casebook at any width: bars read back into minutes are the windows of the claims."""
    made = timeline(*claims)
    view = default_view(made)
    if view is not None and any(lane.marks for lane in made.lanes):
        assert _check(made, draw_timeline(made, width=width, view=view), view) > 0


def test_the_shipped_casebook_is_drawn_true(project):
    """Every mark of the casebook that comes with the project."""
    request = Request((project / "testimonies",), project / "rules")
    (case,), problems = open_casebooks(request)
    assert problems == []
    result, decision, _ = analyze_opened(case, request)
    narrowed = narrowing_of(case.casebook, case.vocabulary, case.rules, decision, request.steps)
    made = timeline_of(case.casebook, case.vocabulary, decision.windows, result.findings, narrowed)
    view = default_view(made)
    drawing = draw_timeline(made, links=LINKS, zooms=(1, 2, 4, 8))
    assert _check(made, drawing, view) > 400
    assert len(drawing) < 700_000
    joints = [each for each in _parsed(drawing).iter("a") if each.get("data-finding")]
    assert {each.get("href", "")[1:] for each in joints} <= {f.id for f in result.findings}


@pytest.mark.parametrize(
    "dates",
    [("-0299", "1900"), ("1857-08-29T23:00", "1857-08-29T23:01"), ("-9999", "9999"), ("1901",) * 2],
)
def test_long_and_short_ranges_are_drawn_true(timeline, dates):
    """From ten thousand years to a minute."""
    made = timeline(*(f"arrived: {{who: kit, when: '{date}'}}" for date in dates))
    view = default_view(made)
    drawing = draw_timeline(made, view=view)
    assert _check(made, drawing, view) == 2
    assert [each for each in _parsed(drawing).iter("text") if each.get("dx") == "3"]


def test_what_goes_on_ends_in_an_arrow_at_the_edge(timeline):
    """A bar without a bound runs to the edge and has a head there; a bounded one has none."""
    made = timeline(
        "was-at: {who: kit, where: quay, when: 1901/..}",
        "arrived: {who: kit, when: 1900/1905}",
    )
    heads = [
        (mark.get("data-claim"), use.get("href"), use.get("x"))
        for mark in _parsed(draw_timeline(made)).iter("g")
        if mark.get("data-claim")
        for use in mark.iter("use")
    ]
    assert heads == [("ida/account#1", "#timeline-on", "100%")]


def test_a_joint_touches_both_marks_that_clash(timeline):
    """A red line leads from the one bar to the other, and is linked to its finding."""
    made = timeline(
        "denies: {met: {who: [kit, lee], when: 1901}}",
        first="met: {who: [kit, lee], when: 1901-05}",
    )
    view = default_view(made)
    root = _parsed(draw_timeline(made, view=view, links=LINKS))
    (joint,) = [each for each in root.iter("a") if each.get("data-finding")]
    (finding,) = {clash.finding for clash in made.clashes}
    assert joint.get("href") == f"#{finding}"
    line = joint.find("line")
    (lane,) = [each for each in root.iter("g") if each.get("data-lane") == "kit"]
    bars = {
        int(shape.get("y")): (
            _fraction(shape, "x"),
            _fraction(shape, "x") + _fraction(shape, "width"),
        )
        for shape in lane.iter("rect")
    }
    ends = [
        (_fraction(line, "x1"), int(line.get("y1"))),
        (_fraction(line, "x2"), int(line.get("y2"))),
    ]
    for at, y in ends:
        first, last = next(extent for top, extent in bars.items() if top <= y <= top + 9)
        assert first - 1e-6 <= at <= last + 1e-6


def test_custody_shades_the_lane_where_it_is_sure(timeline):
    """The shade behind a lane is as long as somebody is surely held, once for several claims."""
    made = timeline(
        *["jailed: {who: kit, when: 1901-05/1901-07}"] * 2, "arrived: {who: kit, when: 1901}"
    )
    root = _parsed(draw_timeline(made))
    (shade,) = [each for each in root.iter("rect") if each.get("class") == "timeline-held"]
    sure = next(e for e in root.iter("rect") if e.get("class") == "timeline-custody-sure")
    assert (shade.get("x"), shade.get("width")) == (sure.get("x"), sure.get("width"))


def test_narrowed_dates_are_drawn_below_the_bar(timeline):
    """What the rest of the record leaves of a window is a thin bar of its own."""
    made = timeline(
        "met: {who: [kit, lee], where: quay, when: 1901-11}",
        away="was-at: {who: kit, where: city, when: 1901-10-20/1901-11-22}",
    )
    view = default_view(made)
    root = _parsed(draw_timeline(made, view=view))
    thin = next(e for e in root.iter("rect") if e.get("class") == "timeline-narrowed")
    mark = next(mark for mark in made.marks() if mark.narrowed)
    span = view.last - view.first + 1
    assert _fraction(thin, "x") * span + view.first == pytest.approx(
        mark.narrowed[0].first, abs=span * 2e-7
    )


def test_marks_are_linked_to_their_statements_and_to_nothing_else(timeline):
    """The page says where a claim stands; an address that is no place on the page is no link."""
    made = timeline("arrived: {who: kit, when: 1901}")
    assert 'href="#statement-ida/account"' in draw_timeline(made, links=LINKS)
    outside = Links(lambda _: "javascript:alert(1)", lambda _: "https://example.org")
    assert "<a " not in draw_timeline(made, links=outside)
    assert "<a " not in draw_timeline(made)


def test_words_in_a_drawing_never_act(timeline):
    """Markup, quotes and hidden characters in any words of a casebook only stand for themselves."""
    words = "\"'><script>alert(1)</script><a href='x' onload=\"y\">&lt;\u202e\x1b\x00"
    made = timeline(
        "met: {who: [kit, lee], when: 1901}",
        first="denies: {met: {who: [kit, lee], when: 1901}}",
    )
    lanes = tuple(
        replace(
            lane,
            id=words,
            name=words,
            marks=tuple(
                replace(
                    mark,
                    entry=replace(
                        mark.entry, claim=words, sentence=words, when=words, speaker_name=words
                    ),
                )
                for mark in lane.marks
            ),
        )
        for lane in made.lanes
    )
    clashes = tuple(replace(c, finding=words, message=words, claims=(words,)) for c in made.clashes)
    made = replace(made, title=words, lanes=lanes, clashes=clashes)
    for drawing in (timeline_file(made), draw_timeline(made, links=Links(lambda _: "#" + words))):
        root = _parsed(drawing)
        assert {each.tag for each in root.iter()} <= {
            *("svg", "title", "desc", "style", "defs", "pattern", "path", "g", "a"),
            *("line", "rect", "circle", "text", "use"),
        }
        assert not [name for each in root.iter() for name in each.attrib if name.startswith("on")]
        assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", drawing)


def test_the_drawing_tells_what_it_is_to_those_who_do_not_see_it(timeline):
    """It is named by a title and a description, and every mark has its words in full."""
    made = timeline("arrived: {who: kit, when: 1901-05-05}")
    root = _parsed(draw_timeline(made, identifier_prefix="one"))
    named = {each.get("id"): each.text for each in root.iter() if each.get("id")}
    title, description = root.get("aria-labelledby", "").split()
    assert named[title] == "Timeline of The ferry"
    assert named[description].startswith("1 lane and 1 dated claim. Time runs from left to right.")
    assert [e.find("title").text for e in root.iter("g") if e.get("data-claim")] == [
        "5 May 1901: Ida Ames says that Kit Cole arrived [ida/account#1]"
    ]
    assert all(each.startswith("one-") for each in named)


def test_a_big_casebook_is_drawn_up_to_a_bound_and_says_what_is_left_out(timeline):
    """Marks beyond the bound are counted, in their lane and for the lanes after it."""
    made = timeline(
        *(f"arrived: {{who: kit, when: {year}}}" for year in range(1901, 1906)),
        "arrived: {who: lee, when: 1910}",
    )
    drawing = draw_timeline(made, most=3)
    assert drawing.count("data-claim=") == 3
    assert "2 more marks of this lane not drawn here." in drawing
    assert "1 lane with 1 mark not drawn here." in drawing


def test_nothing_dated_is_no_drawing(timeline):
    """Without a date there is nothing to draw."""
    made = timeline("arrived: {who: kit}")
    assert (draw_timeline(made), timeline_file(made)) == ("", "")


def test_each_zoom_has_an_axis_whose_labels_do_not_collide(timeline):
    """The axis of a zoom is drawn for its width, and the style shows one axis at a time."""
    made = timeline("arrived: {who: kit, when: 1901/1905}", "arrived: {who: lee, when: 1931}")
    zooms = (1, 2, 4, 8)
    root = _parsed(draw_timeline(made, width=600, zooms=zooms))
    counts = []
    for zoom in zooms:
        (axis,) = [each for each in root.iter("g") if each.get("id") == f"timeline-axis-{zoom}"]
        rows: dict[str, list[tuple[float, str]]] = {}
        for text in axis.iter("text"):
            at = _fraction(text, "x") * 600 * zoom
            rows.setdefault(text.get("y", ""), []).append((at, text.text or ""))
        for row in rows.values():
            for (at, label), (following, _) in pairwise(row):
                assert at + width_of_text(label, 11) < following
        counts.append(len(list(axis.iter("text"))))
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]
    style = timeline_style(600, zooms)
    assert ".timeline-zoom-4:checked~.timeline-scroll .timeline-axis-4{display:inline}" in style
    assert ".timeline-later{display:none}" in style


def test_a_file_of_its_own_carries_its_style_and_its_legend(timeline):
    """A drawing that stands alone needs nothing else; one for a page brings neither."""
    made = timeline("arrived: {who: kit, when: 1901}")
    alone, part = timeline_file(made, 500), draw_timeline(made, width=500)
    assert alone.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="500"')
    assert "prefers-color-scheme:dark" in alone
    assert ">denied, all this time</text>" in alone
    assert "<style>" not in part
    assert ">denied, all this time</text>" not in part
    assert "url(http" not in alone
