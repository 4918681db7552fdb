"""Hostile words: what a testimony says never acts on the terminal in which it is shown."""

from __future__ import annotations

import re

import pytest

OWN_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)

MARKUP = [
    "[link=https://evil.example]x[/link]", "[/red]", "[bold]loud[/bold]", ":smile:", "ends with \\",
    "[[double]]", "[@click=app.bell]x[/]", "{who}", "%s %d", "${HOME}", "<b>bold</b>", "`tick`",
]  # fmt: skip


@pytest.fixture(scope="module")
def shown(tmp_path_factory, run_cli, write_casebook, texts):
    """The reports, by `--color`, of a casebook in which every word is markup of some sort."""
    folder = tmp_path_factory.mktemp("markup")
    case = texts.case + "things:\n"
    asserted, denied = "speaker: ann\nstatements:\n", "speaker: ben\nstatements:\n"
    for number, word in enumerate(MARKUP):
        case += f"  t{number}: {{name: 'thing {number} {word}'}}\n"
        head = (
            f"  - id: s{number}\n    stage: hearing\n    source: {{in: record, at: 'at {word}'}}\n"
            f"    says: 'says {word}'\n    claims:\n"
        )
        asserted += f"{head}      - existed: {{what: t{number}, when: 1901}}\n"
        denied += f"{head}      - denies: {{existed: {{what: t{number}}}}}\n"
    write_casebook(folder / "book", {"case.yaml": case, "ann.yaml": asserted, "ben.yaml": denied})
    wide = {"COLUMNS": "200", "TERM": "xterm-256color"}
    return {
        color: run_cli(
            "analyze", "book", "--color", color, cwd=folder, statuses=(0,), variables=wide
        ).out
        for color in ("always", "never")
    }


@pytest.mark.parametrize("word", MARKUP)
@pytest.mark.parametrize("color", ["always", "never"])
def test_markup_is_shown_as_written(shown, color, word):
    """Brackets, emoji codes and backslashes of a testimony are plain characters."""
    plain = re.sub(r"\s+", " ", OWN_COLOURS.sub("", shown[color]))
    assert f"says {word}" in plain or f"thing {MARKUP.index(word)} {word}" in plain


def test_only_our_own_colours_reach_the_terminal(shown):
    """The coloured report holds colours and nothing else that a terminal obeys."""
    assert "\x1b[" in shown["always"]
    assert not UNSAFE.search(OWN_COLOURS.sub("", shown["always"]))


def test_without_colour_there_is_no_escape_at_all(shown):
    """`--color never` gives plain text."""
    assert not UNSAFE.search(shown["never"])


PAYLOADS = {
    "title": '"\\e]0;pwn\\a"',
    "clear": '"\\e[2J"',
    "c1": '"\\x9b31m"',
    "link": '"\\e]8;;https://evil.example\\e\\\\x\\e]8;;\\e\\\\"',
    "clipboard": '"\\e]52;c;aGk=\\a"',
    "return": '"good\\rbad"',
    "backspace": '"abc\\b\\b\\b"',
    "bidi": '"\\u202Eabc"',
    "next-line": '"a\\Nb"',
    "separator": '"a\\Lb\\Pc"',
    "tag-letters": '"\\U000E0041"',
}


@pytest.fixture(scope="module")
def payloads_shown(tmp_path_factory, run_cli, write_casebook, texts):
    """One run over casebooks in which a name or a saying holds an escaped control character."""
    folder = tmp_path_factory.mktemp("payloads")
    for name, payload in PAYLOADS.items():
        case = texts.case.replace("{name: Ben}", f"{{name: {payload}}}")
        speaker = texts.speaker.replace("She stayed at the inn.", payload)
        files = {"case.yaml": case, "ann.yaml": speaker, "ben.yaml": texts.denial}
        write_casebook(folder / "testimonies" / name, files)
    return run_cli("analyze", "testimonies", "--color", "always", cwd=folder, statuses=(0, 2))


def test_escaped_control_characters_do_nothing(payloads_shown):
    """A quoted escape in YAML is refused or shown as an escape, never sent to the terminal."""
    assert not UNSAFE.search(OWN_COLOURS.sub("", payloads_shown.text))


@pytest.mark.parametrize("name", PAYLOADS)
def test_escaped_control_characters_are_named(payloads_shown, name):
    """Whoever hid a character in a testimony is found out: both files are named."""
    assert payloads_shown.status == 2
    for file in ("case.yaml", "ann.yaml"):
        assert f"testimonies/{name}/{file}" in payloads_shown.err


def test_arguments_are_shown_without_acting(tmp_path, run_cli, write_casebook, texts):
    """What comes back in a message from the command line is as harmless as a testimony."""
    write_casebook(tmp_path / "book", {"ann.yaml": texts.speaker})
    attack = "\x1b]0;pwn\x07[red]x"
    for arguments in (
        ["analyze", attack],
        ["explain", attack, "book"],
        ["analyze", "book", "--select", attack],
        ["dates", attack],
    ):
        outcome = run_cli(*arguments, cwd=tmp_path, statuses=(2,))
        assert not UNSAFE.search(outcome.text), arguments
