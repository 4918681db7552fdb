"""Reports go to standard output, or whole into a file."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import click

from trialcheck.visible import visible, without_log_commands

_FENCES = {"terminal": ("", ""), "text": ("", ""), "markdown": ("<!--\n", "-->\n")}
"""What stands around the orders of a fence, so that they don't show in what the format becomes."""


def write_output(text: str, path: Path | None, format_name: str = "") -> None:
    """Write a report to a file, all of it or nothing, or to standard output.

    In the log of a GitHub workflow the text formats for readers, by name, are fenced. Raises
    ClickException if the file cannot be written.
    """
    text = text if text.endswith("\n") else text + "\n"
    if path is None:
        is_fenced = format_name in _FENCES and _goes_to_github_log()
        sys.stdout.write(fenced(text, format_name) if is_fenced else text)
        sys.stdout.flush()
        return
    write_file(text, path)


def write_file(content: str | bytes, path: Path) -> None:
    """Write a report to a file, all of it or nothing.

    Raises ClickException if it cannot be written.
    """
    try:
        replace_file(path, content)
    except OSError as error:
        raise click.ClickException(
            f"the report cannot be written to {path}: {error.strerror or error}"
        ) from error


def say(line: str) -> None:
    """Print a line that may hold words of a file: visible, and no order to a CI log."""
    click.echo(without_log_commands(visible(line)))


def fenced(text: str, format_name: str) -> str:
    """Return a report between the orders that make GitHub pass over all orders in it.

    The formats let no text of a testimony begin an order; this is the second lock. The token that
    ends the fence is a digest of the whole text, so no text can hold its own.
    """
    token = f"trialcheck-{hashlib.sha256(text.encode(errors='backslashreplace')).hexdigest()}"
    before, after = _FENCES[format_name]
    start, end = f"{before}::stop-commands::{token}\n{after}", f"{before}::{token}::\n{after}"
    return f"{start}{text}{end}"


def _goes_to_github_log() -> bool:
    """Whether what is printed ends in the log of a workflow: it does not if it goes to a file."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return False
    try:
        return not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):
        return True


def replace_file(path: Path, content: str | bytes, prefix: str = ".trialcheck-") -> None:
    """Write a file, all of it or nothing; a link in its place is replaced, not followed.

    What a run that was killed leaves behind is a hidden file whose name begins with `prefix`. A
    device or a pipe stays what it is, and is written to. Raises OSError.
    """
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    if _is_device(path):
        with path.open("wb") as stream:
            stream.write(data)
        return
    folder = path.parent
    descriptor, temporary = tempfile.mkstemp(prefix=prefix, dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(_mode_for(path))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _is_device(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _mode_for(path: Path) -> int:
    """Return who may read and write a file: as before if there is one, else as is usual here."""
    with suppress(OSError):
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            return stat.S_IMODE(mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
