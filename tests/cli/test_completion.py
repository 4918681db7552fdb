"""What a shell is offered after the Tab key, asked in the way that the shells ask."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from trialcheck.cli import _COMMANDS, completing
from trialcheck.consistency.conflict_matches import DATES_CONFLICT

BASH = shutil.which("bash")


@pytest.fixture
def offered(call) -> Callable[..., list[str]]:
    """Return a function that gives what bash is offered for a line whose last word is begun."""

    def ask(line: str) -> list[str]:
        words = line.split(" ")
        ended = call(
            variables={
                "_TRIALCHECK_COMPLETE": "bash_complete",
                "COMP_WORDS": line,
                "COMP_CWORD": str(len(words) - 1),
            }
        )
        assert (ended.code, ended.err) == (0, "")
        return ended.out.split()

    return ask


def test_commands_are_offered(offered):
    """Every command is offered, and those alone that begin as the word does."""
    assert offered("trialcheck ") == [f"plain,{name}" for name in _COMMANDS]
    assert offered("trialcheck sch") == ["plain,schema"]


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("trialcheck --ver", ["plain,--version"]),
        ("trialcheck analyze --fail", ["plain,--fail-on"]),
        ("trialcheck analyze --fail-on ", ["plain,any", "plain,new", "plain,never"]),
        ("trialcheck schema sp", ["plain,speaker"]),
        ("trialcheck rules te", ["plain,test"]),
        ("trialcheck completion z", ["plain,zsh"]),
        ("trialcheck check test", ["file,test"]),
    ],
)
def test_options_values_and_paths_are_offered(offered, line, some):
    """Options, the words that an option takes and subcommands are offered; paths by the shell."""
    assert offered(line) == some


@pytest.mark.parametrize(
    "line",
    [
        "trialcheck explain {}",
        "trialcheck analyze --select {}",
        "trialcheck analyze testimonies --ignore {}",
    ],
)
def test_rules_are_offered_by_the_names_of_their_files(offered, folder, line):
    """The rules of the working folder are offered, that of the whole record among them."""
    (folder / "rules" / "broken-rule.yaml").write_text("id: [", "utf-8")
    rules = {path.stem for path in (folder / "rules").iterdir()} - {"vocabulary"}
    every = sorted({*rules, DATES_CONFLICT.id})
    assert offered(line.format("")) == [f"plain,{rule}" for rule in every]
    assert offered(line.format("state")) == ["plain,state-undone"]


def test_rules_of_another_folder_are_offered(offered, folder):
    """--rules says whose rules are offered, and a folder that is not there offers none."""
    (folder / "own").mkdir()
    (folder / "own" / "my-rule.yaml").touch()
    assert offered("trialcheck analyze --rules own --select my") == ["plain,my-rule"]
    assert offered("trialcheck analyze --rules nowhere --select my") == []


def test_a_file_name_that_is_no_id_is_not_offered(offered, folder):
    """A shell puts what it is offered on its line, so a name that could act there is left out."""
    for name in (
        "x; reboot.yaml",
        "$(reboot).yaml",
        "a\nplain,b.yaml",
        "Capital.yaml",
        "notes.txt",
    ):
        (folder / "rules" / name).touch()
    text = " ".join(offered("trialcheck explain "))
    assert not any(word in text for word in ("reboot", "plain,b", "Capital", "notes"))


@pytest.mark.parametrize("instruction", ["bash_dance", "tcsh_complete", "nonsense"])
def test_a_question_that_is_not_understood_ends_with_2(call, instruction):
    """Whatever else the variable holds, nothing is run and nothing is printed."""
    ended = call("new", "testimonies/x", variables={"_TRIALCHECK_COMPLETE": instruction})
    assert (ended.code, ended.out) == (2, "")
    assert not Path("testimonies/x").exists()


@pytest.mark.parametrize("shell", completing.SHELLS)
def test_the_script_of_a_shell_asks_by_the_variable(call, shell):
    """The script that is printed asks as `main` expects, and is what the variable gives too."""
    ended = call("completion", shell)
    assert (ended.code, ended.err) == (0, "")
    assert f"{completing.VARIABLE}={shell}_complete" in ended.out
    asked = call(variables={completing.VARIABLE: f"{shell}_source"})
    assert asked.out == ended.out
    program = shutil.which(shell)
    if program is not None:
        subprocess.run([program, "-n"], input=ended.out.encode(), check=True, capture_output=True)


def test_another_shell_is_refused_with_the_three_that_there_are(call):
    """An unknown shell is an error of the call."""
    ended = call("completion", "tcsh")
    assert ended.code == 2
    assert "'bash', 'zsh', 'fish'" in ended.err


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
def test_bash_completes_a_word(folder, project):
    """A real bash that reads the script completes a rule."""
    program = folder / "trialcheck"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m trialcheck "$@"\n', "utf-8")
    program.chmod(0o755)
    script = """
        eval "$(trialcheck completion bash)"
        COMP_WORDS=(trialcheck explain state); COMP_CWORD=2
        _trialcheck_completion trialcheck
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    ended = subprocess.run(
        [BASH, "--norc", "-c", script], cwd=folder, check=True, capture_output=True,
        env={"PATH": path, "PYTHONPATH": str(project / "src")},
    )  # fmt: skip
    assert ended.stdout.decode() == "state-undone\n"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("trialcheck ", ("yaml", "rich", "dateutil", "trialcheck.pipeline")),
        ("trialcheck completion b", ("yaml", "rich", "dateutil", "trialcheck.pipeline")),
        ("trialcheck analyze --se", ("rich",)),
    ],
)
def test_commands_are_offered_without_reading_libraries(folder, project, line, names):
    """Between two keys there is no time to import what reads YAML or writes reports."""
    code = f"""
import sys
from trialcheck import cli
try:
    cli.main()
finally:
    print([name for name in {names} if name in sys.modules])
"""
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, check=True, capture_output=True,
        env={
            "PYTHONPATH": str(project / "src"),
            "_TRIALCHECK_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(line.count(" ")),
        },
    )  # fmt: skip
    assert ended.stdout.decode().endswith("\n[]\n")
