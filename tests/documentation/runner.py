"""Follows a page to the letter: writes its files, runs its commands, and keeps what they print."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.documentation.pages import Block, Mark, PageError, commands_of, fits, items_of

PROJECT = Path(__file__).parents[2]
HOW_TO_UPDATE = "python -m pytest tests/documentation --update-docs"
LONGEST = 120  # seconds: only a command that hangs takes so long
_STARTER = "from trialcheck.cli import main; main()"
_IDENTITY = {
    "GIT_AUTHOR_NAME": "Clara Moss",
    "GIT_AUTHOR_EMAIL": "clara@example.org",
    "GIT_AUTHOR_DATE": "2026-01-05T12:00:00Z",
    "GIT_COMMITTER_NAME": "Clara Moss",
    "GIT_COMMITTER_EMAIL": "clara@example.org",
    "GIT_COMMITTER_DATE": "2026-01-05T12:00:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of a page: what its commands printed, and where that is not what is shown."""

    printed: dict[Block, tuple[str, ...]]
    differences: tuple[str, ...]


class Walk:
    """One walk through a page, in folders of its own below `scratch`."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._folders = 0
        self._status = 0
        self._programs = _programs(scratch / "bin")
        self._new_folder()

    def follow(self, page: str) -> Followed:
        """Do all that the page says, in order. Raises PageError for what cannot be done."""
        printed: dict[Block, tuple[str, ...]] = {}
        differences: list[str] = []
        for item in items_of(page):
            if isinstance(item, Mark):
                self._stand_alone(item)
            elif item.mark("file") or item.mark("append"):
                self._write(item)
            elif item.is_run:
                printed[item] = self._run_block(item, differences)
        return Followed(printed, tuple(differences))

    def _stand_alone(self, mark: Mark) -> None:
        if mark.name == "folder":
            self._new_folder()
            return
        output, status = self._run(mark.value)
        if status:
            raise PageError(f"line {mark.line}: `{mark.value}` ended with {status}:\n{output}")

    def _new_folder(self) -> None:
        self._folders += 1
        self._folder = self._scratch / str(self._folders) / "work"
        self._folder.mkdir(parents=True)

    def _write(self, block: Block) -> None:
        name = block.mark("file") or block.mark("append") or ""
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder.resolve()):
            raise PageError(f"line {block.line}: {name} is not below the folder of the page")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a" if block.mark("append") else "w", encoding="utf-8") as stream:
            stream.write(block.text)

    def _run_block(self, block: Block, differences: list[str]) -> tuple[str, ...]:
        outputs = []
        commands = commands_of(block)
        expected = int(block.mark("status") or 0)
        for command in commands:
            output, status = self._run(command.text)
            outputs.append(output)
            wanted = expected if command is commands[-1] else 0
            if status != wanted:
                raise PageError(
                    f"line {block.line}: `{command.text}` ended with {status}, not {wanted}:\n"
                    f"{output}"
                )
            if not fits(command.shown, output):
                differences.append(
                    f"line {block.line}: `{command.text}` is shown with\n{command.shown}\n"
                    f"and prints\n{output}"
                )
        return tuple(outputs)

    def _run(self, command: str) -> tuple[str, int]:
        """What a command prints, without the spaces at the ends of lines, and its status."""
        finished = subprocess.run(
            # So that `echo $?` shows the status of the command before.
            ["bash", "-c", f"(exit {self._status})\n{command}"],  # noqa: S607 - as users call it
            cwd=self._folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=LONGEST,
            check=False,
        )
        self._status = finished.returncode
        text = finished.stdout.decode()
        lines = [line.rstrip() for line in text.split("\n")]
        return "\n".join(lines).rstrip("\n"), finished.returncode

    def _environment(self) -> dict[str, str]:
        home = self._scratch / "home"
        home.mkdir(exist_ok=True)
        return {
            **_IDENTITY,
            "PATH": f"{self._programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "HOME": str(home),
            "PROJECT": str(PROJECT),
            "PYTHONPATH": str(PROJECT / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LC_ALL": "C.UTF-8",
        }


def _programs(folder: Path) -> Path:
    """A folder with the `trialcheck` of this project in it, to come first in the PATH."""
    folder.mkdir(parents=True)
    program = folder / "trialcheck"
    python = shlex.quote(sys.executable)
    program.write_text(
        f'#!/bin/sh\nexec {python} -P -c {shlex.quote(_STARTER)} "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    return folder
