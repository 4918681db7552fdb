"""Rule files as JSON Schema: patterns, conditions with their arguments, settings, examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from trialcheck.casebook.model import Stance
from trialcheck.casebook.statement_fields import STANCES, STATEMENT
from trialcheck.facts import BUILT_IN
from trialcheck.fields import Field, Fields
from trialcheck.rules import signatures
from trialcheck.rules.examples import EXAMPLE, EXAMPLES
from trialcheck.rules.model import DERIVED, LAWS
from trialcheck.rules.patterns import QUALIFIERS
from trialcheck.rules.reader import RULE, SETTING
from trialcheck.rules.sentences import BUILT_IN_SENTENCES, MUST_SENTENCES, WHERE_SENTENCES
from trialcheck.rules.signatures import Signature
from trialcheck.schemas import parts
from trialcheck.schemas.claims import about_kind, about_role
from trialcheck.schemas.parts import Schema
from trialcheck.schemas.shapes import Makers, Shapes

_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_BOUND = rf"\${_ID}"
_VARIABLES = rf"^{_BOUND}$"
_TERM = rf"^([^$]|{_BOUND}$)"
_ARGUMENTS = {
    signatures.VALUE: rf"^({_BOUND}|{_ID}\.[^.]+)$",
    signatures.CLAIM: rf"^{_ID}$",
    signatures.TIME: rf"^({_BOUND}|{_ID}(\.(said|start|end))?)$",
    signatures.ORDER: rf"^{_BOUND}\.(states|positions)$",
}
_SPEAKER = Field("person", "Whose statement it is: the id of a person.", needed=True)
_CERTAINLY = "Asks that the condition hold in all datings that the record allows."
_ANY_KIND = "Any kind of claim; the name is bound to the kind."


def rule(shapes: Shapes) -> Schema:
    """A whole rule."""
    return {**shapes.mapping(RULE), "allOf": _shape_of_kinds()}


def _shape_of_kinds() -> list[Schema]:
    """That laws say what every true story obeys, and derived rules what follows."""
    law = {"properties": {"kind": parts.choice(LAWS)}, "required": ["kind"]}
    derived = {"properties": {"kind": parts.choice([DERIVED])}, "required": ["kind"]}
    return [
        {"if": law, "then": {"required": ["must"]}, "else": {"properties": {"must": False}}},
        {"if": derived, "then": {"required": ["derive"]}, "else": {"required": ["message"]}},
    ]


def _patterns(shapes: Shapes) -> Schema:
    return parts.registry(shapes.define("pattern", lambda: _pattern(shapes)))


def _pattern(shapes: Shapes) -> Schema:
    """One kind of claim with its roles, perhaps in a stance, and what else is asked of it."""
    kinds = _kinds(shapes)
    stances = {
        stance.value: parts.described(
            STANCES[stance.value].about, shapes.define("stance", lambda: _in_stance(shapes))
        )
        for stance in Stance
    }
    qualities = shapes.properties(QUALIFIERS)
    # `stage` is a quality of a claim, and with roles below it a kind of fact.
    both = [name for name in qualities if name in kinds]
    for name in both:
        kind = kinds.pop(name)
        qualities[name] = parts.described(
            QUALIFIERS[name].about, parts.by_shape(kind, qualities[name])
        )
    besides = {head: list(qualities) for head in (*kinds, *stances)}
    plain = {name: {"not": {"type": "object"}} for name in both}
    rules = parts.one_head(besides, qualities, "a kind of claim, such as met")
    rules["if"] = {**rules["if"], "properties": plain}
    return {
        "type": "object",
        "properties": {**kinds, **stances, **qualities},
        "patternProperties": {_VARIABLES: parts.described(_ANY_KIND, _any_kind(shapes))},
        "additionalProperties": False,
        **rules,
    }


def _in_stance(shapes: Shapes) -> Schema:
    return {
        "type": "object",
        "properties": _kinds(shapes),
        "patternProperties": {_VARIABLES: parts.described(_ANY_KIND, _any_kind(shapes))},
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _kinds(shapes: Shapes) -> dict[str, Schema]:
    """Every kind of claim and of fact, with its roles."""
    found = {}
    for name, kind in shapes.vocabulary.kinds.items():
        about = {role.name: about_role(role) for role in kind.roles.values()}
        found[name] = parts.described(about_kind(kind), _fact(shapes, name, about))
    for name, roles in BUILT_IN.items():
        told = f"A fact that no claim makes: {BUILT_IN_SENTENCES.get(name, name)}."
        about = dict.fromkeys(roles, f"A role of {name}: a word, or $name.")
        found[name] = parts.described(told, _fact(shapes, name, about))
    return found


def _any_kind(shapes: Shapes) -> Schema:
    roles = {role for kind in shapes.vocabulary.kinds.values() for role in kind.roles}
    about = {role: f"The role {role}, of whichever kind: a word, or $name." for role in roles}
    return _fact(shapes, "any-kind", dict(sorted(about.items())))


def _fact(shapes: Shapes, name: str, about: Mapping[str, str]) -> Schema:
    def make() -> Schema:
        return parts.mapping(
            {role: parts.described(words, _terms()) for role, words in about.items()}
        )

    return shapes.define(f"fact-{name}", make)


def _term() -> Schema:
    return {**parts.text(), "pattern": _TERM}


def _terms() -> Schema:
    return parts.texts(_term())


def _conditions(shapes: Shapes, name: str) -> Schema:
    known, sentences = {
        "where": (signatures.WHERE, WHERE_SENTENCES),
        "must": (signatures.MUST, MUST_SENTENCES),
    }[name]
    conditions = {
        key: parts.described(
            f"Holds if {sentences.get(key, key)}. Written {signature.shape(key)}",
            _arguments(signature),
        )
        for key, signature in known.items()
    }
    plain = shapes.define(f"{name}-condition", lambda: _one_of(conditions))
    return parts.listing(_one_of({**conditions, "certainly": parts.described(_CERTAINLY, plain)}))


def _one_of(conditions: Mapping[str, Schema]) -> Schema:
    return {**parts.mapping(conditions), "type": "object", "minProperties": 1, "maxProperties": 1}


def _arguments(signature: Signature) -> Schema:
    parameters = {name: _argument(kind) for name, kind in signature.parameters}
    if not signature.listed:
        needed = [name for name in parameters if name not in signature.optional]
        named = {
            name: parts.described(f"The argument {name}.", schema)
            for name, schema in parameters.items()
        }
        schema = parts.mapping(named, needed)
        return {**schema, **_at_least_one(signature.optional)}
    if len(parameters) == 1:
        (only,) = parameters.values()
        alone = {"items": only, "minItems": 1, "maxItems": 1}
        return {"if": {"type": "array"}, "then": alone, "else": only}
    count = len(parameters)
    items = list(parameters.values())
    return {"type": "array", "items": items, "minItems": count, "maxItems": count}


def _at_least_one(optional: Iterable[str]) -> Schema:
    names = list(optional)
    if not names:
        return {}
    missing = [{"not": {"required": [name]}} for name in names[:-1]]
    return {"if": {"allOf": missing}, "then": {"required": [names[-1]]}}


def _argument(kind: str) -> Schema:
    if kind in _ARGUMENTS:
        return {"type": "string", "pattern": _ARGUMENTS[kind]}
    return parts.texts() if kind == signatures.WORDS else parts.text()


def _examples(shapes: Shapes, *, flagged: bool) -> Schema:
    example = dict(_example_fields())
    if flagged:
        example["names"] = example["names"]._replace(needed=True)
    else:
        del example["names"]
    return parts.listing(shapes.mapping(example), least=1)


def _example_fields() -> Fields:
    return {name: field._replace(needed=False) for name, field in EXAMPLE.items()}


def _statements(shapes: Shapes) -> Schema:
    entry = {"speaker": _SPEAKER, **STATEMENT}
    return parts.listing(shapes.define("statement", lambda: shapes.mapping(entry)))


def _named_statements(shapes: Shapes) -> Schema:
    names = {"type": "array", "items": shapes.statement_name(), "minItems": 1}
    return {"type": "array", "items": names, "minItems": 1}


MAKERS: Makers = {
    "patterns": _patterns,
    "found patterns": lambda shapes: {**_patterns(shapes), "type": "object", "minProperties": 1},
    "derived": lambda shapes: _one_of(_kinds(shapes)),
    "where": lambda shapes: _conditions(shapes, "where"),
    "must": lambda shapes: _conditions(shapes, "must"),
    "settings": lambda shapes: parts.registry(shapes.mapping(SETTING)),
    "term": lambda _: _term(),
    "examples": lambda shapes: shapes.mapping(EXAMPLES),
    "flagged": lambda shapes: _examples(shapes, flagged=True),
    "silent": lambda shapes: _examples(shapes, flagged=False),
    "example statements": _statements,
    "named statements": _named_statements,
}
"""The shapes that rule files hold."""
