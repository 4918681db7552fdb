"""No edit loosens the check that judges it: what judges comes from the revision, and is listed."""

from __future__ import annotations

import shutil

import pytest

BOOK = "testimonies/quarry"


@pytest.fixture
def edited(repository, texts):
    """The repository with an edit that adds a contradiction."""
    repository.write(f"{BOOK}/ben.yaml", texts.ben + texts.denial)
    return repository


def _new(run):
    """The rules of the findings that count as new, and the files told of with how they changed."""
    files = [(each["path"], each["how"]) for each in run.found["files"] if not each["used"]]
    return [name.rpartition("-")[0] for name in run.found["new"]], files


def _accept(repository, diff, reason="known"):
    finding = diff("HEAD").found["new"][0]
    repository.write(
        f"{BOOK}/accepted.yaml", f"accepted:\n  - {{finding: {finding}, reason: {reason}}}\n"
    )


def test_a_rule_that_the_edit_deletes_still_judges(edited, diff):
    """The rule of the revision speaks, and its deletion is told."""
    (edited.folder / "rules/assertion-denied.yaml").unlink()
    run = diff("HEAD", "--fail-on", "new")
    assert run.code == 1
    assert _new(run) == (["assertion-denied"], [("rules/assertion-denied.yaml", "deleted")])


def test_a_rule_that_the_edit_weakens_still_judges(edited, diff):
    """The rule of the revision speaks though the edit made it a rule that nothing fits."""
    edited.replace("rules/assertion-denied.yaml", "kind: contradiction", "kind: shift")
    run = diff("HEAD", "--fail-on", "new")
    assert _new(run) == (["assertion-denied"], [("rules/assertion-denied.yaml", "changed")])
    assert run.found["added"][0]["kind"] == "contradiction"


def test_all_rules_gone_still_judge(edited, diff):
    """Without its folder of rules the edit is judged as with it."""
    shutil.rmtree(edited.folder / "rules")
    rules, files = _new(diff("HEAD"))
    assert rules == ["assertion-denied"]
    assert ("rules/vocabulary.yaml", "deleted") in files


def test_a_folder_of_rules_that_became_a_link_still_judges(edited, diff, tmp_path):
    """A link in the place of the rules is not followed."""
    shutil.rmtree(edited.folder / "rules")
    (tmp_path / "none").mkdir()
    (edited.folder / "rules").symlink_to(tmp_path / "none")
    rules, files = _new(diff("HEAD"))
    assert rules == ["assertion-denied"]
    assert ("rules/assertion-denied.yaml", "deleted") in files


def test_rules_named_by_option_are_those_of_the_revision(edited, diff):
    """`--rules` with a folder of the repository reads it from the revision too."""
    (edited.folder / "rules/assertion-denied.yaml").unlink()
    assert _new(diff("HEAD", "--rules", "rules"))[0] == ["assertion-denied"]


def test_rules_outside_of_the_repository_are_read_as_they_are(edited, diff, tmp_path):
    """`--rules` with a folder elsewhere, which no edit can touch, is read from there."""
    shutil.copytree(edited.folder / "rules", tmp_path / "rules")
    (tmp_path / "rules/assertion-denied.yaml").unlink()
    assert _new(diff("HEAD", "--rules", str(tmp_path / "rules")))[0] == []


def test_rules_that_the_edit_brings_do_not_judge(edited, diff):
    """Where the revision has no rules the shipped ones judge, and those of the edit do not."""
    shutil.rmtree(edited.folder / "rules")
    edited.git("stash", "--quiet")
    edited.git("rm", "-r", "--quiet", "rules")
    edited.commit("no rules")
    edited.git("checkout", "--quiet", "HEAD~1", "--", "rules")
    (edited.folder / "rules/assertion-denied.yaml").unlink()
    edited.write(
        f"{BOOK}/ben.yaml", (edited.folder / BOOK / "ben.yaml").read_text() + edited_denial()
    )
    rules, files = _new(diff("HEAD"))
    assert "assertion-denied" in rules
    assert ("rules/one-place-at-a-time.yaml", "added") in files


def edited_denial():
    """A denial of what Ann says of Ben."""
    return (
        "  - id: never\n    said: 1901-03-05\n    stage: hearing\n"
        "    source: {in: minutes, at: p. 3}\n    says: Never.\n"
        "    claims:\n      - denies: {was-at: {who: ben, where: mill}}\n"
    )


@pytest.mark.parametrize("name", ["trialcheck.toml", "pyproject.toml"])
def test_settings_of_the_edit_do_not_judge(repository, diff, name):
    """A speed that would mend the journey is told, and the journey stays too fast."""
    repository.replace(f"{BOOK}/ben.yaml", "T12:00", "T12:20")
    repository.commit()
    table = "[settings]" if name == "trialcheck.toml" else "[tool.trialcheck.settings]"
    repository.write(name, f'{table}\nfastest = "9000 km/h"\n')
    run = diff("HEAD")
    assert _new(run) == ([], [(name, "added")])
    assert run.found["removed"] == []
    assert [case["unchanged"] for case in run.found["casebooks"]] == [1]


def test_a_project_file_that_sets_nothing_here_is_not_told(repository, diff):
    """A change of pyproject.toml outside of this program's table is nobody's business here."""
    repository.write("pyproject.toml", "[project]\nname = 'quarry'\n")
    assert diff("HEAD").found["files"] == []


def test_settings_of_the_revision_judge(repository, diff):
    """What the revision sets counts, also where the edit takes it away."""
    repository.replace(f"{BOOK}/ben.yaml", "T12:00", "T12:20")
    repository.write("trialcheck.toml", '[settings]\nfastest = "9000 km/h"\n')
    repository.commit()
    (repository.folder / "trialcheck.toml").unlink()
    run = diff("HEAD")
    assert (run.found["added"], run.found["casebooks"][0]["unchanged"]) == ([], 0)
    assert _new(run)[1] == [("trialcheck.toml", "deleted")]


def test_findings_that_the_edit_accepts_are_not_accepted(edited, diff):
    """An acceptance counts when it is part of the revision, not before."""
    _accept(edited, diff)
    run = diff("HEAD", "--fail-on", "new")
    assert run.code == 1
    assert _new(run) == (["assertion-denied"], [(f"{BOOK}/accepted.yaml", "added")])
    assert not run.found["added"][0]["accepted"]


def test_findings_that_the_revision_accepts_are_accepted(repository, diff, texts):
    """An added finding that the revision lists is added, and not new; one taken from the list is
    accepted still.
    """
    original = (repository.folder / BOOK / "ben.yaml").read_text()
    repository.write(f"{BOOK}/ben.yaml", texts.ben + texts.denial)
    _accept(repository, diff)
    repository.write(f"{BOOK}/ben.yaml", original)
    repository.commit()
    (repository.folder / BOOK / "accepted.yaml").unlink()
    repository.write(f"{BOOK}/ben.yaml", texts.ben + texts.denial)
    run = diff("HEAD", "--fail-on", "new")
    assert (run.code, run.found["new"], len(run.found["added"])) == (0, [], 1)
    assert run.found["added"][0]["accepted"]


def test_an_acceptance_that_the_edit_leaves_without_a_finding_is_told(repository, diff):
    """When the accepted finding goes, its acceptance is named."""
    [name] = _findings_of_all(repository, diff)
    repository.write(
        f"{BOOK}/accepted.yaml", f"accepted:\n  - {{finding: {name}, reason: known}}\n"
    )
    repository.commit()
    (repository.folder / BOOK / "ben.yaml").unlink()
    assert diff("HEAD").found["casebooks"][0]["stale_acceptances"] == [name]


def _findings_of_all(repository, diff):
    shutil.move(repository.folder / BOOK / "ben.yaml", repository.folder / "ben.yaml")
    found = diff("HEAD").found["removed"]
    shutil.move(repository.folder / "ben.yaml", repository.folder / BOOK / "ben.yaml")
    return [each["id"] for each in found]


@pytest.mark.parametrize("line", ["top-speed: 9000 km/h", "approximate: 90 days", "at-once: 1 day"])
def test_thresholds_of_case_yaml_do_not_judge(repository, diff, line):
    """What case.yaml sets, and not registers, is told and comes from the revision."""
    repository.replace(f"{BOOK}/ben.yaml", "1901-02-03T12:00", "1901-02-06~")
    repository.replace(f"{BOOK}/ann.yaml", "1901-02-03T12:00", "1901-02-03/1901-02-08")
    repository.commit()
    repository.replace(f"{BOOK}/case.yaml", "case: The quarry", f"case: The quarry\n{line}")
    run = diff("HEAD")
    assert (run.found["added"], run.found["removed"], run.found["changed"]) == ([], [], [])
    what = {each["what"] for each in run.found["files"] if not each["used"]}
    assert what == {"thresholds: top-speed, at-once, approximate"}


def test_a_higher_speed_in_case_yaml_mends_nothing(repository, diff):
    """A journey that is too fast for the revision is so for the edit that allows it."""
    repository.replace(f"{BOOK}/ben.yaml", "T12:00", "T12:20")
    repository.commit()
    repository.replace(
        f"{BOOK}/case.yaml", "case: The quarry", "case: The quarry\ntop-speed: 9000 km/h"
    )
    assert diff("HEAD").found["removed"] == []
    # The other way round it would be mended: the speed is read.
    assert len(diff("HEAD", "--judged-by", "edit").found["casebooks"]) == 1
    repository.commit()
    assert diff("HEAD").found["casebooks"][0]["unchanged"] == 0


def test_kinds_of_claim_of_the_edit_do_not_judge(edited, diff):
    """A casebook's vocabulary.yaml that the edit brings is told, and not read."""
    edited.write(
        f"{BOOK}/vocabulary.yaml",
        "kinds:\n  dug-at:\n    sort: occasion\n"
        "    roles: {who: {names: [person]}, where: {names: [place]}}\n"
        '    says: "{who} dug at {where}"\n',
    )
    rules, files = _new(diff("HEAD"))
    assert rules == ["assertion-denied"]
    assert files == [(f"{BOOK}/vocabulary.yaml", "added")]


def test_a_word_that_only_the_edit_knows_is_a_problem_that_says_so(repository, diff, texts):
    """The problem says whose vocabulary counts, and how to read with the edit's own."""
    kinds = (
        "kinds:\n  dug-at:\n    sort: occasion\n    roles:\n      who: {names: [person]}\n"
        '      where: {names: [place]}\n    says: "{who} dug at {where}"\n'
    )
    repository.write(f"{BOOK}/vocabulary.yaml", kinds)
    repository.write(
        f"{BOOK}/ben.yaml",
        texts.ben + texts.denial.replace("denies: {was-at: {who: ben, where: mill}}",
                                         "dug-at: {who: ben, where: mill}"),
    )  # fmt: skip
    run = diff("HEAD")
    assert (run.code, run.out) == (2, "")
    assert "'dug-at'" in run.err
    assert "the vocabulary is that of HEAD" in " ".join(run.err.split())
    assert diff("HEAD", "--judged-by", "edit").code == 0


def test_rules_of_a_casebook_come_from_the_revision(repository, diff, project):
    """A casebook's own rules are those of the revision: deleted ones judge, added ones do not."""
    rule = (project / "rules/assertion-denied.yaml").read_bytes()
    (repository.folder / "rules/assertion-denied.yaml").unlink()
    repository.write(f"{BOOK}/rules/assertion-denied.yaml", rule)
    repository.commit()
    shutil.rmtree(repository.folder / BOOK / "rules")
    repository.write(f"{BOOK}/ben.yaml", (repository.folder / BOOK / "ben.yaml").read_text() +
                     edited_denial())  # fmt: skip
    rules, files = _new(diff("HEAD"))
    assert rules == ["assertion-denied"]
    assert files == [(f"{BOOK}/rules/assertion-denied.yaml", "deleted")]


def test_a_moved_casebook_is_judged_as_before(repository, diff, project, texts):
    """Moving a casebook does not rid it of its own rules and acceptances."""
    rule = (project / "rules/assertion-denied.yaml").read_bytes()
    (repository.folder / "rules/assertion-denied.yaml").unlink()
    repository.write(f"{BOOK}/rules/assertion-denied.yaml", rule)
    repository.commit()
    shutil.move(repository.folder / BOOK, repository.folder / "testimonies/pit")
    shutil.rmtree(repository.folder / "testimonies/pit/rules")
    repository.write("testimonies/pit/ben.yaml", texts.ben + texts.denial)
    rules, files = _new(diff("HEAD"))
    assert rules == ["assertion-denied"]
    assert files == [("testimonies/pit/rules/assertion-denied.yaml", "deleted")]


def test_any_counts_what_would_loosen_the_check(repository, diff):
    """`--fail-on any` fails for a touched rule alone, `new` does not."""
    (repository.folder / "rules/assertion-denied.yaml").unlink()
    assert diff("HEAD", "--fail-on", "any").code == 1
    assert diff("HEAD", "--fail-on", "new").code == 0


def test_the_edit_judges_if_asked(edited, diff):
    """With `--judged-by edit` the rules of the working folder judge both sides."""
    (edited.folder / "rules/assertion-denied.yaml").unlink()
    run = diff("HEAD", "--judged-by", "edit", "--fail-on", "any")
    assert (run.code, run.found["added"], run.found["judged_by"]) == (0, [], "edit")
    assert [each["used"] for each in run.found["files"]] == [True]


def test_what_the_casebook_registers_is_used_and_told(repository, diff):
    """A place that moved changes findings, and the change of case.yaml is told."""
    repository.replace(f"{BOOK}/case.yaml", "at: [53.0, 1.0]", "at: [51.0, 1.0]")
    run = diff("HEAD")
    assert len(run.found["removed"]) + len(run.found["changed"]) == 1
    assert [(each["path"], each["used"]) for each in run.found["files"]] == [
        (f"{BOOK}/case.yaml", True)
    ]


def test_an_edit_that_began_before_the_newest_rules_is_judged_by_them(repository, diff, project):
    """With `--merge-base` the record is that of the fork, the rules are those of the revision."""
    rule = (project / "rules/assertion-denied.yaml").read_bytes()
    (repository.folder / "rules/assertion-denied.yaml").unlink()
    repository.commit("before the rule")
    repository.git("checkout", "--quiet", "-b", "branch")
    repository.write(f"{BOOK}/ben.yaml", (repository.folder / BOOK / "ben.yaml").read_text() +
                     edited_denial())  # fmt: skip
    repository.commit("the edit")
    repository.git("checkout", "--quiet", "main")
    repository.write("rules/assertion-denied.yaml", rule)
    (repository.folder / BOOK / "ben.yaml").unlink()
    repository.commit("the rule")
    repository.git("checkout", "--quiet", "branch")
    run = diff("main", "--merge-base", "--fail-on", "new")
    assert run.code == 1
    assert [each["rule"] for each in run.found["added"]] == ["assertion-denied"]
    assert run.found["casebooks"][0]["unchanged"] == 1
    assert [each["rule"] for each in diff("main").found["added"]] == [
        "assertion-denied", "one-place-at-a-time",
    ]  # fmt: skip
