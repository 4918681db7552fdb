"""What the documentation shows is what the program does: every page is followed to the letter."""

from __future__ import annotations

import re
import shlex
import sys

import click
import pytest
from tests.documentation.pages import SHELLS, Block, items_of, with_outputs
from tests.documentation.runner import HOW_TO_UPDATE, PROJECT, Walk

from trialcheck.cli import trialcheck

PAGES = [
    *sorted(PROJECT.glob("*.md")),
    *sorted(path for path in (PROJECT / "docs").glob("**/*.md") if path.parent.name != "rules"),
]
INLINE = re.compile(r"`(trialcheck [^`]+)`")


def _name(path):
    return path.relative_to(PROJECT).as_posix()


@pytest.mark.skipif(sys.platform == "win32", reason="the pages show the commands of a Unix shell")
@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_a_page_followed_to_the_letter_prints_what_it_shows(path, tmp_path, update_docs):
    """Files written and commands run as the page says give the very outputs that it shows."""
    page = path.read_text(encoding="utf-8")
    followed = Walk(tmp_path).follow(page)
    if update_docs:
        path.write_text(with_outputs(page, followed.printed), encoding="utf-8")
        return
    differences = "\n\n".join(followed.differences)
    assert not differences, f"{_name(path)}, {differences}\n({HOW_TO_UPDATE} writes it anew)"


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_each_command_is_run_or_says_why_not(path):
    """A block of commands is run here or by .ci/run, or is marked with the reason why not."""
    for item in items_of(path.read_text(encoding="utf-8")):
        if isinstance(item, Block) and item.language in SHELLS and not item.is_run:
            reason = item.mark("not run")
            assert reason is None or len(reason.split()) > 2, f"{_name(path)}:{item.line}: {reason}"
        if isinstance(item, Block) and item.language in ("", "text"):
            assert "$ trialcheck" not in item.text, f"{_name(path)}:{item.line} is not run"


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_commands_in_sentences_exist(path):
    """A command named in running text, and each of its options, is one that the program has."""
    page = path.read_text(encoding="utf-8")
    for found in INLINE.finditer(page):
        words = shlex.split(found[1].replace("...", ""))[1:]
        line = page.count("\n", 0, found.start()) + 1
        unknown = _unknown(trialcheck, words)
        assert unknown is None, f"{_name(path)}:{line}: `{found[1]}`: {unknown}"


def _unknown(command, words):
    """The first word that names no command or option, or None."""
    context = click.Context(command)
    options = {name for each in command.get_params(context) for name in each.opts}
    for position, word in enumerate(words):
        if word.startswith("--"):
            if word.partition("=")[0] not in options:
                return word
        elif isinstance(command, click.Group) and not word.startswith("-") and word.islower():
            inner = command.get_command(context, word)
            return word if inner is None else _unknown(inner, words[position + 1 :])
    return None
