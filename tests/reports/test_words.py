"""The words that the reports share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trialcheck.findings import KINDS, Answer, Finding, Report, RestsOn
from trialcheck.reports import finding_words, words


@pytest.fixture
def finding(report: Report) -> Finding:
    """A contradiction between the court's record and the defence's."""
    return report.cases[0].findings[0]


def test_every_kind_has_words() -> None:
    """No kind of finding is left without a heading and a meaning."""
    assert tuple(words.KIND_WORDS) == KINDS


def test_a_file_is_named_below_its_casebook() -> None:
    """Only the folder itself is left out, not a folder whose name starts alike."""
    assert finding_words.path_below("t/a", "t/a/lind.yaml") == "lind.yaml"
    assert finding_words.path_below("t/a/", "t/a/deep/lind.yaml") == "deep/lind.yaml"
    assert finding_words.path_below("t/a", "t/ab/lind.yaml") == "t/ab/lind.yaml"


@pytest.mark.parametrize(
    ("names", "text"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_names_are_listed_in_english(names: tuple[str, ...], text: str) -> None:
    """Commas, and an "and" before the last."""
    assert words.listed(names) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 min"),
        (59, "59 min"),
        (190, "3 h 10 min"),
        (1440, "1 day"),
        (44640, "31 days"),
        (2945, "2 days 1 h 5 min"),
    ],
)
def test_minutes_in_words(minutes: int, text: str) -> None:
    """A margin is told in days, hours and minutes."""
    assert finding_words.duration(minutes) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ((31, 91), "How long: 31 to 91 days."),
        ((1, 1), "How long: 1 day."),
        ((31, None), "How long: at least 31 days."),
        ((None, 91), "How long: at most 91 days."),
        ((None, None), "How long: not known."),
    ],
)
def test_gaps_are_told_as_ranges(
    days: tuple[int | None, int | None], text: str, finding: Finding
) -> None:
    """A gap says the least and the most days that it can have."""
    assert finding_words.measure(replace(finding, days=days)) == text


def test_a_measure_is_told_once(finding: Finding) -> None:
    """What the message already says is not said again below it."""
    short = replace(finding, margin_text="3 h 10 short.", margin=190)
    assert finding_words.measure(short) == "By how much: 3 h 10 short."
    assert finding_words.measure(replace(short, message="It is 3 h 10 short.")) == ""
    assert finding_words.measure(replace(finding, margin=190)) == "By how much: 3 h 10 min."
    assert finding_words.measure(finding) == ""


def test_a_law_sets_one_side_against_the_other(finding: Finding) -> None:
    """A clash across two sides names both, each with its speakers."""
    assert finding_words.rests_on(finding, {}).startswith(
        "Rests on the court's record (Alma Brandt) against the defence's (Otto Lind)."
    )


def test_a_source_that_reports_another_is_named(finding: Finding) -> None:
    """A record known only through a book rests on the book too."""
    titles = finding_words.titles_of([finding])
    assert titles == {"protocol": "Protocol of the Assizes", "memoir": "Forty Years a Pilot"}
    said = "Forty Years a Pilot reports Protocol of the Assizes."
    assert finding_words.rests_on(finding, titles).endswith(said)
    assert finding_words.rests_on(finding, {}).endswith("Forty Years a Pilot reports protocol.")


def test_a_subtitle_is_left_out(finding: Finding) -> None:
    """A source is called by its title; the subtitle would fill the page."""
    item = replace(finding.evidence[0], source_title="The Ford: a history in two parts")
    assert finding_words.recorded_at(item) == "The Ford, p. 41"
    assert finding_words.recorded_at(replace(item, source_title="")) == "protocol, p. 41"


def test_one_side_stands_alone(finding: Finding) -> None:
    """What rests on one side's record says that it needs nobody else's word."""
    court = replace(
        finding, evidence=finding.evidence[:1], rests_on=RestsOn(("brandt",), (), ("court",))
    )
    assert finding_words.rests_on(court, {}) == "Rests on the court's record alone (Alma Brandt)."


def test_a_sign_sets_nobody_against_anybody(finding: Finding) -> None:
    """A sign across two sides needs both, which do not clash."""
    sign = replace(finding, kind="gap")
    assert (
        "the court's record (Alma Brandt) and the defence's (Otto Lind)"
        in finding_words.rests_on(sign, {})
    )


def test_three_sides_are_listed(finding: Finding) -> None:
    """More than two sides are listed, also for a law."""
    three = replace(finding, rests_on=RestsOn(("a",), (), ("court", "defence", "press")))
    assert "the court's record (Alma Brandt), the defence's (Otto Lind) and the press'" in (
        finding_words.rests_on(three, {})
    )


def test_without_sides_the_speakers_are_named(finding: Finding) -> None:
    """A casebook that gives no sides still learns on whose word a finding rests."""
    without = replace(finding, rests_on=RestsOn(("brandt", "lind")))
    assert finding_words.rests_on(without, {}).startswith(
        "Rests on the word of Alma Brandt and Otto Lind."
    )


def test_the_registry_is_no_statement(report: Report) -> None:
    """A finding without a statement says that it rests on what is registered."""
    assert (
        finding_words.rests_on(report.cases[0].findings[-2], {}) == finding_words.BASIS_OF_REGISTRY
    )


@pytest.mark.parametrize(
    ("step", "is_shown"),
    [
        ("Alma Brandt (hearing, 12 May 1897): she met him; when: 3 March 1897.", False),
        ("Alma Brandt (hearing): she met him. From this follows: she was there.", False),
        ("Alma Brandt (hearing): she met him; so she was not at home.", True),
        ("Alma Brandt was at home.", True),
        ("The two days are one.", True),
    ],
)
def test_steps_that_repeat_a_claim_are_left_out(
    step: str, is_shown: bool, finding: Finding
) -> None:
    """The claims are shown beside the reasoning; a step that says no more is not told twice."""
    item = replace(
        finding.evidence[0],
        text="she met him",
        when="3 March 1897",
        implied="she was there",
    )
    told = replace(finding, evidence=(item,), reasoning=(step,))
    assert finding_words.further_steps(told) == ((step,) if is_shown else ())


@pytest.mark.parametrize(
    ("sides", "text"),
    [
        ((), ""),
        (("court",), "court alone"),
        (("court", "defence"), "court against defence"),
        (("a", "b", "c"), "a, b and c"),
    ],
)
def test_the_basis_of_an_answer_is_short(sides: tuple[str, ...], text: str) -> None:
    """The table of a brief says in a few words on which sides an answer rests."""
    answer = Answer("S1", "", "", "borne-out", (), RestsOn((), (), sides), ())
    assert words.basis(answer) == text
