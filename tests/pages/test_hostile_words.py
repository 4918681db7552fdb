"""Words of testimonies that try to act on the page do nothing on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from trialcheck.dossiers import FullReport
from trialcheck.reports.html.elements import Markup, element, linked
from trialcheck.visible import UNSEEN

ATTACKS = [
    "<script>window.acted = 1</script>",
    '"><img src=x onerror="window.acted = 1">',
    "' onmouseover='window.acted = 1' x='",
    "</script><script>window.acted = 1</script>",
    "</style><style>body{display:none}</style>",
    "</title><svg onload=window.acted=1><a href='javascript:window.acted=1'>x</a></svg>",
    "<!-- --><![CDATA[ ]]>&lt;script&gt;&#x3c;script&#x3e;",
    "<iframe srcdoc='<script>parent.acted=1</script>'></iframe><meta http-equiv=refresh>",
    "javascript:window.acted=1 data:text/html,<script>window.acted=1</script>",
    "{{ 7 * 7 }} ${7*7} \u2028window.acted = 1\u2029\u202e\x1b[31m\x00\ud800",
]


@pytest.fixture(scope="module")
def everything(full_report: Callable[..., FullReport], harbour: str) -> FullReport:
    """A report with every part of the page in it."""
    return full_report(harbour)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_words_become_elements_or_attributes(
    attack: str,
    everything: FullReport,
    with_words: Callable[[FullReport, str], FullReport],
    page_of: Callable[..., str],
    parsed: Callable[[str], Any],
) -> None:
    """The page has the same elements with and without the attack in all of its words."""
    plain, attacked = page_of(everything), page_of(with_words(everything, attack))
    before, after = parsed(plain), parsed(attacked)

    def shape(node: Any) -> list[tuple[str, tuple[str, ...]]]:
        return [(each.name, tuple(each.attributes)) for each in node.all() if each.name != "a"]

    kept = {"text", "tspan", "use", "g", "line", "path", "rect", "circle", "svg", "option"}
    assert {s for s in shape(before) if s[0] not in kept} >= {
        s for s in shape(after) if s[0] not in kept
    }
    assert len(after.all("script")) == len(after.all("style")) == 1
    assert not after.all("img")
    assert not after.all("iframe")
    for node in after.all():
        assert not [name for name in node.attributes if name.startswith("on")]
        target = node.attributes.get("href", "#")
        assert target.startswith(("#", "http://", "https://"))
    assert UNSEEN.search(attacked) is None
    attacked.encode()


def test_attacks_do_nothing_in_a_browser(
    everything: FullReport,
    with_words: Callable[[FullReport, str], FullReport],
    page_of: Callable[..., str],
    view: Any,
) -> None:
    """A page full of all attacks at once runs none of them, and the page itself still works."""
    view.open(page_of(with_words(everything, " ".join(ATTACKS))))
    assert view.run("return window.acted === undefined")
    assert view.run("return document.scripts.length") == 1
    assert view.run("return getComputedStyle(document.body).display") == "block"
    assert not view.complaints()
    assert view.count("#filters") == 1


def test_only_addresses_of_the_web_are_links() -> None:
    """An address of the web can be followed; a password in it is not shown, and it is no link."""
    shown = linked("see https://example.org/a?b=1&c=2, and javascript:alert(1) or data:x").html
    assert shown.count("<a ") == 1
    assert 'href="https://example.org/a?b=1&amp;c=2"' in shown
    assert 'rel="noopener noreferrer"' in shown
    secret = linked("https://ann:geheim@example.org/minutes").html
    assert "geheim" not in secret
    assert "<a " not in secret
    assert "<a " not in linked("https://example.org/\u202egpj.exe").html


@pytest.mark.parametrize(
    "attributes",
    [
        {"onclick": "x"},
        {"style": "x"},
        {"src": "x"},
        {"href": "javascript:x"},
        {"href": "data:x"},
        {"href": "//example.org"},
        {"xlink:href": "#x"},
        {'a" b': "x"},
    ],
)
def test_an_element_that_could_act_cannot_be_made(attributes: dict[str, str]) -> None:
    """The page is built of elements, and none with such an attribute can be built."""
    with pytest.raises(ValueError, match="the page"):
        element("a", "x", **attributes)


def test_text_is_text_unless_it_is_markup() -> None:
    """Whatever is put into an element is escaped, however deep it lies, and markup is not."""
    made = element("p", "<b>", [["&", Markup("<i></i>")], None, 7], title='"<')
    assert made.html == '<p title="&quot;&lt;">&lt;b&gt;&amp;<i></i>7</p>\n'
