"""The threads as text, for Graphviz and Mermaid, and as JSON."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
from tests.threads.made_up import HOSTILE, hostile_map, made_map

from trialcheck.reports.layout import Layout
from trialcheck.reports.paragraph import width_of
from trialcheck.reports.terminal import painted
from trialcheck.reports.threads.graphs import render_dot, render_mermaid
from trialcheck.reports.threads.json_report import render_json
from trialcheck.reports.threads.text import threads_lines
from trialcheck.visible import UNSEEN

DOT_STRING = r'"(?:[^"\\]|\\["\\])*"'
DOT_LINE = re.compile(
    rf"graph threads {{|}}|  graph \[label={DOT_STRING}, labelloc=t, overlap=false, splines=true\];"
    r"|  (node|edge) \[[a-z=, \"A-Z0-9]*\];"
    rf"|  p\d+ \[label={DOT_STRING}\];"
    rf'|  p\d+ -- p\d+ \[label={DOT_STRING}, style=[a-z]+(, [a-z]+=("#[0-9a-f]{{6}}"|[a-z]+))*\];'
)
MERMAID_TEXT = r"\"(?:[^\W_]|[ .,']|#\d+;)*\""
MERMAID_LINE = re.compile(
    rf"flowchart LR|  p\d+\[{MERMAID_TEXT}\]"
    rf"|  p\d+ (---|-\.-|x--x)\|{MERMAID_TEXT}\| p\d+"
    r"|  linkStyle \d+ [a-z0-9:#, -]+"
)


def text_of(contacts, width=80, colour=False, **options):
    """The text of a map as printed."""
    return painted(threads_lines(contacts, Layout(width, colour), **options), colour=colour)


def test_text_lists_each_thread(harbour_map):
    """Each thread stands with its people, state, note, statements and findings; its steps apart."""
    text = text_of(harbour_map)
    assert "testimonies" not in text
    assert "1. Ann Archer ─╳─ Carl Cook" in text
    assert re.search(r"2\. Ben Baker ── Carl Cook +holds\n +the second\n +Carried by 2", text)
    assert "Carried by 2 statements: carl/supper, carl/with-ben." in text
    assert re.search(r"See 1 finding: assertion-denied-[0-9a-f]{8}\.", text)
    assert re.search(r"4\. Ann Archer ─╳─ Carl Cook ── Ben Baker +broken", text)
    assert text.splitlines()[1].endswith(": 4 threads: 1 holds, 1 disputed and 2 broken.")


def test_text_draws_each_contact_once(harbour_map):
    """The picture has each contact once, under one of its people, with its state and threads."""
    picture = text_of(harbour_map).partition("Who is joined to whom")[2]
    assert re.search(r"\nCarl Cook\n├─╳─  Ann Archer +broken \(1, 4\)\n└───  Ben Baker", picture)
    assert re.search(r"\nBen Baker\n└- -  Dora Dean +disputed \(3\)\n", picture)
    assert len(re.findall(r"^[├└]", picture, re.MULTILINE)) == len(harbour_map.contacts)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_text_fits(width):
    """No line is wider than the terminal, however long the names are."""
    pairs = [("ann", f"p{place}") for place in range(12)]
    names = {"ann": "The Honourable Ann Archer " * 3, "p3": "Word " * 30, "p4": "x" * 100}
    for line in threads_lines(made_map(pairs, names), Layout(width)):
        assert width_of(line) <= width


def test_text_in_ascii(harbour_map):
    """On request the strokes are ASCII, and still told apart."""
    text = text_of(harbour_map, ascii_only=True)
    assert text.isascii()
    assert "Ann Archer -X- Carl Cook" in text
    assert "|-X-  Ann Archer" in text
    assert "`- -  Dora Dean" in text


def test_text_has_colour_only_if_asked(harbour_map):
    """Colour is on request, and says nothing that the words do not say."""
    plain, coloured = text_of(harbour_map), text_of(harbour_map, colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert "\x1b[" in coloured


def test_text_says_how_to_declare_threads(map_of):
    """A casebook without threads gets the lines to write, which are a list of threads."""
    text = text_of(map_of("case: Empty\npeople: {ann: {name: Ann}, ben: {name: Ben}}\n"))
    assert "0 threads." in text
    assert "book/case.yaml declares no threads." in text
    assert "    threads:\n      - {between: [ann, ben], note: they met in May}\n" in text


def test_declared_as_told(map_of):
    """What is told to declare can be written into case.yaml as it stands."""
    told = text_of(map_of("case: Empty\n"))
    lines = told[told.index("    threads:") :]
    people = "people: {ann: {name: Ann}, ben: {name: Ben}, carl: {name: Carl}}\n"
    contacts = map_of("case: Now with threads\n" + people + re.sub("(?m)^    ", "", lines))
    assert [thread.path for thread in contacts.threads] == [("ann", "ben"), ("ann", "ben", "carl")]


@pytest.mark.parametrize("render", [render_dot, render_mermaid])
@pytest.mark.parametrize("contacts", [hostile_map(), made_map([]), made_map([("a", "b")])])
def test_graphs_hold_nothing_but_their_own_lines(render, contacts):
    """Every line is one of ours, with each name inside its quotes: a name can add nothing."""
    form = DOT_LINE if render is render_dot else MERMAID_LINE
    text = render(contacts)
    for line in text.removesuffix("\n").split("\n"):
        assert form.fullmatch(line), line
    assert not UNSEEN.search(text)
    assert "##[" not in text


def test_graphs_keep_the_names(harbour_map):
    """Both name all people and draw each contact once, each state in a stroke of its own."""
    dot, mermaid = render_dot(harbour_map), render_mermaid(harbour_map)
    for person in harbour_map.people:
        assert f'label="{person.name}"' in dot
        assert f'["{person.name}"]' in mermaid
    assert dot.count(" -- ") == len(harbour_map.contacts)
    assert '[label="disputed (3)", style=dashed]' in dot
    assert '  p1 x--x|"#9587; broken #40;1, 4#41;"| p2' in mermaid
    assert '  p3 -.-|"disputed #40;3#41;"| p4' in mermaid
    assert 'label="Made up: case.yaml declares no threads' in render_dot(made_map([]))


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_shows_hostile_names_as_text():
    """Graphviz reads the graph, and draws hostile names as text: no link and no image."""
    source = render_dot(hostile_map()).encode()
    ran = subprocess.run(
        [str(shutil.which("dot")), "-Tjson"], input=source, capture_output=True, check=True
    )
    read = json.loads(ran.stdout)
    assert ran.stderr == b""
    assert len(read["objects"]) == len(read["edges"]) == len(HOSTILE)
    assert read["objects"][0]["label"].replace("\\", "").startswith('Ann "; p9 -- p9 [URL="java')
    assert not [each for each in read["objects"] if "URL" in each or "href" in each]


def test_json(harbour_map):
    """The document has the threads with their numbers, the people, and the contacts."""
    document = json.loads(render_json([harbour_map]))
    assert document["version"] == 1
    (case,) = document["casebooks"]
    assert list(case) == ["path", "case", "set_aside", "threads", "people", "contacts"]
    assert case["threads"][1] == {
        "number": 2,
        "between": ["ben", "carl"],
        "through": [],
        "verdict": "holds",
        "findings": [],
        "note": "the second",
        "carried_by": ["carl/supper", "carl/with-ben"],
    }
    assert case["people"][0] == {"id": "ann", "name": "Ann Archer", "contacts": 1}
    assert case["contacts"][0]["threads"] == [1, 4]
    assert case["contacts"][0]["findings"] == case["threads"][0]["findings"]


def test_json_and_text_show_hostile_names_harmlessly():
    """Controls are written out in JSON and in text, and no line gives a log an order."""
    for text in (render_json([hostile_map()]), text_of(hostile_map())):
        assert not UNSEEN.search(text)
        assert "##[" not in text
        assert not re.search(r"(?m)^\s*::", text)
    names = [
        person["name"]
        for person in json.loads(render_json([hostile_map()]))["casebooks"][0]["people"]
    ]
    assert names == list(HOSTILE)
