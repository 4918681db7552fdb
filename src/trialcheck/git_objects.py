"""Git as a store of old files: the one module that runs it, and nothing that a repository names.

Only `rev-parse`, `merge-base` and `cat-file` are called, with fixed arguments. They read objects as
they are: no hook, filter, alias, pager, text conversion or file monitor runs, nothing is checked
out, fetched or written, and replacement objects do not count.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from trialcheck.source import MEBIBYTE

_OPTIONS = (
    "--no-pager",
    "--no-replace-objects",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "safe.bareRepository=explicit",
)
# What the caller may set of git's surroundings: who is trusted, and how far to look for a
# repository. All else could point git at other objects or other programs.
_KEPT = re.compile(r"GIT_(CONFIG_\w+|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)\Z")
_LARGEST_LISTING = 64 * MEBIBYTE
_NAME_OF_OBJECT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")


class GitError(Exception):
    """Git cannot do what it is asked; the words say why, in git's own words where it has some."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a folder of a revision holds under one name: its mode, in octal, and its object."""

    mode: str
    object: str

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.mode in ("40000", "040000")

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return self.mode == "120000"

    @property
    def is_submodule(self) -> bool:
        """Whether it stands for a revision of another repository."""
        return self.mode == "160000"

    @property
    def is_file(self) -> bool:
        """Whether it is a file with content of its own."""
        return self.mode.startswith("100")


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository that has a working folder.

    `prefix` is the path of the folder that git was asked from, below the top of the repository.
    """

    program: str
    folder: Path
    prefix: PurePosixPath
    shallow: bool

    def commit(self, name: str) -> str | None:
        """The hash of the commit that a name stands for, or None."""
        if name.startswith("-") or "\0" in name:
            return None
        found = _run(
            self.program,
            self.folder,
            ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"),
        )
        written = found.stdout.decode("ascii", "replace").strip()
        return written if not found.returncode and _NAME_OF_OBJECT.match(written) else None

    def merge_base(self, commit: str) -> str | None:
        """The newest commit from which both `commit` and HEAD come, or None."""
        found = _run(self.program, self.folder, ("merge-base", "--end-of-options", commit, "HEAD"))
        written = found.stdout.decode("ascii", "replace").strip()
        return written if not found.returncode and _NAME_OF_OBJECT.match(written) else None


def repository_of(folder: Path) -> Repository:
    """The repository in whose working folder a folder lies. Raises GitError."""
    program = shutil.which("git")
    # Where a system looks for programs in the working folder, a repository could bring its own.
    if program is None or Path(program).resolve().parent == folder.resolve():
        raise GitError("git is not installed, or not on the search path")
    asked = ("--is-inside-work-tree", "--show-prefix", "--is-shallow-repository")
    # The prefix may hold any character but ends its line: the line before and after are fixed.
    found = _run(program, folder, ("rev-parse", *asked))
    if found.returncode:
        raise GitError(_reason(found.stderr))
    inside, _, rest = found.stdout.partition(b"\n")
    prefix, _, shallow = rest.removesuffix(b"\n").rpartition(b"\n")
    if inside != b"true":
        raise GitError("there is no working folder here, only a repository")
    return Repository(
        program, folder, PurePosixPath(os.fsdecode(prefix) or "."), shallow == b"true"
    )


def _reason(words: bytes) -> str:
    text = words.decode("utf-8", "replace").strip()
    if "not a git repository" in text:
        return "this folder is in no git repository"
    return text.partition("\n")[0].removeprefix("fatal: ") or "git gives no reason"


def _run(
    program: str, folder: Path, arguments: tuple[str, ...]
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - a fixed list of arguments, and no shell
            (program, *_OPTIONS, *arguments),
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except (OSError, ValueError) as error:
        raise GitError(f"git cannot be run ({error})") from error


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or _KEPT.match(name)
    }
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",  # no protocol has this name: nothing is ever fetched
    }


@dataclass(slots=True)
class Objects:
    """Reads objects one after the other; close it when done.

    Two processes are kept for it: one that tells sizes, so that no more is read than is allowed,
    and one that gives contents.
    """

    repository: Repository
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def size(self, name: str) -> int:
        """How many bytes an object has. Raises GitError."""
        _, _, size = self._find("--batch-check", name)
        return size

    def content(self, name: str) -> bytes:
        """The bytes of an object. Raises GitError."""
        stream, _, size = self._find("--batch", name)
        data = stream.read(size + 1)
        if len(data) != size + 1:
            raise GitError(f"the object {name} could not be read")
        return data[:-1]

    def listing(self, name: str) -> dict[str, Entry]:
        """The entries of a folder by name. Raises GitError."""
        if self.size(name) > _LARGEST_LISTING:
            raise GitError(f"the folder {name} has too many entries to be read")
        data = self.content(name)
        length = len(name) // 2
        entries = {}
        start = 0
        while start < len(data):
            space = data.index(b" ", start)
            end = data.index(b"\0", space)
            mode, file = data[start:space].decode("ascii"), os.fsdecode(data[space + 1 : end])
            start = end + 1 + length
            entries[file] = Entry(mode, data[end + 1 : start].hex())
        return entries

    def top(self, commit: str) -> str:
        """The name of the object that is the top folder of a commit. Raises GitError."""
        _, name, _ = self._find("--batch-check", f"{commit}^{{tree}}")
        return name

    def close(self) -> None:
        """End the processes."""
        for mode in list(self._running):
            self._end(mode)

    def _end(self, mode: str) -> None:
        process = self._running.pop(mode)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        process.wait()

    def _find(self, mode: str, name: str) -> tuple[IO[bytes], str, int]:
        """Where the content of an object can be read, its full name, and its size."""
        questions, answers = self._process(mode)
        try:
            questions.write(name.encode("ascii") + b"\n")
            questions.flush()
        except BrokenPipeError:
            self._end(mode)
            raise GitError(f"git gives no answer about the object {name}") from None
        answer = answers.readline()
        if not answer:  # it ends where it would have had to fetch
            self._end(mode)
        words = answer.split()
        if len(words) != 3:
            raise GitError(f"the object {name} is not in this clone")
        return answers, words[0].decode("ascii"), int(words[2])

    def _process(self, mode: str) -> tuple[IO[bytes], IO[bytes]]:
        if mode not in self._running:
            repository = self.repository
            try:
                self._running[mode] = subprocess.Popen(  # noqa: S603 - as in _run
                    (repository.program, *_OPTIONS, "cat-file", mode),
                    cwd=repository.folder,
                    env=_environment(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            except OSError as error:
                raise GitError(f"git cannot be run ({error})") from error
        process = self._running[mode]
        if process.stdin is None or process.stdout is None:
            raise GitError("git gives no answer")
        return process.stdin, process.stdout
