"""Pages of the printed report, read as a parser reads them and as a real browser shows them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NoReturn

import pytest

from trialcheck.dossiers import FullReport
from trialcheck.pipeline import Outcome, Request, analyze
from trialcheck.reports import FORMATS, Layout

FREE_TEXT = frozenset(
    {"message", "says", "text", "at", "case", "about", "name", "title", "reasoning", "note"}
    | {"speaker_name", "source_title", "margin_text", "when", "said", "implied", "stage", "side"}
    | {"author", "year", "by_name", "between_names", "through_names", "sentence", "path", "why"}
)
"""The fields that hold words of strangers."""

FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
VOID = frozenset({"br", "hr", "input", "link", "meta", "line", "path", "rect", "use", "stop"})


@dataclass
class Node:
    """An element as parsed: its name, attributes, children, and the text directly in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def all(self, name: str = "", **wanted: str) -> list[Node]:
        """The elements below it with a name and with words among those of attributes."""
        found = []
        for child in self.children:
            has = all(
                value in child.attributes.get(key.rstrip("_").replace("_", "-"), "").split()
                for key, value in wanted.items()
            )
            if name in ("", child.name) and has:
                found.append(child)
            found += child.all(name, **wanted)
        return found

    @property
    def text(self) -> str:
        """All text in it, in the order of the page, with single spaces."""
        return " ".join("".join(self.words).split())


class Tree(HTMLParser):
    """Builds the tree of a page; text is added to all elements around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element without content."""
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)

    def handle_endtag(self, tag: str) -> None:
        """Close an element; the page closes them in the order in which it opened them."""
        if tag not in VOID:
            assert self._open[-1].name == tag, f"<{self._open[-1].name}> is closed by </{tag}>"
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Add text."""
        for node in self._open:
            node.words.append(data)


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Node]:
    """Return a function that parses a page, and sees that every element is closed."""

    def parse(page: str) -> Node:
        tree = Tree()
        tree.feed(page)
        tree.close()
        assert len(tree._open) == 1
        return tree.root

    return parse


@pytest.fixture(scope="session")
def full_report(run_text: Callable[..., Outcome]) -> Callable[..., FullReport]:
    """Return a function that gives the full report on the files of a casebook."""

    def report_on(files: str, **options: object) -> FullReport:
        report = run_text(files, in_full=True, **options).report
        assert isinstance(report, FullReport)
        return report

    return report_on


@pytest.fixture(scope="session")
def page_of(full_report: Callable[..., FullReport]) -> Callable[..., str]:
    """Return a function that gives the page on the files of a casebook, or on a report."""

    def page(files: str | FullReport, **options: object) -> str:
        report = full_report(files, **options) if isinstance(files, str) else files
        return FORMATS["html"](report, Layout())

    return page


@pytest.fixture(scope="session")
def shipped_report(project: Path) -> FullReport:
    """The full report on the casebooks of the repository."""
    request = Request((project / "testimonies",), project / "rules", in_full=True)
    report = analyze(request).report
    assert isinstance(report, FullReport)
    return report


@pytest.fixture(scope="session")
def shipped_page(shipped_report: FullReport) -> str:
    """The page on the casebooks of the repository."""
    return FORMATS["html"](shipped_report, Layout())


@pytest.fixture(scope="session")
def with_words() -> Callable[[FullReport, str], FullReport]:
    """Return a function that puts a text into every field of a report that holds free text."""
    return _with_words


def _with_words(value: Any, text: str, *, free: bool = False) -> Any:
    if isinstance(value, str):
        return f"{value}{text}" if free else value
    if isinstance(value, tuple):
        return tuple(_with_words(each, text, free=free) for each in value)
    if isinstance(value, Mapping):
        return {key: _with_words(each, text) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                each.name: _with_words(getattr(value, each.name), text, free=each.name in FREE_TEXT)
                for each in fields(value)
                if each.init
            },
        )
    return value


def _is_missing(what: str) -> NoReturn:
    """Skip a test for what is missing here; a CI run, which has to bring it, fails."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser_program() -> str:
    """The browser of this machine; without one the test is skipped, in a CI run it fails."""
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        found = shutil.which(name)
        if found:
            return found
    _is_missing("no browser is found here (Chromium or Chrome); .ci/run installs it")


@pytest.fixture(scope="session")
def browser(browser_program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser without a window, one for all tests."""
    driver = shutil.which("chromedriver")
    if driver is None:
        _is_missing("chromedriver is not found here; .ci/run installs it")
    try:
        from selenium import webdriver
    except ImportError:
        _is_missing("Selenium is not installed; it is one of the dev dependencies")
    options = webdriver.ChromeOptions()
    options.binary_location = browser_program
    for flag in FLAGS:
        options.add_argument(flag)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.add_argument("--no-sandbox")  # root cannot be caged
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield started
    started.quit()


@dataclass
class View:
    """A page in the browser."""

    browser: Any
    folder: Path

    def open(
        self,
        page: str,
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        scripts: bool = True,
    ) -> None:
        """Show a page from a file, at a size, with what is logged before forgotten."""
        self._command("Emulation.setScriptExecutionDisabled", value=not scripts)
        self._command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self._command("Emulation.setEmulatedMedia", features=[scheme, still])
        for log in ("browser", "performance"):
            self.browser.get_log(log)
        file = self.folder / "page.html"
        file.write_text(page, encoding="utf-8", newline="\n")
        self.browser.get("about:blank")
        self.browser.get(file.as_uri())

    def _command(self, name: str, **parameters: object) -> None:
        self.browser.execute_cdp_cmd(name, parameters)

    def run(self, script: str, *arguments: object) -> Any:
        """Run a script in the page, and return what it returns."""
        return self.browser.execute_script(script, *arguments)

    def count(self, selector: str) -> int:
        """How many elements are seen."""
        return int(
            self.run(
                "return [...document.querySelectorAll(arguments[0])]"
                ".filter((one) => one.checkVisibility()).length",
                selector,
            )
        )

    def complaints(self) -> list[str]:
        """What the browser has logged of the page."""
        return [entry["message"] for entry in self.browser.get_log("browser")]


@pytest.fixture
def view(browser: Any, tmp_path: Path) -> Iterator[View]:
    """A page in the browser, with scripts on again afterwards."""
    yield View(browser, tmp_path)
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
