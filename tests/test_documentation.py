"""What the documentation shows is what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from trialcheck.cli import trialcheck

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *(PROJECT / "docs").glob("*.md")]


def _run(folder: Path, *arguments: str) -> str:
    environment = {"PYTHONPATH": str(PROJECT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "trialcheck", *arguments],
        cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip


def test_the_example_of_the_readme_gives_the_report_shown(tmp_path):
    """The casebook in README.md, copied into files, gives the very report printed below it."""
    files = re.findall(r"`(testimonies/\S+\.yaml)`:\n\n```yaml\n(.*?)```", README, re.DOTALL)
    assert len(files) == 3
    for name, text in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    shown = re.search(r"then reports:\n\n```text\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    # The number of rules grows, and the example need not.
    counted = [re.sub(r"\d+ rules run", "", text) for text in (_run(tmp_path, "analyze"), shown[1])]
    assert counted[0] == counted[1]


def test_the_readme_lists_every_command():
    """The table of commands in README.md names the commands that there are, and no other."""
    table = README[README.index("## Commands") : README.index("`trialcheck COMMAND --help`")]
    named = {
        name
        for line in table.splitlines()
        if line.startswith("| `trialcheck")
        for name in re.findall(r"`trialcheck ([a-z]+)", line.split("|")[1])
    }
    assert named == set(trialcheck.commands or trialcheck.list_commands(None))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document):
    """A link to a file of the project names a file that exists."""
    for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


def _blocks(name: str) -> list[str]:
    text = (PROJECT / "docs" / name).read_text(encoding="utf-8")
    return re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)


def test_the_casebook_of_the_format_reference_can_be_read(tmp_path):
    """The `case.yaml` and the speaker's file of docs/casebook-format.md are a sound casebook."""
    case, speaker = _blocks("casebook-format.md")[:2]
    book = tmp_path / "book"
    book.mkdir()
    (book / "case.yaml").write_text(case, encoding="utf-8")
    (book / "mrachkovsky.yaml").write_text(speaker, encoding="utf-8")
    _run(tmp_path, "check", "book")


def test_the_rules_of_the_rule_reference_hold(tmp_path):
    """The rules of docs/writing-rules.md, with the examples it shows, load and prove themselves."""
    law, *_ = _blocks("writing-rules.md")
    examples = next(block for block in _blocks("writing-rules.md") if block.startswith("examples:"))
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "vocabulary.yaml").write_bytes((PROJECT / "rules" / "vocabulary.yaml").read_bytes())
    text = law[: law.index("examples:")] + examples
    (rules / "state-undone.yaml").write_text(text, encoding="utf-8")
    assert "none failed" in _run(tmp_path, "rules", "test")


def test_every_kind_of_claim_is_in_the_format_reference():
    """Each kind of claim that is shipped is named in docs/casebook-format.md."""
    vocabulary = (PROJECT / "rules" / "vocabulary.yaml").read_text(encoding="utf-8")
    kinds = re.findall(r"(?m)^  ([a-z-]+):$", vocabulary[vocabulary.index("\nkinds:") :])
    assert "was-at" in kinds
    text = (PROJECT / "docs" / "casebook-format.md").read_text(encoding="utf-8")
    section = text[text.index("### Kinds of claim") : text.index("## Dates")]
    assert {kind for kind in kinds if f"`{kind}`" not in section} == set()


def test_every_condition_is_in_the_rule_reference():
    """Each condition that a rule may name is in docs/writing-rules.md."""
    from trialcheck.rules import signatures

    text = (PROJECT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    known = {*signatures.WHERE, *signatures.MUST}
    assert {name for name in known if f"`{name}: " not in text} == set()
