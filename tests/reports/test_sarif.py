"""The report as SARIF 2.1.0: by the official schema, and within what services take."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt
from tests.reports.github_runner import orders

from trialcheck import __version__
from trialcheck.findings import Report
from trialcheck.reports import Layout, sarif
from trialcheck.reports.sarif import render

SCHEMA = Path(__file__).parent / "schemas" / "sarif-schema-2.1.0.json"
VALIDATOR = Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
LINK_IN_TEXT = re.compile(r"(?<!\\)\]\(([^)]*)\)")
HOSTILE = [
    "[x](http://evil.example)",
    "[x](1)",
    "x](2)",
    "x\\](http://evil.example)",
    "{0} {{1}}",
    "<script>alert(1)</script>",
    "![x](http://tracker.example/a.png)",
    "@somebody #1",
    "::error::x",
    "##[error]x",
    "a\n# b",
    "\x1b[31m\u202e",
    "",
]


def run_of(report: Report) -> dict[str, Any]:
    """Return the one run of a report, after the schema has found nothing wrong with it."""
    document = json.loads(render(report, Layout()))
    assert [error.message for error in VALIDATOR.iter_errors(document)] == []
    (run,) = document["runs"]
    return run


def by_id(report: Report) -> dict[str, dict[str, Any]]:
    """Return the results by the id of their finding."""
    return {
        each["partialFingerprints"][sarif.FINGERPRINT]: each for each in run_of(report)["results"]
    }


def moved(report: Report, folder: str) -> Report:
    """Return the report with its first casebook in another folder."""
    case = report.cases[0]
    findings = tuple(
        replace(
            finding,
            casebook=folder,
            evidence=tuple(
                replace(item, path=item.path.replace(case.path, folder))
                for item in finding.evidence
            ),
        )
        for finding in case.findings
    )
    return replace(report, cases=(replace(case, path=folder, findings=findings),))


def uris(run: dict[str, Any]) -> set[str]:
    """Return every address of a file that a run names."""
    return {each["uri"] for each in _objects(run) if "uri" in each}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for each in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _objects(each)


def test_the_whole_document(paged_report: Report, golden: Callable[[str, str], None]) -> None:
    """The document for the harbour case, to the byte but for our own version."""
    text = render(paged_report, Layout())
    run_of(paged_report)
    golden("report.sarif", text.replace(f'"version": "{__version__}"', '"version": "VERSION"'))


def test_the_schema_refuses_what_is_wrong(paged_report: Report) -> None:
    """The schema that the tests use does check: a line 0 and a level of our own are refused."""
    document = json.loads(render(paged_report, Layout()))
    result = document["runs"][0]["results"][0]
    result["level"] = "grave"
    result["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert len(list(VALIDATOR.iter_errors(document))) == 2


def test_a_clean_run_has_results_and_no_empty_lists(empty_report: Report) -> None:
    """An empty list of results says that all is well; other empty lists are refused by services."""
    run = run_of(empty_report)
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert "artifacts" not in run


def test_no_list_is_empty(paged_report: Report) -> None:
    """Of what services read no list is empty; a property of our own may be."""
    run = run_of(paged_report)
    for result in run["results"]:
        del result["properties"]
    assert [each for each in _objects(run) if [] in each.values()] == []


def test_each_result_names_its_rule(paged_report: Report) -> None:
    """The rule stands at the index given; rules are sorted, with those that found nothing."""
    run = run_of(paged_report)
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    names = [rule["id"] for rule in rules]
    assert names == sorted(names)
    assert "never-spoke" in names
    assert "adds-claims" not in names


def test_a_rule_is_explained(paged_report: Report) -> None:
    """A rule has its title, why it speaks, what its kind means, and the level of its kind."""
    rules = {rule["id"]: rule for rule in run_of(paged_report)["tool"]["driver"]["rules"]}
    rule = rules["one-place-at-a-time"]
    assert rule["name"] == "OnePlaceAtATime"
    assert rule["shortDescription"]["text"] == "The title of one-place-at-a-time"
    assert "Why one-place-at-a-time speaks." in rule["fullDescription"]["text"]
    for help_text in rule["help"].values():
        assert "Why one-place-at-a-time speaks." in help_text
        assert "could not have happened as dated" in help_text
    assert rule["defaultConfiguration"]["level"] == "error"
    assert rules["never-spoke"]["defaultConfiguration"]["level"] == "warning"


def test_levels(paged_report: Report) -> None:
    """A law is an error and a sign a warning; what is only possible stands one step lower."""
    case = paged_report.cases[0]
    doubtful = replace(case.findings[0], id="doubtful-00000001", certainty="possible")
    report = replace(paged_report, cases=(replace(case, findings=(*case.findings, doubtful)),))
    levels = {name: result["level"] for name, result in by_id(report).items()}
    assert levels["denied-1f00c2aa"] == "error"
    assert levels["doubtful-00000001"] == "warning"
    assert levels["verdict-alone-c0ffee00"] == "warning"
    assert levels["long-silence-5ab90c11"] == "note"


def test_the_first_claim_is_the_place_and_the_others_are_related(paged_report: Report) -> None:
    """Every claim has its place; the related ones have words, and ids that the messages link."""
    result = by_id(paged_report)["order-of-three-77d0e1b4"]
    (first,) = result["locations"]
    assert first["physicalLocation"]["region"] == {"startLine": 44, "startColumn": 9}
    related = result["relatedLocations"]
    assert [each["id"] for each in related] == [1, 2]
    lines = [each["physicalLocation"]["region"]["startLine"] for each in related]
    assert lines == [52, 15]
    assert related[1]["message"]["text"].startswith("Otto Lind (hearing, 12 May 1897): 4 March")
    assert LINK_IN_TEXT.findall(result["message"]["text"]) == ["1", "2"]
    assert "[Otto Lind (hearing, 12 May 1897)](2)" in result["message"]["markdown"]


def test_what_rests_on_no_statement_has_a_place(paged_report: Report) -> None:
    """A result without a location is refused: such a finding stands in case.yaml, on line 1."""
    (place,) = by_id(paged_report)["never-heard-aa11bb22"]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith("/case.yaml")
    assert place["physicalLocation"]["region"]["startLine"] == 1


def test_lines_count_from_one(report: Report) -> None:
    """A place that is not known in full still has a line and a column that services take."""
    case = report.cases[0]
    item = replace(case.findings[0].evidence[0], line=0, column=0)
    found = replace(case.findings[0], evidence=(item,))
    (result,) = run_of(replace(report, cases=(replace(case, findings=(found,)),)))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1}


def test_fingerprints_differ(paged_report: Report) -> None:
    """A copy of a casebook has the same ids; its results still have fingerprints of their own."""
    report = replace(paged_report, cases=(paged_report.cases[0],) * 2)
    prints = [each["partialFingerprints"][sarif.FINGERPRINT] for each in run_of(report)["results"]]
    assert len(set(prints)) == len(prints) == 16
    assert {"denied-1f00c2aa", "denied-1f00c2aa/2"} < set(prints)


def test_fingerprints_ignore_lines(paged_report: Report) -> None:
    """A line put in above changes places and no fingerprint."""
    case = paged_report.cases[0]
    lower = tuple(
        replace(each, evidence=tuple(replace(i, line=i.line + 1) for i in each.evidence))
        for each in case.findings
    )
    below = replace(paged_report, cases=(replace(case, findings=lower),))
    assert list(by_id(below)) == list(by_id(paged_report))


def test_what_is_accepted_is_suppressed_with_its_reason(paged_report: Report) -> None:
    """An accepted finding stays in the list, with who accepted it and why; no other has that."""
    suppressed = {
        name: result["suppressions"]
        for name, result in by_id(paged_report).items()
        if "suppressions" in result
    }
    assert list(suppressed) == ["account-changes-0d0d0d0d"]
    (suppression,) = suppressed["account-changes-0d0d0d0d"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert "a slip of the pen" in suppression["justification"]


def test_a_stale_acceptance_is_notified(paged_report: Report) -> None:
    """An acceptance whose finding is gone is told, with its place in accepted.yaml."""
    (invocation,) = run_of(paged_report)["invocations"]
    (notice,) = invocation["toolConfigurationNotifications"]
    assert "denied-00000000" in notice["message"]["text"]
    place = notice["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "testimonies/harbour-fire/accepted.yaml"
    assert place["region"]["startLine"] == 4


def test_what_was_not_decided_is_notified(report: Report) -> None:
    """A run that did not decide all of the record does not look clean."""
    case = replace(report.cases[1], undecided=1)
    (invocation,) = run_of(replace(report, cases=(case,)))["invocations"]
    (notice,) = invocation["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith("testimonies/ledger: ")


def test_more_results_than_a_service_takes(
    paged_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst results are kept, and a notification says how many were left out."""
    assert sarif.MOST_RESULTS == 25_000
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    run = run_of(paged_report)
    assert [result["level"] for result in run["results"]] == ["error"] * 3
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith("5 findings left out")


@pytest.mark.parametrize(
    ("folder", "shown"),
    [
        ("books/harbour fire", "books/harbour%20fire"),
        ("books/50% #1", "books/50%25%20%231"),
        ("books/a:b", "books/a%3Ab"),
        ("Ä/ж", "%C3%84/%D0%B6"),
        (r"books/\x1b[2J", "books/%5Cx1b%5B2J"),
        ("/home/someone/books/harbour", "harbour"),
        ("C:/Users/someone/harbour", "harbour"),
        ("../books/harbour", "harbour"),
        ("..", ""),
        (".", ""),
    ],
)
def test_addresses_are_relative_and_encoded(report: Report, folder: str, shown: str) -> None:
    """Addresses have no drive, no root and no step up, and no character that means something."""
    run = run_of(moved(report, folder))
    prefix = f"{shown}/" if shown else ""
    names = ("brandt", "case", "lind", "novak", "verdict")
    assert uris(run) == {f"{prefix}{name}.yaml" for name in names}
    assert all(unquote(uri) for uri in uris(run))
    assert "someone" not in json.dumps(run)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_no_links(text: str, hostile_report: Callable[[str], Report]) -> None:
    """Links of a message lead to the places of its claims, whatever is said; nothing else acts."""
    report = hostile_report(text)
    assert orders(render(report, Layout())) == []
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for result in run_of(report)["results"]:
        ids = [str(each["id"]) for each in result.get("relatedLocations", [])]
        message = result["message"]
        assert LINK_IN_TEXT.findall(message["text"]) == ids
        tokens = [
            child for each in reader.parse(message["markdown"]) for child in each.children or []
        ]
        assert [token.attrGet("href") for token in tokens if token.type == "link_open"] == ids
        assert not {"image", "html_inline"} & {token.type for token in tokens}


@pytest.mark.parametrize("text", ["{0}", "a {b} c", "{{", "}"])
def test_no_text_is_a_placeholder(text: str, hostile_report: Callable[[str], Report]) -> None:
    """SARIF replaces {0} by an argument: braces are doubled, as it asks."""
    for each in _objects(run_of(hostile_report(text))):
        for key in ("text", "markdown"):
            if isinstance(each.get(key), str):
                assert not re.search(r"(?<!\{)(?:\{\{)*\{(?!\{)", each[key])


@settings(max_examples=25, deadline=None)
@given(text=st.text(st.characters(exclude_categories=()), max_size=12))
def test_any_text_gives_a_sound_document(
    text: str, hostile_report: Callable[[str], Report]
) -> None:
    """For any text the schema is content, and no unseen character is in the document."""
    report = hostile_report(text)
    run_of(report)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", render(report, Layout())
    )
