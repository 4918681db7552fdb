"""The whole reasoning of a finding, and all there is to say of a statement, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trialcheck.appendix import StatementEntry
from trialcheck.findings import CaseResult, Evidence, Finding
from trialcheck.rules.model import Rule
from trialcheck.wording import acceptance_in_words


@dataclass(frozen=True, slots=True)
class NarrowedClaim:
    """A claim, what the rest of the record leaves of its date, in words, and who narrows it."""

    name: str
    only: str
    statements: tuple[str, ...]


def finding_page(
    finding: Finding, rule: Rule | None, narrowed: Mapping[str, NarrowedClaim]
) -> list[str]:
    """All that there is to say about a finding, line by line.

    That is its message, statements and reasoning, its rule, and on whose word it rests; and what
    the rest of the record leaves of the dates of its claims, by their names.
    """
    lines = [
        f"{finding.id} ({finding.kind}, {finding.certainty})",
        "",
        finding.message.rstrip(".") + ".",
        "",
    ]
    lines.append("The statements:")
    for item in finding.evidence:
        lines += _evidence(item)
        lines += _left(narrowed, item.claim)
    lines += ["", "The reasoning:"]
    lines += [f"{number}. {step}" for number, step in enumerate(finding.reasoning, start=1)]
    if finding.margin is not None:
        lines.append(f"Margin: {finding.margin_text} ({finding.margin:,} minutes).")
    lines += ["", f"The rule: {finding.title}."]
    if rule is not None:
        lines.append(rule.why.strip())
    rests = finding.rests_on
    lines += ["", f"It rests on the word of {', '.join(rests.speakers)}"]
    lines[-1] += f", as recorded in {', '.join(rests.sources)}" if rests.sources else ""
    lines[-1] += f" (side: {', '.join(rests.sides)})." if rests.sides else "."
    if finding.acceptance is not None:
        lines += ["", acceptance_in_words(finding.acceptance)]
    return lines


def _evidence(item: Evidence) -> Iterator[str]:
    said = ", ".join(word for word in (item.stage, item.said) if word)
    yield f"  {item.claim} [{item.part}], {item.path}:{item.line}:{item.column}"
    yield f"      {item.speaker_name}{f' ({said})' if said else ''}: {item.text}"
    if item.when:
        yield f"      when: {item.when}"
    if item.implied:
        yield f"      from this follows: {item.implied}"
    if item.says:
        yield f"      in the record: {' '.join(item.says.split())}"
    if item.source or item.at:
        place = (item.source_title or item.source, item.at)
        yield f"      recorded in {', '.join(word for word in place if word)}"


def statement_page(
    entry: StatementEntry, case: CaseResult, narrowed: Mapping[str, NarrowedClaim]
) -> list[str]:
    """All that there is to say about a statement: its claims, their dates, and its findings."""
    said = ", ".join(word for word in (entry.stage, entry.said) if word)
    lines = [f"{entry.name} ({said})" if said else entry.name, f"{entry.path}:{entry.line}", ""]
    if entry.says:
        lines += [" ".join(entry.says.split()), ""]
    if entry.source or entry.at:
        place = ", ".join(word for word in (entry.source, entry.at) if word)
        lines += [f"Recorded in {place}.", ""]
    lines.append("It claims:" if entry.claims else "It makes no claim that can be checked.")
    for claim in entry.claims:
        lines.append(f"  {claim.name}, line {claim.line}")
        lines.append(f"      {claim.text}")
        if claim.when:
            lines.append(f"      when: {claim.when}")
        lines += _left(narrowed, claim.name)
    naming = [finding for finding in case.findings if entry.name in finding.statements]
    lines += ["", "Findings that name it:" if naming else "No finding names it."]
    lines += [f"  {finding.id} ({finding.certainty}): {finding.message}" for finding in naming]
    return lines


def _left(narrowed: Mapping[str, NarrowedClaim], name: str) -> Iterator[str]:
    left = narrowed.get(name)
    if left is not None:
        yield f"      given the rest, it can only have {left.only} ({', '.join(left.statements)})"
