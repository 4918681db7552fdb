"""Matches become findings: worded, reasoned, and with those on whose word they rest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from trialcheck.bounds import FAR, Bounds
from trialcheck.casebook.model import Casebook, Claim, Statement
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.clocks import known_of, minutes_ahead, place_at, zone_at
from trialcheck.consistency.reasoning import earliest_in_words, latest_in_words
from trialcheck.engine.dates_in_words import is_by_the_day, off_in_words, shortfall_in_words
from trialcheck.engine.matching import Match
from trialcheck.engine.ordering import in_order_of_dates
from trialcheck.fact_dates import FactDates
from trialcheck.facts import Fact
from trialcheck.findings import KINDS, Evidence, Finding, RestsOn
from trialcheck.measures import DAY
from trialcheck.network import ContradictoryError
from trialcheck.rules.model import Rule
from trialcheck.when import WITHOUT_END, WITHOUT_START, describe_days
from trialcheck.windows import chains_of
from trialcheck.wording import (
    Wording,
    amount_in_words,
    dating_in_words,
    listed,
    moment_in_words,
)

TIED = "tied to"
BESIDES = "besides"


class Teller:
    """Words the findings of one casebook."""

    def __init__(self, casebook: Casebook, vocabulary: Vocabulary) -> None:
        self._casebook = casebook
        self._registry = casebook.registry
        self._vocabulary = vocabulary
        self._wording = Wording(casebook, vocabulary)
        self._dates = FactDates(vocabulary, self._wording)
        self._accepted = {acceptance.finding: acceptance for acceptance in casebook.accepted}

    def findings(self, matches: Iterable[Match]) -> list[Finding]:
        """The findings of all matches, by kind, then by how much is short, the most first."""
        told: dict[tuple[str, str, tuple[str, ...]], Finding] = {}
        for finding in sorted((self.finding(match) for match in matches), key=_order):
            # What one statement says in two claims is told once, as certain if one of them is.
            key = finding.rule, finding.message, finding.statements
            if key not in told or finding.certainty == "certain" != told[key].certainty:
                told[key] = finding
        return sorted(told.values(), key=_order)

    def finding(self, match: Match) -> Finding:
        """One finding; of two like claims the earlier comes first."""
        match = in_order_of_dates(match)
        evidence = self._evidence(match)
        besides = self._besides(match)
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
            reasoning=tuple(self._reasoning(match, evidence, besides)),
            rests_on=rests_on((*evidence, *besides)),
            margin=match.short,
            margin_text=_margin(match),
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
            words = [f"{_together(facts.values())} these cannot all be true: {said}"]
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
            return self._dates.of(fact) + self._clock(fact, facts.values())
        if word == "by":
            return self._by(fact)
        if word == "said":
            return (
                moment_in_words(statement.said)
                if statement and statement.said
                else "on an unknown date"
            )
        if word == "says":
            return self._says(pattern, fact, match.rule)
        return self._wording.names(fact.roles.get(word, ())) or "somebody or something unnamed"

    def _clock(self, fact: Fact, facts: Iterable[Fact]) -> str:
        """By which clocks a time of day is, where those of the facts show different times."""
        own = self._ahead(fact)
        others = [self._ahead(other) for other in facts]
        if own is None or all(other in (None, own) for other in others):
            return ""
        if all(is_by_the_day(each.bounds) for each in facts):
            return ""
        assert fact.claim is not None  # noqa: S101  # only a claim has clocks
        return f" by the clocks of {self._wording.name(place_at(fact.claim, fact.start[1]))}"

    def _ahead(self, fact: Fact) -> int | None:
        """How far the clocks at a fact are ahead of universal time; None if nothing tells."""
        if fact.claim is None:
            return None
        zone = zone_at(fact.claim, fact.start[1], self._registry.places)
        bounds = fact.bounds
        minute = known_of(bounds.earliest_start, bounds.latest_end)
        return minutes_ahead(zone, minute) if zone and -FAR < minute < FAR else None

    def _by(self, fact: Fact) -> str:
        """Whose word a fact is; of one who only believes or has heard it, that too."""
        if fact.statement is None:
            return "the casebook"
        hedge = "" if fact.claim is None else self._wording.hedge(fact.claim)
        return self._wording.name(fact.statement.speaker) + (f" (who {hedge})" if hedge else "")

    def _says(self, name: str, fact: Fact, rule: Rule) -> str:
        """What a fact says; of belief or hearsay that too, unless the message says it anyway."""
        words = self._wording.fact(fact)
        if not words or fact.statement is None or fact.claim is None:
            return words or (fact.statement.says if fact.statement else "")
        asks_for_it = {each.name: each.stance for each in rule.find}.get(name)
        is_told = asks_for_it in ("believes", "heard") or (f"{name}.by", True) in rule.message
        hedge = "" if is_told else self._wording.hedge(fact.claim)
        speaker = self._wording.name(fact.statement.speaker)
        return f"{words} ({speaker} {hedge})" if hedge else words

    def _tied(self, fact: Fact, claim: Claim, others: Sequence[Claim]) -> Iterator[str]:
        """How the date of a claim follows from what it is tied to, and what it is then."""
        with suppress(ContradictoryError):
            earliest, latest = chains_of(claim, others, self._casebook, self._vocabulary)
            yield from _chained(earliest_in_words(earliest))
            yield from _chained(latest_in_words(latest))
        yield f"By what it is tied to, {claim.name} is dated {self._dates.by_bounds(fact)}."

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

    def _besides(self, match: Match) -> list[Evidence]:
        """What the record must hold as well; not among the claims that a finding names.

        For another statement may do as well, and a finding stays the same as long as one does.
        """
        named = {fact.name for _, fact in match.facts}
        items: dict[str, Evidence] = {}
        for fact in match.given:
            if fact.name in named:
                continue
            if fact.claim is not None:
                items[fact.name] = self._of_claim(BESIDES, fact.claim, self._implied(fact))
            elif fact.statement is not None:
                items[fact.name] = self._of_statement(BESIDES, fact.statement)
        return list(items.values())

    def _reasoning(
        self, match: Match, evidence: Sequence[Evidence], besides: Sequence[Evidence]
    ) -> Iterable[str]:
        for item in evidence:
            yield _step(item)
        for item in besides:
            said = _step(item).rstrip(".")
            yield f"The record must hold this as well, or the like: {said} [{item.claim}]."
        for _, fact in match.facts:
            if fact.claim is None or not fact.claim.when.ties or _lies_beyond_dates(fact.bounds):
                continue
            if fact.bounds != fact.own:
                yield from self._tied(fact, fact.claim, match.supporting)
        yield from self._notes(match)
        yield from match.words
        if match.days is not None:
            yield f"Between them lie {describe_days(*match.days)}."
        if not match.certain:
            yield _doubt(match)


def _lies_beyond_dates(bounds: Bounds) -> bool:
    return bounds.earliest_start > WITHOUT_END or bounds.latest_end < WITHOUT_START


def _together(facts: Iterable[Fact]) -> str:
    """In what respect claims conflict: as dated, as tied, as said of one event."""
    claims = [fact.claim for fact in facts if fact.claim is not None]
    events = [claim.event for claim in claims if claim.event]
    dates = [each.when.dating or each.when.for_at_least or each.when.for_at_most for each in claims]
    respects = [
        words
        for words, holds in (
            ("dated", any(dates)),
            ("tied to each other", any(claim.when.ties for claim in claims)),
            ("said of one event", len(events) > len(set(events))),
        )
        if holds
    ]
    return f"As {listed(respects)}," if respects else "Together,"


def _margin(match: Match) -> str:
    """By how much dates fall short, or are off, in words; "" if time is no matter."""
    if match.short is None:
        return ""
    if match.lack == "order":
        return "no order fits all of it"
    if match.lack == "dates":
        return off_in_words(match.short)
    windows = [window for _, fact in match.facts for window in (fact.bounds, fact.own)]
    by_the_day = all(is_by_the_day(window) for window in windows)
    return f"{shortfall_in_words(match.short, by_the_day=by_the_day)} short"


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
