"""Files that cannot be read on one side or the other: said whose they are, and never a crash."""

from __future__ import annotations

import pytest

BOOK = "testimonies/quarry"


def test_an_edit_that_cannot_be_read_is_not_judged(repository, diff):
    """Problems of the edit are printed as `check` prints them, and nothing is decided."""
    repository.replace(f"{BOOK}/ben.yaml", "where: quay", "where: qauy")
    run = diff("HEAD", "--fail-on", "new")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("The edit adds:\n")
    assert "did you mean 'quay'?" in run.err
    assert "nothing was decided" in run.err


def test_problems_of_the_edit_come_before_older_ones(repository, diff):
    """What the edit adds comes first, and what the revision has already is told apart."""
    repository.write(f"{BOOK}/carl.yaml", "speaker: carl\n")
    repository.commit()
    repository.replace(f"{BOOK}/ben.yaml", "where: quay", "where: qauy")
    run = diff("HEAD")
    assert run.code == 2
    assert run.err.startswith("The edit adds the first 1; the others were there before.\n")
    assert run.err.index("ben.yaml") < run.err.index("carl.yaml")


def test_an_edit_that_adds_no_problem_is_told_so(repository, diff):
    """Where the revision has all the problems as well, the edit is not to blame."""
    repository.write(f"{BOOK}/carl.yaml", "speaker: carl\n")
    repository.commit()
    repository.write(f"{BOOK}/carl.yaml", "# A note.\nspeaker: carl\n")
    run = diff("HEAD")
    assert run.code == 2
    assert run.err.startswith("The edit adds no problem; these were there before.\n")


def test_an_edit_that_mends_the_files_is_judged(repository, diff, texts):
    """Problems of the revision alone are listed as mended; all findings count as added."""
    repository.replace(f"{BOOK}/ben.yaml", "where: quay", "where: qauy")
    repository.commit()
    repository.write(f"{BOOK}/ben.yaml", texts.ben)
    run = diff("HEAD", "--fail-on", "new")
    assert run.code == 1
    assert [(each["file"], each["line"]) for each in run.found["mended"]] == [
        (f"{BOOK}/ben.yaml", 9)
    ]
    assert [case["state"] for case in run.found["casebooks"]] == ["unread"]
    assert len(run.found["added"]) == 1


def test_a_casebook_that_could_not_be_read_and_is_gone(repository, diff):
    """Deleting a broken casebook is told, though nobody knows what it was called."""
    repository.write("testimonies/pit/case.yaml", "nonsense")
    repository.commit()
    (repository.folder / "testimonies/pit/case.yaml").unlink()
    run = diff("HEAD")
    states = {case["path"]: case["state"] for case in run.found["casebooks"]}
    assert (run.code, states) == (0, {BOOK: "compared", "testimonies/pit": "deleted"})
    assert "testimonies/pit" in diff("HEAD", format="terminal").out


@pytest.mark.parametrize(
    "name", ["rules/assertion-denied.yaml", "rules/vocabulary.yaml", "trialcheck.toml"]
)
def test_what_judges_cannot_be_read(repository, diff, name):
    """Where the revision's rules or settings are broken there is nothing to judge by."""
    repository.write(name, "[nonsense")
    repository.commit()
    (repository.folder / name).unlink()
    run = diff("HEAD")
    assert (run.code, run.out) == (2, "")
    assert name in run.err


def test_rules_that_cannot_be_read_are_said_to_be_old(repository, diff):
    """The file is named with the revision, so that nobody looks for it in the working folder."""
    repository.write("rules/broken.yaml", "[nonsense")
    repository.commit()
    (repository.folder / "rules/broken.yaml").unlink()
    assert "HEAD:rules/broken.yaml" in diff("HEAD").err


def test_the_rules_of_the_edit_may_be_broken(repository, diff, texts):
    """Broken rules of the edit do not stop the check that judges it; they are listed."""
    repository.write("rules/assertion-denied.yaml", "[nonsense")
    repository.write(f"{BOOK}/ben.yaml", texts.ben + texts.denial)
    run = diff("HEAD", "--fail-on", "new")
    assert run.code == 1
    assert [each["path"] for each in run.found["files"]] == ["rules/assertion-denied.yaml"]


def test_a_report_that_cannot_be_written(repository, diff, tmp_path):
    """An output in a folder that is not there is a problem, and no finding."""
    run = diff("HEAD", "--output", str(tmp_path / "none" / "report.json"))
    assert (run.code, run.out) == (2, "")


def test_a_report_in_a_file(repository, diff, tmp_path):
    """With `--output` the report is in the file alone."""
    run = diff("HEAD", "--output", str(tmp_path / "report.md"), format="markdown")
    assert (run.code, run.out) == (0, "")
    assert (tmp_path / "report.md").read_text().startswith("## The working folder against HEAD")
