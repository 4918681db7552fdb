"""Hostile testimony: each file is read, or refused with its place; none stalls the run."""

from __future__ import annotations

import json
import os
import re
import socket
from pathlib import Path

import pytest

ALIAS_BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{level}: &a{level} [{','.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 10)
)
MERGE_BOMB = "a0: &a0 {x: y}\n" + "".join(
    f"a{level}: &a{level} {{<<: [*a{level - 1}, *a{level - 1}]}}\n" for level in range(1, 25)
)


def _nested(opening: str, levels: int, closing: str = "", core: str = "x") -> str:
    return "speaker: ann\nstatements: " + opening * levels + core + closing * levels + "\n"


def _block_mappings(levels: int) -> str:
    return "".join(" " * level + "k:\n" for level in range(levels)) + " " * levels + "k: x\n"


def _hidden(character: str) -> str:
    return f"speaker: ann\nstatements: []\nnote: a{character}b\n"


# Name of the casebook: the text of its `ann.yaml`, and the line at which it must be refused.
REFUSED: dict[str, tuple[str | bytes, int]] = {
    "alias-bomb": (ALIAS_BOMB, 1),
    "merge-bomb": (MERGE_BOMB, 1),
    "holds-itself": ("speaker: &a [*a]\n", 1),
    "lone-alias": ("speaker: ann\nstatements: *nothing\n", 2),
    "merge-key": ("speaker: ann\nstatements: []\n<<: {note: x}\n", 3),
    "tag": ("speaker: ann\nstatements: !!python/object/apply:os.system [id]\n", 2),
    "standard-tag": ("speaker: !!str ann\nstatements: []\n", 1),
    "local-tag": ("speaker: ann\nstatements: !x []\n", 2),
    "directive": ("%YAML 1.2\n---\nspeaker: ann\nstatements: []\n", 1),
    "second-document": ("speaker: ann\nstatements: []\n---\nspeaker: ann\n", 3),
    "key-is-a-list": ("? [a, b]\n: x\nspeaker: ann\n", 1),
    "deep-65": (_nested("[", 65, "]"), 2),
    "deep-1000": (_nested("[", 1_000, "]"), 2),
    "deep-30000": (_nested("[", 30_000, "]"), 2),
    "deep-1000000": (_nested("[", 1_000_000, "]"), 2),
    "deep-unclosed": (_nested("[", 100_000), 2),
    "deep-mappings": (_nested("{a: ", 30_000, "}"), 2),
    "deep-items": ("- " * 30_000 + "x\n", 1),
    "deep-block": (_block_mappings(300), 65),
    "repeated-key": ("speaker: ann\nstatements: []\nspeaker: ben\n", 3),
    "repeated-quoted-key": ('speaker: ann\nstatements: []\n"speaker": ben\n', 3),
    "repeated-nested-key": ("speaker: ann\nstatements:\n  - id: a\n    id: b\n", 4),
    "latin-1": (b"speaker: ann\nnote: G\xf6ring\n", 2),
    "truncated-letter": (b"speaker: ann\nnote: G\xc3", 2),
    "overlong": (b"speaker: ann\nnote: \xc0\xaf\n", 2),
    "surrogate": (b"speaker: ann\nnote: \xed\xa0\x80\n", 2),
    "nul": (b"speaker: ann\nnote: a\0b\n", 2),
    "delete": (_hidden("\x7f"), 3),
    "c1-control": (_hidden("\x9b"), 3),
    "escape": (_hidden("\x1b"), 3),
    "escape-in-quotes": ('speaker: ann\nstatements: []\nnote: "\\e[31m"\n', 3),
    "next-line": (_hidden("\x85"), 3),
    "line-separator": (_hidden("\u2028"), 3),
    "paragraph-separator": (_hidden("\u2029"), 3),
    "right-to-left": (_hidden("\u202e"), 3),
    "isolate": (_hidden("\u2066"), 3),
    "zero-width": (_hidden("\u200b"), 3),
    "unfinished-quote": ('speaker: ann\nstatements: "abc\n', 2),
    "escape-out-of-range": ('speaker: "\\UFFFFFFFF"\n', 1),
    "escaped-surrogate": ('speaker: "\\uD800"\n', 1),
    "homoglyph": ("speaker: \u0430nn\nstatements: []\n", 1),
    "path-for-id": ("speaker: ../../etc/passwd\nstatements: []\n", 1),
}
# Refused as a whole: there is no line to point at.
REFUSED_WHOLE = {
    "utf-16": "speaker: ann\nstatements: []\n".encode("utf-16"),
    "utf-16-le": "speaker: ann\nstatements: []\n".encode("utf-16-le"),
    "utf-16-be": "speaker: ann\nstatements: []\n".encode("utf-16-be"),
    "empty": b"",
}


@pytest.fixture(scope="module")
def refused(tmp_path_factory, run_cli, write_casebook):
    """One run over a folder in which every casebook has something wrong."""
    folder = tmp_path_factory.mktemp("refused")
    for name, (text, _) in REFUSED.items():
        write_casebook(folder / "testimonies" / name, {"ann.yaml": text})
    for name, data in REFUSED_WHOLE.items():
        write_casebook(folder / "testimonies" / name, {"ann.yaml": data})
    return run_cli("check", "testimonies", cwd=folder, statuses=(2,))


def _places(text: str, path: str) -> list[tuple[int, int]]:
    found = re.findall(rf"{re.escape(path)}:(\d+):(\d+)", text)
    return [(int(line), int(column)) for line, column in found]


@pytest.mark.parametrize("name", REFUSED)
def test_bad_text_is_refused_at_its_line(refused, name):
    """Each bad file is named with the line of its fault, whatever else is wrong in other files."""
    places = _places(refused.text, f"testimonies/{name}/ann.yaml")
    assert REFUSED[name][1] in [line for line, _ in places], places


@pytest.mark.parametrize("name", REFUSED_WHOLE)
def test_bad_file_is_refused_by_name(refused, name):
    """A file in a wide encoding, or with nothing in it, is named."""
    assert f"testimonies/{name}/ann.yaml" in refused.text


def test_refusals_show_no_raw_control_characters(refused):
    """What is hidden in a file stays visible and powerless in the messages about it."""
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", refused.text)


@pytest.mark.parametrize("name", [name for name in REFUSED if name.startswith("deep-")])
def test_great_depth_is_one_problem(refused, name):
    """A million brackets give one problem, not a million."""
    assert len(_places(refused.text, f"testimonies/{name}/ann.yaml")) == 1


def test_every_repeated_key_names_both_places(refused):
    """The message about a repeated key says where it was first written."""
    about = refused.text[refused.text.index("testimonies/repeated-nested-key/ann.yaml") :][:400]
    assert re.search(r"line 3", about), about


WORDS = [
    "14:30", "12:30:45", "1:2", "24:00", "09:30", "21:30", "no", "yes", "on", "off", "NO", "y", "n",
    "012", "0777", "1_000", "0b101", "0x1F", "1946", "1946-10", "1946-10-1", "1946-10-01",
    "1946-10-01T12:00:00Z", "1946-10-01 12:00", ".inf", ".nan", "-.5", "1e3", "~", "null", "=",
    "true", "1946-02-30", "9" * 6000, "1:" * 200 + "1", "+1", "00", "p. 1", "«x»", "e\u0301",
]  # fmt: skip


def test_words_stay_exactly_as_written(tmp_path, run_cli, write_casebook, texts):
    """No word is taken for a number, a date or a truth value, and none loses a character."""
    case = (
        texts.case
        + "things:\n"
        + "".join(f"  thing-{place}: {{name: thing {place}}}\n" for place in range(len(WORDS)))
    )
    asserted, denied = "speaker: ann\nstatements:\n", "speaker: ben\nstatements:\n"
    for place, word in enumerate(WORDS):
        head = f"  - id: s{place}\n    stage: hearing\n    source: {{in: record, at: {word}}}\n"
        says = f"    says: {word}\n    claims:\n"
        asserted += f"{head}{says}      - existed: {{what: thing-{place}, when: 1901}}\n"
        denied += f"{head}{says}      - denies: {{existed: {{what: thing-{place}}}}}\n"
    write_casebook(tmp_path / "book", {"case.yaml": case, "ann.yaml": asserted, "ben.yaml": denied})
    outcome = run_cli("analyze", "book", "--format", "json", cwd=tmp_path, statuses=(0,))
    shown = {
        claim["at"]
        for finding in json.loads(outcome.out)["findings"]
        for claim in finding["claims"]
    }
    assert shown == set(WORDS)


def test_words_of_yaml_serve_as_ids(tmp_path, run_cli, write_casebook, texts):
    """A person may be called `no`, `on`, `null` or `1946`: an id is text like any other."""
    names = ["no", "on", "yes", "null", "true", "1946", "012"]
    case = texts.case + "".join(f"  {name}-x: {{name: {name}}}\n" for name in ("inn", "pub"))
    case = case.replace(
        "people:\n", "people:\n" + "".join(f"  {name}: {{name: {name}}}\n" for name in names)
    )
    files = {
        f"{name}.yaml": texts.speaker.replace("speaker: ann", f"speaker: {name}").replace(
            "who: ann", f"who: {name}"
        )
        for name in names
    }
    write_casebook(tmp_path / "book", {"case.yaml": case, **files})
    outcome = run_cli("analyze", "book", "--format", "json", cwd=tmp_path, statuses=(0,))
    assert json.loads(outcome.out)["casebooks"][0]["speakers"] == len(names)


def test_a_byte_order_mark_is_accepted(tmp_path, run_cli, write_casebook, texts):
    """Editors that begin a UTF-8 file with a mark do no harm."""
    write_casebook(tmp_path / "book", {"ann.yaml": b"\xef\xbb\xbf" + texts.speaker.encode()})
    run_cli("check", "book", cwd=tmp_path, statuses=(0,))


def test_line_ends_change_nothing(tmp_path, run_cli, write_casebook, texts):
    """LF, CRLF, CR and a mixture of them give the same findings at the same lines."""
    for name, end in {"lf": "\n", "crlf": "\r\n", "cr": "\r"}.items():
        files = {"case.yaml": texts.case, "ann.yaml": texts.speaker, "ben.yaml": texts.denial}
        write_casebook(
            tmp_path / "testimonies" / name,
            {file: text.replace("\n", end).encode() for file, text in files.items()},
        )
    mixed = texts.speaker.replace("\n", "\r\n", 3).encode()
    write_casebook(
        tmp_path / "testimonies" / "mixed", {"ann.yaml": mixed, "ben.yaml": texts.denial}
    )
    outcome = run_cli("analyze", "testimonies", "--format", "json", cwd=tmp_path, statuses=(0,))
    found: dict[str, list[object]] = {}
    for finding in json.loads(outcome.out)["findings"]:
        book = finding.pop("casebook")
        found.setdefault(book, []).append(json.loads(json.dumps(finding).replace(book, "")))
    assert len(found) == 4
    assert len({json.dumps(findings) for findings in found.values()}) == 1


def test_great_sizes_are_refused_with_the_option_that_raises_the_cap(
    tmp_path, run_cli, write_casebook
):
    """A file beyond a cap is refused unread, with the name of the cap, and little memory used."""
    sizes = {
        "one-line": (b"note: " + b"x" * 17_000_000, "--max-file-size"),
        "comment": (b"# x\n" * 4_300_000, "--max-file-size"),
        "many-keys": ("".join(f"k{n}: x\n" for n in range(200_000)), ""),
        "many-items": ("- x\n" * 1_000_000, ""),
        "sparse": (b"", "--max-file-size"),
    }
    for name, (data, _) in sizes.items():
        book = write_casebook(tmp_path / "testimonies" / name, {"ann.yaml": data})
        if name == "sparse":
            with (book / "ann.yaml").open("r+b") as file:
                file.truncate(2 * 1024**3)
    outcome = run_cli("check", "testimonies", cwd=tmp_path, statuses=(2,), memory=700_000_000)
    for name, (_, option) in sizes.items():
        path = f"testimonies/{name}/ann.yaml"
        assert path in outcome.text
        assert option in outcome.text[outcome.text.index(path) - 500 :][:1200], name


def test_too_many_files_are_refused(tmp_path, run_cli, write_casebook):
    """Thousands of files are refused with the cap, before they are read."""
    book = write_casebook(tmp_path / "testimonies" / "crowd", {})
    for number in range(5_001):
        (book / f"p{number}.yaml").touch()
    outcome = run_cli("check", "testimonies", cwd=tmp_path, statuses=(2,))
    assert "--max-files" in outcome.text
    assert outcome.text.count("\n") < 20


def test_special_files_never_block(tmp_path, run_cli, write_casebook, texts):
    """A named pipe, a socket, a folder or a device in place of a file is named and left alone."""
    book = write_casebook(tmp_path / "testimonies" / "special", {"ann.yaml": texts.speaker})
    os.mkfifo(book / "pipe.yaml")
    (book / "folder.yaml").mkdir()
    (book / "zero.yaml").symlink_to("/dev/zero")
    (book / "loop.yaml").symlink_to("loop.yaml")
    (book / "nowhere.yaml").symlink_to("does-not-exist.yaml")
    names = ["pipe", "folder", "zero", "loop", "nowhere"]
    with socket.socket(socket.AF_UNIX) as listener:
        # The address of a socket must be short, whatever the folder of the tests.
        here = Path.cwd()
        os.chdir(book)
        try:
            listener.bind("socket.yaml")
        finally:
            os.chdir(here)
        outcome = run_cli("check", "testimonies", cwd=tmp_path, statuses=(2,))
    for name in [*names, "socket"]:
        assert f"testimonies/special/{name}.yaml" in outcome.text


def test_a_link_shows_nothing_of_its_target(tmp_path, run_cli, write_casebook, texts):
    """Files and folders outside the casebook are not read through links."""
    secret = tmp_path / "secret"
    write_casebook(secret, {"case.yaml": "case: hush-hush\n", "ann.yaml": "hush-hush: 1\n"})
    folder = tmp_path / "work"
    book = write_casebook(folder / "testimonies" / "links", {"ann.yaml": texts.speaker})
    (book / "ben.yaml").symlink_to(secret / "ann.yaml")
    (folder / "testimonies" / "elsewhere").symlink_to(secret)
    outcome = run_cli("check", "testimonies", cwd=folder, statuses=(2,))
    assert "hush" not in outcome.text
    assert "testimonies/links/ben.yaml" in outcome.text
    assert "testimonies/elsewhere" in outcome.text


def test_hostile_file_names_are_escaped(tmp_path, run_cli, write_casebook):
    """A file name cannot write a line, a command or a colour of its own."""
    names = [
        b"a\n::error::b.yaml", b"::warning::c.yaml", b"\x1b[31mred.yaml", b"-dash.yaml",
        b"\xff.yaml", b"\xe2\x80\xae.yaml", b"trailing .yaml", b"n" * 250 + b".yaml",
    ]  # fmt: skip
    book = write_casebook(tmp_path / "testimonies" / "names", {})
    for name in names:
        Path(os.fsdecode(os.fsencode(book) + b"/" + name)).write_bytes(b"speaker: nobody\n")
    outcome = run_cli(
        "check", "testimonies", cwd=tmp_path, statuses=(2,), variables={"GITHUB_ACTIONS": "true"}
    )
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", outcome.text)
    assert not re.search(r"(?m)^\s*::", outcome.text)
    assert outcome.text.count("names/") >= len(names)


def test_a_name_that_begins_with_a_dash_can_be_given(tmp_path, run_cli, write_casebook, texts):
    """`--` ends the options, as everywhere."""
    write_casebook(tmp_path / "-book", {"ann.yaml": texts.speaker})
    run_cli("check", "--", "-book", cwd=tmp_path, statuses=(0,))


GOOD_DATES = [
    "1901-03-04", "0000", "-0500", "9999", "-9999", "1752-09-05", "1582-10-10", "1900-02-28",
    "2000-02-29", "1901-03-04T23:59", "1901-21", "190X", "autumn 1901", "5 August 1901",
    "early 1901", "1901-02/1901-05", "1901-02/..", "../1901-02", "1901-02/", "1901-02~", "1901?",
    "../..", "{1901-02, 1901-05}",
]  # fmt: skip
BAD_DATES = [
    "10000", "-10000", "1901-13", "1901-02-30", "1900-02-29", "1901-00-01", "1901-03-04T25:00",
    "1901-03-04T12:60", "1901-05/1900-01", "3/4/1901", "3 trucks", "12:30", "99", "May",
    "1901-03-04T12:00+99:99", "9" * 5000, "1901-03-04T24:01", "5 August", "today", "31 June 1901",
    "[[[", "1901//1902",
]  # fmt: skip


def test_every_impossible_date_is_refused_and_no_other(tmp_path, run_cli, write_casebook):
    """A date that no calendar has, or whose meaning is left open, is a problem at its place."""
    text, bad_lines = "speaker: ann\nstatements:\n", set()
    for number, date in enumerate(GOOD_DATES + BAD_DATES):
        text += (
            f"  - id: s{number}\n    stage: hearing\n    source: {{in: record}}\n"
            f"    claims:\n      - was-at:\n          who: ann\n          where: inn\n"
            f"          when: '{date}'\n"
        )
        if date in BAD_DATES:
            bad_lines.add(text.count("\n"))
    write_casebook(tmp_path / "book", {"ann.yaml": text})
    outcome = run_cli("check", "book", cwd=tmp_path, statuses=(2,))
    written = text.split("\n")
    found = {line for line, _ in _places(outcome.text, "book/ann.yaml")}
    assert {written[line - 1] for line in found} == {written[line - 1] for line in bad_lines}


def test_a_claim_tied_to_itself_is_refused(tmp_path, run_cli, write_casebook, texts):
    """Nothing comes after itself: the tie is a problem, not an endless search."""
    text = texts.speaker.replace("when: 1901-02-03}", "when: {after: c}}\n        id: c")
    write_casebook(tmp_path / "book", {"ann.yaml": text})
    outcome = run_cli("analyze", "book", cwd=tmp_path, statuses=(0, 2))
    assert "book/ann.yaml" in outcome.text or "stay" in outcome.text


def test_ties_that_run_in_a_circle_are_reported(tmp_path, run_cli, write_casebook, texts):
    """Each of three statements put after the next cannot be dated: the record is inconsistent."""
    text = "speaker: ann\nstatements:\n"
    for here, there in ("ab", "bc", "ca"):
        text += (
            f"  - id: {here}\n    stage: hearing\n    source: {{in: record}}\n"
            f"    claims:\n      - was-at: {{who: ann, where: inn, when: {{after: {there}#1}}}}\n"
        )
    text = text.replace("after: ", "after: ann/")
    write_casebook(tmp_path / "book", {"ann.yaml": text})
    outcome = run_cli("analyze", "book", "--format", "json", cwd=tmp_path, statuses=(0,))
    report = json.loads(outcome.out)
    assert report["casebooks"][0]["consistent"] is False
    assert any(
        finding["statements"] == ["ann/a", "ann/b", "ann/c"] for finding in report["findings"]
    )


def test_a_crowd_that_says_the_same_is_reported_whole(tmp_path, run_cli, write_casebook, texts):
    """Forty witnesses against twenty give a valid report, in bounded time and memory."""
    people, files = "", {}
    for number in range(60):
        text = texts.speaker if number < 40 else texts.denial
        people += f"  p{number}: {{name: Witness {number}}}\n"
        files[f"p{number}.yaml"] = re.sub("speaker: .*", f"speaker: p{number}", text)
    case = texts.case.replace("people:\n", "people:\n" + people)
    write_casebook(tmp_path / "book", {"case.yaml": case, **files})
    outcome = run_cli(
        "analyze", "book", "--format", "json", cwd=tmp_path, statuses=(0,), timeout=60
    )
    report = json.loads(outcome.out)
    assert report["casebooks"][0]["statements"] == 60
    assert report["casebooks"][0]["consistent"] is False
    named = {name for finding in report["findings"] for name in finding["statements"]}
    assert len(named) == 60
