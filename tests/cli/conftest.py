"""Runs the command line in this process, in a folder of its own with a few rules."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from trialcheck import cli

FEW = ("assertion-denied", "one-place-at-a-time", "state-undone", "linked-only-through")


@dataclass(frozen=True)
class Run:
    """What a run left: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path: Path, project: Path, harbour: str, write_book: Callable[..., Path]) -> Path:
    """A working folder with the vocabulary, a few rules, and the casebook testimonies/harbour."""
    rules = tmp_path / "rules"
    rules.mkdir()
    for name in ("vocabulary", *FEW):
        shutil.copyfile(project / "rules" / f"{name}.yaml", rules / f"{name}.yaml")
    write_book(harbour, tmp_path / "testimonies" / "harbour")
    return tmp_path


@pytest.fixture
def call(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    """Return a function that runs `trialcheck` with arguments in the working folder."""
    monkeypatch.chdir(folder)

    def run(*arguments: str, variables: Mapping[str, str] | None = None) -> Run:
        for name in ("COLUMNS", "NO_COLOR", "TERM", "TRIALCHECK_TRACEBACK"):
            monkeypatch.delenv(name, raising=False)
        for name, value in (variables or {}).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.argv", ["trialcheck", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        written = capsys.readouterr()
        assert "Traceback" not in written.out + written.err
        return Run(int(ended.value.code or 0), written.out, written.err)

    return run
