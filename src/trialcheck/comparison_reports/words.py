"""The words that every report of a comparison shares."""

from __future__ import annotations

from collections.abc import Iterable

from trialcheck.comparing import (
    ADDED,
    DELETED,
    MOVED,
    UNREAD,
    CaseComparison,
    Comparison,
    Difference,
    FileChange,
)
from trialcheck.findings import Finding
from trialcheck.reports.finding_words import titles_of
from trialcheck.reports.words import count, listed

NOT_USED = "Changed in this edit, and not used to judge it"
"""The heading of the files that would judge the next edit, and not this one."""

USED = "Changed in this edit, and used"
"""The heading of the files that bear on the verdict and are part of what is judged."""

_LABELS = {"days": "how long", "margin": "by how much"}
_STATES = {
    ADDED: "This casebook is new in the edit; nothing stands on the other side.",
    DELETED: "The edit deletes this casebook; nothing of it is judged any more.",
    UNREAD: "Before the edit this casebook could not be read: all its findings count as added.",
}


def heading(comparison: Comparison) -> str:
    """Return what is compared."""
    name, short = comparison.revision, comparison.commit[:12]
    if comparison.merge_base:
        return f"The working folder against where it left {name}, commit {short}"
    if comparison.commit.startswith(name):
        return f"The working folder against commit {short}"
    return f"The working folder against {name}, commit {short}"


def verdict(comparison: Comparison) -> str:
    """Return what the edit adds, changes and removes, in one sentence."""
    cases = comparison.cases
    every = [finding for case in cases for finding in case.added]
    added, accepted = len(every), sum(finding.accepted for finding in every)
    new = sum(len(case.new) for case in cases)
    changed = sum(len(case.changed) for case in cases)
    removed = sum(len(case.removed) for case in cases)
    unchanged = sum(case.unchanged for case in cases)
    if not (added or changed or removed):
        return f"The edit changes no finding ({unchanged} unchanged)."
    known = f" ({accepted} of them accepted)" if accepted else ""
    parts = [
        f"adds {count(added, 'finding')}{known}" if added else "",
        f"changes {changed}" if changed else "",
        f"removes {removed}" if removed else "",
    ]
    also = f"; {new} in all count as new" if new != added - accepted else ""
    return f"The edit {listed([part for part in parts if part])} ({unchanged} unchanged){also}."


def judged_by(comparison: Comparison) -> str:
    """Return by what both sides are judged."""
    what = "the rules, kinds of claim, settings and accepted findings"
    if comparison.judged_by == "edit":
        return f"Both sides are judged by {what} of the edit itself."
    return f"Both sides are judged by {what} of {comparison.revision}."


def state(case: CaseComparison) -> Iterable[str]:
    """Yield what is to be said of a casebook as a whole."""
    if case.state == MOVED:
        yield f"The edit moves this casebook; it was at {case.was}."
    elif case.state in _STATES:
        yield _STATES[case.state]
    was, now = case.consistent_before, case.consistent_after
    if was and now is False:
        yield "As dated it could all be true before the edit; now it cannot."
    elif was is False and now:
        yield "As dated not all of it could be true before the edit; now no law is broken."


def change_of_file(change: FileChange) -> str:
    """Return how a file is touched and what it is, such as "deleted (rule)"."""
    return f"{change.how} ({change.what})"


def label(difference: Difference) -> str:
    """Return what differs, in a few words."""
    name = _LABELS.get(difference.what, difference.what)
    return f"{name} of {difference.claim}" if difference.claim else name


def titles(case: CaseComparison) -> dict[str, str]:
    """Return the titles of the sources in which the claims of all findings are recorded."""
    findings: list[Finding] = [*case.removed, *case.added]
    findings += [side for change in case.changed for side in (change.before, change.after)]
    return titles_of(findings)


def quiet(comparison: Comparison) -> tuple[list[CaseComparison], list[CaseComparison]]:
    """Return the casebooks of which there is something to tell, and the others."""
    loud = [case for case in comparison.cases if not case.is_quiet]
    return loud, [case for case in comparison.cases if case.is_quiet]


def cut(shown: int, left: int) -> str:
    """Return what is said where a list is cut."""
    return f"{shown} are shown and {left:,} left out; --format json lists all."
