"""What an edit changes as GitHub-flavoured Markdown, fit for a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from trialcheck.comparing import CaseComparison, Change, Comparison, Difference, FileChange
from trialcheck.comparison_reports import words
from trialcheck.findings import Finding
from trialcheck.reports.finding_words import accepted
from trialcheck.reports.layout import Layout
from trialcheck.reports.markdown import code, escaped, finding_blocks, table
from trialcheck.reports.words import count
from trialcheck.source import Problem
from trialcheck.visible import without_log_commands

LONGEST = 60_000
"""How many characters are written at most: GitHub takes 65,536 for a comment."""

_LONGEST_CELL = 2_000
_MOST_FILES = 50


def render(comparison: Comparison, layout: Layout) -> str:
    """Return the whole comparison; lines are not folded, and the layout changes nothing."""
    del layout
    blocks = list(filter(None, _blocks(comparison)))
    return without_log_commands("\n\n".join(_within(blocks))) + "\n"


def _within(blocks: Sequence[str]) -> list[str]:
    """The blocks that fit, and a word about the others."""
    kept: list[str] = []
    size = 0
    for block in blocks:
        size += len(block) + 2
        if size > LONGEST:
            kept.append("**The rest is left out here:** `trialcheck diff` prints all of it.")
            break
        kept.append(block)
    return kept


def _blocks(comparison: Comparison) -> Iterator[str]:
    yield f"## {escaped(words.heading(comparison))}"
    yield f"**{escaped(words.verdict(comparison))}**"
    yield escaped(words.judged_by(comparison))
    for used, title in ((False, words.NOT_USED), (True, words.USED)):
        yield from _files([file for file in comparison.files if file.used == used], title)
    yield from _mended(comparison.mended)
    loud, quiet = words.quiet(comparison)
    for case in loud:
        yield from _case(case)
    lines = [
        f"- {code(case.path)}: {count(case.unchanged, 'finding')}, unchanged" for case in quiet
    ]
    yield from _listed(lines)


def _files(files: Sequence[FileChange], title: str) -> Iterator[str]:
    if files:
        mark = "" if files[0].used else "⚠ "
        yield f"### {mark}{title}: {len(files)}"
        yield from _listed([f"- {code(f.path)}: {escaped(words.change_of_file(f))}" for f in files])


def _listed(lines: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(lines), _MOST_FILES):
        yield "\n".join(lines[start : start + _MOST_FILES])


def _mended(problems: Sequence[Problem]) -> Iterator[str]:
    if problems:
        yield f"### Problems that the edit mends: {len(problems)}"
        yield from _listed(
            [f"- {code(f'{each.path}:{each.line}')}: {escaped(each.message)}" for each in problems]
        )


def _case(case: CaseComparison) -> Iterator[str]:
    yield f"## {escaped(case.case or case.path)}"
    yield code(case.path)
    yield "\n\n".join(escaped(sentence) for sentence in words.state(case))
    titles = words.titles(case)
    yield from _findings("Added", case.added, titles)
    if case.changed:
        yield f"### Changed: {len(case.changed)}"
        for change in case.changed:
            yield from _change(change)
    yield from _findings("Removed", case.removed, titles)
    if case.stale:
        yield f"### Nothing left to accept: {len(case.stale)}"
        yield from _listed([f"- {code(a.finding)}: {escaped(accepted(a))}" for a in case.stale])
    if case.unchanged:
        yield f"{count(case.unchanged, 'finding')} unchanged."


def _findings(title: str, findings: Sequence[Finding], titles: Mapping[str, str]) -> Iterable[str]:
    if findings:
        yield f"### {title}: {len(findings)}"
    for finding in findings:
        # A finding is one block: it is shown whole or not at all.
        yield "\n\n".join(filter(None, finding_blocks(finding, "####", titles)))


def _change(change: Change) -> Iterable[str]:
    was = f", before {code(change.before.id)}" if change.is_renamed else ""
    yield f"#### {code(change.after.id)}{was}: {escaped(change.after.certainty)}"
    if change.keeps_message:
        yield f"**{escaped(change.after.message)}**"
    yield table(("", "before", "now"), map(_row, change.differences))


def _row(difference: Difference) -> tuple[str, str, str]:
    claim = f" of {code(difference.claim)}" if difference.claim else ""
    name = escaped(words.label(Difference(difference.what, "", "", "")))
    return f"{name}{claim}", _cell(difference.before), _cell(difference.after)


def _cell(text: str) -> str:
    shown = text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL] + "…"
    return escaped(shown) or "–"
