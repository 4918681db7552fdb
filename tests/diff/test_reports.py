"""The comparison as text: complete, readable, and nothing that a testimony says acts."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from trialcheck.comparing import Comparison
from trialcheck.comparison_reports import FORMATS
from trialcheck.comparison_reports.markdown import LONGEST
from trialcheck.comparison_reports.terminal import MOST_SHOWN
from trialcheck.differences import Against, difference
from trialcheck.pipeline import Request
from trialcheck.reports import Layout
from trialcheck.revision import Revision, open_revision
from trialcheck.visible import UNSEEN, display_width

BOOK = "testimonies/quarry"
ACTING = {"link_open", "image", "html_inline", "html_block", "fence", "code_block", "em_open"}
HOSTILE = [
    "::error file=a::b",
    "\n::error::x",
    "\r::add-mask::x",
    "##[error]x",
    "\x1b[31mred\x1b[0m",
    "\x9b31m",
    "\x1b]8;;http://evil.example\x07link",
    "\u202egnp.exe",
    "[red]x[/red]",
    "<script>alert(1)</script>",
    "<!-- gone -->",
    "</details>",
    "a | b",
    "`",
    "``` x",
    "[x](javascript:alert(1))",
    "![x](http://tracker.example/a.png)",
    "@somebody #1 http://evil.example",
    "# heading",
    "- item",
    "%0A::error::x",
]
# Words of the program itself, which it looks up or compares.
OURS = ("state", "how", "judged_by", "certainty", "kind", "commit", "what")


@pytest.fixture
def comparison(repository, texts, monkeypatch) -> Comparison:
    """A comparison that has all that one can have."""
    repository.write(f"{BOOK}/ben.yaml", texts.ben + texts.denial)
    repository.write("testimonies/pit/case.yaml", texts.case.replace("quarry", "pit"))
    repository.write("testimonies/pit/ann.yaml", "nonsense")
    repository.commit()
    repository.write(f"{BOOK}/ben.yaml", texts.ben.replace("T12:00", "T12:30"))
    late = texts.ann.replace("1901-02-03T12:00", "1901-02-05T12:00")
    repository.write(f"{BOOK}/carl.yaml", "speaker: ben\n" + late.partition("\n")[2].replace(
        "id: work", "id: late").replace("id: habit", "id: late-habit").replace(
        "where: mill, when: 1901-02-05T12:00", "where: quay, when: 1901-02-03T11:00"))  # fmt: skip
    repository.write("testimonies/pit/ann.yaml", texts.ann)
    repository.write("trialcheck.toml", "[settings]\n")
    repository.replace(f"{BOOK}/case.yaml", "name: Ann Archer", "name: Ann A. Archer")
    monkeypatch.chdir(repository.folder)
    revision = open_revision("HEAD", Path.cwd())
    assert isinstance(revision, Revision)
    try:
        outcome = difference(Request((Path("testimonies"),)), Against(revision, revision))
    finally:
        revision.close()
    assert outcome.comparison is not None, outcome.problems
    made = outcome.comparison
    assert made.files
    assert made.mended
    assert made.cases[1].added
    assert made.cases[1].changed
    assert made.cases[1].removed
    return made


def _poisoned(value, text):
    """The same value with a text in the place of every text but the program's own words."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(_poisoned(each, text) for each in value)
    if is_dataclass(value):
        names = [field.name for field in fields(value) if field.init and field.name not in OURS]
        return replace(value, **{name: _poisoned(getattr(value, name), text) for name in names})
    return value


def _tokens(text):
    found = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        found += [token, *(token.children or [])]
    return found


def _shape(text):
    return Counter(token.type for token in _tokens(text) if token.block and token.level < 9)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_does_not_change_the_comment(comparison, text):
    """With any text in every field the Markdown keeps its headings, lists and tables."""
    written = FORMATS["markdown"](_poisoned(comparison, text), Layout())
    assert not ACTING & {token.type for token in _tokens(written)}
    assert _shape(written) == _shape(FORMATS["markdown"](_poisoned(comparison, "x"), Layout()))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_acts_in_no_format(comparison, text):
    """No format lets a character through that acts on a terminal, or an order to a CI log."""
    for name, render in FORMATS.items():
        written = render(_poisoned(comparison, text), Layout())
        assert not UNSEEN.search(written), name
        assert not re.search(r"(?m)^\s*::|##\[", written), name
        if name == "json":
            assert json.loads(written)["mended"][0]["message"] == text


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_terminal_report_keeps_to_the_width(comparison, width):
    """No line is longer than the terminal is wide, but for a name that stays whole."""
    written = FORMATS["terminal"](comparison, Layout(width))
    assert [line for line in written.splitlines() if display_width(line) > width] == []


def test_colour_changes_no_word(comparison):
    """Without its colour codes the coloured report is the plain one."""
    coloured = FORMATS["terminal"](comparison, Layout(80, True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == FORMATS["terminal"](comparison, Layout(80))


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_readers_are_told_everything(comparison, name):
    """What is added, changed, removed, mended, touched and unchanged is all in the report."""
    written = " ".join(FORMATS[name](comparison, Layout()).split())
    for words in ("Added: ", "Changed: ", "Removed: ", "Problems that the edit mends: ",
                  "Changed in this edit, and not used to judge it: 1", "trialcheck.toml",
                  "Changed in this edit, and used: 1"):  # fmt: skip
        assert words in written, words
    for case in comparison.cases:
        for finding in (*case.added, *case.removed, *(change.after for change in case.changed)):
            assert finding.id in written


def test_old_and_new_stand_side_by_side(comparison):
    """In the comment a changed finding is a table with what was and what is."""
    written = FORMATS["markdown"](comparison, Layout())
    assert "| dated of `ben/seen#1` | 3 February 1901, 12:00 | 3 February 1901, 12:30 |" in written


def test_a_comment_stays_within_what_github_takes(comparison):
    """A long comparison is cut between findings, and says so."""
    case = comparison.cases[1]
    many = tuple(replace(case.added[0], id=f"rule-{n:08x}") for n in range(200))
    long = replace(comparison, cases=(replace(case, added=many),))
    written = FORMATS["markdown"](long, Layout())
    assert LONGEST * 0.9 < len(written) < 65_536
    assert written.endswith("`trialcheck diff` prints all of it.\n")
    assert "adds 200 findings" in written


def test_a_long_list_in_the_terminal_is_counted(comparison):
    """Of very many findings some are shown, and the others counted; JSON has all."""
    case = comparison.cases[1]
    many = tuple(replace(case.added[0], id=f"rule-{n:08x}") for n in range(MOST_SHOWN + 7))
    long = replace(comparison, cases=(replace(case, added=many),))
    written = FORMATS["terminal"](long, Layout())
    assert written.count("rule-") == MOST_SHOWN
    assert "7 left out" in written
    assert len(json.loads(FORMATS["json"](long, Layout()))["added"]) == MOST_SHOWN + 7


def test_the_promised_keys_of_the_document(comparison):
    """The JSON document has the keys that docs/diff.md names, in that order."""
    document = json.loads(FORMATS["json"](comparison, Layout()))
    text = (Path(__file__).parents[2] / "docs" / "diff.md").read_text(encoding="utf-8")
    promised = re.findall(r"(?m)^\| `(\w+)` \|", text[text.index("## The JSON document") :])
    keys = [*document, *document["casebooks"][0], *document["changed"][0],
            *document["changed"][0]["differences"][0], *document["files"][0],
            *document["mended"][0]]  # fmt: skip
    assert promised == keys


def test_texts_of_strangers_end_to_end(repository, diff, texts):
    """Hostile names and words of an edit reach the reports as words, or are refused as problems."""
    words = "'::error::x [red]y[/red] <script>z</script> @all `tick` | cell'"
    repository.write(f"{BOOK}/ben.yaml", texts.ben + texts.denial.replace(
        "He was never at the mill.", words).replace("p. 3", words))  # fmt: skip
    for name in FORMATS:
        run = diff("HEAD", format=name)
        assert run.code == 0
        assert "::error" in run.out.replace("\\x3a", ":")
        assert not re.search(r"(?m)^\s*::", run.out)
    markdown = diff("HEAD", format="markdown").out
    assert not ACTING & {token.type for token in _tokens(markdown)}
    repository.write(f"{BOOK}/e\n::error::v\x1b[31m.yaml", 'speaker: "\\e[31m\u202e"\n')
    run = diff("HEAD")
    assert run.code == 2
    assert not UNSEEN.search(run.err)
    assert not re.search(r"(?m)^\s*::", run.err)


def test_a_rule_that_would_run_code_is_only_a_file(repository, diff, texts):
    """A rule file of the edit with a Python tag is listed, and nobody reads it."""
    repository.write("rules/evil.yaml", "!!python/object/apply:os.system ['touch x']\n")
    repository.write(f"{BOOK}/rules/evil.yaml", "why: '{{ 7*7 }} {0.__class__}'\n")
    run = diff("HEAD")
    assert run.code == 0
    assert [each["path"] for each in run.found["files"]] == [
        "rules/evil.yaml", f"{BOOK}/rules/evil.yaml",
    ]  # fmt: skip
    assert not (repository.folder / "x").exists()
