"""Sets the pages of the rules in Markdown: one page for each rule, and a list of them all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.pipeline import Opened, Request, decided
from trialcheck.rule_pages import HOW_TO_READ, SPEAKS, RulePage, ShownExample, rule_page
from trialcheck.rules.model import DERIVED, RULE_KINDS, Rule

GENERATED = (
    "<!-- Written by the tests from rules/; edit the rules instead. See CONTRIBUTING.md. -->"
)
KINDS = {
    "contradiction": ("Contradictions", "a law: one says what another denies"),
    "impossibility": ("Impossibilities", "a law: what is said could not have happened as dated"),
    "gap": ("Gaps", "a sign: time passes in which something would be expected"),
    "unsupported": ("Unsupported", "a sign: nothing in the record bears it out"),
    "isolation": ("Isolations", "a sign: somebody or something stands alone"),
    "shift": ("Shifts", "a sign: an account changes from one stage or telling to the next"),
    "derived": ("Derived", "no finding: a claim that follows from others is added to the record"),
}
_ACTS_IN_MARKDOWN = re.compile(r"([*_<|])")
_STANDS_FOR_SOMETHING = re.compile(r"(\$[a-z][a-z-]*)")  # some pages take `$` for mathematics


def rule_document(rule: Rule, rules: Sequence[Rule], vocabulary: Vocabulary) -> str:
    """The page of one rule; under each example in which it speaks, what it says of it."""
    page = rule_page(rule, vocabulary)
    said = {
        example.title: _said(rule, example.title, rules, vocabulary) for example in rule.flagged
    }
    return "\n".join(_lines(page, said)) + "\n"


def rules_document(rules: Sequence[Rule]) -> str:
    """The list of all rules by kind, and of all settings."""
    lines = [
        "# The rules",
        "",
        GENERATED,
        "",
        "A *law* is what every true story obeys. A *sign* is suspicious but possible. Each rule",
        "has a page with its reason, what it looks for, and examples in which it speaks and in",
        "which it keeps silent. `trialcheck explain RULE` prints the same. If you do not accept",
        "the reason of a rule, leave it out with `trialcheck analyze --ignore RULE`. How to write",
        "one of your own is told in [Writing rules](writing-rules.md).",
    ]
    for kind in RULE_KINDS:
        members = [rule for rule in rules if rule.kind == kind]
        if members:
            title, meaning = KINDS[kind]
            lines += ["", f"## {title}", "", f"{meaning[0].upper()}{meaning[1:]}.", ""]
            lines += ["| rule | finds |", "|---|---|"]
            lines += [
                f"| [{rule.id}](rules/{rule.id}.md) | {_plain(rule.title)} |" for rule in members
            ]
    lines += [
        "",
        "## Settings",
        "",
        "How to change them is told in [Writing rules](writing-rules.md#settings).",
        "",
    ]
    lines += ["| rule | setting | unless set | means |", "|---|---|---|---|"]
    for rule in rules:
        for setting in rule.settings.values():
            lines.append(
                f"| [{rule.id}](rules/{rule.id}.md) | `{setting.name}` | {setting.default_text} "
                f"| {_plain(setting.about)} |"
            )
    return "\n".join(lines) + "\n"


def _lines(page: RulePage, said: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield from (f"# {page.id}", "", GENERATED, "", f"**{_plain(page.title)}** ({page.kind}.)", "")
    yield _plain(" ".join(page.why.split()))
    for part in page.sought:
        yield from ("", f"## {part.heading}", "")
        for point in part.points:
            yield f"- {_plain(point.sentence)}"
            yield from (f"    - {_plain(condition)}" for condition in point.conditions)
    if page.sought:
        yield from ("", HOW_TO_READ)
    if page.settings:
        yield from ("", "## Settings", "", *(f"- {_plain(setting)}" for setting in page.settings))
    for example in page.examples:
        yield from _example(example, said.get(example.title, ()))
    written = f"[rules/{page.id}.yaml](../../rules/{page.id}.yaml)" if page.path else "the program"
    yield from ("", f"Written in {written}. [All rules](../rules.md)")


def _example(example: ShownExample, said: Sequence[str]) -> Iterator[str]:
    text = re.sub(r"\Atitle: .*\n", "", example.text)
    yield from ("", f"## {example.heading}: {_plain(example.title)}", "")
    yield from ("```yaml", text, "```")
    if example.heading == SPEAKS:
        for message in said:
            yield from ("", f"> {_plain(message)}")


def _said(rule: Rule, title: str, rules: Sequence[Rule], vocabulary: Vocabulary) -> tuple[str, ...]:
    used = tuple(each for each in rules if each.kind == DERIVED and each is not rule)
    example = next(example for example in rule.flagged if example.title == title)
    result, _ = decided(Opened(example.casebook, vocabulary, (*used, rule)), Request(()))
    return tuple(f.message for f in result.findings if f.rule == rule.id)


def _plain(text: str) -> str:
    """Text in which nothing but code between backticks acts in Markdown."""
    parts = text.split("`")
    for place in range(0, len(parts), 2):
        escaped = _ACTS_IN_MARKDOWN.sub(r"\\\1", parts[place])
        parts[place] = _STANDS_FOR_SOMETHING.sub(r"`\1`", escaped)
    return "`".join(parts)
