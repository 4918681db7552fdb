"""The sentence that several messages are made of, with blanks for what is different in each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from trialcheck.findings import Evidence
from trialcheck.reports.finding_words import name_of

SPEAKER, CLAIM = "[the speaker]", "[the claim]"
"""The blanks: who speaks in the row below, and what it says."""

SPEAKER_FIRST = "[The speaker]"
"""The blank for the speaker at the beginning of a sentence."""

BLANKS = (SPEAKER, SPEAKER_FIRST, CLAIM)
"""All the blanks that a sentence may have."""

_UNKNOWN = "at an unknown time"
_DATE = r"(?: \(((?:[^()]|\([^()]*\))*)\))?"


@dataclass(frozen=True, slots=True)
class Outline:
    """A message with blanks, and the claim that fills them."""

    sentence: str
    claim: Evidence


def outline_of(message: str, claim: Evidence) -> Outline | None:
    """Return a message with blanks for the speaker and the words of a claim, None without any.

    Where the message dates the claim otherwise than the claim itself does, the claim that is
    returned has that date too.
    """
    said = (claim.implied or claim.text).rstrip(".")
    found = re.search(_whole(said) + _DATE, message) if said else None
    if found is None:
        sentence = _without_speaker(message, claim)
        return Outline(sentence, claim) if sentence != message else None
    before, after = message[: found.start()], message[found.end() :]
    named = _without_speaker(before, claim)
    if named == before:
        after = _without_speaker(after, claim)
    return Outline(f"{named}{CLAIM}{after}", _dated(claim, found[1] or ""))


def _without_speaker(text: str, claim: Evidence) -> str:
    """Return a text with a blank for the first mention of the speaker of a claim."""
    name = name_of(claim)
    first = re.match(_whole(name[:1].upper() + name[1:]), text) if name else None
    if first is not None:
        return f"{SPEAKER_FIRST}{text[first.end() :]}"
    return re.sub(_whole(name), SPEAKER, text, count=1) if name else text


def _whole(words: str) -> str:
    """Return the pattern of words that are no part of longer ones."""
    return rf"(?<!\w){re.escape(words)}(?!\w)"


def _dated(claim: Evidence, when: str) -> Evidence:
    """Return a claim with a date that its message gives, beside the one that it has."""
    if not when or when in (_UNKNOWN, claim.when):
        return claim
    if claim.implied:
        return replace(claim, implied=f"{claim.implied} ({when})")
    return replace(claim, when=f"{claim.when} ({when})" if claim.when else when)
