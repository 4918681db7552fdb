"""A page becomes a PDF: a browser that is on the machine anyway prints it, unseen."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import click

from trialcheck.visible import visible

VARIABLE = "TRIALCHECK_BROWSER"
"""The environment variable that names the browser to print with."""

LONGEST = 300
"""After how many seconds the browser is stopped."""

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "msedge",
)
_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # the shared memory of a container is too small for long pages
    "--disable-extensions",
    "--disable-quic",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # the page needs no network; nor does the browser
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",  # the page numbers are those of the page's own style
    "--generate-pdf-document-outline",
)
_DATES = re.compile(rb"(?<=Date \(D:)\d{14}(?=[^)]{0,8}\))")


def find_browser(named: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """Return the program of a browser that prints pages.

    It is the one `named`, or that of the environment, or the first known one on the machine.
    Raises ClickException if there is none.
    """
    for asked, where in ((named, "--browser"), (environment.get(VARIABLE), VARIABLE)):
        if asked:
            found = shutil.which(asked)
            if found is None:
                raise click.ClickException(
                    f"{where} names '{visible(asked)}', and there is no such program"
                )
            return found
    found = next(_known(environment.get("PATH")), None)
    if found is None:
        raise click.ClickException(
            "a PDF is printed by a browser, and none is found here. Install Chromium, Google "
            f"Chrome or Microsoft Edge, or name one with --browser or {VARIABLE}. Or write "
            "report.html instead: every browser can print it, also as a PDF."
        )
    return found


def _known(path: str | None) -> Iterator[str]:
    for name in (*_NAMES, *_PLACES):
        found = shutil.which(name, path=path)
        if found is not None:
            yield found


def printed(page: str, browser: str, longest: float = LONGEST) -> bytes:
    """Return a page as a PDF, the same bytes for the same page and browser.

    The browser works in a folder of its own that is gone afterwards. Raises ClickException if it
    fails, or takes longer than so many seconds.
    """
    # The browser may still be writing to its profile when it has answered.
    with tempfile.TemporaryDirectory(
        prefix="trialcheck-print-", ignore_cleanup_errors=True
    ) as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(page, encoding="utf-8", newline="\n")
        arguments = [
            browser,
            *_FLAGS,
            *(_no_sandbox()),
            f"--user-data-dir={Path(folder, 'profile')}",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ]
        status = _run(arguments, browser, longest)
        data = target.read_bytes() if target.is_file() else b""
    if status or not data.startswith(b"%PDF-"):
        raise click.ClickException(
            f"the browser {visible(browser)} did not print the report (it ended with {status}). "
            "Write report.html instead: every browser can print it, also as a PDF."
        )
    return _DATES.sub(b"19700101000000", data)


def _no_sandbox() -> tuple[str, ...]:
    """Return the flag without which a browser does not start for root: it cannot cage root.

    What it opens is our own page alone, in which nothing but our own script can run.
    """
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()


def _run(arguments: list[str], browser: str, longest: float) -> int:
    try:
        process = subprocess.Popen(  # noqa: S603 - the program is the user's own browser
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise click.ClickException(
            f"the browser {visible(browser)} cannot be started: {error.strerror or error}"
        ) from error
    try:
        return process.wait(longest)
    except subprocess.TimeoutExpired as expired:
        raise click.ClickException(
            f"the browser {visible(browser)} did not print the report within {longest:g} seconds"
        ) from expired
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a browser with all its processes, if it has not ended by itself."""
    if process.poll() is None:
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
