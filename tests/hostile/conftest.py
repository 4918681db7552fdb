"""Runs the installed command line as strangers' files will find it: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import trialcheck

try:
    import resource
except ImportError:  # only Unix can bound the memory of a process
    resource = None

MEMORY = 1_500_000_000
SOURCE_FOLDER = Path(trialcheck.__file__).resolve().parent.parent

CASE = """\
case: A case of the checks
stages:
  hearing: {side: court}
sources:
  record: {title: The record, side: court}
people:
  ann: {name: Ann}
  ben: {name: Ben}
places:
  inn: {name: the inn}
"""

SPEAKER = """\
speaker: ann
statements:
  - id: stay
    said: 1901-03-04
    stage: hearing
    source: {in: record, at: p. 1}
    says: She stayed at the inn.
    claims:
      - was-at: {who: ann, where: inn, when: 1901-02-03}
"""

DENIAL = """\
speaker: ben
statements:
  - id: never
    said: 1901-03-05
    stage: hearing
    source: {in: record, at: p. 2}
    says: She never stayed there.
    claims:
      - denies: {was-at: {who: ann, where: inn}}
"""


@dataclass(frozen=True)
class Outcome:
    """What a run left behind: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """All that the run wrote."""
        return self.out + self.err


@dataclass(frozen=True)
class Texts:
    """The files of a small casebook whose two statements clash, one by each speaker."""

    case: str = CASE
    speaker: str = SPEAKER
    denial: str = DENIAL


RunCli = Callable[..., Outcome]
WriteCasebook = Callable[..., Path]


@pytest.fixture(scope="session")
def texts() -> Texts:
    """The files of a small casebook, to be changed by the tests."""
    return Texts()


@pytest.fixture(scope="session")
def write_casebook(texts: Texts) -> WriteCasebook:
    """Return a function that writes a casebook: `case.yaml`, unless given, and the files named."""

    def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
        folder.mkdir(parents=True)
        for name, content in {"case.yaml": texts.case, **files}.items():
            data = content.encode() if isinstance(content, str) else content
            (folder / name).write_bytes(data)
        return folder

    return write


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment with nothing in it but a home of its own and the way to the package."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    home = tmp_path_factory.mktemp("home")
    return {
        **kept,
        "HOME": str(home),
        "PYTHONPATH": str(SOURCE_FOLDER),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@pytest.fixture(scope="session")
def run_cli(environment: dict[str, str]) -> RunCli:
    """Return a function that runs the command line and asserts what every run promises.

    The exit status is one of `statuses`, nobody sees a traceback, and no file appears in the
    working folder or the home but the `output` named.
    """

    def run(
        *arguments: str | bytes,
        cwd: Path,
        timeout: int = 20,
        statuses: Collection[int] = (0, 1, 2),
        output: Path | None = None,
        variables: Mapping[str, str] | None = None,
        memory: int = MEMORY,
        program: Iterable[str] = ("-m", "trialcheck"),
        **options: object,
    ) -> Outcome:
        home = Path(environment["HOME"])
        before = _files_below(cwd) | _files_below(home)
        finished = subprocess.run(
            [sys.executable, *program, *arguments],
            cwd=cwd,
            env={**environment, **(variables or {})},
            stdin=subprocess.DEVNULL,
            timeout=timeout,
            check=False,
            preexec_fn=lambda: _bound_memory(memory),  # the tests have one thread
            **{"capture_output": True, **options},
        )
        outcome = Outcome(finished.returncode, _text(finished.stdout), _text(finished.stderr))
        assert outcome.status in statuses, outcome
        assert "Traceback" not in outcome.text, outcome.text
        appeared = (_files_below(cwd) | _files_below(home)) - before
        assert appeared <= ({str(output)} if output else set())
        return outcome

    return run


def _bound_memory(size: int) -> None:
    if resource is not None and sys.platform.startswith("linux"):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _files_below(folder: Path) -> set[str]:
    return {
        os.path.join(place, name)  # noqa: PTH118  # names that are no UTF-8 stay as they are
        for place, folders, files in os.walk(folder)
        for name in (*folders, *files)
    }


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "surrogateescape")
