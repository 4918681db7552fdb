"""The arithmetic that a conflict carries in the JSON report proves it, without the program."""

from __future__ import annotations

import copy
import json

import pytest
from tests.consistency.certificate_checker import faults

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
