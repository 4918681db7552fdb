"""Durations, speeds, distances and places, read from text."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trialcheck.measures import (
    Duration,
    MeasureError,
    Speed,
    describe_minutes,
    distance_km,
    read_coordinates,
    read_distance,
    read_duration,
    read_speed,
)

DAY = 1440
PLACES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
HALF_ROUND = math.pi * 6371.0088


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("90 minutes", 90, 90),
        ("1 minute", 1, 1),
        ("5 min", 5, 5),
        ("36 hours", 2160, 2160),
        ("4 h", 240, 240),
        ("2 hrs", 120, 120),
        ("1.5 hours", 90, 90),
        ("3 days", 3 * DAY, 3 * DAY),
        ("3days", 3 * DAY, 3 * DAY),
        (" 3  Days ", 3 * DAY, 3 * DAY),
        ("0 days", 0, 0),
        ("a day", DAY, DAY),
        ("an hour", 60, 60),
        ("one week", 7 * DAY, 7 * DAY),
        ("2 weeks", 14 * DAY, 14 * DAY),
        ("1 month", 28 * DAY, 31 * DAY),
        ("3 months", 84 * DAY, 93 * DAY),
        ("1 year", 365 * DAY, 366 * DAY),
        ("1.5 months", 42 * DAY, 66960),
        ("0.7 minutes", 0, 1),
        ("1 day 6 hours", 1800, 1800),
        ("1 day, 6 hours", 1800, 1800),
        ("1 day and 6 hours", 1800, 1800),
        ("1 day, 6 hours, and 30 minutes", 1830, 1830),
        ("1h 30min", 90, 90),
        ("20000 years", 20000 * 365 * DAY, 20000 * 366 * DAY),
    ],
)
def test_durations(text: str, least: int, most: int) -> None:
    """A duration is exact, or a range where its unit varies; fractions of minutes widen it."""
    assert read_duration(text) == Duration(least, most)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no complete duration"),
        ("   ", "no complete duration"),
        ("3", "no duration"),
        ("days", "no duration"),
        ("three days", "no duration"),
        ("half a year", "no duration"),
        ("3 fortnights", "“fortnights” is no known unit"),
        ("3 dayz", "no known unit"),
        ("3 m", "no known unit"),
        ("-3 days", "no duration"),
        ("1,5 days", "no duration"),
        ("1e3 days", "no known unit"),
        ("3 days,", "no complete duration"),
        ("3 days and", "no complete duration"),
        ("3 days ago", "no duration"),
        ("3 days 1", "no duration"),
        ("1000000000 days", "longer than 20,000 years"),
        ("20001 years", "longer"),
        ("9" * 90 + " days", "longer"),
        ("9" * 5000 + " days", "too long"),
        ("\u0663 days", "no duration"),
        ("3 \u212aays", "no duration"),
        ("nan days", "no duration"),
        ("inf days", "no duration"),
        ("\x1b[31m", "no duration"),
    ],
)
def test_durations_refused(text: str, message: str) -> None:
    """Unknown words, missing parts and absurd sizes are refused, with the units that are known."""
    with pytest.raises(MeasureError) as caught:
        read_duration(text)
    assert message in caught.value.message
    assert caught.value.message.isprintable()
    if "longer" not in message:
        assert "weeks, months or years" in caught.value.help


@pytest.mark.parametrize(
    ("text", "kilometres_per_hour"),
    [
        ("200 km/h", 200.0),
        ("200km/h", 200.0),
        (" 200 KM/H ", 200.0),
        ("80 kph", 80.0),
        ("50 mph", 80.4672),
        ("12 knots", 22.224),
        ("1 knot", 1.852),
        ("10 m/s", 36.0),
        ("0.5 km/h", 0.5),
        ("1000000 km/h", 1_000_000.0),
    ],
)
def test_speeds(text: str, kilometres_per_hour: float) -> None:
    """A speed is kept in kilometres per hour."""
    assert read_speed(text) == Speed(kilometres_per_hour)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no speed"),
        ("200", "no speed"),
        ("fast", "no speed"),
        ("200 km", "no known unit of speed"),
        ("200 furlongs", "no known unit of speed"),
        ("0 km/h", "out of reach"),
        ("1000001 km/h", "out of reach"),
        ("9" * 90 + " km/h", "out of reach"),
        ("-5 km/h", "no speed"),
        ("1,5 km/h", "no speed"),
        ("9" * 5000 + " km/h", "too long"),
        ("nan km/h", "no speed"),
    ],
)
def test_speeds_refused(text: str, message: str) -> None:
    """No speed is zero, negative, beyond reach or without a unit."""
    with pytest.raises(MeasureError) as caught:
        read_speed(text)
    assert message in caught.value.message
    assert "km/h" in caught.value.help


@pytest.mark.parametrize(
    ("text", "kilometres"),
    [
        ("1200 km", 1200.0),
        ("1200km", 1200.0),
        ("1 kilometre", 1.0),
        ("2 kilometers", 2.0),
        ("5 miles", 8.04672),
        ("1 mile", 1.609344),
        ("800 m", 0.8),
        ("10 nautical  miles", 18.52),
        ("0 km", 0.0),
        ("50000 km", 50000.0),
    ],
)
def test_distances(text: str, kilometres: float) -> None:
    """A distance is kept in kilometres."""
    assert read_distance(text) == kilometres


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1200", "no distance"),
        ("1200 leagues", "no known unit of distance"),
        ("50001 km", "farther than round the globe"),
        ("9" * 90 + " km", "farther"),
        ("1.200,5 km", "no distance"),
        ("9" * 5000 + " km", "too long"),
    ],
)
def test_distances_refused(text: str, message: str) -> None:
    """No distance is longer than round the globe or without a unit."""
    with pytest.raises(MeasureError) as caught:
        read_distance(text)
    assert message in caught.value.message
    assert "km" in caught.value.help


def test_a_comma_in_a_number_is_explained() -> None:
    """1,200 may be thousands or a fraction: the help says to write a point."""
    with pytest.raises(MeasureError) as caught:
        read_distance("1,200 km")
    assert "not a comma" in caught.value.help
    with pytest.raises(MeasureError) as other:
        read_distance("far")
    assert "comma" not in other.value.help


@pytest.mark.parametrize(
    ("latitude", "longitude", "place"),
    [
        ("52.52", "13.405", (52.52, 13.405)),
        ("-90", "180", (-90.0, 180.0)),
        ("+90.0", " -180 ", (90.0, -180.0)),
        ("0", "0", (0.0, 0.0)),
    ],
)
def test_coordinates(latitude: str, longitude: str, place: tuple[float, float]) -> None:
    """Latitude and longitude are decimal degrees."""
    assert read_coordinates(latitude, longitude) == place


@pytest.mark.parametrize(
    ("latitude", "longitude", "message", "fix"),
    [
        ("90.01", "0", "latitude 90.01", "wrong way round"),
        ("139.7", "35.7", "latitude 139.7", "wrong way round"),
        ("-91", "120", "latitude -91", "-90 to 90"),
        ("0", "180.5", "longitude 180.5", "-180 to 180"),
        ("52N", "13", "no latitude", "decimal"),
        ("52", "13\u00b024'E", "no longitude", "decimal"),
        ("nan", "0", "no latitude", "decimal"),
        ("1e1", "0", "no latitude", "decimal"),
        ("52,5", "0", "no latitude", "decimal"),
        ("", "0", "no latitude", "decimal"),
        ("\u0665", "0", "no latitude", "decimal"),
        ("9" * 99, "0", "not on the globe", "wrong way round"),
        ("9" * 5000, "0", "too long", "decimal"),
    ],
)
def test_coordinates_refused(latitude: str, longitude: str, message: str, fix: str) -> None:
    """Places that are not on the globe are refused; swapped ones are recognised."""
    with pytest.raises(MeasureError) as caught:
        read_coordinates(latitude, longitude)
    assert message in caught.value.message
    assert fix in caught.value.help


def test_swapped_coordinates_are_suspected_only_where_a_swap_would_help() -> None:
    """Two values that fit neither way are not called swapped."""
    with pytest.raises(MeasureError) as caught:
        read_coordinates("-91", "120")
    assert "wrong way round" not in caught.value.help


@pytest.mark.parametrize(
    ("here", "there", "kilometres"),
    [
        ((0.0, 0.0), (0.0, 180.0), HALF_ROUND),
        ((90.0, 0.0), (-90.0, 77.0), HALF_ROUND),
        ((0.0, 0.0), (0.0, 90.0), HALF_ROUND / 2),
        ((0.0, 0.0), (1.0, 0.0), HALF_ROUND / 180),
        ((0.0, 179.5), (0.0, -179.5), HALF_ROUND / 180),
        ((60.0, 10.0), (60.0, 10.0), 0.0),
    ],
)
def test_known_distances(
    here: tuple[float, float], there: tuple[float, float], kilometres: float
) -> None:
    """Arcs of the globe whose length is known."""
    assert distance_km(here, there) == pytest.approx(kilometres, abs=1e-6)


@given(PLACES, PLACES)
@settings(deadline=None)
def test_distances_are_those_of_the_chord(
    here: tuple[float, float], there: tuple[float, float]
) -> None:
    """The haversine agrees with the angle between the two points in space, both ways round."""

    def point(place: tuple[float, float]) -> tuple[float, float, float]:
        latitude, longitude = map(math.radians, place)
        return (
            math.cos(latitude) * math.cos(longitude),
            math.cos(latitude) * math.sin(longitude),
            math.sin(latitude),
        )

    chord = math.dist(point(here), point(there))
    expected = 2 * 6371.0088 * math.asin(min(1.0, chord / 2))
    assert distance_km(here, there) == pytest.approx(expected, abs=0.01)
    assert distance_km(there, here) == pytest.approx(distance_km(here, there))


def test_a_journey_takes_whole_minutes_at_least() -> None:
    """A fraction of a minute is cut off, so that a journey is never called too short for it."""
    assert Speed(200.0).minutes_over(100.0) == 30
    assert Speed(200.0).minutes_over(103.0) == 30
    assert Speed(200.0).minutes_over(0.0) == 0


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 min"),
        (1, "1 min"),
        (60, "1 h"),
        (190, "3 h 10 min"),
        (260, "4 h 20 min"),
        (DAY, "1 day"),
        (24 * DAY, "24 days"),
        (DAY + 360, "1 day 6 h"),
        (DAY + 1, "1 day 1 min"),
        (-190, "-3 h 10 min"),
    ],
)
def test_minutes_in_words(minutes: int, said: str) -> None:
    """Minutes are said exactly, without parts that are zero."""
    assert describe_minutes(minutes) == said


@given(st.text(max_size=120))
@settings(deadline=None)
def test_no_text_does_anything_but_read_or_be_refused(text: str) -> None:
    """Random text is a measure or a MeasureError."""
    readers: tuple[Callable[[str], object], ...] = (
        read_duration,
        read_speed,
        read_distance,
        lambda place: read_coordinates(place, place),
    )
    for read in readers:
        refusal = None
        try:
            read(text)
        except MeasureError as error:
            refusal = error
        assert refusal is None or (refusal.message.isprintable() and refusal.help)


@given(st.integers(0, 10**7))
@settings(deadline=None)
def test_minutes_can_be_read_again(minutes: int) -> None:
    """The words for a number of minutes are read as that number."""
    assert read_duration(describe_minutes(minutes)) == Duration(minutes, minutes)
