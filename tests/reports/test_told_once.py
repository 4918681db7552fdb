"""What several findings share is told once, and nothing of any of them is lost by it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from trialcheck.findings import Finding, Report
from trialcheck.pipeline import Request, analyze
from trialcheck.reports import FORMATS, Layout
from trialcheck.reports.outline import CLAIM, SPEAKER
from trialcheck.reports.passages import sections_of

BRIDGE = """\
case: The toll bridge
about: Who met whom at the bridge.
stages:
  inquest: {side: prosecution, is: interrogation}
  hearing: {side: court}
  memoir: {side: defence, is: publication}
sources:
  minutes: {title: "Minutes: the hearing, day by day", side: court}
  diary: {title: A Diary, side: defence}
  pamphlet: {title: A Pamphlet, side: defence, reports: [minutes, diary]}
people:
  anna: {name: Anna Ash}
  bert: {name: Bert Birch}
  cora: {name: Cora Cole}
  dirk: {name: Dirk Dorn}
  emil: {name: Emil Elm}
things:
  purse: {name: the purse}
--- file: emil.yaml
speaker: emil
statements:
  - id: met-nobody
    said: 1870
    stage: memoir
    source: {in: pamphlet, at: p. 9}
    says: I met neither Anna nor Dirk, whatever they say.
    note: he wrote this long after the trial, from memory and without his papers
    claims:
      - denies: {met: {who: [emil, anna]}}
      - denies: {met: {who: [emil, dirk]}}
--- file: anna.yaml
speaker: anna
statements:
  - id: at-the-bridge
    said: 1861-03-04
    stage: hearing
    source: {in: minutes, at: p. 1}
    claims:
      - met: {who: [anna, emil], when: 1860-05}
  - id: in-the-pamphlet
    said: 1861-03-04
    stage: hearing
    source: {in: pamphlet, at: p. 2, reports: [minutes]}
    claims:
      - met: {who: [anna, emil], when: 1860-06}
--- file: bert.yaml
speaker: bert
statements:
  - id: saw-them
    said: 1861-02
    stage: inquest
    source: {in: minutes, at: p. 3}
    note: the clerk has struck out a word before "met", which cannot be read any more
    claims:
      - met: {who: [anna, emil]}
      - carried: {who: cora, what: purse, to: bert, when: 1860-08}
  - id: once-more
    said: 1861-02
    stage: inquest
    source: {in: minutes, at: p. 5}
    claims:
      - carried: {who: cora, what: purse, to: bert}
--- file: dirk.yaml
speaker: dirk
statements:
  - id: at-the-mill
    said: 1861-03-05
    stage: hearing
    source: {in: pamphlet, at: p. 4, reports: [diary]}
    claims:
      - met: {who: [dirk, emil], when: 1860-07}
"""


@pytest.fixture(scope="module")
def bridge(write_book: Callable[..., Path], project: Path) -> Callable[..., Report]:
    """Return a function that analyses the casebook of the bridge, with words of it replaced."""

    def read(**replaced: str) -> Report:
        text = BRIDGE
        for old, new in replaced.items():
            text = text.replace(old, new)
        request = Request((write_book(text),), project / "rules")
        outcome = analyze(request)
        assert outcome.report is not None, outcome.problems
        return outcome.report

    return read


@pytest.fixture(scope="module")
def told(bridge: Callable[..., Report]) -> str:
    """The report on the bridge at 80 columns."""
    return FORMATS["terminal"](bridge(), Layout(80))


def flat(text: str) -> str:
    """Return a text on one line, without the gutter beside groups."""
    return " ".join(text.replace("│", " ").split())


def passage(text: str, finding: str) -> str:
    """Return what a report in the terminal tells of one finding in its place."""
    after = text.split(f" {finding}", 1)[1]
    return flat(re.split(r"\n│?\n", after, maxsplit=1)[0])


def naming(report: Report, *claims: str) -> Finding:
    """Return the finding that names just these claims."""
    (found,) = (
        finding
        for finding in report.cases[0].findings
        if {item.claim for item in finding.evidence} == set(claims)
    )
    return found


def id_naming(report: Report, *claims: str) -> str:
    """Return the id of the finding that names just these claims."""
    return naming(report, *claims).id


def test_the_first_screen_counts_what_is_there(told: str) -> None:
    """A small table by kind and certainty stands above the first finding, before any of them."""
    top = told.split("── Contradictions", maxsplit=1)[0]
    assert "contradictions         4\nunsupported            2\ntogether               6" in top


def test_the_table_counts_each_certainty(report: Report) -> None:
    """What is possible and what is accepted have columns of their own where there is any."""
    top = FORMATS["terminal"](report, Layout(80)).split("── Contradictions")[0]
    assert "                  certain  possible  together  accepted\n" in top
    assert "gaps                    0         1         1         0\n" in top
    assert "together                6         2         8         1\n" in top
    assert "Threads: 1 holds, 1 disputed, 1 broken and 1 carried by no statement.\n" in top
    assert "Brief of Otto Lind: 1 borne out, 1 contested, 1 not borne out and 1 judge" in top
    assert "| gaps | 0 | 1 | 1 | 0 |" in FORMATS["markdown"](report, Layout())


def test_one_number_needs_no_table(report: Report) -> None:
    """Where all that is found is of one kind and certainty, its heading counts it."""
    case = replace(report.cases[0], findings=report.cases[0].findings[:3])
    text = FORMATS["terminal"](replace(report, cases=(case,)), Layout(80))
    assert "contradictions  " not in text
    assert "── Contradictions: 3 ─" in text


def test_a_shared_claim_stands_above_its_findings(told: str, bridge: Callable[..., Report]) -> None:
    """The claim that three findings set against others is shown once, right above them."""
    assert told.count("[emil/met-nobody#1, emil.yaml:10]") == 1
    first = id_naming(bridge(), "anna/at-the-bridge#1", "emil/met-nobody#1")
    assert told.index("[emil/met-nobody#1, emil.yaml:10]") < told.index(first)


def test_a_sentence_with_blanks_stands_for_the_messages(
    told: str, bridge: Callable[..., Report]
) -> None:
    """Messages that differ in speaker and claim alone are one sentence; the rows fill it."""
    first = naming(bridge(), "anna/at-the-bridge#1", "emil/met-nobody#1")
    sentence = first.message.replace("Anna Ash and Emil Elm met (May 1860)", "[the claim]")
    sentence = sentence.replace("Anna Ash", "[the speaker]")
    assert f"The next 3 say: {sentence}" in flat(told)
    assert first.message not in flat(told)
    own = passage(told, first.id)
    assert "Anna Ash May 1860: Anna Ash and Emil Elm met – Minutes, p. 1" in own


def test_a_finding_on_another_claim_speaks_for_itself(
    told: str, bridge: Callable[..., Report]
) -> None:
    """What no other finding of the group says keeps its message and shows both its claims."""
    finding = naming(bridge(), "dirk/at-the-mill#1", "emil/met-nobody#2")
    own = passage(told, finding.id)
    assert finding.message in own
    assert "[dirk/at-the-mill#1, dirk.yaml:8]" in own
    assert "[emil/met-nobody#2, emil.yaml:11]" in own


def test_the_rule_is_named_once_above_a_group(told: str, bridge: Callable[..., Report]) -> None:
    """The title of the rule says in words what the findings of a group have in common."""
    title = naming(bridge(), "dirk/at-the-mill#1", "emil/met-nobody#2").title
    assert told.count(f"│ Rule: {title}.\n") == 1


def test_steps_that_all_of_a_group_take_are_told_once(
    told: str, bridge: Callable[..., Report]
) -> None:
    """A step of the reasoning that holds for each of four findings stands above them."""
    step = naming(bridge(), "dirk/at-the-mill#1", "emil/met-nobody#2").reasoning[-1]
    assert sum(step in finding.reasoning for finding in bridge().cases[0].findings) == 4
    assert flat(told).count(step) == 1


def test_a_note_is_told_once_and_then_pointed_to(told: str, bridge: Callable[..., Report]) -> None:
    """The second finding that needs a note names the first, at which it is told in full."""
    words = "Note on bert/saw-them: the clerk has struck out a word"
    first = id_naming(bridge(), "bert/saw-them#1", "emil/met-nobody#1")
    assert flat(told).count(words) == 1
    assert words in passage(told, first)
    assert f"Note on bert/saw-them: see {first}." in passage(
        told, id_naming(bridge(), "bert/saw-them#2")
    )
    assert "A note is told once, at or above the first finding that needs it." in told


def test_a_short_note_is_told_again(bridge: Callable[..., Report]) -> None:
    """A note that takes no more room than the pointer to it stands at each finding."""
    long = 'the clerk has struck out a word before "met", which cannot be read any more'
    text = FORMATS["terminal"](bridge(**{long: "struck out"}), Layout(80))
    assert text.count("Note on bert/saw-them: struck out.") == 2
    assert "A note is told once" not in text


def test_findings_with_one_message_stand_together(told: str, bridge: Callable[..., Report]) -> None:
    """Without a shared statement the same message is told once, each claim below it."""
    assert "These 2 findings say the same of different claims." in told
    assert flat(told).count(naming(bridge(), "bert/once-more#1").message) == 1
    for claim in ("bert/once-more#1", "bert/saw-them#2"):
        assert f"[{claim}, bert.yaml:" in passage(told, id_naming(bridge(), claim))


def test_the_sides_stand_beside_the_id(told: str, bridge: Callable[..., Report]) -> None:
    """On whose word a finding rests follows its id; which stage speaks for whom is said once."""
    finding = id_naming(bridge(), "bert/saw-them#1", "emil/met-nobody#1")
    assert f"● certain  {finding}  rests on: defence against prosecution\n" in told
    sides = "court (hearing), defence (memoir) and prosecution (inquest)."
    assert flat(told).count(sides) == 1


def test_sides_that_do_not_fit_stand_on_their_own_line(bridge: Callable[..., Report]) -> None:
    """On a narrow terminal the sides follow the id on the next line, and none is lost."""
    text = FORMATS["terminal"](bridge(), Layout(40))
    finding = id_naming(bridge(), "bert/saw-them#1", "emil/met-nobody#1")
    assert passage(text, finding).startswith("Rests on: defence against prosecution ")


def test_a_stage_without_a_side_names_the_speakers(bridge: Callable[..., Report]) -> None:
    """Where the stages do not tell the sides, each finding says in full on whose word it rests."""
    report = bridge(**{"hearing: {side: court}": "hearing: {}"})
    text = flat(FORMATS["terminal"](report, Layout(80)))
    assert "rests on:" not in text
    assert "Rests on the court's record (Anna Ash) against the defence's (Emil Elm)." in text
    assert "Rests on the prosecution's record alone (Bert Birch)." in text
    markdown = FORMATS["markdown"](report, Layout())
    assert "Rests on the prosecution's record alone (Bert Birch)." in markdown


def test_a_source_that_reports_another_is_marked_at_the_claim(
    told: str, bridge: Callable[..., Report]
) -> None:
    """What a source mostly reports is said once; at a claim only what it reports otherwise."""
    assert "What is reported in A Pamphlet is from Minutes unless another source is named." in told
    usual = id_naming(bridge(), "anna/in-the-pamphlet#1", "emil/met-nobody#1")
    assert "met – reported in A" in passage(told, usual)
    markdown = FORMATS["markdown"](bridge(), Layout())
    assert "| reported in A Pamphlet, p. 2 | `anna/in-the-pamphlet#1` " in markdown
    assert "| reported from diary in A Pamphlet, p. 4 | `dirk/at-the-mill#1` " in markdown
    assert "| A Pamphlet, p. 9 | `emil/met-nobody#2` " in markdown


@pytest.mark.parametrize("name", ["terminal", "markdown"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_nothing_is_lost(name: str, width: int, bridge: Callable[..., Report]) -> None:
    """Every id, claim, file and line, and each word of a claim still stands in the report."""
    report = bridge()
    text = flat(FORMATS[name](report, Layout(width))).replace("\\", "")
    for finding in report.cases[0].findings:
        assert finding.id in text
        for item in finding.evidence:
            assert item.claim in text
            assert f"{item.speaker}.yaml:{item.line}" in text
            assert all(word in text for word in f"{item.text} {item.at}".split())


def test_every_finding_has_a_claim_of_its_own_to_show(bridge: Callable[..., Report]) -> None:
    """No passage is left without a row, also where a head shows all that it names."""
    for section in sections_of(bridge().cases[0], None):
        for group in section.groups:
            assert all(passage.evidence for passage in group.passages)


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_a_cut_report_tells_each_thing_once_too(name: str, bridge: Callable[..., Report]) -> None:
    """With one finding listed nothing is left to a finding that is not."""
    text = flat(FORMATS[name](bridge(), Layout(80, most=1)))
    assert "emil/met-nobody#1" in text
    assert "he wrote this long after the trial" in text
    assert "share one statement" not in text
    assert ": see " not in text


def test_a_date_that_only_the_message_gives_is_kept(bridge: Callable[..., Report]) -> None:
    """What a blank stands for is shown with the date that the message gives it."""
    report = bridge()
    case = report.cases[0]
    finding = next(each for each in case.findings if "June 1860" in each.message)
    closer = replace(finding, message=finding.message.replace("(June 1860)", "(by 9 June 1860)"))
    findings = tuple(closer if each is finding else each for each in case.findings)
    changed = replace(report, cases=(replace(case, findings=findings),))
    own = passage(FORMATS["terminal"](changed, Layout(120)), finding.id)
    assert "June 1860 (by 9 June 1860): Anna Ash and Emil Elm met" in own
    assert "| June 1860 (by 9 June 1860) | Anna Ash" in FORMATS["markdown"](changed, Layout())


def test_the_blanks_filled_give_the_message(bridge: Callable[..., Report]) -> None:
    """The shared sentence with a finding's own speaker, claim and date is its message."""
    filled = 0
    for section in sections_of(bridge().cases[0], None):
        for stretch in (each for group in section.groups for each in group.stretches):
            for passage in (each for each in stretch.passages if CLAIM in stretch.message):
                (item,) = passage.evidence
                said = stretch.message.replace(SPEAKER, item.speaker_name)
                dated = f"{item.implied or item.text} ({item.when or 'at an unknown time'})"
                assert said.replace(CLAIM, dated) == passage.finding.message
                filled += 1
    assert filled == 3


def test_findings_of_two_rules_name_both(bridge: Callable[..., Report]) -> None:
    """A statement that causes findings of two rules of one kind has both named above them."""
    report = bridge()
    case = report.cases[0]
    other = next(each for each in case.findings if "Dirk Dorn" in each.message)
    findings = tuple(
        replace(each, title="A second rule") if each is other else each for each in case.findings
    )
    changed = replace(report, cases=(replace(case, findings=findings),))
    text = flat(FORMATS["terminal"](changed, Layout(80)))
    title = next(each.title for each in findings if each.title != "A second rule")
    assert f"Rules: {title}; A second rule." in text
