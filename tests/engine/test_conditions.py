"""Each condition that is not about time, on what it holds of and on what it just does not."""

from __future__ import annotations

import pytest

HEAD = """\
case: A
stages: {hearing: {side: court}, later: {side: court, is: verdict}, memoir: {side: defence}}
sources: {minutes: {}, gazette: {}}
people: {ann: {is: [defendant]}, ben: {is: [witness]}, cat: {}, dan: {}}
groups:
  crew: {members: [ann, ben]}
  gang: {members: [ben, dan]}
  club: {members: [cat]}
  nobodies: {}
places:
  town: {at: [50, 10], radius: 5 km}
  inn: {in: town}
  yard: {in: town}
  attic: {in: inn}
  port: {at: [54, 10]}
  nowhere: {}
  suburb: {at: [50, 10.05], radius: 5 km}
things: {letter: {states: [sealed, opened]}, lamp: {}}
topics: {plan: {positions: [wait, strike]}}
"""
FIRST = "arrived: {who: ann, where: town}"


def rule_text(find: str, where: str) -> str:
    """A rule with these patterns and conditions."""
    return (
        "id: probe\nkind: gap\ntitle: A probe\nwhy: It probes.\n"
        f"find:\n{find}where:\n  - {where}\nmessage: A probe\n"
    )


@pytest.fixture(scope="session")
def holds(story, rule_of, decide_text):
    """Return a function that says whether a condition holds of the claims of
    ann/one and ben/two.
    """

    def judge(where: str, first, second, kinds=("arrived", "arrived"), roles=("", "")) -> bool:
        find = "".join(
            f"  {name}: {{{kind}: {{{role}}}, by: {speaker}, implied: no}}\n"
            for name, kind, role, speaker in zip(
                ("first", "second"), kinds, roles, ("ann", "ben"), strict=True
            )
        )
        statements = {
            name: [f"- {claim}"] if isinstance(claim, str) else [*claim[:-1], f"- {claim[-1]}"]
            for name, claim in (("ann/one", first), ("ben/two", second))
        }
        decision = decide_text(story(HEAD, statements), [rule_of(rule_text(find, where))])
        return bool(decision.matches)

    return judge


VALUES = ("who: $p, where: $here", "who: $q, where: $there")
PLACES = {
    "differ: [$here, $there]": {"town": False, "inn": True, "port": True},
    "same: [$here, $there]": {"town": True, "inn": False, "port": False},
    "apart: [$here, $there]": {
        "town": False,
        "inn": False,
        "port": True,
        "nowhere": False,
        "suburb": False,
    },
    "inside: [$here, $there]": {"town": True, "inn": False, "port": False},
    "inside: [$there, $here]": {"town": True, "inn": True, "attic": True, "port": False},
}


@pytest.mark.parametrize("where", PLACES)
def test_places(where, holds):
    """Ann arrived in the town; the condition holds of just those other places."""
    for place, expected in PLACES[where].items():
        second = f"arrived: {{who: cat, where: {place}}}"
        assert holds(where, FIRST, second, roles=VALUES) is expected, place


def test_places_side_by_side(holds):
    """Two places in one town, between which no distance is known, are not apart."""
    claims = [f"arrived: {{who: ann, where: {place}}}" for place in ("inn", "yard")]
    assert not holds("apart: [$here, $there]", *claims, roles=VALUES)


ROLES = {
    "unsaid: second.where": {"": True, "where: town": False},
    "stated: second.where": {"": False, "where: town": True},
    "same-or-unsaid: [first.where, second.where]": {
        "": True,
        "where: town": True,
        "where: inn": False,
    },
    "disjoint: [first.where, second.where]": {
        "": False,
        "where: town": False,
        "where: inn": False,
        "where: port": True,
    },
}


@pytest.mark.parametrize("where", ROLES)
def test_roles_that_may_be_empty(where, holds):
    """A role that a claim leaves out is unsaid, and so neither the same nor another."""
    for place, expected in ROLES[where].items():
        second = f"arrived: {{who: cat, {place}}}"
        assert holds(where, FIRST, second) is expected, place


def test_roles_with_several_values(holds):
    """Two lists share a value or are disjoint."""
    first = "arrived: {who: [ann, ben]}"
    for second, shared in (("[ben, cat]", True), ("[cat, dan]", False)):
        claim = f"arrived: {{who: {second}}}"
        assert holds("same-or-unsaid: [first.who, second.who]", first, claim) is shared
        assert holds("disjoint: [first.who, second.who]", first, claim) is not shared


RECIPIENTS = {
    ("crew", "ann"): False,
    ("crew", "cat"): True,
    ("crew", "gang"): False,
    ("crew", "club"): True,
    ("gang", "crew"): False,
    ("nobodies", "cat"): False,
    ("ann", "cat"): True,
    ("[ann, crew]", "dan"): True,
    ("[cat, crew]", "[dan, ben]"): False,
}


@pytest.mark.parametrize(("one", "other"), RECIPIENTS)
def test_a_group_is_not_disjoint_from_its_people(one, other, holds):
    """A group shares its members; one of which nobody names a member may be anybody's."""
    first, second = (f"sent: {{who: dan, what: lamp, to: {each}}}" for each in (one, other))
    condition = "disjoint: [first.to, second.to]"
    found = holds(condition, first, second, kinds=("sent", "sent"))
    assert found is RECIPIENTS[one, other]


@pytest.mark.parametrize(
    "link", ["worked-at: {who: cat, where: crew}", "led: {who: cat, what: crew}"]
)
def test_who_works_for_a_group_or_leads_it_is_not_disjoint_from_it(
    link, story, rule_of, decide_text
):
    """Who is said to have worked at a group, or to have led it, counts as one of it."""
    find = (
        "  first: {sent: {to: $p}, by: ann, implied: no}\n"
        "  second: {sent: {to: $q}, by: ben, implied: no}\n"
    )
    rule = rule_of(rule_text(find, "disjoint: [first.to, second.to]"))
    sent = "- sent: {who: dan, what: lamp, to: %s}"
    statements = {"ann/one": [sent % "crew"], "ben/two": [sent % "cat"]}
    assert decide_text(story(HEAD, statements), [rule]).matches
    told = {**statements, "cat/three": [f"- {link}"]}
    assert not decide_text(story(HEAD, told), [rule]).matches


ORDERS = {
    ("said: 1850-01-01", "said: 1850-01-02"): True,
    ("said: 1850-01-02", "said: 1850-01-01"): False,
    ("said: 1850-01-01", "said: 1850-01-01"): True,
    ("said: 1850-01-01", ""): True,
    ("", "said: 1850-01-01"): False,
    ("", ""): True,
}


@pytest.mark.parametrize(("one", "other"), ORDERS)
def test_the_order_of_two_statements_in_the_record(one, other, holds):
    """What was said first stands first; of one date or none, what is written first."""
    first, second = ((said, FIRST) if said else FIRST for said in (one, other))
    assert holds("stands-before: [first, second]", first, second) is ORDERS[one, other]


STATEMENTS = {
    "other-stage: [first, second]": {("hearing", "later"): True, ("hearing", "hearing"): False},
    "same-source: [first, second]": {("minutes", "gazette"): False, ("minutes", "minutes"): True},
}


@pytest.mark.parametrize("where", STATEMENTS)
def test_stages_and_sources_of_two_statements(where, holds):
    """Two statements were made at one stage or at two, and are recorded in one source or in two."""
    key = "stage" if "stage" in where else "source"
    for (one, other), expected in STATEMENTS[where].items():
        first, second = (f"{key}: {one}", FIRST), (f"{key}: {other}", FIRST)
        assert holds(where, first, second) is expected


def test_one_statement_speaker_and_claim_or_several(story, rule_of, decide_text):
    """Pairs of claims of one or of two statements, speakers and written claims are told apart."""
    text = story(
        HEAD,
        {
            "ann/one": [
                "- met: {who: [cat, dan], where: inn}",
                "- arrived: {who: cat, where: inn}",
            ],
            "ann/two": "- arrived: {who: cat, where: inn}",
            "ben/one": "- arrived: {who: cat, where: inn}",
        },
    )
    find = "  first: {was-at: {who: cat}}\n  second: {was-at: {who: cat}}\n"
    names = ["ann/one#1", "ann/one#2", "ann/two#1", "ben/one#1"]
    expected = {
        "other-claim": lambda a, b: a != b,
        "other-statement": lambda a, b: a.split("#")[0] != b.split("#")[0],
        "other-speaker": lambda a, b: a.split("/")[0] != b.split("/")[0],
        "same-speaker": lambda a, b: a.split("/")[0] == b.split("/")[0],
    }
    for name, agrees in expected.items():
        rule = rule_of(rule_text(find, f"{name}: [first, second]"))
        found = {
            tuple(fact.name for _, fact in match.facts)
            for match in decide_text(text, [rule]).matches
        }
        wanted = {tuple(sorted((a, b))) for a in names for b in names if agrees(a, b)}
        assert {tuple(sorted(pair)) for pair in found} == wanted, name


PEOPLE = {
    "is: {who: $p, trait: defendant}": ["ann"],
    "is-not: {who: $p, trait: defendant}": ["ben", "cat", "dan"],
    "one-of: {value: $p, words: [ann, cat]}": ["ann", "cat"],
}


@pytest.mark.parametrize("where", PEOPLE)
def test_traits_and_words(where, story, rule_of, decide_text):
    """A condition on one person holds of just those people."""
    claims = [f"- arrived: {{who: {who}}}" for who in ("ann", "ben", "cat", "dan")]
    text = story(HEAD, {"dan/talk": claims})
    rule = rule_of(rule_text("  claim: {arrived: {who: $p}}\n", where))
    found = [match.values["p"] for match in decide_text(text, [rule]).matches]
    assert sorted(found) == PEOPLE[where]


def test_groups(story, rule_of, decide_text):
    """Members are those of `case.yaml`, and whoever is asserted to have belonged to the group."""
    claims = [f"- told: {{who: {who}, whom: crew}}" for who in ("ann", "ben", "cat", "dan")]
    claims.append("- belonged-to: {who: cat, what: crew}")
    claims.append("- denies: {belonged-to: {who: dan, what: crew}}")
    text = story(HEAD, {"dan/talk": claims})
    for condition, expected in (("in-group", ["ann", "ben", "cat"]), ("not-in-group", ["dan"])):
        find = "  claim: {told: {who: $p, whom: $g}}\n"
        rule = rule_of(rule_text(find, f"{condition}: [$p, $g]"))
        found = sorted({match.values["p"] for match in decide_text(text, [rule]).matches})
        assert found == expected


KINDS = {
    "kind-is: {of: claim, kind: [met, told]}": {"met", "told"},
    "kind-is: {of: claim, kind: met}": {"met"},
    "not-kind: {of: claim, kind: met}": {"told", "knew"},
    "occasion: claim": set(),
}


@pytest.mark.parametrize("where", KINDS)
def test_the_kind_that_a_statement_states(where, story, rule_of, decide_text):
    """An implied contact is known by the kind that the statement itself states; a contact is no
    occasion.
    """
    claims = [
        "- met: {who: [ann, ben]}",
        "- told: {who: ann, whom: ben}",
        "- knew: {who: [ann, ben]}",
    ]
    rule = rule_of(rule_text("  claim: {contact: {who: [$p, $q]}}\n", where))
    found = decide_text(story(HEAD, {"dan/talk": claims}), [rule]).matches
    assert {match.facts[0][1].claim.kind for match in found} == KINDS[where]


def test_the_order_of_states_and_positions(story, rule_of, decide_text):
    """One state ranks below another in the order of its thing, and one position in that of its
    topic.
    """
    text = story(
        HEAD,
        {
            "ann/one": ["- state: {of: letter, is: sealed}", "- state: {of: letter, is: opened}"],
            "ben/two": [
                f"- held: {{who: ann, topic: plan, position: {p}}}" for p in ("wait", "strike")
            ],
        },
    )
    find = "  first: {state: {of: $thing, is: $low}}\n  second: {state: {of: $thing, is: $high}}\n"
    where = "ranks-below: {order: $thing.states, low: $low, high: $high}"
    (match,) = decide_text(text, [rule_of(rule_text(find, where))]).matches
    assert (match.values["low"], match.values["high"]) == ("sealed", "opened")
    find = (
        "  first: {held: {topic: $t, position: $low}}\n"
        "  second: {held: {topic: $t, position: $high}}\n"
    )
    where = "ranks-below: {order: $t.positions, low: $low, high: $high}"
    (match,) = decide_text(text, [rule_of(rule_text(find, where))]).matches
    assert (match.values["low"], match.values["high"]) == ("wait", "strike")


def test_pages_before(story, rule_of, decide_text):
    """So many pages of the speaker's examination precede a statement, if its source says so."""
    source = "source: {in: minutes, pages-before: PAGES}"
    claim = "- arrived: {who: ann}"
    rule = rule_of(
        rule_text("  claim: {arrived: {who: $p}}\n", "pages-before: {of: claim, at-least: 12}")
    )
    for pages, count in (("11", 0), ("12", 1), ("120", 1)):
        text = story(HEAD, {"ann/one": [source.replace("PAGES", pages), claim]})
        assert len(decide_text(text, [rule]).matches) == count
    assert decide_text(story(HEAD, {"ann/one": claim}), [rule]).matches == ()


DENIALS = {
    "met: {who: [ann, ben]}": ("met: {who: [ann, ben, cat]}", True),
    "met: {who: [ann, cat]}": ("met: {who: [ann, ben]}", False),
    "met: {who: [ann, ben], where: town}": ("met: {who: [ann, ben], where: attic}", True),
    "met: {who: [ann, ben], where: attic}": ("met: {who: [ann, ben], where: town}", False),
    "met: {who: [ann, ben], where: inn}": ("met: {who: [ann, ben]}", False),
    "jailed: {}": ("jailed: {who: ann}", True),
    "jailed: {who: [ann, cat]}": ("jailed: {who: [ann, ben]}", True),
    "jailed: {who: cat}": ("jailed: {who: [ann, ben]}", False),
    "told: {who: ann, on-behalf-of: ben}": ("told: {who: ann, whom: ben}", False),
    "was-at: {who: ann, where: town}": ("met: {who: [ann, ben], where: inn}", True),
}


@pytest.mark.parametrize("denial", DENIALS)
def test_what_a_denial_speaks_of(denial, story, rule_of, decide_text):
    """A denial speaks of a claim that matches every role it names: a region its places, together
    all of the people.
    """
    claim, expected = DENIALS[denial]
    find = "  claim: {$kind: {}}\n  denial: {denies: {$kind: {}}}\n"
    rule = rule_of(rule_text(find, "denied-by: [claim, denial]"))
    text = story(HEAD, {"ann/one": f"- {claim}", "ben/two": f"- denies: {{{denial}}}"})
    assert bool(decide_text(text, [rule]).matches) is expected


ONLY = {
    "told: {who: cat, whom: ben}": True,
    "told: {who: [ann, cat], whom: ben}": True,
    "told: {who: ann, whom: [ben, dan]}": False,
    "told: {who: cat, whom: dan}": False,
    "told: {who: cat}": False,
    "met: {who: [cat, ben]}": False,
    "denies: {told: {who: cat, whom: ben}}": False,
}


@pytest.mark.parametrize("other", ONLY)
def test_what_an_only_excludes(other, story, rule_of, decide_text):
    """`only: who` speaks of claims of its kind that agree in all other roles and name somebody
    else.
    """
    find = "  claim: {$kind: {}}\n  other: {$kind: {}}\n"
    rule = rule_of(rule_text(find, "says-only: [claim, other]"))
    text = story(
        HEAD, {"ann/one": "- told: {who: ann, whom: ben, only: who}", "ben/two": f"- {other}"}
    )
    assert bool(decide_text(text, [rule]).matches) is ONLY[other]


def test_an_only_of_an_event_speaks_of_its_event_alone(story, rule_of, decide_text):
    """Of one event, what one of two claims leaves out is as the other says; another event is
    another matter.
    """
    find = "  claim: {$kind: {}}\n  other: {$kind: {}}\n"
    rule = rule_of(rule_text(find, "says-only: [claim, other]"))
    for other, expected in (
        ("{told: {who: cat}, event: ball}", True),
        ("{told: {who: cat, whom: dan}, event: ball}", False),
        ("{told: {who: cat, whom: ben}, event: hunt}", False),
        ("told: {who: cat, whom: ben}", False),
    ):
        only = "- {told: {who: ann, whom: ben, only: who}, event: ball}"
        text = story(HEAD, {"ann/one": only, "ben/two": f"- {other}"})
        assert bool(decide_text(text, [rule]).matches) is expected, other


def test_one_name_in_two_roles_is_one_value(story, rule_of, decide_text):
    """A name that a pattern uses twice stands for one value, in roles and in qualities alike."""
    text = story(
        HEAD,
        {
            "ann/one": [
                "- told: {who: ann, whom: [ben, ann]}",
                "- told: {who: [ben, cat], whom: [dan, cat]}",
            ],
            "ben/two": ["- told: {who: cat, whom: dan}", "- told: {who: [dan, ben], whom: ann}"],
        },
    )
    for pattern, expected in (
        ("{told: {who: $p, whom: $p}}", ["ann", "cat"]),
        ("{told: {who: $p}, by: $p}", ["ann", "ben"]),
        ("{told: {who: $p, whom: $p}, by: $p}", ["ann"]),
    ):
        rule = rule_of(
            "id: probe\nkind: gap\ntitle: A probe\nwhy: It probes.\n"
            f"find:\n  claim: {pattern}\nmessage: A probe\n"
        )
        found = [match.values["p"] for match in decide_text(text, [rule]).matches]
        assert sorted(found) == expected, pattern


QUALITIES = {
    "by: ann": ["ann/one"],
    "stage: hearing": ["ann/one"],
    "stage: verdict": ["ben/two"],
    "side: court": ["ann/one", "ben/two"],
    "source: gazette": ["ben/two"],
    "event: ball": ["ann/one"],
    "not-stage: verdict": ["ann/one", "cat/three", "dan/four"],
    "not-stage: [verdict, hearing]": ["cat/three", "dan/four"],
    "by: $p": ["dan/four"],
    "implied: no": ["ann/one", "ben/two", "cat/three", "dan/four"],
    "implied: yes": [],
}


@pytest.mark.parametrize("quality", QUALITIES)
def test_the_qualities_of_a_pattern(quality, story, rule_of, decide_text):
    """A pattern may ask who said it, at what stage, side and source, of which event, and whether in
    so many words.
    """
    text = story(
        HEAD,
        {
            "ann/one": [
                "stage: hearing",
                "source: minutes",
                "- {arrived: {who: cat}, event: ball}",
            ],
            "ben/two": ["stage: later", "source: gazette", "- arrived: {who: cat}"],
            "cat/three": ["stage: memoir", "- arrived: {who: [ann, ben]}"],
            "dan/four": "- arrived: {who: dan}",
        },
    )
    rule = rule_of(
        "id: probe\nkind: gap\ntitle: A probe\nwhy: It probes.\n"
        f"find:\n  claim: {{arrived: {{who: $p}}, {quality}}}\nmessage: A probe\n"
    )
    found = {
        fact.statement.name
        for match in decide_text(text, [rule]).matches
        for _, fact in match.facts
    }
    assert sorted(found) == QUALITIES[quality]


STANCES = {
    "{arrived: {who: $p}}": ["asserted", "believed", "heard", "plain"],
    "{asserts: {arrived: {who: $p}}}": ["plain"],
    "{denies: {arrived: {who: $p}}}": ["denied", "heard-denial"],
    "{believes: {arrived: {who: $p}}}": ["believed"],
    "{forgets: {arrived: {who: $p}}}": ["forgotten"],
    "{heard: {arrived: {who: $p}}}": ["heard"],
}


@pytest.mark.parametrize("pattern", STANCES)
def test_the_stance_of_a_pattern(pattern, story, rule_of, decide_text):
    """A plain pattern matches what is asserted, believed or heard, and each stance its own."""
    claims = {
        "plain": "arrived: {who: cat}",
        "asserted": "asserts: {arrived: {who: cat}}",
        "denied": "denies: {arrived: {who: cat}}",
        "believed": "believes: {arrived: {who: cat}}",
        "forgotten": "forgets: {arrived: {who: cat}}",
        "heard": "heard: {arrived: {who: cat}}",
        "heard-denial": "heard: {denies: {arrived: {who: cat}}}",
    }
    text = story(HEAD, {f"ann/{name}": f"- {claim}" for name, claim in claims.items()})
    rule = rule_of(
        "id: probe\nkind: gap\ntitle: A probe\nwhy: It probes.\n"
        f"find:\n  claim: {pattern}\nmessage: A probe\n"
    )
    found = [match.facts[0][1].statement.id for match in decide_text(text, [rule]).matches]
    assert sorted(found) == STANCES[pattern]
