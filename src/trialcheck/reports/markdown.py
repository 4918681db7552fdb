"""The report as GitHub-flavoured Markdown; no text of a testimony acts as Markdown or HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trialcheck.findings import Answer, BriefAnswer, CaseResult, Report, ThreadState
from trialcheck.reports import finding_words, words
from trialcheck.reports.layout import Layout
from trialcheck.reports.legend import legend_of
from trialcheck.reports.markdown_findings import finding_blocks, group_blocks
from trialcheck.reports.markdown_text import code, escaped, names, table
from trialcheck.reports.passages import explained, sections_of
from trialcheck.reports.tally import balance, tally
from trialcheck.visible import without_log_commands

__all__ = ["code", "escaped", "finding_blocks", "render", "table"]


def render(report: Report, layout: Layout) -> str:
    """Return the whole report; lines are not folded, and the width changes nothing."""
    blocks = [block for case in report.cases for block in _case(case, report.rules, layout.most)]
    blocks += ["---", "\n".join(f"- {escaped(line)}" for line in words.summary(report))]
    return without_log_commands("\n\n".join(block for block in blocks if block)) + "\n"


def _case(case: CaseResult, rules: int, most: int | None) -> Iterable[str]:
    yield f"# {escaped(case.case)}"
    yield f"{code(case.path)}: {words.size_of_case(case)}"
    yield escaped(case.about)
    if case.set_aside:
        yield f"Read without the word of {names(case.set_aside)}."
    yield words.state_of_case(case)
    yield from _numbers(case)
    if case.findings:
        yield from _findings(case, most)
    else:
        yield f"**{words.silence(rules, case)}**"
    yield from _stale(case)
    yield from _threads(case.threads)
    for brief in case.briefs:
        yield from _brief(brief)


def _findings(case: CaseResult, most: int | None) -> Iterable[str]:
    legend = legend_of(case.findings)
    sections = sections_of(case, most)
    yield " ".join(map(escaped, (*legend.sentences(), *explained(sections))))
    for section in sections:
        yield f"## {section.heading}"
        yield words.KIND_WORDS[section.kind].meaning
        for group in section.groups:
            yield from group_blocks(group, legend)
    yield words.left_out(case, most)
    yield words.hidden(case)


def _numbers(case: CaseResult) -> Iterable[str]:
    """Yield what was found in numbers, as a table and a sentence for each thread and brief."""
    heading, *rows = tally(case) or ((),)
    if rows:
        yield table(heading, rows)
    yield "\n".join(f"- {escaped(sentence)}" for sentence in balance(case))


def _stale(case: CaseResult) -> Iterable[str]:
    if case.stale_acceptances:
        yield f"## Stale acceptances: {len(case.stale_acceptances)}"
        yield words.STALE_ACCEPTANCES
        rows = [
            (
                code(acceptance.finding),
                escaped(finding_words.accepted(acceptance)),
                code(finding_words.place_of(case.path, acceptance)),
            )
            for acceptance in case.stale_acceptances
        ]
        yield table(("finding", "acceptance", "where"), rows)


def _threads(threads: Sequence[ThreadState]) -> Iterable[str]:
    if threads:
        yield f"## Threads: {words.count_of_threads(threads)}"
        yield "The contacts between people that the case relies on."
        yield table(("between", "state", "note", "carried by", "see"), map(_thread, threads))


def _thread(thread: ThreadState) -> tuple[str, ...]:
    people = (thread.between_names[0], *thread.through_names, thread.between_names[1])
    return (
        " – ".join(map(escaped, people)),
        escaped(words.state_of_thread(thread)),
        escaped(thread.note),
        names(thread.carried_by),
        names(thread.findings),
    )


def _brief(brief: BriefAnswer) -> Iterable[str]:
    yield f"## Brief: {escaped(brief.title)}"
    yield f"By {escaped(brief.by_name or brief.by)}: {words.count_of_answers([brief])}."
    if brief.answers:
        heading = ("argument", "answer", "rests on", "findings", "in words")
        yield table(heading, map(_answer, brief.answers))


def _answer(answer: Answer) -> tuple[str, ...]:
    place = f" ({escaped(answer.at)})" if answer.at else ""
    contested = f" Contested by {names(answer.contested_by)}." if answer.contested_by else ""
    why = f" {escaped(answer.why)}" if answer.why else ""
    return (
        code(answer.id),
        escaped(words.answered(answer)),
        escaped(words.basis(answer)),
        names(answer.findings),
        f"{escaped(answer.says)}{place}{contested}{why}",
    )
