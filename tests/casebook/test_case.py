"""Every section of case.yaml, and every key of a statement, is read into what it means."""

from __future__ import annotations

import pytest

from trialcheck.measures import Duration, Speed

CASE = """\
case: The harbour fire
about: What was said of it.
approximate: 10 days
at-once: 2 days
top-speed: 50 mph
stages:
  inquest: {side: prosecution, is: examination, when: 1857-09-01/1857-09-03, note: in camera}
  hearing: {side: court, when: 1857-09-21, calendar: julian}
  verdict: {}
sources:
  minutes: {title: Minutes, author: the clerk, year: 1857, side: court, url: "x:y", note: a copy}
  gazette: {reports: [minutes], calendar: julian}
people:
  ann: {name: Ann Archer, is: [witness, owner], also: [Annie], born: 1821, died: 1899-05, note: n}
  old-ben: {}
groups:
  crew: {name: the crew, members: [ann, old-ben], also: [hands], note: n}
places:
  town: {name: the town, at: [51.5, -0.12], radius: 2 miles, tz: Europe/London, also: [T], note: n}
  inn: {in: town}
things:
  lamp: {name: the lamp, states: [whole, broken], for: cause, also: [lantern], note: n}
topics:
  cause: {asks: what caused it, positions: [lamp, arson], note: n}
  blame: {name: who is to blame}
events:
  the-fire: {name: the great fire, note: n}
  a-quarrel:
threads:
  - {between: [ann, old-ben], note: first}
"""


@pytest.fixture
def registry(casebook_of):
    """The registry of the casebook above."""
    return casebook_of(CASE).registry


def test_the_head_of_a_casebook(casebook_of):
    """The title and what it is about are kept as written."""
    casebook = casebook_of(CASE)
    assert (casebook.title, casebook.about) == ("The harbour fire", "What was said of it.")
    assert casebook.path == "book"


def test_stages(registry):
    """A stage has a side, a standard name by itself or by a synonym, a calendar and a date, in
    order.
    """
    inquest, hearing, verdict = registry.stages.values()
    assert (inquest.side, inquest.standard, inquest.order) == ("prosecution", "interrogation", 0)
    assert (hearing.standard, hearing.calendar, hearing.order) == ("hearing", "julian", 1)
    assert (verdict.side, verdict.standard, verdict.dating) == ("", "verdict", None)
    assert inquest.dating.text == "1857-09-01/1857-09-03"


def test_a_stage_is_dated_by_its_own_calendar(registry):
    """21 September of the Julian calendar was 3 October of the Gregorian one."""
    hearing = registry.stages["hearing"].dating
    assert hearing.calendar == "julian"
    days = (hearing.first.lo - registry.stages["inquest"].dating.first.lo) // 1440
    assert days == 20 + 12


def test_sources(registry):
    """A source has a title, or its id as words, and may report others."""
    minutes, gazette = registry.sources.values()
    assert (minutes.title, minutes.author, minutes.year) == ("Minutes", "the clerk", "1857")
    assert minutes.side == "court"
    assert (gazette.title, gazette.reports, gazette.calendar) == ("gazette", ("minutes",), "julian")


def test_people(registry):
    """A person has a name, or its id as words, traits, and dates of birth and death."""
    ann, ben = registry.people.values()
    assert (ann.name, ann.traits, ann.also) == ("Ann Archer", ("witness", "owner"), ("Annie",))
    assert (ann.born.text, ann.died.text) == ("1821", "1899-05")
    assert (ben.name, ben.traits, ben.born, ben.died) == ("old ben", (), None, None)
    assert (ann.written.path, ann.written.line) == ("book/case.yaml", 14)


def test_groups_places_things_topics_and_events(registry):
    """The other sections are read likewise; a distance is in kilometres."""
    assert registry.groups["crew"].members == ("ann", "old-ben")
    town, inn = registry.places["town"], registry.places["inn"]
    assert (town.at, town.zone, town.within) == ((51.5, -0.12), "Europe/London", "")
    assert town.radius == pytest.approx(3.218688)
    assert (inn.at, inn.radius, inn.within, inn.name) == (None, 0.0, "town", "inn")
    assert (registry.things["lamp"].states, registry.things["lamp"].purpose) == (
        ("whole", "broken"),
        "cause",
    )
    assert registry.topics["cause"].asks == "what caused it"
    assert registry.topics["cause"].positions == ("lamp", "arson")
    assert registry.topics["blame"].asks == "who is to blame"
    assert dict(registry.events) == {"the-fire": "the great fire", "a-quarrel": "a quarrel"}


def test_threads_and_the_measures_of_a_casebook(registry):
    """A thread is between two; the fastest journey and what `at once` means can be set."""
    (thread,) = registry.threads
    assert (thread.between, thread.through, thread.note) == (("ann", "old-ben"), (), "first")
    assert registry.top_speed == Speed(80.4672)
    assert registry.at_once == Duration(2 * 1440, 2 * 1440)


def test_the_measures_that_a_casebook_does_not_set(casebook_of):
    """At once is within seven days, and no speed is set, unless the casebook says so."""
    registry = casebook_of("case: A\n").registry
    assert (registry.top_speed, registry.at_once) == (None, Duration(7 * 1440, 7 * 1440))


def test_what_an_id_is_called(registry):
    """An id is printed by its name, and one without a name as words."""
    names = [registry.name_of(name) for name in ("ann", "crew", "town", "lamp", "the-fire")]
    assert names == ["Ann Archer", "the crew", "the town", "the lamp", "the great fire"]
    assert registry.name_of("on-the-eve") == "on the eve"


def test_a_statement_with_every_key(casebook_of):
    """The date, stage, source with its place and pages, words, note and claims are kept."""
    files = CASE + (
        "--- file: x.yaml\nspeaker: ann\nnote: of the file\nstatements:\n"
        "  - id: first\n    said: 21 September 1857\n    stage: inquest\n"
        "    source: {in: gazette, at: p. 7, reports: minutes, pages-before: 12, note: n}\n"
        "    says: She saw it.\n    note: hurried\n    calendar: gregorian\n"
        "    claims:\n      - jailed: {who: ann}\n"
    )
    (statement,) = casebook_of(files).statements
    assert (statement.name, statement.speaker, statement.id) == ("ann/first", "ann", "first")
    assert (statement.stage, statement.source) == ("inquest", "gazette")
    assert (statement.source_reports, statement.at) == (("minutes",), "p. 7")
    assert (statement.pages_before, statement.says, statement.note) == (
        12,
        "She saw it.",
        "hurried",
    )
    assert (statement.said.text, statement.calendar) == ("21 September 1857", "gregorian")
    assert (statement.path, statement.line, statement.column) == ("book/x.yaml", 4, 5)
    assert [claim.name for claim in statement.claims] == ["ann/first#1"]


def test_a_statement_with_no_more_than_an_id(casebook_of):
    """Every key but the id may be left out; a source may be named alone."""
    files = (
        CASE + "--- file: x.yaml\nspeaker: ann\nstatements: [{id: a}, {id: b, source: minutes}]\n"
    )
    bare, sourced = casebook_of(files).statements
    assert (bare.said, bare.stage, bare.source, bare.claims) == (None, "", "", ())
    assert (bare.calendar, sourced.source) == ("gregorian", "minutes")


def test_statements_come_in_the_order_of_their_names(casebook_of):
    """Neither the names of the files nor the order in them decides the order of statements."""
    files = CASE + (
        "--- file: z.yaml\nspeaker: ann\nstatements: [{id: b}, {id: a}]\n"
        "--- file: a.yml\nspeaker: old-ben\nstatements: [{id: a}]\n"
    )
    names = [statement.name for statement in casebook_of(files).statements]
    assert names == ["ann/a", "ann/b", "old-ben/a"]
    assert casebook_of(files).speakers == ("ann", "old-ben")


BRIEF = """\
--- file: x.yaml
speaker: ann
statements: [{id: a}, {id: b}]
--- file: brief.yaml
brief: Against the record
by: old-ben
about: what he says
arguments:
  - id: A1
    says: They differ.
    at: p. 1
    note: n
    expects: {kind: contradiction, statements: [ann/a, ann/b]}
  - {id: A2, judgement: true}
  - id: A3
    expects:
      threads: {hold: [[ann, old-ben]], break: [[old-ben, ann]], disputed: [[ann, old-ben]]}
  - {id: A4, expects: {rule: state-undone}, judgement: false}
--- file: accepted.yaml
accepted:
  - {finding: state-undone-12345678, reason: known, by: me, date: 1990, note: n}
"""


def test_a_brief_and_the_accepted_findings(casebook_of):
    """A brief's arguments and the accepted findings are read in their order."""
    casebook = casebook_of(CASE + BRIEF)
    (brief,) = casebook.briefs
    assert (brief.title, brief.by) == ("Against the record", "old-ben")
    first, taste, threads, rule = brief.arguments
    assert (first.id, first.says, first.at, first.judgement) == (
        "A1",
        "They differ.",
        "p. 1",
        False,
    )
    assert (first.expected.kind, first.expected.statements) == ("contradiction", ("ann/a", "ann/b"))
    assert (taste.judgement, taste.expected) == (True, None)
    assert threads.expected.hold == (("ann", "old-ben"),)
    assert threads.expected.broken == (("old-ben", "ann"),)
    assert threads.expected.disputed == (("ann", "old-ben"),)
    assert (rule.expected.rule, rule.judgement) == ("state-undone", False)
    (accepted,) = casebook.accepted
    assert (accepted.finding, accepted.reason) == ("state-undone-12345678", "known")


def test_a_casebook_s_own_kinds_and_stages(read_book):
    """A casebook's vocabulary.yaml adds kinds and standard stages to those that are shipped."""
    reading = read_book(
        "case: A\npeople: {ann: {}, ben: {}}\nstages: {probe: {}}\n--- file: vocabulary.yaml\n"
        "stages: {soundings: {also: [probe]}}\n"
        "kinds:\n"
        "  danced:\n    sort: occasion\n"
        "    roles:\n      who: {names: [person], several: together, at-least: 2, needed: true}\n"
        "      tune: {names: word}\n"
        "    says: '{who} danced[ to {tune}]'\n"
        "    implies: [{met: {who: $who}}, {alive: {who: [$who]}, at: start}]\n"
        "--- file: ann.yaml\nspeaker: ann\nstatements:\n"
        "  - id: a\n    stage: probe\n    claims: [{danced: {who: [ann, ben], tune: a-waltz}}]\n"
    )
    assert reading.problems == ()
    kind = reading.vocabulary.kinds["danced"]
    assert (kind.sort, kind.roles["who"].several, kind.roles["who"].at_least) == (
        "occasion",
        "together",
        2,
    )
    assert (kind.roles["tune"].needed, kind.roles["tune"].names) == (False, ("word",))
    assert [(each.kind, each.moment) for each in kind.implies] == [
        ("met", "throughout"),
        ("alive", "start"),
    ]
    assert reading.casebook.registry.stages["probe"].standard == "soundings"
    assert "was-at" in reading.vocabulary.kinds
    assert reading.casebook.statements[0].claims[0].roles["tune"] == ("a-waltz",)
