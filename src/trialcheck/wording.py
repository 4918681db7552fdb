"""Claims, dates and names as words that a reader of a report understands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from trialcheck.casebook.model import Acceptance, Casebook, Claim, Registry, Stance, Tie
from trialcheck.casebook.vocabulary import Kind, Vocabulary
from trialcheck.facts import Fact
from trialcheck.measures import Duration, Speed, describe_minutes
from trialcheck.when import (
    WITHOUT_END,
    WITHOUT_START,
    DateError,
    Dating,
    Range,
    describe_range,
    read_date,
)

MOST_ALTERNATIVES = 4
"""Of more separate dates only the first and the last day are told."""

SOMEBODY, ANYBODY = "somebody or something", "anybody or anything"
_HOURS = re.compile(r", \d\d:\d\d to \d\d:\d\d$")
_AGREEING = re.compile(r"(\w+)\|(\w+)")
_STANCES = {
    Stance.DENIES: "denies that {}",
    Stance.BELIEVES: "believes that {}",
    Stance.FORGETS: "does not recall that {}",
    Stance.HEARD: "heard{source} that {}",
}
_INNER_STANCES = {
    Stance.DENIES: "it is not so that {}",
    Stance.BELIEVES: "it is believed that {}",
    Stance.FORGETS: "it is not recalled that {}",
    Stance.HEARD: "it was heard{source} that {}",
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
        source = f" from {self.names(claim.heard_from)}" if claim.heard_from else ""
        stances = [stance for stance in claim.stances if stance is not Stance.ASSERTS]
        for depth, stance in reversed(list(enumerate(stances))):
            words = _INNER_STANCES if depth else _STANCES
            sentence = words[stance].format(sentence, source=source)
        return sentence

    def hedge(self, claim: Claim) -> str:
        """How a speaker knows of a claim, such as "only believes so"; "" if plainly."""
        stances = [stance for stance in claim.stances if stance is not Stance.ASSERTS]
        if not stances or stances[0] not in (Stance.BELIEVES, Stance.HEARD):
            return ""
        if stances[0] is Stance.BELIEVES:
            return "only believes so"
        source = f" from {self.names(claim.heard_from)}" if claim.heard_from else ""
        return f"has only heard so{source}"

    def fact(self, fact: Fact) -> str:
        """A fact as a sentence without a full stop, whatever its stance."""
        if fact.kind not in self._vocabulary.kinds:
            return ""
        return sentence_of(self._vocabulary.kinds[fact.kind], fact.roles, self._registry)

    def when(self, claim: Claim) -> str:
        """When a claim is said to hold, in words; "" if nothing is said."""
        dated = self.dated(claim)
        parts = [dated] if dated else []
        parts += [self._tie(tie) for tie in claim.when.ties]
        for words, length in (
            ("for at least", claim.when.for_at_least),
            ("for at most", claim.when.for_at_most),
        ):
            if length is not None:
                parts.append(f"{words} {_length(length)}")
        return ", ".join(parts)

    def dated(self, claim: Claim) -> str:
        """The written date of a claim in words, without its ties; "" if it has none."""
        dating = claim.when.dating
        if dating is None:
            return ""
        # What is denied is denied for the whole of a date, an occasion is at one moment of it.
        covers = claim.denied or bool(claim.only)
        is_moment = self._vocabulary.kinds[claim.kind].sort == "occasion" and not covers
        return moment_in_words(dating) if is_moment else dating_in_words(dating)

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
    return _with_doubts(dating, _written(dating))


def moment_in_words(dating: Dating) -> str:
    """A written date of what was at one moment: of a range, "some time from ... to ..."."""
    if 1 < len(dating.alternatives) <= MOST_ALTERNATIVES:
        pieces = [
            some_time(_range(each.lo, each.hi, dating.calendar)) for each in dating.alternatives
        ]
        words = f"{', '.join(pieces[:-1])} or {pieces[-1]}"
    elif dating.single:
        words = _written(dating)
    elif dating.first is None and dating.last is None:
        words = "at some time"
    else:
        words = _written(dating).removesuffix(", without end").removesuffix(", without beginning")
        if words.startswith(("beginning ", "ending ")):
            window = dating.occasion()
            words = _range(window.earliest_start, window.latest_end, dating.calendar)
    return _with_doubts(dating, some_time(words))


def some_time(words: str) -> str:
    """The words for a range, as those for one moment somewhere in it."""
    if words.startswith(("from ", "until ")):
        return f"some time {words}"
    return f"some time on {words}" if _HOURS.search(words) else words


def _written(dating: Dating) -> str:
    if not dating.single:
        return _span(dating)
    lo, hi = (dating.first.lo, dating.first.hi) if dating.first else (None, None)
    return _range(lo, hi, dating.calendar)


def _with_doubts(dating: Dating, words: str) -> str:
    if dating.approximate:
        words = f"{_about(dating)} (taken as {words})"
    return f"{words} (uncertain)" if dating.uncertain else words


def _about(dating: Dating) -> str:
    """An approximate date as it was before it was widened, such as "about June 1931"."""
    try:
        ends = [_about_one(end, dating.calendar) for end in dating.notation.split("/")]
    except DateError:
        written = dating.text.rstrip("~%?")
        return written if written.lower().startswith("about ") else f"about {written}"
    if len(ends) == 1:
        return ends[0]
    first, last = ends
    if first and last:
        return f"from {first} to {last}"
    return f"from {first} on" if first else f"until {last}"


def _about_one(end: str, calendar: str) -> str:
    if end in ("", ".."):
        return ""
    words = _written(read_date(end.rstrip("~%?"), calendar=calendar))
    if words.startswith("from "):  # a season, which has no name in words
        words = f"the time {words}"
    return f"about {words}" if "~" in end or "%" in end else words


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
        if dating.open_start == "unknown":
            return f"from an unknown beginning until {last}"
        return f"until {last}, without beginning"
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
