"""What is said once at the top of a report, so that each finding can say it in a few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from trialcheck.findings import Evidence, Finding
from trialcheck.reports import finding_words
from trialcheck.reports.words import listed

CERTAINTIES = "{}certain: with whatever exact dates are meant; {}possible: with some of them."
"""What the two certainties mean, each behind its mark if a report has one."""

_BEHIND_ITS_ID = "Behind its id each finding says on whose word it rests"


@dataclass(frozen=True, slots=True)
class Legend:
    """What readers are told before the findings, and the short forms that it allows.

    `stages` are those of each side, empty where a stage speaks for more than one side; `usual` are
    the titles of what a source reports, by the title of the source.
    """

    stages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    usual: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    unusual: bool = False

    def sentences(self, *marks: str) -> tuple[str, ...]:
        """Return what is said at the top of a report, with its marks for certain and possible."""
        sides = [f"{side} ({listed(stages)})" for side, stages in self.stages.items()]
        said = [f"{_BEHIND_ITS_ID}: {listed(sides)}."] if sides else []
        unless = " unless another source is named" if self.unusual else ""
        for title, reported in self.usual.items():
            said.append(f"What is reported in {title} is from {listed(reported)}{unless}.")
        certainties = CERTAINTIES.format(*[f"{mark} " for mark in marks] or ["", ""])
        return (certainties[:1].upper() + certainties[1:], *said)

    def basis(self, finding: Finding) -> str:
        """Return the sides on which a finding rests in a few words, "" if they do not say it."""
        sides = finding.rests_on.sides
        if not self.stages or not sides or any(not item.side for item in finding.evidence):
            return ""
        if len(sides) == 1:
            return f"rests on: {sides[0]} alone"
        against = finding.is_law and len(sides) == 2
        return f"rests on: {' against '.join(sides) if against else listed(sides)}"

    def in_full(self, finding: Finding) -> str:
        """Return the sentence on whose word a finding rests, "" if a few words say it."""
        return "" if self.basis(finding) else finding_words.rests_on_alone(finding)

    def recorded_at(self, evidence: Evidence) -> str:
        """Return the source in which a claim is recorded, whether it reports it, and the place."""
        recorded = finding_words.recorded_at(evidence)
        if not evidence.reports:
            return recorded
        reported = _reported(evidence, self.titles)
        usual = self.usual.get(finding_words.short_title(evidence)) == reported
        return f"reported {'' if usual else f'from {listed(reported)} '}in {recorded}"


def legend_of(findings: Sequence[Finding]) -> Legend:
    """Return the legend of the findings of a casebook."""
    items = [item for finding in findings for item in finding.evidence]
    titles = finding_words.titles_of(findings)
    counts = Counter(
        (finding_words.short_title(item), _reported(item, titles)) for item in items if item.reports
    )
    usual: dict[str, tuple[str, ...]] = {}
    for (title, reported), _ in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        usual.setdefault(title, reported)
    return Legend(_stages(items), dict(sorted(usual.items())), titles, len(counts) > len(usual))


def _reported(evidence: Evidence, titles: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(titles.get(name, name) for name in evidence.reports))


def _stages(items: Iterable[Evidence]) -> dict[str, tuple[str, ...]]:
    """Return the stages of each side, or nothing if a stage does not tell its side."""
    pairs = sorted({(item.side, item.stage) for item in items if item.side})
    stages = [stage for _, stage in pairs]
    if len(set(stages)) < len(stages) or "" in stages:
        return {}
    sides = dict.fromkeys(side for side, _ in pairs)
    return {side: tuple(stage for of, stage in pairs if of == side) for side in sides}
