"""Text becomes a tree of places and exact texts; whatever the text, no exception comes out."""

from __future__ import annotations

import gc
import subprocess
import sys
from contextlib import suppress

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from trialcheck.located_yaml import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    parse,
    paused_garbage_collection,
)
from trialcheck.source import UNSAFE, Limits, Problem, SourceFile, decode_source

LIMITS = Limits()


@pytest.fixture(params=["C", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test with the parser in C and again with the one in Python alone."""
    if request.param == "pure":
        monkeypatch.delattr(yaml, "CSafeLoader")
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML was built without its parser in C")
    return str(request.param)


def _parse(text: str, limits: Limits = LIMITS) -> tuple[Node | None, list[Problem]]:
    return parse(SourceFile("a.yaml", text), limits)


def _tree(text: str) -> Node:
    root, problems = _parse(text)
    assert problems == []
    assert root is not None
    return root


def _problem(text: str, limits: Limits = LIMITS) -> Problem:
    _, problems = _parse(text, limits)
    assert len(problems) == 1, problems
    return problems[0]


def _plain(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return node.text if node else None


def test_values_know_their_places(parser: str) -> None:
    """Each value and key has its line and column from 1, in characters."""
    root = _tree("é: {ñ: [a, 'b']}\nlist:\n- x\n-   y: |\n      z\n")
    inner = Mapping(
        {"ñ": Sequence([Scalar("a", 1, 9, True), Scalar("b", 1, 12, False)], 1, 8)},
        {"ñ": (1, 5)},
        1,
        4,
    )
    item = Mapping({"y": Scalar("z\n", 4, 8, False)}, {"y": (4, 5)}, 4, 5)
    items = Sequence([Scalar("x", 3, 3, True), item], 3, 1)
    assert root == Mapping({"é": inner, "list": items}, {"é": (1, 1), "list": (2, 1)}, 1, 1)


def test_a_missing_value_is_empty_text(parser: str) -> None:
    """A key without a value holds empty plain text."""
    assert _tree("a:\nb: 1\n") == Mapping(
        {"a": Scalar("", 1, 3, True), "b": Scalar("1", 2, 4, True)},
        {"a": (1, 1), "b": (2, 1)},
        1,
        1,
    )


def test_a_single_value_and_one_document_mark_are_read(parser: str) -> None:
    """A text alone is a tree; the marks of one document are allowed."""
    assert _tree("--- word\n...\n") == Scalar("word", 1, 5, True)
    assert _tree('""') == Scalar("", 1, 1, False)
    assert _plain(_tree("# a comment\n---\na: 1\n...\n")) == {"a": "1"}
    assert _plain(_tree("? a\n: b\n")) == {"a": "b"}


SURPRISES = """
14:30 12:30:45 1:2 24:00 09:30 00:30 08 1:60 no yes on off NO y n True 012 0777 1_000 0b101 0x1F
1946 1946-10 1946-10-1 46-10-01 1946-10-01 1946-10-01T12:00:00 1946-10-01T12:00:00Z 1946-02-30
2020-13-45 1946-10-01T25:00 2026-11-01T00:00+99:99 ~ null Null .inf .nan -.INF = 1e3 +1 -0 1.50 00
193X 1933~ 1933? 1933?? a?b 1933%? ../1934 1933-01-01/.. Ö
"""


@pytest.mark.parametrize("field", ["speaker", "said", "where", "when"])
def test_every_value_stays_text_exactly(parser: str, field: str) -> None:
    """What YAML would take for a time, truth, number or nothing is text, quoted or not."""
    for word in [*SURPRISES.split(), "1946-10-01 12:00", "9" * 1000]:
        for style, plain in ((word, True), (f"'{word}'", False), (f'"{word}"', False)):
            root = _tree(f"{field}: {style}\n")
            assert root == Mapping(
                {field: Scalar(word, 1, len(field) + 3, plain)}, {field: (1, 1)}, 1, 1
            )
            assert _plain(_tree(f"- [{style}]\n- {{a: {style}}}\n")) == [[word], {"a": word}]


def test_keys_that_look_like_numbers_stay_text(parser: str) -> None:
    """Keys are text too: equal numbers written differently are different keys."""
    assert _plain(_tree("1: a\n01: b\n0x1: c\ntrue: d\nTrue: e\n~: f\n")) == {
        "1": "a",
        "01": "b",
        "0x1": "c",
        "true": "d",
        "True": "e",
        "~": "f",
    }


def test_long_and_folded_texts_are_read(parser: str) -> None:
    """Blocks, folded and continued texts yield the text that YAML defines."""
    root = _tree('a: |\n  x\n   y\nb: >-\n  x\n  y\nc: x\n  y\nd: "x\n  y"\ne: "\\u00e9\\t\\n"\n')
    assert _plain(root) == {"a": "x\n y\n", "b": "x y", "c": "x y", "d": "x y", "e": "é\t\n"}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_places_do_not_depend_on_the_line_ends(line_end: str) -> None:
    """The same file with LF, CRLF and CR yields the same tree and the same problems."""
    lines = ["a: |", "  x", "", "  y", "b: 'p", "", "  q'", "a: 2", "c: &d e", "d: [x", ""]
    file = decode_source(line_end.join(lines).encode(), "a.yaml")
    assert isinstance(file, SourceFile)
    _, problems = parse(file, LIMITS)
    assert [(each.line, each.column) for each in problems] == [(8, 1), (9, 4), (10, 4)]


def test_a_repeated_key_names_both_lines(parser: str) -> None:
    """A key that stands twice is a problem at the second place that names the first."""
    assert _problem("a: 1\nb: 2\na: 3\n") == Problem(
        "the key 'a' is expected once, but is on line 1 already",
        "a.yaml",
        3,
        1,
        1,
        "a: 3",
        "keep one of the two",
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x:\n  when: 1\n  who: 2\n  when: 3\n", (4, 3)),
        ("- a: 1\n  a: 2\n", (2, 3)),
        ("- {a: 1, a: 2}\n", (1, 10)),
        ('"a": 1\na: 2\n', (2, 1)),
        ("a: 1\n'a': 2\n", (2, 1)),
        ('"\\x61": 1\na: 2\n', (2, 1)),
        ("1936-01-01: 1\n1936-01-01: 2\n", (2, 1)),
        ("a: {b: 1}\nc: 1\na: {b: 2}\n", (3, 1)),
        ("é: 1\ne\u0301: 2\n", (2, 1)),
        ("e\u0301: 1\né: 2\n", (2, 1)),
        ("ab: 1\na\u200bb: 2\n", (2, 1)),
        ("a\u200cb: 1\nab: 2\n", (2, 1)),
        ("a\u200db: 1\na\u200cb: 2\n", (2, 1)),
        ("x: {a\ufe0f: 1}\ny: {a\ufe0f: 1, a: 2}\n", (2, 12)),
    ],
)
def test_keys_that_look_the_same_are_found(parser: str, text: str, place: tuple[int, int]) -> None:
    """Keys equal after NFC and without invisible characters are repeated, at any depth."""
    found = _problem(text)
    assert (found.line, found.column) == place
    assert f"line {1 if place[0] != 4 and place != (2, 12) else 2}" in found.message


def test_equal_keys_of_different_mappings_are_no_problem(parser: str) -> None:
    """Only keys of one mapping are compared."""
    assert _plain(_tree("- a: {a: 1, é: 1}\n- a: 2\n  é: 3\n")) == [
        {"a": {"a": "1", "é": "1"}},
        {"a": "2", "é": "3"},
    ]


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("a: &x b\n", "the anchor '&x'", (1, 4)),
        ("a: &x\n  b: 1\n", "the anchor '&x'", (1, 4)),
        ("a: &x [b]\n", "the anchor '&x'", (1, 4)),
        ("&x a: b\n", "the anchor '&x'", (1, 1)),
        ("a: *x\n", "the alias '*x'", (1, 4)),
        ("- *x\n", "the alias '*x'", (1, 3)),
        ("*x : b\n", "the alias '*x'", (1, 1)),
        ("a:\n  <<: {b: 1}\n", "the merge key `<<`", (2, 3)),
        ("a: !x b\n", "the tag '!x'", (1, 4)),
        ("a: ! b\n", "the tag '!'", (1, 4)),
        ("a: ! 'b'\n", "the tag '!'", (1, 4)),
        ("a: ! [b]\n", "the tag '!'", (1, 4)),
        ("a: !!str b\n", "the tag '!!str'", (1, 4)),
        (
            "a: !!python/object/apply:os.system [echo]\n",
            "the tag '!!python/object/apply:os.system'",
            (1, 4),
        ),
        ("!!map\na: b\n", "the tag '!!map'", (1, 1)),
        ("!x a: b\n", "the tag '!x'", (1, 1)),
        ("a: !<tag:yaml.org,2002:str> b\n", "the tag '!<tag:yaml.org,2002:str>'", (1, 4)),
        ("%YAML 1.1\n---\na: b\n", "the directive '%YAML'", (1, 1)),
        ("# c\n%TAG ! tag:x,1:\n---\na: b\n", "the directive '%TAG'", (2, 1)),
    ],
)
def test_what_a_casebook_has_no_use_for_is_named_and_reading_goes_on(
    parser: str, text: str, word: str, place: tuple[int, int]
) -> None:
    """Anchors, aliases, merge keys, tags and directives are located, and the tree is still read."""
    root, problems = _parse(text)
    assert [(each.line, each.column) for each in problems] == [place]
    assert word in problems[0].message
    assert problems[0].help
    assert root is not None


def test_a_quoted_merge_key_is_a_key(parser: str) -> None:
    """In quotes `<<` is text like any other."""
    assert _plain(_tree("'<<': 1\n")) == {"<<": "1"}


def test_an_alias_stands_for_its_own_words(parser: str) -> None:
    """The tree holds an alias as text, so that what stands around it can still be checked."""
    root, problems = _parse("a: &x [1]\nb: [*x, 2]\n*x : 3\n")
    assert _plain(root) == {"a": ["1"], "b": ["*x", "2"], "*x": "3"}
    assert len(problems) == 3


def test_all_problems_of_a_file_are_told_in_one_run(parser: str) -> None:
    """Problems that leave the rest readable are collected, in the order of their places."""
    root, problems = _parse("a: &x 1\na: !t 2\nb: *x\nc: {<<: 1}\ne: {a: 5, a: 5}\nd: [x\n")
    assert root is None
    assert [each.line for each in problems] == [1, 2, 2, 3, 4, 5, 6]


def test_the_problems_of_one_file_are_capped(parser: str) -> None:
    """After 100 problems one more says that the rest of the file is not read."""
    root, problems = _parse("a: 1\n" * 500)
    assert root is None
    assert len(problems) == 101
    assert "more than 100 problems" in problems[-1].message
    assert problems[-1].line == 102


def test_an_alias_bomb_stops_at_its_anchors(parser: str) -> None:
    """Aliases are never followed: a bomb is a list of problems, the first at its first anchor."""
    levels = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    levels += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    _, problems = _parse("\n".join(levels))
    assert (problems[0].line, problems[0].column) == (1, 5)
    assert "anchor '&a0'" in problems[0].message


def test_a_merge_bomb_is_not_merged(parser: str) -> None:
    """Merge keys are never merged, however many levels refer to each other."""
    levels = ["a0: &a0 {k: v}"]
    levels += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 25)]
    _, problems = _parse("\n".join(levels))
    assert len(problems) == 1 + 24 * 4
    assert sum("merge key" in each.message for each in problems) == 24


def test_a_self_containing_list_is_a_problem(parser: str) -> None:
    """A list that refers to itself yields a tree without a cycle."""
    root, problems = _parse("&a [*a]\n")
    assert _plain(root) == ["*a"]
    assert len(problems) == 2


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "--- # c\n"]
)
def test_an_empty_file_is_a_problem(parser: str, text: str) -> None:
    """A file without a value says so, as a whole."""
    root, problems = _parse(text)
    assert root is None
    assert problems == [
        Problem("the file is empty; lines such as `key: value` are expected", "a.yaml")
    ]


@pytest.mark.parametrize(
    "text", ["a: 1\n---\nb: 2\n", "a: 1\n...\n---\nb: 2\n", "---\n---\nb: 1\n"]
)
def test_a_second_document_is_a_problem(parser: str, text: str) -> None:
    """A second document is named where it begins, and not read."""
    root, problems = _parse(text)
    assert root is None
    assert [each.line for each in problems] == [text.count("\n", 0, text.rindex("---")) + 1]
    assert "second document" in problems[0].message


@pytest.mark.parametrize(
    ("text", "place", "message", "help_words"),
    [
        ("a:\n\tb: 1\n", (2, 1), "a tab stands where only spaces can indent", "spaces"),
        ("a: |\n x\n\ty\n", (3, 1), "a tab stands where only spaces can indent", "spaces"),
        ("says: He said: no\n", (1, 14), "a colon followed by a space", "in quotes"),
        ("a: 1\n  b: 2\n", (2, 4), "a colon followed by a space", "column of its neighbours"),
        ("a: 1\nb:2\nc: 3\n", (2, 1), "'b:2' has no colon and space", "space after the colon"),
        ('a: 1\nsays: "no end\nb: 1\n', (2, 7), "mark opened here is never closed", "close it"),
        ("a: 'x\n--- y'\n", (1, 4), "mark opened here is never closed", "close it"),
        ("a: [1, 2\nb: 3\n", (1, 4), "comma or its closing bracket on line 2, not ':'", "close"),
        ("a: {b: 1\n", (1, 4), "on line 2, not the end of the file", "close the bracket"),
        ("a: [\n", (2, 1), "found the end of the file where a value", "close each bracket"),
        ("a: [1}\n", (1, 4), "on line 1, not '}'", "close the bracket"),
        ("a: @b\n", (1, 4), "found '@b'; a text without quotes", "in quotes"),
        ("a: `b`\n", (1, 4), "found '`b`'; a text without quotes", "in quotes"),
        ("a: %b\n", (1, 4), "found '%b'; a text without quotes", "in quotes"),
        ("a: & b\n", (1, 4), "found '&'; a text without quotes", "in quotes"),
        ("a: * b\n", (1, 4), "found '*'; a text without quotes", "in quotes"),
        ("a: !<b c\n", (1, 4), "found '!<b'; a text without quotes", "in quotes"),
        ("a: !e!b c\n", (1, 4), "found '!e!b'; a text without quotes", "in quotes"),
        (
            'a: "b" c\n',
            (1, 8),
            "found 'c' after the closing quotation mark",
            "whole text in quotes",
        ),
        ("a: 'it's'\n", (1, 8), "found 's'' after the closing quotation mark", "apostrophe"),
        ("a:\n  b: 1\n c: 2\n", (3, 2), "found 'c:' where a key or a `-`", "same column"),
        ("- a\nb: c\n", (2, 1), "found 'b:' where a key or a `-`", "same column"),
        ('a: "\\xZZ"\n', (1, 7), "a backslash in double quotes", "two backslashes"),
        ("a: - b\n", (1, 4), "the `-` of a list item cannot stand", "new line"),
        ("a: > b\n", (1, 6), "found 'b' after `|` or `>`", "next line"),
        ("a: ]\n", (1, 4), "found ']' where a value or a key", "in quotes"),
        ("a: , b\n", (1, 4), "found ',' where a value or a key", "in quotes"),
        ("a: ? b\n", (1, 4), "found '?' where a value or a key", "in quotes"),
        ("a: 1\n... b\n", (2, 5), "found 'b' where a value or a key", "in quotes"),
        ("%YAML 1.1\na: 1\n", (2, 1), "found 'a:' where a value or a key", "in quotes"),
        ("[a]: b\n", (1, 1), "stands where a key is expected", "in quotes"),
        ("a:\n  {{b}}: c\n", (2, 3), "stands where a key is expected", "in quotes"),
        ("a: [x\n\n", (1, 4), "not the end of the file", "close"),
        ('a: "x\n\n  y" ' + "z" * 60 + "\n", (3, 6), "z" * 40 + "...'", "whole text in quotes"),
    ],
)
def test_faulty_yaml_is_explained_in_plain_words(
    parser: str, text: str, place: tuple[int, int], message: str, help_words: str
) -> None:
    """The commonest slips are named with their place, what is expected and what helps."""
    found = _problem(text)
    assert (found.line, found.column) == place
    assert message in found.message
    assert help_words in found.help
    assert found.source_line == SourceFile("", text).line(place[0])


def test_an_unknown_escape_is_located(parser: str) -> None:
    """A backslash that begins no escape is explained (the two parsers differ by one column)."""
    found = _problem('path: "C:\\q"\n')
    assert found.line == 1
    assert found.column in (9, 10, 11)
    assert "a backslash in double quotes" in found.message


@pytest.mark.parametrize("escape", ["\\UFFFFFFFF", "\\U00110000", "\\ud800", "\\uDFFF\\uDC00"])
def test_escapes_of_no_character_are_problems(parser: str, escape: str) -> None:
    """An escape beyond Unicode or of a surrogate is a problem with a line."""
    found = _problem(f'a: 1\nb: "{escape}"\n')
    assert found.line == 2


@pytest.mark.parametrize(
    ("escape", "code"),
    [
        ("\\e[31m", "U+001B"),
        ("\\0", "U+0000"),
        ("\\x9b31m", "U+009B"),
        ("\\a", "U+0007"),
        ("\\u202e", "U+202E"),
        ("\\N", "U+0085"),
        ("\\L", "U+2028"),
        ("\\r", "U+000D"),
        ("\\x7f", "U+007F"),
        ("\\ufeff", "U+FEFF"),
        ("\\u200b", "U+200B"),
    ],
)
def test_escapes_of_unsafe_characters_are_refused(parser: str, escape: str, code: str) -> None:
    """An escape may not smuggle in what the file itself may not hold, in a value or a key."""
    for text, column in ((f'a: "x{escape}"\n', 4), (f'"x{escape}": a\n', 1)):
        found = _problem(text)
        assert (found.line, found.column) == (1, column)
        assert code in found.message


def test_a_message_shows_no_unsafe_character_of_a_key(parser: str) -> None:
    """Words of the file in a message are made visible."""
    _, problems = _parse('"\\e": 1\n"\\e": 2\n')
    assert len(problems) == 3
    assert all("\x1b" not in each.message for each in problems)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\t1\n", (1, 3)),
        ("a: b\tc\n", (1, 5)),
        ("a: 1\t# comment\n", (1, 5)),
        ("a: 1\nb: [1,\t2]\n", (2, 7)),
        ("a: 'x'\t\n", (1, 7)),
        ("a: 'x\ty'\t\n", (1, 9)),
        ("a: 1\n\t\nb: 2\n", (2, 1)),
        ("a: b#c\td\n", (1, 7)),
        ("a: 'x'\nb:\t1", (2, 3)),
    ],
)
def test_a_tab_between_values_is_refused_by_both_parsers(
    parser: str, text: str, place: tuple[int, int]
) -> None:
    """Outside of quoted text and comments a tab is a problem at the same place."""
    found = _problem(text)
    assert (found.line, found.column) == place
    assert "a tab" in found.message


def test_each_line_with_a_stray_tab_is_told_once() -> None:
    """The parser in C reads on behind tabs, so that each line with one is reported."""
    if not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML was built without its parser in C")
    _, problems = _parse("a:\t1\t\nb: 2\nc:\t'x\ty'\n")
    assert [(each.line, each.column) for each in problems] == [(1, 3), (3, 3)]


def test_tabs_in_quotes_blocks_and_comments_are_text(parser: str) -> None:
    """A tab inside of quoted or block text stays, and one in a comment does not matter."""
    text = "#\tx\na: 'x\ty'  # \tz\tz\nb: |\n  p\tq\n  \tr\n# '\t'\nc: \"x\n  \ty\tz\"#\tc\n"
    assert _plain(_tree(text)) == {"a": "x\ty", "b": "p\tq\n\tr\n", "c": "x y\tz"}


NESTINGS = [
    lambda n: "[" * n + "]" * n,
    lambda n: "- " * n + "x",
    lambda n: "{a: " * n + "1" + "}" * n,
    lambda n: "\n".join(" " * level + "a:" for level in range(n)) + " x",
]


@pytest.mark.parametrize("nesting", NESTINGS)
def test_nesting_is_read_to_64_levels_and_no_further(parser: str, nesting) -> None:  # type: ignore[no-untyped-def]  # a row of the table
    """64 levels are read, 65 are refused at the place of the 65th."""
    root, problems = _parse(nesting(64))
    assert root is not None
    assert problems == []
    root, problems = _parse(nesting(65))
    assert root is None
    assert "more than 64 levels of nesting" in problems[0].message


@pytest.mark.parametrize("count", [1_000, 30_000, 1_000_000])
def test_deep_nesting_never_ends_the_process(count: int) -> None:
    """Nesting that crashes recursive loaders is one problem, in a process that ends by itself."""
    program = (
        "from trialcheck.located_yaml import parse\n"
        "from trialcheck.source import Limits, SourceFile\n"
        "import sys, yaml\n"
        f"n = {count}\n"
        "texts = ['[' * n + ']' * n, '[' * n, '- ' * n + 'x', '{a: ' * n + '1' + '}' * n,\n"
        "         '{' * n, '? ' * n, '[{a: ' * n]\n"
        "for text in texts:\n"
        "    root, problems = parse(SourceFile('a', text), Limits())\n"
        "    assert root is None and len(problems) == 1, problems\n"
        "    assert (problems[0].line, 'nesting' in problems[0].message or 'a key is expected' in\n"
        "            problems[0].message) == (1, True), problems\n"
        "del yaml.CSafeLoader\n"
        "root, problems = parse(SourceFile('a', '[' * min(n, 30_000)), Limits())\n"
        "assert 'nesting' in problems[0].message\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("text", "limits", "words", "line"),
    [
        ("[a, b,\nc]", Limits(entries=2), "this list or mapping holds more than 2 values", 2),
        ("a: 1\nb: 2\nc: 3\n", Limits(entries=2), "this list or mapping holds more than 2", 3),
        ("- [a]\n- [b]\n- [c]\n", Limits(nodes=6), "the file holds more than 6 values", 3),
        ("a: 'xxxx'\n", Limits(scalar=3), "this text holds more than 3 characters", 1),
        ("a: {b: {c: 1}}\n", Limits(depth=2), "this place holds more than 2 levels", 1),
    ],
)
def test_caps_are_named(parser: str, text: str, limits: Limits, words: str, line: int) -> None:
    """What is more than the caps allow ends the file, naming the cap and its flag if any."""
    root, problems = _parse(text, limits)
    assert root is None
    assert words in problems[-1].message
    assert problems[-1].line == line
    assert ("--max-values" in problems[-1].help) == ("list" in words or "file" in words)


def test_what_is_just_within_the_caps_is_read(parser: str) -> None:
    """As many values and characters as the caps say are read."""
    limits = Limits(nodes=7, entries=3, scalar=1, depth=2)
    root, problems = _parse("- [a]\n- [b]\n- [c]\n", limits)
    assert problems == []
    assert _plain(root) == [["a"], ["b"], ["c"]]


def test_a_huge_list_stops_at_its_cap() -> None:
    """A million items are read no further than the cap."""
    found = _problem("- x\n" * 1_000_000)
    assert found.line == 100_001


@pytest.mark.parametrize("text", ["a: \x01", "a: \ud800", "a\n\x00b", "\ufffe"])
def test_unsafe_text_that_was_not_read_from_a_file_is_a_problem(parser: str, text: str) -> None:
    """A text that did not pass the reader of files is refused with the place of the character."""
    found = _problem(text)
    assert (found.line, found.column) == (2, 1) if "\n" in text else (1, len(text))
    assert "U+" in found.message


@pytest.mark.parametrize("fault", [MemoryError, RecursionError, ValueError, KeyError, TypeError])
def test_a_fault_of_the_parser_is_a_problem(
    fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a parser raises becomes a problem, at the place it has reached if it knows."""

    class Loader:
        line, column = 4, 2

        def __init__(self, text: str) -> None:
            pass

        def get_event(self) -> None:
            raise fault

    monkeypatch.setattr(yaml, "CSafeLoader", Loader, raising=False)
    found = _problem("a: 1\n")
    assert (found.line, found.column) == (5, 3)
    assert "cannot be read as YAML" in found.message


def test_a_fault_before_the_first_event_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that cannot even begin is a problem of the whole file."""

    def failing(_: str) -> None:
        raise MemoryError

    monkeypatch.setattr(yaml, "CSafeLoader", failing, raising=False)
    assert (_problem("a: 1\n").line, _problem("a: 1\n").column) == (0, 0)


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_collection_is_as_it_was_after_a_pause(enabled: bool) -> None:
    """The collector rests inside, also nested and after an error, and is as before afterwards."""
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        with suppress(KeyError), paused_garbage_collection():
            with paused_garbage_collection():
                assert not gc.isenabled()
            assert not gc.isenabled()
            raise KeyError
        assert gc.isenabled() == enabled
        _parse("a: [")
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if before else gc.disable)()


PIECES = st.sampled_from(
    [
        "a",
        "b: ",
        "c:",
        ": ",
        "- ",
        "-",
        "\n",
        "\n  ",
        "\n    ",
        " ",
        "\t",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "|",
        ">",
        "|-\n",
        "&x ",
        "*x ",
        "!t ",
        "!",
        "!!str ",
        "? ",
        "# ",
        "#",
        "<<: ",
        "%",
        "%YAML 1.1\n",
        "---",
        "\n---\n",
        "\n...\n",
        "\\",
        "\\e",
        "\\x4",
        "\\ud800",
        "@",
        "`",
        "é",
        "e\u0301",
        "\u200c",
        "😀",
        "1936-08-19",
        "21:30",
        "\ufeff",
        "\x85",
        "\u2028",
        "\x00",
        "\x1b",
        "\ud800",
        "=",
        "~",
    ]
)
CLEAN_PIECES = PIECES.filter(lambda piece: not UNSAFE.search(piece))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_no_text_makes_the_parser_raise(text: str) -> None:
    """Any text yields a tree or problems, whose places lie within the text."""
    root, problems = _parse(text)
    assert root is not None or problems
    assert problems == sorted(problems)
    assert all(each.line >= 0 and each.column >= 0 and each.length >= 1 for each in problems)


# Known to differ: a comment or a tab right behind `|` or `>` (only the parser in C takes it), a tab
# that begins a block (only the one in Python), and a second ` ?` in a text between brackets (only
# the one in C). Each is a located problem in one parser and text as written in the other.
@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(CLEAN_PIECES, max_size=25).map("".join))
def test_both_parsers_give_the_same_verdict(text: str) -> None:
    """The parser in C and the one in Python accept the same files, and read the same trees."""
    if not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML was built without its parser in C")
    root, problems = _parse(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CSafeLoader")
        pure_root, pure_problems = _parse(text)
    assert bool(problems) == bool(pure_problems), (problems, pure_problems)
    if not problems:
        assert _plain(root) == _plain(pure_root)


WORDS = st.text(alphabet="ab1é-", min_size=1, max_size=6).map(lambda word: f"x{word}x")
VALUES = st.recursive(
    WORDS | st.text(alphabet="ab :#'\"[]{},&*!|>%@`-\\né", max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def _composed(node: yaml.Node) -> tuple[object, ...]:
    place = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        return (*place, [(key.value, _composed(value)) for key, value in node.value])
    if isinstance(node, yaml.SequenceNode):
        return (*place, [_composed(item) for item in node.value])
    return (*place, node.value)


def _located(node: Node) -> tuple[object, ...]:
    place = (node.line, node.column)
    if isinstance(node, Mapping):
        return (*place, [(key, _located(value)) for key, value in node.entries.items()])
    if isinstance(node, Sequence):
        return (*place, [_located(item) for item in node.items])
    return (*place, node.text)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(VALUES, st.sampled_from([None, True, False]), st.booleans())
def test_trees_and_places_are_those_of_pyyaml(
    value: object, flow: bool | None, unicode: bool
) -> None:
    """Of documents that PyYAML writes, the tree, texts and places equal those that it composes."""
    text = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=unicode, sort_keys=False)
    loader = yaml.SafeLoader(text)
    composed = loader.get_single_node()
    root, problems = _parse(text)
    assert problems == []
    assert root is not None
    assert composed is not None
    assert _located(root) == _composed(composed)
