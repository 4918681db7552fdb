"""Acceptances are put into the text of accepted.yaml, and everything else in it stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trialcheck.casebook.accepted_reader import read_accepted
from trialcheck.casebook.accepted_writer import with_acceptances, without_acceptances
from trialcheck.casebook.model import Acceptance
from trialcheck.fields import Page
from trialcheck.located_yaml import parse
from trialcheck.source import UNSAFE, Limits, Problem, SourceFile, decode_source

NEW = Acceptance("new-12345678", "It is known.", "Ann Archer", "2026-11-22")
ENTRY = """\
  - finding: new-12345678
    reason: It is known.
    by: Ann Archer
    date: 2026-11-22
"""
FLAT = ENTRY.replace("\n  ", "\n")[2:]


def added(text: str | bytes | None, *acceptances: Acceptance) -> str | Problem:
    """A file with acceptances in it, or the problem."""
    data = text.encode() if isinstance(text, str) else text
    result = with_acceptances(data, "accepted.yaml", acceptances or (NEW,), Limits())
    return result if isinstance(result, Problem) else result.decode()


def taken_out(text: str, *findings: str) -> str | Problem:
    """A file without some acceptances, or the problem."""
    result = without_acceptances(text.encode(), "accepted.yaml", findings, Limits())
    return result if isinstance(result, Problem) else result.decode()


def read(text: str) -> tuple[Acceptance, ...]:
    """What the ordinary reader makes of a file."""
    file = decode_source(text.encode(), "accepted.yaml")
    assert isinstance(file, SourceFile), file
    root, problems = parse(file, Limits())
    assert root is not None
    acceptances = read_accepted(Page(file, problems), root)
    assert problems == []
    return acceptances


OLD = "  - finding: old-00000000\n    reason: why\n"
# Each layout with NEW where the mark stands; the file before is the same without it.
LAYOUTS = {
    "a list": f"accepted:\n{OLD}⟦",
    "comments everywhere": (
        "# head\n\naccepted:  # of the list\n  # of the first\n  - finding: old-0  # its id\n"
        "    # inside\n    reason: why\n  # below it\n⟦\n# the end\n"
    ),
    "blank lines at the end": f"accepted:\n{OLD}⟦\n\n",
    "a key behind": f"accepted:\n{OLD}⟦\n# about the note\nnote: mine\n",
    "a key before": f"note: mine\naccepted:\n{OLD}⟦",
    "a list without indentation": "accepted:\n- finding: a-0\n  reason: b\n⟪# note\nnote: n\n",
    "a mapping in brackets": "accepted:\n  - {finding: a-00000000, reason: why}\n⟦",
    "a dash of its own line": "accepted:\n  -\n    finding: a-00000000\n    reason: b\n⟦",
    "a block text with hash signs": (
        "accepted:\n  - finding: a-00000000\n    reason: |\n      one\n      # two\n⟦"
    ),
    "a block text that keeps its blank lines": (
        "accepted:\n  - finding: a-00000000\n    reason: |+\n      one\n\n⟦"
    ),
    "a folded text": "accepted:\n  - finding: a-0\n    reason: >-\n      one\n\n      two\n⟦",
    "a quoted text of two lines": "accepted:\n  - finding: a-0\n    reason: 'one\n      two'\n⟦",
    "no entry yet": "accepted:  # none\n⟦",
    "no list yet": "note: mine\n",
    "marks of a document": f"---\naccepted:\n{OLD}⟦...\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_entry_is_put_behind_those_that_are_there(layout):
    """Whatever the layout, the file keeps every character, and the entry stands at the end of the
    list, in its column.
    """
    written = LAYOUTS[layout]
    before = written.replace("⟦", "").replace("⟪", "")
    if layout == "no list yet":
        assert added(before) == before + "accepted:\n" + ENTRY
        return
    assert added(before) == written.replace("⟦", ENTRY).replace("⟪", FLAT)


def test_a_file_that_is_not_there_is_begun():
    """The first acceptance of a casebook begins the file."""
    assert added(None) == "accepted:\n" + ENTRY


def test_empty_brackets_become_a_list():
    """`accepted: []` is opened; the comment behind it stays."""
    assert added("accepted: []\n") == "accepted:\n" + ENTRY
    assert added("accepted: [ ] # none\n") == "accepted:  # none\n" + ENTRY


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_are_kept(end):
    """A file keeps its line ends, and the new lines have them too; also behind a last line that
    has none.
    """
    before = f"accepted:\n{OLD}"
    expected = (before + ENTRY).replace("\n", end)
    assert added(before.replace("\n", end)) == expected
    assert added(before.replace("\n", end).removesuffix(end)) == expected


def test_lines_that_end_differently_are_kept():
    """Old lines stay as they are, byte by byte, even if their ends differ."""
    before = "accepted:\r\n  - finding: a-0\n    reason: b\r\n"
    assert added(before) == before + ENTRY.replace("\n", "\r\n")


def test_a_byte_order_mark_is_kept():
    """The mark stays, once, at the beginning."""
    result = with_acceptances(b"\xef\xbb\xbfaccepted: []\n", "accepted.yaml", (NEW,), Limits())
    assert result == b"\xef\xbb\xbfaccepted:\n" + ENTRY.encode()


@pytest.mark.parametrize(
    "text",
    [
        "accepted: [{finding: a-0, reason: b}]\n",
        "{accepted: [{finding: a-0, reason: b}]}\n",
        "{accepted: []}\n",
        "{note: n}\n",
        "accepted:\n  - finding: a-0\n    reason: |\n      no line end",
    ],
)
def test_a_layout_that_cannot_be_added_to_is_refused(text):
    """Where nothing can be put in without a change of what is there, the entry is shown to be
    written by hand.
    """
    problem = added(text)
    assert isinstance(problem, Problem)
    assert "nothing can be added" in problem.message
    assert "finding: new-12345678" in problem.help


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "- finding: a-0\n",
        "accepted: text\n",
        "accepted:\n  - finding: a-0\n",
        "accepted:\n  - {finding: a-0, reason: b}\n  - {finding: a-0, reason: c}\n",
        "accepted: *a\n",
        "accepted: !!python/object:os.system []\n",
        "accepted: []\n---\naccepted: []\n",
        "accepted: [\n",
        "accepted:\n  - {finding: a-0, reason: b, date: 30 February 1901}\n",
        "accepted: " + "[" * 70 + "]" * 70 + "\n",
        b"accepted: \xff\n",
        "accepted: \x1b[31m\n",
        "accepted: '\u202e'\n",
    ],
)
def test_a_file_with_a_fault_is_not_touched(text):
    """What the reader refuses is refused here with the same words, and nothing is made of it."""
    problem = added(text)
    assert isinstance(problem, Problem)
    assert problem.path == "accepted.yaml"
    assert "nothing can be added" not in problem.message


def test_what_is_accepted_already_is_not_added_again():
    """The reader refuses a second acceptance, so none is written."""
    assert isinstance(added("accepted:\n" + ENTRY), Problem)


REASONS = [
    "colon: space # hash",
    "- dash",
    "'single' and \"double\"",
    "back\\slash \\n",
    "two\nlines",
    "tab\tinside",
    "\n\nlines at both ends\n",
    "  spaces at both ends  ",
    "{braces: [brackets]}, *star &and !bang %per @at `tick",
    "---",
    "...",
    "no",
    "null",
    "1931-05-05",
    "21:30",
    "::error::no command",
    "$(rm -rf /) `id`",
    "<script>alert(1)</script> [red]text[/red]",
    "Übergröße – 証言 😀 שלום",
    "نمی\u200cدانم",
    "x" * 3000,
    "ends with a colon:",
    "? question",
    "|",
    ">",
    "~",
    "=",
    "<<",
    "a: b: c",
    "\u00a0",
]


@pytest.mark.parametrize("reason", REASONS)
def test_every_text_reads_back_as_it_was(reason):
    """Whatever the reason holds, the reader reads exactly it, and so does another reader of YAML
    take it for text.
    """
    text = added(f"accepted:\n{OLD}", Acceptance("new-12345678", reason, reason, "1901"))
    assert isinstance(text, str), text
    (_, acceptance) = read(text)
    assert (acceptance.reason, acceptance.by) == (reason, reason)


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_text_reads_back_or_is_refused(reason):
    """No text is written that reads otherwise; only unsafe characters are refused."""
    text = added(f"accepted:\n{OLD}", Acceptance("new-12345678", reason))
    if isinstance(text, Problem):
        assert UNSAFE.search(reason)
    else:
        assert read(text)[-1].reason == reason


@pytest.mark.parametrize(
    "reason", ["\x1b[31m", "\x00", "\ud800", "\u202e", "a\rb", "\x85", "\u2028"]
)
def test_what_cannot_be_written_is_refused(reason):
    """Control characters, hidden ones and halves of characters are never written."""
    assert isinstance(added(None, Acceptance("new-12345678", reason)), Problem)


def test_several_are_added_in_their_order():
    """Several acceptances come in one step."""
    second = Acceptance("other-00000000", "also")
    text = added(None, NEW, second)
    assert isinstance(text, str)
    assert read(text) == (NEW, second)


def test_taking_out_is_the_reverse_of_putting_in():
    """What was put in comes out again without a trace, in every layout."""
    for layout, written in LAYOUTS.items():
        if layout == "no list yet":
            continue
        before = written.replace("⟦", "").replace("⟪", "")
        after = added(before)
        assert isinstance(after, str)
        assert taken_out(after, "new-12345678") == before, layout


def test_an_entry_in_the_middle_is_taken_out():
    """Only its own lines go: what is commented above it and above the next one stays."""
    text = (
        "accepted:\n  # about a\n  - finding: a-0\n    reason: |\n      one\n      # two\n\n"
        "  # about b\n  - {finding: b-0, reason: c}\n"
    )
    assert taken_out(text, "a-0") == (
        "accepted:\n  # about a\n\n  # about b\n  - {finding: b-0, reason: c}\n"
    )
    assert taken_out(text, "b-0") == text.replace("  - {finding: b-0, reason: c}\n", "")


def test_the_last_entry_leaves_a_file_that_reads():
    """A file without any acceptance left can be read, and added to again."""
    left = taken_out("accepted:\n" + ENTRY, "new-12345678")
    assert left == "accepted:\n"
    assert added(left) == "accepted:\n" + ENTRY


def test_several_are_taken_out():
    """All that are named go, whatever their order."""
    text = added(None, NEW, Acceptance("b-0", "b"), Acceptance("c-0", "c"))
    assert isinstance(text, str)
    left = taken_out(text, "c-0", "new-12345678")
    assert isinstance(left, str)
    assert [each.finding for each in read(left)] == ["b-0"]


@pytest.mark.parametrize(
    "text",
    ["accepted: [{finding: a-0, reason: b}]\n", "accepted:\n  - {finding: b-0, reason: b}\n"],
)
def test_what_cannot_be_taken_out_is_refused(text):
    """A list in brackets, or an entry that is not there, is a problem and not a change."""
    problem = taken_out(text, "a-0")
    assert isinstance(problem, Problem)
    assert "cannot be taken out" in problem.message
