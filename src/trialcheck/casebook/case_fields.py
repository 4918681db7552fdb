"""The keys of `case.yaml`: what its sections register, and what each entry may say."""

from __future__ import annotations

from collections.abc import Mapping

from trialcheck.fields import NOTE, Field, Fields

CALENDARS = ("gregorian", "julian")
_CALENDAR = Field(CALENDARS, "The calendar of the dates given here; Gregorian unless it says so.")
_ALSO = Field("texts", "Other names of it.")

CASE: Fields = {
    "case": Field("text", "The title of the casebook.", needed=True),
    "about": Field("text", "What the casebook is about."),
    "approximate": Field(
        "duration",
        "By how much ~ (about) widens a date on each side, such as 2 months. Unless said, one unit "
        "of the date's own precision.",
    ),
    "at-once": Field("duration", "What `at once` means, such as 3 days. Unless said, 7 days."),
    "top-speed": Field(
        "speed", "The fastest that anybody travelled, such as 120 km/h. Unless said, 200 km/h."
    ),
    "stages": Field("entries of stages", "The stages of the proceedings, in their order."),
    "sources": Field("entries of sources", "Where the words are recorded."),
    "people": Field("entries of people", "The people, and bodies that speak, such as a verdict."),
    "groups": Field("entries of groups", "Named bodies of people."),
    "places": Field("entries of places", "The places that statements speak of."),
    "things": Field("entries of things", "The things that statements speak of, such as letters."),
    "topics": Field("entries of topics", "Questions whose answers exclude each other."),
    "events": Field(
        "entries of events",
        "Occasions that several claims are about. Leave it out and just use `event:`; if it is "
        "here, every event must be in it.",
    ),
    "threads": Field("contacts", "The contacts that the case relies on, for the balance sheet."),
}

STAGE: Fields = {
    "side": Field("text", "Whose stage it is: your word, such as prosecution, court or defence."),
    "when": Field("date", "When it took place."),
    "is": Field(
        "standard stage", "Its standard name, if its id is another: verdict, hearing and so on."
    ),
    "calendar": _CALENDAR,
    "note": NOTE,
}
SOURCE: Fields = {
    "title": Field("text", "What it is called."),
    "author": Field("text", "Who wrote it."),
    "year": Field("text", "The year in which it appeared."),
    "side": Field("text", "Whose source it is: your word, such as prosecution, court or defence."),
    "reports": Field("sources", "Other sources whose words it repeats."),
    "calendar": _CALENDAR,
    "note": NOTE,
    "url": Field("text", "Where it can be read."),
}
PERSON: Fields = {
    "name": Field("text", "The name to print; unless given, the id."),
    "is": Field("texts", "What the person is: defendant, witness, unnamed ... Rules ask for some."),
    "also": Field("texts", "Other names of the person."),
    "born": Field("date", "The date of birth."),
    "died": Field("date", "The date of death."),
    "note": NOTE,
    "calendar": _CALENDAR,
}
GROUP: Fields = {
    "name": Field("text", "The name to print; unless given, the id."),
    "members": Field("people", "The people who belong to it."),
    "also": _ALSO,
    "note": NOTE,
}
PLACE: Fields = {
    "name": Field("text", "The name to print; unless given, the id."),
    "at": Field(
        "coordinates",
        "Its latitude and longitude in degrees, such as [52.52, 13.405]; south and west are "
        "negative.",
    ),
    "in": Field("place", "The place that contains it."),
    "radius": Field("distance", "How far it extends around that point, such as 1200 km."),
    "tz": Field("text", "Its time zone, such as Europe/Berlin."),
    "also": _ALSO,
    "note": NOTE,
}
THING: Fields = {
    "name": Field("text", "The name to print; unless given, the id."),
    "states": Field("texts", "Its states, in an order from which there is no way back."),
    "for": Field("purpose", "The thing, topic or event that it was meant for."),
    "also": _ALSO,
    "note": NOTE,
}
TOPIC: Fields = {
    "asks": Field("text", "The question."),
    "name": Field("text", "A name for it, where it is no question."),
    "positions": Field("texts", "The answers; they exclude each other. In order, if there is one."),
    "note": NOTE,
}
EVENT: Fields = {
    "name": Field("text", "The name to print; unless given, the id."),
    "note": NOTE,
}
THREAD: Fields = {
    "between": Field("two people", "The two people between whom there was contact.", needed=True),
    "through": Field("people", "Those through whom it ran, in order."),
    "note": NOTE,
}

SECTIONS: Mapping[str, Fields] = {
    "stages": STAGE,
    "sources": SOURCE,
    "people": PERSON,
    "groups": GROUP,
    "places": PLACE,
    "things": THING,
    "topics": TOPIC,
    "events": EVENT,
}
"""The keys of an entry of each section in which entries stand under their ids."""
