"""Files become texts: bounded, never blocking, strictly UTF-8, without hidden characters."""

from __future__ import annotations

import difflib
import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, total_ordering
from itertools import islice
from pathlib import Path

from trialcheck.passwords import without_passwords
from trialcheck.visible import visible

MEBIBYTE = 1024 * 1024

# Control characters except tab and line feed, NEL and the other C1 controls, the line separators,
# everything that turns or hides text, surrogates and the two non-characters that parsers refuse.
# The joiners U+200C and U+200D stay: Persian and the Indic scripts are written with them.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_NEARLY_YAML = re.compile(r"(.+)(\.ya?ml)(\.txt)?", re.IGNORECASE | re.DOTALL)
_BYTE_IN_NAME = re.compile("[\udc80-\udcff]")
_UNSAFE_BYTES = bytes([*range(0x09), *range(0x0B, 0x20), 0x7F])
_LONGEST_SHOWN_LINE = 1000
_LONGEST_SUGGESTION = 80
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_WORDS_OF_ERRORS = {
    errno.ENOENT: "the file is not there (any more)",
    errno.EACCES: "permission to read the file is denied",
    errno.EPERM: "permission to read the file is denied",
    errno.ELOOP: "the file is a link, and links are not followed",
    errno.EMLINK: "the file is a link, and links are not followed",
    errno.ENXIO: "the file is a socket or a device, not a file with text",
    errno.ENOTDIR: "a part of the path is a file where a folder is expected",
    errno.EISDIR: "the file is a folder, not a file with text",
    errno.ENAMETOOLONG: "the name is longer than the system allows",
    errno.EMFILE: "too many files are open to read this one",
    errno.ENFILE: "too many files are open to read this one",
}
_KINDS_OF_FILE = (
    (stat.S_ISDIR, "folder"),
    (stat.S_ISFIFO, "named pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISLNK, "link"),
)
_HELP_FOR_LINKS = "put the file itself here, or name the real file on the command line"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one run reads at most; sizes in bytes, `scalar` in characters, the rest in counts.

    `nodes` counts the values of one file, `entries` those of one list or mapping.
    """

    file_bytes: int = 16 * MEBIBYTE
    total_bytes: int = 64 * MEBIBYTE
    files: int = 5_000
    depth: int = 64
    nodes: int = 1_000_000
    entries: int = 100_000
    scalar: int = MEBIBYTE


@dataclass(slots=True)
class Budget:
    """What one run has read so far; `read_source` adds to it, so each run makes its own."""

    files: int = 0
    bytes: int = 0


@total_ordering
@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the input, and where; it is data, and printing it is left to others.

    `line` and `column` count from 1; 0 means the whole file, or the whole line. `length` is the
    width of the caret in characters. `source_line` is the text of the line as it is, cut to its
    first 1,000 characters, and empty where there is none or `column` lies beyond the cut.
    """

    message: str
    path: str
    line: int = 0
    column: int = 0
    length: int = 1
    source_line: str = ""
    help: str = ""

    def __post_init__(self) -> None:
        """Keep endless lines out of the output, whoever makes the problem."""
        if len(self.source_line) > _LONGEST_SHOWN_LINE:
            shown = self.source_line[:_LONGEST_SHOWN_LINE]
            kept = shown if self.column <= _LONGEST_SHOWN_LINE else ""
            object.__setattr__(self, "source_line", kept)

    def __lt__(self, other: Problem) -> bool:
        """Order by place, then by words."""
        return self._order() < other._order()

    def _order(self) -> tuple[str, int, int, str, int, str, str]:
        place = (self.path, self.line, self.column)
        return (*place, self.message, self.length, self.source_line, self.help)


# Not slotted: the lines are split once, when the first problem needs one, and kept.
@dataclass(frozen=True)
class SourceFile:
    """A text that was read: no unsafe characters, and every line ends with a line feed alone."""

    path: str
    text: str

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    def line(self, number: int) -> str:
        """Return the text of a line, counted from 1, without its end; "" where there is none."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def problem(
        self, message: str, line: int = 0, column: int = 0, length: int = 1, help: str = ""
    ) -> Problem:
        """Return a problem at a place of this file, with the text of its line."""
        shown = without_passwords(self.line(line), same_length=True)
        words = without_passwords(message)
        return Problem(words, self.path, line, column, length, shown, without_passwords(help))


def shown_path(path: Path, working_folder: Path) -> str:
    """Return the path as users see it: relative if below the working folder, `/`, printable."""
    absolute = Path(os.path.normpath(working_folder / path))
    below = absolute.is_relative_to(working_folder)
    return printable((absolute.relative_to(working_folder) if below else path).as_posix())


def printable(name: str) -> str:
    r"""Return a file name that every output can print; a byte that is no UTF-8 becomes `\xff`."""
    return visible(_BYTE_IN_NAME.sub(lambda byte: f"\\x{ord(byte[0]) - 0xDC00:x}", name))


def suggest(word: str, known: Iterable[str]) -> str:
    """Return "did you mean 'x'?" for the known name that is nearest to a word, or ""."""
    if not 0 < len(word) <= _LONGEST_SUGGESTION:
        return ""
    folded = word.casefold()
    slack = max(2, len(word) // 4)
    ends = (folded[0], folded[-1])
    # Few typing slips change both ends of a word, and this spares most of the comparisons.
    near = sorted(
        name
        for name in known
        if abs(len(name) - len(word)) <= slack
        and (name[:1].casefold() == ends[0] or name[-1:].casefold() == ends[1])
    )
    by_folded = {name.casefold(): name for name in reversed(near)}
    best = difflib.get_close_matches(folded, by_folded, n=1, cutoff=0.7)
    return f"did you mean '{by_folded[best[0]]}'?" if best else ""


def list_yaml(folder: Path, shown: str, limits: Limits) -> list[str] | Problem:
    """Return the sorted names of the `.yaml` and `.yml` entries of a folder, hidden ones left out.

    The names may hold surrogates where they are no UTF-8; `printable` makes them fit to be shown.
    """
    shown = printable(shown)
    if folder.is_symlink():
        help_text = "name the real folder on the command line"
        return Problem("the folder is a link, and links are not followed", shown, help=help_text)
    try:
        with os.scandir(folder) as entries:
            found = (entry.name for entry in entries if is_yaml_name(entry.name))
            names = list(islice(found, limits.files + 1))
    except (OSError, ValueError) as error:
        return Problem(_words(error).replace("the file", "the folder"), shown)
    return too_many_files(shown, limits) if len(names) > limits.files else sorted(names)


def read_source(path: Path, shown: str, limits: Limits, budget: Budget) -> SourceFile | Problem:
    """Read one file as text, or say why not; never waits, follows no link, reads bounded bytes.

    `shown` is the path as users see it; it is made printable here.
    """
    shown = printable(shown)
    if budget.files >= limits.files:
        return too_many_files(shown, limits)
    budget.files += 1
    data = read_bytes(path, shown, limits, budget)
    return data if isinstance(data, Problem) else decode_source(data, shown)


def decode_source(data: bytes, shown: str) -> SourceFile | Problem:
    """Turn the bytes of a file into text, or name the first place that is no clean UTF-8."""
    if wide := _wide_encoding(data):
        message = f"the file is {wide}; UTF-8 is expected"
        return Problem(message, shown, help=_conversion(wide.lower()))
    data = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        text = _with_line_feeds(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _bad_byte(data, error.start, shown)
    # Bytes are checked about ten times as fast as characters, and most files are ASCII.
    clean = text.isascii() and len(data.translate(None, _UNSAFE_BYTES)) == len(text)
    bad = None if clean else unsafe_character(text, shown)
    return bad or SourceFile(shown, text)


def unsafe_character(text: str, shown: str) -> Problem | None:
    """Return the problem that the first unsafe character of a text is, or None."""
    unsafe = UNSAFE.search(text)
    if not unsafe:
        return None
    start, found = unsafe.start(), name_of(unsafe[0])
    message = f"found {found}; only visible text, spaces, tabs and line ends are expected"
    after = text[start : start + _LONGEST_SHOWN_LINE]
    return _place_after(text[:start], after, message, 1, shown, "delete it")


def name_of(character: str) -> str:
    """Return an unsafe character in words, such as "the control character U+001B"."""
    code = f"U+{ord(character):04X}"
    category = unicodedata.category(character)
    if category == "Cc":
        return f"the control character {code}"
    if category in ("Zl", "Zp"):
        return f"the separator {code} ({unicodedata.name(character)})"
    name = unicodedata.name(character, "")
    return f"the invisible character {code}" + (f" ({name})" if name else "")


def read_bytes(path: Path, shown: str, limits: Limits, budget: Budget) -> bytes | Problem:
    """Read the bytes of one file, or say why not; never waits, follows no link."""
    # Where the system cannot refuse a link while opening, it is looked at before.
    if not hasattr(os, "O_NOFOLLOW") and path.is_symlink():
        return link_problem(shown)
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"):
        flags |= getattr(os, name, 0)
    try:
        descriptor = os.open(path, flags)
        try:
            return _read_descriptor(descriptor, shown, limits, budget)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        link = isinstance(error, OSError) and error.errno in (errno.ELOOP, errno.EMLINK)
        return Problem(_words(error), shown, help=_HELP_FOR_LINKS if link else "")


def _read_descriptor(
    descriptor: int, shown: str, limits: Limits, budget: Budget
) -> bytes | Problem:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        return Problem(_wrong_kind(status.st_mode), shown)
    left = limits.total_bytes - budget.bytes
    most = min(limits.file_bytes, left)
    parts: list[bytes] = []
    size = 0
    # The size that the system states may be wrong or change: it only says how much to ask for.
    if status.st_size <= most:
        wanted = status.st_size + 1
        while size <= most and (part := os.read(descriptor, min(wanted, most + 1 - size))):
            parts.append(part)
            size += len(part)
            wanted = MEBIBYTE
        if size <= most:
            budget.bytes += size
            return b"".join(parts)
    return too_large(shown, limits, limits.file_bytes <= left)


def _wrong_kind(mode: int) -> str:
    kind = next((word for test, word in _KINDS_OF_FILE if test(mode)), "device")
    return f"this is a {kind}; a file with text is expected"


def link_problem(shown: str) -> Problem:
    """Return the problem that there is a link in the place of a file."""
    return Problem(_WORDS_OF_ERRORS[errno.ELOOP], shown, help=_HELP_FOR_LINKS)


def too_large(shown: str, limits: Limits, alone: bool) -> Problem:
    """Return the problem that a file is larger than is read of one, or with others, of all."""
    if alone:
        size = _size(limits.file_bytes)
        message = f"the file is larger than {size}, the most that is read of one file"
        fix = "split it into several files, or raise the cap with --max-file-size"
    else:
        size = _size(limits.total_bytes)
        message = f"with this file the files are larger than {size}, the most that one run reads"
        fix = "check fewer folders at a time, or raise the cap with --max-total-size"
    return Problem(message, shown, help=fix)


def too_many_files(shown: str, limits: Limits) -> Problem:
    """Return the problem that there are more files than one run reads."""
    message = f"there are more than {limits.files:,} files, the most that one run reads"
    fix = "check fewer folders at a time, or raise the cap with --max-files"
    return Problem(message, shown, help=fix)


def _size(count: int) -> str:
    whole, rest = divmod(count, MEBIBYTE)
    return f"{count:,} bytes" if rest or not whole else f"{whole:,} MiB"


def _words(error: OSError | ValueError) -> str:
    # The words of the system depend on its language: ours are the same everywhere.
    if isinstance(error, OSError):
        code = error.errno or 0
        name = errno.errorcode.get(code, str(code))
        return _WORDS_OF_ERRORS.get(code, f"the file cannot be read (the system says {name})")
    return "the name cannot be that of a file"


def meant_as_yaml(name: str) -> str:
    """The name that a file should have that was meant to be YAML, such as `a.yaml.txt`; else ""."""
    found = _NEARLY_YAML.fullmatch(name)
    return "" if found is None or is_yaml_name(name) else f"{found[1]}{found[2].lower()}"


def is_yaml_name(name: str) -> bool:
    """Whether a file of this name is read: not a hidden one."""
    return name.endswith((".yaml", ".yml")) and not name.startswith(".")


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _wide_encoding(data: bytes) -> str:
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            return name
    # Without a mark: Latin letters in a wide encoding have a zero beside (nearly) each of them.
    first, second = data[0:64:2], data[1:64:2]
    zeros = sorted((first.count(0), second.count(0)))
    if not any(data[:64]) or zeros[1] * 2 < len(first):
        return ""
    if zeros[0] * 3 >= len(second):
        return "UTF-32"
    return "UTF-16" if zeros[0] == 0 and zeros[1] > 1 else ""


def _conversion(encoding: str) -> str:
    return f"convert it with: iconv -f {encoding} -t utf-8 OLD.yaml > NEW.yaml"


def _bad_byte(data: bytes, start: int, shown: str) -> Problem:
    before = _with_line_feeds(data[:start].decode("utf-8"))
    if earlier := unsafe_character(before, shown):
        return earlier
    after = data[start : start + _LONGEST_SHOWN_LINE].decode("utf-8", "backslashreplace")
    message = f"the byte 0x{data[start]:02X} is no part of a UTF-8 text; UTF-8 is expected"
    return _place_after(before, after, message, 4, shown, _conversion("latin1"))


def _place_after(
    before: str, after: str, message: str, length: int, shown: str, help_text: str
) -> Problem:
    line = before.count("\n") + 1
    beginning = before[before.rfind("\n") + 1 :]
    whole = beginning + re.split("[\r\n]", after, maxsplit=1)[0]
    whole = without_passwords(whole, same_length=True)
    return Problem(message, shown, line, len(beginning) + 1, length, whole, help_text)
