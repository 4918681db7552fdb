"""What is wrong with a rule file is said with its place and how to mend it,
when the rule is read.
"""

from __future__ import annotations

import pytest

from trialcheck.fields import Page
from trialcheck.located_yaml import parse
from trialcheck.rules.reader import read_rule, read_rules
from trialcheck.source import Budget, Limits, SourceFile

RULE = """\
id: probe
kind: impossibility
title: A probe
why: It probes.
settings:
  soon: {is: duration, default: 3 days, about: how soon}
  fast: {is: speed, default: 60 km/h}
  many: {is: number, default: 3}
find:
  first: {was-at: {who: $person, where: $here}, by: $speaker, stage: $stage}
  second: {$kind: {who: $person}}
unless:
  third: {told: {who: $person, whom: $hearer}}
where:
  - differ: [$person, $speaker]
must:
  - before: [first, second]
message: "{person} at {here} ({first.when}), says {first.by}: {second.says}"
examples:
  flagged:
    - title: one
      people: {ann: {}}
      places: {inn: {}}
      statements:
        - {speaker: ann, id: a, claims: [{was-at: {who: ann, where: inn, when: 1901}}]}
      names: [[ann/a]]
  silent:
    - {title: two, people: {ann: {}}, statements: []}
"""
PLACE = "⟦"


def problems_in(text: str, vocabulary):
    """The problems of one rule."""
    file = SourceFile("rules/probe.yaml", text)
    root, problems = parse(file, Limits())
    assert problems == []
    page = Page(file, [])
    read_rule(page, root, vocabulary)
    return sorted(page.problems)


def test_the_rule_that_the_cases_change_is_sound(shipped):
    """As it stands the rule has no problems, and is read into what it says."""
    assert problems_in(RULE, shipped.vocabulary) == []


CASES = {
    "an unknown key": ("find:", "⟦finds: {}\nfind:", "unknown key 'finds'", "'find'?"),
    "an unknown kind of rule": (
        "kind: imp",
        "kind: ⟦inp",
        "unknown kind of rule",
        "'impossibility'?",
    ),
    "an empty title": ("title: A probe", "title: ⟦''", "title is empty", ""),
    "an unknown kind of claim": (
        "{was-at: {who: $person, where",
        "{⟦was-att: {who: $person, where",
        "unknown kind of claim 'was-att'",
        "'was-at'?",
    ),
    "an unknown role": (
        "where: $here}",
        "⟦were: $here}",
        "unknown key 'were' in 'was-at'",
        "'where'?",
    ),
    "an unknown role of any kind": (
        "{$kind: {who",
        "{$kind: {⟦whoo",
        "unknown key 'whoo' in '$kind'",
        "",
    ),
    "a pattern that is no mapping": (
        "third: {told: {who: $person, whom: $hearer}}",
        "third: ⟦told",
        "a pattern must be a mapping",
        "meeting: {met",
    ),
    "a pattern of two kinds": (
        "third: {told: {who: $person, whom: $hearer}}",
        "third: ⟦{told: {who: $person}, met: {}}",
        "a pattern names one kind of claim",
        "",
    ),
    "a stance of two kinds": (
        "third: {told: {who: $person, whom: $hearer}}",
        "third: {denies: ⟦{told: {}, met: {}}}",
        "'denies' must hold one kind of claim",
        "",
    ),
    "a qualifier of a near name": (
        "second: {$kind: {who: $person}}",
        "second: ⟦{$kind: {who: $person}, byy: $speaker}",
        "a pattern names one kind of claim",
        "",
    ),
    "a bound name of another form": (
        "{told: {who: $person, whom: $hearer}}",
        "{told: {who: ⟦$The Man}}",
        "a bound name must be lower-case words",
        "'the-man'",
    ),
    "a value that is a mapping": (
        "by: $speaker, stage: $stage",
        "by: $speaker, stage: ⟦[$stage]",
        "a value must be text",
        "",
    ),
    "implied that is neither": (
        "{$kind: {who: $person}}",
        "{$kind: {who: $person}, implied: ⟦maybe}",
        "implied is yes or no, not 'maybe'",
        "",
    ),
    "an unknown condition": ("- differ:", "- ⟦difer:", "unknown condition 'difer'", "'differ'?"),
    "an unknown law": ("- before: [f", "- ⟦befor: [f", "unknown condition 'befor'", "'before'?"),
    "a condition that is text": (
        "- differ: [$person, $speaker]",
        "- ⟦differ",
        "a condition is one name with its arguments",
        "before: [first",
    ),
    "too few arguments": (
        "differ: [$person, $speaker]",
        "differ: ⟦[$person]",
        "'differ' takes other arguments",
        "differ: [first, second]",
    ),
    "named arguments for listed ones": (
        "differ: [$person, $speaker]",
        "differ: ⟦{first: $person}",
        "'differ' takes other arguments",
        "",
    ),
    "listed arguments for named ones": (
        "differ: [$person, $speaker]",
        "is: ⟦[$person, defendant]",
        "'is' takes other arguments",
        "is: {who: ..., trait: ...}",
    ),
    "an unbound name": (
        "differ: [$person, $speaker]",
        "differ: [$person, ⟦$speker]",
        "no pattern binds $speker",
        "'speaker'?",
    ),
    "an unknown pattern": (
        "differ: [$person, $speaker]",
        "overlap: [first, ⟦secnd]",
        "no pattern is called 'secnd'",
        "'second'?",
    ),
    "a claim for a value": (
        "differ: [$person, $speaker]",
        "differ: [$person, ⟦first]",
        "'first' is a claim, not a value",
        "first.role",
    ),
    "an unknown role of a claim": (
        "differ: [$person, $speaker]",
        "unsaid: ⟦first.whom",
        "the claim 'first' has no role 'whom'",
        "",
    ),
    "a part of time": (
        "differ: [$person, $speaker]",
        "before: [⟦first.middle, second]",
        "'middle' is no part of the time of a claim",
        "said, start, end",
    ),
    "a part where a claim is meant": (
        "differ: [$person, $speaker]",
        "other-claim: [⟦first.said, second]",
        "'said' is no part of the time",
        "",
    ),
    "an order of nothing": (
        "differ: [$person, $speaker]",
        "ranks-below: {order: ⟦states, low: $here, high: $person}",
        "'states' is not an order",
        "$thing.states",
    ),
    "an order of an unbound name": (
        "differ: [$person, $speaker]",
        "ranks-below: {order: ⟦$thing.states, low: $here, high: $person}",
        "no pattern binds $thing",
        "",
    ),
    "an unknown setting": (
        "differ: [$person, $speaker]",
        "gap: {from: first, to: second, at-least: ⟦soom}",
        "unknown setting 'soom'",
        "'soon'?",
    ),
    "a setting of another unit": (
        "differ: [$person, $speaker]",
        "gap: {from: first, to: second, at-least: ⟦fast}",
        "the setting 'fast' is a speed, not a duration",
        "",
    ),
    "an amount that is none": (
        "differ: [$person, $speaker]",
        "gap: {from: first, to: second, at-least: ⟦3 moons}",
        "duration: ",
        "days",
    ),
    "a number that is none": (
        "differ: [$person, $speaker]",
        "pages-before: {of: first, at-least: ⟦3.5}",
        "expected a whole number, not '3.5'",
        "",
    ),
    "a gap of no length": (
        "differ: [$person, $speaker]",
        "gap: ⟦{from: first, to: second}",
        "'gap' takes other arguments",
        "at-least",
    ),
    "a law on an absent pattern": (
        "- before: [first, second]",
        "- before: [first, ⟦third]",
        "no pattern is called 'third'",
        "",
    ),
    "a setting without a unit": (
        "soon: {is: duration, default: 3 days, about: how soon}",
        "soon: ⟦{default: 3 days}",
        "the setting 'soon' has no unit",
        "duration, speed or number",
    ),
    "a setting without a default": (
        "soon: {is: duration, default: 3 days, about: how soon}",
        "soon: ⟦{is: duration}",
        "the setting 'soon' has no default",
        "default: ...",
    ),
    "a setting of a wrong default": ("default: 60 km/h", "default: ⟦60 miles", "speed: ", "km/h"),
    "a placeholder that nothing binds": (
        'message: "{person}',
        'message: ⟦"{pearson}',
        "nothing binds the placeholder {pearson}",
        "'person'?",
    ),
    "a placeholder of an absent pattern": (
        'message: "{person}',
        'message: ⟦"{third.when}',
        "no pattern of find is called 'third'",
        "",
    ),
    "a placeholder of an unknown part": (
        'message: "{person}',
        'message: ⟦"{first.were}',
        "the claim 'first' has no 'were'",
        "",
    ),
    "a brace that is none": (
        'message: "{person}',
        'message: ⟦"{Person}',
        "braces that are no placeholder",
        "",
    ),
    "two patterns of one name": (
        "  third: {told",
        "  first: {told",
        "two patterns of the rule are called 'first'",
        "",
    ),
    "an example without names": (
        "      names: [[ann/a]]\n",
        "",
        "a flagged example names no findings",
        "names: [[ann/first",
    ),
    "an example that names a stranger": (
        "names: [[ann/a]]",
        "names: [[⟦ann/b]]",
        "unknown statement 'ann/b'",
        "",
    ),
    "names that are no lists": (
        "names: [[ann/a]]",
        "names: [⟦ann/a]",
        "names is a list of lists",
        "",
    ),
    "a silent example with names": (
        "statements: []}",
        "statements: [], names: ⟦[[ann/a]]}",
        "a silent example names findings",
        "leave names out",
    ),
    "an example that names nobody": (
        "{speaker: ann, id: a",
        "⟦{id: a",
        "a statement of an example names its speaker",
        "speaker: ann",
    ),
    "an unknown speaker of an example": (
        "{speaker: ann",
        "{speaker: ⟦anne",
        "unknown person 'anne'",
        "'ann'?",
    ),
    "an unknown key of an example": (
        "title: two, people",
        "title: two, ⟦peeple",
        "unknown key 'peeple' in an example",
        "'people'?",
    ),
    "an example that is text": (
        "- {title: two, people: {ann: {}}, statements: []}",
        "- ⟦two",
        "an example must be a mapping",
        "",
    ),
    "an unknown thing of an example": (
        "claims: [{was-at: {who: ann, where: inn",
        "claims: [{told: {who: ann, what: ⟦inn",
        "unknown thing or topic or event 'inn'",
        "",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fault_of_a_rule_is_told_at_its_place(name, shipped):
    """Each fault is told with the line and column at which it stands, and the way to mend it."""
    old, new, message, help_text = CASES[name]
    assert RULE.count(old) == 1
    text = RULE.replace(old, new)
    before, mark, after = text.partition(PLACE)
    found = problems_in(before + after, shipped.vocabulary)
    matching = [problem for problem in found if message in problem.message]
    assert matching, [(problem.message, problem.help) for problem in found]
    assert help_text in matching[0].help
    if mark:
        place = (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        assert (matching[0].line, matching[0].column) == place
    # A fault may leave names unbound for others, but it does not make a flood.
    assert len(found) <= 6


MISSING = {
    "id: probe\n": "the rule has no id",
    "kind: impossibility\n": "the rule has no kind",
    "title: A probe\n": "the rule has no title",
    "why: It probes.\n": "the rule has no why",
    "must:\n  - before: [first, second]\n": "a law says what every true story must obey",
}


@pytest.mark.parametrize("part", MISSING)
def test_what_a_rule_lacks(part, shipped):
    """A rule without a needed part is told so."""
    messages = [
        problem.message for problem in problems_in(RULE.replace(part, ""), shipped.vocabulary)
    ]
    assert MISSING[part] in messages


def test_a_rule_of_nothing_but_a_name(shipped):
    """Everything that is missing is told in one run."""
    messages = {problem.message for problem in problems_in("id: probe\n", shipped.vocabulary)}
    assert {
        "the rule has no kind",
        "the rule has no title",
        "the rule has no why",
        "the rule finds nothing",
        "the rule has no message",
        "the rule has no flagged example",
        "the rule has no silent example",
    } <= messages


def test_only_a_law_has_bounds(shipped):
    """A sign with `must` is told to move its conditions."""
    found = problems_in(RULE.replace("kind: impossibility", "kind: gap"), shipped.vocabulary)
    assert [problem.message for problem in found] == ["only a law has a must, and this is gap"]
    assert found[0].help == "move the conditions to where:"


def test_empty_lists_of_examples(shipped):
    """A list without an example is told."""
    text = RULE[: RULE.index("  silent:")] + "  silent: []\n"
    (found,) = problems_in(text, shipped.vocabulary)
    assert (found.message, found.help) == ("no example here", "add at least one small casebook")


DERIVED = RULE[: RULE.index("unless:")].replace("kind: impossibility", "kind: derived") + (
    "derive: {knew: {who: [$person, $speaker]}}\nas-of: second\n" + RULE[RULE.index("examples:") :]
)
DERIVED_CASES = {
    "no derive": ("derive: {knew: {who: [$person, $speaker]}}\n", "", "the rule has no derive"),
    "a name that nothing binds": (
        "$person, $speaker]}}",
        "$person, $spoker]}}",
        "no pattern binds $spoker",
    ),
    "a stance": (
        "{knew: {who: [$person, $speaker]}}",
        "{denies: {knew: {who: $person}}}",
        "a derived claim has one plain kind",
    ),
    "a kind that varies": (
        "{knew: {who: [$p",
        "{$kind: {who: [$p",
        "a derived claim has one plain kind",
    ),
    "a time of nothing": ("as-of: second", "as-of: seconds", "unknown pattern 'seconds'"),
}


@pytest.mark.parametrize("name", DERIVED_CASES)
def test_faults_of_derived_rules(name, shipped):
    """A derived rule says which plain claim follows, of names that it binds, and whose time it
    takes.
    """
    assert problems_in(DERIVED, shipped.vocabulary) == []
    old, new, message = DERIVED_CASES[name]
    messages = [p.message for p in problems_in(DERIVED.replace(old, new), shipped.vocabulary)]
    assert message in messages


def test_a_derived_rule_takes_the_time_of_its_first_pattern_unless_it_says_otherwise(rule_of):
    """Without `as-of` the first pattern gives the time."""
    assert rule_of(DERIVED).as_of == "second"
    assert rule_of(DERIVED.replace("as-of: second\n", "")).as_of == "first"


def test_a_rule_as_read(rule_of):
    """The parts of a rule, its settings and the pieces of its message are as written."""
    rule = rule_of(RULE)
    assert (rule.id, rule.kind, rule.title, rule.why) == (
        "probe",
        "impossibility",
        "A probe",
        "It probes.",
    )
    assert rule.is_law
    assert [pattern.name for pattern in rule.find] == ["first", "second"]
    assert rule.find[0].variables() == {"person", "here", "speaker", "stage"}
    assert [setting.unit for setting in rule.settings.values()] == ["duration", "speed", "number"]
    assert rule.settings["soon"].default_text == "3 days"
    assert rule.settings["soon"].about == "how soon"
    assert ("person", True) in rule.message
    assert rule.flagged[0].names == (("ann/a",),)
    assert rule.flagged[0].text.startswith("title: one\npeople: {ann: {}}\n")
    assert rule.silent[0].text == "{title: two, people: {ann: {}}, statements: []}"


def test_a_file_of_another_name_than_its_rule(write_book, project):
    """The file is called as its rule."""
    vocabulary = (project / "rules" / "vocabulary.yaml").read_bytes()
    folder = write_book({"other.yaml": RULE, "vocabulary.yaml": vocabulary})
    _, _, problems = read_rules(folder, "rules", Limits(), Budget())
    (problem,) = problems
    assert problem.message == "the rule 'probe' is in a file of another name"
    assert problem.help == "call the file probe.yaml"


def test_a_folder_without_a_vocabulary(write_book):
    """A folder of rules read by itself needs a vocabulary."""
    _, _, problems = read_rules(write_book({"probe.yaml": RULE}), "rules", Limits(), Budget())
    assert "no vocabulary.yaml here" in [problem.message for problem in problems]


def test_rules_that_cannot_be_read_do_not_hide_the_rest(write_book, project):
    """A file that is no YAML, one that is no UTF-8 and one with a fault are all told."""
    folder = write_book(
        {
            "vocabulary.yaml": (project / "rules" / "vocabulary.yaml").read_bytes(),
            "a.yaml": b"\xff\xfe",
            "b.yaml": "id: [\n",
            "c.yaml": "id: c\n",
        }
    )
    _, _, problems = read_rules(folder, "rules", Limits(), Budget())
    assert {problem.path for problem in problems} == {
        "rules/a.yaml",
        "rules/b.yaml",
        "rules/c.yaml",
    }
