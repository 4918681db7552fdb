"""Findings that are told together become lines: what they share above, behind a gutter."""

from __future__ import annotations

from collections.abc import Sequence

from trialcheck.findings import Evidence
from trialcheck.reports.finding_lines import passage_lines, row_lines, why_lines
from trialcheck.reports.legend import Legend
from trialcheck.reports.paragraph import BLANK, Line, Look, Run, fold, indented
from trialcheck.reports.passages import Group, Stretch
from trialcheck.visible import prose, visible

_GUTTER = Run("│ ", Look.QUIET)


def group_lines(group: Group, legend: Legend, width: int) -> list[Line]:
    """Return the findings of a group behind a gutter, or one by itself without it."""
    if len(group.passages) == 1:
        return passage_lines(group.passages[0], legend, width)
    inner = width - 2
    cause = Run(visible(group.cause), Look.NAME, whole=True)
    lines = fold([Run(group.heading(), Look.TITLE), cause], inner)
    lines += fold([Run(prose(group.rule()), Look.QUIET)], inner)
    lines += fold([Run(prose(group.says))], inner)
    lines += _rows(group.evidence, group, legend, inner)
    lines += why_lines(group.why, inner)
    for stretch in group.stretches:
        lines += _stretch(stretch, group, legend, inner)
    return [(_GUTTER, *line) if line else (Run("│", Look.QUIET),) for line in lines]


def _stretch(stretch: Stretch, group: Group, legend: Legend, width: int) -> list[Line]:
    lines = _head(stretch, group, legend, width) if len(stretch.passages) > 1 else []
    if lines and len(group.stretches) > 1:
        lines = [BLANK, *lines]
    for passage in stretch.passages:
        lines += [BLANK, *passage_lines(passage, legend, width)]
    return lines


def _head(stretch: Stretch, group: Group, legend: Legend, width: int) -> list[Line]:
    """Return what the findings of a stretch share, above them."""
    before = Run(group.before(stretch), Look.TITLE)
    lines = fold([before, Run(prose(stretch.message), Look.STRONG)], width)
    lines += _rows(stretch.evidence, group, legend, width)
    return lines + why_lines(stretch.why, width)


def _rows(items: Sequence[Evidence], group: Group, legend: Legend, width: int) -> list[Line]:
    casebook = group.passages[0].finding.casebook
    rows = [row_lines(casebook, item, width - 4, legend.recorded_at(item)) for item in items]
    return [line for row in rows for line in indented(row, 4)]
