"""One casebook on the page: what is found in it, and where everything of it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from trialcheck.appendix import Appendix, ClaimEntry, StatementEntry
from trialcheck.dossiers import Dossier
from trialcheck.findings import CaseResult, Evidence, Finding
from trialcheck.reports import finding_words, words
from trialcheck.reports.html.anchors import Anchors
from trialcheck.reports.html.elements import Markup, between, element

_NO_DOSSIER = Dossier(Appendix((), (), ()))


@dataclass(slots=True)
class Keys:
    """What can be chosen in the filters: each name with a short key, in the order of its name."""

    people: dict[str, str] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Book:
    """One casebook with its findings numbered in the order of the page.

    `statements` and `claims` are by name, `naming` the findings that name a statement, `names`
    those of people and `titles` those of sources by id; `place` tells the casebook from others.
    """

    case: CaseResult
    place: str
    rules: int
    dossier: Dossier
    statements: Mapping[str, StatementEntry]
    claims: Mapping[str, ClaimEntry]
    names: Mapping[str, str]
    titles: Mapping[str, str]
    numbers: Mapping[str, int]
    naming: Mapping[str, Sequence[Finding]]
    anchors: Anchors
    keys: Keys

    @property
    def appendix(self) -> Appendix:
        """All statements of the casebook; none if the report holds none."""
        return self.dossier.appendix

    def anchor(self, *names: str) -> str:
        """Return the id of a place in this casebook."""
        return self.anchors.id_of(*((self.place,) if self.place else ()), *names)

    def finding_anchor(self, identifier: str) -> str:
        """Return the id of the place of a finding; short, since a page holds thousands of links."""
        return self.anchors.id_of(
            self.place, "finding", identifier, short=f"f-{identifier.rpartition('-')[2]}"
        )

    def statement_anchor(self, name: str) -> str:
        """Return the id of the place of a statement."""
        return self.anchors.id_of(self.place, "statement", name, short=f"s-{name}")

    def finding_link(self, identifier: str) -> Markup:
        """Return the number of a finding, as a link to it; an unknown id stays as it is."""
        number = self.numbers.get(identifier)
        if number is None:
            return element("code", identifier)
        return element("a", number, href=f"#{self.finding_anchor(identifier)}")

    def finding_links(self, identifiers: Iterable[str]) -> Markup:
        """Return the numbers of findings as links, in the order of the page."""
        last = len(self.numbers)
        ordered = sorted(set(identifiers), key=lambda name: (self.numbers.get(name, last), name))
        return between(", ", map(self.finding_link, ordered))

    def statement_link(self, name: str) -> Markup:
        """Return the name of a statement, as a link to it where the page holds it."""
        if name not in self.statements:
            return element("code", name)
        return element("a", element("code", name), href=f"#{self.statement_anchor(name)}")

    def statement_links(self, names: Iterable[str]) -> Markup:
        """Return the names of statements as links."""
        return between(", ", map(self.statement_link, names))

    def name_of(self, person: str) -> str:
        """Return what a person is called, with a capital, as it begins a line."""
        return _capital(self.names.get(person, person))

    def speaker_of(self, item: Evidence) -> str:
        """Return what the speaker of a claim is called, with a capital, as it begins a line."""
        return _capital(finding_words.name_of(item))

    def people_of(self, finding: Finding) -> tuple[str, ...]:
        """Return the names of the speakers of a finding and of those of whom its claims speak."""
        names = [self.speaker_of(item) for item in finding.evidence]
        for item in finding.evidence:
            if item.claim in self.claims:
                names += [self.name_of(person) for person in self.claims[item.claim].people]
        return words.each_once(names)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def book_of(
    case: CaseResult,
    dossier: Dossier | None,
    rules: int,
    place: str,
    anchors: Anchors,
    keys: Keys,
) -> Book:
    """Return a casebook with all that its sections look up."""
    dossier = dossier or _NO_DOSSIER
    appendix = dossier.appendix
    numbers: dict[str, int] = {}
    naming: dict[str, list[Finding]] = {}
    for _, findings in words.by_kind(case):
        for _, together in words.by_cause(findings):
            for finding in together:
                numbers.setdefault(finding.id, len(numbers) + 1)
                for name in finding.statements:
                    naming.setdefault(name, []).append(finding)
    titles = finding_words.titles_of(case.findings)
    titles |= {each.id: each.title.partition(": ")[0] for each in appendix.sources}
    return Book(
        case=case,
        place=place,
        rules=rules,
        dossier=dossier,
        statements={each.name: each for each in appendix.statements},
        claims={claim.name: claim for each in appendix.statements for claim in each.claims},
        names={each.id: each.name for each in appendix.people},
        titles=titles,
        numbers=numbers,
        naming=naming,
        anchors=anchors,
        keys=keys,
    )
