"""Git repositories with a history of edits, and the command run in them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from trialcheck import cli

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

FEW = ("assertion-denied", "one-place-at-a-time", "state-undone")
BOOK = "testimonies/quarry"

CASE = """\
case: The quarry
stages:
  hearing: {side: court}
sources:
  minutes: {title: The minutes, side: court}
people:
  ann: {name: Ann Archer}
  ben: {name: Ben Baker}
places:
  mill: {name: the mill, at: [51.0, 1.0]}
  quay: {name: the quay, at: [53.0, 1.0]}
"""

ANN = """\
speaker: ann
statements:
  - id: work
    said: 1901-03-04
    stage: hearing
    source: {in: minutes, at: p. 1}
    says: She worked at the mill all day.
    claims:
      - was-at: {who: ann, where: mill, when: 1901-02-03T12:00}
  - id: habit
    said: 1901-03-04
    stage: hearing
    source: {in: minutes, at: p. 1}
    says: Ben was there as well.
    claims:
      - was-at: {who: ben, where: mill, when: 1901-02-04}
"""

BEN = """\
speaker: ben
statements:
  - id: seen
    said: 1901-03-05
    stage: hearing
    source: {in: minutes, at: p. 2}
    says: He saw her on the quay at noon.
    claims:
      - was-at: {who: ann, where: quay, when: 1901-02-03T12:00}
"""

# A third statement that denies the second of Ann's.
DENIAL = """\
  - id: never
    said: 1901-03-05
    stage: hearing
    source: {in: minutes, at: p. 3}
    says: He was never at the mill.
    claims:
      - denies: {was-at: {who: ben, where: mill}}
"""


@dataclass(frozen=True)
class Run:
    """What a run left: its exit code, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def found(self) -> dict[str, Any]:
        """The JSON document that it wrote."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Texts:
    """The files of the casebook in the first commit, and a statement to add."""

    case: str = CASE
    ann: str = ANN
    ben: str = BEN
    denial: str = DENIAL


@dataclass(frozen=True)
class Repository:
    """A repository with a working folder, edited as its users do."""

    folder: Path

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        """Run git, and return what it prints."""
        return subprocess.run(
            ["git", *arguments],  # noqa: S607 - the git that the program itself finds
            cwd=folder or self.folder,
            env=git_environment(),
            check=True,
            capture_output=True,
        ).stdout.decode()

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file, and the folders on the way to it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a text in a file that has it once."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.write(name, text.replace(old, new))

    def commit(self, words: str = "an edit") -> str:
        """Commit all that is there, and return the hash."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", words)
        return self.git("rev-parse", "HEAD").strip()


def git_environment() -> dict[str, str]:
    """Surroundings in which git makes the same commits on every machine."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "HOME") if name in os.environ}
    people = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "A"), ("EMAIL", "a@b.test"), ("DATE", "2001-01-01T00:00:00Z"))
    }
    return {**kept, **people, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture(scope="session")
def texts() -> Texts:
    """The files of the casebook, to be changed by the tests."""
    return Texts()


@pytest.fixture
def repository(tmp_path: Path, project: Path, texts: Texts) -> Repository:
    """A repository with a few rules and one casebook with one contradiction, committed once."""
    made = Repository(tmp_path / "repository")
    made.folder.mkdir()
    for name in ("vocabulary", *FEW):
        made.write(f"rules/{name}.yaml", (project / "rules" / f"{name}.yaml").read_bytes())
    for name, text in (("case", texts.case), ("ann", texts.ann), ("ben", texts.ben)):
        made.write(f"{BOOK}/{name}.yaml", text)
    made.git("init", "--quiet", "--initial-branch=main")
    made.commit("the record")
    return made


@pytest.fixture
def diff(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    """Return a function that runs `trialcheck diff` in the working folder, as JSON by default."""

    def run(
        *arguments: str,
        format: str = "json",
        folder: Path | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> Run:
        monkeypatch.chdir(folder or repository.folder)
        for name in ("COLUMNS", "NO_COLOR", "TERM", "TRIALCHECK_TRACEBACK"):
            monkeypatch.delenv(name, raising=False)
        for name, value in (variables or {}).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.argv", ["trialcheck", "diff", "--format", format, *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        written = capsys.readouterr()
        assert "Traceback" not in written.out + written.err
        return Run(int(ended.value.code or 0), written.out, written.err)

    return run
