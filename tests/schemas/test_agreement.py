"""An independent validator with our schemas and our own reader find the same files right or wrong.

What only a reader can know is listed at the end, so that the list in docs/editors.md stays true.
"""

from __future__ import annotations

import re

import pytest
from tests.conftest import files_of
from tests.schemas.conftest import BOOK, errors_in, format_of

from trialcheck.fields import Page
from trialcheck.located_yaml import parse
from trialcheck.rules.reader import read_rule
from trialcheck.source import Limits, SourceFile

RULE = """\
id: probe
kind: impossibility
title: A probe
why: It probes.
settings:
  soon: {is: duration, default: 3 days, about: how soon, casebook: at-once}
find:
  first: {was-at: {who: $person, where: $here}, by: $speaker, stage: $stage}
  second: {$kind: {who: $person}, implied: no, not-stage: [verdict]}
  heard: {said: {who: $speaker, stage: $stage}}
  proceedings: {stage: {what: $stage, is: verdict}}
given:
  other: {denies: {told: {who: [$person, $hearer]}}}
where:
  - differ: [$person, $speaker]
  - occasion: second
  - certainly: {before: [first, second.said]}
  - kind-is: {of: second, kind: [met, told]}
  - gap: {from: first.start, to: $stage, at-least: soon}
must:
  - before: [first, second]
  - never: [second]
message: "{person} at {here} ({first.when})"
examples:
  flagged:
    - title: 1857
      people: {ann: {}}
      places: {inn: {}}
      statements:
        - {speaker: ann, id: a, claims: [{was-at: {who: ann, where: inn, when: 1901}}]}
      names: [[ann/a]]
  silent:
    - {title: two, people: {ann: {}}, statements: []}
"""


def _written(file: str, old: str, new: str) -> str:
    text = files_of(BOOK)[file].decode()
    assert text.count(old) == 1, old
    return text.replace(old, new)


def _problems_of_rule(text: str, vocabulary) -> list[str]:
    file = SourceFile("rules/probe.yaml", text)
    root, problems = parse(file, Limits())
    page = Page(file, problems)
    if root is not None:
        read_rule(page, root, vocabulary)
    return [problem.message for problem in page.problems]


@pytest.mark.parametrize("file", sorted(files_of(BOOK)))
@pytest.mark.parametrize("known", [False, True], ids=["any ids", "its ids"])
def test_a_sound_casebook_is_sound_to_both(file, known, read_book, validators):
    """Every file of a casebook without problems fits its schema, whichever way it is loaded."""
    assert read_book(BOOK).problems == ()
    text = files_of(BOOK)[file].decode()
    assert errors_in(validators[format_of(file), known], text) == []


def test_a_sound_rule_is_sound_to_both(shipped, validators):
    """A rule without problems fits the schema of rules."""
    assert _problems_of_rule(RULE, shipped.vocabulary) == []
    assert errors_in(validators["rule", False], RULE) == []


BROKEN = {
    "unknown key of case.yaml": ("case.yaml", "top-speed:", "topspeed:"),
    "no title": ("case.yaml", "case: The harbour fire\n", ""),
    "unknown key of a stage": ("case.yaml", "{side: prosecution, is", "{sied: prosecution, is"),
    "unknown key of a person": ("case.yaml", "born: 1821", "bron: 1821"),
    "unknown calendar": ("case.yaml", "calendar: julian", "calendar: roman"),
    "an id in capitals": ("case.yaml", "  ben: {name", "  Ben: {name"),
    "a section that is a list": ("case.yaml", "groups:\n  crew: {", "groups:\n  - {"),
    "a name that is a mapping": ("case.yaml", "{name: Ann Archer,", "{name: {first: Ann},"),
    "one coordinate": ("case.yaml", "[51.13, 1.31]", "[51.13]"),
    "a latitude beyond the pole": ("case.yaml", "[51.13, 1.31]", "[151.13, 1.31]"),
    "a thread with one end": ("case.yaml", "[ann, carl]", "[ann]"),
    "a thread from one to the same": ("case.yaml", "[ann, carl]", "[ann, ann]"),
    "no speaker": ("ann.yaml", "speaker: ann\n", ""),
    "no statements": ("carl.yaml", "statements:\n", ""),
    "unknown key of a file": ("ann.yaml", "note: 1.5", "remark: 1.5"),
    "statements that are a mapping": ("ben.yaml", "  - id: later\n", "    id: later\n"),
    "a statement without an id": ("ann.yaml", "  - id: talk\n    said", "  - said"),
    "unknown key of a statement": ("ann.yaml", "stage: inquest", "stagee: inquest"),
    "a source that is not named": ("ann.yaml", "in: pamphlet, at", "at"),
    "unknown key of a source": ("ann.yaml", "pages-before: 12", "pages: 12"),
    "pages that are no number": ("ann.yaml", "pages-before: 12", "pages-before: few"),
    "an empty text": ("ann.yaml", "says: no", "says:"),
    "an unknown kind": ("ben.yaml", "- sent:", "- sennt:"),
    "an unknown kind in a denial": ("ann.yaml", "denies: {existed:", "denies: {exists:"),
    "an unknown role": ("ann.yaml", "to: port", "towards: port"),
    "an unknown role in a denial": ("ann.yaml", "denies: {was-at: {who", "denies: {was-at: {whom"),
    "a missing role": ("ann.yaml", "was-at: {who: 1936, where: inn", "was-at: {who: 1936"),
    "one where two are needed": ("ann.yaml", "met: {who: [ann, ben]", "met: {who: ann"),
    "two where one is allowed": ("ann.yaml", "what: ledger, from", "what: [ledger, lamp], from"),
    "the same one twice": ("ann.yaml", "whom: [ben, carl]", "whom: [ben, ben]"),
    "a count that is no number": ("ann.yaml", "times: 3", "times: thrice"),
    "a claim of no kind": ("ann.yaml", "- denies: {existed: {}}", "- note: nothing"),
    "a claim of two kinds": ("ann.yaml", "        event: fire", "        existed: {what: inn}"),
    "a kind beside a stance": ("ann.yaml", "{existed: {}}", "{existed: {}}\n        met: {}"),
    "a stance inside a denial": ("ann.yaml", "{existed: {}}", "{believes: {existed: {}}}"),
    "a claim that is text": ("ann.yaml", "- denies: {existed: {}}", "- nothing existed"),
    "a date of what has none": ("ann.yaml", "position: lamp", "position: lamp, when: 1857"),
    "how long a moment lasted": ("ann.yaml", "to: port, by", "to: port, for-at-leas: 1 day, by"),
    "a moment that lasted": ("ben.yaml", "what: ledger,", "what: ledger, for-at-least: 2 days,"),
    "only of no role": ("ann.yaml", "only: who", "only: whom"),
    "an unknown tie": ("ann.yaml", "{same-time-as: supper}", "{same-time: supper}"),
    "a tie to nothing": ("ann.yaml", "{same-time-as: supper}", "{}"),
    "a length without an anchor": ("ann.yaml", "after: supper, within", "within"),
    "from whom outside of hearsay": ("ann.yaml", "asserts: {", "asserts: {from: ben, "),
    "a brief without a title": ("brief.yaml", "brief: Against the record\n", ""),
    "an argument without an id": ("brief.yaml", "- id: A3\n    expects", "- expects"),
    "an argument that expects nothing": ("brief.yaml", "judgement: true", "judgement: false"),
    "unknown kind of finding": ("brief.yaml", "kind: gap", "kind: hole"),
    "a contact of three": ("brief.yaml", "[[ben, carl]]", "[[ben, carl, ann]]"),
    "expects that names nothing": ("brief.yaml", "{rule: rival-date}", "{}"),
    "a judgement of another word": ("brief.yaml", "judgement: true", "judgement: surely"),
    "no reason": ("accepted.yaml", "reason: A misprint., ", ""),
    "unknown key of an acceptance": ("accepted.yaml", "by: Ann", "who: Ann"),
    "a kind without a sort": ("vocabulary.yaml", "    sort: occasion\n", ""),
    "an unknown sort": ("vocabulary.yaml", "sort: occasion", "sort: moment"),
    "an unknown sort of name": ("vocabulary.yaml", "names: [person]", "names: [human]"),
    "unknown key of a role": ("vocabulary.yaml", "at-least: 1", "least: 1"),
    "several in no known way": ("vocabulary.yaml", "several: each", "several: all"),
    "an implied role without a sign": ("vocabulary.yaml", "[$who, $whom]", "[who, whom]"),
    "an implied role that is unknown": ("vocabulary.yaml", "alive: {who: $", "alive: {whom: $"),
    "an unknown moment": ("vocabulary.yaml", "at: before", "at: dawn"),
    "an implication of no kind": ("vocabulary.yaml", "alive: {who: $who}, at", "at"),
    "an implication of two kinds": ("vocabulary.yaml", "at: before", "knew: {who: $who}"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_broken_to_both(case, read_book, validators):
    """What is wrong in form is refused by the schema, in either loading, and by our reader."""
    file, old, new = BROKEN[case]
    text = _written(file, old, new)
    files = {**files_of(BOOK), file: text.encode()}
    assert any(problem.path == f"book/{file}" for problem in read_book(files).problems)
    for known in (False, True):
        assert errors_in(validators[format_of(file), known], text)


MISSPELT = {
    "a person in a group": ("case.yaml", "members: [ann, ben]", "members: [ann, bem]"),
    "a place in a place": ("case.yaml", "in: port", "in: prot"),
    "a source that is reported": ("case.yaml", "reports: [minutes]", "reports: [minutse]"),
    "a person of a thread": ("case.yaml", "between: [ann, carl]", "between: [ann, karl]"),
    "a purpose": ("case.yaml", "for: fire", "for: fier"),
    "the speaker": ("ann.yaml", "speaker: ann", "speaker: anne"),
    "the stage": ("ann.yaml", "stage: inquest", "stage: inqest"),
    "the source": ("ann.yaml", "source: minutes", "source: minutse"),
    "the source with a place": ("ann.yaml", "in: pamphlet", "in: pamflet"),
    "a person": ("ann.yaml", "{who: [ann, carl]}", "{who: [ann, karl]}"),
    "a person alone": ("ann.yaml", "{was-at: {who: ben}}", "{was-at: {who: bem}}"),
    "a place": ("ann.yaml", "to: port", "to: prot"),
    "a thing": ("ben.yaml", "what: ledger", "what: leger"),
    "a thing or a topic": ("ann.yaml", "what: cause", "what: casue"),
    "a position of a topic": ("ann.yaml", "position: lamp", "position: lmap"),
    "a position where there are none": ("ann.yaml", "topic: cause", "topic: price"),
    "a state of a thing": ("ann.yaml", "is: torn", "is: tron"),
    "a person in hearsay": ("ann.yaml", "from: [ben, carl]", "from: [ben, karl]"),
    "an event": ("ann.yaml", "event: fire", "event: fier"),
    "a claim in a tie": ("ann.yaml", "{same-time-as: supper}", "{same-time-as: super}"),
    "a statement in a tie": ("ben.yaml", "ann/talk#supper", "ann/tlak#supper"),
    "the author of a brief": ("brief.yaml", "by: ann", "by: anne"),
    "a statement in a brief": ("brief.yaml", "[ann/talk, ben/later]", "[ann/tlak, ben/later]"),
    "a person of a contact": ("brief.yaml", "disputed: [[ben, carl]]", "disputed: [[ben, karl]]"),
    "a kind that is implied": ("vocabulary.yaml", "- contact:", "- contract:"),
}  # fmt: skip


@pytest.mark.parametrize("case", MISSPELT)
def test_a_misspelt_id_is_refused_with_the_ids_of_the_casebook(case, read_book, validators):
    """With its ids a schema refuses a name that the casebook lacks, as our reader does; without
    them it has nothing against it.
    """
    file, old, new = MISSPELT[case]
    text = _written(file, old, new)
    files = {**files_of(BOOK), file: text.encode()}
    assert read_book(files).problems
    assert errors_in(validators[format_of(file), True], text)
    assert errors_in(validators[format_of(file), False], text) == []


BROKEN_RULES = {
    "unknown key": ("why: It probes.", "reason: It probes."),
    "no title": ("title: A probe\n", ""),
    "unknown kind of rule": ("kind: impossibility", "kind: impossible"),
    "a law without must": ("must:\n  - before: [first, second]\n  - never: [second]\n", ""),
    "a sign with must": ("kind: impossibility", "kind: gap"),
    "a derived rule that derives nothing": ("kind: impossibility", "kind: derived"),
    "no message": ('message: "{person} at {here} ({first.when})"\n', ""),
    "unknown key of a setting": ("about: how soon", "abot: how soon"),
    "a setting of no unit": ("is: duration", "is: length"),
    "a setting without a default": ("default: 3 days, ", ""),
    "nothing to find": (re.search(r"find:\n(  .*\n)+", RULE)[0], "find: {}\n"),  # type: ignore[index]
    "a pattern that is text": ("{$kind: {who: $person}, implied: no, not-stage: [verdict]}", "met"),
    "a pattern of no kind": ("$kind: {who: $person}, implied", "by: $person, implied"),
    "a pattern of two kinds": ("{said: {who", "{life: {}, said: {who"),
    "an unknown kind": ("{was-at: {who: $person, w", "{was-att: {who: $person, w"),
    "an unknown kind in a stance": ("denies: {told", "denies: {tolled"),
    "a stance of two kinds": ("denies: {told", "denies: {met: {}, told"),
    "an unknown role": ("where: $here", "were: $here"),
    "an unknown role of a fact": ("{said: {who", "{said: {whom"),
    "an unknown role of any kind": ("$kind: {who", "$kind: {whoo"),
    "a bound name in capitals": ("$hearer", "$Hearer"),
    "implied that is neither": ("implied: no", "implied: maybe"),
    "an unknown condition": ("- differ:", "- difer:"),
    "a condition that is text": ("- differ: [$person, $speaker]", "- differ"),
    "two conditions in one": ("- occasion: second", "- {occasion: second, stated: first.who}"),
    "a condition of another place": ("- never: [second]", "- differ: [$person, $here]"),
    "too few arguments": ("[$person, $speaker]", "[$person]"),
    "too many arguments": ("[$person, $speaker]", "[$person, $speaker, $here]"),
    "an argument of another name": ("{of: second, kind", "{off: second, kind"),
    "neither of two bounds": (", at-least: soon", ""),
    "a claim for a value": ("[$person, $speaker]", "[first, $speaker]"),
    "a value for a claim": ("- occasion: second", "- occasion: $person"),
    "an unknown part of a time": ("second.said", "second.middle"),
    "no silent example": (re.search(r"  silent:\n.*\n", RULE)[0], ""),  # type: ignore[index]
    "a silent example that names findings": ("statements: []", "statements: [], names: [[ann/a]]"),
    "a flagged example that names none": ("      names: [[ann/a]]\n", ""),
    "unknown key of an example": ("      people: {ann: {}}\n", "      persons: {ann: {}}\n"),
    "a statement without its speaker": ("{speaker: ann, id: a", "{id: a"),
    "a broken claim in an example": ("claims: [{was-at: {who", "claims: [{was-at: {whom"),
}


@pytest.mark.parametrize("case", BROKEN_RULES)
def test_a_broken_rule_is_broken_to_both(case, shipped, validators):
    """What is wrong in the form of a rule is refused by the schema and by our reader."""
    old, new = BROKEN_RULES[case]
    assert RULE.count(old) == 1
    text = RULE.replace(old, new)
    assert _problems_of_rule(text, shipped.vocabulary)
    assert errors_in(validators["rule", False], text)


READER_ALONE = {
    "a date that cannot be read": ("ann.yaml", "said: 1857-09-02", "said: 3/4/1857"),
    "a length that cannot be read": ("case.yaml", "radius: 2 km", "radius: far"),
    "two statements of one name": ("ann.yaml", "- id: 7", "- id: talk"),
    "two arguments of one name": ("brief.yaml", "- id: A3", "- id: A2"),
    "a place that lies in itself": ("case.yaml", "in: port", "in: inn"),
    "death before birth": ("case.yaml", "born: 1821", "born: 1821, died: 1820"),
    "a date outside of a denial of what has none": (
        "ann.yaml",
        "- asserts: {content: {of: ledger, topic: cause, position: lamp}}",
        "- {asserts: {content: {of: ledger, topic: cause, position: lamp}}, when: 1857}",
    ),
    "one key inside and outside": ("ann.yaml", "for-at-most: 1 week", "for-at-least: 3 days"),
    "a key twice": ("ann.yaml", "says: no", "says: no\n    says: yes"),
    "a tie that may mean several": ("ann.yaml", "{same-time-as: supper}", "{same-time-as: '#2'}"),
}


@pytest.mark.parametrize("case", READER_ALONE)
def test_what_only_the_reader_knows(case, read_book, validators):
    """What docs/editors.md says that no schema can know is found by `trialcheck check` alone."""
    file, old, new = READER_ALONE[case]
    text = _written(file, old, new)
    assert read_book({**files_of(BOOK), file: text.encode()}).problems
    assert errors_in(validators[format_of(file), True], text) == []
