"""The page on paper: numbered pages, no cut findings, and a PDF by a browser of this machine."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from trialcheck.cli.browser import find_browser, printed

PAPER_HEIGHT = 1122
"""An A4 page in the pixels of the browser."""


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.fixture(scope="module")
def harbour_page(page_of: Callable[..., str], harbour: str) -> str:
    """The page on a small casebook that has every part."""
    return page_of(harbour)


@pytest.fixture(scope="module")
def harbour_pdf(harbour_page: str, browser_program: str) -> bytes:
    """That page as a PDF."""
    return printed(harbour_page, browser_program)


def test_the_pdf_has_pages_an_outline_and_text(harbour_pdf: bytes) -> None:
    """Title, findings, pictures and appendix each begin a page; the parts stand in an outline."""
    assert harbour_pdf.startswith(b"%PDF-")
    assert pages_of(harbour_pdf) >= 8
    assert b"/Outlines" in harbour_pdf
    assert b"/ToUnicode" in harbour_pdf
    streams = re.findall(rb"stream\r?\n(.*?)endstream", harbour_pdf, re.DOTALL)
    inflated = b"".join(_inflated(stream) for stream in streams)
    assert len(re.findall(rb"\bTJ?\b", inflated)) > 200


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def test_the_pdf_is_the_same_each_time_and_knows_no_place_or_time(
    harbour_page: str, harbour_pdf: bytes, browser_program: str
) -> None:
    """No date, no path of this machine: the same page gives the same bytes."""
    assert printed(harbour_page, browser_program) == harbour_pdf
    assert b"trialcheck-print" not in harbour_pdf
    assert b"D:19700101000000" in harbour_pdf


def test_nothing_is_left_behind(
    harbour_page: str, browser_program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder in which the browser worked is gone."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    printed(harbour_page, browser_program)
    assert list(tmp_path.iterdir()) == []


def test_a_browser_that_hangs_or_fails_is_told_of(tmp_path: Path) -> None:
    """A browser that does not answer is stopped; one that fails is named, and what to do."""
    slow, broken = tmp_path / "slow", tmp_path / "broken"
    slow.write_text("#!/bin/sh\n/bin/sleep 60\n")
    broken.write_text("#!/bin/sh\nexit 3\n")
    for program in (slow, broken):
        program.chmod(0o755)
    with pytest.raises(click.ClickException, match=r"within 0\.2 seconds"):
        printed("", str(slow), longest=0.2)
    with pytest.raises(click.ClickException, match=r"ended with 3.*report\.html") as told:
        printed("", str(broken))
    assert str(broken) in told.value.message
    with pytest.raises(click.ClickException, match="cannot be started"):
        printed("", str(tmp_path))


def test_a_browser_is_found_by_option_variable_or_name(tmp_path: Path) -> None:
    """The option comes before the variable, and that before what is on the machine."""
    for name in ("one", "two", "chromium"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    path = {"PATH": str(tmp_path)}
    assert find_browser(one, {**path, "TRIALCHECK_BROWSER": two}) == one
    assert find_browser(None, {**path, "TRIALCHECK_BROWSER": two}) == two
    assert find_browser(None, path) == str(tmp_path / "chromium")
    with pytest.raises(click.ClickException, match=r"--browser names 'none\\x1b'"):
        find_browser("none\x1b", path)


def test_findings_are_not_cut(view: Any, shipped_page: str) -> None:
    """Whatever is lower than a page begins on the next one where it would be cut."""
    view.open(shipped_page, width=700)
    view.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    cut = view.run(
        "return [...document.querySelectorAll('article, tr, .shared, .dates')].filter((one) =>"
        " getComputedStyle(one).breakInside !== 'avoid' && one.offsetHeight < arguments[0])"
        ".map((one) => one.outerHTML.slice(0, 80))",
        PAPER_HEIGHT,
    )
    assert cut == []
    tall = view.run(
        "return [...document.querySelectorAll('article')].filter((one) =>"
        " one.offsetHeight > arguments[0]).length",
        PAPER_HEIGHT,
    )
    assert tall == 0


def test_paper_is_white_and_shows_no_filters(view: Any, harbour_page: str) -> None:
    """Printed at night, the page is still black on white, and nothing on it asks to be clicked."""
    view.open(harbour_page, dark=True)
    dark = {"name": "prefers-color-scheme", "value": "dark"}
    paper = {"media": "print", "features": [dark]}
    view.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", paper)
    looks = (
        "const look = getComputedStyle(document.body); return [look.backgroundColor, look.color]"
    )
    assert view.run(looks) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    for unseen in ("#filters", ".skip", ".timeline-zoom"):
        assert view.count(unseen) == 0


def test_a_filtered_print_says_that_it_is_filtered(view: Any, harbour_page: str) -> None:
    """Whoever prints a part of the report hands out a page that says so."""
    view.open(harbour_page)
    view.run(
        "const list = document.getElementById('kind'); list.value = 'impossibility';"
        "list.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    assert view.count("#filtered") == 0
    view.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert view.count("#filtered") == 1
    assert view.run("return document.getElementById('filtered').textContent").startswith(
        "Filtered: 2 of 3 findings"
    )


def test_pages_have_numbers(view: Any, harbour_page: str) -> None:
    """The style numbers every page but the title, and the browser obeys it."""
    view.open(harbour_page)
    rules = view.run(
        "return [...document.styleSheets[0].cssRules].filter((rule) => rule instanceof CSSPageRule)"
        ".map((rule) => rule.cssText)"
    )
    assert any("counter(page)" in rule and "bottom-right" in rule for rule in rules)
    made = view.browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    assert pages_of(base64.b64decode(made["data"])) >= 8
