"""The sentences of findings: they say what is said, by whom, and when, and no more than that."""

import json

import pytest

from trialcheck.reports import FORMATS, Layout

HEAD = """\
case: The crossing
people: {ann: {name: Ann}, ben: {name: Ben}, cy: {name: Cy, born: 1790, died: 1851}}
places:
  dover: {name: Dover, at: [51.13, 1.31]}
  rome: {name: Rome, at: [41.9, 12.48]}
  oslo: {name: Oslo, at: [59.91, 10.75]}
  york: {name: York, at: [53.96, -1.08], tz: Europe/London}
  boston: {name: Boston, at: [42.36, -71.06], tz: America/New_York}
things: {letter: {name: the letter}, cargo: {name: the cargo}}
"""


@pytest.fixture
def told(story, findings_of):
    """Return a function that gives the one finding of a rule for some claims."""

    def only(rule, *claims, ben=(), **statements):
        named = {"ann/one": claims, **{f"ann/{name}": lines for name, lines in statements.items()}}
        if ben:
            named["ben/one"] = ben
        found = findings_of(story(HEAD, named), rule)
        assert len(found) == 1, [finding.message for finding in found]
        return found[0]

    return only


def test_the_end_of_a_journey_has_the_date_of_the_end(told):
    """Who arrives at 22:30 was not at the place from the time of leaving on."""
    finding = told(
        "assertion-denied",
        "- travelled: {who: ann, from: rome, to: dover, when: 1890-03-01T20:00/1890-03-02T22:30}",
        "- denies: {was-at: {who: ann, where: dover, when: 1890-03-02}}",
    )
    assert "Ann was at Dover (2 March 1890, 22:30)" in finding.message


def test_the_start_of_a_journey_has_the_date_of_the_start(told):
    """Who leaves on the 10th and arrives on the 11th left on the 10th."""
    finding = told(
        "assertion-denied",
        "- travelled: {who: ann, from: rome, to: dover, when: 1890-03-10/1890-03-11}",
        "- denies: {was-at: {who: ann, where: rome, when: 1890-03-10}}",
    )
    assert "Ann was at Rome (10 March 1890)" in finding.message


def test_a_moment_keeps_its_calendar(told):
    """The end of a journey dated by the Julian calendar is shown in both styles."""
    finding = told(
        "assertion-denied",
        "- travelled: {who: ann, from: rome, to: dover, when: 1725-03-10/1725-03-11, "
        "calendar: julian}",
        "- denies: {was-at: {who: ann, where: dover, when: 1725-03-22}}",
    )
    assert "Ann was at Dover (22 March 1725 (11 March, Julian))" in finding.message


def test_a_date_that_ties_give_is_not_put_in_the_mouth_of_the_speaker(told):
    """What comes before a dated meeting has no date of its own, and no minutes."""
    finding = told(
        "assertion-denied",
        "- did: {who: ben, what: cargo, when: {before: meeting}}",
        "- met: {who: [ann, ben], when: 1546-02-14}\n        id: meeting",
        "- denies: {did: {who: ben, what: cargo}}",
    )
    assert "Ben did the cargo (by its ties not after 14 February 1546);" in finding.message
    assert any("is dated not after 14 February 1546" in step for step in finding.reasoning)
    assert not any("23:5" in step for step in finding.reasoning)


def test_a_date_that_ties_give_as_a_range(told):
    """An occasion between two bounds is at some time between them."""
    finding = told(
        "sent-before-received",
        "- met: {who: [ann, ben], when: 1546-02-14}\n        id: meeting",
        "- received: {who: ben, what: letter, from: ann, when: {after: meeting, within: 9 days}}",
        "- sent: {who: ann, what: letter, to: ben, when: 1546-03-01/1546-03-03}",
    )
    tied = "(by its ties some time from 14 February 1546 to 23 February 1546)"
    assert f"received the letter {tied}" in finding.message
    assert "sent it (some time from 1 March 1546 to 3 March 1546)" in finding.message


def test_a_tie_that_narrows_nothing_leaves_the_date_as_it_is_written(told):
    """A date that a tie makes no narrower is what the speaker says."""
    finding = told(
        "assertion-denied",
        "- met: {who: [ann, cy], when: 1830}\n        id: early",
        "- did: {who: ben, what: cargo, when: {after: early, on: 1846}}",
        "- denies: {did: {who: ben, what: cargo}}",
    )
    assert "Ben did the cargo (1846);" in finding.message


def test_what_goes_on_between_two_bounds_is_for_some_while(told):
    """A stay that ties put between two dates is not said to fill the time between them."""
    finding = told(
        "assertion-denied",
        "- was-at: {who: ann, where: rome, when: 1830-05-01/1830-05-09}\n        id: long",
        "- was-at: {who: ben, where: rome, when: {during: long}}",
        "- denies: {was-at: {who: ben, where: rome}}",
    )
    assert "(by its ties for some while from 1 May 1830 to 9 May 1830)" in finding.message


def test_a_denied_occasion_is_denied_for_all_of_its_date(told):
    """A denial of a range covers it, so that it is not at some time of it."""
    finding = told(
        "assertion-denied",
        "- did: {who: ben, what: cargo, when: 1846-05-02}",
        "- denies: {did: {who: ben, what: cargo, when: 1846-05-01/1846-05-31}}",
    )
    assert finding.message.endswith("Ann denies it (from 1 May 1846 to 31 May 1846).")


def test_an_either_or_names_what_comes_first_and_how_far_it_is(told):
    """The reasoning names the two claims, the places, the distance, the time and the rule."""
    finding = told(
        "dates-conflict",
        "- met: {who: [ann, ben], where: rome, when: 1840-03}\n        id: first",
        two=["- met: {who: [ann, cy], where: oslo, when: {after: ann/one#first, within: 2 h}}"],
    )
    choice = next(step for step in finding.reasoning if step.startswith("Either"))
    assert choice.startswith("Either ann/one#first comes first or ann/two#1 does: ")
    assert "are 2,006 km apart, 10 h 1 min at 200 km/h" in choice
    assert "by the rule one-place-at-a-time" in choice
    assert finding.message.startswith("As dated and tied to each other, these cannot all be true:")


def test_one_event_at_two_places_is_told_in_one_step(told):
    """What is told of one moment at two places is no riddle of an event after itself."""
    finding = told(
        "dates-conflict",
        "- met: {who: [ann, ben], where: rome, when: 1840-03}\n        event: call",
        two=["- told: {who: ann, whom: ben, where: oslo, when: 1840-03}\n        event: call"],
    )
    assert finding.message.startswith("As dated and said of one event, these cannot all be true:")
    assert not any("after event" in step or "after the event" in step for step in finding.reasoning)
    last = finding.reasoning[-1]
    assert last.startswith("The event call is at one moment (ann/one#1, ann/two#1), but ")
    assert "2,006 km apart" in last


def test_a_circle_of_ties_has_no_length(told):
    """What would come before itself is not short of so many minutes."""
    finding = told(
        "dates-conflict",
        "- did: {who: ben, what: cargo, when: {after: ann/three#1}}",
        two=["- did: {who: cy, what: cargo, when: {after: ann/one#1}}"],
        three=["- did: {who: ann, what: cargo, when: {after: ann/two#1}}"],
    )
    assert finding.message.startswith("As tied to each other, these cannot all be true:")
    assert finding.reasoning[-1].endswith("each would have to come before itself.")
    assert finding.margin_text == "no order fits all of it"


def test_each_of_several_dates_is_supposed_in_words(told):
    """Where a date leaves a choice, the cases name the dates."""
    finding = told(
        "dates-conflict",
        '- did: {who: ben, what: cargo, when: "[1830-01, 1830-06]"}\n        id: deed',
        two=["- did: {who: cy, what: cargo, when: {on: 1830-03, same-time-as: ann/one#deed}}"],
    )
    assert "Either ann/one#deed is dated January 1830 or ann/one#deed is dated June 1830." in (
        finding.reasoning
    )


def test_of_two_like_claims_the_earlier_comes_first(told):
    """The order of the files does not decide what is told first."""
    finding = told(
        "one-place-at-a-time",
        "- was-at: {who: cy, where: rome, when: 1840-03-06T01:00}",
        ben=["- was-at: {who: cy, where: oslo, when: 1840-03-05T23:00}"],
    )
    at_oslo, at_rome = "at Oslo (5 March 1840, 23:00)", "at Rome (6 March 1840, 01:00)"
    assert f"Cy is placed {at_oslo} and {at_rome};" in finding.message
    assert [item.speaker for item in finding.evidence] == ["ben", "ann"]


@pytest.mark.parametrize(
    ("claim", "who"),
    [
        ("- believes: {did: {who: ben, what: cargo}}", "Ann (who only believes so), "),
        (
            "- heard: {from: cy, did: {who: ben, what: cargo}}",
            "Ann (who has only heard so from Cy)",
        ),
        ("- did: {who: ben, what: cargo}", "Ann, Ben did"),
    ],
)
def test_belief_and_hearsay_are_told_as_such(told, claim, who):
    """Whoever only believes or has heard a thing gives no account of it."""
    finding = told("assertion-denied", claim, ben=["- denies: {did: {who: ben, what: cargo}}"])
    assert finding.message.startswith(f"By the account of {who}")


def test_a_belief_in_a_message_without_its_speaker(told):
    """Where a rule names only what is said, what is merely believed is still told as that."""
    finding = told(
        "account-changes",
        "said: 1846-01-01",
        "- denies: {did: {who: ben, what: cargo}}",
        two=["said: 1846-02-01", "- believes: {did: {who: ben, what: cargo}}"],
    )
    assert finding.message.endswith("Ben did the cargo (Ann only believes so).")


def test_clocks_that_differ_are_named_beside_the_times(told):
    """A letter received at 19:30 in York came before 15:00 in Boston: both clocks are named."""
    finding = told(
        "sent-before-received",
        "- sent: {who: ann, what: letter, to: ben, where: boston, when: 1920-03-04T15:00}",
        "- received: {who: ben, what: letter, from: ann, where: york, when: 1920-03-04T19:30}",
    )
    assert "(4 March 1920, 19:30 by the clocks of York)" in finding.message
    assert "(4 March 1920, 15:00 by the clocks of Boston)" in finding.message


def test_clocks_of_one_zone_are_not_named(told):
    """Where all clocks agree, nothing is said of them."""
    finding = told(
        "sent-before-received",
        "- sent: {who: ann, what: letter, to: ben, where: york, when: 1920-03-04T15:00}",
        "- received: {who: ben, what: letter, from: ann, where: york, when: 1920-03-04T14:30}",
    )
    assert "clocks" not in finding.message
    assert finding.margin_text == "30 min short"


def test_years_of_life_are_told_as_they_are_registered(told):
    """A year of birth is a year, in the message and in the reasons."""
    finding = told("life-span", "- met: {who: [ann, cy], when: 1788}")
    assert "the casebook gives (born 1790, died 1851)" in finding.message
    assert "cannot lie outside a life (born 1790, died 1851)" in finding.reasoning[-1]


def test_days_that_follow_each_other_are_less_than_a_day_short(told):
    """Between two dates without a time of day, no minutes are counted."""
    finding = told(
        "sent-before-received",
        "- sent: {who: ann, what: letter, to: ben, when: 1890-03-02}",
        "- received: {who: ben, what: letter, from: ann, when: 1890-03-01}",
    )
    assert finding.margin == 1
    assert finding.margin_text == "less than a day short"
    assert finding.reasoning[-1].endswith("one of the dates would have to be a day off.")


def test_an_hour_in_the_midst_of_custody_is_not_short_of_weeks(told):
    """What lies in the midst of a stay elsewhere is off by its dates; no time is 40 days short."""
    finding = told(
        "custody",
        "- jailed: {who: ann, where: rome, when: 1890-03-01/1890-05-24}",
        "- was-at: {who: ann, where: oslo, when: 1890-04-10T10:00/1890-04-10T11:00}",
    )
    assert finding.margin_text == "one of the dates would have to be 40 days off"


def test_a_journey_with_too_little_time_is_short_of_time(told):
    """Between two hours, what is missing is time for the journey."""
    finding = told(
        "one-place-at-a-time",
        "- was-at: {who: ann, where: rome, when: 1890-03-06T01:00}",
        "- was-at: {who: ann, where: oslo, when: 1890-03-05T23:00}",
    )
    assert finding.margin_text == "8 h 1 min short"


BELIEVED = {
    "ann/one": ["- believes: {did: {who: ben, what: cargo}}"],
    "ben/one": ["- denies: {did: {who: ben, what: cargo}}"],
}
CERTAIN = {
    **BELIEVED,
    "cy/one": ["- did: {who: ann, what: cargo}", "- denies: {did: {who: ann, what: cargo}}"],
}


@pytest.mark.parametrize("said", [BELIEVED, CERTAIN])
@pytest.mark.parametrize("name", ["terminal", "markdown", "html"])
def test_a_report_says_how_many_findings_it_hides(story, analyze_text, said, name):
    """With `certain` what is only possible is left out, and how much that is is told."""
    every = analyze_text(story(HEAD, said))
    possible = sum(each.certainty == "possible" for each in every.cases[0].findings)
    assert possible
    hiding = analyze_text(story(HEAD, said), certain=True)
    are = "finding is" if possible == 1 else "findings are"
    text = " ".join(FORMATS[name](hiding, Layout()).split())
    assert f"{possible} possible {are} hidden (" in text.replace("\\", "")
    assert "hidden (" not in FORMATS[name](every, Layout())
    assert ("no sign" in text) is False


def test_the_number_of_hidden_findings_ends_a_casebook_in_json(story, analyze_text):
    """A program reads how many findings were left out."""
    report = analyze_text(story(HEAD, BELIEVED), certain=True)
    written = json.loads(FORMATS["json"](report, Layout()))["casebooks"][0]
    assert list(written)[-1] == "hidden"
    assert written["hidden"] == len(analyze_text(story(HEAD, BELIEVED)).cases[0].findings)
