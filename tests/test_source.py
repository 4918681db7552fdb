"""Files become texts, or problems with a place; nothing blocks and nothing endless is read."""

from __future__ import annotations

import dataclasses
import errno
import itertools
import os
import socket
import stat
from pathlib import Path

import pytest

from trialcheck import source
from trialcheck.source import (
    Budget,
    Limits,
    Problem,
    SourceFile,
    decode_source,
    list_yaml,
    name_of,
    printable,
    read_source,
    shown_path,
    suggest,
)

LIMITS = Limits()


def _read(
    path: Path, limits: Limits = LIMITS, budget: Budget | None = None
) -> SourceFile | Problem:
    return read_source(path, path.name, limits, budget or Budget())


def _written(folder: Path, data: bytes, name: str = "a.yaml") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _problem_in(data: bytes) -> Problem:
    found = decode_source(data, "a.yaml")
    assert isinstance(found, Problem)
    return found


def _text_of(data: bytes) -> str:
    found = decode_source(data, "a.yaml")
    assert isinstance(found, SourceFile)
    return found.text


def test_a_file_is_read_with_its_text_and_shown_path(tmp_path: Path) -> None:
    """A plain file yields its text under the path that is shown."""
    path = _written(tmp_path, "a: café\n".encode())
    assert read_source(path, "case/a.yaml", LIMITS, Budget()) == SourceFile(
        "case/a.yaml", "a: café\n"
    )


def test_lines_count_from_one() -> None:
    """Line 1 is the first; a line that does not exist is empty."""
    file = SourceFile("a.yaml", "one\ntwo\n")
    assert [file.line(number) for number in (0, 1, 2, 3, 4, -1)] == ["", "one", "two", "", "", ""]


def test_a_file_makes_problems_with_the_text_of_their_line() -> None:
    """A problem made by a file carries its path and the line; one of the whole file has none."""
    file = SourceFile("a.yaml", "one\ntwo\n")
    assert file.problem("wrong", 2, 3, 1, "mend it") == Problem(
        "wrong", "a.yaml", 2, 3, 1, "two", "mend it"
    )
    assert file.problem("wrong") == Problem("wrong", "a.yaml", 0, 0, 1, "", "")


def test_problems_sort_by_place_whatever_their_order() -> None:
    """Problems are ordered by path, line, column and then words."""
    ordered = [
        Problem("z", "a.yaml", 1, 2),
        Problem("a", "a.yaml", 1, 3),
        Problem("b", "a.yaml", 1, 3),
        Problem("a", "a.yaml", 10),
        Problem("a", "b.yaml"),
    ]
    for shuffled in itertools.permutations(ordered):
        assert sorted(shuffled) == ordered
    assert ordered[1] >= ordered[0]


def test_a_problem_is_frozen() -> None:
    """A problem cannot be changed."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        Problem("a", "b").message = "c"  # type: ignore[misc]  # this is what must fail


def test_an_endless_line_is_cut_in_the_problem() -> None:
    """A problem holds 1,000 characters of a line, and none where its column lies beyond."""
    line = "x" * 5000
    assert Problem("a", "b", 1, 1000, source_line=line).source_line == "x" * 1000
    assert Problem("a", "b", 1, 1001, source_line=line).source_line == ""
    assert Problem("a", "b", 1, 1, source_line="x" * 1000).source_line == "x" * 1000


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_give_the_same_text(line_end: str) -> None:
    """LF, CRLF and CR yield the same text, and so the same line numbers."""
    assert _text_of(line_end.join(["a: 1", "", "b: é", ""]).encode()) == "a: 1\n\nb: é\n"
    assert _text_of(line_end.join(["a: 1", "", "b: 2", ""]).encode()) == "a: 1\n\nb: 2\n"


def test_mixed_line_ends_are_each_one_line_end() -> None:
    """A file in which line ends are mixed keeps its count of lines."""
    assert _text_of(b"a\r\nb\rc\nd\n\re") == "a\nb\nc\nd\n\ne"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_bad_byte_is_located_alike_under_all_line_ends(line_end: str) -> None:
    """The line of a byte that is no UTF-8 does not depend on the kind of line end."""
    data = line_end.join(["a: 1", "b: é", "name: G\xf6ring"]).encode("latin-1")
    data = data.replace(b"\xe9", "é".encode())
    found = _problem_in(data)
    assert (found.line, found.column) == (3, 8)
    assert found.source_line == "name: G\\xf6ring"


def test_latin_1_is_named_with_place_and_remedy() -> None:
    """A Latin-1 letter is refused at its line and column, with the way to convert the file."""
    found = _problem_in(b"a: 1\r\nname: G\xf6ring\r\nb: 2\r\n")
    assert found == Problem(
        "the byte 0xF6 is no part of a UTF-8 text; UTF-8 is expected",
        "a.yaml",
        2,
        8,
        4,
        "name: G\\xf6ring",
        "convert it with: iconv -f latin1 -t utf-8 OLD.yaml > NEW.yaml",
    )


@pytest.mark.parametrize(
    ("data", "column"),
    [
        (b"a: \xe2\x82", 4),  # the beginning of a euro sign
        (b"a: \xc0\xaf", 4),  # an overlong slash
        (b"a: \xe0\x80\xaf", 4),
        (b"a: \xed\xa0\xbd\xed\xb8\x80", 4),  # a smiley as two surrogates
        (b"a: \xf8\x88\x80\x80\x80", 4),
        (b"a: \xff", 4),
        ("ä: ü".encode() + b"\x80", 5),
    ],
)
def test_malformed_utf_8_is_refused_at_its_first_byte(data: bytes, column: int) -> None:
    """Truncated, overlong and surrogate sequences are refused; columns count characters."""
    found = _problem_in(data)
    assert (found.line, found.column) == (1, column)
    assert f"0x{data[len(data.decode('utf-8', 'ignore')[: column - 1].encode())]:02X}" in (
        found.message
    )


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32"),
        ("utf-32-be", "UTF-32"),
    ],
)
def test_wide_encodings_are_named(encoding: str, name: str) -> None:
    """UTF-16 and UTF-32 are recognised with and without a byte order mark."""
    found = _problem_in("speaker: lamb\nstatements: []\n".encode(encoding))
    assert found.message == f"the file is {name}; UTF-8 is expected"
    assert f"iconv -f {name.lower()} -t utf-8" in found.help


def test_wide_marks_of_big_endian_files_are_known() -> None:
    """The byte order marks of big-endian files count too."""
    assert "UTF-16" in _problem_in(b"\xfe\xff\0a").message
    assert "UTF-32" in _problem_in(b"\0\0\xfe\xff\0\0\0a").message


def test_a_byte_order_mark_of_utf_8_is_taken_off() -> None:
    """A UTF-8 byte order mark is accepted and is no part of the text; a second one is refused."""
    assert _text_of(b"\xef\xbb\xbfa: 1\n") == "a: 1\n"
    found = _problem_in(b"\xef\xbb\xbf\xef\xbb\xbfa: 1\n")
    assert (found.line, found.column) == (1, 1)
    assert "U+FEFF" in found.message


@pytest.mark.parametrize(
    ("character", "words"),
    [
        ("\0", "the control character U+0000"),
        ("\x07", "the control character U+0007"),
        ("\x0b", "the control character U+000B"),
        ("\x0c", "the control character U+000C"),
        ("\x1b", "the control character U+001B"),
        ("\x7f", "the control character U+007F"),
        ("\x85", "the control character U+0085"),
        ("\x9b", "the control character U+009B"),
        ("\u2028", "the separator U+2028 (LINE SEPARATOR)"),
        ("\u2029", "the separator U+2029 (PARAGRAPH SEPARATOR)"),
        ("\u202e", "the invisible character U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ("\u2066", "the invisible character U+2066 (LEFT-TO-RIGHT ISOLATE)"),
        ("\u200e", "the invisible character U+200E (LEFT-TO-RIGHT MARK)"),
        ("\u061c", "the invisible character U+061C (ARABIC LETTER MARK)"),
        ("\u200b", "the invisible character U+200B (ZERO WIDTH SPACE)"),
        ("\u2060", "the invisible character U+2060 (WORD JOINER)"),
        ("\ufeff", "the invisible character U+FEFF (ZERO WIDTH NO-BREAK SPACE)"),
        ("\ufffe", "the invisible character U+FFFE"),
        ("\U000e0041", "the invisible character U+E0041 (TAG LATIN CAPITAL LETTER A)"),
    ],
)
@pytest.mark.parametrize("neighbour", ["x", "é"])
def test_unsafe_characters_are_named_with_their_place(
    character: str, words: str, neighbour: str
) -> None:
    """A character that acts or hides is refused at its line and column, by its code point."""
    found = _problem_in(f"a: 1\r\n{neighbour}: {character}y\r\n".encode())
    assert (found.line, found.column, found.length) == (2, 4, 1)
    assert found.message.startswith(f"found {words}; only visible text")
    assert found.source_line == f"{neighbour}: {character}y"


def test_a_line_of_only_zeros_is_a_control_character() -> None:
    """Zeros, as a crash leaves them behind, are not taken for a wide encoding."""
    assert "U+0000" in _problem_in(b"\0" * 4096).message


def test_the_first_of_two_faults_is_reported() -> None:
    """A control character before a bad byte is the one that is named."""
    found = _problem_in(b"a\x1b\n\xff")
    assert (found.line, found.column) == (1, 2)
    assert "U+001B" in found.message


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "tab\there", "“—” naïve 日本 😀"])
def test_ordinary_text_of_many_scripts_is_read(text: str) -> None:
    """Joiners of Persian and Indic scripts, tabs, dashes and pictures are text."""
    assert _text_of(f"says: {text}\n".encode()) == f"says: {text}\n"


def test_an_empty_file_is_an_empty_text() -> None:
    """A file without a byte is read as text; what it lacks is for others to say."""
    assert _text_of(b"") == ""
    assert _text_of(b"\xef\xbb\xbf") == ""


def test_a_surrogate_is_named_without_a_name() -> None:
    """Code points that have no name are shown by their number."""
    assert name_of("\ud800") == "the invisible character U+D800"


def test_a_large_file_is_refused_with_its_flag(tmp_path: Path) -> None:
    """A file above the cap is refused naming the cap and --max-file-size; one at it is read."""
    limits = Limits(file_bytes=10)
    assert isinstance(_read(_written(tmp_path, b"123456789\n"), limits), SourceFile)
    found = _read(_written(tmp_path, b"1234567890\n"), limits)
    assert isinstance(found, Problem)
    assert found.message == "the file is larger than 10 bytes, the most that is read of one file"
    assert "--max-file-size" in found.help


def test_a_sparse_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    """The size that the system states is enough to refuse a file."""
    path = _written(tmp_path, b"")
    os.truncate(path, 2 * 1024**3)
    budget = Budget()
    found = _read(path, LIMITS, budget)
    assert isinstance(found, Problem)
    assert "larger than 16 MiB" in found.message
    assert budget.bytes == 0


def test_a_file_that_states_too_small_a_size_is_still_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading ends at the cap though the stated size is smaller than what comes."""
    path = _written(tmp_path, b"x" * 5000)
    true_status = os.fstat

    def small_status(descriptor: int) -> os.stat_result:
        values = list(true_status(descriptor))
        values[stat.ST_SIZE] = 3
        return os.stat_result(values)

    monkeypatch.setattr(source.os, "fstat", small_status)
    whole = _read(path)
    assert isinstance(whole, SourceFile)
    assert whole.text == "x" * 5000
    found = _read(path, Limits(file_bytes=4999))
    assert isinstance(found, Problem)
    assert "4,999 bytes" in found.message


def test_the_files_of_a_run_are_bounded_together(tmp_path: Path) -> None:
    """All files together are capped, naming --max-total-size; what is refused is not counted."""
    limits = Limits(total_bytes=12)
    budget = Budget()
    path = _written(tmp_path, b"a: 1567\n")
    small = _written(tmp_path, b"b: 1", "b.yaml")
    assert isinstance(_read(path, limits, budget), SourceFile)
    found = _read(path, limits, budget)
    assert isinstance(found, Problem)
    assert "12 bytes" in found.message
    assert "--max-total-size" in found.help
    assert isinstance(_read(small, limits, budget), SourceFile)
    assert budget == Budget(files=3, bytes=12)


def test_the_number_of_files_of_a_run_is_bounded(tmp_path: Path) -> None:
    """One file more than the cap is refused, naming --max-files."""
    limits = Limits(files=1)
    budget = Budget()
    path = _written(tmp_path, b"a: 1\n")
    assert isinstance(_read(path, limits, budget), SourceFile)
    found = _read(path, limits, budget)
    assert isinstance(found, Problem)
    assert found.message == "there are more than 1 files, the most that one run reads"
    assert "--max-files" in found.help


def _message_for(path: Path) -> str:
    found = _read(path)
    assert isinstance(found, Problem)
    assert (found.path, found.line, found.column) == (path.name, 0, 0)
    return found.message


def test_a_named_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    """A FIFO that nobody writes to is named at once."""
    path = tmp_path / "a.yaml"
    os.mkfifo(path)
    assert _message_for(path) == "this is a named pipe; a file with text is expected"


def test_a_folder_and_a_socket_and_a_device_are_refused(tmp_path: Path) -> None:
    """What is no file with text is refused by its kind."""
    (tmp_path / "a.yaml").mkdir()
    assert _message_for(tmp_path / "a.yaml") == "this is a folder; a file with text is expected"
    path = tmp_path / "s.yaml"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        assert "socket" in _message_for(path)
    assert _message_for(Path("/dev/zero")) == "this is a device; a file with text is expected"


@pytest.mark.parametrize("target", ["/dev/zero", "/etc/passwd", "a.yaml", "b.yaml", "nowhere"])
@pytest.mark.parametrize("by_the_system", [True, False])
def test_a_link_is_refused_and_its_target_never_named(
    tmp_path: Path, target: str, by_the_system: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Links are not followed, be their target a device, a secret, a neighbour or themselves."""
    if not by_the_system:
        monkeypatch.delattr(source.os, "O_NOFOLLOW")
    _written(tmp_path, b"a: 1\n")
    link = tmp_path / "b.yaml"
    link.symlink_to(target)
    found = _read(link)
    assert isinstance(found, Problem)
    assert found.message == "the file is a link, and links are not followed"
    assert target not in (found.message + found.help)
    assert found.path == "b.yaml"


def test_a_file_is_read_where_the_system_cannot_refuse_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without O_NOFOLLOW and the other flags plain files are still read."""
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"):
        monkeypatch.delattr(source.os, name)
    assert isinstance(_read(_written(tmp_path, b"a: 1\n")), SourceFile)


def test_a_file_that_vanished_is_named(tmp_path: Path) -> None:
    """A file that is gone, and one below a file, are problems."""
    assert _message_for(tmp_path / "gone.yaml") == "the file is not there (any more)"
    below = _written(tmp_path, b"") / "b.yaml"
    assert "folder is expected" in _message_for(below)


def test_a_name_that_no_file_can_have_is_named(tmp_path: Path) -> None:
    """A zero in a name, or far too long a name, is a problem and no exception."""
    found = read_source(tmp_path / "a\0.yaml", "a", LIMITS, Budget())
    assert isinstance(found, Problem)
    assert found.message == "the name cannot be that of a file"
    assert "longer than the system allows" in _message_for(tmp_path / ("x" * 4000))


def test_a_denied_permission_is_named(tmp_path: Path) -> None:
    """A file that may not be read is a problem."""
    path = _written(tmp_path, b"a: 1\n")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("the user of this test may read everything")
    assert _message_for(path) == "permission to read the file is denied"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "permission to read the file is denied"),
        (errno.EIO, "the file cannot be read (the system says EIO)"),
        (99999, "the file cannot be read (the system says 99999)"),
        (None, "the file cannot be read (the system says 0)"),
    ],
)
def test_a_fault_of_the_system_is_named_in_our_words(
    number: int | None, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read that fails is a problem, in words that don't depend on the system's language."""

    def failing(*_: object) -> bytes:
        raise OSError(number, "Erreur d'entrée/sortie")

    path = _written(tmp_path, b"a: 1\n")
    monkeypatch.setattr(source.os, "read", failing)
    assert _message_for(path) == words


def test_every_file_is_closed_again(tmp_path: Path) -> None:
    """Neither reading nor refusing a file leaves it open."""
    descriptors = Path("/proc/self/fd")
    if not descriptors.exists():
        pytest.skip("open files cannot be counted here")
    before = len(list(descriptors.iterdir()))
    for name, data in (("a.yaml", b"a: 1\n"), ("b.yaml", b"\xff")):
        _read(_written(tmp_path, data, name))
    _read(tmp_path)
    _read(_written(tmp_path, b"long"), Limits(file_bytes=1))
    assert len(list(descriptors.iterdir())) == before


def test_yaml_files_are_listed_sorted_and_without_hidden_ones(tmp_path: Path) -> None:
    """Names that end in .yaml or .yml are listed in order; others and hidden ones are not."""
    for name in ("b.yaml", "a.yml", "Z.yaml", ".hidden.yaml", "c.txt", "d.yaml.orig", "é.yaml"):
        _written(tmp_path, b"", name)
    (tmp_path / "folder").mkdir()
    _written(tmp_path / "folder", b"", "deep.yaml")
    assert list_yaml(tmp_path, "case", LIMITS) == ["Z.yaml", "a.yml", "b.yaml", "é.yaml"]


def test_too_many_files_in_a_folder_are_a_problem(tmp_path: Path) -> None:
    """A folder with more files than the cap is refused, naming --max-files."""
    for number in range(4):
        _written(tmp_path, b"", f"{number}.yaml")
    assert list_yaml(tmp_path, "case", Limits(files=4)) == [f"{number}.yaml" for number in range(4)]
    found = list_yaml(tmp_path, "case", Limits(files=3))
    assert isinstance(found, Problem)
    assert found.message == "there are more than 3 files, the most that one run reads"
    assert "--max-files" in found.help


def test_a_folder_that_cannot_be_listed_is_a_problem(tmp_path: Path) -> None:
    """A missing folder, a file in its place and a link to a folder are problems."""
    found = list_yaml(tmp_path / "gone", "case\n", LIMITS)
    assert found == Problem("the folder is not there (any more)", "case\\x0a")
    path = _written(tmp_path, b"")
    assert isinstance(list_yaml(path, "case", LIMITS), Problem)
    link = tmp_path / "link"
    link.symlink_to("/etc")
    found = list_yaml(link, "link", LIMITS)
    assert isinstance(found, Problem)
    assert found.message == "the folder is a link, and links are not followed"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"\xff.yaml", "\\xff.yaml"),
        (b"a\n::error::.yaml", "a\\x0a::error::.yaml"),
        (b"\x1b[31m.yaml", "\\x1b[31m.yaml"),
        (b"-x.yaml", "-x.yaml"),
        (b"end .yaml", "end .yaml"),
        (b"\xe2\x80\xae.yaml", "<U+202E>.yaml"),
        (b"x" * 250 + b".yaml", "x" * 250 + ".yaml"),
    ],
)
def test_hostile_file_names_are_read_and_shown_harmless(
    tmp_path: Path, name: bytes, shown: str
) -> None:
    """A file of any name is listed and read; what is shown can be printed and does not act."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"a: 1\n")
    names = list_yaml(tmp_path, "case", LIMITS)
    assert isinstance(names, list)
    file = read_source(tmp_path / names[0], f"case/{names[0]}", LIMITS, Budget())
    assert file == SourceFile(f"case/{shown}", "a: 1\n")
    assert file.path.encode().decode("utf-8") == file.path


def test_paths_are_shown_relative_to_the_working_folder() -> None:
    """Below the working folder a path is relative; elsewhere it stays as it was given."""
    here = Path("/home/lamb")
    assert shown_path(Path("case/a.yaml"), here) == "case/a.yaml"
    assert shown_path(Path("/home/lamb/case/../case/a.yaml"), here) == "case/a.yaml"
    assert shown_path(Path("/srv/case/a.yaml"), here) == "/srv/case/a.yaml"
    assert shown_path(Path("../case/a.yaml"), here) == "../case/a.yaml"
    assert shown_path(Path("a\nb.yaml"), here) == "a\\x0ab.yaml"


def test_bytes_that_are_no_utf_8_are_printable() -> None:
    """Bytes of a name that are no UTF-8 show as their number."""
    assert printable("\udcff\udc80é") == "\\xff\\x80é"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("hearng", "did you mean 'hearing'?"),
        ("Hearing", "did you mean 'hearing'?"),
        ("court_report", "did you mean 'court-report'?"),
        ("earing", "did you mean 'hearing'?"),
        ("zebra", ""),
        ("", ""),
        ("h" * 200, ""),
    ],
)
def test_the_nearest_name_is_suggested(word: str, expected: str) -> None:
    """A near name is suggested, nothing where none is near."""
    assert suggest(word, ["hearing", "verdict", "court-report", ""]) == expected


def test_a_suggestion_does_not_depend_on_the_order_of_names() -> None:
    """Of two names equally near the same one is suggested, whatever their order and case."""
    names = ["lamb-a", "lamb-b", "LAMB-A", "lamb-c"]
    expected = suggest("lamb-x", names)
    assert expected != ""
    for shuffled in itertools.permutations(names):
        assert suggest("lamb-x", shuffled) == expected
