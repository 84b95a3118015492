"""Which part of the picture each event and rule belongs to, and the shape of each event.

Within a lane every kind of event has its own shape; a shape means the same sort of thing
in every lane, so that whoever cannot tell the colours loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from alongside.reckon.events import (
    EVENTS,
    Event,
    child_in_need,
    child_protection,
    enquiries,
    front_door,
    looked_after,
)
from alongside.reckon.rulebook import Rule, Rulebook

OTHER = "other"


class Stay(NamedTuple):
    """A state a child is in from one event to another."""

    title: str
    opens: str
    closes: str


class Lane(NamedTuple):
    """A part of the picture: its title, the title of its row of steps, and its band."""

    title: str
    steps: str
    band: Stay | None = None
    stays: Stay | None = None


class Group(NamedTuple):
    """Rules whose first completing event is the same, which share a row."""

    title: str
    codes: frozenset[str]
    kinds: frozenset[str]
    repeats: bool
    lane: str


LANES = {
    "front_door": Lane(
        "Referral and assessment",
        "Referrals and closing",
        Stay("Open case", "referral_received", "case_closed"),
    ),
    "child_in_need": Lane(
        "Child in need",
        "Plans",
        Stay("Child in need plan", "cin_plan_started", "cin_plan_ended"),
    ),
    "child_protection": Lane(
        "Child protection",
        "Enquiries and plans",
        Stay("Child protection plan", "became_subject_of_plan", "cp_plan_ended"),
    ),
    "looked_after": Lane(
        "Looked after",
        "Coming into and leaving care",
        Stay("Looked after", "became_looked_after", "ceased_to_be_looked_after"),
        Stay("Placements", "placement_started", "placement_ended"),
    ),
    OTHER: Lane("Other", "Other events"),
}

SHAPES = {
    "referral_received": "arrow",
    "referral_decided": "hexagon",
    "assessment_authorised": "page",
    "case_closed": "cross",
    "cin_plan_started": "flag",
    "cin_plan_ended": "flag-down",
    "cin_visit": "circle",
    "strategy_discussion_initiating_s47": "star",
    "initial_conference_held": "diamond",
    "became_subject_of_plan": "flag",
    "review_conference_held": "diamond-open",
    "core_group_held": "triangle",
    "cp_visit": "circle",
    "cp_plan_ended": "flag-down",
    "became_looked_after": "house",
    "ceased_to_be_looked_after": "house-open",
    "looked_after_review_held": "square",
    "looked_after_visit": "circle",
    "placement_started": "into",
    "placement_ended": "out-of",
}
SHARED = {"circle": "Visit", "flag": "Plan began", "flag-down": "Plan ended"}
OWN = {
    "tick": "Done",
    "question": "Cannot be told from the records",
    "plus": "Other event",
}

_LANE_OF = {
    front_door: "front_door",
    child_in_need: "child_in_need",
    enquiries: "child_protection",
    child_protection: "child_protection",
    looked_after: "looked_after",
}
LANE_OF_EVENT = {
    event.name: lane
    for service, lane in _LANE_OF.items()
    for event in vars(service).values()
    if isinstance(event, Event)
}


def title_of(kind: str) -> str:
    return EVENTS[kind].title if kind in EVENTS else kind.replace("_", " ").capitalize()


def shape_of(kind: str) -> str:
    return SHAPES.get(kind, "plus")


def meaning(shape: str) -> str:
    """Return what a shape stands for, in words."""
    own = {shape: title_of(kind) for kind, shape in SHAPES.items()}
    return (own | SHARED | OWN)[shape]


def lane_of(rule: Rule) -> str:
    """Return a rule's lane: its service's, or where that has none, its events'."""
    if rule.service in LANES:
        return rule.service
    kinds = (*rule.completed_by, *rule.starts, *rule.ended_by)
    return next(filter(None, map(LANE_OF_EVENT.get, kinds)), OTHER)


def groups(rules: Rulebook, codes: Iterable[str]) -> list[Group]:
    """Return the rows of clocks, in the order of the book; unknown codes come last."""
    rows: dict[tuple, list[Rule]] = {}
    for rule in rules.values():
        events = rule.completed_by or (rule.code,)
        rows.setdefault((lane_of(rule), events[0]), []).append(rule)
    unknown = sorted(set(codes) - rules.keys())
    return [_group(lane, kind, rows[lane, kind]) for lane, kind in rows] + [
        Group(code, frozenset({code}), frozenset(), False, OTHER) for code in unknown
    ]


def _group(lane: str, kind: str, rules: list[Rule]) -> Group:
    return Group(
        title=_shared_title(kind, [rule.title for rule in rules]),
        codes=frozenset(rule.code for rule in rules),
        kinds=frozenset(kind for rule in rules for kind in rule.completed_by),
        repeats=any(rule.repeats for rule in rules),
        lane=lane,
    )


def _shared_title(kind: str, titles: list[str]) -> str:
    """Return the title that all the others only add to, or that of what completes them."""
    shortest = min(titles, key=len)
    words = set(shortest.lower().split())
    shared = all(
        words <= set(title.lower().replace(",", "").split()) for title in titles
    )
    return shortest if shared else title_of(kind)
