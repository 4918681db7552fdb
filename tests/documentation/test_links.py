"""Every link between the pages leads somewhere, and every test that a page names exists."""

from __future__ import annotations

import ast
import re

import pytest
from tests.documentation.pages import Block, items_of
from tests.documentation.runner import PROJECT

PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("**/*.md")])
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"(?m)^#{1,6} +(?P<text>.+?) *#*$")
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def _name(path):
    return path.relative_to(PROJECT).as_posix()


def _prose(path):
    """The page without its blocks of code, whose lines stay, empty."""
    page = path.read_text(encoding="utf-8")
    lines = page.split("\n")
    for item in items_of(page):
        if isinstance(item, Block):
            lines[item.first - 1 : item.last + 1] = [""] * (item.last - item.first + 2)
    return "\n".join(lines)


def _anchors(path):
    """The anchors that GitHub gives to the headings of a page."""
    seen = {}
    for found in HEADING.finditer(_prose(path)):
        text = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", found["text"]).lower()
        anchor = re.sub(r"[^\w\- ]", "", text).replace(" ", "-")
        number = seen.get(anchor, 0)
        seen[anchor] = number + 1
        yield f"{anchor}-{number}" if number else anchor


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_links_lead_somewhere(path):
    """A link to a file of the project names one that exists, and a heading that it has."""
    for found in LINK.finditer(_prose(path)):
        target, _, anchor = found["target"].partition("#")
        if re.match(r"[a-z]+:", target):
            assert target.startswith("https:"), found["target"]
            continue
        page = (path.parent / target).resolve() if target else path
        assert page.exists(), found["target"]
        if anchor:
            assert anchor in set(_anchors(page)), found["target"]


def test_every_page_is_in_the_index():
    """docs/index.md leads to every page of the documentation."""
    index = PROJECT / "docs" / "index.md"
    linked = {
        (index.parent / found["target"].partition("#")[0]).resolve()
        for found in LINK.finditer(_prose(index))
    }
    pages = {page.resolve() for page in (PROJECT / "docs").glob("*.md")} - {index}
    assert {page.name for page in pages - linked} == set()


def test_every_threat_names_its_tests():
    """The threats are numbered without a gap, and each names tests that exist."""
    page = (PROJECT / "THREAT_MODEL.md").read_text(encoding="utf-8")
    threats = re.split(r"(?m)^\*\*T(?=\d+\.)", page)[1:]
    assert [int(threat.partition(".")[0]) for threat in threats] == [*range(1, len(threats) + 1)]
    for threat in threats:
        named = NAMED_TEST.findall(threat)
        assert named, threat
        for file, test in named:
            assert test in _tests_in(file), f"{file}::{test}"


def _tests_in(file):
    tree = ast.parse((PROJECT / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
