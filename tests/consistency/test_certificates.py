"""The arithmetic that a conflict carries in the JSON report proves it, without the program."""

from __future__ import annotations

import copy
import json

import pytest
from tests.consistency.casebooks import opened, stories
from tests.consistency.certificate_checker import faults, faults_of_dating

from trialcheck.findings import Report
from trialcheck.pipeline import Request, decided
from trialcheck.reports import FORMATS, Layout

VISITS = """\
case: Three visits
people: {ann: {}, ben: {}, carl: {}, dora: {}}
places:
  north: {at: [60, 10]}
  east: {at: [55, 20]}
  west: {at: [55, 0]}
top-speed: 9 km/h
--- file: ann.yaml
speaker: ann
statements:
  - id: tour
    claims:
      - {jailed: {who: dora, when: "1900-01-01/1900-01-07"}, id: tour}
--- file: ben.yaml
speaker: ben
statements:
  - id: north
    claims:
      - arrived: {who: carl, where: north, when: {during: ann/tour#tour}}
  - id: east
    claims:
      - arrived: {who: carl, where: east, when: {during: ann/tour#tour}}
  - id: west
    claims:
      - arrived: {who: carl, where: west, when: {during: ann/tour#tour}}
"""
RING = """\
case: Round and round
people: {ann: {}, ben: {}}
--- file: ann.yaml
speaker: ann
statements:
  - id: one
    claims:
      - {met: {who: [ann, ben], when: {after: two}}, id: one}
  - id: two
    claims:
      - {met: {who: [ann, ben], when: {after: one}}, id: two}
"""


def _certified(analyze_text, text):
    report = json.loads(FORMATS["json"](analyze_text(text), Layout()))
    found = [each for each in report["findings"] if each["certificate"] is not None]
    assert found
    return [(each["certificate"], {claim["claim"] for claim in each["claims"]}) for each in found]


@pytest.mark.parametrize("text", [VISITS, RING], ids=["visits", "ring"])
def test_the_certificate_of_a_conflict_proves_it(analyze_text, text):
    """Every certificate passes a check that shares no code with the program."""
    for certificate, claims in _certified(analyze_text, text):
        assert faults(certificate, claims) == []


@pytest.mark.parametrize("seed", range(400, 403))
def test_every_result_carries_a_certificate_that_holds(seed):
    """A consistent casebook has a dating, a clash its arithmetic; both pass the check."""
    dated = refuted = 0
    for story in stories(25, seed):
        result, _ = decided(opened(story.files()), Request((), dating=True))
        report = json.loads(FORMATS["json"](Report((result,), 0, {}), Layout()))
        dating = report["casebooks"][0]["dating"]
        assert (dating is not None) == report["casebooks"][0]["consistent"]
        if dating is not None:
            assert faults_of_dating(dating) == []
            said = story.claims().items()
            claims = {name for name, (_, each) in said if each.is_firm and each.when is not None}
            assert claims <= {name for bound in dating["bounds"] for name in bound["claims"]}
            dated += 1
        for finding in report["findings"]:
            if finding["certificate"] is not None:
                assert faults(finding["certificate"], {c["claim"] for c in finding["claims"]}) == []
                refuted += 1
            else:
                assert finding["rule"] != "dates-conflict"
    assert dated > 3
    assert refuted > 3


def test_a_dating_that_was_tampered_with_does_not_pass():
    """A time moved, or left out, is noticed."""
    for story in stories(10, 400):
        result, _ = decided(opened(story.files()), Request((), dating=True))
        if result.dating is None or not result.dating["times"]:
            continue
        late = {name: time + 10**7 for name, time in result.dating["times"].items()}
        dated = {each["later"] for each in result.dating["bounds"] if each["earlier"] == "minute 0"}
        if dated:
            assert faults_of_dating({**result.dating, "times": late})
        assert faults_of_dating({**result.dating, "times": {}})


@pytest.mark.parametrize("text", [VISITS, RING], ids=["visits", "ring"])
def test_a_certificate_that_was_tampered_with_does_not_pass(analyze_text, text):
    """A bound made looser, a claim left out or a case dropped is noticed."""
    certificate, claims = _certified(analyze_text, text)[0]
    looser = copy.deepcopy(certificate)
    for bound in looser["bounds"]:
        bound["minutes"] += 10**9
    assert faults(looser, claims)
    assert faults(certificate, set(sorted(claims)[1:]))
    if "cases" in certificate["proof"]:
        shorter = copy.deepcopy(certificate)
        shorter["proof"]["cases"].pop()
        assert faults(shorter, claims)
