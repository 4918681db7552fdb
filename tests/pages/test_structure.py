"""The page as a parser reads it: whole, linked both ways, and true to the report."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from typing import Any

import pytest

from trialcheck.dossiers import FullReport
from trialcheck.findings import Report
from trialcheck.reports import FORMATS, Layout, words

LARGEST = 2_000_000


def test_the_shipped_casebook_fits_into_two_megabytes(shipped_page: str) -> None:
    """A whole casebook is one file that can be sent by mail."""
    assert len(shipped_page.encode()) < LARGEST


def test_every_id_is_there_once_and_every_link_leads_somewhere(
    shipped_page: str, parsed: Callable[[str], Any]
) -> None:
    """No place on the page has two ids, and no link inside it leads to nothing."""
    root = parsed(shipped_page)
    ids = [node.attributes["id"] for node in root.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    targets = [node.attributes["href"] for node in root.all() if "href" in node.attributes]
    assert len(targets) > 1000
    assert {target for target in targets if target.startswith("#")} <= {f"#{each}" for each in ids}
    for node in root.all():
        for name in ("for", "aria-labelledby", "aria-describedby"):
            assert set(node.attributes.get(name, "").split()) <= set(ids)


def test_all_facts_of_the_other_formats_are_there_in_their_order(
    shipped_report: FullReport, shipped_page: str, parsed: Callable[[str], Any]
) -> None:
    """The page shows the findings in the order of the terminal, each with all its claims."""
    root = parsed(shipped_page)
    articles = root.all("article", class_="finding")
    expected = [
        finding
        for case in shipped_report.cases
        for _, found in words.by_kind(case)
        for _, together in words.by_cause(found)
        for finding in together
    ]
    assert len(articles) == len(expected)
    for number, (article, finding) in enumerate(zip(articles, expected, strict=True), start=1):
        assert article.all("span", class_="number")[0].text == str(number)
        assert " ".join(finding.message.split()) in article.text
        assert finding.id in article.text
        assert f"{finding.certainty} {finding.kind}" in article.text
        cards = article.all("div", class_="card")
        assert len(cards) == len(finding.evidence)
        for card, item in zip(cards, finding.evidence, strict=True):
            assert " ".join(item.text.split()) in card.text
            assert f":{item.line}" in card.text
            assert item.statement in card.text


def test_statements_and_findings_are_linked_both_ways(
    shipped_page: str, parsed: Callable[[str], Any]
) -> None:
    """A finding leads to each of its statements, and each of these back to the finding."""
    root = parsed(shipped_page)
    there = {
        (article.attributes["id"], link.attributes["href"].removeprefix("#"))
        for article in root.all("article", class_="finding")
        for record in article.all("p", class_="record")
        for link in record.all("a")
    }
    back = {
        (link.attributes["href"].removeprefix("#"), article.attributes["id"])
        for article in root.all("article", class_="statement")
        for named in article.all("p", class_="named")
        for link in named.all("a")
    }
    assert there == back
    assert len(there) > 100


def test_every_statement_is_in_the_appendix_once(
    full_report: Callable[..., FullReport],
    page_of: Callable[..., str],
    harbour: str,
    parsed: Callable[[str], Any],
) -> None:
    """Statements that no finding names are there as well, with their claims."""
    report = full_report(harbour)
    names = [each.name for each in report.dossiers[0].appendix.statements]
    entries = parsed(page_of(report)).all("article", class_="statement")
    assert [entry.all("h4")[0].text for entry in entries] == names
    assert names == sorted(names)
    assert "I never met the cook." in entries[0].text
    assert "Ann Archer and Carl Cook met" in entries[0].text
    assert any("No finding names it." in entry.text for entry in entries)


def test_only_our_style_and_our_script_are_allowed(
    shipped_page: str, parsed: Callable[[str], Any]
) -> None:
    """The policy of the page names the digests of its one style and its one script."""
    root = parsed(shipped_page)
    policies = [
        node.attributes["content"]
        for node in root.all("meta")
        if node.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'; ")
    assert "unsafe" not in policies[0]
    for name in ("style", "script"):
        (content,) = re.findall(f"<{name}>(.*?)</{name}>", shipped_page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policies[0]
    for node in root.all():
        assert not {"style", "src", "srcset", "action"} & set(node.attributes)
        assert not [name for name in node.attributes if name.startswith("on")]


def test_the_same_report_gives_the_same_bytes(
    page_of: Callable[..., str], full_report: Callable[..., FullReport], harbour: str
) -> None:
    """Two runs over one casebook give one page, without a word of when or where it was made."""
    one, other = full_report(harbour), full_report(harbour)
    folder = one.cases[0].path
    page = page_of(one)
    assert page == page_of(other).replace(other.cases[0].path, folder)
    assert folder not in page


def test_several_casebooks_share_no_place(
    full_report: Callable[..., FullReport],
    page_of: Callable[..., str],
    harbour: str,
    parsed: Callable[[str], Any],
) -> None:
    """Two casebooks with the same names of statements stand on one page without a mix-up."""
    report = full_report(harbour)
    twice = FullReport(
        report.cases * 2,
        report.rules,
        report.rule_titles,
        report.rule_pages,
        report.dossiers * 2,
    )
    root = parsed(page_of(twice))
    ids = [node.attributes["id"] for node in root.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    links = {node.attributes["href"][1:] for node in root.all("a")}
    assert links <= set(ids)
    assert len(root.all("h1")) == 2


def test_a_report_without_a_dossier_is_a_page_too(
    run_text: Callable[..., Any], harbour: str, parsed: Callable[[str], Any]
) -> None:
    """What has no appendix has no links into one, and an empty report is still a page."""
    report = run_text(harbour).report
    root = parsed(FORMATS["html"](report, Layout()))
    assert len(root.all("article", class_="finding")) == len(report.cases[0].findings)
    assert root.all("article", class_="statement") == []
    ids = {node.attributes.get("id") for node in root.all()}
    assert {node.attributes["href"][1:] for node in root.all("a")} <= ids
    assert parsed(FORMATS["html"](Report((), 0, {}), Layout())).all("h1")


def test_silence_is_said_with_what_it_does_not_prove(
    page_of: Callable[..., str], harbour: str, parsed: Callable[[str], Any]
) -> None:
    """A casebook in which nothing is found says that this is no proof."""
    quiet = harbour.split("--- file:", maxsplit=1)[0] + (
        "--- file: ann.yaml\nspeaker: ann\nstatements:\n"
        "  - {id: only, stage: hearing, source: minutes, says: It rained.}\n"
    )
    quiet = quiet.split("threads:", maxsplit=1)[0] + "--- file:" + quiet.split("--- file:")[1]
    root = parsed(page_of(quiet))
    assert root.all("article", class_="finding") == []
    assert "no proof that the statements are true" in root.text


def test_what_is_accepted_is_marked_with_its_reason(
    page_of: Callable[..., str],
    full_report: Callable[..., FullReport],
    harbour: str,
    parsed: Callable[[str], Any],
) -> None:
    """A finding that somebody has accepted says so, and why; one that is gone is listed."""
    identifier = full_report(harbour).cases[0].findings[0].id
    accepted = (
        f"--- file: accepted.yaml\naccepted:\n"
        f"  - {{finding: {identifier}, reason: The clerk explained it.}}\n"
        "  - {finding: assertion-denied-00000000, reason: It was mended.}\n"
    )
    root = parsed(page_of(harbour + accepted))
    marked = [each for each in root.all("article", class_="finding") if identifier in each.text]
    assert "The clerk explained it." in marked[0].text
    assert marked[0].all("span", class_="accepted")
    assert "It was mended." in root.text


def test_set_aside_words_are_named(page_of: Callable[..., str], harbour: str) -> None:
    """A page that was made without somebody's word says so at its head, and prints none of it."""
    page = page_of(harbour, set_aside=("ann",))
    assert "Read without the word of <code>ann</code>" in page
    assert "I never met the cook." not in page


@pytest.mark.parametrize("word", ["lied", "liar", "untrue"])
def test_the_words_of_the_page_are_neutral(
    word: str, page_of: Callable[..., str], harbour: str
) -> None:
    """The page says of nobody that he lied; the reader does."""
    assert not re.search(rf"\b{word}\b", page_of(harbour), re.IGNORECASE)
