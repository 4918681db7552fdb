"""`trialcheck accept`: what it writes, what it refuses, and that nothing is ever half written."""

from __future__ import annotations

import datetime
import os
import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from trialcheck.casebook.accepted_writer import with_acceptances
from trialcheck.casebook.model import Acceptance
from trialcheck.cli.acceptance_files import PREFIX, change_file
from trialcheck.source import Limits

REASON = "A misprint: see the errata #3."


def test_a_finding_is_recorded(call, file, ids):
    """The id, the reason, the name and the day are written, and the file is told."""
    ended = call("accept", ids[0], "--reason", REASON, "--by", "Ann Archer", "--date", "1857-10-01")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"testimonies/harbour/accepted.yaml: accepted {ids[0]}\n"
    assert file.read_text(encoding="utf-8") == (
        f"accepted:\n  - finding: {ids[0]}\n    reason: '{REASON}'\n    by: Ann Archer\n"
        "    date: 1857-10-01\n"
    )


def test_the_day_is_today_unless_given(call, file, ids):
    """Without --date the day of the call is written; without --by there is no name."""
    before = datetime.date.today()  # noqa: DTZ011, TID251 - what the command reads too
    assert call("accept", ids[0], "--reason", REASON).code == 0
    after = datetime.date.today()  # noqa: DTZ011, TID251 - it may be midnight
    text = file.read_text(encoding="utf-8")
    assert any(f"    date: {day.isoformat()}\n" in text for day in (before, after))
    assert "by:" not in text


def test_several_findings_of_one_reason(call, file, ids, report):
    """Several ids in one call get the same reason; an id given twice is written once."""
    assert call("accept", ids[0], ids[1], ids[0], "--reason", REASON).code == 0
    assert file.read_text(encoding="utf-8").count(ids[0]) == 1
    marked = {finding["id"] for finding in report()["findings"] if finding["accepted"]}
    assert marked == set(ids[:2])


def test_what_stood_in_the_file_stays(call, file, ids):
    """Comments, order and layout of the file stay as they are."""
    before = f"# ours\naccepted:\n  - {{finding: {ids[0]}, reason: why}}  # known\n\n# the end\n"
    file.write_text(before, encoding="utf-8")
    assert call("accept", ids[1], "--reason", "also known", "--date", "1901").code == 0
    entry = f"  - finding: {ids[1]}\n    reason: also known\n    date: '1901'\n"
    assert file.read_text(encoding="utf-8") == before.replace("\n\n#", f"\n{entry}\n#")


@pytest.mark.parametrize("arguments", [(), ("--reason", ""), ("--reason", "  \n ")])
def test_a_reason_is_needed(arguments, call, file, ids):
    """Without a reason nothing is written."""
    ended = call("accept", ids[0], *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "needs a reason" in ended.err
    assert not file.exists()


def test_an_unknown_finding(call, file, ids):
    """An id that no finding has ends with 2 and the nearest, and nothing of the call is written."""
    wrong = ids[0][:-1] + ("0" if ids[0][-1] != "0" else "1")
    ended = call("accept", ids[1], wrong, "--reason", REASON)
    assert (ended.code, ended.out) == (2, "")
    assert f"there is no finding '{wrong}'" in ended.words
    assert f"did you mean '{ids[0]}'?" in ended.words
    assert "`trialcheck analyze` lists the findings" in ended.words
    assert not file.exists()


def test_what_is_accepted_already(call, file, ids):
    """With the same reason that is said and all is well; another reason is refused, not dropped."""
    assert call("accept", ids[0], "--reason", REASON).code == 0
    before = file.read_bytes()
    again = call("accept", ids[0], "--reason", REASON)
    assert (again.code, again.err) == (0, "")
    assert f"{ids[0]} is accepted already" in again.out
    other = call("accept", ids[0], ids[1], "--reason", "another")
    assert (other.code, other.out) == (2, "")
    assert f"accepted already, because: {REASON}" in other.words
    assert "testimonies/harbour/accepted.yaml:2:" in other.words
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("option", "text", "words"),
    [
        ("--reason", "red \x1b[31m", "--reason:1:5: found the control character U+001B"),
        ("--by", "\u202enna", "--by:1:1: found the invisible character U+202E"),
        ("--date", "30 February 1901", "--date: "),
        ("--date", "3/4/1933", "--date: "),
    ],
)
def test_words_that_cannot_be_written(option, text, words, call, file, ids):
    """A control character, a hidden one or a date that is none is refused, and shown harmlessly."""
    others = {"--reason": REASON, "--by": "Ann", "--date": "1901", option: text}
    ended = call("accept", ids[0], *(word for pair in others.items() for word in pair))
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.words
    assert "\x1b" not in ended.err
    assert "\u202e" not in ended.err
    assert not file.exists()


def test_hostile_words_are_only_words(call, file, ids, report):
    """Words that another reader would act on are read back exactly, and act nowhere."""
    reason = "::error::x\n##[error]y [red]z[/red] <script>alert(1)</script> {a: [b]} # c"
    assert call("accept", ids[0], "--reason", reason, "--date", "1901").code == 0
    (finding,) = [each for each in report()["findings"] if each["accepted"]]
    assert finding["acceptance"] == {"reason": reason, "by": "", "date": "1901"}
    for format_name in ("terminal", "markdown"):
        text = call("analyze", "--format", format_name).out
        assert not [line for line in text.split("\n") if line.lstrip().startswith(("::", "##["))]
    assert "<script>" not in call("analyze", "--format", "markdown").out


@pytest.mark.parametrize("arguments", [(), ("testimonies",), ("nothing", "testimonies")])
def test_the_call_names_findings_and_folders(arguments, call, ids):
    """Folders are told from findings; a call without a finding, or with a word that is neither, is
    wrong.
    """
    ended = call("accept", *arguments, "--reason", REASON)
    assert (ended.code, ended.out) == (2, "")
    assert call("accept", ids[0], "testimonies/nowhere", "--reason", REASON).code == 2
    assert call("accept", ids[0], "testimonies/harbour", "--reason", REASON).code == 0


@pytest.mark.parametrize("name", ["x" * 5000, "\udcff", "\x1b[31m", "::error::x", "-\n"])
def test_a_hostile_name_is_an_unknown_finding(name, call, ids):
    """Whatever is no finding is told harmlessly."""
    ended = call("accept", "--reason", REASON, "--", name)
    assert (ended.code, ended.out) == (2, "")
    assert "there is no finding" in ended.words
    assert "\x1b" not in ended.err
    assert not [line for line in ended.err.split("\n") if line.startswith("::")]


def test_an_id_of_two_casebooks(call, folder, file, ids):
    """Casebooks may share an id: which one is meant has to be said."""
    shutil.copytree(file.parent, folder / "testimonies" / "second")
    ended = call("accept", ids[0], "--reason", REASON)
    assert (ended.code, ended.out) == (2, "")
    assert "in several casebooks: testimonies/harbour, testimonies/second" in ended.words
    assert call("accept", ids[0], "testimonies/second", "--reason", REASON).code == 0
    assert not file.exists()
    removed = call("accept", "--remove", ids[0])
    assert removed.out.startswith("testimonies/second/accepted.yaml: withdrew")


def test_nothing_is_accepted_of_a_record_with_a_fault(call, file, ids):
    """Where nothing can be decided nothing is accepted."""
    (file.parent / "ann.yaml").write_text("speaker: anne\n", encoding="utf-8")
    assert call("accept", ids[0], "--reason", REASON).code == 2
    assert not file.exists()


def test_a_file_with_a_fault_stays(call, file, ids):
    """A faulty accepted.yaml is told with its place and stays as it is."""
    file.write_text("accepted:\n  - {finding: a-0}\n", encoding="utf-8")
    ended = call("accept", ids[0], "--reason", REASON)
    assert ended.code == 2
    assert "testimonies/harbour/accepted.yaml:2:5" in ended.err
    assert file.read_text(encoding="utf-8") == "accepted:\n  - {finding: a-0}\n"


def test_a_list_in_brackets_is_refused(call, file, ids):
    """What cannot be added to safely is left alone, and what to write is shown."""
    text = f"accepted: [{{finding: {ids[0]}, reason: b}}]\n"
    file.write_text(text, encoding="utf-8")
    ended = call("accept", ids[1], "--reason", REASON)
    assert ended.code == 2
    assert "nothing can be added to this file" in ended.words
    assert f"finding: {ids[1]}" in ended.words
    assert file.read_text(encoding="utf-8") == text


def test_nothing_is_written_through_a_link(call, folder, file, ids):
    """A link in the place of the file, or of the casebook, is not followed."""
    outside = folder / "outside.yaml"
    outside.write_text("accepted: []\n", encoding="utf-8")
    file.symlink_to(outside)
    assert call("accept", ids[0], "--reason", REASON).code == 2
    file.unlink()
    real = file.parent.rename(folder / "real")
    file.parent.symlink_to(real, target_is_directory=True)
    assert call("accept", ids[0], "--reason", REASON).code == 2
    assert call("accept", ids[0], "testimonies/harbour", "--reason", REASON).code == 2
    assert outside.read_text(encoding="utf-8") == "accepted: []\n"
    assert not (real / "accepted.yaml").exists()


def test_a_link_put_there_meanwhile_is_not_followed(folder, file):
    """A link that appears after the reading is refused too, also one that leads nowhere."""
    file.symlink_to(folder / "nowhere")
    problem = change_file(file.parent, "accepted.yaml", Limits(), lambda data: b"accepted: []\n")
    assert problem is not None
    assert "link" in problem.message
    linked = folder / "linked"
    linked.symlink_to(file.parent, target_is_directory=True)
    problem = change_file(linked, "accepted.yaml", Limits(), lambda data: b"accepted: []\n")
    assert problem is not None
    assert "link" in problem.message
    assert not (folder / "nowhere").exists()


def test_a_file_that_may_only_be_read(call, file, ids):
    """A file without leave to write is not replaced, though the folder would allow it."""
    file.write_text("accepted: []\n", encoding="utf-8")
    file.chmod(0o444)
    ended = call("accept", ids[0], "--reason", REASON)
    assert ended.code == 2
    assert "may only be read" in ended.words
    assert file.read_text(encoding="utf-8") == "accepted: []\n"


def test_who_may_read_the_file_stays(call, file, ids):
    """A file that is kept from others stays kept from them."""
    file.write_text("accepted: []\n", encoding="utf-8")
    file.chmod(0o600)
    assert call("accept", ids[0], "--reason", REASON).code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_line_ends_of_windows(call, file, ids):
    """A file with CRLF stays one."""
    file.write_bytes(b"# ours\r\naccepted:\r\n")
    assert call("accept", ids[0], "--reason", REASON).code == 0
    data = file.read_bytes()
    assert data.startswith(b"# ours\r\naccepted:\r\n  - finding: ")
    assert data.count(b"\n") == data.count(b"\r\n")


@pytest.mark.parametrize("failing", ["fsync", "replace", "open"])
def test_a_failed_write_leaves_the_old_file(failing, call, file, ids, monkeypatch):
    """At whatever step writing fails, the old file is whole and nothing else is left."""
    file.write_text("accepted: []\n", encoding="utf-8")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        if failing == "fsync":
            patched.setattr(os, "fsync", fail)
        elif failing == "replace":
            patched.setattr(Path, "replace", fail)
        else:
            patched.setattr("tempfile.mkstemp", fail)
        ended = call("accept", ids[0], "--reason", REASON)
    assert (ended.code, ended.out) == (2, "")
    assert "stays as it was: No space left on device" in ended.words
    assert file.read_text(encoding="utf-8") == "accepted: []\n"
    assert not list(file.parent.glob(".*"))


def test_an_interrupted_write_leaves_the_old_file(call, file, ids, monkeypatch):
    """Ctrl-C in the middle ends with 130, the old file and no other."""
    file.write_text("accepted: []\n", encoding="utf-8")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", interrupt)
        assert call("accept", ids[0], "--reason", REASON).code == 130
    assert file.read_text(encoding="utf-8") == "accepted: []\n"
    assert not list(file.parent.glob(".*"))


def test_what_a_killed_run_left_is_cleared_away(call, file, ids):
    """A half-written file of a run that was killed is no part of the casebook, and is removed."""
    left = file.parent / f"{PREFIX}abc"
    left.write_text("accepted:\n  - fin", encoding="utf-8")
    assert call("check").code == 0
    assert call("accept", ids[0], "--reason", REASON).code == 0
    assert not left.exists()


def test_runs_at_the_same_time_lose_nothing(file):
    """Of many runs at once each finds what the others wrote."""
    names = [f"rule-{number:08x}" for number in range(12)]

    def accept(name: str) -> object:
        new = (Acceptance(name, "known"),)
        return change_file(
            file.parent,
            "accepted.yaml",
            Limits(),
            lambda data: with_acceptances(data, "accepted.yaml", new, Limits()),
        )

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(accept, names)) == [None] * len(names)
    text = file.read_text(encoding="utf-8")
    assert sorted(line.split()[-1] for line in text.split("\n") if "finding" in line) == names


def test_an_acceptance_is_withdrawn(call, file, ids, report):
    """`--remove` takes the entry out again, and leaves the comments."""
    assert call("accept", ids[0], ids[1], "--reason", REASON).code == 0
    file.write_text("# ours\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    ended = call("accept", "--remove", ids[0])
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        f"testimonies/harbour/accepted.yaml: withdrew the acceptance of {ids[0]}\n"
    )
    assert file.read_text(encoding="utf-8").startswith(f"# ours\naccepted:\n  - finding: {ids[1]}")
    assert [each["id"] for each in report()["findings"] if each["accepted"]] == [ids[1]]
    assert call("accept", "--remove", ids[1]).code == 0
    assert file.read_text(encoding="utf-8") == "# ours\naccepted:\n"
    assert call("check").code == 0


def test_withdrawing_what_is_not_accepted(call, file, ids):
    """An id that is not accepted ends with 2 and the nearest; a reason has no place there."""
    assert call("accept", ids[0], "--reason", REASON).code == 0
    before = file.read_bytes()
    ended = call("accept", "--remove", ids[0] + "x")
    assert (ended.code, ended.out) == (2, "")
    assert f"did you mean '{ids[0]}'?" in ended.words
    assert call("accept", "--remove", ids[0], "--reason", REASON).code == 2
    assert file.read_bytes() == before


def test_a_stale_acceptance_is_withdrawn(call, file):
    """What no finding bears any more can be taken out."""
    file.write_text("accepted:\n  - {finding: gone-00000000, reason: b}\n", encoding="utf-8")
    assert call("accept", "--remove", "gone-00000000").code == 0
    assert file.read_text(encoding="utf-8") == "accepted:\n"
