"""`alongside arrange`: places for all meetings of a file, before their deadlines."""

from __future__ import annotations

import argparse
import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from alongside.reckon.arrange.costs import Levels, counted
from alongside.reckon.arrange.explain import why
from alongside.reckon.arrange.problem import Problem
from alongside.reckon.arrange.public import PublicSet, is_public, public_set
from alongside.reckon.arrange.reading import read_problem
from alongside.reckon.arrange.refusing import Unreadable
from alongside.reckon.arrange.solver import Arrangement
from alongside.reckon.arrange.solver import arrange as arrange_month
from alongside.reckon.cli.asking import CannotAnswer, Commands, as_json


def add(commands: Commands) -> None:
    arrange = commands.add_parser(
        "arrange", help="find places for all meetings of a file, before their deadlines"
    )
    arrange.add_argument(
        "problem", type=Path, metavar="PROBLEM.json", help="what is to be arranged"
    )
    arrange.add_argument(
        "--seconds", type=float, default=10.0, metavar="N", help="how long; 10"
    )
    arrange.add_argument(
        "--seed", type=int, default=0, metavar="S", help="draws otherwise; 0"
    )
    arrange.add_argument("--json", action="store_true", help="as JSON")
    arrange.set_defaults(run=say_arranged)


def say_arranged(args: argparse.Namespace) -> int:
    """Print the places, and return 1 where a meeting has none or a hard rule is broken."""
    if args.seconds < 0:
        raise CannotAnswer(
            f"{args.seconds:g} seconds is less than none. Give 0 or more."
        )
    given = _content(args.problem)
    try:
        if is_public(given):
            return _public(public_set(given), args)
        return _month(read_problem(given), args)
    except Unreadable as problem:
        raise CannotAnswer(f"{args.problem.name}: {problem}") from None


def _content(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as problem:
        line = getattr(problem, "lineno", None)
        where = f" Line {line} cannot be read." if line else ""
        raise CannotAnswer(
            f"{path.name} is not JSON.{where} Save it so, and ask again."
        ) from None


def _month(problem: Problem, args: argparse.Namespace) -> int:
    def tell(found: Arrangement) -> None:
        print(_progress(found), file=sys.stderr)

    found = arrange_month(problem, args.seconds, args.seed, None if args.json else tell)
    if args.json:
        as_json(month_as_object(found))
    else:
        print("\n".join(_month_lines(found)))
    return 1 if found.unplaced else 0


def _progress(found: Arrangement) -> str:
    law, disruption, comfort = found.cost
    return (
        f"After {found.seconds:.1f} s ({found.method}): law {law}, "
        f"disruption {disruption}, comfort {comfort}"
    )


def month_as_object(found: Arrangement) -> dict[str, Any]:
    """Return a month as the JSON of the contract."""
    moment, meetings = found.problem.timeline.moment, found.problem.meetings
    absent, reasons = found.absent, found.reasons
    placed = [key for key in meetings if key in found.places]
    return {
        "meetings": [
            {
                "id": key,
                "start": moment(found.places[key].start).isoformat(timespec="minutes"),
                "minutes": meetings[key].minutes,
                "room": found.places[key].room,
                "chair": found.places[key].chair,
                "interpreter": found.places[key].interpreter,
                "absent": sorted(absent[key]),
                "reasons": [term.said for term in reasons[key]],
            }
            for key in placed
        ],
        "score": _levels(found.cost, -1),
        "bound": None if found.bound is None else _levels(found.bound, -1),
        "proved": found.proved,
        "method": found.method,
        "unplaced": [
            {"id": each.id, "why": why(found.problem, found.places, each.id)}
            for each in found.unplaced
        ],
    }


def _levels(cost: Levels, sign: int) -> dict[str, int]:
    return dict(
        zip(("hard", "medium", "soft"), (sign * each for each in cost), strict=True)
    )


def _month_lines(found: Arrangement) -> list[str]:
    moment, lines = found.problem.timeline.moment, []
    for key, place in sorted(found.places.items(), key=lambda each: each[1].start):
        who = (place.room or "online", place.chair, place.interpreter)
        rest = ", ".join(each for each in who if each)
        lines.append(f"{moment(place.start):%a %d %b %H:%M}  {key}: {rest}")
    for each in found.unplaced:
        said = why(found.problem, found.places, each.id)
        lines.append(f"No place for {each.id}: {said}")
    law, disruption, comfort = found.cost
    lines.append(
        f"{counted(len(found.places), 'meeting')} placed, {len(found.unplaced)} not. "
        f"Law {law}, disruption {disruption}, comfort {comfort}; {_said_bound(found)}"
    )
    return lines


def _said_bound(found: Arrangement) -> str:
    if found.proved:
        return "proved: none is better."
    if found.bound is None:
        return "the greedy month alone, nothing is proved (0 seconds, or no OR-Tools)."
    law, disruption, comfort = found.bound
    return f"none can be below {law}, {disruption}, {comfort}."


def _public(given: PublicSet, args: argparse.Namespace) -> int:
    if find_spec("numpy") is None:
        raise CannotAnswer("A public set needs numpy. Install alongside[arrange].")
    from alongside.reckon.arrange.heat_bath import Limit, arrange_public, first_fit
    from alongside.reckon.arrange.score import score

    places = first_fit(given)
    if args.seconds > 0:
        places = arrange_public(given, Limit(args.seconds), args.seed)
    found = score(given, places)
    if args.json:
        as_json(
            {
                "meetings": [
                    {
                        "id": meeting.id,
                        "start": place.start,
                        "room": given.rooms[place.room],
                    }
                    for meeting, place in zip(given.meetings, places, strict=True)
                ],
                "score": found._asdict(),
                "bound": None,
                "unplaced": [],
            }
        )
    else:
        for meeting, place in zip(given.meetings, places, strict=True):
            print(
                f"{given.said[place.start]}  meeting {meeting.id}: {given.rooms[place.room]}"
            )
        print(f"Score: {found}")
    return 1 if found.hard < 0 else 0
