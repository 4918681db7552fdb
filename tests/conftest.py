"""Writes casebooks as text, and reads, decides and reports on them with the rules of the
repository.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from trialcheck.casebook.reader import Reading, casebook_from
from trialcheck.casebook.vocabulary import Vocabulary
from trialcheck.engine.decision import STEPS, Decision, decide
from trialcheck.fields import Page
from trialcheck.findings import Finding, Report
from trialcheck.located_yaml import parse
from trialcheck.pipeline import Opened, Outcome, Request, analyze, decided, load_rules
from trialcheck.rules.model import Rule, RuleSet
from trialcheck.rules.reader import read_rule
from trialcheck.setting_aside import without
from trialcheck.source import Budget, Limits, Problem, SourceFile, decode_source

# The same examples in every run, and no example too slow: results depend on nothing but the code.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

# In the log of a workflow reports are fenced; the tests read them as they are elsewhere.
os.environ.pop("GITHUB_ACTIONS", None)

PROJECT = Path(__file__).parents[1]
SEPARATOR = re.compile(r"(?m)^--- file: (.+)\n")
PLACE = "⟦"

HARBOUR = """\
case: The harbour fire
about: What was said of the fire at the harbour.
stages:
  inquest: {side: prosecution, is: interrogation, when: 1857-09-01/1857-09-03}
  hearing: {side: court, when: 1857-09-21/1857-09-23}
  memoir: {side: defence, is: publication}
sources:
  minutes: {title: Minutes of the hearing, side: court}
  pamphlet: {title: A Pamphlet, side: defence, reports: [minutes]}
people:
  ann: {name: Ann Archer}
  ben: {name: Ben Baker}
  carl: {name: Carl Cook}
  dora: {name: Dora Dean}
places:
  port: {name: the port, at: [51.13, 1.31], radius: 2 km}
  inn: {name: the Harbour Inn, in: port}
  capital: {name: the capital, at: [51.5, -0.12], radius: 10 km}
things:
  ledger: {name: the ledger, states: [whole, torn, burned]}
threads:
  - {between: [ann, carl]}
  - {between: [ben, carl], note: the second}
  - {between: [ben, dora]}
  - {between: [ann, ben], through: [carl]}
--- file: ann.yaml
speaker: ann
statements:
  - id: never
    said: 1857-09-22
    stage: hearing
    source: {in: minutes, at: p. 4}
    says: I never met the cook.
    claims:
      - denies: {met: {who: [ann, carl]}}
--- file: ben.yaml
speaker: ben
statements:
  - id: burned
    said: 1857-09-02
    stage: inquest
    source: {in: minutes, at: p. 1}
    says: I saw the ledger burn.
    claims:
      - state: {of: ledger, is: burned, when: 1857-07-10}
  - id: with-dora
    stage: hearing
    source: minutes
    claims:
      - met: {who: [ben, dora], when: 1857-04}
--- file: carl.yaml
speaker: carl
statements:
  - id: read-it
    said: 1857-09-21
    stage: hearing
    source: {in: minutes, at: p. 2}
    claims:
      - state: {of: ledger, is: whole, when: 1857-08-01}
  - id: supper
    said: 1857-09-21
    stage: hearing
    source: {in: minutes, at: p. 3}
    says: We three had supper at the inn.
    claims:
      - met: {who: [ben, carl], where: inn, when: "1857-08-03T20:00"}
  - id: with-ann
    stage: hearing
    source: minutes
    claims:
      - met: {who: [ann, carl], when: 1857-06}
  - id: with-ben
    stage: hearing
    source: minutes
    claims:
      - met: {who: [ben, carl], when: 1857-05}
--- file: dora.yaml
speaker: dora
statements:
  - id: no-such-year
    stage: memoir
    source: {in: pamphlet, at: p. 9}
    claims:
      - denies: {met: {who: [ben, dora], when: 1856}}
  - id: theatre
    stage: memoir
    source: {in: pamphlet, at: p. 8, reports: minutes}
    claims:
      - was-at: {who: ben, where: capital, when: "1857-08-03T20:10/1857-08-03T22:00"}
--- file: brief.yaml
brief: Against the record
by: dora
arguments:
  - id: A1
    says: The ledger was burned, and then it was whole.
    at: p. 1
    expects: {kind: impossibility, statements: [ben/burned, carl/read-it]}
  - {id: A2, says: It is a poor place., judgement: true}
  - {id: A3, expects: {kind: gap, statements: [ben/burned, carl/read-it]}}
  - id: A4
    expects:
      threads: {break: [[ann, carl]], hold: [[ben, carl]], disputed: [[ben, dora]]}
  - {id: A5, expects: {threads: {hold: [[ann, carl]]}}}
"""

Files = str | Mapping[str, str | bytes]


@dataclass(frozen=True)
class Shipped:
    """The rules and the vocabulary of the repository, read once."""

    rule_set: RuleSet
    vocabulary: Vocabulary

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules in the order of their ids."""
        return tuple(self.rule_set.rules.values())


@dataclass(frozen=True)
class Place:
    """A file name, and a line and a column from 1."""

    file: str
    line: int
    column: int


def files_of(files: Files) -> dict[str, bytes]:
    """The files of a casebook: a text is `case.yaml`, and what stands below
    each `--- file: NAME`.
    """
    if isinstance(files, str):
        first, *rest = SEPARATOR.split(files)
        files = dict(zip(rest[::2], rest[1::2], strict=True))
        files = {"case.yaml": first, **files} if first.strip() else files
    return {
        name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()
    }


def marked(files: Files) -> tuple[dict[str, bytes], list[Place]]:
    """The files without the signs that mark a place, and the places marked, sorted by file."""
    clean, places = {}, []
    for name, data in sorted(files_of(files).items()):
        text = data.decode()
        while PLACE in text:
            before, _, after = text.partition(PLACE)
            line_start = before.rfind("\n") + 1
            places.append(Place(name, before.count("\n") + 1, len(before) - line_start + 1))
            text = before + after
        clean[name] = text.encode()
    return clean, places


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the repository."""
    return PROJECT


@pytest.fixture(scope="session")
def harbour() -> str:
    """A casebook of four speakers, in which a few things clash, with threads and a brief."""
    return HARBOUR


@pytest.fixture(scope="session")
def shipped() -> Shipped:
    """The rules and the vocabulary of the repository."""
    rule_set, vocabulary, problems = load_rules(PROJECT / "rules", Limits(), Budget())
    assert problems == []
    return Shipped(rule_set, vocabulary)


@pytest.fixture(scope="session")
def write_book(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that writes the files of a casebook into a new folder, or into `folder`."""

    def write(files: Files, folder: Path | None = None) -> Path:
        folder = folder or tmp_path_factory.mktemp("books") / "book"
        for name, data in files_of(files).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        return folder

    return write


@pytest.fixture(scope="session")
def read_book(shipped: Shipped) -> Callable[[Files], Reading]:
    """Return a function that reads the files of a casebook, from memory, with the shipped
    vocabulary.
    """

    def read(files: Files) -> Reading:
        sources, problems = {}, []
        for name, data in sorted(files_of(files).items()):
            source = decode_source(data, f"book/{name}")
            if isinstance(source, Problem):
                problems.append(source)
            else:
                sources[name] = source
        return casebook_from(sources, "book", shipped.vocabulary, Limits(), problems)

    return read


@pytest.fixture(scope="session")
def open_book(read_book: Callable[[Files], Reading], shipped: Shipped) -> Callable[[Files], Opened]:
    """Return a function that opens a casebook without problems, with the shipped rules."""

    def open_files(files: Files) -> Opened:
        reading = read_book(files)
        assert reading.problems == ()
        assert reading.casebook is not None
        return Opened(reading.casebook, reading.vocabulary, shipped.rules)

    return open_files


@pytest.fixture(scope="session")
def problems_of(read_book: Callable[[Files], Reading]) -> Callable[[Files], tuple[Problem, ...]]:
    """Return a function that gives the problems of the files of a casebook."""
    return lambda files: read_book(files).problems


@pytest.fixture(scope="session")
def check_problem(read_book: Callable[[Files], Reading]) -> Callable[..., None]:
    """Return a function that asserts the one problem of a casebook, at the place marked by ⟦."""

    def check(files: Files, message: str, help_text: str = "") -> None:
        clean, places = marked(files)
        found = read_book(clean).problems
        shown = [(problem.message, problem.help) for problem in found]
        assert len(found) == 1, shown
        assert message in found[0].message
        assert help_text in found[0].help, shown
        place = Place(found[0].path.removeprefix("book/"), found[0].line, found[0].column)
        assert [place] == places
        assert found[0].source_line == clean[place.file].decode().split("\n")[place.line - 1]

    return check


@pytest.fixture(scope="session")
def analyze_text(open_book: Callable[[Files], Opened]) -> Callable[..., Report]:
    """Return a function that decides a casebook by the shipped rules and reports on it.

    The rules are those read once for all tests; `run_text` goes the whole way from the files.
    """

    def analyze_files(files: Files, **options: object) -> Report:
        case = open_book(files)
        chosen = options.pop("rules", None)
        if chosen is not None:
            case = Opened(case.casebook, case.vocabulary, tuple(chosen))
        result, troubles = decided(case, Request((), **options))
        assert troubles == []
        titles = {rule.id: rule.title for rule in case.rules}
        return Report((result,), len(titles), titles)

    return analyze_files


@pytest.fixture(scope="session")
def findings_of(analyze_text: Callable[..., Report]) -> Callable[..., list[Finding]]:
    """Return a function that gives the findings of a casebook, of one `rule` if it is named."""

    def findings(files: Files, rule: str = "", **options: object) -> list[Finding]:
        every = analyze_text(files, **options).cases[0].findings
        return [finding for finding in every if rule in ("", finding.rule)]

    return findings


@pytest.fixture(scope="session")
def run_text(write_book: Callable[..., Path]) -> Callable[..., Outcome]:
    """Return a function that takes the files of a casebook the whole way through the pipeline."""

    def run(files: Files, **options: object) -> Outcome:
        folder = write_book(files)
        return analyze(Request((folder,), **{"rules": PROJECT / "rules", **options}))

    return run


@pytest.fixture(scope="session")
def decide_text(open_book: Callable[[Files], Opened]) -> Callable[..., Decision]:
    """Return a function that gives the facts and matches of a casebook, by the rules given."""

    def decide_files(
        files: Files, rules: Sequence[Rule] = (), steps: int = STEPS, set_aside: Sequence[str] = ()
    ) -> Decision:
        case = open_book(files)
        casebook = without(case.casebook, set_aside) if set_aside else case.casebook
        return decide(casebook, case.vocabulary, rules, {}, steps)

    return decide_files


@pytest.fixture(scope="session")
def rule_of(shipped: Shipped) -> Callable[..., Rule]:
    """Return a function that reads a rule from text; its examples may be left out."""

    def read(text: str, vocabulary: Vocabulary = shipped.vocabulary) -> Rule:
        file = SourceFile("rule.yaml", text)
        root, problems = parse(file, Limits())
        assert problems == []
        assert root is not None
        page = Page(file, [])
        rule = read_rule(page, root, vocabulary)
        assert {problem.message for problem in page.problems} <= {
            "the rule has no flagged example",
            "the rule has no silent example",
        }
        assert rule is not None
        return rule

    return read


@pytest.fixture(scope="session")
def story() -> Callable[..., str]:
    """Return a function that writes a casebook: its head, and the lines of each statement.

    A statement goes by `speaker/id`; a line of it that begins with a dash is a claim, any other a
    key.
    """

    def write(head: str, statements: Mapping[str, str | Sequence[str]]) -> str:
        files: dict[str, list[str]] = {}
        for name, content in statements.items():
            speaker, _, statement = name.partition("/")
            lines = [content] if isinstance(content, str) else list(content)
            fields = [line for line in lines if not line.startswith("-")]
            claims = [line for line in lines if line.startswith("-")]
            written = files.setdefault(speaker, [f"speaker: {speaker}", "statements:"])
            written += [f"  - id: {statement}", *(f"    {line}" for line in fields)]
            written += ["    claims:", *(f"      {line}" for line in claims)] if claims else []
        texts = [
            f"--- file: {speaker}.yaml\n" + "\n".join(lines) + "\n"
            for speaker, lines in files.items()
        ]
        return head.rstrip("\n") + "\n" + "".join(texts)

    return write
