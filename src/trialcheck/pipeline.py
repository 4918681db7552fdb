"""The whole story: paths become casebooks, these with rules decisions, and decisions one report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from trialcheck.answers import Answerer
from trialcheck.casebook.model import Casebook
from trialcheck.casebook.reader import Reading, read_casebook
from trialcheck.casebook.registry_reader import Thresholds
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.casebook_folders import find_casebooks
from trialcheck.causes import with_causes
from trialcheck.consistency.conflict_matches import DATES_CONFLICT, certified, matches_of
from trialcheck.consistency.deciding import (
    dating_of,
    is_candidate,
    reconciliation_of,
    settles,
    statements_of,
)
from trialcheck.consistency.reconciling import Reconciliation
from trialcheck.engine.decision import STEPS, Decision, decide
from trialcheck.engine.matching import BudgetExceededError
from trialcheck.findings import CaseResult, Finding, Report, RulePage, stale
from trialcheck.located_yaml import paused_garbage_collection
from trialcheck.rules.model import Rule, RuleSet
from trialcheck.rules.reader import VOCABULARY_FILE, read_rules
from trialcheck.setting_aside import without
from trialcheck.settings import NO_SETTINGS, Settings, check_settings
from trialcheck.shipped import rules_folder
from trialcheck.source import Budget, Limits, Problem, shown_path, suggest
from trialcheck.telling import Teller
from trialcheck.threads import Contacts, thread_states
from trialcheck.trees import DISK, HERE, Sides, Tree

if TYPE_CHECKING:
    from trialcheck.dossiers import Dossier

CASE_RULES = "rules"
SHIPPED_RULES = "trialcheck/rules"
"""What the folder of rules that come with the program is called, wherever that is installed."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do; `rules` is a folder, or None for the default.

    With `examples` the examples of the rules are read, and so checked, as well; with `in_full` the
    report holds a dossier of each casebook, as a report to be printed needs it; with `dating` it
    holds one dating of each consistent casebook.
    """

    paths: tuple[Path, ...]
    rules: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    certain: bool = False
    settings: Settings = NO_SETTINGS
    limits: Limits = field(default_factory=Limits)
    examples: bool = False
    dating: bool = False
    steps: int = STEPS
    in_full: bool = False


@dataclass(frozen=True, slots=True)
class Standard:
    """What every casebook of a run is judged by, beside its own rules and vocabulary."""

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class Opened:
    """One casebook as read, with the rules and the vocabulary that it is judged by."""

    casebook: Casebook
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: a report, or the problems for which nothing was decided."""

    report: Report | None
    problems: tuple[Problem, ...]


def analyze(request: Request, step: Callable[[str], None] = lambda _: None) -> Outcome:
    """Read, decide, report.

    A report is made only if everything was read and every rule carried through. `step` is called
    with what is being done, in words.
    """
    step("Reading")
    # The collector would walk through all that was read again and again: that costs more than
    # reading.
    with paused_garbage_collection():
        opened, problems = open_casebooks(request)
        if problems:
            return Outcome(None, tuple(problems))
        results = []
        dossiers: list[Dossier] = []
        for case in opened:
            step(f"Deciding {case.casebook.title}")
            result, decision, troubles = analyze_opened(case, request)
            problems.extend(troubles)
            if request.in_full and not troubles:
                dossiers.append(_dossier(case, decision, result, request))
            results.append(replace(result, rules=tuple(rule.id for rule in case.rules)))
    if problems:
        return Outcome(None, tuple(sorted(problems)))
    every = sorted((rule for case in opened for rule in case.rules), key=lambda rule: rule.id)
    pages = {rule.id: RulePage(rule.kind, rule.title, rule.why) for rule in every}
    titles = {name: page.title for name, page in pages.items()}
    report = Report(tuple(results), len(pages), titles, pages)
    return Outcome(_in_full(report, dossiers) if request.in_full else report, ())


def _in_full(report: Report, dossiers: Sequence[Dossier]) -> Report:
    from trialcheck.dossiers import in_full

    return in_full(report, dossiers)


def _dossier(case: Opened, decision: Decision, result: CaseResult, request: Request) -> Dossier:
    casebook = without(case.casebook, request.set_aside) if request.set_aside else case.casebook
    # Pictures and statements in words are for reports to be printed: others need not import them.
    from trialcheck.dossiers import dossier_of

    return dossier_of(casebook, case.vocabulary, case.rules, decision, result, request.steps)


def open_casebooks(request: Request) -> tuple[list[Opened], list[Problem]]:
    """The casebooks below the paths and the rules that apply to each, or the problems of all."""
    budget = Budget()
    standard, problems = read_standard(request, budget)
    opened = []
    for folder in find_casebooks(request.paths, problems):
        _, case = open_casebook(folder, standard, request, budget, problems)
        if case is not None:
            opened.append(case)
    if not problems:
        problems.extend(unknown_names(opened, "--set-aside", request.set_aside))
    return opened, sorted(problems)


def read_standard(
    request: Request, budget: Budget, tree: Tree = DISK
) -> tuple[Standard, list[Problem]]:
    """What the casebooks of a request are judged by, and what is wrong with it."""
    rule_set, vocabulary, problems = load_rules(
        request.rules, request.limits, budget, examples=request.examples, tree=tree
    )
    if not problems:
        problems.extend(check_settings(request.settings, rule_set.rules.values()))
    return Standard(_chosen(rule_set, request, problems), vocabulary), problems


def open_casebook(
    folder: Path,
    standard: Standard,
    request: Request,
    budget: Budget,
    problems: list[Problem],
    sides: Sides = HERE,
    thresholds: Thresholds | None = None,
) -> tuple[Reading, Opened | None]:
    """One casebook with what it is judged by; what is wrong with it is added to `problems`."""
    shown = shown_path(folder, Path.cwd())
    reading = read_casebook(
        folder, shown, standard.vocabulary, request.limits, budget, sides, thresholds
    )
    problems.extend(reading.problems)
    own = _own_rules(folder, shown, reading, request, budget, problems, sides.judge)
    if reading.casebook is None:
        return reading, None
    return reading, Opened(reading.casebook, reading.vocabulary, (*standard.rules, *own))


def load_rules(
    folder: Path | None,
    limits: Limits,
    budget: Budget,
    *,
    examples: bool = True,
    tree: Tree = DISK,
) -> tuple[RuleSet, Vocabulary, list[Problem]]:
    """The rules of a folder, their vocabulary, and the problems of both.

    By default they are in `rules/` of the working folder if it has a vocabulary, else the shipped
    ones, which are always those of the program that runs.
    """
    if folder is None:
        local = Path(CASE_RULES)
        if tree.is_file(local / VOCABULARY_FILE):
            folder = local
        else:
            folder, tree = rules_folder(), DISK
    base = None
    if not tree.exists(folder / VOCABULARY_FILE) and tree.is_folder(folder):
        _, base, problems = read_rules(rules_folder(), "rules", limits, budget, examples=False)
        if problems:
            return RuleSet({}, "rules"), base, problems
    is_shipped = folder == rules_folder() and not folder.is_relative_to(Path.cwd())
    shown = SHIPPED_RULES if is_shipped else shown_path(folder, Path.cwd())
    read, vocabulary, problems = read_rules(
        folder, shown, limits, budget, base, examples=examples, tree=tree
    )
    if not read.rules:
        return read, vocabulary, problems
    return RuleSet({**read.rules, DATES_CONFLICT.id: DATES_CONFLICT}, shown), vocabulary, problems


def decided(case: Opened, request: Request) -> tuple[CaseResult, list[Problem]]:
    """What is decided about one casebook, and the rules that could not be carried through."""
    result, _, troubles = analyze_opened(case, request)
    return result, troubles


def analyze_opened(case: Opened, request: Request) -> tuple[CaseResult, Decision, list[Problem]]:
    """What is decided about one casebook, with the decision that it was told from."""
    casebook = without(case.casebook, request.set_aside) if request.set_aside else case.casebook
    decision = decide(
        casebook, case.vocabulary, case.rules, request.settings.amounts, request.steps
    )
    paths = {rule.id: rule.path for rule in case.rules}
    troubles = [
        Problem(
            f"the rule '{trouble.rule}' could not be carried through: {trouble.why}",
            paths[trouble.rule],
        )
        for trouble in decision.troubles
    ]
    whole = _reconciled(casebook, case, decision, request, troubles)
    result = result_of(casebook, case.vocabulary, decision, whole, request)
    if request.dating and result.consistent and not troubles:
        dating = dating_of(casebook, case.vocabulary, case.rules, decision, request.steps)
        result = replace(result, dating=dating)
    return result, decision, troubles


def _reconciled(
    casebook: Casebook,
    case: Opened,
    decision: Decision,
    request: Request,
    troubles: list[Problem],
) -> Reconciliation | None:
    """The record dated as a whole; None if that is not asked for or cannot be carried through."""
    if troubles or DATES_CONFLICT not in case.rules:
        return None
    try:
        return reconciliation_of(casebook, case.vocabulary, case.rules, decision, request.steps)
    except BudgetExceededError as exceeded:
        words = f"the rule '{exceeded.rule}' took more than {exceeded.steps:,} steps"
        troubles.append(Problem(words, case.casebook.path, help="allow more with --max-steps"))
        return None


def result_of(
    casebook: Casebook,
    vocabulary: Vocabulary,
    decision: Decision,
    whole: Reconciliation | None,
    request: Request,
) -> CaseResult:
    """The findings of a decision, the answers to the briefs and the state of the threads."""
    matches = list(decision.matches)
    if whole is not None:
        candidates = [match for match in matches if is_candidate(match)]
        others = [match for match in matches if not is_candidate(match)]
        told = {statements_of(match) for match in others if settles(match)}
        matches = certified(others, whole.told)
        matches += matches_of(whole.conflicts, decision.facts, candidates)
        # Another law that the very same statements break is no repetition.
        matches += [match for match in candidates if statements_of(match) in told]
    every = Teller(casebook, vocabulary).findings(matches)
    findings: Sequence[Finding] = (
        [f for f in every if f.certainty == "certain"] if request.certain else every
    )
    contacts = Contacts(decision.facts, findings)
    answerer = Answerer(casebook, findings, contacts, decision.facts, decision.world)
    return CaseResult(
        path=casebook.path,
        case=casebook.title,
        about=casebook.about,
        speakers=len(casebook.speakers),
        statements=len(casebook.statements),
        claims=sum(len(statement.claims) for statement in casebook.statements),
        consistent=_is_consistent(findings, whole),
        undecided=whole.undecided if whole is not None else 0,
        all_conflicts=whole is None or whole.complete,
        findings=tuple(with_causes(findings)),
        briefs=tuple(answerer.brief(brief) for brief in casebook.briefs),
        threads=thread_states(casebook, contacts),
        set_aside=request.set_aside,
        stale_acceptances=stale(casebook.accepted, every) if _is_all(request, whole) else (),
        hidden=len(every) - len(findings),
    )


def _is_consistent(findings: Sequence[Finding], whole: Reconciliation | None) -> bool | None:
    if any(finding.is_law and finding.certainty == "certain" for finding in findings):
        return False
    return None if whole is not None and whole.undecided else True


def _is_all(request: Request, whole: Reconciliation | None) -> bool:
    """Whether all findings of the record were looked for, by all rules, and could be listed."""
    narrowed = request.select or request.ignore or request.set_aside
    return not narrowed and (whole is None or (whole.complete and not whole.undecided))


def _own_rules(
    folder: Path,
    shown: str,
    reading: Reading,
    request: Request,
    budget: Budget,
    problems: list[Problem],
    tree: Tree,
) -> tuple[Rule, ...]:
    if not tree.is_folder(folder / CASE_RULES):
        return ()
    own, _, found = read_rules(
        folder / CASE_RULES,
        f"{shown}/{CASE_RULES}",
        request.limits,
        budget,
        reading.vocabulary,
        examples=request.examples,
        tree=tree,
    )
    problems.extend(found)
    return tuple(own.rules.values())


def _chosen(rule_set: RuleSet, request: Request, problems: list[Problem]) -> tuple[Rule, ...]:
    for option, names in (("--select", request.select), ("--ignore", request.ignore)):
        for name in names:
            if name not in rule_set.rules and not problems:
                hint = suggest(name, rule_set.rules) or "`trialcheck rules list` lists them"
                problems.append(
                    Problem(f"{option}: there is no rule '{name}'", rule_set.path, help=hint)
                )
    chosen = tuple(
        rule
        for name, rule in rule_set.rules.items()
        if (not request.select or name in request.select) and name not in request.ignore
    )
    if not chosen and not problems:
        # A run without rules finds nothing, and that must not look like a clean record.
        problems.append(Problem("there is no rule to run", rule_set.path))
    return chosen


def check_names(request: Request, option: str, names: Sequence[str]) -> list[Problem]:
    """Problems with an option that names speakers, sources, sides or statements."""
    opened, problems = open_casebooks(request)
    return problems or unknown_names(opened, option, names)


def unknown_names(opened: Sequence[Opened], option: str, names: Sequence[str]) -> list[Problem]:
    """Problems with names that no casebook has for a speaker, source, side or statement."""
    known = {name for case in opened for name in names_to_set_aside(case.casebook)}
    return [
        Problem(
            f"{option}: nothing is called '{name}'",
            opened[0].casebook.path,
            help=suggest(name, known)
            or "name a speaker, a source, a side or a statement (speaker/id)",
        )
        for name in names
        if name not in known
    ]


def names_to_set_aside(casebook: Casebook) -> set[str]:
    """The speakers, sources, sides and statements that can be set aside."""
    names = {statement.name for statement in casebook.statements} | set(casebook.speakers)
    names |= set(casebook.registry.sources)
    names |= {stage.side for stage in casebook.registry.stages.values()}
    return names - {""}
