"""The words that every report for readers shares: headings, bases, measures, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trialcheck.findings import (
    KINDS,
    Answer,
    BriefAnswer,
    CaseResult,
    Finding,
    Report,
    ThreadState,
)


@dataclass(frozen=True, slots=True)
class KindWords:
    """How a kind of finding is called, one and several of it, and what it means in plain words."""

    one: str
    several: str
    meaning: str


KIND_WORDS = {
    "contradiction": KindWords(
        "contradiction", "contradictions", "Statements that cannot all be true as dated."
    ),
    "impossibility": KindWords(
        "impossibility", "impossibilities", "What is said could not have happened as dated."
    ),
    "gap": KindWords(
        "gap",
        "gaps",
        "It can be true, but a stretch of time or a step is left without a statement.",
    ),
    "unsupported": KindWords(
        "unsupported", "unsupported", "It can be true, but nothing else in the record bears it out."
    ),
    "isolation": KindWords(
        "isolation",
        "isolations",
        "It can be true, but the record joins these people or things to nothing else.",
    ),
    "shift": KindWords(
        "shift", "shifts", "It can be true, but the account changes from one statement to the next."
    ),
}
"""Each kind of finding with its words."""

VERDICT_WORDS = {
    "borne-out": "borne out",
    "contested": "contested",
    "not-borne-out": "not borne out",
    "judgement": "judgement",
}
"""Each answer to an argument, in the order of a count."""

STALE_ACCEPTANCES = (
    "These findings are accepted in accepted.yaml, but they are found no more: the record or the "
    "rules have changed. `trialcheck accept --remove` takes them out."
)
"""What is said of acceptances whose finding is gone."""

THREAD_WORDS = {
    "holds": "holds",
    "disputed": "disputed",
    "broken": "broken",
    "unsupported": "carried by no statement",
}
"""Each state of a thread, in the order of a count."""


def count(number: int, one: str, several: str = "") -> str:
    """Return "1 claim" or "2 claims"."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def listed(names: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are not empty, each once, in the order of their first mention."""
    return tuple(dict.fromkeys(name for name in names if name))


def by_kind(case: CaseResult) -> Iterable[tuple[str, tuple[Finding, ...]]]:
    """Yield each kind that has findings with them, in the order of the report."""
    for kind in KINDS:
        findings = tuple(finding for finding in case.findings if finding.kind == kind)
        if findings:
            yield kind, findings


def listed_by_kind(
    case: CaseResult, most: int | None
) -> Iterable[tuple[str, str, tuple[Finding, ...]]]:
    """Yield each kind that has findings, its heading, and those that are among the first `most`.

    With None as `most` they are all listed.
    """
    left = len(case.findings) if most is None else most
    for kind, findings in by_kind(case):
        some = findings[:left]
        left -= len(some)
        cut = f" ({len(some)} listed)" if len(some) < len(findings) else ""
        yield kind, f"{KIND_WORDS[kind].several.capitalize()}: {len(findings)}{cut}", some


def left_out(case: CaseResult, most: int | None) -> str:
    """Return that only the first findings of a casebook are listed, "" if all are."""
    total = len(case.findings)
    if most is None or total <= most:
        return ""
    return f"{most:,} of {total:,} findings are listed; --max-findings lists more."


def by_cause(findings: Sequence[Finding]) -> Iterable[tuple[str, tuple[Finding, ...]]]:
    """Yield the findings of each shared cause together, the others ("" as cause) one by one."""
    sharing: dict[str, list[Finding]] = {}
    for finding in findings:
        # A finding without a cause is a group of its own, under a key that no statement has.
        sharing.setdefault(finding.cause or f" {finding.id}", []).append(finding)
    for together in sharing.values():
        cause = together[0].cause if len(together) > 1 else ""
        yield cause, tuple(together)


def first_of_each_casebook(findings: Sequence[Finding], most: int | None) -> list[Finding]:
    """Return the findings without those beyond the first `most` of each casebook (None: all)."""
    seen = Counter[str]()
    shown = []
    for finding in findings:
        seen[finding.casebook] += 1
        if most is None or seen[finding.casebook] <= most:
            shown.append(finding)
    return shown


def basis(answer: Answer) -> str:
    """Return on whose word an answer rests, in a few words, such as "court against defence"."""
    sides = answer.rests_on.sides
    if len(sides) == 1:
        return f"{sides[0]} alone"
    return " against ".join(sides) if len(sides) == 2 else listed(sides)


def silence(rules: int, case: CaseResult) -> str:
    """Return what is said of a casebook in which the rules found nothing, or nothing certain."""
    found = "nothing certain" if case.hidden else "no contradiction, no impossibility and no sign"
    return (
        f"{count(rules, 'rule')} ran and found {found}. "
        "That is no proof that the statements are true: rules see only what was written down, as "
        f"it was dated. {hidden(case)}"
    ).rstrip()


def hidden(case: CaseResult) -> str:
    """Return how many findings of a casebook were left out as only possible, "" if none were."""
    if not case.hidden:
        return ""
    are = "is" if case.hidden == 1 else "are"
    return f"{count(case.hidden, 'possible finding')} {are} hidden (--certain)."


def state_of_case(case: CaseResult) -> str:
    """Return whether the statements of a casebook can all be true as dated."""
    words = []
    if case.consistent is False:
        words.append(
            "Not all that is asserted here can be true, with whatever exact dates are meant."
        )
    elif case.consistent:
        words.append(
            "No law is broken by what is asserted here, as far as the rules that ran can tell."
        )
    if case.undecided:
        words.append(
            f"Undecided: {count(case.undecided, 'part')} of the record can be dated in more ways "
            "than were tried; whether some way obeys every law is not known."
        )
    elif not case.all_conflicts:
        words.append("There may be more conflicts of dates than are listed here.")
    return " ".join(words)


def size_of_case(case: CaseResult) -> str:
    """Return how much a casebook holds."""
    return _sizes(case.speakers, case.statements, case.claims)


def count_of_threads(threads: Sequence[ThreadState]) -> str:
    """Return how many threads hold, are disputed, broken or carried by nothing."""
    states = [thread.verdict for thread in threads]
    words = [
        f"{states.count(state)} {_agreeing(states.count(state), said)}"
        for state, said in THREAD_WORDS.items()
        if state in states
    ]
    return listed(words)


def count_of_answers(briefs: Iterable[BriefAnswer]) -> str:
    """Return how many arguments are borne out, contested, not borne out or judgements."""
    verdicts = [answer.verdict for brief in briefs for answer in brief.answers]
    words = [
        f"{verdicts.count(verdict)} {said}"
        for verdict, said in VERDICT_WORDS.items()
        if verdict in verdicts
    ]
    return listed(words)


def answered(answer: Answer) -> str:
    """Return an answer in words."""
    return VERDICT_WORDS.get(answer.verdict, answer.verdict)


def state_of_thread(thread: ThreadState) -> str:
    """Return the state of a thread in words."""
    return THREAD_WORDS.get(thread.verdict, thread.verdict)


def findings_of_other_kinds(case: CaseResult, finding: Finding) -> int:
    """Return how many findings of other kinds have the same cause as a finding."""
    return sum(
        bool(finding.cause) and other.cause == finding.cause and other.kind != finding.kind
        for other in case.findings
    )


def summary(report: Report) -> tuple[str, ...]:
    """Return the lines that end a report: what was read and found; briefs and threads.

    A third line counts the acceptances whose finding is gone, if there are any.
    """
    cases = report.cases
    sizes = _sizes(
        sum(case.speakers for case in cases),
        sum(case.statements for case in cases),
        sum(case.claims for case in cases),
    )
    read = f"{count(len(cases), 'casebook')}, {sizes}; {count(report.rules, 'rule')} run"
    briefs = [brief for case in cases for brief in case.briefs]
    threads = [thread for case in cases for thread in case.threads]
    of_briefs = _counted(count(len(briefs), "brief"), count_of_answers(briefs))
    of_threads = _counted(count(len(threads), "thread"), count_of_threads(threads))
    stale = sum(len(case.stale_acceptances) for case in cases)
    of_stale = (f"{count(stale, 'stale acceptance')}.",) if stale else ()
    return f"{read}; {_count_of_findings(cases)}.", f"{of_briefs}; {of_threads}.", *of_stale


def _sizes(speakers: int, statements: int, claims: int) -> str:
    return (
        f"{count(speakers, 'speaker')}, {count(statements, 'statement')}, {count(claims, 'claim')}"
    )


def _count_of_findings(cases: Sequence[CaseResult]) -> str:
    findings = [finding for case in cases for finding in case.findings]
    kinds = [finding.kind for finding in findings]
    words = [
        count(kinds.count(kind), KIND_WORDS[kind].one, KIND_WORDS[kind].several)
        for kind in KINDS
        if kind in kinds
    ]
    accepted = sum(finding.accepted for finding in findings)
    total = count(len(findings), "finding") + (f" ({accepted} accepted)" if accepted else "")
    return _counted(total, listed(words))


def _counted(total: str, parts: str) -> str:
    return f"{total}: {parts}" if parts else total


def _agreeing(number: int, words: str) -> str:
    return "hold" if words == "holds" and number != 1 else words
