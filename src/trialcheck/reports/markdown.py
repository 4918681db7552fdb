"""The report as GitHub-flavoured Markdown; no text of a testimony acts as Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from trialcheck.findings import (
    Answer,
    BriefAnswer,
    CaseResult,
    Evidence,
    Finding,
    Report,
    ThreadState,
)
from trialcheck.reports import finding_words, words
from trialcheck.reports.layout import Layout
from trialcheck.visible import prose, visible, without_log_commands

# What GitHub and GitLab turn into links, mentions, references, emoji or formulas wherever they find
# it in the finished text, so that no escape helps: such words are shown as code.
_ACTING = re.compile(
    r"@|://|\$|#\w|www\.|mailto:|xmpp:|GH-\d|:[\w+-]+:|[0-9a-f]{7}|(?:^|\W)[!%~&]\w", re.IGNORECASE
)
_SPECIAL = re.compile(r"[\\`*_\[\]~]")
# What opens a block of Markdown, and the `/` of an order to GitLab or to a bot.
_START_OF_BLOCK = re.compile(r"^(\d{0,9}(?=[-+=#:.)])|(?=/))")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"})
_FENCE = re.compile("`+")


def render(report: Report, layout: Layout) -> str:
    """Return the whole report; lines are not folded, and the width changes nothing."""
    blocks = [block for case in report.cases for block in _case(case, report.rules, layout.most)]
    blocks += ["---", "\n".join(f"- {escaped(line)}" for line in words.summary(report))]
    return without_log_commands("\n\n".join(block for block in blocks if block)) + "\n"


def escaped(text: str) -> str:
    """Return free text on one line that Markdown shows as it is, also in the cell of a table."""
    written = prose(text).split(" ")
    shown = " ".join(code(word) if _ACTING.search(word) else _plain(word) for word in written)
    return _START_OF_BLOCK.sub(r"\1\\", shown)


def code(text: str) -> str:
    r"""Return text as a code span, with a fence longer than any in it; a `|` is shown as `\x7c`."""
    content = visible(text).replace("|", "\\x7c")
    fence = "`" * (max(map(len, _FENCE.findall(content)), default=0) + 1)
    space = " " if content.startswith((" ", "`")) or content.endswith((" ", "`")) else ""
    return f"{fence}{space}{content}{space}{fence}" if content else ""


def _plain(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text).translate(_ENTITIES)


def _case(case: CaseResult, rules: int, most: int | None) -> Iterable[str]:
    yield f"# {escaped(case.case)}"
    yield f"{code(case.path)}: {words.size_of_case(case)}"
    yield escaped(case.about)
    if case.set_aside:
        yield f"Read without the word of {_names(case.set_aside)}."
    yield words.state_of_case(case)
    if not case.findings:
        yield f"**{words.silence(rules)}**"
    titles = finding_words.titles_of(case.findings)
    for kind, heading, findings in words.listed_by_kind(case, most):
        yield f"## {heading}"
        yield words.KIND_WORDS[kind].meaning
        for cause, together in words.by_cause(findings):
            yield from _together(case, cause, together, titles)
    yield words.left_out(case, most)
    yield from _stale(case)
    yield from _threads(case.threads)
    for brief in case.briefs:
        yield from _brief(brief)


def _together(
    case: CaseResult, cause: str, findings: Sequence[Finding], titles: Mapping[str, str]
) -> Iterable[str]:
    others = words.findings_of_other_kinds(case, findings[0])
    several = f"{words.count(others, 'finding')} of another kind"
    if cause:
        also = f" (and {several})" if others else ""
        yield f"### These {len(findings)} findings{also} share one statement: {code(cause)}"
        yield from _statement(case, cause, findings[0])
    for finding in findings:
        yield from finding_blocks(finding, "####" if cause else "###", titles)
    if others and not cause:
        yield f"Shares {code(findings[0].cause)} with {several}."


def _statement(case: CaseResult, name: str, finding: Finding) -> Iterable[str]:
    for item in finding.evidence:
        if item.statement == name:
            recorded = escaped(finding_words.recorded_at(item))
            said = escaped(finding_words.statement(item))
            yield f"{said} ({recorded}, {_place(case.path, item)})"
            return


def finding_blocks(finding: Finding, heading: str, titles: Mapping[str, str]) -> Iterable[str]:
    """Yield the blocks of one finding, under a heading that begins with so many `#`."""
    accepted = ", accepted" if finding.accepted else ""
    yield f"{heading} {code(finding.id)}: {escaped(finding.certainty)}{accepted}"
    yield f"**{escaped(finding.message)}**"
    if finding.evidence:
        columns = ("who", "said", "dated", "claim", "recorded in", "where")
        yield table(columns, [_row(finding.casebook, item) for item in finding.evidence])
    steps = enumerate(finding_words.further_steps(finding), start=1)
    yield "\n".join(f"{number}. {escaped(step)}" for number, step in steps)
    yield escaped(finding_words.rests_on(finding, titles))
    yield escaped(finding_words.measure(finding))
    yield escaped(finding_words.acceptance_of(finding))


def _row(casebook: str, evidence: Evidence) -> tuple[str, ...]:
    said = ", ".join(words.each_once([evidence.stage, evidence.said]))
    follows = f"; it follows: {escaped(evidence.implied)}" if evidence.implied else ""
    return (
        escaped(finding_words.name_of(evidence)),
        escaped(said),
        escaped(evidence.when),
        escaped(evidence.text) + follows,
        escaped(finding_words.recorded_at(evidence)),
        f"{code(evidence.claim)} {_place(casebook, evidence)}",
    )


def _place(casebook: str, evidence: Evidence) -> str:
    return code(finding_words.file_and_line(casebook, evidence))


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
        _names(thread.carried_by),
        _names(thread.findings),
    )


def _brief(brief: BriefAnswer) -> Iterable[str]:
    yield f"## Brief: {escaped(brief.title)}"
    yield f"By {escaped(brief.by_name or brief.by)}: {words.count_of_answers([brief])}."
    if brief.answers:
        heading = ("argument", "answer", "rests on", "findings", "in words")
        yield table(heading, map(_answer, brief.answers))


def _answer(answer: Answer) -> tuple[str, ...]:
    place = f" ({escaped(answer.at)})" if answer.at else ""
    contested = f" Contested by {_names(answer.contested_by)}." if answer.contested_by else ""
    why = f" {escaped(answer.why)}" if answer.why else ""
    return (
        code(answer.id),
        escaped(words.answered(answer)),
        escaped(words.basis(answer)),
        _names(answer.findings),
        f"{escaped(answer.says)}{place}{contested}{why}",
    )


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(code, names))


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its cells are Markdown already."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
