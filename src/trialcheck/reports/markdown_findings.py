"""Findings as GitHub-flavoured Markdown, each by itself or below what several share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from trialcheck.findings import Evidence, Finding
from trialcheck.reports import finding_words, words
from trialcheck.reports.earlier_notes import Why
from trialcheck.reports.legend import Legend
from trialcheck.reports.markdown_text import code, escaped, names, table
from trialcheck.reports.passages import Group, Passage, Stretch, shared_elsewhere


def group_blocks(group: Group, legend: Legend) -> Iterable[str]:
    """Yield the findings that are told together, what they share above them."""
    several = len(group.passages) > 1
    if several:
        yield f"### {group.heading()}{code(group.cause)}"
        yield escaped(group.rule())
        yield escaped(group.says)
        yield from _shared(group, group.evidence, group.why, legend)
    for stretch in group.stretches:
        if len(stretch.passages) > 1:
            yield from _head(group, stretch, legend)
        for passage in stretch.passages:
            yield from _passage(passage, "####" if several else "###", legend)


def _head(group: Group, stretch: Stretch, legend: Legend) -> Iterable[str]:
    """Yield what the findings of a stretch share, under a heading if more stretches follow."""
    before = group.before(stretch).rstrip(" ")
    message = f"**{escaped(stretch.message)}**" if stretch.message else ""
    if len(group.stretches) > 1:
        yield f"#### {before}"
        yield message
    else:
        yield f"{before} {message}".strip(" ")
    yield from _shared(group, stretch.evidence, stretch.why, legend)


def _shared(group: Group, evidence: Sequence[Evidence], why: Why, legend: Legend) -> Iterable[str]:
    if evidence:
        yield _claims(group.passages[0].finding.casebook, evidence, legend.recorded_at)
    yield from _why(why)


def _passage(passage: Passage, heading: str, legend: Legend) -> Iterable[str]:
    """Yield what is told of one finding in its place."""
    finding = passage.finding
    basis = legend.basis(finding)
    yield f"{_heading(finding, heading)}{f'; {escaped(basis)}' if basis else ''}"
    yield f"**{escaped(passage.message)}**" if passage.message else ""
    if passage.evidence:
        yield _claims(finding.casebook, passage.evidence, legend.recorded_at)
    yield from _why(passage.why)
    yield escaped(legend.in_full(finding))
    yield from _closing(finding)
    before, name, after = shared_elsewhere(passage)
    yield f"{before}{code(name)}{after}"


def finding_blocks(finding: Finding, heading: str, titles: Mapping[str, str]) -> Iterable[str]:
    """Yield the blocks of one finding by itself, under a heading of so many `#`."""
    yield _heading(finding, heading)
    yield f"**{escaped(finding.message)}**"
    if finding.evidence:
        yield _claims(finding.casebook, finding.evidence, finding_words.recorded_at)
    yield from _why(Why(finding_words.further_steps(finding)))
    yield escaped(finding_words.rests_on(finding, titles))
    yield from _closing(finding)


def _heading(finding: Finding, heading: str) -> str:
    accepted = ", accepted" if finding.accepted else ""
    return f"{heading} {code(finding.id)}: {escaped(finding.certainty)}{accepted}"


def _closing(finding: Finding) -> Iterable[str]:
    yield escaped(finding_words.measure(finding))
    yield escaped(finding_words.acceptance_of(finding))


def _why(why: Why) -> Iterable[str]:
    steps = enumerate(why.steps, start=1)
    yield "\n".join(f"{number}. {escaped(step)}" for number, step in steps)
    for at, notes in why.earlier:
        yield f"Note{'' if len(notes) == 1 else 's'} on {names(notes)}: see {code(at)}."


def _claims(
    casebook: str, evidence: Sequence[Evidence], recorded_at: Callable[[Evidence], str]
) -> str:
    """Return the table of some claims."""
    columns = ("who", "said", "dated", "claim", "recorded in", "where")
    return table(columns, [_row(casebook, item, recorded_at(item)) for item in evidence])


def _row(casebook: str, evidence: Evidence, recorded: str) -> tuple[str, ...]:
    said = ", ".join(words.each_once([evidence.stage, evidence.said]))
    follows = f"; it follows: {escaped(evidence.implied)}" if evidence.implied else ""
    return (
        escaped(finding_words.name_of(evidence)),
        escaped(said),
        escaped(evidence.when),
        escaped(evidence.text) + follows,
        escaped(recorded),
        f"{code(evidence.claim)} {_place(casebook, evidence)}",
    )


def _place(casebook: str, evidence: Evidence) -> str:
    return code(finding_words.file_and_line(casebook, evidence))
