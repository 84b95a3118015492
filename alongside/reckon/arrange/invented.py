"""An invented month of meetings, of any size, from a seed: to try, to measure, to show.

    python -m alongside.reckon.arrange.invented 50 1 > month.json

Twenty working days; a worker for every five to seven meetings, a room for every ten to
forty; families, schools, health and police come on top. Identifiers are plain codes.
The numbers are guesses of ours: nobody publishes how full the diaries of a council are.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from alongside.reckon.arrange.problem import SEVERITY
from alongside.reckon.arrange.reading import FORMAT

FIRST = date(2026, 11, 30)
PLACES = ("civic", "east", "school")
SIZES = (12, 10, 8, 16, 20)
# kind, minutes, window opens and closes (days), optional people, chaired, share of all
KINDS = (
    ("initial conference", 90, 0, 12, 3, True, 8),
    ("review conference", 90, 2, 19, 3, True, 15),
    ("looked-after review", 75, 0, 19, 2, True, 17),
    ("core group", 60, 0, 10, 3, False, 25),
    ("child in need meeting", 60, 0, 19, 2, False, 17),
    ("personal education plan", 45, 3, 19, 1, False, 10),
    ("supervision", 60, 0, 19, 0, False, 8),
)  # fmt: skip


def invented(meetings: int, seed: int = 1) -> dict[str, Any]:
    """Return a problem, as a file holds it, with that many meetings; one seed, one month."""
    draw, days = Random(seed), _working_days(20)
    workers = max(4, meetings // 6)
    staff = [f"worker {n}" for n in range(1, workers + 1)]
    chairs = [f"chair {n}" for n in range(1, max(2, meetings // 16) + 1)]
    partners = [f"partner {n}" for n in range(1, max(3, meetings // 4) + 1)]
    interpreters = ["interpreter 1", "interpreter 2"]
    families = [f"family {n}" for n in range(1, meetings + 1)]
    rooms = [
        {"id": f"room {n + 1}", "capacity": SIZES[n % 5], "place": PLACES[n % 3]}
        for n in range(max(4, meetings // 20))
    ]
    drawn = [
        _meeting(n, draw, days, staff, chairs, partners, interpreters)
        for n in range(meetings)
    ]
    return {
        "format": FORMAT,
        "today": str(FIRST - timedelta(days=10)),
        "days": [str(day) for day in days],
        "hours": [["08:30", "17:00"]],
        "people": [
            *(_person(each, draw, days, 0.3, 3) for each in staff),
            *(_person(each, draw, days, 0.25, None) for each in chairs),
            *(_person(each, draw, days, 0.35, None) for each in partners),
            *(_person(each, draw, days, 0.4, None) for each in interpreters),
            *(_family(each, draw) for each in families),
        ],
        "rooms": rooms,
        "travel": [
            {"from": "civic", "to": "east", "minutes": 30},
            {"from": "civic", "to": "school", "minutes": 15},
            {"from": "east", "to": "school", "minutes": 45},
        ],
        "apart": [],
        "meetings": [_near_home(each, rooms, draw) for each in drawn],
    }  # fmt: skip


def _working_days(number: int) -> list[date]:
    each = (FIRST + timedelta(days=n) for n in range(number * 7 // 5 + 2))
    return [day for day in each if day.weekday() < 5][:number]


def _meeting(
    n: int,
    draw: Random,
    days: list[date],
    staff: list[str],
    chairs: list[str],
    partners: list[str],
    interpreters: list[str],
) -> dict[str, Any]:
    kind, minutes, opens, closes, optional, chaired, _ = draw.choices(
        KINDS, [each[-1] for each in KINDS]
    )[0]
    first = min(opens + draw.randrange(8), 14)
    worker = staff[n % len(staff)]
    found: dict[str, Any] = {
        "id": f"meeting {n + 1}",
        "kind": kind,
        "severity": SEVERITY[kind],
        "minutes": minutes,
        "required": [worker, staff[(n + 1) % len(staff)]],
        "opens": str(days[first]),
        "due": str(days[min(19, first + max(3, closes - draw.randrange(8)))]),
    }
    if kind == "supervision":
        return found
    partner, *others = draw.sample(partners, min(len(partners), 1 + optional))
    found["required"] = [worker, f"family {n + 1}", partner]
    found["optional"] = others
    if chaired:
        found["chairs"] = chairs
        found["usual_chair"] = draw.choice(chairs)
    if draw.random() < 0.06:
        found["interpreters"] = interpreters
    if draw.random() < 0.15:
        found |= {"mode": "hybrid", "remote": [partner]}
    return found


def _near_home(
    meeting: dict[str, Any], rooms: list[dict[str, Any]], draw: Random
) -> dict[str, Any]:
    """Return a meeting kept to the rooms of one place, as most are: where the family lives."""
    if draw.random() < 0.15:
        return meeting
    place = draw.choice(PLACES)
    return {
        **meeting,
        "rooms": [each["id"] for each in rooms if each["place"] == place],
    }


def _person(
    who: str, draw: Random, days: list[date], share: float, limit: int | None
) -> dict[str, Any]:
    """Return somebody whose diary is taken for a share of the month, with a little leave."""
    busy = [entry for day in days for entry in _entries(day, draw, share)]
    leave = [str(draw.choice(days))] if draw.random() < 0.4 else []
    found = {"id": who, "busy": busy, "leave": leave}
    return found if limit is None else {**found, "day_limit": limit}


def _entries(day: date, draw: Random, share: float) -> list[dict[str, Any]]:
    found = []
    for hour in (9, 11, 13, 15):
        if draw.random() < share:
            start = datetime.combine(day, time(hour)) + draw.choice(
                (0, 1, 2)
            ) * timedelta(minutes=30)
            end = start + draw.choice((2, 3, 4)) * timedelta(minutes=30)
            entry = {"start": start.isoformat(), "end": end.isoformat()}
            found.append({**entry, "soft": True} if draw.random() < 0.15 else entry)
    return found


def _family(who: str, draw: Random) -> dict[str, Any]:
    """Return a family that is free between taking children to school and fetching them."""
    hours = [["09:15", "15:00"]]
    never = draw.choice(("mon", "tue", "wed", "thu", "fri", None, None))
    week = ("mon", "tue", "wed", "thu", "fri")
    return {"id": who, "hours": {day: hours for day in week if day != never}}


if __name__ == "__main__":
    json.dump(invented(*map(int, sys.argv[1:3])), sys.stdout, indent=1)
