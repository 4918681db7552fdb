"""`trialcheck schema`, and what `new` writes for editors."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from jsonschema import Draft7Validator

from trialcheck.schemas.formats import FORMATS

CASEBOOK = "testimonies/harbour"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_schema_is_printed_for_every_format(call, name):
    """Standard output holds the schema alone."""
    ended = call("schema", name)
    assert (ended.code, ended.err) == (0, "")
    Draft7Validator.check_schema(json.loads(ended.out))


def test_a_schema_for_a_casebook_has_its_ids(call):
    """With --for the people of the casebook are the only ones, and without it there are any."""
    listed = json.loads(call("schema", "speaker", "--for", CASEBOOK).out)
    assert listed["definitions"]["id-of-person"]["enum"] == ["ann", "ben", "carl", "dora"]
    by_file = json.loads(call("schema", "speaker", "--for", f"{CASEBOOK}/case.yaml").out)
    assert by_file == listed
    assert "id-of-person" not in json.loads(call("schema", "speaker").out)["definitions"]


def test_the_schema_of_rules_never_has_the_ids_of_a_casebook(call):
    """The small casebooks in a rule have people of their own."""
    assert call("schema", "rule", "--for", CASEBOOK).out == call("schema", "rule").out


def test_events_are_bound_where_the_casebook_lists_them(call, folder):
    """A section `events:` with entries makes others unknown; an empty one does not."""
    case = folder / CASEBOOK / "case.yaml"
    text = case.read_text("utf-8")
    for section, bound in (("", False), ("events: {}\n", False), ("events: {fire: {}}\n", True)):
        case.write_text(text + section, "utf-8")
        schema = json.loads(call("schema", "speaker", "--for", CASEBOOK).out)
        assert ("id-of-event" in json.dumps(schema["definitions"]["key-event"])) is bound


def test_the_vocabulary_of_the_rules_in_use_counts(call, folder):
    """A kind that the rules of the working folder add is a kind to the editor."""
    vocabulary = folder / "rules" / "vocabulary.yaml"
    more = '  phoned: {sort: occasion, roles: {who: {names: [person]}}, says: "{who} phoned"}\n'
    vocabulary.write_text(vocabulary.read_text("utf-8") + more, "utf-8")
    schema = json.loads(call("schema", "speaker").out)
    assert "phoned" in schema["definitions"]["claim"]["properties"]


def test_a_schema_goes_into_a_file(call, folder):
    """--output writes what would be printed, and prints nothing."""
    ended = call("schema", "brief", "--output", "brief.json")
    assert (ended.code, ended.out) == (0, "")
    assert (folder / "brief.json").read_text("utf-8") == call("schema", "brief").out


def test_all_schemas_go_into_a_folder(call, folder):
    """`all` writes every schema into a folder, which it makes."""
    ended = call("schema", "all", "--for", CASEBOOK, "--output", f"{CASEBOOK}/.schemas")
    assert ended.code == 0
    written = {
        path.name: path.read_text("utf-8") for path in (folder / CASEBOOK / ".schemas").iterdir()
    }
    assert written.keys() == {f"{name}.json" for name in FORMATS}
    assert written["speaker.json"] == call("schema", "speaker", "--for", CASEBOOK).out
    assert call("check").code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["schema"], "Missing argument"),
        (["schema", "speeker"], "speaker"),
        (["schema", "all"], "--output DIR"),
        (["schema", "speaker", "--for", "nowhere"], "nowhere: no such file or folder"),
        (["schema", "speaker", "--for", "rules"], "no casebook here"),
        (["schema", "brief", "--output", "no/such/folder/brief.json"], "cannot be written"),
        (["schema", "all", "--output", "rules/vocabulary.yaml/x"], "cannot be written"),
        (["schema", "speaker", "--rules", "nowhere"], "nowhere"),
    ],
)
def test_a_call_that_is_wrong_ends_with_2_and_prints_no_schema(call, arguments, words):
    """What is wrong is said, and standard output stays empty."""
    ended = call(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert words in ended.err


def test_a_broken_casebook_gives_no_schema(call, folder):
    """Problems of the casebook are shown instead: no ids are guessed from half-read files."""
    (folder / CASEBOOK / "ann.yaml").write_text("speaker: anne\nstatements: []\n", "utf-8")
    ended = call("schema", "brief", "--for", CASEBOOK)
    assert (ended.code, ended.out) == (2, "")
    assert "unknown person 'anne'" in ended.err


def test_several_casebooks_are_not_one(call, folder, write_book, harbour):
    """--for names one casebook; a folder of several is refused with a hint."""
    write_book(harbour, folder / "testimonies" / "second")
    ended = call("schema", "brief", "--for", "testimonies")
    assert ended.code == 2
    assert "there are several casebooks here" in ended.err
    assert "testimonies/harbour" in ended.err


def test_the_same_schema_in_every_process(folder, project):
    """Python's order of sets, new in every process, never shows."""
    arguments = [sys.executable, "-m", "trialcheck", "schema", "speaker", "--for", CASEBOOK]
    texts = {
        subprocess.run(
            arguments, cwd=folder, check=True, capture_output=True,
            env={**os.environ, "PYTHONPATH": str(project / "src"), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(texts) == 1


def test_new_writes_what_an_editor_looks_for(call, folder):
    """Each file that `new` writes begins by naming a schema that stands where it says, and that
    it fits.
    """
    assert call("new", "testimonies/smith").code == 0
    book = folder / "testimonies" / "smith"
    files = sorted(book.glob("*.yaml"))
    assert len(files) == 3
    for file in files:
        first = file.read_text("utf-8").splitlines()[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named is not None, first
        schema = json.loads((book / named[1]).read_text("utf-8"))
        Draft7Validator.check_schema(schema)
        assert schema["title"] == ("case.yaml" if file.name == "case.yaml" else "a speaker's file")
    assert call("check", "testimonies/smith").code == 0
    assert call("analyze", "testimonies/smith", "--fail-on", "any").code == 0


def test_new_starts_a_casebook_even_where_the_rules_are_wrong(call, folder):
    """A mistake in the rules of the working folder does not keep anybody from beginning."""
    (folder / "rules" / "vocabulary.yaml").write_text("kinds: 5\n", "utf-8")
    assert call("new", "testimonies/smith").code == 0
    schema = json.loads((folder / "testimonies/smith/.schemas/speaker.json").read_text("utf-8"))
    assert "met" in schema["definitions"]["claim"]["properties"]


def test_text_of_a_record_acts_on_nothing(call, folder):
    """A name that is an order to the log of a CI is none in a schema, and the name all the same."""
    case = folder / CASEBOOK / "case.yaml"
    text = case.read_text("utf-8").replace("name: Ann Archer", 'name: "##[error]Ann"')
    case.write_text(text, "utf-8")
    ended = call("schema", "speaker", "--for", CASEBOOK)
    assert "##[" not in ended.out
    people = json.loads(ended.out)["definitions"]["id-of-person"]
    assert people["enumDescriptions"][0] == "##[error]Ann"
