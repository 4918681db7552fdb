"""The formats on the command line: chosen by name, fenced in the log of a workflow."""

from __future__ import annotations

import json
from xml.etree import ElementTree as Xml

import pytest
from tests.reports.github_runner import orders

from trialcheck.cli.output import fenced


@pytest.mark.parametrize(
    ("written", "meant"), [("sariff", "sarif"), ("git-hub", "github"), ("Junit", "junit")]
)
def test_a_misspelt_format_gets_a_suggestion(call, written, meant):
    """Whoever misspells a format is told which one was probably meant."""
    ended = call("analyze", "--format", written)
    assert ended.code == 2
    assert f"did you mean '{meant}'?" in ended.err


def test_a_word_like_no_format_gets_none(call):
    """Where nothing is near, the formats are listed and nothing is guessed."""
    ended = call("analyze", "--format", "xyzzy")
    assert ended.code == 2
    assert "'sarif'" in ended.err
    assert "did you mean" not in ended.err


def test_other_choices_suggest_as_well(call):
    """The same help comes with every choice among words."""
    assert "did you mean 'never'?" in call("analyze", "--fail-on", "nevr").err
    assert "did you mean 'always'?" in call("analyze", "--color", "alway").err


def test_the_machine_formats_hold_the_findings(call):
    """Each format that machines read is sound, and has every finding of the JSON report."""
    ids = [each["id"] for each in json.loads(call("analyze", "--format", "json").out)["findings"]]
    assert ids
    lines = [json.loads(line) for line in call("analyze", "--format", "jsonl").out.splitlines()]
    assert [line["id"] for line in lines if line["type"] == "finding"] == ids
    (run,) = json.loads(call("analyze", "--format", "sarif").out)["runs"]
    prints = [each["partialFingerprints"]["trialcheck/v1"] for each in run["results"]]
    assert sorted(prints) == sorted(ids)
    root = Xml.fromstring(call("analyze", "--format", "junit").out.encode())  # noqa: S314  # ours
    assert set(ids) <= {test.attrib["name"] for test in root.iter("testcase")}
    titles = [o.properties["title"] for o in orders(call("analyze", "--format", "github").out)]
    assert sorted(title.partition(" ")[0] for title in titles) == sorted(ids)


def test_rules_are_explained_in_sarif(call):
    """A rule of the run brings the reason that its own file gives."""
    (run,) = json.loads(call("analyze", "--format", "sarif").out)["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    text = rules["one-place-at-a-time"]["fullDescription"]["text"]
    assert "Nobody is in two places at once" in text


def test_silent_rules_pass_in_junit(call, folder):
    """Every law or sign that ran is a test, whether it found something or not."""
    root = Xml.fromstring(call("analyze", "--format", "junit").out.encode())  # noqa: S314  # ours
    names = {test.attrib["name"].rpartition("-")[0] for test in root.iter("testcase")}
    whole = {test.attrib["name"] for test in root.iter("testcase")}
    for rule in ("assertion-denied", "one-place-at-a-time", "state-undone", "linked-only-through"):
        assert rule in names | whole


def test_the_cap_is_an_option(call):
    """`--max-findings` shortens what readers see, and not what machines read."""
    total = len(json.loads(call("analyze", "--format", "json").out)["findings"])
    assert total > 1
    for name in ("terminal", "markdown"):
        text = call("analyze", "--format", name, "--max-findings", "1").out
        assert f"1 of {total} findings are listed" in text
    document = json.loads(call("analyze", "--format", "json", "--max-findings", "1").out)
    assert len(document["findings"]) == total
    assert call("analyze", "--max-findings", "0").code == 2


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_a_report_in_a_workflow_log_is_fenced(call, name):
    """The runner passes over all that stands between the two orders of the fence."""
    plain = call("analyze", "--format", name).out
    logged = call("analyze", "--format", name, variables={"GITHUB_ACTIONS": "true"}).out
    assert plain in logged
    (stop,) = orders(logged)
    assert stop.name == "stop-commands"
    after = logged + "::error::after\n"
    assert [order.name for order in orders(after)] == ["stop-commands", "error"]


def test_an_order_in_a_fence_is_passed_over():
    """Even an order that got into a report would not be obeyed, nor could it end the fence."""
    for token in ("", "trialcheck", "0" * 64):
        text = f"::error::x\n::{token}::\n##[error]y\n"
        for name in ("terminal", "markdown"):
            assert [order.name for order in orders(fenced(text, name))] == ["stop-commands"]


def test_the_fence_is_the_same_for_the_same_text():
    """The token is made from the text alone; another text has another."""
    assert fenced("a\n", "terminal") == fenced("a\n", "terminal")
    assert orders(fenced("a\n", "terminal"))[0].data != orders(fenced("b\n", "terminal"))[0].data


def test_the_fence_is_hidden_in_markdown():
    """A page made from the text shows nothing of the fence: it stands in comments."""
    lines = fenced("# A\n", "markdown").splitlines()
    assert (lines[0], lines[2], lines[3], lines[4], lines[6]) == (
        "<!--",
        "-->",
        "# A",
        "<!--",
        "-->",
    )


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "junit", "github"])
def test_what_machines_read_is_not_fenced(call, name):
    """In a workflow a format for machines is to the byte what it is elsewhere."""
    logged = call("analyze", "--format", name, variables={"GITHUB_ACTIONS": "true"}).out
    assert logged == call("analyze", "--format", name, variables={"GITHUB_ACTIONS": ""}).out


def test_a_file_is_not_fenced(call, folder):
    """A report written to a file holds the report alone."""
    call("analyze", "-o", "report.txt", variables={"GITHUB_ACTIONS": "true"})
    assert "stop-commands" not in (folder / "report.txt").read_text(encoding="utf-8")
