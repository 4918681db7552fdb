"""The commands beside analyze: check, explain, rules, dates and new."""

from __future__ import annotations

import json

import pytest


def test_check_counts_what_it_read(call):
    """`check` says what is in each casebook, and decides nothing."""
    ended = call("check")
    assert (ended.code, ended.err) == (0, "")
    assert "testimonies/harbour: 4 speakers, 9 statements, 9 claims, no problems" in ended.out
    assert "rules, no problems" in ended.out


def test_check_tells_every_problem_of_casebooks_and_rules(call, folder):
    """Problems of several files and of a rule come in one run, with their places."""
    (folder / "testimonies" / "harbour" / "ann.yaml").write_text("speaker: anne\n")
    rule = folder / "rules" / "state-undone.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("kind: imp", "kind: inp"))
    ended = call("check")
    assert (ended.code, ended.out) == (2, "")
    assert "testimonies/harbour/ann.yaml:1:10" in ended.err
    assert "did you mean 'impossibility'?" in ended.err
    assert "rules/state-undone.yaml:2:7" in ended.err


def test_check_of_a_path_without_a_casebook(call):
    """A path that matches nothing is wrong for `check` too."""
    assert call("check", "rules").code == 2


def test_explain_a_rule(call):
    """The page of a rule has its title, its reason, its thresholds and its examples."""
    ended = call("explain", "one-place-at-a-time")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("one-place-at-a-time (impossibility, a law)")
    assert "200 km/h unless set" in ended.out
    assert "It speaks here: " in ended.out
    assert "It keeps silent here: " in ended.out
    assert "-> names cook/supper, porter/hotel" in ended.out
    assert "Written in rules/one-place-at-a-time.yaml" in ended.out


def test_explain_a_finding(call):
    """The page of a finding has the statements with their places, the reasoning, the law and the
    word it rests on.
    """
    report = json.loads(call("analyze", "--format", "json").out)
    (finding,) = [f for f in report["findings"] if f["rule"] == "one-place-at-a-time"]
    ended = call("explain", finding["id"])
    assert (ended.code, ended.err) == (0, "")
    for words in (
        f"{finding['id']} (impossibility, certain)",
        "testimonies/harbour/carl.yaml:",
        "in the record: We three had supper at the inn.",
        "from this follows: Ben Baker and Carl Cook were at the Harbour Inn",
        "recorded in Minutes of the hearing, p. 3",
        "1. ",
        "Margin: ",
        "The rule: Somebody is in two places",
        "carl, dora, as recorded in minutes, pamphlet",
        "court, defence).",
    ):
        assert words in " ".join(ended.out.split()), words


def test_explain_a_finding_of_one_casebook(call):
    """The casebook can be named, and a finding that is not there is a problem with the nearest."""
    report = json.loads(call("analyze", "--format", "json").out)
    identifier = report["findings"][0]["id"]
    assert call("explain", identifier, "testimonies/harbour").code == 0
    wrong = identifier[:-1] + ("0" if identifier[-1] != "0" else "1")
    ended = call("explain", wrong)
    assert (ended.code, ended.out) == (2, "")
    assert f"there is no finding '{wrong}'" in ended.err
    assert f"did you mean '{identifier}'?" in ended.err
    assert call("explain", identifier, "nothing").code == 2


def test_explain_what_is_neither(call):
    """A name of no rule and no finding is a problem with the nearest name."""
    ended = call("explain", "state-undon")
    assert (ended.code, ended.out) == (2, "")
    assert "there is no rule 'state-undon'" in ended.err
    assert "did you mean 'state-undone'?" in ended.err


def test_explain_with_a_rule_that_cannot_be_read(call, folder):
    """A faulty rule file is told, whatever was to be explained."""
    (folder / "rules" / "state-undone.yaml").write_text("id: state-undone\n", encoding="utf-8")
    assert call("explain", "one-place-at-a-time").code == 2


def test_rules_list(call):
    """The rules are listed by kind with their titles."""
    ended = call("rules", "list")
    assert (ended.code, ended.err) == (0, "")
    assert "contradiction (1)" in ended.out
    assert "state-undone" in ended.out
    assert "trialcheck explain RULE" in ended.out


def test_rules_test(call):
    """The examples of all rules are run and counted."""
    ended = call("rules", "test")
    assert (ended.code, ended.err) == (0, "")
    assert "none failed" in ended.out


def test_rules_test_tells_what_came_out_otherwise(call, folder):
    """An example that does not come out is told with its place, what was expected and what was
    found.
    """
    rule = folder / "rules" / "assertion-denied.yaml"
    text = rule.read_text(encoding="utf-8")
    rule.write_text(
        text.replace("names: [[ann/we-met, ben/never-met]]", "names: [[ann/we-met]]"),
        encoding="utf-8",
    )
    ended = call("rules", "test")
    assert ended.code == 1
    assert "rules/assertion-denied.yaml:" in ended.out
    assert "expected ann/we-met" in ended.out
    assert "found    ann/we-met + ben/never-met" in ended.out
    assert "1 failed" in ended.out


def test_rules_with_a_fault(call, folder):
    """A rule file with a fault is told by `rules list` and `rules test` with its place."""
    (folder / "rules" / "bad.yaml").write_text("id: bad\n", encoding="utf-8")
    for command in ("list", "test"):
        ended = call("rules", command)
        assert (ended.code, ended.out) == (2, "")
        assert "rules/bad.yaml:1" in ended.err


def test_dates(call):
    """`dates` says how a date is understood, in words or in EDTF, by either calendar."""
    ended = call("dates", "autumn", "1931")
    assert (ended.code, ended.err) == (0, "")
    assert "1931" in ended.out
    julian = call("dates", "--calendar", "julian", "1700-02-29")
    assert julian.code == 0
    assert "11 March 1700" in julian.out or "1700-03-11" in julian.out


def test_dates_that_are_none(call):
    """What is no date ends with 2 and says how to mend it."""
    ended = call("dates", "3/4/1933")
    assert (ended.code, ended.out) == (2, "")
    assert "'3/4/1933' is not understood" in ended.err
    assert "help: " in ended.err
    assert call("dates").code == 2


def test_new_starts_a_casebook_that_analyses_cleanly(call, folder):
    """A new casebook is read, decided, and has no findings."""
    ended = call("new", "testimonies/smith")
    assert (ended.code, ended.err) == (0, "")
    assert "wrote testimonies/smith/case.yaml" in ended.out
    report = json.loads(call("analyze", "--format", "json", "testimonies/smith").out)
    assert report["findings"] == []
    assert report["casebooks"][0]["consistent"] is True
    assert report["casebooks"][0]["claims"] >= 2


def test_new_overwrites_nothing(call, folder):
    """A folder with something in it, or a file, is left as it is; an empty folder is filled."""
    for target in ("testimonies/harbour", "rules/vocabulary.yaml"):
        ended = call("new", target)
        assert (ended.code, ended.out) == (2, "")
        assert "nothing was written" in ended.err
    (folder / "empty").mkdir()
    assert call("new", "empty").code == 0


def test_new_where_nothing_can_be_written(call):
    """A folder below a file cannot be made, and that is said."""
    ended = call("new", "rules/vocabulary.yaml/smith")
    assert (ended.code, ended.out) == (2, "")
    assert "cannot be written to" in ended.err


def test_help_lists_the_commands(call):
    """`--help` names every command without importing them, and `--version` the version."""
    from trialcheck import __version__

    ended = call("--help")
    assert ended.code == 0
    for name in ("analyze", "check", "explain", "rules", "dates", "new"):
        assert f"  {name}" in ended.out
    assert __version__ in call("--version").out


@pytest.mark.parametrize("arguments", [("analise",), ("analyze", "--formal"), ("explain",)])
def test_a_wrong_call_ends_with_2(arguments, call):
    """An unknown command or option, or a missing argument, is a wrong call."""
    ended = call(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err
