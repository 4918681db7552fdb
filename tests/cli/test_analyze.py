"""`trialcheck analyze`: exit codes, options and settings."""

from __future__ import annotations

import json
import re

import pytest

from trialcheck.pipeline import analyze as _analyze


@pytest.fixture
def report(call):
    """Return a function that gives the JSON report of a run that must succeed."""

    def run(*arguments: str) -> dict:
        ended = call("analyze", "--format", "json", *arguments)
        assert (ended.code, ended.err) == (0, "")
        return json.loads(ended.out)

    return run


def rules_of(report: dict) -> list[str]:
    """The rules of the findings of a report, sorted, each once."""
    return sorted({finding["rule"] for finding in report["findings"]})


def test_the_default_path_is_the_testimonies_below_the_working_folder(report):
    """Without a path, every casebook below `testimonies` is analysed, and the findings are no
    failure.
    """
    document = report()
    assert [case["path"] for case in document["casebooks"]] == ["testimonies/harbour"]
    assert {"assertion-denied", "one-place-at-a-time", "state-undone"} <= set(rules_of(document))


@pytest.mark.parametrize(
    "path",
    [
        "testimonies",
        "testimonies/harbour",
        "testimonies/harbour/",
        "testimonies/harbour/case.yaml",
        ".",
    ],
)
def test_a_path_is_a_casebook_a_folder_of_them_or_its_case_file(path, report, folder):
    """A casebook can be named by itself, by the folder above it, or by its case.yaml."""
    if path == ".":
        (folder / "testimonies" / "harbour").rename(folder / "harbour")
    (case,) = report(path)["casebooks"]
    assert case["case"] == "The harbour fire"


def test_several_paths_are_each_analysed_once(report, folder, write_book):
    """A casebook that is named twice is analysed once, and all come in the order of their paths."""
    write_book("case: B\n", folder / "testimonies" / "b")
    document = report("testimonies/harbour", "testimonies", "testimonies/b")
    assert [case["path"] for case in document["casebooks"]] == [
        "testimonies/b",
        "testimonies/harbour",
    ]


NOWHERE = {
    "nothing": ("nothing: no such file or folder", "a folder with a case.yaml"),
    "rules/vocabulary.yaml": ("rules/vocabulary.yaml: not a folder", "a folder with a case.yaml"),
    "rules": ("no casebook here", "trialcheck new DIR"),
}


@pytest.mark.parametrize("path", NOWHERE)
def test_a_path_that_matches_nothing_is_wrong(path, call):
    """A path without a casebook ends with 2, and nothing is decided about the others."""
    ended = call("analyze", path, "testimonies")
    assert (ended.code, ended.out) == (2, "")
    for words in NOWHERE[path]:
        assert words in ended.err


def test_no_testimonies_at_all(call, folder):
    """Without any testimonies the default path is wrong too."""
    (folder / "testimonies").rename(folder / "elsewhere")
    ended = call("analyze")
    assert (ended.code, ended.out) == (2, "")
    assert "testimonies: no such file or folder" in ended.err


def test_no_report_is_made_of_half_read_input(call, folder, write_book):
    """One casebook that cannot be read keeps all from being reported; its problems go to standard
    error.
    """
    write_book("case: B\npeople: {ann: {nmae: Ann}}\n", folder / "testimonies" / "b")
    for format_name in ("terminal", "json"):
        ended = call("analyze", "--format", format_name)
        assert (ended.code, ended.out) == (2, "")
        assert "testimonies/b/case.yaml:2:16" in ended.err
        assert "did you mean 'name'?" in ended.err


FAIL_ON = {"never": (0, 0, 0), "any": (1, 1, 0), "new": (1, 0, 0)}


@pytest.mark.parametrize("fail_on", FAIL_ON)
def test_fail_on(fail_on, call, report, folder):
    """`any` counts findings, `new` those not accepted, and `never` none; the report is the same."""
    fresh, accepted, clean = FAIL_ON[fail_on]
    assert call("analyze", "--fail-on", fail_on).code == fresh
    findings = report()["findings"]
    lines = [f"  - {{finding: {finding['id']}, reason: known}}" for finding in findings]
    file = folder / "testimonies" / "harbour" / "accepted.yaml"
    file.write_text("accepted:\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assert call("analyze", "--fail-on", fail_on).code == accepted
    assert all(finding["accepted"] for finding in report()["findings"])
    file.write_text("accepted:\n" + lines[0] + "\n", encoding="utf-8")
    assert call("analyze", "--fail-on", "new").code == 1
    (folder / "testimonies" / "harbour" / "brief.yaml").unlink()
    for name in ("ann", "ben", "dora"):
        (folder / "testimonies" / "harbour" / f"{name}.yaml").unlink()
    assert call("analyze", "--fail-on", fail_on).code == clean


def test_without_fail_on_findings_are_no_failure(call):
    """The default is never to fail because of findings."""
    assert call("analyze").code == 0


def test_an_unknown_word_for_fail_on(call):
    """A wrong call ends with 2 and says what is possible."""
    ended = call("analyze", "--fail-on", "all")
    assert (ended.code, ended.out) == (2, "")
    assert "'all' is not one of" in ended.err


def test_select_and_ignore(report):
    """`--select` keeps to the rules named, `--ignore` leaves them out; both may be repeated."""
    every = rules_of(report())
    assert rules_of(report("--select", "state-undone")) == ["state-undone"]
    two = report("--select", "state-undone", "--select", "assertion-denied")
    assert rules_of(two) == ["assertion-denied", "state-undone"]
    assert two["rules"] == 2
    left = rules_of(report("--ignore", "state-undone"))
    assert left == [rule for rule in every if rule != "state-undone"]


def test_no_rule_is_left(call):
    """A choice of rules that leaves none is wrong: a run that asks nothing must not look clean."""
    ended = call("analyze", "--select", "state-undone", "--ignore", "state-undone")
    assert (ended.code, ended.out) == (2, "")
    assert "rule" in ended.err


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule(option, call):
    """A rule that there is not is a problem with the nearest name."""
    ended = call("analyze", option, "state-undon")
    assert (ended.code, ended.out) == (2, "")
    assert f"{option}: there is no rule 'state-undon'" in ended.err
    assert "did you mean 'state-undone'?" in ended.err
    assert "trialcheck rules list" in call("analyze", option, "zzzz").err


SET_ASIDE = {
    "dora": {"assertion-denied", "state-undone"},
    "pamphlet": {"assertion-denied", "state-undone"},
    "defence": {"assertion-denied", "state-undone"},
    "dora/theatre": {"assertion-denied", "state-undone"},
    "dora/no-such-year": {"assertion-denied", "one-place-at-a-time", "state-undone"},
    "prosecution": {"assertion-denied", "one-place-at-a-time"},
    "minutes": set(),
    "court": set(),
}


@pytest.mark.parametrize("name", SET_ASIDE)
def test_set_aside(name, report):
    """The record can be analysed without a speaker, a source (reported by another, too), a side or
    a statement.
    """
    document = report("--set-aside", name)
    laws = {"assertion-denied", "one-place-at-a-time", "state-undone"}
    assert set(rules_of(document)) & laws == SET_ASIDE[name]
    assert document["casebooks"][0]["set_aside"] == [name]


def test_a_source_set_aside_takes_what_is_reported_of_it_along(report):
    """A statement known only as another source reports it goes with the source that is reported."""
    (case,) = report("--set-aside", "minutes")["casebooks"]
    assert (case["speakers"], case["statements"]) == (1, 1)


def test_several_words_set_aside(report):
    """`--set-aside` may be repeated."""
    document = report("--set-aside", "dora", "--set-aside", "ben/burned")
    assert "state-undone" not in rules_of(document)
    assert document["casebooks"][0]["statements"] == 6


def test_an_unknown_word_to_set_aside(call):
    """A name that nothing has is a problem with the nearest one."""
    ended = call("analyze", "--set-aside", "pamflet")
    assert (ended.code, ended.out) == (2, "")
    assert "--set-aside: nothing is called 'pamflet'" in ended.err
    assert "did you mean 'pamphlet'?" in ended.err
    assert "a speaker, a source, a side or a statement" in call("analyze", "--set-aside", "q").err


def test_certain_hides_what_is_only_possible(report, folder):
    """`--certain` leaves out the findings that depend on where the dates lie."""
    file = folder / "testimonies" / "harbour" / "dora.yaml"
    text = file.read_text(encoding="utf-8")
    believed = text.replace("- was-at: {who: ben", "- believes: {was-at: {who: ben").replace(
        'T22:00"}', 'T22:00"}}'
    )
    file.write_text(believed, encoding="utf-8")
    (finding,) = [f for f in report()["findings"] if f["rule"] == "one-place-at-a-time"]
    assert finding["certainty"] == "possible"
    certain = report("--certain")["findings"]
    assert {f["certainty"] for f in certain} == {"certain"}
    assert "one-place-at-a-time" not in [f["rule"] for f in certain]


def test_output_writes_the_report_and_nothing_else(call, folder):
    """`--output` writes the whole report to a file, over one that is there, and prints nothing."""
    printed = call("analyze", "--format", "json").out
    target = folder / "report.json"
    for _ in range(2):
        ended = call("analyze", "--format", "json", "--output", "report.json")
        assert (ended.code, ended.out, ended.err) == (0, "", "")
        assert target.read_text(encoding="utf-8") == printed
        target.write_text("old", encoding="utf-8")
    assert sorted(path.name for path in folder.iterdir()) == ["report.json", "rules", "testimonies"]


def test_output_keeps_the_exit_code(call):
    """Writing to a file changes nothing about what counts as a failure."""
    assert call("analyze", "-o", "report.txt", "--fail-on", "any").code == 1


@pytest.mark.parametrize("target", ["nowhere/report.json", "rules", "rules/vocabulary.yaml/x"])
def test_output_that_cannot_be_written(target, call, folder):
    """A target that cannot be written ends with 2, says so, and leaves nothing behind."""
    before = sorted(path for path in folder.rglob("*"))
    ended = call("analyze", "--output", target)
    assert (ended.code, ended.out) == (2, "")
    assert f"the report cannot be written to {target}" in ended.err
    assert sorted(path for path in folder.rglob("*")) == before


def test_problems_leave_an_old_report_as_it_is(call, folder):
    """When nothing is decided, the file named by `--output` is not touched."""
    (folder / "report.json").write_text("old", encoding="utf-8")
    assert call("analyze", "nothing", "--output", "report.json").code == 2
    assert (folder / "report.json").read_text(encoding="utf-8") == "old"


RULE = "one-place-at-a-time"
SETTINGS = {
    ("trialcheck.toml", '[settings]\nfastest = "700 km/h"\n'): False,
    ("trialcheck.toml", f'[settings.{RULE}]\nfastest = "700 km/h"\n'): False,
    ("trialcheck.toml", '[settings]\nfastest = "300 km/h"\n'): True,
    ("trialcheck.toml", ""): True,
    ("pyproject.toml", '[tool.trialcheck.settings]\nfastest = "700 km/h"\n'): False,
    ("pyproject.toml", '[tool.other]\nfastest = "700 km/h"\n'): True,
    ("pyproject.toml", 'name = "x"\n'): True,
}


@pytest.mark.parametrize(("name", "text"), SETTINGS)
def test_a_user_s_settings(name, text, report, folder):
    """A threshold can be set for all rules or for one, in trialcheck.toml or pyproject.toml."""
    (folder / name).write_text(text, encoding="utf-8")
    assert (RULE in rules_of(report())) is SETTINGS[name, text]


def test_trialcheck_toml_comes_before_pyproject(report, folder):
    """With both files, trialcheck.toml alone counts."""
    (folder / "trialcheck.toml").write_text('[settings]\nfastest = "100 km/h"\n', encoding="utf-8")
    text = '[tool.trialcheck.settings]\nfastest = "700 km/h"\n'
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    assert RULE in rules_of(report())


WRONG_SETTINGS = {
    '[setting]\nfastest = "1 km/h"\n': ("unknown key 'setting'", "did you mean 'settings'?"),
    "settings = 3\n": ("settings must be a table", "[settings]"),
    "[settings\n": ("this is not TOML", ""),
    '[settings]\nfastest = "quick"\n': ("neither a duration, a speed nor a number", "200 km/h"),
    "[settings]\nfastest = true\n": ("neither a duration, a speed nor a number", "200 km/h"),
    "[settings]\nfastest = 1.5\n": ("neither a duration, a speed nor a number", "200 km/h"),
    '[settings]\nfastesd = "200 km/h"\n': (
        "no rule reads the setting 'fastesd'",
        "did you mean 'fastest'?",
    ),
    '[settings]\nfastest = "3 days"\n': ("the setting 'fastest' is a speed, not a duration", ""),
    "[settings]\nfastest = 200\n": ("the setting 'fastest' is a speed, not a number", ""),
    '[settings.one-place]\nfastest = "3 km/h"\n': ("an unknown rule 'one-place'", ""),
    '[settings.state-undone]\nfastest = "3 km/h"\n': ("no rule reads the setting 'fastest'", ""),
}


@pytest.mark.parametrize("text", WRONG_SETTINGS)
def test_wrong_settings_are_problems(text, call, folder):
    """A setting that nothing reads, or of the wrong unit, ends with 2 and names the file."""
    (folder / "trialcheck.toml").write_text(text, encoding="utf-8")
    ended = call("analyze")
    assert (ended.code, ended.out) == (2, "")
    message, hint = WRONG_SETTINGS[text]
    assert message in ended.err
    assert hint in ended.err
    assert "trialcheck.toml" in ended.err


def test_a_casebook_s_top_speed_comes_before_the_rule_s(report, folder):
    """`top-speed` of a casebook overrides the rule's default, and the user's setting overrides
    both.
    """
    case = folder / "testimonies" / "harbour" / "case.yaml"
    case.write_text("top-speed: 700 km/h\n" + case.read_text(encoding="utf-8"), encoding="utf-8")
    assert RULE not in rules_of(report())
    (folder / "trialcheck.toml").write_text('[settings]\nfastest = "100 km/h"\n', encoding="utf-8")
    assert RULE in rules_of(report())


def test_rules_of_another_folder(call, report, folder, project):
    """`--rules` names another folder of rules; one that is not there, or has no rules, is wrong."""
    (folder / "rules").rename(folder / "few")
    assert report("--rules", "few")["rules"] == 5
    # Without rules/ in the working folder those that come with the program are used.
    shipped = len(list((project / "rules").glob("*.yaml")))
    assert report()["rules"] == shipped
    assert call("analyze", "--rules", "nowhere").code == 2


def test_a_casebook_s_own_rules_and_kinds(report, call, folder, write_book):
    """A casebook may bring its own kinds and rules; they count for it alone."""
    write_book(
        "case: Own\npeople: {ann: {}, ben: {}}\n"
        "--- file: vocabulary.yaml\n"
        "kinds:\n  danced: {sort: occasion, roles: {who: {names: [person], several: together}},"
        " says: '{who} danced'}\n"
        "--- file: rules/no-dancing.yaml\n"
        "id: no-dancing\nkind: gap\ntitle: A dance\nwhy: No dancing.\n"
        "find:\n  dance: {danced: {who: [$p, $q]}}\n"
        'message: "{p} and {q}: {dance.says}"\n'
        "examples:\n  flagged:\n    - people: {x: {}, y: {}}\n"
        "      statements: [{speaker: x, id: a, claims: [{danced: {who: [x, y]}}]}]\n"
        "      names: [[x/a]]\n"
        "  silent: [{people: {x: {}}, statements: [{speaker: x, id: a}]}]\n"
        "--- file: ann.yaml\nspeaker: ann\nstatements:\n"
        "  - {id: a, claims: [{danced: {who: [ann, ben]}}]}\n",
        folder / "testimonies" / "own",
    )
    document = report()
    (finding,) = [f for f in document["findings"] if f["casebook"] == "testimonies/own"]
    assert (finding["rule"], finding["message"]) == (
        "no-dancing",
        "Ann and ben: ann and ben danced.",
    )
    faulty = folder / "testimonies" / "own" / "rules" / "no-dancing.yaml"
    faulty.write_text(faulty.read_text(encoding="utf-8").replace("gap", "gab"), encoding="utf-8")
    ended = call("check")
    assert ended.code == 2
    assert "testimonies/own/rules/no-dancing.yaml:2:7" in ended.err


def test_a_rule_over_its_budget_decides_nothing(call):
    """A rule that takes too many steps is a problem that names it, and nothing is reported."""
    ended = call("analyze", "--max-steps", "1")
    assert (ended.code, ended.out) == (2, "")
    assert "could not be carried through" in ended.err
    assert "more than 1 steps" in ended.err


def test_bounds_on_what_is_read(call):
    """A run reads no more files than it is allowed to."""
    ended = call("analyze", "--max-files", "3")
    assert (ended.code, ended.out) == (2, "")
    assert "more than 3 files" in ended.err


def test_the_terminal_report_is_coloured_only_on_request(call):
    """A pipe gets no colour; `--color always` gives it even there, and never to a file."""
    assert "\x1b[" not in call("analyze").out
    assert "\x1b[" in call("analyze", "--color", "always").out
    assert "\x1b[" not in call("analyze", "--color", "never").out


@pytest.mark.parametrize(("columns", "widest"), [("70", 70), ("10", 60), ("400", 120), ("x", 80)])
def test_the_terminal_report_fits_the_width(columns, widest, call):
    """The report is as wide as the terminal, from 60 to 120 columns, and 80 in a pipe."""
    out = call("analyze", variables={"COLUMNS": columns}).out
    (bar,) = [line for line in out.splitlines() if line.startswith("── Summary ")]
    assert len(bar) == widest


def test_a_fault_of_the_program_is_no_finding(call, monkeypatch):
    """An unexpected error ends with 2, is named in a line, and shows no traceback."""

    def fail(request, *_):
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("trialcheck.cli.analyze_command.analyze", fail)
    ended = call("analyze")
    assert (ended.code, ended.out) == (2, "")
    assert "nothing was decided: ZeroDivisionError: by nought" in ended.err
    assert "TRIALCHECK_TRACEBACK" in ended.err


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "Interrupted."),
        (MemoryError(), 2, "not enough memory"),
    ],
)
def test_every_way_out_has_its_code(error, code, words, call, monkeypatch):
    """Ctrl-C ends with 130, and too little memory with 2."""

    def fail(request, *_):
        raise error

    monkeypatch.setattr("trialcheck.cli.analyze_command.analyze", fail)
    ended = call("analyze")
    assert ended.code == code
    assert words in ended.err


def test_the_cli_decides_what_the_pipeline_decides(call, folder, monkeypatch):
    """The command line adds nothing to the pipeline: the findings are the same."""
    from pathlib import Path

    from trialcheck.pipeline import Request

    ended = call("analyze", "--format", "json")
    outcome = _analyze(Request((Path("testimonies"),)))
    ids = [finding.id for case in outcome.report.cases for finding in case.findings]
    assert re.findall(r'(?m)^      "id": "(.+?-[0-9a-f]{8})"', ended.out) == ids
