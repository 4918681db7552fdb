"""Matches become findings: worded, reasoned, and with those on whose word they rest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from trialcheck.casebook.model import Casebook, Claim, Statement
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.consistency.reasoning import earliest_in_words, latest_in_words
from trialcheck.engine.dates_in_words import dates_of, shortfall_in_words
from trialcheck.engine.matching import Match
from trialcheck.facts import Fact
from trialcheck.findings import KINDS, Evidence, Finding, RestsOn
from trialcheck.measures import DAY
from trialcheck.network import ContradictoryError
from trialcheck.when import describe_days
from trialcheck.windows import FAR, chains_of
from trialcheck.wording import Wording, amount_in_words, dating_in_words, listed

TIED = "tied to"


class Teller:
    """Words the findings of one casebook."""

    def __init__(self, casebook: Casebook, vocabulary: Vocabulary) -> None:
        self._casebook = casebook
        self._registry = casebook.registry
        self._vocabulary = vocabulary
        self._wording = Wording(casebook, vocabulary)
        self._accepted = {acceptance.finding: acceptance for acceptance in casebook.accepted}

    def findings(self, matches: Iterable[Match]) -> list[Finding]:
        """The findings of all matches, by kind, then by how much is short, the most first."""
        told: dict[tuple[str, str, tuple[str, ...]], Finding] = {}
        for finding in sorted((self.finding(match) for match in matches), key=_order):
            # What one statement says in two claims is told once.
            told.setdefault((finding.rule, finding.message, finding.statements), finding)
        return list(told.values())

    def finding(self, match: Match) -> Finding:
        """One finding."""
        evidence = self._evidence(match)
        identifier = f"{match.rule.id}-{_digest(item.claim for item in evidence)}"
        return Finding(
            id=identifier,
            casebook=self._casebook.path,
            rule=match.rule.id,
            kind=match.rule.kind,
            title=match.rule.title,
            certainty="certain" if match.certain else "possible",
            message=self._message(match),
            evidence=evidence,
            reasoning=tuple(self._reasoning(match, evidence)),
            rests_on=rests_on(evidence),
            margin=match.short,
            margin_text="" if match.short is None else f"{shortfall_in_words(match.short)} short",
            days=match.days,
            accepted=identifier in self._accepted,
            certificate=match.certificate,
            acceptance=self._accepted.get(identifier),
        )

    def _evidence(self, match: Match) -> tuple[Evidence, ...]:
        items: dict[str, Evidence] = {}
        for part, fact in match.facts:
            if fact.claim is not None:
                items.setdefault(
                    fact.claim.name, self._of_claim(part, fact.claim, self._implied(fact))
                )
            elif fact.statement is not None:
                items.setdefault(fact.statement.name, self._of_statement(part, fact.statement))
        for claim in match.supporting:
            items.setdefault(claim.name, self._of_claim(TIED, claim, ""))
        return tuple(items.values())

    def _implied(self, fact: Fact) -> str:
        return self._wording.fact(fact) if fact.implied else ""

    def _of_claim(self, part: str, claim: Claim, implied: str) -> Evidence:
        return replace(
            self._of_statement(part, claim.statement),
            claim=claim.name,
            line=claim.line,
            column=claim.column,
            text=self._wording.claim(claim),
            when=self._wording.when(claim),
            implied=implied,
        )

    def _of_statement(self, part: str, statement: Statement) -> Evidence:
        stage = self._registry.stages.get(statement.stage)
        source = self._registry.sources.get(statement.source)
        sides = (each.side for each in (stage, source) if each is not None)
        return Evidence(
            claim=statement.name,
            statement=statement.name,
            part=part,
            path=statement.path,
            line=statement.line,
            column=statement.column,
            text=statement.says or f"the statement {statement.name}",
            implied="",
            says=statement.says,
            when="",
            said="" if statement.said is None else dating_in_words(statement.said),
            said_written="" if statement.said is None else statement.said.text,
            speaker=statement.speaker,
            speaker_name=self._wording.name(statement.speaker),
            stage=statement.stage,
            side=next((side for side in sides if side), ""),
            source=statement.source,
            source_title=source.title if source is not None else "",
            reports=statement.source_reports,
            at=statement.at,
        )

    def _message(self, match: Match) -> str:
        facts = dict(match.facts)
        words = [
            self._placeholder(text, match, facts) if is_name else text
            for text, is_name in match.rule.message
        ]
        if not match.rule.find:
            said = listed([self._wording.claim(f.claim) for f in facts.values() if f.claim])
            words = [f"As dated and tied to each other, these cannot all be true: {said}"]
        message = " ".join("".join(words).split()).rstrip(".")
        return message[:1].upper() + message[1:] + "."

    def _placeholder(self, name: str, match: Match, facts: Mapping[str, Fact]) -> str:
        pattern, _, word = name.partition(".")
        if not word:
            if name == "gap":
                return "" if match.days is None else describe_days(*match.days)
            if name in match.values:
                return self._wording.name(match.values[name])
            return amount_in_words(match.amounts[name])
        fact = facts[pattern]
        statement = fact.statement
        if word == "when":
            return self._when(fact)
        if word == "by":
            return self._wording.name(statement.speaker) if statement else "the casebook"
        if word == "said":
            return (
                dating_in_words(statement.said)
                if statement and statement.said
                else "on an unknown date"
            )
        if word == "says":
            return self._wording.fact(fact) or (statement.says if statement else "")
        return self._wording.names(fact.roles.get(word, ())) or "somebody or something unnamed"

    def _when(self, fact: Fact) -> str:
        if fact.claim is not None and not fact.claim.when.ties and fact.start[0] == fact.claim.name:
            words = self._wording.when(fact.claim)
            if words:
                return words
        bounds = fact.bounds
        if (
            bounds.earliest_start <= -FAR
            and bounds.latest_end >= FAR
            and bounds.latest_start >= FAR
        ):
            return "at an unknown time"
        return dates_of(bounds)

    def _tied(self, fact: Fact, claim: Claim, others: Sequence[Claim]) -> Iterator[str]:
        """How the date of a claim follows from what it is tied to, and what it is then."""
        with suppress(ContradictoryError):
            earliest, latest = chains_of(claim, others, self._casebook, self._vocabulary)
            yield from _chained(earliest_in_words(earliest))
            yield from _chained(latest_in_words(latest))
        yield f"By what it is tied to, {claim.name} is dated {dates_of(fact.bounds)}."

    def _notes(self, match: Match) -> Iterator[str]:
        """What the casebook notes on the statements and claims, such as whose reading they are."""
        told: dict[str, None] = {}
        for _, fact in match.facts:
            statement, claim = fact.statement, fact.claim
            if statement is not None and statement.note:
                told[f"Note on {statement.name}: {' '.join(statement.note.split())}"] = None
            if claim is not None and claim.note:
                told[f"Note on {claim.name}: {' '.join(claim.note.split())}"] = None
        for note in told:
            yield f"{note.rstrip('.')}."

    def _reasoning(self, match: Match, evidence: tuple[Evidence, ...]) -> Iterable[str]:
        for item in evidence:
            yield _step(item)
        for _, fact in match.facts:
            if fact.claim is not None and fact.bounds != fact.own and fact.claim.when.ties:
                yield from self._tied(fact, fact.claim, match.supporting)
        yield from self._notes(match)
        yield from match.words
        if match.days is not None:
            yield f"Between them lie {describe_days(*match.days)}."
        if not match.certain:
            yield _doubt(match)


def _chained(steps: Sequence[str]) -> Iterator[str]:
    """A chain of bounds as one sentence; a claim's own date needs none."""
    if len(steps) > 1:
        yield f"{'; '.join(steps)}."


def rests_on(evidence: Iterable[Evidence]) -> RestsOn:
    """The speakers, sources and sides that some evidence needs."""
    items = list(evidence)
    sources = {item.source for item in items} | {
        source for item in items for source in item.reports
    }
    return RestsOn(
        tuple(sorted({item.speaker for item in items})),
        tuple(sorted(sources - {""})),
        tuple(sorted({item.side for item in items} - {""})),
    )


def _step(item: Evidence) -> str:
    occasion = ", ".join(word for word in (item.stage.replace("-", " "), item.said) if word)
    words = f"{item.speaker_name}{f' ({occasion})' if occasion else ''}: {item.text}"
    if item.when:
        words += f"; when: {item.when}"
    if item.implied:
        words += f". From this follows: {item.implied}"
    return f"{words.rstrip('.')}."


def _doubt(match: Match) -> str:
    if any(fact.hedged for _, fact in match.facts):
        needs = "it needs something that is only believed, heard or doubtfully dated"
        return f"This is at most possible, since {needs}."
    return "This is possible, not certain: it depends on where the exact dates lie."


def _digest(names: Iterable[str]) -> str:
    joined = "\n".join(sorted(set(names)))
    return hashlib.sha256(joined.encode()).hexdigest()[:8]


def _order(finding: Finding) -> tuple[int, int, str, tuple[str, ...], str]:
    margin = finding.margin
    if margin is None and finding.days is not None:
        margin = (finding.days[0] or 0) * DAY
    return KINDS.index(finding.kind), -(margin or 0), finding.rule, finding.statements, finding.id
