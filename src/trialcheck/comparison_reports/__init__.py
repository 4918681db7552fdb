"""What an edit changes becomes text: each format is a module with one function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TypeAlias, cast

from trialcheck.comparing import Comparison
from trialcheck.reports.layout import Layout

Format: TypeAlias = Callable[[Comparison, Layout], str]


def _in_module(name: str) -> Format:
    """Return a format whose module, with the libraries it needs, is imported at its first use."""

    def render(comparison: Comparison, layout: Layout) -> str:
        module = import_module(f"trialcheck.comparison_reports.{name}")
        return cast(Format, module.render)(comparison, layout)

    return render


FORMATS: Mapping[str, Format] = {
    "terminal": _in_module("terminal"),
    "json": _in_module("json_report"),
    "markdown": _in_module("markdown"),
}
"""Each format of a comparison by its name on the command line."""
