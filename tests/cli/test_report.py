"""`trialcheck report`: which file it writes, and that it writes no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]


@pytest.fixture
def printer(tmp_path: Path) -> Path:
    """A program that stands for a browser: it writes down how it was called, and a PDF."""
    program = tmp_path / "printer"
    program.write_text(
        "#!/bin/sh\n"
        f'for each in "$@"; do echo "$each" >> {tmp_path}/called; done\n'
        'for each in "$@"; do case "$each" in --print-to-pdf=*) target="${each#*=}";; esac; done\n'
        'printf "%%PDF-1.4 (D:20260102030405+00)" > "$target"\n'
    )
    program.chmod(0o755)
    return program


def test_the_page_is_written_to_the_file_and_nowhere_else(call: Call, folder: Path) -> None:
    """The page is one file; nothing is printed, and no other file appears."""
    before = set(folder.rglob("*"))
    run = call("report", "-o", "report.html")
    assert (run.code, run.out, run.err) == (0, "", "")
    page = (folder / "report.html").read_text()
    assert page.startswith("<!DOCTYPE html>\n")
    assert 'class="statement"' in page
    assert set(folder.rglob("*")) - before == {folder / "report.html"}


def test_analyze_prints_the_same_page(call: Call, folder: Path) -> None:
    """`analyze --format html` gives the bytes that `report` writes."""
    call("report", "-o", "report.html")
    run = call("analyze", "--format", "html")
    assert run.out == (folder / "report.html").read_text()


def test_markdown_has_every_statement_too(call: Call, folder: Path) -> None:
    """The report in Markdown is that of `analyze`, with the appendix behind it."""
    assert call("report", "-o", "report.md").code == 0
    text = (folder / "report.md").read_text()
    start = call("analyze", "--format", "markdown").out
    assert text.startswith(start)
    assert "## Appendix: all 9 statements" in text
    assert "I never met the cook." in text


def test_a_pdf_is_printed_by_the_browser_that_is_named(
    call: Call, folder: Path, printer: Path
) -> None:
    """The browser gets a folder of its own, no network, and the page; its date is taken out."""
    assert call("report", "-o", "report.pdf", "--browser", str(printer)).code == 0
    pdf = folder / "report.pdf"
    assert pdf.read_bytes().startswith(b"%PDF-1.4")
    called = (printer.parent / "called").read_text().splitlines()
    assert "--headless" in called
    assert "--no-pdf-header-footer" in called
    assert any(each.startswith("--user-data-dir=") for each in called)
    assert called[-1].startswith("file:///")
    assert str(folder) not in called[-1]


def test_the_browser_may_be_named_by_the_environment(
    call: Call, folder: Path, printer: Path
) -> None:
    """TRIALCHECK_BROWSER names the browser where no option does."""
    variables = {"TRIALCHECK_BROWSER": str(printer)}
    assert call("report", "-o", "report.pdf", variables=variables).code == 0
    assert (folder / "report.pdf").exists()


def test_without_a_browser_the_message_says_what_to_do(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No browser: 2, before anything is read, with what to install and another way."""
    monkeypatch.setattr("trialcheck.cli.browser._NAMES", ())
    monkeypatch.setattr("trialcheck.cli.browser._PLACES", ())
    monkeypatch.delenv("TRIALCHECK_BROWSER", raising=False)
    run = call("report", "-o", "report.pdf")
    assert (run.code, run.out) == (2, "")
    assert "Install Chromium" in run.err
    assert "report.html" in run.err
    assert not (folder / "report.pdf").exists()


@pytest.mark.parametrize("name", ["report", "report.docx", "report.html.zip", "-", ".html"])
def test_only_three_kinds_of_file_are_written(call: Call, folder: Path, name: str) -> None:
    """The end of the name decides; any other is told with those that are known."""
    run = call("report", "-o", name)
    assert (run.code, run.out) == (2, "")
    assert ".html, .md or .pdf" in " ".join(run.err.split())
    assert not (folder / name).exists() or name == "-"


def test_the_output_must_be_named(call: Call) -> None:
    """Without -o nothing is written, and the option is named."""
    run = call("report")
    assert run.code == 2
    assert "-o" in run.err


def test_what_cannot_be_read_makes_no_report(call: Call, folder: Path) -> None:
    """A report is never made from half-read input; an old one stays as it was."""
    old = folder / "report.html"
    old.write_text("old")
    (folder / "testimonies" / "harbour" / "ann.yaml").write_text("speaker: [")
    run = call("report", "-o", "report.html")
    assert run.code == 2
    assert "ann.yaml" in run.err
    assert old.read_text() == "old"


def test_a_folder_that_is_not_there_is_told(call: Call) -> None:
    """The report cannot be written where there is no folder: 2, with the reason."""
    run = call("report", "-o", "nowhere/report.html")
    assert run.code == 2
    assert "cannot be written to nowhere/report.html" in run.err


def test_the_options_of_analyze_narrow_the_report(call: Call, folder: Path) -> None:
    """--select, --certain and --set-aside mean what they mean for `analyze`."""
    call("report", "-o", "report.html", "--select", "state-undone", "--set-aside", "ann")
    page = (folder / "report.html").read_text()
    assert "state-undone-" in page
    assert "assertion-denied-" not in page
    assert "Read without the word of" in page
