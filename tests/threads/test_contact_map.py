"""The map of contacts: who is joined to whom, and how each step stands by itself."""

from __future__ import annotations

import pytest
from tests.threads.made_up import made_map

from trialcheck.contact_map import contact_map, known_people, largest_part
from trialcheck.pipeline import Request, analyze_opened

CHAIN = """\
case: The chain
stages: {hearing: {side: court}}
sources: {minutes: {title: Minutes, side: court}}
people:
  ann: {name: Ann Archer}
  ben: {name: Ben Baker}
  carl: {name: Carl Cook}
  dora: {name: Dora Dean}
threads:
  - {between: [ann, carl], through: [ben]}
  - {between: [ann, dora]}
  - {between: [dora, carl], through: [ben]}
--- file: ann.yaml
speaker: ann
statements:
  - id: knew-ben
    stage: hearing
    source: minutes
    claims:
      - knew: {who: [ann, ben], when: 1857-01/1857-12}
  - id: not-carl
    stage: hearing
    source: minutes
    claims:
      - denies: {met: {who: [ben, carl]}}
--- file: carl.yaml
speaker: carl
statements:
  - id: met-ben
    stage: hearing
    source: minutes
    claims:
      - met: {who: [ben, carl], when: 1857-05}
"""


def states(contacts):
    """The state of each contact by the two people."""
    return {"-".join(each.between): each.verdict for each in contacts.contacts}


def test_steps_stand_by_themselves(map_of):
    """A thread breaks at one step: the other steps of it hold, and nothing carries a silent one."""
    contacts = map_of(CHAIN)
    assert [thread.state.verdict for thread in contacts.threads] == [
        "broken",
        "unsupported",
        "broken",
    ]
    assert states(contacts) == {
        "ann-ben": "holds",
        "ben-carl": "broken",
        "ann-dora": "unsupported",
        "dora-ben": "unsupported",
    }


def test_steps_know_their_threads_and_words(map_of):
    """A step names all threads that go over it, and only the statements that carry itself."""
    contacts = map_of(CHAIN)
    broken = next(each for each in contacts.contacts if each.verdict == "broken")
    assert broken.names == ("Ben Baker", "Carl Cook")
    assert broken.threads == (1, 3)
    assert broken.statements == ("carl/met-ben",)
    assert [finding.rpartition("-")[0] for finding in broken.findings] == ["assertion-denied"]


def test_step_that_is_only_denied_disputes_its_thread(map_of):
    """What disputes a thread is shown disputed, though by itself no statement carries it."""
    files = CHAIN.replace("when: 1857-01/1857-12}", "when: 1857}").replace(
        "- met: {who: [ben, carl], when: 1857-05}", "- was-at: {who: carl, when: 1857}"
    )
    contacts = map_of(
        files.replace("sources:", "places: {port: {}}\nsources:", 1).replace(
            "{who: carl, when: 1857}", "{who: carl, where: port, when: 1857}"
        )
    )
    assert contacts.threads[0].state.verdict == "disputed"
    assert states(contacts)["ben-carl"] == "disputed"
    assert states(contacts)["ann-ben"] == "holds"


def test_people_and_degrees(harbour_map):
    """People come in the order of their first mention, with the number of their contacts."""
    people = [(person.id, person.name, person.degree) for person in harbour_map.people]
    assert people == [
        ("ann", "Ann Archer", 1),
        ("carl", "Carl Cook", 2),
        ("ben", "Ben Baker", 2),
        ("dora", "Dora Dean", 1),
    ]


@pytest.mark.parametrize("called", ["dora", "Dora Dean", "DORA DEAN"])
def test_threads_of_a_person(map_of, harbour, called):
    """Only the threads of a person are shown, whether called by id or name; numbers stay."""
    contacts = map_of(harbour, called)
    assert [thread.number for thread in contacts.threads] == [3]
    assert [person.id for person in contacts.people] == ["ben", "dora"]
    assert [each.threads for each in contacts.contacts] == [(3,)]


def test_person_in_between_has_part_in_a_thread(map_of, harbour):
    """Who a thread goes through has part in it."""
    contacts = map_of(harbour, "carl")
    assert [thread.number for thread in contacts.threads] == [1, 2, 4]


def test_set_aside(map_of, harbour):
    """Without the word of whoever denies a contact, it is no longer broken."""
    assert states(map_of(harbour))["ann-carl"] == "broken"
    without_ann = map_of(harbour, set_aside=["ann"])
    assert states(without_ann)["ann-carl"] != "broken"
    assert without_ann.set_aside == ("ann",)


def test_agrees_with_the_threads_of_the_report(open_book, harbour):
    """A thread of one step stands on the map as in the report, with the same words and findings."""
    case = open_book(harbour)
    result, decision, _ = analyze_opened(case, Request(()))
    contacts = contact_map(result, case.casebook, decision.facts)
    by_pair = {frozenset(each.between): each for each in contacts.contacts}
    for state in result.threads:
        if not state.through:
            contact = by_pair[frozenset(state.between)]
            assert contact.verdict == state.verdict
            assert contact.statements == state.carried_by
            assert contact.findings == state.findings
    assert "Ann Archer" in known_people([result])
    assert "ann" in known_people([result])


def test_shipped_casebook(project, monkeypatch):
    """The weakest step of each of the twelve shipped threads stands as the thread does."""
    monkeypatch.chdir(project)
    from trialcheck.narrowings import explained_cases

    cases, problems = explained_cases(Request((project / "testimonies" / "moscow-1936",)))
    assert problems == []
    (case,) = cases
    contacts = contact_map(case.result, case.casebook, case.decision.facts)
    assert len(contacts.threads) == 12
    order = ["broken", "unsupported", "disputed", "holds"]
    for thread in contacts.threads:
        steps = [each for each in contacts.contacts if thread.number in each.threads]
        assert len(steps) == len(thread.path) - 1
        spoken = [each.verdict for each in steps if each.verdict != "unsupported"]
        assert min(spoken, key=order.index) == thread.state.verdict


def test_largest_part():
    """Of too many people the largest connected part is kept, and the rest of it named."""
    pairs = [("a", "b"), ("c", "d"), ("d", "e"), ("e", "f"), ("d", "f")]
    drawn, left_out = largest_part(made_map(pairs), 5)
    assert [person.id for person in drawn.people] == ["c", "d", "e", "f"]
    assert [each.between for each in left_out] == [("a", "b")]
    assert [thread.number for thread in drawn.threads] == [2, 3, 4, 5]
    drawn, left_out = largest_part(made_map(pairs), 3)
    assert [person.id for person in drawn.people] == ["d", "e", "f"]
    assert len(left_out) == 2
    assert largest_part(made_map(pairs), 6) == (made_map(pairs), ())
