"""What several findings have in common: the claims, the steps, the sentence of their messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from trialcheck.findings import Evidence, Finding
from trialcheck.reports.finding_words import further_steps
from trialcheck.reports.outline import Outline, outline_of

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Shared:
    """The claims and the steps that each of several findings names."""

    evidence: tuple[Evidence, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The sentence that stands above several findings ("" for none), and what is left of each.

    `own` are the messages and the claims of the findings, in their order; a message is "" where the
    sentence above says it.
    """

    sentence: str
    own: tuple[tuple[str, tuple[Evidence, ...]], ...]


def shared_by(findings: Sequence[Finding]) -> Shared:
    """Return what several findings share; one by itself shares nothing."""
    if len(findings) == 1:
        return Shared()
    claims = _common([finding.evidence for finding in findings])
    return Shared(claims, _common([further_steps(finding) for finding in findings]))


def runs(cause: str, findings: Sequence[Finding]) -> Iterator[Sequence[Finding]]:
    """Yield the findings that use the same claims of their cause, by the sentence they share."""
    using: dict[frozenset[tuple[str, str]], list[Finding]] = {}
    for finding in findings:
        used = ((i.claim, i.implied) for i in finding.evidence if i.statement == cause)
        using.setdefault(frozenset(used), []).append(finding)
    for alike in using.values():
        saying: dict[str, list[Finding]] = {}
        for finding, sentence in zip(alike, _sentences(alike), strict=True):
            saying.setdefault(sentence, []).append(finding)
        yield from saying.values()


def told(findings: Sequence[Finding], above: Sequence[Evidence]) -> Told:
    """Return what some findings say together and apart, when some claims stand above them."""
    own = _own(findings, above)
    if len({finding.message for finding in findings}) == 1 < len(findings):
        return Told(findings[0].message, tuple(("", claims) for claims in own))
    outlines = [_outline(*each) for each in zip(findings, own, strict=True)]
    filled = [outline for outline in outlines if outline is not None]
    if len({outline.sentence for outline in filled}) == 1 < len(filled) == len(findings):
        return Told(filled[0].sentence, tuple(("", (outline.claim,)) for outline in filled))
    messages = (finding.message for finding in findings)
    return Told("", tuple(zip(messages, own, strict=True)))


def _own(findings: Sequence[Finding], above: Sequence[Evidence]) -> list[tuple[Evidence, ...]]:
    """Return the claims of each finding that do not stand above it, or all if that leaves none."""
    left = (tuple(i for i in finding.evidence if i not in above) for finding in findings)
    return [own or finding.evidence for own, finding in zip(left, findings, strict=True)]


def _sentences(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield what each finding says as others do: its message or an outline of it, else ""."""
    own = _own(findings, shared_by(findings).evidence)
    outlines = [_outline(*each) for each in zip(findings, own, strict=True)]
    messages = Counter(finding.message for finding in findings)
    sentences = Counter(outline.sentence for outline in outlines if outline is not None)
    for finding, outline in zip(findings, outlines, strict=True):
        alike = messages[finding.message]
        if outline is not None and sentences[outline.sentence] > alike:
            yield outline.sentence
        else:
            yield finding.message if alike > 1 else ""


def _outline(finding: Finding, own: tuple[Evidence, ...]) -> Outline | None:
    return outline_of(finding.message, own[0]) if len(own) == 1 else None


def _common(rows: Sequence[Sequence[_Item]]) -> tuple[_Item, ...]:
    """Return what all of several rows hold, in the order of the first."""
    return tuple(item for item in rows[0] if all(item in row for row in rows[1:]))
