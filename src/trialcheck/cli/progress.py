"""What is being done is shown on standard error while it takes long, and leaves nothing behind."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Protocol, TextIO

from trialcheck.visible import visible

DELAY = 1.0
"""After how many seconds something is shown; what is done sooner shows nothing."""

Step = Callable[[str], None]


class Shown(Protocol):
    """A line on the screen that says what is being done."""

    def update(self, words: str) -> None:
        """Say something else."""

    def stop(self) -> None:
        """Take the line away."""


class Line:
    """Says what is being done, from the moment it is shown until it ends."""

    def __init__(self, draw: Callable[[str], Shown]) -> None:
        self._draw = draw
        self._words = ""
        self._shown: Shown | None = None
        self._ended = False
        self._lock = threading.Lock()

    def say(self, words: str) -> None:
        """Say what is being done now; seen at once if the line is shown."""
        with self._lock:
            self._words = visible(words)
            if self._shown is not None:
                self._shown.update(f"{self._words} …")

    def show(self) -> None:
        """Show the line, unless all is done already."""
        with self._lock:
            if not self._ended:
                with suppress(OSError):  # a terminal that is gone stops nobody's work
                    self._shown = self._draw(f"{self._words} …")

    def end(self) -> None:
        """Take the line away for good."""
        with self._lock:
            self._ended = True
            if self._shown is not None:
                self._shown.stop()


@contextmanager
def progress(
    stream: TextIO | None = None,
    environment: Mapping[str, str] = os.environ,
    delay: float = DELAY,
    draw: Callable[[TextIO], Callable[[str], Shown]] | None = None,
) -> Iterator[Step]:
    """Yield a function that is told each step in words.

    They are shown on `stream`, standard error unless told otherwise, after `delay` seconds, if
    somebody looks at it: it is a terminal that can move its cursor, and not the log of a CI run.
    """
    stream = stream or sys.stderr
    if not is_watched(stream, environment):
        yield lambda _: None
        return
    line = Line((draw or _spinner)(stream))
    timer = threading.Timer(delay, line.show)
    timer.daemon = True
    timer.start()
    try:
        yield line.say
    finally:
        timer.cancel()
        line.end()


def is_watched(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether somebody is looking at a stream as it is written."""
    if environment.get("CI") or environment.get("TERM") in ("dumb", "unknown"):
        return False
    return stream.isatty()


def _spinner(stream: TextIO) -> Callable[[str], Shown]:
    def draw(words: str) -> Shown:
        # Only here: most runs are done before anything is shown, and need not load it.
        from rich.console import Console
        from rich.status import Status
        from rich.text import Text

        class Spinner:
            """A line with a turning sign; the words are text, and no markup."""

            def __init__(self) -> None:
                self._status: Any = Status(Text(words), console=Console(file=stream))
                self._status.start()

            def update(self, words: str) -> None:
                self._status.update(Text(words))

            def stop(self) -> None:
                self._status.stop()

        return Spinner()

    return draw
