"""Hostile rules: data, checked when they load; they can neither run code nor run for ever."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

VOCABULARY = Path(__file__).parents[2] / "rules" / "vocabulary.yaml"

RULE = """\
id: NAME
kind: contradiction
title: One says it, another denies it
why: Both cannot be so.
find:
  claim: {was-at: {who: $who, where: $where}}
  denial: {denies: {was-at: {who: $who}}}
where:
  - denied-by: [claim, denial]
must:
  - outside: [claim, denial]
message: "{claim.by} places {who} at {where}; {denial.by} does not"
examples:
  flagged:
    - title: A plain denial
      people: {ann: {}, ben: {}}
      places: {inn: {}}
      statements:
        - speaker: ann
          id: a
          claims: [{was-at: {who: ann, where: inn, when: 1901}}]
        - speaker: ben
          id: b
          claims: [{denies: {was-at: {who: ann}}}]
      names: [[ann/a, ben/b]]
  silent:
    - title: Nobody denies it
      people: {ann: {}}
      places: {inn: {}}
      statements:
        - speaker: ann
          id: a
          claims: [{was-at: {who: ann, where: inn, when: 1901}}]
"""

MESSAGE = re.compile("(?m)^message:.*$")


def _with_message(message: str) -> str:
    return MESSAGE.sub(lambda _: f"message: '{message}'", RULE)


def _with_condition(condition: str) -> str:
    return RULE.replace("  - denied-by: [claim, denial]\n", f"  - {condition}\n")


# What is wrong with a rule, and the line (by its beginning) at which it must be refused.
REFUSED = {
    "regular-expression": (_with_condition('matches: [claim.says, "(a+)+$"]'), "  - matches"),
    "expression": (_with_condition('"claim.start < denial.start"'), '  - "claim'),
    "python-call": (_with_condition('eval: "__import__(1)"'), "  - eval"),
    "unknown-condition": (_with_condition("befor: [claim, denial]"), "  - befor"),
    "unknown-name": (_with_condition("before: [claim, denail]"), "  - before"),
    "unknown-variable": (_with_condition("differ: [$who, $whoo]"), "  - differ"),
    "too-few-arguments": (_with_condition("before: [claim]"), "  - before"),
    "nested-conditions": (_with_condition(f"{'certainly: {' * 20}x: y{'}' * 20}"), "  - certainly"),
    "attribute-in-message": (_with_message("{claim.__class__}"), "message"),
    "index-in-message": (_with_message("{0.__class__}"), "message"),
    "conversion-in-message": (_with_message("{who!r}"), "message"),
    "format-in-message": (_with_message("{who:>1000000000}"), "message"),
    "template-in-message": (_with_message("{{ who }}"), "message"),
    "unclosed-in-message": (_with_message("{who"), "message"),
    "unknown-in-message": (_with_message("{whom}"), "message"),
    "tag": (RULE.replace("title: One", "title: !!python/object/apply:os.system One"), "title"),
    "anchor": (RULE.replace("title: One", "title: &a One"), "title"),
    "repeated-key": (RULE + "why: again\n", "why: again"),
    "unknown-key": (RULE.replace("find:", "fnd:"), "fnd"),
    "unknown-kind-of-claim": (RULE.replace("claim: {was-at", "claim: {waz-at"), "  claim"),
    "unknown-role": (RULE.replace("where: $where}}", "wheer: $where}}", 1), "  claim"),
    "unknown-kind-of-finding": (RULE.replace("kind: contradiction", "kind: lie"), "kind"),
    "other-name": (RULE.replace("id: NAME", "id: other"), "id"),
}  # fmt: skip


def _write_rules(folder: Path, rules: dict[str, str]) -> Path:
    folder.mkdir(parents=True)
    shutil.copy(VOCABULARY, folder / "vocabulary.yaml")
    for name, text in rules.items():
        (folder / f"{name}.yaml").write_text(text.replace("NAME", name))
    return folder


@pytest.fixture
def book(tmp_path, write_casebook, texts):
    """A casebook in which one statement denies another."""
    files = {"ann.yaml": texts.speaker, "ben.yaml": texts.denial}
    return write_casebook(tmp_path / "book", files)


@pytest.fixture(scope="module")
def refused(tmp_path_factory, run_cli, write_casebook, texts):
    """One run with rules each of which has something wrong."""
    folder = tmp_path_factory.mktemp("rules")
    write_casebook(folder / "book", {"ann.yaml": texts.speaker})
    _write_rules(folder / "strange", {name: text for name, (text, _) in REFUSED.items()})
    return run_cli("analyze", "book", "--rules", "strange", cwd=folder, statuses=(2,))


def test_a_sound_rule_is_applied(tmp_path, book, run_cli):
    """The rule that the tests below spoil is accepted, and speaks."""
    _write_rules(tmp_path / "own", {"said-and-denied": RULE})
    outcome = run_cli("analyze", "book", "--rules", "own", cwd=tmp_path, statuses=(0,))
    assert "said-and-denied" in outcome.out


@pytest.mark.parametrize("name", REFUSED)
def test_a_spoiled_rule_is_refused_at_its_line(refused, name):
    """A rule with an unknown word, code or a template is refused where it stands."""
    text, start = REFUSED[name]
    text = text.replace("NAME", name)
    lines = [n for n, line in enumerate(text.split("\n"), 1) if line.startswith(start)]
    found = re.findall(rf"strange/{name}\.yaml:(\d+)", refused.text)
    assert str(lines[-1]) in found, found


def test_a_rule_without_proof_is_named(tmp_path, run_cli):
    """A rule that never shows when it keeps silent fails the trial of the rules, by name."""
    unproven = RULE[: RULE.index("  silent:")]
    _write_rules(tmp_path / "own", {"proven": RULE, "unproven": unproven})
    outcome = run_cli("rules", "test", "--rules", "own", cwd=tmp_path, statuses=(1, 2))
    assert "unproven" in outcome.text
    assert "own/proven" not in outcome.text


def test_nothing_is_reported_with_a_spoiled_rule(refused):
    """No report is made when a rule could not be read."""
    assert refused.out == ""


def test_thousands_of_rules_are_refused(tmp_path, book, run_cli):
    """A folder with more files than a run reads is refused with the cap."""
    folder = _write_rules(tmp_path / "crowd", {})
    for number in range(5_001):
        (folder / f"r{number}.yaml").touch()
    outcome = run_cli("analyze", "book", "--rules", "crowd", cwd=tmp_path, statuses=(2,))
    assert "crowd" in outcome.err
    assert outcome.out == ""


def test_a_rule_that_matches_everything_is_stopped_by_name(
    tmp_path, run_cli, write_casebook, texts
):
    """A rule that would try millions of combinations ends the run with 2 and its own name."""
    statements = "speaker: ann\nstatements:\n" + "".join(
        texts.speaker.split("statements:\n")[1].replace("stay", f"stay-{number}")
        for number in range(100)
    )
    write_casebook(tmp_path / "book", {"ann.yaml": statements})
    greedy = re.sub(
        "(?s)find:.*message:[^\n]*",
        "find:\n"
        + "".join(f"  {name}: {{$kind-{name}: {{}}}}\n" for name in "abcdef")
        + 'message: "anything"',
        RULE.replace("kind: contradiction", "kind: gap"),
    )
    _write_rules(tmp_path / "greedy", {"everything": greedy})
    outcome = run_cli(
        "analyze", "book", "--rules", "greedy", "--max-steps", "100000", cwd=tmp_path, statuses=(2,)
    )
    assert "everything" in outcome.err
    assert outcome.out == ""


def test_a_threshold_of_a_billion_days_is_no_fault(tmp_path, book, run_cli):
    """A duration beyond all calendars is either refused at its place or simply never reached."""
    rule = re.sub(
        "(?s)where:.*message:[^\n]*",
        "settings:\n  long: {is: duration, default: 1000000000 days, about: how long}\n"
        "where:\n  - gap: {from: claim, to: claim, at-least: long}\n"
        'message: "{gap}"',
        RULE.replace("kind: contradiction", "kind: gap").replace(
            "  denial: {denies: {was-at: {who: $who}}}\n", ""
        ),
    )
    _write_rules(tmp_path / "patient", {"patience": rule})
    outcome = run_cli("analyze", "book", "--rules", "patient", cwd=tmp_path, statuses=(0, 2))
    assert outcome.status == 0 or "patience.yaml" in outcome.err


BROKEN_RULE = """\
import runpy
from trialcheck.engine import matching
whole = matching.Matcher.matches
def broken(matcher):
    if matcher.rule.id == "broken":
        raise ZeroDivisionError("out of order")
    return whole(matcher)
matching.Matcher.matches = broken
runpy.run_module("trialcheck", run_name="__main__")
"""

BROKEN_STEP = """\
import runpy
from trialcheck import pipeline
def broken(*arguments, **named):
    raise ZeroDivisionError("out of order")
pipeline.decide = broken
runpy.run_module("trialcheck", run_name="__main__")
"""


@pytest.mark.parametrize("program", [BROKEN_RULE, BROKEN_STEP])
def test_a_fault_of_our_own_is_never_a_green_report(tmp_path, book, run_cli, program):
    """If a rule or the deciding itself breaks, the run ends with 2, plain words, and no report."""
    _write_rules(tmp_path / "own", {"broken": RULE, "sound": RULE})
    outcome = run_cli(
        "analyze", "book", "--rules", "own", cwd=tmp_path, statuses=(2,), program=("-c", program)
    )
    assert outcome.out == ""
    assert outcome.err.count("\n") < 20
    assert "out of order" in outcome.err
    if program == BROKEN_RULE:
        assert "broken.yaml" in outcome.err
        assert "sound" not in outcome.err
