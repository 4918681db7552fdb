"""Progress: seen by somebody who waits at a terminal, and by nobody else."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field

import pytest

from trialcheck.cli.progress import progress


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        """It is a terminal."""
        return True


@dataclass
class Drawn:
    """What was drawn in place of a line on the screen; `seen` is set with the first of it."""

    words: list[str] = field(default_factory=list)
    stopped: bool = False
    seen: threading.Event = field(default_factory=threading.Event)

    def __call__(self, stream: object) -> Drawn:
        """Stand for what draws on a stream, and for the line that it draws."""
        if isinstance(stream, str):
            self.update(stream)
            self.seen.set()
        return self

    def update(self, words: str) -> None:
        """Note the words."""
        self.words.append(words)

    def stop(self) -> None:
        """Note the end."""
        self.stopped = True


def test_what_takes_long_is_shown_and_taken_away() -> None:
    """After the delay the step is shown, then each further one; at the end it is gone."""
    drawn = Drawn()
    with progress(Terminal(), {}, 0.01, drawn) as step:
        step("Reading")
        assert drawn.seen.wait(30)
        step("Deciding \x1b[31mA case")
    assert drawn.words == ["Reading …", "Deciding \\x1b[31mA case …"]
    assert drawn.stopped


def test_what_is_done_soon_shows_nothing() -> None:
    """Nothing is drawn before the delay, nor after the end."""
    drawn = Drawn()
    with progress(Terminal(), {}, 60, drawn) as step:
        step("Reading")
    assert drawn.words == []


@pytest.mark.parametrize(
    ("stream", "environment"),
    [
        (io.StringIO(), {}),
        (Terminal(), {"CI": "true"}),
        (Terminal(), {"TERM": "dumb"}),
        (Terminal(), {"TERM": "unknown"}),
    ],
)
def test_nobody_who_does_not_look_is_shown_anything(
    stream: io.StringIO, environment: dict[str, str]
) -> None:
    """A pipe, the log of a CI run and a terminal that cannot move its cursor stay clean."""
    drawn = Drawn()
    with progress(stream, environment, 0, drawn) as step:
        step("Reading")
    assert drawn.words == []
    assert stream.getvalue() == ""


def test_the_line_is_gone_when_something_fails() -> None:
    """An error, or Ctrl-C, does not leave a turning sign behind."""
    drawn = Drawn()

    def failing() -> None:
        with progress(Terminal(), {}, 0, drawn):
            assert drawn.seen.wait(30)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        failing()
    assert drawn.stopped


def test_rich_draws_it_on_a_real_terminal_only_when_it_takes_long() -> None:
    """On a terminal the words appear and the line is erased; rich is not loaded before."""
    pty = pytest.importorskip("pty", reason="there are no such terminals here")
    program = (
        "import sys, time\n"
        "from trialcheck.cli.progress import progress\n"
        "with progress(sys.stderr, {}, 0.05) as step:\n"
        "    step('[bold]Deciding[/bold]')\n"
        "    assert 'rich' not in sys.modules\n"
        "    while 'rich.status' not in sys.modules: time.sleep(0.01)\n"
        "    time.sleep(0.3)\n"
    )
    leader, follower = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    for name in ("CI", "NO_COLOR"):
        environment.pop(name, None)
    with subprocess.Popen([sys.executable, "-c", program], stderr=follower, env=environment) as run:
        os.close(follower)
        shown = b""
        while True:
            try:
                piece = os.read(leader, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
    os.close(leader)
    assert run.returncode == 0
    text = shown.decode()
    assert "[bold]Deciding[/bold] …" in text
    assert text.rstrip().endswith(("\x1b[2K", "\x1b[?25h", "\x1b[1A\x1b[2K"))
