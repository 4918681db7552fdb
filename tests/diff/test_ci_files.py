"""The hooks, the action and the pipeline of docs/ci.md: their very commands are run here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

PROJECT = Path(__file__).parents[2]
BOOK = "testimonies/quarry"


def _load(text: str) -> Any:
    # The files are the project's own, and the readers of the services use YAML 1.1 as well.
    return yaml.load(text, Loader=yaml.SafeLoader)  # noqa: TID251 - see above


ACTION_TEXT = (PROJECT / "action.yml").read_text(encoding="utf-8")
ACTION = _load(ACTION_TEXT)
STEPS = ACTION["runs"]["steps"]
HOOKS = _load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
GUIDE = (PROJECT / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = [_load(text) for text in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)]
# Stands in for the program that talks to the service: notes its words, answers from files.
GH = """\
#!/bin/sh
for word in "$@"; do printf '%s\\n' "$word" >> "$RUNNER_TEMP/gh.log"; done
case "$*" in *--paginate*) cat "$RUNNER_TEMP/gh.ids" ;; esac
exit "$(cat "$RUNNER_TEMP/gh.code")"
"""


def _step(name: str) -> dict[str, Any]:
    return next(step for step in STEPS if step["name"] == name)


class Runner:
    """A machine of the service, as far as the scripts can tell: folders, files and variables."""

    def __init__(self, repository, tmp_path: Path) -> None:
        """Put the program where the installing step would."""
        self.repository = repository
        self.temp = tmp_path / "temp"
        programs = self.temp / "trialcheck" / "bin"
        programs.mkdir(parents=True)
        wrapper = programs / "trialcheck"
        wrapper.write_text(
            f'#!/bin/sh\nPYTHONPATH="{PROJECT}/src" exec "{sys.executable}" -P -m trialcheck "$@"\n'
        )
        self.bin = tmp_path / "bin"
        self.bin.mkdir()
        (self.bin / "gh").write_text(GH)
        for program in (wrapper, self.bin / "gh"):
            program.chmod(0o755)
        (self.temp / "gh.ids").write_text("")
        (self.temp / "gh.code").write_text("0")
        self.summary, self.outputs = self.temp / "summary", self.temp / "outputs"

    def run(self, name: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the script of a step as the service runs it."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", _step(name)["run"]],  # noqa: S607
            cwd=self.repository.folder,
            env={
                "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
                "HOME": str(self.temp),
                "GIT_CONFIG_NOSYSTEM": "1",
                "RUNNER_TEMP": str(self.temp),
                "GITHUB_STEP_SUMMARY": str(self.summary),
                "GITHUB_OUTPUT": str(self.outputs),
                "GITHUB_REPOSITORY": "somebody/record",
                **variables,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def compare(self, base: str, **variables: str) -> dict[str, str]:
        """Run the step that compares, and return its outputs."""
        settings = {"BASE": base, "FAIL_ON": "new", "PATHS": "testimonies", **variables}
        done = self.run("Compare", **settings)
        assert done.returncode == 0, done.stderr
        lines = self.outputs.read_text(encoding="utf-8").splitlines()
        return dict(line.partition("=")[::2] for line in lines)

    @property
    def said_to_gh(self) -> list[str]:
        """The words that the last calls of gh were made of."""
        return (self.temp / "gh.log").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def runner(repository, tmp_path) -> Runner:
    """A machine of the service with a repository checked out."""
    if sys.platform == "win32":
        pytest.skip("the action is for Linux and macOS")
    return Runner(repository, tmp_path)


def _scripts(document: Any) -> Iterator[str]:
    if isinstance(document, dict):
        for key, value in document.items():
            if key in ("run", "script", "before_script"):
                yield from ([value] if isinstance(value, str) else value)
            else:
                yield from _scripts(value)
    elif isinstance(document, list):
        for value in document:
            yield from _scripts(value)


def test_no_value_of_an_event_stands_in_a_script():
    """Scripts have no `${{ }}` at all: what a stranger writes comes in as a variable."""
    scripts = [script for document in (ACTION, *BLOCKS) for script in _scripts(document)]
    assert len(scripts) > 6
    assert [script for script in scripts if "${{" in script] == []


def test_variables_in_scripts_are_quoted():
    """No variable of a script is split into words or taken for a pattern of file names."""
    for script in _scripts(ACTION):
        bare = re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', "", script)
        assert re.findall(r"\$\w+|\$\{", bare.replace('exit "$CODE"', "")) == [], script


def test_every_input_is_used_and_described():
    """Each input of the action is read by a step, and docs/ci.md names it."""
    for name, described in ACTION["inputs"].items():
        assert described["description"]
        assert f"inputs.{name}" in ACTION_TEXT
        assert f"| `{name}` |" in GUIDE


def test_the_dangerous_event_is_never_used():
    """No workflow shown or shipped runs on pull_request_target."""
    workflows = [*BLOCKS, _load((PROJECT / ".github/workflows/ci.yml").read_text())]
    # The key `on` is a truth value in YAML 1.1.
    events = [str(document.get(True)) for document in workflows if isinstance(document, dict)]
    assert any("pull_request" in event for event in events)
    assert not any("pull_request_target" in event for event in events)


def test_other_actions_are_named_with_a_version():
    """An action that is used has a version; none is whatever its branch holds today."""
    uses = [step["uses"] for step in STEPS if "uses" in step]
    uses += re.findall(r"uses: (\S+)", GUIDE)
    assert uses
    for name in uses:
        assert re.search(r"@(v\d+|[0-9a-f]{40}|VERSION)$", name), name


def test_python_does_not_import_from_the_pull_request():
    """The installing step isolates Python, which else would import a planted pip or venv."""
    script = _step("Install trialcheck")["run"]
    calls = re.findall(r'(?m)^(?:python3|"\S+/python")(.*)$', script)
    assert len(calls) == 2
    assert all(call.startswith(" -I -m ") for call in calls)


def test_a_clean_edit_passes(runner):
    """An edit without new findings ends with 0, and the summary has the comparison."""
    outputs = runner.compare("HEAD")
    assert outputs["exit-code"] == "0"
    assert "The edit changes no finding" in runner.summary.read_text(encoding="utf-8")
    assert runner.run("Tell the result", CODE=outputs["exit-code"]).returncode == 0


def test_a_new_contradiction_fails_after_the_comment(runner, repository, texts):
    """The step that compares goes on, so that the comment is written; the last one fails."""
    repository.write(f"{BOOK}/ben.yaml", texts.ben + texts.denial)
    outputs = runner.compare("HEAD")
    assert outputs["exit-code"] == "1"
    assert "### Added: 1" in Path(outputs["comparison"]).read_text(encoding="utf-8")
    assert runner.run("Tell the result", CODE=outputs["exit-code"]).returncode == 1


def test_several_paths(runner, repository, texts):
    """Each line of `paths` is one path, spaces and all."""
    for name in ("a b", "c"):
        repository.write(f"{name}/case.yaml", texts.case)
    outputs = runner.compare("HEAD", PATHS="a b\n\nc\n")
    written = Path(outputs["comparison"]).read_text(encoding="utf-8")
    assert written.count("This casebook is new in the edit") == 2


def test_files_that_cannot_be_read_are_told_harmlessly(runner, repository):
    """Problems come into the comment as they are, and no line of them acts as Markdown."""
    repository.write(f"{BOOK}/ben.yaml", "# <script>\n</details> @all [x](y): ```\n")
    outputs = runner.compare("HEAD")
    assert outputs["exit-code"] == "2"
    written = Path(outputs["comparison"]).read_text(encoding="utf-8")
    head, _, rest = written.partition("\n\n")
    assert head == "**trialcheck could not judge this edit:**"
    assert "ben.yaml" in rest
    assert all(line.startswith("    ") for line in rest.splitlines())
    assert runner.run("Tell the result", CODE=outputs["exit-code"]).returncode == 2


def test_hostile_values_do_not_become_commands(runner, repository):
    """A base or a path that looks like an option or a command is a text."""
    for base in ("--upload-pack=touch x", "-h", "$(touch x)", "`touch x`", "a; touch x", ""):
        found = runner.run("Find the commit to compare with", BASE=base)
        assert found.returncode in (0, 2)
    assert runner.compare("HEAD", PATHS="$(touch x)\n--output=x\n; touch x")["exit-code"] == "2"
    assert not (repository.folder / "x").exists()


def test_the_base_of_a_shallow_checkout_is_fetched(runner, repository, tmp_path, texts):
    """In a checkout of the newest commit alone, the base is fetched and compared with."""
    base = repository.git("rev-parse", "HEAD").strip()
    repository.write(f"{BOOK}/ben.yaml", texts.ben + texts.denial)
    repository.commit("the edit")
    repository.git("config", "uploadpack.allowAnySHA1InWant", "true")
    folder = tmp_path / "checkout"
    repository.git("clone", "--quiet", "--depth=1", repository.folder.as_uri(), str(folder))
    checkout = Runner(type(repository)(folder), tmp_path / "other")
    assert checkout.run("Find the commit to compare with", BASE=base).returncode == 0
    assert checkout.compare(base)["exit-code"] == "1"
    # Where it cannot be fetched, the step says what to do, and the next one that it is not there.
    missing = "0" * 40
    assert "fetch-depth: 0" in checkout.run("Find the commit to compare with", BASE=missing).stdout
    assert checkout.compare(missing)["exit-code"] == "2"


def test_a_first_comment_is_written(runner):
    """Without an earlier comment a new one is posted, its text from a file."""
    comparison = runner.compare("HEAD")["comparison"]
    done = runner.run("Comment", COMPARISON=comparison, PULL_REQUEST="7", GH_TOKEN="t")  # noqa: S106
    assert done.returncode == 0, done.stderr
    words = runner.said_to_gh
    at = words.index("POST")
    assert words[at + 1] == "repos/somebody/record/issues/7/comments"
    file = next(word for word in words if word.startswith("body=@")).removeprefix("body=@")
    written = Path(file).read_text(encoding="utf-8")
    assert written.startswith("<!-- trialcheck -->\n## The working folder against HEAD")


def test_an_earlier_comment_is_renewed(runner):
    """The comment of an earlier run is edited, not joined by another one."""
    (runner.temp / "gh.ids").write_text("41\n42\n")
    comparison = runner.compare("HEAD")["comparison"]
    runner.run("Comment", COMPARISON=comparison, PULL_REQUEST="7", GH_TOKEN="t")  # noqa: S106
    words = runner.said_to_gh
    assert "PATCH" in words
    assert "POST" not in words
    assert "repos/somebody/record/issues/comments/41" in words


def test_without_the_right_to_comment_the_step_passes(runner):
    """From a fork no comment can be written: the step says where the comparison is."""
    (runner.temp / "gh.code").write_text("1")
    comparison = runner.compare("HEAD")["comparison"]
    done = runner.run("Comment", COMPARISON=comparison, PULL_REQUEST="7", GH_TOKEN="t")  # noqa: S106
    assert done.returncode == 0
    assert "summary of the job" in done.stdout


def test_sarif_is_written(runner):
    """The step that writes SARIF names a file that holds the finding."""
    done = runner.run("Write SARIF", PATHS="testimonies")
    assert done.returncode == 0, done.stderr
    name = runner.outputs.read_text(encoding="utf-8").strip().removeprefix("file=")
    document = json.loads(Path(name).read_text(encoding="utf-8"))
    assert document["version"] == "2.1.0"
    assert len(document["runs"][0]["results"]) == 1


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_is_a_command_that_works(hook, runner, repository, texts):
    """The entry of each hook passes on a sound edit and fails on a broken one."""
    assert (hook["language"], hook["pass_filenames"], hook["require_serial"]) == (
        "python", False, True,
    )  # fmt: skip
    # A commit that only deletes a file names none: the hook has to run at any.
    assert hook["always_run"] is True
    assert "files" not in hook
    program, *arguments = hook["entry"].split()
    assert program == "trialcheck"

    def run() -> int:
        call = [str(runner.temp / "trialcheck/bin/trialcheck"), *arguments]
        return subprocess.run(
            call, cwd=repository.folder, capture_output=True, check=False
        ).returncode

    (repository.folder / BOOK / "ben.yaml").unlink()
    assert run() == 0
    if hook["id"] == "trialcheck-analyze":
        repository.write(f"{BOOK}/ben.yaml", texts.ben)
        assert run() == 1
    repository.write(f"{BOOK}/ben.yaml", texts.ben.replace("where: quay", "where: qauy"))
    assert run() == 2


def test_the_hooks_are_those_of_the_guide():
    """docs/ci.md shows the ids that there are, and no other."""
    [shown] = [block for block in BLOCKS if isinstance(block, dict) and "repos" in block]
    ids = {hook["id"] for repo in shown["repos"] for hook in repo["hooks"]}
    assert ids == {hook["id"] for hook in HOOKS} == {"trialcheck-check", "trialcheck-analyze"}


def test_the_workflow_of_the_guide_gives_what_the_action_takes():
    """The workflow shown passes only inputs that the action has, and asks for few rights."""
    [shown] = [block for block in BLOCKS if isinstance(block, dict) and "permissions" in block]
    assert list(shown[True]) == ["pull_request"]
    assert shown["permissions"]["contents"] == "read"
    steps = [step for job in shown["jobs"].values() for step in job["steps"]]
    own = [step["with"] for step in steps if "trialcheck" in step["uses"]]
    given = {name for inputs in own for name in inputs}
    assert given <= ACTION["inputs"].keys()


def test_the_pipeline_of_the_guide_works(runner, repository, tmp_path, texts):
    """The script shown for GitLab fetches the target branch and fails on a new contradiction."""
    [shown] = [block for block in BLOCKS if isinstance(block, dict) and "trialcheck" in block]
    repository.git("checkout", "--quiet", "-b", "edit")
    repository.write(f"{BOOK}/ben.yaml", texts.ben + texts.denial)
    repository.commit("the edit")
    folder = tmp_path / "clone"
    repository.git("clone", "--quiet", repository.folder.as_uri(), str(folder))
    shutil.copy(runner.temp / "trialcheck/bin/trialcheck", runner.bin / "trialcheck")
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(shown["trialcheck"]["script"])],  # noqa: S607
        cwd=folder,
        env={
            "PATH": f"{runner.bin}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(runner.temp),
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "Added: 1" in done.stdout
