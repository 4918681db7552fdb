"""What a timeline holds: lanes, marks, what is not drawn, and clashes."""

from __future__ import annotations

from trialcheck.timelines import chosen
from trialcheck.when import read_date


def _minutes(text: str) -> tuple[int, int]:
    window = read_date(text).occasion()
    return window.earliest_start, window.latest_end


def test_a_claim_stands_in_the_lane_of_everyone_and_everything_it_names(timeline):
    """People, groups and things each get a lane; places and topics do not."""
    made = timeline("told: {who: [jon, crew], whom: kit, what: chart, where: quay, when: 1901}")
    assert {(lane.sort, lane.id, lane.name) for lane in made.lanes} == {
        ("person", "jon", "Jon Bell"),
        ("person", "kit", "Kit Cole"),
        ("group", "crew", "the crew"),
        ("thing", "chart", "the chart"),
    }
    assert all(len(lane.marks) == 1 for lane in made.lanes)
    assert len(list(made.marks())) == 1


def test_lanes_are_in_the_order_of_first_date_then_name_and_things_come_last(timeline):
    """People and groups by first date, then name; those without a date after them; then things."""
    made = timeline(
        "arrived: {who: lee, when: 1902}",
        "arrived: {who: [kit, jon], when: 1901}",
        "arrived: {who: ida}",
        "state: {of: chart, is: torn, when: 1900}",
    )
    assert [lane.id for lane in made.lanes] == ["jon", "kit", "lee", "ida", "chart"]


def test_a_mark_says_who_says_what_when_and_where_it_is_written(mark_of):
    """A mark carries the claim in words, its date, its speaker and its place in the files."""
    entry = mark_of("met: {who: [kit, lee], when: 1901-05}").entry
    assert entry.claim == "ida/account#1"
    assert (entry.statement, entry.kind, entry.sort) == ("ida/account", "met", "occasion")
    assert (entry.sentence, entry.when) == ("Kit Cole and Lee Dunn met", "May 1901")
    assert (entry.speaker, entry.speaker_name, entry.stance) == ("ida", "Ida Ames", "asserted")
    assert (entry.path, entry.line) == ("book/ida.yaml", 5)


def test_the_four_bounds_of_a_mark_are_those_of_the_date(mark_of):
    """From one month to another: start and end lie in them; the sure part lies between."""
    mark = mark_of("was-at: {who: kit, where: quay, when: 1901-05/1901-07}")
    may, july = _minutes("1901-05"), _minutes("1901-07")
    bounds = (mark.earliest_start, mark.latest_start, mark.earliest_end, mark.latest_end)
    assert bounds == (*may, *july)
    assert [(s.first, s.last) for s in mark.sure] == [(may[1], july[0])]
    assert [(s.first, s.last) for s in mark.possible] == [
        (may[0], may[1] - 1),
        (july[0] + 1, july[1]),
    ]


def test_a_bound_that_is_not_known_is_none(mark_of):
    """An unknown end has neither an earliest nor a latest moment."""
    mark = mark_of("was-at: {who: kit, where: quay, when: '../1901'}")
    assert (mark.earliest_start, mark.latest_start) == (None, None)


def test_a_tie_narrows_a_mark_and_the_mark_says_so(mark_of):
    """By its tie the second meeting lies in the last days of the month."""
    mark = mark_of(
        "met: {who: [kit, lee], when: {on: 1901-11, after: jon/first#1, at-least: 20 days}}",
        first="arrived: {who: lee, when: 1901-11-05}",
    )
    assert mark.tied
    assert mark.dated == "from 25 November 1901 to 30 November 1901"
    assert "by its ties from 25 November" in mark.dated_in_words
    assert mark.earliest_start == _minutes("1901-11-05")[0] + 20 * 1440


def test_the_rest_of_the_record_narrows_a_mark(mark_of):
    """Who was far away until the 22nd can only have met at the quay afterwards."""
    mark = mark_of(
        "met: {who: [kit, lee], where: quay, when: 1901-11}",
        away="was-at: {who: kit, where: city, when: 1901-10-20/1901-11-22}",
    )
    assert [s.last for s in mark.narrowed] == [_minutes("1901-11")[1]]
    assert mark.narrowed[0].first >= _minutes("1901-11-22")[0]
    assert mark.narrowed_by == ("jon/away",)
    assert "can only have been from 22 November 1901" in mark.dated_in_words
    assert "given jon/away" in mark.dated_in_words
    assert mark.stretches[0].first == _minutes("1901-11-01")[0]


def test_stances_are_kept_apart(timeline):
    """What is denied, believed and heard says so; what is not recalled is not drawn."""
    made = timeline(
        "met: {who: [kit, lee], when: 1901}",
        "denies: {met: {who: [kit, lee], when: 1902}}",
        "believes: {met: {who: [kit, lee], when: 1903}}",
        "heard: {from: jon, met: {who: [kit, lee], when: 1904}}",
        "forgets: {met: {who: [kit, lee], when: 1905}}",
        "met: {who: [kit, lee], when: '1906?'}",
    )
    lane = made.lanes[0]
    assert [mark.entry.stance for mark in lane.marks] == [
        "asserted",
        "denied",
        "believed",
        "heard",
        "asserted",
    ]
    assert [mark.entry.hedged for mark in lane.marks] == [False, False, True, True, True]
    assert [mark.uncertain for mark in lane.marks] == [False] * 4 + [True]
    assert [(each.why, each.entry.stance) for each in lane.undrawn] == [("forgotten", "forgotten")]


def test_a_denial_is_drawn_only_where_it_surely_covers(mark_of):
    """From some moment in May to some moment in July surely covers June alone."""
    mark = mark_of("denies: {met: {who: [kit, lee], when: 1901-05/1901-07}}")
    (stretch,) = mark.stretches
    assert (stretch.part, stretch.first, stretch.last) == (
        "denied",
        _minutes("1901-05")[1],
        _minutes("1901-07")[0],
    )


def test_what_cannot_be_drawn_is_kept_with_the_reason(timeline, lane_of):
    """Claims without a date, timeless ones, denials for all time and of no sure time."""
    made = timeline(
        "met: {who: [kit, lee]}",
        "denies: {met: {who: [kit, lee]}}",
        "denies: {met: {who: [kit, lee], when: /1901}}",
        "content: {of: chart, topic: route, position: north}",
    )
    whys = [each.why for each in lane_of(made, "kit").undrawn]
    assert whys == ["undated", "never", "nowhere-sure"]
    assert [each.why for each in lane_of(made, "chart").undrawn] == ["undated"]
    assert list(made.marks()) == []


def test_custody_is_what_the_vocabulary_marks_as_custody(timeline, story, head, timeline_text):
    """The shipped kind is marked; a kind of a casebook's own is if its vocabulary says so."""
    assert timeline("jailed: {who: kit, when: 1901}").lanes[0].marks[0].custody
    assert not timeline("was-at: {who: kit, where: jail, when: 1901}").lanes[0].marks[0].custody
    assert not timeline("denies: {jailed: {who: kit, when: 1901}}").lanes[0].marks[0].custody
    own = (
        "--- file: vocabulary.yaml\n"
        "kinds:\n"
        "  interned:\n"
        "    sort: condition\n"
        "    custody: true\n"
        "    roles:\n"
        "      who: {names: [person], needed: true}\n"
    )
    text = story(head, {"ida/account": "- interned: {who: kit, when: 1901/1902}"}) + own
    assert timeline_text(text).lanes[0].marks[0].custody


def test_an_unknown_word_for_custody_is_a_problem(head, problems_of):
    """`custody` is true or false, and only what lasts can be custody."""
    vocabulary = "--- file: vocabulary.yaml\nkinds:\n  interned: {sort: %s, custody: %s}\n"
    (problem,) = problems_of(head + vocabulary % ("condition", "yes"))
    assert (problem.message, problem.help) == ("unknown word 'yes'", "expected true or false")
    (problem,) = problems_of(head + vocabulary % ("occasion", "true"))
    assert problem.message == "custody lasts, and this kind does not"
    assert problems_of(head + vocabulary % ("condition", "false")) == ()


def test_separate_dates_are_drawn_and_said_apart(mark_of):
    """One of two days is two moments, not the time between them."""
    mark = mark_of("met: {who: [kit, lee], when: '[1901-05-03, 1901-06-10]'}")
    assert [(s.first, s.last) for s in mark.stretches] == [
        _minutes("1901-05-03"),
        _minutes("1901-06-10"),
    ]
    assert mark.entry.when == "3 May 1901 or 10 June 1901"


def test_a_broken_law_names_its_claims_and_signs_are_left_out(timeline):
    """Each finding of a law between claims of the timeline is a clash, with its id."""
    made = timeline(
        "denies: {met: {who: [kit, lee], when: 1901}}",
        first="met: {who: [kit, lee], when: 1901-05}",
    )
    (clash,) = [each for each in made.clashes if each.finding.startswith("assertion-denied-")]
    assert set(clash.claims) == {"ida/account#1", "jon/first#1"}
    assert clash.certainty == "certain"
    assert set(made.clashes_of()) == {"ida/account#1", "jon/first#1"}
    assert all(each.kind in ("contradiction", "impossibility") for each in made.clashes)


def test_choosing_people_things_and_dates(timeline):
    """Lanes are chosen by id; marks outside the dates are left out and counted."""
    made = timeline(
        "met: {who: [kit, lee], when: 1901}",
        "arrived: {who: kit, when: 1905}",
        "state: {of: chart, is: torn, when: 1901}",
    )
    assert [lane.id for lane in chosen(made, ["kit"]).lanes] == ["kit"]
    assert [lane.id for lane in chosen(made, ["kit"], ["chart"]).lanes] == ["kit", "chart"]
    assert [lane.id for lane in chosen(made, things=["kit"]).lanes] == []
    first, last = _minutes("1904")[0], _minutes("1906")[1]
    cut = chosen(made, ["kit", "lee"], first=first, last=last)
    assert [(lane.id, len(lane.marks)) for lane in cut.lanes] == [("kit", 1)]
    assert cut.outside == 1
    assert chosen(made).outside == 0
