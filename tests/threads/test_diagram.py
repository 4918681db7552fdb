"""The diagram: nothing overlaps, no line goes through a box, and nothing of a name acts."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.threads.made_up import HOSTILE, hostile_map, made_map

from trialcheck.contact_map import contact_map
from trialcheck.narrowings import explained_cases
from trialcheck.pipeline import Request
from trialcheck.reports.lettering import folded, width_of_text
from trialcheck.reports.threads.layout import lay_out
from trialcheck.reports.threads.plan import NAME_LINE, NAME_SIZE, WORDS_LINE, WORDS_SIZE
from trialcheck.reports.threads.svg import MOST_DRAWN, THREADS_STYLE, draw_threads

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (320, 380, 700, 1280)


def points_of(stroke):
    """Points along a line, from its start to its end."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = stroke.curve
    points = []
    for step in range(81):
        t = step / 80
        s = 1 - t
        weights = s**3, 3 * s * s * t, 3 * s * t * t, t**3
        points.append(
            (
                weights[0] * ax + weights[1] * bx + weights[2] * cx + weights[3] * dx,
                weights[0] * ay + weights[1] * by + weights[2] * cy + weights[3] * dy,
            )
        )
    (sx, sy), (ex, ey) = stroke.stub
    points += [(sx + (ex - sx) * k / 20, sy + (ey - sy) * k / 20) for k in range(21)]
    return points + [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(points)]


def crossing_of(stroke):
    """The place of the cross of a broken line."""
    (sx, sy), (ex, ey) = stroke.stub
    return (sx + ex) / 2, (sy + ey) / 2


def texts_of(box):
    """The lines of text of a box, each with its top, height, size and weight."""
    for number, line in enumerate(box.name):
        yield line, box.name_y + NAME_LINE * number, NAME_LINE, NAME_SIZE, True
    for row in box.rows:
        for number, line in enumerate(row.lines):
            yield line, row.y + WORDS_LINE * number, WORDS_LINE, WORDS_SIZE, False


def check_plan(plan, contacts):
    """Assert all that makes a diagram readable."""
    assert sorted(box.person for box in plan.boxes) == sorted(p.id for p in contacts.people)
    for box in plan.boxes:
        assert box.x >= 0
        assert box.x + box.width <= plan.width
        assert box.y >= 0
        assert box.y + box.height <= plan.height + 0.01
        last = box.y
        for line, top, height, size, bold in texts_of(box):
            assert top >= last - 0.01, (box.person, line)
            last = top + height
            assert width_of_text(line, size, bold=bold) <= box.width, line
        assert last <= box.y + box.height
    for one, other in combinations(plan.boxes, 2):
        apart = (
            one.x + one.width <= other.x
            or other.x + other.width <= one.x
            or one.y + one.height <= other.y
            or other.y + other.height <= one.y
        )
        assert apart, (one.person, other.person)
    for stroke in plan.strokes:
        points = points_of(stroke)
        for x, y in points:
            assert -0.2 <= x <= plan.width + 0.2
            assert -0.2 <= y <= plan.height + 0.2
            for box in plan.boxes:
                inside = (
                    box.x + 0.2 < x < box.x + box.width - 0.2
                    and box.y + 0.2 < y < box.y + box.height - 0.2
                )
                assert not inside, (stroke.contact.between, box.person)
        check_ends(stroke, plan)
    crosses = [crossing_of(stroke) for stroke in plan.strokes]
    for (ax, ay), (bx, by) in combinations(crosses, 2):
        assert abs(ax - bx) >= 10 or abs(ay - by) >= 10


def check_ends(stroke, plan):
    """Assert that a line begins and ends at the edges of the boxes of its two people."""
    ends = [stroke.curve[0], stroke.end]
    for person in stroke.contact.between:
        box = next(box for box in plan.boxes if box.person == person)
        assert any(
            box.x - 0.2 <= x <= box.x + box.width + 0.2
            and box.y - 0.2 <= y <= box.y + box.height + 0.2
            for x, y in ends
        ), (stroke.contact.between, person)
    said = [row for box in plan.boxes for row in box.rows if row.contact is stroke.contact]
    assert said, stroke.contact.between


@st.composite
def maps(draw):
    """Maps of 2 to 40 people: a few joined to many, and some contacts at random."""
    number = draw(st.integers(2, 40))
    people = [f"p{place}" for place in range(number)]
    hubs = draw(st.integers(1, min(5, number - 1)))
    pairs = {("p0", people[draw(st.integers(1, number - 1))])}
    for place in range(1, number):
        if draw(st.booleans()):
            pairs.add((f"p{draw(st.integers(0, min(hubs, place) - 1))}", people[place]))
    for _ in range(draw(st.integers(0, number))):
        one, other = sorted(draw(st.lists(st.integers(0, number - 1), min_size=2, max_size=2)))
        if one != other:
            pairs.add((people[one], people[other]))
    lengths = st.integers(1, 12)
    names = {each: f"Mm{each} " * draw(lengths) for each in people}
    return made_map(sorted(pairs), names)


@settings(max_examples=60)
@given(maps(), st.sampled_from(WIDTHS))
def test_nothing_overlaps(contacts, width):
    """No boxes or words overlap and no line goes through a box, whoever is joined to whom."""
    check_plan(lay_out(contacts, width), contacts)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("number", [2, 3, 12])
def test_everybody_with_everybody(number, width):
    """Even where each is joined to each, nothing overlaps."""
    people = [f"p{place:02}" for place in range(number)]
    contacts = made_map(list(combinations(people, 2)))
    check_plan(lay_out(contacts, width), contacts)


@pytest.mark.parametrize("width", WIDTHS)
def test_sixty_people(width):
    """Sixty people in several parts fit, none over another."""
    pairs = [(f"p{place // 7}", f"p{place}") for place in range(8, MOST_DRAWN)]
    pairs += [("q0", "q1"), ("q1", "q2"), ("q2", "q0")]
    contacts = made_map(pairs)
    check_plan(lay_out(contacts, width), contacts)


@pytest.fixture(scope="module")
def shipped_map(project):
    """The map of the casebook that comes with the project."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        cases, problems = explained_cases(Request((project / "testimonies" / "moscow-1936",)))
    assert problems == []
    (case,) = cases
    return contact_map(case.result, case.casebook, case.decision.facts)


@pytest.mark.parametrize("width", WIDTHS)
def test_shipped_casebook(shipped_map, width):
    """The twelve threads that come with the project are drawn without overlaps."""
    check_plan(lay_out(shipped_map, width), shipped_map)


def test_shipped_casebook_without_crossings(shipped_map):
    """Where the contacts can be drawn without crossings, they are: each pair of ends in order."""
    plan = lay_out(shipped_map, 900)
    between = [stroke for stroke in plan.strokes if stroke.curve[0][0] != stroke.end[0]]
    for one, other in combinations(between, 2):
        same_side = (one.end[0] > one.curve[0][0]) == (other.end[0] > other.curve[0][0])
        starts, ends = one.curve[0][1] - other.curve[0][1], one.end[1] - other.end[1]
        assert not same_side or starts * ends >= 0, (one.contact, other.contact)


def test_most_connected_in_the_middle():
    """Whom most contacts meet in stands in the middle, and their friends' chains stay together."""
    pairs = [("hub", f"p{place}") for place in range(6)] + [("p1", "p4"), ("p4", "q")]
    plan = lay_out(made_map(pairs), 900)
    middle = [box.person for box in plan.boxes if box.column == "middle"]
    assert middle == ["hub"]
    column = {box.person: box.column for box in plan.boxes}
    assert column["p1"] == column["p4"] == column["q"]
    assert {"left", "right"} <= set(column.values())


def drawing(contacts, **options):
    """The drawing as a tree of elements."""
    return ElementTree.fromstring(draw_threads(contacts, **options))  # noqa: S314 - our own text


def test_states_differ_in_shape(harbour_map):
    """A contact that holds is solid, a disputed one dashed, a broken one has a gap and a cross."""
    shapes = {}
    for group in drawing(harbour_map).iter(f"{SVG}g"):
        title = group.find(f"{SVG}title")
        if title is not None:
            lines = [each for each in group.iter(f"{SVG}path") if each.get("class") == "line"]
            shapes[group.get("class")] = [
                (each.get("stroke-dasharray"), each.get("d").count("M")) for each in lines
            ]
    assert shapes["holds"] == [(None, 1)]
    assert shapes["disputed"] == [("9 6", 1)]
    assert shapes["broken"] == [(None, 2), (None, 2)]
    unsupported = made_map([("a", "b")], verdicts=["unsupported"])
    assert 'stroke-dasharray="0.1 6"' in draw_threads(unsupported)


def test_states_are_told_in_words(harbour_map):
    """Each state stands in words beside its line, and in the description of the picture."""
    tree = drawing(harbour_map)
    said = [each.text for each in tree.iter(f"{SVG}text")]
    assert {"broken (1, 4)", "disputed (3)"} <= set(said)
    described = tree.find(f"{SVG}desc").text
    assert "4 threads between 4 people: " in described
    assert "1. Ann Archer – Carl Cook: broken." in described
    assert "The harbour fire" in tree.find(f"{SVG}title").text


def test_every_line_is_linked(harbour_map):
    """Each line leads where the caller says, its words with it; elsewhere nothing is a link."""
    tree = drawing(harbour_map, link=lambda contact: f"#thread-{contact.threads[0]}")
    links = {each.get("href"): each for each in tree.iter(f"{SVG}a")}
    assert set(links) == {"#thread-1", "#thread-2", "#thread-3"}
    assert len(links) == len(harbour_map.contacts)
    broken = links["#thread-1"]
    assert broken.get("aria-label").startswith("Ann Archer and Carl Cook: broken (threads 1 and 4)")
    assert [each.text for each in broken.iter(f"{SVG}text")] == ["broken (1, 4)"]
    assert tree.get("role") == "group"
    plain = drawing(harbour_map)
    assert plain.find(f".//{SVG}a") is None
    assert plain.get("role") == "img"


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "java\tscript:x"]
)
def test_no_link_runs_a_script(harbour_map, target):
    """A link that is no page of the web and no place in the page is left out."""
    assert "<a " not in draw_threads(harbour_map, link=lambda _: target)


def test_hostile_names_do_nothing():
    """Names stay text: no element, link, style or script comes of them."""
    text = draw_threads(hostile_map(), listed=True)
    tree = ElementTree.fromstring(text)  # noqa: S314 - our own text
    kinds = Counter(each.tag.removeprefix(SVG) for each in tree.iter())
    assert set(kinds) <= {"svg", "title", "desc", "style", "g", "path", "rect", "text"}
    assert kinds["style"] == 1
    assert kinds["title"] == 1 + len(HOSTILE)
    assert "##[" not in text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e\u2028]", text)
    attributes = {name for each in tree.iter() for name in each.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name]


def test_ids_and_style_of_a_page(harbour_map):
    """Every id begins with the prefix that the page gives, which may bring the style itself."""
    text = draw_threads(harbour_map, identifier_prefix="case-1-threads", styled=False)
    ids = re.findall(r'\bid="([^"]*)"', text)
    assert sorted(ids) == ["case-1-threads-desc", "case-1-threads-title"]
    assert "<style" not in text
    assert "style=" not in text
    assert "prefers-color-scheme: dark" in THREADS_STYLE


def test_too_many_people():
    """Of more people than can be drawn the largest part is drawn, and the rest is named."""
    pairs = [("hub", f"p{place}") for place in range(58)] + [("far", "away"), ("far", "off")]
    text = draw_threads(made_map(pairs))
    assert "Too many to draw; 2 contacts not in the picture:" in text
    assert "far and away: " in text
    assert text.count("<rect ") == 59
    star = draw_threads(made_map([("hub", f"p{place:03}") for place in range(300)]))
    assert star.count("<rect ") == MOST_DRAWN
    assert "and 201 contacts more" in star


def test_nothing_declared():
    """A casebook without threads has a picture that says so."""
    text = draw_threads(made_map([]))
    assert "case.yaml declares no threads" in ElementTree.fromstring(text)[-1][0].text  # noqa: S314


def test_same_bytes(harbour_map):
    """The same threads make the same bytes, and no number has more than one decimal."""
    text = draw_threads(harbour_map, listed=True)
    assert text == draw_threads(harbour_map, listed=True)
    assert not re.search(r"\d\.\d\d", text)
    assert not re.search(r"\d(\.\d)?e[-+]\d", text)


@given(st.text(max_size=60), st.integers(30, 200), st.integers(1, 4))
@settings(max_examples=80)
def test_folded_text_fits(text, width, most):
    """Folded text has no more lines than allowed, each as wide as allowed or a single letter."""
    lines = folded(text, width, 12, most=most)
    assert len(lines) <= most
    for line in lines:
        assert width_of_text(line, 12) <= width or len(line) <= 2
    if not any(line.endswith("…") for line in lines):
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_folded_text_breaks_after_a_hyphen():
    """A long double name is broken after its hyphen, and cut only where nothing else helps."""
    assert folded("Ann Archer-Bakersfield", 90, 12) == ["Ann", "Archer-", "Bakersfield"]
    assert folded("Archer-Baker", 200, 12) == ["Archer-Baker"]
    assert len(folded("x" * 60, 90, 12, most=9)) > 2
