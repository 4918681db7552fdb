"""`trialcheck rules test`: examples, settings, rules that never speak, and what was planted."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import trialcheck
from trialcheck import cli

FEW = ("assertion-denied", "one-place-at-a-time", "state-undone", "silence-between-contacts")


@pytest.fixture
def folder(tmp_path, project):
    """A working folder with the vocabulary, a few rules and the sample as a casebook."""
    (tmp_path / "rules").mkdir()
    for name in ("vocabulary", *FEW):
        shutil.copyfile(project / "rules" / f"{name}.yaml", tmp_path / "rules" / f"{name}.yaml")
    shutil.copytree(Path(trialcheck.__file__).parent / "shipped" / "sample", tmp_path / "book")
    return tmp_path


@pytest.fixture
def call(folder, monkeypatch, capsys):
    """Return a function that runs `rules test` and gives the status and both streams."""
    monkeypatch.chdir(folder)

    def run(*arguments):
        for name in ("COLUMNS", "NO_COLOR", "TERM", "TRIALCHECK_TRACEBACK"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr("sys.argv", ["trialcheck", "rules", "test", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        written = capsys.readouterr()
        assert "Traceback" not in written.out + written.err
        lines = written.out.partition("Planted")[2].split("\n")
        assert all(len(line) <= 80 for line in lines)
        return int(ended.value.code or 0), " ".join(written.out.split()), written.err

    return run


def test_the_sample_is_planted_into_for_information(call):
    """A folder with few rules misses much, and that is told but is no fault of it."""
    code, out, err = call()
    assert (code, err) == (0, "")
    assert "4 rules, " in out
    assert "none failed" in out
    assert "Planted into a copy of the sample casebook: 36 kinds of contradiction, " in out
    assert "caught a thing is found in a state that it had left for good: state-undone" in out
    assert "MISSED somebody acts after death" in out
    assert "find nothing in" not in out


def test_a_casebook_that_is_named_must_catch_all(call, project):
    """With --in a kind that is missed ends with 1; with all rules none is."""
    code, out, err = call("--in", "book")
    assert (code, err) == (1, "")
    assert "Planted into a copy of book: 36 kinds" in out
    assert "MISSED somebody acts after death" in out
    assert (
        "5 of 5 rules find nothing in book as written: assertion-denied, dates-conflict, "
        "one-place-at-a-time, silence-between-contacts, state-undone" in out
    )
    code, out, _ = call("--in", "book", "--rules", str(project / "rules"))
    assert code == 0
    assert "36 caught, none missed" in out


def test_several_casebooks(call, folder):
    """Each is planted into, and a rule that speaks in one of them does not count as silent."""
    shutil.copytree(folder / "book", folder / "other")
    (folder / "other" / "cook.yaml").write_text(
        "speaker: ann\nstatements:\n  - id: denial\n"
        "    claims: [denies: {met: {who: [ann, ben]}}]\n",
        encoding="utf-8",
    )
    code, out, _ = call("--in", "book", "--in", "other")
    assert code == 1
    assert "a copy of book:" in out
    assert "a copy of other:" in out
    assert (
        "4 of 5 rules find nothing in any of the 2 casebooks as written: dates-conflict, "
        "one-place-at-a-time, silence-between-contacts, state-undone" in out
    )


@pytest.mark.parametrize("path", ["nowhere", "rules"])
def test_a_path_without_a_casebook(path, call):
    """Where nothing can be planted nothing is said to be caught."""
    code, out, err = call("--in", path)
    assert code == 2
    assert "Planted" not in out
    assert path in err


def test_a_casebook_with_a_fault(call, folder):
    """A casebook that cannot be read is told with its place."""
    (folder / "book" / "ann.yaml").write_text("speaker: anne\n", encoding="utf-8")
    code, out, err = call("--in", "book")
    assert code == 2
    assert "Planted" not in out
    assert "book/ann.yaml:1:10" in err


def test_what_a_vocabulary_cannot_say_is_told(call, folder):
    """A kind of claim that the vocabulary does not have cannot be planted, and others still are."""
    vocabulary = folder / "rules" / "vocabulary.yaml"
    text = vocabulary.read_text(encoding="utf-8")
    start, end = text.index("  lived-at:\n"), text.index("  worked-at:\n")
    vocabulary.write_text(text[:start] + text[end:], encoding="utf-8")
    code, out, _ = call()
    assert code == 0
    assert (
        "MISSED somebody lives in two places through one and the same year (it cannot be planted: "
        "unknown kind 'lived-at'" in out.replace("kind of claim", "kind")
    )
    assert "caught a thing is found in a state that it had left for good: state-undone" in out


def test_a_rule_that_matches_nothing_is_named(call, folder):
    """A rule that is dead, though its flagged example should wake it, fails."""
    rule = folder / "rules" / "state-undone.yaml"
    text = rule.read_text(encoding="utf-8")
    rule.write_text(
        text.replace(
            "  - ranks-below: {order: $thing.states, low: $early, high: $late}",
            "  - ranks-below: {order: $thing.states, low: $early, high: $late}\n"
            "  - ranks-below: {order: $thing.states, low: $late, high: $early}",
        ),
        encoding="utf-8",
    )
    code, out, _ = call()
    assert code == 1
    assert "state-undone: finds nothing in any of its examples" in out
    assert "assertion-denied: finds nothing" not in out
    assert "MISSED a thing is found in a state that it had left for good" in out


def test_a_setting_that_nothing_reads_is_named(call, folder):
    """A threshold without effect fails."""
    rule = folder / "rules" / "silence-between-contacts.yaml"
    text = rule.read_text(encoding="utf-8")
    rule.write_text(
        text.replace("settings:\n", "settings:\n  idle: {is: number, default: 3, about: none}\n"),
        encoding="utf-8",
    )
    code, out, _ = call()
    assert code == 1
    assert "silence-between-contacts: nothing reads the setting 'idle'" in out


@pytest.mark.parametrize("sort", ["flagged", "silent"])
def test_a_rule_without_both_sorts_of_examples_is_named(sort, call, folder):
    """A rule that lacks one sort of example is told with its file."""
    rule = folder / "rules" / "state-undone.yaml"
    text = rule.read_text(encoding="utf-8")
    flagged, silent = text.index("  flagged:\n"), text.index("  silent:\n")
    kept = text[:flagged] + text[silent:] if sort == "flagged" else text[:silent]
    rule.write_text(kept, encoding="utf-8")
    code, out, err = call()
    assert (code, out) == (2, "")
    assert "rules/state-undone.yaml" in err
    assert f"the rule has no {sort} example" in err


def test_the_same_bytes_in_every_run(folder, project):
    """Neither the order of sets nor that of the folders changes a byte."""
    outputs = set()
    for seed in ("0", "1"):
        finished = subprocess.run(
            [sys.executable, "-m", "trialcheck", "rules", "test", "--in", "book"],
            cwd=folder,
            env={"PYTHONPATH": str(project / "src"), "PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=False,
        )
        assert finished.returncode == 1
        outputs.add(finished.stdout)
    assert len(outputs) == 1
