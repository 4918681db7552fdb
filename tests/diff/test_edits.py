"""What an edit adds, removes and changes: findings by their ids, whatever else moves."""

from __future__ import annotations

import shutil

import pytest

BOOK = "testimonies/quarry"


def _ids(findings):
    return [finding["id"].rpartition("-")[0] for finding in findings]


def test_no_edit_changes_nothing(diff):
    """Where nothing was edited all findings are unchanged, and the exit code is 0."""
    run = diff("HEAD", "--fail-on", "any")
    assert run.code == 0
    found = run.found
    assert (found["added"], found["removed"], found["changed"], found["files"]) == ([], [], [], [])
    assert [case["unchanged"] for case in found["casebooks"]] == [1]


def test_a_new_contradiction_is_added(repository, diff, texts):
    """A statement that clashes with another one adds a finding, and the old one stays."""
    repository.write(f"{BOOK}/ben.yaml", texts.ben + texts.denial)
    run = diff("HEAD", "--fail-on", "new")
    assert run.code == 1
    assert _ids(run.found["added"]) == ["assertion-denied"]
    assert run.found["new"] == [run.found["added"][0]["id"]]
    assert run.found["casebooks"][0]["unchanged"] == 1


def test_a_removed_statement_removes_its_finding(repository, diff):
    """Without one of the two statements the finding is removed, and nothing fails."""
    (repository.folder / BOOK / "ben.yaml").unlink()
    run = diff("HEAD", "--fail-on", "any")
    assert (run.code, _ids(run.found["removed"])) == (0, ["one-place-at-a-time"])
    case = run.found["casebooks"][0]
    assert (case["consistent_before"], case["consistent_after"]) == (False, True)


def test_a_changed_date_changes_its_finding(repository, diff):
    """Another date leaves the id and changes the words, shown before and after."""
    repository.replace(f"{BOOK}/ben.yaml", "T12:00", "T12:30")
    run = diff("HEAD", "--fail-on", "new")
    assert (run.code, run.found["added"], run.found["removed"]) == (0, [], [])
    [change] = run.found["changed"]
    assert change["id"] == change["was"]
    dated = [each for each in change["differences"] if each["what"] == "dated"]
    assert [(each["claim"], each["before"], each["after"]) for each in dated] == [
        ("ben/seen#1", "3 February 1901, 12:00", "3 February 1901, 12:30")
    ]
    assert diff("HEAD", "--fail-on", "any").code == 1


def test_a_hedge_changes_the_certainty(repository, diff):
    """A belief in place of an assertion turns a certain finding into a possible one."""
    repository.replace(
        f"{BOOK}/ben.yaml",
        "was-at: {who: ann, where: quay, when: 1901-02-03T12:00}",
        "believes: {was-at: {who: ann, where: quay, when: 1901-02-03T12:00}}",
    )
    [change] = diff("HEAD").found["changed"]
    assert (change["before"]["certainty"], change["after"]["certainty"]) == ("certain", "possible")
    assert diff("HEAD", "--certain").found["removed"][0]["id"] == change["id"]


@pytest.mark.parametrize("order", ["reversed statements", "comments", "line ends", "renamed file"])
def test_what_leaves_the_record_as_it_is_changes_nothing(repository, diff, texts, order):
    """Neither the order of statements, nor comments, line ends or names of files matter."""
    text = texts.ann
    if order == "reversed statements":
        head, first, second = text.split("  - id: ")
        text = f"{head}  - id: {second}  - id: {first}"
    elif order == "comments":
        text = "# A note.\n\n" + text
    elif order == "line ends":
        text = text.replace("\n", "\r\n")
    repository.write(f"{BOOK}/{'archer' if order == 'renamed file' else 'ann'}.yaml", text)
    if order == "renamed file":
        (repository.folder / BOOK / "ann.yaml").unlink()
    run = diff("HEAD", "--fail-on", "any")
    assert (run.code, run.found["casebooks"][0]["unchanged"]) == (0, 1)


def test_a_claim_written_before_another_changes_nothing(repository, diff):
    """A claim without an id is called by its place; when that moves, the finding stays the same."""
    repository.replace(
        f"{BOOK}/ann.yaml",
        "      - was-at: {who: ann, where: mill, when: 1901-02-03T12:00}",
        "      - lived-at: {who: ann, where: mill, when: 1901}\n"
        "      - was-at: {who: ann, where: mill, when: 1901-02-03T12:00}",
    )
    run = diff("HEAD")
    assert (run.found["added"], run.found["removed"], run.found["changed"]) == ([], [], [])
    assert run.found["casebooks"][0]["unchanged"] == 1


def test_another_clash_of_the_same_statements_counts_as_new(repository, diff, texts):
    """A finding under a new id is new for --fail-on, also where it is shown beside an old one."""
    repository.replace(f"{BOOK}/ann.yaml", "where: mill, when: 1901-02-03T12:00", "where: quay")
    repository.replace(
        f"{BOOK}/ann.yaml",
        "      - was-at: {who: ann, where: quay}",
        "      - was-at: {who: ann, where: quay}\n"
        "      - was-at: {who: ann, where: mill, when: 1901-02-03T11:50}",
    )
    run = diff("HEAD", "--fail-on", "new")
    [change] = run.found["changed"]
    assert change["id"] != change["was"]
    assert (run.code, run.found["new"]) == (1, [change["id"]])


def test_a_moved_casebook_is_told_and_changes_nothing(repository, diff):
    """A casebook with the same case.yaml under another path is the same casebook."""
    shutil.move(repository.folder / BOOK, repository.folder / "testimonies" / "pit")
    run = diff("HEAD", "--fail-on", "any")
    [case] = run.found["casebooks"]
    assert (run.code, case["state"], case["path"], case["was"], case["unchanged"]) == (
        0, "moved", "testimonies/pit", BOOK, 1,
    )  # fmt: skip


def test_a_new_casebook_adds_all_its_findings(repository, diff, texts):
    """A casebook that only the edit has is added as a whole."""
    repository.write("testimonies/pit/case.yaml", texts.case.replace("quarry", "pit"))
    repository.write("testimonies/pit/ann.yaml", texts.ann)
    repository.write("testimonies/pit/ben.yaml", texts.ben)
    run = diff("HEAD", "--fail-on", "new")
    states = {case["path"]: case["state"] for case in run.found["casebooks"]}
    assert states == {"testimonies/pit": "added", BOOK: "compared"}
    assert (run.code, [each["casebook"] for each in run.found["added"]]) == (1, ["testimonies/pit"])


def test_a_deleted_casebook_removes_all_its_findings(repository, diff):
    """A casebook that only the revision has is deleted as a whole, which `any` counts."""
    shutil.rmtree(repository.folder / "testimonies")
    run = diff("HEAD", BOOK, "--fail-on", "any")
    [case] = run.found["casebooks"]
    assert (run.code, case["state"], case["removed"]) == (1, "deleted", 1)
    assert diff("HEAD", "--fail-on", "new").code == 0


def test_without_a_word_both_sides_are_judged_without_it(repository, diff, texts):
    """A name that only one side has can be set aside; one that neither has is a problem."""
    repository.write(f"{BOOK}/ben.yaml", texts.ben + texts.denial)
    run = diff("HEAD", "--set-aside", "ben/never")
    assert (run.found["added"], run.found["casebooks"][0]["unchanged"]) == ([], 1)
    wrong = diff("HEAD", "--set-aside", "ben/nevr")
    assert wrong.code == 2
    assert "did you mean 'ben/never'?" in wrong.err


def test_the_same_edit_gives_the_same_bytes(repository, diff, texts):
    """Two runs print the same, in every format."""
    repository.write(f"{BOOK}/ben.yaml", texts.ben + texts.denial)
    for name in ("terminal", "json", "markdown"):
        assert diff("HEAD", format=name).out == diff("HEAD", format=name).out != ""


def test_nothing_is_written(repository, diff, texts):
    """A comparison leaves the repository, its index and the folder as they are."""
    repository.write(f"{BOOK}/ben.yaml", texts.ben + texts.denial)
    files = {path: path.stat().st_mtime_ns for path in repository.folder.rglob("*")}
    diff("HEAD", "--fail-on", "new")
    assert {path: path.stat().st_mtime_ns for path in repository.folder.rglob("*")} == files
