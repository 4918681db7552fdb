"""The timeline of a casebook: when each claim can hold, person by person and thing by thing."""

from trialcheck.timelines.building import NarrowedDate, timeline_of
from trialcheck.timelines.choosing import View, chosen, default_view, spoken_of
from trialcheck.timelines.model import Clash, Entry, Lane, Mark, Timeline, Undrawn
from trialcheck.timelines.stretches import Stretch

__all__ = [
    "Clash",
    "Entry",
    "Lane",
    "Mark",
    "NarrowedDate",
    "Stretch",
    "Timeline",
    "Undrawn",
    "View",
    "chosen",
    "default_view",
    "spoken_of",
    "timeline_of",
]
