"""Claims, dates and thresholds as words that a reader of a report understands."""

from __future__ import annotations

import pytest

from trialcheck.wording import Wording, amount_in_words, listed

HEAD = """\
case: A
people: {ann: {name: Ann Archer}, ben: {name: Ben Baker}, cat: {}}
places: {inn: {name: the inn}}
things: {letter: {name: the letter}}
topics: {cause: {asks: what caused it, positions: [a-lamp]}}
"""

SENTENCES = {
    "met: {who: [ann, ben, cat], where: inn, times: 3}": (
        "Ann Archer, Ben Baker and cat met at the inn, 3 times"
    ),
    "met: {who: [ann, ben]}": "Ann Archer and Ben Baker met",
    "denies: {met: {who: [ann, ben]}}": "denies that Ann Archer and Ben Baker met",
    "denies: {jailed: {}}": "denies that anybody or anything was held in custody",
    "believes: {arrived: {who: cat}}": "believes that cat arrived",
    "forgets: {arrived: {who: cat}}": "does not recall that cat arrived",
    "heard: {from: ben, arrived: {who: cat}}": "heard from Ben Baker that cat arrived",
    "asserts: {arrived: {who: cat}}": "cat arrived",
}


@pytest.fixture(scope="session")
def words_of(story, open_book):
    """Return a function that gives the words of a claim, and those of its date."""

    def words(claim: str) -> tuple[str, str]:
        book = open_book(
            story(HEAD, {"ann/a": [f"- {claim}", "- {left: {who: ann}, id: farewell}"]})
        )
        wording = Wording(book.casebook, book.vocabulary)
        first = book.casebook.statements[0].claims[0]
        return wording.claim(first), wording.when(first)

    return words


@pytest.mark.parametrize("claim", SENTENCES)
def test_a_claim_as_a_sentence(claim, words_of):
    """A claim is printed by the sentence of its kind, with names and its stance; empty parts are
    left out.
    """
    assert words_of(claim)[0] == SENTENCES[claim]


def test_nested_stances_are_both_told(words_of):
    """What was heard to be denied is told as both."""
    sentence, _ = words_of("heard: {from: ben, denies: {arrived: {who: cat}}}")
    assert sentence.startswith("heard from Ben Baker that ")
    assert "cat arrived" in sentence
    assert "den" in sentence


def test_an_only_is_told(words_of):
    """A claim that excludes others says so."""
    assert words_of("{arrived: {who: cat}, only: who}")[0] == "cat arrived (only cat)"


DATES = {
    "1931-07": "July 1931",
    "1931-07-05": "5 July 1931",
    "1931-05/1931-07": "from May 1931 to July 1931",
    "1931-05/..": "from May 1931 on, without end",
    "1931-05/": "from May 1931 to an unknown end",
    "../1931-05": "until May 1931",
    "/1931-05": "from an unknown beginning until May 1931",
    "1931?": "1931 (uncertain)",
}


@pytest.mark.parametrize("written", DATES)
def test_a_date_in_words(written, words_of):
    """A date is printed in words, with what is open or unknown about it."""
    assert words_of(f"jailed: {{who: ann, when: '{written}'}}")[1] == DATES[written]


def test_an_approximate_date_names_what_it_is_taken_as(words_of):
    """`~` is printed with the range that it was widened to."""
    words = words_of("jailed: {who: ann, when: 1931-06~}")[1]
    assert words.startswith("about 1931-06 (taken as ")
    assert "May 1931" in words
    assert "July 1931" in words


def test_a_julian_date_shows_both_styles(words_of):
    """A date by the Julian calendar is printed in both."""
    words = words_of("jailed: {who: ann, when: 1725-01-01, calendar: julian}")[1]
    assert "12 January 1725" in words
    assert "1 January" in words


TIES = {
    "{after: farewell}": "after ann/a#farewell",
    "{before: farewell, within: 3 days}": "within 3 days before ann/a#farewell",
    "{after: farewell, at-least: 1 day, within: 1 month}": (
        "at least 1 day within 28 days to 31 days after ann/a#farewell"
    ),
    "{same-time-as: farewell, on: 1931}": "1931, at the same time as ann/a#farewell",
    "{during: farewell}": "during ann/a#farewell",
}


@pytest.mark.parametrize("when", TIES)
def test_a_tie_in_words(when, words_of):
    """A tie names the claim that it hangs on, and how near."""
    assert words_of(f"jailed: {{who: ann, when: {when}}}")[1] == TIES[when]


def test_how_long_a_condition_lasts(words_of):
    """The least and the greatest length are printed."""
    words = words_of("jailed: {who: ann, for-at-least: 3 days, for-at-most: 1 week}")[1]
    assert words == "for at least 3 days, for at most 7 days"
    assert words_of("jailed: {who: ann}")[1] == ""


def test_lists_and_amounts(shipped):
    """Words are joined as people join them; thresholds keep their units."""
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    settings = [setting for rule in shipped.rules for setting in rule.settings.values()]
    for setting in settings:
        assert amount_in_words(setting.default)
    from trialcheck.measures import read_duration, read_speed

    assert amount_in_words(read_duration("1 month")) == "28 days to 31 days"
    assert amount_in_words(read_speed("62.5 km/h")) == "62.5 km/h"
    assert amount_in_words(12) == "12"
