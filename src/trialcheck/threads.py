"""Whether the contacts that a case relies on hold, are disputed, or are broken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from trialcheck.casebook.model import Casebook, Claim, Thread
from trialcheck.facts import ASSERTED, DENIED, Fact
from trialcheck.findings import Finding, ThreadState

HOLDS, DISPUTED, BROKEN, UNSUPPORTED = "holds", "disputed", "broken", "unsupported"
_WORST_FIRST = (BROKEN, UNSUPPORTED, DISPUTED, HOLDS)
_CONTACT_KINDS = ("met", "knew", "contact")
Pair = frozenset[str]


@dataclass(slots=True)
class _Link:
    """What the record says of two people's contact: claims that carry it, claims that deny it."""

    carriers: dict[str, Claim] = field(default_factory=dict)
    denials: dict[str, Claim] = field(default_factory=dict)


class Contacts:
    """All contacts of a casebook, and what the findings say of them."""

    def __init__(self, facts: Sequence[Fact], findings: Sequence[Finding]) -> None:
        self._facts = facts
        self._laws = _by_claim(finding for finding in findings if finding.is_law)
        self._signs = _by_claim(finding for finding in findings if finding.kind == "unsupported")

    @cached_property
    def _links(self) -> Mapping[Pair, _Link]:
        links: dict[Pair, _Link] = defaultdict(_Link)
        for fact in self._facts:
            claim, people = fact.claim, fact.roles.get("who", ())
            if claim is None:
                continue
            if fact.polarity == ASSERTED and fact.kind == "contact":
                for pair in _pairs(people):
                    links[pair].carriers[claim.name] = claim
            elif fact.polarity == DENIED and fact.kind in _CONTACT_KINDS and not fact.implied:
                for pair in _pairs(people):
                    links[pair].denials[claim.name] = claim
        return links

    def state(self, casebook: Casebook, thread: Thread) -> ThreadState:
        """How a thread stands: as its weakest link does.

        A link that no statement speaks of is not in question.
        """
        path = (thread.between[0], *thread.through, thread.between[1])
        links = [self._links.get(frozenset(pair), _Link()) for pair in pairwise(path)]
        spoken = [link for link in links if link.carriers or link.denials]
        verdicts = [self._verdict(link) for link in spoken]
        if not any(link.carriers for link in links):
            verdicts = [UNSUPPORTED for _ in spoken]
        verdict = min(verdicts, key=_WORST_FIRST.index, default=UNSUPPORTED)
        weakest = [link for link, each in zip(spoken, verdicts, strict=True) if each == verdict]
        carriers = sorted(
            {claim.statement.name for link in spoken for claim in link.carriers.values()}
        )
        name = casebook.registry.name_of
        return ThreadState(
            between=thread.between,
            through=thread.through,
            between_names=(name(thread.between[0]), name(thread.between[1])),
            through_names=tuple(name(person) for person in thread.through),
            note=thread.note,
            verdict=verdict,
            carried_by=tuple(carriers),
            findings=tuple(self._findings(weakest)) if verdict in (BROKEN, DISPUTED) else (),
        )

    def _verdict(self, link: _Link) -> str:
        standing = [name for name in link.carriers if name not in self._laws]
        if link.carriers and not standing:
            return BROKEN
        if link.denials or all(name in self._signs for name in standing):
            return DISPUTED
        return HOLDS

    def _findings(self, links: Iterable[_Link]) -> list[str]:
        found: dict[str, None] = {}
        for link in links:
            for name in (*link.carriers, *link.denials):
                found.update(dict.fromkeys(self._laws.get(name, ())))
                found.update(dict.fromkeys(self._signs.get(name, ())))
        return sorted(found)


def thread_states(casebook: Casebook, contacts: Contacts) -> tuple[ThreadState, ...]:
    """The state of each thread of `case.yaml`, in its order."""
    return tuple(contacts.state(casebook, thread) for thread in casebook.registry.threads)


def _pairs(people: Sequence[str]) -> list[Pair]:
    return [frozenset((one, other)) for at, one in enumerate(people) for other in people[at + 1 :]]


def _by_claim(findings: Iterable[Finding]) -> Mapping[str, list[str]]:
    by_claim: dict[str, list[str]] = {}
    for finding in findings:
        if finding.certainty == "certain" or not finding.is_law:
            for item in finding.evidence:
                by_claim.setdefault(item.claim, []).append(finding.id)
    return by_claim
