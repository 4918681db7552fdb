"""Contradictions of known kinds are planted into a copy, and the right rules catch them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from trialcheck.casebook.reader import casebook_from
from trialcheck.findings import LAW_KINDS
from trialcheck.pipeline import Opened, Request, analyze_opened, decided
from trialcheck.plantings.cast import invented_cast, own_cast
from trialcheck.plantings.copying import planted_files, statement_names, with_entries
from trialcheck.plantings.kinds import PLANTINGS
from trialcheck.plantings.model import LAW
from trialcheck.plantings.trials import plant
from trialcheck.shipped import SAMPLE
from trialcheck.source import Limits, SourceFile

RICH = """\
case: A rich record
people:
  early: {name: Early, died: 1840}
  nobody: {name: Nobody, is: [unnamed]}
  ada: {name: Ada}
  bob: {name: Bob, born: 1820}
  cyd: {name: Cyd}
places:
  barn: {name: the barn}
  north: {name: the north, at: [58, 10]}
  near: {name: near the north, at: [58.1, 10]}
  south: {name: the south, at: [40, 10]}
  east: {name: the east, at: [50, 40]}
topics:
  war: {asks: what to do, positions: [wait, fight]}
events:
  feast: {name: the feast}
--- file: ada.yaml
speaker: ada
statements:
  - id: stay
    claims:
      - was-at: {who: ada, where: barn, when: 1850-05}
"""


def planted(project: Path, folder: Path, **options: object):
    """What is planted into one casebook, by the title of its kind."""
    request = Request((folder,), **{"rules": project / "rules", **options})
    (trial,), problems = plant(request)
    assert problems == []
    return SimpleNamespace(trial=trial, caught={each.title: each for each in trial.plantings})


@pytest.fixture(scope="module")
def sample(project):
    """What is planted into the sample, with all rules."""
    return planted(project, SAMPLE)


@pytest.mark.parametrize("planting", PLANTINGS, ids=lambda each: each.id)
def test_the_shipped_rules_catch_every_kind(planting, sample):
    """No kind goes unnoticed, in a record that has nothing to do with it."""
    caught = sample.caught[planting.title]
    assert caught.rules
    assert not caught.invented
    assert caught.trouble == ""


@pytest.mark.parametrize(
    ("kind", "rules"),
    {
        "two-places": ("one-place-at-a-time",),
        "met-elsewhere": ("custody",),
        "after-death": ("life-span",),
        "week": ("dates-conflict",),
        "tie-chain": ("dates-conflict",),
        "whole-again": ("state-undone",),
        "only": ("another-than-the-only",),
        "two-versions": ("exclusive-positions",),
        "later-told": ("account-changes",),
        "silence": ("silence-between-contacts",),
    }.items(),
)
def test_a_kind_is_caught_by_the_rules_made_for_it(kind, rules, sample):
    """Only the rules that tell the contradiction from its harmless twin are said to catch it."""
    (planting,) = [each for each in PLANTINGS if each.id == kind]
    assert sample.caught[planting.title].rules == rules


def test_what_no_rule_looks_for_is_missed(project):
    """Without the rule that catches a kind, the kind is missed, and others are caught as before."""
    left = planted(project, SAMPLE, ignore=("life-span", "dates-conflict"))
    missed = {title for title, each in left.caught.items() if not each.rules}
    assert missed == {
        "somebody acts after death",
        "somebody acts before birth",
        "three visits to far places fit in pairs, but not all into one week",
        "three claims, each after the one before, have dates in the other order",
    }


@pytest.mark.parametrize("planting", PLANTINGS, ids=lambda each: each.id)
def test_every_part_of_a_twin_is_there_to_be_replaced(planting):
    """A twin differs from its contradiction in each of the places that it names."""
    text = "".join(f"{says.claim}\nstage: {says.stage}\n" for says in planting.says)
    for old, new in planting.harmless:
        assert old in text
        assert old != new


def test_kinds_have_names_of_their_own():
    """Ids and titles are not used twice."""
    assert len({each.id for each in PLANTINGS}) == len(PLANTINGS)
    assert len({each.title for each in PLANTINGS}) == len(PLANTINGS)


@pytest.mark.parametrize("harmless", [False, True])
def test_only_the_contradiction_breaks_a_law(harmless, open_book, shipped):
    """Every planting of a law breaks one with all its statements; no twin breaks any."""
    case = open_book("case: Nothing yet\n")
    files = {"case.yaml": SourceFile("book/case.yaml", "case: Nothing yet\n")}
    numbered = tuple(enumerate(PLANTINGS))
    copy = casebook_from(
        planted_files(files, "book", numbered, invented_cast(), harmless=harmless),
        "book",
        shipped.vocabulary,
        Limits(),
        [],
    )
    assert copy.problems == ()
    result, troubles = decided(Opened(copy.casebook, case.vocabulary, shipped.rules), Request(()))
    assert troubles == []
    broken = [set(f.statements) for f in result.findings if f.kind in LAW_KINDS]
    for planting in PLANTINGS:
        names = set(statement_names(planting, named=True))
        breaks = any(names == each for each in broken)
        assert not (harmless and breaks)
        assert breaks or harmless or planting.sort != LAW


def test_the_names_are_the_casebooks_own(open_book):
    """People who can act, places far apart, a topic and the time are taken from the record."""
    cast = own_cast(open_book(RICH).casebook)
    assert cast.people == ("ada", "bob", "cyd")
    assert cast.places == ("north", "south", "east")
    assert (cast.topic, cast.positions) == ("war", ("wait", "fight"))
    assert cast.year == 1850
    assert cast.registers == ()


def test_what_the_casebook_lacks_is_invented(open_book):
    """One registered person is used, and two are invented beside; so are places and a topic."""
    cast = own_cast(open_book("case: c\npeople:\n  ada: {name: Ada}\n").casebook)
    assert cast.people == ("ada", "planted-person-2", "planted-person-3")
    assert len(set(cast.places)) == 3
    assert {section for section, _ in cast.registers} == {"people", "places", "topics"}


def test_a_record_with_names_of_its_own_is_planted_into(project, write_book):
    """A record with people, places, a topic and registered events catches all kinds too."""
    own = planted(project, write_book(RICH))
    assert all(each.rules for each in own.caught.values())
    assert not any(each.invented for each in own.caught.values())


CLOCKS = """\
case: Across the date line
people: {ada: {}, bob: {}, cyd: {}}
places:
  early: {name: where the day begins, at: [1.87, -157.4], tz: Pacific/Kiritimati}
  late: {name: where the day ends, at: [-14.28, -170.7], tz: Pacific/Pago_Pago}
  between: {name: between the two, at: [21.3, -157.85], tz: Pacific/Honolulu}
--- file: ada.yaml
speaker: ada
statements:
  - {id: stay, claims: [was-at: {who: ada, where: early, when: 2001}]}
"""


def test_where_the_record_is_in_the_way_names_are_invented(project, write_book):
    """One clock time at two places of this record lies a day apart, so others are invented."""
    own = planted(project, write_book(CLOCKS))
    assert all(each.rules for each in own.caught.values())
    assert own.caught["somebody arrives at two places far apart in one minute"].invented
    assert not own.caught["one occasion is put in two places"].invented


def test_nothing_is_written(project, write_book):
    """The copy is in memory: the files of the casebook stay as they are, and none is added."""
    folder = write_book(RICH)
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*"))}
    planted(project, folder)
    assert {path: path.read_bytes() for path in sorted(folder.rglob("*"))} == before


def test_rules_that_find_nothing_in_the_record_are_named(project, run_text, write_book, harbour):
    """A rule that speaks in the record is not among those that never speak; the others are."""
    trial = planted(project, write_book(harbour)).trial
    found = {f["rule"] if isinstance(f, dict) else f.rule for f in _findings(run_text, harbour)}
    assert found
    assert not found & set(trial.never_speak)
    assert "life-span" in trial.never_speak
    assert len(trial.never_speak) + len(found) <= trial.rules


def _findings(run_text, files):
    outcome = run_text(files)
    return outcome.report.cases[0].findings


def test_a_derived_rule_that_adds_something_does_not_count_as_silent(project, write_book):
    """A derived rule speaks by the claims that it adds."""
    rule = """\
id: seen-there
kind: derived
title: Who slept at a place was there
why: One sleeps where one is.
find:
  stay: {lived-at: {who: $who, where: $where}}
derive: {was-at: {who: $who, where: $where}}
examples:
  flagged:
    - title: Slept
      people: {ann: {}}
      places: {hut: {}}
      statements: [{speaker: ann, id: a, claims: [lived-at: {who: ann, where: hut, when: 1850}]}]
      names: [[ann/a]]
  silent:
    - title: Awake
      people: {ann: {}}
      statements: []
"""
    lived = "speaker: ada\nstatements:\n  - {id: a, claims: [lived-at: {who: ada, where: hut}]}\n"
    files = {
        "case.yaml": "case: c\npeople: {ada: {}}\nplaces: {hut: {}}\n",
        "rules/seen-there.yaml": rule,
    }
    assert "seen-there" in planted(project, write_book(files)).trial.never_speak
    with_stay = planted(project, write_book({**files, "ada.yaml": lived})).trial
    assert "seen-there" not in with_stay.never_speak


LAYOUTS = {
    "case: c\npeople:\n  ann: {name: Ann}\n": "case: c\npeople:\n  new: {}\n  ann: {name: Ann}\n",
    "case: c\npeople:  # who\n    # first\n    ann: {}\nnote: n\n": (
        "case: c\npeople:  # who\n    # first\n    new: {}\n    ann: {}\nnote: n\n"
    ),
    "case: c\npeople: {ann: {}}\n": "case: c\npeople: {new: {}, ann: {}}\n",
    "case: c\npeople: {}\n": "case: c\npeople: {new: {}}\n",
    "case: c\npeople:\nnote: n": "case: c\npeople:\n  new: {}\nnote: n\n",
    "case: c\n": "case: c\npeople:\n  new: {}\n",
    "  case: c\n": "  case: c\n  people:\n    new: {}\n",
}


@pytest.mark.parametrize("text", LAYOUTS)
def test_entries_are_put_into_any_layout(text):
    """Whatever the layout of `case.yaml`, the entries come into their section."""
    assert with_entries(text, [("people", "new: {}")]) == LAYOUTS[text]


def test_events_are_registered_only_where_the_casebook_does():
    """Where no event is registered none needs to be."""
    assert with_entries("case: c\n", [("events", "new: {}")]) == "case: c\n"
    assert "new: {}" in with_entries("case: c\nevents: {}\n", [("events", "new: {}")])


def test_several_sections_at_once():
    """Entries of several sections each come into theirs, in the order given."""
    text = "case: c\nplaces: {inn: {}}\npeople:\n  ann: {}\n"
    entries = [("people", "a: {}"), ("places", "b: {}"), ("people", "c: {}"), ("things", "d: {}")]
    assert with_entries(text, entries) == (
        "case: c\nplaces: {b: {}, inn: {}}\npeople:\n  a: {}\n  c: {}\n  ann: {}\n"
        "things:\n  d: {}\n"
    )


def test_a_copy_without_planting_is_the_casebook(open_book, shipped):
    """The copy with nothing planted reads as the casebook does, but for who is registered."""
    case = open_book(RICH)
    text = RICH.partition("--- file")[0]
    files = {"case.yaml": SourceFile("book/case.yaml", text)}
    copied = planted_files(files, "book", (), own_cast(case.casebook), harmless=False)
    assert {name: file.text for name, file in copied.items()} == {"case.yaml": text}


def test_a_decision_is_the_same_without_the_copy(open_book):
    """Planting leaves the decision of the record itself alone."""
    case = open_book(RICH)
    first, *_ = analyze_opened(case, Request(()))
    again, *_ = analyze_opened(case, Request(()))
    assert first == again
