"""The sentence that several messages are made of: blanks for a speaker and for a claim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trialcheck.findings import Evidence, Report
from trialcheck.reports.outline import outline_of


@pytest.fixture
def claim(report: Report) -> Evidence:
    """A claim of Alma Brandt, dated to a night."""
    item = report.cases[0].findings[0].evidence[0]
    return replace(item, text="Alma Brandt met Otto Lind", when="3 March 1897")


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (
            "By the account of Alma Brandt, Alma Brandt met Otto Lind (3 March 1897); he denies it",
            "By the account of [the speaker], [the claim]; he denies it",
        ),
        (
            "Alma Brandt met Otto Lind, says Alma Brandt, and nobody else.",
            "[the claim], says [the speaker], and nobody else.",
        ),
        ("Alma Brandt names a pilot.", "[The speaker] names a pilot."),
        ("Of the pilot only Alma Brandt speaks.", "Of the pilot only [the speaker] speaks."),
    ],
)
def test_blanks_stand_for_the_speaker_and_the_claim(
    message: str, sentence: str, claim: Evidence
) -> None:
    """The words of the claim and the first other mention of its speaker become blanks."""
    outline = outline_of(message, claim)
    assert outline is not None
    assert outline.sentence == sentence
    assert outline.claim == claim


def test_a_name_within_a_longer_one_is_no_mention(claim: Evidence) -> None:
    """Whoever is called as the speaker is and more is somebody else."""
    assert outline_of("Ida Bo names Alma Brandtner.", claim) is None
    outline = outline_of("Alma Brandt met Otto Lindner, says Alma Brandt.", claim)
    assert outline is not None
    assert outline.sentence == "[The speaker] met Otto Lindner, says Alma Brandt."


def test_a_message_without_either_has_no_outline(claim: Evidence) -> None:
    """Where a message names neither the speaker nor the claim there is nothing to leave out."""
    assert outline_of("Nobody speaks of the pilot.", claim) is None


def test_what_follows_from_a_claim_is_its_blank(claim: Evidence) -> None:
    """Where the rule used what follows from a claim, the message says that, and so does the row."""
    implied = replace(claim, implied="Alma Brandt was at the quay")
    outline = outline_of("Alma Brandt was at the quay (by 4 March 1897); he denies it.", implied)
    assert outline is not None
    assert outline.sentence == "[the claim]; he denies it."
    assert outline.claim.implied == "Alma Brandt was at the quay (by 4 March 1897)"


@pytest.mark.parametrize(
    ("own", "given", "shown"),
    [
        ("1897", "from 1 March 1897 to 3 March 1897", "1897 (from 1 March 1897 to 3 March 1897)"),
        ("", "about 1897-03 (taken as March 1897)", "about 1897-03 (taken as March 1897)"),
        ("1897", "1897", "1897"),
        ("", "at an unknown time", ""),
    ],
)
def test_a_date_in_the_message_is_kept(own: str, given: str, shown: str, claim: Evidence) -> None:
    """A date that the claim does not show itself goes with it; brackets in a date do no harm."""
    outline = outline_of(f"{claim.text} ({given}); he denies it.", replace(claim, when=own))
    assert outline is not None
    assert outline.sentence == "[the claim]; he denies it."
    assert outline.claim.when == shown
