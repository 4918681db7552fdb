"""The timeline in characters: true to a cell, readable, and plain when piped."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trialcheck.consistency.deciding import narrowing_of
from trialcheck.pipeline import Request, analyze_opened, open_casebooks
from trialcheck.reports.timeline.rows import ASCII, DRAWN, rows_of
from trialcheck.timelines import Entry, Stretch, Timeline, View, chosen, default_view, timeline_of
from trialcheck.visible import display_width

BLANKS = " ┊"
DAYS = st.builds(
    "{}-{:02d}-{:02d}".format, st.integers(1898, 1904), st.integers(1, 12), st.integers(1, 28)
)
MONTHS = st.builds("{}-{:02d}".format, st.integers(1898, 1904), st.integers(1, 12))
POINTS = DAYS | MONTHS | st.integers(1898, 1904).map(str)


@st.composite
def _dates(draw: st.DrawFn) -> str:
    form = draw(st.sampled_from(["one", "about", "from-to", "on", "before", "since", "of"]))
    first, last = sorted((draw(POINTS), draw(POINTS)))
    return {
        "one": first,
        "about": f"{first}~",
        "from-to": first if first[:4] == last[:4] else f"{first}/{last}",
        "on": f"{first}/..",
        "before": f"/{last}",
        "since": f"{first}/",
        "of": f"[{first}, {last}]" if first[:4] != last[:4] else first,
    }[form]


KINDS = (
    "was-at: {who: kit, where: quay",
    "jailed: {who: kit, where: jail",
    "met: {who: [kit, lee]",
    "received: {who: kit, what: chart",
)


@st.composite
def _claims(draw: st.DrawFn) -> str:
    claim = f"{draw(st.sampled_from(KINDS))}, when: '{draw(_dates())}'}}"
    return draw(st.sampled_from(["{}", "denies: {{{}}}", "believes: {{{}}}"])).format(claim)


def hostile(timeline: Timeline, words: str) -> Timeline:
    """The same timeline with the words in every place that holds words of a casebook."""

    def entry(each: Entry) -> Entry:
        return replace(
            each, sentence=words, when=words, speaker_name=words, statement=words, path=words
        )

    lanes = tuple(
        replace(
            lane,
            name=words,
            marks=tuple(replace(mark, entry=entry(mark.entry)) for mark in lane.marks),
            undrawn=tuple(replace(each, entry=entry(each.entry)) for each in lane.undrawn),
        )
        for lane in timeline.lanes
    )
    clashes = tuple(replace(clash, finding=words, message=words) for clash in timeline.clashes)
    return replace(timeline, path=words, title=words, lanes=lanes, clashes=clashes)


def _touching(stretches: tuple[Stretch, ...], view: View, cells: int) -> str:
    """Which cells the minutes of some stretches touch, a `#` for each."""
    span = view.last - view.first + 1
    row = ""
    for cell in range(cells):
        # The minutes, as stretches from one to the next, that share some time with the cell.
        first = view.first + cell * span // cells
        last = view.first + -(-(cell + 1) * span // cells) - 1
        row += "#" if any(stretch.touches(first, last) for stretch in stretches) else "."
    return row


def _drawn(row: str, cells: int) -> str:
    return "".join("." if sign in BLANKS else "#" for sign in row.ljust(cells))


def _check(timeline: Timeline, view: View, width: int, written, read_lanes) -> int:
    """Assert that every row of every lane touches the cells that its window does."""
    lanes = read_lanes(written(timeline, view, width))
    cells = width - 8
    checked = 0
    for lane in timeline.lanes:
        if not lane.marks:
            continue
        rows = rows_of(lane.marks)
        drawn = lanes[lane.name]
        assert len(drawn.rows) == len(rows)
        narrowed = [row.marks[0].narrowed for row in rows if row.marks[0].narrowed]
        pairs = [(text, row.marks[0].stretches) for text, row in zip(drawn.rows, rows, strict=True)]
        for text, stretches in [*pairs, *zip(drawn.narrowed, narrowed, strict=True)]:
            assert _drawn(text, cells) == _touching(stretches, view, cells)
            checked += 1
    return checked


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(claims=st.lists(_claims(), min_size=1, max_size=5), width=st.sampled_from([40, 61, 80, 119]))
def test_a_cell_is_drawn_if_and_only_if_the_window_touches_it(
    claims, width, timeline, written, read_lanes
):
    """Of any casebook, in the view of the whole and in one that cuts it."""
    made = timeline(*claims)
    whole = default_view(made)
    if whole is None:
        return
    assert _check(made, whole, width, written, read_lanes) > 0
    third = (whole.last - whole.first) // 3
    view = View(whole.first + third, whole.last - third)
    part = chosen(made, first=view.first, last=view.last)
    _check(part, view, width, written, read_lanes)


def test_the_shipped_casebook_is_drawn_true(project, written, read_lanes):
    """Every mark of the casebook that comes with the project, at 80 and at 120 columns."""
    request = Request((project / "testimonies",), project / "rules")
    (case,), problems = open_casebooks(request)
    assert problems == []
    result, decision, _ = analyze_opened(case, request)
    narrowed = narrowing_of(case.casebook, case.vocabulary, case.rules, decision, request.steps)
    made = timeline_of(case.casebook, case.vocabulary, decision.windows, result.findings, narrowed)
    view = default_view(made)
    for width in (80, 120):
        assert _check(made, view, width, written, read_lanes) > 100


def test_the_signs_of_each_part(timeline, written, read_lanes):
    """Solid where it surely holds, light where it may, brackets around one moment, a dot for a
    day, hollow for a denial, arrows where there is no bound.
    """
    made = timeline(
        "was-at: {who: kit, where: quay, when: 1901-02/1901-10}",
        "met: {who: [kit, lee], when: 1901-03/1901-06}",
        "arrived: {who: kit, when: 1901-05-05}",
        "denies: {arrived: {who: kit, when: 1901-07/1901-09}}",
        "jailed: {who: kit, when: 1901-11/1902-01}",
        "was-at: {who: kit, where: city, when: 1902-06}",
        "was-at: {who: kit, where: city, when: 1902-03/..}",
    )
    rows = "\n".join(read_lanes(written(made))["Kit Cole"].rows).replace("┊", " ")
    assert re.search(r"░+█+░+", rows)
    assert re.search(r"├─+┤", rows)
    assert re.search(r" ● ", rows)
    assert re.search(r" □+\s", rows)
    assert re.search(r"▒+▓+▒+", rows)
    assert re.search(r"^◀┄+├─+┤┄*▶$", rows, re.MULTILINE)
    assert re.search(r"░█+▶$", rows, re.MULTILINE)


def test_marks_that_look_alike_share_a_row(timeline, written):
    """Three claims of one date are one row, numbered from the first to the last of them."""
    made = timeline(*["met: {who: [kit, lee], when: 1901}"] * 3, "arrived: {who: kit, when: 1903}")
    text = written(chosen(made, ["kit"]))
    assert re.search(r"^  1-3   ├─+┤", text, re.MULTILINE)
    assert re.search(r"^    4   ", text, re.MULTILINE)


def test_a_clash_is_marked_and_told_below(timeline, written):
    """A red sign stands before the rows and the claims of a broken law, and below its finding."""
    made = timeline(
        "denies: {met: {who: [kit, lee], when: 1901}}",
        first="met: {who: [kit, lee], when: 1901-05}",
    )
    text = written(chosen(made, ["kit"]))
    (finding,) = {clash.finding for clash in made.clashes}
    assert len(re.findall(r"^    [12]✗  ", text, re.MULTILINE)) == 4
    assert text.count(f"✗ {finding}") == 3
    assert "\x1b[1;31m✗" in written(made, colour=True)


def test_narrowed_dates_have_a_row_and_words(timeline, written):
    """Below a loose date stands what the rest of the record leaves of it, and by whose word."""
    made = timeline(
        "met: {who: [kit, lee], where: quay, when: 1901-11}",
        away="was-at: {who: kit, where: city, when: 1901-10-20/1901-11-22}",
    )
    text = written(chosen(made, ["lee"]), width=120)
    assert re.search(r"^    ↳   .*├─+┤$", text, re.MULTILINE)
    assert "November 1901 (can only have been from 22 November 1901" in text
    assert "given jon/away)" in text


def test_what_is_not_drawn_is_listed_and_counted(timeline, written):
    """Claims without a date, with the reason."""
    made = timeline(
        "met: {who: [kit, lee]}",
        "arrived: {who: kit}",
        "denies: {left: {who: kit}}",
        "left: {who: kit, when: 1901}",
    )
    text = written(chosen(made, ["kit"]))
    assert "2 claims without a date are not drawn:" in text
    assert "1 denial for all time is not drawn:" in text
    assert "Ida Ames says that Kit Cole arrived [ida/account#2, ida.yaml:6]" in text
    assert "1 lane, 1 claim drawn and 3 without a stretch to draw." in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_fit_the_width_and_end_without_blanks(timeline, written, width):
    """No line is wider than asked for unless a name is, and none ends with a blank."""
    made = timeline(
        "met: {who: [kit, lee], where: quay, when: 1901-11}",
        "denies: {met: {who: [kit, lee], when: 1901}}",
        "heard: {from: jon, told: {who: kit, whom: lee, what: chart, when: '1903~'}}",
    )
    for line in written(made, width=width).split("\n"):
        assert line == line.rstrip()
        assert display_width(line) <= width or "assertion-denied" in line


def test_a_pipe_gets_no_colour_and_ascii_no_other_signs(timeline, written):
    """Without colour there is no escape; with ASCII asked for, nothing else is drawn."""
    made = timeline(
        "jailed: {who: kit, when: 1901-11/1902-01}",
        "met: {who: [kit, lee], when: '1901?'}",
        "denies: {met: {who: [kit, lee], when: 1901/1902}}",
    )
    assert "\x1b" not in written(made)
    assert "\x1b" in written(made, colour=True)
    text = written(made, ascii_only=True)
    assert text.isascii()
    assert "[____" in text


def test_every_sign_is_one_cell_wide():
    """A drawing is true only if each of its signs fills one cell."""
    for signs in (DRAWN, ASCII):
        for name in signs.__dataclass_fields__:
            assert display_width(getattr(signs, name)) == 1


def test_hostile_words_do_not_act(timeline, written):
    """Escapes, hidden characters and log commands in any words are written out."""
    words = "\n::error::\x1b[31mx\u202ey##[group]"
    made = timeline(
        "met: {who: [kit, lee], when: 1901}",
        "arrived: {who: kit}",
        first="denies: {met: {who: [kit, lee], when: 1901}}",
    )
    shown = written(hostile(made, words))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert not re.search(r"^\s*::", shown, re.MULTILINE)


def test_the_same_record_gives_the_same_bytes_whatever_the_order_of_files(
    timeline_text, story, head, written
):
    """Two files in another order make no difference."""
    claims = {
        "ida/a": "- met: {who: [kit, lee], when: 1901}",
        "jon/b": "- met: {who: [kit, lee], when: 1901}",
    }
    one = written(timeline_text(story(head, claims)))
    other = written(timeline_text(story(head, dict(reversed(claims.items())))))
    assert one == other


def test_nothing_chosen_says_so(timeline, written):
    """Where nothing is left to show the report says so instead of showing nothing."""
    made = chosen(timeline("arrived: {who: kit, when: 1901}"), ["lee"])
    assert "Nothing said here speaks of what was asked for" in written(made, View(0, 10))
