"""Runs `trialcheck accept` in this process, in a folder of its own with a few rules."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from trialcheck import cli

RULES = ("assertion-denied", "one-place-at-a-time", "state-undone")


@dataclass(frozen=True)
class Run:
    """What a run left: its exit code, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """What it wrote to standard error, on one line."""
        return " ".join(self.err.split())


@pytest.fixture
def folder(tmp_path: Path, project: Path, harbour: str, write_book: Callable[..., Path]) -> Path:
    """A working folder with the vocabulary, a few rules, and the casebook testimonies/harbour."""
    (tmp_path / "rules").mkdir()
    for name in ("vocabulary", *RULES):
        shutil.copyfile(project / "rules" / f"{name}.yaml", tmp_path / "rules" / f"{name}.yaml")
    write_book(harbour, tmp_path / "testimonies" / "harbour")
    return tmp_path


@pytest.fixture
def file(folder: Path) -> Path:
    """The `accepted.yaml` of the casebook, which is not there at first."""
    return folder / "testimonies" / "harbour" / "accepted.yaml"


@pytest.fixture
def call(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    """Return a function that runs `trialcheck` with arguments in the working folder."""
    monkeypatch.chdir(folder)

    def run(*arguments: str) -> Run:
        for name in ("COLUMNS", "NO_COLOR", "TERM", "TRIALCHECK_TRACEBACK"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr("sys.argv", ["trialcheck", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        written = capsys.readouterr()
        assert "Traceback" not in written.out + written.err
        return Run(int(ended.value.code or 0), written.out, written.err)

    return run


@pytest.fixture
def report(call: Callable[..., Run]) -> Callable[..., dict[str, Any]]:
    """Return a function that gives the JSON report of the folder."""

    def read(*arguments: str) -> dict[str, Any]:
        return json.loads(call("analyze", "--format", "json", *arguments).out)

    return read


@pytest.fixture
def ids(report: Callable[..., dict[str, Any]]) -> list[str]:
    """The ids of the findings of the folder."""
    found = [finding["id"] for finding in report()["findings"]]
    assert len(found) >= 3
    return found
