"""The references name all that there is, and what they show as files can be read."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.documentation.runner import PROJECT

from trialcheck.cli import trialcheck

README = (PROJECT / "README.md").read_text(encoding="utf-8")


def _run(folder: Path, *arguments: str) -> str:
    environment = {"PYTHONPATH": str(PROJECT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "trialcheck", *arguments],
        cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip


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


def _blocks(name: str) -> list[str]:
    text = (PROJECT / "docs" / name).read_text(encoding="utf-8")
    return re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)


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
