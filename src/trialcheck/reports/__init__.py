"""A report becomes text: each format is a module with one function from the report to its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TypeAlias, cast

from trialcheck.findings import Report
from trialcheck.reports.layout import Layout

__all__ = ["FORMATS", "PRINTED", "Format", "Layout"]

Format: TypeAlias = Callable[[Report, Layout], str]


def _in_module(name: str) -> Format:
    """Return a format whose module, with the libraries it needs, is imported at its first use."""

    def render(report: Report, layout: Layout) -> str:
        module = import_module(f"trialcheck.reports.{name}")
        return cast(Format, module.render)(report, layout)

    return render


FORMATS: Mapping[str, Format] = {
    "terminal": _in_module("terminal"),
    "json": _in_module("json_report"),
    "markdown": _in_module("markdown"),
    "jsonl": _in_module("jsonl"),
    "sarif": _in_module("sarif"),
    "github": _in_module("github"),
    "junit": _in_module("junit"),
    "html": _in_module("html.page"),
}
"""Each format of a report by its name on the command line."""

PRINTED: Mapping[str, Format] = {
    ".html": FORMATS["html"],
    ".htm": FORMATS["html"],
    ".md": _in_module("printed_markdown"),
    ".pdf": FORMATS["html"],
}
"""The format of a report to be printed by the end of its name; a PDF is made of the page."""
