"""Pictures of a pilot: what is drawn is what is reckoned, and all of it can be read."""

from xml.etree import ElementTree

import numpy as np
import pytest

from alongside.reckon.pilots.pictures import event_picture, splits_picture
from alongside.reckon.pilots.trends import picture

FOUR = np.arange(8) < 4
AFTER = np.arange(12) >= 8
MONTHS = [f"2025-{month:02}" for month in range(1, 13)]
GOOD = np.array([17, 8, 34, 13, 3, 0, 1, -6.0])
SVG = "{http://www.w3.org/2000/svg}"


def drawn(text):
    root = ElementTree.fromstring(text)
    ids = root.attrib["aria-labelledby"].split()
    assert [
        root.find(f"{SVG}title").get("id"),
        root.find(f"{SVG}desc").get("id"),
    ] == ids
    assert "style" not in text and "script" not in text
    return root


def events(values):
    found = picture(values, FOUR, AFTER)
    return drawn(event_picture("e", "In time & late <b>", found, MONTHS, "points"))


def test_the_seventy_splits_are_seventy_dots_and_two_are_as_far():
    root = drawn(splits_picture("s", "All splits", GOOD, FOUR, "points"))
    rings = root.findall(f"{SVG}circle")
    squares = [
        each for each in root.findall(f"{SVG}rect") if each.get("width") != "720"
    ]
    assert (len(rings), len(squares)) == (68, 2)
    said = root.find(f"{SVG}desc").text
    assert "70 splits of 8 teams" in said and "from -18.5 to +18.5 points" in said
    assert "it is +18.5; 2 of 70 ways lie as far from 0" in said
    left, right = sorted(float(each.get("x")) for each in squares)
    middle = (64 + 720 - 16) / 2
    assert left < middle < right, "one on each side of 0"


def test_of_many_splits_some_are_drawn_and_all_are_told():
    changes = np.random.default_rng(1).normal(size=16)
    root = drawn(splits_picture("s", "All", changes, np.arange(16) < 4, "points"))
    dots = len(root.findall(f"{SVG}circle")) + len(root.findall(f"{SVG}rect")) - 1
    assert 800 <= dots <= 1000
    assert "1,820 splits of 16 teams" in root.find(f"{SVG}desc").text


def test_each_team_each_arm_and_each_gap_is_drawn():
    values = np.random.default_rng(2).normal(60, 5, (8, 12))
    root = events(values)
    lines = root.findall(f"{SVG}polyline")
    thin = [each for each in lines if each.get("stroke-opacity") == "0.35"]
    thick = [each for each in lines if each.get("stroke-width") == "3"]
    assert len(thin) == 8
    assert sum(each.get("stroke-dasharray") == "6 4" for each in thin) == 4
    assert len(thick) == 2 + 2 + 12, "two arms, their key and twelve bands"
    assert root.find(f"{SVG}title").text == "In time & late <b>"
    said = root.find(f"{SVG}desc").text
    assert all(month in said for month in MONTHS)
    gap = picture(values, FOUR, AFTER).gaps[11]
    assert f"2025-12, after the start: {gap.gap:+.3g}" in said
    words = [each.text for each in root.findall(f"{SVG}text")]
    assert {"pilot teams", "other teams", "the pilot begins"} <= set(words)


def test_higher_is_drawn_higher_and_all_inside():
    values = np.zeros((8, 12))
    values[0] = np.arange(12)
    root = events(values)
    first = next(
        e for e in root.findall(f"{SVG}polyline") if e.get("stroke-opacity") == "0.35"
    )
    points = [
        tuple(map(float, each.split(","))) for each in first.get("points").split()
    ]
    heights = [y for _, y in points]
    assert heights == sorted(heights, reverse=True)
    width, height = map(float, root.get("viewBox").split()[2:])
    assert all(0 <= x <= width and 0 <= y <= height for x, y in points)


def test_a_missing_month_breaks_the_line():
    values = np.random.default_rng(2).normal(60, 5, (8, 12))
    values[1, 5] = np.nan
    root = events(values)
    thin = [
        e for e in root.findall(f"{SVG}polyline") if e.get("stroke-opacity") == "0.35"
    ]
    assert len(thin) == 9


def test_the_axis_is_marked_at_round_values():
    values = np.full((8, 12), 50.0)
    values[0, :2] = 43.4, 81.9
    marked = [each.text for each in events(values).findall(f"{SVG}text")]
    assert {"50", "60", "70", "80"} <= set(marked)


def test_nothing_to_draw_is_refused():
    with pytest.raises(ValueError, match="There is no figure to draw"):
        events(np.full((8, 12), np.nan))
