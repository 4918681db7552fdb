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
    assert "it is not so that" in sentence


def test_an_only_is_told(words_of):
    """A claim that excludes others says so."""
    assert words_of("{arrived: {who: cat}, only: who}")[0] == "cat arrived (only cat)"


DATES = {
    "1931-07": "July 1931",
    "1931-07-05": "5 July 1931",
    "1931-05/1931-07": "from May 1931 to July 1931",
    "1931-05/..": "from May 1931 on, without end",
    "1931-05/": "from May 1931 to an unknown end",
    "../1931-05": "until May 1931, without beginning",
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
    assert words.startswith("about June 1931 (taken as ")
    assert "May 1931" in words
    assert "July 1931" in words


def test_an_approximate_end_of_a_range_is_told_without_signs(words_of):
    """Each end of a range is told in words, as the approximate one that it is."""
    words = words_of("jailed: {who: ann, when: 1893~/1896}")[1]
    assert words.startswith("from about 1893 to 1896 (taken as ")
    assert "~" not in words


def test_an_approximate_season_is_told_by_its_days(words_of):
    """A season has no name of its own in words."""
    words = words_of("jailed: {who: ann, when: about autumn 1931}")[1]
    assert words.startswith("about the time from 1 September 1931 to 30 November 1931 (taken as ")


def test_a_belief_in_a_denial_is_a_sentence(words_of):
    """Of two stances the inner one is told impersonally."""
    sentence, _ = words_of("believes: {denies: {arrived: {who: cat}}}")
    assert sentence == "believes that it is not so that cat arrived"


RANGES = {
    "1931-05/1931-07": "some time from May 1931 to July 1931",
    "1931-05": "May 1931",
    "[1931-05, 1931-08, 1933]": "May 1931, August 1931 or 1933",
    "[1931, 1933, 1935, 1937, 1939]": "some time from 1 January 1931 to 31 December 1939",
    "autumn 1931": "some time from 1 September 1931 to 30 November 1931",
    "1931-05/..": "some time from May 1931 on",
    "../1931-05": "some time until May 1931",
    "1931~/1932": "from about 1931 to 1932 (taken as some time from 1 January 1930 to "
    "31 December 1932)",
    "1931-05-01T10:00/1931-05-01T12:00": "some time from 1 May 1931, 10:00 to 1 May 1931, 12:00",
}


@pytest.mark.parametrize("written", RANGES)
def test_an_occasion_is_at_some_time_of_its_range(written, words_of):
    """What was at one moment is not said to last as long as its date."""
    assert words_of(f"arrived: {{who: ann, when: '{written}'}}")[1] == RANGES[written]


def test_a_denied_occasion_is_denied_throughout(words_of):
    """A denial covers its date, whatever it denies."""
    words = words_of("denies: {arrived: {who: ann, when: 1931-05/1931-07}}")[1]
    assert words == "from May 1931 to July 1931"


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
