"""Statements become facts: what follows from a claim to any depth, and what a statement and the
registry are.
"""

from __future__ import annotations

import pytest

from trialcheck.bounds import FAR

HEAD = """\
case: A
stages: {hearing: {when: 1900-03-05}, old: {is: verdict, when: 1900-03-05/1900-03-07}}
sources: {minutes: {}}
people:
  ann: {is: [witness, owner], born: 1850, died: 1920-05}
  ben: {}
  cat: {born: 1860}
groups: {crew: {members: [ann, ben]}}
places: {inn: {}, quay: {}}
things: {letter: {for: cause}, lamp: {}}
topics: {cause: {}}
"""


@pytest.fixture(scope="session")
def facts_in(story, decide_text):
    """Return a function that gives the facts of one statement, or of the
    registry, as plain text.
    """

    def facts(*lines: str, registry: bool = False):
        decision = decide_text(story(HEAD, {"ann/talk": lines}))
        return [fact for fact in decision.facts if (fact.statement is None) is registry]

    return facts


def shown(fact) -> str:
    """A fact as `kind role=value+value ...`."""
    roles = " ".join(f"{role}={'+'.join(values)}" for role, values in sorted(fact.roles.items()))
    return f"{fact.kind} {roles}"


def hours(fact, midnight) -> tuple[int | None, ...]:
    """The window of a fact in hours from the beginning of 1900."""
    bounds = fact.bounds
    every = (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end)
    return tuple((minute - midnight) / 60 for minute in every)


def test_a_journey_implies_its_ends_to_any_depth(facts_in, midnight):
    """Who travelled left at the start and arrived at the end; so he was there, and the places
    existed then.
    """
    when = '"1900-01-01T02:00/1900-01-01T08:00"'
    facts = facts_in(f"- travelled: {{who: ben, from: inn, to: quay, for: letter, when: {when}}}")
    windows = {shown(fact): hours(fact, midnight) for fact in facts if fact.claim is not None}
    start, end, throughout = (2, 2, 2, 2), (8, 8, 8, 8), (2, 2, 8, 8)
    assert windows["travelled for=letter from=inn to=quay who=ben"] == throughout
    assert windows["left where=inn who=ben"] == start
    assert windows["was-at where=inn who=ben"] == start
    assert windows["existed what=inn"] == start
    assert windows["arrived where=quay who=ben"] == end
    assert windows["was-at where=quay who=ben"] == end
    assert windows["existed what=quay"] == end
    assert windows["came-for for=letter who=ben"] == end
    assert "alive who=ben" in windows


def test_the_ends_of_a_loose_journey_are_as_loose_as_its_dates(facts_in, midnight):
    """A departure some time on the 1st and an arrival some time on the 3rd imply stays on those
    days.
    """
    facts = facts_in("- travelled: {who: ben, from: inn, to: quay, when: 1900-01-01/1900-01-03}")
    stays = {fact.roles["where"]: fact for fact in facts if fact.kind == "was-at"}
    day_end = 24 - 1 / 60
    assert hours(stays["inn",], midnight) == pytest.approx((0, day_end, 0, day_end))
    assert hours(stays["quay",], midnight) == pytest.approx((48, 48 + day_end) * 2)


def test_an_implication_needs_all_its_roles(facts_in):
    """Who met nowhere in particular is not put anywhere, and a letter to nobody is handed to
    nobody.
    """
    kinds = {fact.kind for fact in facts_in("- met: {who: [ann, ben]}")}
    assert {"knew", "contact", "dealings", "alive"} <= kinds
    assert not kinds & {"was-at", "existed", "served"}
    kinds = {fact.kind for fact in facts_in("- sent: {who: ann, what: letter}")}
    assert "handed" not in kinds


def test_people_of_several_roles_are_joined(facts_in):
    """Who tells on behalf of another knew him, and dealt with each whom he told; those did not with
    each other.
    """
    facts = facts_in("- told: {who: ann, whom: [ben, cat], on-behalf-of: cat, what: letter}")
    texts = {shown(fact) for fact in facts}
    assert {"knew who=ann+cat", "conveyed to=ben+cat what=letter who=ann"} <= texts
    assert not any(text.startswith("handed") for text in texts)
    contacts = {text for text in texts if text.startswith("contact")}
    assert contacts == {"contact who=ann+ben", "contact who=ann+cat"}


def test_what_is_passed_on_is_received_then_or_later(facts_in):
    """Who gets a thing passed on receives it no sooner; nothing is made of that in turn."""
    facts = facts_in("- passed-on: {who: ann, what: letter, to: ben, when: 1900-05-04}")
    (receipt,) = (fact for fact in facts if fact.kind == "received")
    (passing,) = (fact for fact in facts if fact.kind == "passed-on")
    assert shown(receipt) == "received from=ann what=letter who=ben"
    assert receipt.bounds.earliest_start == passing.bounds.earliest_start
    assert receipt.bounds.latest_start == receipt.bounds.latest_end == FAR
    later = {fact.kind for fact in facts if fact.start == receipt.start}
    assert later == {"received"}


def test_what_is_denied_or_forgotten_implies_nothing(facts_in):
    """A denied or forgotten meeting puts nobody anywhere; a believed one does, as belief."""
    claim = "met: {who: [ann, ben], where: inn, when: 1900}"
    for stance, polarity in (("denies", "denied"), ("forgets", "forgotten")):
        facts = [fact for fact in facts_in(f"- {stance}: {{{claim}}}") if fact.claim is not None]
        assert [(fact.kind, fact.polarity) for fact in facts] == [("met", polarity)]
    believed = [fact for fact in facts_in(f"- believes: {{{claim}}}") if fact.claim is not None]
    assert {"met", "was-at", "existed"} <= {fact.kind for fact in believed}
    assert all(fact.hedged and fact.polarity == "asserted" for fact in believed)


def test_an_event_serves_as_a_purpose(facts_in):
    """An asserted claim of an event also says that something was done about it."""
    facts = facts_in("- {met: {who: [ann, ben]}, event: the-ball}")
    assert "served purpose=the-ball" in {shown(fact) for fact in facts}
    denied = facts_in("- {denies: {met: {who: [ann, ben]}}, event: the-ball}")
    assert "served" not in {fact.kind for fact in denied}


def test_a_statement_is_a_fact_and_so_is_whom_and_what_it_names(facts_in):
    """Each statement gives who said it, whom it named and what it spoke of, whatever the stance."""
    facts = facts_in(
        "stage: hearing",
        "source: minutes",
        "said: 1900-03-05",
        "- denies: {met: {who: [ann, ben], for: letter}}",
        "- {heard: {from: cat, told: {who: ben, what: cause}}, event: the-ball}",
    )
    texts = [shown(fact) for fact in facts if fact.claim is None]
    assert texts[0] == "said source=minutes stage=hearing who=ann"
    assert set(texts[1:]) == {
        "named who=ann whom=ann",
        "named who=ann whom=ben",
        "named who=ann whom=cat",
        "spoke-of what=letter who=ann",
        "spoke-of what=cause who=ann",
        "spoke-of what=the-ball who=ann",
    }
    assert all(fact.name == "ann/talk" for fact in facts if fact.claim is None)


def test_a_statement_without_a_stage_or_source_names_neither(facts_in):
    """A role without a value is left out of the fact, and the time is unknown."""
    (said,) = [fact for fact in facts_in() if fact.kind == "said"]
    assert shown(said) == "said who=ann"
    assert said.bounds.earliest_start < -(10**9) < 10**9 < said.bounds.latest_end


def test_the_registry_is_facts(facts_in):
    """People with their traits, lives, members, stages and purposes are facts
    without a statement.
    """
    facts = facts_in(registry=True)
    assert {shown(fact) for fact in facts} == {
        "person is=witness who=ann",
        "person is=owner who=ann",
        "person who=ben",
        "person who=cat",
        "life who=ann",
        "life who=cat",
        "member of=crew who=ann",
        "member of=crew who=ben",
        "stage is=hearing what=hearing",
        "stage is=verdict what=old",
        "meant-for for=cause what=letter",
    }
    assert {fact.name for fact in facts} == {""}


def test_a_life_lasts_from_birth_to_death(facts_in, midnight):
    """A life begins some time in the year of birth and ends some time in the month of death."""
    facts = facts_in(registry=True)
    ann, cat = (fact.bounds for fact in facts if fact.kind == "life")
    assert (ann.earliest_start, ann.latest_start) != (ann.earliest_end, ann.latest_end)
    assert ann.latest_start - ann.earliest_start + 1 == 365 * 1440
    assert ann.latest_end - ann.earliest_end + 1 == 31 * 1440
    assert cat.latest_end > midnight + 10**9


def test_a_stage_of_a_single_day_lies_within_it(facts_in, midnight):
    """A stage of one day starts and ends on it, one of a span goes on from the first day to the
    last.
    """
    hearing, old = (fact for fact in facts_in(registry=True) if fact.kind == "stage")
    start = (31 + 28 + 4) * 24
    assert hours(hearing, midnight) == pytest.approx((start, start + 24 - 1 / 60) * 2)
    assert hours(old, midnight) == pytest.approx(
        (start, start + 24 - 1 / 60, start + 48, start + 72 - 1 / 60)
    )


DENIED = {
    "when: 1900-01": [(0, 31 * 24 - 1 / 60)],
    "when: 1900-01/1900-03": [(31 * 24 - 1 / 60, 59 * 24)],
    "when: 1900-01/": [],
    "when: '1900-01~'": [],
    "when: '1900~'": [],
}


@pytest.mark.parametrize("when", DENIED)
def test_what_a_denial_surely_covers(when, facts_in, midnight):
    """A single date is covered whole, a span between its ends, and what is loose is not covered."""
    (fact,) = [
        fact for fact in facts_in(f"- denies: {{jailed: {{who: ben, {when}}}}}") if fact.claim
    ]
    sure = [((lo - midnight) / 60, (hi - midnight) / 60) for lo, hi in fact.sure]
    assert sure == [pytest.approx(stretch) for stretch in DENIED[when]]


# The fire was some time on 5 January, for at most an hour. Hours from the beginning of the year.
LAST = 24 * 5 - 1 / 60
TIED_DENIALS = {
    "{after: fire}": [(LAST + 1 + 1 / 60, None)],
    "{before: fire}": [(None, 24 * 4 - 1 - 1 / 60)],
    "{after: fire, within: 3 days}": [(LAST + 1 + 1 / 60, 24 * 7)],
    "{after: fire, within: 1 day}": [],
    "{before: fire, within: 3 days}": [(24 * 2 - 1 / 60, 24 * 4 - 1 - 1 / 60)],
    "{after: fire, on: 1900-01}": [(LAST + 1 + 1 / 60, 24 * 31 - 1 / 60)],
    "{after: fire, on: 1899}": [],
    "{during: fire}": [],
}


@pytest.mark.parametrize("when", TIED_DENIALS)
def test_a_tied_denial_covers_what_lies_surely_on_its_side(when, facts_in, midnight):
    """What is denied after something is denied from its latest possible end on; the other ties
    likewise.
    """
    facts = facts_in(
        f"- denies: {{jailed: {{who: ben, when: {when}}}}}",
        "- {jailed: {who: cat, when: 1900-01-05}, for-at-most: 1 hour, id: fire}",
    )
    (fact,) = [fact for fact in facts if fact.polarity == "denied"]
    expected = TIED_DENIALS[when]
    assert len(fact.sure) == len(expected)
    for stretch, wanted in zip(fact.sure, expected, strict=True):
        for minute, hour in zip(stretch, wanted, strict=True):
            if hour is None:
                assert abs(minute - midnight) > 10**9
            else:
                assert (minute - midnight) / 60 == pytest.approx(hour)


def test_a_denial_without_a_date_covers_all_time(facts_in):
    """A denial without a date denies for all time."""
    (fact,) = [fact for fact in facts_in("- denies: {jailed: {who: ben}}") if fact.claim]
    assert fact.sure is None


def test_a_casebook_s_own_kinds_imply_in_turn(decide_text):
    """A kind of the casebook that implies another of its own implies all that follows from that
    one.
    """
    files = (
        "case: A\npeople: {ann: {}, ben: {}}\nplaces: {hall: {}}\n"
        "--- file: vocabulary.yaml\nkinds:\n"
        "  waltzed:\n    sort: occasion\n"
        "    roles: {who: {names: [person], several: together}, hall: {names: [place]}}\n"
        "    implies: [{danced: {pair: $who, in: $hall}}]\n"
        "  danced:\n    sort: condition\n"
        "    roles: {pair: {names: [person], several: together}, in: {names: [place]}}\n"
        "    implies: [{met: {who: $pair, where: $in}, at: end}]\n"
        "--- file: ann.yaml\nspeaker: ann\nstatements:\n"
        "  - {id: a, claims: [{waltzed: {who: [ann, ben], hall: hall, when: 1900}}]}\n"
    )
    kinds = [fact.kind for fact in decide_text(files).facts if fact.claim is not None]
    assert kinds[:3] == ["waltzed", "danced", "met"]
    assert {"was-at", "existed", "contact"} <= set(kinds)
    assert len(kinds) == len(set(kinds))
