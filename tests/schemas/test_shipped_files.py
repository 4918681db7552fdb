"""The casebooks, rules and vocabulary of the repository fit the schemas made for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from tests.schemas.conftest import as_resolved, errors_in, format_of

from trialcheck.casebook.reader import read_casebook
from trialcheck.cli.schema_files import open_names
from trialcheck.schemas.formats import FORMATS, schema_of
from trialcheck.shipped import SAMPLE
from trialcheck.source import Budget, Limits

PROJECT = Path(__file__).parents[2]
CASEBOOKS = [*sorted((PROJECT / "testimonies").iterdir()), SAMPLE]
RULES = sorted((PROJECT / "rules").glob("*.yaml"))


@pytest.fixture(scope="module", params=CASEBOOKS, ids=lambda folder: folder.name)
def casebook(request) -> Path:
    """The folder of one casebook."""
    return request.param


@pytest.mark.parametrize("known", [False, True], ids=["any ids", "its ids"])
def test_every_file_of_a_casebook_fits_its_schema(casebook, known, shipped):
    """Each file is right to a validator as well, with any ids and with those of the casebook."""
    files = sorted(casebook.glob("*.yaml"))
    vocabulary, names, problems = open_names(casebook, shipped.vocabulary, Limits(), Budget())
    assert problems == []
    assert len(files) > 2
    validators = {
        name: Draft7Validator(schema_of(name, vocabulary, names if known else None))
        for name in {format_of(file.name) for file in files}
    }
    wrong = {
        file.name: errors[:3]
        for file in files
        if (errors := errors_in(validators[format_of(file.name)], file.read_text("utf-8")))
    }
    assert wrong == {}


def test_every_rule_with_its_examples_fits_the_schema_of_rules(shipped):
    """Each rule and each small casebook in it is right to a validator as well."""
    validator = Draft7Validator(schema_of("rule", shipped.vocabulary))
    rules = [rule for rule in RULES if rule.name != "vocabulary.yaml"]
    assert len(rules) > 50
    wrong = {
        rule.name: errors[:3]
        for rule in rules
        if (errors := [*validator.iter_errors(as_resolved(rule.read_text("utf-8")))])
    }
    assert wrong == {}


def test_the_vocabulary_fits_its_schema(shipped):
    """The shipped kinds of claim are right to a validator as well."""
    validator = Draft7Validator(schema_of("vocabulary", shipped.vocabulary))
    text = (PROJECT / "rules" / "vocabulary.yaml").read_text("utf-8")
    assert errors_in(validator, text) == []


def test_the_schemas_of_shipped_files_are_schemas(casebook, shipped):
    """Each schema with the ids of a casebook is right by the rules for schemas."""
    reading = read_casebook(casebook, "book", shipped.vocabulary, Limits(), Budget())
    _, names, _ = open_names(casebook, shipped.vocabulary, Limits(), Budget())
    for name in FORMATS:
        Draft7Validator.check_schema(schema_of(name, reading.vocabulary, names))
