"""The report as Markdown with every statement behind it, as a report to be handed out needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trialcheck.appendix import Appendix, StatementEntry
from trialcheck.dossiers import FullReport
from trialcheck.findings import CaseResult, Finding, Report
from trialcheck.reports import finding_words, markdown, words
from trialcheck.reports.layout import Layout
from trialcheck.reports.markdown import code, escaped
from trialcheck.visible import without_log_commands


def render(report: Report, layout: Layout) -> str:
    """Return the report of the format Markdown, and all statements of each casebook."""
    text = markdown.render(report, layout)
    dossiers = report.dossiers if isinstance(report, FullReport) else ()
    blocks = [
        block
        for case, dossier in zip(report.cases, dossiers, strict=False)
        for block in _appendix(case, dossier.appendix, several=len(report.cases) > 1)
    ]
    return "\n\n".join([text.rstrip("\n"), *map(without_log_commands, blocks)]) + "\n"


def _appendix(case: CaseResult, appendix: Appendix, *, several: bool) -> Iterator[str]:
    if not appendix.statements:
        return
    of = f" of {escaped(case.case)}" if several else ""
    yield f"## Appendix: all {len(appendix.statements)} statements{of}"
    titles = {each.id: each.title.partition(": ")[0] for each in appendix.sources}
    names = {each.id: each.name for each in appendix.people}
    naming: dict[str, list[Finding]] = {}
    for finding in case.findings:
        for name in finding.statements:
            naming.setdefault(name, []).append(finding)
    for entry in appendix.statements:
        yield f"### {code(entry.name)}"
        yield from _statement(case, entry, titles.get(entry.source, entry.source), names)
        yield _named(naming.get(entry.name, ()))


def _statement(
    case: CaseResult, entry: StatementEntry, source: str, names: dict[str, str]
) -> Iterator[str]:
    speaker = names.get(entry.speaker, entry.speaker)
    occasion = words.each_once([speaker, entry.stage.replace("-", " "), entry.said, entry.side])
    yield f"**{escaped(', '.join(occasion))}**"
    if entry.says:
        yield f"> {escaped(entry.says)}"
    if entry.claims:
        yield "\n".join(
            f"{number}. {escaped(_claim(claim.text, claim.when))}"
            for number, claim in enumerate(entry.claims, start=1)
        )
    if entry.note:
        yield f"Note: {escaped(entry.note)}"
    place = escaped(", ".join(words.each_once([source, entry.at])))
    file = code(f"{finding_words.path_below(case.path, entry.path)}:{entry.line}")
    yield ", ".join(filter(None, (place, file)))


def _claim(text: str, when: str) -> str:
    return f"{text}; {when}" if when and when not in text else text


def _named(findings: Sequence[Finding]) -> str:
    if not findings:
        return "No finding names it."
    return f"Named in {_codes(each.id for each in findings)}."


def _codes(names: Iterable[str]) -> str:
    return ", ".join(map(code, names))
