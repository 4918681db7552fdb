"""Corners of the whole record in which the program was once found to say too much or too little."""

from __future__ import annotations

import pytest

PEOPLE = "{ann: {}, ben: {}, cat: {}, dan: {}}"
PLACES = "{near: {at: [50, 10]}, far: {at: [50, 14]}, hotel: {in: far}}"


def head(people: str = PEOPLE, places: str = PLACES) -> str:
    """A case file with these people and places."""
    return f"case: Corners\npeople: {people}\nplaces: {places}\nthings: {{letter: {{}}}}\n"


@pytest.fixture
def clashes(story, analyze_text):
    """Return a function that gives the sets of statements that certainly clash, and the verdict."""

    def told(claims, start: str = head(), **options: object):
        (case,) = analyze_text(story(start, claims), dating=True, **options).cases
        assert case.consistent is (case.dating is not None)
        return [
            sorted(finding.statements)
            for finding in case.findings
            if finding.is_law and finding.certainty == "certain"
        ]

    return told


AT_TEN = 'did: {who: ann, what: letter, when: "1931-05-03T10:00"}, id: x'


@pytest.mark.parametrize(
    ("tie", "date", "speaks"),
    [
        ("after: x, at-least: 3 days", "1931-05-05T10:00", False),
        ("after: x, at-least: 3 days", "1931-05-06T09:59", False),
        ("after: x, at-least: 3 days", "1931-05-06T10:00", True),
        ("before: x, at-least: 3 days", "1931-04-30T10:00", True),
        ("before: x, at-least: 3 days", "1931-04-30T10:01", False),
        ("after: x, at-least: 3 days, within: 2 days", "1931-05-06T10:00", False),
    ],
)
def test_a_denial_tied_at_a_distance_covers_from_that_distance_on(clashes, tie, date, speaks):
    """Who did not do it three days after something, or later, may have done it before that."""
    found = clashes(
        {
            "ann/first": f"- {{{AT_TEN}}}",
            "ben/never": f"- denies: {{did: {{who: ben, what: letter, when: {{{tie}}}}}}}",
            "cat/deed": f'- did: {{who: ben, what: letter, when: "{date}"}}',
        }
    )
    assert found == ([["ann/first", "ben/never", "cat/deed"]] if speaks else [])


@pytest.mark.parametrize("stance", ["forgets", "believes", "denies"])
def test_a_denial_tied_to_what_nobody_asserts_covers_nothing(clashes, stance):
    """Nobody can tell what lies after something that was perhaps never."""
    found = clashes(
        {
            "ann/not-after": "- denies: {did: {who: ben, what: letter, when: {after: x}}}",
            "ben/not-before": "- denies: {did: {who: ben, what: letter, when: {before: x}}}",
            "cat/twice": [
                '- did: {who: ben, what: letter, when: "1931-05-03T10:00"}',
                '- did: {who: ben, what: letter, when: "1931-05-03T12:00"}',
            ],
            "dan/x": f"- {{{stance}: {{did: {{who: cat, what: letter}}}}, id: x}}",
        }
    )
    assert found == []


@pytest.mark.parametrize("claim", ["denies: {did: {who: ben", "did: {who: dan"])
def test_setting_a_word_aside_makes_no_new_clash(clashes, claim):
    """A denial, or an only, of a time that is no longer known speaks of no time."""
    closing = "}" if claim.startswith("denies") else ", only: who"
    claims = {
        "ann/trip": "- {travelled: {who: ann, when: 1931-05}, id: x}",
        "ben/then": f"- {{{claim}, what: letter, when: {{during: x}}}}{closing}}}",
        "cat/deed": "- did: {who: ben, what: letter, when: 1940}",
    }
    assert clashes(claims) == []
    assert clashes(claims, set_aside=("ann",)) == []


def test_a_denied_length_names_those_by_whom_it_lasted(clashes):
    """A stay without a date lasts as long as what another says to have happened during it."""
    claims = {
        "ann/never-long": "- {denies: {was-at: {who: cat, where: near}}, for-at-least: 3 days}",
        "ben/stay": "- {was-at: {who: cat, where: near}, id: s}",
        "dan/deeds": [
            "- did: {who: dan, what: letter, when: {during: s, on: 1931-05-01}}",
            "- did: {who: dan, what: letter, when: {during: s, on: 1931-05-08}}",
        ],
    }
    assert clashes(claims) == [["ann/never-long", "ben/stay", "dan/deeds"]]
    del claims["dan/deeds"]
    assert clashes(claims) == []


def test_a_denial_of_no_time_covers_nothing(clashes):
    """What is denied of a day before that after which it is denied is denied of no day."""
    found = clashes(
        {
            "cat/stay": "- {was-at: {who: ben, where: near, when: 1857-05-15}, id: y}",
            "ann/other": "- {was-at: {who: cat, where: near, when: {during: y, "
            'on: "1857-05-03T10:00/1857-05-04T17:00"}}, id: x}',
            "dan/never": "- denies: {was-at: {who: ben, where: near, when: {after: x, "
            'on: "1857-05-04T12:50"}}}',
        }
    )
    assert found == []


@pytest.mark.parametrize(
    ("length", "speaks"),
    [
        ("for-at-least: 4 hours", False),
        ("for-at-least: 301 minutes", False),
        ("for-at-least: 302 minutes", True),
        ("for-at-most: 5 hours", False),
        ("for-at-most: 4 hours", True),
    ],
)
def test_how_long_a_journey_lasts_is_told_by_one_clock(clashes, length, speaks):
    """From ten in the east, which is seven in the west, to noon in the west are five hours."""
    places = "{east: {at: [50, 40], tz: Etc/GMT-3}, west: {at: [50, 38], tz: Etc/GMT}}"
    trip = 'who: ann, from: east, to: west, when: "1931-05-01T10:00/1931-05-01T12:00"'
    claims = {"ann/trip": f"- {{travelled: {{{trip}}}, {length}}}"}
    assert clashes(claims, head(places=places)) == ([["ann/trip"]] if speaks else [])


@pytest.mark.parametrize(
    ("date", "length"),
    [
        ("1902-01-01/1902-01-07", "7 days"),
        ("1902-02-01/1902-02-28", "1 month"),
        ("1902/1902", "1 year"),
    ],
)
def test_the_last_day_counts_in_a_length(clashes, date, length):
    """From the first to the seventh are seven days."""
    stay = f"was-at: {{who: ann, where: near, when: {date}}}"
    assert clashes({"ben/stay": f"- {{{stay}, for-at-least: {length}}}"}) == []
    assert clashes({"ben/stay": f"- {{{stay}, for-at-least: {length} 2 minutes}}"}) == [
        ["ben/stay"]
    ]


LIVED = head("{ann: {died: 1931-05-06}, ben: {born: 1931-05-08}, cat: {}, dan: {}}")


@pytest.mark.parametrize("when", ["", ", when: 1931"])
def test_two_who_never_lived_at_one_time_never_met(clashes, when):
    """Each of the two lives allows the date, but not both of them."""
    assert clashes({"cat/m": f"- met: {{who: [ann, ben]{when}}}"}, LIVED) == [["cat/m"]]


def test_a_receipt_before_what_was_passed_on_lies_within_a_life(clashes):
    """Who passed a letter on had it before; by then it was burned, or he was not born."""
    found = clashes(
        {
            "dan/fire": "- destroyed: {what: letter, when: 1931-05-04}",
            "cat/passing": "- passed-on: {who: ben, what: letter, from: cat, when: 1931-08}",
        },
        LIVED,
    )
    assert found == [["cat/passing", "dan/fire"]]


@pytest.mark.parametrize(
    ("end", "speaks"), [("1932", True), ("1931-06", False), ("1931-12", True), ("1931-11", False)]
)
def test_a_stay_of_no_date_can_be_left_no_room(clashes, end, speaks):
    """The house stood for some months; whoever was its guest was in prison elsewhere then."""
    found = clashes(
        {
            "ann/span": "- existed: {what: hotel, when: 1931-02/1931-11}",
            "ben/prison": f"- jailed: {{who: cat, where: near, when: 1930/{end}}}",
            "dan/guest": "- was-at: {who: cat, where: hotel}",
        }
    )
    assert found == ([["ann/span", "ben/prison", "dan/guest"]] if speaks else [])


def test_a_stay_of_no_date_can_be_left_no_room_by_a_life(clashes):
    """Who was in prison from the day of his birth to that of his death never travelled for days."""
    claims = {
        "ann/prison": "- jailed: {who: cat, where: near, when: 1930-01-01/1932-12-31}",
        "dan/guest": "- was-at: {who: cat, where: hotel}",
    }
    slow = "top-speed: 1 km/h\n"
    assert clashes(claims, head() + slow) == []
    life = head("{ann: {}, dan: {}, cat: {born: 1930-01-01, died: 1932-12-31}}")
    assert clashes(claims, life) == []
    assert clashes(claims, life + slow) == [["ann/prison", "dan/guest"]]


@pytest.mark.parametrize(
    ("life", "date", "speaks"),
    [
        ("died: 1931-04-01", "1931-05-01/..", True),
        ("died: 1931-04-01", "1931-03-01/..", False),
        ("born: 1940", "../1932", True),
        ("born: 1940", "../1945", False),
    ],
)
def test_what_never_ends_begins_in_a_life(clashes, life, date, speaks):
    """That nobody named an end does not let it begin after a death."""
    start = head(f"{{ann: {{{life}}}, ben: {{}}}}")
    claims = {"ben/stay": f'- was-at: {{who: ann, where: near, when: "{date}"}}'}
    assert clashes(claims, start) == ([["ben/stay"]] if speaks else [])


def test_a_journey_without_end_is_made_by_the_living(clashes):
    """It has no arrival that would have to lie before a death."""
    start = head("{ann: {died: 1931}, ben: {}}")
    trip = '- travelled: {who: ann, from: near, to: far, when: "1931-03-01T10:00/.."}'
    assert clashes({"ben/trip": trip}, start) == []


def test_a_dating_lets_a_stay_of_separate_dates_last_no_longer_than_they_say(story, analyze_text):
    """A stay of one winter or the other is over before the deed that comes years later."""
    text = story(
        head(),
        {
            "ann/stay": [
                "- was-at: {who: dan, where: near, when: winter 1583}",
                "- exhibited: {what: letter, when: {after: x}}",
            ],
            "ben/deed": "- {did: {who: dan, what: letter, where: far, when: 1584-05-01}, id: x}",
        },
    )
    (case,) = analyze_text(text, dating=True).cases
    times = case.dating["times"]
    assert times["end of ann/stay#1"] < times["start of ben/deed#x"]


@pytest.mark.parametrize(
    "claim", ["jailed: {who: cat, where: near}", "was-at: {who: cat, where: near}"]
)
def test_what_lasted_as_long_as_another_denies_clashes(clashes, claim):
    """Three days at least, and never three days or longer, cannot both be."""
    claims = {
        "ann/never-long": "- {denies: {was-at: {who: cat, where: near}}, for-at-least: 3 days}"
    }
    assert clashes(claims | {"ben/long": f"- {{{claim}, for-at-least: 3 days}}"}) == [
        ["ann/never-long", "ben/long"]
    ]
    assert clashes(claims | {"ben/less": f"- {{{claim}, for-at-least: 71 hours}}"}) == []


@pytest.mark.parametrize(("later", "speaks"), [("1931-05-05", False), ("1931-05-15", True)])
def test_a_denial_between_two_times_covers_what_lies_between(clashes, later, speaks):
    """After the tenth and before the fifth is never."""
    found = clashes(
        {
            "ann/never": "- denies: {was-at: {who: cat, where: near, when: {after: x, before: y}}}",
            "ben/deeds": [
                "- {did: {who: ben, what: letter, when: 1931-05-10}, id: x}",
                f"- {{did: {{who: dan, what: letter, when: {later}}}, id: y}}",
            ],
            "dan/stay": "- was-at: {who: cat, where: near, when: 1931-05-01/1931-05-20}",
        }
    )
    assert found == ([["ann/never", "ben/deeds", "dan/stay"]] if speaks else [])


ZONES = head(places="{east: {tz: Etc/GMT-3}, west: {tz: Etc/GMT}}")


@pytest.mark.parametrize(
    ("end", "speaks"),
    [
        ("1931-05-01T11:00", True),
        ("1931-05-01T12:59", True),
        ("1931-05-01T13:00", False),
        ("", False),
    ],
)
def test_a_journey_does_not_end_before_it_begins_by_one_clock(clashes, end, speaks):
    """Eleven in the east is eight in the west."""
    trip = f'- travelled: {{who: ann, from: west, to: east, when: "1931-05-01T10:00/{end}"}}'
    assert clashes({"ann/trip": trip}, ZONES) == ([["ann/trip"]] if speaks else [])


def test_an_arrival_is_denied_by_the_clock_of_its_place(clashes):
    """Who left at ten in the west was not in the east before one, by the clock there."""
    claims = {
        "ann/trip": '- travelled: {who: ann, from: west, to: east, when: "1931-05-01T10:00/"}',
        "ben/never": '- denies: {arrived: {who: ann, when: "{1931-05-01T11:00..}"}}',
    }
    assert clashes(claims, ZONES) == [["ann/trip", "ben/never"]]


def test_two_claims_of_one_event_are_not_one_after_the_other(clashes):
    """The clocks of a place were changed in a hundred years, but not at one moment."""
    start = head(places="{port: {tz: Asia/Kolkata}}")
    claims = {
        "ann/first": "- {arrived: {who: cat, where: port, when: 19XX/..}, event: supper, id: x}",
        "ben/then": "- {arrived: {who: cat, where: port, when: {after: x}}, event: supper}",
    }
    assert clashes(claims, start) == [["ann/first", "ben/then"]]


def test_a_life_whose_end_nobody_knows_leaves_no_room_before_its_beginning(clashes):
    """Who was in prison elsewhere from his birth on, as long as the house stood, was not in it."""
    claims = {
        "ann/span": "- existed: {what: hotel, when: 1930-06/1932-12-30}",
        "ben/prison": "- jailed: {who: cat, where: near, when: 1931-01-01/1932-12-31}",
        "dan/guest": "- was-at: {who: cat, where: hotel}",
    }
    slow = "top-speed: 1 km/h\n"
    assert clashes(claims, head() + slow) == []
    life = head("{ann: {}, ben: {}, dan: {}, cat: {born: 1931-01-01}}") + slow
    assert clashes(claims, life) == [["ann/span", "ben/prison", "dan/guest"]]


def test_nothing_comes_after_what_never_ends(clashes):
    """A deed is at some time; a stay without end leaves none after it."""
    claims = {
        "ann/stay": '- {was-at: {who: ann, where: near, when: "1931-05-01/.."}, id: x}',
        "ben/deed": "- did: {who: ben, what: letter, when: {after: x}}",
    }
    assert clashes(claims) == [["ann/stay", "ben/deed"]]
    assert clashes(claims | {"ben/deed": claims["ben/deed"].replace("after", "during")}) == []


def test_a_prison_without_end_from_birth_on_leaves_no_room(clashes):
    """An undated stay elsewhere lies neither before a birth nor after what never ends."""
    claims = {
        "ann/prison": '- jailed: {who: cat, where: near, when: "1931-05-01T10:00/.."}',
        "dan/stay": "- was-at: {who: cat, where: far}",
    }
    assert clashes(claims) == []
    born = head('{ann: {}, dan: {}, cat: {born: "1931-05-01T10:00"}}')
    assert clashes(claims, born) == [["ann/prison", "dan/stay"]]


@pytest.mark.parametrize(
    ("date", "tie", "expected"),
    [
        (
            "1931-05-01/..",
            "after: x",
            (
                "ben/deed#1 is after the end of ann/stay#x; but the end of ann/stay#x never comes, "
                "as '..' says (with nothing after the slash, the end would be unknown)."
            ),
        ),
        (
            "../1931-05-01",
            "before: x, at-least: 3 days",
            (
                "ann/stay#x is at least 3 days after ben/deed#1; but ann/stay#x never began, as "
                "'..' says (with nothing before the slash, the beginning would be unknown)."
            ),
        ),
    ],
)
def test_what_never_ends_is_told_without_a_year_10000(story, analyze_text, date, tie, expected):
    """No date stands for the end of time, and no minutes are missing there."""
    claims = {
        "ann/stay": f'- {{was-at: {{who: ann, where: near, when: "{date}"}}, id: x}}',
        "ben/deed": f"- did: {{who: ben, what: letter, when: {{{tie}}}}}",
    }
    (case,) = analyze_text(story(head(), claims)).cases
    (finding,) = (each for each in case.findings if each.is_law)
    assert expected in finding.reasoning
    assert "1000" not in " ".join(finding.reasoning)
    assert not finding.margin_text


def test_a_journey_arrives_at_some_time(clashes):
    """Who is in prison without end arrives nowhere else; an endless journey arrives nowhere."""
    claims = {
        "ann/prison": "- jailed: {who: cat, where: near, when: 1931-05-03/..}",
        "dan/trip": '- travelled: {who: cat, to: far, when: "1931-05-04T19:00"}',
    }
    assert clashes(claims) == [["ann/prison", "dan/trip"]]
    endless = claims["dan/trip"].replace('"1931-05-04T19:00"', "1931-05-02/..")
    assert clashes(claims | {"dan/trip": endless}) == []
    free = claims["ann/prison"].replace("/..", "/")
    assert clashes(claims | {"ann/prison": free}) == []


@pytest.mark.parametrize("life", ["{}", "{born: 1890}", "{born: 1890, died: 1936}"])
@pytest.mark.parametrize("prisons", [(), ("1935-05/..",), ("../1891-05", "1935-05/..")])
def test_many_claims_without_any_date_find_room(clashes, life, prisons):
    """Each is at some time of its own, within a life and beside what is dated."""
    places = "{here: {at: [40, 10]}, there: {at: [50, 10]}, elsewhere: {at: [60, 10]}}"
    lines = [
        f"- was-at: {{who: ann, where: {('here', 'there', 'elsewhere')[at % 3]}}}"
        for at in range(60)
    ]
    lines += [f"- was-at: {{who: ann, where: here, when: {1892 + at}-05-03}}" for at in range(40)]
    lines += [f"- jailed: {{who: ann, where: there, when: {when}}}" for when in prisons]
    claims = {"ben/many": "\n      ".join(lines)}
    assert clashes(claims, head(f"{{ann: {life}, ben: {{}}}}", places)) == []


def test_a_date_before_a_birth_stays_so_beside_what_never_began(clashes):
    """What a claim without beginning is said to lie in has a beginning of its own."""
    start = head("{ann: {}, ben: {born: 1583-05-03}}") + "groups: {league: {members: []}}\n"
    claims = {
        "ann/worked": "- {worked-at: {who: ben, where: near, when: 1583-05-02}, id: x}",
        "ben/did": "- led: {who: ben, what: league, when: {during: x, on: ../1583-05-02}}",
    }
    assert clashes(claims, start) == [["ann/worked"], ["ben/did"]]


def test_nothing_is_before_what_never_began_by_any_clock(clashes):
    """Clocks that differ by hours make no room before the beginning of all time."""
    start = head(places="{near: {tz: UTC}, far: {tz: Etc/GMT-10}}")
    claims = {
        "ann/worked": "- worked-at: {who: ann, where: near, when: {after: x, on: ../1857-05-04}}",
        "ben/stay": "- {was-at: {who: ben, where: far}, id: x}",
    }
    assert clashes(claims, start) == [["ann/worked", "ben/stay"]]


@pytest.mark.parametrize("when", ["1930-05/..", "../1930-05"])
def test_what_lies_far_apart_is_not_compared(story, analyze_text, when):
    """Of 60 stays without a date a dating asks few pairs, though something else never ends."""
    stays = [f"- was-at: {{who: ann, where: {('near', 'far')[at % 2]}}}" for at in range(60)]
    claims = {"ben/many": "\n      ".join(stays)}
    claims["dan/other"] = f"- was-at: {{who: dan, where: near, when: {when}}}"
    start = head("{ann: {born: 1890}, ben: {}, dan: {}}")
    (case,) = analyze_text(story(start, claims), dating=True).cases
    assert len(case.dating["either"]) < 60
