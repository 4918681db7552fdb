"""The whole way from the files to a report, with the rules that are shipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trialcheck.casebook.model import Casebook
from trialcheck.pipeline import Request, analyze, find_casebooks, load_rules, open_casebooks
from trialcheck.setting_aside import without
from trialcheck.source import Budget, Limits


def test_a_casebook_goes_the_whole_way(harbour, run_text, analyze_text):
    """From the files and the shipped rules comes the same report as from texts and rules kept."""
    outcome = run_text(harbour)
    assert outcome.problems == ()
    (case,), (quick,) = outcome.report.cases, analyze_text(harbour).cases
    assert [finding.id for finding in case.findings] == [finding.id for finding in quick.findings]
    assert [thread.verdict for thread in case.threads] == [t.verdict for t in quick.threads]
    assert outcome.report.rules == len(outcome.report.rule_titles)
    assert list(outcome.report.rule_titles) == sorted(outcome.report.rule_titles)


def test_problems_of_casebooks_and_rules_come_together(run_text, write_book):
    """The problems of the rules, of the paths and of the casebook are all told, and nothing is
    decided.
    """
    rules = write_book("--- file: vocabulary.yaml\nkinds:\n  met: {sort: often}\n")
    outcome = run_text("case: A\npeople: {ann: {nmae: x}}\n", rules=rules)
    assert outcome.report is None
    messages = " ".join(problem.message for problem in outcome.problems)
    assert "unknown sort 'often'" in messages
    assert "unknown key 'nmae'" in messages


def test_a_rule_over_its_budget_leaves_no_report(harbour, run_text):
    """A rule that cannot be carried through is a problem with its file; there is no report without
    it.
    """
    outcome = run_text(harbour, steps=1)
    assert outcome.report is None
    assert {"could not be carried through" in problem.message for problem in outcome.problems} == {
        True
    }
    assert all(problem.path.endswith(".yaml") for problem in outcome.problems)


def test_rules_of_a_folder_without_a_vocabulary_use_the_shipped_one(project, write_book):
    """A folder of rules may leave the vocabulary to the rules that are shipped."""
    rule = (project / "rules" / "state-undone.yaml").read_text(encoding="utf-8")
    folder = write_book({"state-undone.yaml": rule})
    rule_set, vocabulary, problems = load_rules(folder, Limits(), Budget())
    assert problems == []
    assert "state-undone" in rule_set.rules
    assert "was-at" in vocabulary.kinds


def test_a_folder_of_rules_that_is_not_there(tmp_path):
    """A folder that does not exist is a problem, not an empty set of rules."""
    _, _, problems = load_rules(tmp_path / "nowhere", Limits(), Budget())
    assert problems


def test_the_rules_of_the_working_folder_come_first(tmp_path, monkeypatch, project):
    """`rules/` of the working folder is used if it has a vocabulary, else the rules that are
    shipped.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    every, _, _ = load_rules(None, Limits(), Budget())
    assert len(every.rules) > 50
    for name in ("vocabulary", "state-undone"):
        text = (project / "rules" / f"{name}.yaml").read_bytes()
        (tmp_path / "rules" / f"{name}.yaml").write_bytes(text)
    few, _, _ = load_rules(None, Limits(), Budget())
    assert {rule for rule, each in few.rules.items() if each.find} == {"state-undone"}


def test_casebooks_are_found_one_level_below_a_path(write_book, tmp_path):
    """A path is a casebook, or a folder with casebooks in it; other folders are passed over."""
    for name in ("b", "a", "deeper/c"):
        write_book("case: A\n", tmp_path / "cases" / name)
    (tmp_path / "cases" / "notes").mkdir()
    problems = []
    found = find_casebooks([tmp_path / "cases"], problems)
    assert ([path.name for path in found], problems) == (["a", "b"], [])
    assert find_casebooks([tmp_path / "cases" / "notes"], problems) == []
    assert len(problems) == 1


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="links are made otherwise here")
def test_a_casebook_that_is_a_link_is_not_followed(write_book, tmp_path):
    """A linked folder is a problem: what is analysed is what stands below the path."""
    real = write_book("case: A\n", tmp_path / "real")
    (tmp_path / "link").symlink_to(real)
    outcome = analyze(Request((tmp_path / "link",)))
    assert outcome.report is None
    assert "link" in outcome.problems[0].message


def test_what_is_set_aside_takes_its_ties_along(open_book):
    """A tie to a claim that is set aside falls away; the rest of the claim stays."""
    casebook = open_book(
        "case: A\npeople: {ann: {}, ben: {}}\n"
        "--- file: ann.yaml\nspeaker: ann\nstatements:\n"
        "  - id: a\n    claims:\n"
        "      - {arrived: {who: ann, when: {after: [ben/b, left], on: 1901}}}\n"
        "      - {left: {who: ann}, id: left}\n"
        "--- file: ben.yaml\nspeaker: ben\nstatements:\n"
        "  - {id: b, claims: [{arrived: {who: ben, when: 1900}}]}\n"
    ).casebook
    assert isinstance(casebook, Casebook)
    left = without(casebook, ["ben"])
    (statement,) = left.statements
    (tie,) = statement.claims[0].when.ties
    assert tie.other == "ann/a#left"
    assert statement.claims[0].when.dating.text == "1901"
    assert statement.claims[0].statement is statement
    assert without(casebook, []).statements == casebook.statements


def test_the_same_name_set_aside_in_one_of_several_casebooks(write_book, tmp_path, project):
    """A name that one casebook knows may be set aside though another does not know it."""
    one = write_book(
        "case: A\npeople: {ann: {}}\n--- file: a.yaml\nspeaker: ann\nstatements: [{id: a}]\n"
    )
    two = write_book("case: B\n")
    request = Request((one, two), rules=project / "rules", set_aside=("ann",))
    _, problems = open_casebooks(request)
    assert problems == []
    outcome = analyze(request)
    assert sorted(case.statements for case in outcome.report.cases) == [0, 0]


def test_an_empty_casebook_has_nothing_to_report(run_text):
    """A casebook with a title alone is consistent, and nothing is found in it."""
    (case,) = run_text("case: A\n").report.cases
    assert (case.speakers, case.statements, case.claims, case.consistent) == (0, 0, 0, True)
    assert (case.findings, case.threads, case.briefs) == ((), (), ())


def test_the_casebooks_of_the_repository_are_read_and_decided(project):
    """Each casebook of testimonies/ goes the whole way, and every argument of its briefs is
    answered.
    """
    outcome = analyze(Request((project / "testimonies",), rules=project / "rules"))
    assert outcome.problems == ()
    for case in outcome.report.cases:
        assert case.findings
        for brief in case.briefs:
            verdicts = {answer.verdict for answer in brief.answers}
            assert verdicts <= {"borne-out", "contested", "not-borne-out", "judgement"}
        assert {thread.verdict for thread in case.threads} <= {
            "holds",
            "disputed",
            "broken",
            "unsupported",
        }
        ids = [finding.id for finding in case.findings]
        assert len(ids) == len(set(ids))
        every = {finding.id for finding in case.findings}
        named = {name for thread in case.threads for name in thread.findings}
        named |= {name for b in case.briefs for answer in b.answers for name in answer.findings}
        assert named <= every


CAUSES = """\
case: A
people: {ann: {}, ben: {}}
"""


def test_findings_of_one_cause_are_told_under_it(story, findings_of):
    """A statement that three findings of one rule name is their cause; two are not enough."""
    claims = {
        f"ann/s{year}": f"- met: {{who: [ann, ben], when: {year}}}" for year in (1901, 1902, 1903)
    }
    denial = {"ben/never": "- denies: {met: {who: [ann, ben]}}"}
    found = findings_of(story(CAUSES, {**claims, **denial}), "assertion-denied")
    assert [finding.cause for finding in found] == ["ben/never"] * 3
    del claims["ann/s1903"]
    found = findings_of(story(CAUSES, {**claims, **denial}), "assertion-denied")
    assert [finding.cause for finding in found] == ["", ""]


def test_findings_are_sorted_by_kind_and_then_by_margin(harbour, analyze_text):
    """Contradictions come before impossibilities, and of these the one that is short of more comes
    first.
    """
    findings = analyze_text(harbour).cases[0].findings
    kinds = [finding.kind for finding in findings]
    assert kinds == sorted(kinds, key=("contradiction", "impossibility").index)
    margins = [finding.margin for finding in findings if finding.kind == "impossibility"]
    assert margins == sorted(margins, reverse=True)


def test_gaps_are_sorted_by_their_least_days(story, rule_of, analyze_text):
    """Of several gaps the longest comes first, and the days are those of the calendar."""
    rule = rule_of(
        "id: probe\nkind: gap\ntitle: A probe\nwhy: It probes.\n"
        "find:\n  one: {arrived: {who: $p}}\n  two: {left: {who: $p}}\n"
        "where:\n  - gap: {from: one, to: two, at-least: 1 day}\n"
        'message: "{p} stayed {gap}"\n'
    )
    claims = {
        "ann/a": [
            "- arrived: {who: ann, when: 1901-05-01}",
            "- left: {who: ann, when: 1901-05-04}",
        ],
        "ben/b": ["- arrived: {who: ben, when: 1901-05}", "- left: {who: ben, when: 1901-07}"],
    }
    findings = analyze_text(story(CAUSES, claims), rules=[rule]).cases[0].findings
    assert [(f.statements, f.days) for f in findings] == [
        (("ben/b",), (31, 91)),
        (("ann/a",), (3, 3)),
    ]
    assert "31 to 91 days" in findings[0].message


def test_a_thread_that_no_statement_carries_is_unsupported(story, analyze_text):
    """A contact that the case relies on, but of which nobody speaks, is told so."""
    head = CAUSES + "threads:\n  - {between: [ann, ben]}\n"
    (thread,) = analyze_text(head).cases[0].threads
    assert (thread.verdict, thread.carried_by, thread.findings) == ("unsupported", (), ())
    carried = story(head, {"ann/a": "- met: {who: [ann, ben], when: 1901}"})
    (thread,) = analyze_text(carried).cases[0].threads
    assert (thread.verdict, thread.carried_by) == ("holds", ("ann/a",))


def test_paths_are_shown_from_the_working_folder(
    harbour, write_book, tmp_path, monkeypatch, project
):
    """A casebook below the working folder is called by its relative path, wherever it is named
    from.
    """
    write_book(harbour, tmp_path / "testimonies" / "harbour")
    monkeypatch.chdir(tmp_path)
    for path in (Path("testimonies/harbour"), tmp_path / "testimonies" / "harbour"):
        (case,) = analyze(Request((path,), rules=project / "rules")).report.cases
        assert case.path == "testimonies/harbour"
        assert case.findings[0].evidence[0].path.startswith("testimonies/harbour/")


BRIEF = """\
--- file: brief.yaml
brief: The messenger
by: dora
arguments:
  - id: A1
    says: One statement names Ann alone, another Ben.
    expects: {kind: contradiction, statements: [carl/ann-alone, judge/it-was-ben]}
"""


def test_who_denies_that_he_was_the_other_does_not_contest_an_only(story, analyze_text):
    """An `only` denies all others: a third who denies the same repeats what is told."""
    head = """\
case: A
people: {ann: {}, ben: {}, carl: {}, dora: {}, judge: {}}
things: {order: {}}
"""
    claims = {
        "carl/ann-alone": "- {passed-on: {who: ann, what: order, to: carl}, only: who}",
        "judge/it-was-ben": "- passed-on: {who: ben, what: order, to: carl}",
        "ben/not-me": "- denies: {passed-on: {who: ben, what: order}}",
    }
    (case,) = analyze_text(story(head, claims) + BRIEF).cases
    ((answer,),) = (brief.answers for brief in case.briefs)
    assert (answer.verdict, answer.contested_by) == ("borne-out", ())
