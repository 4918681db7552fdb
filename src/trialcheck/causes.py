"""One trouble is told once: findings that a single statement causes are grouped under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from trialcheck.findings import Finding

ENOUGH = 3
"""From how many findings of one rule a statement that all of them name counts as their cause."""


def with_causes(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, in the same order, each with its cause.

    The cause is the statement that causes it and at least two more of its rule, if there is one.
    """
    left = {finding.id: finding for finding in findings if len(finding.statements) > 1}
    cause: dict[str, str] = {}
    while left:
        counts = Counter(
            (finding.rule, name) for finding in left.values() for name in finding.statements
        )
        (rule, name), most = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if most < ENOUGH:
            break
        for identifier, finding in list(left.items()):
            if finding.rule == rule and name in finding.statements:
                cause[identifier] = name
                del left[identifier]
    return [replace(finding, cause=cause.get(finding.id, "")) for finding in findings]
