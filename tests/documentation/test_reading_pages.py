"""The reader of pages finds blocks, marks and commands, and the outputs can be written anew."""

from __future__ import annotations

import pytest
from tests.documentation.pages import (
    Block,
    Mark,
    PageError,
    commands_of,
    fits,
    items_of,
    renewed,
    with_outputs,
)
from tests.documentation.runner import Walk

PAGE = """\
# A page

Words with `code` in them.

<!-- file: mill/case.yaml -->
```yaml
case: The mill
```

- in a list:

  ```console
  $ echo one \\
      two
  one two
  $ echo three
  three
  ```

<!-- setup: mkdir hidden -->

<!-- not run: it needs the network -->
```bash
pip install something
```

```text
no command
```
"""


def _blocks(page):
    return [item for item in items_of(page) if isinstance(item, Block)]


def test_blocks_come_with_their_marks_and_lines():
    """Each block knows its language, its text without the indent, its marks and its line."""
    file, commands, unrun, text = _blocks(PAGE)
    assert (file.language, file.text, file.mark("file")) == (
        "yaml", "case: The mill\n", "mill/case.yaml",
    )  # fmt: skip
    assert (commands.line, commands.indent) == (12, "  ")
    assert [block.is_run for block in (file, commands, unrun, text)] == [False, True, False, False]


def test_marks_that_stand_alone_keep_their_place():
    """A hidden command stands between the blocks where it is written."""
    kinds = [item.name if isinstance(item, Mark) else item.language for item in items_of(PAGE)]
    assert kinds == ["yaml", "console", "setup", "bash", "text"]


def test_commands_and_their_outputs():
    """A command may go on in the next line; all up to the next prompt is its output."""
    first, second = commands_of(_blocks(PAGE)[1])
    assert (first.text, first.shown) == ("echo one \\\n    two", "one two")
    assert (second.text, second.shown) == ("echo three", "three")


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("```console\n$ ls\n", "no end"),
        ("<!-- file: a.yaml -->\n\n```yaml\na\n```\n", "no block follows"),
        ("<!-- file: a.yaml -->", "no block follows"),
        ("<!-- flie: a.yaml -->\n```yaml\na\n```\n", "unknown mark 'flie'"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused(page, message):
    """A block without an end, and a mark that is unknown or belongs to nothing, are errors."""
    with pytest.raises(PageError, match=message):
        list(items_of(page))


def test_output_without_a_command_is_refused():
    """A block of commands begins with one: else nothing in it would be run."""
    (block,) = _blocks("```console\nls\n```\n")
    with pytest.raises(PageError, match="begins with"):
        commands_of(block)


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        ("a\nb", "a\nb", True),
        ("a\nb", "a\nb\nc", False),
        ("a\n...\nd", "a\nb\nc\nd", True),
        ("a\n...\nd", "a\nd", True),
        ("a\n...\nd", "a\nb\nc", False),
        ("...\nd", "c\nd", True),
        ("a\n...", "a\nb", True),
        ("a.", "ab", False),
        ("", "", True),
        ("", "a", False),
    ],
)
def test_what_is_shown_fits_what_is_printed(shown, printed, expected):
    """Each character counts, but a line of three dots stands for any number of lines."""
    assert fits(shown, printed) is expected


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        ("a\n...\nz", "a\nb\nz", "a\n...\nz"),
        ("a\n...\nz", "A\nb\nc\nZ", "A\n...\nZ"),
        ("a\nb\n...", "A\nB\nC\nD", "A\nB\n..."),
        ("a\n...\nz", "only", "only"),
        ("a\n...\nm\n...\nz", "A\nb\nM\nc\nZ", "A\nb\nM\nc\nZ"),
    ],
)
def test_what_is_left_out_stays_left_out(shown, printed, expected):
    """A new output is shown with as many lines at its ends as the old one."""
    assert renewed(shown, printed) == expected


def test_outputs_are_written_anew_and_nothing_else():
    """A changed output replaces the old one with its indent; one that fits stays as it was."""
    block = _blocks(PAGE)[1]
    assert with_outputs(PAGE, {block: ("one two", "three")}) == PAGE
    changed = with_outputs(PAGE, {block: ("one two", "3\n\n4")})
    assert changed == PAGE.replace("  three\n  ```", "  3\n\n  4\n  ```")


def test_a_page_is_followed(tmp_path):
    """Files are written, added to and found by the commands; a new folder is empty."""
    page = (
        "<!-- file: a/b.txt -->\n```text\none\n```\n<!-- append: a/b.txt -->\n```text\ntwo\n```\n"
        "```console\n$ cat a/b.txt\none\n2\n```\n<!-- folder: new -->\n```console\n$ ls\n```\n"
    )
    followed = Walk(tmp_path).follow(page)
    assert list(followed.printed.values()) == [("one\ntwo",), ("",)]
    assert len(followed.differences) == 1


def test_the_status_of_a_command_is_held_to_what_the_page_says(tmp_path):
    """A command that fails unannounced is an error, also while outputs are written anew."""
    announced = "<!-- status: 3 -->\n```console\n$ exit 3\n```\n```console\n$ echo $?\n3\n```\n"
    assert Walk(tmp_path / "announced").follow(announced).differences == ()
    with pytest.raises(PageError, match="ended with 3, not 0"):
        Walk(tmp_path / "unannounced").follow("```console\n$ exit 3\n```\n")


def test_a_page_writes_in_its_own_folder_alone(tmp_path):
    """A file named above the folder of the page is refused."""
    with pytest.raises(PageError, match="not below"):
        Walk(tmp_path).follow("<!-- file: ../a.yaml -->\n```yaml\na\n```\n")
