"""The sentences that say what a condition or a built-in kind of fact asks for.

A part in [brackets] is left out if what it names is not given.
"""

from __future__ import annotations

from collections.abc import Mapping

BUILT_IN_SENTENCES: Mapping[str, str] = {
    "said": "{who} makes a statement[ at the stage {stage}][, recorded in {source}]",
    "named": "a statement by {who} names {whom}",
    "spoke-of": "a statement by {who} speaks of {what}",
    "person": "{who} is registered as a person[, marked as {is}]",
    "life": "the casebook says when {who} was born or died",
    "member": "{who} is registered as a member of {of}",
    "stage": "the casebook has the stage {what}[, which is the {is}]",
    "meant-for": "{what} was meant for {for}",
}
"""The sentence of each kind of fact that no claim makes."""

WHERE_SENTENCES: Mapping[str, str] = {
    "differ": "{first} and {second} differ",
    "same": "{first} and {second} are the same",
    "same-or-unsaid": "{first} and {second} agree, or one of them is not given",
    "disjoint": "{first} and {second} are given and have nothing in common",
    "unsaid": "{value} is not given",
    "stated": "{value} is given",
    "other-claim": "{first} and {second} are two claims",
    "other-statement": "{first} and {second} are in two statements",
    "other-speaker": "{first} and {second} are said by two speakers",
    "same-speaker": "{first} and {second} are said by one speaker",
    "other-stage": "{first} and {second} are said at two stages",
    "stands-before": "{first} comes before {second} in the record",
    "same-source": "{first} and {second} are recorded in one source",
    "kind-is": "{of} is a claim of the kind {kind}",
    "not-kind": "{of} is no claim of the kind {kind}",
    "is": "{who} is marked as {trait}",
    "is-not": "{who} is not marked as {trait}",
    "in-group": "{person} is a member of {group}",
    "not-in-group": "{person} is no member of {group}",
    "one-of": "{value} is {words}",
    "ranks-below": "{low} comes before {high} in {order}",
    "apart": "{here} and {there} are certainly apart",
    "inside": "{inner} lies in {outer}",
    "denied-by": "{denial} covers what {claim} says",
    "says-only": "{claim} says that nobody and nothing else took part, and {other} has another",
    "before": "{first} is over before {second} starts",
    "overlap": "{first} and {second} share a moment",
    "during": "{inner} lies within {outer}",
    "covers": "{outer} surely covers {inner}",
    "gap": "the time from the end of {from} to the start of {to} is[ at least {at-least}]"
    "[ at most {at-most}]",
    "occasion": "{claim} happens at one moment",
    "pages-before": "the number of pages of the speaker's own examination before {of} is at least "
    "{at-least}",
}
"""The sentence of each condition of `where`."""

MUST_SENTENCES: Mapping[str, str] = {
    "before": "{first} is over before {second} starts",
    "not-after": "{first} starts no later than {second}",
    "within": "{inner} lies within {outer}",
    "outside": "{claim} lies outside what {denial} surely covers",
    "apart-in-time": "{first} is over before {second} starts, or the other way round",
    "same-moment": "{first} and {second} can share a moment",
    "journey": "between {first} and {second}, whichever comes first, there is time for the journey "
    "from {from} to {to} at {speed}",
    "same": "{first} and {second} are the same",
    "same-or-inside": "{first} and {second} are the same, or the one lies in the other",
    "never": "{claim} does not happen",
}
"""The sentence of each condition of `must`."""
