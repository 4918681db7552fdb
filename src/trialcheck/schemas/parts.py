"""The parts of a JSON Schema (draft 7) that all schemas here are built from.

Editors resolve what is written: 1936 is a number to them and `no` may be a truth value, where our
own reader keeps the text. So wherever a text stands, these are let through as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from trialcheck.reports.json_report import harmless

Schema: TypeAlias = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
_LONGEST_ID = 100
_WIDTH = 100
_DEFINITIONS = "#/definitions/"
_TRUE = ("true", "yes", "on", "y")
_FALSE = ("false", "no", "off", "n")
_EXPONENT = re.compile(r"[0-9]+e[0-9]{1,2}")


def text() -> Schema:
    """A text that is not empty, as editors may resolve it."""
    return _unless_truth({"type": ["string", "number"], "minLength": 1})


def identifier() -> Schema:
    """An id, whichever it is."""
    return _unless_truth({"type": ["string", "integer"], **id_key(), "minimum": 0})


def _unless_truth(schema: Schema) -> Schema:
    """A schema that lets truth values through, without making editors offer them."""
    return {"if": {"type": "boolean"}, "else": schema}


def id_key() -> Schema:
    """What the keys of a registry must be."""
    return {"pattern": ID_PATTERN, "maxLength": _LONGEST_ID}


def whole_number() -> Schema:
    """A whole number, of at most nine digits."""
    return {
        "type": ["integer", "string"],
        "pattern": "^[0-9]{1,9}$",
        "minimum": 0,
        "maximum": 999_999_999,
    }


def truth() -> Schema:
    """Either true or false."""
    return {"enum": [True, False, "true", "false"]}


def nothing() -> Schema:
    """No value whatever; an enumeration of none is no schema to some editors."""
    return {"not": {}}


def choice(words: Iterable[str]) -> Schema:
    """One of some words, and whatever editors may resolve them to."""
    values = [value for word in words for value in as_resolved(word)]
    # One word and another may resolve to one value, and true is not 1.
    different = {(type(value), value): value for value in values}
    return {"enum": list(different.values())} if values else nothing()


def one_of(named: Mapping[str, str]) -> Schema:
    """One of some words, sorted, each with what an editor may tell of it."""
    schema = choice(sorted(named))
    if not any(named.values()):
        return schema
    tales = [named.get(value, "") if isinstance(value, str) else "" for value in schema["enum"]]
    return {**schema, "enumDescriptions": tales}


def as_resolved(word: str) -> list[object]:
    """A word, and what the readers of YAML 1.1 and 1.2 may take it for where it has no quotes."""
    values: list[object] = [word]
    if word.isascii() and word.isdigit():
        values.append(int(word))
        if word[0] == "0" and word != "0" and not set(word) & {"8", "9"}:
            values.append(int(word, 8))
    elif _EXPONENT.fullmatch(word):
        values.append(float(word))
    elif word in _TRUE or word in _FALSE:
        values.append(word in _TRUE)
    elif word == "null":
        values.append(None)
    return values


def several(item: Schema, *, most: int | None = None) -> Schema:
    """A value or a list of them, none twice; told apart by what is written, for clear messages."""
    listed: Schema = {"items": item, "uniqueItems": True}
    if most is not None:
        listed["maxItems"] = most
    return {"if": {"type": "array"}, "then": listed, "else": item, **_lifted_offer(item)}


def texts(item: Schema | None = None) -> Schema:
    """A value or a list of them, which may be repeated."""
    item = item or text()
    listed = {"items": item}
    return {"if": {"type": "array"}, "then": listed, "else": item, **_lifted_offer(item)}


def listing(item: Schema, least: int = 0) -> Schema:
    """A list; unless it needs items it may be left empty."""
    if least:
        return {"type": "array", "items": item, "minItems": least}
    return {"type": ["array", "null"], "items": item}


def mapping(properties: Mapping[str, Schema], needed: Iterable[str] = ()) -> Schema:
    """Keys with their values and no other keys; unless it needs some it may be left empty."""
    required = list(needed)
    schema: Schema = {
        "type": "object" if required else ["object", "null"],
        "properties": dict(properties),
        "additionalProperties": False,
    }
    return {**schema, "required": required} if required else schema


def registry(entry: Schema) -> Schema:
    """Entries under ids."""
    return {"type": ["object", "null"], "propertyNames": id_key(), "additionalProperties": entry}


def by_shape(when_mapping: Schema, otherwise: Schema) -> Schema:
    """One schema for a mapping, another for anything else."""
    branches = {"if": {"type": "object"}, "then": when_mapping, "else": otherwise}
    return {**branches, **_lifted_offer(otherwise)}


def offering(schema: Schema, words: Iterable[str]) -> Schema:
    """A schema whose values an editor completes by some words, though others are right too."""
    offered = choice(sorted(words))
    return {**schema, "anyOf": [{}, offered]} if "enum" in offered else schema


def _lifted_offer(item: Schema) -> Schema:
    """What editors complete a value by that stands in a branch, where they do not look for it.

    The empty schema beside it lets everything through: the branches alone decide.
    """
    if "anyOf" in item:
        return {"anyOf": item["anyOf"]}
    return {"anyOf": [{}, item]} if "$ref" in item or "enum" in item else {}


def reference(name: str) -> Schema:
    """The definition of a name."""
    return {"$ref": _DEFINITIONS + name}


def described(about: str, schema: Schema) -> Schema:
    """A schema with the sentence that an editor shows; a definition keeps the words out of it."""
    if "$ref" in schema:
        return {"description": about, "allOf": [schema]}
    return {"description": about, **schema}


def one_head(heads: Mapping[str, Iterable[str]], besides: Iterable[str], such_as: str) -> Schema:
    """That a mapping has exactly one of some keys, each with the other keys that it goes with.

    `besides` are all the other keys, `such_as` is what is missing if there is none of `heads`.
    Branches for each key would say it too, but no editor can tell which of them was meant.
    """
    return {
        "if": {"propertyNames": {"enum": list(besides)}},
        "then": {"required": [such_as]},
        "dependencies": {
            head: {"propertyNames": {"enum": [head, *others]}} for head, others in heads.items()
        },
    }


def document(title: str, about: str, root: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """A whole schema."""
    head: Schema = {"$schema": DRAFT, "title": title, "description": about, **root}
    if definitions:
        head["definitions"] = {name: definitions[name] for name in sorted(definitions)}
    return head


def rendered(schema: Schema) -> str:
    """The text of a schema, which acts on nothing; the same schema gives the same bytes."""
    return harmless("\n".join(_lines(schema, ""))) + "\n"


def _lines(value: object, indent: str) -> Iterator[str]:
    """The lines of a value: what fits on one line stands on one."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(line) <= _WIDTH or not isinstance(value, dict | list) or not value:
        yield line
        return
    is_mapping = isinstance(value, dict)
    yield "{" if is_mapping else "["
    entries = value.items() if isinstance(value, dict) else [("", item) for item in value]
    for place, (key, item) in enumerate(entries, start=1):
        first, *rest = _lines(item, indent + " ")
        name = json.dumps(key, ensure_ascii=False) + ": " if is_mapping else ""
        lines = [f"{indent} {name}{first}", *rest]
        lines[-1] += "," if place < len(value) else ""
        yield from lines
    yield indent + ("}" if is_mapping else "]")
