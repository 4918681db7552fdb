"""Rule files become rules; every word in them is checked when they are read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.casebook.vocabulary_reader import EMPTY, read_vocabulary
from trialcheck.fields import Field, Fields, Page
from trialcheck.located_yaml import Node, parse
from trialcheck.rules import signatures
from trialcheck.rules.arguments import Scope, read_amount, read_conditions
from trialcheck.rules.examples import EXAMPLES, read_examples
from trialcheck.rules.messages import read_message
from trialcheck.rules.model import (
    DERIVED,
    LAWS,
    RULE_KINDS,
    Condition,
    Example,
    Pattern,
    Rule,
    RuleSet,
    Setting,
    Variable,
)
from trialcheck.rules.patterns import read_pattern, read_patterns
from trialcheck.rules.signatures import Signature
from trialcheck.source import Budget, Limits, Problem, suggest
from trialcheck.trees import DISK, Tree

VOCABULARY_FILE = "vocabulary.yaml"
RULE: Fields = {
    "id": Field("id", "Its name, which is that of its file: what goes wrong.", needed=True),
    "kind": Field(
        RULE_KINDS,
        "contradiction and impossibility are laws; gap, unsupported, isolation and shift are "
        "signs; derived adds claims that follow from others.",
        needed=True,
    ),
    "title": Field("text", "One line.", needed=True),
    "why": Field("text", "Why a true story does not do this, for readers.", needed=True),
    "find": Field("found patterns", "Patterns by name: what must be in the record.", needed=True),
    "where": Field("where", "Conditions on what the patterns found; all must hold."),
    "given": Field("patterns", "Patterns by name that must match, and are not named in a finding."),
    "unless": Field("patterns", "Patterns by name: what must not be in the record."),
    "must": Field("must", "For laws alone: what every true story obeys."),
    "settings": Field("settings", "Thresholds that users can override."),
    "derive": Field("derived", "For derived rules: the claim that follows."),
    "as-of": Field("text", "For derived rules: the pattern whose time the new claim takes."),
    "message": Field("text", "What the finding says, with placeholders such as {meeting.when}."),
    "examples": Field("examples", "Small casebooks that prove the rule.", needed=True),
}
_UNITS = (signatures.DURATION, signatures.SPEED, signatures.NUMBER)
SETTING: Fields = {
    "is": Field(_UNITS, "What it is measured in.", needed=True),
    "default": Field("text", "Its value unless a user sets another, such as 30 days.", needed=True),
    "about": Field("text", "What it means."),
    "casebook": Field("text", "The key of case.yaml that overrides it for that casebook."),
}
_NO_EXAMPLES: Mapping[str, tuple[Example, ...]] = {"flagged": (), "silent": ()}


def read_rules(
    folder: Path,
    shown: str,
    limits: Limits,
    budget: Budget,
    base: Vocabulary | None = None,
    *,
    examples: bool = True,
    tree: Tree = DISK,
) -> tuple[RuleSet, Vocabulary, list[Problem]]:
    """All rules of a folder and its vocabulary, with their examples or without.

    With `base`, the rules of a casebook or of a folder without a vocabulary, which use that one.
    """
    problems: list[Problem] = []
    pages = _read_pages(folder, shown, limits, budget, problems, tree)
    vocabulary = base or EMPTY
    if VOCABULARY_FILE in pages:
        page, root = pages.pop(VOCABULARY_FILE)
        vocabulary = read_vocabulary(page, root, vocabulary)
    elif base is None and not problems:
        hint = "a folder of rules has a vocabulary.yaml"
        problems.append(Problem(f"no {VOCABULARY_FILE} here", shown, help=hint))
    rules = {
        rule.id: rule
        for name in sorted(pages)
        if (rule := _read_file(name, *pages[name], vocabulary, examples)) is not None
    }
    return RuleSet(rules, shown), vocabulary, problems


def _read_pages(
    folder: Path,
    shown: str,
    limits: Limits,
    budget: Budget,
    problems: list[Problem],
    tree: Tree,
) -> dict[str, tuple[Page, Node]]:
    """The files of a folder that can be parsed, by name; what is wrong is added to `problems`."""
    names = tree.list_yaml(folder, shown, limits)
    if isinstance(names, Problem):
        problems.append(names)
        return {}
    pages = {}
    for name in names:
        read = tree.read(folder / name, f"{shown}/{name}", limits, budget)
        if isinstance(read, Problem):
            problems.append(read)
            continue
        root, found = parse(read, limits)
        problems.extend(found)
        if root is not None:
            pages[name] = (Page(read, problems), root)
    return pages


def _read_file(
    name: str, page: Page, root: Node, vocabulary: Vocabulary, examples: bool
) -> Rule | None:
    before = len(page.problems)
    rule = read_rule(page, root, vocabulary, examples=examples)
    stem = name.rpartition(".")[0]
    if rule is not None and rule.id != stem:
        page.problem(
            root,
            f"the rule '{rule.id}' is in a file of another name",
            f"call the file {rule.id}.yaml",
        )
    return rule if len(page.problems) == before else None


def read_rule(
    page: Page, root: Node, vocabulary: Vocabulary, *, examples: bool = True
) -> Rule | None:
    """One rule; everything that is wrong with it is noted on `page`."""
    fields = page.mapping(root, "a rule", RULE)
    kind = _required(page, root, fields, "kind")
    if kind and kind not in RULE_KINDS:
        page.problem(
            fields["kind"],
            f"unknown kind of rule '{kind}'",
            suggest(kind, RULE_KINDS) or ", ".join(RULE_KINDS),
        )
    find, given, unless = _read_all_patterns(page, root, fields, vocabulary)
    settings = _read_settings(page, fields["settings"]) if "settings" in fields else {}
    all_patterns = {**find, **given, **unless}
    everything = Scope(all_patterns, _variables(all_patterns.values()), settings, vocabulary)
    found = Scope(find, _variables(find.values()), settings, vocabulary)
    _check_shape(page, root, fields, kind)
    return Rule(
        id=_required(page, root, fields, "id"),
        kind=kind,
        title=_required(page, root, fields, "title"),
        why=_required(page, root, fields, "why"),
        find=tuple(find.values()),
        where=_read_conditions(page, fields, "where", signatures.WHERE, everything),
        given=tuple(given.values()),
        unless=tuple(unless.values()),
        must=_read_conditions(page, fields, "must", signatures.MUST, found),
        settings=settings,
        message=read_message(page, fields["message"], found) if "message" in fields else (),
        derive=_read_derive(page, fields, found, vocabulary),
        as_of=_read_as_of(page, fields, find) if kind == DERIVED else "",
        **(_read_examples(page, root, fields, vocabulary) if examples else _NO_EXAMPLES),
        path=page.file.path,
    )


def _read_all_patterns(
    page: Page, root: Node, fields: Mapping[str, Node], vocabulary: Vocabulary
) -> tuple[dict[str, Pattern], dict[str, Pattern], dict[str, Pattern]]:
    """The patterns of `find`, of `given` and of `unless`, by name."""
    find = read_patterns(page, fields["find"], vocabulary) if "find" in fields else {}
    if not find:
        page.problem(root, "the rule finds nothing", "add find: with at least one pattern")
    given = read_patterns(page, fields["given"], vocabulary) if "given" in fields else {}
    unless = read_patterns(page, fields["unless"], vocabulary) if "unless" in fields else {}
    for name in sorted((given.keys() & find.keys()) | (unless.keys() & {*find, *given})):
        page.problem(root, f"two patterns of the rule are called '{name}'", "choose another name")
    return find, given, unless


def _read_conditions(
    page: Page, fields: Mapping[str, Node], key: str, known: Mapping[str, Signature], scope: Scope
) -> tuple[Condition, ...]:
    return read_conditions(page, fields[key], known, scope) if key in fields else ()


def _required(page: Page, root: Node, fields: Mapping[str, Node], key: str) -> str:
    if key not in fields:
        page.problem(root, f"the rule has no {key}", f"add a line  {key}: ...")
        return ""
    return page.text(fields[key], key) or ""


def _variables(patterns: Collection[Pattern]) -> frozenset[str]:
    return frozenset(name for pattern in patterns for name in pattern.variables())


def _check_shape(page: Page, root: Node, fields: Mapping[str, Node], kind: str) -> None:
    if kind in LAWS and "must" not in fields:
        page.problem(
            root,
            "a law says what every true story must obey",
            "add must: with at least one condition",
        )
    if kind not in LAWS and "must" in fields:
        page.problem(
            fields["must"],
            f"only a law has a must, and this is {kind}",
            "move the conditions to where:",
        )
    wanted = "derive" if kind == DERIVED else "message"
    if wanted not in fields:
        page.problem(root, f"the rule has no {wanted}", f"add a line  {wanted}: ...")


def _read_settings(page: Page, node: Node) -> dict[str, Setting]:
    settings = {}
    for name, entry in page.registered(node, "settings"):
        fields = page.mapping(entry, f"the setting {name}", SETTING)
        unit = page.text_under(fields, "is")
        if unit not in _UNITS:
            page.problem(
                entry, f"the setting '{name}' has no unit", "add is: duration, speed or number"
            )
            continue
        if "default" not in fields:
            page.problem(entry, f"the setting '{name}' has no default", "add default: ...")
            continue
        default = read_amount(page, fields["default"], unit)
        if default is not None:
            settings[name] = Setting(
                name,
                unit,
                default,
                page.text(fields["default"], "default") or "",
                page.text_under(fields, "about"),
                page.text_under(fields, "casebook"),
            )
    return settings


def _read_derive(
    page: Page, fields: Mapping[str, Node], scope: Scope, vocabulary: Vocabulary
) -> Pattern | None:
    if "derive" not in fields:
        return None
    node = fields["derive"]
    pattern = read_pattern(page, "derived", node, vocabulary)
    if pattern is None:
        return None
    if isinstance(pattern.kind, Variable) or pattern.stance:
        page.problem(
            node,
            "a derived claim has one plain kind",
            "for instance  derive: {contact: {who: [$a, $b]}}",
        )
    for name in sorted(pattern.variables() - scope.variables):
        page.problem(node, f"no pattern binds ${name}", suggest(name, scope.variables))
    return pattern


def _read_as_of(page: Page, fields: Mapping[str, Node], find: Mapping[str, Pattern]) -> str:
    if "as-of" not in fields:
        return next(iter(find), "")
    text = page.text(fields["as-of"], "as-of") or ""
    page.known(text, fields["as-of"], find, "pattern")
    return text


def _read_examples(
    page: Page, root: Node, fields: Mapping[str, Node], vocabulary: Vocabulary
) -> dict[str, tuple[Example, ...]]:
    sections = (
        page.mapping(fields["examples"], "examples", EXAMPLES) if "examples" in fields else {}
    )
    for key in EXAMPLES:
        if key not in sections:
            page.problem(root, f"the rule has no {key} example", f"add one under examples: {key}:")
    return {
        key: read_examples(page, sections[key], vocabulary, flagged=key == "flagged")
        if key in sections
        else ()
        for key in EXAMPLES
    }
