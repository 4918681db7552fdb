"""What an edit changes as text for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trialcheck.comparing import CaseComparison, Change, Comparison, FileChange
from trialcheck.comparison_reports import words
from trialcheck.findings import Finding
from trialcheck.reports.finding_lines import finding_lines, heading_line
from trialcheck.reports.finding_words import accepted
from trialcheck.reports.layout import Layout
from trialcheck.reports.paragraph import BLANK, Line, Look, Run, fold, indented
from trialcheck.reports.terminal import NARROWEST, bar, painted
from trialcheck.reports.words import count
from trialcheck.visible import prose, visible

MOST_SHOWN = 100
"""How many findings of one sort a casebook shows; the rest are counted."""


def render(comparison: Comparison, layout: Layout) -> str:
    """Return the whole comparison; only prose is folded to the width, names stay whole."""
    width = max(layout.width, NARROWEST)
    lines = bar(words.heading(comparison), Look.TITLE, width, stroke="═")
    lines += fold([Run(prose(words.verdict(comparison)), Look.STRONG)], width)
    lines += fold([Run(prose(words.judged_by(comparison)), Look.QUIET)], width)
    for used, title in ((False, words.NOT_USED), (True, words.USED)):
        lines += _files([f for f in comparison.files if f.used == used], title, width)
    lines += _mended(comparison, width)
    loud, quiet = words.quiet(comparison)
    for case in loud:
        lines += [BLANK, *_case(case, width)]
    if quiet:
        lines += [BLANK, *bar("Unchanged", Look.TITLE, width)]
        for case in quiet:
            path = Run(visible(case.path), Look.NAME, whole=True)
            lines += fold([path, Run(f": {count(case.unchanged, 'finding')}, unchanged")], width)
    return painted(lines, colour=layout.colour)


def _files(files: Sequence[FileChange], title: str, width: int) -> list[Line]:
    if not files:
        return []
    look = Look.TITLE if files[0].used else Look.LAW
    lines = [BLANK, *bar(f"{title}: {len(files)}", look, width)]
    for file in files:
        path = Run(visible(file.path), Look.NAME, whole=True)
        lines += indented(fold([path, Run(f": {words.change_of_file(file)}")], width - 2), 2)
    return lines


def _mended(comparison: Comparison, width: int) -> list[Line]:
    """Return the problems of the files before the edit that the edit mends."""
    if not comparison.mended:
        return []
    title = f"Problems that the edit mends: {len(comparison.mended)}"
    lines = [BLANK, *bar(title, Look.GOOD, width)]
    for problem in comparison.mended[:MOST_SHOWN]:
        place = f"{problem.path}:{problem.line}: " if problem.line else f"{problem.path}: "
        lines += indented(fold([Run(prose(place + problem.message))], width - 2), 2)
    return lines


def _case(case: CaseComparison, width: int) -> list[Line]:
    lines = bar(case.case or case.path, Look.TITLE, width, stroke="═")
    lines += [(Run(visible(case.path), Look.NAME),)]
    for sentence in words.state(case):
        lines += fold([Run(prose(sentence))], width)
    titles = words.titles(case)
    lines += _listed("Added", Look.LAW, case.added, titles, width)
    if case.changed:
        lines += [BLANK, *bar(f"Changed: {len(case.changed)}", Look.SIGN, width)]
        for change in case.changed[:MOST_SHOWN]:
            lines += [*_change(change, width), BLANK]
        lines += _cut(len(case.changed), width)
        lines.pop()
    lines += _listed("Removed", Look.GOOD, case.removed, titles, width)
    if case.stale:
        lines += [BLANK, *bar(f"Nothing left to accept: {len(case.stale)}", Look.SIGN, width)]
        for acceptance in case.stale:
            name = Run(visible(acceptance.finding), Look.NAME, whole=True)
            said = Run(f": {prose(accepted(acceptance))}")
            lines += indented(fold([name, said], width - 2), 2)
    if case.unchanged:
        lines += [BLANK, (Run(f"{count(case.unchanged, 'finding')} unchanged."),)]
    return lines


def _listed(
    title: str, look: Look, findings: Sequence[Finding], titles: Mapping[str, str], width: int
) -> list[Line]:
    if not findings:
        return []
    lines = [BLANK, *bar(f"{title}: {len(findings)}", look, width)]
    for finding in findings[:MOST_SHOWN]:
        lines += [*finding_lines(finding, width, titles), BLANK]
    lines += _cut(len(findings), width)
    return lines[:-1]


def _cut(size: int, width: int) -> list[Line]:
    if size <= MOST_SHOWN:
        return []
    return [*fold([Run(words.cut(MOST_SHOWN, size - MOST_SHOWN), Look.QUIET)], width), BLANK]


def _change(change: Change, width: int) -> list[Line]:
    inner = width - 2
    lines: list[Line] = []
    if change.is_renamed:
        before = Run(visible(change.before.id), Look.NAME, whole=True)
        lines += fold([Run("Was called "), before, Run(".")], inner)
    if change.keeps_message:
        lines += fold([Run(prose(change.after.message), Look.STRONG)], inner)
    for difference in change.differences:
        lines += fold([Run(prose(words.label(difference)), Look.QUIET)], inner)
        for name, text in (("before: ", difference.before), ("now:    ", difference.after)):
            start, rest = (Run(f"  {name}", Look.QUIET),), (Run(" " * 10),)
            lines += fold([Run(prose(text) or "–")], inner, start, rest)
    return [heading_line(change.after), *indented(lines, 2)]
