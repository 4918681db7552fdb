"""The report as Markdown: complete, and nothing that a testimony says acts as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from trialcheck.findings import Report
from trialcheck.reports import Layout
from trialcheck.reports.markdown import code, escaped, render
from trialcheck.visible import prose

ACTING = {"link_open", "image", "html_inline", "html_block", "fence", "code_block", "em_open"}
HOSTILE = [
    "a | b",
    "\\| c",
    "``` x",
    "a ` b `` c",
    "`",
    "<!-- gone -->",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](http://tracker.example/a.png)",
    "[x]: http://evil.example",
    "<http://evil.example>",
    "http://evil.example www.evil.example",
    "@somebody and owner/name#1 #12 GH-3",
    "# heading",
    "## heading",
    "> quote",
    "1. item",
    "12) item",
    "- item",
    "+ item",
    "* item",
    "---",
    "***",
    "===",
    "| --- |",
    "    indented",
    "a  \n# b",
    "~~gone~~ **loud** _soft_",
    "&lt;b&gt; &amp; &#64;x",
    "[^1]",
    "$x$ :smile:",
    "ends in \\",
    "\x1b[31m\u202e",
    "/close",
    "/label ~bug",
    "see !12 and %3 and ~bug and &4",
    "::error::x",
]


def tokens(text: str) -> list[Token]:
    """Return every token of a Markdown text, those inside of lines included."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found: list[Token] = []
    for token in reader.parse(text):
        found += [token, *(token.children or [])]
    return found


def shape(text: str) -> Counter[str]:
    """Return how many of each block a Markdown text has."""
    return Counter(token.type for token in tokens(text) if token.block and token.level < 9)


def shown(text: str) -> str:
    """Return what a reader of a Markdown text sees."""
    return "".join(token.content for token in tokens(text) if token.type in ("text", "code_inline"))


def test_the_whole_report(report: Report, golden: Callable[[str, str], None]) -> None:
    """The report on the harbour case, to the byte."""
    golden("report.md", render(report, Layout()))


def test_an_empty_report(empty_report: Report, golden: Callable[[str, str], None]) -> None:
    """Where nothing is found the report says so, and that this proves nothing."""
    golden("empty.md", render(empty_report, Layout()))


def test_ordinary_text_needs_no_escapes() -> None:
    """The file reads well in an editor too: plain prose stays plain."""
    text = "Alma Brandt (then 31) met “Otto” – in July 1897, at 23:00; see pp. 3-4, no. 7."
    assert escaped(text) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_written(text: str) -> None:
    """A reader sees the very characters, and nothing of them acts."""
    assert shown(escaped(text)) == prose(text).replace("`|`", "|")
    assert not ACTING & {token.type for token in tokens(escaped(text))}
    assert [token.type for token in tokens(escaped(text)) if token.block and token.nesting] == [
        "paragraph_open",
        "paragraph_close",
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_does_not_change_the_report(
    text: str, hostile_report: Callable[[str], Report]
) -> None:
    """With any text in every field the report keeps its headings, lists and table cells."""
    output = render(hostile_report(text), Layout())
    assert not ACTING & {token.type for token in tokens(output)}
    assert shape(output) == shape(render(hostile_report("x"), Layout()))


@pytest.mark.parametrize("text", ["::error::x", "@##[error]x", "##[group]x", ":: x"])
def test_no_line_orders_a_ci_log(text: str, hostile_report: Callable[[str], Report]) -> None:
    """A report printed in a CI log gives the log no orders, not even from a code span."""
    output = render(hostile_report(text), Layout())
    assert not [line for line in output.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in output


@pytest.mark.parametrize("word", ["@ann", "a/b#1", "#7", "GH-12", "https://a.example", "0123abc"])
def test_what_github_links_becomes_code(word: str) -> None:
    """Mentions, references, addresses and hashes are no links: GitHub leaves code alone."""
    assert escaped(f"see {word}, please") == f"see `{word},` please"


@pytest.mark.parametrize("word", ["!12", "%3", "~bug", "&4", "(!12)"])
def test_what_gitlab_links_becomes_code(word: str) -> None:
    """References to merge requests, milestones, labels and epics are no links."""
    assert escaped(f"see {word}, please") == f"see `{word},` please"


@pytest.mark.parametrize("text", ["/close", "/label ~bug"])
def test_no_line_orders_gitlab(text: str, hostile_report: Callable[[str], Report]) -> None:
    """A report posted as a comment closes nothing: no line begins with an order of GitLab."""
    output = render(hostile_report(text), Layout())
    assert not [line for line in output.splitlines() if line.lstrip().startswith("/")]


def test_prose_with_slashes_and_signs_stays_plain() -> None:
    """What only looks like a reference or an order needs no escape."""
    assert (
        escaped("3/4 of the crew and/or 50% of it! Yes") == "3/4 of the crew and/or 50% of it! Yes"
    )


@pytest.mark.parametrize(
    ("text", "span"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("a|b", "`a\\x7cb`"), ("", "")],
)
def test_code_has_a_longer_fence_than_its_text(text: str, span: str) -> None:
    """A name cannot end its own code span, nor the cell that it stands in."""
    assert code(text) == span


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("ab1 \\`*_[]()<>|~#&;!-+=.:@$/\n\u00e9") | st.characters(), max_size=25)
)
@example("a@|b")
def test_any_text_is_shown_as_written(text: str) -> None:
    """For any text the reader sees its visible form, letter by letter."""
    seen = shown(escaped(text)).replace("\\x7c", "|")
    # A reader strips the spaces of other scripts at both ends of a line as well.
    assert seen.strip() == prose(text).replace("\\x7c", "|").strip()
    assert not ACTING & {token.type for token in tokens(escaped(text))}
