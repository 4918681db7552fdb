"""The page of a rule, and the whole reasoning of a finding, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from trialcheck.findings import Evidence, Finding
from trialcheck.rules.model import DERIVED, Example, Rule


def rule_page(rule: Rule) -> list[str]:
    """The page of a rule: what it finds, why, its thresholds, and its own examples as written."""
    lines = [f"{rule.id} ({_kind(rule)})", "", rule.title + ".", "", rule.why.strip(), ""]
    lines += [
        f"Threshold {setting.name}: {setting.default_text}. {setting.about.strip()}".rstrip()
        for setting in rule.settings.values()
    ]
    if rule.settings:
        lines.append("")
    lines.append(f"Written in {rule.path}")
    for heading, examples in (
        ("It speaks here", rule.flagged),
        ("It keeps silent here", rule.silent),
    ):
        for example in examples:
            lines += ["", *_example(heading, example)]
    return lines


def _kind(rule: Rule) -> str:
    if rule.kind == DERIVED:
        return "adds claims that follow from others"
    return f"{rule.kind}, a {'law' if rule.is_law else 'sign'}"


def _example(heading: str, example: Example) -> Iterator[str]:
    yield f"{heading}: {example.title}"
    for line in example.text.split("\n"):
        yield "    " + line
    for names in example.names:
        yield "    -> names " + ", ".join(names)


def finding_page(finding: Finding, rule: Rule | None) -> list[str]:
    """All that there is to say about a finding, line by line.

    That is its message, statements and reasoning, its rule, and on whose word it rests.
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
