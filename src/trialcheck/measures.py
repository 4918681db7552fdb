"""Durations, speeds, distances and places on the globe, read from text with their units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import asin, ceil, cos, floor, radians, sin, sqrt
from types import MappingProxyType

HOUR = 60
DAY = 1440
EARTH_RADIUS_KM = 6371.0088
LONGEST_TEXT = 100
LONGEST_DURATION = 20_000 * 366 * DAY
FASTEST = 1_000_000.0
FARTHEST_KM = 50_000.0

_UNITS = MappingProxyType(
    {
        "minute": (1, 1),
        "hour": (HOUR, HOUR),
        "day": (DAY, DAY),
        "week": (7 * DAY, 7 * DAY),
        "month": (28 * DAY, 31 * DAY),
        "year": (365 * DAY, 366 * DAY),
    }
)
_SHORT_UNITS = MappingProxyType({"min": "minute", "h": "hour", "hr": "hour"})
_SPEEDS = MappingProxyType(
    {
        "km/h": Fraction(1),
        "kph": Fraction(1),
        "mph": Fraction("1.609344"),
        "knots": Fraction("1.852"),
        "knot": Fraction("1.852"),
        "m/s": Fraction("3.6"),
    }
)
_DISTANCES = MappingProxyType(
    {
        "km": Fraction(1),
        "kilometres": Fraction(1),
        "kilometre": Fraction(1),
        "kilometers": Fraction(1),
        "kilometer": Fraction(1),
        "m": Fraction(1, 1000),
        "metres": Fraction(1, 1000),
        "meters": Fraction(1, 1000),
        "miles": Fraction("1.609344"),
        "mile": Fraction("1.609344"),
        "nautical miles": Fraction("1.852"),
    }
)
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_PIECE = re.compile(rf"\s*({_NUMBER}|an?\b|one\b)\s*([A-Za-z]+)\s*(?:,\s*and\b|,|and\b)?")
_QUANTITY = re.compile(rf"({_NUMBER})\s*([A-Za-z/ ]+)")
_DEGREES = re.compile(rf"[+-]?{_NUMBER}")
_DURATION_FIX = (
    "write numbers with minutes, hours, days, weeks, months or years, such as 3 days"
    " or 1 day 6 hours"
)


class MeasureError(ValueError):
    """A measure cannot be read; says what is wrong and how to mend it."""

    def __init__(self, message: str, help: str = "") -> None:
        """Keep the message and the fix."""
        super().__init__(message)
        self.message = message
        self.help = help


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in whole minutes, from `least` to `most`, both inclusive.

    The two differ where the unit varies: a month is 28 to 31 days, a year 365 or 366.
    """

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Speed:
    """A speed in kilometres per hour, above zero."""

    kilometres_per_hour: float

    def minutes_over(self, kilometres: float) -> int:
        """Return the whole minutes that a distance takes at least; a fraction is cut off."""
        return floor(kilometres * HOUR / self.kilometres_per_hour)


def read_duration(text: str) -> Duration:
    """Return a duration such as `3 days`, `36 hours`, `1 month` or `1 day 6 hours`.

    Raises MeasureError for unknown words and for more than 20,000 years.
    """
    _check_length(text, _DURATION_FIX)
    least = most = Fraction(0)
    position = 0
    while position < len(text.rstrip()):
        match = _PIECE.match(text, position)
        if match is None:
            raise MeasureError(f"{_quoted(text)} is no duration", _DURATION_FIX)
        number = Fraction(match[1]) if match[1][0].isdigit() else Fraction(1)
        shortest, longest = _UNITS[_unit_of(match[2])]
        least += number * shortest
        most += number * longest
        position = match.end()
    if position == 0 or text.rstrip().endswith((",", " and")):
        raise MeasureError(f"{_quoted(text)} is no complete duration", _DURATION_FIX)
    if most > LONGEST_DURATION:
        raise MeasureError(f"{_quoted(text)} is longer than 20,000 years", "write a shorter time")
    return Duration(floor(least), ceil(most))


def _unit_of(word: str) -> str:
    """Return the unit that a word names, singular or plural."""
    singular = word.lower()
    if singular not in _UNITS and singular not in _SHORT_UNITS:
        singular = singular.removesuffix("s")
    unit = _SHORT_UNITS.get(singular, singular)
    if unit not in _UNITS:
        raise MeasureError(f"{_quoted(word)} is no known unit of time", _DURATION_FIX)
    return unit


def read_speed(text: str) -> Speed:
    """Return a speed such as `200 km/h`, `50 mph` or `12 knots`.

    Raises MeasureError for unknown units, for zero and for more than 1,000,000 km/h.
    """
    fix = "write a number with km/h, mph, knots or m/s, such as 200 km/h"
    speed = _quantity(text, _SPEEDS, "speed", fix)
    if not 0 < speed <= FASTEST:
        raise MeasureError(
            f"{_quoted(text)} is out of reach", "write a speed above 0 and up to 1000000 km/h"
        )
    return Speed(speed)


def read_distance(text: str) -> float:
    """Return a distance such as `1200 km`, `5 miles` or `800 m`, in kilometres.

    Raises MeasureError for unknown units and for more than 50,000 km.
    """
    fix = "write a number with km, m, miles or nautical miles, such as 1200 km"
    distance = _quantity(text, _DISTANCES, "distance", fix)
    if distance > FARTHEST_KM:
        raise MeasureError(
            f"{_quoted(text)} is farther than round the globe", "write up to 50000 km"
        )
    return distance


def _quantity(text: str, units: MappingProxyType[str, Fraction], name: str, fix: str) -> float:
    """Return a number times its unit; raises MeasureError."""
    _check_length(text, fix)
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        comma = ", with a point and not a comma in numbers" if "," in text else ""
        raise MeasureError(f"{_quoted(text)} is no {name}", fix + comma)
    unit = " ".join(match[2].lower().split())
    if unit not in units:
        raise MeasureError(f"{_quoted(match[2])} is no known unit of {name}", fix)
    return float(Fraction(match[1]) * units[unit])


def read_coordinates(latitude: str, longitude: str) -> tuple[float, float]:
    """Return latitude (-90..90) and longitude (-180..180) in degrees; raises MeasureError."""
    north, east = _degrees(latitude, "latitude"), _degrees(longitude, "longitude")
    if not -90 <= north <= 90:
        swapped = "; are the two the wrong way round?" if -90 <= east <= 90 else ""
        raise MeasureError(
            f"The latitude {latitude.strip()} is not on the globe",
            "write the latitude first, from -90 to 90 degrees" + swapped,
        )
    if not -180 <= east <= 180:
        raise MeasureError(
            f"The longitude {longitude.strip()} is not on the globe",
            "write a longitude from -180 to 180 degrees",
        )
    return north, east


def _degrees(text: str, name: str) -> float:
    """Return a decimal number of degrees; raises MeasureError."""
    fix = "write degrees as a decimal number, such as 52.52; south and west are negative"
    _check_length(text, fix)
    if not _DEGREES.fullmatch(text.strip()):
        raise MeasureError(f"{_quoted(text)} is no {name}", fix)
    return float(text)


def distance_km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the great-circle distance in kilometres between two (latitude, longitude) pairs.

    Method: the haversine formula on a sphere of 6371.0088 km (R. W. Sinnott, Virtues of the
    Haversine, Sky and Telescope 68, 1984), which keeps its accuracy at small distances.
    """
    latitude, other_latitude = radians(here[0]), radians(there[0])
    north = sin((other_latitude - latitude) / 2) ** 2
    east = sin(radians(there[1] - here[1]) / 2) ** 2
    chord = north + cos(latitude) * cos(other_latitude) * east
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def describe_minutes(minutes: int) -> str:
    """Say a number of minutes exactly: `24 days`, `1 day 6 h`, `3 h 10 min`, `0 min`."""
    sign = "-" if minutes < 0 else ""
    days, rest = divmod(abs(minutes), DAY)
    hours, left = divmod(rest, HOUR)
    parts = []
    if days:
        parts.append("1 day" if days == 1 else f"{days} days")
    if hours:
        parts.append(f"{hours} h")
    if left or not parts:
        parts.append(f"{left} min")
    return sign + " ".join(parts)


def _check_length(text: str, fix: str) -> None:
    """Raise MeasureError for a text that no measure needs."""
    if len(text) > LONGEST_TEXT:
        raise MeasureError(f"A measure of {len(text)} characters is too long", fix)


def _quoted(text: str) -> str:
    """Return a text in quotation marks, printable and short enough for a message."""
    printable = "".join(character if character.isprintable() else "?" for character in text)
    return f"“{printable if len(printable) <= 40 else printable[:37] + '...'}”"
