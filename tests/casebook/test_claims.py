"""Every form of a claim is read into its stances, kind, roles, date and ties."""

from __future__ import annotations

import pytest

from trialcheck.casebook.model import Stance
from trialcheck.measures import Duration

DAY = 1440


def test_a_plain_claim(claim_of):
    """A plain claim is asserted; its roles keep their order; its place is that of its mapping."""
    claim = claim_of("met: {who: [ben, ann], where: inn, times: 3, note: by chance}")
    assert (claim.name, claim.kind, claim.stances) == ("ann/talk#1", "met", ())
    assert dict(claim.roles) == {"who": ("ben", "ann"), "where": ("inn",), "times": ("3",)}
    assert (claim.denied, claim.hedged, claim.forgotten) == (False, False, False)
    assert (claim.note, claim.when.dating, claim.when.ties) == ("by chance", None, ())


def test_one_value_needs_no_brackets_and_text_stays_text(claim_of):
    """A single value may stand alone; what YAML 1.1 would turn into something else stays text."""
    claim = claim_of("jailed: {who: ann, when: 1931-05-05}")
    assert claim.roles["who"] == ("ann",)
    assert claim.when.dating.text == "1931-05-05"


@pytest.mark.parametrize("place", ["inside", "beside"])
def test_keys_of_claims_stand_inside_or_beside_the_kind(place, claim_of):
    """`when`, `id`, `event`, `only` and `note` may stand among the roles or beside the kind."""
    keys = "when: 1901, id: stay, event: the-fire, only: where, note: n"
    roles = "who: ann, where: inn"
    inside = f"was-at: {{{roles}, {keys}}}"
    beside = f"{{was-at: {{{roles}}}, {keys}}}"
    claim = claim_of(inside if place == "inside" else beside)
    assert (claim.name, claim.event, claim.only) == ("ann/talk#stay", "the-fire", ("where",))
    assert (claim.note, claim.when.dating.text) == ("n", "1901")


@pytest.mark.parametrize("stance", ["asserts", "denies", "believes", "forgets", "heard"])
def test_each_stance(stance, claim_of):
    """Silence, forgetting, denying, believing and hearsay are different things."""
    claim = claim_of(f"{stance}: {{jailed: {{who: ann, when: 1901}}}}")
    assert claim.stances == (Stance(stance),)
    assert claim.denied == (stance == "denies")
    assert claim.forgotten == (stance == "forgets")
    assert claim.hedged == (stance in ("believes", "heard"))


def test_stances_nest(claim_of):
    """What was heard from somebody may be a denial; the stances are kept from the outside in."""
    claim = claim_of("believes: {heard: {from: [ben, cat], denies: {met: {who: [ann, ben]}}}}")
    assert claim.stances == (Stance.BELIEVES, Stance.HEARD, Stance.DENIES)
    assert claim.heard_from == ("ben", "cat")
    assert claim.denied
    assert claim.hedged


def test_keys_of_claims_may_stand_at_any_depth_of_stances(claim_of):
    """The date beside the outer stance is the claim's."""
    claim = claim_of("{heard: {from: ben, id: rumour, jailed: {who: ann}}, when: 1901}")
    assert (claim.name, claim.when.dating.text) == ("ann/talk#rumour", "1901")


def test_a_date_with_a_question_mark_hedges(claim_of):
    """A claim dated with `?` may carry at most a possible finding."""
    assert claim_of("jailed: {who: ann, when: '1933?'}").hedged
    assert not claim_of("jailed: {who: ann, when: 1933}").hedged


def test_an_approximate_date_is_widened_by_its_own_unit_or_as_the_casebook_says(claim_of, head):
    """`~` widens by one unit of the date's precision, or by what `approximate` says."""
    plain, exact = (
        claim_of(f"jailed: {{who: ann, when: {text}}}") for text in ("1933-06~", "1933-06")
    )
    set_by_case = claim_of(
        "jailed: {who: ann, when: 1933-06~}", head=head + "approximate: 10 days\n"
    )
    ranges = [claim.when.dating.first for claim in (plain, exact, set_by_case)]
    assert (ranges[1].lo - ranges[0].lo, ranges[0].hi - ranges[1].hi) == (31 * DAY, 31 * DAY)
    assert (ranges[1].lo - ranges[2].lo, ranges[2].hi - ranges[1].hi) == (10 * DAY, 10 * DAY)


def test_about_may_say_what_approximate_means(claim_of, head):
    """`about:` that is a duration says by how much `~` widens."""
    claim = claim_of("jailed: {who: ann, when: 1933-06-05~}", head=head + "about: 3 days\n")
    assert claim.when.dating.first.hi - claim.when.dating.first.lo + 1 == 7 * DAY


CALENDARS = {
    "none declares": ((), "gregorian", "inquiry"),
    "the stage declares": ((), "julian", "hearing"),
    "the source declares": (("source: gazette",), "julian", "inquiry"),
    "the statement overrules the source": (
        ("source: gazette", "calendar: gregorian"),
        "gregorian",
        "inquiry",
    ),
    "the statement overrules the stage": (("calendar: gregorian",), "gregorian", "hearing"),
}


@pytest.mark.parametrize("name", CALENDARS)
def test_the_nearest_calendar_governs(name, claim_of):
    """A claim's own calendar comes before that of its statement, source and stage."""
    fields, expected, stage = CALENDARS[name]
    fields = (*fields, f"stage: {stage}", "said: 1901-03-05")
    claim = claim_of("jailed: {who: ann, when: 1901-03-01}", fields=fields)
    assert claim.when.dating.calendar == expected
    assert claim.statement.said.calendar == expected
    other = {"julian": "gregorian", "gregorian": "julian"}[expected]
    own = claim_of(f"jailed: {{who: ann, when: 1901-03-01, calendar: {other}}}", fields=fields)
    assert (own.when.dating.calendar, own.statement.said.calendar) == (other, expected)
    earlier, later = sorted(
        (claim, own), key=lambda each: each.when.dating.calendar == "gregorian", reverse=True
    )
    assert later.when.dating.first.lo - earlier.when.dating.first.lo == 13 * DAY


def test_a_source_s_calendar_comes_before_a_stage_s(head, with_claims, claims_of):
    """A source that declares the Gregorian calendar overrules a Julian stage."""
    gregorian = head.replace(
        "side: court}\n  gazette", "side: court, calendar: gregorian}\n  gazette"
    )
    files = with_claims(
        "jailed: {who: ann, when: 1901}",
        head=gregorian,
        fields=("stage: hearing", "source: minutes"),
    )
    assert claims_of(files)["ann/talk#1"].when.dating.calendar == "gregorian"


RELATIONS = ("after", "before", "same-time-as", "during")


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("on", ["", ", on: 1934-10"])
def test_each_relation_of_a_tie_alone_or_with_a_date(relation, on, claim_of):
    """`when` may tie a claim to another, alone or together with a date."""
    claim = claim_of(
        f"jailed: {{who: ann, when: {{{relation}: receipt{on}}}}}",
        "{received: {who: ben, what: letter}, id: receipt}",
    )
    (tie,) = claim.when.ties
    assert (tie.relation, tie.other) == (relation, "ann/talk#receipt")
    assert (tie.within, tie.at_least) == (None, None)
    assert (claim.when.dating.text if claim.when.dating else "") == on.removeprefix(", on: ")


def test_the_lengths_of_a_tie(claim_of):
    """`within` and `at-least` may stand together."""
    claim = claim_of(
        "jailed: {who: ann, when: {after: receipt, at-least: 2 days, within: 1 month}}",
        "{received: {who: ben, what: letter}, id: receipt}",
    )
    (tie,) = claim.when.ties
    assert tie.at_least == Duration(2 * DAY, 2 * DAY)
    assert tie.within == Duration(28 * DAY, 31 * DAY)


@pytest.mark.parametrize("words", ["at once", "at-once", "immediately", "At once"])
def test_at_once_is_a_week_or_as_the_casebook_says(words, claim_of, head):
    """The fixed words stand for seven days, unless the casebook sets `at-once`."""
    claims = (
        f"jailed: {{who: ann, when: {{after: receipt, within: {words}}}}}",
        "{received: {who: ben, what: letter}, id: receipt}",
    )
    assert claim_of(*claims).when.ties[0].within == Duration(7 * DAY, 7 * DAY)
    set_by_case = claim_of(*claims, head=head + "at-once: 36 hours\n")
    assert set_by_case.when.ties[0].within == Duration(36 * 60, 36 * 60)


def test_a_tie_may_have_several_relations_and_several_claims(claim_of):
    """One claim may be tied to several others."""
    claim = claim_of(
        "jailed: {who: ann, when: {after: [one, two], before: three}}",
        *(
            f"{{received: {{who: ben, what: letter}}, id: {name}}}"
            for name in ("one", "two", "three")
        ),
    )
    ties = {(tie.relation, tie.other) for tie in claim.when.ties}
    assert ties == {
        ("after", "ann/talk#one"),
        ("after", "ann/talk#two"),
        ("before", "ann/talk#three"),
    }


REFERENCES = {
    "an id of the same statement": ("receipt", "ann/talk#receipt"),
    "an id of another statement of the speaker": ("farewell", "ann/later#farewell"),
    "an id of another speaker": ("verdict-read", "ben/word#verdict-read"),
    "the speaker's statement of one claim": ("later", "ann/later#farewell"),
    "a full statement of one claim": ("ben/word", "ben/word#verdict-read"),
    "a full name": ("ben/word#verdict-read", "ben/word#verdict-read"),
    "a full place": ("ben/word#1", "ben/word#verdict-read"),
    "a statement of the speaker, and the claim": ("later#farewell", "ann/later#farewell"),
    "a place of the same statement": ('"#2"', "ann/talk#receipt"),
    "a bare number": ("2", "ann/talk#receipt"),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_each_form_of_reference(name, head, story, claims_of):
    """A tie may name a claim in short or in full; the nearest reading counts."""
    written, expected = REFERENCES[name]
    files = story(
        head,
        {
            "ann/talk": [
                f"- jailed: {{who: ann, when: {{after: {written}}}}}",
                "- {received: {who: ben, what: letter}, id: receipt}",
            ],
            "ann/later": "- {left: {who: ann}, id: farewell}",
            "ben/word": "- {arrived: {who: ben}, id: verdict-read}",
            "cat/word": "- {arrived: {who: cat}, id: receipt}",
            "cat/later": "- {arrived: {who: cat}, id: farewell}",
        },
    )
    assert claims_of(files)["ann/talk#1"].when.ties[0].other == expected


def test_how_long_a_condition_lasts(claim_of):
    """A condition may say how long it lasted at least and at most."""
    when = claim_of(
        "jailed: {who: ann, when: 1901, for-at-least: 1 month, for-at-most: 40 days}"
    ).when
    assert when.for_at_least == Duration(28 * DAY, 31 * DAY)
    assert when.for_at_most == Duration(40 * DAY, 40 * DAY)


def test_lists_of_people_where_several_can_do_the_thing(claim_of):
    """Roles that name people take a list wherever several can do it, people and groups alike."""
    claim = claim_of("sent: {who: [ann, crew], what: letter, to: [ben, cat], via: [cat]}")
    assert claim.roles["who"] == ("ann", "crew")
    assert claim.roles["to"] == ("ben", "cat")


def test_every_kind_can_be_claimed(claim_of, shipped):
    """A claim of each shipped kind, with all its roles filled, is read without a problem."""
    values = {
        "person": "ann",
        "group": "crew",
        "place": "inn",
        "thing": "letter",
        "topic": "cause",
        "event": "letter",
        "position": "lamp",
        "state": "sealed",
        "stage": "hearing",
        "number": "2",
        "word": "a-word",
    }
    for kind in shipped.vocabulary.kinds.values():
        roles = {
            role.name: "[ann, ben]" if role.at_least > 1 else values[role.names[0]]
            for role in kind.roles.values()
        }
        written = ", ".join(f"{name}: {value}" for name, value in roles.items())
        claim = claim_of(f"{kind.name}: {{{written}}}")
        assert (claim.kind, set(claim.roles)) == (kind.name, set(kind.roles))


PROMISED = {
    "was-at": "who where",
    "arrived": "who where for",
    "left": "who where for",
    "travelled": "who from to by for",
    "met": "who where times for",
    "knew": "who",
    "told": "who whom what on-behalf-of where",
    "sent": "who what to via where",
    "received": "who what from via where",
    "passed-on": "who what from to",
    "carried": "who what from to",
    "jailed": "who where for",
    "state": "of is",
    "content": "of topic position",
    "held": "who topic position",
    "existed": "what",
    "did": "who what to where",
    "led": "who what",
    "lived-at": "who where",
    "worked-at": "who where",
    "exhibited": "what stage",
}
CONDITIONS = [
    "was-at",
    "travelled",
    "knew",
    "jailed",
    "state",
    "held",
    "existed",
    "led",
    "lived-at",
    "worked-at",
]


@pytest.mark.parametrize("kind", PROMISED)
def test_the_vocabulary_has_the_promised_kinds_and_roles(kind, shipped):
    """The names, roles and sorts of the kinds that the format promises are there."""
    declared = shipped.vocabulary.kinds[kind]
    assert set(PROMISED[kind].split()) <= set(declared.roles)
    expected = (
        "timeless" if kind == "content" else "condition" if kind in CONDITIONS else "occasion"
    )
    assert declared.sort == expected
