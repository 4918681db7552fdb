"""The page of a rule: what it finds and why, what it looks for in words, and its own examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.rules.in_words import Sought, rule_in_words
from trialcheck.rules.model import DERIVED, Example, Rule, Setting

SPEAKS, SILENT = "It speaks here", "It keeps silent here"
HOW_TO_READ = (
    "A word with a dollar sign stands for whatever fits, and for the same wherever it comes again. "
    "A name in brackets is what the rule calls a claim."
)


@dataclass(frozen=True, slots=True)
class ShownExample:
    """One example of a rule: whether the rule speaks, its title, its text as written, and the
    statements of each finding.
    """

    heading: str
    title: str
    text: str
    names: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """All that a rule has to tell, before it is set for a terminal or a web page.

    `kind` is in words, `settings` has a line for each threshold, `path` is the file of the rule.
    """

    id: str
    kind: str
    title: str
    why: str
    sought: tuple[Sought, ...]
    settings: tuple[str, ...]
    path: str
    examples: tuple[ShownExample, ...]


def rule_page(rule: Rule, vocabulary: Vocabulary) -> RulePage:
    """The page of a rule whose examples were read with it."""
    return RulePage(
        id=rule.id,
        kind=_kind(rule),
        title=rule.title + ".",
        why=rule.why.strip(),
        sought=rule_in_words(rule, vocabulary),
        settings=tuple(_setting(setting) for setting in rule.settings.values()),
        path=rule.path,
        examples=(
            *(_example(SPEAKS, example) for example in rule.flagged),
            *(_example(SILENT, example) for example in rule.silent),
        ),
    )


def rule_lines(page: RulePage) -> Iterator[str]:
    """The page line by line, for a terminal; what stands indented is not to be folded."""
    yield from (f"{page.id} ({page.kind})", "", page.title, "", page.why, "")
    for part in page.sought:
        yield f"{part.heading}:"
        for point in part.points:
            yield f"- {point.sentence}"
            yield from (f"  + {condition}" for condition in point.conditions)
        yield ""
    if page.sought:
        yield from (HOW_TO_READ, "")
    if page.settings:
        yield from (*(f"Setting {setting}" for setting in page.settings), "")
    if page.path:
        yield f"Written in {page.path}"
    for example in page.examples:
        yield from ("", f"{example.heading}: {example.title}")
        yield from ("    " + line for line in example.text.split("\n"))
        yield from ("    -> names " + ", ".join(names) for names in example.names)


def _kind(rule: Rule) -> str:
    if rule.kind == DERIVED:
        return "adds claims that follow from others"
    return f"{rule.kind}, a {'law' if rule.is_law else 'sign'}"


def _setting(setting: Setting) -> str:
    own = f"; `{setting.casebook_key}` in case.yaml changes it" if setting.casebook_key else ""
    about = f": {setting.about.strip()}" if setting.about.strip() else ""
    return f"{setting.name}{about}; {setting.default_text} unless set{own}."


def _example(heading: str, example: Example) -> ShownExample:
    return ShownExample(heading, example.title, example.text, example.names)
