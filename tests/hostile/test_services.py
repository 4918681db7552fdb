"""Hostile words and names: what is printed in a CI log or read by a service never acts there."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as Xml

import pytest
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt
from tests.reports.github_runner import orders

FORMATS = ("terminal", "markdown", "json", "jsonl", "sarif", "github", "junit", "html")
MASKED = "hunter2"

WORDS = [
    "::error::pwned", "::set-env name=PATH::/tmp", "%0A::error::pwned", "##[error]pwned",
    "a, file=x.yaml, line=1", "::stop-commands::x", "]]> <script>alert(1)</script>",
    "[x](http://evil.example)", "![x](http://evil.example/a.png)", "{0} {{1}}", "@everybody #1",
    "/close", "<!-- -->", "| a | b |", "[red]loud[/red]", "&#58;&#58;error::pwned",
]  # fmt: skip

LINES = """\
  - id: lines
    stage: hearing
    source: {in: record, at: 'https://ann:hunter2@host.example/p'}
    says: |
      ::error::pwned
        ::error file=x::pwned
      ##[add-path]pwned
    claims:
      - existed: {what: t0, when: 1903}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory, write_casebook, texts):
    """A casebook in which every name and word is an order to some service or other."""
    place = tmp_path_factory.mktemp("services")
    case = texts.case.replace("A case of the checks", "'::error::pwned'") + "things:\n"
    case = case.replace("{name: Ann}", "{name: '::error::ann'}")
    case = case.replace(
        "{title: The record,", "{title: '::warning::https://ann:hunter2@host.example',"
    )
    asserted, denied = "speaker: ann\nstatements:\n", "speaker: ben\nstatements:\n"
    for number, word in enumerate(WORDS):
        case += f"  t{number}: {{name: '{word}'}}\n"
        head = (
            f"  - id: s{number}\n    stage: hearing\n    source: {{in: record, at: '{word}'}}\n"
            f"    says: '{word}'\n    claims:\n"
        )
        asserted += f"{head}      - existed: {{what: t{number}, when: 1901}}\n"
        denied += f"{head}      - denies: {{existed: {{what: t{number}}}}}\n"
    files = {"case.yaml": case, "ann.yaml": asserted + LINES, "ben.yaml": denied}
    write_casebook(place / "books" / "a %0A#b, c", files)
    return place


@pytest.fixture(scope="module")
def logged(folder, run_cli):
    """What each format prints in a workflow, by the name of the format."""
    variables = {"GITHUB_ACTIONS": "true"}
    return {
        name: run_cli(
            "analyze", "books", "--format", name, cwd=folder, statuses=(0,), variables=variables
        ).out
        for name in FORMATS
    }


def test_there_is_something_to_say(logged):
    """The words stand in findings, and so in every format."""
    findings = json.loads(logged["json"])["findings"]
    assert len([each for each in findings if each["kind"] == "contradiction"]) >= len(WORDS)
    for text in logged.values():
        assert "pwned" in text


@pytest.mark.parametrize("name", FORMATS)
def test_no_word_orders_the_runner(logged, name):
    """The runner sees the orders of the format alone: annotations, or a fence."""
    allowed = {
        "github": {"error", "warning", "notice"},
        "terminal": {"stop-commands"},
        "markdown": {"stop-commands"},
    }
    found = orders(logged[name])
    assert {order.name for order in found} <= allowed.get(name, set())
    assert not [order for order in found if order.properties.get("file", "").startswith("x")]
    unfenced = re.sub(r"(?m)^::stop-commands::.*$", "", logged[name])
    assert {order.name for order in orders(unfenced)} <= allowed["github"]
    assert name == "github" or orders(unfenced) == []


@pytest.mark.parametrize("name", FORMATS)
def test_passwords_of_addresses_are_masked(logged, name):
    """A password in the address of a source is in no report; the address is."""
    assert MASKED not in logged[name]
    assert "https://***@host.example" in logged[name].replace("\\\\", "").replace("\\*", "*")


def test_a_problem_masks_passwords(tmp_path, run_cli, write_casebook, texts):
    """Even the line that is shown with a problem hides the password in it."""
    broken = texts.speaker.replace("at: p. 1}", f"at: 'https://ann:{MASKED}@host.example', no: x}}")
    write_casebook(tmp_path / "book", {"ann.yaml": broken, "ben.yaml": texts.denial})
    outcome = run_cli("analyze", "book", cwd=tmp_path, statuses=(2,))
    assert "host.example" in outcome.err
    assert MASKED not in outcome.text


def test_annotations_name_the_file_as_it_is(logged):
    """The path of an annotation, as the runner reads it, is that of the file."""
    files = {
        order.properties["file"] for order in orders(logged["github"]) if "file" in order.properties
    }
    assert files <= {f"books/a %0A#b, c/{name}.yaml" for name in ("ann", "ben", "case")}
    assert files


def test_addresses_in_sarif_name_the_file(logged):
    """A path is encoded, so that no service takes a part of it for something else."""
    (run,) = json.loads(logged["sarif"])["runs"]
    places = [each["location"]["uri"] for each in run["artifacts"]]
    assert "books/a%20%250A%23b%2C%20c/ann.yaml" in places


def test_junit_can_be_read(logged):
    """The document is sound, and its texts come back as they were shown."""
    root = Xml.fromstring(logged["junit"].encode())  # noqa: S314  # our own text
    texts = " ".join(failure.text or "" for failure in root.iter("failure"))
    assert "]]> <script>alert(1)</script>" in texts
    assert "::error::pwned" in texts


def test_sarif_is_by_the_schema(logged, request):
    """The official schema is content with the hostile document as well."""
    schema = request.path.parents[1] / "reports" / "schemas" / "sarif-schema-2.1.0.json"
    validator = Draft4Validator(json.loads(schema.read_text(encoding="utf-8")))
    assert list(validator.iter_errors(json.loads(logged["sarif"]))) == []


def test_markdown_holds_nothing_that_acts(logged):
    """No word becomes a link, a picture, a heading of its own, or HTML."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = [
        token
        for each in reader.parse(logged["markdown"])
        for token in (each, *(each.children or []))
    ]
    assert not {"link_open", "image", "html_inline"} & {token.type for token in found}
    html = [token.content.splitlines()[0] for token in found if token.type == "html_block"]
    assert html == ["<!--", "<!--"]
    assert not [line for line in logged["markdown"].splitlines() if line.startswith("/")]


@pytest.fixture(scope="module")
def folders(tmp_path_factory, write_casebook, texts):
    """Casebooks in folders whose names are orders, options or escapes."""
    place = tmp_path_factory.mktemp("folders")
    for name in ("::error::pwned", "-rf", "a\n::error::b", "a\x1b[31mb", "a b "):
        write_casebook(place / name, {"ann.yaml": texts.speaker, "ben.yaml": texts.denial})
    return place


@pytest.mark.parametrize("name", ["terminal", "github", "junit"])
def test_hostile_folder_names_are_shown_and_do_nothing(folders, run_cli, name):
    """The name of a folder is no order and no escape in any format."""
    variables = {"GITHUB_ACTIONS": "true"}
    out = run_cli(
        "analyze", ".", "--format", name, cwd=folders, statuses=(0,), variables=variables
    ).out
    assert "\x1b" not in out
    assert "pwned" in out
    unfenced = re.sub(r"(?m)^::stop-commands::.*$", "", out)
    allowed = {"error", "warning", "notice"} if name == "github" else set()
    assert {order.name for order in orders(unfenced)} <= allowed


@pytest.mark.parametrize("command", ["check", "explain"])
def test_other_commands_give_no_orders(folder, run_cli, logged, command, tmp_path):
    """What other commands print of a casebook orders nothing either, and they need no fence."""
    (number,) = [
        each["id"]
        for each in json.loads(logged["json"])["findings"]
        if each["statements"] == ["ann/s0", "ben/s0"]
    ][:1]
    arguments = ["books"] if command == "check" else [number, "books"]
    out = run_cli(
        command, *arguments, cwd=folder, statuses=(0,), variables={"GITHUB_ACTIONS": "true"}
    ).out
    assert out
    assert orders(out) == []
