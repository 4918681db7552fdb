"""Statements become flat facts, each dated and each knowing the claim that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from trialcheck.bounds import ANY_TIME, FAR, Bounds, bounds_from
from trialcheck.casebook.implications import Closure, Step
from trialcheck.casebook.model import Casebook, Claim, Stage, Statement
from trialcheck.casebook.vocabulary import Kind, Vocabulary
from trialcheck.when import Dating
from trialcheck.windows import TiedWindow, Windows

ASSERTED, DENIED, FORGOTTEN = "asserted", "denied", "forgotten"


@dataclass(slots=True, eq=False)
class Support:
    """Further claims on which a window rests, looked for when they are first asked for."""

    find: Callable[[], tuple[Claim, ...]]
    _found: tuple[Claim, ...] | None = None

    def __iter__(self) -> Iterator[Claim]:
        """The claims, by name."""
        if self._found is None:
            self._found = self.find()
        return iter(self._found)


@dataclass(slots=True, eq=False)
class Fact:
    """One thing that the record or the registry holds.

    `roles` maps each role to its values. `polarity` is asserted, denied or forgotten; `hedged` says
    that it is belief, hearsay or doubtful in date. `claim` is None for what a statement is (`said`,
    `named`) or the registry says, and `statement` too for the latter. `start` and `end` name the
    time points: (claim name, 0 or 1). `bounds` is its window with all ties, `own` without;
    `support` are further claims that the narrower window or its derivation relies on. `derived`
    facts follow by a rule, and always rest on their `support`. `sure` are the stretches that a
    denial or an `only` surely covers, in minutes, inclusive; None stands for all time.
    """

    kind: str
    roles: Mapping[str, tuple[str, ...]]
    polarity: str
    hedged: bool
    bounds: Bounds
    claim: Claim | None
    statement: Statement | None
    implied: bool
    start: tuple[str, int]
    end: tuple[str, int]
    own: Bounds = ANY_TIME
    support: Support | tuple[Claim, ...] = ()
    sure: tuple[tuple[int, int], ...] | None = None
    pieces: tuple[Bounds, ...] = ()
    number: int = 0
    derived: bool = False

    def dated(self, bounds: Bounds) -> Fact:
        """The same fact with another window."""
        return Fact(
            self.kind,
            self.roles,
            self.polarity,
            self.hedged,
            bounds,
            self.claim,
            self.statement,
            self.implied,
            self.start,
            self.end,
            self.own,
            self.support,
            self.sure,
            self.pieces,
            self.number,
            self.derived,
        )

    @property
    def is_tied_denial(self) -> bool:
        """Whether it is a denial whose stretch hangs on other claims."""
        return self.polarity == DENIED and self.claim is not None and bool(self.claim.when.ties)

    @property
    def covers_by_ties(self) -> bool:
        """Whether it leaves no room for others, by denial or by `only`, as its ties date it."""
        if self.claim is None or self.implied or not self.claim.when.ties:
            return False
        return self.polarity == DENIED or bool(self.claim.only)

    @property
    def name(self) -> str:
        """The name of the claim or statement behind it, "" for a fact of the registry."""
        if self.claim is not None:
            return self.claim.name
        return self.statement.name if self.statement is not None else ""


def facts_of(casebook: Casebook, vocabulary: Vocabulary, windows: Windows) -> list[Fact]:
    """All facts of a casebook, numbered in a fixed order; `windows` are by name of claim."""
    claims = {claim.name: claim for statement in casebook.statements for claim in statement.claims}
    closure = Closure(vocabulary)
    facts: list[Fact] = list(_registry_facts(casebook))
    for statement in casebook.statements:
        facts.extend(_statement_facts(statement, vocabulary))
        for claim in statement.claims:
            window = windows.of[claim.name]
            support = _support(claim, claims, windows)
            sure = windows.sure.get(claim.name)
            facts.extend(_claim_facts(claim, closure, window, support, sure))
    for number, fact in enumerate(facts):
        fact.number = number
    return facts


def _support(
    claim: Claim, claims: Mapping[str, Claim], windows: Windows
) -> Support | tuple[Claim, ...]:
    """The claims that narrow a claim's window; what a denial or `only` covers rests on all ties."""
    window = windows.of[claim.name]
    ties = claim.when.ties if claim.denied or claim.only else ()
    if not ties and not window.is_supported:
        return ()

    def find() -> tuple[Claim, ...]:
        names = window.support
        for tie in ties:
            names |= {tie.other, *windows.of[tie.other].support}
        return tuple(claims[name] for name in sorted(names - {claim.name}))

    return Support(find)


def _claim_facts(
    claim: Claim,
    closure: Closure,
    window: TiedWindow,
    support: Support | tuple[Claim, ...],
    sure: tuple[tuple[int, int], ...] | None,
) -> Iterator[Fact]:
    polarity = DENIED if claim.denied else FORGOTTEN if claim.forgotten else ASSERTED
    start, end = (claim.name, 0), (claim.name, 1)
    fact = Fact(
        claim.kind,
        claim.roles,
        polarity,
        claim.hedged,
        window.tied,
        claim,
        claim.statement,
        implied=False,
        start=start,
        end=end,
        own=window.own,
        support=support,
        sure=sure,
        pieces=window.pieces,
    )
    yield fact
    if polarity != ASSERTED:
        return
    for step in closure.of(claim.kind):
        for roles in step.filled(claim.roles):
            yield _implied(fact, step, roles)
    if claim.event:
        yield _implied(fact, Step("served", (), "throughout"), {"purpose": (claim.event,)})


def _implied(fact: Fact, step: Step, roles: Mapping[str, tuple[str, ...]]) -> Fact:
    start = fact.end if step.moment == "end" else fact.start
    end = fact.start if step.moment == "start" else fact.end
    if step.moment in ("before", "after"):
        start, end = (f"{step.moment} {fact.name}", 0), (f"{step.moment} {fact.name}", 1)
    return Fact(
        step.kind,
        roles,
        fact.polarity,
        fact.hedged,
        _at(fact.bounds, step.moment),
        fact.claim,
        fact.statement,
        implied=True,
        start=start,
        end=end,
        own=_at(fact.own, step.moment),
        support=fact.support,
        pieces=fact.pieces if step.moment == "throughout" else (),
    )


def _at(bounds: Bounds, moment: str) -> Bounds:
    """The window of the start or the end of something, or of all of it."""
    if moment == "start":
        start = bounds.earliest_start, bounds.latest_start
        return Bounds(*start, *start)
    if moment == "end":
        end = bounds.earliest_end, bounds.latest_end
        return Bounds(*end, *end)
    if moment == "before":
        return Bounds(-FAR, bounds.latest_start, -FAR, bounds.latest_end)
    if moment == "after":
        return Bounds(bounds.earliest_start, FAR, bounds.earliest_end, FAR)
    return bounds


def _statement_facts(statement: Statement, vocabulary: Vocabulary) -> Iterator[Fact]:
    said = bounds_from(statement.said.occasion()) if statement.said is not None else ANY_TIME
    roles = {"who": (statement.speaker,)}
    if statement.stage:
        roles["stage"] = (statement.stage,)
    if statement.source:
        roles["source"] = (statement.source,)
    yield _of_statement(statement, "said", roles, said)
    people: dict[str, None] = {}
    matters: dict[str, None] = {}
    for claim in statement.claims:
        _gather(claim, vocabulary.kinds[claim.kind], people, matters)
    for person in people:
        yield _of_statement(
            statement, "named", {"who": (statement.speaker,), "whom": (person,)}, said
        )
    for matter in matters:
        yield _of_statement(
            statement, "spoke-of", {"who": (statement.speaker,), "what": (matter,)}, said
        )


def _gather(claim: Claim, kind: Kind, people: dict[str, None], matters: dict[str, None]) -> None:
    people.update(dict.fromkeys(claim.heard_from))
    if claim.event:
        matters[claim.event] = None
    for name, values in claim.roles.items():
        names = kind.roles[name].names
        if "person" in names:
            people.update(dict.fromkeys(values))
        elif "thing" in names or "topic" in names:
            matters.update(dict.fromkeys(values))


def _of_statement(
    statement: Statement, kind: str, roles: Mapping[str, tuple[str, ...]], bounds: Bounds
) -> Fact:
    point = (statement.name, 0)
    return Fact(
        kind, roles, ASSERTED, False, bounds, None, statement, implied=False, start=point, end=point
    )


def _registry_facts(casebook: Casebook) -> Iterator[Fact]:
    registry = casebook.registry
    for person in registry.people.values():
        for trait in person.traits:
            yield _registered("person", {"who": (person.id,), "is": (trait,)})
        if not person.traits:
            yield _registered("person", {"who": (person.id,)})
        if person.born is not None or person.died is not None:
            yield _registered("life", {"who": (person.id,)}, _life(person.born, person.died))
    for group in registry.groups.values():
        for member in group.members:
            yield _registered("member", {"who": (member,), "of": (group.id,)})
    for stage in registry.stages.values():
        bounds = stage_bounds(stage)
        yield _registered("stage", {"what": (stage.id,), "is": (stage.standard,)}, bounds)
    for thing in registry.things.values():
        if thing.purpose:
            yield _registered("meant-for", {"what": (thing.id,), "for": (thing.purpose,)})


def stage_bounds(stage: Stage) -> Bounds:
    """When a stage was: a single date is the day of it, `A/B` lasts from one to the other."""
    if stage.dating is None:
        return ANY_TIME
    return bounds_from(stage.dating.occasion() if stage.dating.single else stage.dating.condition())


def _life(born: Dating | None, died: Dating | None) -> Bounds:
    birth = bounds_from(born.occasion()) if born is not None else ANY_TIME
    death = bounds_from(died.occasion()) if died is not None else ANY_TIME
    return Bounds(birth.earliest_start, birth.latest_start, death.earliest_end, death.latest_end)


def _registered(kind: str, roles: Mapping[str, tuple[str, ...]], bounds: Bounds = ANY_TIME) -> Fact:
    name = ":".join((kind, *(value for values in roles.values() for value in values)))
    return Fact(
        kind,
        roles,
        ASSERTED,
        False,
        bounds,
        None,
        None,
        implied=False,
        start=(name, 0),
        end=(name, 1),
        own=bounds,
    )


BUILT_IN: Mapping[str, tuple[str, ...]] = {
    "said": ("who", "stage", "source"),
    "named": ("who", "whom"),
    "spoke-of": ("who", "what"),
    "person": ("who", "is"),
    "life": ("who",),
    "member": ("who", "of"),
    "stage": ("what", "is"),
    "meant-for": ("what", "for"),
}
"""The kinds of fact that no claim makes, and their roles."""
