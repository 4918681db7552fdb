"""What is wrong with case.yaml, a speaker's file, a brief or the accepted findings is said with its
place.
"""

from __future__ import annotations

import pytest

CASES = {
    "an unknown section": (
        "case: A\n⟦peoples: {ann: {}}\n",
        "unknown key 'peoples' in case.yaml",
        "did you mean 'people'?",
    ),
    "no title": ("⟦people: {ann: {}}\n", "the casebook has no title", "case: The King v. Smith"),
    "an empty title": ("case: ⟦''\n", "case is empty", "write case after the colon"),
    "a list for a mapping": (
        "case: A\npeople:\n  ⟦- ann\n",
        "people must be a mapping of keys to values, not a list",
        "",
    ),
    "text for a person": (
        "case: A\npeople: {ann: ⟦Ann Archer}\n",
        "the person ann must be a mapping of keys to values, not a text",
        "",
    ),
    "an id of another form": (
        "case: A\npeople: {⟦Ann Archer: {}}\n",
        "an id in people must be lower-case words joined by hyphens, not 'Ann Archer'",
        "for instance 'ann-archer'",
    ),
    "an id that is not of a to z": (
        "case: A\npeople: {⟦аня: {}}\n",
        "an id in people must be lower-case words",
        "put the real spelling into `name:`",
    ),
    "a key of a person": (
        "case: A\npeople: {ann: {⟦nmae: Ann}}\n",
        "unknown key 'nmae' in the person ann",
        "did you mean 'name'?",
    ),
    "a birth that is no date": ("case: A\npeople: {ann: {born: ⟦long ago}}\n", "born: ", ""),
    "a key of a stage": (
        "case: A\nstages: {hearing: {⟦sides: court}}\n",
        "unknown key 'sides' in the stage hearing",
        "did you mean 'side'?",
    ),
    "a calendar": (
        "case: A\nstages: {hearing: {calendar: ⟦jewish}}\n",
        "unknown calendar 'jewish'",
        "expected gregorian or julian",
    ),
    "a member of a group": (
        "case: A\npeople: {ann: {}}\ngroups: {crew: {members: [ann, ⟦anne]}}\n",
        "unknown person 'anne'",
        "did you mean 'ann'?",
    ),
    "a place around a place": (
        "case: A\nplaces: {inn: {in: ⟦toun}, town: {}}\n",
        "unknown place 'toun'",
        "did you mean 'town'?",
    ),
    "places in each other": (
        "case: A\nplaces:\n  inn: {at: [1, 2]}\n  town: ⟦{in: town}\n",
        "the place town lies in itself",
        "",
    ),
    "one coordinate": (
        "case: A\nplaces: {inn: {at: ⟦[52.5]}}\n",
        "at must be a latitude and a longitude in degrees",
        "at: [52.52, 13.405]",
    ),
    "a latitude beyond the pole": (
        "case: A\nplaces: {inn: {at: ⟦[152.5, 13]}}\n",
        "at: The latitude 152.5 is not on the globe",
        "from -90 to 90",
    ),
    "a radius without a unit": ("case: A\nplaces: {inn: {radius: ⟦5}}\n", "radius: ", "km"),
    "a time zone": (
        "case: A\nplaces: {inn: {tz: ⟦Europe/Nowhere}}\n",
        "tz: unknown time zone 'Europe/Nowhere'",
        "such as Europe/Berlin",
    ),
    "a source that is reported": (
        "case: A\nsources: {gazette: {reports: [⟦minuets]}, minutes: {}}\n",
        "unknown source 'minuets'",
        "did you mean 'minutes'?",
    ),
    "what a thing is for": (
        "case: A\nthings: {lamp: {for: ⟦the-fire}}\n",
        "unknown thing, topic or event 'the-fire'",
        "",
    ),
    "a thread of one": (
        "case: A\npeople: {ann: {}}\nthreads:\n  - ⟦{between: [ann]}\n",
        "a thread is between two people",
        "write between: [ann, ben]",
    ),
    "a thread through a stranger": (
        (
            "case: A\npeople: {ann: {}, ben: {}}\nthreads:\n"
            "  - {between: [ann, ben], through: [⟦benn]}\n"
        ),
        "unknown person 'benn'",
        "did you mean 'ben'?",
    ),
    "a speed": ("case: A\ntop-speed: ⟦fast\n", "top-speed: ", "200 km/h"),
    "what at once means": ("case: A\nat-once: ⟦soon\n", "at-once: ", "days"),
    "what approximate means": ("case: A\napproximate: ⟦roughly\n", "approximate: ", "days"),
    "a repeated key": ("case: A\n⟦case: B\n", "", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fault_of_the_registry_is_one_problem_at_its_place(name, check_problem):
    """Each fault of case.yaml is one problem at its place."""
    check_problem(*CASES[name])


HEAD = "case: A\npeople: {ann: {}, ben: {}}\nstages: {hearing: {}}\nsources: {minutes: {}}\n"
SPEAKERS = {
    "an unknown key of the file": (
        "⟦speeker: ann\nstatements: []\n",
        "unknown key 'speeker'",
        "'speaker'?",
    ),
    "an unknown speaker": ("speaker: ⟦anne\nstatements: []\n", "unknown person 'anne'", "'ann'?"),
    "no statements": ("⟦speaker: ann\n", "the file has no statements", "statements:"),
    "statements that are no list": (
        "speaker: ann\nstatements: ⟦none\n",
        "statements must be a list, not a text",
        "begin each item with a dash",
    ),
    "a statement that is text": (
        "speaker: ann\nstatements:\n  - ⟦hello\n",
        "a statement must be a mapping",
        "",
    ),
    "a statement without an id": (
        "speaker: ann\nstatements:\n  - ⟦says: Hello\n",
        "a statement has no id",
        "id: letter-received",
    ),
    "an id of another form": (
        "speaker: ann\nstatements:\n  - id: ⟦First Talk\n",
        "the id of a statement must be lower-case words joined by hyphens",
        "'first-talk'",
    ),
    "a key of a statement": (
        "speaker: ann\nstatements:\n  - id: a\n    ⟦saidd: 1901\n",
        "unknown key 'saidd' in a statement",
        "did you mean 'said'?",
    ),
    "a stage": (
        "speaker: ann\nstatements:\n  - {id: a, stage: ⟦herring}\n",
        "unknown stage 'herring'",
        "did you mean 'hearing'?",
    ),
    "a source": (
        "speaker: ann\nstatements:\n  - {id: a, source: ⟦minute}\n",
        "unknown source 'minute'",
        "did you mean 'minutes'?",
    ),
    "a source in its long form": (
        "speaker: ann\nstatements:\n  - {id: a, source: {in: ⟦minute, at: p. 3}}\n",
        "unknown source 'minute'",
        "did you mean 'minutes'?",
    ),
    "a source without a name": (
        "speaker: ann\nstatements:\n  - {id: a, source: ⟦{at: p. 3}}\n",
        "the source is not named",
        "source: {in: some-source",
    ),
    "what a source reports": (
        "speaker: ann\nstatements:\n  - {id: a, source: {in: minutes, reports: ⟦gazette}}\n",
        "unknown source 'gazette'",
        "",
    ),
    "pages in words": (
        "speaker: ann\nstatements:\n  - {id: a, source: {in: minutes, pages-before: ⟦nine}}\n",
        "pages-before: expected a whole number, not 'nine'",
        "",
    ),
    "a date of speaking": (
        "speaker: ann\nstatements:\n  - {id: a, said: 1901-02-⟦30}\n",
        "said: ",
        "from 1 to 28",
    ),
    "claims that are no list": (
        "speaker: ann\nstatements:\n  - {id: a, claims: ⟦{met: {who: [ann, ben]}}}\n",
        "claims must be a list, not a mapping",
        "begin each item with a dash",
    ),
    "an id used twice": (
        "speaker: ann\nstatements:\n  - {id: a}\n  - {id: ⟦a}\n",
        "the statement 'ann/a' exists already, at book/x.yaml:3",
        "another id",
    ),
}


@pytest.mark.parametrize(
    "name", [name for name in SPEAKERS if name != "an unknown key of the file"]
)
def test_a_fault_of_a_speaker_s_file_is_one_problem_at_its_place(name, check_problem):
    """Each fault of a speaker's file is one problem at its place."""
    text, message, help_text = SPEAKERS[name]
    check_problem(f"{HEAD}--- file: x.yaml\n{text}", message, help_text)


def test_a_misspelt_key_of_a_file_is_told_first(problems_of):
    """A file whose `speaker` is misspelt has an unknown key, and names no speaker."""
    text, message, help_text = SPEAKERS["an unknown key of the file"]
    found = problems_of(f"{HEAD}--- file: x.yaml\n{text.replace('⟦', '')}")
    assert any(message in each.message and help_text in each.help for each in found)


def test_a_file_that_is_no_speaker_s_is_told_so(check_problem):
    """A file of a near name to one that is known is told which was meant."""
    files = f"{HEAD}--- file: breif.yaml\n⟦brief: The other side\n"
    check_problem(files, "this is not a speaker's file", "did you mean 'brief.yaml'?")


def test_one_speaker_may_have_two_files_but_an_id_once(check_problem, read_book):
    """The statements of a speaker may stand in several files; an id stands once in all of them."""
    one = "speaker: ann\nstatements:\n  - {id: a}\n"
    two = f"{HEAD}--- file: x.yaml\n{one}--- file: y.yaml\n"
    assert len(read_book(two + one.replace("id: a", "id: b")).casebook.statements) == 2
    check_problem(two + one.replace("id: a", "id: ⟦a"), "'ann/a' exists already, at book/x.yaml:3")


BRIEFS = {
    "no title": ("⟦by: ann\n", "the brief has no title", "brief: The defence's closing speech"),
    "an unknown author": ("brief: B\nby: ⟦anne\n", "unknown person 'anne'", "'ann'?"),
    "an argument without an id": (
        "brief: B\narguments:\n  - ⟦says: It is odd\n",
        "an argument has no id",
        "id: A1",
    ),
    "an argument that expects nothing": (
        "brief: B\narguments:\n  - ⟦{id: A1, says: It is odd}\n",
        "the argument A1 expects nothing",
        "judgement: true",
    ),
    "an argument that stands twice": (
        "brief: B\narguments:\n  - {id: A1, judgement: true}\n  - ⟦{id: A1, judgement: true}\n",
        "the argument 'A1' stands twice",
        "",
    ),
    "a judgement that is neither": (
        "brief: B\narguments:\n  - {id: A1, judgement: ⟦maybe, expects: {kind: gap}}\n",
        "judgement is true or false, not 'maybe'",
        "",
    ),
    "a kind of finding": (
        "brief: B\narguments:\n  - {id: A1, expects: {kind: ⟦contradicton}}\n",
        "unknown kind of finding 'contradicton'",
        "did you mean 'contradiction'?",
    ),
    "a statement": (
        "brief: B\narguments:\n  - {id: A1, expects: {kind: gap, statements: [⟦ann/b]}}\n",
        "unknown statement 'ann/b'",
        "",
    ),
    "an expectation of nothing": (
        "brief: B\narguments:\n  - {id: A1, expects: ⟦{}}\n",
        "expects names nothing",
        "",
    ),
    "a thread of one": (
        "brief: B\narguments:\n  - {id: A1, expects: {threads: {hold: [⟦[ann]]}}}\n",
        "a thread is named by its two people",
        "write [ann, ben]",
    ),
    "a thread to a stranger": (
        "brief: B\narguments:\n  - {id: A1, expects: {threads: {break: [[ann, ⟦benn]]}}}\n",
        "unknown person 'benn'",
        "did you mean 'ben'?",
    ),
    "a key of threads": (
        "brief: B\narguments:\n- {id: A, expects: {kind: gap, threads: {⟦holds: [[ann, ben]]}}}\n",
        "unknown key 'holds' in threads",
        "did you mean 'hold'?",
    ),
}


@pytest.mark.parametrize("name", BRIEFS)
def test_a_fault_of_a_brief_is_one_problem_at_its_place(name, check_problem):
    """Each fault of brief.yaml is one problem at its place."""
    text, message, help_text = BRIEFS[name]
    check_problem(f"{HEAD}--- file: brief.yaml\n{text}", message, help_text)


ACCEPTED = {
    "no reason": (
        "accepted:\n  - ⟦{finding: a-12345678}\n",
        "an acceptance needs a finding and a reason",
        "{finding: some-id, reason: why}",
    ),
    "a finding twice": (
        "accepted:\n  - {finding: a, reason: b}\n  - ⟦{finding: a, reason: c}\n",
        "the finding 'a' is accepted twice",
        "",
    ),
    "an unknown key": (
        "accepted:\n  - {finding: a, reason: b, ⟦when: 1901}\n",
        "unknown key 'when' in an acceptance",
        "",
    ),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_fault_of_the_accepted_findings_is_one_problem_at_its_place(name, check_problem):
    """Each fault of accepted.yaml is one problem at its place."""
    text, message, help_text = ACCEPTED[name]
    check_problem(f"{HEAD}--- file: accepted.yaml\n{text}", message, help_text)


KINDS = {
    "a kind that exists": (
        "kinds:\n  ⟦met: {sort: occasion}\n",
        "the kind 'met' exists already",
        "choose another name",
    ),
    "no sort": (
        "kinds:\n  danced: ⟦{roles: {}}\n",
        "the kind danced has no sort",
        "sort: occasion",
    ),
    "an unknown sort": (
        "kinds:\n  danced: {sort: ⟦ocasion}\n",
        "unknown sort 'ocasion'",
        "did you mean 'occasion'?",
    ),
    "a type of role": (
        "kinds:\n  danced: {sort: occasion, roles: {who: {names: [⟦persons]}}}\n",
        "unknown type of role 'persons'",
        "did you mean 'person'?",
    ),
    "a word for several": (
        "kinds:\n  danced: {sort: occasion, roles: {who: {names: [person], several: ⟦many}}}\n",
        "unknown word 'many'",
        "expected together or each",
    ),
    "a sentence of an unknown role": (
        "kinds:\n  danced: {sort: occasion, says: ⟦'{whom} danced'}\n",
        "unknown role 'whom'",
        "",
    ),
    "a sentence with one bracket": (
        "kinds:\n  danced: {sort: occasion, says: ⟦'danced ['}\n",
        "says: brackets or braces that do not match",
        "",
    ),
    "an implication of an unknown kind": (
        "kinds:\n  danced: {sort: occasion, implies: [{⟦mett: {}}]}\n",
        "unknown key 'mett' in implies of danced",
        "did you mean 'met'?",
    ),
    "an implication of nothing": (
        "kinds:\n  danced: {sort: occasion, implies: [⟦{at: start}]}\n",
        "an implication of danced names no kind",
        "",
    ),
    "an implication of two kinds": (
        (
            "kinds:\n  danced: {sort: occasion, roles: {who: {}}, "
            "implies: [{alive: {who: $who}, ⟦knew: {who: $who}}]}\n"
        ),
        "one implication cannot be both alive and knew",
        "begin a new one with a dash",
    ),
    "an implication at an unknown moment": (
        (
            "kinds:\n  danced: {sort: occasion, roles: {who: {}}, "
            "implies: [{alive: {who: $who}, at: ⟦begin}]}\n"
        ),
        "unknown moment 'begin'",
        "",
    ),
    "an implication without a dollar sign": (
        "kinds:\n  danced: {sort: occasion, roles: {who: {}}, implies: [{alive: {who: ⟦who}}]}\n",
        "'who' is not a role of danced",
        "write $who",
    ),
    "an implication of an unknown role": (
        "kinds:\n  danced: {sort: occasion, roles: {who: {}}, implies: [{alive: {who: ⟦$whom}}]}\n",
        "unknown role 'whom'",
        "did you mean 'who'?",
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_fault_of_a_casebook_s_own_kinds_is_one_problem_at_its_place(name, check_problem):
    """Each fault of a casebook's vocabulary.yaml is one problem at its place."""
    text, message, help_text = KINDS[name]
    check_problem(f"{HEAD}--- file: vocabulary.yaml\n{text}", message, help_text)


def test_all_problems_of_all_files_are_told_in_one_run(problems_of):
    """Several faults of several files come together, sorted by file and place."""
    files = (
        "case: A\npeople: {ann: {}, ben: {nmae: Ben}}\npleaces: {}\n"
        "--- file: ann.yaml\nspeaker: anne\nstatements:\n"
        "  - id: a\n    said: 1901-13\n    claims:\n      - mett: {who: [ann, ben]}\n"
        "      - jailed: {who: benn}\n"
        "--- file: ben.yaml\nspeaker: ben\nstatements:\n  - {id: B}\n"
        "--- file: cat.yaml\nspeaker: [\n"
        "--- file: brief.yaml\nbrief: B\nby: zoe\n"
    )
    found = problems_of(files)
    assert list(found) == sorted(found)
    places = [(problem.path, problem.line) for problem in found]
    assert places == [
        ("book/ann.yaml", 1),
        ("book/ann.yaml", 4),
        ("book/ann.yaml", 6),
        ("book/ann.yaml", 7),
        ("book/ben.yaml", 3),
        ("book/brief.yaml", 2),
        ("book/case.yaml", 2),
        ("book/case.yaml", 3),
        places[-1],
    ]
    assert places[-1][0] == "book/cat.yaml"


def test_a_folder_without_a_case_is_told_so(problems_of):
    """Without case.yaml there is no casebook, and the one problem says what one is."""
    (found,) = problems_of({"ann.yaml": "speaker: ann\nstatements: []\n"})
    assert (found.message, found.path) == ("no case.yaml here", "book")
    assert "a folder with a case.yaml" in found.help


def test_a_speaker_s_file_that_cannot_be_parsed_does_not_hide_the_rest(problems_of):
    """A tab in one file leaves the faults of the others to be told too."""
    found = problems_of(f"{HEAD}--- file: a.yaml\nspeaker: [\n--- file: b.yaml\nspeaker: ann\n")
    assert {problem.path for problem in found} == {"book/a.yaml", "book/b.yaml"}
