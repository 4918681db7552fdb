"""Hostile surroundings: closed pipes, interrupts, bare machines, other clocks, and false greens."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def book(tmp_path, write_casebook, texts):
    """A casebook with one finding."""
    files = {"ann.yaml": texts.speaker, "ben.yaml": texts.denial}
    return write_casebook(tmp_path / "testimonies" / "book", files)


# Closed pipes


@pytest.mark.parametrize("arguments", [["analyze"], ["analyze", "--format", "json"], ["--help"]])
def test_a_closed_pipe_ends_quietly(tmp_path, book, environment, arguments):
    """A reader that goes away (`| head -1`) gets no traceback and no noise on standard error."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        finished = subprocess.run(
            [sys.executable, "-m", "trialcheck", *arguments],
            cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, stdout=writing,
            stderr=subprocess.PIPE, timeout=20, check=False,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert finished.returncode in (0, 141)
    assert finished.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_a_missing_standard_output_is_no_crash(tmp_path, book, environment):
    """`>&-` leaves no traceback, and is not taken for a fault of the program."""
    command = f'exec "{sys.executable}" -m trialcheck analyze >&-'
    finished = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
        timeout=20, check=False,
    )  # fmt: skip
    assert finished.returncode == 2
    assert finished.stderr.startswith(b"There is no standard output to write to")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("format_name", ["terminal", "json"])
def test_a_full_disk_is_an_error(tmp_path, book, run_cli, format_name):
    """A report that cannot be written is no report: the run ends with 2 and says so."""
    with Path("/dev/full").open("wb") as full:
        outcome = run_cli(
            "analyze", "--format", format_name, cwd=tmp_path, statuses=(2,),
            capture_output=False, stdout=full, stderr=subprocess.PIPE,
        )  # fmt: skip
    assert outcome.err.strip()


# Interrupts

INTERRUPT = """\
import os, runpy, signal, sys
awaited = sys.argv.pop(1)
wanted = getattr(signal, sys.argv.pop(1))
seen = []
def watch(event, arguments):
    if event == "open" and not seen and str(arguments[0]).endswith(awaited):
        seen.append(event)
        os.kill(os.getpid(), wanted)
sys.addaudithook(watch)
runpy.run_module("trialcheck", run_name="__main__")
"""


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
@pytest.mark.parametrize("moment", ["vocabulary.yaml", "case.yaml", "ben.yaml"])
def test_ctrl_c_ends_the_run_with_130(tmp_path, book, run_cli, moment):
    """An interrupt while a file is being read leaves one line at most, and no report."""
    outcome = run_cli(
        moment, "SIGINT", "analyze", cwd=tmp_path, statuses=(130,), program=("-c", INTERRUPT),
        restore_signals=True,
    )  # fmt: skip
    assert outcome.out.strip() == ""
    assert outcome.err.count("\n") <= 2


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_ctrl_c_while_writing_keeps_the_old_report(tmp_path, book, run_cli):
    """An interrupt while the report is written leaves the report of the last run as it was."""
    old = tmp_path / "report.json"
    run_cli("analyze", "--format", "json", "--output", "report.json", cwd=tmp_path, output=old)
    before = old.read_bytes()
    (book / "ben.yaml").unlink()
    run_cli(
        "report.json", "SIGINT", "analyze", "--format", "json", "--output", "report.json",
        cwd=tmp_path, statuses=(0, 130), program=("-c", INTERRUPT),
    )  # fmt: skip
    after = old.read_bytes()
    assert after == before or json.loads(after)["findings"] == []


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_a_kill_is_obeyed_without_a_report(tmp_path, book, run_cli):
    """SIGTERM ends the run at once, with nothing half said."""
    outcome = run_cli(
        "ben.yaml", "SIGTERM", "analyze", cwd=tmp_path, statuses=(143, -signal.SIGTERM),
        program=("-c", INTERRUPT),
    )  # fmt: skip
    assert outcome.out.strip() == ""


# Bare machines


def test_a_machine_without_home_or_scratch_folder_is_enough(tmp_path, book, environment, run_cli):
    """The analysis needs no home and no place for scratch files."""
    with_home = run_cli("analyze", cwd=tmp_path, statuses=(0,))
    bare = {"HOME": "/nonexistent", "TMPDIR": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent"}
    without_home = run_cli("analyze", cwd=tmp_path, statuses=(0,), variables=bare)
    assert with_home == without_home


def _reachable(folder, options):
    script = f"import os, click, yaml, trialcheck; os.listdir({str(folder)!r})"
    try:
        probe = subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True, check=False, **options,
        )  # fmt: skip
    except PermissionError:
        return False
    return probe.returncode == 0


def test_a_folder_that_cannot_be_written_is_enough(tmp_path, book, run_cli):
    """A casebook may lie in a folder that belongs to somebody else and cannot be changed."""
    options: dict[str, object] = {}
    if os.name == "posix" and os.geteuid() == 0:
        options = {"user": 65534, "group": 65534, "extra_groups": []}
        if not _reachable(book, options):
            pytest.skip("another user cannot reach the interpreter, the package or the folder")
    writable = run_cli("analyze", cwd=tmp_path, statuses=(0,))
    folders = [book, book.parent, tmp_path]
    for folder in folders:
        folder.chmod(0o555)
    try:
        outcome = run_cli("analyze", cwd=tmp_path, statuses=(0,), **options)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert outcome.out == writable.out


def test_a_report_never_lands_half_written(tmp_path, book, run_cli):
    """An output that cannot be written ends the run with 2, and names the file."""
    for output in ("no-such-folder/report.json", "testimonies"):
        outcome = run_cli(
            "analyze", "--format", "json", "--output", output, cwd=tmp_path, statuses=(2,)
        )
        assert output in outcome.err


# The same input gives the same bytes


@pytest.fixture
def three_books(tmp_path, write_casebook, texts):
    """Three casebooks with findings, one of them with many speakers."""
    people, files = "", {}
    for number in range(8):
        text = texts.speaker if number % 2 else texts.denial
        people += f"  p{number}: {{name: Witness {number}}}\n"
        files[f"p{number}.yaml"] = re.sub("speaker: .*", f"speaker: p{number}", text)
    case = texts.case.replace("people:\n", "people:\n" + people)
    write_casebook(tmp_path / "testimonies" / "crowd", {"case.yaml": case, **files})
    for name in ("second", "first"):
        pair = {"ann.yaml": texts.speaker, "ben.yaml": texts.denial}
        write_casebook(tmp_path / "testimonies" / name, pair)
    return tmp_path


def _report(run_cli, folder, format_name="json", paths=("testimonies",), **variables):
    return run_cli(
        "analyze", *paths, "--format", format_name, cwd=folder, statuses=(0,), variables=variables
    ).out


def test_hash_order_changes_nothing(three_books, run_cli):
    """Python's order of sets, new in every process, never shows."""
    reports = {_report(run_cli, three_books, PYTHONHASHSEED=str(seed)) for seed in (0, 1, 7, 42)}
    assert len(reports) == 1
    assert '"findings"' in reports.pop()


def test_the_order_of_files_changes_nothing(three_books, run_cli):
    """Files written in another order, with other times, named in another order: the same report."""
    plain = _report(run_cli, three_books)
    copied = three_books / "copy"
    copied.mkdir()
    for path in sorted((three_books / "testimonies").rglob("*.yaml"), reverse=True):
        target = copied / path.relative_to(three_books)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (0, 0))
    assert _report(run_cli, copied) == plain
    books = [f"testimonies/{name}" for name in ("second", "crowd", "first")]
    assert _report(run_cli, copied, paths=books) == _report(run_cli, copied, paths=books[::-1])


SURROUNDINGS = [
    {"LC_ALL": "C", "TZ": "Pacific/Kiritimati"},
    {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "TZ": "America/St_Johns"},
    {"LC_ALL": "de_DE.UTF-8", "PYTHONUTF8": "0", "SOURCE_DATE_EPOCH": "0"},
]


@pytest.mark.parametrize("format_name", ["json", "terminal"])
def test_language_and_time_zone_change_nothing(three_books, run_cli, format_name):
    """The report is the same in every locale and time zone."""
    reports = {
        _report(run_cli, three_books, format_name, **surroundings) for surroundings in SURROUNDINGS
    }
    assert len(reports) == 1


BROKEN_CLOCK = """\
import datetime, runpy, sys, time
def refuse(*arguments, **named):
    raise AssertionError("the clock was asked")
class Date(datetime.date):
    today = refuse
class Moment(datetime.datetime):
    now = today = utcnow = refuse
datetime.date, datetime.datetime = Date, Moment
time.localtime = refuse
runpy.run_module("trialcheck", run_name="__main__")
"""


def test_the_clock_is_never_asked(tmp_path, run_cli, write_casebook, texts):
    """Dates, written ones in English too, are read without a look at today."""
    words = ["5 August 1901", "autumn 1901", "August 1901", "end of May 1901", "1901-02~", "1901?"]
    text = texts.speaker
    for number, word in enumerate(words):
        body = texts.speaker.split("statements:\n")[1].replace("stay", f"stay-{number}")
        text += body.replace("1901-02-03", word)
    write_casebook(tmp_path / "book", {"ann.yaml": text, "ben.yaml": texts.denial})
    usual = run_cli("analyze", "book", cwd=tmp_path, statuses=(0,))
    blind = run_cli("analyze", "book", cwd=tmp_path, statuses=(0,), program=("-c", BROKEN_CLOCK))
    assert blind == usual


# False greens

FALSE_GREENS = {
    "missing-path": ["analyze", "no-such-folder"],
    "missing-path-check": ["check", "no-such-folder"],
    "one-of-two-missing": ["analyze", "testimonies", "no-such-folder"],
    "no-casebook-below": ["analyze", "empty"],
    "no-casebook-below-check": ["check", "empty"],
    "unknown-option": ["analyze", "--no-such-option"],
    "unknown-command": ["analyse"],
    "unknown-format": ["analyze", "--format", "jsn"],
    "unknown-rule-selected": ["analyze", "--select", "no-such-rule"],
    "unknown-rule-ignored": ["analyze", "--ignore", "no-such-rule"],
    "unknown-set-aside": ["analyze", "--set-aside", "nobody"],
    "missing-rules": ["analyze", "--rules", "no-such-folder"],
    "empty-rules": ["analyze", "--rules", "empty"],
    "unknown-finding": ["explain", "no-such-finding-12345678"],
    "unknown-date": ["dates", "once upon a time"],
}


@pytest.mark.parametrize("name", FALSE_GREENS)
def test_nothing_checked_is_never_a_success(tmp_path, book, run_cli, name):
    """A run that did not do what was asked ends with 2 and says what was wrong."""
    (tmp_path / "empty").mkdir()
    outcome = run_cli(*FALSE_GREENS[name], cwd=tmp_path, statuses=(2,))
    assert outcome.out == ""
    assert outcome.err.strip()


def test_an_unreadable_casebook_stops_the_report_of_all(tmp_path, book, run_cli, write_casebook):
    """One half-read casebook among sound ones: a problem, and no report."""
    write_casebook(tmp_path / "testimonies" / "broken", {"ann.yaml": "speaker: nobody\n"})
    outcome = run_cli("analyze", "--format", "json", cwd=tmp_path, statuses=(2,))
    assert outcome.out == ""
    assert "testimonies/broken/ann.yaml" in outcome.err


def test_every_rule_ignored_is_not_a_clean_record(tmp_path, book, run_cli):
    """With all rules switched off nothing is decided, and the run says so."""
    listing = run_cli("rules", "list", cwd=tmp_path, statuses=(0,)).out
    names = re.findall(r"(?m)^ +([a-z0-9-]+) ", listing)
    assert names
    ignored = [part for name in sorted(set(names)) for part in ("--ignore", name)]
    outcome = run_cli("analyze", *ignored, cwd=tmp_path, statuses=(2,))
    assert outcome.err.strip()


WRONG_SETTINGS = {
    "no-toml": ("trialcheck.toml", "[settings"),
    "unknown-table": ("trialcheck.toml", "[settngs]\nfastest = '1 km/h'\n"),
    "unknown-setting": ("trialcheck.toml", "[settings]\nfastestt = '1 km/h'\n"),
    "unknown-rule": ("trialcheck.toml", "[settings.no-such-rule]\nfastest = '1 km/h'\n"),
    "wrong-unit": ("trialcheck.toml", "[settings]\nfastest = '30 days'\n"),
    "no-unit": ("trialcheck.toml", "[settings]\nfastest = true\n"),
    "no-table": ("pyproject.toml", "tool = 1\n"),
    "no-inner-table": ("pyproject.toml", "[tool]\ntrialcheck = 3\n"),
}


@pytest.mark.parametrize("name", WRONG_SETTINGS)
def test_a_wrong_setting_is_refused_by_file(tmp_path, book, run_cli, name):
    """A setting that nothing reads, or in a wrong unit, is a problem and not a silent default."""
    file, text = WRONG_SETTINGS[name]
    (tmp_path / file).write_text(text)
    outcome = run_cli("analyze", cwd=tmp_path, statuses=(2,))
    assert outcome.out == ""
    assert file in outcome.err
    assert "fault of the program" not in outcome.err


def test_findings_count_only_when_asked(tmp_path, book, run_cli):
    """`--fail-on any` turns a finding into 1; without it the status tells of the run alone."""
    run_cli("analyze", cwd=tmp_path, statuses=(0,))
    run_cli("analyze", "--fail-on", "any", cwd=tmp_path, statuses=(1,))
    run_cli("analyze", "--fail-on", "new", cwd=tmp_path, statuses=(1,))


def test_a_report_to_a_pipe_or_device_leaves_it_what_it_is(tmp_path, book, environment):
    """`-o` with a named pipe, or a link to a device, writes into it and replaces neither."""
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to("/dev/null")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        for target in (pipe, link):
            finished = subprocess.run(
                [sys.executable, "-m", "trialcheck", "analyze", "-o", str(target)],
                cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                timeout=60, check=False,
            )  # fmt: skip
            assert (finished.returncode, finished.stderr) == (0, b"")
        assert b"1 casebook" in os.read(reader, 1 << 16)
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert Path("/dev/null").is_char_device()
