"""What another extract changes: new, done, ended, moved, vanished, disagreeing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from alongside.desk.casework.projection import DUE
from alongside.reckon.rulebook import Rulebook

Key = tuple[str, str, str, int]


class Kind(NamedTuple):
    """A group of changes: what it is called, and what it means in a sentence."""

    label: str
    means: str


KINDS = {
    "new": Kind("New", "Open now, and not open here before."),
    "done": Kind("Done", "Open here before, and shown now as done, with the day."),
    "ended": Kind(
        "Ended without being done",
        "Open here before. What they belong to has ended, so nothing is due any more.",
    ),
    "moved": Kind("Moved", "Open here before and still, due on another day."),
    "merged": Kind(
        "Under another id",
        "Open here before under another id of the same child, which is shown no longer. "
        "What was said of them goes with them.",
    ),
    "vanished": Kind(
        "Vanished",
        "Open here before. What they rest on is shown no longer: find out why.",
    ),
    "disagreeing": Kind(
        "Marked done, still open",
        "Somebody marked them done, and the case system does not show it yet.",
    ),
    "unclear": Kind(
        "Look wrong", "Done before they began: look at the dates in the case system."
    ),
    "untold": Kind(
        "Cannot be told",
        "Open here before. Too little is held to say whether they were done in time.",
    ),
}
CLOSED = ("met", "late")
NOBODY: Mapping[str, str] = {}


@dataclass
class Held:
    """What the desk holds of one clock now."""

    pk: int
    due_on: str | None
    completed_on: str | None
    ended_on: str | None
    status: str
    team: str | None
    worker: str | None
    gone: bool
    mark: str | None
    spoken_of: bool = False  # whether anybody ever marked it: then it is never removed

    @property
    def open(self) -> bool:
        return self.status == "open" and not self.gone

    def shows(self, row: dict[str, Any]) -> bool:
        """Whether the row says just what is held already."""
        return not self.gone and all(
            getattr(self, name) == row[name]
            for name in (
                "due_on",
                "completed_on",
                "ended_on",
                "status",
                "team",
                "worker",
            )
        )


@dataclass
class Comparison:
    """What to write, and what to tell: `told` maps a kind to rows for the page."""

    create: list[dict[str, Any]] = field(default_factory=list)
    update: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    drop: list[int] = field(default_factory=list)
    told: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def counts(self) -> dict[str, int]:
        return {kind: len(self.told.get(kind, ())) for kind in KINDS}


def compare(
    held: dict[Key, Held],
    rows: Iterable[list[Any]],
    rulebook: Rulebook,
    latest: Collection[str] = (),
    merged: Mapping[str, str] = NOBODY,
) -> Comparison:
    """Compare the clocks held with those of a projection.

    A clock whose start was corrected is the same clock, moved: its marks stay with it.
    So is one that comes under another id of its child: `merged` has that id, by the one
    of before.
    `latest` names the rules of which the source gives only the latest visit or meeting:
    there the clock of the one before is done when a later one has begun.
    """
    found = Comparison()
    fresh = {
        _key(row): row for row in (dict(zip(DUE, row, strict=True)) for row in rows)
    }
    new = {key: row for key, row in fresh.items() if key not in held}
    starts: defaultdict[tuple[str, str], list[Key]] = defaultdict(list)
    absent = []
    for key, was in held.items():
        if key in fresh:
            _same(found, was, fresh[key])
        elif not was.gone:
            other = (merged.get(key[0], ""), *key[1:])
            if other in new:
                _under_another_id(found, was, new.pop(other))
            else:
                absent.append(key)
    for key in sorted(new):
        starts[key[:2]].append(key)
    for key in sorted(absent):
        one_by_one = key[1] in latest and rulebook[key[1]].repeats
        _absent(found, key, held[key], starts[key[:2]], new, one_by_one)
    for row in new.values():
        found.create.append(row)
        _tell_new(found, row)
    return found


def _under_another_id(found: Comparison, was: Held, row: dict[str, Any]) -> None:
    kind = "merged" if was.open and row["status"] == "open" else _becomes(was, row)
    if kind:
        _tell(found, kind, row, was)
    found.update.append((was.pk, row))


def _same(found: Comparison, was: Held, row: dict[str, Any]) -> None:
    if kind := _becomes(was, row):
        _tell(found, kind, row, was)
    if not was.shows(row):
        found.update.append((was.pk, row))


def _becomes(was: Held, row: dict[str, Any]) -> str:
    """What to tell of a clock that the extract shows still; nothing if nothing changed."""
    status = row["status"]
    if status == "open":
        if was.open and was.due_on != row["due_on"]:
            return "moved"
        if was.mark == "awaiting":
            return "disagreeing"
        return "" if was.open else "new"
    if was.open:
        return _ended_as(status)
    return "unclear" if status == "invalid_sequence" != was.status else ""


def _ended_as(status: str) -> str:
    if status in CLOSED:
        return "done"
    if status == "cannot_compute":
        return "untold"
    ended = status.startswith("closed") or status == "not_applicable"
    return "ended" if ended else "unclear"


def _absent(
    found: Comparison,
    key: Key,
    was: Held,
    starts: list[Key],
    new: dict[Key, dict[str, Any]],
    one_by_one: bool,
) -> None:
    """A clock the extract does not show: done by a later one, moved, or vanished."""
    if not was.open:
        (found.gone if was.spoken_of else found.drop).append(was.pk)
    elif not starts:
        _tell(found, "vanished", _as_row(key, was), was)
        found.gone.append(was.pk)
    elif one_by_one and starts[0][2] > key[2]:
        row = _as_row(key, was) | _done_by(starts[0][2], was)
        _tell(found, _ended_as(row["status"]), row, was)
        found.update.append((was.pk, row))
    else:
        nearest = min(starts, key=partial(_days_between, key))
        starts.remove(nearest)
        moved = new.pop(nearest)
        status = moved["status"]
        _tell(found, "moved" if status == "open" else _ended_as(status), moved, was)
        found.update.append((was.pk, moved))


def _days_between(one: Key, other: Key) -> int:
    return abs((date.fromisoformat(other[2]) - date.fromisoformat(one[2])).days)


def _done_by(day: str, was: Held) -> dict[str, Any]:
    """Done on a day at the latest: in time if that is, else it cannot be told."""
    if was.due_on and day <= was.due_on:
        return {"status": "met", "completed_on": day}
    return {"status": "cannot_compute", "completed_on": None}


def _tell_new(found: Comparison, row: dict[str, Any]) -> None:
    kinds = {"open": "new", "invalid_sequence": "unclear"}
    if kind := kinds.get(row["status"]):
        _tell(found, kind, row)


def _tell(
    found: Comparison, kind: str, row: dict[str, Any], was: Held | None = None
) -> None:
    told = {
        name: row[name]
        for name in ("child", "rule", "started_on", "due_on", "status", "team")
    }
    told["completed_on"] = row["completed_on"] or row["ended_on"]
    told["was_due_on"] = was.due_on if was else None
    found.told[kind].append(told)


def _key(row: dict[str, Any]) -> Key:
    return row["child"], row["rule"], row["started_on"], row["nth"]


def _as_row(key: Key, was: Held) -> dict[str, Any]:
    names = ("due_on", "completed_on", "ended_on", "status", "team", "worker")
    values = {name: getattr(was, name) for name in names}
    return dict(zip(DUE[:4], key, strict=True)) | values
