"""The page as a real browser shows it: filters, search, links, without scripts, for everybody."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest

FINDINGS = "article.finding"
STATEMENTS = "article.statement"


@pytest.fixture(scope="session")
def harbour_page(page_of: Callable[..., str], harbour: str) -> str:
    """The page on a small casebook that has every part."""
    return page_of(harbour)


def choose(view: Any, name: str, words: str) -> None:
    """Choose the option that begins with some words, as somebody at the keyboard would."""
    view.run(
        "const list = document.getElementById(arguments[0]);"
        "list.value = [...list.options].find((o) => o.text.includes(arguments[1])).value;"
        "list.dispatchEvent(new Event('change', {bubbles: true}))",
        name,
        words,
    )


def search(view: Any, words: str) -> None:
    """Write words into the search field, and wait until they are looked for."""
    view.browser.execute_async_script(
        "const done = arguments[1], field = document.getElementById('search');"
        "field.value = arguments[0]; field.dispatchEvent(new Event('input', {bubbles: true}));"
        "setTimeout(done, 400)",
        words,
    )


def test_each_filter_leaves_what_fits_and_nothing_else(view: Any, harbour_page: str) -> None:
    """By kind, certainty, side and person; together they narrow further; all can be shown again."""
    view.open(harbour_page)
    every = view.count(FINDINGS)
    choose(view, "kind", "impossibility")
    assert view.count(FINDINGS) == view.count(f"{FINDINGS}[data-kind=impossibility]")
    assert 0 < view.count(FINDINGS) < every
    assert "findings" in view.run("return document.getElementById('shown').textContent")
    choose(view, "person", "Dora Dean")
    few = view.count(FINDINGS)
    assert 0 < few < every
    texts = view.run(
        "return [...document.querySelectorAll('article:not([hidden])')].map((a) => a.textContent)"
    )
    assert all("Dora Dean" in text or "dora" in text for text in texts)
    view.run("document.querySelector('#filters button').click()")
    search(view, "")
    assert view.count(FINDINGS) == every
    choose(view, "certainty", "possible")
    assert view.count(FINDINGS) == view.count(f"{FINDINGS}[data-certainty=possible]")
    view.run("document.getElementById('filters').reset()")
    search(view, "")
    choose(view, "side", "defence")
    assert (
        0
        < view.count(STATEMENTS)
        < view.run(f"return document.querySelectorAll('{STATEMENTS}').length")
    )


def test_the_search_finds_words_in_any_order_and_without_accents(
    view: Any, page_of: Callable[..., str], harbour: str
) -> None:
    """All words must be there; letters with and without marks are alike."""
    view.open(page_of(harbour.replace("I saw the ledger burn.", "I saw the café's ledger burn.")))
    search(view, "LEDGER cafe")
    assert view.count(STATEMENTS) == 1
    search(view, "ledger submarine")
    assert view.count(STATEMENTS) == 0
    assert view.count(FINDINGS) == 0
    assert view.count("section.kind, section.cause, section.speaker") == 0
    search(view, "")
    assert view.count(STATEMENTS) > 1


def test_a_link_to_what_is_hidden_shows_it(view: Any, harbour_page: str) -> None:
    """Whoever follows a link is never led to an empty place."""
    view.open(harbour_page)
    search(view, "nothing of the kind")
    assert view.count(FINDINGS) == 0
    view.browser.execute_async_script(
        "const done = arguments[0];"
        "addEventListener('hashchange', () => setTimeout(done, 50));"
        "location.hash = document.querySelector('article.finding').id"
    )
    assert view.count(FINDINGS) > 0
    assert view.run("return document.getElementById('search').value") == ""


def test_no_request_leaves_the_page_and_nothing_is_complained_of(
    view: Any, shipped_page: str
) -> None:
    """The whole shipped casebook is shown without the network and without a word in the log."""
    view.open(shipped_page)
    requests = [
        json.loads(entry["message"])["message"]["params"]["request"]["url"]
        for entry in view.browser.get_log("performance")
        if '"Network.requestWillBeSent"' in entry["message"]
    ]
    assert {url for url in requests if not url.startswith(("file:", "about:"))} == set()
    assert len([url for url in requests if url.startswith("file:")]) == 1
    assert view.run("return performance.getEntriesByType('resource').length") == 0
    assert view.complaints() == []
    assert view.count(FINDINGS) == view.run(
        f"return document.querySelectorAll('{FINDINGS}').length"
    )


@pytest.mark.parametrize("width", [320, 380, 800, 1280])
def test_nothing_is_wider_than_the_screen(view: Any, width: int, shipped_page: str) -> None:
    """On a phone and on a desk nobody has to scroll sideways, but inside of a big picture."""
    view.open(shipped_page, width=width)
    assert view.run("return document.documentElement.scrollWidth") <= width


def test_the_timeline_is_made_wider_without_a_script(view: Any, harbour_page: str) -> None:
    """Each zoom makes it so many times as wide, and shows the axis that is drawn for it."""
    view.open(harbour_page, scripts=False)
    wide = {}
    for zoom in (1, 4):
        (label,) = view.browser.find_elements("css selector", f"label[for$='-zoom-{zoom}']")
        label.click()
        (drawn,) = view.browser.find_elements("css selector", "svg.timeline")
        wide[zoom] = drawn.size["width"]
        shown = "return getComputedStyle(document.querySelector(arguments[0])).display !== 'none'"
        seen = [view.run(shown, f".timeline-axis-{each}") for each in (1, 4)]
        assert seen == [zoom == 1, zoom == 4]
    assert wide[4] == pytest.approx(4 * wide[1], rel=0.01)


def test_all_can_be_read_without_scripts(view: Any, harbour_page: str) -> None:
    """With scripts off everything is there, and no filter that would do nothing."""
    view.open(harbour_page, scripts=False)
    view.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert view.count("#filters") == 0
    for part in (FINDINGS, STATEMENTS, "section.kind", "nav.contents", "svg.timeline"):
        everything = view.run("return document.querySelectorAll(arguments[0]).length", part)
        assert view.count(part) == everything > 0


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [380, 1280])
def test_axe_finds_nothing(view: Any, harbour_page: str, width: int, *, dark: bool) -> None:
    """Contrast, names, roles, order of headings: by the rules of axe-core, light and dark."""
    pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
    script = resources.files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
    view.open(harbour_page, width=width, dark=dark)
    view.browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    view.run(script)
    found = view.browser.execute_async_script(
        "const done = arguments[0]; axe.run(document).then(done, (e) => done({error: String(e)}))"
    )
    assert "error" not in found, found
    told = [
        (rule["id"], rule["impact"], node["html"][:200], node.get("failureSummary"))
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
    assert told == []


def test_the_keyboard_reaches_the_report_first(view: Any, harbour_page: str) -> None:
    """The first stop of the tab key is the link to the report, seen when it has the focus."""
    from selenium.webdriver.common.keys import Keys

    view.open(harbour_page)
    view.browser.switch_to.active_element.send_keys(Keys.TAB)
    first = view.browser.switch_to.active_element
    assert first.text == "Skip to the report"
    assert view.run("return getComputedStyle(arguments[0]).outlineStyle", first) == "solid"
    first.send_keys(Keys.ENTER)
    assert view.run("return document.activeElement.id") == "main"


def test_the_page_is_dark_where_that_is_liked(view: Any, harbour_page: str) -> None:
    """The paper is dark and the ink light, or the other way round."""
    shades = []
    for is_dark in (False, True):
        view.open(harbour_page, dark=is_dark)
        colour = view.run("return getComputedStyle(document.body).backgroundColor")
        shades.append(int(colour.strip("rgb()").split(",")[0]))
    light, dark = shades
    assert light > 200
    assert dark < 60
