"""The schemas themselves: right by the rules for schemas, and described throughout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trialcheck.casebook.case_fields import SECTIONS
from trialcheck.casebook.model import Stance
from trialcheck.casebook.statement_fields import STANCES
from trialcheck.facts import BUILT_IN
from trialcheck.rules import signatures
from trialcheck.rules.sentences import BUILT_IN_SENTENCES, MUST_SENTENCES, WHERE_SENTENCES
from trialcheck.schemas.formats import FORMATS, schema_of
from trialcheck.schemas.names import names_of
from trialcheck.schemas.parts import as_resolved, rendered


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """All mappings inside a schema."""
    if isinstance(schema, dict):
        yield schema
        schema = list(schema.values())
    if isinstance(schema, list):
        for part in schema:
            yield from _parts(part)


@pytest.fixture(params=sorted(FORMATS))
def schemas(request, validators) -> list[dict[str, Any]]:
    """The schema of one format, with any ids and with those of a casebook."""
    return [validators[request.param, known].schema for known in (False, True)]


def test_a_schema_is_one_by_the_rules_for_schemas(validators):
    """Every schema is a schema of draft 7, and says so."""
    for validator in validators.values():
        validator.check_schema(validator.schema)
        assert validator.schema["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_no_list_in_a_schema_is_empty_or_repeats_itself(schemas):
    """Editors refuse an enumeration or a conjunction of nothing, and one that repeats a value."""
    for schema in schemas:
        for part in _parts(schema):
            for key in ("enum", "allOf", "anyOf", "required", "examples"):
                if isinstance(listed := part.get(key), list):
                    assert listed, part
                    written = [json.dumps(value) for value in listed]
                    assert len(written) == len(set(written)), part


def test_every_property_is_described(schemas):
    """Whatever key somebody points at, the editor has a sentence about it."""
    for schema in schemas:
        for part in _parts(schema):
            if part.get("additionalProperties") is not False:
                continue
            for name, entry in part["properties"].items():
                described = schema["definitions"][entry["$ref"].rpartition("/")[2]] if (
                    "$ref" in entry
                ) else entry  # fmt: skip
                assert described.get("description"), (name, entry)


def test_every_definition_is_used_and_every_use_defined(schemas):
    """No definition is left over, and none is missing."""
    for schema in schemas:
        used = {part["$ref"] for part in _parts(schema) if "$ref" in part}
        assert used == {f"#/definitions/{name}" for name in schema.get("definitions", {})}


def test_alternatives_never_decide(schemas):
    """What is wrong is decided by branches on what is written: errors of alternatives cannot be
    read.
    """
    for schema in schemas:
        for part in _parts(schema):
            assert "oneOf" not in part
            assert part.get("anyOf", [{}])[0] == {}


def test_kinds_and_roles_are_those_of_the_vocabulary(validators, read_book, book):
    """A claim may be of the kinds of the vocabulary, the casebook's own among them, with their
    roles.
    """
    kinds = read_book(book).vocabulary.kinds
    definitions = validators["speaker", True].schema["definitions"]
    assert {*kinds, *STANCES} <= definitions["claim"]["properties"].keys()
    for name, kind in kinds.items():
        assert kind.roles.keys() <= definitions[f"denial-of-{name}"]["properties"].keys()
    assert "phoned" in kinds


def test_conditions_are_those_that_rules_may_name(validators):
    """`where` and `must` offer the conditions that there are, and no other."""
    properties = validators["rule", False].schema["properties"]
    for key, known in (("where", signatures.WHERE), ("must", signatures.MUST)):
        assert properties[key]["items"]["properties"].keys() == {*known, "certainly"}


def test_every_stance_condition_and_fact_has_its_words():
    """Nothing that can be written lacks the sentence that editors show for it."""
    assert set(STANCES) == {stance.value for stance in Stance}
    assert set(WHERE_SENTENCES) == set(signatures.WHERE)
    assert set(MUST_SENTENCES) == set(signatures.MUST)
    assert set(BUILT_IN_SENTENCES) == set(BUILT_IN)


def test_ids_are_listed_with_their_names(validators):
    """With the ids of a casebook an editor shows what each is called, sorted by id."""
    people = validators["speaker", True].schema["definitions"]["id-of-person"]
    listed = dict(zip(people["enum"], people["enumDescriptions"], strict=True))
    assert listed["ann"] == "Ann Archer"
    assert [word for word in people["enum"] if isinstance(word, str)] == [
        "1936", "ann", "ben", "carl", "no",
    ]  # fmt: skip


def test_events_that_are_not_listed_may_be_new(read_book, harbour, validators):
    """Where case.yaml lists no events, a claim may begin one; where it does, it may not."""
    reading = read_book(harbour)
    names = names_of(reading.casebook, listed_events=False)
    free = schema_of("speaker", reading.vocabulary, names)["definitions"]["key-event"]
    bound = validators["speaker", True].schema["definitions"]["key-event"]
    assert "id-of-event" not in json.dumps(free)
    assert bound["allOf"] == [{"$ref": "#/definitions/id-of-event"}]


def test_a_casebook_without_something_refuses_every_name_of_it(read_book):
    """Where no topic is registered, no topic can be named, and the schema is one all the same."""
    reading = read_book("case: An empty one\n")
    names = names_of(reading.casebook, listed_events=False)
    schema = schema_of("speaker", reading.vocabulary, names)
    assert schema["definitions"]["id-of-topic"] == {"not": {}}


@pytest.mark.parametrize(
    ("word", "values"),
    [
        ("ann", ["ann"]),
        ("1936", ["1936", 1936]),
        ("017", ["017", 17, 15]),
        ("08", ["08", 8]),
        ("1e3", ["1e3", 1000.0]),
        ("no", ["no", False]),
        ("true", ["true", True]),
        ("null", ["null", None]),
    ],
)
def test_what_editors_take_a_word_for(word, values):
    """An id that looks like a number or a truth value is let through as that as well."""
    assert as_resolved(word) == values


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


@settings(max_examples=60)
@given(st.dictionaries(st.text(max_size=9), JSON))
def test_a_rendered_schema_is_the_same_schema(value):
    """However it is broken into lines, the text means what was rendered."""
    text = rendered(value)
    assert json.loads(text) == value
    assert text.endswith("\n")


def test_a_rendered_schema_acts_on_nothing():
    """What a terminal would act on is escaped, and means the same."""
    value = {"enum": ["\x1b[31m", "a\u202eb", "\x9b", "##[error]"], "title": "Прага"}
    text = rendered(value)
    assert not any(sign in text for sign in ("\x1b", "\u202e", "\x9b", "##["))
    assert "Прага" in text
    assert json.loads(text) == value


def test_sections_are_those_of_case_yaml(validators):
    """Every section of case.yaml has its entries."""
    properties = validators["casebook", False].schema["properties"]
    for section, fields in SECTIONS.items():
        entry = properties[section]["additionalProperties"]
        assert entry["properties"].keys() == fields.keys()
