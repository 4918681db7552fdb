"""Claims as JSON Schema: each kind of the vocabulary with its roles, inside any stances.

A claim has one key that says what is claimed, a kind or a stance. Which one it is decides what
may stand below it, and an error is told of that kind alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial

from trialcheck.casebook.statement_fields import CLAIM, HEARD, STANCES, TIES, WHEN
from trialcheck.casebook.vocabulary import Kind, Role, Segment
from trialcheck.fields import Fields
from trialcheck.schemas import parts
from trialcheck.schemas.parts import Schema
from trialcheck.schemas.shapes import Makers, Shapes
from trialcheck.wording import listed

_PLURALS = re.compile(r"(\w+)\|\w+")
_LENGTHS = ("for-at-most", "for-at-least")
_SORTS = {
    "occasion": "Happens at one moment",
    "condition": "Lasts",
    "timeless": "Has no date",
}


def sentence_of(kind: Kind) -> str:
    """The sentence of a kind, with its roles in braces and what may be left out in brackets."""
    return "".join(map(_segment, kind.sentence))


def _segment(segment: Segment) -> str:
    pieces = [f"{{{part}}}" if is_role else part for part, is_role in segment.parts]
    words = _PLURALS.sub(r"\1", "".join(pieces))
    return f"[{words}]" if segment.optional else words


def about_kind(kind: Kind) -> str:
    """What an editor tells of a kind."""
    needed = [role.name for role in kind.roles.values() if role.needed]
    needs = f" Needs {listed(needed)}." if needed else ""
    return f"{_SORTS[kind.sort]}: {sentence_of(kind)}.{needs}"


def about_role(role: Role) -> str:
    """What an editor tells of a role."""
    names = " or ".join(f"an {name}" if name[0] in "aeiou" else f"a {name}" for name in role.names)
    several = {
        "": "One value alone",
        "together": "Those named together did it together",
        "each": "Each of those named did it",
    }[role.several]
    least = f", at least {role.at_least}" if role.at_least > 1 else ""
    return f"{names.capitalize()}. {several}{least}.{' Needed.' if role.needed else ''}"


def _claim(shapes: Shapes, heads: Mapping[str, Schema], more: Fields) -> Schema:
    details = {**_properties(shapes, CLAIM), **shapes.properties(more)}
    kinds = shapes.vocabulary.kinds
    besides = {
        head: [*_details(kinds[head]), *more] if head in kinds else list(details) for head in heads
    }
    such_as = "a kind of claim, such as " + ("met" if "met" in heads else min(heads, default="met"))
    return {
        "type": "object",
        "properties": {**heads, **details},
        "additionalProperties": False,
        **parts.one_head(besides, details, such_as),
    }


def _plain_heads(shapes: Shapes) -> dict[str, Schema]:
    heads = {
        name: parts.described(about_kind(kind), _asserted(shapes, kind))
        for name, kind in shapes.vocabulary.kinds.items()
        if name not in CLAIM
    }
    return {**heads, **shapes.properties(STANCES)}


def _denied(shapes: Shapes) -> Schema:
    """What `denies` holds: the claim itself, in which any role may be left out."""
    heads = {
        name: parts.described(about_kind(kind), _stated(shapes, kind))
        for name, kind in shapes.vocabulary.kinds.items()
        if name not in CLAIM
    }
    return _claim(shapes, heads, {})


def _plain(shapes: Shapes) -> Schema:
    return _claim(shapes, _plain_heads(shapes), {})


def _heard(shapes: Shapes) -> Schema:
    return _claim(shapes, _plain_heads(shapes), HEARD)


def _properties(shapes: Shapes, names: Iterable[str]) -> dict[str, Schema]:
    """The keys beside the roles; each is defined once, for it may stand in every claim."""
    return {
        name: shapes.define(f"key-{name}", partial(shapes.property, CLAIM[name])) for name in names
    }


def _details(kind: Kind) -> list[str]:
    """The keys beside the roles that a claim of a kind may have."""
    without: Iterable[str] = () if kind.sort == "condition" else _LENGTHS
    if kind.sort == "timeless":
        without = ("when", *_LENGTHS)
    return [name for name in CLAIM if name not in without]


def _stated(shapes: Shapes, kind: Kind) -> Schema:
    """What stands below a kind, whatever is left out."""
    return shapes.define(f"denial-of-{kind.name}", lambda: _body(shapes, kind))


def _asserted(shapes: Shapes, kind: Kind) -> Schema:
    """What stands below a kind that is not denied: all that it needs."""
    needed = [role.name for role in kind.roles.values() if role.needed]
    fewest = {
        role.name: {"type": "array", "minItems": role.at_least}
        for role in kind.roles.values()
        if role.at_least > 1
    }
    stated = _stated(shapes, kind)
    if not needed and not fewest:
        return stated
    whole: Schema = {"properties": fewest} if fewest else {}
    if needed:
        whole |= {"type": "object", "required": needed}
    return shapes.define(f"claim-of-{kind.name}", lambda: {"allOf": [stated], **whole})


def _body(shapes: Shapes, kind: Kind) -> Schema:
    details = _properties(shapes, _details(kind))
    if kind.roles:
        roles = parts.texts(parts.choice(kind.roles))
        details["only"] = parts.described(CLAIM["only"].about, roles)
    roles_of_kind = {name: _role(shapes, role) for name, role in kind.roles.items()}
    schema = parts.mapping({**roles_of_kind, **details, **roles_of_kind})
    rules = [rule for role in kind.roles.values() for rule in _owned(shapes, kind, role)]
    return {**schema, "allOf": rules} if rules else schema


def _role(shapes: Shapes, role: Role) -> Schema:
    value = shapes.named(role.names)
    return parts.described(about_role(role), parts.several(value, most=None if role.several else 1))


def _owned(shapes: Shapes, kind: Kind, role: Role) -> list[Schema]:
    """That a position is one of its topic's, and a state one of its thing's."""
    names = shapes.names
    if names is None:
        return []
    found = []
    if names.positions and "position" in role.names and "topic" in kind.roles:
        make = partial(_by_owner, names.positions, "topic", role.name)
        found.append(shapes.define(f"positions-in-{role.name}", make))
    if names.states and "state" in role.names and "of" in kind.roles:
        make = partial(_by_owner, names.states, "of", role.name)
        found.append(shapes.define(f"states-in-{role.name}", make))
    return found


def _by_owner(values: Mapping[str, tuple[str, ...]], owner: str, role: str) -> Schema:
    branches: list[Schema] = []
    for key, own in sorted(values.items()):
        fits = parts.several(parts.choice(own)) if own else False
        owned = {"properties": {owner: parts.choice([key])}, "required": [owner]}
        branches.append({"if": owned, "then": {"properties": {role: fits}}})
    return {"allOf": branches}


def _when(shapes: Shapes) -> Schema:
    anchored = {"if": {"not": {"required": ["after"]}}, "then": {"required": ["before"]}}
    lengths = [name for name in WHEN if name not in TIES and name != "on"]
    tied = {
        **shapes.mapping(WHEN),
        "if": {"propertyNames": {"enum": lengths}},
        "then": {"required": [f"{', '.join(TIES)} or on"]},
        "dependencies": dict.fromkeys(lengths, anchored),
    }
    return parts.by_shape(tied, parts.text())


MAKERS: Makers = {
    "claim": lambda shapes: shapes.define("claim", lambda: _plain(shapes)),
    "denied claim": lambda shapes: shapes.define("claim-denied", lambda: _denied(shapes)),
    "heard claim": lambda shapes: shapes.define("claim-heard", lambda: _heard(shapes)),
    "when": lambda shapes: shapes.define("when", lambda: _when(shapes)),
    "claims": lambda shapes: parts.listing(shapes.shape("claim")),
}
"""The shapes that hold claims."""
