"""A file of acceptances is changed on the disk: by one run at a time, whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from trialcheck.casebook.accepted_reader import ACCEPTED_FILE
from trialcheck.cli.output import replace_file
from trialcheck.source import Budget, Limits, Problem, read_bytes

if sys.platform != "win32":
    import fcntl

PREFIX = ".trialcheck-accepted-"


def change_file(
    folder: Path, shown: str, limits: Limits, change: Callable[[bytes | None], bytes | Problem]
) -> Problem | None:
    """Replace the `accepted.yaml` of a casebook by what `change` makes of its bytes.

    They are None if there is no such file. Returns the problem for which nothing was written.
    """
    path = folder / ACCEPTED_FILE
    if folder.is_symlink():
        help_text = "name the real folder on the command line"
        return Problem(
            "the casebook is a link, and nothing is written through one", shown, help=help_text
        )
    try:
        with _alone_in(folder) as alone:
            if alone:
                _clear(folder)
            data = read_bytes(path, shown, limits, Budget()) if os.path.lexists(path) else None
            if isinstance(data, Problem):
                return data
            if data is not None and not _may_be_written(path):
                return Problem("the file may only be read; nothing was written", shown)
            changed = change(data)
            if isinstance(changed, Problem):
                return changed
            replace_file(path, changed.decode("utf-8"), PREFIX)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Problem(f"the file cannot be written, and stays as it was: {reason}", shown)
    return None


@contextmanager
def _alone_in(folder: Path) -> Iterator[bool]:
    """Wait until no other run changes the folder; give whether that could be made sure of."""
    if sys.platform == "win32":  # there, runs at the same time are not kept apart
        yield False
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        locked = False
        with suppress(OSError):  # some network disks know no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            locked = True
        yield locked
    finally:
        os.close(descriptor)


def _clear(folder: Path) -> None:
    """Take away what a run that was killed while writing has left."""
    for left in sorted(folder.glob(f"{PREFIX}*")):
        left.unlink(missing_ok=True)


def _may_be_written(path: Path) -> bool:
    # The administrator may write everything, but is asked not to as well.
    anybody = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    return bool(path.stat().st_mode & anybody) and os.access(path, os.W_OK)
