"""The JSON report, version 1."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trialcheck.findings import Report
from trialcheck.reports import Layout
from trialcheck.reports.json_report import render

PROMISED = {
    "casebooks": ["path", "case", "speakers", "statements", "claims", "consistent"],
    "findings": [
        "id", "casebook", "rule", "kind", "certainty", "message", "statements", "claims",
        "rests_on", "reasoning", "margin", "days", "accepted",
    ],
    "briefs": ["brief", "by", "arguments"],
    "threads": ["between", "through", "verdict", "findings"],
}  # fmt: skip
PROMISED_OF_A_CLAIM = [
    "claim", "role", "file", "line", "column", "text", "said", "source", "at",
]  # fmt: skip
PROMISED_OF_AN_ARGUMENT = ["id", "verdict", "findings", "rests_on", "contested_by"]


def test_the_whole_document(report: Report, golden: Callable[[str, str], None]) -> None:
    """The document for the harbour case, to the byte."""
    golden("report.json", render(report, Layout()))


def test_an_empty_document(empty_report: Report, golden: Callable[[str, str], None]) -> None:
    """A report without findings has empty lists, and still names what was read."""
    golden("empty.json", render(empty_report, Layout()))


def test_promised_keys_come_first_and_in_order(report: Report) -> None:
    """New keys stand behind the promised ones, so that readers of version 1 keep working."""
    document = json.loads(render(report, Layout()))
    assert list(document)[:5] == ["version", *PROMISED]
    for name, keys in PROMISED.items():
        for item in document[name]:
            assert list(item)[: len(keys)] == keys
    for finding in document["findings"]:
        for claim in finding["claims"]:
            assert list(claim)[:9] == PROMISED_OF_A_CLAIM
    for argument in document["briefs"][0]["arguments"]:
        assert list(argument)[:5] == PROMISED_OF_AN_ARGUMENT
        assert next(iter(argument["rests_on"])) == "sides"


def test_the_values_of_a_finding(report: Report) -> None:
    """Statements are sorted, files stand below the casebook, dates are given as written."""
    document = json.loads(render(report, Layout()))
    by_id = {finding["id"]: finding for finding in document["findings"]}
    finding = by_id["order-of-three-77d0e1b4"]
    assert finding["statements"] == ["brandt/lamp", "lind/lamp", "novak/lamp"]
    assert finding["claims"][0]["claim"] == "brandt/lamp#sold"
    assert finding["claims"][0]["file"] == "brandt.yaml"
    assert finding["claims"][0]["said"] == "1897-05-12"
    assert finding["margin"] == 2880
    assert finding["days"] is None
    assert by_id["denied-1f00c2aa"]["margin"] is None
    assert by_id["long-silence-5ab90c11"]["days"] == {"at_least": 151, "at_most": 181}
    assert by_id["account-changes-0d0d0d0d"]["days"] == {"at_least": 53, "at_most": None}


def test_findings_keep_the_order_of_the_report(report: Report) -> None:
    """Nothing is sorted again."""
    document = json.loads(render(report, Layout()))
    expected = [finding.id for case in report.cases for finding in case.findings]
    assert [finding["id"] for finding in document["findings"]] == expected


def test_letters_are_written_as_letters(report: Report) -> None:
    """People read the document too: names are not escaped."""
    assert "Pavel Novák" in render(report, Layout())


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("\x9b", "\\u009b"),
        ("\x7f", "\\u007f"),
        ("\u202e", "\\u202e"),
        ("\u2028", "\\u2028"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\udb40\\udc41"),
        ("##[x", "\\u0023\\u0023[x"),
    ],
)
def test_unseen_characters_are_escaped(
    text: str, escaped: str, hostile_report: Callable[[str], Report]
) -> None:
    """What a terminal or a log would act on is escaped, and read back unchanged."""
    document = render(hostile_report(text), Layout())
    assert f'"message": "{escaped}"' in document
    assert text not in document


@settings(max_examples=25, deadline=None)
@given(text=st.text(st.characters(), max_size=20))
def test_any_text_is_harmless_and_read_back(
    text: str, hostile_report: Callable[[str], Report]
) -> None:
    """For any text the document is plain UTF-8 without controls, and holds the text exactly."""
    document = render(hostile_report(text), Layout())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]", document)
    message = json.loads(document.encode())["findings"][0]["message"]
    # Two lone surrogates in a row are read back as the one character that they spell.
    assert message.encode("utf-16", "surrogatepass") == text.encode("utf-16", "surrogatepass")
