"""One consistent dating of each casebook, claim by claim, or what stands in its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trialcheck.bounds import FAR
from trialcheck.consistency.deciding import reconciliation_of
from trialcheck.consistency.demands import Point
from trialcheck.consistency.points import Points
from trialcheck.engine.decision import Decision
from trialcheck.findings import Finding
from trialcheck.pipeline import Opened, Request, analyze_opened, open_casebooks
from trialcheck.setting_aside import without
from trialcheck.source import Problem
from trialcheck.wording import Wording


@dataclass(frozen=True, slots=True)
class DatedClaim:
    """A claim with a start and an end, in minutes, the same for an occasion.

    One that is not `bound` has no date, tie or event of its own: it is put where it fits.
    """

    name: str
    text: str
    start: int
    end: int
    bound: bool = True


@dataclass(frozen=True, slots=True)
class CaseDating:
    """A dating of one casebook by time, or the findings of broken laws that forbid one.

    `undecided` counts the parts that took too long, `undated` the claims that fit anywhere.
    """

    path: str
    title: str
    claims: tuple[DatedClaim, ...]
    broken: tuple[Finding, ...]
    undecided: int
    undated: int


def datings(request: Request) -> tuple[list[CaseDating], list[Problem]]:
    """A dating of every casebook that a request names, or the problems of all of them."""
    opened, problems = open_casebooks(request)
    found = []
    for case in opened if not problems else ():
        result, decision, troubles = analyze_opened(case, request)
        problems.extend(troubles)
        broken = tuple(f for f in result.findings if f.is_law and f.certainty == "certain")
        if broken or troubles:
            found.append(CaseDating(result.path, result.case, (), broken, 0, 0))
        else:
            found.append(_dated(case, decision, request))
    return found, sorted(problems)


def _dated(case: Opened, decision: Decision, request: Request) -> CaseDating:
    casebook = without(case.casebook, request.set_aside)
    whole = reconciliation_of(
        casebook, case.vocabulary, case.rules, decision, request.steps, everything=True
    )
    wording = Wording(casebook, case.vocabulary)
    points = Points(casebook, case.vocabulary)
    claims = []
    undated = 0
    for statement in casebook.statements:
        for claim in statement.claims:
            if not claim.is_firm or case.vocabulary.kinds[claim.kind].sort == "timeless":
                continue
            ends = _ends(points.ends(claim.name), whole.dating)
            if ends is None:
                undated += 1
            else:
                when = claim.when
                bound = bool(when.dating is not None or when.ties or claim.event)
                claims.append(DatedClaim(claim.name, wording.claim(claim), *ends, bound))
    claims.sort(key=lambda each: (each.start, each.end, each.name))
    return CaseDating(casebook.path, casebook.title, tuple(claims), (), whole.undecided, undated)


def _ends(ends: tuple[Point, Point], dating: Mapping[Point, int]) -> tuple[int, int] | None:
    first, last = ends
    start = dating.get(first)
    if start is None or not -FAR < start < FAR:
        return None
    return start, dating.get(last, start)
