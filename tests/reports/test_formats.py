"""The formats of a report: all are there, and each brings only what it needs."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import pytest

from trialcheck.findings import Report
from trialcheck.reports import FORMATS, Layout

TEXT_FORMATS = ["terminal", "json", "markdown"]
SERVICE_FORMATS = ["jsonl", "sarif", "github", "junit"]


@pytest.mark.parametrize("name", TEXT_FORMATS + SERVICE_FORMATS)
def test_each_format_ends_with_one_line_feed(name: str, report: Report) -> None:
    """A report is a text file: its last line ends, and no empty line follows."""
    text = FORMATS[name](report, Layout())
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_each_format_shows_every_finding(name: str, report: Report) -> None:
    """No format drops a finding, and all keep their order within a kind."""
    text = FORMATS[name](report, Layout())
    for case in report.cases:
        for finding in case.findings:
            assert finding.id in text
    assert text.index("one-place-at-a-time-03c5d8e2") < text.index("verdict-alone-c0ffee00")


@pytest.mark.parametrize("name", TEXT_FORMATS + SERVICE_FORMATS)
def test_the_same_report_gives_the_same_bytes(name: str, report: Report) -> None:
    """Two renderings are equal, and the width of the terminal matters to the terminal alone."""
    assert FORMATS[name](report, Layout()) == FORMATS[name](report, Layout())
    wider = FORMATS[name](report, Layout(120))
    assert (wider == FORMATS[name](report, Layout())) == (name != "terminal")


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_what_is_empty_is_no_trouble(name: str, report: Report) -> None:
    """A run over nothing, a brief without arguments and a cause without a claim are all shown."""
    case = report.cases[0]
    brief = replace(case.briefs[0], answers=())
    findings = tuple(replace(finding, cause="holm/key") for finding in case.findings)
    bare = replace(case, briefs=(brief,), threads=(), findings=findings)
    assert "A Pilot Answers" in FORMATS[name](Report((bare,), 1, {}), Layout())
    assert FORMATS[name](Report((), 0, {}), Layout())


@pytest.mark.parametrize("name", ["json", "markdown", *SERVICE_FORMATS])
def test_only_the_terminal_brings_rich(name: str) -> None:
    """A format for machines does not wait for the library of the terminal to load."""
    program = (
        "import sys\n"
        "from trialcheck.findings import Report\n"
        "from trialcheck.reports import FORMATS, Layout\n"
        f"FORMATS[{name!r}](Report((), 0, {{}}), Layout())\n"
        "sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("name", TEXT_FORMATS + SERVICE_FORMATS)
@pytest.mark.parametrize("word", ["lied", "liar", "guilty", "innocent", "untrue"])
def test_the_words_are_neutral(name: str, word: str, report: Report) -> None:
    """No report says of anybody that he lied; the reader does."""
    assert not re.search(rf"\b{word}\b", FORMATS[name](report, Layout()), re.IGNORECASE)
