"""What the findings answer to the arguments of a brief."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from trialcheck.casebook.model import Argument, Brief, Casebook, Expected, Statement, Thread
from trialcheck.engine.conditions.denials import denies, is_as_long_as_denied
from trialcheck.engine.world import World
from trialcheck.facts import ASSERTED, DENIED, Fact
from trialcheck.findings import Answer, BriefAnswer, Finding, RestsOn
from trialcheck.threads import BROKEN, DISPUTED, HOLDS, Contacts

BORNE_OUT, CONTESTED, NOT_BORNE_OUT, JUDGEMENT = (
    "borne-out",
    "contested",
    "not-borne-out",
    "judgement",
)


class Answerer:
    """Answers the briefs of one casebook from its findings."""

    def __init__(
        self,
        casebook: Casebook,
        findings: Sequence[Finding],
        contacts: Contacts,
        facts: Sequence[Fact],
        world: World,
    ) -> None:
        self._casebook = casebook
        self._findings = findings
        self._contacts = contacts
        self._world = world
        self._facts = facts

    @cached_property
    def _denials(self) -> Sequence[Fact]:
        return [fact for fact in self._facts if fact.polarity == DENIED]

    @cached_property
    def _denied(self) -> Mapping[str, Fact]:
        return {fact.name: fact for fact in self._denials}

    @cached_property
    def _exclusive(self) -> Collection[str]:
        return {
            fact.claim.name for fact in self._facts if fact.claim is not None and fact.claim.only
        }

    @cached_property
    def _asserted(self) -> Mapping[str, Sequence[Fact]]:
        asserted: dict[str, list[Fact]] = defaultdict(list)
        for fact in self._facts:
            if fact.polarity == ASSERTED and fact.claim is not None:
                asserted[fact.claim.name].append(fact)
        return asserted

    def brief(self, brief: Brief) -> BriefAnswer:
        """The answers to all arguments of a brief, in its order."""
        answers = tuple(self._answer(argument, brief.by) for argument in brief.arguments)
        return BriefAnswer(
            brief.title, brief.by, self._casebook.registry.name_of(brief.by), answers
        )

    def _answer(self, argument: Argument, by: str) -> Answer:
        if argument.judgement or argument.expected is None:
            return Answer(argument.id, argument.says, argument.at, JUDGEMENT, (), RestsOn(), ())
        expected = argument.expected
        if expected.hold or expected.broken or expected.disputed:
            return self._answer_threads(argument, expected)
        found = [finding for finding in self._findings if _bears_out(finding, expected)]
        if not found:
            return Answer(
                argument.id,
                argument.says,
                argument.at,
                NOT_BORNE_OUT,
                (),
                RestsOn(),
                (),
                _missing(expected, self._findings),
            )
        contested = {finding.id: self._contested_by(finding, by) for finding in found}
        best = min(found, key=lambda finding: _strength(finding, contested[finding.id]))
        verdict = CONTESTED if all(contested.values()) else BORNE_OUT
        by_whom = (
            tuple(sorted({name for names in contested.values() for name in names}))
            if verdict == CONTESTED
            else ()
        )
        identifiers = tuple(finding.id for finding in found)
        return Answer(
            argument.id, argument.says, argument.at, verdict, identifiers, best.rests_on, by_whom
        )

    def _answer_threads(self, argument: Argument, expected: Expected) -> Answer:
        wanted = ((HOLDS, expected.hold), (BROKEN, expected.broken), (DISPUTED, expected.disputed))
        differing: list[str] = []
        findings: dict[str, None] = {}
        for verdict, pairs in wanted:
            for pair in pairs:
                for thread in self._threads_between(pair):
                    state = self._contacts.state(self._casebook, thread)
                    findings.update(dict.fromkeys(state.findings))
                    if state.verdict != verdict:
                        differing.append(f"{pair[0]} - {pair[1]} is {state.verdict}")
        rests = _union([finding.rests_on for finding in self._findings if finding.id in findings])
        verdict = NOT_BORNE_OUT if differing else BORNE_OUT
        return Answer(
            argument.id,
            argument.says,
            argument.at,
            verdict,
            tuple(sorted(findings)),
            rests,
            (),
            "; ".join(differing),
        )

    def _threads_between(self, pair: tuple[str, str]) -> list[Thread]:
        threads = [
            thread
            for thread in self._casebook.registry.threads
            if frozenset(thread.between) == frozenset(pair)
        ]
        return threads or [Thread(pair, (), "")]

    def _contested_by(self, finding: Finding, by: str) -> tuple[str, ...]:
        """The statements outside a finding that deny what it needs.

        Those of the critic never count. A speaker who elsewhere says the opposite counts always,
        and so does whoever denies the critic's own word. Another's denial counts against a law's
        finding, unless the finding rests on a denial itself, or on an `only`, which denies all
        others: then it only repeats what is told.
        """
        denied = any(
            item.claim in self._denied or item.claim in self._exclusive for item in finding.evidence
        )
        contesting: set[str] = set()
        for item in finding.evidence:
            for statement in self._opposed_to(item.claim):
                own = statement.speaker == item.speaker
                critics = item.speaker == by or (finding.is_law and not denied)
                outside = statement.name not in finding.statements and statement.speaker != by
                is_denial = item.claim not in self._denied
                if outside and (own or (is_denial and critics)):
                    contesting.add(statement.name)
        return tuple(sorted(contesting))

    def _opposed_to(self, claim: str) -> Iterator[Statement]:
        """The statements that deny a claim, or assert what it denies, at an inescapable time."""
        for fact in self._asserted.get(claim, ()):
            for denial in self._denials:
                if denial.statement is not None and self._clash(denial, fact):
                    yield denial.statement
        denial_of = self._denied.get(claim)
        if denial_of is not None:
            for facts in self._asserted.values():
                for fact in facts:
                    if fact.statement is not None and self._clash(denial_of, fact):
                        yield fact.statement

    def _clash(self, denial: Fact, fact: Fact) -> bool:
        return (
            denies(self._world, denial, fact)
            and is_as_long_as_denied(denial, fact, fact.bounds)
            and _inescapable(denial, fact)
        )


def _inescapable(denial: Fact, fact: Fact) -> bool:
    """Whether a claim cannot lie outside what a denial covers."""
    if denial.sure is None:
        return True
    bounds = fact.bounds
    return any(bounds.earliest_end >= lo and bounds.latest_start <= hi for lo, hi in denial.sure)


def _bears_out(finding: Finding, expected: Expected) -> bool:
    if expected.kind and finding.kind != expected.kind:
        return False
    if expected.rule and finding.rule != expected.rule:
        return False
    return set(expected.statements) <= set(finding.statements)


def _strength(finding: Finding, contested: Sequence[str]) -> tuple[bool, bool, int, int, str]:
    uncertain = finding.certainty != "certain"
    return (
        bool(contested),
        uncertain,
        len(finding.rests_on.sides),
        len(finding.statements),
        finding.id,
    )


def _missing(expected: Expected, findings: Sequence[Finding]) -> str:
    """What comes nearest to an argument that no finding bears out."""
    named = set(expected.statements)
    near = [finding for finding in findings if named and named <= set(finding.statements)]
    if near:
        return "these statements are named, but by a finding of another kind: " + ", ".join(
            sorted({f"{finding.kind} ({finding.rule})" for finding in near})
        )
    return f"no {expected.kind or 'finding'} names " + ", ".join(expected.statements)


def _union(bases: Sequence[RestsOn]) -> RestsOn:
    return RestsOn(
        tuple(sorted({name for basis in bases for name in basis.speakers})),
        tuple(sorted({name for basis in bases for name in basis.sources})),
        tuple(sorted({name for basis in bases for name in basis.sides})),
    )
