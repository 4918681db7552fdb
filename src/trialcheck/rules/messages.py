"""The message of a rule: words, and placeholders that a match fills."""

from __future__ import annotations

import re

from trialcheck.fields import Page
from trialcheck.located_yaml import Node
from trialcheck.rules.arguments import PARTS, Scope
from trialcheck.source import suggest

_PLACEHOLDER = re.compile(r"\{([a-z0-9-]+(?:\.[a-z0-9-]+)?)\}")
_CLAIM_WORDS = ("when", "by", "says", *PARTS)
_GAP = "gap"  # the time between the claims that a condition compares


def read_message(page: Page, node: Node, scope: Scope) -> tuple[tuple[str, bool], ...]:
    """The pieces of a message in turn: (text, False) or (placeholder, True).

    A placeholder that nothing of `scope` fills is noted on `page`.
    """
    text = page.text(node, "message") or ""
    for name in _PLACEHOLDER.findall(text):
        _check_placeholder(page, node, name, scope)
    rest = _PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        page.problem(
            node, "a message holds braces that are no placeholder", "write {name} or {pattern.when}"
        )
    pieces = _PLACEHOLDER.split(text)
    return tuple((piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece)


def _check_placeholder(page: Page, node: Node, name: str, scope: Scope) -> None:
    pattern_name, _, word = name.partition(".")
    if not word:
        if name != _GAP and name not in scope.variables and name not in scope.settings:
            hint = suggest(name, scope.variables) or "use a name that find binds with a dollar sign"
            page.problem(node, f"nothing binds the placeholder {{{name}}}", hint)
        return
    pattern = scope.patterns.get(pattern_name)
    if pattern is None:
        hint = suggest(pattern_name, scope.patterns)
        page.problem(node, f"no pattern of find is called '{pattern_name}'", hint)
        return
    roles = scope.roles_of(pattern)
    if word not in _CLAIM_WORDS and roles is not None and word not in roles:
        hint = suggest(word, (*_CLAIM_WORDS, *roles)) or "expected " + ", ".join(
            (*_CLAIM_WORDS, *sorted(roles))
        )
        page.problem(node, f"the claim '{pattern_name}' has no '{word}'", hint)
