"""The report as text for a terminal or a pipe, and the home of the library that colours it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.color import ColorSystem
from rich.style import Style

from trialcheck.findings import LAW_KINDS, CaseResult, Report
from trialcheck.reports import finding_words, words
from trialcheck.reports.balance_lines import brief_lines, thread_lines
from trialcheck.reports.finding_lines import MARKS
from trialcheck.reports.group_lines import group_lines
from trialcheck.reports.layout import Layout
from trialcheck.reports.legend import legend_of
from trialcheck.reports.paragraph import (
    BLANK,
    Line,
    Look,
    Run,
    fold,
    indented,
    separated,
    tidy,
    width_of,
)
from trialcheck.reports.passages import explained, sections_of
from trialcheck.reports.tally import balance, tally
from trialcheck.visible import prose, visible, without_log_commands

NARROWEST = 60
"""Below this width in cells the lines are no longer shortened."""

_COLUMN = 10

_STYLES = {
    Look.PLAIN: Style(),
    Look.TITLE: Style(bold=True),
    Look.LAW: Style(bold=True, color="red"),
    Look.SIGN: Style(bold=True, color="yellow"),
    Look.GOOD: Style(bold=True, color="green"),
    Look.NAME: Style(color="cyan"),
    Look.STRONG: Style(bold=True),
    Look.DATE: Style(color="magenta"),
    Look.QUIET: Style(dim=True),
}


def render(report: Report, layout: Layout) -> str:
    """Return the whole report; only prose is folded to the width, names stay whole."""
    width = max(layout.width, NARROWEST)
    lines: list[Line] = []
    for case in report.cases:
        lines += [*_case(case, report.rules, width, layout.most), BLANK]
    lines += bar("Summary", Look.TITLE, width)
    lines += [(Run(prose(line)),) for line in words.summary(report)]
    return painted(lines, colour=layout.colour)


def painted(lines: Iterable[Line], *, colour: bool) -> str:
    """Return lines as text that ends with a line feed; in colour only if asked."""
    system = ColorSystem.STANDARD if colour else None
    text = "\n".join(
        "".join(_STYLES[run.look].render(run.text, color_system=system) for run in tidy(line))
        for line in lines
    )
    return without_log_commands(text) + "\n"


def _case(case: CaseResult, rules: int, width: int, most: int | None) -> list[Line]:
    lines = bar(case.case, Look.TITLE, width, stroke="═")
    path = Run(visible(case.path), Look.NAME, whole=True)
    lines += fold([path, Run(f": {words.size_of_case(case)}")], width)
    lines += fold([Run(prose(case.about), Look.QUIET)], width)
    if case.set_aside:
        aside = separated(([Run(visible(name), Look.NAME, True)] for name in case.set_aside), ",")
        lines += fold([Run("Read without the word of "), *aside, Run(".")], width)
    lines += fold([Run(words.state_of_case(case))], width)
    lines += _numbers(case, width)
    if case.findings:
        lines += _findings(case, width, most)
    else:
        lines += [BLANK, *fold([Run(words.silence(rules, case), Look.STRONG)], width)]
    return lines + _stale(case, width) + _threads(case, width) + _briefs(case, width)


def _findings(case: CaseResult, width: int, most: int | None) -> list[Line]:
    legend = legend_of(case.findings)
    lines: list[Line] = [BLANK]
    sections = sections_of(case, most)
    for sentence in (*legend.sentences(*MARKS.values()), *explained(sections)):
        lines += fold([Run(prose(sentence), Look.QUIET)], width)
    for section in sections:
        look = Look.LAW if section.kind in LAW_KINDS else Look.SIGN
        lines += [BLANK, *bar(section.heading, look, width)]
        lines += fold([Run(words.KIND_WORDS[section.kind].meaning, Look.QUIET)], width)
        for group in section.groups:
            lines += [BLANK, *group_lines(group, legend, width)]
    for left in filter(None, (words.left_out(case, most), words.hidden(case))):
        lines += [BLANK, *fold([Run(left, Look.STRONG)], width)]
    return lines


def _numbers(case: CaseResult, width: int) -> list[Line]:
    """Return what was found in numbers: the findings, the threads, the answers to each brief."""
    rows = tally(case)
    lines: list[Line] = [BLANK] if rows or balance(case) else []
    first = max((len(row[0]) for row in rows), default=0)
    for index, (name, *cells) in enumerate(rows):
        look = Look.PLAIN if index else Look.QUIET
        row = name.ljust(first) + "".join(cell.rjust(_COLUMN) for cell in cells)
        lines.append((Run(row, look),))
    for sentence in balance(case):
        lines += fold([Run(prose(sentence))], width)
    return lines


def _stale(case: CaseResult, width: int) -> list[Line]:
    """Return the acceptances whose finding is gone, each with its place."""
    if not case.stale_acceptances:
        return []
    title = f"Stale acceptances: {len(case.stale_acceptances)}"
    lines = [BLANK, *bar(title, Look.TITLE, width)]
    lines += fold([Run(words.STALE_ACCEPTANCES, Look.QUIET)], width)
    for acceptance in case.stale_acceptances:
        finding = Run(visible(acceptance.finding), Look.NAME, whole=True)
        place = Run(finding_words.place_of(case.path, acceptance), Look.QUIET, whole=True)
        said = Run(prose(finding_words.accepted(acceptance)))
        lines += [
            BLANK,
            *fold([finding, Run(", "), place], width),
            *indented(fold([said], width - 2), 2),
        ]
    return lines


def _threads(case: CaseResult, width: int) -> list[Line]:
    if not case.threads:
        return []
    title = f"Threads: {words.count_of_threads(case.threads)}"
    meaning = Run("The contacts between people that the case relies on.", Look.QUIET)
    heading = [BLANK, *bar(title, Look.TITLE, width), *fold([meaning], width), BLANK]
    return [*heading, *thread_lines(case.threads, width)]


def _briefs(case: CaseResult, width: int) -> list[Line]:
    lines: list[Line] = []
    for brief in case.briefs:
        lines += [BLANK, *bar(f"Brief: {brief.title}", Look.TITLE, width)]
        by = prose(brief.by_name or brief.by)
        counted = words.count_of_answers([brief])
        lines += fold([Run(f"By {by}: {counted}.", Look.QUIET)], width)
        lines += [BLANK, *brief_lines(brief, width)]
    return lines


def bar(title: str, look: Look, width: int, stroke: str = "─") -> list[Line]:
    """Return a title in a bar across the width, folded if it is longer."""
    start = Run(f"{stroke * 2} ", Look.QUIET)
    *above, last = fold([Run(prose(title), look)], width, (start,), (start,)) or [(start,)]
    missing = width - width_of(last) - 1
    end = (Run(f" {stroke * missing}", Look.QUIET),) if missing > 0 else ()
    return [*above, (*last, *end)]
