"""The keys of a speaker's file: of its statements, of their claims, and of when these hold."""

from __future__ import annotations

from trialcheck.casebook.case_fields import CALENDARS
from trialcheck.fields import NOTE, Field, Fields

SPEAKER_FILE: Fields = {
    "speaker": Field("person", "Whose statements these are: the id of a person.", needed=True),
    "statements": Field("statements", "What this speaker said.", needed=True),
    "note": NOTE,
}
STATEMENT: Fields = {
    "id": Field("id", "Its name, such as letter-received: unique in this file.", needed=True),
    "said": Field("date", "When it was said."),
    "stage": Field("stage", "At which stage of the proceedings it was said."),
    "source": Field("recorded", "Where it is recorded: a source, or {in: source, at: place in it}"),
    "says": Field("text", "The statement in your own words."),
    "claims": Field("claims", "What the statement claims, each claim behind a dash."),
    "calendar": Field(CALENDARS, "The calendar of `said` and of the dates in its claims."),
    "note": NOTE,
}
RECORDED: Fields = {
    "in": Field("source", "The source that records it.", needed=True),
    "at": Field("text", "The place in the source: a page, a paragraph."),
    "reports": Field("sources", "The sources it repeats here, if others than it usually does."),
    "pages-before": Field(
        "number", "How many pages of the speaker's own examination come before this statement."
    ),
    "note": NOTE,
}
CLAIM: Fields = {
    "id": Field("id", "A name for the claim, so that others can be tied to it."),
    "note": NOTE,
    "event": Field(
        "event",
        "The occasion that it is about. Claims of one event are about one moment, and values that "
        "differ rival each other.",
    ),
    "when": Field(
        "when", "When: a date (1931-07, autumn 1931), or a tie to another claim, {after: receipt}"
    ),
    "only": Field(
        "roles", "A role, or several, in which nobody and nothing else than named took part."
    ),
    "calendar": Field(CALENDARS, "The calendar of the dates of this claim."),
    "for-at-most": Field("duration", "The longest that it can have lasted, such as 3 days."),
    "for-at-least": Field("duration", "The shortest that it can have lasted, such as 3 days."),
}
STANCES: Fields = {
    "asserts": Field("claim", "The speaker says so; the same as the claim without a stance."),
    "denies": Field(
        "denied claim",
        "The speaker says that it is not so. A role left out is denied for all values, and without "
        "`when` for all time.",
    ),
    "believes": Field("claim", "The speaker believes so: in my opinion, as far as I know."),
    "forgets": Field("claim", "The speaker does not recall it. It clashes with nothing."),
    "heard": Field("heard claim", "The speaker has it from others: {from: ann, met: {...}}."),
}
TIES: Fields = {
    "after": Field("claim names", "It begins after the claim named here has ended."),
    "before": Field("claim names", "It ends before the claim named here begins."),
    "same-time-as": Field("claim names", "Both begin and end together."),
    "during": Field("claim names", "It lies between the start and the end of the claim named."),
}
WHEN: Fields = {
    **TIES,
    "within": Field("duration", "How long after, or before, at most: 3 days, at once."),
    "at-least": Field("duration", "How long after, or before, at least: 3 days, 1 month."),
    "on": Field("date", "A date, besides."),
}
HEARD: Fields = {
    "from": Field("people", "From whom the speaker heard it."),
}
