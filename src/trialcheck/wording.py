"""Claims, dates and names as words that a reader of a report understands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from trialcheck.casebook.model import Acceptance, Casebook, Claim, Registry, Stance, Tie
from trialcheck.casebook.vocabulary import Kind, Vocabulary
from trialcheck.facts import Fact
from trialcheck.measures import Duration, Speed, describe_minutes
from trialcheck.when import WITHOUT_END, WITHOUT_START, Dating, Range, describe_range

SOMEBODY, ANYBODY = "somebody or something", "anybody or anything"
_AGREEING = re.compile(r"(\w+)\|(\w+)")
_STANCES = {
    Stance.DENIES: "denies that {}",
    Stance.BELIEVES: "believes that {}",
    Stance.FORGETS: "does not recall that {}",
    Stance.HEARD: "heard{source} that {}",
}


class Wording:
    """The words for what one casebook speaks of."""

    def __init__(self, casebook: Casebook, vocabulary: Vocabulary) -> None:
        self._registry = casebook.registry
        self._vocabulary = vocabulary

    def name(self, identifier: str) -> str:
        """What an id is called."""
        return self._registry.name_of(identifier)

    def names(self, identifiers: Iterable[str]) -> str:
        """Several ids as a list in words."""
        return listed([self.name(identifier) for identifier in identifiers])

    def claim(self, claim: Claim) -> str:
        """A claim as a sentence without a full stop, with its stance."""
        kind = self._vocabulary.kinds[claim.kind]
        whoever = ANYBODY if claim.denied else SOMEBODY
        sentence = sentence_of(kind, claim.roles, self._registry, whoever)
        if claim.only:
            alone = [value for role in claim.only for value in claim.roles.get(role, ())]
            sentence += f" (only {self.names(alone)})"
        for stance in reversed(claim.stances):
            if stance is not Stance.ASSERTS:
                source = f" from {self.names(claim.heard_from)}" if claim.heard_from else ""
                sentence = _STANCES[stance].format(sentence, source=source)
        return sentence

    def fact(self, fact: Fact) -> str:
        """A fact as a sentence without a full stop, whatever its stance."""
        if fact.kind not in self._vocabulary.kinds:
            return ""
        return sentence_of(self._vocabulary.kinds[fact.kind], fact.roles, self._registry)

    def when(self, claim: Claim) -> str:
        """When a claim is said to hold, in words; "" if nothing is said."""
        parts = [dating_in_words(claim.when.dating)] if claim.when.dating is not None else []
        parts += [self._tie(tie) for tie in claim.when.ties]
        for words, length in (
            ("for at least", claim.when.for_at_least),
            ("for at most", claim.when.for_at_most),
        ):
            if length is not None:
                parts.append(f"{words} {_length(length)}")
        return ", ".join(parts)

    def _tie(self, tie: Tie) -> str:
        words = {"same-time-as": "at the same time as"}.get(tie.relation, tie.relation)
        lengths = [
            f"{word} {_length(length)}"
            for word, length in (("at least", tie.at_least), ("within", tie.within))
            if length is not None
        ]
        return " ".join([*lengths, words, tie.other])


def sentence_of(
    kind: Kind,
    roles: Mapping[str, tuple[str, ...]],
    registry: Registry,
    whoever: str = SOMEBODY,
) -> str:
    """The sentence of a kind with its roles filled, without the parts whose roles are empty.

    `whoever` stands for a needed role that is not filled. Of two words joined by a bar
    (`was|were`) the second follows a role with several values.
    """
    pieces: list[str] = []
    several = False
    for segment in kind.sentence:
        if segment.optional and any(role and not roles.get(text) for text, role in segment.parts):
            continue
        for text, is_role in segment.parts:
            if not is_role:
                pieces.append(_AGREEING.sub(r"\2" if several else r"\1", text))
                continue
            values = roles.get(text, ())
            several = len(values) > 1
            names = [registry.name_of(value) for value in values]
            pieces.append(listed(names) if names else whoever)
    return "".join(pieces)


def listed(words: list[str]) -> str:
    """Words as a list: "a, b and c"."""
    if len(words) < 2:  # one word is no list
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def acceptance_in_words(acceptance: Acceptance) -> str:
    """Who accepted a finding, when and why, in one sentence."""
    by = f" by {acceptance.by}" if acceptance.by else ""
    on = f" on {acceptance.date}" if acceptance.date else ""
    return f"Accepted{by}{on}: {acceptance.reason}"


def dating_in_words(dating: Dating) -> str:
    """A written date in words, with what it was widened to where it is approximate."""
    if dating.single:
        lo, hi = (dating.first.lo, dating.first.hi) if dating.first else (None, None)
        words = _range(lo, hi, dating.calendar)
    else:
        words = _span(dating)
    if dating.approximate:
        words = f"about {dating.text.rstrip('~%?')} (taken as {words})"
    return f"{words} (uncertain)" if dating.uncertain else words


def amount_in_words(amount: Duration | Speed | int) -> str:
    """A threshold in words."""
    if isinstance(amount, Duration):
        return _length(amount)
    return f"{amount.kilometres_per_hour:g} km/h" if isinstance(amount, Speed) else str(amount)


def _span(dating: Dating) -> str:
    first = _end_in_words(dating.first, dating.calendar)
    last = _end_in_words(dating.last, dating.calendar)
    if first.startswith("from ") or last.startswith("from "):
        ends = [f"beginning {first}" if first else "", f"ending {last}" if last else ""]
        return ", ".join(end for end in ends if end)
    if first and last:
        return f"from {first} to {last}"
    if first:
        unknown = " to an unknown end" if dating.open_end == "unknown" else " on, without end"
        return f"from {first}{unknown}"
    if last:
        unknown = "from an unknown beginning " if dating.open_start == "unknown" else ""
        return f"{unknown}until {last}"
    return "at all times"


def _end_in_words(end: Range | None, calendar: str) -> str:
    return "" if end is None else _range(end.lo, end.hi, calendar)


def _range(lo: int | None, hi: int | None, calendar: str = "gregorian") -> str:
    start = None if lo is None or lo <= WITHOUT_START else lo
    end = None if hi is None or hi >= WITHOUT_END else hi
    if start is None and end is None:
        return "an unknown time"
    return describe_range(Range(start, end), calendar)


def _length(length: Duration) -> str:
    if length.least == length.most:
        return describe_minutes(length.least)
    return f"{describe_minutes(length.least)} to {describe_minutes(length.most)}"
