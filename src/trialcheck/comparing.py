"""What was decided before an edit and after it, side by side: added, removed, changed findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trialcheck.casebook.model import Acceptance
from trialcheck.findings import CaseResult, Evidence, Finding
from trialcheck.source import Problem

COMPARED, ADDED, DELETED, MOVED, UNREAD = "compared", "added", "deleted", "moved", "unread"
"""How a casebook stands: on both sides, after the edit alone, before it alone, on both sides under
two paths, and on both sides though before the edit it could not be read.
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a finding says otherwise; `what` names it, and `claim` whose it is, or ""."""

    what: str
    claim: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A finding of both sides that does not say the same on both."""

    before: Finding
    after: Finding
    differences: tuple[Difference, ...]

    @property
    def keeps_message(self) -> bool:
        """Whether the message is the same on both sides, whatever else differs."""
        return self.before.message == self.after.message

    @property
    def is_renamed(self) -> bool:
        """Whether its id is another one, so that what was accepted is accepted no longer."""
        return self.before.id != self.after.id


@dataclass(frozen=True, slots=True)
class CaseComparison:
    """What an edit does to the findings of one casebook.

    `was` is its path before the edit where that is another one; `consistent_...` is None on a side
    where it is not or could not be read. Findings are in the order of a report. `stale` are the
    acceptances whose finding the edit takes away.
    """

    path: str
    case: str
    state: str
    was: str
    consistent_before: bool | None
    consistent_after: bool | None
    added: tuple[Finding, ...] = ()
    removed: tuple[Finding, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0
    stale: tuple[Acceptance, ...] = ()

    @property
    def new(self) -> tuple[Finding, ...]:
        """The findings that have an id which no finding had before, and which nobody accepted."""
        renamed = [change.after for change in self.changed if change.is_renamed]
        return tuple(finding for finding in (*self.added, *renamed) if not finding.accepted)

    @property
    def is_quiet(self) -> bool:
        """Whether the edit does nothing to the casebook that a report would tell."""
        some = self.added or self.removed or self.changed or self.stale
        return self.state == COMPARED and not some


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that bears on how the record is judged, and that the edit touches.

    `how` is added, deleted or changed; `what` says what the file is. Whether the edited file is
    used depends on what judges.
    """

    path: str
    how: str
    what: str
    used: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that an edit changes.

    `revision` is what it is compared with, as the user named it, and `commit` the hash whose files
    were read: its own, or with `merge_base` that of the newest commit from which it and HEAD both
    come. `judged_by` is `base` or `edit`. `mended` are problems that the files before the edit had
    and those after it have not.
    """

    revision: str
    commit: str
    merge_base: bool
    judged_by: str
    cases: tuple[CaseComparison, ...]
    files: tuple[FileChange, ...]
    mended: tuple[Problem, ...]

    @property
    def adds_new(self) -> bool:
        """Whether there are findings that are new and that nobody accepted."""
        return any(case.new for case in self.cases)

    @property
    def needs_a_look(self) -> bool:
        """Whether findings are added or changed, a casebook is gone, or what judges is touched."""
        return any(
            case.added or case.changed or case.state == DELETED for case in self.cases
        ) or any(not change.used for change in self.files)


def compare(
    before: CaseResult | None, after: CaseResult | None, *, unread: bool = False
) -> CaseComparison:
    """What became of the findings of a casebook; None stands for a side on which it is not.

    `unread` says that it was there before, but could not be read.
    """
    old = before.findings if before is not None else ()
    new = after.findings if after is not None else ()
    pairs, removed, added = _paired(old, new)
    changes = [Change(a, b, found) for a, b in pairs if (found := tuple(_differences(a, b)))]
    there = after or before
    if there is None:
        raise ValueError("a casebook is on one of the two sides at least")
    return CaseComparison(
        path=there.path,
        case=there.case,
        state=_state(before, after, unread),
        was=before.path if before and after and before.path != after.path else "",
        consistent_before=before.consistent if before else None,
        consistent_after=after.consistent if after else None,
        added=tuple(added),
        removed=tuple(removed),
        changed=tuple(changes),
        unchanged=len(pairs) - len(changes),
        stale=_stale(before, after),
    )


def _stale(before: CaseResult | None, after: CaseResult | None) -> tuple[Acceptance, ...]:
    if before is None or after is None:
        return ()
    known = {acceptance.finding for acceptance in before.stale_acceptances}
    return tuple(each for each in after.stale_acceptances if each.finding not in known)


def _state(before: CaseResult | None, after: CaseResult | None, unread: bool) -> str:
    if unread:
        return UNREAD
    if before is None:
        return ADDED
    if after is None:
        return DELETED
    return COMPARED if before.path == after.path else MOVED


def _paired(
    old: Sequence[Finding], new: Sequence[Finding]
) -> tuple[list[tuple[Finding, Finding]], list[Finding], list[Finding]]:
    """Findings that belong together, and those of each side that are left.

    They belong together by id; else, where that is plain, by rule and statements: a claim that has
    no id of its own is called by its place, which moves when another is written before it.
    """
    by_id = {finding.id: finding for finding in old}
    partner = {finding.id: by_id[finding.id] for finding in new if finding.id in by_id}
    left_old = _by_statements(finding for finding in old if finding.id not in partner)
    left_new = _by_statements(finding for finding in new if finding.id not in partner)
    for key, findings in left_new.items():
        others = left_old.get(key, [])
        if len(findings) == len(others) == 1:
            partner[findings[0].id] = others[0]
    taken = {finding.id for finding in partner.values()}
    pairs = [(partner[finding.id], finding) for finding in new if finding.id in partner]
    removed = [finding for finding in old if finding.id not in taken]
    return pairs, removed, [finding for finding in new if finding.id not in partner]


def _by_statements(
    findings: Iterable[Finding],
) -> dict[tuple[str, tuple[str, ...]], list[Finding]]:
    groups: dict[tuple[str, tuple[str, ...]], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.statements), []).append(finding)
    return groups


def _differences(before: Finding, after: Finding) -> Iterable[Difference]:
    """What two findings say otherwise; where it is written, and in which order, does not matter."""
    for what in ("kind", "certainty", "message", "margin_text"):
        old, new = getattr(before, what), getattr(after, what)
        if old != new:
            yield Difference(what.partition("_")[0], "", old, new)
    if before.margin != after.margin and before.margin_text == after.margin_text:
        yield Difference("margin", "", _minutes(before.margin), _minutes(after.margin))
    if before.days != after.days:
        yield Difference("days", "", _days(before.days), _days(after.days))
    yield from _differing_claims(before.evidence, after.evidence)


def _differing_claims(
    before: Sequence[Evidence], after: Sequence[Evidence]
) -> Iterable[Difference]:
    old, new = _claims(before), _claims(after)
    if sorted(old.values()) == sorted(new.values()):
        return
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name), new.get(name)
        if was is None or now is None:
            yield Difference("claim", name, was[0][1] if was else "", now[0][1] if now else "")
            continue
        for (what, one), (_, other) in zip(was, now, strict=True):
            if one != other:
                yield Difference(what, name, one, other)


def _claims(evidence: Sequence[Evidence]) -> dict[str, tuple[tuple[str, str], ...]]:
    """What a finding shows of each claim that it names, by the name of the claim."""
    ordered = sorted(evidence, key=lambda item: (item.claim, item.part, item.implied))
    claims: dict[str, tuple[tuple[str, str], ...]] = {}
    for item in ordered:
        claims.setdefault(
            item.claim,
            (
                ("claim", item.text),
                ("dated", item.when),
                ("it follows", item.implied),
                ("said", item.said),
                ("stage", item.stage),
                ("speaker", item.speaker_name),
                ("source", item.source_title),
                ("recorded at", item.at),
                ("in full", item.says),
            ),
        )
    return claims


def _minutes(margin: int | None) -> str:
    return "" if margin is None else f"{margin:,} min"


def _days(days: tuple[int | None, int | None] | None) -> str:
    if days is None:
        return ""
    least, most = days
    return f"{'' if least is None else least} to {'' if most is None else most} days".strip()
