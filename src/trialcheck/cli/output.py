"""Reports go to standard output, or whole into a file."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click


def write_output(text: str, path: Path | None) -> None:
    """Write a report to a file, all of it or nothing, or to standard output.

    Raises ClickException if the file cannot be written.
    """
    if path is None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
        return
    try:
        _replace(path, text if text.endswith("\n") else text + "\n")
    except OSError as error:
        raise click.ClickException(
            f"the report cannot be written to {path}: {error.strerror or error}"
        ) from error


def _replace(path: Path, text: str) -> None:
    folder = path.parent
    descriptor, temporary = tempfile.mkstemp(prefix=".trialcheck-", dir=folder)
    try:
        with os.fdopen(
            descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n"
        ) as stream:
            stream.write(text)
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
