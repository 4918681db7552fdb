"""When a fact was, in the words of a finding: as it is written, or as its ties have it."""

from __future__ import annotations

from trialcheck.bounds import FAR, Bounds
from trialcheck.casebook.model import Claim
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.engine.dates_in_words import (
    dates_of,
    life_in_words,
    range_in_words,
    stretch_in_words,
    to_whole_days,
)
from trialcheck.facts import DENIED, Fact
from trialcheck.wording import Wording, some_time

BY_TIES = "by its ties "
"""What stands before a date that nobody said, but that follows from what a claim is tied to."""


class FactDates:
    """Words the dates of the facts of one casebook."""

    def __init__(self, vocabulary: Vocabulary, wording: Wording) -> None:
        self._vocabulary = vocabulary
        self._wording = wording

    def of(self, fact: Fact) -> str:
        """When a fact was: as the claim writes it, unless it is only a part of that or tied."""
        if fact.kind == "life" and fact.claim is None:
            return life_in_words(fact.bounds)
        written = self._written(fact)
        if written:
            return written
        if fact.polarity == DENIED and fact.sure is None:
            return "at any time"
        prefix = BY_TIES if fact.claim is not None and _is_tied(fact, fact.claim) else ""
        words = self.by_bounds(fact)
        return words if words == UNKNOWN else prefix + words

    def by_bounds(self, fact: Fact) -> str:
        """When a fact was by its window alone, whatever is written."""
        claim = fact.claim
        if claim is not None and _is_tied(fact, claim):
            if fact.polarity == DENIED and fact.sure:
                return ", ".join(stretch_in_words(*stretch) for stretch in fact.sure)
            bounds, calendar = to_whole_days(fact.bounds), "gregorian"
        else:
            dating = None if claim is None else claim.when.dating
            bounds = fact.bounds
            calendar = "gregorian" if dating is None else dating.calendar
        if claim is not None and (fact.start == fact.end or self._is_moment(claim)):
            return _moment(bounds.earliest_start, bounds.latest_end, calendar)
        return _condition(bounds)

    def _written(self, fact: Fact) -> str:
        """The written date of a claim that a fact shares as a whole, if no tie narrows it."""
        claim = fact.claim
        if claim is None or (fact.start, fact.end) != ((claim.name, 0), (claim.name, 1)):
            return ""
        if not claim.when.ties:
            return self._wording.when(claim)
        return self._wording.dated(claim) if fact.bounds == fact.own else ""

    def _is_moment(self, claim: Claim) -> bool:
        is_occasion = self._vocabulary.kinds[claim.kind].sort == "occasion"
        return is_occasion and not (claim.denied or claim.only)


UNKNOWN = "at an unknown time"


def _is_tied(fact: Fact, claim: Claim) -> bool:
    return bool(claim.when.ties) and fact.bounds != fact.own


def _moment(lo: int, hi: int, calendar: str) -> str:
    """The range of one moment."""
    if lo <= -FAR and hi >= FAR:
        return UNKNOWN
    if lo <= -FAR or hi >= FAR:
        return _one_sided(lo, hi, calendar)
    return some_time(range_in_words(lo, hi, calendar))


def _condition(bounds: Bounds) -> str:
    """From when to when something lasts, or between which moments it lasts for some while."""
    start, last_start = bounds.earliest_start, bounds.latest_start
    first_end, end = bounds.earliest_end, bounds.latest_end
    known = -FAR < last_start < FAR and -FAR < first_end < FAR
    if known and last_start <= first_end:
        return dates_of(bounds)
    if start <= -FAR and end >= FAR:
        if known:  # a single date, which it touches
            return dates_of(bounds)
        if last_start < FAR:
            return f"begun {_one_sided(-FAR, last_start)}"
        return f"ended {_one_sided(first_end, FAR)}" if first_end > -FAR else UNKNOWN
    if start <= -FAR or end >= FAR:
        return _one_sided(start, end)
    words = stretch_in_words(start, end)
    return f"for some while {words}" if words.startswith("from ") else words


def _one_sided(lo: int, hi: int, calendar: str = "gregorian") -> str:
    """Not before, or not after, a moment: one at the edge of a day is told by its day."""
    if lo > -FAR:
        return f"not before {range_in_words(lo, FAR, calendar).removesuffix(' on')[5:]}"
    return f"not after {range_in_words(-FAR, hi, calendar).removeprefix('until ')}"
