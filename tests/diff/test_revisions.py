"""What may be named as a revision, and where; what is said when it cannot be read."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

BOOK = "testimonies/quarry"


@pytest.fixture
def history(repository, texts):
    """A repository with three commits: the record, a denial, and an unrelated note."""
    repository.write(f"{BOOK}/ben.yaml", texts.ben + texts.denial)
    repository.commit("a denial")
    repository.write("note.txt", "a note")
    repository.commit("a note")
    return repository


@pytest.fixture
def shallow(history, tmp_path):
    """A clone of the last commit alone."""
    folder = tmp_path / "shallow"
    history.git("clone", "--quiet", "--depth=1", history.folder.as_uri(), str(folder))
    return folder


def _added(run):
    assert run.code == 0, run.err
    return [each["rule"] for each in run.found["added"]]


def test_each_way_to_name_a_commit(history, diff):
    """Relative names, hashes whole and short, branches and tags all lead to their commit."""
    first = history.git("rev-parse", "HEAD~2").strip()
    history.git("branch", "old", first)
    history.git("tag", "v1", first)
    history.git("tag", "-a", "v1-signed", "-m", "a tag with words", first)
    for name in ("HEAD~2", first, first[:10], "old", "v1", "v1-signed", "refs/tags/v1", "main^^"):
        run = diff(name)
        assert (_added(run), run.found["commit"]) == (["assertion-denied"], first), name
    assert _added(diff("HEAD~1")) == []


@pytest.mark.parametrize(
    "name",
    [
        "nowhere",
        "HEAD~99",
        "HEAD:rules",
        "HEAD..main",
        "HEAD...main",
        "^HEAD",
        "HEAD main",
        "HEAD^{tree}",
        "",
        "0" * 40,
        "main\nHEAD",
        ":/record",
        "HEAD;touch x",
        "$(touch x)",
        "-h",
        "--upload-pack=touch x",
        "--git-dir=/",
        "-",
    ],
)
def test_a_name_that_is_no_commit_is_a_problem(history, diff, name):
    """Ranges, files, trees, options and unknown names are refused; nothing is decided or run."""
    run = diff("--", name)
    assert (run.code, run.out) == (2, "")
    assert "nothing was decided" in run.err
    assert not (history.folder / "x").exists()


def test_an_option_in_the_place_of_a_revision_is_refused(history, diff):
    """Without `--` a dash begins an option of this program, which it does not have."""
    run = diff("--upload-pack=touch x")
    assert (run.code, run.out) == (2, "")


def test_a_tag_of_a_file_is_no_commit(history, diff):
    """A tag may name a file; that is no revision."""
    blob = history.git("rev-parse", "HEAD:note.txt").strip()
    history.git("tag", "file", blob)
    assert diff("file").code == 2


def test_a_hostile_name_does_not_act_on_the_terminal(history, diff):
    """A name is printed visibly, and no line of it is an order to a CI log."""
    run = diff("x\x1b[31m\n::error::y\u202e")
    assert run.code == 2
    assert not set(run.err) & {"\x1b", "\u202e"}
    assert not any(line.lstrip().startswith("::") for line in run.err.splitlines())


def test_outside_of_a_repository(history, diff, tmp_path):
    """A folder that no repository holds is a problem that says so."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    run = diff("HEAD", folder=folder)
    assert (run.code, run.out) == (2, "")
    assert "this folder is in no git repository" in run.err


def test_a_repository_without_a_commit(history, diff, tmp_path):
    """A repository in which nothing is committed has no HEAD to compare with."""
    folder = tmp_path / "empty"
    folder.mkdir()
    history.git("init", "--quiet", folder=folder)
    assert "there is no commit 'HEAD'" in diff("HEAD", folder=folder).err


def test_a_repository_without_a_working_folder(history, diff, tmp_path):
    """A bare repository has no edit to compare."""
    history.git("clone", "--quiet", "--bare", str(history.folder), str(tmp_path / "bare"))
    run = diff("HEAD", folder=tmp_path / "bare")
    assert (run.code, run.out) == (2, "")


def test_without_git(history, diff, tmp_path):
    """Where git is not installed the problem says so."""
    run = diff("HEAD", variables={"PATH": str(tmp_path)})
    assert run.code == 2
    assert "git is not installed" in run.err


def test_a_program_called_git_in_the_working_folder_is_not_run(history, diff):
    """What a repository brings in the place of git is never started."""
    program = history.write("git", "#!/bin/sh\ntouch x\n")
    program.chmod(0o755)
    path = f"{history.folder}{os.pathsep}{os.environ['PATH']}"
    assert diff("HEAD", variables={"PATH": path}).code == 2
    assert not (history.folder / "x").exists()


def test_a_shallow_clone_that_has_the_commit(shallow, diff):
    """The newest commit is there, and it is compared with."""
    assert _added(diff("HEAD", folder=shallow)) == []


def test_a_shallow_clone_without_the_commit_says_what_to_fetch(history, shallow, diff):
    """The command that is named fetches the commit, and then it is compared with."""
    first = history.git("rev-parse", "HEAD~2").strip()
    history.git("config", "uploadpack.allowAnySHA1InWant", "true")
    run = diff(first, folder=shallow)
    assert (run.code, run.out) == (2, "")
    said = " ".join(run.err.split())
    assert "this clone is shallow" in said
    assert "fetch-depth: 0" in said
    command = f"git fetch --depth=1 origin {first}"
    assert f"`{command}`" in said
    history.git(*command.split()[1:], folder=shallow)
    assert _added(diff(first, folder=shallow)) == ["assertion-denied"]


@pytest.mark.parametrize("name", ["origin/old", "old"])
def test_a_branch_that_is_not_in_the_clone_says_what_to_fetch(history, shallow, diff, name):
    """The commands named for a branch bring it, and compare with it."""
    history.git("branch", "old", "HEAD~2")
    said = " ".join(diff(name, folder=shallow).err.split())
    command = said.partition("fetch it with `")[2].partition("`")[0]
    assert command.startswith("git fetch --depth=1 origin ")
    history.git(*command.split()[1:], folder=shallow)
    again = name if name == "origin/old" else "FETCH_HEAD"
    if name == "old":
        assert "`trialcheck diff FETCH_HEAD`" in said
    assert _added(diff(again, folder=shallow)) == ["assertion-denied"]


def test_a_whole_clone_is_not_made_shallow(history, diff):
    """Where all commits are there, the command that is named does not cut the history."""
    said = " ".join(diff("nowhere").err.split())
    assert "`git fetch origin nowhere`" in said
    assert "--depth" not in said


@pytest.mark.parametrize("name", ["HEAD~1", "HEAD@{1}", "abcdef12"])
def test_a_relative_name_in_a_shallow_clone_says_to_fetch_all(shallow, diff, name):
    """What cannot be fetched by its name is fetched with all older commits."""
    assert "git fetch --unshallow origin" in " ".join(diff(name, folder=shallow).err.split())


def test_commits_without_a_common_one(history, diff):
    """`--merge-base` with a branch of another root is a problem."""
    history.git("checkout", "--quiet", "--orphan", "other")
    history.commit("another root")
    run = diff("main", "--merge-base")
    assert run.code == 2
    assert "no commit in common" in run.err
    assert diff("main").code == 0


def test_a_partial_clone_fetches_nothing(history, diff, tmp_path):
    """Old files that a partial clone has not are a problem; the network is not used."""
    history.git("config", "uploadpack.allowFilter", "true")
    folder = tmp_path / "partial"
    history.git(
        "clone", "--quiet", "--filter=blob:none", history.folder.as_uri(), str(folder)
    )  # fmt: skip
    # The file of the first commit alone is missing: those of the last were fetched for the clone.
    run = diff("HEAD~2", folder=folder)
    assert run.code == 0
    assert [case["state"] for case in run.found["casebooks"]] == ["unread"]
    [problem] = run.found["mended"]
    assert "is not in this clone" in problem["message"]
    # What the help of that problem says brings the file.
    history.git("fetch", "--quiet", "--refetch", "--no-filter", "origin", folder=folder)
    assert _added(diff("HEAD~2", folder=folder)) == ["assertion-denied"]


def test_from_a_folder_below(history, diff):
    """Run in a folder of the repository, paths, rules and settings are looked for below it."""
    run = diff("HEAD~2", "quarry", folder=history.folder / "testimonies")
    assert run.code == 0
    assert "assertion-denied" in _added(run)
    assert [case["path"] for case in run.found["casebooks"]] == ["quarry"]
    assert _added(diff("HEAD~2", ".", folder=history.folder / BOOK)) == _added(run)


def test_rules_and_settings_below_the_top(history, diff):
    """A project in a folder of the repository has its own rules, and these are the revision's."""
    (history.folder / "project").mkdir()
    for name in ("rules", "testimonies"):
        shutil.move(history.folder / name, history.folder / "project" / name)
    history.commit()
    (history.folder / "project/rules/assertion-denied.yaml").unlink()
    run = diff("HEAD", folder=history.folder / "project")
    assert [each["path"] for each in run.found["files"]] == ["rules/assertion-denied.yaml"]
    assert run.found["casebooks"][0]["unchanged"] == 2


def test_paths_from_the_top_with_dots_and_whole(history, diff):
    """A path may be relative with dots, or absolute."""
    below = history.folder / "rules"
    assert _added(diff("HEAD~2", f"../{BOOK}", folder=below)) != []
    assert "assertion-denied" in _added(diff("HEAD~2", str(history.folder / BOOK)))


def test_a_path_to_case_yaml(history, diff):
    """A casebook may be named by its case.yaml."""
    assert _added(diff("HEAD~2", f"{BOOK}/case.yaml")) == ["assertion-denied"]


def test_a_path_outside_of_the_repository(history, diff, tmp_path):
    """A casebook elsewhere has no old side here: a problem, not a new casebook."""
    shutil.copytree(history.folder / "testimonies", tmp_path / "cases")
    run = diff("HEAD", str(tmp_path / "cases"))
    assert (run.code, run.out) == (2, "")
    assert "outside of the repository" in run.err


def test_a_path_that_neither_side_has(history, diff):
    """Where there is no casebook on either side nothing matched: that is no clean record."""
    run = diff("HEAD", "testimonies/none")
    assert (run.code, run.out) == (2, "")
    assert "no such file or folder" in run.err


def test_in_a_second_working_folder(history, diff, tmp_path):
    """A linked working folder is compared like the first."""
    folder = tmp_path / "second"
    history.git("worktree", "add", "--quiet", str(folder), "HEAD")
    assert _added(diff("HEAD~2", folder=folder)) == ["assertion-denied"]


def test_surroundings_that_point_git_elsewhere_do_not_count(history, diff, tmp_path):
    """Variables that name another repository, index, or program to run change nothing."""
    spy = tmp_path / "spy"
    spy.write_text(f"#!/bin/sh\ntouch {tmp_path}/called\n")
    spy.chmod(0o755)
    history.git("config", "core.fsmonitor", str(spy))
    history.git("config", "core.pager", str(spy))
    history.git("config", "diff.external", str(spy))
    history.git("config", "filter.spy.smudge", str(spy))
    history.write(".gitattributes", "*.yaml filter=spy diff=spy\n")
    variables = {
        "GIT_DIR": "/nowhere",
        "GIT_WORK_TREE": "/",
        "GIT_INDEX_FILE": "/nowhere/index",
        "GIT_OBJECT_DIRECTORY": "/nowhere",
        "GIT_EXTERNAL_DIFF": str(spy),
        "GIT_PAGER": str(spy),
        "GIT_SSH_COMMAND": str(spy),
        "GIT_TRACE": str(tmp_path / "called"),
    }
    assert _added(diff("HEAD~2", variables=variables)) == ["assertion-denied"]
    assert not (tmp_path / "called").exists()


def test_replaced_objects_do_not_count(history, diff):
    """A replacement that would pass the edit off as the revision is not looked at."""
    history.git("replace", "HEAD~2", "HEAD")
    assert _added(diff("HEAD~2")) == ["assertion-denied"]


def test_a_repository_hidden_in_the_edit_is_not_used(history, diff):
    """A folder of the edit that looks like a repository does not stand in for the real one."""
    trap = history.folder / "testimonies" / "trap"
    history.git("clone", "--quiet", "--bare", str(history.folder), str(trap))
    history.git("config", "core.bare", "false", folder=trap)
    history.git("config", "core.worktree", str(history.folder), folder=trap)
    run = diff("HEAD", folder=trap)
    assert run.code == 2
    assert "cannot use bare repository" in run.err
    assert _added(diff("HEAD~2")) == ["assertion-denied"]


def test_a_link_in_the_revision_is_not_followed(repository, diff, texts, tmp_path):
    """An old file that was a link is a problem of the revision, which the edit mends."""
    secret = tmp_path / "secret.yaml"
    secret.write_text("secret words")
    path = repository.folder / BOOK / "ben.yaml"
    path.unlink()
    path.symlink_to(secret)
    repository.commit()
    path.unlink()
    repository.write(f"{BOOK}/ben.yaml", texts.ben)
    run = diff("HEAD")
    assert [each["message"] for each in run.found["mended"]] == [
        "the file is a link, and links are not followed"
    ]
    assert run.found["casebooks"][0]["state"] == "unread"
    assert "secret" not in run.out + run.err


def test_a_casebook_that_was_a_link(repository, diff):
    """A folder that was a link to a casebook is told to have been unreadable."""
    shutil.move(repository.folder / BOOK, repository.folder / "elsewhere")
    (repository.folder / BOOK).symlink_to("../elsewhere")
    repository.commit()
    (repository.folder / BOOK).unlink()
    shutil.copytree(repository.folder / "elsewhere", repository.folder / BOOK)
    run = diff("HEAD")
    assert [case["state"] for case in run.found["casebooks"]] == ["unread"]
    assert "the folder is a link" in run.found["mended"][0]["message"]
    assert run.found["files"] == []


def test_a_casebook_below_what_was_a_link(repository, diff):
    """What lies below a folder that was a link is not told to be new: nobody can look there."""
    (repository.folder / "cases").symlink_to("testimonies")
    repository.commit()
    (repository.folder / "cases").unlink()
    shutil.copytree(repository.folder / "testimonies", repository.folder / "cases")
    run = diff("HEAD", "cases")
    assert [case["state"] for case in run.found["casebooks"]] == ["unread"]
    assert "the folder is a link" in run.found["mended"][0]["message"]


def test_a_casebook_that_was_a_submodule(history, diff, tmp_path):
    """The files of a submodule are in another repository, and that is said."""
    outer = tmp_path / "outer"
    outer.mkdir()
    history.git("init", "--quiet", "--initial-branch=main", folder=outer)
    shutil.copytree(history.folder / "rules", outer / "rules")
    other = tmp_path / "other"
    shutil.copytree(history.folder / BOOK, other)
    history.git("init", "--quiet", folder=other)
    history.git("add", ".", folder=other)
    history.git("commit", "--quiet", "-m", "x", folder=other)
    history.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other),
        BOOK, folder=outer,
    )  # fmt: skip
    history.git("add", ".", folder=outer)
    history.git("commit", "--quiet", "-m", "x", folder=outer)
    run = diff("HEAD", folder=outer)
    assert [case["state"] for case in run.found["casebooks"]] == ["unread"]
    assert "submodule" in run.found["mended"][0]["message"]


def test_old_files_are_bounded_too(repository, diff, texts):
    """A file of the revision that is larger than is read is a problem that names the cap."""
    repository.write(f"{BOOK}/big.yaml", b"#" * (1024 * 1024 + 1))
    repository.commit()
    (repository.folder / BOOK / "big.yaml").unlink()
    run = diff("HEAD", "--max-file-size", "1")
    assert "--max-file-size" not in run.err
    assert "larger than 1 MiB" in run.found["mended"][0]["message"]
    run = diff("HEAD", "--max-files", "2")
    assert (run.code, run.out) == (2, "")


def test_names_that_are_no_utf_8(repository, diff):
    """Old files with any bytes in their names are read, or named visibly."""
    name = os.fsdecode(b"testimonies/quarry/\xff\x1b.yaml")
    repository.write(name, "nonsense")
    repository.commit()
    (repository.folder / name).unlink()
    run = diff("HEAD", format="terminal")
    assert run.code == 0
    assert "\\xff\\x1b.yaml" in run.out
    assert "\x1b" not in run.out


def test_sha256_repositories(history, diff, tmp_path):
    """A repository with the longer hashes is read as well."""
    folder = tmp_path / "long"
    folder.mkdir()
    try:
        history.git("init", "--quiet", "--object-format=sha256", folder=folder)
    except subprocess.CalledProcessError:
        pytest.skip("this git knows no sha256")
    for name in ("rules", "testimonies"):
        shutil.copytree(history.folder / name, folder / name)
    history.git("add", ".", folder=folder)
    history.git("commit", "--quiet", "-m", "x", folder=folder)
    run = diff("HEAD", folder=folder)
    assert (run.code, len(run.found["commit"]), run.found["casebooks"][0]["unchanged"]) == (
        0,
        64,
        2,
    )
