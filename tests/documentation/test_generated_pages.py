"""The pages that are written from the rules and from the program are up to date."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.documentation.manual import command_pages, commands_document, manual_page
from tests.documentation.rule_markdown import rule_document, rules_document
from tests.documentation.runner import PROJECT

from trialcheck.pipeline import load_rules
from trialcheck.source import Budget, Limits

RULES = sorted(
    path.stem for path in (PROJECT / "rules").glob("*.yaml") if path.stem != "vocabulary"
)
PAGES = PROJECT / "docs" / "rules"


@pytest.fixture(scope="module")
def read_rules():
    """The rules of the repository with their examples, and the vocabulary."""
    rule_set, vocabulary, problems = load_rules(PROJECT / "rules", Limits(), Budget())
    assert problems == []
    return rule_set.rules, vocabulary


@pytest.mark.parametrize("name", [*RULES, "dates-conflict"])
def test_each_rule_has_its_page(name, read_rules, generated):
    """The page of a rule holds what its file says, and what the rule says of its own examples."""
    rules, vocabulary = read_rules
    text = rule_document(rules[name], tuple(rules.values()), vocabulary)
    generated(PAGES / f"{name}.md", text)


def test_all_rules_are_listed(read_rules, generated):
    """docs/rules.md lists every rule under its kind, and every setting."""
    rules, _ = read_rules
    generated(PROJECT / "docs" / "rules.md", rules_document(tuple(rules.values())))


def test_no_page_is_left_of_a_rule_that_is_gone(read_rules, update_docs):
    """Each page in docs/rules belongs to a rule."""
    for path in PAGES.glob("*.md"):
        if update_docs and path.stem not in read_rules[0]:
            path.unlink()
    assert {path.stem for path in PAGES.glob("*.md")} == set(read_rules[0])


def test_the_command_reference_is_the_help(generated):
    """docs/commands.md holds what each command says of itself."""
    generated(PROJECT / "docs" / "commands.md", commands_document())


def test_the_manual_page_is_the_help(generated):
    """man/trialcheck.1 holds the same."""
    generated(PROJECT / "man" / "trialcheck.1", manual_page())


@pytest.mark.parametrize("page", command_pages(), ids=lambda page: page.name)
def test_each_command_shows_an_example(page):
    """The help of a command says what it does in one sentence, and how it is called."""
    assert page.paragraphs[0].text.endswith(".")
    if not page.usage.endswith("COMMAND [ARGS]..."):
        examples = [line for part in page.paragraphs for line in part.lines]
        assert any(line.startswith(page.name) for line in examples)


def test_the_options_of_each_command_say_what_they_do():
    """No option is listed without a word of help."""
    silent = [
        f"{page.name} {option.written}"
        for page in command_pages()
        for option in page.options
        if not option.does.split("[default")[0].strip()
    ]
    assert silent == []


def test_the_package_brings_the_manual_page():
    """The wheel puts the manual page where `man` looks for it."""
    import tomllib

    project = tomllib.loads(Path(PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {"man/trialcheck.1": "share/man/man1/trialcheck.1"}
